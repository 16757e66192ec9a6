//! The proper names of GUM: in its trees, every mention of an entity is marked, with a type.
//!
//! Only mentions whose head is a proper noun are names. The name is what belongs together around
//! the head: "the former Prime Minister Ada Obi of Peru" gives "Ada Obi" and "Peru".

use std::path::Path;

use super::{
    CorpusError, GoldDocument, GoldName, GoldSentence,
    conllu::{self, Sentence, Word},
    read_text,
    world::{World, is_title},
};
use crate::{
    document::EntityType::{Event, Fac, Gpe, Law, Loc, Norp, Org, Person, Product, WorkOfArt},
    model::tags::TypeSet,
    text::TokenSpan,
};

/// Words that join the parts of a name.
const JOINTS: &[&str] =
    &["of", "the", "for", "and", "&", "de", "la", "del", "von", "van", "-", "'s", "’s", "."];

/// Words for places that are organisations as well.
const INSTITUTIONS: &[&str] = &[
    "Academy",
    "Center",
    "Centre",
    "College",
    "Gallery",
    "Hospital",
    "Institute",
    "Library",
    "Museum",
    "Museums",
    "Observatory",
    "Planetarium",
    "School",
    "University",
    "Zoo",
];

/// What a mention of that type may be, when it is a name.
fn name_types(label: &str) -> Option<TypeSet> {
    Some(match label {
        "person" => TypeSet::of(&[Person]),
        "organization" => TypeSet::of(&[Org]),
        "place" => TypeSet::of(&[Gpe, Loc, Fac]),
        "event" => TypeSet::of(&[Event]).or(TypeSet::NO_NAME),
        "object" => TypeSet::of(&[Product, WorkOfArt, Fac, Law]).or(TypeSet::NO_NAME),
        "abstract" => {
            TypeSet::of(&[WorkOfArt, Law, Product, Event, Org, Norp]).or(TypeSet::NO_NAME)
        }
        _ => return None,
    })
}

/// Reads a file of trees.
///
/// # Errors
/// When the file cannot be read or is not CoNLL-U.
pub fn read(path: &Path, world: &World) -> Result<Vec<GoldDocument>, CorpusError> {
    let documents =
        conllu::read(&read_text(path)?).map_err(|error| CorpusError::new(path, error))?;
    Ok(documents
        .into_iter()
        .map(|document| GoldDocument {
            name: document.id,
            sentences: document.sentences.iter().map(sentence).collect(),
            unannotated: TypeSet::of(&[Norp]),
        })
        .map(|document| world.refine(document))
        .collect())
}

fn sentence(tree: &Sentence) -> GoldSentence {
    let mut names: Vec<GoldName> = Vec::new();
    let mut found: Vec<GoldName> =
        mentions(tree).iter().filter_map(|mention| name(tree, mention)).collect();
    // Where one name lies inside another, the longer is the name.
    found.sort_by_key(|name| std::cmp::Reverse(name.tokens.len()));
    for name in found {
        if !names.iter().any(|known| known.tokens.overlaps(name.tokens)) {
            names.push(name);
        }
    }
    names.sort_by_key(|name| name.tokens);
    GoldSentence { words: tree.words.iter().map(|word| word.form.clone()).collect(), names }
}

/// A marked stretch of words and its type.
#[derive(Debug, PartialEq)]
struct Mention<'a> {
    tokens: TokenSpan,
    label: &'a str,
}

/// The mentions of a sentence, from brackets such as `(3-person-new-…`, `3)` and `(4-place-giv)`.
fn mentions(tree: &Sentence) -> Vec<Mention<'_>> {
    let mut mentions = Vec::new();
    let mut open: Vec<(&str, &str, usize)> = Vec::new();
    for (index, word) in tree.words.iter().enumerate() {
        let brackets = word.misc("Entity").unwrap_or_default();
        for bracket in split_brackets(brackets) {
            if let Some(opening) = bracket.strip_prefix('(') {
                let mut parts = opening.trim_end_matches(')').split('-');
                let (id, label) =
                    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
                if bracket.ends_with(')') {
                    let tokens = TokenSpan::new(index, index + 1);
                    mentions.push(Mention { tokens, label });
                } else {
                    open.push((id, label, index));
                }
            } else {
                let id = bracket.trim_end_matches(')');
                if let Some(at) = open.iter().rposition(|(known, ..)| *known == id) {
                    let (_, label, start) = open.remove(at);
                    mentions.push(Mention { tokens: TokenSpan::new(start, index + 1), label });
                }
            }
        }
    }
    mentions
}

