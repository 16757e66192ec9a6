//! Cases of coreference. Bracketed text in, clusters out.

use super::resolve;
use crate::{
    document::{Document, Named as _},
    knowledge::Knowledge,
    testing::bracketed,
};

/// The clusters of two or more mentions: "Lena Ortiz = Ortiz = she".
fn clusters(marked: &str) -> Vec<String> {
    let mut doc: Document = bracketed(marked);
    (doc.mentions, doc.entities) = resolve(&doc, &knowledge());
    let of_entity = |index: usize| {
        let mentions = doc
            .mentions
            .iter()
            .filter(|mention| mention.entity.is_some_and(|entity| entity.index() == index));
        let texts: Vec<_> = mentions.map(|mention| doc.text.slice(mention.span)).collect();
        texts
    };
    let clusters: Vec<_> = (0..doc.entities.len()).map(of_entity).collect();
    assert!(
        clusters.iter().all(|texts| !texts.is_empty()),
        "an entity without a mention: {marked}"
    );
    let clusters = clusters.into_iter().filter(|texts| texts.len() > 1);
    clusters.map(|texts| texts.join(" = ")).collect()
}

#[cfg(feature = "embedded")]
fn knowledge() -> Knowledge {
    Knowledge::builtin()
}

#[cfg(not(feature = "embedded"))]
fn knowledge() -> Knowledge {
    Knowledge::of_coreference()
}

