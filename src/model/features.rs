//! What the network is told about a word and about its place: the same in training and in use.

use crate::text::small;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of the table for whole words.
pub const WORD_ROWS: usize = 8192;
/// Rows of the table for runs of three to five characters.
pub const GRAM_ROWS: usize = 16_384;
/// Rows of the table for the first and last characters.
pub const AFFIX_ROWS: usize = 8192;
/// Rows of the table for shapes ("Xxx-xx").
pub const SHAPE_ROWS: usize = 512;
/// Rows of the table for [`Casing`].
pub const CASING_ROWS: usize = 10;
/// How many yes-or-no features each token has.
pub const FLAGS: usize = 4;

/// At most this many runs of characters of one word count.
const MOST_GRAMS: usize = 40;
/// First and last characters up to this many.
const LONGEST_AFFIX: usize = 4;
/// Shapes are cut to this many characters.
const LONGEST_SHAPE: usize = 10;

/// Rows in the tables that stand for a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordFeatures {
    /// The word as the lexicon of static vectors spells it.
    pub lexical: String,
    /// Among [`WORD_ROWS`].
    pub word: u32,
    /// Among [`SHAPE_ROWS`].
    pub shape: u32,
    /// Among [`CASING_ROWS`].
    pub casing: u32,
    /// Among [`GRAM_ROWS`].
    pub grams: Vec<u32>,
    /// Among [`AFFIX_ROWS`].
    pub affixes: Vec<u32>,
}

impl WordFeatures {
    /// Looks a word up.
    pub fn of(word: &str) -> Self {
        let lexical = lexical_form(word);
        Self {
            word: hash_row("word", &lexical, WORD_ROWS),
            shape: hash_row("shape", &shape(word), SHAPE_ROWS),
            casing: Casing::of(word) as u32,
            grams: grams(&lexical),
            affixes: affixes(&lexical),
            lexical,
        }
    }
}

/// A word in lower case, with straight quotes.
pub fn lexical_form(word: &str) -> String {
    word.chars().map(straighten).flat_map(small).collect()
}

fn straighten(character: char) -> char {
    match character {
        '‘' | '’' | 'ʼ' => '\'',
        '“' | '”' | '„' => '"',
        '‐' | '‑' => '-',
        _ => character,
    }
}

/// The runs of three, four and five characters, the word's ends marked.
fn grams(lexical: &str) -> Vec<u32> {
    let marked: Vec<char> =
        std::iter::once('^').chain(lexical.chars()).chain(std::iter::once('$')).collect();
    let runs = (3..=5).flat_map(|len| marked.windows(len));
    runs.take(MOST_GRAMS).map(|run| hash_row("gram", &String::from_iter(run), GRAM_ROWS)).collect()
}

/// The first and last one to four characters.
fn affixes(lexical: &str) -> Vec<u32> {
    let len = lexical.chars().count();
    let mut rows = Vec::new();
    for affix_len in 1..=LONGEST_AFFIX.min(len) {
        let prefix: String = lexical.chars().take(affix_len).collect();
        let suffix: String = lexical.chars().skip(len - affix_len).collect();
        rows.push(hash_row("prefix", &prefix, AFFIX_ROWS));
        rows.push(hash_row("suffix", &suffix, AFFIX_ROWS));
    }
    rows
}

