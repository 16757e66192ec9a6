//! Who says so: which stretches of a sentence report somebody's words, and whose.

use std::ops::Range;

use super::{lexicon::Types, phrase::Participant, unproven};
use crate::shallow::{
    chunk::{Chunk, Clauses, Group, Kind, Shape},
    control::Stance,
};

/// A stretch of a sentence that somebody says.
pub(super) struct Report {
    pub(super) speaker: Option<Participant>,
    /// Its chunks.
    pub(super) scope: Range<usize>,
    /// The chunks of speaker and verb, which are the article's own words.
    pub(super) said_by: Range<usize>,
    /// Whether somebody says it whom the article does not name.
    pub(super) is_unnamed: bool,
    /// Whether the speaker says it, claims it, denies it or leaves it open.
    pub(super) stance: Stance,
}

impl Report {
    /// Whether the speaker says that it is so.
    pub(super) fn affirms(&self) -> bool {
        matches!(self.stance, Stance::Says | Stance::Claims)
    }
}

/// Finds the reported stretches of a sentence.
pub(super) fn find(clauses: &Clauses) -> Vec<Report> {
    let mut reports: Vec<_> = (0..clauses.chunks.len())
        .filter_map(|at| match clauses.chunks[at].kind {
            Kind::Verb(group) => of_verb(clauses, at, group),
            Kind::Noun => {
                unproven::of_noun(clauses, at).or_else(|| unproven::of_truth(clauses, at))
            }
            _ => None,
        })
        .collect();
    reports.extend((0..clauses.chunks.len()).filter_map(|at| according_to(clauses, at)));
    reports
}

fn of_verb(clauses: &Clauses, at: usize, group: Group) -> Option<Report> {
    let negated = group.negated || clauses.subject(at).negated;
    let stance = clauses.english.control.stance(clauses.lemmas(group), negated)?;
    if matches!(stance, Stance::Denies | Stance::LeavesOpen) {
        return unproven::of_verb(clauses, at, stance);
    }
    if group.shape != Shape::Finite {
        return None;
    }
    let count = clauses.chunks.len();
    let passive = clauses.is_passive(at, group);
    let subject = if passive { return None } else { clauses.subject(at) };
    let speaker =
        subject.who.first().copied().filter(|speaker| Types::ACTOR.has(speaker.entity_type));
    let ends_sentence =
        !clauses.chunks[at + 1..].iter().any(|chunk| chunk.is_finite() || chunk.kind == Kind::That);
    let subject_start = (0..at)
        .rev()
        .find(|at| matches!(clauses.kind(*at), Some(Kind::Comma | Kind::Stop)))
        .map_or(0, |at| at + 1);
    let has_own_subject = (subject_start..at).any(|chunk| clauses.is(chunk, Kind::Noun));
    // "officials said", "his office said": nobody whom the article names vouches for it.
    let is_unnamed = speaker.is_none() && has_own_subject;
    if ends_sentence && subject_start > 1 && has_own_subject {
        return Some(Report {
            speaker,
            scope: 0..subject_start,
            said_by: subject_start..count,
            is_unnamed,
            stance,
        });
    }
    // "…," said Rana
    let inverted =
        at > 1 && matches!(clauses.kind(at - 1), Some(Kind::Comma | Kind::Stop)) && ends_sentence;
    if inverted {
        let speaker = clauses.participant(at + 1, Types::ACTOR);
        return Some(Report {
            speaker,
            scope: 0..at,
            said_by: at..count,
            is_unnamed: speaker.is_none(),
            stance,
        });
    }
    // "the bank had warned it twice, and fined it in 2019": what follows is another clause.
    let next_clause = (at + 1..count)
        .find(|comma| clauses.is(*comma, Kind::Comma) && clauses.is(comma + 1, Kind::And));
    let says_nothing = next_clause.is_some_and(|comma| {
        let mut said = clauses.chunks[at + 1..comma].iter();
        !said.any(|chunk| chunk.is_finite() || matches!(chunk.kind, Kind::That | Kind::Stop))
    });
    (!ends_sentence && !says_nothing).then_some(Report {
        speaker,
        scope: at + 1..count,
        said_by: subject_start..at + 1,
        is_unnamed,
        stance,
    })
}

/// Whether a verb of speech stands between what is said and who says it: "Veria will lose, warned Rana."
pub(super) fn is_inverted(clauses: &Clauses, at: usize, group: Group) -> bool {
    let is_report =
        group.shape == Shape::Finite && clauses.english.control.is_report(clauses.lemmas(group));
    let Some(before) = at.checked_sub(1).filter(|_| is_report) else { return false };
    let is_after_words = matches!(clauses.kind(before), Some(Kind::Comma | Kind::Stop))
        && clauses.chunks[..before].iter().any(Chunk::is_finite)
        && (clauses.is(before, Kind::Stop) || clauses.across_insertion(before).is_none());
    let mut after = clauses.chunks[at + 1..].iter();
    let ends_sentence = !after.any(|chunk| chunk.group().is_some() || chunk.kind == Kind::That);
    let is_name_last = matches!(clauses.kind(at + 2), None | Some(Kind::Stop | Kind::Comma));
    is_after_words && ends_sentence && is_name_last && clauses.is(at + 1, Kind::Noun)
}

fn according_to(clauses: &Clauses, at: usize) -> Option<Report> {
    if clauses.word(at) != "according"
        && clauses.units_of(at).last().is_none_or(|unit| unit.word != "according")
    {
        return None;
    }
    let speaker_at = at + 2;
    let speaker = clauses.participant(speaker_at, Types::ACTOR);
    Some(Report {
        speaker,
        scope: 0..clauses.chunks.len(),
        said_by: at..speaker_at + 1,
        is_unnamed: false,
        stance: Stance::Says,
    })
}
