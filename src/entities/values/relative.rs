//! Days and periods that count from the day of publication, and periods alone.

use time::Date;

use super::{
    Value, Words,
    calendar::{format_day, latest, month, plus_days, plus_months, plus_weeks, weekday},
    date::{days, found},
    number::{Amount, Number, number},
    range::measured,
    tense::is_to_come,
};

/// "Monday", "last Tuesday", "Monday, May 3".
pub(super) fn weekday_date(words: &Words, at: usize) -> Option<Value> {
    let modifier = usize::from(words.is(at, &["last", "next", "this", "late", "early"]));
    let named = weekday(words.at(at + modifier).trim_end_matches("'s"), words.lists)?;
    let mut end = at + modifier + 1;
    let comma = usize::from(words.at(end) == ",");
    if let Some(value) = days(words, end + comma) {
        return found(end + comma + value.length - at, value.normal, "date");
    }
    let of_day = words.is(end, &["morning", "afternoon", "evening", "night"]);
    end += usize::from(of_day);
    let day = words.published.and_then(|published| match words.at(at) {
        "next" => plus_days(latest(published, named)?, 7),
        "last" => latest(plus_days(published, -1)?, named),
        _ if is_to_come(words, at) => latest(plus_days(published, 6)?, named),
        _ => latest(published, named),
    });
    found(end - at, day.map(format_day), "day of the week")
}