/// `(1-event-new(2-abstract-new)3)` in three parts.
fn split_brackets(brackets: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (index, character) in brackets.char_indices() {
        let end = if character == ')' { index + 1 } else { index };
        if matches!(character, '(' | ')') && end > start {
            parts.push(&brackets[start..end]);
            start = end;
        }
    }
    if start < brackets.len() {
        parts.push(&brackets[start..]);
    }
    parts
}

/// The name at the head of a mention, if that is a proper noun.
fn name(tree: &Sentence, mention: &Mention) -> Option<GoldName> {
    let mut types = name_types(mention.label)?;
    let range = mention.tokens.range();
    let leaves = |word: &Word| word.head == 0 || !range.contains(&(word.head - 1));
    let head = range.clone().find(|&index| leaves(&tree.words[index]))?;
    if tree.words[head].upos != "PROPN" {
        return None;
    }
    let is_person = types.only() == Some(Person);
    let is_name = |index: usize| {
        matches!(tree.words[index].upos.as_str(), "PROPN" | "NUM")
            || !is_person && is_capitalised_modifier(&tree.words[index])
    };
    let is_joint = |index: usize| !is_person && JOINTS.contains(&tree.words[index].form.as_str());
    // A name goes on over one or two joints, if a proper noun follows.
    let reach = |ahead: &mut dyn Iterator<Item = usize>| {
        let (mut last, mut joints) = (head, 0);
        for index in ahead {
            if is_name(index) {
                (last, joints) = (index, 0);
            } else if is_joint(index) && joints < 2 {
                joints += 1;
            } else {
                break;
            }
        }
        last
    };
    let before = (range.start..head).rev();
    // A person's title is described by its relation: "Senator" in "Senator Obi".
    let is_title_of_person =
        |index: &usize| is_person && tree.words[*index].relation.starts_with("nmod");
    let start = reach(&mut before.take_while(|index| !is_title_of_person(index)));
    let end = reach(&mut (head + 1..range.end)) + 1;
    let tokens = TokenSpan::new(without_places(tree, start, head, types), end);
    if mention.label == "place" && tokens.range().any(|index| is_institution(&tree.words[index])) {
        types = TypeSet::of(&[Fac, Org]); // the building or those who work in it
    }
    if is_person && tokens.range().all(|index| is_title_or_hyphen(&tree.words[index].form)) {
        return None;
    }
    if is_person && tree.words[head].feature("Number") == Some("Plur") {
        types = types.or(TypeSet::of(&[Norp])); // "Americans", but "the Obis"
    }
    Some(GoldName { tokens, types })
}

/// Whether a place with this word in its name is an organisation as well.
fn is_institution(word: &Word) -> bool {
    INSTITUTIONS.contains(&word.form.as_str())
}

/// Whether the word is part of a person's title: of "Secretary - General".
fn is_title_or_hyphen(word: &str) -> bool {
    word == "-" || is_title(word)
}

/// Whether the word is part of a name although it is no proper noun: "United" in "United Nations",
/// "Royal" in "Royal Society".
fn is_capitalised_modifier(word: &Word) -> bool {
    matches!(word.upos.as_str(), "ADJ" | "VERB" | "NOUN")
        && word.form.starts_with(char::is_uppercase)
}

