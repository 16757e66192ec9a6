//! What the article says, and what it only tells of others' words: denials, doubts, accusations.

use super::constructions::check;

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
