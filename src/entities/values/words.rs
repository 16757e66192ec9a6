//! What the grammar knows of words: the lists of `words.txt`, which says what each is for.

use super::Words;
use crate::english::{Dictionary, Files, List, Series};

/// The lists.
#[derive(Debug)]
pub(crate) struct ValueWords {
    pub(super) before: Table,
    pub(super) glued: Table,
    pub(super) scaled: Table,
    pub(super) after: Table,
    pub(super) rupees_of: Table,
    pub(super) scale: Table,
    pub(super) letters: Table,
    pub(super) unit: Table,
    pub(super) month: Table,

    pub(super) small_numbers: Series,
    pub(super) tens: Series,
    pub(super) ordinals: Series,
    pub(super) decades: Series,
    pub(super) weekdays: Series,
    pub(super) codes: List,
    pub(super) unknown: List,
    pub(super) zones: List,
    pub(super) scales: List,
    pub(super) percent: List,
    pub(super) hundredths: List,
    pub(super) money: List,
    pub(super) weight: List,
    pub(super) metre_after: List,
    pub(super) metre_near: List,
    pub(super) million_near: List,
    pub(super) plurals: List,
    pub(super) matches: List,
    pub(super) business: List,
    pub(super) cricket: List,
}

impl ValueWords {
    pub(crate) fn read(files: &Files) -> Self {
        let series = |name| files.series("values", name);
        let list = |name| files.list("values", name);
        Self {
            before: Table::read(files, "currency before "),
            glued: Table::read(files, "currency glued "),
            scaled: Table::read(files, "currency scaled "),
            after: Table::read(files, "currency after "),
            rupees_of: Table::read(files, "rupees of "),
            scale: Table::read(files, "scale "),
            letters: Table::read(files, "letters "),
            unit: Table::read(files, "unit "),
            month: Table::read(files, "month "),
            small_numbers: series("small numbers"),
            tens: series("tens"),
            ordinals: series("ordinals"),
            decades: series("decades"),
            weekdays: series("weekdays"),
            codes: list("codes"),
            unknown: list("currency unknown"),
            zones: list("zones"),
            scales: list("scales"),
            percent: list("percent"),
            hundredths: list("hundredths"),
            money: list("money"),
            weight: list("weight"),
            metre_after: list("metre after"),
            metre_near: list("metre near"),
            million_near: list("million near"),
            plurals: list("plural nouns"),
            matches: list("match"),
            business: list("business"),
            cricket: list("cricket"),
        }
    }
}

/// What the tables of currencies call rupees, before the article says whose.
pub(super) const RUPEES: &str = "rupees";

/// Most words of a phrase in a table or list.
const LONGEST: usize = 4;

/// Phrases and what they stand for, which is the rest of the name of their row.
#[derive(Debug)]
pub(super) struct Table(Dictionary<Box<str>>);

impl Table {
    /// The rows whose name begins so.
    fn read(files: &Files, prefix: &str) -> Self {
        let rows = files.rows("values");
        let rows = rows.filter_map(|(name, phrases)| Some((name.strip_prefix(prefix)?, phrases)));
        let entries = rows
            .flat_map(|(name, phrases)| phrases.split('|').map(move |one| (one, Box::from(name))));
        Self(Dictionary::new(entries))
    }

    /// What a phrase stands for.
    pub(super) fn get(&self, phrase: &str) -> Option<&str> {
        self.0.get(phrase).map(|meaning| &**meaning)
    }

    /// The longest phrase at a place: its length in words and what it stands for.
    pub(super) fn longest(&self, words: &Words, at: usize) -> Option<(usize, &str)> {
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
