//! Variations of annotated texts, so that a network learns more than the names of one corpus: people,
//! cities and organisations of every country in place of those in the text, capitals, small letters.

use std::{collections::BTreeMap, path::Path};

use super::{
    corpora::{CorpusError, GoldDocument},
    lists::files::Table,
    random::Random,
};
use crate::document::EntityType::{Gpe, Org, Person};

/// Share of the documents in which people, cities and organisations get other names.
const RENAMED: f32 = 0.35;
/// Share of the sentences that are seen in capitals, as in headlines, and in lower case, as on the
/// web.
const IN_CAPITALS: f32 = 0.02;
const IN_LOWER_CASE: f32 = 0.04;
/// Share of the surnames that are made of two, with a hyphen.
const DOUBLE: f32 = 0.08;

/// Share of the last words of organisations' names that become a name too: most say what it is, such as
/// "Bank", and stay.
const NO_KIND: f32 = 0.15;

/// Small words before a surname.
const PARTICLES: &[&str] =
    &["al", "bin", "ibn", "de", "da", "dos", "van", "von", "del", "di", "el", "la", "ben", "ag"];

/// Names to put in place of others.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// For each country, forenames and surnames.
    countries: Vec<(Vec<String>, Vec<String>)>,
    /// Cities whose name is one word.
    cities: Vec<String>,
}

