//! What the classifier sees of two mentions: the words and chunks between and around them.

use crate::{
    document::{MentionKind, Named as _},
    model::code::{Code, word_code},
    shallow::{
        chunk::{Chunk, Clauses, Kind, Unit, Voice},
        words::{Class, words},
    },
};

/// Longer rows of words or chunks are seen in parts only.
const MOST_WORDS: usize = 6;
const MOST_CHUNKS: usize = 9;

/// Features while they are collected. Some are seen also together with the types of the two.
struct Features {
    codes: Vec<Code>,
    types: [u64; 2],
}

impl Features {
    fn add(&mut self, template: u32, values: &[u64]) {
        let code = values.iter().fold(Code::new(template), |code, value| code.with(*value));
        self.codes.push(code);
    }

    fn add_typed(&mut self, template: u32, values: &[u64]) {
        self.add(template, values);
        let code = self.codes.last().copied();
        self.codes.extend(code.map(|code| code.with(self.types[0]).with(self.types[1])));
    }
}

/// The features of two mentions, given by their units.
pub(super) fn of_pair(clauses: &Clauses, first: usize, second: usize) -> Vec<Code> {
    let types = [first, second].map(|at| unit_code(&clauses.units[at]));
    let mut features = Features { codes: Vec::with_capacity(64), types };
    words_between(clauses, first, second, &mut features);
    words_around(clauses, first, second, &mut features);
    chunks_between(clauses, first, second, &mut features);
    features.codes
}

/// The feature of a word between the two, also with their types.
pub(super) fn of_word(clauses: &Clauses, first: usize, second: usize, word: usize) -> Vec<Code> {
    let types = [first, second].map(|at| unit_code(&clauses.units[at]));
    let mut features = Features { codes: Vec::new(), types };
    features.add_typed(WORD, &[unit_code(&clauses.units[word])]);
    features.codes
}

/// The template of a word between the two.
const WORD: u32 = 4;

fn words_between(clauses: &Clauses, first: usize, second: usize, features: &mut Features) {
    let units = &clauses.units[first + 1..second];
    let words: Vec<u64> = units.iter().map(unit_code).collect();
    let mentions = units.iter().filter(|unit| unit.mention.is_some()).count() as u64;
    features.add_typed(1, &[]);
    features.add_typed(2, &[(words.len() as u64).min(8)]);
    features.add_typed(3, &[mentions.min(4)]);
    for word in &words {
        features.add_typed(WORD, &[*word]);
    }
    for pair in words.windows(2) {
        features.add(5, pair);
    }
    for three in words.windows(3) {
        features.add(6, three);
    }
    if words.len() <= MOST_WORDS {
        features.add(7, &words);
    }
}

fn words_around(clauses: &Clauses, first: usize, second: usize, features: &mut Features) {
    let units = &clauses.units;
    let at = |index: Option<usize>| index.and_then(|at| units.get(at)).map_or(1, unit_code);
    let (before, before_that) = (at(first.checked_sub(1)), at(first.checked_sub(2)));
    let (after, after_that) = (at(Some(second + 1)), at(Some(second + 2)));
    features.add(8, &[before]);
    features.add(9, &[before_that, before]);
    features.add(10, &[after]);
    features.add(11, &[after, after_that]);
    if second == first + 1 {
        features.add(12, &[before, after]);
        return;
    }
    let (open, close) = (at(Some(first + 1)), at(Some(second - 1)));
    features.add(13, &[open]);
    features.add(14, &[close]);
    features.add(15, &[open, close]);
    features.add(16, &[close, after]);
    features.add(17, &[before, open]);
}

fn chunks_between(clauses: &Clauses, first: usize, second: usize, features: &mut Features) {
    let (from, to) = (clauses.chunk_of(first), clauses.chunk_of(second));
    let (Some(from), Some(to)) = (from, to) else { return };
    let chunks = &clauses.chunks[from..=to];
    let code = |chunk: &Chunk| chunk_code(clauses, chunk);
    if chunks.len() <= MOST_CHUNKS {
        let path: Vec<u64> = chunks.iter().map(code).collect();
        features.add(20, &path);
    }
    let verbs: Vec<u64> = chunks.iter().filter(|chunk| chunk.group().is_some()).map(code).collect();
    let count = verbs.len() as u64;
    features.add_typed(21, &[count]);
    if verbs.len() <= 2 {
        features.add(22, &verbs);
    }
    let close = unit_code(&clauses.units[second - 1]);
    for verb in &verbs {
        features.add(23, &[*verb, close]);
    }
    features.add_typed(24, &[u64::from(from == to)]);
    // "X and Y married"
    features.add(25, &[clauses.chunks.get(to + 1).map_or(0, code), count]);
    // "a Norlandic engineer"
    let head = clauses.chunks[to].units.end - 1;
    if head > second {
        features.add(26, &[unit_code(&clauses.units[head])]);
    }
}

/// A unit as a number: of a mention its type and whether it is a pronoun, of a number that it is one,
/// else the word.
fn unit_code(unit: &Unit) -> u64 {
    match unit.mention {
        Some(mention) => {
            let is_pronoun = u64::from(mention.kind == MentionKind::Pronoun);
            let name = word_code(mention.entity_type.name());
            Code::new(27).with(name).with(is_pronoun).bits()
        }
        None if unit.class == Class::Number => 99,
        None => word_code(&unit.word),
    }
}

/// A chunk as a number: of a verb its lemma and voice, of a preposition the word, of a noun phrase its
/// last word, unless that is a mention.
fn chunk_code(clauses: &Clauses, chunk: &Chunk) -> u64 {
    let coded = |template: u32, value: u64| Code::new(template).with(value).bits();
    match chunk.kind {
        Kind::Verb(group) => {
            let word = &clauses.units[group.main].word;
            let lemma = words().lemmas(word).first().unwrap_or(word);
            let is_passive = u64::from(group.voice == Voice::Passive);
            Code::new(30).with(word_code(lemma)).with(is_passive).bits()
        }
        Kind::Noun => {
            let last = &clauses.units[chunk.units.end - 1];
            if last.mention.is_some() { 31 } else { coded(32, unit_code(last)) }
        }
        Kind::Preposition => coded(33, unit_code(&clauses.units[chunk.units.start])),
        Kind::Time => 34,
        Kind::And => 35,
        Kind::But => 36,
        Kind::Comma => 37,
        Kind::Stop => 38,
        Kind::Relative => 39,
        Kind::That => 40,
        Kind::Subordinator => 41,
        Kind::Adverb => 42,
    }
}
