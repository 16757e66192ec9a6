//! Our own tables.

use super::{Builder, Draft};
use crate::{
    document::{EntityType, Named},
    lists::{ListName, WordClasses},
};

const VOCABULARY: &str = include_str!("../../lists/vocabulary.tsv");
const FORENAMES: &str = include_str!("../../lists/forenames.tsv");
const NAMES: &str = include_str!("../../lists/names.tsv");
const PEOPLE: &str = include_str!("../../lists/people.tsv");

/// Titles, roles, heads of names, calendar words.
pub(super) fn add_vocabulary(builder: &mut Builder) {
    for [class, words] in rows::<2>(VOCABULARY) {
        let classes = classes_named(class);
        for word in words.split('|') {
            builder.word(word, classes);
        }
    }
}

/// The classes that a row of the vocabulary names: "honorific male", "location head".
fn classes_named(name: &str) -> WordClasses {
    match name {
        "honorific male" => WordClasses::HONORIFIC | WordClasses::MALE,
        "honorific female" => WordClasses::HONORIFIC | WordClasses::FEMALE,
        _ => WordClasses::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .map_or(WordClasses::default(), |&(classes, _)| classes),
    }
}

/// Who bears which forename.
pub(super) fn add_forenames(builder: &mut Builder) {
    for [class, names] in rows::<2>(FORENAMES) {
        let classes = match class {
            "given to both" => WordClasses::GIVEN_TO_WOMEN | WordClasses::GIVEN_TO_MEN,
            class => classes_named(class),
        };
        for name in names.split('|') {
            builder.word(name, classes);
        }
    }
}

/// Organisations, places, peoples, events, laws, products, works.
pub(super) fn add_names(builder: &mut Builder) {
    for [entity_type, name, aliases, wikidata] in rows::<4>(NAMES) {
        let Some(entity_type) = EntityType::from_name(entity_type) else { continue };
        let draft =
            Draft::new(name, entity_type, ListName::WellKnown).wikidata(wikidata_number(wikidata));
        add(builder, draft, aliases);
    }
}

/// Statesmen and other well-known people.
pub(super) fn add_people(builder: &mut Builder) {
    for [name, aliases, wikidata, gender] in rows::<4>(PEOPLE) {
        let draft = Draft::new(name, EntityType::Person, ListName::WellKnown)
            .wikidata(wikidata_number(wikidata))
            .gender(gender);
        add(builder, draft, aliases);
    }
}

fn add(builder: &mut Builder, draft: Draft, aliases: &str) {
    let thing = builder.thing(draft);
    for alias in aliases.split('|').filter(|alias| !alias.is_empty()) {
        builder.name(thing, alias);
    }
}

fn rows<const WIDTH: usize>(table: &str) -> impl Iterator<Item = [&str; WIDTH]> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        Some(std::array::from_fn(|_| fields.next().unwrap_or_default()))
            .filter(|row| !row[0].is_empty())
    })
}

/// The number of "Q843" or of an item's address.
pub(super) fn wikidata_number(id: &str) -> Option<u32> {
    id.rsplit('/').next()?.strip_prefix('Q')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_our_tables_is_whole() {
        for [class, words] in rows::<2>(VOCABULARY) {
            assert!(classes_named(class) != WordClasses::default(), "{class}");
            assert!(words.split('|').all(|word| !word.trim().is_empty()), "{class}: {words}");
        }
        for line in NAMES.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<_> = line.split('\t').collect();
            assert_eq!(fields.len(), 4, "{line}");
            assert!(EntityType::from_name(fields[0]).is_some(), "{line}");
            assert!(fields[3].is_empty() || wikidata_number(fields[3]).is_some(), "{line}");
        }
        for line in PEOPLE.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<_> = line.split('\t').collect();
            assert_eq!(fields.len(), 4, "{line}");
            assert!(fields[2].is_empty() || wikidata_number(fields[2]).is_some(), "{line}");
        }
    }
}
