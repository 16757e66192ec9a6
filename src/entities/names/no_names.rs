//! What a network takes for names that are none: posts, and ordinary words that are written large.

use std::collections::BTreeSet;

use super::{bodies::BodyWords, months::MonthWords, usual::Usual};
use crate::{
    document::{Confidence, Document, EntityType, Mention, Source},
    english::{English, Files, List},
    lists::{Lists, WordClasses},
    order::gather,
    shallow::words::Class,
    text::{Lower, TokenSpan},
};

/// The lists of `words.txt`, which says what each is for.
#[derive(Debug)]
pub(crate) struct NameWords {
    acronyms_of_posts: List,
    beside_posts: List,
    person_verbs: List,
    pub(super) bodies: BodyWords,
    /// Before a list of the kin's names.
    pub(super) kin: List,
    /// Surnames that are months, too, and the words before a month.
    pub(super) months: MonthWords,
}

impl NameWords {
    pub(crate) fn read(files: &Files) -> Self {
        let list = |name| files.list("names", name);
        Self {
            acronyms_of_posts: list("acronyms of posts"),
            beside_posts: list("beside posts"),
            person_verbs: list("person verbs"),
            bodies: BodyWords::read(files),
            kin: files.list("names", "kin"),
            months: MonthWords::read(files),
        }
    }
}

/// What a part of a body's or person's name says of it.
const BODIES: WordClasses =
    WordClasses::from_all(&[WordClasses::ORG_HEAD, WordClasses::ORG_SUFFIX]);

/// Below this the network is not sure of a type.
const UNSURE: Confidence = Confidence::percent(80);

const PEOPLE: WordClasses = WordClasses::from_all(&[WordClasses::FORENAME, WordClasses::SURNAME]);

/// Takes out what is no name, and the words of posts from beside names.
pub(super) fn take_out(doc: &Document, lists: &Lists, english: &English, names: &mut Vec<Mention>) {
    let starts: Vec<usize> = people_start(names);
    names.retain_mut(|name| {
        if is_ordinary_word(doc, lists, english, name) || is_post(doc, lists, english, name) {
            return false;
        }
        if name.source != Source::MODEL {
            return true;
        }
        let before_person = starts.binary_search(&name.tokens.end()).is_ok();
        match name.entity_type {
            EntityType::Org if before_person => without_post_after(doc, lists, english, name),
            EntityType::Person => {
                without_post_before(doc, lists, english, name);
                true
            }
            _ => true,
        }
    });
}

/// Where names of people start.
fn people_start(names: &[Mention]) -> Vec<usize> {
    let people = names.iter().filter(|name| name.entity_type == EntityType::Person);
    people.map(|name| name.tokens.start()).collect()
}

/// "CFO", "Chief Financial Officer", "Attorney General", and a word of one; not "King", who may be somebody.
fn is_post(doc: &Document, lists: &Lists, english: &English, name: &Mention) -> bool {
    if !matches!(name.entity_type, EntityType::Person | EntityType::Org) {
        return false;
    }
    let post = post_around(doc, english, name.tokens);
    if post.len() < 2 {
        let text = doc.token_text(name.tokens.start());
        let is_upper = !text.contains(char::is_lowercase);
        return name.tokens.len() == 1
            && is_upper
            && english.names.acronyms_of_posts.holds(&text.lower());
    }
    let Some(last) = post.range().last().map(|last| doc.token_text(last)) else { return false };
    let may_be_somebody = name.entity_type == EntityType::Person
        && lists.classes(last).any(PEOPLE)
        && post.end() == name.tokens.end();
    english.words.is_role(&last.lower()) && !may_be_somebody
}

/// A name with the words of posts around it that are written large; nothing when it has others itself.
fn post_around(doc: &Document, english: &English, name: TokenSpan) -> TokenSpan {
    let is_word = |token: usize| {
        let lower = doc.token_text(token).lower();
        english.words.is_role(&lower) || english.names.beside_posts.holds(&lower)
    };
    let is_large =
        |token: &usize| is_word(*token) && doc.token_text(*token).starts_with(char::is_uppercase);
    if !name.range().all(is_word) {
        return TokenSpan::new(name.start(), name.start());
    }
    let sentence = doc.sentence_of(name.start()).tokens;
    let before = (sentence.start()..name.start()).rev().take_while(is_large).count();
    let after = (name.end()..sentence.end()).take_while(is_large).count();
    TokenSpan::new(name.start() - before, name.end() + after)
}

