//! What the readers know of the world to make coarse labels finer: which places have a government,
//! which words are nationalities, which are titles.

use std::{collections::BTreeSet, path::Path};

use super::{CorpusError, GoldDocument, GoldName, GoldSentence, read_text};
use crate::{
    document::EntityType::{Fac, Gpe, Loc, Norp, Person},
    model::tags::TypeSet,
    text::TokenSpan,
};

/// Words before a person's name that do not belong to it.
const TITLES: &[&str] = &[
    "acting",
    "adm.",
    "admiral",
    "ambassador",
    "archbishop",
    "attorney",
    "ayatollah",
    "baron",
    "bishop",
    "brig.",
    "brigadier",
    "capt.",
    "captain",
    "cardinal",
    "chairman",
    "chancellor",
    "chief",
    "coach",
    "col.",
    "colonel",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "constable",
    "count",
    "crown",
    "defence",
    "defense",
    "deputy",
    "director",
    "dr",
    "dr.",
    "emperor",
    "empress",
    "ex-president",
    "finance",
    "first",
    "foreign",
    "former",
    "gen.",
    "general",
    "gov.",
    "governor",
    "hon.",
    "imam",
    "inspector",
    "interior",
    "judge",
    "justice",
    "king",
    "lady",
    "lieutenant",
    "lord",
    "lt.",
    "maj.",
    "major",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "mullah",
    "officer",
    "pope",
    "premier",
    "president",
    "president-elect",
    "prime",
    "prince",
    "princess",
    "prof.",
    "professor",
    "queen",
    "rabbi",
    "rep.",
    "representative",
    "rev.",
    "reverend",
    "saint",
    "secretary",
    "sen.",
    "senator",
    "sgt.",
    "sergeant",
    "sheik",
    "sheikh",
    "sir",
    "speaker",
    "spokesman",
    "spokeswoman",
    "st.",
    "state",
    "sultan",
    "treasury",
    "vice",
];

/// Words in the names of places without a government.
const PLACE_WORDS: &[&str] = &[
    "africa",
    "alps",
    "america",
    "andes",
    "antarctica",
    "arctic",
    "asia",
    "atlantic",
    "balkans",
    "baltic",
    "bay",
    "canal",
    "caribbean",
    "caspian",
    "caucasus",
    "coast",
    "continent",
    "desert",
    "east",
    "eurasia",
    "europe",
    "glacier",
    "gulf",
    "gulfs",
    "himalayas",
    "hemisphere",
    "island",
    "islands",
    "lake",
    "mediterranean",
    "mesopotamia",
    "mountain",
    "mountains",
    "mount",
    "north",
    "ocean",
    "oceania",
    "pacific",
    "peninsula",
    "river",
    "sahara",
    "sahel",
    "scandinavia",
    "sea",
    "south",
    "strait",
    "straits",
    "valley",
    "volcano",
    "west",
];

/// Words that end the name of a building, road or other thing that was built.
const FACILITY_WORDS: &[&str] = &[
    "airport",
    "avenue",
    "base",
    "boulevard",
    "bridge",
    "building",
    "castle",
    "cathedral",
    "church",
    "dam",
    "gate",
    "hall",
    "highway",
    "hospital",
    "hotel",
    "house",
    "mosque",
    "museum",
    "palace",
    "plant",
    "prison",
    "road",
    "shrine",
    "square",
    "stadium",
    "station",
    "street",
    "temple",
    "theatre",
    "theater",
    "tower",
    "tunnel",
];

