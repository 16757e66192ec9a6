//! Measures: distances, areas, weights, energy, temperature.

use std::cmp::Ordering;

use super::{
    Value, Words,
    number::{Amount, number},
    range::{Unit, measured},
    words::nearer,
};
use crate::{document::EntityType, english::List, shallow::words::Class};

/// "300 km", "1.2 million barrels", "5-10 km", "5,000 square kilometres", "6ft 2in", "a magnitude of 7.8".
pub(super) fn quantity(words: &Words, at: usize) -> Option<Value> {
    if words.at(at) == "magnitude" {
        let skip = usize::from(words.at(at + 1) == "of") + 1;
        let amount = number(words, at + skip, false)?;
        return Some(found(skip + amount.length, format!("{} magnitude", amount.number.digits())));
    }
    let size = measured(words, at, |at| operand(words, at))?;
    if let Some((more, inches)) =
        inches_after(words, at + size.length).filter(|_| size.unit == "ft")
    {
        return Some(found(size.length + more, format!("{} ft {inches} in", size.digits())));
    }
    Some(found(size.length, format!("{} {}", size.digits(), size.unit)))
}

fn found(length: usize, normal: String) -> Value {
    Value { length, entity_type: EntityType::Quantity, normal: Some(normal), rule: "measure" }
}

/// A number, and the unit after it. "1.2m tonnes" are a million, "1.2m" may be metres.
fn operand(words: &Words, at: usize) -> Option<(Amount, Unit<String>)> {
    let with = |letters| {
        let amount = number(words, at, letters)?;
        Some((amount, unit_after(words, at, amount.length)))
    };
    let plain = with(false)?;
    if plain.1.is_some() {
        return Some(plain);
    }
    Some(with(true).filter(|(_, unit)| unit.is_some()).unwrap_or(plain))
}

fn unit_after(words: &Words, start: usize, length: usize) -> Unit<String> {
    let hyphen = usize::from(words.at(start + length) == "-");
    let at = start + length + hyphen;
    let (unit, name) = unit(words, start, at)?;
    let (more, rate) = rate(words, at + unit);
    Some((hyphen + unit + more, format!("{name}{rate}")))
}

fn unit<'w>(words: &Words<'w>, start: usize, at: usize) -> Unit<&'w str> {
    let phrase = |parts: [&str; 2]| words.lists.unit.get(&parts.join(" "));
    match words.at(at) {
        "m" => return is_metre(words, start, at).then_some((1, "m")),
        "pound" | "pounds" => return (!pounds_are_money(words, start, at)).then_some((1, "lb")),
        // "10-square-mile"
        power @ ("square" | "cubic") if words.at(at + 1) == "-" => {
            return phrase([power, words.at(at + 2)]).map(|name| (3, name));
        }
        "c" | "f" if words.is_upper(at) => {
            return phrase(["°", words.at(at)]).map(|name| (1, name));
        }
        _ => {}
    }
    words.lists.unit.longest(words, at)
}

/// What is over the feet: "2in" of "6ft 2in", "2" of "6-foot-2".
fn inches_after(words: &Words, at: usize) -> Option<(usize, String)> {
    let hyphen = usize::from(words.at(at) == "-");
    let amount = number(words, at + hyphen, false)?;
    let end = at + hyphen + amount.length;
    let unit = usize::from(words.is(end, &["in", "inch", "inches"]));
    (hyphen + unit == 1).then(|| (hyphen + amount.length + unit, amount.number.digits()))
}

/// "per hour", "an hour", "/h": its length in words, and how it is printed.
fn rate(words: &Words, at: usize) -> (usize, &'static str) {
    let is_per = words.is(at, &["per", "a", "an", "/"]);
    match words.at(at + 1) {
        "hour" | "h" if is_per => (2, "/h"),
        "second" | "s" if is_per && words.at(at) != "a" => (2, "/s"),
        "day" if is_per => (2, "/d"),
        _ => (0, ""),
    }
}

/// Whether "pounds" are money: the nearest word that speaks of one or the other says so, in the sentence; else
/// the article, when it names sums in pounds elsewhere. Millions of them are more often money.
pub(super) fn pounds_are_money(words: &Words, start: usize, at: usize) -> bool {
    const FAR: usize = 25;
    const NEAR: usize = 3;
    // "pounds of cocaine"
    let far = if words.at(at + 1) == "of" { NEAR } else { FAR };
    match nearer(words, start..at + 1, far, &words.lists.money, &words.lists.weight) {
        Ordering::Less => true,
        Ordering::Greater => false,
        Ordering::Equal if far == NEAR => words.sterling,
        Ordering::Equal => {
            let is_large =
                number(words, start, true).is_some_and(|amount| amount.factor >= 1_000_000);
            words.sterling || is_large
        }
    }
}

/// Whether "m" after a number is metres and not a million. Where nothing tells, it is neither, unless a blank
/// stands before it, as before the signs of measures.
fn is_metre(words: &Words, start: usize, at: usize) -> bool {
    const FAR: usize = 8;
    let next = at + 1 + usize::from(words.at(at + 1) == "-");
    let follows = |list: &List| list.holds(words.at(next));
    if words.at(at + 1) == "/"
        || follows(&words.lists.metre_after)
        || follows(&words.lists.metre_near)
    {
        return true;
    }
    if follows(&words.lists.million_near) || is_plural(words, next, next) {
        return false;
    }
    let is_noun =
        words.at(next).starts_with(char::is_alphabetic) && !is_function_word(words, words.at(next));
    if is_noun && matches!(words.before(start), "a" | "an") {
        return true;
    }
    if (next..next + 3).any(|place| is_plural(words, next, place)) {
        return false;
    }
    match nearer(words, start..at + 1, FAR, &words.lists.metre_near, &words.lists.million_near) {
        Ordering::Less => true,
        Ordering::Greater => false,
        Ordering::Equal => words.is_spaced(at),
    }
}

/// Whether a word at a place is a noun in the plural with nothing but adjectives before it from `first`.
fn is_plural(words: &Words, first: usize, place: usize) -> bool {
    let before_fit = (first..place).all(|at| {
        let word = words.at(at);
        word.len() > 2 && word.chars().all(char::is_alphabetic) && !is_function_word(words, word)
    });
    let word = words.at(place);
    let in_s = word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    before_fit && (words.lists.plurals.holds(word) || in_s && !is_function_word(words, word))
}

fn is_function_word(words: &Words, word: &str) -> bool {
    words.english.class(word) != Class::Other
}
