//! What the scorer sees of two mentions: the words between and around them, as far as a sentence shows them
//! without a tree, and what the rules say of the two.

use super::Verdict;
use crate::{
    document::{MentionKind, Named as _},
    model::code::{Code, word_code},
    shallow::{
        chunk::{Clauses, Kind, Unit, Voice},
        words::{Class, Words},
    },
};

/// Words further apart than this are seen as verbs and nouns only.
const NEAR: usize = 8;
/// Rows of words up to this length are seen as a whole.
const MOST_WORDS: usize = 4;
/// How many words are seen before the first mention, and after the second.
const BEFORE: usize = 4;
const AFTER: usize = 5;

/// The template of a word by where it stands.
const BETWEEN: u32 = 5;
const IN_FRONT: u32 = 14;
const BEHIND: u32 = 16;

/// What a unit is for the scorer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Verb,
    Noun,
    Preposition,
    Comma,
    Stop,
    And,
    Mention,
    Other,
}

/// A sentence as numbers: of each unit its word and its sort.
pub(super) struct Seen<'a> {
    pub(super) clauses: &'a Clauses<'a>,
    codes: Vec<u64>,
    sorts: Vec<Sort>,
    is_title: bool,
}

impl<'a> Seen<'a> {
    pub(super) fn new(clauses: &'a Clauses<'a>, is_title: bool) -> Self {
        let mut codes: Vec<u64> =
            clauses.units.iter().map(|unit| unit_code(unit, &clauses.english.words)).collect();
        let mut sorts = vec![Sort::Other; clauses.units.len()];
        for chunk in &clauses.chunks {
            for at in chunk.units.clone() {
                sorts[at] = sort(&clauses.units[at], chunk.kind);
            }
            // Of a verb its lemma and voice.
            if let Kind::Verb(group) = chunk.kind {
                sorts[group.main] = Sort::Verb;
                let is_passive = u64::from(group.voice == Voice::Passive);
                codes[group.main] = Code::new(30).with(codes[group.main]).with(is_passive).bits();
            }
        }
        Self { clauses, codes, sorts, is_title }
    }

    /// Whether a word is a verb or a noun.
    pub(super) fn is_verb_or_noun(&self, unit: usize) -> bool {
        matches!(self.sorts[unit], Sort::Verb | Sort::Noun)
    }

    /// The features of two mentions, given by their units.
    pub(super) fn of_pair(&self, first: usize, second: usize, verdicts: &[Verdict]) -> Vec<Code> {
        let mut features = Features::new(self, first, second);
        self.ends(first, second, &mut features);
        self.words_between(first, second, &mut features);
        self.sorts_between(first, second, &mut features);
        self.words_around(first, second, &mut features);
        for verdict in verdicts {
            let level = u64::from(verdict.confidence / 5);
            let relation = word_code(verdict.relation.name());
            features.add(20, &[relation, u64::from(verdict.is_swapped)]);
            features.add(21, &[relation, u64::from(verdict.is_swapped), level]);
        }
        if verdicts.is_empty() {
            features.add_typed(20, &[]);
        }
        features.codes
    }

    /// The features that a single word gives to two mentions.
    pub(super) fn of_word(&self, first: usize, second: usize, word: usize) -> Vec<Code> {
        let mut features = Features::new(self, first, second);
        let code = self.codes[word];
        if word < first {
            features.add(IN_FRONT, &[code]);
        } else if word > second {
            features.add(BEHIND, &[code]);
            features.add_typed(BEHIND, &[code]);
        } else {
            features.add(BETWEEN, &[code]);
            features.add_typed(BETWEEN, &[code]);
            let template = if self.sorts[word] == Sort::Verb { 9 } else { 10 };
            features.add(template, &[code]);
            features.add_typed(template, &[code]);
        }
        features.codes
    }

    fn ends(&self, first: usize, second: usize, features: &mut Features) {
        let units = [first, second].map(|at| &self.clauses.units[at]);
        let kinds = units.map(kind_code);
        features.add_typed(1, &[]);
        features.add(2, &kinds);
        features.add_typed(2, &kinds);
        let verb = (first + 1..second).rev().find(|at| self.sorts[*at] == Sort::Verb);
        let verb = verb.map_or(0, |at| self.codes[at]);
        for (side, unit) in units.into_iter().enumerate() {
            let is_name = unit.end().is_some_and(|mention| mention.kind == MentionKind::Name);
            if !is_name {
                let head = unit.word.rsplit(' ').next().unwrap_or_default();
                let head = word_code(&singular(head));
                features.add(19, &[side as u64, head]);
                features.add_typed(19, &[side as u64, head]);
                features.add(18, &[side as u64, head, verb]);
            }
        }
        if self.is_title {
            features.add_typed(17, &[]);
        }
    }

