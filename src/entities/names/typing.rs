//! A run of capitalised words cut into names with types.

use super::{
    Candidate, context,
    runs::{is_function_word, is_modifier},
    word::{Case, Line, Word},
};
use crate::{
    document::{EntityType, Named, Source},
    lists::{ListName, Lists, Thing, WordClasses},
    text::Lower,
};

/// A name that the lists know.
pub(super) struct Known {
    pub(super) length: usize,
    pub(super) entity_type: EntityType,
    list: ListName,
    size: u8,
}

impl Known {
    pub(super) fn candidate(&self, line: &Line<'_>, at: usize) -> Candidate {
        Candidate {
            tokens: line.tokens(at, at + self.length),
            entity_type: Some(self.entity_type),
            sure: self.sure(),
            source: Source::list(self.list.name()),
            doubtful: self.is_doubtful(line, at),
        }
    }

    fn sure(&self) -> u8 {
        match self.list {
            ListName::Countries => 97,
            ListName::Demonyms => 95,
            ListName::WellKnown | ListName::Politicians => 93,
            ListName::Cities if self.size >= 20 => 93,
            ListName::Cities if self.size >= 18 => 85,
            ListName::Cities => 65,
            _ if self.length > 1 => 90,
            _ => 75,
        }
    }

    /// An ordinary word that begins a sentence, or the name of a small town that is also one.
    fn is_doubtful(&self, line: &Line<'_>, at: usize) -> bool {
        let word = &line.words[at];
        self.length == 1
            && word.is(WordClasses::COMMON)
            && word.case == Case::Capital
            && (word.initial || self.list == ListName::Cities)
            && !matches!(self.list, ListName::Countries | ListName::Demonyms)
    }
}

/// The longest name that the lists know at a place, with its best-known reading.
pub(super) fn known(line: &Line<'_>, start: usize, limit: usize, lists: &Lists) -> Option<Known> {
    let matches = lists.matches(line.texts(start, limit));
    matches.into_iter().rev().find_map(|(length, readings)| {
        let words = &line.words[start..start + length];
        let written = is_written_as_name(words);
        readings
            .iter()
            .filter(|reading| {
                written && (!reading.acronym || words.iter().all(|w| w.case != Case::Capital))
            })
            .map(|reading| lists.thing(reading.thing))
            .find(|thing| is_likely(thing, words))
            .map(|thing| Known {
                length,
                entity_type: thing.entity_type,
                list: thing.list,
                size: thing.size,
            })
    })
}

/// Whether the first or last word has a capital and no ordinary word in between lacks one.
fn is_written_as_name(words: &[Word<'_>]) -> bool {
    let content = |word: &&Word<'_>| {
        word.case != Case::None && !is_function_word(word.text) && !word.is(WordClasses::PARTICLE)
    };
    words.iter().any(Word::is_capital)
        && words.iter().filter(content).all(|word| word.is_capital() || word.text.len() <= 3)
}

/// Small towns with the name of a person or of a word are hardly ever meant.
fn is_likely(thing: &Thing<'_>, words: &[Word<'_>]) -> bool {
    let [word] = words else { return true };
    if is_function_word(&word.text.lower()) && word.case == Case::Capital {
        return false;
    }
    let is_person =
        word.is(WordClasses::FORENAME | WordClasses::SURNAME | WordClasses::PERSON_LIKE);
    match thing.list {
        ListName::Cities | ListName::Provinces => {
            if word.case == Case::Upper && word.text.len() <= 4 {
                return false;
            }
            let floor = if word.is(WordClasses::COMMON
                | WordClasses::NOT_A_NAME
                | WordClasses::ANY_TITLE
                | WordClasses::ORG_HEAD)
            {
                20
            } else if is_person {
                19
            } else {
                0
            };
            thing.size >= floor || (thing.list == ListName::Provinces && floor == 0)
        }
        ListName::Peoples => !is_person && !word.is(WordClasses::COMMON),
        ListName::News | ListName::Companies | ListName::ArmedGroups => {
            !word.is(WordClasses::COMMON) || !word.initial
        }
        _ => true,
    }
}

