//! Who holds which post: "Norland's army chief Gen. Rana", "Rana, the chairman of Acme,",
//! "the chairman of Acme, Rana,", "Rana is the chairman of Acme".

use std::ops::Range;

use super::{
    at_nouns,
    clause::Subject,
    endings,
    found::{Found, Place, confidence},
    is_listed, is_verb_of,
    lexicon::Types,
    phrase::Participant,
    predicatives::{
        before_description, first_description, has_verb_of_its_own, of_main_clause, opens_as,
    },
};
use crate::{
    document::{EntityType, MentionKind, Modality, RelationType},
    shallow::{
        chunk::{Chunk, Clauses, Group, Kind, Unit, Voice},
        words::{Class, Words},
    },
};

/// Finds the posts that the sentence's phrases name.
pub(super) fn find<'a>(clauses: &Clauses<'a>) -> Vec<Found<'a>> {
    let mut found = at_nouns(clauses, of_phrase);
    found.append(&mut at_nouns(clauses, of_body));
    found
}

/// "Rana of the Portia Institute".
fn of_body<'a>(clauses: &Clauses<'a>, at: usize) -> Vec<Found<'a>> {
    let who = clauses.units_of(at).last().filter(|unit| is_person(&clauses.english.words, unit));
    let is_of = clauses.word(at + 1) == "of" && clauses.is(at + 1, Kind::Preposition);
    let body = clauses.chunks.get(at + 2).filter(|chunk| is_of && chunk.kind == Kind::Noun);
    let body = body.and_then(|chunk| clauses.units[chunk.units.clone()].last());
    let (Some(who), Some(body)) =
        (who.and_then(|unit| unit.mention), body.and_then(|unit| unit.mention))
    else {
        return Vec::new();
    };
    if body.entity_type != EntityType::Org || body.kind != MentionKind::Name {
        return Vec::new();
    }
    let place = Place {
        trigger: clauses.chunks[at + 1].units.clone(),
        chunks: at..at + 3,
        confidence: confidence::ORIGIN,
        rule: "person of body",
    };
    let [who, body] = [who, body].map(|mention| Participant::new(mention, false));
    vec![Found::new(RelationType::WorksFor, who, body, place)]
}

/// A post as its words name it.
struct Post {
    /// The units of its name: "army chief", "chairman of the board".
    role: Range<usize>,
    /// Of what.
    body: Participant,
    /// The chunk after it.
    end: usize,
    /// What the words around it say of its term.
    term: Term,
}

/// Whether somebody holds a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Term {
    Present,
    /// "former", "late"
    Over,
    /// "-elect"
    Ahead,
}

fn of_phrase<'a>(clauses: &Clauses<'a>, at: usize) -> Vec<Found<'a>> {
    let Some(post) = read_post(clauses, at) else { return Vec::new() };
    if is_founder(clauses, &post.role) {
        return Vec::new(); // no post: "founded" says it
    }
    let units = clauses.units_of(at);
    let is_title = units.last().is_some_and(|unit| is_person(&clauses.english.words, unit));
    let subject = if is_title {
        let name = units
            .last()
            .and_then(|unit| unit.mention)
            .map(|mention| Participant::new(mention, false));
        Subject { who: name.into_iter().collect(), ..Subject::default() }
    } else {
        holder(clauses, at, post.end)
    };
    let (_, bodies) = clauses.english.predicates.signature(RelationType::HoldsPost);
    if !bodies.has(post.body.entity_type) {
        return Vec::new();
    }
    let rule = if is_title { "title" } else { "description" };
    let is_national = post.body.entity_type == EntityType::Norp;
    let relation = if is_national && !is_office(clauses, &post.role) {
        RelationType::CitizenOf // "the Norlandic director Rana"
    } else if post.body.entity_type == EntityType::Org && is_member(clauses, &post.role) {
        RelationType::MemberOf
    } else if post.body.entity_type == EntityType::Org && is_occupation(clauses, &post.role) {
        RelationType::WorksFor // "Rana, a seismologist at Acme"
    } else {
        RelationType::HoldsPost
    };
    let holders = subject.who.iter().filter(|who| who.entity_type == EntityType::Person).take(1);
    let found = holders.map(|who| {
        let place = Place {
            trigger: post.role.clone(),
            chunks: at..post.end,
            confidence: confidence::POST,
            rule,
        };
        let body = Participant { is_indirect: false, ..post.body };
        let mut found = Found::new(relation, *who, body, place).said_as(&subject);
        found.role = (relation != RelationType::CitizenOf).then(|| post.role.clone());
        found.past |= post.term == Term::Over && endings::is_state(relation);
        if post.term == Term::Ahead && found.modality == Modality::Asserted {
            found.modality = Modality::Planned;
        }
        if found.ended_by.is_some() {
            found.rule = endings::RULE;
        }
        found
    });
    found.collect()
}

