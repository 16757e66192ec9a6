//! The day of publication, where a line around the article says it: "Published 9 October 2023",
//! "By Jane Doe, Oct. 9, 2023", "9 October 2023, 14:05 GMT".
//!
//! Only whole days count, and only near the article's start or, with a word like "published", after
//! its end: elsewhere stand the days of events, comments and other articles.

use time::{Date, Month};

use super::{dateline, words::Words};
use crate::{
    document::{Block, BlockKind},
    english::English,
    text::{Text, small},
};

/// Longest line that is asked, in bytes.
const LINE_BYTES: usize = 240;

/// Shortest paragraph that is running text, in bytes.
const RUNNING_BYTES: usize = 60;

/// How many such paragraphs may come before the line: a standfirst may look like one.
const PARAGRAPHS_BEFORE: usize = 2;

/// What may part the day from who wrote it.
const SEPARATORS: &[char] = &['|', '•', '·', '—', '–', '/', '\n', '\t'];

/// What is said of a day, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    Published,
    /// Nothing: it stands alone or after a byline.
    Alone,
    /// It stands in the dateline of the first paragraphs.
    Dateline,
    Updated,
    /// The day of a mail: an article that is sent on is no younger.
    Mailed,
}

/// The day of publication, if the text says it. Where the surest lines contradict each other,
/// nothing is known.
pub fn find_published(text: &Text, blocks: &[Block], english: &English) -> Option<Date> {
    let is_running =
        |block: &&Block| block.kind == BlockKind::Paragraph && block.span.len() >= RUNNING_BYTES;
    let paragraphs = blocks.iter().filter(is_running).count();
    let mut before = 0;
    let mut label = None; // of the line before, if that is all it says
    let mut found: Vec<((bool, Claim), Date)> = Vec::new();
    for block in blocks {
        before += usize::from(is_running(&block));
        let in_head = before == 0 || before <= PARAGRAPHS_BEFORE && before < paragraphs;
        let line = text.slice(block.span);
        if is_running(&block) && before <= PARAGRAPHS_BEFORE {
            found
                .extend(dateline::day_of(line, english).map(|day| ((false, Claim::Dateline), day)));
        }
        // What looks like a title may be nothing but a day.
        let is_asked = (block.kind != BlockKind::Title || says_only_when(line, &english.clean))
            && block.kind != BlockKind::Caption
            && block.span.len() <= LINE_BYTES
            && (in_head || before == paragraphs);
        if !is_asked {
            label = None;
            continue;
        }
        let mut claims = Vec::new();
        if block.kind == BlockKind::Furniture && is_of_mail(line) {
            let days = words(line);
            claims.extend(
                (0..days.len())
                    .find_map(|at| Some((Claim::Mailed, day_at(&days[at..], &english.clean)?))),
            );
            found.extend(claims.into_iter().map(|(claim, day)| ((true, claim), day)));
            label = None;
            continue;
        }
        let last = claims_of(line, label.take(), &mut claims, &english.clean);
        if claims.is_empty() {
            label = last;
        }
        // In running text only a word for it tells.
        let is_text = is_running(&block) && line.ends_with(['.', '”', '"']);
        let alone_counts = in_head && !is_text;
        let counts = claims.into_iter().filter(|(claim, _)| alone_counts || *claim != Claim::Alone);
        found.extend(counts.map(|(claim, day)| ((!in_head, claim), day)));
    }
    let surest = found.iter().map(|(claim, _)| *claim).min()?;
    let mut days = found.iter().filter(|(claim, _)| *claim == surest).map(|&(_, day)| day);
    if surest.1 == Claim::Mailed {
        return days.min(); // of mails in mails, the first
    }
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

/// Adds the days of a line, and what it says of each. `label` is what the line before it says.
/// Returns what a line of nothing but such a word says of the next.
fn claims_of(
    line: &str,
    mut label: Option<Claim>,
    claims: &mut Vec<(Claim, Date)>,
    english: &Words,
) -> Option<Claim> {
    let line = with_whole_days(line);
    for part in line.split(SEPARATORS).flat_map(|part| part.split(" - ")) {
        let words = words(part);
        let is_byline = is_byline(&words, english);
        let mut only_times = true; // but for what a byline has before its day
        let mut may_be_labelled = true;
        let mut alone = None;
        let mut at = 0;
        while let Some(word) = words.get(at) {
            if let Some(day) = day_at(&words[at..], english) {
                match label {
                    Some(claim) => claims.push((claim, day)),
                    None => alone = Some(day),
                }
                only_times |= is_byline && at > 1;
                at += 3;
                continue;
            }
            let is_time = is_time_word(word, english);
            let new = label_of(word).filter(|_| may_be_labelled);
            label = new.or(label);
            only_times &= is_time;
            may_be_labelled &= is_time || is_opening(word);
            at += 1;
        }
        claims.extend(alone.filter(|_| only_times).map(|day| (Claim::Alone, day)));
        if !may_be_labelled {
            label = None;
        }
    }
    label
}

/// Whether it is the line of a mail that says when it was sent: "Date: …", "On … Jane Doe wrote:".
fn is_of_mail(line: &str) -> bool {
    ["Date:", "Sent:"].into_iter().any(|label| line.starts_with(label))
        || line.starts_with("On ") && line.ends_with("wrote:")
}

/// A line with hyphens in days such as "2023/10/09", where a slash parts nothing.
fn with_whole_days(line: &str) -> String {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut before = None;
    let mut characters = line.chars().peekable();
    let mut whole = String::with_capacity(line.len());
    while let Some(c) = characters.next() {
        let joins = c == '/' && is_digit(before) && is_digit(characters.peek().copied());
        whole.push(if joins { '-' } else { c });
        before = Some(c);
    }
    whole
}

/// Whether somebody's name may follow: "By Jane Doe", not "By early Monday".
fn is_byline(words: &[String], english: &Words) -> bool {
    let mut words = words.iter().map(String::as_str);
    let by = words.next() == Some("by");
    let first = words.find(|word| *word != "the").unwrap_or_default();
    by && !is_time_word(first, english)
        && !matches!(
            first,
            "early" | "late" | "mid" | "noon" | "midnight" | "then" | "end" | "start"
        )
}

/// A word of a line that says when: also the letters of "2023-10-09T14:05Z".
fn is_time_word(word: &str, english: &Words) -> bool {
    english.time_words.holds(word)
        || word.starts_with(char::is_numeric)
        || matches!(word, "t" | "z")
}

/// Whether a line is a day, perhaps with a time, and nothing else.
fn says_only_when(line: &str, english: &Words) -> bool {
    let words = words(line);
    let has_day = (0..words.len()).any(|at| day_at(&words[at..], english).is_some());
    has_day && words.iter().all(|word| is_time_word(word, english))
}

fn label_of(word: &str) -> Option<Claim> {
    match word {
        "published" | "posted" => Some(Claim::Published),
        "updated" | "modified" => Some(Claim::Updated),
        _ => None,
    }
}

/// "This article was originally published on …"
fn is_opening(word: &str) -> bool {
    matches!(word, "this" | "article" | "story" | "report" | "was" | "originally")
}

/// The words in lower case: runs of letters, runs of digits; "9th of October" as "9 October".
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut class = 0;
    for c in text.chars() {
        let before = std::mem::replace(
            &mut class,
            u8::from(c.is_alphabetic()) + 2 * u8::from(c.is_ascii_digit()),
        );
        if class > 0 {
            if class != before {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.extend(small(c));
            }
        }
    }
    words.retain(|word| !matches!(word.as_str(), "st" | "nd" | "rd" | "th" | "of"));
    words
}

