//! The proper names of GUM: in its trees, every mention of an entity is marked, with a type.
//!
//! Only mentions whose head is a proper noun are names. The name is what belongs together around
//! the head: "the former Prime Minister Ada Obi of Peru" gives "Ada Obi" and "Peru".

use std::path::Path;

use super::{
    CorpusError, GoldDocument, GoldName, GoldSentence,
    conllu::{self, Sentence, Word},
    read_text,
    world::World,
};
use crate::{
    document::EntityType::{Event, Fac, Gpe, Law, Loc, Norp, Org, Person, Product, WorkOfArt},
    model::tags::TypeSet,
    text::TokenSpan,
};

/// Words that join the parts of a name.
const JOINTS: &[&str] =
    &["of", "the", "for", "and", "&", "de", "la", "del", "von", "van", "-", "'s", "’s", "."];

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
    let types = name_types(mention.label)?;
    let range = mention.tokens.range();
    let leaves = |word: &Word| word.head == 0 || !range.contains(&(word.head - 1));
    let head = range.clone().find(|&index| leaves(&tree.words[index]))?;
    let is_name = |index: usize| matches!(tree.words[index].upos.as_str(), "PROPN" | "NUM");
    if tree.words[head].upos != "PROPN" {
        return None;
    }
    let may_join = types.only() != Some(Person);
    let is_joint = |index: usize| may_join && JOINTS.contains(&tree.words[index].form.as_str());
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
    let start = reach(&mut (range.start..head).rev());
    let end = reach(&mut (head + 1..range.end));
    let tokens = TokenSpan::new(without_places(tree, start, head, types), end + 1);
    Some(GoldName { tokens, types })
}

/// For a person, moves the start past words that are a nested mention: "US" in "US Senator Obi".
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
            misc: format!("Entity={entity}"),
            ..Word::default()
        };
        Sentence { words: rows.iter().map(word).collect(), ..Sentence::default() }
    }

    #[test]
    fn names_are_found_at_the_heads_of_mentions() {
        let tree = tree(&[
            ("US", "PROPN", 2, "(1-person-new(2-place-acc)"),
            ("Senator", "PROPN", 5, ""),
            ("Ada", "PROPN", 2, ""),
            ("Obi", "PROPN", 2, "1)"),
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
        assert_eq!(names.collect::<Vec<_>>(), ["US", "Senator Ada Obi", "Bank of Peru"]);
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
