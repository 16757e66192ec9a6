//! A line of the pasted text, and what the rules ask about it.

use crate::{
    document::BlockKind,
    text::{ByteSpan, is_blank},
};

/// A block in the making: a line, or the joined lines of a hard-wrapped paragraph.
#[derive(Clone, Debug)]
pub(super) struct Line<'t> {
    /// From its first to its last character that is not blank.
    pub(super) span: ByteSpan,
    /// Its characters.
    pub(super) text: &'t str,
    /// Whether a blank line, or the start of the text, comes before it.
    pub(super) after_gap: bool,
    /// What it is: hinted, or found by a rule so far.
    pub(super) kind: Option<BlockKind>,
    /// Whether the kind is a hint, which no rule may change.
    pub(super) hinted: bool,
    /// Whether it only says who took a picture.
    pub(super) credit: bool,
}

/// What may follow the last full stop of a sentence.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '*'];

/// Where the planes of characters with emoji start in Unicode.
const FIRST_EMOJI: char = '\u{1F000}';

/// What ends a sentence.
const TERMINATORS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'];

impl Line<'_> {
    /// The kind, a paragraph where no rule found another.
    pub(super) fn kind_or_paragraph(&self) -> BlockKind {
        self.kind.unwrap_or(BlockKind::Paragraph)
    }

    /// Whether it is marked as furniture.
    pub(super) fn is_furniture(&self) -> bool {
        self.kind == Some(BlockKind::Furniture)
    }

    /// Whether no hint and no rule has said what it is.
    pub(super) fn is_open(&self) -> bool {
        self.kind.is_none()
    }

    /// Whether it is the row of a table.
    pub(super) fn is_row(&self) -> bool {
        self.text.contains('\t')
    }

    /// Its words, at blanks, at most `limit`: rules about short lines need not read long ones.
    pub(super) fn first_words(&self, limit: usize) -> Vec<&str> {
        self.text.split(is_blank).filter(|word| !word.is_empty()).take(limit).collect()
    }

    /// Whether it has at most that many words.
    pub(super) fn has_at_most(&self, words: usize) -> bool {
        self.first_words(words + 1).len() <= words
    }

    /// Whether it ends as a sentence does.
    pub(super) fn ends_sentence(&self) -> bool {
        ends_sentence(self.text)
    }

    /// Whether rules may make it furniture: no hint, and not said to be anything but an item or heading.
    pub(super) fn may_be_furniture(&self) -> bool {
        !self.hinted && matches!(self.kind, None | Some(BlockKind::ListItem | BlockKind::Heading))
    }

    /// Whether it reads as running text: it ends as a sentence does and has some length.
    pub(super) fn is_prose(&self) -> bool {
        self.ends_sentence() && !self.has_at_most(5)
    }
}

/// Shortest line, in bytes, that is more than a label.
const LABEL_BYTES: usize = 25;

/// Whether a line has no end and the next begins within its sentence; `shortest` is what a line has at
/// least, in bytes, whose sentence goes on.
pub(super) fn runs_on(line: &str, next: &str, shortest: usize) -> bool {
    breaks_off(line, shortest) && begins_within(next)
}

/// Whether a line of some length has no end.
pub(super) fn breaks_off(line: &str, shortest: usize) -> bool {
    line.len() >= shortest
        && line.ends_with(|c: char| {
            c.is_alphanumeric() || matches!(c, ',' | '-' | '’' | '\'' | ')' | ';' | '–' | '—')
        })
}

/// Whether a line begins within a sentence: not "by Jane Doe", nor a label without capitals.
fn begins_within(line: &str) -> bool {
    let mut letters = line.chars();
    letters.next().is_some_and(char::is_lowercase)
        && !letters.next().is_some_and(char::is_uppercase) // "iPhones"
        && !line.starts_with("by ")
        && (line.len() >= LABEL_BYTES || ends_sentence(line))
}

/// Whether a text ends as a sentence does, whatever picture stands after it, or number of a note: "in the spring.1".
pub(super) fn ends_sentence(text: &str) -> bool {
    let is_picture = |c: char| c >= FIRST_EMOJI && !c.is_alphanumeric() || is_blank(c);
    let text = text.trim_end_matches(is_picture);
    let noted = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let before = noted.strip_suffix('.').unwrap_or("");
    let text = if before.ends_with(char::is_alphabetic) { noted } else { text };
    text.trim_end_matches(CLOSERS).ends_with(TERMINATORS)
}
