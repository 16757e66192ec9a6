//! Mail: header lines, what was written above a forwarded article, quote marks, signatures.

use super::{
    form::{Form, Row},
    words::Words,
};
use crate::{document::BlockKind, order::sort_by_key, text::Lower};

/// Longest note above a forwarded article, in words.
const NOTE_WORDS: usize = 30;

/// Longest signature, in rows.
const SIGNATURE_ROWS: usize = 12;

/// Longest row of a signature, in words.
const SIGNATURE_WORDS: usize = 10;

/// Blanks the marks before quoted lines, where there are several.
pub(super) fn find_quotes(rows: &[Row<'_>], form: &mut Form) {
    let quoted = || rows.iter().filter(|row| row.text.starts_with('>'));
    if quoted().nth(1).is_some() {
        for row in quoted() {
            let end = row.text.len() - row.text.trim_start_matches(['>', ' ', '\t']).len();
            form.mark(row.part(0, end));
        }
    }
}

/// Tells the parts of a mail, if it is one. The last subject is the title: of a forwarded article,
/// its own.
pub(super) fn find(rows: &[Row<'_>], form: &mut Form, english: &Words) {
    let headers = headers(rows, english);
    let attributions = attributions(rows);
    if headers.is_empty() && attributions.is_empty() {
        return;
    }
    let subject =
        headers.iter().rposition(|&row| label(rows[row].text, english) == Some("subject"));
    for (at, &row) in headers.iter().enumerate() {
        if subject == Some(at) {
            let start = subject_start(rows[row].text, english);
            form.know(rows[row].part(0, start), BlockKind::Furniture);
            form.know(rows[row].part(start, rows[row].text.len()), BlockKind::Title);
        } else {
            form.furniture(&rows[row]);
        }
    }
    let mut parts: Vec<usize> = headers;
    parts.extend(attributions.iter().flat_map(|&(start, end)| start..end));
    for &(start, end) in &attributions {
        rows[start..end].iter().for_each(|row| form.furniture(row));
    }
    for (index, row) in rows.iter().enumerate() {
        if english.mail_banners.holds(row.text.lower().trim_matches(['-', ' ', ':', '_', '='])) {
            form.furniture(row);
            parts.push(index);
        }
    }
    sort_by_key(&mut parts, |&row| row);
    find_notes(rows, &parts, form);
    find_courtesies(rows, &parts, form, english);
}

/// The rows of headers: two or more of different labels one after the other, a sender or a subject
/// among them.
fn headers(rows: &[Row<'_>], english: &Words) -> Vec<usize> {
    let mut headers = Vec::new();
    let mut start = 0;
    while start < rows.len() {
        let mut end = start;
        while end < rows.len()
            && (end == start || !rows[end].after_gap)
            && label(rows[end].text, english).is_some()
        {
            end += 1;
        }
        let labels = || rows[start..end].iter().filter_map(|row| label(row.text, english));
        let tells = labels().any(|label| matches!(label, "from" | "subject"));
        let differ = labels().any(|label| labels().next() != Some(label));
        if tells && differ {
            headers.extend(start..end);
        }
        start = end.max(start + 1);
    }
    headers
}

/// The label of a header row.
fn label<'a>(row: &str, english: &'a Words) -> Option<&'a str> {
    let (label, _) = row.split_once(':')?;
    let label = label.get(..label.len().min(24))?.lower();
    english.mail_headers.entries().find(|known| *known == label)
}

/// Where the words of a subject start: after the label, "Fwd:" and "\[list\]".
fn subject_start(row: &str, english: &Words) -> usize {
    let mut rest = row.split_once(':').map_or(row, |(_, rest)| rest).trim_start();
    loop {
        let marked =
            rest.split_once(':').filter(|(mark, _)| english.subject_marks.holds(&mark.lower()));
        let listed = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
        match marked.or(listed) {
            Some((_, follows)) if !follows.trim().is_empty() => rest = follows.trim_start(),
            _ => return row.len() - rest.len(),
        }
    }
}

/// Longest row of an attribution, in bytes.
const ATTRIBUTION: usize = 160;

/// "On 3 May, Jane Doe wrote:", perhaps over two rows: with an address, a time of day, or quoted words below. "On 3 May
/// 1945 the minister wrote:" is a sentence.
fn attributions(rows: &[Row<'_>]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for end in 1..=rows.len() {
        if !rows[end - 1].text.ends_with("wrote:") {
            continue;
        }
        let begins = |row: usize| {
            let parts = &rows[row..end];
            let has = |is: fn(&str) -> bool| parts.iter().any(|part| is(part.text));
            let is_whole = parts[1..].iter().all(|part| !part.after_gap);
            let is_short = parts.iter().all(|part| part.text.len() <= ATTRIBUTION);
            let is_quoted = rows.get(end).is_some_and(|next| next.text.starts_with('>'));
            rows[row].text.starts_with("On ")
                && is_whole
                && is_short
                && has(|text| text.contains(|c: char| c.is_ascii_digit()))
                && (is_quoted || has(|text| text.contains('@')) || has(has_time))
        };
        let start = (end.saturating_sub(2)..end).rev().find(|&row| begins(row));
        found.extend(start.map(|start| (start, end)));
    }
    found
}

/// Whether a time of day stands in a text: "11:20".
fn has_time(text: &str) -> bool {
    text.as_bytes()
        .windows(3)
        .any(|part| part[0].is_ascii_digit() && part[1] == b':' && part[2].is_ascii_digit())
}

/// Marks what somebody wrote above what was forwarded: a few words between the parts of a mail.
fn find_notes(rows: &[Row<'_>], parts: &[usize], form: &mut Form) {
    let after = parts.last().map_or(0, |last| last + 1);
    if words_of(&rows[after..]) <= NOTE_WORDS {
        return; // what was written above is all there is
    }
    let mut start = 0;
    for &part in parts {
        let note = &rows[start..part.max(start)];
        if words_of(note) <= NOTE_WORDS {
            for row in note {
                form.furniture(row);
            }
        }
        start = part + 1;
    }
}

/// How many words some rows have, each counted up to the longest note.
fn words_of(rows: &[Row<'_>]) -> usize {
    rows.iter().map(|row| row.words(NOTE_WORDS + 1)).sum()
}

/// Marks greetings, and signatures: what follows "--", a line of underscores, "Best regards".
fn find_courtesies(rows: &[Row<'_>], parts: &[usize], form: &mut Form, english: &Words) {
    let mut index = parts.first().map_or(0, |first| first + 1);
    while index < rows.len() {
        let said = rows[index].text.lower();
        let polite = said.trim_end_matches([',', '.', '!']);
        let first = said.split([' ', ',', '!']).next().unwrap_or("");
        let greets = polite.len() < said.len() && rows[index].words(6) <= 5;
        if greets && english.greetings.holds(first) {
            form.furniture(&rows[index]);
        }
        let is_rule = said.len() >= 2 && said.bytes().all(|byte| byte == b'_')
            || matches!(&*said, "--" | "—");
        if is_rule || english.sign_offs.holds(polite) {
            let limit = (index + 1 + SIGNATURE_ROWS).min(rows.len());
            let goes_on = |row: &usize| {
                parts.binary_search(row).is_err()
                    && rows[*row].words(SIGNATURE_WORDS + 1) <= SIGNATURE_WORDS
                    && !rows[*row].is_prose()
            };
            let end = (index + 1..limit).find(|row| !goes_on(row)).unwrap_or(limit);
            rows[index..end].iter().for_each(|row| form.furniture(row));
            index = end;
        } else {
            index += 1;
        }
    }
}