    fn words_between(&self, first: usize, second: usize, features: &mut Features) {
        let between = &self.codes[first + 1..second];
        let sorts = &self.sorts[first + 1..second];
        let mentions = sorts.iter().filter(|sort| **sort == Sort::Mention).count() as u64;
        features.add_typed(3, &[(between.len() as u64).min(12)]);
        features.add_typed(4, &[mentions.min(4)]);
        if between.len() <= NEAR {
            for word in between {
                features.add(BETWEEN, &[*word]);
                features.add_typed(BETWEEN, &[*word]);
            }
            for pair in between.windows(2) {
                features.add(6, pair);
            }
        }
        if between.len() <= MOST_WORDS {
            features.add(7, between);
            features.add_typed(7, between);
        }
    }

    fn sorts_between(&self, first: usize, second: usize, features: &mut Features) {
        let of = |sort: Sort| -> Vec<u64> {
            let units = (first + 1..second).filter(|at| self.sorts[*at] == sort);
            units.map(|at| self.codes[at]).collect()
        };
        let (verbs, nouns, prepositions) = (of(Sort::Verb), of(Sort::Noun), of(Sort::Preposition));
        let last = |row: &[u64]| row.last().copied().unwrap_or_default();
        for verb in &verbs {
            features.add(9, &[*verb]);
            features.add_typed(9, &[*verb]);
            features.add(11, &[*verb, last(&prepositions)]);
        }
        for noun in &nouns {
            features.add(10, &[*noun]);
            features.add_typed(10, &[*noun]);
        }
        if verbs.len() <= 3 {
            features.add_typed(12, &verbs);
        }
        features.add_typed(13, &[last(&verbs), last(&prepositions)]);
        let row = self.sorts[first + 1..second].iter().map(|sort| *sort as u64);
        let row: Vec<u64> = row.filter(|sort| *sort != Sort::Other as u64).take(7).collect();
        features.add_typed(8, &row);
    }

    fn words_around(&self, first: usize, second: usize, features: &mut Features) {
        let at = |place: Option<usize>| {
            place.and_then(|at| self.codes.get(at)).copied().unwrap_or_default()
        };
        for word in &self.codes[first.saturating_sub(BEFORE)..first] {
            features.add(IN_FRONT, &[*word]);
        }
        let end = (second + 1 + AFTER).min(self.codes.len());
        for behind in second + 1..end {
            features.add(BEHIND, &[self.codes[behind]]);
            if matches!(self.sorts[behind], Sort::Verb | Sort::Noun) {
                features.add_typed(BEHIND, &[self.codes[behind]]);
            }
        }
        for step in 1..=2 {
            features.add_typed(22, &[step as u64, at(first.checked_sub(step))]);
            features.add_typed(23, &[step as u64, at(Some(second + step))]);
        }
        features.add(24, &[at(first.checked_sub(1)), at(Some(first + 1)), at(Some(first + 2))]);
        features.add(25, &[at(first.checked_sub(2)), at(first.checked_sub(1))]);
        features.add(26, &[at(Some(second + 1)), at(Some(second + 2))]);
    }
}

/// Features while they are collected. Some are seen together with the types of the two.
struct Features {
    codes: Vec<Code>,
    types: [u64; 2],
}

impl Features {
    fn new(seen: &Seen, first: usize, second: usize) -> Self {
        let types = [first, second].map(|at| end_code(&seen.clauses.units[at]));
        Self { codes: Vec::with_capacity(96), types }
    }

    fn add(&mut self, template: u32, values: &[u64]) {
        let code = values.iter().fold(Code::new(template), |code, value| code.with(*value));
        self.codes.push(code);
    }

    fn add_typed(&mut self, template: u32, values: &[u64]) {
        self.add(100 + template, values);
        let code = self.codes.pop();
        self.codes.extend(code.map(|code| code.with(self.types[0]).with(self.types[1])));
    }
}

fn sort(unit: &Unit, kind: Kind) -> Sort {
    match kind {
        _ if unit.mention.is_some() => Sort::Mention,
        Kind::Noun if unit.class == Class::Other => Sort::Noun,
        Kind::Preposition => Sort::Preposition,
        Kind::Comma => Sort::Comma,
        Kind::Stop => Sort::Stop,
        Kind::And => Sort::And,
        _ => Sort::Other,
    }
}

/// An end of a relation as a number: its type.
fn end_code(unit: &Unit) -> u64 {
    let end = unit.end().map(|mention| word_code(mention.entity_type.name()));
    end.map_or(0, |code| Code::new(27).with(code).bits())
}

/// A unit as a number: of a mention its type, of a number that it is one, else the word without its ending.
fn unit_code(unit: &Unit, english: &Words) -> u64 {
    match unit.mention {
        Some(_) => end_code(unit),
        None if unit.class == Class::Number => 99,
        None => match english.lemmas(&unit.word).first() {
            Some(lemma) => word_code(lemma),
            None => word_code(&singular(&unit.word)),
        },
    }
}

fn kind_code(unit: &Unit) -> u64 {
    unit.end().map_or(0, |mention| 1 + mention.kind as u64)
}

/// A noun without the ending of its plural.
fn singular(noun: &str) -> std::borrow::Cow<'_, str> {
    match noun.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => format!("{stem}y").into(),
        _ => match noun.strip_suffix('s') {
            Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.into(),
            _ => noun.into(),
        },
    }
}
