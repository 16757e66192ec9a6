//! Dates, times and amounts, by a small grammar over tokens.
//!
//! # Normal forms
//!
//! Those of ISO 8601 and its extension for what is known in part (EDTF), where they have one:
//!
//! | what | form |
//! |---|---|
//! | a day, month, year, week | `2021-05-03`, `2021-05`, `2021`, `2021-W23` |
//! | a decade, a century, one before our era | `199X`, `18XX` (the 19th century, the 1800s), `-04XX` (the 5th century BC) |
//! | a quarter, half or season of a year | `2024-Q3`, `2024-H1`, `2024-SU` (`SP`, `SU`, `FA`, `WI`) |
//! | a year of accounts, and its parts | `FY2024`, `FY2024-Q3`, `FY2024-H1` |
//! | a period | `P3D`, `P1.5Y`, `P100Y` (century-old), `PT2H` |
//! | a time of day | `T09:30`, `T09:30Z`, `TMO`, `TAF`, `TEV`, `TNI` (morning … night) |
//! | money, share, measure | `USD 40000000` (ISO 4217), `12.5 %`, `300 km` |
//! | a range of any of these | start and end: `2019/2021`, `2021-05-10/2021-05-12`, `USD 3000000/5000000`, `5/7 %` |
//!
//! "Early", "mid-" and "late" are part of the value's words and not of its form: "mid-May" is `2021-05`. Basis points
//! are hundredths of a percent. What depends on the day of publication has a form only when that day is known.

use std::{cell::LazyCell, ops::Deref};

use time::Date;

use crate::{
    document::{Confidence, Document, EntityType, Mention, MentionKind, Source},
    english::English,
    shallow,
    text::{Lower, TokenSpan},
};

mod amount;
mod calendar;
mod date;
mod measure;
mod number;
mod range;
mod relative;
mod span;
mod tense;
mod time_of_day;
pub(crate) mod words;

use words::ValueWords;

/// What a parser found at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Value {
    /// How many words it covers.
    length: usize,
    entity_type: EntityType,
    /// Normal form.
    normal: Option<String>,
    rule: &'static str,
}

/// What the words of a sentence are read with.
struct Article<'d> {
    english: &'d English,
    sterling: bool,
    rupees: &'d dyn Deref<Target = Option<String>>,
    published: Option<Date>,
}

/// The words of a sentence, with what the article tells besides.
struct Words<'d> {
    /// As they are written.
    texts: Vec<&'d str>,
    /// In lower case, apostrophes and hyphens straight.
    lower: Vec<String>,
    /// Whether a blank stands before each.
    spaced: Vec<bool>,
    /// Whether the article has sums in pounds sterling that no word of weight could be.
    sterling: bool,
    /// The code of the rupees that the article is about, if it says so; asked for where there are any.
    rupees: &'d dyn Deref<Target = Option<String>>,
    /// The day of publication.
    published: Option<Date>,
    /// What the grammar knows of words.
    lists: &'d ValueWords,
    /// Their classes and forms.
    english: &'d shallow::words::Words,
}

impl<'d> Words<'d> {
    fn new(doc: &'d Document, tokens: TokenSpan, article: &Article<'d>) -> Self {
        let &Article { english, sterling, rupees, published } = article;
        let texts: Vec<&str> = tokens.range().map(|index| doc.token_text(index)).collect();
        let end_before =
            |index: usize| index.checked_sub(1).map_or(0, |before| doc.tokens[before].span.end());
        let is_spaced = |index: usize| end_before(index) < doc.tokens[index].span.start();
        let lower = texts.iter().map(|text| plain(text)).collect();
        let spaced = tokens.range().map(is_spaced).collect();
        let English { values: lists, words: english, .. } = english;
        Self { texts, lower, spaced, sterling, rupees, published, lists, english }
    }

    fn len(&self) -> usize {
        self.lower.len()
    }

    /// The word at a place in lower case; empty beyond the ends.
    fn at(&self, index: usize) -> &str {
        self.lower.get(index).map_or("", String::as_str)
    }

    /// The word at a place as it is written; empty beyond the ends.
    fn text(&self, index: usize) -> &'d str {
        self.texts.get(index).copied().unwrap_or_default()
    }

    fn is(&self, index: usize, any: &[&str]) -> bool {
        any.contains(&self.at(index))
    }

    fn before(&self, index: usize) -> &str {
        index.checked_sub(1).map_or("", |before| self.at(before))
    }

    fn is_capital(&self, index: usize) -> bool {
        self.text(index).starts_with(char::is_uppercase)
    }

    /// Whether all its letters are large.
    fn is_upper(&self, index: usize) -> bool {
        self.is_capital(index) && !self.text(index).contains(char::is_lowercase)
    }

    fn is_spaced(&self, index: usize) -> bool {
        self.spaced.get(index).copied().unwrap_or_default()
    }

    /// So many words with blanks between them; `None` beyond the end.
    fn phrase(&self, at: usize, length: usize) -> Option<String> {
        Some(self.lower.get(at..at + length)?.join(" "))
    }
}

/// Finds the values in the sentences, in the order of the text.
pub(super) fn find_values(
    doc: &Document,
    english: &English,
    published: Option<Date>,
) -> Vec<Mention> {
    let sterling = (0..doc.tokens.len()).any(|index| names_sterling(doc.token_text(index)));
    let rupees = LazyCell::new(|| rupees(doc, &english.values));
    let article = Article { english, sterling, rupees: &rupees, published };
    let mut mentions = Vec::new();
    for sentence in &doc.sentences {
        let words = Words::new(doc, sentence.tokens, &article);
        let mut at = 0;
        while at < words.len() {
            let Some(value) = value_at(&words, at) else {
                at += 1;
                continue;
            };
            let first = sentence.tokens.start() + at;
            at += value.length;
            mentions.push(mention(doc, TokenSpan::new(first, first + value.length), value));
        }
    }
    mentions
}

/// Whose rupees an article is about: those of the country that it says most of, by what it says first where two are
/// equal.
fn rupees(doc: &Document, lists: &ValueWords) -> Option<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for index in 0..doc.tokens.len() {
        let Some(code) = lists.rupees_of.get(&doc.token_text(index).lower()) else { continue };
        match counts.iter_mut().find(|(known, _)| *known == code) {
            Some((_, count)) => *count += 1,
            None => counts.push((code, 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(code, _)| code.to_owned())
}

fn names_sterling(token: &str) -> bool {
    matches!(token, "£" | "GBP" | "pence" | "sterling" | "Sterling")
}

fn plain(text: &str) -> String {
    text.lower().replace(['’', '‘'], "'").replace(['–', '—', '‑'], "-")
}

/// The longest value that starts at a word.
fn value_at(words: &Words, at: usize) -> Option<Value> {
    [
        amount::money(words, at),
        amount::percent(words, at),
        measure::quantity(words, at),
        time_of_day::time(words, at),
        date::date(words, at),
    ]
    .into_iter()
    .flatten()
    .filter(|value| value.length > 0 && at + value.length <= words.len())
    .reduce(longer)
}

/// The longer of two values, the first of equals.
fn longer(one: Value, other: Value) -> Value {
    if other.length > one.length { other } else { one }
}

fn mention(doc: &Document, tokens: TokenSpan, value: Value) -> Mention {
    Mention {
        span: doc.token_bytes(tokens),
        tokens,
        kind: MentionKind::Value,
        entity_type: value.entity_type,
        entity: None,
        confidence: Confidence::percent(if value.normal.is_some() { 95 } else { 85 }),
        value: value.normal,
        source: Source::rule(value.rule),
    }
}

#[cfg(test)]
mod tests;
