//! Known names and words: places, demonyms, organisations, people; titles, heads of names, forenames.
//!
//! Two tables, each a finite-state map from folded words (see [`fold`]) to what is known of them:
//!
//! * **names** leads from a phrase to the [`Thing`]s that it may stand for. Two phrases that lead to
//!   the same [`ThingId`] are names of the same thing ("UN", "United Nations").
//! * **words** leads from a word or short phrase to its [`WordClasses`]: title, forename, head of an
//!   organisation's name, a word that is usually written small.
//!
//! The tables are read where they lie; loading copies them once and builds nothing.

use std::ops::BitOr;

use fst::{Map, raw};

use crate::{
    document::{Coordinates, EntityType, KnowledgeBase, Link, Named},
    pack::LoadError,
};

mod fold;
pub(crate) mod section;

pub use fold::{fold, fold_phrase};

/// The lists. Empty by default.
#[derive(Debug, Default)]
pub struct Lists {
    names: Map<Vec<u8>>,
    words: Map<Vec<u8>>,
    /// Runs of [`Reading`]s, packed; the name map's values point here.
    readings: Vec<u32>,
    things: Vec<ThingRow>,
    /// Canonical names, one after the other.
    labels: String,
}

/// Names a known thing. Equal ids are the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThingId(u32);

/// A row of the table of things.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ThingRow {
    pub(crate) label_end: u32,
    pub(crate) entity_type: EntityType,
    pub(crate) list: ListName,
    pub(crate) flags: u8,
    /// Size class of the population: its binary logarithm; 0 when unknown.
    pub(crate) size: u8,
    /// Number of the Wikidata item or the GeoNames entry, by `flags`; 0 for none.
    pub(crate) link: u32,
    /// One more than the index of the country that it lies in or belongs to; 0 for none.
    pub(crate) country: u16,
    /// Latitude and longitude in hundredths of a degree; both 0 when unknown.
    pub(crate) coordinates: [i16; 2],
}

/// Bits of [`ThingRow::flags`].
pub(crate) mod flag {
    pub(crate) const WIKIDATA: u8 = 1;
    pub(crate) const GEONAMES: u8 = 2;
    pub(crate) const CAPITAL: u8 = 4;
    pub(crate) const FEMALE: u8 = 8;
    pub(crate) const MALE: u8 = 16;
    pub(crate) const SOVEREIGN: u8 = 32;
}

/// A known thing: a country, a city, a party, a statesman.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing<'a> {
    /// Its usual name.
    pub name: &'a str,
    /// Its type.
    pub entity_type: EntityType,
    /// The list that it comes from.
    pub list: ListName,
    /// Its entry in a knowledge base, where that is certain.
    pub link: Option<Link>,
    /// The country that a city or party lies in, or that a nationality word stands for.
    pub country: Option<ThingId>,
    /// Whether it is the capital of [`Thing::country`].
    pub capital: bool,
    /// Size class of a place: the binary logarithm of its population; 0 when unknown.
    pub size: u8,
    /// Of a person, when known.
    pub gender: Option<Gender>,
    /// Where a country or city lies.
    pub coordinates: Option<Coordinates>,
}

/// Grammatical gender of a person's name or title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// "she"
    Female,
    /// "he"
    Male,
}

/// One of the lists, as readers know them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ListName {
    /// Sovereign states and territories.
    Countries,
    /// Words for the people and things of a country.
    Demonyms,
    /// Cities and towns.
    Cities,
    /// Provinces and states.
    Provinces,
    /// Our own list of well-known names.
    WellKnown,
    /// Political parties.
    Parties,
    /// Heads of state and government, members of parliaments.
    Politicians,
    /// Companies.
    Companies,
    /// Universities.
    Universities,
    /// International organisations.
    InternationalOrganisations,
    /// Armed groups.
    ArmedGroups,
    /// Peoples and religions.
    Peoples,
    /// Names that news agencies have written of.
    News,
}

