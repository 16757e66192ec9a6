//! What stands before an article's title and after its last sentence.

use super::line::Line;
use crate::{document::BlockKind, text::is_blank};

/// Longest label of navigation, in words.
const LABEL_WORDS: usize = 3;

/// As many labels in a row are navigation.
const LABELS: usize = 3;

/// Longest name of a section before the title, in words.
const SECTION_WORDS: usize = 2;

/// Longest name of a show or paper after the article, in words.
const FRAGMENT_WORDS: usize = 6;

/// Marks the labels before the title: at least three, or the name of one section.
pub(super) fn mark_navigation(lines: &mut [Line<'_>]) {
    let is_label = |line: &Line<'_>| line.has_at_most(LABEL_WORDS) && !line.ends_sentence();
    let Some(body) =
        lines.iter().position(|line| line.hinted || !line.is_furniture() && !is_label(line))
    else {
        return;
    };
    let labels = lines[..body].iter().filter(|line| is_label(line)).count();
    let title = body.checked_sub(1).filter(|&last| is_title_of(&lines[last], &lines[body]));
    let many = labels >= LABELS;
    for (index, line) in lines[..body].iter_mut().enumerate() {
        let goes = many && Some(index) != title;
        if goes && line.may_be_furniture() {
            line.kind = Some(BlockKind::Furniture);
        }
    }
    mark_section(lines);
}

/// Whether a short line before running text is its title rather than navigation.
fn is_title_of(line: &Line<'_>, body: &Line<'_>) -> bool {
    line.after_gap && line.is_open() && (body.is_prose() || body.hinted)
}

/// Marks the name of a section over a headline.
fn mark_section(lines: &mut [Line<'_>]) {
    let mut open = (0..lines.len()).filter(|&index| !lines[index].is_furniture());
    let (Some(first), Some(second), Some(third)) = (open.next(), open.next(), open.next()) else {
        return;
    };
    let headline = &lines[second];
    let over_headline =
        headline.is_open() && !headline.ends_sentence() && !headline.has_at_most(LABEL_WORDS);
    let body_follows = lines[third..].iter().any(Line::is_prose);
    let section = &lines[first];
    if section.is_open()
        && section.has_at_most(SECTION_WORDS)
        && !section.ends_sentence()
        && over_headline
        && body_follows
    {
        lines[first].kind = Some(BlockKind::Furniture);
    }
}

/// Marks names after the article's last sentence: of a show, of the paper. Names after a colon are what the
/// article lists.
pub(super) fn mark_trailing_names(lines: &mut [Line<'_>]) {
    if lines.iter().filter(|line| !line.is_furniture() && line.is_prose()).count() < 2 {
        return;
    }
    let introduces = |line: &Line<'_>| line.text.ends_with(':');
    let stays = |line: &Line<'_>| {
        line.hinted
            || !line.is_open()
            || line.is_row()
            || line.ends_sentence()
            || introduces(line)
            || !is_name(line)
    };
    let last = lines.iter().rposition(|line| !line.is_furniture() && stays(line));
    let Some(last) = last.filter(|&last| !introduces(&lines[last])) else { return };
    for line in lines[last + 1..].iter_mut().filter(|line| !line.is_furniture()) {
        line.kind = Some(BlockKind::Furniture);
    }
}

/// A few words, each capitalised or a small one.
fn is_name(line: &Line<'_>) -> bool {
    line.has_at_most(FRAGMENT_WORDS)
        && line.text.split(is_blank).all(|word| {
            word.chars().count() <= 3
                || word.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase)
        })
}
