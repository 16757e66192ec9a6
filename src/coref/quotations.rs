//! Which tokens stand in quotation marks, and who speaks there.

use std::{collections::BTreeSet, ops::Range};

use super::candidates::{Candidate, Determiner, Role, ThingClass};
use crate::{document::Document, english::English, order::gather, text::Lower};

/// For each token, the number of the quotation that it stands in, counted from 1; 0 outside. The
/// marks themselves are outside. A quotation ends with its paragraph at the latest. A paragraph below
/// the label of who speaks it is a quotation without marks.
pub(super) fn quotations(doc: &Document) -> Vec<usize> {
    let labels = doc.speakers();
    let mut quotations = vec![0; doc.tokens.len()];
    let (mut count, mut speech, mut is_open, mut block) = (0, 0, false, None);
    for sentence in &doc.sentences {
        if block != Some(sentence.block) {
            (is_open, block) = (false, Some(sentence.block));
            let is_speech = labels.get(sentence.block.index()).is_some_and(Option::is_some);
            count += usize::from(is_speech);
            speech = if is_speech { count } else { 0 };
        }
        for token in sentence.tokens.range() {
            let text = doc.token_text(token);
            let opens = matches!(text, "“" | "``") || matches!(text, "\"") && !is_open;
            let closes = matches!(text, "”" | "''") || matches!(text, "\"") && is_open;
            if opens {
                is_open = true;
                count += 1;
            } else if closes {
                is_open = false;
            } else if is_open {
                quotations[token] = count;
            } else {
                quotations[token] = speech;
            }
        }
    }
    quotations
}

/// Who speaks in each quotation, by its number: the candidate beside a verb of speech in a sentence
/// that the quotation reaches. A quotation without one goes on from the one before, if that is near.
pub(super) fn speakers(
    doc: &Document,
    english: &English,
    candidates: &[Candidate],
    quotations: &[usize],
) -> Vec<Option<usize>> {
    const NEAR: usize = 30;
    let count = quotations.iter().max().map_or(1, |last| last + 1);
    let mut speakers = vec![None; count];
    let mut ends = vec![0; count];
    for sentence in &doc.sentences {
        let tokens = sentence.tokens.range();
        let speaker = speaker_of(doc, english, candidates, quotations, tokens.clone());
        // The sentence reaches a quotation when it holds some of it, or the marks beside it.
        for token in tokens {
            let quotation = quotations[token];
            let before = if token == 0 { 0 } else { quotations[token - 1] };
            for reached in [quotation, before].into_iter().filter(|reached| *reached > 0) {
                speakers[reached] = speakers[reached].or(speaker);
                ends[reached] = token;
            }
        }
    }
    let mut starts = vec![0; count];
    for (token, quotation) in quotations.iter().enumerate().rev() {
        starts[*quotation] = token;
    }
    for number in 2..count {
        let is_near = starts[number].saturating_sub(ends[number - 1]) < NEAR;
        if speakers[number].is_none() && is_near {
            speakers[number] = speakers[number - 1];
        }
    }
    speakers
}

/// The one who says something in a sentence: before the verb of speech, else after it.
fn speaker_of(
    doc: &Document,
    english: &English,
    candidates: &[Candidate],
    quotations: &[usize],
    tokens: Range<usize>,
) -> Option<usize> {
    const AFTER: usize = 8;
    let verb = tokens.clone().find(|token| {
        let word = doc.token_text(*token).lower();
        quotations[*token] == 0 && english.control.is_report(english.words.lemmas(&word))
    })?;
    let may_speak = |candidate: &Candidate| {
        candidate.quotation == 0
            && !matches!(candidate.class, ThingClass::Value | ThingClass::Place | ThingClass::Thing)
            && candidate.determiner != Determiner::Indefinite
            && candidate.role != Role::Possessor
            && candidate.role != Role::Prepositional
    };
    let within = |range: Range<usize>| {
        let start = candidates.partition_point(|one| one.tokens.start() < range.start);
        let end = candidates.partition_point(|one| one.tokens.start() < range.end);
        start..end
    };
    // "Pia Holm, a nurse, said": what is between commas is not who speaks.
    let is_subject = |candidate: &Candidate| {
        candidate.role == Role::Subject
            || candidate.described_verb.is_some_and(|start| (start..=start + 2).contains(&verb))
    };
    let mut before = within(tokens.start..verb).rev();
    let subject = before.find(|at| may_speak(&candidates[*at]) && is_subject(&candidates[*at]));
    subject.or_else(|| {
        within(verb + 1..tokens.end.min(verb + AFTER)).find(|at| may_speak(&candidates[*at]))
    })
}

/// Who speaks below a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// The candidate that the label is.
    Named(usize),
    /// The label names nobody: "Q:".
    Unnamed,
}

/// Who speaks below the labels of an interview or a transcript.
#[derive(Debug, Default)]
pub(super) struct Talk {
    /// For each block below a label, who speaks it.
    speakers: Vec<Option<Voice>>,
    /// For each block, the number of its quotation without marks.
    speeches: Vec<usize>,
    /// The two who speak, if there are two: their groups of names, the first candidate of each.
    pair: Option<[(usize, usize); 2]>,
}

impl Talk {
    /// Reads the labels. `quotations` has the number of each token's.
    pub(super) fn new(doc: &Document, candidates: &[Candidate], quotations: &[usize]) -> Self {
        let mut speeches = vec![0; doc.blocks.len()];
        for sentence in &doc.sentences {
            let Some(speech) = speeches.get_mut(sentence.block.index()) else { continue };
            for &number in quotations[sentence.tokens.range()].iter().filter(|number| **number > 0)
            {
                // Quotations inside have larger numbers.
                *speech = if *speech == 0 { number } else { number.min(*speech) };
            }
        }
        let named = |block: usize| {
            let first = candidates.partition_point(|one| one.block < block);
            candidates
                .get(first)
                .filter(|one| one.block == block && one.group.is_some())
                .map(|_| first)
        };
        let speakers: Vec<_> = doc
            .speakers()
            .into_iter()
            .map(|label| {
                label.map(|label| named(label.index()).map_or(Voice::Unnamed, Voice::Named))
            })
            .collect();
        let group_of = |speaker: &Option<Voice>| match speaker {
            Some(Voice::Named(speaker)) => candidates[*speaker].group,
            _ => None,
        };
        let groups: BTreeSet<usize> = gather(speakers.iter().filter_map(group_of));
        let first = |group: usize| candidates.iter().position(|one| one.group == Some(group));
        let few = groups.into_iter().take(3).filter_map(|group| Some((group, first(group)?)));
        let pair: Vec<_> = few.collect();
        Self { pair: pair.try_into().ok(), speakers, speeches }
    }

    /// Who says what a candidate says, if that stands below a label: what is quoted there is somebody
    /// else's.
    pub(super) fn speaker(&self, candidate: &Candidate) -> Option<Voice> {
        let is_own = self.speeches.get(candidate.block) == Some(&candidate.quotation);
        self.speakers.get(candidate.block).copied().flatten().filter(|_| is_own)
    }

    /// Whom a speaker of two talks to: the first candidate that names the other.
    pub(super) fn other(&self, speaker: &Candidate) -> Option<usize> {
        match (self.pair?, speaker.group?) {
            ([(one, _), (_, other)], speaker) if one == speaker => Some(other),
            ([(_, other), (one, _)], speaker) if one == speaker => Some(other),
            _ => None,
        }
    }
}
