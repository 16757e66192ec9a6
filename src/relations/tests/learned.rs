//! What the classifier finds beside the patterns, with the committed weights.

use super::sentence;
use crate::{
    coref, document::SourceKind, knowledge::Knowledge, relations::extract, testing::bracketed,
};

/// The relations that the model finds in a marked text, and no pattern.
fn learned(marked: &str) -> Vec<String> {
    let mut doc = bracketed(marked);
    let knowledge = Knowledge::of_relations();
    (doc.mentions, doc.entities) = coref::resolve(&doc, &knowledge);
    doc.relations = extract(&doc, &knowledge);
    let mut relations = doc.relations.iter().collect::<Vec<_>>();
    relations.retain(|relation| relation.source.kind == SourceKind::Model);
    relations.into_iter().map(|relation| sentence(&doc, relation)).collect()
}

fn check(cases: &[(&str, &[&str])]) {
    for (marked, expected) in cases {
        assert_eq!(learned(marked), *expected, "{marked}");
    }
}

#[test]
fn what_no_pattern_has_is_found() {
    check(&[
        ("The fire broke out in [Quito]GPE, [Ecuador]GPE.", &["Quito located_in Ecuador"]),
        ("[Ana Paz]PERSON, who grew up in [Quito]GPE, spoke.", &["Ana Paz lives_in Quito | past"]),
        ("[Ana Paz]PERSON did not grow up in [Quito]GPE.", &["Ana Paz lives_in Quito | not"]),
    ]);
}

#[test]
fn patterns_go_first() {
    check(&[
        ("[Ana Paz]PERSON lives in [Quito]GPE with her family.", &[]),
        ("[Ana Paz]PERSON is a senior scientist at [Borealis]ORG.", &[]),
        ("[Ecuadorian]NORP President [Ana Paz]PERSON spoke.", &[]),
    ]);
}

#[test]
fn what_is_denied_or_over_or_to_come_is_no_tie() {
    check(&[
        (
            "[Ana Paz]PERSON, formerly the president of [Acme Bank]ORG, was pardoned.",
            &["Ana Paz holds_post Acme Bank | past"],
        ),
        ("[Ana Paz]PERSON may have been born in [1971]DATE in [Quito]GPE.", &[]),
        ("[Ana Paz]PERSON did not run for the [Senate]ORG in [2018]DATE.", &[]),
        // What the words do not tell is not told.
        ("A court in [Quito]GPE acquitted [Ana Paz]PERSON.", &[]),
        ("[Ana Paz]PERSON is a student at the [Quito Institute]ORG.", &[]),
    ]);
}

#[test]
fn to_tell_somebody_something_is_no_relation_of_its_own() {
    check(&[
        (
            "[Ana Paz]PERSON told [Omar Said]PERSON that her landlord had shouted at her and threatened her with a knife.",
            &[],
        ),
        ("[Ana Paz]PERSON told [Omar Said]PERSON that the flat was cold.", &[]),
    ]);
}
