//! Which lines are page furniture.

use std::collections::BTreeMap;

use super::{
    line::Line,
    words::{AGENCIES, BUTTONS, COUNTED, CREDIT_WORDS, PROMPTS, RELATED, TIME_WORDS},
};
use crate::document::BlockKind;

/// Longest line, in words, that a prompt or link to elsewhere has.
const PROMPT_WORDS: usize = 25;

/// Longest headline, in words.
const HEADLINE_WORDS: usize = 25;

/// Marks furniture among the lines that no hint speaks of.
pub(super) fn mark(lines: &mut [Line<'_>]) {
    mark_single_lines(lines);
    mark_repeats(lines);
    mark_related_headlines(lines);
    mark_trailing_fragments(lines);
}

/// Marks what can be told from the line alone.
fn mark_single_lines(lines: &mut [Line<'_>]) {
    for line in lines.iter_mut().filter(|line| may_be_furniture(line)) {
        if is_furniture_by_itself(line) {
            line.kind = Some(BlockKind::Furniture);
        }
    }
}

/// Whether rules may make it furniture: no hint, and not said to be anything but a list item.
fn may_be_furniture(line: &Line<'_>) -> bool {
    !line.hinted && matches!(line.kind, None | Some(BlockKind::ListItem))
}

fn is_furniture_by_itself(line: &Line<'_>) -> bool {
    if !line.has_at_most(PROMPT_WORDS) {
        return false;
    }
    let said = normalise(line.text);
    is_button(&said)
        || is_prompt(&said)
        || is_credit(line)
        || is_byline(line)
        || is_timestamp(line)
        || is_navigation(line)
        || is_count(&said)
        || is_handles(line)
}

/// Lower case, straight apostrophes, without bullets and punctuation at the ends.
fn normalise(text: &str) -> String {
    text.replace(['’', '‘'], "'")
        .to_lowercase()
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '(' | ')' | ':'))
        .trim_end_matches(')')
        .to_owned()
}

fn is_button(said: &str) -> bool {
    BUTTONS.binary_search(&said.trim_end_matches(':')).is_ok()
}

fn is_prompt(said: &str) -> bool {
    PROMPTS.iter().any(|prompt| said.starts_with(prompt))
}

/// Whether a line only says who took a picture: "AFP Archive", "Jane Doe / Photo: Reuters".
pub(super) fn is_credit(line: &Line<'_>) -> bool {
    let words = line.first_words(11);
    if words.len() > 10 || line.text.trim_end_matches(')').ends_with('.') {
        return false;
    }
    let lower = normalise(line.text);
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '-' && c != '\'')
        .filter(|w| !w.is_empty())
        .collect();
    let named = parts.iter().any(|part| AGENCIES.contains(part));
    named
        && words
            .iter()
            .all(|word| is_capitalised(word) || CREDIT_WORDS.contains(&normalise(word).as_str()))
}

/// Whether a word starts with a capital or holds no letters.
fn is_capitalised(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase)
}

/// "By Jane Doe", "By Jane Doe and John Roe in Paris".
fn is_byline(line: &Line<'_>) -> bool {
    let words = line.first_words(15);
    let Some((&first, names)) = words.split_first() else { return false };
    matches!(first, "By" | "BY" | "by")
        && (1..=13).contains(&names.len())
        && !line.ends_sentence()
        && names.iter().all(|word| {
            is_capitalised(word) && word.chars().any(char::is_alphabetic)
                || matches!(
                    *word,
                    "and" | "in" | "for" | "of" | "the" | "&" | "|" | "de" | "van" | "bin" | "al"
                )
        })
}

/// Whether it says when, and nothing else: "Updated 3 hours ago", "12 May 2024, 10:30 GMT".
fn is_timestamp(line: &Line<'_>) -> bool {
    let lower = line.text.to_lowercase();
    let mut numbers = 0;
    let mut others = 0;
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            numbers += 1;
        } else if TIME_WORDS.contains(&word) {
            others += 1;
        } else {
            return false;
        }
    }
    numbers > 0 && others > 0 && numbers + others <= 20
}

/// "Home | World | Sport", "News > Asia > Pakistan".
fn is_navigation(line: &Line<'_>) -> bool {
    const SEPARATORS: &[char] = &['|', '•', '·', '›', '»', '>'];
    if line.ends_sentence() {
        return false;
    }
    let parts: Vec<&str> = line.text.split(SEPARATORS).collect();
    parts.len() >= 3 && parts.iter().all(|part| part.split_whitespace().count() <= 3)
}

