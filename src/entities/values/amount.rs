//! Money and percentages.

use super::{
    Value, Words,
    measure::pounds_are_money,
    number::{Amount, number, number_from},
    range::{Measured, Unit, measured, upper_end},
    words::{RUPEES, longest_of},
};
use crate::document::EntityType;

/// A sum of money at a place.
struct Sum {
    length: usize,
    /// ISO 4217.
    currency: String,
    amount: Amount,
}

/// "$40 million", "£1.2m-£1.5m", "$3-5m", "40 million dollars", "Rs 500 crore", "1,5 Mio. €".
pub(super) fn money(words: &Words, at: usize) -> Option<Value> {
    [
        signed_range(words, at),
        named(words, at),
        pence(words, at),
        many(words, at),
        indian(words, at),
    ]
    .into_iter()
    .flatten()
    .reduce(|best, value| if value.length > best.length { value } else { best })
}

fn found(length: usize, normal: Option<String>) -> Value {
    Value { length, entity_type: EntityType::Money, normal, rule: "sum of money" }
}

/// A currency before the amount; before the upper end of a range the same or none.
fn signed_range(words: &Words, at: usize) -> Option<Value> {
    let sum = signed(words, at)?;
    let upper = upper_end(words, at, sum.length, true).and_then(|next| {
        if let Some(second) = signed(words, next) {
            let is_same = second.currency == sum.currency;
            return is_same.then_some((next + second.length - at, second.amount));
        }
        let upper = number(words, next, true)?;
        let is_upper = words.at(next - 1) == "-" || upper.factor > 1;
        let is_more = is_upper && sum.amount.scaled_like(upper).number <= upper.number;
        is_more.then_some((next + upper.length - at, upper))
    });
    let (length, upper) = upper.map_or((sum.length, None), |(length, upper)| (length, Some(upper)));
    let digits = Measured { length, lower: sum.amount, upper, unit: () }.digits();
    Some(found(length, Some(format!("{} {digits}", sum.currency))))
}

fn signed(words: &Words, at: usize) -> Option<Sum> {
    if let Some((skip, currency)) = currency_before(words, at) {
        let amount = number(words, at + skip, true)?;
        return Some(Sum { length: skip + amount.length, currency, amount });
    }
    glued(words, at)
}

/// The length in words of a currency before an amount, and its code.
fn currency_before(words: &Words, at: usize) -> Option<(usize, String)> {
    let word = words.at(at);
    let code = || {
        (words.lists.codes.holds(word) && words.is_upper(at))
            .then(|| (1, word.to_ascii_uppercase()))
    };
    let is_sign = words.is_capital(at) || !word.starts_with(char::is_alphabetic);
    let sign =
        words.lists.before.get(word).filter(|_| is_sign).map(|said| (1, code_of_sign(words, said)));
    sign.or_else(code)
}

/// The code of a currency that stands before amounts. "Rs" in an article that names none of its countries are
/// Indian: most who write so do not say where, since their readers know, and most of those are Indians.
fn code_of_sign(words: &Words, said: &str) -> String {
    let code = if said == RUPEES { words.rupees.as_deref().unwrap_or("INR") } else { said };
    code.to_owned()
}

/// A currency glued to the amount: "CHF3.5bn", "Rs500"; "R5bn" with a scale only.
fn glued(words: &Words, at: usize) -> Option<Sum> {
    let word = words.at(at);
    let cut = word.find(|c: char| c.is_ascii_digit()).filter(|_| words.is_capital(at))?;
    let (letters, digits) = word.split_at(cut);
    let amount = number_from(digits, words, at, true)?;
    let with_scale = || words.lists.glued.get(letters).filter(|_| amount.factor > 1);
    let sign =
        words.lists.before.get(letters).or_else(with_scale).map(|said| code_of_sign(words, said));
    let code = || words.lists.codes.holds(letters).then(|| letters.to_ascii_uppercase());
    Some(Sum { length: amount.length, currency: sign.or_else(code)?, amount })
}

/// A currency after the amount, or after the upper end of a range.
fn named(words: &Words, at: usize) -> Option<Value> {
    let sum = measured(words, at, |at| {
        let with = |letters| {
            let amount = number(words, at, letters)?;
            Some((amount, currency_after(words, at, at + amount.length)))
        };
        with(false).filter(|(_, currency)| currency.is_some()).or_else(|| with(true))
    })?;
    let normal = sum.unit.as_ref().map(|currency| format!("{currency} {}", sum.digits()));
    Some(found(sum.length, normal))
}

