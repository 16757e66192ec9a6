//! From where to where the article goes on a page that was pasted whole, as words alone.
//!
//! Running text counts for the article and short lines against it; the stretch with the greatest sum is the
//! article's body: maximum subsequence segmentation (Pasternack and Roth, "Extracting article text from the
//! web with maximum subsequence segmentation", WWW 2009). Above it stands the title, and above that, as below
//! the body, what the page says for itself. A page is told by its labels: without several of them on a
//! side, nothing is marked on it.

use super::{
    furniture::{normalise, says_one_of},
    line::Line,
    words::Words,
};
use crate::{document::BlockKind, text::Lower};

/// What a line of running text counts at most, in words.
const MOST_OF_PROSE: i32 = 60;

/// What short lines count against the article. A heading is outweighed by the paragraphs around it, headlines with a
/// sentence each are not.
const SHORT: i32 = -12;

/// What a line counts that is known to be the page's: it may stand between paragraphs.
const KNOWN: i32 = -6;

/// What several such lines in a row count at most: a box stands between paragraphs, too.
const MOST_OF_KNOWN: i32 = -24;

/// What a body counts at least: of less, nothing can be said.
const LEAST_BODY: i32 = 80;

/// Longest label, in words.
const LABEL_WORDS: usize = 3;

/// Longest line that may be the page's right below the body, in words.
const LONGEST_LABEL: usize = 11;

/// So many lines below the body it may go on.
const NEAR: usize = 8;

/// Labels in a row that are a menu.
const MENU: usize = 3;

/// As many lines of the page stand above the body of one that was pasted whole.
const SIGNS_ABOVE: usize = 4;

/// As many stand below it.
const SIGNS_BELOW: usize = 2;

/// Shortest headline, in words.
const HEADLINE_WORDS: usize = 4;

/// So many lines of the body say what it is about.
const BODY_LINES: usize = 12;

/// Shortest word that says so, in bytes.
const LONG_WORD: usize = 5;

/// Longest name of a writer, or post, between title and body, in words.
const NAME_WORDS: usize = 5;

/// Longest box that may be skipped, in lines.
const LONGEST_BOX: usize = 12;

/// Longest line there that says who wrote when, in words.
const DATED_WORDS: usize = 12;

/// Marks what stands outside, where neither a hint nor the form (speakers, a thread of posts) says what the article is.
pub(super) fn mark(lines: &mut [Line<'_>], english: &Words) {
    let is_said = |line: &Line<'_>| match line.kind {
        Some(BlockKind::Paragraph | BlockKind::Speaker) => true,
        Some(BlockKind::Furniture) | None => false,
        Some(_) => line.hinted,
    };
    if lines.iter().any(is_said) {
        return;
    }
    mark_skipped(lines, english);
    let Some((start, end)) = body(lines, english) else { return };
    let is_page = mark_above(lines, start, english);
    if mark_below(lines, end, is_page) || is_page {
        for line in &mut lines[start..=end] {
            if line.may_be_furniture() && says_one_of(&normalise(line.text), &english.tools) {
                line.kind = Some(BlockKind::Furniture);
            }
        }
    }
}

