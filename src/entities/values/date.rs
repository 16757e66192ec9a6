//! Days and months, and ranges of them.

use time::Date;

use super::{
    Value, Words,
    calendar::{self, day, iso, month, two_digits, year},
    longer,
    relative::{counted, relative, weekday_date},
    span::{bare_year, century, decade, fiscal_year, part_of_year, season},
    tense::is_to_come,
};
use crate::document::EntityType;

/// A date that starts at a word.
pub(super) fn date(words: &Words, at: usize) -> Option<Value> {
    [
        in_digits(words, at),
        days(words, at),
        months(words, at),
        weekday_date(words, at),
        relative(words, at),
        counted(words, at),
        part_of_year(words, at),
        fiscal_year(words, at),
        season(words, at),
        decade(words, at),
        century(words, at),
        bare_year(words, at),
    ]
    .into_iter()
    .flatten()
    .reduce(longer)
}

#[expect(clippy::unnecessary_wraps, reason = "the end of every parser")]
pub(super) fn found(length: usize, normal: Option<String>, rule: &'static str) -> Option<Value> {
    Some(Value { length, entity_type: EntityType::Date, normal, rule })
}

/// What stands between the ends of a period: "-", "to", and "and" after "between".
pub(super) fn joins(words: &Words, start: usize, at: usize) -> bool {
    match words.at(at) {
        "-" | "to" | "until" | "through" => true,
        "and" => words.before(start) == "between",
        _ => false,
    }
}

/// "2021-05-03", "2021/05/03", "21.09.2023", "2021-05-03T14:05". A day that may be a month is none.
fn in_digits(words: &Words, at: usize) -> Option<Value> {
    let word = words.at(at);
    let (date, hour) = word.split_once('t').unwrap_or((word, ""));
    let [one, two, three] = date.split(['-', '/', '.']).collect::<Vec<_>>()[..] else {
        return None;
    };
    if let Some(year) = year(one) {
        let day = iso(year, two_digits(two)?, two_digits(three)?)?;
        let (more, time) = clock_after(words, at, hour);
        return found(1 + more, Some(format!("{day}{time}")), "date");
    }
    let (year, one, two) = (year(three)?, day(one)?, day(two)?);
    let (day, month) = match (one > 12, two > 12) {
        (true, false) => (one, two),
        (false, true) => (two, one),
        _ if one == two => (one, two),
        _ => return found(1, None, "date"),
    };
    found(1, Some(iso(year, month, day)?), "date")
}

/// The minutes and seconds after "2021-05-03T14", in words, and the time.
fn clock_after(words: &Words, at: usize, hour: &str) -> (usize, String) {
    let rest = words.at(at + 2);
    let digits = rest.trim_end_matches('z');
    let (minute, second) = digits.split_once(':').unwrap_or((digits, "00"));
    let is_clock = words.at(at + 1) == ":"
        && two_digits(hour).is_some_and(|hour| hour < 25)
        && two_digits(minute).is_some_and(|minute| minute < 60)
        && two_digits(second).is_some();
    if !is_clock {
        return (0, String::new());
    }
    let zone = if rest.ends_with('z') { "Z" } else { "" };
    (2, format!("T{hour}:{minute}{zone}"))
}

/// A year after a date, with or without a comma. Gives the words that it takes.
pub(super) fn year_after(words: &Words, at: usize) -> (usize, Option<i32>) {
    let comma = usize::from(words.at(at) == ",");
    year(words.at(at + comma)).map_or((0, None), |year| (comma + 1, Some(year)))
}

/// A day of a month as it is written.
#[derive(Clone, Copy)]
struct Day {
    length: usize,
    year: Option<i32>,
    month: u8,
    number: u8,
}

/// "May 3, 2021", "3 May", "the 3rd of May 2021".
fn day_of_month(words: &Words, at: usize) -> Option<Day> {
    let month_first = || {
        let month = month(words.at(at), words.lists).filter(|_| words.is_capital(at))?;
        Some((2, month, day(words.at(at + 1))?))
    };
    let day_first = || {
        let article = usize::from(words.at(at) == "the");
        let day = day(words.at(at + article))?;
        let of = usize::from(words.at(at + article + 1) == "of");
        let month_at = at + article + 1 + of;
        let month =
            month(words.at(month_at), words.lists).filter(|_| words.is_capital(month_at))?;
        Some((month_at + 1 - at, month, day))
    };
    let (length, month, day) = month_first().or_else(day_first)?;
    let (more, year) = year_after(words, at + length);
    Some(Day { length: length + more, year, month, number: day })
}

