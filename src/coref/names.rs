//! Names of one entity: the same words, known aliases, surnames, short forms, acronyms, spellings.
//!
//! Types must agree: a place and the team named after it stay apart. Names are looked up in an
//! index of keys (whole name, first and last word, acronym, consonants), so that the time is
//! linear in the text.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use super::{acronyms, groups::Group};
use crate::{
    document::{Document, EntityType, MentionKind},
    english::English,
    lists::{Gender, ListName, Lists, Thing, ThingId, WordClasses, fold},
    order::gather,
    order::sort_numbers,
    text::Lower,
};

/// Groups the names and values of a document.
pub(super) fn group(doc: &Document, lists: &Lists, english: &English) -> Vec<Group> {
    let countries = named_countries(doc, lists);
    let mut grouping =
        Grouping { doc, lists, english, countries, groups: Vec::new(), index: BTreeMap::new() };
    for mention in 0..doc.mentions.len() {
        grouping.add(mention);
    }
    grouping.groups.retain(|group| !group.mentions.is_empty());
    grouping.groups
}

/// The countries that the text names, also by the words for their people.
fn named_countries(doc: &Document, lists: &Lists) -> BTreeSet<ThingId> {
    let names = doc.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
    let readings =
        names.flat_map(|mention| lists.readings(&doc.words(mention.tokens)).collect::<Vec<_>>());
    let country = |thing: ThingId| match lists.thing(thing) {
        Thing { list: ListName::Countries, .. } => Some(thing),
        Thing { list: ListName::Demonyms, country, .. } => country,
        _ => None,
    };
    gather(readings.filter_map(|reading| country(reading.thing)))
}

struct Grouping<'a> {
    doc: &'a Document,
    lists: &'a Lists,
    english: &'a English,
    countries: BTreeSet<ThingId>,
    groups: Vec<Group>,
    index: BTreeMap<(EntityType, Key), Vec<usize>>,
}

/// What groups are looked up by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Thing(ThingId),
    Value(String),
    Name(String),
    Word(String),
    Acronym(String),
    Consonants(String),
}

/// A name as the rules see it.
struct Name {
    words: Vec<String>,
    entity_type: EntityType,
    thing: Option<ThingId>,
    gender: Option<Gender>,
    /// The letters of an acronym, in lower case.
    acronym: Option<String>,
    /// The forename with the surname that it shares with the next name.
    full: Option<String>,
}

