//! Step 1: the pasted text becomes blocks, and page furniture is told from the article.
//!
//! A reader selects a whole page and copies it, so the article arrives with everything around it:
//! captions, credits, links to other articles, buttons. The text is read line by line:
//!
//! 1. [`form`] sees what the form of the text says: mail, Markdown, speech, pages of a PDF. Marks that are
//!    no words are blanked, in a copy as long as the text ([`as_read`]).
//! 2. [`lines`] finds the lines that are not blank and joins those of wrapped text.
//! 3. [`credits`] cuts the credit off the end of a caption.
//! 4. [`furniture`] marks what a page puts around an article: what the line itself says, copies of a
//!    line, headlines of other articles ([`related`]), what stands before the title and after the
//!    last sentence ([`edges`], [`extent`]). None of the rules knows any site or article.
//! 5. [`kinds`] tells title, standfirst, headings, captions and list items from paragraphs.
//!
//! Apart from that, [`find_published`] reads the day of publication from the lines around the article.
//!
//! A line is furniture only where a rule says so with confidence: what stays in by mistake costs a
//! reader one click, what is left out by mistake is a sentence lost.

use crate::{
    document::Block,
    english::English,
    order::sort_by_key,
    pipeline::BlockHint,
    text::{ByteSpan, Text, is_blank},
};

mod bars;
mod columns;
mod contacts;
mod credits;
mod dateline;
mod edges;
mod ending;
mod entries;
mod extent;
mod form;
mod furniture;
mod kinds;
mod line;
mod lines;
mod mail;
mod markdown;
mod members;
mod pages;
mod posts;
mod published;
mod related;
mod speakers;
pub(crate) mod words;

use form::Known;
use line::Line;
pub use published::find_published;

/// Divides a text into blocks: disjoint, in order, none blank, each kind as hinted or guessed.
///
/// Hints win: a hinted span becomes one block of its kind whatever the rules would say; only the credit
/// of a hinted caption becomes a block of its own. Of two
/// overlapping hints the earlier in the slice wins; one that is not on character boundaries of the
/// text, or blank, is ignored.
///
/// `english` has the words that pages are told by. Blocks hold no marks at their ends. What is left
/// between blocks is blank in the text [`as_read`].
pub fn find_blocks(text: &Text, hints: &[BlockHint], english: &English) -> Vec<Block> {
    let english = &english.clean;
    let (read, known) = form::read(text, english);
    let mut lines = lines::find_lines(&read, &merged(usable_hints(&read, hints), known));
    lines = credits::split(lines, english);
    posts::mark(&mut lines, english);
    members::mark(&mut lines, english);
    furniture::mark(&mut lines, english);
    kinds::assign(&mut lines, english);
    lines.iter().map(|line| Block { span: line.span, kind: line.kind_or_paragraph() }).collect()
}

/// The text as it is read: as long as the text, with blanks for what is no word. Those are the signs of
/// Markdown, the marks of quoted mail, and what stands at the head of a page within a sentence.
pub fn as_read(text: &Text) -> Text {
    Text::new(&form::without_marks(text).0)
}

/// Hints, and what the form of the text says elsewhere.
fn merged(hints: Vec<BlockHint>, found: Vec<Known>) -> Vec<Known> {
    let hinted = |hint: BlockHint| Known { span: hint.span, kind: hint.kind, hinted: true };
    let mut merged: Vec<Known> = hints.into_iter().map(hinted).collect();
    let count = merged.len();
    for known in found {
        // Both are in order and disjoint.
        let next = merged[..count].partition_point(|hint| hint.span.end() <= known.span.start());
        if next == count || !merged[next].span.overlaps(known.span) {
            merged.push(known);
        }
    }
    sort_by_key(&mut merged, |known| known.span);
    merged
}

/// The hints that can be followed, trimmed, in the order of the text.
fn usable_hints(text: &str, hints: &[BlockHint]) -> Vec<BlockHint> {
    let mut in_order: Vec<(usize, BlockHint)> = hints
        .iter()
        .enumerate()
        .filter_map(|(index, hint)| {
            let span = trim(text, hint.span)?;
            Some((index, BlockHint { span, kind: hint.kind }))
        })
        .collect();
    sort_by_key(&mut in_order, |(index, hint)| (hint.span.start(), *index));
    let mut kept: Vec<(usize, BlockHint)> = Vec::with_capacity(in_order.len());
    'hints: for (index, hint) in in_order {
        while let Some((other, last)) = kept.last() {
            if !last.span.overlaps(hint.span) {
                break;
            }
            if *other < index {
                continue 'hints;
            }
            kept.pop();
        }
        kept.push((index, hint));
    }
    kept.into_iter().map(|(_, hint)| hint).collect()
}

/// A span without the blanks at its ends; `None` when it is not one of the text, or blank.
fn trim(text: &str, span: ByteSpan) -> Option<ByteSpan> {
    let inside = text.get(span.range())?;
    let start = span.start() + (inside.len() - inside.trim_start_matches(is_blank).len());
    let end = span.start() + inside.trim_end_matches(is_blank).len();
    (start < end).then(|| ByteSpan::new(start, end))
}

#[cfg(test)]
mod tests;