/// Whether the words of a post say nothing but that somebody founded the body.
fn is_founder(clauses: &Clauses, role: &Range<usize>) -> bool {
    let [.., last] = &clauses.units[role.clone()] else { return false };
    role.len() == 1 && is_listed("founder co-founder cofounder", &last.word)
}

/// Whether it is what one does for a body among others, not a post that one person holds.
fn is_occupation(clauses: &Clauses, role: &Range<usize>) -> bool {
    const OCCUPATIONS: &str =
        "professor researcher scientist lecturer reporter correspondent analyst negotiator";
    clauses.units[role.clone()]
        .last()
        .is_some_and(|unit| unit.word.ends_with("ist") || is_listed(OCCUPATIONS, &unit.word))
}

/// Whether it is no post but to belong to a body: "a senior member of the Green Party".
fn is_member(clauses: &Clauses, role: &Range<usize>) -> bool {
    clauses.units[role.clone()].last().is_some_and(|unit| is_listed("member members", &unit.word))
}

/// Whether a post is a state's: a nationality word before it tells whose, not where from.
fn is_office(clauses: &Clauses, role: &Range<usize>) -> bool {
    const OFFICES: &str = "minister premier president vice-president chancellor ambassador envoy consul king queen prince \
princess emperor sultan emir secretary undersecretary general admiral colonel marshal commander governor senator lawmaker mp \
speaker diplomat attorney prosecutor representative negotiator counterpart spokesman spokeswoman spokesperson leader ruler \
dictator deputy commissioner congressman congresswoman captain coach chief head";
    clauses.units[role.clone()].iter().any(|unit| is_listed(OFFICES, &unit.word))
}

fn is_person(english: &Words, unit: &Unit) -> bool {
    unit.mention.is_some_and(|mention| {
        mention.entity_type == EntityType::Person
            && mention.kind == MentionKind::Name
            && !is_post_word(english, &unit.word) // "minister for Security" is no name
    })
}

/// Reads the post that a noun phrase names, with the body before or after it.
fn read_post(clauses: &Clauses, at: usize) -> Option<Post> {
    let start = clauses.chunks[at].units.start;
    let units = clauses.units_of(at);
    let last_role = units
        .iter()
        .rposition(|unit| unit.mention.is_none() && clauses.english.words.is_role(&unit.word))?;
    let tail = &units[last_role + 1..];
    let is_title = tail.last().is_some_and(|unit| is_person(&clauses.english.words, unit));
    // After the post only titles and the name: "chief Gen. Asim Munir".
    if tail.len() > 3
        || (!tail.is_empty() && !is_title)
        || tail
            .iter()
            .rev()
            .skip(1)
            .any(|unit| unit.mention.is_some() || unit.class == Class::Possessive)
    {
        return None;
    }
    let (_, bodies) = clauses.english.predicates.signature(RelationType::HoldsPost);
    // In "the Cairo-based correspondent" Cairo is where somebody works, not for whom.
    let is_hyphened = |at: usize| units.get(at + 1).is_some_and(|next| next.word.starts_with('-'));
    let body_at = (0..last_role).rev().find(|&at| {
        units[at].mention.is_some_and(|mention| bodies.has(mention.entity_type)) && !is_hyphened(at)
    });
    let first_role =
        first_of_role(&clauses.english.words, units, body_at.map_or(0, |body| body + 1), last_role);
    let past = endings::first_of_past(clauses, &units[..last_role]);
    let is_coming = endings::is_coming(clauses, units);
    let term = match past {
        Some(_) => Term::Over,
        None if endings::is_of_time(clauses, at) => Term::Over,
        None if is_coming => Term::Ahead,
        None => Term::Present,
    };
    let first_role = past.map_or(first_role, |past| past.min(first_role));
    let mut end = at + 1;
    let mut role = start + first_role..start + last_role + 1;
    // "Morocco director for Acme": of Acme, for Morocco.
    let is_field = |body: usize| {
        let is_owner = units.get(body + 1).is_some_and(|next| next.class == Class::Possessive);
        let place = units[body].mention.filter(|_| !is_owner && !is_title);
        place.is_some_and(|place| place.entity_type == EntityType::Gpe)
            && body_after(clauses, at).is_some_and(|(body, _)| body.entity_type == EntityType::Org)
    };
    let body_at = body_at.filter(|body| !is_field(*body));
    let body = if let Some(body) = body_at {
        if !is_title {
            end = clauses.role_end(at);
            role.end = extended_role(clauses, at, end).unwrap_or(role.end);
        }
        Participant::new(units[body].mention?, false)
    } else if is_title {
        return None;
    } else {
        let (body, after) = body_after(clauses, at)?;
        end = after;
        role.end = extended_role(clauses, at, after - 2).unwrap_or(role.end);
        role.start = first_of_posts(clauses, at).unwrap_or(role.start);
        body
    };
    Some(Post { role, body, end, term })
}

