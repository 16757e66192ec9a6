//! What somebody denies or leaves open: "Norland denied that it backs Redwing", "Norland has not
//! confirmed that its forces took Portia", "there is no evidence that". The article does not say that
//! it is so.

use std::ops::Range;

use super::{found::Found, is_listed, is_verb_of, lexicon::Types, speech::Report};
use crate::{
    document::Modality,
    shallow::{
        chunk::{Chunk, Clauses, Group, Kind, Shape},
        control::Stance,
    },
};

/// The clause that a verb denies or leaves open, if one follows it.
pub(super) fn of_verb(clauses: &Clauses, at: usize, stance: Stance) -> Option<Report> {
    let scope = clause_after(clauses, at + 1)?;
    let speaker = clauses.subject(at).who.first().copied();
    let speaker = speaker.filter(|who| Types::ACTOR.has(who.entity_type));
    // Who does not confirm a thing says nothing of it.
    let speaker = speaker.filter(|_| stance == Stance::Denies);
    Some(Report { speaker, scope, said_by: at..at + 1, is_unnamed: false, stance })
}

/// "no evidence that".
pub(super) fn of_noun(clauses: &Clauses, at: usize) -> Option<Report> {
    const PROOFS: &str = "evidence proof confirmation sign indication suggestion";
    let [no, .., proof] = clauses.units_of(at) else { return None };
    let verb = at.checked_sub(1).and_then(|before| clauses.chunks[before].group());
    let is_none = no.word == "no" || verb.is_some_and(|verb| verb.negated);
    let is_unproven = is_none && proof.mention.is_none() && is_listed(PROOFS, &proof.word);
    let scope = clause_after(clauses, at + 1).filter(|_| is_unproven)?;
    Some(Report {
        speaker: None,
        scope,
        said_by: at..at + 1,
        is_unnamed: false,
        stance: Stance::LeavesOpen,
    })
}

/// "it is not true that", "it is false that".
pub(super) fn of_truth(clauses: &Clauses, at: usize) -> Option<Report> {
    let [word] = clauses.units_of(at) else { return None };
    let verb = at.checked_sub(1).and_then(|before| clauses.chunks[before].group())?;
    let is_untrue = match word.word.as_str() {
        "true" | "correct" => verb.negated,
        "false" | "untrue" => !verb.negated,
        _ => false,
    };
    let scope = clause_after(clauses, at + 1).filter(|_| is_untrue && verb.is_copula)?;
    let stance = Stance::Denies;
    Some(Report { speaker: None, scope, said_by: at..at + 1, is_unnamed: false, stance })
}

/// The clause that is the content of what ends before a chunk: after "that" or "whether", after nothing
/// ("denied it backs Redwing") or after the noun for it ("denied claims that it backs Redwing").
fn clause_after(clauses: &Clauses, mut at: usize) -> Option<Range<usize>> {
    const CONTENTS: &str = "claim claims allegation allegations accusation accusations charge charges report reports \
suggestion suggestions rumours rumors speculation assertion assertions idea notion";
    loop {
        at = match clauses.kind(at)? {
            Kind::Adverb | Kind::Time => at + 1,
            Kind::Preposition if clauses.is(at + 1, Kind::Time) => at + 2,
            _ => break,
        };
    }
    let is_content = |noun: usize| {
        clauses.units_of(noun).last().is_some_and(|last| is_listed(CONTENTS, &last.word))
    };
    let start = match clauses.kind(at)? {
        Kind::That => at + 1,
        Kind::Subordinator if ["whether", "if"].contains(&clauses.word(at)) => at + 1,
        Kind::Noun => {
            let mut end = at + 1;
            while clauses.is(end, Kind::Preposition) && clauses.is(end + 1, Kind::Noun) {
                end += 2;
            }
            match clauses.kind(end)? {
                Kind::That if is_content(at) => end + 1,
                Kind::Verb(group) if group.shape == Shape::Finite => at,
                _ => return None,
            }
        }
        _ => return None,
    };
    let end = (start..clauses.chunks.len()).find(|at| ends(clauses, start, *at));
    Some(start..end.unwrap_or(clauses.chunks.len()))
}

/// Whether the clause that began at a chunk ends before another.
fn ends(clauses: &Clauses, start: usize, at: usize) -> bool {
    let has_verb = || clauses.chunks[start..at].iter().any(Chunk::is_finite);
    match clauses.chunks[at].kind {
        Kind::Stop => matches!(clauses.word(at), ";" | ":" | "." | "!" | "?" | "—" | "–"),
        Kind::But => true,
        Kind::Subordinator => has_verb(),
        // "denied that it backs Redwing, saying ..."
        Kind::Comma => match clauses.kind(at + 1) {
            Some(Kind::And | Kind::But) => true,
            Some(Kind::Verb(group)) => group.shape == Shape::Gerund,
            _ => false,
        },
        Kind::And => clauses
            .chunks
            .get(at + 1)
            .is_some_and(|next| next.group().is_some_and(|group| is_utterance(clauses, group))),
        _ => false,
    }
}

/// "denied it backs Redwing and accused Veria of": the second verb is again what is said.
fn is_utterance(clauses: &Clauses, group: Group) -> bool {
    let lemmas = clauses.lemmas(group);
    let mut predicates = lemmas.iter().flat_map(|lemma| clauses.english.predicates.of_verb(lemma));
    group.shape == Shape::Finite
        && (clauses.english.control.stance(lemmas, false).is_some()
            || predicates.any(|predicate| predicate.qualifiers.embed)
            || is_verb_of(clauses, group, "call urge demand"))
}

/// Says of what is found in such a clause how it stands there.
pub(super) fn mark(clauses: &Clauses, found: &mut Found, report: &Report) {
    let at = found.chunks.start;
    let group = clauses.chunks[at].group();
    let is_own_verb = group.is_some_and(|group| group.shape != Shape::Gerund)
        && !is_of_relative(clauses, report.scope.start, at);
    match (report.stance, group) {
        (Stance::Denies, Some(_)) if is_own_verb => {
            found.negated = !found.negated;
            found.claimed_by = found.claimed_by.or(report.speaker);
        }
        // What a person is remains: "denied that its president, Rana, met Costa".
        (_, None) if found.predicate.is_none() => {}
        _ if found.modality == Modality::Asserted => found.modality = Modality::Possible,
        _ => {}
    }
}

/// Whether a verb is that of a relative clause: "denied that the rebels, who hold Portia, are ...".
fn is_of_relative(clauses: &Clauses, start: usize, verb: usize) -> bool {
    let mut before = (start..verb).rev();
    let border =
        before.find(|at| clauses.is(*at, Kind::Relative) || clauses.chunks[*at].is_finite());
    border.is_some_and(|at| clauses.is(at, Kind::Relative))
}
