//! Money, percentages, measures.

use super::{
    Value, Words,
    number::{Number, number},
};
use crate::document::EntityType;

const SIGNS: &[(&str, &str)] = &[
    ("$", "USD"),
    ("us$", "USD"),
    ("usd", "USD"),
    ("u.s.$", "USD"),
    ("€", "EUR"),
    ("eur", "EUR"),
    ("£", "GBP"),
    ("gbp", "GBP"),
    ("¥", "JPY"),
    ("jpy", "JPY"),
    ("₹", "INR"),
    ("rs", "INR"),
    ("rs.", "INR"),
    ("inr", "INR"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₦", "NGN"),
    ("₪", "ILS"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("nz$", "NZD"),
    ("hk$", "HKD"),
    ("s$", "SGD"),
    ("r$", "BRL"),
    ("nt$", "TWD"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("chf", "CHF"),
    ("₴", "UAH"),
];
const CURRENCIES: &[(&str, &str)] = &[
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("usd", "USD"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("eur", "EUR"),
    ("€", "EUR"),
    ("pound", "GBP"),
    ("pounds", "GBP"),
    ("sterling", "GBP"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("rmb", "CNY"),
    ("rupee", "INR"),
    ("rupees", "INR"),
    ("rouble", "RUB"),
    ("roubles", "RUB"),
    ("ruble", "RUB"),
    ("rubles", "RUB"),
    ("rand", "ZAR"),
    ("naira", "NGN"),
    ("shekel", "ILS"),
    ("shekels", "ILS"),
    ("lira", "TRY"),
    ("liras", "TRY"),
    ("zloty", "PLN"),
    ("baht", "THB"),
    ("ringgit", "MYR"),
    ("rupiah", "IDR"),
    ("hryvnia", "UAH"),
    ("riyals", "SAR"),
    ("dirhams", "AED"),
    ("ugx", "UGX"),
    ("sek", "SEK"),
];
/// Adjectives that say which dollar, franc, peso or crown.
const NATIONAL: &[(&str, &str, &str)] = &[
    ("us", "dollars", "USD"),
    ("u.s.", "dollars", "USD"),
    ("american", "dollars", "USD"),
    ("australian", "dollars", "AUD"),
    ("canadian", "dollars", "CAD"),
    ("singapore", "dollars", "SGD"),
    ("swiss", "francs", "CHF"),
    ("cfa", "francs", "XOF"),
    ("mexican", "pesos", "MXN"),
    ("argentine", "pesos", "ARS"),
    ("philippine", "pesos", "PHP"),
    ("chilean", "pesos", "CLP"),
    ("swedish", "kronor", "SEK"),
    ("norwegian", "kroner", "NOK"),
    ("danish", "kroner", "DKK"),
    ("pakistani", "rupees", "PKR"),
    ("indian", "rupees", "INR"),
    ("egyptian", "pounds", "EGP"),
    ("kenyan", "shillings", "KES"),
    ("korean", "won", "KRW"),
    ("iraqi", "dinars", "IQD"),
];

fn code(table: &[(&'static str, &'static str)], word: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == word).map(|&(_, code)| code)
}

/// "$40 million", "£1.2m-£1.5m", "40 million dollars", "Rs 500 crore".
pub(super) fn money(words: &Words, at: usize) -> Option<Value> {
    let (length, code, amount) = signed(words, at).or_else(|| named(words, at))?;
    let range = matches!(words.at(at + length), "-" | "to")
        .then(|| signed(words, at + length + 1))
        .flatten()
        .filter(|(_, second, _)| *second == code);
    let (length, normal) = match range {
        Some((more, _, upper)) => {
            (length + 1 + more, format!("{code} {}/{}", amount.digits(), upper.digits()))
        }
        None => (length, format!("{code} {}", amount.digits())),
    };
    value(length, EntityType::Money, normal, "sum of money")
}

fn signed(words: &Words, at: usize) -> Option<(usize, &'static str, Number)> {
    let code = code(SIGNS, words.at(at))?;
    let (length, amount) = number(words, at + 1, true)?;
    Some((1 + length, code, amount))
}

fn named(words: &Words, at: usize) -> Option<(usize, &'static str, Number)> {
    let (length, amount) = number(words, at, false)?;
    let (word, next) = (words.at(at + length), words.at(at + length + 1));
    if let Some(&(_, _, code)) =
        NATIONAL.iter().find(|(nation, unit, _)| *nation == word && *unit == next)
    {
        return Some((length + 2, code, amount));
    }
    Some((length + 1, code(CURRENCIES, word)?, amount))
}

/// "12.5%", "five per cent", "30 percentage points".
pub(super) fn percent(words: &Words, at: usize) -> Option<Value> {
    let (length, amount) = number(words, at, false)?;
    let after = at + length;
    let sign = match words.at(after) {
        "%" | "percent" | "pct" => 1,
        "per" if words.at(after + 1) == "cent" => 2,
        "percentage" if words.is(after + 1, &["point", "points"]) => 2,
        _ => return None,
    };
    value(length + sign, EntityType::Percent, format!("{} %", amount.digits()), "percentage")
}

const UNITS: &[(&str, &[&str])] = &[
    ("km", &["km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"]),
    ("m", &["metre", "metres", "meter", "meters", "m"]),
    ("cm", &["cm", "centimetre", "centimetres", "centimeter", "centimeters"]),
    ("mm", &["mm", "millimetre", "millimetres", "millimeter", "millimeters"]),
    ("mi", &["mile", "miles"]),
    ("ft", &["foot", "feet", "ft"]),
    ("in", &["inch", "inches"]),
    ("yd", &["yard", "yards"]),
    ("ha", &["hectare", "hectares", "ha"]),
    ("acre", &["acre", "acres"]),
    ("t", &["tonne", "tonnes", "ton", "tons"]),
    ("kg", &["kg", "kgs", "kilogram", "kilograms", "kilo", "kilos"]),
    ("g", &["gram", "grams"]),
    ("lb", &["lb", "lbs"]),
    ("oz", &["ounce", "ounces"]),
    ("l", &["litre", "litres", "liter", "liters"]),
    ("gal", &["gallon", "gallons"]),
    ("bbl", &["barrel", "barrels"]),
    ("MW", &["mw", "megawatt", "megawatts"]),
    ("GW", &["gw", "gigawatt", "gigawatts"]),
    ("kW", &["kw", "kilowatt", "kilowatts"]),
    ("kWh", &["kwh"]),
    ("km/h", &["kph", "km/h", "kmh"]),
    ("mph", &["mph"]),
    ("kn", &["knots"]),
    ("degree", &["degree", "degrees"]),
    ("°C", &["°c", "celsius"]),
    ("°F", &["°f", "fahrenheit"]),
    ("magnitude", &["magnitude"]),
    ("GB", &["gb", "gigabyte", "gigabytes"]),
    ("MB", &["mb", "megabyte", "megabytes"]),
    ("ly", &["light-years"]),
];

/// "300 km", "1.2 million barrels", "5,000 square kilometres", "a magnitude of 7.8".
pub(super) fn quantity(words: &Words, at: usize) -> Option<Value> {
    if words.at(at) == "magnitude" {
        let skip = usize::from(words.at(at + 1) == "of") + 1;
        let (length, amount) = number(words, at + skip, false)?;
        let normal = format!("{} magnitude", amount.digits());
        return value(skip + length, EntityType::Quantity, normal, "measure");
    }
    let (mut length, amount) = number(words, at, false)?;
    length += usize::from(words.at(at + length) == "-");
    let power = match words.at(at + length) {
        "square" | "sq" | "sq." => "²",
        "cubic" => "³",
        _ => "",
    };
    length += usize::from(!power.is_empty());
    let unit = words.at(at + length);
    let (name, _) = UNITS.iter().find(|(_, forms)| forms.contains(&unit))?;
    length += 1;
    let per =
        words.at(at + length) == "per" && words.is(at + length + 1, &["hour", "second", "day"]);
    let (rate, more) = match words.at(at + length + 1) {
        "hour" if per => ("/h", 2),
        "second" if per => ("/s", 2),
        "day" if per => ("/d", 2),
        _ => ("", 0),
    };
    let normal = format!("{} {name}{power}{rate}", amount.digits());
    value(length + more, EntityType::Quantity, normal, "measure")
}

#[expect(clippy::unnecessary_wraps, reason = "the end of every parser")]
fn value(
    length: usize,
    entity_type: EntityType,
    normal: String,
    rule: &'static str,
) -> Option<Value> {
    Some(Value { length, entity_type, normal: Some(normal), rule })
}
