//! What the words around a name tell of it: "the exchange X", "X, a Danish company", "shares in X".

use super::{
    Candidate,
    runs::is_function_word,
    typing::{HEADS, known},
    word::{Line, Word},
};
use crate::{
    document::{EntityType, Source},
    lists::{Lists, WordClasses},
    text::Lower,
};

/// A type, how sure it is in hundredths, and the rule that told it.
pub(super) type Told = (Option<EntityType>, u8, &'static str);

/// What "X, a Danish company" tells, which outweighs what the words of the name look like.
pub(super) const KIND_OF_ORGANISATION: &str = "name + kind of organisation";

const ORGANISATION_NOUNS: &[&str] = &[
    "agency",
    "airline",
    "association",
    "band",
    "brand",
    "channel",
    "label",
    "network",
    "bank",
    "bloc",
    "broadcaster",
    "builder",
    "carmaker",
    "chain",
    "charity",
    "club",
    "company",
    "conglomerate",
    "consortium",
    "contractor",
    "developer",
    "exchange",
    "faction",
    "firm",
    "foundation",
    "fund",
    "gang",
    "giant",
    "group",
    "insurer",
    "lender",
    "maker",
    "manufacturer",
    "militia",
    "movement",
    "newspaper",
    "operator",
    "organisation",
    "organization",
    "outlet",
    "party",
    "producer",
    "publisher",
    "retailer",
    "start-up",
    "startup",
    "subsidiary",
    "supplier",
    "thinktank",
    "think-tank",
    "union",
    "university",
    "watchdog",
    "website",
];
const PLACE_NOUNS: &[&str] = &[
    "village",
    "town",
    "city",
    "hamlet",
    "suburb",
    "port",
    "province",
    "district",
    "township",
    "municipality",
    "region",
];
const OFFICES: &[&str] = &[
    "chairman",
    "chairwoman",
    "executive",
    "founder",
    "co-founder",
    "owner",
    "shareholders",
    "investors",
    "customers",
    "employees",
    "headquarters",
    "subsidiary",
    "takeover",
    "boss",
];

/// The type that the neighbours of a name tell, for names that no list knows.
pub(super) fn tells(line: &Line<'_>, start: usize, end: usize) -> Option<Told> {
    before(line, start, end).or_else(|| after(line, end))
}

/// A small word so many places before a name; empty where there is none.
fn back<'a>(line: &Line<'a>, start: usize, places: usize) -> &'a str {
    start.checked_sub(places).map_or("", |index| line.words[index].text)
}

fn before(line: &Line<'_>, start: usize, end: usize) -> Option<Told> {
    let [first, second, third] = [1, 2, 3].map(|places| back(line, start, places));
    let place = Some((Some(EntityType::Gpe), 75, "kind of place + name"));
    let organisation = Some((Some(EntityType::Org), 75, "kind of organisation + name"));
    if is_organisation_noun(line, start, 1) {
        return organisation;
    }
    match first {
        "," | "called" | "named" if is_organisation_noun(line, start, 2) => organisation,
        "," | "called" | "named" | "of" if PLACE_NOUNS.contains(&second) => place,
        "in" if matches!(second, "shares" | "stake" | "stakes") => {
            Some((Some(EntityType::Org), 75, "shares in + name"))
        }
        "of" if OFFICES.contains(&second) => Some((Some(EntityType::Org), 70, "office of + name")),
        "himself" | "herself" if matches!(second, "calls" | "called" | "calling") => {
            Some((Some(EntityType::Person), 75, "role + name"))
        }
        // "Its president, X": a description that something owns.
        "," if end - start > 1 && is_owned_role(line, start, third) => {
            Some((Some(EntityType::Person), 75, "role + name"))
        }
        _ => None,
    }
}

/// Whether the word so many places before a name is a kind of organisation; "start-up" is three words.
fn is_organisation_noun(line: &Line<'_>, start: usize, places: usize) -> bool {
    let word = |further: usize| back(line, start, places + further);
    let compound = format!("{}-{}", word(2), word(0));
    ORGANISATION_NOUNS.contains(&word(0))
        || word(1) == "-" && ORGANISATION_NOUNS.contains(&compound.as_str())
}

fn is_owned_role(line: &Line<'_>, start: usize, third: &str) -> bool {
    let role = start.checked_sub(2).map(|index| &line.words[index]);
    let owner = third.lower();
    role.is_some_and(|word| word.is(WordClasses::ROLE) && !word.is_capital())
        && (matches!(&*owner, "its" | "his" | "her" | "their" | "a" | "an" | "the" | "'s" | "’s")
            || start.checked_sub(4).is_some_and(|index| {
                matches!(&*line.words[index].text.lower(), "its" | "his" | "her" | "their")
            }))
}

