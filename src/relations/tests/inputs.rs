//! Whole texts, read by all stages with the built-in knowledge: kinds of sentences that once told something false, or
//! nothing.

use super::sentence;
use crate::{Options, annotate, knowledge::Knowledge};

/// Texts, and all that they say.
fn check(cases: &[(&str, &[&str])]) {
    let knowledge = Knowledge::builtin();
    for (text, expected) in cases {
        let doc = annotate(text, &knowledge, &Options::default());
        let found: Vec<_> = doc.relations.iter().map(|relation| sentence(&doc, relation)).collect();
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn nobody_does_what_somebody_without_a_name_did() {
    check(&[
        (
            "Sergeant Owen Tarrant said Lidia Bravik called the police on Monday. Bravik told Tarrant that her landlord had \
             shouted at her and that he threatened her with a knife.",
            &[],
        ),
        (
            "Constable Neil Orford said in a statement that Anna Petrich was found at her home. Petrich told officers that \
             her ex-husband had broken in and that he stabbed her.",
            &[],
        ),
        (
            "Minister Rolf Dahlen fled to the compound, a source, who said he had spoken to people inside, told the \
             Meridian Post.",
            &[],
        ),
        (
            "Teresa Vann told reporter Hal Brock that her manager sacked her after he groped her.",
            &[],
        ),
        (
            "Detective Marta Quell said Nora Pell reported the theft on Friday. Pell told Quell that her sister had lied to \
             her and that she threatened her with a gun.",
            &[],
        ),
        (
            "Senator Paul Renner left the hall, an aide, who said he had seen the vote, told the Harbor Times.",
            &[],
        ),
    ]);
}

#[test]
fn who_goes_and_who_comes() {
    check(&[
        (
            "Peter Hollins stepped down as chief financial officer of Corvid Systems in May.",
            &[
                "Peter Hollins holds_post Corvid Systems | past | when: May | role: chief financial officer",
            ],
        ),
        (
            "Sadiq was ousted as vice-president of Nordavia this month.",
            &["Sadiq holds_post Nordavia | past | when: this month | role: vice-president"],
        ),
        // Anne Mertz's firm is named in another sentence than she is.
        (
            "Corvid Systems said Peter Hollins is stepping down as the company's chief financial officer. Anne Mertz has \
             been appointed interim CFO.",
            &[
                "Peter Hollins holds_post Corvid Systems | past | planned | says Corvid Systems | role: chief financial officer",
            ],
        ),
        (
            "Halden founder Jon Mercer returned to lead the company this month as interim chief executive, replacing Dirk \
             Costa. Mercer is also the chief executive of Quadra.",
            &[
                "Jon Mercer founded Halden",
                "Jon Mercer holds_post Halden | role: interim chief executive",
                "Dirk Costa holds_post Halden | past",
                "Jon Mercer holds_post Quadra | role: chief executive",
            ],
        ),
        (
            "Velmora co-founder Ana Seidl returned to run the firm last week as interim CEO, succeeding Max Orth.",
            &[
                "Ana Seidl founded Velmora",
                "Ana Seidl holds_post Velmora | role: interim CEO",
                "Max Orth holds_post Velmora | past",
            ],
        ),
    ]);
}

#[test]
fn what_an_analyst_came_for() {
    check(&[
        (
            "Karim Sadiq, who has led Nordavia since 1982, resigned.",
            &["Karim Sadiq rules Nordavia | past | when: 1982"],
        ),
        (
            "Omar Belkadi, who has ruled Tarvia since 1995, stepped down.",
            &["Omar Belkadi rules Tarvia | past | when: 1995"],
        ),
        (
            "Karim Sadiq told President Lina Okoro by telephone that he was ill.",
            &["Karim Sadiq called Lina Okoro"],
        ),
        (
            "In 2002, Crimson Dawn militants killed 20 people in a car bombing outside a temple in the city of Velika.",
            &["Crimson Dawn kills people | when: 2002 | where: Velika"],
        ),
        (
            "Since January, gunmen loyal to the Red Banner executed 9 teachers on the Tarvian border.",
            &["Red Banner kills teachers | when: January | where: Tarvian border"],
        ),
        (
            "Dr. Eva Linz, president and CEO of Corvid Systems, thanked him.",
            &["Eva Linz holds_post Corvid Systems | role: president and CEO"],
        ),
        (
            "Hartwell, which owns Pelican Books and Quillon, is part of the Germany-based Ostermann group. Hartwell CEO Dean \
             Forbis said he was pleased with the deal.",
            &[
                "Hartwell owns Pelican Books",
                "Hartwell owns Quillon",
                "Hartwell part_of Ostermann",
                "Ostermann based_in Germany",
                "Dean Forbis holds_post Hartwell | role: CEO",
            ],
        ),
    ]);
}

#[test]
fn whose_the_post_is() {
    check(&[
        (
            "“The attack is meant to frighten tourists,” said Karim Belhaj, Morocco country director for Shelter Watch, a \
             Geneva-based rights group.",
            &[
                "Karim Belhaj holds_post Shelter Watch | role: director",
                "Shelter Watch based_in Geneva",
            ],
        ),
        (
            "Nadia Ferris is a Cairo-based correspondent for The Ledger.",
            &["Nadia Ferris lives_in Cairo", "Nadia Ferris works_for Ledger | role: correspondent"],
        ),
        (
            "Tom Reisz is a Berlin-based analyst for Orlan Research.",
            &["Tom Reisz lives_in Berlin", "Tom Reisz works_for Orlan Research | role: analyst"],
        ),
        (
            "Republican Governor Hal Brennick has been re-elected in Ohio.",
            &[
                "Hal Brennick member_of Republican | role: Governor",
                "Hal Brennick holds_post Ohio | role: Governor",
            ],
        ),
    ]);
}