/// "yesterday", "last week", "the past year", "the weekend", "recent years".
pub(super) fn relative(words: &Words, at: usize) -> Option<Value> {
    let published = words.published;
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
        return found(2, weekend(words, at, 0), "relative date");
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
    // "the last quarter-century"
    if matches!(unit, "quarter" | "half") && words.is(at + article + 2, &["-", "of"]) {
        return None;
    }
    let normal = match unit {
        "week" => published.and_then(|date| plus_weeks(date, steps.into())),
        "weekend" => weekend(words, at, steps.into()),
        "month" => published.map(|date| plus_months(date, steps.into())),
        "quarter" => published.map(|date| plus_quarters(date, steps.into())),
        "year" => published.map(|date| format!("{:04}", date.year() + i32::from(steps))),
        "century" => published.map(|date| format!("{:02}XX", date.year() / 100 + i32::from(steps))),
        "decade" => published.map(|date| format!("{:03}X", date.year() / 10 + i32::from(steps))),
        _ => {
            let number = month(unit, words.lists)?;
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

/// "2021-Q3", some quarters away.
fn plus_quarters(date: Date, quarters: i32) -> String {
    let index = date.year() * 4 + i32::from((u8::from(date.month()) - 1) / 3) + quarters;
    format!("{:04}-Q{}", index.div_euclid(4), index.rem_euclid(4) + 1)
}

/// A weekend: of "this" one, the sentence tells whether it is still to come.
fn weekend(words: &Words, at: usize, weeks: i64) -> Option<String> {
    let published = words.published?;
    let from =
        if weeks == 0 && is_to_come(words, at) { plus_days(published, 6)? } else { published };
    let saturday = plus_days(latest(from, time::Weekday::Saturday)?, 7 * weeks.max(0))?;
    Some(format!("{}/{}", format_day(saturday), format_day(plus_days(saturday, 1)?)))
}

/// A unit of periods: its sign in ISO 8601, and how many of those it is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Span {
    letter: char,
    factor: u16,
}

fn unit(word: &str) -> Option<Span> {
    let (letter, factor) = match word {
        "day" | "days" => ('D', 1),
        "week" | "weeks" => ('W', 1),
        "fortnight" | "fortnights" => ('W', 2),
        "month" | "months" => ('M', 1),
        "year" | "years" => ('Y', 1),
        "decade" | "decades" => ('Y', 10),
        "century" | "centuries" => ('Y', 100),
        _ => return None,
    };
    Some(Span { letter, factor })
}

/// A number of days or longer units at a place: "two weeks", "two-day"; "a year" with its article.
fn period(words: &Words, at: usize) -> Option<(Amount, Option<(usize, Span)>)> {
    let is_article = words.is(at, &["a", "an"]);
    let one = Amount { length: 1, number: Number::whole(1), factor: 1 };
    let amount = number(words, at, false).or_else(|| is_article.then_some(one))?;
    let hyphen = usize::from(words.at(at + amount.length) == "-");
    let place = at + amount.length + hyphen;
    let unit = unit(words.at(place)).filter(|unit| {
        // "four century-old ships" are not four centuries old.
        let is_own_age = words.at(place + 1) == "-" && words.at(place + 2) == "old" && hyphen == 0;
        !(is_own_age && unit.factor > 1 && !words.at(place).ends_with('s'))
    });
    Some((amount, unit.map(|unit| (hyphen + 1, unit))))
}

/// "two weeks ago", "three days", "three to five years", "a year earlier", "26-year-old", "century-old".
pub(super) fn counted(words: &Words, at: usize) -> Option<Value> {
    if let Some(value) = part_of_century(words, at).or_else(|| uncounted(words, at)) {
        return Some(value);
    }
    let long = measured(words, at, |at| period(words, at))?;
    let Span { letter, factor } = long.unit;
    let mut length = long.length;
    let is_article = words.is(at, &["a", "an"]);
    let is_half_more =
        is_article && words.phrase(at + length, 3).is_some_and(|phrase| phrase == "and a half");
    let scaled = |amount: Amount| amount.number.times(factor.into());
    let single = if is_half_more {
        length += 3;
        Number::whole(u128::from(factor) * 3).divided_by(2).digits()
    } else {
        scaled(long.lower).digits()
    };
    let normal = match long.upper {
        Some(upper) => format!(
            "P{}{letter}/P{}{letter}",
            scaled(long.lower.scaled_like(upper)).digits(),
            scaled(upper).digits()
        ),
        None => format!("P{single}{letter}"),
    };
    match words.at(at + length) {
        // "26-year-old" is an age: a date too, with all of its words.
        "-" if words.at(at + length + 1) == "old" => found(length + 2, Some(normal), "age"),
        "old" => found(length + 1, Some(normal), "age"),
        "earlier" | "later" => found(length + 1, None, "relative date"),
        "ago" => {
            let count =
                scaled(long.lower).small().filter(|_| long.upper.is_none() && !is_half_more);
            let day =
                words.published.zip(count).and_then(|(date, count)| back(date, count, letter));
            found(length + 1, day, "relative date")
        }
        _ if is_article && !is_half_more && long.upper.is_none() => None,
        _ => found(length, Some(normal), "period of time"),
    }
}

/// So many days, weeks, months or years before a day.
fn back(date: Date, count: u16, letter: char) -> Option<String> {
    let count = i32::from(count);
    match letter {
        'D' => plus_days(date, (-count).into()).map(format_day),
        'W' => plus_weeks(date, (-count).into()),
        'M' => Some(plus_months(date, -count)),
        _ => Some(format!("{:04}", date.year() - count)).filter(|_| date.year() > count),
    }
}

/// "century-old", "a decade-long war"; "centuries-old" without a number.
fn uncounted(words: &Words, at: usize) -> Option<Value> {
    let unit_word = words.at(at);
    let unit = unit(unit_word)?;
    let end = at + 2;
    let is_age = words.at(at + 1) == "-" && words.is(end, &["old", "long"]);
    // "two-year-old" was read from its number.
    let is_own = words.before(at) != "-";
    let normal = (!unit_word.ends_with('s')).then(|| format!("P{}{}", unit.factor, unit.letter));
    (is_age && is_own)
        .then(|| found(3, normal, if words.at(end) == "old" { "age" } else { "period of time" }))?
}

/// "quarter-century", "half a century", "a quarter of a century", but not a batsman's half-century.
fn part_of_century(words: &Words, at: usize) -> Option<Value> {
    let article = usize::from(words.at(at) == "a");
    let parts = match words.at(at + article) {
        "half" => 2,
        "quarter" => 4,
        _ => return None,
    };
    let mut end = at + article + 1;
    end += usize::from(words.at(end) == "of");
    end += usize::from(matches!(words.at(end), "a" | "-"));
    let unit = unit(words.at(end)).filter(|unit| unit.letter == 'Y')?;
    let is_score = parts == 2
        && unit.factor == 100
        && (0..words.len()).any(|place| words.lists.cricket.holds(words.at(place)));
    let length = Number::whole(unit.factor.into()).divided_by(parts);
    let age = usize::from(words.at(end + 1) == "-" && words.at(end + 2) == "old") * 2;
    (!is_score).then(|| {
        found(end + 1 + age - at, Some(format!("P{}Y", length.digits())), "period of time")
    })?
}