impl Names {
    /// Reads the lists of names and cities under the folder of corpora.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn read(data: &Path) -> Result<Self, CorpusError> {
        let table = |file: &str| {
            let path = data.join(file);
            Table::read(&path).map_err(|error| CorpusError::new(&path, error))
        };
        let mut countries: BTreeMap<String, (Vec<String>, Vec<String>)> = BTreeMap::new();
        let forenames = table("lists/names/common-forenames-by-country.csv")?;
        for row in &forenames.rows {
            let (forenames_here, _) =
                countries.entry(forenames.get(row, "Country").to_owned()).or_default();
            forenames_here.extend(one_word(forenames.get(row, "Romanized Name")));
        }
        let surnames = table("lists/names/common-surnames-by-country.csv")?;
        for row in &surnames.rows {
            let (_, surnames_here) =
                countries.entry(surnames.get(row, "Country").to_owned()).or_default();
            surnames_here.extend(one_word(surnames.get(row, "Romanized Name")));
        }
        let cities = table("lists/cities/world-cities.csv")?;
        let cities = cities.rows.iter().filter_map(|row| one_word(cities.get(row, "name")));
        Ok(Self {
            cities: cities.collect(),
            countries: countries
                .into_values()
                .filter(|(forenames, surnames)| !forenames.is_empty() && !surnames.is_empty())
                .collect(),
        })
    }

    /// A variation of a document: as many sentences and words, names in the same places.
    #[must_use]
    pub fn vary(&self, document: &GoldDocument, random: &mut Random) -> GoldDocument {
        let mut document = document.clone();
        if random.happens(RENAMED) && !self.countries.is_empty() {
            self.rename(&mut document, random);
        }
        change_casing(&mut document, random);
        document
    }

    /// Gives people, cities and organisations other names, the same one wherever a word stands in such
    /// a name.
    fn rename(&self, document: &mut GoldDocument, random: &mut Random) {
        let (forenames, surnames) = choose(&self.countries, random);
        let mut people: BTreeMap<String, String> = BTreeMap::new();
        let mut cities: BTreeMap<String, String> = BTreeMap::new();
        let mut organisations: BTreeMap<String, String> = BTreeMap::new();
        for sentence in &mut document.sentences {
            for name in &sentence.names {
                let words = &mut sentence.words[name.tokens.range()];
                match name.types.only() {
                    Some(Person) => {
                        rename_person(words, forenames, surnames, &mut people, random);
                    }
                    Some(Gpe) if words.len() == 1 && is_plain(&words[0]) => {
                        let city = || choose(&self.cities, random).clone();
                        let other = cities.entry(words[0].clone()).or_insert_with(city);
                        words[0].clone_from(other);
                    }
                    Some(Org) if words.len() <= 3 => {
                        let other = |random: &mut Random| match random.below(4) {
                            0 => choose(&self.cities, random).clone(),
                            1 => choose(forenames, random).clone(),
                            _ => choose(surnames, random).clone(),
                        };
                        rename_organisation(words, other, &mut organisations, random);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// Organisations are called after people and places: "Obi", "Obi Bank", "Lima Bank Group".
fn rename_organisation(
    words: &mut [String],
    other: impl Fn(&mut Random) -> String,
    known: &mut BTreeMap<String, String>,
    random: &mut Random,
) {
    let last = words.len() - 1;
    for (index, word) in words.iter_mut().enumerate().filter(|(_, word)| is_plain(word)) {
        if index == 0 || index == last && random.happens(NO_KIND) {
            let other = known.entry(word.clone()).or_insert_with(|| other(random));
            word.clone_from(other);
        }
    }
}

/// The last word becomes a surname, the others forenames; initials and particles stay.
fn rename_person(
    words: &mut [String],
    forenames: &[String],
    surnames: &[String],
    known: &mut BTreeMap<String, String>,
    random: &mut Random,
) {
    let last = words.len() - 1;
    for (index, word) in words.iter_mut().enumerate().filter(|(_, word)| is_plain(word)) {
        let mut other = || match (index, last) {
            (1, 2) if random.happens(0.3) => (*choose(PARTICLES, random)).to_owned(),
            _ if index < last => choose(forenames, random).clone(),
            _ if random.happens(DOUBLE) => {
                format!("{}-{}", choose(surnames, random), choose(surnames, random))
            }
            _ => choose(surnames, random).clone(),
        };
        let other = known.entry(word.clone()).or_insert_with(&mut other);
        word.clone_from(other);
    }
}

fn choose<'a, T>(from: &'a [T], random: &mut Random) -> &'a T {
    &from[random.below(from.len())]
}

/// Whether a word of a name may be replaced: "Raisi", not "W." or "al" or "USA".
fn is_plain(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase)
        && word.chars().count() > 2
        && characters.all(|c| c.is_lowercase() || matches!(c, '-' | '\'' | '’'))
}

/// A name in Latin letters, if it is one word of more than one letter, with a capital.
fn one_word(name: &str) -> Option<String> {
    let is_latin = |c: char| c < '\u{250}' && (c.is_alphabetic() || matches!(c, '-' | '\''));
    let fits = name.chars().count() > 1
        && name.starts_with(char::is_uppercase)
        && name.chars().all(is_latin);
    fits.then(|| name.to_owned())
}

/// Some sentences in capitals or in lower case throughout.
fn change_casing(document: &mut GoldDocument, random: &mut Random) {
    for sentence in &mut document.sentences {
        let change: fn(&str) -> String = match random.unit() {
            share if share < IN_CAPITALS => str::to_uppercase,
            share if share < IN_CAPITALS + IN_LOWER_CASE => str::to_lowercase,
            _ => continue,
        };
        for word in &mut sentence.words {
            *word = change(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        document::EntityType,
        model::tags::TypeSet,
        text::TokenSpan,
        train::corpora::{GoldName, GoldSentence},
    };

    fn names() -> Names {
        let words = |words: &str| words.split(' ').map(str::to_owned).collect::<Vec<_>>();
        Names {
            countries: vec![(words("Achieng Wanjiru"), words("Odhiambo Otieno"))],
            cities: words("Kisumu Mwanza"),
        }
    }

    fn document() -> GoldDocument {
        let name = |start, end, entity_type| GoldName {
            tokens: TokenSpan::new(start, end),
            types: TypeSet::of(&[entity_type]),
        };
        let sentence = |text: &str, names| GoldSentence {
            words: text.split(' ').map(str::to_owned).collect(),
            names,
        };
        let sentences = vec![
            sentence(
                "Ada W. Raisi of Oxfam went to Lima .",
                vec![name(0, 3, Person), name(4, 5, EntityType::Org), name(7, 8, Gpe)],
            ),
            sentence("Raisi liked Lima .", vec![name(0, 1, Person), name(2, 3, Gpe)]),
        ];
        GoldDocument { name: String::new(), sentences, unannotated: TypeSet::default() }
    }

    #[test]
    fn people_and_cities_get_other_names_and_the_rest_stays() {
        let mut renamed = document();
        names().rename(&mut renamed, &mut Random::new(1));
        let [first, second] = [0, 1].map(|index| renamed.sentences[index].words.clone());
        assert!(["Achieng", "Wanjiru"].contains(&first[0].as_str()), "{first:?}");
        assert!(first[2].starts_with("Odhiambo") || first[2].starts_with("Otieno"), "{first:?}");
        assert_eq!(first[1], "W.");
        assert_ne!(first[4], "Oxfam");
        assert_eq!(first[3], "of");
        assert_eq!([&first[2], &first[7]], [&second[0], &second[2]], "the same everywhere");
        assert_eq!(renamed.sentences[0].names, document().sentences[0].names);
    }

    #[test]
    fn without_lists_only_the_casing_varies() {
        let varied = Names::default().vary(&document(), &mut Random::new(1));
        for (varied, original) in varied.sentences.iter().zip(document().sentences) {
            assert_eq!(
                varied.words.join(" ").to_lowercase(),
                original.words.join(" ").to_lowercase()
            );
        }
    }
}
