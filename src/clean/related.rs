//! Lists of other articles' headlines, and of the topics that an article is filed under.

use super::{
    furniture::{normalise, says_one_of},
    line::Line,
    words::Words,
};
use crate::document::BlockKind;

/// Longest line, in bytes, that introduces headlines.
const LONGEST_INTRODUCTION: usize = 64;

/// Longest headline, in words.
const HEADLINE_WORDS: usize = 25;

/// Shortest headline that stands alone after a blank line, in words.
const SHORTEST_HEADLINE: usize = 4;

/// Longest topic, in words.
const TOPIC_WORDS: usize = 4;

/// Longest heading, in words, that a list of headlines leaves to the text that follows it.
const HEADING_WORDS: usize = 6;

/// Marks headlines of other articles, those after a line such as "Read more", and topics.
pub(super) fn mark(lines: &mut [Line<'_>], english: &Words) {
    let last_prose = lines.iter().rposition(Line::is_prose).unwrap_or(0);
    let mut index = 0;
    while index < lines.len() {
        let line = &lines[index];
        if line.is_furniture() && introduces(line, english) {
            index = mark_headlines_from(lines, index + 1, last_prose, english);
        } else if line.is_furniture() && says_one_of(&normalise(line.text), &english.topics) {
            index = mark_topics_from(lines, index + 1);
        } else {
            index += 1;
        }
    }
}

/// Whether headlines of other articles may follow a line.
pub(super) fn introduces(line: &Line<'_>, english: &Words) -> bool {
    line.text.len() <= LONGEST_INTRODUCTION && says_one_of(&normalise(line.text), &english.related)
}

/// Marks the headlines that start at a line; returns where they end.
fn mark_headlines_from(
    lines: &mut [Line<'_>],
    start: usize,
    last_prose: usize,
    english: &Words,
) -> usize {
    let mut index = start;
    let mut marked = Vec::new();
    let mut passed = false; // something else of the page: an item of the same menu
    while index < lines.len() {
        let line = &lines[index];
        if line.is_furniture() {
            if !introduces(line, english) && !marked.is_empty() {
                break;
            }
            passed |= !introduces(line, english) && !is_rank(line);
            index += 1;
            continue;
        }
        let first = marked.is_empty() && !passed;
        let after_article = index > last_prose && !line.is_prose();
        let listed = !line.after_gap || line.kind == Some(BlockKind::ListItem) || after_article;
        let fits = if line.after_gap {
            !line.has_at_most(SHORTEST_HEADLINE - 1) || after_article
        } else {
            true
        };
        let is_one = is_rank(line) || is_headline(line, !line.after_gap || after_article) && fits;
        if !line.may_be_furniture() || !is_one || !(first || listed) {
            break;
        }
        marked.push(index);
        index += 1;
    }
    leave_heading(lines, &mut marked);
    for &line in &marked {
        lines[line].kind = Some(BlockKind::Furniture);
    }
    index
}

/// The last of several lines, when short and with running text right below, may be its heading.
fn leave_heading(lines: &[Line<'_>], marked: &mut Vec<usize>) {
    let Some(&last) = marked.last() else { return };
    let runs_on = lines.get(last + 1).is_some_and(|next| !next.after_gap && next.is_prose());
    if marked.len() > 1 && runs_on && lines[last].has_at_most(HEADING_WORDS) {
        marked.pop();
    }
}

/// Marks the topics that start at a line; returns where they end.
fn mark_topics_from(lines: &mut [Line<'_>], start: usize) -> usize {
    let mut index = start;
    while let Some(line) = lines.get(index) {
        if line.after_gap
            || !line.may_be_furniture()
            || line.ends_sentence()
            || !line.has_at_most(TOPIC_WORDS)
        {
            break;
        }
        lines[index].kind = Some(BlockKind::Furniture);
        index += 1;
    }
    index
}

/// A number alone: the place in a list of what is read most.
fn is_rank(line: &Line<'_>) -> bool {
    line.text.len() <= 3
        && line.text.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a line could be a headline of another article: no full stop; a question or exclamation
/// only within a list.
fn is_headline(line: &Line<'_>, in_list: bool) -> bool {
    let ends_mildly = !line.ends_sentence() || in_list && line.text.ends_with(['?', '!']);
    line.has_at_most(HEADLINE_WORDS) && ends_mildly
}
