//! Which hyphens are inside a token.

use super::{tokens::is_word_char, words::Words};
use crate::text::Lower;

/// Most parts that a hyphenated name is looked at for.
const MOST_PARTS: usize = 6;

/// Longest part of a hyphenated name, in bytes.
const LONGEST_PART: usize = 32;

/// Whether the hyphen at `hyphen` belongs to the word that starts `rest`, given the token before it.
pub(super) fn joins(rest: &str, hyphen: usize, previous: &str, english: &Words) -> bool {
    let left = &rest[..hyphen];
    if left.len() > LONGEST_PART * MOST_PARTS {
        return false;
    }
    let mut after = rest[hyphen..].chars();
    let _ = after.next(); // the hyphen, which may be wider than a byte
    let right = part(after.as_str());
    if right.is_empty() {
        return false;
    }
    if starts_with_digit(left) {
        return is_phone(rest, hyphen);
    }
    english.prefixes.holds(&left.lower())
        && right.starts_with(char::is_alphabetic)
        && left.is_ascii()
        || is_name(rest, previous, english)
}

/// The letters and digits at the start, with apostrophes between letters, without a clitic.
fn part(text: &str) -> &str {
    let window = &text[..text.floor_char_boundary(LONGEST_PART)];
    let end =
        window.find(|c: char| !is_word_char(c) && !matches!(c, '\'' | '’')).unwrap_or(window.len());
    let part = window[..end].trim_end_matches(['\'', '’']);
    part.strip_suffix("'s").or_else(|| part.strip_suffix("’s")).unwrap_or(part)
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// "555-0123", "1-800-555-0123", "2024-05-12"; not a range such as "5-10" or "1990-1995".
fn is_phone(rest: &str, hyphen: usize) -> bool {
    let end = rest.bytes().take(24).take_while(|b| b.is_ascii_digit() || *b == b'-').count();
    let groups: Vec<&str> = rest[..end].split('-').collect();
    let digits =
        groups.iter().all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()));
    hyphen < end
        && digits
        && (groups.len() >= 3 || groups.len() == 2 && groups[0].len() == 3 && groups[1].len() == 4)
}

/// Whether the compound that starts `rest` is one name.
fn is_name(rest: &str, previous: &str, english: &Words) -> bool {
    let mut parts = Vec::with_capacity(MOST_PARTS);
    let mut at = rest;
    loop {
        let next = part(at);
        if next.is_empty() || parts.len() == MOST_PARTS {
            return false;
        }
        parts.push(next);
        match at[next.len()..].strip_prefix(['-', '‑']) {
            Some(follows) => at = follows,
            None => break,
        }
    }
    match parts[..] {
        [article, name] if english.articles.holds(&article.lower()) => is_name_part(name, english),
        [first, second] if is_syllable(first) && is_syllable_tail(second, english) => {
            is_capitalised(previous)
        }
        [first, ref inner @ .., last] => {
            // A particle binds what it stands between: the Taliban in "Tehreek-e-Taliban".
            let bound = inner.iter().any(|part| english.particles.holds(part));
            let is_name_part =
                |part| is_name_part(part, english) && (bound || !is_place(part, english));
            is_name_part(first)
                && (is_name_part(last) || parts.len() == 2 && english.particles.holds(last))
                && inner
                    .iter()
                    .all(|part| english.particles.holds(&part.lower()) || is_name_part(part))
        }
        _ => false,
    }
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_place(part: &str, english: &Words) -> bool {
    english.places.holds(&part.lower())
}

/// A capitalised word that is neither an acronym nor a common word.
fn is_name_part(part: &str, english: &Words) -> bool {
    let lower = part.lower();
    let letters = part.chars().count();
    is_capitalised(part)
        && letters > 1
        && part.chars().all(|c| is_word_char(c) && !c.is_numeric() || matches!(c, '\'' | '’'))
        && !(letters <= 5 && part.chars().all(|c| !c.is_lowercase()))
        && !english.common_parts.holds(&lower)
        && !english.prefixes.holds(&lower)
}

/// One syllable as in the romanised names of East Asia, capitalised: "Jong", "Wai".
fn is_syllable(part: &str) -> bool {
    is_capitalised(part) && is_one_syllable(&part.lower())
}

/// The same in lower case, and not an English word: "un", "ching".
fn is_syllable_tail(part: &str, english: &Words) -> bool {
    is_one_syllable(part) && !english.syllable_like.holds(part)
}

fn is_one_syllable(part: &str) -> bool {
    const ONSETS: &[&str] = &[
        "", "b", "bh", "c", "ch", "d", "f", "g", "gw", "h", "hs", "hw", "hy", "j", "jh", "k", "kh",
        "kw", "ky", "l", "m", "my", "n", "ng", "p", "ph", "q", "r", "s", "sh", "ss", "sz", "t",
        "th", "ts", "tz", "w", "x", "y", "z", "zh",
    ];
    const CODAS: &[&str] = &["", "h", "k", "l", "m", "n", "ng", "p", "r", "t"];
    let is_vowel = |c: char| "aeiouy".contains(c);
    let onset = part.find(|c| "aeiou".contains(c)).unwrap_or(part.len());
    let (onset, rhyme) = part.split_at(onset);
    let coda = rhyme.find(|c| !is_vowel(c)).unwrap_or(rhyme.len());
    let (nucleus, coda) = rhyme.split_at(coda);
    (1..=3).contains(&nucleus.len()) && ONSETS.contains(&onset) && CODAS.contains(&coda)
}
