//! Dates and periods of a day or more.

use time::Date;

use super::{
    Value, Words,
    calendar::{
        day, format_day, iso, latest, month, plus_days, plus_months, plus_weeks, weekday, year,
    },
    number::number,
};
use crate::document::EntityType;

/// A date that starts at a word.
pub(super) fn date(
    words: &Words,
    capitals: &[bool],
    at: usize,
    published: Option<Date>,
) -> Option<Value> {
    [
        iso_date(words, at),
        month_first(words, capitals, at, published),
        day_first(words, at, published),
        weekday_date(words, capitals, at, published),
        relative(words, at, published),
        counted(words, at, published),
        quarter(words, at),
        season(words, at, published),
        bare_year(words, at),
    ]
    .into_iter()
    .flatten()
    .max_by_key(|value| value.length)
}

#[expect(clippy::unnecessary_wraps, reason = "the end of every parser")]
fn found(length: usize, normal: Option<String>, rule: &'static str) -> Option<Value> {
    Some(Value { length, entity_type: EntityType::Date, normal, rule })
}

/// "2021-05-03"
fn iso_date(words: &Words, at: usize) -> Option<Value> {
    let mut parts = words.at(at).split('-');
    let (year, month, day_part) =
        (year(parts.next()?)?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    if parts.next().is_some() {
        return None;
    }
    found(1, Some(iso(year, month, day_part)?), "date")
}

/// A year after a date, with or without a comma. Gives the words that it takes.
fn year_after(words: &Words, at: usize) -> (usize, Option<i32>) {
    let comma = usize::from(words.at(at) == ",");
    year(words.at(at + comma)).map_or((0, None), |year| (comma + 1, Some(year)))
}

/// "May 3, 2021", "May 3-5", "May 2021", "May".
fn month_first(
    words: &Words,
    capitals: &[bool],
    at: usize,
    published: Option<Date>,
) -> Option<Value> {
    let prefix = usize::from(words.is(at, &["early", "late", "mid", "mid-"]));
    let month_word = words.at(at + prefix).trim_start_matches("mid-");
    let number = month(month_word)?;
    let start = at + prefix + 1;
    let starts_capital =
        capitals.get(at + prefix).copied().unwrap_or(false) || month_word != words.at(at + prefix);
    if !starts_capital {
        return None;
    }
    if let Some(first) = day(words.at(start))
        && prefix == 0
    {
        let range = (words.at(start + 1) == "-").then(|| day(words.at(start + 2))).flatten();
        let end = start + if range.is_some() { 3 } else { 1 };
        let (more, year) = year_after(words, end);
        return found(end + more - at, days(year, published, number, first, range), "date");
    }
    let of = usize::from(words.at(start) == "of");
    let (more, year) = year_after(words, start + of);
    if more > 0 {
        let normal = year.map(|year| format!("{year:04}-{number:02}"));
        return found(prefix + 1 + of + more, normal, "month");
    }
    // "May" and "March" alone are words too.
    let is_word = matches!(month_word, "may" | "march" | "mar" | "jan" | "jun" | "sep" | "dec");
    let led = matches!(
        words.before(at),
        "in" | "since"
            | "by"
            | "until"
            | "last"
            | "next"
            | "this"
            | "from"
            | "to"
            | "of"
            | "during"
            | "before"
            | "after"
    );
    if is_word && !led && prefix == 0 {
        return None;
    }
    let year = published.map(|date| {
        let this = u8::from(date.month());
        if is_to_come(words, at) {
            date.year() + i32::from(number < this)
        } else {
            date.year() - i32::from(number > this)
        }
    });
    found(prefix + 1, year.map(|year| format!("{year:04}-{number:02}")), "month")
}

/// "3 May 2021", "3rd of May", "3-5 May".
fn day_first(words: &Words, at: usize, published: Option<Date>) -> Option<Value> {
    let article = usize::from(words.at(at) == "the");
    let start = at + article;
    let first = day(words.at(start))?;
    let range = (words.at(start + 1) == "-").then(|| day(words.at(start + 2))).flatten();
    let mut end = start + if range.is_some() { 3 } else { 1 };
    end += usize::from(words.at(end) == "of");
    let number = month(words.at(end))?;
    end += 1;
    let (more, year) = year_after(words, end);
    found(end + more - at, days(year, published, number, first, range), "date")
}

/// One day or a range of days. The year is that of the nearest such day when only the day of
/// publication is known.
fn days(
    year: Option<i32>,
    published: Option<Date>,
    month: u8,
    first: u8,
    last: Option<u8>,
) -> Option<String> {
    let year = year.or_else(|| nearest_year(published?, month, first))?;
    let start = iso(year, month, first)?;
    match last {
        Some(last) => Some(format!("{start}/{}", iso(year, month, last)?)),
        None => Some(start),
    }
}

fn nearest_year(published: Date, month: u8, day: u8) -> Option<i32> {
    let month = time::Month::try_from(month).ok()?;
    let distance = |year: &i32| {
        Date::from_calendar_date(*year, month, day)
            .map_or(i64::MAX, |date| (date - published).whole_days().abs())
    };
    (published.year() - 1..=published.year() + 1).min_by_key(distance)
}

/// "Monday", "last Tuesday", "Monday, May 3".
fn weekday_date(
    words: &Words,
    capitals: &[bool],
    at: usize,
    published: Option<Date>,
) -> Option<Value> {
    let modifier = usize::from(words.is(at, &["last", "next", "this", "late", "early"]));
    let named = weekday(words.at(at + modifier).trim_end_matches("'s"))?;
    let mut end = at + modifier + 1;
    let comma = usize::from(words.at(end) == ",");
    let full = month_first(words, capitals, end + comma, published)
        .or_else(|| day_first(words, end + comma, published))
        .filter(|value| value.rule == "date");
    if let Some(value) = full {
        return found(end + comma + value.length - at, value.normal, "date");
    }
    let of_day = words.is(end, &["morning", "afternoon", "evening", "night"]);
    end += usize::from(of_day);
    let day = published.and_then(|published| match words.at(at) {
        "next" => plus_days(latest(published, named)?, 7),
        "last" => latest(plus_days(published, -1)?, named),
        _ if is_to_come(words, at) => latest(plus_days(published, 6)?, named),
        _ => latest(published, named),
    });
    found(end - at, day.map(format_day), "day of the week")
}

/// Whether what happens on a day is to come: "will meet on Sunday", "plans to meet on Sunday", "On Sunday,
/// the court will hear", "by Sunday". The nearest word that tells of plans or of the past decides.
fn is_to_come(words: &Words, at: usize) -> bool {
    const FAR: usize = 12;
    if matches!(words.before(at), "by" | "until" | "till") {
        return true;
    }
    let mut is_infinitive = false;
    for index in (at.saturating_sub(FAR)..at).rev() {
        let word = words.at(index);
        is_infinitive |= word == "to";
        if let Some(is_to_come) = tells_time(word, is_infinitive) {
            return is_to_come;
        }
    }
    let mut after = (at + 1..at + FAR).filter_map(|index| tells_time(words.at(index), false));
    at <= 1 && after.next() == Some(true)
}

/// Whether a word says that what follows it is to come, or that it has happened or is another clause.
fn tells_time(word: &str, is_infinitive: bool) -> Option<bool> {
    const WILL: &str = "will 'll won't shall would may might due";
    const PLANS: &str = "plan plans planned planning due set scheduled slated expected expects hope hopes hoped intend intends \
intended want wants aim aims agreed pledged vowed promised";
    const PAST: &str = "said says told was were had has have did been";
    const ENDS: &str =
        ". ; : “ ” \" ( ) after before when while who which that because since where whose";
    let is_of = |list: &str| list.split(' ').any(|listed| listed == word);
    if is_of(WILL) || is_infinitive && is_of(PLANS) {
        return Some(true);
    }
    let is_past = is_of(PAST) || word.len() > 4 && word.ends_with("ed");
    (is_past || is_of(ENDS)).then_some(false)
}

/// "yesterday", "last week", "the past year", "the weekend", "recent years".
fn relative(words: &Words, at: usize, published: Option<Date>) -> Option<Value> {
    let shifted = |days| published.and_then(|date| plus_days(date, days)).map(format_day);
    match words.at(at) {
        "yesterday" => return found(1, shifted(-1), "relative date"),
        "today" => return found(1, shifted(0), "relative date"),
        "tomorrow" => return found(1, shifted(1), "relative date"),
        _ => {}
    }
    let article = usize::from(words.at(at) == "the");
    let modifier = words.at(at + article);
    let unit = words.at(at + article + 1);
    if article == 1 && matches!(modifier, "weekend") {
        return found(2, weekend(published, 0), "relative date");
    }
    if matches!(modifier, "recent" | "coming" | "past" | "following" | "previous" | "last" | "next")
        && matches!(unit, "days" | "weeks" | "months" | "years" | "decades")
    {
        return found(article + 2, None, "relative date");
    }
    let steps: i8 = match modifier {
        "last" | "past" | "previous" => -1,
        "this" | "current" => 0,
        "next" | "coming" => 1,
        _ => return None,
    };
    let normal = match unit {
        "week" => published.and_then(|date| plus_weeks(date, steps.into())),
        "weekend" => weekend(published, steps.into()),
        "month" => published.map(|date| plus_months(date, steps.into())),
        "year" => published.map(|date| format!("{:04}", date.year() + i32::from(steps))),
        "decade" | "century" | "quarter" => None,
        _ => {
            let number = month(unit)?;
            published.map(|date| {
                let passed = number < u8::from(date.month());
                let year = date.year()
                    + if steps < 0 && !passed { -1 } else { i32::from(steps > 0 && passed) };
                format!("{year:04}-{number:02}")
            })
        }
    };
    found(article + 2, normal, "relative date")
}

fn weekend(published: Option<Date>, weeks: i64) -> Option<String> {
    let saturday = plus_days(latest(published?, time::Weekday::Saturday)?, 7 * weeks.max(0))?;
    Some(format!("{}/{}", format_day(saturday), format_day(plus_days(saturday, 1)?)))
}

/// "two weeks ago", "three days", "a year earlier", "two-day".
fn counted(words: &Words, at: usize, published: Option<Date>) -> Option<Value> {
    let article = words.is(at, &["a", "an"]);
    let (mut length, amount) = match number(words, at, false) {
        Some((length, amount)) => (length, amount.small()),
        None if article => (1, Some(1)),
        None => return None,
    };
    length += usize::from(words.at(at + length) == "-");
    let (letter, factor) = match words.at(at + length) {
        "day" | "days" => ('D', 1),
        "week" | "weeks" => ('W', 1),
        "month" | "months" => ('M', 1),
        "year" | "years" => ('Y', 1),
        "decade" | "decades" => ('Y', 10),
        "century" | "centuries" => ('Y', 100),
        _ => return None,
    };
    length += 1;
    let direction: i32 = match words.at(at + length) {
        "ago" => -1,
        "earlier" | "later" => 0,
        // "26-year-old" is an age: a date too, with all of its words.
        "-" if words.at(at + length + 1) == "old" => {
            return found(length + 2, amount.map(|amount| format!("P{amount}Y")), "age");
        }
        "old" => return found(length + 1, amount.map(|amount| format!("P{amount}Y")), "age"),
        _ if article && amount == Some(1) => return None,
        _ => {
            let period = amount.map(|amount| format!("P{}{letter}", i32::from(amount) * factor));
            return found(length, period, "period of time");
        }
    };
    let count = amount.map(|amount| i32::from(amount) * factor);
    let normal = published.zip(count).filter(|_| direction != 0).and_then(|(date, count)| {
        let back = direction * count;
        match letter {
            'D' => plus_days(date, back.into()).map(format_day),
            'W' => plus_weeks(date, back.into()),
            'M' => Some(plus_months(date, back)),
            _ => Some(format!("{:04}", date.year() + back)).filter(|_| date.year() + back > 0),
        }
    });
    found(length + 1, normal, "relative date")
}

/// "Q3 2024", "the third quarter of 2024".
fn quarter(words: &Words, at: usize) -> Option<Value> {
    let (length, number) = match words.at(at) {
        "q1" => (1, 1),
        "q2" => (1, 2),
        "q3" => (1, 3),
        "q4" => (1, 4),
        word => {
            let article = usize::from(word == "the");
            let number = ["first", "second", "third", "fourth"]
                .iter()
                .position(|ordinal| *ordinal == words.at(at + article))?;
            if words.at(at + article + 1) != "quarter" {
                return None;
            }
            (article + 2, number + 1)
        }
    };
    let of = usize::from(words.at(at + length) == "of");
    let (more, year) = year_after(words, at + length + of);
    let length = if more > 0 { length + of + more } else { length };
    found(length, year.map(|year| format!("{year:04}-Q{number}")), "quarter")
}

/// "summer 2019", "last winter".
fn season(words: &Words, at: usize, published: Option<Date>) -> Option<Value> {
    let modifier = usize::from(words.is(at, &["last", "this", "next", "the"]));
    let code = match words.at(at + modifier) {
        "spring" => "SP",
        "summer" => "SU",
        "autumn" => "FA",
        "fall" if words.at(at) != "the" => "FA",
        "winter" => "WI",
        _ => return None,
    };
    let of = usize::from(words.at(at + modifier + 1) == "of");
    let (more, year) = year_after(words, at + modifier + 1 + of);
    if let Some(year) = year {
        return found(modifier + 1 + of + more, Some(format!("{year:04}-{code}")), "season");
    }
    let step = match words.at(at) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let year = published.map(|date| date.year() + step);
    found(2, year.map(|year| format!("{year:04}-{code}")), "season")
}

/// Words before a number that is a year.
const LEADS: &[&str] = &[
    "in", "since", "by", "of", "during", "from", "until", "till", "to", "through", "before",
    "after", "between", "and", "(", "around", "circa", "year", "for", "-", ",", "",
];

/// "2021" after "in" and the like, "2019-2021", "the 1990s".
fn bare_year(words: &Words, at: usize) -> Option<Value> {
    let article = usize::from(words.at(at) == "the");
    let prefix = usize::from(words.is(at + article, &["early", "late", "mid", "mid-"]));
    let word = words.at(at + article + prefix);
    if let Some(decade) = word.strip_suffix('s').map(|word| word.trim_end_matches('\''))
        && let Some(first) = year(decade).filter(|year| year % 10 == 0)
    {
        return found(article + prefix + 1, Some(format!("{}X", first / 10)), "decade");
    }
    let first = year(word).filter(|_| article == 0)?;
    if words.at(at + prefix + 1) == "-"
        && let Some(last) = year(words.at(at + prefix + 2))
    {
        return found(prefix + 3, Some(format!("{first}/{last}")), "years");
    }
    let led = prefix == 1 || LEADS.contains(&words.before(at));
    let unit_after = words.at(at + prefix + 1);
    let counts = unit_after.ends_with('s') && unit_after.len() > 3 && words.before(at) != "in";
    (led && !counts).then(|| found(prefix + 1, Some(first.to_string()), "year")).flatten()
}