impl Named for ListName {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Countries, "countries"),
        (Self::Demonyms, "nationality words"),
        (Self::Cities, "cities"),
        (Self::Provinces, "provinces"),
        (Self::WellKnown, "well-known names"),
        (Self::Parties, "parties"),
        (Self::Politicians, "politicians"),
        (Self::Companies, "companies"),
        (Self::Universities, "universities"),
        (Self::InternationalOrganisations, "international organisations"),
        (Self::ArmedGroups, "armed groups"),
        (Self::Peoples, "peoples and religions"),
        (Self::News, "names in the news"),
    ];
}

/// One thing that a phrase may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The thing.
    pub thing: ThingId,
    /// Whether the phrase is an acronym, so that it counts only in capitals.
    pub acronym: bool,
}

impl Reading {
    const ACRONYM: u32 = 1 << 31;

    fn unpack(packed: u32) -> Self {
        Self { thing: ThingId(packed & !Self::ACRONYM), acronym: packed & Self::ACRONYM != 0 }
    }

    #[cfg(feature = "train")]
    pub(crate) fn pack(thing: u32, acronym: bool) -> u32 {
        if acronym { thing | Self::ACRONYM } else { thing }
    }
}

/// What kinds of word a word or phrase is: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordClasses(u64);

macro_rules! word_classes {
    ($($(#[$doc:meta])* $constant:ident = $bit:literal, $name:literal;)*) => {
        impl WordClasses {
            $($(#[$doc])* pub const $constant: Self = Self(1 << $bit);)*

            /// Every class, with its name in the tables that the lists are built from.
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$constant, $name)),*];
        }
    };
}

word_classes! {
    /// Usually written small: an ordinary word.
    COMMON = 0, "common";
    /// A woman's forename.
    FORENAME_FEMALE = 1, "forename female";
    /// A man's forename.
    FORENAME_MALE = 2, "forename male";
    /// A surname.
    SURNAME = 3, "surname";
    /// "President", "Dr": stands before a name, outside of it.
    TITLE = 4, "title";
    /// "Gen.", "Colonel"; also a title.
    MILITARY = 5, "military title";
    /// "Mr", "Ayatollah"; also a title.
    HONORIFIC = 6, "honorific";
    /// Said of men only: "king", "Mr".
    MALE = 7, "male";
    /// Said of women only: "queen", "Mrs".
    FEMALE = 8, "female";
    /// "spokesman", "army chief", "actor": what a person is or does.
    ROLE = 9, "role";
    /// "Ministry", "Party", "University".
    ORG_HEAD = 10, "organisation head";
    /// Words of its legal form: "Inc", "Ltd".
    ORG_SUFFIX = 11, "organisation suffix";
    /// "Bank" as in "Bank of X".
    ORG_OPENER = 12, "organisation opener";
    /// "Airport", "Bridge".
    FAC_HEAD = 13, "facility head";
    /// "River", "Mountains".
    LOC_HEAD = 14, "location head";
    /// "Mount X", "Lake X", "Gulf of X".
    LOC_OPENER = 15, "location opener";
    /// "Province", "County".
    GPE_HEAD = 16, "place head";
    /// "Republic of X", "San X".
    GPE_OPENER = 17, "place opener";
    /// "War", "Cup", "Summit".
    EVENT_HEAD = 18, "event head";
    /// "Battle of X", "Hurricane X".
    EVENT_OPENER = 19, "event opener";
    /// "Act", "Treaty".
    LAW_HEAD = 20, "law head";
    /// "Treaty of X".
    LAW_OPENER = 21, "law opener";
    /// "Monday".
    WEEKDAY = 22, "weekday";
    /// "January".
    MONTH = 23, "month";
    /// "Christmas".
    HOLIDAY = 24, "holiday";
    /// "said", "married": what people do.
    PERSON_VERB = 25, "person verb";
    /// "bin", "van", "de" inside a name.
    PARTICLE = 26, "name particle";
    /// "Jr.", "III" at a name's end.
    NAME_SUFFIX = 27, "name suffix";
    /// Written with a capital but no name: "OK", "CEO", "Monday".
    NOT_A_NAME = 28, "not a name";
    /// "Airport" as in "Camp X", "Fort X".
    FAC_OPENER = 29, "facility opener";
    /// "Symphony".
    WORK_HEAD = 30, "work head";
    /// Behaves like people's names in large text.
    PERSON_LIKE = 31, "person-like";
    /// A forename of women, or rarely of men. Rarer ones than [`Self::FORENAME`], which rules find
    /// names by: also some that are ordinary words.
    GIVEN_TO_WOMEN = 32, "given to women";
    /// A forename of men, or rarely of women.
    GIVEN_TO_MEN = 33, "given to men";
}

impl WordClasses {
    /// Whether it is of any of these classes.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Whether nothing is known of the word.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Any kind of title.
    pub const ANY_TITLE: Self = Self(Self::TITLE.0 | Self::MILITARY.0 | Self::HONORIFIC.0);
    /// A forename of either gender.
    pub const FORENAME: Self = Self(Self::FORENAME_FEMALE.0 | Self::FORENAME_MALE.0);

    /// The union of some classes.
    pub const fn from_all(all: &[Self]) -> Self {
        let mut bits = 0;
        let mut index = 0;
        while index < all.len() {
            bits |= all[index].0;
            index += 1;
        }
        Self(bits)
    }

    #[cfg(feature = "train")]
    pub(crate) const fn from_bits(bits: u64) -> Self {
        Self(bits)
    }

    #[cfg(feature = "train")]
    pub(crate) const fn bits(self) -> u64 {
        self.0
    }
}

impl BitOr for WordClasses {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Lists {
    /// Reads the section "lists" of a knowledge file.
    ///
    /// # Errors
    /// When the bytes are not such a section.
    pub fn load(bytes: &[u8]) -> Result<Self, LoadError> {
        section::decode(bytes).ok_or_else(|| LoadError::damaged("lists"))
    }

    /// What the words may stand for, whichever their case. Empty when the lists do not know them.
    pub fn readings(&self, phrase: &str) -> impl Iterator<Item = Reading> + '_ {
        self.run(self.names.get(fold_phrase(phrase)))
    }

    /// Every beginning of `words` that the lists know, shortest first: how many words, and what
    /// they may stand for.
    pub fn matches<'a, 'w>(
        &'a self,
        words: impl Iterator<Item = &'w str>,
    ) -> Vec<(usize, Vec<Reading>)> {
        walk(self.names.as_fst(), words)
            .into_iter()
            .map(|(length, value)| (length, self.run(Some(value)).collect()))
            .collect()
    }

    /// A known thing.
    ///
    /// # Panics
    /// When the id comes from other lists.
    pub fn thing(&self, id: ThingId) -> Thing<'_> {
        let index = id.0 as usize;
        let row = self.things[index];
        let start = index.checked_sub(1).map_or(0, |before| self.things[before].label_end);
        Thing {
            name: &self.labels[start as usize..row.label_end as usize],
            entity_type: row.entity_type,
            list: row.list,
            link: row.link(),
            country: row.country.checked_sub(1).map(|country| ThingId(country.into())),
            capital: row.flags & flag::CAPITAL != 0,
            size: row.size,
            gender: gender(row.flags & flag::FEMALE != 0, row.flags & flag::MALE != 0),
            coordinates: Some(row.coordinates)
                .filter(|numbers| *numbers != [0, 0])
                .map(|[latitude, longitude]| Coordinates { latitude, longitude }),
        }
    }

    /// The classes of a word or short phrase, whichever its case. Nothing for an unknown word.
    pub fn classes(&self, word: &str) -> WordClasses {
        let value = self.words.get(fold_phrase(word)).unwrap_or(0);
        WordClasses(value)
    }

    /// Every beginning of `words` that has word classes, shortest first.
    pub fn class_matches<'w>(
        &self,
        words: impl Iterator<Item = &'w str>,
    ) -> Vec<(usize, WordClasses)> {
        walk(self.words.as_fst(), words)
            .into_iter()
            .map(|(length, value)| (length, WordClasses(value)))
            .collect()
    }

    /// The longest title or role that `words` begin with: "Prime Minister", "army chief", "Gen.".
    pub fn role<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<(usize, WordClasses)> {
        let role = WordClasses::ANY_TITLE | WordClasses::ROLE;
        self.class_matches(words).into_iter().rev().find(|(_, classes)| classes.any(role))
    }

    /// The country that a nationality word stands for: "Iranian", "Iranians".
    pub fn country_of_demonym(&self, word: &str) -> Option<ThingId> {
        self.readings(word)
            .map(|reading| self.thing(reading.thing))
            .find(|thing| thing.list == ListName::Demonyms)
            .and_then(|thing| thing.country)
    }

    /// The country of that name, or whose capital or city has it.
    pub fn country_named(&self, name: &str) -> Option<ThingId> {
        self.readings(name)
            .map(|reading| reading.thing)
            .find(|&thing| self.thing(thing).list == ListName::Countries)
    }

    /// Of whom a title or role is said: "king". `None` when unknown or of both.
    pub fn gender(&self, word: &str) -> Option<Gender> {
        let classes = self.classes(word);
        gender(classes.any(WordClasses::FEMALE), classes.any(WordClasses::MALE))
    }

    /// Whether a forename is one of women or of men. `None` for one of both.
    pub fn forename_gender(&self, word: &str) -> Option<Gender> {
        let classes = self.classes(word);
        gender(classes.any(WordClasses::GIVEN_TO_WOMEN), classes.any(WordClasses::GIVEN_TO_MEN))
    }

    /// What a thing is, in a few words, by the list that it stands in: "city in Iran", "armed group".
    /// `None` where the list says no more than the type.
    pub fn description(&self, id: ThingId) -> Option<String> {
        let thing = self.thing(id);
        let country = thing.country.map(|country| self.thing(country).name);
        let what = match thing.list {
            ListName::Countries if self.things[id.0 as usize].flags & flag::SOVEREIGN != 0 => {
                "country"
            }
            ListName::Countries => "territory",
            ListName::Demonyms => return country.map(|country| format!("of {country}")),
            ListName::Cities if thing.capital => {
                return country.map(|country| format!("capital of {country}"));
            }
            ListName::Cities => "city",
            ListName::Provinces => "province or state",
            ListName::Parties => "political party",
            ListName::Politicians => "politician",
            ListName::Companies => "company",
            ListName::Universities => "university",
            ListName::InternationalOrganisations => "international organisation",
            ListName::ArmedGroups => "armed group",
            ListName::Peoples => "people or religion",
            ListName::WellKnown | ListName::News => return None,
        };
        Some(country.map_or(what.to_owned(), |country| format!("{what} in {country}")))
    }

    /// How many things are known.
    pub fn len(&self) -> usize {
        self.things.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.things.is_empty()
    }

    /// The readings that a value of the name map points to: its start and, in the low byte, how many.
    fn run(&self, value: Option<u64>) -> impl Iterator<Item = Reading> + '_ {
        let value = value.unwrap_or(0) as usize;
        let (start, count) = (value >> 8, value & 0xff);
        let run = self.readings.get(start..start + count).unwrap_or_default();
        run.iter().map(|&packed| Reading::unpack(packed))
    }
}