impl Grouping<'_> {
    fn add(&mut self, mention: usize) {
        let found = &self.doc.mentions[mention];
        if found.kind == MentionKind::Value {
            return self.add_value(mention);
        }
        let name = self.read(mention);
        let group = self.find(mention, &name).unwrap_or_else(|| {
            self.groups.push(Group::new(name.entity_type));
            self.groups.len() - 1
        });
        self.join(group, mention, &name);
        self.absorb_short_forms(group, &name);
    }

    fn add_value(&mut self, mention: usize) {
        let found = &self.doc.mentions[mention];
        let text = self.doc.text.slice(found.span).lower();
        let key = (found.entity_type, Key::Value(found.value.clone().unwrap_or(text)));
        let known = self.index.get(&key).and_then(|groups| groups.first().copied());
        let group = known.unwrap_or_else(|| {
            self.groups.push(Group::new(found.entity_type));
            self.groups.len() - 1
        });
        self.note(key, group);
        self.groups[group].mentions.push(mention);
    }

    fn read(&self, mention: usize) -> Name {
        let found = &self.doc.mentions[mention];
        let text = without_article(&tidy(&self.doc.words(found.tokens)));
        let mut words: Vec<String> = fold(&text).split(' ').map(str::to_owned).collect();
        let surname = self.shared_surname(mention, &words);
        let full = surname.as_ref().map(|surname| format!("{text} {surname}"));
        words.extend(surname.map(|surname| fold(&surname)));
        let thing = self.thing(&text, found.entity_type);
        let gender = (found.entity_type == EntityType::Person)
            .then(|| self.gender(mention, &words, thing))
            .flatten();
        Name {
            words,
            entity_type: found.entity_type,
            thing,
            gender,
            acronym: acronyms::letters(&text),
            full,
        }
    }

    /// The surname that a forename has in common with the name after it: "George and Elena Markov".
    fn shared_surname(&self, mention: usize, words: &[String]) -> Option<String> {
        let (one, other) = (&self.doc.mentions[mention], self.doc.mentions.get(mention + 1)?);
        let are_people = [one, other]
            .iter()
            .all(|name| name.kind == MentionKind::Name && name.entity_type == EntityType::Person);
        let between = one.tokens.end()..other.tokens.start();
        let is_pair =
            between.len() == 1 && matches!(self.doc.token_text(between.start), "and" | "&");
        let is_forename = |word: &str| self.lists.classes(word).any(WordClasses::FORENAME);
        let [forename] = words else { return None };
        // "Thomas and Neil Gorsuch": the surname of somebody else.
        let key = (EntityType::Person, Key::Word(forename.clone()));
        let is_surname =
            self.lists.classes(forename).any(WordClasses::SURNAME) || self.index.contains_key(&key);
        if !are_people || !is_pair || !is_forename(forename) || is_surname {
            return None;
        }
        match tidy(&self.doc.words(other.tokens)).split(' ').collect::<Vec<_>>()[..] {
            [first, .., surname] if is_forename(&fold(first)) => Some(surname.to_owned()),
            _ => None,
        }
    }

    /// The known thing of that name and type, if there is but one, or one country.
    fn thing(&self, text: &str, entity_type: EntityType) -> Option<ThingId> {
        let is_upper = !text.chars().any(char::is_lowercase);
        let mut things: Vec<_> = self
            .lists
            .readings(text)
            .filter(|reading| !reading.acronym || is_upper)
            .map(|reading| (reading.thing, self.lists.thing(reading.thing)))
            .filter(|(_, thing)| thing.entity_type == entity_type)
            .collect();
        if things.iter().any(|(_, thing)| thing.list == ListName::Countries) {
            things.retain(|(_, thing)| thing.list == ListName::Countries);
        }
        match things[..] {
            [] => None,
            [(id, _)] => Some(id),
            _ => self.likeliest(&things),
        }
    }

    /// Of several things of one name, the better known first: the city before the province around it,
    /// the one in a country that the text names, the one that is so much larger that it needs no word more.
    /// `None` in doubt.
    fn likeliest(&self, things: &[(ThingId, Thing<'_>)]) -> Option<ThingId> {
        /// Sixteen times the people.
        const LARGER: u8 = 4;
        let ((first, largest), others) = things.split_first()?;
        let mut here = things.iter().filter(|(_, thing)| {
            thing.country.is_some_and(|country| self.countries.contains(&country))
        });
        if let Some((id, thing)) = here.next() {
            return here.all(|(_, other)| other.country == thing.country).then_some(*id);
        }
        let is_one_country = largest.country.is_some()
            && others.iter().all(|(_, other)| other.country == largest.country);
        let is_larger = others.iter().all(|(_, other)| largest.size >= other.size + LARGER);
        (is_one_country || is_larger).then_some(*first)
    }

    /// From the title before the name, the lists, or the forename.
    fn gender(&self, mention: usize, words: &[String], thing: Option<ThingId>) -> Option<Gender> {
        let first = self.doc.mentions[mention].tokens.start();
        let title =
            first.checked_sub(1).map(|before| self.doc.token_text(before)).unwrap_or_default();
        let by_title = Some(self.lists.classes(title))
            .filter(|classes| classes.any(WordClasses::ANY_TITLE | WordClasses::ROLE));
        by_title
            .and_then(|_| self.lists.gender(title))
            .or_else(|| self.lists.thing(thing?).gender)
            .or_else(|| {
                let forename = words.first()?;
                let is_surname = self.lists.classes(forename).any(WordClasses::SURNAME)
                    || self.is_surname_here(forename);
                let is_sure = words.len() > 1 || !is_surname;
                self.lists.forename_gender(forename).filter(|_| is_sure)
            })
    }

    /// Whether somebody's full name ends so in the text: "May" after "Mark May" is no woman's forename.
    fn is_surname_here(&self, word: &str) -> bool {
        let ends_so =
            |name: &Vec<String>| name.len() > 1 && name.last().is_some_and(|last| last == word);
        let groups = self.index.get(&(EntityType::Person, Key::Word(word.to_owned())));
        groups.is_some_and(|groups| {
            groups.iter().any(|group| self.groups[*group].names.iter().any(ends_so))
        })
    }

    /// The group that a name belongs to.
    fn find(&self, mention: usize, name: &Name) -> Option<usize> {
        let by_thing = name.thing.and_then(|thing| self.last(name, Key::Thing(thing), |_| true));
        let by_name =
            || self.last(name, Key::Name(name.words.join(" ")), |group| may_join(group, name));
        by_thing
            .or_else(by_name)
            .or_else(|| self.beside(mention, name))
            .or_else(|| self.called_otherwise(mention, name))
            .or_else(|| self.by_acronym(name))
            .or_else(|| match name.entity_type {
                EntityType::Person => self.by_person_name(name),
                EntityType::Org => self.by_short_form(name),
                EntityType::Norp => self.by_plural(name),
                _ => None,
            })
            .or_else(|| self.by_spelling(name))
    }

    /// The last group under a key that a test admits.
    fn last(&self, name: &Name, key: Key, test: impl Fn(&Group) -> bool) -> Option<usize> {
        let groups = self.index.get(&(name.entity_type, key))?;
        let admitted = groups.iter().copied().filter(|group| test(&self.groups[*group]));
        admitted.max_by_key(|group| self.groups[*group].mentions.last().copied())
    }

    /// "X (TTP)", "X, or TTP": the name right before says what the letters stand for.
    fn beside(&self, mention: usize, name: &Name) -> Option<usize> {
        let letters = name.acronym.as_ref()?;
        let before = mention.checked_sub(1)?;
        let (one, other) = (&self.doc.mentions[before], &self.doc.mentions[mention]);
        let between = other
            .tokens
            .start()
            .checked_sub(one.tokens.end())
            .filter(|count| (1..=3).contains(count))?;
        let words: Vec<_> = (one.tokens.end()..one.tokens.end() + between)
            .map(|token| self.doc.token_text(token))
            .collect();
        let is_named_again = matches!(
            words[..],
            ["(" | "or"] | ["," | "(", "or"] | [",", "also"] | ["(", "the"] | [",", "or", "the"]
        );
        let fits = one.entity_type == other.entity_type && one.kind == MentionKind::Name;
        let group = self.groups.iter().rposition(|group| group.mentions.last() == Some(&before))?;
        let expands = self.groups[group]
            .names
            .iter()
            .any(|words| words.len() > 1 && acronyms::shares_initial(words, letters));
        (is_named_again && fits && expands).then_some(group)
    }

    /// "X (born Y", "X, also known as Y": the name before is another of the same.
    fn called_otherwise(&self, mention: usize, name: &Name) -> Option<usize> {
        let before = mention.checked_sub(1)?;
        let (words, is_bracketed) = self.words_behind_name(mention)?;
        let lists = &self.english.coref;
        let is_other =
            lists.other_name.holds(&words) || is_bracketed && lists.earlier_name.holds(&words);
        if !is_other {
            return None;
        }
        let group = self.groups.iter().rposition(|group| group.mentions.last() == Some(&before))?;
        may_join(&self.groups[group], name).then_some(group)
    }

    /// Whether a name is what somebody was called at birth: "Tessa Tarrow (born Anna Mae Block".
    fn is_birth_name(&self, mention: usize) -> bool {
        self.words_behind_name(mention)
            .is_some_and(|(words, _)| self.english.coref.birth_name.holds(&words))
    }

    /// The words between a name and the one before it, of the same type, and whether they are bracketed.
    fn words_behind_name(&self, mention: usize) -> Option<(String, bool)> {
        /// "(", "formerly", "known", "as"
        const MOST: usize = 4;
        let before = mention.checked_sub(1)?;
        let (one, other) = (&self.doc.mentions[before], &self.doc.mentions[mention]);
        let between = one.tokens.end()..other.tokens.start();
        if one.kind != MentionKind::Name
            || one.entity_type != other.entity_type
            || !(1..=MOST).contains(&between.len())
        {
            return None;
        }
        let words: Vec<&str> = between.map(|token| self.doc.token_text(token)).collect();
        let is_bracketed = words.first() == Some(&"(");
        let mark = usize::from(matches!(words.first(), Some(&("(" | "," | ";"))));
        Some((words[mark..].join(" ").lower(), is_bracketed))
    }

    /// The group whose name a name abbreviates, or that abbreviates it.
    fn by_acronym(&self, name: &Name) -> Option<usize> {
        if name.entity_type == EntityType::Person {
            return None;
        }
        if let Some(letters) = &name.acronym {
            return self.last(name, Key::Acronym(letters.clone()), |group| may_join(group, name));
        }
        let names = acronyms::of(&name.words);
        names.into_iter().find_map(|letters| {
            let is_bare = |group: &Group| {
                group.names.iter().all(|words| words.len() == 1) && may_join(group, name)
            };
            self.last(name, Key::Name(letters), is_bare)
        })
    }

    /// A person's shorter or longer name: "Munir", "Asim Munir", "Syed Asim Munir".
    fn by_person_name(&self, name: &Name) -> Option<usize> {
        let last = name.words.last()?;
        let fits = |group: &Group| {
            may_join(group, name)
                && group.names.iter().any(|known| same_person(known, &name.words))
                && !group.names.iter().any(|known| other_person(known, &name.words))
        };
        self.last(name, Key::Word(last.clone()), fits)
            .or_else(|| self.by_family_name(name))
            .or_else(|| self.by_forename(name))
    }

    /// "Elena" after "Elena Markov", if the article has one such person.
    fn by_forename(&self, name: &Name) -> Option<usize> {
        let [forename] = name.words.as_slice() else { return None };
        self.lists.forename_gender(forename)?;
        let groups = self.index.get(&(EntityType::Person, Key::Word(forename.clone())))?;
        let has = |group: &Group| {
            group.names.iter().any(|known| known.len() > 1 && known[0] == *forename)
        };
        let mut having = groups.iter().copied().filter(|group| has(&self.groups[*group]));
        let only = having.next().filter(|group| may_join(&self.groups[*group], name))?;
        having.next().is_none().then_some(only)
    }

    /// "Liang" after "Liang Shuyi": a first word that is no forename of women or of men is the
    /// family's name; "Kim" may be.
    fn by_family_name(&self, name: &Name) -> Option<usize> {
        let [family] = name.words.as_slice() else { return None };
        if self.lists.forename_gender(family).is_some() {
            return None;
        }
        let groups = self.index.get(&(EntityType::Person, Key::Word(family.clone())))?;
        let starts = |group: &Group| {
            may_join(group, name)
                && group.names.iter().any(|known| known.len() > 1 && known[0] == *family)
        };
        groups.iter().copied().find(|group| starts(&self.groups[*group]))
    }

    /// "Acme" after "Acme Corp": the longer name begins with the whole shorter one.
    fn by_short_form(&self, name: &Name) -> Option<usize> {
        let first = name.words.first()?;
        let is_generic = name.words.len() == 1
            && self
                .lists
                .classes(first)
                .any(WordClasses::ORG_HEAD | WordClasses::ORG_OPENER | WordClasses::COMMON);
        if is_generic || name.words.len() == 1 && first.len() < 4 {
            return None;
        }
        let fits = |group: &Group| {
            may_join(group, name)
                && group.names.iter().any(|known| {
                    self.is_short_form(known, &name.words) || self.is_short_form(&name.words, known)
                })
        };
        let groups = self.index.get(&(name.entity_type, Key::Word(first.clone())))?;
        let mut fitting = groups.iter().copied().filter(|group| fits(&self.groups[*group]));
        let only = fitting.next()?;
        fitting.next().is_none().then_some(only)
    }

    fn is_short_form(&self, long: &[String], short: &[String]) -> bool {
        let Some(rest) = long.strip_prefix(short).filter(|rest| !rest.is_empty()) else {
            return false;
        };
        let has_own_word = short
            .iter()
            .any(|word| !self.lists.classes(word).any(WordClasses::COMMON | WordClasses::ORG_HEAD));
        // "Taliban" is not short for "Taliban Pakistan": a place makes another body of it.
        let names_place = rest.iter().any(|word| {
            self.lists
                .readings(word)
                .any(|reading| self.lists.thing(reading.thing).entity_type == EntityType::Gpe)
        });
        has_own_word && !names_place
    }

    /// "Iranians" and "Iranian".
    fn by_plural(&self, name: &Name) -> Option<usize> {
        let word = name.words.join(" ");
        let other = word.strip_suffix('s').map_or_else(|| format!("{word}s"), str::to_owned);
        self.last(name, Key::Name(other), |group| may_join(group, name))
    }

    /// Another spelling of the same name: "Baluchistan", "Balochistan".
    fn by_spelling(&self, name: &Name) -> Option<usize> {
        let consonants = consonants(&name.words)?;
        let fits = |group: &Group| {
            may_join(group, name)
                && (group.thing.is_none() || name.thing.is_none())
                && group.names.iter().any(|known| same_spelling(known, &name.words))
        };
        self.last(name, Key::Consonants(consonants), fits)
    }

    fn join(&mut self, group: usize, mention: usize, name: &Name) {
        let keys = [
            name.thing.map(Key::Thing),
            Some(Key::Name(name.words.join(" "))),
            name.words.first().cloned().map(Key::Word),
            name.words.last().filter(|_| name.words.len() > 1).cloned().map(Key::Word),
            consonants(&name.words).map(Key::Consonants),
        ];
        let acronyms =
            acronyms::of(&name.words).into_iter().map(|letters| Some(Key::Acronym(letters)));
        // "Ibáñez" for "Lucía Ibáñez de la Torre": any later word may be the surname.
        let later = name.words.get(1..name.words.len().saturating_sub(1)).unwrap_or_default();
        let later = later
            .iter()
            .filter(|word| name.entity_type == EntityType::Person && is_surname_word(word))
            .map(|word| Some(Key::Word(word.clone())));
        for key in keys.into_iter().chain(acronyms).chain(later).flatten() {
            self.note((name.entity_type, key), group);
        }
        let is_birth_name = name.entity_type == EntityType::Person && self.is_birth_name(mention);
        let joined = &mut self.groups[group];
        if is_birth_name {
            joined.other_names.push(tidy(&self.doc.words(self.doc.mentions[mention].tokens)));
        }
        joined.mentions.push(mention);
        joined.thing = joined.thing.or(name.thing);
        joined.gender = joined.gender.or(name.gender);
        joined.full_name = joined.full_name.take().or_else(|| name.full.clone());
        joined.add_name(&name.words);
    }

    fn note(&mut self, key: (EntityType, Key), group: usize) {
        let groups = self.index.entry(key).or_default();
        if !groups.contains(&group) {
            groups.push(group);
        }
    }

    /// A headline may say "Munir" before the text says "Asim Munir".
    fn absorb_short_forms(&mut self, group: usize, name: &Name) {
        if name.entity_type != EntityType::Person || name.words.len() < 2 {
            return;
        }
        let Some(last) = name.words.last() else { return };
        let is_bare = |other: &Group| {
            other.names.len() == 1 && other.names[0].len() == 1 && may_join(other, name)
        };
        let Some(short) =
            self.last(name, Key::Name(last.clone()), is_bare).filter(|short| *short != group)
        else {
            return;
        };
        let moved = std::mem::take(&mut self.groups[short].mentions);
        let gender = self.groups[short].gender;
        let target = &mut self.groups[group];
        target.mentions.extend(moved);
        sort_numbers(&mut target.mentions, &mut |one, other| one.cmp(&other));
        target.gender = target.gender.or(gender);
        target.add_name(std::slice::from_ref(last));
        self.groups[short].names.clear();
        self.note((EntityType::Person, Key::Name(last.clone())), group);
    }
}

/// Whether nothing speaks against a name being in a group.
fn may_join(group: &Group, name: &Name) -> bool {
    let same_thing = match (group.thing, name.thing) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let same_gender = match (group.gender, name.gender) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    same_thing && same_gender
}

/// A name without its possessive ending, blanks made one.
pub(super) fn tidy(text: &str) -> String {
    let text = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A tidy name without its article.
fn without_article(text: &str) -> String {
    let words: Vec<_> = text.split(' ').collect();
    let words = match words[..] {
        [first, ref rest @ ..] if !rest.is_empty() && first.eq_ignore_ascii_case("the") => rest,
        _ => &words[..],
    };
    words.join(" ")
}

/// The fullest of an entity's names: most words, then most letters, not in capitals, the first.
pub(super) fn fullest(names: &[Cow<'_, str>], group: &Group) -> String {
    let limit = group.longest().len().max(1);
    let is_called = |name: &str| !group.other_names.iter().any(|other| *other == tidy(name));
    let all_are_other = !names.iter().any(|name| is_called(name));
    let called = names.iter().filter(|name| all_are_other || is_called(name));
    let best = called.enumerate().max_by_key(|(at, name)| {
        let is_mixed = name.chars().any(char::is_lowercase);
        let words = name.split_whitespace().count().min(limit + 2);
        (words, is_mixed, std::cmp::Reverse(*at))
    });
    let best = best.map(|(_, name)| tidy(name)).unwrap_or_default();
    group.full_name.clone().filter(|_| !best.contains(' ')).unwrap_or(best)
}

/// Whether one is the other's name with fewer or shortened forenames.
fn same_person(known: &[String], name: &[String]) -> bool {
    let (long, short) = if known.len() >= name.len() { (known, name) } else { (name, known) };
    let (Some((last, forenames)), Some((short_last, short_forenames))) =
        (long.split_last(), short.split_last())
    else {
        return false;
    };
    let is_middle = short.len() == 1
        && forenames.iter().skip(1).any(|word| word == short_last && is_surname_word(word));
    if is_middle || short.len() > 1 && long.starts_with(short) {
        return true; // "Ibáñez", "Lucía Ibáñez": double surnames
    }
    if last != short_last && !(short.len() > 1 && same_word(last, short_last)) {
        return false;
    }
    let mut rest = forenames.iter();
    short_forenames.iter().all(|word| rest.any(|known| same_forename(known, word)))
}

/// Whether two names of one surname have forenames that differ.
fn other_person(known: &[String], name: &[String]) -> bool {
    known.len() > 1 && name.len() > 1 && !same_person(known, name)
}

/// Whether a word can be a surname on its own: not "de", not an initial.
fn is_surname_word(word: &str) -> bool {
    word.chars().count() > 3 && !["della", "bint", "ould"].contains(&word)
}

fn same_forename(one: &str, other: &str) -> bool {
    let is_initial =
        |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    one == other || is_initial(one, other) || is_initial(other, one) || same_word(one, other)
}

/// "Mohammed" and "Mohammad": the same but for vowels and doubled letters.
fn same_word(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 5;
    const FEWEST_CONSONANTS: usize = 2; // "Shuyi" is not "Shuhua"
    one == other
        || (one.len() >= SHORTEST
            && other.len() >= SHORTEST
            && one.len().abs_diff(other.len()) <= 2
            && skeleton(one) == skeleton(other)
            && skeleton(one).len() >= FEWEST_CONSONANTS
            && one.ends_with(is_vowel) == other.ends_with(is_vowel))
}

fn same_spelling(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same_word(one, other))
}

fn is_vowel(letter: char) -> bool {
    "aeiouy".contains(letter)
}

/// The consonants of a name that is long enough to be told by them.
fn consonants(words: &[String]) -> Option<String> {
    const FEWEST: usize = 4;
    let joined: Vec<_> = words.iter().map(|word| skeleton(word)).collect();
    let joined = joined.join(" ");
    (joined.len() >= FEWEST).then_some(joined)
}

/// A word's consonants, letters that stand for one sound made one, doubles written once. The
/// first letter always stays.
fn skeleton(word: &str) -> String {
    let mut skeleton = String::new();
    for (at, letter) in word.chars().enumerate() {
        let letter = match letter {
            'q' | 'c' => 'k',
            'w' => 'v',
            other => other,
        };
        let is_silent = is_vowel(letter) || letter == 'h' || letter == '\'';
        if (at == 0 || !is_silent) && !skeleton.ends_with(letter) {
            skeleton.push(letter);
        }
    }
    skeleton
}
