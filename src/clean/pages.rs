//! Pages of a PDF: what stands at their head and foot is furniture, also where it cuts a sentence.

use std::collections::BTreeMap;

use super::{
    form::{Form, Row},
    line,
};
use crate::text::ByteSpan;

/// Shortest line of running text that is wrapped, in bytes.
const WIDE: usize = 40;

/// Longest head of a page, in words.
const HEAD_WORDS: usize = 12;

/// How many lines of running text a page has at least.
const LINES_ON_PAGE: usize = 2;

/// Finds heads, feet and numbers of pages in wrapped text, and blanks what cuts a sentence.
pub(super) fn find(text: &str, rows: &[Row<'_>], form: &mut Form) {
    let wrapped = rows.windows(2).filter(|pair| !pair[1].after_gap && runs_on(&pair[0], &pair[1]));
    if wrapped.count() < 2 {
        return;
    }
    let heads = heads(rows);
    let mut at = 0;
    while at < rows.len() {
        let end = (at..rows.len()).find(|row| !heads[*row]).unwrap_or(rows.len());
        let around = at.checked_sub(1).and_then(|before| rows.get(before)).zip(rows.get(end));
        let cuts = around.is_some_and(|(before, after)| {
            (end > at || after.after_gap) && goes_over(before, after, end > at)
        });
        match around {
            Some((before, after)) if cuts => {
                let line_end = text[before.span.end()..].find('\n').unwrap_or(0);
                let from = (before.span.end() + line_end + 1).min(after.span.start());
                form.mark(ByteSpan::new(from, after.span.start()));
            }
            _ => rows[at..end].iter().for_each(|row| form.furniture(row)),
        }
        at = end + 1;
    }
}

/// Whether a line of running text has no end and the next begins within its sentence.
fn runs_on(row: &Row<'_>, next: &Row<'_>) -> bool {
    line::runs_on(row.text, next.text, WIDE)
}

fn is_open(row: &Row<'_>) -> bool {
    line::breaks_off(row.text, WIDE)
}

/// Whether a sentence goes on after the end of a page.
fn goes_over(before: &Row<'_>, after: &Row<'_>, over_head: bool) -> bool {
    runs_on(before, after) || over_head && is_open(before) && after.text.len() >= WIDE
}

/// Which rows are heads, feet or numbers of pages.
fn heads(rows: &[Row<'_>]) -> Vec<bool> {
    let lines = WideLines::new(rows);
    let mut heads = numbers(rows, &lines);
    let mut copies: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, row) in rows.iter().enumerate() {
        if !heads[index] && row.words(HEAD_WORDS + 1) <= HEAD_WORDS && !row.ends_sentence() {
            copies.entry(without_numbers(row.text)).or_default().push(index);
        }
    }
    let numbered = heads.clone();
    for (key, at) in copies {
        let apart = at.windows(2).all(|pair| lines.between(pair[0], pair[1]));
        let beside_number = |row: &usize| {
            let before = row.checked_sub(1).is_some_and(|before| numbered[before]);
            before || numbered.get(row + 1) == Some(&true)
        };
        let counts = key.contains('#')
            && at.windows(2).all(|pair| rows[pair[0]].text != rows[pair[1]].text)
            && at.iter().any(|&row| row > 0 && is_open(&rows[row - 1]));
        if at.len() > 1 && apart && (counts || at.iter().any(beside_number)) {
            for row in at {
                heads[row] = true;
            }
        }
    }
    beside_heads(rows, &heads)
}

/// The same, with the numbers that stand beside a head.
fn beside_heads(rows: &[Row<'_>], heads: &[bool]) -> Vec<bool> {
    let is_head = |row: Option<usize>| row.and_then(|row| heads.get(row)) == Some(&true);
    let is_number = |row: usize| page_number(rows[row].text).is_some();
    let beside = |row: usize| is_head(row.checked_sub(1)) || is_head(Some(row + 1));
    (0..rows.len()).map(|row| heads[row] || is_number(row) && beside(row)).collect()
}

/// Which rows are numbers of pages: those that say "page", or two numbers or more, each larger than
/// the last, with running text between.
fn numbers(rows: &[Row<'_>], lines: &WideLines) -> Vec<bool> {
    let mut numbers = vec![false; rows.len()];
    let mut last: Option<(usize, u32)> = None;
    for (index, row) in rows.iter().enumerate() {
        let Some(number) = page_number(row.text) else { continue };
        let follows = last.filter(|&(before, smaller)| {
            smaller < number && number - smaller <= 2 && lines.between(before, index)
        });
        if let Some((before, _)) = follows {
            numbers[before] = true;
        }
        numbers[index] = follows.is_some() || row.text.contains(['p', 'P']);
        last = Some((index, number));
    }
    numbers
}

/// The number of a row that is nothing else: "12", "- 12 -", "Page 12 of 40".
fn page_number(row: &str) -> Option<u32> {
    const LONGEST: usize = 24;
    if row.len() > LONGEST {
        return None;
    }
    let mut words = row.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut number = None;
    let only = words.all(|word| match word.parse() {
        Ok(found) if word.len() <= 3 => {
            number.get_or_insert(found);
            true
        }
        _ => ["page", "p", "of"].iter().any(|known| known.eq_ignore_ascii_case(word)),
    });
    number.filter(|_| only)
}

/// A row with "#" for each of its numbers.
fn without_numbers(row: &str) -> String {
    let mut key = String::with_capacity(row.len());
    for c in row.chars() {
        if !c.is_ascii_digit() {
            key.push(c);
        } else if !key.ends_with('#') {
            key.push('#');
        }
    }
    key
}

/// How many lines of running text stand before each row.
struct WideLines(Vec<usize>);

impl WideLines {
    fn new(rows: &[Row<'_>]) -> Self {
        let mut count = 0;
        let before = rows.iter().map(|row| {
            let wide = usize::from(row.text.len() >= WIDE);
            count += wide;
            count - wide
        });
        Self(before.collect())
    }

    /// Whether there is as much running text between a row and a later one as a page has.
    fn between(&self, first: usize, second: usize) -> bool {
        self.0[second] - self.0[first + 1] >= LINES_ON_PAGE
    }
}
