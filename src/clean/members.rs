//! Threads of a forum in plain text: what stands beside a post about the member who wrote it.

use super::{
    furniture::{normalise, says_one_of},
    line::Line,
    words::Words,
};
use crate::{document::BlockKind, text::Lower};

/// Longest name of a member, in words. It may look like anything: "riverman", "Edda K."
const NAME_WORDS: usize = 3;

/// Longest value of a counter, in words: "12 March 2012".
const VALUE_WORDS: usize = 4;

/// One alone may be anything: a member is told by a rank and a counter, or by two counters.
const FEWEST: usize = 2;

/// A post begins within so many lines after what stands beside it: "#12" and the day may come between.
const POST_LINES: usize = 4;

/// Marks ranks and counters that stand together, and the name over them. What comes below is a post, never
/// a title or standfirst.
pub(super) fn mark(lines: &mut [Line<'_>], english: &Words) {
    let mut index = 0;
    while index < lines.len() {
        let start = index;
        let (mut found, mut counters) = (0, 0);
        while let Some(said) = said_of_member(&lines[index..], english) {
            found += 1;
            counters += usize::from(said != Said::Rank);
            index += if said == Said::CounterBelow { 2 } else { 1 };
        }
        if found >= FEWEST && counters > 0 {
            // A blank line between: what stands above is no member's name, but may be the thread's title.
            let name = start
                .checked_sub(1)
                .filter(|&name| !lines[start].after_gap && lines[name].has_at_most(NAME_WORDS));
            for line in &mut lines[name.unwrap_or(start)..index] {
                if line.may_be_furniture() {
                    line.kind = Some(BlockKind::Furniture);
                }
            }
            let mut below = lines[index..].iter_mut().take(POST_LINES);
            if let Some(post) = below.find(|line| line.is_open() && line.is_prose()) {
                post.kind = Some(BlockKind::Paragraph);
            }
        }
        index = index.max(start + 1);
    }
}

/// What a line says of a member.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// "Senior member".
    Rank,
    /// "Posts: 1,204", "Joined Mar 2012".
    Counter,
    /// A counter whose value is the next line.
    CounterBelow,
}

fn said_of_member(lines: &[Line<'_>], english: &Words) -> Option<Said> {
    let line = lines.first()?;
    if !line.has_at_most(2 * VALUE_WORDS) || line.ends_sentence() {
        return None;
    }
    let said = normalise(line.text);
    if english.member_ranks.holds(&said) {
        return Some(Said::Rank);
    }
    if says_one_of(&said, &english.member_counters) {
        return lines
            .get(1)
            .filter(|next| is_value(next.text, english))
            .map(|_| Said::CounterBelow);
    }
    let is_counter = |label: &str| {
        let value = said.strip_prefix(label).filter(|rest| !rest.starts_with(char::is_alphabetic));
        value.is_some_and(|text| is_value(text, english))
            || said
                .strip_suffix(label)
                .and_then(|rest| rest.strip_suffix(' '))
                .is_some_and(|text| is_value(text, english))
    };
    english.member_counters.entries().any(is_counter).then_some(Said::Counter)
}

/// A number or a day.
fn is_value(text: &str, english: &Words) -> bool {
    let lower = text.lower();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_numeric = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    lower.contains(|c: char| c.is_ascii_digit())
        && text.split_whitespace().count() <= VALUE_WORDS
        && words.all(|word| is_numeric(word) || english.time_words.holds(word))
}
