//! Lines that are not blank, and hard-wrapped paragraphs made whole.

use super::{Line, trim};
use crate::{
    document::BlockKind,
    pipeline::BlockHint,
    text::{ByteSpan, is_blank},
};

/// Widths, in characters, that hard-wrapped text may have.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 60..=100;

/// The text's lines, hinted blocks among them, in order.
pub(super) fn find_lines<'t>(text: &'t str, hints: &[BlockHint]) -> Vec<Line<'t>> {
    let mut lines = Vec::new();
    let mut at = 0;
    for hint in hints {
        push_region(text, ByteSpan::new(at, hint.span.start()), &mut lines);
        lines.push(Line {
            span: hint.span,
            text: &text[hint.span.range()],
            after_gap: true,
            kind: Some(hint.kind),
            hinted: true,
            credit: false,
        });
        at = hint.span.end();
    }
    push_region(text, ByteSpan::new(at, text.len()), &mut lines);
    lines
}

/// Adds the lines of a stretch without hints.
fn push_region<'t>(text: &'t str, region: ByteSpan, lines: &mut Vec<Line<'t>>) {
    let mut physical = Vec::new();
    let mut after_gap = true;
    let mut at = region.start();
    for line in text[region.range()].split('\n') {
        let span = ByteSpan::new(at, at + line.len());
        at += line.len() + 1;
        match trim(text, span) {
            Some(span) => {
                let text = &text[span.range()];
                let kind = is_list_item(text).then_some(BlockKind::ListItem);
                physical.push(Line { span, text, after_gap, kind, hinted: false, credit: false });
                after_gap = false;
            }
            None => after_gap = true,
        }
    }
    join_wrapped(text, &physical, lines);
}

/// Joins the lines of hard-wrapped paragraphs.
///
/// A paragraph counts as hard-wrapped when each of its lines but the last is so full that the next
/// line's first word would not have fitted. Two or three lines can look so by chance (a caption and its
/// credit), so it takes three lines, or a text that is wrapped as a whole.
fn join_wrapped<'t>(text: &'t str, physical: &[Line<'t>], lines: &mut Vec<Line<'t>>) {
    let widths: Vec<usize> = physical.iter().map(|line| line.text.chars().count()).collect();
    let text_width = wrap_width_of_text(physical, &widths);
    let mut start = 0;
    while start < physical.len() {
        let mut end = start + 1;
        while end < physical.len() && !physical[end].after_gap && physical[end].is_open() {
            end += 1;
        }
        push_group(text, &physical[start..end], &widths[start..end], text_width, lines);
        start = end;
    }
}

/// Adds the lines between two gaps, or list items, joined where they are wrapped.
fn push_group<'t>(
    text: &'t str,
    group: &[Line<'t>],
    widths: &[usize],
    text_width: Option<usize>,
    lines: &mut Vec<Line<'t>>,
) {
    let own_width = widths.iter().copied().max().unwrap_or(0);
    let own_width = (group.len() >= 3 && WRAP_WIDTHS.contains(&own_width)).then_some(own_width);
    let Some(width) = text_width.or(own_width) else {
        lines.extend_from_slice(group);
        return;
    };
    let full = |index: usize| is_full(widths[index], group[index + 1].text, width);
    if text_width.is_none() && !(0..group.len() - 1).all(full) {
        lines.extend_from_slice(group);
        return;
    }
    let mut open: Option<Line<'t>> = None;
    for (index, line) in group.iter().enumerate() {
        match &mut open {
            Some(joined) if full(index - 1) => {
                joined.span = joined.span.cover(line.span);
                joined.text = &text[joined.span.range()];
            }
            _ => lines.extend(open.replace(line.clone())),
        }
    }
    lines.extend(open);
}

/// The width that the whole text is wrapped at, if it is.
fn wrap_width_of_text(physical: &[Line<'_>], widths: &[usize]) -> Option<usize> {
    let width = widths.iter().copied().max().filter(|width| WRAP_WIDTHS.contains(width))?;
    let mut pairs = 0;
    let mut full = 0;
    for index in 1..physical.len() {
        if !physical[index].after_gap && physical[index].is_open() {
            pairs += 1;
            full += usize::from(is_full(widths[index - 1], physical[index].text, width));
        }
    }
    (pairs >= 3 && full * 10 >= pairs * 7).then_some(width)
}

/// Whether the next line's first word would not have fitted on a line.
fn is_full(line_width: usize, next: &str, wrap_width: usize) -> bool {
    let first_word = next.split(is_blank).next().unwrap_or("").chars().count();
    line_width + 1 + first_word > wrap_width
}

/// Whether a line starts with a bullet, or with a number as items of lists have.
fn is_list_item(line: &str) -> bool {
    const BULLETS: &[char] =
        &['•', '‣', '◦', '▪', '▫', '●', '○', '■', '□', '*', '-', '–', '·', '►', '▶', '➤', '✓', '✔'];
    if let Some(rest) = line.strip_prefix(BULLETS) {
        return rest.starts_with(is_blank) && rest.chars().any(char::is_alphanumeric);
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &line[digits..];
    (1..=2).contains(&digits)
        && rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with(is_blank))
}
