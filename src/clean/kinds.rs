//! Title, standfirst, headings and captions.

use super::{line::Line, related, words::Words};
use crate::document::BlockKind;

/// Longest title, in words.
const TITLE_WORDS: usize = 30;

/// Longest standfirst, in words.
const STANDFIRST_WORDS: usize = 50;

/// Shortest standfirst without a full stop, in words: a shorter line is a heading.
const SHORTEST_STANDFIRST: usize = 6;

/// Longest heading, in words.
const HEADING_WORDS: usize = 12;

/// Gives each line that is still open its kind, where it is more than a paragraph.
pub(super) fn assign(lines: &mut [Line<'_>], english: &Words) {
    mark_captions(lines);
    if let Some(title) = mark_title(lines) {
        mark_standfirst(lines, title, english);
    }
    mark_headings(lines);
}

/// A line before a credit is a caption.
fn mark_captions(lines: &mut [Line<'_>]) {
    for index in 1..lines.len() {
        let credited = lines[index].is_furniture() && lines[index].credit;
        if credited && !lines[index].after_gap && index > 1 && lines[index - 1].is_open() {
            lines[index - 1].kind = Some(BlockKind::Caption);
        }
    }
}

/// The first line that is not furniture is the title, when it looks like one and more follows.
fn mark_title(lines: &mut [Line<'_>]) -> Option<usize> {
    if let Some(hinted) = lines.iter().position(|line| line.kind == Some(BlockKind::Title)) {
        return Some(hinted);
    }
    let first = lines.iter().position(|line| {
        !line.is_furniture() && !line.is_row() && line.kind != Some(BlockKind::Caption)
    })?;
    let line = &lines[first];
    let followed = lines[first + 1..].iter().any(|line| !line.is_furniture());
    let headline = line.has_at_most(TITLE_WORDS) && !line.text.ends_with(['.', ',', ';', ':', '…']);
    if !(line.is_open() && followed && headline) {
        return None;
    }
    lines[first].kind = Some(BlockKind::Title);
    Some(first)
}

/// The line after the title is a standfirst when pictures, bylines or dates part it from the rest,
/// or when it has no full stop.
fn mark_standfirst(lines: &mut [Line<'_>], title: usize, english: &Words) {
    let Some(after) = (title + 1..lines.len()).find(|&index| !lines[index].is_furniture()) else {
        return;
    };
    let parted = lines.get(after + 1).is_some_and(|line| {
        line.is_furniture() && !line.hinted && !related::introduces(line, english)
            || line.kind == Some(BlockKind::Caption)
    });
    let line = &lines[after];
    let prose_follows = lines[after + 1..].iter().any(Line::is_prose);
    let unfinished = !line.ends_sentence() && !line.has_at_most(SHORTEST_STANDFIRST - 1);
    if line.is_open()
        && !line.is_row()
        && line.has_at_most(STANDFIRST_WORDS)
        && prose_follows
        && (parted || unfinished)
    {
        lines[after].kind = Some(BlockKind::Standfirst);
    }
}

/// A short line without a full stop, before running text, is a heading.
fn mark_headings(lines: &mut [Line<'_>]) {
    for index in 1..lines.len() {
        let line = &lines[index];
        let before_prose = lines
            .get(index + 1)
            .is_some_and(|next| next.is_prose() || next.kind == Some(BlockKind::ListItem));
        let short =
            line.has_at_most(HEADING_WORDS) && !line.text.ends_with(['.', ',', ';', '…', '"', '”']);
        let starts = line
            .text
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_alphabetic());
        let spoken = lines[index - 1].kind == Some(BlockKind::Speaker);
        if line.is_open() && !line.is_row() && short && starts && before_prose && !spoken {
            lines[index].kind = Some(BlockKind::Heading);
        }
    }
}
