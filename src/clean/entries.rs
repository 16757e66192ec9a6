//! Entries of a live page: the time above or before an entry is its heading, and no part of its first sentence.

use super::{
    form::{Form, Row},
    words::Words,
};
use crate::{document::BlockKind, text::Lower};

/// As many lines that begin with a time are entries.
const ENTRIES: usize = 2;
/// An entry has a sentence within as many lines after its time: there may be a heading first.
const HEADINGS: usize = 2;

/// Parts the times at the start of entries from their words, as headings.
pub(super) fn find(rows: &[Row<'_>], form: &mut Form, english: &Words) {
    let entries = || {
        let times = rows
            .iter()
            .enumerate()
            .filter_map(|(at, row)| Some((at, row, time_length(row.text, english)?)));
        times.filter(|(at, row, end)| {
            let (time, words) = row.text.split_at(*end);
            // "3.10 The committee" may be a paragraph's number.
            let is_number = time.contains('.') && !time.contains(char::is_alphabetic);
            if is_number && !words.is_empty() {
                return false;
            }
            is_entry(words)
                || words.is_empty() && rows[at + 1..].iter().take(HEADINGS).any(Row::is_prose)
        })
    };
    if entries().nth(ENTRIES - 1).is_some() {
        for (_, row, end) in entries() {
            form.know(row.part(0, end), BlockKind::Heading);
        }
    }
}

/// The length of the clock time that a text begins with: "18:42", "9.14pm CET –".
pub(super) fn time_length(text: &str, english: &Words) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(text);
    let rest = text.get(hours..)?.strip_prefix([':', '.'])?;
    let minutes = digits(rest);
    let is_time = |digits: &str, most: u8| digits.parse::<u8>().is_ok_and(|number| number < most);
    if minutes != 2 || !is_time(&text[..hours], 25) || !is_time(&rest[..minutes], 60) {
        return None;
    }
    let mut end = hours + 1 + minutes;
    // "pm", "p.m.", "GMT", and a dash or colon
    loop {
        let rest = &text[end..];
        let gap =
            rest.len() - rest.trim_start_matches([' ', '-', '–', '—', ':', '|', '·', '.']).len();
        let word = &rest[gap..];
        let word = &word[..word.find(char::is_whitespace).unwrap_or(word.len())];
        let lower = word.trim_end_matches([':', '.', ',']).lower();
        let zone = matches!(&*lower, "am" | "pm" | "a.m" | "p.m")
            || word.len() > 1
                && !word.contains(char::is_lowercase)
                && english.time_words.holds(&lower);
        if !zone {
            return Some(end + gap);
        }
        end += gap + word.len();
    }
}

/// Whether words can be those of an entry.
fn is_entry(words: &str) -> bool {
    words.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '‘'))
        && super::line::ends_sentence(words)
}