/// Where the words of the post begin: after the article, the owner and words that only describe.
fn first_of_role(english: &Words, units: &[Unit], from: usize, last: usize) -> usize {
    let mut first = last;
    while first > from {
        let unit = &units[first - 1];
        if unit.class == Class::Possessive
            && first >= from + 2
            && units[first - 2].mention.is_none()
            && is_post_word(english, &units[first - 2].word)
        {
            first -= 2; // "army's chief of staff"
            continue;
        }
        if matches!(unit.word.as_str(), "-" | "‑")
            && first >= from + 2
            && units[first - 2].mention.is_none()
        {
            first -= 2; // "secretary-general"
            continue;
        }
        let is_part = unit.class == Class::Other
            && unit.mention.is_none()
            && is_post_word(english, &unit.word);
        if !is_part {
            break;
        }
        first -= 1;
    }
    first
}

/// Where the first of several posts begins: "president and chief executive of Acme".
fn first_of_posts(clauses: &Clauses, at: usize) -> Option<usize> {
    let first = first_description(clauses, at);
    let units = clauses.units_of(first);
    // "a lawyer and the chairwoman of Acme", "spokesman for the president and head of Acme": of Acme by the second alone.
    let is_bare = |chunk: usize| {
        clauses.units_of(chunk).first().is_some_and(|unit| unit.class != Class::Determiner)
    };
    let is_object =
        first.checked_sub(1).is_some_and(|before| clauses.is(before, Kind::Preposition));
    let is_joined = first < at && is_bare(first) && is_bare(at) && !is_object;
    let last = units.len().checked_sub(1).filter(|_| is_joined)?;
    let start =
        clauses.chunks[first].units.start + first_of_role(&clauses.english.words, units, 0, last);
    clauses.english.words.is_role(&units[last].word).then_some(start)
}

/// Words of a post's name before its noun; "powerful", "outspoken" are not.
fn is_post_word(english: &Words, word: &str) -> bool {
    const PART: &str = "prime vice deputy chief general army military navy naval air police security defence defense foreign finance \
interior justice health education energy trade economy economic home home-affairs environment transport labour labor agriculture \
culture state national regional provincial federal supreme high executive managing financial operating technology \
marketing sales editorial head assistant associate senior junior former acting interim incumbent outgoing ex first second \
caretaker opposition parliamentary party house senate lower upper central bank secretary press presidential campaign attorney \
solicitor team club research medical scientific nuclear intelligence spy counter-terrorism climate human rights special \
prosecutor public permanent un u.n. peace border immigration religious spiritual supreme top crown art artistic music creative \
news sports football cricket rugby staff commerce industry petroleum oil information communications planning water \
co- non-executive honorary emeritus lead principal district county city town state-owned election elections electoral refugee \
emergency disaster relief development governing founding company group board budget tax customs fire coast guard";
    is_listed(PART, word) || english.is_role(word)
}

/// "chief of staff", "minister for trade": the end of the post's words before a chunk.
fn extended_role(clauses: &Clauses, at: usize, end: usize) -> Option<usize> {
    let last = end.checked_sub(1).filter(|last| *last > at)?;
    let has_name = (at + 1..end)
        .any(|chunk| clauses.units_of(chunk).iter().any(|unit| unit.mention.is_some()));
    (!has_name).then(|| clauses.chunks[last].units.end)
}

/// The body after a post: "of Acme", "for trade of Norland", "at the Bank of X".
fn body_after(clauses: &Clauses, at: usize) -> Option<(Participant, usize)> {
    let (_, bodies) = clauses.english.predicates.signature(RelationType::HoldsPost);
    let mut end = at + 1;
    while clauses.is(end, Kind::Preposition) && clauses.is(end + 1, Kind::Noun) && end < at + 6 {
        if !["of", "for", "at", "in", "to"].contains(&clauses.word(end)) {
            return None;
        }
        let units = clauses.units_of(end + 1);
        if let Some(mention) = units.last().and_then(|unit| unit.mention) {
            let body = Participant::new(mention, false);
            return bodies.has(body.entity_type).then_some((body, end + 2));
        }
        if let Some(body) = clauses.participant(end + 1, bodies) {
            return Some((body, end + 2));
        }
        end += 2;
    }
    None
}