/// Cuts the run `start..end` into names.
pub(super) fn type_run(
    line: &Line<'_>,
    start: usize,
    end: usize,
    lists: &Lists,
    candidates: &mut Vec<Candidate>,
) {
    let mut at = start;
    let mut titled = false;
    if is_shouted(&line.words[start..end]) {
        return;
    }
    if let Some(case) = context::court_case(line, start, end, lists) {
        candidates.push(case);
        return;
    }
    while at < end {
        if !(titled && line.words[at].is(WordClasses::PARTICLE)) {
            at = skip_small(line, at, end);
        }
        if at >= end {
            return;
        }
        let found = known(line, at, end, lists);
        if let Some(found) = &found
            && at + found.length == end
            && !(titled && found.length == 1 && found.entity_type != EntityType::Person)
        {
            candidates.push(found.candidate(line, at));
            return;
        }
        let name_is_longer =
            |length: usize| found.as_ref().is_some_and(|found| found.length > length);
        if let Some(length) =
            title_at(line, at, end, lists).filter(|&length| !name_is_longer(length))
        {
            at += length;
            titled = true;
            continue;
        }
        let cut = next_title(line, at + 1, end, lists);
        let piece_end = cut.unwrap_or(end);
        let length = match found {
            Some(found) if splits(line, at, piece_end, &found, titled) => {
                candidates.push(found.candidate(line, at));
                found.length
            }
            _ => {
                let by_place = found.is_some_and(|found| is_modifier(found.entity_type));
                candidates.extend(type_name(line, at, piece_end, titled, by_place));
                piece_end - at
            }
        };
        at += length;
        titled = false;
    }
}

/// Whether a run is ordinary words in capitals, for emphasis: "DO NOT ENTER".
fn is_shouted(run: &[Word<'_>]) -> bool {
    let ordinary = |word: &&Word<'_>| {
        word.text.len() > 1
            && (word.is(WordClasses::COMMON) || is_function_word(&word.text.lower()))
    };
    run.len() > 1
        && run.iter().all(|word| word.case == Case::Upper)
        && 2 * run.iter().filter(ordinary).count() >= run.len()
}

/// Leaves out small words, ordinary first words of a sentence and roles at the start of a piece.
fn skip_small(line: &Line<'_>, mut at: usize, end: usize) -> usize {
    while at < end && (!line.words[at].is_capital() || line.words[at].is(WordClasses::WEEKDAY)) {
        at += 1;
    }
    at
}

/// How many words of a title stand before a name at a place.
fn title_at(line: &Line<'_>, at: usize, end: usize, lists: &Lists) -> Option<usize> {
    let (length, classes) = lists
        .class_matches(line.texts(at, end))
        .into_iter()
        .rev()
        .find(|(_, classes)| classes.any(WordClasses::ANY_TITLE))?;
    if at + length >= end {
        // A title on its own: no name, unless a head makes it one ("General Assembly").
        return (at + length == end && !classes.any(WordClasses::FORENAME)).then_some(length);
    }
    let last = &line.words[end - 1];
    let names_a_thing =
        last.is(HEADS | WordClasses::ORG_SUFFIX) && !classes.any(WordClasses::HONORIFIC);
    (!names_a_thing).then_some(length)
}

/// Where a title inside a run starts, with a name after it.
fn next_title(line: &Line<'_>, from: usize, end: usize, lists: &Lists) -> Option<usize> {
    (from..end).find(|&at| {
        line.words[at].is_capital()
            && line.words[at].is(WordClasses::ANY_TITLE | WordClasses::COMMON)
            && title_at(line, at, end, lists).is_some_and(|length| {
                at + length < end || length > 1 || line.words[at].is(WordClasses::TITLE)
            })
            && !line.words[at].is(WordClasses::FORENAME | WordClasses::SURNAME)
    })
}

