//! The end of the article: after headings such as "Most read" all is about other articles.

use super::{
    furniture::{normalise, says_one_of},
    line::Line,
    words::{COMMENT_HEADINGS, ENDINGS},
};
use crate::document::BlockKind;

/// Paragraphs that an article has before its end, at least.
const PARAGRAPHS: usize = 2;

/// Longest sentence below the headline of another article, in words.
const TEASER_WORDS: usize = 30;

/// Marks all from the first such heading on, if nothing below it reads as the article going on: below
/// each headline stands one short sentence at most.
pub(super) fn mark(lines: &mut [Line<'_>]) {
    let mut paragraphs = 0;
    for index in 0..lines.len() {
        let line = &lines[index];
        paragraphs += usize::from(!line.is_furniture() && line.is_prose());
        let ends = paragraphs >= PARAGRAPHS && !line.hinted && may_be_heading(line);
        let said = || normalise(line.text);
        let is_end = ends && says_one_of(&said(), &ENDINGS) && is_about_others(&lines[index + 1..]);
        let is_talk =
            ends && begins_comments(&said()) && is_comments(&lines[index + 1..], paragraphs);
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

/// Whether lines are headlines, each with one short sentence below it at most.
fn is_about_others(lines: &[Line<'_>]) -> bool {
    let mut before_is_headline = false;
    let mut sentences = 0;
    let mut headlines = 0;
    for line in lines {
        if line.hinted && !line.is_furniture() {
            return false;
        }
        if line.is_furniture() {
            continue;
        }
        if line.is_prose() {
            let fits = before_is_headline && line.has_at_most(TEASER_WORDS);
            if !fits {
                return false;
            }
            sentences += 1;
            before_is_headline = false;
        } else {
            headlines += 1;
            before_is_headline = true;
        }
    }
    // The last paragraph of an article may stand alone below a list of headlines.
    sentences == 0 || headlines > sentences && before_is_headline || sentences > 1
}

/// "Comments", "3 comments"
fn begins_comments(said: &str) -> bool {
    let words = said.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | ','));
    says_one_of(words, &COMMENT_HEADINGS)
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