fn after(line: &Line<'_>, end: usize) -> Option<Told> {
    let word = |index: usize| line.words.get(index).map_or("", |word| word.text);
    match word(end) {
        "'s" | "’s" if (end + 1..end + 3).any(|index| OFFICES.contains(&word(index))) => {
            Some((Some(EntityType::Org), 65, "name + its office"))
        }
        "," if is_age(word(end + 1)) && matches!(word(end + 2), "," | "." | ")") => {
            Some((Some(EntityType::Person), 80, "name + age"))
        }
        "," if matches!(word(end + 1), "a" | "an" | "the") => apposition(line, end + 2),
        _ => None,
    }
}

fn is_age(text: &str) -> bool {
    text.parse::<u32>().is_ok_and(|number| (6..110).contains(&number))
}

/// "X, a Danish company": what the last noun of a description says.
fn apposition(line: &Line<'_>, start: usize) -> Option<Told> {
    let description = line.words.iter().skip(start).take(6);
    description
        .take_while(|word| !is_end_of_description(word))
        .filter_map(|word| match word {
            _ if ORGANISATION_NOUNS.contains(&word.text) => {
                Some((Some(EntityType::Org), 75, KIND_OF_ORGANISATION))
            }
            _ if PLACE_NOUNS.contains(&word.text) => {
                Some((Some(EntityType::Gpe), 70, "name + kind of place"))
            }
            _ if word.is(WordClasses::ROLE) && !word.is_capital() => {
                Some((Some(EntityType::Person), 70, "name + role"))
            }
            _ => None,
        })
        .last() // "a group leader" is a leader
}

fn is_end_of_description(word: &Word<'_>) -> bool {
    matches!(word.text, "," | "." | ";" | "of" | "in" | "who" | "that" | "which" | "whose" | "for")
}

/// Titles of works longer than this are not looked for.
const LONGEST_TITLE: usize = 9;

/// How many words a title in quotation marks has that starts at a word: “The Long Road”. Slogans and
/// speech end with punctuation; a name that a list knows is no title.
pub(super) fn quoted_title(line: &Line<'_>, at: usize, lists: &Lists) -> Option<usize> {
    let open = back(line, at, 1);
    let closing = match open {
        "“" => "”",
        "‘" => "’",
        "\"" => "\"",
        "``" => "''",
        _ => return None,
    };
    let rest = line.words.iter().skip(at).take(LONGEST_TITLE + 1);
    let length = rest.clone().position(|word| word.text == closing)?;
    let words = &line.words[at..at + length];
    let [first, .., last] = words else { return None };
    let is_plain = |word: &Word<'_>| {
        word.is_capital() || (is_function_word(word.text) && word.text.len() <= 5)
    };
    let says_otherwise = last.is(HEADS | WordClasses::ORG_SUFFIX)
        || (length <= 3 && first.is(WordClasses::FORENAME) && last.is_unusual());
    let is_known = known(line, at, at + length, lists).is_some_and(|found| found.length == length);
    let shouted = words.iter().all(|word| word.text.chars().all(char::is_uppercase));
    (first.is_capital()
        && last.is_capital()
        && words.iter().all(is_plain)
        && !is_known
        && !says_otherwise
        && !shouted)
        .then_some(length)
}

/// A work of art at `start..end`.
pub(super) fn work(line: &Line<'_>, start: usize, end: usize) -> Candidate {
    Candidate {
        tokens: line.tokens(start, end),
        entity_type: Some(EntityType::WorkOfArt),
        sure: 60,
        source: Source::rule("title in quotation marks"),
        doubtful: false,
    }
}

/// "Brown v. Board of Education". Two countries or teams play against each other instead.
pub(super) fn court_case(
    line: &Line<'_>,
    start: usize,
    end: usize,
    lists: &Lists,
) -> Option<Candidate> {
    let versus = (start + 1..end).find(|&index| matches!(line.words[index].text, "v" | "v."))?;
    let is_place = |from: usize, to: usize| {
        known(line, from, to, lists)
            .is_some_and(|found| from + found.length == to && found.entity_type == EntityType::Gpe)
    };
    let plays = is_place(start, versus) && is_place(versus + 1, end);
    (!plays).then(|| Candidate {
        tokens: line.tokens(start, end),
        entity_type: Some(EntityType::Law),
        sure: 70,
        source: Source::rule("name of a court case"),
        doubtful: false,
    })
}
