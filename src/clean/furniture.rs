//! Which lines are page furniture.

use crate::text::Lower;
use std::collections::BTreeMap;

use super::{contacts, edges, ending, entries, extent, line::Line, related, words::Words};
use crate::{document::BlockKind, english::List};

/// Longest line, in words, that speaks to the visitor.
const PROMPT_WORDS: usize = 25;

/// Longest credit at the foot of an article that is a sentence, in words.
const CONTRIBUTION_WORDS: usize = 20;

/// How much of a line says that it is the disclaimer of a firm's mail, in bytes.
const DISCLAIMER_BYTES: usize = 64;

/// As many names of sections in a line are a menu.
const SECTIONS: usize = 3;

/// How many lines from the start a byline may stand.
const HEAD_LINES: usize = 40;

/// Marks furniture among the lines that no hint speaks of.
pub(super) fn mark(lines: &mut [Line<'_>], english: &Words) {
    mark_single_lines(lines, english);
    contacts::mark(lines, english);
    mark_weak_buttons(lines, english);
    edges::mark_navigation(lines);
    mark_repeats(lines);
    ending::mark(lines, english);
    related::mark(lines, english);
    extent::mark(lines, english);
    edges::mark_trailing_names(lines);
}

/// Marks what can be told from the line alone, and bylines at an article's head or foot.
fn mark_single_lines(lines: &mut [Line<'_>], english: &Words) {
    let foot = lines.iter().rposition(Line::is_prose).unwrap_or(0);
    for (index, line) in lines.iter_mut().enumerate() {
        if !line.may_be_furniture() {
            continue;
        }
        let at_edge = index < HEAD_LINES || index > foot;
        let is_byline = || is_byline(line) || is_byline_in_capitals(line, english);
        if is_furniture_by_itself(line, english) || at_edge && is_byline() {
            line.kind = Some(BlockKind::Furniture);
        }
    }
}

fn is_furniture_by_itself(line: &Line<'_>, english: &Words) -> bool {
    if line.credit || !line.text.contains(char::is_alphanumeric) {
        return true;
    }
    let start =
        line.text.get(..line.text.ceil_char_boundary(DISCLAIMER_BYTES)).unwrap_or(line.text);
    if begins_as(&normalise(start), &english.disclaimers) {
        return true;
    }
    if !line.has_at_most(PROMPT_WORDS) {
        return false;
    }
    let said = normalise(line.text);
    is_button(&said, english)
        || is_labelled(line.text, english)
        || is_bracketed(line.text, english)
        || is_prompt(line, &said, english)
        || is_request(line, &said, english)
        || is_desk_credit(line, &said, english)
        || is_contribution(line, &said)
        || is_timestamp(line, english) && !is_of_entry(line, english)
        || is_navigation(line)
        || is_sections(line, english)
        || is_count(&said, english)
        || is_handles(line)
}

/// Whether it is the time above an entry of a live page, which is known by its form.
fn is_of_entry(line: &Line<'_>, english: &Words) -> bool {
    line.kind == Some(BlockKind::Heading)
        && entries::time_length(line.text, english) == Some(line.text.len())
}

/// Whether a word starts with a capital or holds no letters.
fn is_capitalised(word: &str) -> bool {
    word.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_uppercase)
}

/// Lower case, straight apostrophes, without bullets and punctuation at the ends.
pub(super) fn normalise(text: &str) -> String {
    text.replace(['’', '‘'], "'")
        .lower()
        .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | '(' | ')' | ':'))
        .trim_end_matches(')')
        .to_owned()
}

/// Whether a normalised line is one of a list.
pub(super) fn says_one_of(said: &str, list: &List) -> bool {
    list.holds(said.trim_end_matches(':'))
}

fn is_button(said: &str, english: &Words) -> bool {
    english.is_any_button(said.trim_end_matches(':')) && !says_one_of(said, &english.weak_buttons)
}