/// A currency after an amount: its length in words, and its code unless the words do not say it.
fn currency_after(words: &Words, start: usize, after: usize) -> Unit<Option<String>> {
    let hyphen = usize::from(words.at(after) == "-");
    let at = after + hyphen;
    let word = words.at(at);
    if let Some((length, code)) = words.lists.after.longest(words, at) {
        // "5 $10 notes"
        let is_other = words.text(at).ends_with(['$', '€', '£']) && is_digit(words.at(at + length));
        let code = if code == RUPEES { words.rupees.as_deref() } else { Some(code) };
        return (!is_other).then(|| (hyphen + length, code.map(str::to_owned)));
    }
    if let Some(code) = words.lists.scaled.get(word)
        && after > start + 1
        && words.lists.scale.get(words.at(after - 1)).is_some()
    {
        return Some((hyphen + 1, Some(code.to_owned())));
    }
    if matches!(word, "pound" | "pounds") {
        let sterling = || (hyphen + 1, Some("GBP".to_owned()));
        return pounds_are_money(words, start, at).then(sterling);
    }
    if words.lists.codes.holds(word) && words.is_upper(at) && hyphen == 0 {
        return Some((1, Some(word.to_ascii_uppercase())));
    }
    words.lists.unknown.holds(word).then_some((hyphen + 1, None))
}

fn is_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// "50p", "75 pence": hundredths of a pound.
fn pence(words: &Words, at: usize) -> Option<Value> {
    let amount = number(words, at, false)?;
    let unit = words.at(at + amount.length);
    let is_pence = matches!(unit, "pence") || unit == "p" && words.sterling;
    is_pence.then(|| {
        let normal = format!("GBP {}", amount.number.divided_by(100).digits());
        found(amount.length + 1, Some(normal))
    })
}

/// "millions of dollars": how many is not said.
fn many(words: &Words, at: usize) -> Option<Value> {
    let is_plural = words.at(at).ends_with('s');
    let scales = is_plural.then(|| longest_of(&words.lists.scales, words, at)).flatten()?;
    let is_of = words.at(at + scales) == "of";
    let (length, _) = is_of.then(|| currency_after(words, at, at + scales + 1)).flatten()?;
    Some(found(scales + 1 + length, None))
}

/// "a fine of 5 lakh": in India and around it sums are counted so, and the money goes without saying.
fn indian(words: &Words, at: usize) -> Option<Value> {
    const FAR: usize = 5;
    let amount = number(words, at, false)?;
    let last = words.at(at + amount.length - 1);
    let is_indian = ["lakh", "lac", "crore"].contains(&last.trim_end_matches('s'));
    let counted = words.at(at + amount.length);
    let is_count = counted.ends_with('s') || words.lists.plurals.holds(counted);
    let is_sum = (at.saturating_sub(FAR)..at).any(|place| words.lists.money.holds(words.at(place)));
    (is_indian && is_sum && !is_count).then(|| found(amount.length, None))
}

/// "12.5%", "five per cent", "5-7%", "30 percentage points", "25 basis points" as 0.25 %.
pub(super) fn percent(words: &Words, at: usize) -> Option<Value> {
    let share = measured(words, at, |at| {
        let amount = number(words, at, false)?;
        let Some((length, is_hundredths)) = percent_after(words, at + amount.length) else {
            return Some((amount, None));
        };
        let number = if is_hundredths { amount.number.divided_by(100) } else { amount.number };
        Some((Amount { number, ..amount }, Some((length, is_hundredths))))
    })?;
    let normal = Some(format!("{} %", share.digits()));
    Some(Value {
        length: share.length,
        entity_type: EntityType::Percent,
        normal,
        rule: "percentage",
    })
}

/// The length of a word for hundredths at a place, and whether it is one for hundredths of those.
fn percent_after(words: &Words, at: usize) -> Option<(usize, bool)> {
    let hyphen = usize::from(words.at(at) == "-" && words.at(at + 1).starts_with('p'));
    let at = at + hyphen;
    let percent = longest_of(&words.lists.percent, words, at).map(|length| (length, false));
    let (length, hundredths) =
        percent.or_else(|| Some((longest_of(&words.lists.hundredths, words, at)?, true)))?;
    Some((hyphen + length, hundredths))
}