/// A whole day that the words begin with: "9 october 2023", "oct 9 2023", "2023 10 09", "21 09 2023". Of
/// two numbers that may be day or month, none is known.
pub(super) fn day_at(words: &[String], english: &Words) -> Option<Date> {
    let [one, two, three, ..] = words else { return None };
    let (year, month, day) = match (month(one, english), month(two, english)) {
        (None, Some(month)) => (three, month, one),
        (Some(month), None) => (three, month, two),
        _ if one.len() == 4 && two.len() == 2 && three.len() == 2 => (one, numbered(two)?, three),
        _ => match (numbered(one), numbered(two)) {
            (None, Some(month)) => (three, month, one),
            (Some(month), None) => (three, month, two),
            (Some(one_month), Some(two_month)) if one_month == two_month => (three, one_month, two),
            _ => return None,
        },
    };
    let year = year.parse().ok().filter(|year| (1900..2100).contains(year))?;
    Date::from_calendar_date(year, month, day.parse().ok()?).ok()
}

/// A month by its number.
fn numbered(word: &str) -> Option<Month> {
    Month::try_from(word.parse::<u8>().ok().filter(|_| word.len() <= 2)?).ok()
}

fn month(word: &str, english: &Words) -> Option<Month> {
    let mut months = english.months.entries();
    let index = months.position(|name| word.len() >= 3 && name.starts_with(word))?;
    Month::try_from(u8::try_from(index + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clean::find_blocks, testing::english};

    const BODY: &str = "The minister flew to Tehran on Tuesday and met the president there.\n\n\
        They spoke of the border, of trade and of what was agreed on 3 May 2022.\n\n\
        The talks are to go on in Islamabad before the end of the year.";

    /// The day of a page with lines before and after an article.
    fn day(head: &str, foot: &str) -> Option<String> {
        let text = Text::new(&format!("Minister visits Tehran\n\n{head}\n\n{BODY}\n\n{foot}"));
        find_published(&text, &find_blocks(&text, &[], english()), english())
            .map(|day| day.to_string())
    }

    #[test]
    fn a_line_near_the_start_says_the_day() {
        for head in [
            "Published 9 October 2023",
            "Published On 9 Oct 2023",
            "Published: 9th October, 2023, 14:05",
            "Published October 9, 2023 at 2:05 PM EDT",
            "First published on Mon 9 Oct 2023 14.05 BST",
            "Published\n9 October 2023",
            "Oct 9, 2023 14:05 GMT",
            "Monday, Oct. 9, 2023",
            "2023-10-09 14:05",
            "By Jane Doe, 9 October 2023",
            "By Jane Doe Oct. 9, 2023 5:15 p.m. ET",
            "Jane Doe | Oct 9, 2023",
            "Jane Doe · 9 Oct 2023 · 4 min read",
            "Some Agency - 9 October 2023",
            "By Jane Doe\n\nPosted 9 October 2023 by the desk",
            "PUBLISHED: 14:05 EST, 9 October 2023 | UPDATED: 20:11 EST, 10 October 2023",
            "Published Oct. 9, 2023Updated Oct. 11, 2023",
            "Published 9 October 2023, last updated 11 October 2023",
            "Updated\n11 October 2023\nPublished\n9 October 2023",
            "9 October 2023\n\nUpdated 11 October 2023",
            "Last modified on Mon 9 Oct 2023 09.05 EDT",
            "2023/10/09",
            "2023/10/09 14:05",
            "2023-10-09T14:05:00Z",
            "2023-10-09T14:05:00+02:00",
            "Published 2023-10-09T14:05:00Z",
            "10/09/2023\n\n23/09/2023\n\nPublished 09 Oct 2023",
            "By the desk, 9 October 2023",
            "What the talks are about, and why they come so late in this year.\n\n9 October 2023",
        ] {
            assert_eq!(day(head, "").as_deref(), Some("2023-10-09"), "{head}");
        }
    }

    #[test]
    fn a_line_after_the_end_needs_a_word_for_it() {
        for (foot, expected) in [
            ("Published 9 October 2023", Some("2023-10-09")),
            ("This story was originally published on October 9, 2023.", Some("2023-10-09")),
            ("Last updated: 9 October 2023", Some("2023-10-09")),
            ("9 October 2023", None),
            ("Envoy in Oslo\n12 May 2024\nA bridge opens\n9 October 2023", None),
            ("Posted 9 October 2023\n\nPosted 10 October 2023", None),
        ] {
            assert_eq!(day("", foot).as_deref(), expected, "{foot}");
        }
        assert_eq!(day("9 October 2023", "Published 12 May 2024").as_deref(), Some("2023-10-09"));
    }

    #[test]
    fn a_mail_says_the_day_if_nothing_better_does() {
        for (head, expected) in [
            (
                "From: Ana Pop\nDate: Mon, 9 Oct 2023 14:05:00 +0200\nSubject: Talks",
                Some("2023-10-09"),
            ),
            ("From: Ana Pop\nSent: Monday, October 9, 2023 2:05 PM\nTo: Desk", Some("2023-10-09")),
            ("On Mon, Oct 9, 2023 at 2:05 PM Ana Pop <pop@example.org> wrote:", Some("2023-10-09")),
            // Sent on two days later.
            (
                "From: John Roe\nDate: 11 Oct 2023\nSubject: Fwd: Talks\n\n\
                 From: Ana Pop\nDate: 9 Oct 2023\nSubject: Talks",
                Some("2023-10-09"),
            ),
            ("From: Ana Pop\nDate: 11 Oct 2023\n\nPublished 9 October 2023", Some("2023-10-09")),
        ] {
            assert_eq!(day(head, "").as_deref(), expected, "{head}");
        }
    }

    #[test]
    fn other_days_are_none_of_publication() {
        for head in [
            "",
            "Published on Monday",
            "Published 9 October",
            "Published in 2023",
            "Published 31 February 2023",
            "KABUL, March 3 (Some Agency) —",
            "How the town lived through 9 October 2023",
            "His book, published 9 October 2023, is read everywhere",
            "Concert: 9 October 2023, the old theatre",
            "9 October 2023\n\n10 October 2023",
            "Published 9 October 2023\n\nPublished 10 October 2023",
            "By 9 October 2023 it was over for them",
            "By early Monday, 9 October 2023",
            "By Monday, 9 October 2023",
            "By the end of 9 October 2023",
            "09/10/2023",
        ] {
            assert_eq!(day(head, ""), None, "{head}");
        }
    }

    #[test]
    fn a_dateline_says_the_day() {
        let day = |text: &str| {
            let text = Text::new(text);
            find_published(&text, &find_blocks(&text, &[], english()), english())
                .map(|day| day.to_string())
        };
        let body =
            "Larkin Drew AG announced today that it has a new chief, who comes in the autumn.";
        for head in [
            "ROCKPORT, Maine, Sept. 21, 2023 -- ",
            "BASEL, Switzerland, 21 September 2023 — ",
            "Basel, Switzerland – September 21, 2023 – ",
            "DETROIT, Sept. 21, 2023 /SomeWire/ -- ",
            "LONDON--(SOME WIRE)--September 21, 2023--",
            "PARIS, Thursday, September 21, 2023 (Some Agency) - ",
            "September 21, 2023 – ",
        ] {
            let text = format!("Larkin Drew names a chief\n\n{head}{body}\n\n{BODY}");
            assert_eq!(day(&text).as_deref(), Some("2023-09-21"), "{head}");
            assert_eq!(day(&format!("{head}{body}")).as_deref(), Some("2023-09-21"), "{head}");
        }
        for head in [
            "On September 21, 2023 — a Thursday — ",
            "The treaty of September 21, 2023 — ",
            "KABUL, Sept. 21 (Some Agency) — ",
            "After the strike of Sept. 21, 2023 -- ",
            "Alan Reddick, born on Sept. 21, 1953 - ",
        ] {
            assert_eq!(day(&format!("{head}{body}\n\n{BODY}")), None, "{head}");
        }
        let told = format!("Published 9 October 2023\n\nBASEL, September 21, 2023 — {body}");
        assert_eq!(day(&told).as_deref(), Some("2023-10-09"));
    }

    #[test]
    fn a_first_line_that_is_only_a_day_says_it() {
        for first in
            ["24 July 2015", "Friday, 24 July 2015", "July 24, 2015, 14:05 GMT", "2015-07-24"]
        {
            let text = format!("{first}\nMr Areval will address the assembly on Sunday.\n\n{BODY}");
            let text = Text::new(&text);
            let day = find_published(&text, &find_blocks(&text, &[], english()), english())
                .map(|day| day.to_string());
            assert_eq!(day.as_deref(), Some("2015-07-24"), "{first}");
        }
    }
}