/// Who is said to hold the post: the subject of "is", or the person beside a comma.
fn holder(clauses: &Clauses, at: usize, end: usize) -> Subject {
    let beside = |chunk: usize| {
        clauses
            .participant(chunk, Types::PERSON)
            .filter(|who| !who.is_anaphoric && !who.is_indirect)
    };
    let named =
        |who: Option<Participant>| Subject { who: who.into_iter().collect(), ..Subject::default() };
    let first = first_description(clauses, at);
    if let Some(before) = before_description(clauses, first) {
        if opens_as(clauses, before) {
            return of_main_clause(clauses, end);
        }
        if let Some(subject) = by_verb(clauses, at, end, before) {
            return subject;
        }
        match clauses.chunks[before].kind {
            Kind::Verb(group)
                if group.is_copula
                    || clauses
                        .lemmas(group)
                        .iter()
                        .any(|lemma| lemma == "become" || lemma == "remain") =>
            {
                return clauses.subject(before);
            }
            Kind::Comma
                if before > 0
                    && clauses.is(before - 1, Kind::Noun)
                    && ends_with_name(clauses, before - 1) =>
            {
                let is_and_name = |at: usize| {
                    clauses.is(at, Kind::And)
                        && clauses.is(at + 1, Kind::Noun)
                        && ends_with_name(clauses, at + 1)
                };
                // "..., a spokesman for Acme said": the description is the subject of its own verb.
                if clauses.chunks.get(end).is_some_and(Chunk::is_finite) {
                    return Subject::default();
                }
                let is_list =
                    is_and_name(end) || clauses.is(end, Kind::Comma) && is_and_name(end + 1);
                return if is_list { Subject::default() } else { named(beside(before - 1)) };
            }
            _ => {}
        }
    }
    // "sold to the chairman of Acme, Rana said"
    let is_object = first.checked_sub(1).is_some_and(|before| {
        clauses.is(before, Kind::Preposition) || clauses.chunks[before].group().is_some()
    });
    if is_object && clauses.is(end, Kind::Comma) && has_verb_of_its_own(clauses, end + 1) {
        return Subject::default();
    }
    // "the chairman of Acme, Rana," and "Acme's chairman, Rana,"
    if clauses.is(end, Kind::Comma)
        && clauses.is(end + 1, Kind::Noun)
        && ends_with_name(clauses, end + 1)
        && !matches!(clauses.kind(end + 2), Some(Kind::And))
    {
        return named(beside(end + 1));
    }
    // "Acme chairman of the board Rana" is one phrase; "minister for trade Rana" ends in the name.
    let last = end.checked_sub(1).filter(|last| *last > at);
    named(last.filter(|last| ends_with_name(clauses, *last)).and_then(beside))
}

/// "was named chairman of Acme", "stepped down as chairman of Acme", "succeeded Rana as chairman of Acme".
fn by_verb(clauses: &Clauses, at: usize, end: usize, before: usize) -> Option<Subject> {
    const FURTHEST: usize = 7;
    const GIVEN: &str = "appoint name nominate elect choose install pick reappoint promote hire recruit designate confirm";
    const HELD: &str = "serve work act succeed return continue begin start";
    let is_as = clauses.word(before) == "as" && clauses.is(before, Kind::Subordinator);
    let opens_clause = clauses.chunks.get(end).is_some_and(Chunk::is_finite);
    let verb = if is_as && !opens_clause {
        let near = before.saturating_sub(FURTHEST)..before;
        near.rev().find(|at| clauses.chunks[*at].group().is_some())?
    } else {
        before
    };
    let group = clauses.chunks[verb].group()?;
    let is_among = |list: &str| is_verb_of(clauses, group, list);
    if clauses.word(end.saturating_sub(2)) == "to" {
        return Some(Subject::default()); // "as ambassador to Norland", which is not the employer
    }
    let is_removed = is_as && endings::is_removing(clauses, verb);
    if is_among(GIVEN) || is_removed {
        let subject = who_is_given(clauses, at, verb, group);
        return Some(if is_removed {
            endings::as_ended(clauses, verb, subject)
        } else if endings::is_proposing(clauses, verb) && subject.modality == Modality::Asserted {
            Subject { modality: Modality::Planned, ..subject }
        } else {
            subject
        });
    }
    if !is_as {
        return None;
    }
    if is_among(HELD) {
        return Some(clauses.subject(verb));
    }
    endings::is_leaving(clauses, verb)
        .then(|| endings::as_ended(clauses, verb, clauses.subject(verb)))
}

/// Whom a verb gives a post, or takes it from.
fn who_is_given(clauses: &Clauses, at: usize, verb: usize, group: Group) -> Subject {
    if clauses.is_passive(verb, group) || group.voice == Voice::Passive {
        return clauses.passive_subject(verb, 5);
    }
    let named = super::verbs::named_to_post(clauses, at).filter(|_| verb + 1 == at);
    let who = match named {
        Some(named) => vec![named],
        None => clauses.participants(verb + 1, Types::PERSON).0,
    };
    Subject { who, ..clauses.subject(verb) }
}

fn ends_with_name(clauses: &Clauses, chunk: usize) -> bool {
    clauses.units_of(chunk).last().is_some_and(|unit| is_person(&clauses.english.words, unit))
}
