//! The end of the article: after headings such as "Most read" all is about other articles.

use super::{
    furniture::{normalise, says_one_of},
    line::Line,
    words::Words,
};
use crate::document::BlockKind;

/// Paragraphs that an article has before its end, at least.
const PARAGRAPHS: usize = 2;

/// Longest label of a menu, in words.
const LABEL_WORDS: usize = 3;

/// As many headings of readers' comments are looked at.
const MOST_TALKS: usize = 4;

/// Longest sentence below the headline of another article, in words.
const TEASER_WORDS: usize = 30;

/// Marks all from the first such heading on, if nothing below it reads as the article going on: below
/// each headline stands one short sentence at most.
pub(super) fn mark(lines: &mut [Line<'_>], english: &Words) {
    let mut paragraphs = 0;
    let mut goes_on = 0; // up to where the article does, whatever stands above
    let mut talks = 0;
    for index in 0..lines.len() {
        let line = &lines[index];
        paragraphs += usize::from(!line.is_furniture() && line.is_prose());
        let ends = paragraphs >= PARAGRAPHS && !line.hinted && may_be_heading(line);
        let said = || normalise(line.text);
        let mut is_end = ends && index >= goes_on && says_one_of(&said(), &english.endings);
        if is_end {
            let found = article_after(&lines[index + 1..]);
            goes_on = found.map_or(0, |at| index + 1 + at);
            is_end = found.is_none();
        }
        let is_talk = ends && talks < MOST_TALKS && begins_comments(&said(), english);
        talks += usize::from(is_talk);
        let is_talk = is_talk && is_comments(&lines[index + 1..], paragraphs);
        if is_end || is_talk {
            for line in lines[index..].iter_mut().filter(|line| !line.hinted) {
                line.kind = Some(BlockKind::Furniture);
            }
            return;
        }
    }
}

fn may_be_heading(line: &Line<'_>) -> bool {
    line.has_at_most(6) && (line.is_furniture() || line.may_be_furniture())
}

/// Where the article goes on below a heading; `None` when all lines are headlines, each with one short
/// sentence below it at most.
fn article_after(lines: &[Line<'_>]) -> Option<usize> {
    let is_tight = lines.first().is_some_and(|line| !line.after_gap);
    let mut before_is_headline = false;
    let mut sentences = 0;
    let mut headlines = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.hinted && !line.is_furniture() {
            return Some(at);
        }
        if line.is_furniture() {
            continue;
        }
        if is_tight && stands_alone(lines, at) {
            return Some(at); // a caption of the article
        }
        if line.is_prose() {
            let fits = before_is_headline && line.has_at_most(TEASER_WORDS);
            if !fits {
                return Some(at);
            }
            sentences += 1;
            before_is_headline = false;
        } else {
            headlines += 1;
            before_is_headline = true;
        }
    }
    // The last paragraph of an article may stand alone below a list of headlines.
    let all = sentences == 0 || headlines > sentences && before_is_headline || sentences > 1;
    (!all).then_some(lines.len())
}

/// Whether some words stand between blank lines, where headlines stand close together.
fn stands_alone(lines: &[Line<'_>], at: usize) -> bool {
    let ends = lines.get(at + 1).is_none_or(|next| next.after_gap);
    lines[at].after_gap && ends && !lines[at].has_at_most(LABEL_WORDS)
}

/// "Comments", "3 comments"
fn begins_comments(said: &str, english: &Words) -> bool {
    let words = said.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ','));
    says_one_of(words, &english.comment_headings)
}

/// Whether lines are what readers say: answered or dated ones, fewer than the article has.
fn is_comments(lines: &[Line<'_>], paragraphs: usize) -> bool {
    let tools = lines.iter().filter(|line| line.is_furniture()).count();
    let said = lines.iter().filter(|line| !line.is_furniture() && line.is_prose()).count();
    tools >= 2
        && tools >= said
        && said <= 4 * paragraphs
        && lines.iter().all(|line| !line.hinted || line.is_furniture())
}
