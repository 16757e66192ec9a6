//! Days by name: ISO 8601, "2026-11-24"; the year before the year 0 is "-0001".

use time::{Date, Month};

/// The name of a day.
pub fn day_name(day: Date) -> String {
    let sign = if day.year() < 0 { "-" } else { "" };
    let year = day.year().unsigned_abs();
    format!("{sign}{year:04}-{:02}-{:02}", u8::from(day.month()), day.day())
}

/// The day of that name; `None` when there is no such day.
pub fn day_from_name(name: &str) -> Option<Date> {
    let (is_before_0, name) = match name.strip_prefix('-') {
        Some(name) => (true, name),
        None => (false, name),
    };
    let well_formed = name.len() == 10 && name.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let (year, rest) = name.split_once('-').filter(|_| well_formed)?;
    let (month, day) = rest.split_once('-')?;
    if (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    let year: i32 = year.parse().ok()?;
    if is_before_0 && year == 0 {
        return None; // it has one name
    }
    let year = if is_before_0 { -year } else { year };
    Date::from_calendar_date(year, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_strictly() {
        for name in
            ["2026-11-24", "2024-02-29", "0001-01-01", "0000-12-31", "-0044-03-15", "-9999-01-01"]
        {
            assert_eq!(day_from_name(name).map(day_name).as_deref(), Some(name));
        }
        for name in [
            "",
            "2026",
            "2026-11",
            "2026-13-01",
            "2025-02-29",
            "24-11-2026",
            "2026-1-240",
            "-0000-01-01",
            "--044-03-15",
            "-44-03-15",
            "-",
            "２０２６-11-24",
        ] {
            assert_eq!(day_from_name(name), None, "{name}");
        }
    }
}