/// "Xxx-xx": each character's kind, no kind more than twice in a row.
fn shape(word: &str) -> String {
    let mut kinds: Vec<char> = Vec::new();
    for character in word.chars() {
        let kind = match straighten(character) {
            c if c.is_uppercase() => 'X',
            c if c.is_alphabetic() => 'x',
            c if c.is_numeric() => 'd',
            c => c,
        };
        if !kinds.ends_with(&[kind, kind]) {
            kinds.push(kind);
        }
    }
    kinds.into_iter().take(LONGEST_SHAPE).collect()
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Casing {
    Number = 1,
    WithDigit,
    NoLetter,
    Lower,
    Upper,
    OneCapital,
    Capitalised,
    CapitalisedMixed,
    Mixed,
}

impl Casing {
    fn of(word: &str) -> Self {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let cased = |cased: fn(char) -> bool, opposite: fn(char) -> bool| {
            word.chars().any(cased) && !word.chars().any(opposite)
        };
        if word.chars().all(|c| c.is_ascii_digit()) {
            Self::Number
        } else if word.chars().any(|c| c.is_ascii_digit()) {
            Self::WithDigit
        } else if !word.chars().any(char::is_alphabetic) {
            Self::NoLetter
        } else if cased(char::is_lowercase, char::is_uppercase) {
            Self::Lower
        } else if cased(char::is_uppercase, char::is_lowercase) {
            if word.chars().count() > 1 { Self::Upper } else { Self::OneCapital }
        } else if capital && !word.chars().skip(1).any(char::is_uppercase) {
            Self::Capitalised
        } else if capital {
            Self::CapitalisedMixed
        } else {
            Self::Mixed
        }
    }
}

/// A row for a text in one of the tables, whose size is a power of two.
fn hash_row(table: &str, text: &str, rows: usize) -> u32 {
    (hash(table, text) >> 32) as u32 & (rows as u32 - 1)
}

/// A hash of a text: FNV-1a with a final mix, the same on every machine. `kind` keeps the hashes
/// for different purposes apart.
pub fn hash(kind: &str, text: &str) -> u64 {
    let bytes = kind.bytes().chain([0]).chain(text.bytes());
    let sum = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (sum ^ sum >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    mixed ^ mixed >> 32
}

/// An article as the network reads it: each distinct word once, and which stands where.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The distinct spellings.
    pub words: Vec<WordFeatures>,
    /// For each token, its spelling in `words`.
    pub word_of: Vec<usize>,
    /// For each token, the number of its word, however it is capitalised.
    pub group_of: Vec<usize>,
    /// How many words there are, however capitalised.
    pub groups: usize,
    /// For each token, what its place tells.
    pub flags: Vec<[f32; FLAGS]>,
    /// The number of tokens in each sentence; none is empty.
    pub sentence_lengths: Vec<usize>,
}

impl Article {
    /// Reads the sentences' words.
    pub fn new<S: AsRef<str>>(sentences: &[Vec<S>]) -> Self {
        let evidence = CasingEvidence::of(sentences);
        let mut article = Self::default();
        let mut spellings: BTreeMap<&str, usize> = BTreeMap::new();
        let mut groups: BTreeMap<String, usize> = BTreeMap::new();
        let mut group_of_word = Vec::new();
        for sentence in sentences.iter().filter(|sentence| !sentence.is_empty()) {
            let capitals = is_all_capitals(sentence);
            for (index, word) in sentence.iter().map(AsRef::as_ref).enumerate() {
                let spelling = *spellings.entry(word).or_insert_with(|| {
                    let features = WordFeatures::of(word);
                    let next = groups.len();
                    group_of_word.push(*groups.entry(features.lexical.clone()).or_insert(next));
                    article.words.push(features);
                    article.words.len() - 1
                });
                article.word_of.push(spelling);
                article.group_of.push(group_of_word[spelling]);
                let lexical = &article.words[spelling].lexical;
                article.flags.push(evidence.flags(word, lexical, index == 0, capitals));
            }
            article.sentence_lengths.push(sentence.len());
        }
        article.groups = groups.len();
        article
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.word_of.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.word_of.is_empty()
    }
}

/// Which words an article writes in lower case, and which with a capital inside a sentence.
struct CasingEvidence {
    lower: BTreeSet<String>,
    capitalised: BTreeSet<String>,
}

impl CasingEvidence {
    fn of<S: AsRef<str>>(sentences: &[Vec<S>]) -> Self {
        let mut evidence = Self { lower: BTreeSet::new(), capitalised: BTreeSet::new() };
        for sentence in sentences {
            for (index, word) in sentence.iter().map(AsRef::as_ref).enumerate() {
                match Casing::of(word) {
                    Casing::Lower => evidence.lower.insert(lexical_form(word)),
                    Casing::Capitalised if index > 0 => {
                        evidence.capitalised.insert(lexical_form(word))
                    }
                    _ => false,
                };
            }
        }
        evidence
    }

    fn flags(&self, word: &str, lexical: &str, first: bool, capitals: bool) -> [f32; FLAGS] {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        [
            capital && self.lower.contains(lexical),
            capital && self.capitalised.contains(lexical),
            capitals,
            first,
        ]
        .map(|flag| if flag { 1.0 } else { 0.0 })
    }
}

/// Whether a sentence is written in capitals throughout, as some headlines are.
fn is_all_capitals<S: AsRef<str>>(sentence: &[S]) -> bool {
    let count = |casing: fn(Casing) -> bool| {
        sentence.iter().filter(|word| casing(Casing::of(word.as_ref()))).count()
    };
    let capitals = count(|casing| matches!(casing, Casing::Upper | Casing::OneCapital));
    let others = count(|casing| {
        matches!(
            casing,
            Casing::Lower | Casing::Capitalised | Casing::CapitalisedMixed | Casing::Mixed
        )
    });
    capitals > 2 && capitals > 4 * others
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "flags are exactly 0 or 1")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shapes_and_casings() {
        for (word, expected_shape, casing) in [
            ("Paris", "Xxx", Casing::Capitalised),
            ("NATO", "XX", Casing::Upper),
            ("al-Ani", "xx-Xxx", Casing::Mixed),
            ("McDonald", "XxXxx", Casing::CapitalisedMixed),
            ("O’Neill", "X'Xxx", Casing::CapitalisedMixed),
            ("F-16", "X-dd", Casing::WithDigit),
            ("2021", "dd", Casing::Number),
            ("—", "—", Casing::NoLetter),
            ("A", "X", Casing::OneCapital),
            ("محمد", "xx", Casing::Mixed),
        ] {
            assert_eq!(shape(word), expected_shape, "{word}");
            assert_eq!(Casing::of(word), casing, "{word}");
        }
    }

    #[test]
    fn an_article_shares_words_and_knows_how_they_are_written() {
        let sentences =
            [vec!["May", "met", "Raisi"], vec!["Raisi", "may", "go"], vec!["MAY", "WINS", "IT"]];
        let article = Article::new(&sentences);
        assert_eq!(article.len(), 9);
        assert_eq!(article.words.len(), 8, "Raisi is there once");
        assert_eq!(article.group_of[0], article.group_of[4], "May and may");
        assert_eq!(article.flags[0], [1.0, 0.0, 0.0, 1.0], "also in lower case");
        assert_eq!(article.flags[3], [0.0, 1.0, 0.0, 1.0], "also inside a sentence");
        assert_eq!(article.flags[7], [0.0, 0.0, 1.0, 0.0], "in capitals");
    }

    proptest! {
        #[test]
        fn every_word_has_rows_in_every_table(word in "\\PC+") {
            let features = WordFeatures::of(&word);
            prop_assert!((features.word as usize) < WORD_ROWS);
            prop_assert!((features.shape as usize) < SHAPE_ROWS);
            prop_assert!((features.casing as usize) < CASING_ROWS);
            prop_assert!(features.grams.iter().all(|&row| (row as usize) < GRAM_ROWS));
            prop_assert!(features.affixes.iter().all(|&row| (row as usize) < AFFIX_ROWS));
            prop_assert_eq!(&features, &WordFeatures::of(&word));
        }
    }
}
