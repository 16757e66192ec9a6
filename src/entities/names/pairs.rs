//! Names in pairs and lists: "the Peter and Alice Rowan Arts Center", "his sons, Max, Israel and Otto Lind".

use crate::{
    document::{Document, EntityType, Mention, Source},
    english::English,
    lists::{Lists, WordClasses},
    order::gather,
    text::{Lower, TokenSpan},
};

/// How many words stand between the article and the first forename at most: "the new".
const MOST_BETWEEN: usize = 1;

/// Draws the first forename into the name behind "and", where an article tells that both are one name.
pub(super) fn join(doc: &Document, lists: &Lists, names: &mut Vec<Mention>) {
    let firsts: Vec<Option<usize>> =
        names.iter().map(|name| first_of_pair(doc, lists, name)).collect();
    for (name, first) in names.iter_mut().zip(&firsts) {
        if let Some(first) = *first {
            name.tokens = TokenSpan::new(first, name.tokens.end());
            name.span = doc.token_bytes(name.tokens);
        }
    }
    let firsts: Vec<usize> = gather(firsts.into_iter().flatten());
    names.retain(|name| name.tokens.len() > 1 || !firsts.contains(&name.tokens.start()));
}

/// The token of the forename before "and" and a thing that is named after a person with a forename.
fn first_of_pair(doc: &Document, lists: &Lists, name: &Mention) -> Option<usize> {
    let is_forename = |token: usize| is_forename(doc, lists, token);
    // No list has all forenames: one of the two says enough of the other.
    let may_be_forename = |token: usize| {
        let word = doc.token_text(token);
        word.starts_with(char::is_uppercase) && !lists.classes(word).any(WordClasses::COMMON)
    };
    let start = name.tokens.start();
    let is_thing =
        matches!(name.entity_type, EntityType::Org | EntityType::Fac | EntityType::Event);
    let first = start.checked_sub(2)?;
    let sentence = doc.sentence_of(start).tokens;
    let is_pair = is_thing
        && name.tokens.len() > 2
        && sentence.start() <= first
        && matches!(doc.token_text(start - 1), "and" | "&")
        && (is_forename(start) || is_forename(first))
        && may_be_forename(start)
        && may_be_forename(first);
    let mut before = (sentence.start()..first).rev().take(MOST_BETWEEN + 1);
    let is_article =
        |token: usize| matches!(&*doc.token_text(token).lower(), "the" | "a" | "this" | "its");
    (is_pair && before.any(is_article)).then_some(first)
}

fn is_forename(doc: &Document, lists: &Lists, token: usize) -> bool {
    lists.classes(doc.token_text(token)).any(WordClasses::FORENAME)
}

/// Takes the single words in a list of kin that ends with a person for people, whatever else they name: "his sons, Max, Israel and Otto Lind".
pub(super) fn kin(doc: &Document, english: &English, names: &mut [Mention]) {
    const RULE: &str = "list of kin";
    let is_comma = |token: usize| doc.token_text(token) == ",";
    let is_joint = |before: &Mention, after: &Mention| {
        let between = before.tokens.end()..after.tokens.start();
        let mut words = between.clone().map(|token| doc.token_text(token));
        (1..=2).contains(&between.len()) && words.all(|word| matches!(word, "," | "and" | "&"))
    };
    for first in 0..names.len() {
        let start = names[first].tokens.start();
        let sentence = doc.sentence_of(start).tokens;
        let end = start - usize::from(start > 0 && matches!(doc.token_text(start - 1), "," | ":"));
        let opens =
            end > sentence.start() && english.names.kin.holds(&doc.token_text(end - 1).lower());
        if !opens {
            continue;
        }
        let joined = names[first..].windows(2).take_while(|two| is_joint(&two[0], &two[1]));
        let joint = first..first + 1 + joined.count();
        // "his sons, Max and Otto, Germany and France": the list ends with its "and".
        let is_last = |at: &usize| !is_comma(names[*at].tokens.start() - 1);
        let last = (joint.start + 1..joint.end).find(is_last);
        let Some(last) = last.filter(|last| names[*last].entity_type == EntityType::Person) else {
            continue;
        };
        for name in &mut names[first..last] {
            if name.tokens.len() == 1 && name.entity_type != EntityType::Person {
                name.entity_type = EntityType::Person;
                name.source = Source::rule(RULE);
            }
        }
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::{document::Named as _, knowledge::Knowledge, testing::bracketed};

    #[test]
    fn what_two_people_give_their_names_to_has_one() {
        let lists = Knowledge::builtin().lists;
        for (marked, expected) in [
            (
                "The new [Peter]ORG and [Alice Rowan Arts Center]ORG opened",
                "The new [Peter and Alice Rowan Arts Center]ORG opened",
            ),
            (
                "given to the [Robert]PERSON and [Mary Keane Foundation]ORG",
                "given to the [Robert and Mary Keane Foundation]ORG",
            ),
            ("the Robert and [Mary Keane Hall]FAC", "the [Robert and Mary Keane Hall]FAC"),
            (
                "the [Robert]PERSON and [Ludmilka Stein Hall]FAC",
                "the [Robert and Ludmilka Stein Hall]FAC",
            ),
            // Without an article the first may be somebody.
            (
                "[Peter]PERSON and [Alice Rowan Associates]ORG met",
                "[Peter]PERSON and [Alice Rowan Associates]ORG met",
            ),
            (
                "the [Robert]PERSON and [Mary Keane]PERSON",
                "the [Robert]PERSON and [Mary Keane]PERSON",
            ),
        ] {
            let doc = bracketed(marked);
            let mut names = doc.mentions.clone();
            join(&doc, &lists, &mut names);
            let of = |mentions: &[Mention]| -> Vec<_> {
                mentions.iter().map(|name| (name.span, name.entity_type)).collect()
            };
            assert_eq!(of(&names), of(&bracketed(expected).mentions), "{marked}");
        }
    }

    #[test]
    fn kin_are_people() {
        for (marked, expected) in [
            (
                "His sons, [Max]PERSON, [Israel]GPE and [Otto Lind]PERSON, left",
                ["PERSON", "PERSON", "PERSON"],
            ),
            (
                "her daughters [Chelsea]ORG, [Florence]GPE, and [Anna Lind]PERSON left",
                ["PERSON", "PERSON", "PERSON"],
            ),
            // Who is no kin, and where they live.
            (
                "The sides, [Chelsea]ORG, [Florence]GPE and [Otto Lind]PERSON, left",
                ["ORG", "GPE", "PERSON"],
            ),
            (
                "Her sons, [Max]PERSON and [Otto]PERSON, [Florence]GPE said",
                ["PERSON", "PERSON", "GPE"],
            ),
        ] {
            let doc = bracketed(marked);
            let mut names = doc.mentions.clone();
            kin(&doc, crate::testing::english(), &mut names);
            let kinds: Vec<_> = names.iter().map(|name| name.entity_type.name()).collect();
            assert_eq!(kinds, expected, "{marked}");
        }
    }
}