/// Marks buttons that could be headings where they cannot be: beside other furniture, before the
/// first or after the last sentence.
fn mark_weak_buttons(lines: &mut [Line<'_>], english: &Words) {
    let Some(first) = lines.iter().position(|line| line.is_prose() && !line.is_furniture()) else {
        return;
    };
    let last =
        lines.iter().rposition(|line| line.is_prose() && !line.is_furniture()).unwrap_or(first);
    let mut after_furniture = false;
    for index in 0..lines.len() {
        let outside = index < first || index > last;
        let before_furniture = lines.get(index + 1).is_some_and(Line::is_furniture);
        let line = &mut lines[index];
        let beside = after_furniture && !line.after_gap || before_furniture;
        if line.may_be_furniture()
            && (outside || beside)
            && says_one_of(&normalise(line.text), &english.weak_buttons)
        {
            line.kind = Some(BlockKind::Furniture);
        }
        after_furniture = line.is_furniture();
    }
}

/// A button or the name of a list with more on its line: "SHARE ➤ Facebook", "Read more: Why …".
fn is_labelled(text: &str, english: &Words) -> bool {
    const ARROWS: &[char] = &['➤', '►', '▶', '→', '»', '›', '➔', '➜'];
    let before = |marks: &[char]| text.find(marks).map(|at| normalise(&text[..at]));
    before(ARROWS).is_some_and(|label| english.is_any_button(label.trim_end_matches(':')))
        || before(&[':', '|'])
            .is_some_and(|label| label.contains(' ') && says_one_of(&label, &english.related))
}

/// "[Read: …]", "(Watch the video below)", "[00:12] (music)": nothing but brackets, each with a link, a
/// sound or a time.
fn is_bracketed(text: &str, english: &Words) -> bool {
    const OPEN: &[char] = &['[', '('];
    const CLOSE: &[char] = &[']', ')'];
    let Some(inside) = text.strip_prefix(OPEN).and_then(|text| text.strip_suffix(CLOSE)) else {
        return false;
    };
    inside.split(OPEN).map(|part| part.trim_end().trim_end_matches(CLOSE)).all(|part| {
        let first = normalise(part.split([' ', ':', ',']).next().unwrap_or(""));
        let quiet = !part.contains(char::is_lowercase) && !part.contains(CLOSE);
        quiet || !part.contains(CLOSE) && english.bracketed.holds(&first)
    })
}

/// Whether a line begins as one to the visitor does. A sentence does so only where its beginning
/// leaves no doubt.
fn is_prompt(line: &Line<'_>, said: &str, english: &Words) -> bool {
    begins_as(said, &english.notices)
        || !line.ends_sentence() && begins_as(said, &english.prompts)
        || said.ends_with("all rights reserved")
}

fn begins_as(said: &str, list: &List) -> bool {
    list.entries().any(|start| said.starts_with(start))
}

/// "Follow The Daily on Facebook.", "Get the day's news in your inbox.", but not "Get ready for Telegram with
/// adverts": a platform is one to go to.
fn is_request(line: &Line<'_>, said: &str, english: &Words) -> bool {
    if !begins_as(said, &english.requests) || line.text.contains(['"', '“', '”']) {
        return false;
    }
    let mut words = said.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut before = "";
    words.any(|word| {
        let leads = english.request_leads.holds(std::mem::replace(&mut before, word));
        english.channels.holds(word) || leads && english.platforms.holds(word)
    })
}

/// "Reporting by Jane Doe in Paris; editing by John Roe": names and words of such lines, and no others, since
/// "Edited by Jane Doe, the book was a success" is a sentence.
fn is_desk_credit(line: &Line<'_>, said: &str, english: &Words) -> bool {
    let may_stand = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.contains(char::is_uppercase)
            || !word.contains(char::is_alphabetic)
            || word.contains('@')
            || english.desk_words.holds(word)
            || english.name_particles.holds(word)
    };
    begins_as(said, &english.desk_credits) && line.first_words(PROMPT_WORDS).iter().all(may_stand)
}

/// "Jane Doe contributed to this report."
fn is_contribution(line: &Line<'_>, said: &str) -> bool {
    const ENDS: &[&str] = &["report", "article", "story", "reporting", "piece"];
    line.has_at_most(CONTRIBUTION_WORDS)
        && said.contains(" contributed ")
        && ENDS.iter().any(|end| said.ends_with(end))
}

/// "By Jane Doe", "By Jane Doe and John Roe in Paris", "By Jane Doe | Science editor".
fn is_byline(line: &Line<'_>) -> bool {
    let words = line.first_words(16);
    let Some((&first, rest)) = words.split_first() else { return false };
    if !matches!(first, "By" | "BY" | "by") || words.len() > 15 || line.ends_sentence() {
        return false;
    }
    let names = rest.split(|word| *word == "|").next().unwrap_or(rest);
    let role = names.iter().position(|word| word.ends_with(','));
    let names = role.map_or(names, |end| &names[..=end]);
    !names.is_empty()
        && names.iter().all(|word| {
            is_capitalised(word) && word.chars().any(char::is_alphabetic)
                || matches!(*word, "and" | "in" | "&" | "de" | "van" | "von" | "bin" | "al" | "the")
        })
}