pub(super) const HEADS: WordClasses = WordClasses::from_all(&[
    WordClasses::ORG_HEAD,
    WordClasses::FAC_HEAD,
    WordClasses::LOC_HEAD,
    WordClasses::EVENT_HEAD,
    WordClasses::LAW_HEAD,
    WordClasses::GPE_HEAD,
]);

/// Whether a known name at the start of a piece is a name of its own: "Iranian | Ebrahim Raisi",
/// but "Pakistan Army", "Paris Hilton".
fn splits(line: &Line<'_>, at: usize, end: usize, found: &Known, titled: bool) -> bool {
    // A title inside the known name ends the piece before the name does: no name of its own then.
    let Some(rest) = line.words.get(at + found.length..end) else { return false };
    let Some(last) = rest.last() else {
        return !(titled && found.length == 1 && found.entity_type != EntityType::Person);
    };
    if found.entity_type == EntityType::Person {
        return found.length > 1 && !last.is(WordClasses::NAME_SUFFIX | HEADS);
    }
    let is_whole = || by_head(rest).is_some_and(|(entity_type, ..)| entity_type == EntityType::Org);
    if last.is(HEADS | WordClasses::ORG_SUFFIX) || titled || is_whole() {
        return false;
    }
    match found.list {
        ListName::Cities => found.length > 1 || rest.len() > 2,
        ListName::Countries => !(line.words[at].is(WordClasses::FORENAME) && rest.len() == 1),
        _ => is_modifier(found.entity_type) || found.length > 1,
    }
}

/// Types a piece by its words.
fn type_name(
    line: &Line<'_>,
    start: usize,
    end: usize,
    titled: bool,
    by_place: bool,
) -> Option<Candidate> {
    let (start, end) = trim(line, start, end)?;
    let words = &line.words[start..end];
    let (entity_type, sure, rule) = match by_head(words) {
        Some(_) if titled && words.len() <= 2 => (Some(EntityType::Person), 85, "title + name"),
        Some((entity_type, sure, rule)) => (Some(entity_type), sure, rule),
        None if titled => (Some(EntityType::Person), 90, "title + name"),
        None => by_words(line, start, end, by_place),
    };
    let first = &words[0];
    let doubtful = (words.len() > 1 && entity_type.is_none())
        || (words.len() == 1
            && (first.is(WordClasses::COMMON) || entity_type.is_none())
            && !titled)
        || (words.len() == 1 && first.is(WordClasses::NOT_A_NAME));
    Some(Candidate {
        tokens: line.tokens(start, end),
        entity_type,
        sure,
        source: Source::rule(rule),
        doubtful,
    })
}

/// Leaves out an ordinary word that begins the sentence, and a title that ends the piece.
fn trim(line: &Line<'_>, mut start: usize, mut end: usize) -> Option<(usize, usize)> {
    let words = &line.words;
    let first = &words[start];
    let heads = words[end - 1].is(HEADS | WordClasses::ORG_SUFFIX);
    if first.initial
        && first.is(WordClasses::COMMON)
        && end - start > 1
        && !heads
        && !(first.is(WordClasses::SURNAME) && end - start == 2 && words[start + 1].is_unusual())
        && !first.is(WordClasses::FORENAME
            | WordClasses::ORG_OPENER
            | WordClasses::LOC_OPENER
            | WordClasses::EVENT_OPENER
            | WordClasses::GPE_OPENER)
    {
        start = skip_small(line, start + 1, end);
    }
    while end > start && !words[end - 1].is_capital() {
        end -= 1;
    }
    if !heads && start < end {
        start += ordinary_words_before_person(&words[start..end]);
    }
    (start < end).then_some((start, end))
}