/// Groups of people that no list of countries names.
const PEOPLES: &[&str] = &[
    "African",
    "Africans",
    "Americans",
    "Arab",
    "Arabs",
    "Asian",
    "Asians",
    "Balkan",
    "Baptist",
    "Basque",
    "Basques",
    "Brits",
    "Buddhist",
    "Buddhists",
    "Bosniak",
    "Bosniaks",
    "Catalan",
    "Catalans",
    "Catholic",
    "Catholics",
    "Caucasian",
    "Chechen",
    "Chechens",
    "Christian",
    "Christians",
    "Communist",
    "Communists",
    "Conservatives",
    "Democrat",
    "Democrats",
    "Druze",
    "Englishman",
    "European",
    "Europeans",
    "Frenchman",
    "Germanic",
    "Hazara",
    "Hazaras",
    "Hindu",
    "Hindus",
    "Hispanic",
    "Hispanics",
    "Hutu",
    "Hutus",
    "Indians",
    "Islamic",
    "Islamist",
    "Islamists",
    "Jew",
    "Jewish",
    "Jews",
    "Kurd",
    "Kurdish",
    "Kurds",
    "Latino",
    "Latinos",
    "Lutheran",
    "Maoist",
    "Maoists",
    "Maori",
    "Marxist",
    "Mormon",
    "Mormons",
    "Muslim",
    "Muslims",
    "Nazi",
    "Nazis",
    "Orthodox",
    "Palestinian",
    "Palestinians",
    "Pashtun",
    "Pashtuns",
    "Persian",
    "Protestant",
    "Protestants",
    "Punjabi",
    "Republican",
    "Republicans",
    "Roman",
    "Romans",
    "Scot",
    "Scots",
    "Scottish",
    "Serb",
    "Serbs",
    "Shi'ite",
    "Shi'ites",
    "Shia",
    "Shias",
    "Shiite",
    "Shiites",
    "Sikh",
    "Sikhs",
    "Slavic",
    "Soviet",
    "Soviets",
    "Spaniard",
    "Spaniards",
    "Sunni",
    "Sunnis",
    "Swede",
    "Swedes",
    "Tamil",
    "Tamils",
    "Taiwanese",
    "Tibetan",
    "Tibetans",
    "Turk",
    "Turks",
    "Tutsi",
    "Tutsis",
    "Uighur",
    "Uighurs",
    "Uyghur",
    "Uyghurs",
    "Welsh",
    "Western",
    "Zionist",
];

/// Spellings of countries that the list of countries has only in full.
const MORE_COUNTRIES: &[&str] = &[
    "america",
    "bosnia",
    "britain",
    "burma",
    "czechia",
    "czech republic",
    "east timor",
    "england",
    "gaza",
    "great britain",
    "holland",
    "hong kong",
    "iran",
    "ivory coast",
    "kosovo",
    "laos",
    "macedonia",
    "moldova",
    "myanmar",
    "north korea",
    "northern ireland",
    "palestine",
    "russia",
    "scotland",
    "south korea",
    "south sudan",
    "soviet union",
    "syria",
    "taiwan",
    "tanzania",
    "tibet",
    "u.k.",
    "u.s.",
    "u.s.a.",
    "uk",
    "united kingdom",
    "united states",
    "united states of america",
    "us",
    "usa",
    "vatican",
    "venezuela",
    "vietnam",
    "wales",
    "ussr",
    "yugoslavia",
];

/// The places and peoples that the readers know.
#[derive(Clone, Debug, Default)]
pub struct World {
    countries: BTreeSet<String>,
    governed: BTreeSet<String>,
    peoples: BTreeSet<String>,
}

impl World {
    /// Reads the lists under `data`: `lists/countries/countryinfo.json`,
    /// `lists/cities/world-cities.csv`.
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn read(data: &Path) -> Result<Self, CorpusError> {
        let countries = data.join("lists/countries/countryinfo.json");
        let parsed: serde_json::Value = serde_json::from_str(&read_text(&countries)?)
            .map_err(|error| CorpusError::new(&countries, error))?;
        let cities = read_text(&data.join("lists/cities/world-cities.csv"))?;
        let mut world = Self::of_own_lists();
        for country in parsed.as_array().into_iter().flatten() {
            world.add_country(country);
        }
        for line in cities.lines().skip(1) {
            // Name, country, province, number; a quoted field here only makes a name unknown.
            world.governed.extend(line.split(',').take(3).map(str::to_lowercase));
        }
        world.peoples.retain(|people| !world.countries.contains(&people.to_lowercase()));
        Ok(world)
    }

    /// What is known without any file.
    pub(super) fn of_own_lists() -> Self {
        let countries: BTreeSet<String> = MORE_COUNTRIES.iter().map(|&name| name.into()).collect();
        Self {
            governed: countries.clone(),
            countries,
            peoples: PEOPLES.iter().map(|&name| name.into()).collect(),
        }
    }

