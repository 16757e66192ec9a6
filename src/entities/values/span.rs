//! Years, their parts, decades and centuries.

use super::{
    Value, Words,
    calendar::{two_digits, year},
    date::{found, joins, part_prefix, year_after},
    tense::is_to_come,
    words::nearer,
};

/// How many words away the sort of thing is looked for that has halves and quarters.
const FAR: usize = 20;

/// A part of a year: how many words name it, "Q" or "H" and its number.
struct Part {
    length: usize,
    letter: char,
    number: u8,
}

/// "Q3 2024", "H1", "3Q24", "the third quarter of fiscal 2024", "the first half of the year", "third-quarter".
pub(super) fn part_of_year(words: &Words, at: usize) -> Option<Value> {
    let short = short_part(words, at);
    let is_short = short.is_some();
    let (part, glued) = match short {
        Some((part, year)) => (part, year),
        None => (spelled_part(words, at)?, None),
    };
    let end = at + part.length;
    let of = usize::from(words.is(end, &["of", "'", ","]));
    let code = format!("{}{}", part.letter, part.number);
    if let Some((length, year)) = fiscal(words, end + of) {
        return found(
            part.length + of + length,
            Some(format!("FY{year:04}-{code}")),
            "part of a year",
        );
    }
    let (more, full) = year_after(words, end + of);
    let abbreviated = two_digits(words.at(end + of).trim_start_matches('\'')).filter(|_| is_short);
    let (length, year) = match (glued, full, abbreviated) {
        (Some(year), ..) => (part.length, Some(year)),
        (_, Some(year), _) => (part.length + of + more, Some(year)),
        (.., Some(year)) => (part.length + of + 1, Some(2000 + i32::from(year))),
        _ => (part.length, None),
    };
    if let Some(year) = year {
        return found(length, Some(format!("{year:04}-{code}")), "part of a year");
    }
    let of_the_year =
        words.phrase(end, 3).filter(|phrase| phrase == "of the year" || phrase == "of this year");
    let this_year = of_the_year.is_some();
    let is_match = nearer(words, at..end, FAR, &words.lists.business, &words.lists.matches);
    // A match has halves and quarters, too, and "H1" is many things.
    let is_year = match (this_year, part.letter) {
        (true, _) => true,
        (_, 'Q') => is_match.is_le(),
        _ => is_match.is_lt(),
    };
    let length = part.length + if this_year { 3 } else { 0 };
    let year = latest_year(words, at, &part, this_year);
    is_year
        .then(|| found(length, year.map(|year| format!("{year:04}-{code}")), "part of a year"))?
}

/// The year of the latest such part that had begun, or of the next to come.
fn latest_year(words: &Words, at: usize, part: &Part, this_year: bool) -> Option<i32> {
    let published = words.published?;
    let months = if part.letter == 'Q' { 3 } else { 6 };
    let this = (u8::from(published.month()) - 1) / months + 1;
    Some(match () {
        () if this_year => published.year(),
        () if is_to_come(words, at) => published.year() + i32::from(part.number < this),
        () => published.year() - i32::from(part.number > this),
    })
}

/// "Q3", "H1", "3Q", with the year glued to it: "3Q24".
fn short_part(words: &Words, at: usize) -> Option<(Part, Option<i32>)> {
    let word = words.at(at);
    let mut characters = word.chars();
    let (one, two) = (characters.next()?, characters.next()?);
    let (letter, digit) = if one.is_ascii_digit() { (two, one) } else { (one, two) };
    let most = match letter {
        'q' => 4,
        'h' => 2,
        _ => return None,
    };
    let number =
        u8::try_from(digit.to_digit(10)?).ok().filter(|number| (1..=most).contains(number))?;
    let rest = characters.as_str();
    let year = two_digits(rest).map(|year| 2000 + i32::from(year)).or_else(|| year(rest));
    let is_part = words.is_upper(at)
        || words.text(at).ends_with(|c: char| c.is_ascii_uppercase())
        || year.is_some();
    let fits = is_part && (rest.is_empty() || year.is_some());
    fits.then_some((Part { length: 1, letter: letter.to_ascii_uppercase(), number }, year))
}

