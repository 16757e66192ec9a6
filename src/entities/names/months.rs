//! Surnames that are months as well: "Harker bantered with May".

use std::collections::BTreeSet;

use super::{Candidate, mention};
use crate::{
    document::{Document, EntityType, Mention, Source},
    english::{English, Files, List},
    order::{gather, sort_by_key},
    text::{Lower, TokenSpan},
};

/// What decides.
const RULE: &str = "surname that is a month";
/// How sure it is, in hundredths: surer than a date of one word.
const SURE: u8 = 97;

/// The lists of `words.txt`, which says what each is for.
#[derive(Debug)]
pub(crate) struct MonthWords {
    names: List,
    before: List,
    behind: List,
}

impl MonthWords {
    pub(super) fn read(files: &Files) -> Self {
        let list = |name| files.list("names", name);
        Self {
            names: list("months"),
            before: list("before months"),
            behind: list("behind surnames"),
        }
    }
}

/// Adds the surname alone of those whose full name the article gives, where no words beside it tell of a date.
pub(super) fn add_surnames(doc: &Document, english: &English, names: &mut Vec<Mention>) {
    let words = &english.names.months;
    let full = names.iter().filter(|name| {
        name.entity_type == EntityType::Person
            && name.tokens.len() > 1
            && words.names.holds(&doc.token_text(name.tokens.end() - 1).lower())
    });
    let surnames: BTreeSet<&str> = gather(full.map(|name| doc.token_text(name.tokens.end() - 1)));
    if surnames.is_empty() {
        return;
    }
    let is_free = |token: usize| {
        let at = names.partition_point(|name| name.tokens.end() <= token);
        names.get(at).is_none_or(|name| name.tokens.start() > token)
    };
    let is_somebody = |token: &usize| {
        surnames.contains(doc.token_text(*token)) && is_free(*token) && !is_date(doc, words, *token)
    };
    let found: Vec<usize> = (0..doc.tokens.len()).filter(is_somebody).collect();
    names.extend(found.into_iter().map(|token| {
        let surname = Candidate {
            tokens: TokenSpan::new(token, token + 1),
            entity_type: Some(EntityType::Person),
            sure: SURE,
            source: Source::rule(RULE),
            doubtful: false,
        };
        mention(doc, surname)
    }));
    sort_by_key(names, |name| name.tokens);
}

/// "in May", "3 May", "May 2019", "May we".
fn is_date(doc: &Document, words: &MonthWords, token: usize) -> bool {
    let sentence = doc.sentence_of(token).tokens;
    let next = (token + 1 < sentence.end()).then(|| doc.token_text(token + 1).lower());
    let next = next.unwrap_or_default();
    let is_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    if is_number(&next) {
        return true;
    }
    if token == sentence.start() {
        return !words.behind.holds(&next);
    }
    let before = doc.token_text(token - 1).lower();
    is_number(&before) || words.before.holds(&before)
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use crate::{annotate, document::EntityType, knowledge::Knowledge};

    #[test]
    fn who_is_called_like_a_month() {
        let knowledge = Knowledge::builtin();
        for (text, expected) in [
            (
                "Both analysts, Lou Harker and Mark May, are on television. Harker bantered with May about the playoff.",
                1,
            ),
            ("Two singers, Ann Poole and Carla June, are on tour. Poole argued with June.", 1),
            ("Theresa May left. May said that it was time. She had come in May.", 1),
            ("Theresa May left on 3 May. May 2019 was cold. May he rest.", 0),
            ("Harker came with Mark Moss. Harker argued with May about the playoff.", 0),
        ] {
            let doc = annotate(text, &knowledge, &crate::Options::default());
            let alone = doc.mentions.iter().filter(|mention| {
                mention.entity_type == EntityType::Person
                    && ["May", "June"].contains(&doc.text.slice(mention.span))
            });
            assert_eq!(alone.count(), expected, "{text}");
        }
    }
}
