//! Times and periods shorter than a day.

use super::{Value, Words, number::number};
use crate::document::EntityType;

const ZONES: &[&str] = &[
    "gmt", "utc", "bst", "cet", "cest", "est", "edt", "et", "cst", "cdt", "mst", "pst", "pdt",
    "pt", "ist", "jst", "msk",
];

/// "9:30 a.m. GMT", "5 pm", "noon", "two hours", "this morning".
pub(super) fn time(words: &Words, at: usize) -> Option<Value> {
    clock(words, at).or_else(|| period(words, at)).or_else(|| part_of_day(words, at))
}

fn clock(words: &Words, at: usize) -> Option<Value> {
    let (hour, minute) = words.at(at).split_once([':', '.']).unwrap_or((words.at(at), ""));
    let small = |text: &str| {
        let plain = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u8>().ok().filter(|_| plain)
    };
    let hour = small(hour)?;
    let minutes =
        if minute.is_empty() { 0 } else { small(minute).filter(|_| minute.len() == 2)? };
    let mut length = 1;
    let half = match words.at(at + length) {
        "am" | "a.m." | "a.m" => Some(0),
        "pm" | "p.m." | "p.m" => Some(12),
        _ => None,
    };
    length += usize::from(half.is_some());
    let is_clock = half.is_some() || words.at(at).contains(':');
    let hour = match half {
        Some(_) if hour > 12 => hour,
        Some(half) => hour % 12 + half,
        None => hour,
    };
    if !is_clock || hour > 24 || minutes > 59 {
        return None;
    }
    if words.at(at + length) == "local" && words.at(at + length + 1) == "time" {
        length += 2;
    }
    let mut zone = "";
    if words.is(at + length, ZONES) {
        zone = if words.is(at + length, &["gmt", "utc"]) { "Z" } else { "" };
        length += 1;
    }
    found(length, Some(format!("T{hour:02}:{minutes:02}{zone}")), "time of day")
}

fn period(words: &Words, at: usize) -> Option<Value> {
    let (mut length, amount) = match words.at(at) {
        "an" if words.at(at + 1) == "hour" => (1, "1".to_owned()),
        "a" if words.at(at + 1) == "minute" => (1, "1".to_owned()),
        _ => number(words, at, false).map(|(length, amount)| (length, amount.digits()))?,
    };
    length += usize::from(words.at(at + length) == "-");
    let unit = match words.at(at + length) {
        "hour" | "hours" => "H",
        "minute" | "minutes" => "M",
        "second" | "seconds" => "S",
        _ => return None,
    };
    length += 1;
    length += usize::from(words.is(at + length, &["ago", "later", "earlier"]));
    found(length, Some(format!("PT{amount}{unit}")), "period of time")
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
