//! What the form of a text says before its lines are read: mail, Markdown, speech, pages of a PDF.
//!
//! Each form finds two things: *marks*, stretches that are no words (the signs of Markdown, "> " of
//! mail), and *known* stretches, whose kind the form tells (a heading, a speaker's label). Marks are
//! blanked in a copy of the text as long as the text, so every later step has the same positions.

use super::{bars, columns, entries, mail, markdown, pages, speakers, trim, words::Words};
use crate::{
    document::BlockKind,
    order::sort_by_key,
    text::{ByteSpan, is_blank},
};

/// A line of the text that is not blank, with no blanks at its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'t> {
    pub(super) span: ByteSpan,
    pub(super) text: &'t str,
    /// Whether a blank line, or the start of the text, comes before it.
    pub(super) after_gap: bool,
}

impl Row<'_> {
    /// A part of it, by bytes of its text.
    pub(super) fn part(&self, start: usize, end: usize) -> ByteSpan {
        ByteSpan::new(self.span.start() + start, self.span.start() + end)
    }

    /// How many words it has, counted up to a limit.
    pub(super) fn words(&self, limit: usize) -> usize {
        self.text.split(is_blank).filter(|word| !word.is_empty()).take(limit).count()
    }

    /// Whether it ends as a sentence does.
    pub(super) fn ends_sentence(&self) -> bool {
        super::line::ends_sentence(self.text)
    }

    /// Whether it reads as running text.
    pub(super) fn is_prose(&self) -> bool {
        self.ends_sentence() && self.words(6) > 5
    }
}

/// The rows of a text.
pub(super) fn rows(text: &str) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let (mut at, mut after_gap) = (0, true);
    for line in text.split('\n') {
        let span = ByteSpan::new(at, at + line.len());
        at += line.len() + 1;
        let trimmed = trim(text, span);
        if let Some(span) = trimmed {
            rows.push(Row { span, text: &text[span.range()], after_gap });
        }
        after_gap = trimmed.is_none();
    }
    rows
}

/// A stretch whose kind is known before its line is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) span: ByteSpan,
    pub(super) kind: BlockKind,
    /// Whether markup or the reader says so, which no rule may change.
    pub(super) hinted: bool,
}

/// What the form of a text says.
#[derive(Debug, Default)]
pub(super) struct Form {
    marks: Vec<(ByteSpan, char)>,
    known: Vec<Known>,
}

impl Form {
    /// Adds a stretch that is no words.
    pub(super) fn mark(&mut self, span: ByteSpan) {
        self.marks.push((span, ' '));
    }

    /// Adds the border between two cells of a table.
    pub(super) fn cell(&mut self, span: ByteSpan) {
        self.marks.push((span, '\t'));
    }

    /// Adds a stretch of a kind.
    pub(super) fn know(&mut self, span: ByteSpan, kind: BlockKind) {
        self.known.push(Known { span, kind, hinted: false });
    }

    /// Adds a whole row of furniture.
    pub(super) fn furniture(&mut self, row: &Row<'_>) {
        self.know(row.span, BlockKind::Furniture);
    }

    /// The text as it is read, as long as the text.
    fn blanked(&mut self, text: &str) -> String {
        sort_by_key(&mut self.marks, |(span, _)| *span);
        let mut read = String::with_capacity(text.len());
        for (span, blank) in &self.marks {
            if span.start() >= read.len() {
                read.push_str(&text[read.len()..span.start()]);
            }
            while read.len() < span.end() {
                read.push(*blank);
            }
        }
        read.push_str(&text[read.len()..]);
        read
    }
}

/// The text without its marks, and what was known from the marks.
pub(super) fn without_marks(text: &str) -> (String, Form) {
    let mut form = Form::default();
    let rows = rows(text);
    markdown::find(text, &rows, &mut form);
    mail::find_quotes(&rows, &mut form);
    pages::find(text, &rows, &mut form);
    (form.blanked(text), form)
}

/// The text as it is read, and what is known of it, in order and disjoint.
pub(super) fn read(text: &str, english: &Words) -> (String, Vec<Known>) {
    let (read, mut form) = without_marks(text);
    let rows = rows(&read);
    mail::find(&rows, &mut form, english);
    speakers::find(&rows, &mut form, english);
    entries::find(&rows, &mut form, english);
    columns::find(&rows, &mut form);
    bars::find(&rows, &mut form, english);
    let known = disjoint(&read, form.known);
    (read, known)
}

/// The stretches that are not blank, trimmed; of two that overlap the first that was found.
fn disjoint(text: &str, known: Vec<Known>) -> Vec<Known> {
    let mut in_order: Vec<(usize, Known)> = known
        .into_iter()
        .enumerate()
        .filter_map(|(index, known)| {
            Some((index, Known { span: trim(text, known.span)?, ..known }))
        })
        .collect();
    sort_by_key(&mut in_order, |(index, known)| (known.span.start(), *index));
    let mut kept: Vec<(usize, Known)> = Vec::with_capacity(in_order.len());
    for (index, known) in in_order {
        match kept.last_mut() {
            Some((first, last)) if last.span.overlaps(known.span) => {
                if index < *first {
                    (*first, *last) = (index, known);
                }
            }
            _ => kept.push((index, known)),
        }
    }
    kept.into_iter().map(|(_, known)| known).collect()
}
