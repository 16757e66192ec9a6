//! Words of the calendar, and days counted from one another.

use time::{Date, Duration, Month, Weekday};

use super::words::ValueWords;

/// The number of a month by its name or abbreviation.
pub(super) fn month(word: &str, lists: &ValueWords) -> Option<u8> {
    lists.month.get(word)?.parse().ok()
}

pub(super) fn weekday(word: &str, lists: &ValueWords) -> Option<Weekday> {
    let after_monday = u8::try_from(lists.weekdays.position(word)?).ok()?;
    Some(Weekday::Monday.nth_next(after_monday))
}

/// A year in digits, 1000 to 2199.
pub(super) fn year(word: &str) -> Option<i32> {
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|year| is_year && (1000..2200).contains(year))
}

/// A number of two digits.
pub(super) fn two_digits(word: &str) -> Option<u8> {
    let is_two = word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    word.parse().ok().filter(|_| is_two)
}

/// A day of the month: "3", "3rd".
pub(super) fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(char::is_alphabetic);
    let ending = &word[digits.len()..];
    let is_day =
        matches!(ending, "" | "st" | "nd" | "rd" | "th") && (1..=2).contains(&digits.len());
    digits.parse().ok().filter(|day| is_day && (1..=31).contains(day))
}

/// "2021-05-03", if there is such a day.
pub(super) fn iso(year: i32, month: u8, day: u8) -> Option<String> {
    let month = Month::try_from(month).ok()?;
    Date::from_calendar_date(year, month, day).ok().map(format_day)
}

pub(super) fn format_day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

pub(super) fn plus_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Duration::days(days))
}

/// "2021-05", some months away.
pub(super) fn plus_months(date: Date, months: i32) -> String {
    let index = date.year() * 12 + i32::from(u8::from(date.month())) - 1 + months;
    format_month(index.div_euclid(12), (index.rem_euclid(12) + 1) as u8) // 1 to 12
}

/// "2021-05"
pub(super) fn format_month(year: i32, month: u8) -> String {
    format!("{year:04}-{month:02}")
}

/// "2021-W23", some weeks away.
pub(super) fn plus_weeks(date: Date, weeks: i64) -> Option<String> {
    let (year, week, _) = plus_days(date, 7 * weeks)?.to_iso_week_date();
    Some(format!("{year:04}-W{week:02}"))
}

/// The latest such weekday up to a day.
pub(super) fn latest(date: Date, weekday: Weekday) -> Option<Date> {
    let back = i64::from(date.weekday().number_days_from_monday())
        - i64::from(weekday.number_days_from_monday());
    plus_days(date, -back.rem_euclid(7))
}
