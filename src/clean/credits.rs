//! Credits: who took a picture.

use super::{line::Line, words::Words};
use crate::text::Lower;
use crate::{document::BlockKind, text::ByteSpan};

/// Longest credit, in words.
const CREDIT_WORD_LIMIT: usize = 10;

/// Longest credit, in bytes: where the end of a line is searched for one.
const CREDIT_BYTES: usize = 160;

/// What may part a caption from its credit.
const SEPARATORS: &[char] = &['/', '|', '–', '—', '•'];

/// Longest caption, in words.
const CAPTION_WORDS: usize = 60;

/// Cuts the credit off lines that end with one and marks lines that are one. What is left of a short
/// line is a caption.
pub(super) fn split<'t>(lines: Vec<Line<'t>>, english: &Words) -> Vec<Line<'t>> {
    let mut split = Vec::with_capacity(lines.len());
    for mut line in lines {
        // What markup calls a caption often has the credit in it.
        if line.hinted && line.kind != Some(BlockKind::Caption) {
            split.push(line);
            continue;
        }
        line.credit = is_credit(line.text, english);
        if line.hinted && line.credit {
            line.kind = Some(BlockKind::Furniture);
        }
        let Some(cut) = credit_start(line.text, english).filter(|_| !line.credit) else {
            split.push(line);
            continue;
        };
        let (caption, credit) = (line.text[..cut].trim_end(), &line.text[cut..]);
        let start = line.span.start();
        let end = line.span.end();
        split.push(Line {
            span: ByteSpan::new(start, start + caption.len()),
            text: caption,
            kind: (line.hinted || line.has_at_most(CAPTION_WORDS)).then_some(BlockKind::Caption),
            ..line
        });
        split.push(Line {
            span: ByteSpan::new(start + cut, end),
            text: credit,
            after_gap: false,
            kind: Some(BlockKind::Furniture),
            hinted: false,
            credit: true,
        });
    }
    split
}

/// Where the credit at the end of a caption starts; `None` when there is none, or nothing else.
fn credit_start(text: &str, english: &Words) -> Option<usize> {
    bracketed_credit(text, english)
        .or_else(|| labelled_credit(text, english))
        .filter(|&start| start > 0)
}

/// "… (Jane Doe/Some Images)", "… [Photo: Jane Doe]".
fn bracketed_credit(text: &str, english: &Words) -> Option<usize> {
    let body = text.strip_suffix([')', ']'])?;
    let from = body.ceil_char_boundary(body.len().saturating_sub(CREDIT_BYTES));
    let open = from + body[from..].rfind(['(', '['])?;
    (!text[..open].trim().is_empty() && is_credit(&text[open..], english)).then_some(open)
}

/// "… Photo: Jane Doe", after the end of a sentence or a separator: "… / Photo: Jane Doe".
fn labelled_credit(text: &str, english: &Words) -> Option<usize> {
    let from = text.ceil_char_boundary(text.len().saturating_sub(CREDIT_BYTES));
    let colon = from + text[from..].rfind(": ")?;
    let label = from + text[from..colon].rfind(char::is_whitespace)? + 1;
    let label = text.ceil_char_boundary(label);
    let before = text[..label].trim_end();
    let caption = before.trim_end_matches(SEPARATORS).trim_end();
    let parted = caption.len() < before.len() || before.ends_with(['.', '!', '?', '”', '"']);
    let credit = &text[label..];
    (parted && has_label(credit, english) && is_credit(credit, english)).then(|| {
        let separator = &text[caption.len()..];
        text.len() - separator.trim_start().len()
    })
}

/// Whether a text only says who took a picture: "AFP Archive", "Jane Doe/Reuters", "[Photo: Jane Doe]".
pub(super) fn is_credit(text: &str, english: &Words) -> bool {
    let said = text
        .trim_matches(['(', ')', '[', ']', '.', ' '])
        .trim_start_matches(SEPARATORS)
        .trim_start();
    let words: Vec<&str> = said.split_whitespace().take(CREDIT_WORD_LIMIT + 1).collect();
    if words.is_empty()
        || words.len() > CREDIT_WORD_LIMIT
        || text.ends_with('.') && !has_label(said, english)
    {
        return false;
    }
    if !words.iter().all(|word| may_stand_in_credit(word, english)) {
        return false;
    }
    let bracketed = text.starts_with(['(', '[']);
    let parts: Vec<String> = parts_of(said);
    let named = parts.iter().any(|part| english.agencies.holds(part));
    let of_agency = |part: &String| english.agency_words.holds(part);
    let slashed = said.contains('/') && !said.starts_with("http");
    has_label(said, english)
        && (parts.len() > 1 && (bracketed || said.contains(':') || named || slashed))
        || named
            && (slashed || ends_with_agency(said, english) || only_credit_words(&parts, english))
        || slashed && words.len() > 1 && (bracketed || parts.iter().any(of_agency))
        || bracketed && parts.len() > 1 && parts.last().is_some_and(of_agency)
}

/// Whether it begins as credits do: "Photo: …", "Courtesy of …", "Image by …".
fn has_label(said: &str, english: &Words) -> bool {
    let mut words =
        said.split(|c: char| c.is_whitespace() || c == ':').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or("").lower();
    let second = words.next().unwrap_or("");
    english.credit_labels.holds(&first)
        && (said[first.len().min(said.len())..].trim_start().starts_with(':')
            || matches!(second, "by" | "of" | "courtesy" | "via" | "from" | "Credit:" | "credit")
            || english.agencies.holds(&second.lower()))
}

/// The words in lower case, without punctuation.
fn parts_of(said: &str) -> Vec<String> {
    said.lower()
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether nothing but agencies and words of credits is said: "AFP Archive", "Getty Images".
fn only_credit_words(parts: &[String], english: &Words) -> bool {
    parts.iter().all(|part| english.agencies.holds(part) || english.credit_words.holds(part))
}

/// "Jane Doe, Reuters", "Jane Doe for AFP", "Jane Doe | AP".
fn ends_with_agency(said: &str, english: &Words) -> bool {
    let mut words = said.split_whitespace().rev();
    let last = words.next().unwrap_or("").lower();
    let before = words.next().unwrap_or("");
    english.agencies.holds(&last)
        && (before.ends_with([',', '|', '–', '—']) || matches!(before, "via" | "for" | "by" | "-"))
}

/// Whether a word of a credit may look so: capitalised, a particle of a name, or one of credits.
fn may_stand_in_credit(word: &str, english: &Words) -> bool {
    let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = letters.lower();
    letters.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase)
        || english.credit_words.holds(&lower)
        || matches!(
            letters,
            "al" | "bin" | "da" | "de" | "del" | "di" | "el" | "la" | "van" | "von"
        )
        || letters.contains(['-', '\'', '’']) && letters.chars().any(char::is_uppercase)
}
