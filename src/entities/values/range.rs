//! Amounts with a unit after them, and ranges of those: "5 km", "5-7 km", "between 5 and 7 percent".

use super::{Words, number::Amount};
use crate::shallow::inflect::Forms;

/// Where the upper end of a range begins, when the lower is so many words long.
///
/// What goes "from 5% to 7%", or "rose 5% to 7%", changes: those are two values, as "from 2019 to 2021" is not.
/// `own` says whether the lower end has a unit of its own.
pub(super) fn upper_end(words: &Words, at: usize, length: usize, own: bool) -> Option<usize> {
    let before = words.before(at);
    let joins = match words.at(at + length) {
        "-" => true,
        "to" if before == "from" => ranges(words, at),
        "to" => !own || !changes(words, before),
        "and" => before == "between",
        _ => false,
    };
    joins.then_some(at + length + 1)
}

/// "prices range from"
fn ranges(words: &Words, at: usize) -> bool {
    let verb = at.checked_sub(2).map_or("", |verb| words.at(verb));
    verb.starts_with("rang") || verb.starts_with("var") || verb == "anywhere"
}

fn changes(words: &Words, word: &str) -> bool {
    matches!(word, "up" | "down" | "by") || words.english.forms(word).has(Forms::PAST)
}

/// What is found after an amount: its length in words, and the unit that it is.
pub(super) type Unit<U> = Option<(usize, U)>;

/// An amount or a range of two, with their unit.
pub(super) struct Measured<U> {
    /// In words.
    pub(super) length: usize,
    pub(super) lower: Amount,
    pub(super) upper: Option<Amount>,
    pub(super) unit: U,
}

impl<U> Measured<U> {
    /// "5", or "5/7" of a range.
    pub(super) fn digits(&self) -> String {
        let Some(upper) = self.upper else { return self.lower.number.digits() };
        format!("{}/{}", self.lower.scaled_like(upper).number.digits(), upper.number.digits())
    }
}

/// Reads an amount or a range. `operand` reads an amount and the unit after it, if there is one.
pub(super) fn measured<U: PartialEq>(
    words: &Words,
    at: usize,
    operand: impl Fn(usize) -> Option<(Amount, Unit<U>)>,
) -> Option<Measured<U>> {
    let (lower, own) = operand(at)?;
    let first = lower.length + own.as_ref().map_or(0, |(length, _)| *length);
    let upper = upper_end(words, at, first, own.is_some()).and_then(|next| {
        let (upper, unit) = operand(next)?;
        let (length, unit) = unit?;
        let is_same = own.as_ref().is_none_or(|(_, own)| *own == unit);
        let is_upper = own.is_some() || lower.number <= upper.number;
        let length = next + upper.length + length - at;
        (is_same && is_upper).then_some(Measured { length, lower, upper: Some(upper), unit })
    });
    upper.or_else(|| {
        let (_, unit) = own?;
        Some(Measured { length: first, lower, upper: None, unit })
    })
}