    fn add_country(&mut self, country: &serde_json::Value) {
        let strings = |value: &serde_json::Value| -> Vec<String> {
            value
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|name| name.as_str())
                .map(str::to_owned)
                .collect()
        };
        let mut names = strings(&country["altSpellings"]);
        names.retain(|name| name.len() > 3);
        names.extend(country["name"].as_str().map(str::to_owned));
        self.countries.extend(names.iter().map(|name| name.to_lowercase()));
        self.governed.extend(names.iter().map(|name| name.to_lowercase()));
        self.governed.extend(strings(&country["provinces"]).iter().map(|name| name.to_lowercase()));
        self.governed.extend(country["capital"].as_str().map(str::to_lowercase));
        let demonyms = country["demonym"].as_str().unwrap_or_default();
        for demonym in demonyms.split([',', '/']).map(str::trim) {
            if demonym.starts_with(char::is_uppercase) {
                self.peoples.extend([demonym.to_owned(), format!("{demonym}s")]);
            }
        }
    }

    /// Whether the words name a country.
    pub fn is_country(&self, phrase: &str) -> bool {
        self.countries.contains(&phrase.to_lowercase())
    }

    /// Whether the word is a nationality or another people.
    pub fn is_people(&self, word: &str) -> bool {
        self.peoples.contains(word)
    }

    /// What a place of that name may be.
    pub fn place_types(&self, phrase: &str) -> TypeSet {
        let phrase = phrase.to_lowercase();
        let has = |words: &[&str]| phrase.split(' ').any(|word| words.contains(&word));
        if self.governed.contains(&phrase) {
            TypeSet::of(&[Gpe])
        } else if has(FACILITY_WORDS) {
            TypeSet::of(&[Fac])
        } else if has(PLACE_WORDS) {
            TypeSet::of(&[Loc])
        } else {
            TypeSet::of(&[Gpe, Loc, Fac])
        }
    }

    /// Brings a document's names to the common scheme: articles, possessives and titles outside,
    /// places and peoples told apart, peoples marked where the corpus leaves them out.
    #[must_use]
    pub fn refine(&self, mut document: GoldDocument) -> GoldDocument {
        let mark_peoples = document.unannotated.contains(Norp);
        for sentence in &mut document.sentences {
            let names = std::mem::take(&mut sentence.names);
            for name in names {
                sentence.names.extend(self.refine_name(sentence, name));
            }
            if mark_peoples {
                self.mark_peoples(sentence);
            }
        }
        document
    }

    fn refine_name(&self, sentence: &GoldSentence, name: GoldName) -> Option<GoldName> {
        let tokens = trim(&sentence.words, name.tokens, name.types);
        if tokens.is_empty() {
            return None;
        }
        let phrase = sentence.phrase(tokens);
        let one_word_people = tokens.len() == 1 && self.is_people(&phrase);
        let types =
            if one_word_people && (name.types.contains(Norp) || !name.types.contains(Person)) {
                TypeSet::of(&[Norp])
            } else if name.types.contains(Gpe) && name.types.contains(Loc) {
                self.place_types(&phrase)
            } else {
                name.types
            };
        Some(GoldName { tokens, types })
    }

    /// Adds peoples outside all names: "South African" before "African".
    fn mark_peoples(&self, sentence: &mut GoldSentence) {
        let mut index = 0;
        while index < sentence.words.len() {
            let people = [2, 1].into_iter().find(|len| self.is_free_people(sentence, index, *len));
            if let Some(len) = people {
                let tokens = TokenSpan::new(index, index + len);
                sentence.names.push(GoldName { tokens, types: TypeSet::of(&[Norp]) });
            }
            index += people.unwrap_or(1);
        }
        sentence.names.sort_by_key(|name| name.tokens);
    }

    fn is_free_people(&self, sentence: &GoldSentence, start: usize, len: usize) -> bool {
        let end = start + len;
        end <= sentence.words.len()
            && self.is_people(&sentence.words[start..end].join(" "))
            && !(start..end).any(|index| sentence.is_in_name(index))
    }
}