/// For a person, moves the start past words that are a nested place: "US" in "US skier Ada Obi".
fn without_places(tree: &Sentence, start: usize, head: usize, types: TypeSet) -> usize {
    let is_nested = |index: usize| {
        let brackets = tree.words[index].misc("Entity").unwrap_or_default();
        split_brackets(brackets).iter().any(|part| part.contains("-place-") && part.ends_with(')'))
    };
    if types.only() != Some(Person) {
        return start;
    }
    (start..head).take_while(|&index| is_nested(index)).last().map_or(start, |index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of form, part of speech, head and entity.
    fn tree(rows: &[(&str, &str, usize, &str)]) -> Sentence {
        let word = |&(form, upos, head, entity): &(&str, &str, usize, &str)| Word {
            form: form.into(),
            upos: upos.into(),
            head,
            relation: if form.ends_with("tor") { "nmod:desc" } else { "compound" }.into(),
            misc: format!("Entity={entity}"),
            ..Word::default()
        };
        Sentence { words: rows.iter().map(word).collect(), ..Sentence::default() }
    }

    #[test]
    fn names_are_found_at_the_heads_of_mentions() {
        let tree = tree(&[
            ("US", "PROPN", 2, "(1-person-new(2-place-acc)"),
            ("Senator", "PROPN", 3, ""),
            ("Ada", "PROPN", 5, ""),
            ("Obi", "PROPN", 3, "1)"),
            ("joined", "VERB", 0, ""),
            ("the", "DET", 7, "(3-organization-new"),
            ("Bank", "PROPN", 5, ""),
            ("of", "ADP", 9, ""),
            ("Peru", "PROPN", 7, "(4-place-new)3)"),
            ("with", "ADP", 11, ""),
            ("friends", "NOUN", 5, "(5-person-new)"),
        ]);
        let sentence = sentence(&tree);
        let names = sentence.names.iter().map(|name| sentence.phrase(name.tokens));
        assert_eq!(names.collect::<Vec<_>>(), ["US", "Ada Obi", "Bank of Peru"]);
    }

    #[test]
    fn names_keep_their_capitalised_words_and_titles_alone_are_none() {
        for (rows, expected) in [
            (
                vec![
                    ("the", "DET", 3, "(1-organization-new"),
                    ("United", "VERB", 3, ""),
                    ("Nations", "PROPN", 0, "1)"),
                ],
                vec![("United Nations", vec![Org])],
            ),
            (
                vec![
                    ("Royal", "ADJ", 2, "(1-organization-new"),
                    ("Society", "PROPN", 0, ""),
                    ("of", "ADP", 4, ""),
                    ("Medicine", "PROPN", 2, "1)"),
                ],
                vec![("Royal Society of Medicine", vec![Org])],
            ),
            (
                vec![("former", "ADJ", 2, "(1-organization-new"), ("Parliament", "PROPN", 0, "1)")],
                vec![("Parliament", vec![Org])],
            ),
            (
                vec![
                    ("Administrator", "PROPN", 2, "(1-person-new"),
                    ("Ada", "PROPN", 0, ""),
                    ("Obi", "PROPN", 2, "1)"),
                ],
                vec![("Ada Obi", vec![Person])],
            ),
            (
                vec![("Callao", "PROPN", 2, "(1-place-new"), ("Museum", "PROPN", 0, "1)")],
                vec![("Callao Museum", vec![Fac, Org])],
            ),
            (vec![("Secretary", "PROPN", 0, "(1-person-new)")], vec![]),
            (vec![("Obi", "PROPN", 0, "(1-person-new)")], vec![("Obi", vec![Person])]),
            (
                vec![("French", "ADJ", 2, "(1-person-new"), ("Obi", "PROPN", 0, "1)")],
                vec![("Obi", vec![Person])],
            ),
        ] {
            let sentence = sentence(&tree(&rows));
            let names: Vec<_> = sentence
                .names
                .iter()
                .map(|name| (sentence.phrase(name.tokens), name.types))
                .collect();
            let expected: Vec<_> = expected
                .iter()
                .map(|(name, types)| ((*name).to_owned(), TypeSet::of(types)))
                .collect();
            assert_eq!(names, expected, "{rows:?}");
        }
    }

    #[test]
    fn brackets_come_apart() {
        for (brackets, parts) in [
            ("(1-event-new(2-place-new)", vec!["(1-event-new", "(2-place-new)"]),
            ("3)1)", vec!["3)", "1)"]),
            ("(9-time-new)", vec!["(9-time-new)"]),
            ("", vec![]),
        ] {
            assert_eq!(split_brackets(brackets), parts, "{brackets}");
        }
    }
}