/// "12 comments", "Comments (12)", "1.2K shares".
fn is_count(said: &str) -> bool {
    let words: Vec<&str> = said
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ':'))
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    match words[..] {
        [first, second] => {
            is_number(first) && COUNTED.contains(&second)
                || COUNTED.contains(&first) && is_number(second)
        }
        _ => false,
    }
}

/// Handles or hashtags only.
fn is_handles(line: &Line<'_>) -> bool {
    let mut words = line.first_words(PROMPT_WORDS).into_iter().peekable();
    words.peek().is_some() && words.all(|word| word.len() > 1 && word.starts_with(['@', '#']))
}

/// Marks copies of a line, so that each text is read once.
///
/// A caption often stands twice under its picture and once more as a paragraph of the article. The
/// copy in running position stays: the one that is next to neither another copy nor a credit. Where
/// all are captions the first stays, as a caption.
fn mark_repeats(lines: &mut [Line<'_>]) {
    let mut copies: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if !line.has_at_most(4) && !line.is_furniture() {
            copies.entry(line.text).or_default().push(index);
        }
    }
    let repeated: Vec<Vec<usize>> = copies.into_values().filter(|at| at.len() > 1).collect();
    for at in repeated {
        let running = at.iter().rev().copied().find(|&index| !stands_as_caption(lines, index, &at));
        let kept = running.unwrap_or(at[0]);
        if running.is_none() && lines[kept].is_open() {
            lines[kept].kind = Some(BlockKind::Caption);
        }
        for index in at {
            if index != kept && may_be_furniture(&lines[index]) {
                lines[index].kind = Some(BlockKind::Furniture);
            }
        }
    }
}

/// Whether a line stands where captions do: before a credit, or with only credits between it and
/// another copy of itself.
fn stands_as_caption(lines: &[Line<'_>], index: usize, copies: &[usize]) -> bool {
    let before = (0..index).rev().find(|&other| !is_credit(&lines[other]));
    let after = (index + 1..lines.len()).find(|&other| !is_credit(&lines[other]));
    let is_copy =
        |other: Option<usize>| other.is_some_and(|other| copies.binary_search(&other).is_ok());
    lines.get(index + 1).is_some_and(is_credit) || is_copy(before) || is_copy(after)
}

/// Marks headlines of other articles: those after a line such as "Read more".
fn mark_related_headlines(lines: &mut [Line<'_>]) {
    let mut index = 0;
    while index < lines.len() {
        if lines[index].is_furniture() && introduces_headlines(&lines[index]) {
            index = mark_headlines_from(lines, index + 1);
        } else {
            index += 1;
        }
    }
}

fn introduces_headlines(line: &Line<'_>) -> bool {
    let said = normalise(line.text);
    RELATED.binary_search(&said.trim_end_matches(':')).is_ok()
}

/// Marks the headlines that start at a line; returns where they end.
fn mark_headlines_from(lines: &mut [Line<'_>], start: usize) -> usize {
    let mut index = start;
    let mut first = true;
    while index < lines.len() {
        let line = &lines[index];
        if line.is_furniture() {
            if !introduces_headlines(line) && !first {
                break;
            }
            index += 1;
            continue;
        }
        let listed = !line.after_gap || line.kind == Some(BlockKind::ListItem);
        if !may_be_furniture(line) || !is_headline(line) || !(first || listed) {
            break;
        }
        lines[index].kind = Some(BlockKind::Furniture);
        first = false;
        index += 1;
    }
    index
}

/// Whether a line could be a headline of another article: some words, no full stop.
fn is_headline(line: &Line<'_>) -> bool {
    line.has_at_most(HEADLINE_WORDS) && !line.has_at_most(3) && !line.ends_sentence()
}

/// Marks short fragments after the article's last sentence: the title of a show, a section's name.
fn mark_trailing_fragments(lines: &mut [Line<'_>]) {
    if lines.iter().filter(|line| !line.is_furniture() && line.is_prose()).count() < 2 {
        return;
    }
    for line in lines.iter_mut().rev() {
        if line.is_furniture() {
            continue;
        }
        if line.hinted || !line.is_open() || line.ends_sentence() || !line.has_at_most(6) {
            return;
        }
        line.kind = Some(BlockKind::Furniture);
    }
}
