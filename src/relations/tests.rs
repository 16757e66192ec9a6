//! The lexicon checks itself; the cases of each construction stand in `tests/`.

use std::{fmt::Write as _, sync::LazyLock};

use super::extract;
use crate::{
    coref,
    document::{Document, Modality, Named as _, Relation},
    english::Files,
    knowledge::Knowledge,
    shallow::inflect::{IrregularVerbs, past_of},
    testing::{bracketed, english},
};

mod companies;
mod constructions;
#[cfg(feature = "embedded")]
mod days;
mod endings;
mod ends;
mod events;
#[cfg(feature = "embedded")]
mod inputs;
mod learned;
mod statements;

/// A document with entities and relations from bracketed text.
fn annotated(marked: &str) -> Document {
    static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::of_coreference);
    let mut doc = bracketed(marked);
    (doc.mentions, doc.entities) = coref::resolve(&doc, &KNOWLEDGE);
    doc.relations = extract(&doc, &KNOWLEDGE);
    doc
}

/// "Munir visited Tehran", with what else is known of the relation.
fn sentence(doc: &Document, relation: &Relation) -> String {
    let name = |id: crate::text::EntityId| doc.entities[id.index()].name.as_str();
    let mut line = String::new();
    let _ = write!(
        line,
        "{} {} {}",
        name(relation.subject),
        relation.relation_type.name(),
        name(relation.object)
    );
    if relation.negated {
        line.push_str(" | not");
    }
    if relation.past {
        line.push_str(" | past");
    }
    if relation.modality != Modality::Asserted {
        let _ = write!(line, " | {}", relation.modality.name());
    }
    if let Some(speaker) = relation.attributed_to {
        let _ = write!(line, " | says {}", name(speaker));
    }
    for qualifier in &relation.qualifiers {
        let _ = write!(line, " | {}: {}", qualifier.kind.name(), doc.text.slice(qualifier.span));
    }
    line
}

/// The small world of the lexicon's examples.
const CAST: [(&str, &str); 22] = [
    ("Rana", "PERSON"),
    ("Costa", "PERSON"),
    ("Keller", "PERSON"),
    ("Norland", "GPE"),
    ("Veria", "GPE"),
    ("Portia", "GPE"),
    ("Acme", "ORG"),
    ("Bankia", "ORG"),
    ("Redwing", "ORG"),
    ("Norlandic", "NORP"),
    ("Verian", "NORP"),
    ("Harbourgate", "FAC"),
    ("Zephyr", "PRODUCT"),
    ("Tides", "WORK_OF_ART"),
    ("Charter", "LAW"),
    ("Monday", "DATE"),
    ("2019", "DATE"),
    ("$3", "MONEY"),
    ("Kestrel", "LOC"),
    ("Expo", "EVENT"),
    ("Tuesday", "DATE"),
    ("Osman", "PERSON"),
];

/// Puts the cast's names into brackets.
fn cast(text: &str) -> String {
    let words = text.split_inclusive(' ').map(|word| {
        let name = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let name = name.strip_suffix("'s").unwrap_or(name);
        match CAST.iter().find(|(known, _)| *known == name) {
            Some((_, entity_type)) => word.replacen(name, &format!("[{name}]{entity_type}"), 1),
            None => word.to_owned(),
        }
    });
    words.collect()
}

#[test]
fn every_predicate_yields_its_relation_in_its_own_example() {
    let files = Files::of_program();
    let irregular = IrregularVerbs::read(&files);
    let mut failures = String::new();
    let mut count = 0;
    for predicate in &english().predicates.predicates {
        let own = &predicate.heads[0];
        for head in &predicate.heads {
            count += 1;
            let example = with_head(&predicate.example, own, head, &irregular);
            if let Err(got) = check_example(&example, predicate.relation.name()) {
                let _ = writeln!(
                    failures,
                    "{} ({head}): {example} -> {got}",
                    predicate.relation.name()
                );
            }
        }
    }
    assert!(failures.is_empty(), "of {count} predicates fail:\n{failures}");
    assert!(count > 600, "only {count} predicates");
}

#[test]
fn every_line_of_the_lexicon_is_read() {
    let text = include_str!("predicates.tsv");
    let lines = text.lines().filter(|line| !line.starts_with(['#', '!', '$'])).count();
    assert_eq!(english().predicates.predicates.len(), lines);
}

#[test]
fn every_verb_of_the_lexicon_is_known_as_a_verb() {
    let unknown: Vec<_> = english()
        .predicates
        .verb_lemmas()
        .filter(|verb| english().words.lemmas(verb).is_empty())
        .collect();
    assert!(unknown.is_empty(), "missing in shallow/verbs.txt: {unknown:?}");
}

/// The example with another of the pattern's verbs or nouns.
fn with_head(example: &str, own: &str, head: &str, irregular: &IrregularVerbs) -> String {
    for form in [past_of(own, irregular), own.to_owned()] {
        let replacement = if form == own { head.to_owned() } else { past_of(head, irregular) };
        let mut words: Vec<_> = example.split(' ').map(str::to_owned).collect();
        let found = words.iter_mut().find(|word| word.trim_end_matches(['.', ',']) == form);
        if let Some(word) = found {
            *word = word.replacen(&form, &replacement, 1);
            return words.join(" ");
        }
    }
    example.to_owned()
}

fn check_example(example: &str, relation: &str) -> Result<(), String> {
    let (is_reversed, text) = match example.strip_prefix("< ") {
        Some(text) => (true, text),
        None => (false, example),
    };
    let doc = annotated(&cast(text));
    let names: Vec<_> = doc
        .entities
        .iter()
        .filter(|entity| entity.named && !entity.entity_type.is_value())
        .map(|entity| entity.name.clone())
        .collect();
    let [first, second, ..] = &names[..] else { return Err(format!("{names:?}")) };
    let (subject, object) = if is_reversed { (second, first) } else { (first, second) };
    let expected = format!("{subject} {relation} {object}");
    let got: Vec<_> = doc.relations.iter().map(|relation| sentence(&doc, relation)).collect();
    if got.iter().any(|line| line.starts_with(&expected)) {
        Ok(())
    } else {
        Err(format!("{got:?}"))
    }
}
