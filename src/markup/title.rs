//! Which run is the title.

use std::cmp::Reverse;

use super::{runs::Run, tree::Tree};
use crate::text::Lower;

/// Fewest words of a title that no heading says to be one.
const PLAIN_TITLE_WORDS: usize = 3;

/// Most words of a title.
const TITLE_WORDS: usize = 40;

/// How alike a run and a headline are: how much they share, how much more the run has, and how much
/// its element says that it is the title.
type Likeness = (usize, Reverse<usize>, usize);

/// The title: the run that the page's own names of itself hold most of, or else its first `h1`.
/// `headlines` are those names, the surest first.
pub(super) fn find(tree: &Tree, runs: &[Run], headlines: &[String]) -> Option<usize> {
    let headlines: Vec<String> = headlines.iter().map(|headline| words_of(headline)).collect();
    let mut best: Option<(Likeness, usize)> = None;
    for (index, run) in runs.iter().enumerate() {
        let rank = rank(tree, run);
        let words = run.words();
        if words > TITLE_WORDS || rank == 0 && (words < PLAIN_TITLE_WORDS || run.is_link()) {
            continue;
        }
        let said = words_of(&run.text);
        for headline in headlines.iter().filter(|headline| !headline.is_empty() && !said.is_empty())
        {
            let more = said.len().saturating_sub(headline.len());
            let held = holds(headline, &said) || rank > 0 && holds(&said, headline);
            let key = (said.len() - more, Reverse(more), rank);
            if held && best.is_none_or(|(other, _)| other < key) {
                best = Some((key, index));
            }
        }
    }
    let first_heading = || runs.iter().position(|run| rank(tree, run) == 3 && !run.is_link());
    best.map(|(_, index)| index)
        .or_else(first_heading)
        .or_else(|| runs.iter().position(|run| rank(tree, run) == 3))
}

/// Whether words hold others.
fn holds(words: &str, others: &str) -> bool {
    words.match_indices(others).any(|(start, _)| {
        let end = start + others.len();
        (start == 0 || words.as_bytes()[start - 1] == b' ')
            && (end == words.len() || words.as_bytes()[end] == b' ')
    })
}

/// How much a run's element says that it is the title.
fn rank(tree: &Tree, run: &Run) -> usize {
    match tree.name(run.block) {
        "h1" => 3,
        "h2" => 2,
        "h3" | "h4" | "h5" | "h6" => 1,
        _ => 0,
    }
}

/// The words in lower case, a blank between each two.
pub(super) fn words_of(text: &str) -> String {
    let lower = text.lower();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}
