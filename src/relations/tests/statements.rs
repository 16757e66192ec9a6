//! What the article says, and what it only tells of others' words: denials, doubts, accusations.

use super::{annotated, constructions::check, sentence};

#[test]
fn what_is_denied_is_not_so() {
    check(&[
        (
            "[Norland]GPE denied it attacked [Veria]GPE.",
            &["Norland attacks Veria | not | says Norland"],
        ),
        (
            "[Norland]GPE denied that it arms [Iron Dawn]ORG.",
            &["Norland arms Iron Dawn | not | says Norland"],
        ),
        (
            "[Norland]GPE has denied it had attacked [Veria]GPE.",
            &["Norland attacks Veria | not | says Norland"],
        ),
        (
            "[Norland]GPE denied on [Monday]DATE that its forces had bombed [Kandar]GPE.",
            &["Norland bombs Kandar | not | says Norland"],
        ),
        (
            "[Norland]GPE denied claims that it arms [Iron Dawn]ORG.",
            &["Norland arms Iron Dawn | not | says Norland"],
        ),
        (
            "[Pia Holm]PERSON disputed that [Veria]GPE planned to attack [Norland]GPE.",
            &["Veria attacks Norland | not | planned | says Pia Holm"],
        ),
        // What stands beside the denial keeps its own standing.
        (
            "[Norland]GPE denied it arms [Iron Dawn]ORG and accused [Veria]GPE of sheltering [Omar Said]PERSON.",
            &[
                "Norland arms Iron Dawn | not | says Norland",
                "Norland accuses Veria | about: sheltering Omar Said",
                "Veria shelters Omar Said | alleged",
            ],
        ),
        (
            "[Norland]GPE denied that [Iron Dawn]ORG, which attacked [Kandar]GPE, met [Pia Holm]PERSON.",
            &[
                "Iron Dawn attacks Kandar | possible",
                "Iron Dawn met_with Pia Holm | not | says Norland",
            ],
        ),
        (
            "[Norland]GPE denied the charge, but [Veria]GPE bombed [Kandar]GPE.",
            &["Veria bombs Kandar"],
        ),
    ]);
}

#[test]
fn what_is_not_confirmed_may_be_so() {
    check(&[
        (
            "[Norland]GPE did not confirm that it had attacked [Veria]GPE.",
            &["Norland attacks Veria | possible"],
        ),
        (
            "[Norland]GPE has not confirmed that its forces captured [Kandar]GPE.",
            &["Norland took_over Kandar | possible"],
        ),
        (
            "[Norland]GPE has not admitted that it bombed [Veria]GPE.",
            &["Norland bombs Veria | possible"],
        ),
        (
            "[Norland]GPE refused to say whether it had bombed [Veria]GPE.",
            &["Norland bombs Veria | possible"],
        ),
        (
            "[Norland]GPE did not deny that it had bombed [Veria]GPE.",
            &["Norland bombs Veria | possible"],
        ),
        (
            "[Pia Holm]PERSON could not verify that [Norland]GPE had bombed [Veria]GPE.",
            &["Norland bombs Veria | possible"],
        ),
        (
            "There is no evidence that [Norland]GPE bombed [Veria]GPE.",
            &["Norland bombs Veria | possible"],
        ),
        (
            "[Norland]GPE confirmed that it had bombed [Veria]GPE.",
            &["Norland bombs Veria | says Norland"],
        ),
    ]);
}

#[test]
fn an_accusation_is_no_fact() {
    check(&[
        (
            "[Relief]ORG had alleged that [Norland]GPE attacked [Veria]GPE.",
            &["Norland attacks Veria | alleged | says Relief"],
        ),
        (
            "[Veria]GPE blamed [Norland]GPE for the attack, which killed [Omar Said]PERSON.",
            &[
                "Veria accuses Norland | about: the attack",
                "Norland kills Omar Said | alleged | says Veria",
            ],
        ),
        (
            "[Veria]GPE blamed [Norland]GPE for the explosion near the bridge that killed [Omar Said]PERSON.",
            &[
                "Veria accuses Norland | about: the explosion near the bridge that killed Omar Said",
                "Norland kills Omar Said | alleged | says Veria",
            ],
        ),
        (
            "[Pia Holm]PERSON met [Iron Dawn]ORG after the blast, which killed [Omar Said]PERSON.",
            &["Pia Holm met_with Iron Dawn"],
        ),
        (
            "[Veria]GPE accused [Omar Said]PERSON of hiding bribes.",
            &["Veria accuses Omar Said | about: hiding bribes"],
        ),
    ]);
}

