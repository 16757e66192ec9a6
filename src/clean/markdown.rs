//! Markdown: its signs are no words, its headings are headings.

use super::form::{Form, Row};
use crate::{document::BlockKind, text::ByteSpan};

/// Longest link, in bytes.
const LONGEST_LINK: usize = 2048;

/// Longest underlined heading, in words.
const HEADING_WORDS: usize = 16;

/// Longest emphasised stretch, in bytes.
const LONGEST_EMPHASIS: usize = 512;

/// What rows are that a sign at their start or the row below tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// "## " and so many bytes more.
    Heading(usize),
    /// Words over a row of "===" or "---".
    Underlined,
    /// A row of signs only, a link's address, the words of code and of a head that is data.
    NoWords,
    /// A row of a table.
    Table,
}

/// Finds the signs, if the text is Markdown.
pub(super) fn find(text: &str, rows: &[Row<'_>], form: &mut Form) {
    let is_written = |row: &Row<'_>| heading_mark(row.text).is_some() || has_inline_signs(row.text);
    let has_table = rows.iter().any(|row| is_table_rule(row.text));
    if !has_table && !rows.iter().any(is_written) {
        return;
    }
    let signs = signs(rows, has_table);
    let mut titled = false;
    for (row, sign) in rows.iter().zip(signs) {
        match sign {
            Some(Sign::NoWords) => form.furniture(row),
            Some(Sign::Heading(mark)) => {
                form.mark(row.part(0, mark));
                let end = row.text.trim_end_matches(['#', ' ']).len().max(mark);
                form.mark(row.part(end, row.text.len()));
                know_heading(row.part(mark, end), &mut titled, form);
            }
            Some(Sign::Underlined) => know_heading(row.span, &mut titled, form),
            Some(Sign::Table) => find_cells(row, form),
            None if is_quote(row.text) => {
                let end = row.text.len() - row.text.trim_start_matches(['>', ' ']).len();
                form.mark(row.part(0, end));
            }
            None => {}
        }
        if sign != Some(Sign::NoWords) {
            find_inline(text, row.span, form);
        }
    }
}

/// The first heading is the title.
fn know_heading(words: ByteSpan, titled: &mut bool, form: &mut Form) {
    let is_first = !std::mem::replace(titled, true);
    form.know(words, if is_first { BlockKind::Title } else { BlockKind::Heading });
}

/// What stands before and after code.
const FENCES: [&str; 2] = ["```", "~~~"];

/// What each row is by its signs.
fn signs(rows: &[Row<'_>], has_table: bool) -> Vec<Option<Sign>> {
    let mut signs = vec![None; rows.len()];
    let mut until: Option<&str> = None; // what ends a stretch of code or data
    let last = FENCES.map(|fence| rows.iter().rposition(|row| row.text.starts_with(fence)));
    for (index, row) in rows.iter().enumerate() {
        let text = row.text;
        // One that is never closed is a line like another: what follows it is still to be read.
        let is_open = |(fence, last): &(&str, Option<usize>)| {
            text.starts_with(fence) && (until.is_some() || *last > Some(index))
        };
        let fence = FENCES.into_iter().zip(last).find(is_open).map(|(fence, _)| fence);
        let opens = if index == 0 && text == "---" && is_data(rows) { Some("---") } else { fence };
        signs[index] = match (until, opens) {
            (Some(end), _) => {
                until = until.filter(|_| !text.starts_with(end));
                Some(Sign::NoWords)
            }
            (None, Some(_)) => {
                until = opens;
                Some(Sign::NoWords)
            }
            _ if is_underline(text) && is_headline(rows, index, &signs) => {
                signs[index - 1] = Some(Sign::Underlined);
                Some(Sign::NoWords)
            }
            _ if is_rule(text) || is_definition(text) || is_picture(text) => Some(Sign::NoWords),
            _ if has_table && text.starts_with('|') => Some(Sign::Table),
            _ => heading_mark(text).map(Sign::Heading),
        };
    }
    signs
}

/// Whether the row above can be a heading that is underlined.
fn is_headline(rows: &[Row<'_>], index: usize, signs: &[Option<Sign>]) -> bool {
    let Some(above) = index.checked_sub(1) else { return false };
    !rows[index].after_gap
        && signs[above].is_none()
        && rows[above].words(HEADING_WORDS + 1) <= HEADING_WORDS
}

/// The length of "## " before a heading.
fn heading_mark(row: &str) -> Option<usize> {
    let level = row.bytes().take_while(|byte| *byte == b'#').count();
    let words = row[level..].strip_prefix(' ')?;
    ((1..=6).contains(&level) && words.starts_with(|c: char| !matches!(c, '#' | ' ')))
        .then_some(level + 1)
}

/// Whether a row has a link to an address, or words in bold.
fn has_inline_signs(row: &str) -> bool {
    let is_bold = |sign: &str| {
        let start = row.find(sign).map(|at| at + sign.len());
        start.is_some_and(|start| emphasis_end(row, start, sign).is_some())
    };
    is_bold("**")
        || is_bold("__")
        || row.match_indices("](").any(|(at, _)| address_end(row, at + 1).is_some())
}

/// Whether the text starts with a head of names and values between two rows of "---".
fn is_data(rows: &[Row<'_>]) -> bool {
    const MOST: usize = 40;
    let end = rows.iter().take(MOST).skip(1).position(|row| row.text == "---");
    end.is_some_and(|end| {
        end > 0
            && rows[1..=end].iter().all(|row| row.text.contains(':') || row.text.starts_with("- "))
    })
}

fn is_underline(row: &str) -> bool {
    row.len() >= 3 && (row.bytes().all(|b| b == b'=') || row.bytes().all(|b| b == b'-'))
}

/// A row of nothing but signs.
fn is_rule(row: &str) -> bool {
    !row.contains(char::is_alphanumeric)
}

/// "|---|:--|": the border below a table's head.
fn is_table_rule(row: &str) -> bool {
    row.starts_with('|')
        && row.contains("--")
        && row.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

/// "[1]: https://…"
fn is_definition(row: &str) -> bool {
    row.starts_with('[')
        && row.split_once("]: ").is_some_and(|(_, address)| is_address(address.trim()))
}

/// "![what it shows](picture.jpg)" and nothing else.
fn is_picture(row: &str) -> bool {
    row.starts_with("![")
        && row.find(']').is_some_and(|end| {
            let rest = &row[end + 1..];
            matches!(rest.as_bytes(), [b'(', .., b')'] | [b'[', .., b']'])
        })
}

fn is_quote(row: &str) -> bool {
    row.starts_with("> ") || row == ">"
}

/// Parts the cells of a table's row.
fn find_cells(row: &Row<'_>, form: &mut Form) {
    for (at, _) in row.text.match_indices('|') {
        form.cell(row.part(at, at + 1));
    }
}

/// Finds the signs inside a row.
fn find_inline(text: &str, row: ByteSpan, form: &mut Form) {
    let line = &text[row.range()];
    let span = |start: usize, end: usize| ByteSpan::new(row.start() + start, row.start() + end);
    let mut opened: Vec<usize> = Vec::new(); // where "[" stands
    let mut at = 0;
    while let Some(found) = line[at..].find(['*', '_', '`', '[', ']', '\\']) {
        at += found;
        let rest = &line[at..];
        let before = line[..at].chars().next_back();
        match rest.as_bytes() {
            [b'\\', next, ..] if next.is_ascii_punctuation() => {
                form.mark(span(at, at + 1));
                at += 2;
            }
            [b'[', b'^', ..] => {
                let note = rest.bytes().take(8).position(|byte| byte == b']');
                let end = note.map_or(1, |end| end + 1);
                if note.is_some() {
                    form.mark(span(at, at + end));
                }
                at += end;
            }
            [b'[', ..] => {
                opened.push(at);
                at += 1;
            }
            [b']', ..] => {
                if let (Some(start), Some(end)) = (opened.pop(), address_end(line, at + 1)) {
                    let picture = usize::from(line[..start].ends_with('!'));
                    form.mark(span(start - picture, start + 1));
                    form.mark(span(at, end));
                    at = end;
                } else {
                    at += 1;
                }
            }
            [b'`', ..] => {
                form.mark(span(at, at + 1));
                at += 1;
            }
            _ => at = mark_emphasis(line, at, before, &span, form),
        }
    }
}

/// Marks the pair of signs that starts at `at`; returns where to read on. What is between is read, too.
fn mark_emphasis(
    line: &str,
    at: usize,
    before: Option<char>,
    span: &impl Fn(usize, usize) -> ByteSpan,
    form: &mut Form,
) -> usize {
    let sign = &line[at..=at];
    let length = line[at..].len() - line[at..].trim_start_matches(sign).len();
    let signs = &line[at..at + length];
    let opens = !before.is_some_and(char::is_alphanumeric);
    let end = emphasis_end(line, at + length, signs).filter(|_| opens && length <= 3);
    if let Some(end) = end {
        form.mark(span(at, at + length));
        form.mark(span(end, end + length));
    }
    at + length
}

/// Where the signs stand again that close what starts at `start`.
fn emphasis_end(line: &str, start: usize, signs: &str) -> Option<usize> {
    let limit = line.floor_char_boundary(start + LONGEST_EMPHASIS);
    let inside = line.get(start..limit)?;
    if inside.starts_with(char::is_whitespace) {
        return None;
    }
    let closes = |&(at, _): &(usize, &str)| {
        let after = inside[at + signs.len()..].chars().next();
        at > 0
            && !inside[..at].ends_with(char::is_whitespace)
            && !after.is_some_and(char::is_alphanumeric)
    };
    inside.match_indices(signs).find(closes).map(|(at, _)| start + at)
}

/// Where "(https://… "title")" or "[1]" ends that starts at `start`, right after the words of a link.
fn address_end(line: &str, start: usize) -> Option<usize> {
    let limit = line.floor_char_boundary(start + LONGEST_LINK);
    let rest = line.get(start..limit)?;
    if let Some(inside) = rest.strip_prefix('(') {
        let end = inside.find(')')?;
        let address = inside[..end].split(' ').next().unwrap_or("");
        return is_address(address).then_some(start + end + 2);
    }
    let inside = rest.strip_prefix('[')?;
    let end = inside.find(']').filter(|end| (1..=8).contains(end))?;
    inside[..end].bytes().all(|byte| byte.is_ascii_digit()).then_some(start + end + 2)
}

/// Whether a link may lead there: "https://…", "/about", "#top", "mailto:…", "page.html".
fn is_address(address: &str) -> bool {
    !address.is_empty()
        && !address.contains(char::is_whitespace)
        && (address.contains("://")
            || address.starts_with(['/', '#', '.'])
            || address.starts_with("mailto:")
            || address.rsplit_once('.').is_some_and(|(_, end)| (2..=5).contains(&end.len())))
}