/// "the third quarter", "first-half".
fn spelled_part(words: &Words, at: usize) -> Option<Part> {
    let article = usize::from(words.at(at) == "the");
    let place = at + article;
    let number =
        words.lists.ordinals.position(words.at(place)).filter(|place| *place < 4)? as u8 + 1;
    let hyphen = usize::from(words.at(place + 1) == "-");
    let letter = match words.at(place + 1 + hyphen) {
        "quarter" => 'Q',
        "half" if number <= 2 => 'H',
        _ => return None,
    };
    // "the first quarter-century"
    let is_compound = words.at(place + 2 + hyphen) == "-"
        && words.is(place + 3 + hyphen, &["century", "final", "time"]);
    (!is_compound).then_some(Part { length: article + hyphen + 2, letter, number })
}

/// "fiscal 2024", "FY24", "the 2024 financial year", "FY2024 Q3".
pub(super) fn fiscal_year(words: &Words, at: usize) -> Option<Value> {
    let (length, year) = fiscal(words, at)?;
    let code = short_part(words, at + length).filter(|(_, year)| year.is_none());
    let (more, code) = code.map_or((0, String::new()), |(part, _)| {
        (part.length, format!("-{}{}", part.letter, part.number))
    });
    found(length + more, Some(format!("FY{year:04}{code}")), "year of accounts")
}

fn fiscal(words: &Words, at: usize) -> Option<(usize, i32)> {
    let of_any =
        |word: &str| two_digits(word).map(|year| 2000 + i32::from(year)).or_else(|| year(word));
    let word = words.at(at);
    if let Some(glued) = word.strip_prefix("fy").filter(|_| words.is_capital(at)) {
        return match of_any(glued) {
            Some(year) => Some((1, year)),
            None if glued.is_empty() => {
                of_any(words.at(at + 1).trim_start_matches('\'')).map(|year| (2, year))
            }
            None => None,
        };
    }
    if matches!(word, "fiscal" | "financial") {
        let skip = 1 + usize::from(words.at(at + 1) == "year");
        let is_led = skip == 2 || word == "fiscal";
        return year(words.at(at + skip)).filter(|_| is_led).map(|year| (skip + 1, year));
    }
    let article = usize::from(word == "the");
    let year = year(words.at(at + article))?;
    let is_fiscal = words.is(at + article + 1, &["fiscal", "financial"])
        && words.at(at + article + 2) == "year";
    is_fiscal.then_some((article + 3, year))
}

/// "summer 2019", "last winter".
pub(super) fn season(words: &Words, at: usize) -> Option<Value> {
    let modifier = usize::from(words.is(at, &["last", "this", "next", "the"]));
    let code = match words.at(at + modifier) {
        "spring" => "SP",
        "summer" => "SU",
        "autumn" => "FA",
        "fall" if words.at(at) != "the" => "FA",
        "winter" => "WI",
        _ => return None,
    };
    let of = usize::from(words.at(at + modifier + 1) == "of");
    let (more, year) = year_after(words, at + modifier + 1 + of);
    if let Some(year) = year {
        return found(modifier + 1 + of + more, Some(format!("{year:04}-{code}")), "season");
    }
    let step = match words.at(at) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return None,
    };
    let year = words.published.map(|date| date.year() + step);
    found(2, year.map(|year| format!("{year:04}-{code}")), "season")
}

/// "the early 1990s", "the '90s", "the nineties"; "the 1800s" are a century.
pub(super) fn decade(words: &Words, at: usize) -> Option<Value> {
    let article = usize::from(words.at(at) == "the");
    let place = at + article + part_prefix(words, at + article);
    let word = words.at(place);
    let length = place + 1 - at;
    if let Some(spelled) = words.lists.decades.position(word) {
        let is_led = article == 1 && !words.is(place + 1, &["-"]);
        let normal = past_decade(words, spelled as u8 + 2);
        return found(length, Some(normal), "decade").filter(|_| is_led);
    }
    let digits = word.strip_suffix('s')?.trim_end_matches('\'');
    if let Some(first) = year(digits).filter(|year| year % 10 == 0) {
        let is_century = first % 100 == 0 && first < 2000;
        let normal =
            if is_century { format!("{}XX", first / 100) } else { format!("{}X", first / 10) };
        return found(length, Some(normal), "decade");
    }
    let short = digits.trim_start_matches('\'');
    let decade = two_digits(short).filter(|decade| decade % 10 == 0)?;
    // "temperatures in the 90s"; "in his 90s"
    let is_led = short != digits && words.before(at) != "his" || article == 1 && !is_warm(words);
    found(length, Some(past_decade(words, decade / 10)), "decade").filter(|_| is_led)
}

