//! Times and periods shorter than a day.

use super::{
    Value, Words,
    date::joins,
    number::{Amount, Number, number},
    range::measured,
};
use crate::document::EntityType;

/// "9:30 a.m. GMT", "9.30am", "2-4pm", "1430 GMT", "noon", "two hours", "this morning".
pub(super) fn time(words: &Words, at: usize) -> Option<Value> {
    clocks(words, at).or_else(|| period(words, at)).or_else(|| part_of_day(words, at))
}

/// A time as it is written.
struct Clock {
    length: usize,
    hour: u8,
    minute: u8,
    /// What is added to the hour, if "am" or "pm" says it.
    half: Option<u8>,
    zone: &'static str,
    /// Whether it is written so that it is nothing else.
    is_plain: bool,
}

impl Clock {
    /// "T09:30Z", with the half of the day of the time after it where it has none: "2-4pm".
    fn form(&self, half: Option<u8>) -> String {
        let hour = match self.half.or(half) {
            Some(half) if self.hour <= 12 => self.hour % 12 + half,
            _ => self.hour,
        };
        format!("T{hour:02}:{:02}{}", self.minute, self.zone)
    }
}

/// A time, or a period from one to another.
fn clocks(words: &Words, at: usize) -> Option<Value> {
    if words.at(at + 1) == "o'clock" {
        return found(2, None, "time of day").filter(|_| small(words.at(at)).is_some());
    }
    let first = clock(words, at)?;
    let joined = joins(words, at, at + first.length);
    let last = joined.then(|| clock(words, at + first.length + 1)).flatten();
    if let Some(last) = last.filter(|last| last.is_plain && (last.half.is_some() || first.is_plain))
    {
        let normal = format!("{}/{}", first.form(last.half), last.form(None));
        return found(first.length + 1 + last.length, Some(normal), "time of day");
    }
    first.is_plain.then(|| found(first.length, Some(first.form(None)), "time of day"))?
}

fn small(text: &str) -> Option<u8> {
    let plain = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| plain)
}

/// What stands before a time of four digits.
const BEFORE_TIME: &[&str] =
    &["about", "after", "around", "at", "before", "by", "from", "since", "till", "until"];

fn clock(words: &Words, at: usize) -> Option<Clock> {
    let word = words.at(at);
    let in_zone = |length| words.lists.zones.holds(words.at(at + length));
    // "at 2000 hours", "0630 hours", but not "2000 hours of service"
    let is_time = word.starts_with('0') || at > 0 && words.is(at - 1, BEFORE_TIME);
    let in_hours = is_time && words.is(at + 1, &["hours", "hrs"]);
    let four = word.len() == 4 && word.is_ascii() && (in_zone(1) || in_hours);
    let (hour, minutes) = match word.split_once([':', '.']) {
        None if four => word.split_at(2),
        parts => parts.unwrap_or((word, "")),
    };
    let hour = small(hour)?;
    let minute =
        if minutes.is_empty() { 0 } else { small(minutes).filter(|_| minutes.len() == 2)? };
    let mut length = 1 + usize::from(four && !in_zone(1));
    let half = match words.at(at + length) {
        "am" | "a.m." | "a.m" => Some(0),
        "pm" | "p.m." | "p.m" => Some(12),
        "noon" if hour == 12 => Some(12),
        "midnight" if hour == 12 => Some(0),
        _ => None,
    };
    length += usize::from(half.is_some());
    let mut is_plain = half.is_some() || word.contains(':') || four;
    if hour > 24 || minute > 59 {
        return None;
    }
    if words.at(at + length) == "local" && words.at(at + length + 1) == "time" {
        is_plain |= !minutes.is_empty();
        length += 2;
    }
    let mut zone = "";
    if in_zone(length) {
        is_plain |= !minutes.is_empty();
        zone = if words.is(at + length, &["gmt", "utc"]) { "Z" } else { "" };
        length += 1;
    }
    Some(Clock { length, hour, minute, half, zone, is_plain })
}

/// "two hours", "a minute", "two to three hours".
fn period(words: &Words, at: usize) -> Option<Value> {
    let one = |unit| words.at(at + 1) == unit;
    let is_one = words.at(at) == "an" && one("hour") || words.at(at) == "a" && one("minute");
    let long = measured(words, at, |at| {
        let article = Amount { length: 1, number: Number::whole(1), factor: 1 };
        let amount = number(words, at, false).or_else(|| is_one.then_some(article))?;
        let hyphen = usize::from(words.at(at + amount.length) == "-");
        let unit = match words.at(at + amount.length + hyphen) {
            "hour" | "hours" | "hr" | "hrs" => Some('H'),
            "minute" | "minutes" | "min" | "mins" => Some('M'),
            "second" | "seconds" | "sec" | "secs" => Some('S'),
            _ => None,
        };
        Some((amount, unit.map(|unit| (hyphen + 1, unit))))
    })?;
    let unit = long.unit;
    let normal = match long.upper {
        Some(upper) => {
            let lower = long.lower.scaled_like(upper).number.digits();
            format!("PT{lower}{unit}/PT{}{unit}", upper.number.digits())
        }
        None => format!("PT{}{unit}", long.lower.number.digits()),
    };
    let after = usize::from(words.is(at + long.length, &["ago", "later", "earlier"]));
    found(long.length + after, Some(normal), "period of time")
}

fn part_of_day(words: &Words, at: usize) -> Option<Value> {
    match words.at(at) {
        "noon" | "midday" => found(1, Some("T12:00".to_owned()), "time of day"),
        "midnight" => found(1, Some("T00:00".to_owned()), "time of day"),
        "overnight" | "tonight" => found(1, Some("TNI".to_owned()), "time of day"),
        "this" | "that" | "early" | "late" => part(words.at(at + 1))
            .and_then(|normal| found(2, Some(normal.to_owned()), "time of day")),
        "the" | "yesterday" | "tomorrow"
            if part(words.at(at + 1)).is_some()
                && (words.at(at) != "the" || words.before(at) == "in") =>
        {
            found(2, part(words.at(at + 1)).map(str::to_owned), "time of day")
        }
        "last" if words.at(at + 1) == "night" => found(2, Some("TNI".to_owned()), "time of day"),
        _ => None,
    }
}

fn part(word: &str) -> Option<&'static str> {
    match word {
        "morning" => Some("TMO"),
        "afternoon" => Some("TAF"),
        "evening" => Some("TEV"),
        "night" => Some("TNI"),
        _ => None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the end of every parser")]
fn found(length: usize, normal: Option<String>, rule: &'static str) -> Option<Value> {
    Some(Value { length, entity_type: EntityType::Time, normal, rule })
}
