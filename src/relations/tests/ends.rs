//! Who does not stand at the end of a relation, though his name or a trigger word is there.

use super::constructions::check;

#[test]
fn a_few_of_a_people_are_not_the_people() {
    check(&[
        ("[French]NORP students go to [Portugal]GPE for free college.", &[]),
        ("[Libyan]NORP militants attacked [Tunisia]GPE.", &[]),
        ("[Kenyan]NORP workers attacked [Borealis]ORG.", &[]),
        ("[Norland]GPE fought [Verian]NORP insurgents.", &[]),
        ("[Norland]GPE arrested two [Verian]NORP tourists.", &["Norland arrests Verian"]),
        ("[Iron Dawn]ORG militants attacked [Kandar]GPE.", &["Iron Dawn attacks Kandar"]),
        ("[Verian]NORP troops attacked [Norland]GPE.", &["Verian attacks Norland"]),
        ("[Norland]GPE sent young fighters to [Veria]GPE.", &[]),
    ]);
}

#[test]
fn buildings_and_places_besiege_nothing() {
    check(&[
        (
            "A sign hung on [Pine Street]FAC, surrounded by [Zentrix]ORG headquarters buildings.",
            &[],
        ),
        ("[Arden]GPE is surrounded by [Norland]GPE.", &[]),
        ("[Arden]GPE was surrounded by [Norlandic]NORP troops.", &["Norlandic besieges Arden"]),
        ("[Redwing]ORG surrounded [Portia]GPE.", &["Redwing besieges Portia"]),
    ]);
}

#[test]
fn in_sport_nobody_is_robbed() {
    check(&[
        (
            "[Niels Brandt]PERSON fired in after [Jonas Okafor]PERSON robbed [Tariq Selim]PERSON.",
            &[],
        ),
        ("[Marco Silva]PERSON stole the ball from [Ben Carter]PERSON.", &[]),
        (
            "[Jonas Okafor]PERSON robbed [Tariq Selim]PERSON.",
            &["Jonas Okafor commits_crime_against Tariq Selim"],
        ),
        (
            "The goalkeeper [Jonas Okafor]PERSON robbed [Tariq Selim]PERSON, police said.",
            &["Jonas Okafor commits_crime_against Tariq Selim | alleged | says police"],
        ),
        // One word that a match has, too, makes no match.
        (
            "[Norland]GPE attacked [Veria]GPE on 300 days in the first half of the year.",
            &["Norland attacks Veria"],
        ),
        ("[Norland]GPE attacked [Veria]GPE to tackle smugglers.", &["Norland attacks Veria"]),
    ]);
}

#[test]
fn a_duty_is_no_deed() {
    check(&[
        ("[Norland]GPE would have to ask [Veria]GPE for help.", &[]),
        ("[Norland]GPE needs to attack [Veria]GPE.", &[]),
        (
            "[Norland]GPE had to ask [Veria]GPE for help.",
            &["Norland demands_of Veria | about: help"],
        ),
        ("[Norland]GPE won't recognise [Veria]GPE.", &[]),
        ("[Norland]GPE recognised [Veria]GPE.", &["Norland supports Veria"]),
    ]);
}

#[test]
fn the_subject_is_not_the_nearest_name() {
    check(&[
        (
            "[Iran]GPE, which had for months and despite warnings from the [United Nations]ORG, threatened a strike, \
             attacked [Pakistan]GPE.",
            &[],
        ),
        (
            "[France]GPE, [Emmanuel Macron]PERSON told reporters in [Paris]GPE, would send tanks to [Ukraine]GPE.",
            &["France arms Ukraine | planned | says Emmanuel Macron"],
        ),
        (
            "[Norland]GPE, [Omar Said]PERSON said on [Monday]DATE, will attack [Veria]GPE.",
            &["Norland attacks Veria | planned | says Omar Said"],
        ),
        (
            "[Beats]ORG was bought by [Apple]ORG, which is headed by [Tim Cook]PERSON, for [$3 billion]MONEY.",
            &["Apple acquired Beats", "Tim Cook holds_post Apple"],
        ),
        (
            "[Turkey]GPE, a member of [NATO]ORG since [1952]DATE and a candidate for the [European Union]ORG, condemned \
             [Israel]GPE.",
            &["Turkey member_of NATO | when: 1952", "Turkey criticises Israel"],
        ),
    ]);
}

#[test]
fn a_place_before_a_clause_does_not_lie_in_its_subject() {
    check(&[
        (
            "Neither [France]GPE nor, despite pressure from [Washington]GPE, [Germany]GPE condemned [Israel]GPE.",
            &["Germany criticises Israel | not"],
        ),
        (
            "After talks in [Geneva]GPE, [France]GPE condemned [Israel]GPE.",
            &["France criticises Israel"],
        ),
    ]);
}

/// By all that Gloss knows: subject, relation, object and who says so.
#[cfg(feature = "embedded")]
fn told(text: &str) -> Vec<String> {
    let knowledge = crate::knowledge::Knowledge::builtin();
    let doc = crate::annotate(text, &knowledge, &crate::Options::default());
    doc.relations.iter().map(|relation| super::sentence(&doc, relation)).collect()
}

#[cfg(feature = "embedded")]
#[test]
fn the_country_of_a_place_is_not_guessed_among_two() {
    let says_where =
        |text: &str| told(text).into_iter().any(|line| line.starts_with("Mirandel located_in"));
    let accord = "Norway and Finland signed an accord with the region of Mirandel.";
    for (end, is_told) in [
        (
            "Attacks in the country's southwestern Mirandel province worried Norway and Finland.",
            false,
        ),
        ("Norway's envoy spoke of attacks in the country's southern Mirandel province.", true),
        ("Soldiers spoke of attacks in the region's southern Mirandel province.", false),
    ] {
        assert_eq!(says_where(&format!("{accord} {end}")), is_told, "{end}");
    }
}

#[cfg(feature = "embedded")]
#[test]
fn nothing_hangs_on_a_company_that_may_be_either_of_two() {
    let is_told =
        |text: &str| told(text).into_iter().any(|line| line.contains("criticises Acme Bank"));
    assert!(!is_told("Borealis Oil bought Kosti Steel. The company criticised Acme Bank."));
    assert!(is_told("Norland praised Borealis Oil. The company criticised Acme Bank."));
}

#[cfg(feature = "embedded")]
#[test]
fn officials_speak_for_a_country_and_not_for_its_adjective() {
    let text = "Norwegian officials signed an accord in Norway. Anna Lind met Omar Said in Oslo, officials said on Monday.";
    let met: Vec<_> = told(text).into_iter().filter(|line| line.contains("met_with")).collect();
    assert_eq!(met.len(), 1);
    assert!(!met[0].contains("says Norwegian"), "{met:?}");
}
