//! Parties, companies, armed groups, universities.

use std::{io, path::Path};

use super::{
    Builder, Draft,
    files::{self, Factbook, Table, factbook_text},
    geography::country_of,
};
use crate::{
    document::EntityType,
    lists::{ListName, WordClasses, fold_phrase},
};

/// Parties of the World Factbook, with their acronyms.
pub(super) fn add_parties(builder: &mut Builder, factbook: &Factbook) {
    for entry in &factbook.countries {
        let country = country_of(builder, entry);
        let text = factbook_text(entry, &["Government", "Political parties"]);
        for part in text.split(';') {
            let plain = part.split(['(', '[', ',']).next().unwrap_or_default();
            let mut names = plain.split(" or ").map(str::trim);
            let name = names.next().unwrap_or_default();
            let is_name = name.split(' ').count() <= 7 && name.starts_with(char::is_uppercase);
            if !is_name || name.len() < 4 || !name.contains(' ') {
                continue;
            }
            let draft = Draft::new(name, EntityType::Org, ListName::Parties).country(country);
            let Some(thing) = builder.thing_if_new(draft) else { continue };
            for alias in names.filter(|alias| alias.len() > 2 && !builder_knows_other(alias)) {
                builder.name(thing, alias);
            }
        }
    }
}

/// Acronyms that are better known for something else.
fn builder_knows_other(alias: &str) -> bool {
    matches!(alias, "UN" | "EU" | "US" | "UK" | "USA" | "WHO" | "CIA" | "FBI" | "BBC" | "AP")
}

/// Companies of the S&P 500.
pub(super) fn add_companies(builder: &mut Builder, lists: &Path) -> io::Result<()> {
    let table = Table::read(&lists.join("companies/constituents.csv"))?;
    for row in &table.rows {
        let name = table.get(row, "Security").split('(').next().unwrap_or_default().trim();
        if builder.knows(name) {
            continue;
        }
        let thing = builder.thing(Draft::new(name, EntityType::Org, ListName::Companies));
        let words: Vec<&str> = name.split(' ').collect();
        if let [short @ .., last] = &words[..]
            && builder.classes(last).any(WordClasses::ORG_SUFFIX)
            && !short.is_empty()
        {
            builder.name(thing, &short.join(" "));
        }
    }
    Ok(())
}

/// Armed groups of the Phoenix dictionaries.
pub(super) fn add_armed_groups(builder: &mut Builder, data: &Path) -> io::Result<()> {
    let text = files::text(&data.join("petrarch/Phoenix.MilNonState.actors.txt"))?;
    let mut thing = None;
    let mut is_person = false;
    for line in text.lines() {
        let name = phoenix_name(line);
        if line.starts_with(['#', '\t', ' ']) || name.len() < 4 {
            continue;
        }
        if !line.starts_with('+') {
            thing = None;
            is_person = false;
        }
        let first = name.split(' ').next().unwrap_or_default();
        if builder.classes(first).any(WordClasses::FORENAME) && name.split(' ').count() > 1 {
            is_person |= !line.starts_with('+'); // the dictionaries list leaders too
            continue;
        }
        if is_person {
            continue;
        }
        let is_plain = fold_phrase(&name).split(' ').count() > 1
            || !builder.classes(&name).any(WordClasses::COMMON | WordClasses::FORENAME);
        if !is_plain || builder.knows(&name) {
            continue;
        }
        if let Some(known) = thing {
            builder.name(known, &name);
        } else {
            let draft = Draft::new(&name, EntityType::Org, ListName::ArmedGroups);
            thing = Some(builder.thing(draft));
        }
    }
    Ok(())
}

/// `+ISLAMIC_ARMY_OF_ADEN_(IAA)_ [YEMREB]` as "Islamic Army of Aden".
fn phoenix_name(line: &str) -> String {
    let name = line.trim_start_matches('+').split(['[', '#', '(', '\t']).next().unwrap_or_default();
    let words = name.split(['_', ' ']).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(|word| phoenix_word(&word.to_lowercase())).collect();
    words.join(" ")
}

fn phoenix_word(word: &str) -> String {
    if matches!(word, "of" | "the" | "for" | "and" | "in" | "to" | "de" | "al" | "del" | "on") {
        return word.to_owned();
    }
    let mut characters = word.chars();
    characters.next().map_or(String::new(), |first| {
        first.to_uppercase().collect::<String>() + characters.as_str()
    })
}

/// Universities whose names do not say that they are one.
pub(super) fn add_universities(builder: &mut Builder, lists: &Path) -> io::Result<()> {
    let universities =
        files::json(&lists.join("universities/world_universities_and_domains.json"))?;
    let mut names: Vec<(&str, &str)> = universities
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|entry| Some((entry["name"].as_str()?, entry["alpha_two_code"].as_str()?)))
        .collect();
    names.sort_unstable();
    names.dedup();
    for (name, code) in names {
        let name = name.split(['(', ',']).next().unwrap_or_default().trim();
        let mut words = name.split(' ');
        let says_so = words
            .any(|word| builder.classes(word).any(WordClasses::ORG_HEAD | WordClasses::ORG_OPENER));
        if says_so || name.split(' ').count() < 2 {
            continue;
        }
        let country = builder.countries.get(code).copied();
        let draft = Draft::new(name, EntityType::Org, ListName::Universities).country(country);
        builder.thing_if_new(draft);
    }
    Ok(())
}