/// Whether the word, in whatever case, is said before a person's name and is no part of it.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word.to_lowercase().as_str())
}

/// A name without the article before it, the possessive mark after it, and a person's titles.
fn trim(words: &[String], tokens: TokenSpan, types: TypeSet) -> TokenSpan {
    let (mut start, mut end) = (tokens.start(), tokens.end());
    let is = |index: usize, known: &[&str]| known.contains(&words[index].to_lowercase().as_str());
    while start < end && is(start, &["the", "a", "an", "\"", "'", "``"]) {
        start += 1;
    }
    while start < end && is(end - 1, &["'s", "’s", "'", "\"", "''", ","]) {
        end -= 1;
    }
    let only_person = types.only() == Some(Person);
    while only_person && start + 1 < end && is(start, TITLES) {
        start += 1;
    }
    TokenSpan::new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::EntityType::{Event, Law, Org, Product, WorkOfArt};

    fn world() -> World {
        let mut world = World::of_own_lists();
        world.add_country(&serde_json::json!({
            "name": "Peru", "capital": "Lima", "provinces": ["Cusco"], "demonym": "Peruvian",
            "altSpellings": ["PE", "Republic of Peru"],
        }));
        world.peoples.insert("South Sudanese".to_owned());
        world
    }

    fn refined(text: &str, name: std::ops::Range<usize>, types: TypeSet) -> Vec<(String, TypeSet)> {
        let sentence = GoldSentence {
            words: text.split(' ').map(str::to_owned).collect(),
            names: vec![GoldName { tokens: TokenSpan::new(name.start, name.end), types }],
        };
        let document = GoldDocument {
            name: String::new(),
            sentences: vec![sentence],
            unannotated: TypeSet::of(&[Norp]),
        };
        let refined = world().refine(document);
        let sentence = &refined.sentences[0];
        sentence.names.iter().map(|name| (sentence.phrase(name.tokens), name.types)).collect()
    }

    #[test]
    fn labels_become_one_scheme() {
        let place = TypeSet::of(&[Gpe, Loc, Fac]);
        let misc = TypeSet::of(&[Norp, Event, Product, Law, WorkOfArt]);
        let (person, org) = (TypeSet::of(&[Person]), TypeSet::of(&[Org]));
        for (text, name, types, expected, expected_types) in [
            ("President Ada Obi spoke", 0..3, person, "Ada Obi", person),
            ("Pope Francis spoke", 0..2, person, "Francis", person),
            ("Prince sang", 0..1, person, "Prince", person),
            ("the Red Cross came", 0..3, org, "Red Cross", org),
            ("Oxfam 's staff", 0..2, org, "Oxfam", org),
            ("in Lima today", 1..2, place, "Lima", TypeSet::of(&[Gpe])),
            ("in Cusco today", 1..2, place, "Cusco", TypeSet::of(&[Gpe])),
            ("the Black Sea shore", 0..3, place, "Black Sea", TypeSet::of(&[Loc])),
            ("at Callao Airport", 1..3, place, "Callao Airport", TypeSet::of(&[Fac])),
            ("in Xanadu today", 1..2, place, "Xanadu", place),
            ("a Peruvian band", 1..2, misc, "Peruvian", TypeSet::of(&[Norp])),
            ("the Peruvian band", 0..2, place, "Peruvian", TypeSet::of(&[Norp])),
        ] {
            assert_eq!(
                refined(text, name, types),
                [(expected.to_owned(), expected_types)],
                "{text}"
            );
        }
    }

    #[test]
    fn peoples_that_a_corpus_leaves_out_are_marked() {
        for (text, name, expected) in [
            ("Kurds met Ada Obi", 2..4, ["Kurds", "Ada Obi"]),
            ("South Sudanese Ada Obi", 2..4, ["South Sudanese", "Ada Obi"]),
        ] {
            let found = refined(text, name, TypeSet::of(&[Person]));
            let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, expected);
            assert_eq!(found[0].1.only(), Some(Norp));
        }
    }

    #[test]
    fn a_name_of_nothing_but_an_article_is_none() {
        assert_eq!(refined("the end", 0..1, TypeSet::of(&[Org])), []);
    }
}