impl ThingRow {
    fn link(self) -> Option<Link> {
        let (kb, prefix) = match self.flags {
            flags if flags & flag::WIKIDATA != 0 => (KnowledgeBase::Wikidata, "Q"),
            flags if flags & flag::GEONAMES != 0 => (KnowledgeBase::GeoNames, ""),
            _ => return None,
        };
        Some(Link { kb, id: format!("{prefix}{}", self.link) })
    }
}

fn gender(female: bool, male: bool) -> Option<Gender> {
    match (female, male) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

/// Follows words through a map. Gives the value at each end of a word where there is one.
/// A possessive `'s` inside a word's token is a word of its own in the map, as it is for the segmenter.
fn walk<'w>(map: &raw::Fst<Vec<u8>>, words: impl Iterator<Item = &'w str>) -> Vec<(usize, u64)> {
    let mut found = Vec::new();
    let (mut node, mut output) = (map.root(), raw::Output::zero());
    let mut blank_is_due = false;
    for (index, word) in words.enumerate() {
        let mut ended = false;
        let mut any = false;
        if index > 0 {
            blank_is_due = true;
        }
        for character in word.chars() {
            fold::fold_char(character, |folded| {
                if ended {
                    return;
                }
                if folded == ' ' {
                    blank_is_due = any || index > 0;
                    return;
                }
                let blank = std::mem::take(&mut blank_is_due).then_some(b' ');
                let mut buffer = [0; 4];
                let bytes = folded.encode_utf8(&mut buffer).bytes();
                for byte in blank.into_iter().chain(bytes) {
                    let Some(next) = node.find_input(byte) else {
                        ended = true;
                        return;
                    };
                    let transition = node.transition(next);
                    output = output.cat(transition.out);
                    node = map.node(transition.addr);
                }
                any = true;
            });
        }
        if ended {
            break;
        }
        if any && node.is_final() {
            found.push((index + 1, output.cat(node.final_output()).value()));
        }
    }
    found
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::knowledge::Knowledge;

    #[test]
    fn phrases_lead_to_things() {
        let lists = Knowledge::builtin().lists;
        for (phrase, name, entity_type, link) in [
            ("Pakistan", "Pakistan", EntityType::Gpe, Some("Q843")),
            ("u.n.", "United Nations", EntityType::Org, Some("Q1065")),
            ("Iranians", "Iranian", EntityType::Norp, None),
            ("Tehreek-e-Taliban", "Tehreek-e-Taliban Pakistan", EntityType::Org, None),
            ("Islamabad", "Islamabad", EntityType::Gpe, Some("1176615")),
            ("Xi Jinping", "Xi Jinping", EntityType::Person, Some("Q15031")),
        ] {
            let reading = lists.readings(phrase).next().expect(phrase);
            let thing = lists.thing(reading.thing);
            assert_eq!((thing.name, thing.entity_type), (name, entity_type), "{phrase}");
            assert_eq!(thing.link.map(|link| link.id).as_deref(), link, "{phrase}");
        }
        assert!(lists.readings("UN").next().is_some_and(|reading| reading.acronym));
    }

    #[test]
    fn nationality_words_lead_to_countries() {
        let lists = Knowledge::builtin().lists;
        for (word, country) in
            [("Iranian", "Iran"), ("Pakistanis", "Pakistan"), ("French", "France")]
        {
            let found = lists.country_of_demonym(word).expect(word);
            assert_eq!(lists.thing(found).name, country);
            assert_eq!(lists.country_named(country), Some(found));
        }
        assert_eq!(lists.country_of_demonym("Pakistan"), None);
    }

    #[test]
    fn a_thing_is_described_by_its_list() {
        let lists = Knowledge::builtin().lists;
        for (name, description, coordinates) in [
            ("Iran", Some("country"), Some((3200, 5300))),
            ("Iranian", Some("of Iran"), None),
            ("Tehran", Some("capital of Iran"), Some((3569, 5142))),
            ("Lahore", Some("city in Pakistan"), Some((3156, 7435))),
        ] {
            let reading = lists.readings(name).next().unwrap();
            assert_eq!(lists.description(reading.thing).as_deref(), description, "{name}");
            let found = lists.thing(reading.thing).coordinates;
            assert_eq!(found.map(|at| (at.latitude, at.longitude)), coordinates, "{name}");
        }
    }

    #[test]
    fn titles_may_have_several_words() {
        let lists = Knowledge::builtin().lists;
        for (words, length) in [
            (&["Prime", "Minister", "Modi"][..], 2),
            (&["Gen.", "Munir"], 1),
            (&["army", "chief", "Gen."], 2),
        ] {
            assert_eq!(lists.role(words.iter().copied()).map(|(length, _)| length), Some(length));
        }
        assert_eq!(lists.gender("Mrs."), Some(Gender::Female));
        for (forename, gender) in [
            ("John", Some(Gender::Male)),
            ("Marjorie", Some(Gender::Female)),
            ("Asif", Some(Gender::Male)),
            ("Dominique", None),
            ("Borealis", None),
        ] {
            assert_eq!(lists.forename_gender(forename), gender, "{forename}");
        }
    }

    #[test]
    fn a_cut_off_section_is_refused() {
        assert!(Lists::load(b"").is_err());
        assert!(Lists::load(&[5, 0, 0, 0, 1]).is_err());
    }
}
