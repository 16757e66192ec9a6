//! The day in the dateline that a report or press release begins with: "BASEL, Switzerland, May 4, 2020 — …".

use time::Date;

use super::published::{day_at, words};
use crate::{english::English, shallow::words::Class, text::Lower};

/// How far into a paragraph a dateline is looked for, in bytes.
const LONGEST: usize = 160;

/// What ends it. A dateline may have others inside: "LONDON--(Some Wire)--May 4, 2020--".
const DASHES: &[&str] = &["—", "–", "--", " - ", "―"];

/// How many dashes are tried.
const MOST_DASHES: usize = 4;

/// The day in the dateline of a paragraph.
pub(super) fn day_of(paragraph: &str, english: &English) -> Option<Date> {
    let start = &paragraph[..paragraph.floor_char_boundary(LONGEST)];
    let mut at = 0;
    for _ in 0..MOST_DASHES {
        let dash = DASHES.iter().filter_map(|dash| Some((start[at..].find(dash)?, dash.len())));
        let (place, length) = dash.min()?;
        if let Some(day) = day_in(&start[..at + place], english) {
            return Some(day);
        }
        at += place + length;
    }
    None
}

/// The day in what stands before a dash, if it is places, names of agencies and a day, and nothing else.
fn day_in(head: &str, english: &English) -> Option<Date> {
    let spelled: Vec<&str> =
        head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_name = |word: &&str| {
        !word.starts_with(char::is_lowercase) || english.clean.time_words.holds(&word.lower())
    };
    if spelled.iter().any(|word| !is_name(word)) || begins_sentence(spelled.first()?, english) {
        return None;
    }
    let small = words(head);
    let at = (0..small.len()).find(|&at| day_at(&small[at..], &english.clean).is_some())?;
    let day = day_at(&small[at..], &english.clean)?;
    (at == 0 || is_set_off(head, &small[at])).then_some(day)
}

/// "On May 4, 2020 — the day of the vote — …"
fn begins_sentence(first: &str, english: &English) -> bool {
    let first = first.lower();
    english.words.class(&first) != Class::Other && first.len() > 1
}

/// Whether a mark, or a place in capitals, stands before the first word of a day.
fn is_set_off(head: &str, first: &str) -> bool {
    let start = head.char_indices().map(|(at, _)| at).find(|&at| {
        head[at..].lower().starts_with(first) && !head[..at].ends_with(char::is_alphanumeric)
    });
    let before = start.map_or("", |start| head[..start].trim_end());
    before.ends_with(|c: char| !c.is_alphanumeric()) || !before.contains(char::is_lowercase)
}