/// A day, or a period from one to another: "May 3-5", "3-5 May", "3 to 5 May 2021", "30 April to 2 May".
pub(super) fn days(words: &Words, at: usize) -> Option<Value> {
    let first = day_of_month(words, at);
    let Some(first) = first else {
        // "3-5 May"
        let start = day(words.at(at)).filter(|_| joins(words, at, at + 1))?;
        let last = day_of_month(words, at + 2)
            .filter(|last| day(words.at(at + 2)).is_some() && start < last.number)?;
        let normal = period(words, Day { number: start, ..last }, last);
        return found(2 + last.length, normal, "date");
    };
    if joins(words, at, at + first.length) {
        let next = at + first.length + 1;
        if let Some(last) = day_of_month(words, next) {
            return found(first.length + 1 + last.length, period(words, first, last), "date");
        }
        // "May 3-5"
        let is_month_first = month(words.at(at), words.lists).is_some() && first.year.is_none();
        let last = day(words.at(next)).filter(|&last| is_month_first && last > first.number);
        if let Some(last) = last {
            let (more, year) = year_after(words, next + 1);
            let last = Day { length: 0, year, number: last, ..first };
            return found(first.length + 2 + more, period(words, first, last), "date");
        }
    }
    found(first.length, calendar_day(words.published, first), "date")
}

fn period(words: &Words, first: Day, last: Day) -> Option<String> {
    let last_year = last.year.or(first.year);
    // "30 December to 2 January 2022" begins in the year before.
    let turns = first.month > last.month;
    let first_year = first.year.or(last.year.map(|year| year - i32::from(turns)));
    let start = calendar_day(words.published, Day { year: first_year, ..first })?;
    let end = calendar_day(words.published, Day { year: last_year, ..last })?;
    Some(format!("{start}/{end}"))
}

/// The day; its year is that of the nearest such day when only the day of publication is known.
fn calendar_day(published: Option<Date>, at: Day) -> Option<String> {
    let year = at.year.or_else(|| nearest_year(published?, at.month, at.number))?;
    iso(year, at.month, at.number)
}

fn nearest_year(published: Date, month: u8, day: u8) -> Option<i32> {
    let month = time::Month::try_from(month).ok()?;
    let distance = |year: &i32| {
        Date::from_calendar_date(*year, month, day)
            .map_or(i64::MAX, |date| (date - published).whole_days().abs())
    };
    (published.year() - 1..=published.year() + 1).min_by_key(distance)
}

/// "Early", "mid-" and "late" before a month, year, decade or century: how many words they are.
pub(super) fn part_prefix(words: &Words, at: usize) -> usize {
    let hyphen = usize::from(words.at(at + 1) == "-");
    match words.at(at) {
        "early" | "late" | "mid" => 1 + hyphen,
        "mid-" => 1,
        _ => 0,
    }
}

/// "May 2021", "mid-May", "January to March 2022", "May".
fn months(words: &Words, at: usize) -> Option<Value> {
    let (prefix, number) = month_at(words, at)?;
    let end = at + prefix + 1;
    let of = usize::from(words.at(end) == "of");
    let (more, year) = year_after(words, end + of);
    let length = prefix + 1 + if more > 0 { of + more } else { 0 };
    if joins(words, at, at + length)
        && let Some((prefix, last)) = month_at(words, at + length + 1)
        && day(words.at(at + length + 2 + prefix)).is_none()
    {
        let (more, last_year) = year_after(words, at + length + 2 + prefix);
        let turns = number > last;
        let first_year = year.or(last_year.map(|year| year - i32::from(turns)));
        let ends = [
            month_form(words, at, number, first_year),
            month_form(words, at, last, last_year.or(year.map(|year| year + i32::from(turns)))),
        ];
        let normal = ends.into_iter().collect::<Option<Vec<_>>>().map(|ends| ends.join("/"));
        return found(length + 2 + prefix + more, normal, "month");
    }
    if year.is_none() && prefix == 0 && is_word(words.at(at)) && !is_led(words, at) {
        return None;
    }
    found(length, month_form(words, at, number, year), "month")
}

/// The words before a month's name at a place, and its number.
fn month_at(words: &Words, at: usize) -> Option<(usize, u8)> {
    let prefix = part_prefix(words, at);
    let word = words.at(at + prefix);
    let name = word.trim_start_matches("mid-");
    let is_name = words.is_capital(at + prefix) || name != word;
    month(name, words.lists).filter(|_| is_name).map(|number| (prefix, number))
}

fn month_form(words: &Words, at: usize, month: u8, year: Option<i32>) -> Option<String> {
    let year = year.or_else(|| {
        let published = words.published?;
        let this = u8::from(published.month());
        let is_other =
            if is_to_come(words, at) { i32::from(month < this) } else { -i32::from(month > this) };
        Some(published.year() + is_other)
    })?;
    Some(calendar::format_month(year, month))
}

/// "May" and "March" alone are words too.
fn is_word(word: &str) -> bool {
    matches!(word, "may" | "march" | "mar" | "jan" | "jun" | "sep" | "dec")
}

/// Whether the word before a month says that it is one.
fn is_led(words: &Words, at: usize) -> bool {
    const LEADS: &[&str] = &[
        "in", "since", "by", "until", "last", "next", "this", "from", "to", "of", "during",
        "before", "after",
    ];
    LEADS.contains(&words.before(at))
}
