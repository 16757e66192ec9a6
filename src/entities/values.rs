//! Dates, times and amounts, by a small grammar over tokens.
//!
//! Normal forms: ISO 8601 dates cut to what is known ("2021", "2021-05", "2021-05-03"), with `X` for
//! unknown digits of decades ("199X"), `-Q3` for quarters, `-SU` for seasons (SP, SU, FA, WI), `-W23`
//! for weeks; periods ("P3D", "PT2H"), times ("T09:30"), ranges as "start/end"; "USD 40000000";
//! "12.5 %"; "300 km". What depends on the day of publication has a form only when that day is known.

use time::Date;

use crate::{
    document::{Confidence, Document, EntityType, Mention, MentionKind, Source},
    text::{Lower, TokenSpan},
};

mod amount;
mod calendar;
mod date;
mod number;
mod time_of_day;

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

/// The words of a sentence in lower case, straight apostrophes.
struct Words(Vec<String>);

impl Words {
    /// The word at a place; empty beyond the ends.
    fn at(&self, index: usize) -> &str {
        self.0.get(index).map_or("", String::as_str)
    }

    fn is(&self, index: usize, any: &[&str]) -> bool {
        any.contains(&self.at(index))
    }

    fn before(&self, index: usize) -> &str {
        index.checked_sub(1).map_or("", |before| self.at(before))
    }
}

/// Finds the values in the sentences, in the order of the text.
pub(super) fn find_values(doc: &Document, published: Option<Date>) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for sentence in &doc.sentences {
        let words =
            Words(sentence.tokens.range().map(|index| plain(doc.token_text(index))).collect());
        let capitals: Vec<bool> = sentence
            .tokens
            .range()
            .map(|index| doc.token_text(index).starts_with(char::is_uppercase))
            .collect();
        let mut at = 0;
        while at < words.0.len() {
            let Some(value) = value_at(&words, &capitals, at, published) else {
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

fn plain(text: &str) -> String {
    text.lower().replace(['’', '‘'], "'").replace(['–', '—', '‑'], "-")
}

/// The longest value that starts at a word.
fn value_at(words: &Words, capitals: &[bool], at: usize, published: Option<Date>) -> Option<Value> {
    [
        amount::money(words, at),
        amount::percent(words, at),
        amount::quantity(words, at),
        time_of_day::time(words, at),
        date::date(words, capitals, at, published),
    ]
    .into_iter()
    .flatten()
    .filter(|value| value.length > 0 && at + value.length <= words.0.len())
    .reduce(|best, value| if value.length > best.length { value } else { best })
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
