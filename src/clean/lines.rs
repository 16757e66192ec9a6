//! Lines that are not blank, and hard-wrapped paragraphs made whole.

use super::{Line, form::Known, line, trim};
use crate::{
    document::BlockKind,
    text::{ByteSpan, is_blank},
};

/// Widths, in characters, that hard-wrapped text may have.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 60..=100;

/// The text's lines, known stretches among them, in order.
pub(super) fn find_lines<'t>(text: &'t str, known: &[Known]) -> Vec<Line<'t>> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut part = false; // of a line that was cut
    for known in known {
        push_region(text, ByteSpan::new(at, known.span.start()), part, &mut lines);
        lines.push(Line {
            span: known.span,
            text: &text[known.span.range()],
            after_gap: known.hinted || has_gap_before(text, known.span.start()),
            kind: Some(known.kind),
            hinted: known.hinted,
            credit: false,
        });
        at = known.span.end();
        part = !known.hinted;
    }
    push_region(text, ByteSpan::new(at, text.len()), part, &mut lines);
    lines
}

/// Whether a blank line, or the start of the text, comes before a position.
fn has_gap_before(text: &str, at: usize) -> bool {
    let blanks = text[..at].len() - text[..at].trim_end_matches(is_blank).len();
    blanks == at || text[at - blanks..at].bytes().filter(|byte| *byte == b'\n').count() > 1
}

/// Adds the lines of a stretch of which nothing is known. `part`: it starts within a line.
fn push_region<'t>(text: &'t str, region: ByteSpan, part: bool, lines: &mut Vec<Line<'t>>) {
    let mut physical = Vec::new();
    let mut after_gap = !part;
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
            None => after_gap |= !part || span.start() > region.start(),
        }
    }
    join_wrapped(text, &physical, lines);
}

/// Joins the lines of hard-wrapped paragraphs.
///
/// A paragraph counts as hard-wrapped when each of its lines but the last is so full that the next
/// line's first word would not have fitted. Two or three lines can look so by chance (a caption and its
/// credit), so it takes three lines, or a text that is wrapped as a whole. Lines of a PDF are not of
/// one width: there it counts that lines begin within a sentence.
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
    let width = text_width.or(own_width).unwrap_or(usize::MAX);
    let full = |index: usize| {
        runs_on(&group[index], &group[index + 1])
            || is_full(widths[index], group[index + 1].text, width)
    };
    let wrapped = text_width.is_some() || (0..group.len() - 1).all(full);
    let ragged = Ragged::new(group, widths).filter(|_| !wrapped);
    let goes_on = |index: usize| match &ragged {
        Some(ragged) => ragged.goes_on(group, widths, index),
        None => wrapped && full(index) || runs_on(&group[index], &group[index + 1]),
    };
    let mut open: Option<Line<'t>> = None;
    for (index, line) in group.iter().enumerate() {
        match &mut open {
            Some(joined) if goes_on(index - 1) => {
                joined.span = joined.span.cover(line.span);
                joined.text = &text[joined.span.range()];
            }
            _ => lines.extend(open.replace(line.clone())),
        }
    }
    lines.extend(open);
}

/// Shortest line, in bytes, that a sentence is cut in.
const CUT_WIDTH: usize = 25;

/// Whether a line has no end and the next begins within its sentence.
fn runs_on(line: &Line<'_>, next: &Line<'_>) -> bool {
    line::runs_on(line.text, next.text, CUT_WIDTH)
}

/// Lines of different widths that are one text: many of them begin within a sentence.
struct Ragged {
    /// What a line has at least that is not the last of its paragraph.
    width: usize,
}

impl Ragged {
    fn new(group: &[Line<'_>], widths: &[usize]) -> Option<Self> {
        let within = group.windows(2).filter(|pair| runs_on(&pair[0], &pair[1])).count();
        let widest = widths.iter().copied().max().unwrap_or(0);
        let narrow = widest <= *WRAP_WIDTHS.end() + WRAP_WIDTHS.end() / 2;
        (within > 0 && within * 4 >= group.len() - 1 && narrow)
            .then_some(Self { width: widest * 3 / 4 })
    }

    fn goes_on(&self, group: &[Line<'_>], widths: &[usize], index: usize) -> bool {
        let within_sentence = index > 0
            && widths[index - 1] >= self.width
            && !group[index - 1].ends_sentence()
            && !group[index].ends_sentence();
        within_sentence || widths[index] >= self.width || runs_on(&group[index], &group[index + 1])
    }
}

/// The width that the whole text is wrapped at, if it is.
fn wrap_width_of_text(physical: &[Line<'_>], widths: &[usize]) -> Option<usize> {
    let width = widths.iter().copied().max().filter(|width| WRAP_WIDTHS.contains(width))?;
    let mut pairs = 0;
    let mut full = 0;
    for index in 1..physical.len() {
        if !physical[index].after_gap && physical[index].is_open() {
            pairs += 1;
            full += usize::from(
                runs_on(&physical[index - 1], &physical[index])
                    || is_full(widths[index - 1], physical[index].text, width),
            );
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