/// Marks boxes that pages let screen readers skip: from "skip past newsletter promotion" to "after newsletter
/// promotion".
fn mark_skipped(lines: &mut [Line<'_>], english: &Words) {
    let mut open: Option<(usize, String)> = None;
    for index in 0..lines.len() {
        if !lines[index].has_at_most(2 * LABEL_WORDS) {
            continue;
        }
        let said = normalise(lines[index].text);
        if let Some(what) = english.skips.entries().find_map(|skip| said.strip_prefix(skip)) {
            open = Some((index, what.to_owned()));
        } else if let Some((from, what)) = &open
            && said.strip_prefix("after ") == Some(what)
            && index - from <= LONGEST_BOX
        {
            for line in lines[*from..=index].iter_mut().filter(|line| !line.hinted) {
                line.kind = Some(BlockKind::Furniture);
            }
            open = None;
        }
    }
}

/// The first and last line of the body.
fn body(lines: &[Line<'_>], english: &Words) -> Option<(usize, usize)> {
    let mut best: Option<(i32, usize, usize)> = None;
    let (mut sum, mut start, mut known) = (0_i32, 0, 0);
    for (index, line) in lines.iter().enumerate() {
        if sum <= 0 {
            (sum, start, known) = (0, index, 0);
        }
        let mut counts = worth(line, english);
        known = if counts == KNOWN { known + KNOWN } else { 0 };
        if known < MOST_OF_KNOWN {
            counts = 0;
        }
        sum = sum.saturating_add(counts);
        if sum > 0 && best.is_none_or(|(most, ..)| sum >= most) {
            best = Some((sum, start, index));
        }
    }
    best.filter(|(sum, ..)| *sum >= LEAST_BODY).map(|(_, start, end)| (start, end))
}

/// What a line counts for or against the article.
fn worth(line: &Line<'_>, english: &Words) -> i32 {
    if is_known(line, english) {
        return if line.credit { 0 } else { KNOWN };
    }
    if line.is_prose() {
        let words = line.first_words(MOST_OF_PROSE as usize).len();
        return i32::try_from(words).unwrap_or(MOST_OF_PROSE);
    }
    // What the form says to be a heading is the time of an entry, or marked as one.
    if line.is_open() && !line.is_row() { SHORT } else { 0 }
}

/// Whether it is the page's by itself; a button that may as well be a heading is one here.
fn is_known(line: &Line<'_>, english: &Words) -> bool {
    line.is_furniture()
        || line.may_be_furniture()
            && line.has_at_most(LABEL_WORDS)
            && says_one_of(&normalise(line.text), &english.weak_buttons)
}

fn is_label(line: &Line<'_>) -> bool {
    line.has_at_most(LABEL_WORDS) && !line.ends_sentence()
}

/// How many lines are the page's own.
fn signs(lines: &[Line<'_>]) -> usize {
    lines.iter().filter(|line| line.is_furniture() && !line.credit || is_label(line)).count()
}

/// Marks what stands above the title, and the names between it and the body; says whether the page was pasted whole.
fn mark_above(lines: &mut [Line<'_>], start: usize, english: &Words) -> bool {
    if signs(&lines[..start]) < SIGNS_ABOVE {
        return false;
    }
    let title = title(lines, start, english);
    for (index, line) in lines[..start].iter_mut().enumerate() {
        let outside = match title {
            Some(title) if index == title => false,
            Some(title) if index > title => is_credit_of(line, english),
            Some(_) => true,
            None => is_label(line),
        };
        if outside && line.may_be_furniture() {
            line.kind = Some(BlockKind::Furniture);
        }
    }
    true
}

/// The title of the body: the first headline below the last menu that is about the same, or else any headline above
/// that is, or else the first below the menu.
fn title(lines: &[Line<'_>], start: usize, english: &Words) -> Option<usize> {
    let headlines: Vec<usize> = (0..start).filter(|&index| is_headline(&lines[index])).collect();
    let head = head(lines, start, english);
    let (above, below) = headlines.split_at(headlines.partition_point(|&index| index < head));
    let body: Vec<String> = lines[start..].iter().take(BODY_LINES).flat_map(long_words).collect();
    let is_about = |&&index: &&usize| {
        let words = long_words(&lines[index]);
        3 * words.iter().filter(|word| body.contains(word)).count() > words.len()
    };
    let found = below.iter().find(is_about).or_else(|| above.iter().rfind(is_about));
    found.or(below.first()).copied()
}

/// Some words that are no sentence, nor a caption of several.
fn is_headline(line: &Line<'_>) -> bool {
    let is_caption = line.text.contains(". ");
    !line.is_furniture() && !line.is_prose() && !line.has_at_most(HEADLINE_WORDS - 1) && !is_caption
}

/// The words of a line that tell what it is about, in lower case.
fn long_words(line: &Line<'_>) -> Vec<String> {
    let words = line.first_words(MOST_OF_PROSE as usize);
    let bare = words.iter().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).lower());
    bare.filter(|word| word.len() >= LONG_WORD).collect()
}

/// Where what belongs to the body starts above it: below the last menu.
fn head(lines: &[Line<'_>], start: usize, english: &Words) -> usize {
    let mut labels = 0;
    for index in (0..start).rev() {
        let line = &lines[index];
        labels = if !is_known(line, english) && is_label(line) { labels + 1 } else { 0 };
        if labels == MENU {
            return index + MENU;
        }
        if line.after_gap {
            labels = 0;
        }
    }
    0
}

/// Whether a line between title and body says who wrote the article, or when: "Markets reporter", "Jane Doe in
/// Paris, 12 May 2024".
fn is_credit_of(line: &Line<'_>, english: &Words) -> bool {
    if line.ends_sentence() || !line.has_at_most(DATED_WORDS) {
        return false;
    }
    let said = line.text.lower();
    let words = || said.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let is_month = |word: &str| {
        word.len() >= 3 && english.months.entries().any(|month| month.starts_with(word))
    };
    let is_dated = said.contains(|c: char| c.is_ascii_digit()) && words().any(is_month);
    let is_small = |word: &str| word.len() <= 3 && word.chars().all(char::is_lowercase);
    let is_name = |words: &[&str]| {
        words.iter().all(|word| word.starts_with(char::is_uppercase) || is_small(word))
    };
    let is_number = words().next().is_none();
    let is_post = || words().next_back().is_some_and(|last| english.byline_posts.holds(last));
    is_dated
        || is_number
        || line.has_at_most(NAME_WORDS) && (is_name(&line.first_words(NAME_WORDS)) || is_post())
}

/// Marks what stands below the body, but for what its last line introduces; says whether the page was pasted whole.
fn mark_below(lines: &mut [Line<'_>], end: usize, is_page: bool) -> bool {
    let is_running = |line: &Line<'_>| !line.is_furniture() && line.is_prose();
    let runs_on = |pair: &[Line<'_>]| pair.iter().all(is_running);
    // Two paragraphs in a row soon after a box are the article's, and so is what goes on at once.
    let near = (end + NEAR).min(lines.len());
    let last = lines[end..near].windows(2).rposition(runs_on).map_or(end, |pair| end + pair + 1);
    let more = |line: &&Line<'_>| !line.is_furniture() && !line.has_at_most(LONGEST_LABEL);
    let mut below = last + 1;
    below += lines[below..].iter().take_while(more).count();
    let introduces = lines[below - 1].text.ends_with(':');
    while lines.get(below).is_some_and(|line| {
        !line.is_furniture()
            && (introduces || line.is_row() || line.kind == Some(BlockKind::ListItem))
    }) {
        below += 1;
    }
    // Labels below an article that came alone may be the captions of a gallery.
    let is_known = |line: &&Line<'_>| line.is_furniture() && !line.credit;
    let known = lines[below..].iter().filter(is_known).count();
    let found = if is_page { signs(&lines[below..]) } else { known };
    if found < SIGNS_BELOW {
        return false;
    }
    for line in lines[below..].iter_mut().filter(|line| line.may_be_furniture()) {
        line.kind = Some(BlockKind::Furniture);
    }
    true
}
