//! Step 1: the pasted text becomes blocks, and page furniture is told from the article.
//!
//! A reader selects a whole page and copies it, so the article arrives with everything around it:
//! captions, credits, links to other articles, buttons. The text is read line by line:
//!
//! 1. [`lines`] finds the lines that are not blank and joins those of hard-wrapped text.
//! 2. [`credits`] cuts the credit off the end of a caption.
//! 3. [`furniture`] marks what a page puts around an article: what the line itself says, copies of a
//!    line, headlines of other articles ([`related`]), what stands before the title and after the
//!    last sentence ([`edges`]). None of the rules knows any site or article.
//! 4. [`kinds`] tells title, standfirst, headings, captions and list items from paragraphs.
//!
//! Apart from that, [`find_published`] reads the day of publication from the lines around the article.
//!
//! A line is furniture only where a rule says so with confidence: what stays in by mistake costs a
//! reader one click, what is left out by mistake is a sentence lost.

use crate::{
    document::Block,
    order::sort_by_key,
    pipeline::BlockHint,
    text::{ByteSpan, Text, is_blank},
};

mod credits;
mod edges;
mod furniture;
mod kinds;
mod line;
mod lines;
mod published;
mod related;
mod words;

use line::Line;
pub use published::find_published;

/// Divides a text into blocks: disjoint, in order, none blank, each kind as hinted or guessed.
///
/// Hints win: a hinted span becomes one block of its kind whatever the rules would say; only the credit
/// of a hinted caption becomes a block of its own. Of two
/// overlapping hints the earlier in the slice wins; one that is not on character boundaries of the
/// text, or blank, is ignored.
pub fn find_blocks(text: &Text, hints: &[BlockHint]) -> Vec<Block> {
    let hints = usable_hints(text, hints);
    let mut lines = lines::find_lines(text, &hints);
    lines = credits::split(lines);
    furniture::mark(&mut lines);
    kinds::assign(&mut lines);
    lines.iter().map(|line| Block { span: line.span, kind: line.kind_or_paragraph() }).collect()
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