/// How many ordinary words stand before a full name: "Coroner John Smith".
fn ordinary_words_before_person(words: &[Word<'_>]) -> usize {
    let name = WordClasses::FORENAME | WordClasses::SURNAME;
    let count =
        words.iter().take_while(|word| word.is(WordClasses::COMMON) && !word.is(name)).count();
    match words.get(count..count + 2) {
        Some([forename, surname])
            if count > 0
                && forename.is(WordClasses::FORENAME)
                && forename.is_unusual()
                && surname.is_unusual()
                && words.len() <= count + 4 =>
        {
            count
        }
        _ => 0,
    }
}

const BY_HEAD: &[(WordClasses, EntityType, &str)] = &[
    (WordClasses::LAW_HEAD, EntityType::Law, "name of a law"),
    (WordClasses::EVENT_HEAD, EntityType::Event, "name of an event"),
    (WordClasses::ORG_HEAD, EntityType::Org, "name of an organisation"),
    (WordClasses::FAC_HEAD, EntityType::Fac, "name of a building or road"),
    (WordClasses::LOC_HEAD, EntityType::Loc, "name of a place"),
    (WordClasses::GPE_HEAD, EntityType::Gpe, "name of a place with a government"),
];
const BY_OPENER: &[(WordClasses, EntityType, &str)] = &[
    (WordClasses::LAW_OPENER, EntityType::Law, "name of a law"),
    (WordClasses::EVENT_OPENER, EntityType::Event, "name of an event"),
    (WordClasses::ORG_OPENER, EntityType::Org, "name of an organisation"),
    (WordClasses::LOC_OPENER, EntityType::Loc, "name of a place"),
    (WordClasses::GPE_OPENER, EntityType::Gpe, "name of a place with a government"),
    (WordClasses::FAC_OPENER, EntityType::Fac, "name of a building or road"),
];

/// The type that a head or opener tells: "Bank of X", "X River", "X Inc".
fn by_head(words: &[Word<'_>]) -> Option<(EntityType, u8, &'static str)> {
    let (first, last) = (words.first()?, words.last()?);
    if words.len() < 2 {
        return None;
    }
    if last.is(WordClasses::ORG_SUFFIX) {
        return Some((EntityType::Org, 92, "name + legal form"));
    }
    let of = words.iter().position(|word| matches!(word.text, "of" | "for" | "on"));
    let before_of = &words[..of.unwrap_or(words.len())];
    let head = before_of.last()?;
    let in_table = |table: &[(WordClasses, EntityType, &'static str)], word: &Word<'_>| {
        table
            .iter()
            .find(|(classes, ..)| word.is(*classes))
            .map(|&(_, entity_type, rule)| (entity_type, 85, rule))
    };
    if of.is_some() {
        return in_table(BY_OPENER, head).or_else(|| in_table(BY_HEAD, head));
    }
    // "Hope Hicks" and "Park Geun-hye" are people: a first name and a head that is a surname too.
    let is_person = first.is(WordClasses::FORENAME)
        && words.len() == 2
        && (last.is(WordClasses::SURNAME) || first.is_unusual() && !last.is(WordClasses::COMMON));
    if is_person {
        return None;
    }
    in_table(BY_HEAD, last).or_else(|| match first {
        _ if first.is(WordClasses::LOC_OPENER) && !first.is(WordClasses::SURNAME) => {
            Some((EntityType::Loc, 80, "name of a place"))
        }
        _ if first.is(WordClasses::FAC_OPENER) => {
            Some((EntityType::Fac, 75, "name of a building or road"))
        }
        _ if first.is(WordClasses::EVENT_OPENER) => {
            Some((EntityType::Event, 80, "name of an event"))
        }
        _ if first.is(WordClasses::GPE_OPENER)
            && words.len() == 2
            && first.is(WordClasses::PARTICLE) =>
        {
            Some((EntityType::Gpe, 65, "name of a place with a government"))
        }
        _ => None,
    })
}

/// The type that the words themselves and their neighbours tell.
fn by_words(
    line: &Line<'_>,
    start: usize,
    end: usize,
    by_place: bool,
) -> (Option<EntityType>, u8, &'static str) {
    let words = &line.words[start..end];
    let (first, last) = (&words[0], &words[words.len() - 1]);
    let name_like = WordClasses::SURNAME | WordClasses::PERSON_LIKE | WordClasses::FORENAME;
    let before = start.checked_sub(1).map(|index| &line.words[index]);
    let after = line.words.get(end);
    let role_before = before.is_some_and(|word| word.is(WordClasses::ROLE) && !word.is_capital());
    if words.iter().any(|word| word.text == "&") {
        return (Some(EntityType::Org), 75, "names joined by &");
    }
    let told = context::tells(line, start, end);
    if let Some(told) = told.filter(|told| told.2 == context::KIND_OF_ORGANISATION) {
        return told;
    }
    if words.len() > 1 {
        let has_particle =
            words.iter().any(|word| word.is(WordClasses::PARTICLE) && word.case == Case::Small);
        let has_initial = words[..words.len() - 1].iter().any(Word::is_initial_letter);
        let all_upper = words.iter().all(|word| word.case == Case::Upper);
        if words.len() <= 5 && first.is(WordClasses::FORENAME) && !last.is(WordClasses::COMMON) {
            return (Some(EntityType::Person), 88, "forename + surname");
        }
        let is_forename = first.is(WordClasses::FORENAME) && first.is_unusual() && !by_place;
        let is_surname = last.is(WordClasses::SURNAME | WordClasses::PERSON_LIKE)
            && first.is(WordClasses::FORENAME);
        let is_family_first = first.is(WordClasses::SURNAME)
            && first.is_unusual()
            && last.is_unusual()
            && words.iter().any(|word| !word.text.is_ascii());
        if words.len() <= 4 && (is_forename || is_surname || is_family_first) {
            return (Some(EntityType::Person), 80, "forename + surname");
        }
        if let Some(told) = told {
            return told;
        }
        if words.len() <= 5 && (has_initial || has_particle) && first.is_unusual() {
            return (Some(EntityType::Person), 80, "forename + surname");
        }
        if words.len() <= 4 && role_before {
            return (Some(EntityType::Person), 85, "role + name");
        }
        if words.len() <= 4
            && (first.is(name_like) || last.is(name_like))
            && words.iter().all(|word| word.is_unusual() || word.is(name_like))
        {
            return (Some(EntityType::Person), 75, "words of people's names");
        }
        let after_the = before.is_some_and(|word| matches!(word.text, "the" | "The"));
        if words.len() <= 3 && words.iter().all(Word::is_unusual) && !all_upper && !after_the {
            return (Some(EntityType::Person), 55, "capitalised words");
        }
        if !words.iter().any(Word::is_unusual) {
            return (None, 30, "capitalised words");
        }
        return (Some(EntityType::Org), 45, "capitalised words");
    }
    let is_place_word = |word: &Word<'_>| {
        matches!(word.text, "in" | "near" | "In" | "Near" | "at" | "from" | "outside" | "across")
    };
    if role_before && first.is_unusual() {
        return (Some(EntityType::Person), 75, "role + name");
    }
    if first.is(WordClasses::COMMON | WordClasses::NOT_A_NAME) {
        return (None, 30, "capitalised word");
    }
    if let Some(told) = told {
        return told;
    }
    if first.case == Case::Upper && first.text.chars().filter(|c| c.is_alphabetic()).count() >= 2 {
        return (Some(EntityType::Org), 60, "acronym");
    }
    if after.is_some_and(|word| word.is(WordClasses::PERSON_VERB)) {
        return (Some(EntityType::Person), 65, "name + what people do");
    }
    if first.is(name_like) {
        return (Some(EntityType::Person), 70, "words of people's names");
    }
    if before.is_some_and(is_place_word) {
        return (Some(EntityType::Gpe), 55, "place preposition + name");
    }
    (None, 40, "capitalised word")
}
