//! Forenames, surnames, politicians.

use std::{collections::BTreeMap, io, path::Path};

use super::{
    Builder, Draft,
    files::{self, Factbook, Table, factbook_text},
    geography::country_of,
    own::wikidata_number,
};
use crate::{
    document::EntityType,
    lists::{ListName, WordClasses},
};

/// Forenames with gender.
pub(super) fn add_forenames(builder: &mut Builder, lists: &Path) -> io::Result<()> {
    let table = Table::read(&lists.join("names/common-forenames-by-country.csv"))?;
    for row in &table.rows {
        let classes = match table.get(row, "Gender") {
            "F" => WordClasses::FORENAME_FEMALE,
            "M" => WordClasses::FORENAME_MALE,
            _ => continue,
        };
        add_words(builder, table.get(row, "Romanized Name"), classes);
        add_words(builder, table.get(row, "Localized Name"), classes);
    }
    Ok(())
}

/// Surnames.
pub(super) fn add_surnames(builder: &mut Builder, lists: &Path) -> io::Result<()> {
    let table = Table::read(&lists.join("names/common-surnames-by-country.csv"))?;
    for row in &table.rows {
        add_words(builder, table.get(row, "Romanized Name"), WordClasses::SURNAME);
        add_words(builder, table.get(row, "Localized Name"), WordClasses::SURNAME);
    }
    Ok(())
}

/// Adds classes to each Latin word of a name that is longer than one letter.
fn add_words(builder: &mut Builder, name: &str, classes: WordClasses) {
    for word in name.split([' ', '-']).filter(|word| word.chars().count() > 1) {
        let is_latin = word.chars().all(|c| c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c));
        if is_latin && !builder.classes(word).any(WordClasses::PARTICLE) {
            builder.word(word, classes);
        }
    }
}

/// Heads of state and government.
pub(super) fn add_leaders(builder: &mut Builder, factbook: &Factbook) {
    for entry in &factbook.countries {
        let country = country_of(builder, entry);
        for field in ["chief of state", "head of government"] {
            let text = factbook_text(entry, &["Government", "Executive branch", field]);
            for part in text.split(';') {
                let Some((before, _)) = part.split_once("(since") else { continue };
                let name = leader_name(builder, before);
                if name.contains(' ') && !builder.knows(&name) {
                    let draft = Draft::new(&name, EntityType::Person, ListName::Politicians);
                    builder.thing(draft.country(country));
                }
            }
        }
    }
}

/// "Prime Minister Muhammad Shehbaz SHARIF" as "Muhammad Shehbaz Sharif".
fn leader_name(builder: &Builder, text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let title_ends = (0..words.len())
        .rev()
        .find(|&end| {
            (0..=end).any(|start| {
                builder
                    .classes(&words[start..=end].join(" "))
                    .any(WordClasses::ANY_TITLE | WordClasses::ROLE)
            })
        })
        .map_or(0, |end| end + 1);
    words[title_ends..].iter().map(|word| sentence_case(word)).collect::<Vec<_>>().join(" ")
}

/// "SHARIF" as "Sharif", "AL-THANI" as "Al-Thani"; Roman numerals stay.
fn sentence_case(word: &str) -> String {
    let is_numeral = word.chars().all(|c| "IVX".contains(c));
    if is_numeral || word.chars().any(char::is_lowercase) || word.chars().count() < 3 {
        return word.to_owned();
    }
    let parts: Vec<String> = word.split('-').map(capitalise).collect();
    parts.join("-")
}

fn capitalise(word: &str) -> String {
    let mut characters = word.chars();
    let first: String = characters.next().into_iter().collect();
    first + &characters.as_str().to_lowercase()
}

/// Members of the Congress of the United States, with Wikidata ids.
pub(super) fn add_congress(builder: &mut Builder, lists: &Path) -> io::Result<()> {
    let text = files::text(&lists.join("congress/legislators-current.yaml"))?;
    let united_states = builder.countries.get("US").copied();
    let mut member: BTreeMap<&str, &str> = BTreeMap::new();
    for line in text.lines().chain(["- id:"]) {
        if line.starts_with("- id:") {
            add_member(builder, &std::mem::take(&mut member), united_states);
        } else if let Some((key, value)) = line.trim().split_once(": ") {
            member.entry(key).or_insert(value.trim_matches(['\'', '"']));
        }
    }
    Ok(())
}

fn add_member(builder: &mut Builder, member: &BTreeMap<&str, &str>, country: Option<u32>) {
    let field = |key: &str| member.get(key).copied().unwrap_or_default();
    let (full, short) = (field("official_full"), format!("{} {}", field("first"), field("last")));
    let name = if full.is_empty() { &short } else { full };
    if name.len() < 5 || builder.knows(name) {
        return;
    }
    let draft = Draft::new(name, EntityType::Person, ListName::Politicians)
        .wikidata(wikidata_number(field("wikidata")))
        .gender(field("gender"))
        .country(country);
    let thing = builder.thing(draft);
    builder.name(thing, &short);
    if !field("nickname").is_empty() {
        builder.name(thing, &format!("{} {}", field("nickname"), field("last")));
    }
}