#[test]
fn a_date_belongs_to_the_verb_of_its_clause() {
    check(&[
        (
            "[Pia Holm]PERSON, who won a prize in [2019]DATE, was born in [Quito]GPE.",
            &["Pia Holm born_in Quito"],
        ),
        (
            "[Pia Holm]PERSON, who was jailed in [2022]DATE, is married to [Omar Said]PERSON.",
            &["Pia Holm spouse_of Omar Said"],
        ),
        ("[Omar Said]PERSON was arrested in [2022]DATE and extradited to [Veria]GPE.", &[]),
        (
            "[Omar Said]PERSON left in [2022]DATE and married [Pia Holm]PERSON.",
            &["Omar Said spouse_of Pia Holm"],
        ),
        (
            "On [Monday]DATE [Pia Holm]PERSON met [Omar Said]PERSON.",
            &["Pia Holm met_with Omar Said | when: Monday"],
        ),
        (
            "[Pia Holm]PERSON, the minister, on [Monday]DATE met [Omar Said]PERSON.",
            &["Pia Holm met_with Omar Said | when: Monday"],
        ),
    ]);
}

#[test]
fn who_speaks_and_who_acts() {
    check(&[
        (
            "If [Chile]GPE expels [Omar Said]PERSON, [Veria]GPE will lose a channel, warned [Pia Holm]PERSON.",
            &["Chile expels Omar Said | possible | says Pia Holm"],
        ),
        ("[Pia Holm]PERSON, the minister, warned [Veria]GPE.", &["Pia Holm warns Veria"]),
        ("[Chile]GPE's top military official travelled to [Kandar]GPE.", &[]),
        ("[Chilean]NORP officials travelled to [Kandar]GPE.", &["Chilean visited Kandar"]),
        ("[Chile]GPE's central bank fired [Omar Said]PERSON.", &[]),
        ("[Chile]GPE's government fired [Omar Said]PERSON.", &["Chile dismissed Omar Said"]),
        ("The stake was sold to a [Chilean]NORP investor, Chairman [Pia Holm]PERSON said.", &[]),
        ("The stake was sold to the chairman of [Borealis]ORG, [Pia Holm]PERSON said.", &[]),
        (
            "[Pia Holm]PERSON previously worked for [Borealis]ORG.",
            &["Pia Holm works_for Borealis | past"],
        ),
        ("[Pia Holm]PERSON works for [Borealis]ORG.", &["Pia Holm works_for Borealis"]),
    ]);
}

#[test]
fn what_somebody_without_a_name_says_is_told_as_said() {
    check(&[
        (
            "Unnamed officials said [Borealis]ORG had bribed [Omar Said]PERSON.",
            &["Borealis commits_crime_against Omar Said | alleged | says Unnamed officials"],
        ),
        (
            "[Pia Holm]PERSON met [Omar Said]PERSON, officials said.",
            &["Pia Holm met_with Omar Said | says officials"],
        ),
        (
            "[Pia Holm]PERSON will visit [Kandar]GPE, officials said.",
            &["Pia Holm visited Kandar | planned | says officials"],
        ),
        (
            "[Pia Holm]PERSON met [Omar Said]PERSON, a spokesman for [Borealis]ORG said.",
            &["Pia Holm met_with Omar Said | says Borealis"],
        ),
    ]);
}

#[test]
fn what_is_rejected_or_said_of_neither_is_no_fact() {
    check(&[
        (
            "[Veria]GPE rejected claims by [Norland]GPE that it had supplied weapons to [Redwing]ORG.",
            &["Veria rejects Norland", "Veria arms Redwing | not | says Veria"],
        ),
        (
            "Neither [Veria]GPE nor [Norland]GPE has sent troops to [Sorland]GPE.",
            &["Veria deploys_to Sorland | not", "Norland deploys_to Sorland | not"],
        ),
        ("It is not true that [Acme]ORG bought [Borealis]ORG.", &["Acme acquired Borealis | not"]),
    ]);
}

#[test]
fn what_the_article_says_itself_is_told_as_its_own() {
    for text in [
        "[Norland]GPE attacked [Veria]GPE. [Norland]GPE attacked [Veria]GPE, [Omar Said]PERSON said.",
        "[Omar Said]PERSON said [Norland]GPE attacked [Veria]GPE. [Norland]GPE attacked [Veria]GPE.",
    ] {
        let doc = annotated(text);
        let said: Vec<_> = doc.relations.iter().map(|relation| sentence(&doc, relation)).collect();
        assert_eq!(said, ["Norland attacks Veria"], "{text}");
    }
}

#[test]
fn what_is_said_again_keeps_every_sentence() {
    let doc = annotated(
        "[Norland]GPE may attack [Veria]GPE. [Norland]GPE attacked [Veria]GPE. [Veria]GPE was attacked by [Norland]GPE on \
         Monday.",
    );
    let said = doc.relations.iter().map(|relation| {
        let further = relation.further_evidence.iter().map(|span| doc.text.slice(*span));
        (sentence(&doc, relation), doc.text.slice(relation.evidence), further.collect::<Vec<_>>())
    });
    let further = vec!["Norland may attack Veria.", "Norland attacked Veria."];
    let fullest = "Veria was attacked by Norland on Monday.";
    let expected = ("Norland attacks Veria".to_owned(), fullest, further);
    assert_eq!(said.collect::<Vec<_>>(), [expected]);
}
