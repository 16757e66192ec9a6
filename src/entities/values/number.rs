//! Numbers in digits and words.

use super::{Words, calendar, words::ValueWords};

/// A number in millionths, so that amounts are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub(super) struct Number(u128);

const ONE: u128 = 1_000_000;

impl Number {
    pub(super) const fn whole(value: u128) -> Self {
        Self(value.saturating_mul(ONE))
    }

    pub(super) fn times(self, factor: u128) -> Self {
        Self(self.0.saturating_mul(factor))
    }

    pub(super) fn divided_by(self, parts: u128) -> Self {
        Self(self.0.checked_div(parts).unwrap_or_default())
    }

    fn plus_half(self) -> Self {
        Self(self.0.saturating_add(ONE / 2))
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

/// A number at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Amount {
    /// In words.
    pub(super) length: usize,
    pub(super) number: Number,
    /// What its words for a power of ten multiply: 1 without any.
    pub(super) factor: u128,
}

impl Amount {
    /// What comes before the upper end of a range: "3" of "3-5 million" is 3 million.
    pub(super) fn scaled_like(self, upper: Self) -> Self {
        let as_small = self.factor == 1 && self.number <= upper.number;
        let number = self.number.times(upper.factor);
        if as_small && number <= upper.number { Self { number, ..self } } else { self }
    }
}

/// A number in words is not longer than this.
const LONGEST: usize = 24;

/// Reads a number: "1,500.5", "12 000", "3.5 million", "twenty-five thousand", "half a million". `letters`
/// allows scales of one letter ("40 m"), which are units elsewhere.
pub(super) fn number(words: &Words, at: usize, letters: bool) -> Option<Amount> {
    number_from(words.at(at), words, at, letters)
}

/// The same, where the first word is only the end of the one at the place: "500" of "Rs500".
pub(super) fn number_from(first: &str, words: &Words, at: usize, letters: bool) -> Option<Amount> {
    let mut amount = fraction_of_scale(words, at).or_else(|| simple(first, words, at, letters))?;
    while let Some((more, factor)) =
        scale_at(words, at + amount.length, letters).filter(|_| amount.length < LONGEST)
    {
        amount.number = amount.number.times(factor);
        amount.factor = amount.factor.saturating_mul(factor);
        amount.length += more;
        let next = at + amount.length;
        if words.phrase(next, 3).is_some_and(|phrase| phrase == "and a half") {
            let half = Number(ONE / 2).times(factor);
            amount.number = Number(amount.number.0.saturating_add(half.0));
            amount.length += 3;
            continue;
        }
        let joined = usize::from(words.at(next) == "and");
        if factor < 1_000_000
            && words.at(at).starts_with(char::is_alphabetic)
            && words.at(next + joined).starts_with(char::is_alphabetic)
            && let Some(small) = simple(words.at(next + joined), words, next + joined, false)
        {
            amount.number = Number(amount.number.0.saturating_add(small.number.0));
            amount.length += joined + small.length;
        }
    }
    Some(amount)
}

fn power(zeros: &str) -> Option<u128> {
    10_u128.checked_pow(zeros.parse().ok()?)
}

fn scale(word: &str, letters: bool, lists: &ValueWords) -> Option<u128> {
    let letter = || lists.letters.get(word).filter(|_| letters);
    lists.scale.get(word).or_else(letter).and_then(power)
}

/// A scale at a place, after a hyphen or not.
fn scale_at(words: &Words, at: usize, letters: bool) -> Option<(usize, u128)> {
    let hyphen = usize::from(words.at(at) == "-");
    let factor = scale(words.at(at + hyphen), letters && hyphen == 0, words.lists)?;
    Some((hyphen + 1, factor))
}

/// "half a million", "a quarter of a million", up to the scale.
fn fraction_of_scale(words: &Words, at: usize) -> Option<Amount> {
    let article = usize::from(words.at(at) == "a");
    let part = match words.at(at + article) {
        "half" => ONE / 2,
        "quarter" if words.at(at + article + 1) == "of" => ONE / 4,
        _ => return None,
    };
    let mut length = article + 1;
    length += usize::from(words.at(at + length) == "of");
    length += usize::from(matches!(words.at(at + length), "a" | "-"));
    scale(words.at(at + length), false, words.lists)?;
    Some(Amount { length, number: Number(part), factor: 1 })
}

/// A number without scale words, or with the one that is glued to it.
fn simple(word: &str, words: &Words, at: usize, letters: bool) -> Option<Amount> {
    let of = |length, number| Some(Amount { length, number, factor: 1 });
    if let Some(number) = digits(word) {
        return spaced(words, at).or(of(1, number)).map(|amount| with_half(words, at, amount));
    }
    if let Some(value) = words.lists.small_numbers.position(word) {
        let amount = Amount { length: 1, number: Number::whole(value as u128), factor: 1 };
        return Some(with_half(words, at, amount));
    }
    if let Some(tens) = words.lists.tens.position(word) {
        let tens = 20 + 10 * tens as u128;
        let skip = if words.at(at + 1) == "-" { 2 } else { 1 };
        let unit = words.lists.small_numbers.position(words.at(at + skip));
        return match unit.filter(|unit| (1..10).contains(unit)) {
            Some(unit) => of(skip + 1, Number::whole(tens + unit as u128)),
            None => of(1, Number::whole(tens)),
        };
    }
    if let Some((tens, unit)) = word.split_once('-')
        && let Some(tens) = words.lists.tens.position(tens)
        && let Some(unit) = words.lists.small_numbers.position(unit)
    {
        return of(1, Number::whole(20 + 10 * tens as u128 + unit as u128));
    }
    if let Some((number, factor)) = glued(word, letters, words.lists) {
        return Some(Amount { length: 1, number: number.times(factor), factor });
    }
    let article =
        matches!(word, "a" | "an") && scale(words.at(at + 1), false, words.lists).is_some();
    article.then_some(Amount { length: 1, number: Number::whole(1), factor: 1 })
}

/// "two and a half".
fn with_half(words: &Words, at: usize, amount: Amount) -> Amount {
    let half = words.phrase(at + amount.length, 3).is_some_and(|phrase| phrase == "and a half");
    let number = if half { amount.number.plus_half() } else { amount.number };
    Amount { number, length: amount.length + if half { 3 } else { 0 }, ..amount }
}

/// "12 000 000": groups of three digits with blanks between; "May 12 300" is none.
fn spaced(words: &Words, at: usize) -> Option<Amount> {
    let is_digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let first = words.at(at);
    let is_group = |index: &usize| words.at(*index).len() == 3 && is_digits(words.at(*index));
    let groups = (at + 1..at + LONGEST).take_while(is_group).count();
    let leads = first.len() <= 3 && is_digits(first) && !first.starts_with('0');
    if groups == 0 || !leads || calendar::month(words.before(at), words.lists).is_some() {
        return None;
    }
    let joined: String = (at..=at + groups).map(|index| words.at(index)).collect();
    Some(Amount { length: groups + 1, number: digits(&joined)?, factor: 1 })
}

/// "1.2b", "3bn".
fn glued(word: &str, letters: bool, lists: &ValueWords) -> Option<(Number, u128)> {
    let cut = word.find(char::is_alphabetic)?;
    Some((digits(&word[..cut])?, scale(&word[cut..], letters, lists)?))
}

/// "1,500.5" in digits. Groups of digits are set apart by commas, by full stops when there are several
/// ("1.500.000"); a single comma before one or two digits is a decimal one.
pub(super) fn digits(word: &str) -> Option<Number> {
    if !word.starts_with(|c: char| c.is_ascii_digit() || "½¼¾".contains(c)) {
        return None;
    }
    let (word, fraction) = vulgar(word);
    let groups = |text: &str, mark| grouped(text, mark);
    let plain = match (word.matches(',').count(), word.matches('.').count()) {
        (0, 0 | 1) => word.to_owned(),
        (0 | 1, 2..) => {
            let (whole, part) = word.split_once(',').unwrap_or((word, "0"));
            format!("{}.{part}", groups(whole, '.')?)
        }
        (1, 0 | 1) if word.rfind(',') > word.rfind('.') && groups(word, ',').is_none() => {
            let (whole, part) = word.split_once(',')?;
            let whole = if whole.contains('.') { groups(whole, '.')? } else { whole.to_owned() };
            if part.len() > 2 {
                return None;
            }
            format!("{whole}.{part}")
        }
        (1.., 0 | 1) => {
            let (whole, part) = word.split_once('.').unwrap_or((word, "0"));
            format!("{}.{part}", groups(whole, ',')?)
        }
        _ => return None,
    };
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, "0"));
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 18 || !is_plain(whole) || !is_plain(part) {
        return None;
    }
    let whole: u128 = whole.parse().ok()?;
    let part: u128 = format!("{part:0<6}").get(..6)?.parse().ok()?;
    Some(Number(whole.checked_mul(ONE)?.checked_add(part)?.checked_add(fraction)?))
}

/// The digits of groups of two or three, the last of three.
fn grouped(text: &str, mark: char) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let is_group = |group: &str| {
        matches!(group.len(), 2 | 3) && group.bytes().all(|byte| byte.is_ascii_digit())
    };
    let ends_well = groups.clone().next_back().is_some_and(|last| last.len() == 3);
    let fits = (1..=3).contains(&first.len()) && groups.clone().all(is_group) && ends_well;
    fits.then(|| text.replace(mark, ""))
}

/// A number without its fraction of one sign, and that in millionths: "2½".
fn vulgar(word: &str) -> (&str, u128) {
    for (sign, part) in [('½', ONE / 2), ('¼', ONE / 4), ('¾', ONE * 3 / 4)] {
        if let Some(whole) = word.strip_suffix(sign) {
            return (if whole.is_empty() { "0" } else { whole }, part);
        }
    }
    (word, 0)
}
