//! Bars of buttons, links and credits in capitals that were pasted into a line of the article.

use super::{
    credits,
    form::{Form, Row},
    words::Words,
};
use crate::{document::BlockKind, text::Lower};

/// As many buttons one after the other are a bar.
const BUTTONS_OF_BAR: usize = 3;

/// Longest button, in words.
const BUTTON_WORDS: usize = 5;

/// Longest credit inside a line, in bytes.
const CREDIT_BYTES: usize = 120;

/// What may stand behind a link.
const ARROWS: &[char] = &['»', '›', '→', '►', '▶', '>'];

/// Parts buttons and credits from the words of their line.
pub(super) fn find(rows: &[Row<'_>], form: &mut Form, english: &Words) {
    for row in rows {
        let words = words(row.text);
        find_bars(row, &words, form, english);
        let end = link_start(row.text, &words, english).unwrap_or(row.text.len());
        if end < row.text.len() {
            form.know(row.part(end, row.text.len()), BlockKind::Furniture);
        }
        if let Some(start) = credit_start(&row.text[..end], english) {
            form.know(row.part(start, end), BlockKind::Furniture);
        }
    }
}

/// A word of a row and where it starts.
type Word<'t> = (usize, &'t str);

fn words(row: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in row.split(' ') {
        if !word.is_empty() {
            words.push((at, word));
        }
        at += word.len() + 1;
    }
    words
}

/// Marks runs of buttons.
fn find_bars(row: &Row<'_>, words: &[Word<'_>], form: &mut Form, english: &Words) {
    let mut at = 0;
    while at < words.len() {
        let (mut end, mut buttons) = (at, 0);
        while let Some(length) = button_length(&words[end..], english) {
            end += length;
            buttons += 1;
        }
        if buttons >= BUTTONS_OF_BAR {
            let (start, (last, word)) = (words[at].0, words[end - 1]);
            form.know(row.part(start, last + word.len()), BlockKind::Furniture);
        }
        at = end.max(at + 1);
    }
}

/// How many words the longest button at the start has, the first with a capital.
fn button_length(words: &[Word<'_>], english: &Words) -> Option<usize> {
    let most = words.len().min(BUTTON_WORDS);
    let titled = words.first().is_some_and(|(_, word)| word.starts_with(char::is_uppercase));
    let most = if titled { most } else { 0 };
    (1..=most).rev().find(|&length| is_button(&words[..length], english))
}

fn is_button(words: &[Word<'_>], english: &Words) -> bool {
    let mut said = String::new();
    for (_, word) in words {
        if !said.is_empty() {
            said.push(' ');
        }
        said += &word.lower();
    }
    english.is_any_button(said.trim_end_matches([':', '|', '•', '·']))
}

/// Where the button starts that ends a line with an arrow: "Related article »".
fn link_start(row: &str, words: &[Word<'_>], english: &Words) -> Option<usize> {
    let link = row.trim_end_matches(ARROWS).trim_end();
    if link.len() == row.len() {
        return None;
    }
    let words = &words[..words.partition_point(|(start, _)| *start < link.len())];
    let first = words.len().saturating_sub(BUTTON_WORDS);
    (first..words.len())
        .find(|&start| is_button(&words[start..], english))
        .map(|start| words[start].0)
}

/// Where the credit in capitals starts that ends a line after a sentence: "A COUNTY/CONTRIBUTED IMAGE".
fn credit_start(row: &str, english: &Words) -> Option<usize> {
    let row = row.trim_end();
    let from = row.ceil_char_boundary(row.len().saturating_sub(CREDIT_BYTES));
    let small = from + row[from..].rfind(char::is_lowercase)?;
    let start = small + row[small..].find(' ')? + 1;
    let is_after_sentence = super::line::ends_sentence(row[..start].trim_end());
    let credit = row.get(start..)?;
    (is_after_sentence && credit.contains('/') && credits::is_credit(credit, english))
        .then_some(start)
}
