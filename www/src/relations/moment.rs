//! Dates in their normal form, put in order and in words.

/// A date or a span of dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// Its first day as a number, 20240312: what it is ordered by. What is known to the year or month
    /// only comes before that year's or month's days.
    pub first_day: u32,
    /// In words: "12 March 2024".
    pub words: String,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Reads a normal form of the engine: "2024", "2024-03", "2024-03-12", "199X", "2024-Q3", "2024-H1",
/// "2024-SU", "2024-W23", "FY2024", a time of a day, or a range of two. `None` for everything else: "Tuesday", "P3D",
/// "T09:30" have no place on the calendar.
pub fn moment(value: &str) -> Option<Moment> {
    if let Some((start, end)) = value.split_once('/') {
        let (start, end) = (moment(start)?, moment(end)?);
        let words = [&*start.words, " to ", &*end.words].concat();
        return Some(Moment { words, ..start });
    }
    if let Some(year) = value.strip_prefix("FY") {
        let found = date(year)?;
        return Some(Moment { words: ["fiscal ", &*found.words].concat(), ..found });
    }
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    let mut found = date(day)?;
    if let Some(clock) = time.get(..5).filter(|clock| clock.as_bytes()[2] == b':') {
        found.words = [&*found.words, ", ", clock].concat();
    }
    Some(found)
}

fn date(text: &str) -> Option<Moment> {
    let mut parts = text.split('-');
    let year = parts.next()?;
    let (rest, day) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let digits = year.trim_end_matches('X');
    if year.len() != 4 || parts.next().is_some() || digits.is_empty() {
        return None;
    }
    let open = 4 - digits.len();
    let first = number(digits)? * 10_u32.pow(open as u32);
    let (month, words) = match (open, rest) {
        (0, "") => (0, year.to_owned()),
        (_, "") => (0, format!("{first:04}s")),
        (0, "SP") => (3, spelled("spring", year)),
        (0, "SU") => (6, spelled("summer", year)),
        (0, "FA") => (9, spelled("autumn", year)),
        (0, "WI") => (12, spelled("winter", year)),
        (0, _) => match rest.split_at_checked(1)? {
            ("Q", quarter) => {
                let name = ["first", "second", "third", "fourth"]
                    .get(number(quarter)?.checked_sub(1)? as usize)?;
                (number(quarter)? * 3 - 2, spelled(&[*name, " quarter of"].concat(), year))
            }
            ("H", half) => {
                let name = ["first", "second"].get(number(half)?.checked_sub(1)? as usize)?;
                (number(half)? * 6 - 5, spelled(&[*name, " half of"].concat(), year))
            }
            // A week begins in about the month that so many days of the year are over in.
            ("W", week) => {
                let days = number(week).filter(|week| (1..=53).contains(week))? * 7 - 7;
                let words = spelled(&["week ", week, " of"].concat(), year);
                let first_day = first * 10_000 + (days * 12 / 365 + 1) * 100 + days % 30;
                return day.is_empty().then_some(Moment { first_day, words });
            }
            _ => {
                let month = number(rest)?;
                (month, spelled(MONTHS.get(month.checked_sub(1)? as usize)?, year))
            }
        },
        _ => return None,
    };
    let (day, words) = match day {
        "" => (0, words),
        day if rest.len() == 2 && number(rest).is_some() => {
            let day = number(day).filter(|day| (1..=31).contains(day))?;
            (day, [&*day.to_string(), " ", &*words].concat())
        }
        _ => return None,
    };
    Some(Moment { first_day: first * 10_000 + month * 100 + day, words })
}

fn spelled(part: &str, year: &str) -> String {
    [part, " ", year].concat()
}

fn number(digits: &str) -> Option<u32> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normal_forms_are_put_in_words_and_in_order() {
        let in_order = [
            ("18XX", "1800s"),
            ("199X", "1990s"),
            ("1994/1996", "1994 to 1996"),
            ("2023-WI", "winter 2023"),
            ("2024", "2024"),
            ("2024-Q1", "first quarter of 2024"),
            ("2024-W06", "week 06 of 2024"),
            ("2024-03", "March 2024"),
            ("2024-03-12", "12 March 2024"),
            ("2024-03-14/2024-03-16", "14 March 2024 to 16 March 2024"),
            ("2024-03-15T09:30Z", "15 March 2024, 09:30"),
            ("2024-03-16TNI", "16 March 2024"),
            ("2024-SU", "summer 2024"),
            ("2024-H2", "second half of 2024"),
            ("2024-Q4", "fourth quarter of 2024"),
            ("FY2025", "fiscal 2025"),
            ("FY2025-Q2", "fiscal second quarter of 2025"),
        ];
        let mut before = 0;
        for (value, words) in in_order {
            let found = moment(value).unwrap_or_else(|| panic!("{value}"));
            assert_eq!(found.words, words);
            assert!(before < found.first_day, "{value}");
            before = found.first_day;
        }
    }

    #[test]
    fn what_has_no_place_on_the_calendar_is_no_moment() {
        for value in [
            "",
            "Tuesday",
            "next week",
            "P3D",
            "PT2H",
            "T09:30",
            "TNI",
            "2024-13",
            "2024-00",
            "2024-03-32",
            "2024-03-00",
            "2024-Q5",
            "2024-Q0",
            "2024-H3",
            "FY",
            "2024-03-12-01",
            "20240312",
            "XXXX",
            "2024-SU-03",
            "199X-05",
            "2024/soon",
            "é024",
            "2024-é",
            "-2024",
            "+024",
            "2024-W0",
            "2024-W54",
            "2024-W99999999999",
        ] {
            assert_eq!(moment(value), None, "{value}");
        }
    }

    #[test]
    fn any_words_can_be_read() {
        let parts = ["2024", "-", "Q", "W", "X", "T", "/", "é", "12", "99999999999", ":00"];
        for code in 0..parts.len().pow(4) {
            let digits = [code, code / 11, code / 121, code / 1331].map(|digit| parts[digit % 11]);
            let _ = moment(&digits.concat());
        }
    }
}
