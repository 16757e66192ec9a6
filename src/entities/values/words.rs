//! What the grammar knows of words: the lists of `words.txt`, which says what each is for.

use std::{collections::BTreeMap, sync::OnceLock};

use super::Words;
use crate::{
    english::{List, Series, rows},
    order::gather,
};

pub(super) static BEFORE: Table = Table::new("currency before ");
pub(super) static GLUED: Table = Table::new("currency glued ");
pub(super) static AFTER: Table = Table::new("currency after ");
pub(super) static RUPEES_OF: Table = Table::new("rupees of ");
pub(super) static SCALE: Table = Table::new("scale ");
pub(super) static LETTERS: Table = Table::new("letters ");
pub(super) static UNIT: Table = Table::new("unit ");
pub(super) static MONTH: Table = Table::new("month ");

pub(super) static SMALL_NUMBERS: Series = Series::new("values", "small numbers");
pub(super) static TENS: Series = Series::new("values", "tens");
pub(super) static ORDINALS: Series = Series::new("values", "ordinals");
pub(super) static DECADES: Series = Series::new("values", "decades");
pub(super) static WEEKDAYS: Series = Series::new("values", "weekdays");

pub(super) static CODES: List = List::new("values", "codes");
pub(super) static UNKNOWN: List = List::new("values", "currency unknown");
pub(super) static ZONES: List = List::new("values", "zones");
pub(super) static SCALES: List = List::new("values", "scales");
pub(super) static PERCENT: List = List::new("values", "percent");
pub(super) static HUNDREDTHS: List = List::new("values", "hundredths");
pub(super) static MONEY: List = List::new("values", "money");
pub(super) static WEIGHT: List = List::new("values", "weight");
pub(super) static METRE_AFTER: List = List::new("values", "metre after");
pub(super) static METRE_NEAR: List = List::new("values", "metre near");
pub(super) static MILLION_NEAR: List = List::new("values", "million near");
pub(super) static PLURALS: List = List::new("values", "plural nouns");
pub(super) static MATCH: List = List::new("values", "match");
pub(super) static BUSINESS: List = List::new("values", "business");
pub(super) static CRICKET: List = List::new("values", "cricket");

/// What the tables of currencies call rupees, before the article says whose.
pub(super) const RUPEES: &str = "rupees";

/// Most words of a phrase in a table or list.
const LONGEST: usize = 4;

/// Phrases and what they stand for, which is the rest of the name of their row.
pub(super) struct Table {
    prefix: &'static str,
    entries: OnceLock<BTreeMap<&'static str, &'static str>>,
}

impl Table {
    /// The rows whose name begins so.
    const fn new(prefix: &'static str) -> Self {
        Self { prefix, entries: OnceLock::new() }
    }

    /// What a phrase stands for.
    pub(super) fn get(&self, phrase: &str) -> Option<&'static str> {
        let entries = self.entries.get_or_init(|| {
            let rows = rows("values")
                .filter_map(|(name, phrases)| Some((name.strip_prefix(self.prefix)?, phrases)));
            gather(rows.flat_map(|(name, phrases)| phrases.split('|').map(move |one| (one, name))))
        });
        entries.get(phrase).copied()
    }

    /// The longest phrase at a place: its length in words and what it stands for.
    pub(super) fn longest(&self, words: &Words, at: usize) -> Option<(usize, &'static str)> {
        longest(words, at, |phrase| self.get(phrase))
    }
}

/// How many words of a list's longest phrase stand at a place.
pub(super) fn longest_of(list: &List, words: &Words, at: usize) -> Option<usize> {
    longest(words, at, |phrase| list.holds(phrase).then_some(())).map(|(length, ())| length)
}

fn longest<T>(words: &Words, at: usize, known: impl Fn(&str) -> Option<T>) -> Option<(usize, T)> {
    (1..=LONGEST).rev().find_map(|length| Some((length, known(&words.phrase(at, length)?)?)))
}

/// Which of two lists has the word nearest to a stretch: less for the first, greater for the second.
/// The one before it counts where two are as near.
pub(super) fn nearer(
    words: &Words,
    stretch: std::ops::Range<usize>,
    far: usize,
    one: &List,
    other: &List,
) -> std::cmp::Ordering {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let near =
        (1..=far).flat_map(|step| [stretch.start.checked_sub(step), Some(stretch.end - 1 + step)]);
    near.flatten()
        .map(|place| words.at(place))
        .find_map(|word| match word {
            _ if one.holds(word) => Some(Less),
            _ if other.holds(word) => Some(Greater),
            _ => None,
        })
        .unwrap_or(Equal)
}
