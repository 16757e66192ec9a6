//! Numbers in digits and words.

use super::Words;

/// A number in millionths, so that amounts are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number(u128);

const ONE: u128 = 1_000_000;

impl Number {
    pub(super) const fn whole(value: u128) -> Self {
        Self(value.saturating_mul(ONE))
    }

    fn times(self, factor: u128) -> Self {
        Self(self.0.saturating_mul(factor))
    }

    /// In plain digits: "3500000", "12.5".
    pub(super) fn digits(self) -> String {
        let (whole, part) = (self.0 / ONE, self.0 % ONE);
        if part == 0 {
            return whole.to_string();
        }
        format!("{whole}.{part:06}").trim_end_matches('0').to_owned()
    }

    /// The value when it is whole and small.
    pub(super) fn small(self) -> Option<u16> {
        self.0.is_multiple_of(ONE).then(|| u16::try_from(self.0 / ONE).ok()).flatten()
    }
}

const UNITS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: &[&str] =
    &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SCALES: &[(&str, u128)] = &[
    ("hundred", 100),
    ("thousand", 1_000),
    ("k", 1_000),
    ("lakh", 100_000),
    ("lakhs", 100_000),
    ("million", 1_000_000),
    ("m", 1_000_000),
    ("mn", 1_000_000),
    ("crore", 10_000_000),
    ("crores", 10_000_000),
    ("billion", 1_000_000_000),
    ("bn", 1_000_000_000),
    ("b", 1_000_000_000),
    ("trillion", 1_000_000_000_000),
    ("tn", 1_000_000_000_000),
];

/// A number in words is not longer than this.
const LONGEST: usize = 24;

/// Reads a number: "1,500.5", "3.5 million", "twenty-five thousand", "a hundred". Gives its length
/// in words. `letters` allows one-letter scales ("40 m"), which are units elsewhere.
pub(super) fn number(words: &Words, at: usize, letters: bool) -> Option<(usize, Number)> {
    let (mut length, mut value) = simple(words, at)?;
    while let Some(factor) = scale(words.at(at + length), letters).filter(|_| length < LONGEST) {
        value = value.times(factor);
        length += 1;
        let joined = usize::from(words.at(at + length) == "and");
        if factor < 1_000_000
            && let Some((more, small)) = simple(words, at + length + joined)
            && words.at(at).starts_with(char::is_alphabetic)
            && words.at(at + length + joined).starts_with(char::is_alphabetic)
        {
            value = Number(value.0.saturating_add(small.0));
            length += joined + more;
        }
    }
    Some((length, value))
}

fn scale(word: &str, letters: bool) -> Option<u128> {
    let long = letters || word.len() > 2 || word == "bn";
    SCALES.iter().find(|(known, _)| *known == word && long).map(|&(_, factor)| factor)
}

/// A number without scale words.
fn simple(words: &Words, at: usize) -> Option<(usize, Number)> {
    let word = words.at(at);
    if let Some(value) = digits(word) {
        return Some((1, value));
    }
    if let Some(value) = UNITS.iter().position(|unit| *unit == word) {
        return Some((1, Number::whole(value as u128)));
    }
    if let Some(tens) = TENS.iter().position(|tens| *tens == word) {
        let tens = 20 + 10 * tens as u128;
        let skip = if words.at(at + 1) == "-" { 2 } else { 1 };
        let unit = UNITS.iter().position(|unit| *unit == words.at(at + skip));
        return Some(match unit.filter(|unit| (1..10).contains(unit)) {
            Some(unit) => (skip + 1, Number::whole(tens + unit as u128)),
            None => (1, Number::whole(tens)),
        });
    }
    if let Some((tens, unit)) = word.split_once('-')
        && let Some(tens) = TENS.iter().position(|known| *known == tens)
        && let Some(unit) = UNITS.iter().position(|known| *known == unit)
    {
        return Some((1, Number::whole(20 + 10 * tens as u128 + unit as u128)));
    }
    let article = matches!(word, "a" | "an") && scale(words.at(at + 1), false).is_some();
    article.then_some((1, Number::whole(1)))
}

/// "1,500.5" in digits; groups of digits are set apart by commas.
pub(super) fn digits(word: &str) -> Option<Number> {
    let (whole, part) = word.split_once('.').unwrap_or((word, ""));
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = groups.clone().all(|group| matches!(group.len(), 2 | 3) && is_plain(group));
    if first.is_empty() || first.len() > 18 || !is_plain(first) || !grouped || !is_plain(part) {
        return None;
    }
    let whole: u128 = whole.replace(',', "").parse().ok()?;
    let part: u128 = format!("{part:0<6}").get(..6)?.parse().ok()?;
    Some(Number(whole.checked_mul(ONE)?.checked_add(part)?))
}
