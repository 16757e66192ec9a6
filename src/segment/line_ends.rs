//! Words that are hyphenated over a line's end.

use std::{borrow::Cow, collections::BTreeSet};

use super::{tokens::is_word_char, words::Words};
use crate::{
    document::{Block, BlockKind},
    text::{ByteSpan, Lower, is_blank},
};

/// Longest word that is looked at, in bytes.
const LONGEST_WORD: usize = 40;

/// The text with joiners, which the scanner takes for letters, instead of hyphens and line ends
/// inside words: as long as the text.
pub(super) fn joined<'t>(text: &'t str, blocks: &[Block], english: &Words) -> Cow<'t, str> {
    let in_blocks = blocks.iter().filter(|block| block.kind != BlockKind::Furniture);
    let mut cuts: Vec<ByteSpan> = Vec::new();
    for block in in_blocks {
        let words = &text[block.span.range()];
        if !words.contains('\n') {
            continue;
        }
        for (at, _) in words.match_indices('-') {
            let start = block.span.start() + at;
            cuts.extend(cut_at(text, start, block.span));
        }
    }
    if cuts.is_empty() {
        return Cow::Borrowed(text);
    }
    let compounds = compounds(text);
    let mut joined = String::with_capacity(text.len());
    for cut in cuts {
        if is_compound(text, cut, &compounds, english) {
            continue;
        }
        joined.push_str(&text[joined.len()..cut.start()]);
        push_joiners(&mut joined, cut.len());
    }
    joined.push_str(&text[joined.len()..]);
    Cow::Owned(joined)
}

/// So many bytes, two at least, of characters that join letters.
fn push_joiners(text: &mut String, bytes: usize) {
    let mut left = bytes;
    if left % 2 == 1 {
        text.push('\u{200d}');
        left -= 3;
    }
    (0..left / 2).for_each(|_| text.push('\u{ad}'));
}

/// The hyphen, line end and blanks that cut a word, when the hyphen at `start` begins them.
fn cut_at(text: &str, start: usize, block: ByteSpan) -> Option<ByteSpan> {
    let rest = &text[start + 1..block.end()];
    let blanks = rest.len() - rest.trim_start_matches(is_blank).len();
    let before = text[block.start()..start].chars().next_back()?;
    let after = rest[blanks..].chars().next()?;
    let fits = before.is_lowercase() && after.is_lowercase()
        || before.is_uppercase() && after.is_uppercase() && !is_capital_alone(text, start);
    (rest[..blanks].contains('\n') && fits).then(|| ByteSpan::new(start, start + 1 + blanks))
}

/// Whether a single capital stands before a hyphen: "X-".
fn is_capital_alone(text: &str, hyphen: usize) -> bool {
    word_before(text, hyphen).chars().count() == 1
}

/// The words of the text that have a hyphen within a line, in lower case.
fn compounds(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !is_word_char(c) && c != '-');
    let inside = |word: &&str| word.len() <= LONGEST_WORD && word.trim_matches('-').contains('-');
    words.filter(inside).map(Lower::lower).collect()
}

/// Whether the hyphen of a cut belongs to the word: "long-" and "term".
fn is_compound(text: &str, cut: ByteSpan, compounds: &BTreeSet<String>, english: &Words) -> bool {
    let left = word_before(text, cut.start());
    let right = &text[cut.end()..text.floor_char_boundary(cut.end() + LONGEST_WORD)];
    let right = &right[..right.find(|c| !is_word_char(c)).unwrap_or(right.len())];
    let after_hyphen = text[..cut.start() - left.len()].ends_with('-'); // "26-year-" and "old"
    let (left, right) = (left.lower(), right.lower());
    after_hyphen
        || english.common_parts.holds(&left) && english.common_parts.holds(&right)
        || compounds.contains(&format!("{left}-{right}"))
}

/// The letters right before a position.
fn word_before(text: &str, end: usize) -> &str {
    let start = text.ceil_char_boundary(end.saturating_sub(LONGEST_WORD));
    let window = &text[start..end];
    let word = window.char_indices().rev().take_while(|(_, c)| is_word_char(*c)).last();
    word.map_or("", |(at, _)| &window[at..])
}

/// The word of a token's text, if it is written otherwise.
pub(super) fn rejoined(token: &str) -> Option<String> {
    if !token.contains(['\n', '\u{ad}']) {
        return None;
    }
    let mut word = String::with_capacity(token.len());
    let mut rest = token;
    while let Some(next) = rest.chars().next() {
        rest = &rest[next.len_utf8()..];
        let follows = rest.trim_start_matches(is_blank);
        let is_cut = next == '-' && rest[..rest.len() - follows.len()].contains('\n');
        if is_cut {
            rest = follows;
        } else if next != '\u{ad}' {
            word.push(next);
        }
    }
    (!word.is_empty()).then_some(word)
}