/// "The Bill", "a new Bill": an ordinary word after an article is nobody's forename.
fn is_ordinary_word(doc: &Document, lists: &Lists, english: &English, name: &Mention) -> bool {
    let at = name.tokens.start();
    let is_word = name.entity_type == EntityType::Person
        && name.tokens.len() == 1
        && lists.classes(doc.token_text(at)).any(WordClasses::COMMON);
    let sentence = doc.sentence_of(at).tokens;
    let mut before = (sentence.start()..at).rev().map(|token| doc.token_text(token).lower());
    let is_article = |word: &str| {
        matches!(word, "the" | "a" | "an" | "this" | "that" | "any" | "each" | "every")
    };
    let first = before.next().unwrap_or_default();
    let second = before.next().unwrap_or_default();
    let is_adjective = english.words.class(&first) == Class::Other
        && at
            .checked_sub(1)
            .is_some_and(|token| doc.token_text(token).starts_with(char::is_lowercase));
    is_word && (is_article(&first) || is_adjective && is_article(&second))
}

/// Cuts "Justice" off "Idaho Supreme Court Justice" before a person's name. Whether something is left that is a name.
fn without_post_after(
    doc: &Document,
    lists: &Lists,
    english: &English,
    name: &mut Mention,
) -> bool {
    let (start, end) = (name.tokens.start(), name.tokens.end());
    let is_role = |token: &usize| english.words.is_role(&doc.token_text(*token).lower());
    let roles = (start..end).rev().take_while(is_role).count();
    if roles == 0 {
        return true;
    }
    let tokens = TokenSpan::new(start, (end - roles).max(start));
    let last = tokens.range().last();
    let is_body = last.is_some_and(|last| lists.classes(doc.token_text(last)).any(BODIES));
    let is_known = !tokens.is_empty()
        && lists
            .matches(tokens.range().map(|token| doc.token_text(token)))
            .iter()
            .any(|(length, _)| *length == tokens.len());
    if is_body || is_known {
        name.tokens = tokens;
        name.span = doc.token_bytes(tokens);
    }
    is_body || is_known
}

/// Cuts "Saxophonist" off "Saxophonist Ned Corliss".
fn without_post_before(doc: &Document, lists: &Lists, english: &English, name: &mut Mention) {
    let (start, end) = (name.tokens.start(), name.tokens.end());
    let first = doc.token_text(start);
    let lower = first.lower();
    let classes = lists.classes(first);
    let is_occupation = english.words.is_role(&lower)
        || classes.any(WordClasses::ROLE)
        || lower.len() > 5 && lower.ends_with("ist") && !classes.any(WordClasses::SURNAME);
    let is_full_name =
        end - start >= 3 && lists.classes(doc.token_text(start + 1)).any(WordClasses::FORENAME);
    if is_occupation && is_full_name && !classes.any(WordClasses::FORENAME) {
        name.tokens = TokenSpan::new(start + 1, end);
        name.span = doc.token_bytes(name.tokens);
    }
}

/// Takes single words for people that do what only people do, where the network is not sure of a place and no list
/// has one of the name: a surname whose full name the article does not give.
pub(super) fn people_by_what_they_do(
    doc: &Document,
    usual: &Usual<'_>,
    lists: &Lists,
    english: &English,
    names: &mut [Mention],
) {
    const RULE: &str = "name + what people do";
    let is_place =
        |reading: crate::lists::Reading| lists.thing(reading.thing).entity_type.is_place();
    let may_be = |name: &Mention| {
        name.source == Source::MODEL
            && name.tokens.len() == 1
            && name.entity_type.is_place()
            && name.confidence < UNSURE
            && !lists.readings(doc.token_text(name.tokens.start())).any(is_place)
    };
    let does = |name: &Mention| {
        let next = name.tokens.end();
        let in_sentence = doc.sentence_of(name.tokens.start()).tokens.end() > next;
        in_sentence && english.names.person_verbs.holds(&doc.token_text(next).lower())
    };
    let acting = names.iter().filter(|name| may_be(name) && does(name));
    let people: BTreeSet<String> = gather(acting.map(|name| usual.phrase(name.tokens)));
    for name in names.iter_mut().filter(|name| may_be(name)) {
        if people.contains(&usual.phrase(name.tokens)) {
            name.entity_type = EntityType::Person;
            name.source = Source::rule(RULE);
        }
    }
}