/// "JANE DOE, STAFF WRITER", "JANE DOE and JOHN ROE, Associated Press writers".
fn is_byline_in_capitals(line: &Line<'_>, english: &Words) -> bool {
    const NAMES: std::ops::RangeInclusive<usize> = 2..=7;
    const BYLINE_LENGTH: usize = 12;
    let Some((names, post)) = line.text.split_once(',') else { return false };
    if !line.has_at_most(BYLINE_LENGTH) || line.ends_sentence() {
        return false;
    }
    let is_name = |word: &str| {
        word.contains(char::is_uppercase)
            && !word.contains(|c: char| c.is_lowercase() || c.is_numeric())
    };
    let post: Vec<String> = post.split_whitespace().map(Lower::lower).collect();
    NAMES.contains(&names.split_whitespace().count())
        && names.split_whitespace().all(|word| is_name(word) || word == "and")
        && post.last().is_some_and(|last| english.byline_posts.holds(last.trim_end_matches('s')))
        && post[..post.len() - 1].iter().all(|word| english.byline_words.holds(word))
}

/// Whether it says when, and nothing else: "Updated 3 hours ago", "12 May 2024, 10:30 GMT", "18:42", "3h".
pub(super) fn is_timestamp(line: &Line<'_>, english: &Words) -> bool {
    if !line.has_at_most(PROMPT_WORDS) {
        return false;
    }
    let is_clock = entries::time_length(line.text, english) == Some(line.text.len());
    let lower = line.text.lower();
    let mut numbers = 0;
    let is_minute = lower.contains(['\'', '’', '′']); // of a match: "45'"
    let is_player = lower.contains(':') && !lower.contains(char::is_alphabetic); // "0:00 / 2:31"
    let mut others = usize::from(is_clock || is_minute || is_player);
    for word in lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        if unit.len() < word.len() {
            numbers += 1;
            others += usize::from(english.time_units.holds(unit));
        } else if english.time_words.holds(word) || english.counted.holds(word) {
            others += 1;
        } else {
            return false;
        }
    }
    numbers > 0 && others > 0 && numbers + others <= 20
}

/// "Home | World | Sport", "News > Asia > Pakistan", "Culture | The Daily".
fn is_navigation(line: &Line<'_>) -> bool {
    const SEPARATORS: &[char] = &['|', '•', '·', '›', '»', '>'];
    if line.ends_sentence() {
        return false;
    }
    let parts: Vec<&str> = line.text.split(SEPARATORS).collect();
    let titled = || line.first_words(PROMPT_WORDS).iter().all(|word| is_capitalised(word));
    parts.iter().all(|part| part.split_whitespace().count() <= 3)
        && (parts.len() >= 3 || parts.len() == 2 && line.text.contains('|') && titled())
}

/// "News Sports Life Obituaries": a menu whose labels stand in one line.
fn is_sections(line: &Line<'_>, english: &Words) -> bool {
    let words = line.first_words(PROMPT_WORDS);
    words.len() >= SECTIONS && words.iter().all(|word| english.sections.holds(&normalise(word)))
}

/// "12 comments", "Comments (12)", "1.2K shares".
fn is_count(said: &str, english: &Words) -> bool {
    let words: Vec<&str> = said
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ':'))
        .filter(|word| !word.is_empty())
        .collect();
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    match words[..] {
        [first, second] => {
            is_number(first) && english.counted.holds(second)
                || english.counted.holds(first) && is_number(second)
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
/// copy in running position stays: the first that is next to neither another copy nor a credit. Where
/// all are captions the first with a credit stays, as a caption.
fn mark_repeats(lines: &mut [Line<'_>]) {
    let mut copies: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if !line.has_at_most(4) && !line.is_furniture() {
            copies.entry(line.text).or_default().push(index);
        }
    }
    let repeated: Vec<Vec<usize>> = copies.into_values().filter(|at| at.len() > 1).collect();
    for at in repeated {
        let running = at.iter().copied().find(|&index| !stands_as_caption(lines, index, &at));
        let credited = at.iter().copied().find(|&index| is_before_credit(lines, index));
        let kept = running.or(credited).unwrap_or(at[0]);
        if running.is_none() && lines[kept].is_open() {
            lines[kept].kind = Some(BlockKind::Caption);
        }
        for index in at {
            if index != kept && lines[index].kind != Some(BlockKind::Title) && !lines[index].hinted
            {
                lines[index].kind = Some(BlockKind::Furniture);
            }
        }
    }
}

/// Whether a line stands where captions do: before a credit, or with only credits between it and
/// another copy of itself.
fn stands_as_caption(lines: &[Line<'_>], index: usize, copies: &[usize]) -> bool {
    let before = (0..index).rev().find(|&other| !lines[other].credit);
    let after = (index + 1..lines.len()).find(|&other| !lines[other].credit);
    let is_copy =
        |other: Option<usize>| other.is_some_and(|other| copies.binary_search(&other).is_ok());
    is_before_credit(lines, index) || is_copy(before) || is_copy(after)
}

fn is_before_credit(lines: &[Line<'_>], index: usize) -> bool {
    lines.get(index + 1).is_some_and(|line| line.credit)
}
