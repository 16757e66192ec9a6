//! Threads of posts: handles, times and counts around what is said.

use super::{
    furniture::{is_timestamp, normalise},
    line::Line,
    words::Words,
};
use crate::{document::BlockKind, text::is_blank};

/// Longest name beside a handle, in words.
const NAME_WORDS: usize = 6;

/// Marks what stands around posts, if there are any. What comes right after a line with a handle is a
/// post, never a title.
pub(super) fn mark(lines: &mut [Line<'_>], english: &Words) {
    let handles: Vec<bool> =
        lines.iter().map(|line| !line.hinted && is_author(line, english)).collect();
    if !handles.contains(&true) {
        return;
    }
    let mut after_author = false;
    for index in 0..lines.len() {
        let before_handle = handles.get(index + 1) == Some(&true)
            && lines[index + 1].text.starts_with('@')
            && !lines[index + 1].after_gap;
        let line = &mut lines[index];
        if !line.is_open() {
            after_author &= line.is_furniture();
            continue;
        }
        let around = handles[index]
            || before_handle && is_name(line.text)
            || is_count(line.text, english)
            || is_timestamp(line, english)
            || english.post_buttons.holds(&normalise(line.text));
        if around {
            line.kind = Some(BlockKind::Furniture);
        } else if after_author {
            line.kind = Some(BlockKind::Paragraph);
        }
        after_author = around && (after_author || handles[index]);
    }
}

/// "Jane Doe @janedoe · 3h", "@janedoe: (2 h ago)": a handle, a name, a time, nothing else.
fn is_author(line: &Line<'_>, english: &Words) -> bool {
    const MOST_WORDS: usize = NAME_WORDS + 8;
    if !line.has_at_most(MOST_WORDS) || line.ends_sentence() {
        return false;
    }
    let words = line.first_words(MOST_WORDS);
    let Some(handle) = words.iter().position(|word| is_handle(word)) else { return false };
    let time = Line { text: after_word(line.text, words[handle]), ..line.clone() };
    handle <= NAME_WORDS
        && is_name(&words[..handle].join(" "))
        && (!time.text.contains(char::is_alphanumeric) || is_timestamp(&time, english))
}

/// What follows a word in a line.
fn after_word<'t>(line: &'t str, word: &str) -> &'t str {
    line.find(word).map_or("", |at| &line[at + word.len()..])
}

fn is_handle(word: &str) -> bool {
    let handle = word.trim_matches(['(', ')', ':', ',', '·']);
    handle.len() > 2
        && handle.starts_with('@')
        && handle[1..]
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.'))
}

/// A few words with capitals, or none.
fn is_name(text: &str) -> bool {
    let words = || text.split(is_blank).filter(|word| !word.is_empty());
    words().count() <= NAME_WORDS
        && words().all(|word| !word.starts_with(char::is_lowercase))
        && !super::line::ends_sentence(text)
}

/// "12 replies 40 reposts", "1.2K", "·".
fn is_count(text: &str, english: &Words) -> bool {
    let mut words =
        text.split(is_blank).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.all(|word| {
        word.is_empty()
            || word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 6
            || english.counted.holds(&normalise(word))
    })
}