/// The decade of the 20th or the 21st century that has such a number in it: the latest that was over on the day of
/// publication, else that of the 20th. "The twenties" and "the '20s" are thus 192X up to 2029, since the decade that
/// runs is seldom called so, and "the nineties" are 199X also in 1995. A text without a day is taken for one of the
/// 2020s.
fn past_decade(words: &Words, number: u8) -> String {
    const UNDATED: i32 = 2020;
    let year = words.published.map_or(UNDATED, time::Date::year);
    let is_over = 2010 + i32::from(number) * 10 <= year;
    format!("{}{number}X", if is_over { 20 } else { 19 })
}

fn is_warm(words: &Words) -> bool {
    (0..words.len()).any(|at| {
        ["degree", "temperature", "heat", "warm", "humid", "fahrenheit"]
            .iter()
            .any(|start| words.at(at).starts_with(start))
            || words.is(at, &["high", "highs", "low", "lows"])
    })
}

/// "the 19th century", "the eighteenth century", "mid-20th-century", "the 18th and 19th centuries", "the 5th
/// century BC".
pub(super) fn century(words: &Words, at: usize) -> Option<Value> {
    let article = usize::from(words.at(at) == "the");
    let place = at + article + part_prefix(words, at + article);
    let (mut end, first) = ordinal(words, place)?;
    let mut last = None;
    if words.is(end, &["and", "to", "-"])
        && let Some((after, ordinal)) =
            ordinal(words, end + 1 + usize::from(words.at(end + 1) == "the"))
    {
        (end, last) = (after, Some(ordinal));
    }
    end += usize::from(words.at(end) == "-");
    if !words.is(end, &["century", "centuries"]) {
        return None;
    }
    end += 1;
    let before_christ = words.is(end, &["bc", "bce", "b.c.", "b.c"]);
    end += usize::from(before_christ || words.is(end, &["ad", "ce", "a.d."]));
    // The first century before our era is that of the years 0 to -99 and is written "-00XX".
    let form = |number: u8| format!("{}{:02}XX", if before_christ { "-" } else { "" }, number - 1);
    let normal = last.map_or_else(|| form(first), |last| format!("{}/{}", form(first), form(last)));
    found(end - at, Some(normal), "century")
}

/// Where an ordinal up to the 21st ends, and the number.
fn ordinal(words: &Words, at: usize) -> Option<(usize, u8)> {
    let word = words.at(at);
    let digits = word.trim_end_matches(char::is_alphabetic);
    let number = match digits {
        "" => {
            if let Some(place) = words.lists.ordinals.position(word) {
                return Some((at + 1, place as u8 + 1));
            }
            let compound =
                word == "twenty" && words.is(at + 1, &["-"]) && words.is(at + 2, &["first"]);
            return compound.then_some((at + 3, 21));
        }
        _ if matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th") => digits.parse().ok()?,
        _ => return None,
    };
    (1..=40).contains(&number).then_some((at + 1, number))
}

/// Words before a number that is a year.
const LEADS: &[&str] = &[
    "in", "since", "by", "of", "during", "from", "until", "till", "to", "through", "before",
    "after", "between", "and", "(", "around", "circa", "year", "for", "-", ",", "",
];

/// "2021" after "in" and the like, "late 2019", "2019-2021", "from 2019 to 2021", "2019-21", "2023/24".
pub(super) fn bare_year(words: &Words, at: usize) -> Option<Value> {
    let prefix = part_prefix(words, at);
    let first = year(words.at(at + prefix))?;
    let next = at + prefix + 1;
    if let Some(last) = last_year(words, at, next, first) {
        return found(prefix + 3, Some(format!("{first}/{last}")), "years");
    }
    let led = prefix > 0 || LEADS.contains(&words.before(at));
    let unit_after = words.at(next);
    let counts = unit_after.ends_with('s') && unit_after.len() > 3 && words.before(at) != "in";
    (led && !counts).then(|| found(prefix + 1, Some(first.to_string()), "year")).flatten()
}

/// The second year of a period, after what joins it to the first.
fn last_year(words: &Words, at: usize, next: usize, first: i32) -> Option<i32> {
    let is_slash = words.at(next) == "/";
    if !is_slash && !joins(words, at, next) {
        return None;
    }
    let word = words.at(next + 1);
    let short = || {
        let year = first / 100 * 100 + i32::from(two_digits(word)?);
        let is_joined = is_slash || words.at(next) == "-";
        // "2010-12" may be a month
        (is_joined && year > first && (is_slash || year > first / 100 * 100 + 12)).then_some(year)
    };
    year(word).filter(|&last| last > first).or_else(short)
}