fn check(cases: &[(&str, &[&str])]) {
    let mut failures = Vec::new();
    for (marked, expected) in cases {
        let got = clusters(marked);
        if got != *expected {
            failures.push(format!("{marked}\n  expected {expected:?}\n  got      {got:?}"));
        }
    }
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

/// The entities without a name.
fn nameless(marked: &str) -> Vec<String> {
    let mut doc: Document = bracketed(marked);
    (doc.mentions, doc.entities) = resolve(&doc, &knowledge());
    let nameless = doc.entities.iter().filter(|entity| !entity.named);
    nameless.map(|entity| format!("{} {}", entity.name, entity.entity_type.name())).collect()
}

#[test]
fn who_has_no_name_is_an_entity_by_a_noun() {
    for (marked, expected) in [
        ("[Omar Said]PERSON met police and rejected the bill.", &["police ORG", "bill LAW"][..]),
        ("The president met [Omar Said]PERSON.", &["president PERSON"]),
        // What describes a name beside it is that name.
        ("The president, [Omar Said]PERSON, spoke.", &[]),
        // A place before a comma is not described by who acts there.
        ("In a valley near [Kandar]GPE, armed rebels fought.", &["rebels PERSON"]),
        // Nouns for nobody.
        ("[Omar Said]PERSON sold the furniture.", &[]),
    ] {
        assert_eq!(nameless(marked), expected, "{marked}");
    }
}

#[test]
fn names_of_people() {
    check(&[
        ("[Lena Ortiz]PERSON spoke. [Ortiz]PERSON left.", &["Lena Ortiz = Ortiz"]),
        ("[LENA ORTIZ]PERSON WINS\n[Lena Ortiz]PERSON won.", &["LENA ORTIZ = Lena Ortiz"]),
        ("[Ortiz]PERSON wins\n[Lena Ortiz]PERSON won.", &["Ortiz = Lena Ortiz"]),
        ("[Lena Ortiz]PERSON met [Juan Ortiz]PERSON. [Ortiz]PERSON left.", &["Juan Ortiz = Ortiz"]),
        (
            "[Lena Maria Ortiz]PERSON spoke. [Lena Ortiz]PERSON left.",
            &["Lena Maria Ortiz = Lena Ortiz"],
        ),
        ("[L. Ortiz]PERSON spoke. [Lena Ortiz]PERSON left.", &["L. Ortiz = Lena Ortiz"]),
        (
            "[Mohammed Tazi]PERSON spoke. [Mohammad Tazi]PERSON left.",
            &["Mohammed Tazi = Mohammad Tazi"],
        ),
        ("[Lena Ortiz]PERSON spoke. [Pia Ortiz]PERSON left.", &[]),
        ("[Lena Ortiz]PERSON (born [Pia Moss]PERSON) sang.", &["Lena Ortiz = Pia Moss"]),
        ("[Lena Ortiz]PERSON, better known as [Pia Moss]PERSON, sang.", &["Lena Ortiz = Pia Moss"]),
        ("[Lena Ortiz]PERSON and [Pia Moss]PERSON sang.", &[]),
        ("[Paris]GPE cheered [Paris]PERSON.", &[]),
        ("[Olena Kovalenko]PERSON spoke. [Kowalenko]PERSON left.", &[]),
    ]);
}

#[test]
fn names_of_bodies() {
    check(&[
        (
            "The [River Trade Council]ORG ([RTC]ORG) met. The [RTC]ORG left.",
            &["River Trade Council = RTC = RTC"],
        ),
        ("The [Front of National Unity]ORG, or [FNU]ORG, met.", &["Front of National Unity = FNU"]),
        (
            "The [RTC]ORG met. Later the [River Trade Council]ORG left.",
            &["RTC = River Trade Council"],
        ),
        ("[Borealis Group]ORG rose. [Borealis]ORG fell.", &["Borealis Group = Borealis"]),
        ("[Borealis Group]ORG rose. [Kosti Group]ORG fell.", &[]),
        ("[Borealis]ORG (formerly [Kosti Steel]ORG) rose.", &["Borealis = Kosti Steel"]),
        ("She works at [Borealis]ORG, formerly [Kosti Steel]ORG.", &[]),
        ("[Kahrabad]GPE and [Kahrebad]GPE are one town.", &["Kahrabad = Kahrebad"]),
        ("[Marlow]GPE cheered [Marlow]ORG.", &[]),
    ]);
}

#[test]
fn values_of_one_form() {
    check(&[
        ("On [Monday]DATE it rained; [monday]DATE was wet.", &["Monday = monday"]),
        ("On [Monday]DATE it rained; [Tuesday]DATE was wet.", &[]),
    ]);
}

#[test]
fn descriptions_and_pronouns() {
    check(&[
        (
            "A rebel group called [Iron Dawn]ORG fought [Red Wing]ORG. The group has grown.",
            &["Iron Dawn = The group"],
        ),
        (
            "[Borealis Oil]ORG rose. The company said it was glad.",
            &["Borealis Oil = The company = it"],
        ),
        (
            "[Norlandic]NORP police arrested [Omar Said]PERSON. Police told [Lena Ortiz]PERSON.",
            &["Norlandic = Police"],
        ),
        ("[Borealis Oil]ORG rose. The company board met.", &[]),
        ("[Lena Ortiz]PERSON spoke. She left.", &["Lena Ortiz = She"]),
        ("The [Veria]GPE-backed leader met [Lena Ortiz]PERSON.", &[]),
    ]);
}

#[cfg(feature = "embedded")]
#[test]
fn what_the_lists_know() {
    check(&[
        ("[United States]GPE and the [US]GPE and [Iran]GPE.", &["United States = US"]),
        ("[Iranian]NORP and [Iranians]NORP in [Iran]GPE.", &["Iranian = Iranians"]),
        (
            "[Mary Stone]PERSON met [John Reed]PERSON. He left, she stayed.",
            &["Mary Stone = she", "John Reed = He"],
        ),
        ("[Niger]GPE borders [Nigeria]GPE.", &[]),
        ("[Kenya]GPE is calm. The country has held elections.", &["Kenya = The country"]),
        ("Mr. [Stone]PERSON left. Mrs. [Mary Stone]PERSON stayed.", &[]),
        (
            "[George]PERSON and [Elena Markov]PERSON left. [George Markov]PERSON came back.",
            &["George = George Markov"],
        ),
        (
            "[Clarence Thomas]PERSON left. [Thomas]PERSON and [Neil Gorsuch]PERSON met.",
            &["Clarence Thomas = Thomas"],
        ),
        ("[Elena Markov]PERSON left. [Elena]PERSON came back.", &["Elena Markov = Elena"]),
        ("[Elena Markov]PERSON met [Elena Rossi]PERSON. [Elena]PERSON left.", &[]),
        ("[Pia Holm]PERSON said: \"You see the roof go.\"", &[]),
        ("[Pia Holm]PERSON told [Omar Said]PERSON: \"You must go.\"", &["Omar Said = You"]),
    ]);
}

#[test]
fn a_reflexive_right_behind_a_name_is_its_own() {
    check(&[(
        "[Pia Holm]PERSON met [Omar Said]PERSON. She talked to [Fred Moss]PERSON himself.",
        &["Pia Holm = She", "Fred Moss = himself"],
    )]);
}

#[test]
fn a_name_of_birth_is_not_what_somebody_is_called() {
    for (marked, expected) in [
        ("[Tessa Tarrow]PERSON (born [Anna Mae Block]PERSON) sang.", "Tessa Tarrow"),
        ("[Lola Star]PERSON (née [Mary Ann Plum]PERSON) sang.", "Lola Star"),
        ("[Star]PERSON, also known as [Mary Ann Plum]PERSON, sang.", "Mary Ann Plum"),
    ] {
        let mut doc: Document = bracketed(marked);
        (doc.mentions, doc.entities) = resolve(&doc, &knowledge());
        let names: Vec<_> = doc.entities.iter().map(|entity| entity.name.as_str()).collect();
        assert_eq!(names, [expected], "{marked}");
    }
}

#[cfg(feature = "embedded")]
#[test]
fn a_surname_of_the_text_is_no_forename() {
    for (marked, expected) in [
        ("[Lou Harker]PERSON and [Mark May]PERSON left. [May]PERSON spoke.", 2),
        ("[Lou Harker]PERSON and [Mark Moss]PERSON left. [May]PERSON spoke.", 3),
    ] {
        let mut doc: Document = bracketed(marked);
        (doc.mentions, doc.entities) = resolve(&doc, &knowledge());
        assert_eq!(doc.entities.len(), expected, "{marked}");
    }
}

#[cfg(feature = "embedded")]
#[test]
fn a_pair_with_one_surname_are_two_full_names() {
    for (marked, expected) in [
        ("[George]PERSON and [Elena Markov]PERSON gave it.", ["George Markov", "Elena Markov"]),
        ("[Mary]PERSON and [Paul Orwell]PERSON left.", ["Mary Orwell", "Paul Orwell"]),
        ("[Thomas]PERSON and [Neil Gorsuch]PERSON met.", ["Thomas", "Neil Gorsuch"]),
    ] {
        let mut doc: Document = bracketed(marked);
        (doc.mentions, doc.entities) = resolve(&doc, &knowledge());
        let names: Vec<_> = doc.entities.iter().map(|entity| entity.name.as_str()).collect();
        assert_eq!(names, expected, "{marked}");
    }
}
