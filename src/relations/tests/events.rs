//! Events of the news: who stands behind the words for the actors, what is said without a verb of
//! its own, and of which category it is.

use super::{annotated, constructions::check, sentence};
use crate::{
    coref,
    document::{MentionKind, Named, RelationType},
    knowledge::Knowledge,
    relations::extract,
    testing::bracketed,
    text::EntityId,
};

#[test]
fn actors_without_a_name_of_their_own() {
    check(&[
        ("A group of [Kenyan]NORP diplomats met [Pia Holm]PERSON.", &["Kenyan met_with Pia Holm"]),
        (
            "Thousands of [Kenyans]NORP protested against [Omar Said]PERSON.",
            &["Kenyans protests_against Omar Said"],
        ),
        (
            "More than 200 [Kenyan]NORP workers protested against [Borealis]ORG.",
            &["Kenyan protests_against Borealis"],
        ),
        ("[Veria]GPE arrested at least 30 [Kenyan]NORP fishermen.", &["Veria arrests Kenyan"]),
        (
            "[Pia Holm]PERSON held talks with leaders of [Veria]GPE's government.",
            &["Pia Holm met_with Veria"],
        ),
        ("[Pia Holm]PERSON met the president of [Veria]GPE.", &["Pia Holm met_with Veria"]),
        (
            "[Veria]GPE's president, [Omar Said]PERSON, met [Pia Holm]PERSON.",
            &["Omar Said holds_post Veria | role: president", "Omar Said met_with Pia Holm"],
        ),
        ("[Veria]GPE along with its allies attacked [Norland]GPE.", &["Veria attacks Norland"]),
        (
            "[Iron Dawn]ORG fighters hiding in the hills attacked [Kandar]GPE.",
            &["Iron Dawn attacks Kandar"],
        ),
        (
            "The [Iron Dawn]ORG separatist movement attacked [Kandar]GPE.",
            &["Iron Dawn attacks Kandar"],
        ),
        // A town's name does not tell whose court it is.
        ("A court in [Kandar]GPE acquitted [Omar Said]PERSON.", &["court other Omar Said"]),
        ("The [Kandar]GPE-based court acquitted [Omar Said]PERSON.", &[]),
        ("The [Port Authority]ORG (PA) sued [Borealis]ORG.", &["Port Authority sues Borealis"]),
    ]);
}

#[test]
fn two_acts_without_a_type_are_not_one_and_a_won_election_is_no_attack() {
    check(&[
        (
            "[Iron Dawn]ORG protested in [Kandar]GPE. [Iron Dawn]ORG imposed a curfew in [Kandar]GPE.",
            &["Iron Dawn other Kandar", "Iron Dawn other Kandar"],
        ),
        (
            "[Pia Holm]PERSON beat [Omar Said]PERSON in the election.",
            &["Pia Holm defeats Omar Said | about: the election"],
        ),
    ]);
}

#[test]
fn what_is_done_to_a_thing_is_done_to_its_owner() {
    check(&[
        ("[Veria]GPE rejected [Norland]GPE's border map.", &["Veria rejects Norland"]),
        ("[Veria]GPE flatly rejected a [Kenyan]NORP plan.", &["Veria rejects Kenyan"]),
        ("[Veria]GPE condemned a ban by [Norland]GPE.", &["Veria criticises Norland"]),
        ("[Veria]GPE condemned [Norland]GPE's actions.", &["Veria criticises Norland"]),
        (
            "[Iron Dawn]ORG hijacked a [Kenyan]NORP tanker.",
            &["Iron Dawn commits_crime_against Kenyan"],
        ),
        ("[Veria]GPE shelled villages in [Kandar]GPE.", &["Veria bombs Kandar"]),
        // But not where the owner suffers it, or is a person's.
        ("[Veria]GPE condemned the killing of [Omar Said]PERSON.", &[]),
        ("[Veria]GPE condemned [Omar Said]PERSON's arrest.", &[]),
        ("[Veria]GPE condemned [Omar Said]PERSON's brother.", &[]),
        ("[Pia Holm]PERSON praised [Kenyan]NORP food.", &[]),
    ]);
}

#[test]
fn receivers_before_what_they_get() {
    check(&[
        ("[Veria]GPE gave [Norland]GPE a loan.", &["Veria aids Norland"]),
        ("[Veria]GPE gave [Norland]GPE aid.", &["Veria aids Norland"]),
        (
            "[Veria]GPE gave [Norland]GPE [$5 million]MONEY of aid.",
            &["Veria aids Norland | amount: $5 million"],
        ),
        ("[Veria]GPE sent 40 tons of food aid to [Norland]GPE.", &["Veria aids Norland"]),
        ("[Veria]GPE sold [Norland]GPE weapons.", &["Veria arms Norland"]),
    ]);
}

#[test]
fn words_between_the_verb_and_its_object() {
    check(&[
        (
            "[Veria]GPE rejected on [Monday]DATE an offer by [Norland]GPE.",
            &["Veria rejects Norland | when: Monday"],
        ),
        ("[Kenyan]NORP prisoners rioted at the jail in [Kandar]GPE.", &["Kenyan other Kandar"]),
    ]);
}

#[test]
fn what_somebody_must_do() {
    check(&[
        (
            "[Pia Holm]PERSON said on [Monday]DATE that [Veria]GPE must leave.",
            &["Pia Holm demands_of Veria | says Pia Holm"],
        ),
        ("[Pia Holm]PERSON said the bridge must be rebuilt.", &[]),
        ("[Veria]GPE must leave.", &[]),
        ("[Pia Holm]PERSON said [Veria]GPE must be told.", &[]),
    ]);
}

#[test]
fn who_is_behind_a_description() {
    check(&[
        ("[Borealis]ORG is a company headquartered in [Oslo]GPE.", &["Borealis based_in Oslo"]),
        (
            "[Ana Paz]PERSON was a singer who married [Luis Vega]PERSON.",
            &["Ana Paz spouse_of Luis Vega"],
        ),
        (
            "[Ana Paz]PERSON (born [1933]DATE in [Quito]GPE) is a singer.",
            &["Ana Paz born_in Quito | when: 1933"],
        ),
        ("Born in [Quito]GPE, [Ecuador]GPE, [Ana Paz]PERSON sang.", &["Ana Paz born_in Quito"]),
        (
            "[Ana Paz]PERSON is founder, president and chairwoman of [Borealis]ORG.",
            &["Ana Paz holds_post Borealis | role: founder, president and chairwoman"],
        ),
        (
            "[Ana Paz]PERSON, a lawyer and the chairwoman of [Borealis]ORG, left.",
            &["Ana Paz holds_post Borealis | role: chairwoman"],
        ),
        (
            "[Ana Paz]PERSON met the king and the president of [Veria]GPE.",
            &["Ana Paz met_with Veria"],
        ),
        // An attack's place does not kill.
        ("The attacks in [Kandar]GPE, which killed [Omar Said]PERSON, were condemned.", &[]),
        (
            "[Iron Dawn]ORG, which killed [Omar Said]PERSON, was condemned.",
            &["Iron Dawn kills Omar Said"],
        ),
    ]);
}

#[test]
fn phrases_beside_any_verb() {
    check(&[
        (
            "[Kenyan]NORP miners walked out in protest against [Borealis]ORG.",
            &["Kenyan protests_against Borealis"],
        ),
        (
            "Thousands of [Kenyans]NORP sang in support of [Pia Holm]PERSON.",
            &["Kenyans supports Pia Holm"],
        ),
        (
            "[Kenyan]NORP miners marched to demand the resignation of [Pia Holm]PERSON.",
            &["Kenyan protests_against Pia Holm"],
        ),
        ("The sea rose in support of [Pia Holm]PERSON.", &[]),
    ]);
}

#[test]
fn categories_of_what_is_announced_or_refused() {
    let cases = [
        ("[Veria]GPE aided [Norland]GPE.", "AID"),
        ("[Veria]GPE will aid [Norland]GPE.", "AGREE"),
        ("[Veria]GPE agreed to visit [Norland]GPE.", "AGREE"),
        ("[Veria]GPE refused to aid [Norland]GPE.", "REJECT"),
        ("[Veria]GPE will not aid [Norland]GPE.", "REJECT"),
        ("[Veria]GPE did not aid [Norland]GPE.", "AID"),
        ("[Veria]GPE will attack [Norland]GPE.", "THREATEN"),
        ("[Veria]GPE threatened to withdraw from [Norland]GPE.", "THREATEN"),
        ("[Veria]GPE will withdraw from [Norland]GPE.", "AGREE"),
        ("[Veria]GPE will withdraw from [Norland]GPE unless it pays.", "THREATEN"),
        ("[Veria]GPE will investigate [Norland]GPE.", "INVESTIGATE"),
        ("[Veria]GPE razed [Kandar]GPE.", "COERCE"),
        ("[Veria]GPE recaptured [Kandar]GPE.", "ASSAULT"),
        ("[Veria]GPE reached a deal with [Norland]GPE.", "AGREE"),
        ("[Veria]GPE signed a deal with [Norland]GPE.", "SUPPORT"),
        ("[Veria]GPE will sign a deal with [Norland]GPE.", "AGREE"),
        ("[Veria]GPE cut ties with [Norland]GPE.", "SANCTION"),
        ("[Veria]GPE indicted [Omar Said]PERSON.", "COERCE"),
    ];
    for (text, category) in cases {
        let doc = annotated(text);
        let found: Vec<_> = doc.relations.iter().filter_map(|relation| relation.class).collect();
        let names: Vec<_> = found.iter().copied().map(Named::name).collect();
        assert_eq!(names, [category], "{text}");
    }
}

#[test]
fn events_without_a_type_keep_their_words() {
    let doc = annotated("[Kenyan]NORP miners rallied on [Monday]DATE in [Kandar]GPE.");
    let [relation] = &doc.relations[..] else { panic!("{:?}", doc.relations) };
    assert_eq!(sentence(&doc, relation), "Kenyan other Kandar | when: Monday");
    assert_eq!(relation.label.as_deref(), Some("rallied in"));
    assert_eq!(relation.class.map(Named::name), Some("PROTEST"));
}

/// Whether "the country" is Veria or Norland, the ranking of coreference says; here it is given.
#[test]
fn nobody_attacks_a_place_of_his_own() {
    let located = |marked: &str, country: &str| -> Vec<String> {
        let mut doc = bracketed(marked);
        let knowledge = Knowledge::default();
        (doc.mentions, doc.entities) = coref::resolve(&doc, &knowledge);
        let named = |name: &str| doc.entities.iter().position(|entity| entity.name == name);
        let (phrase, country) = (named("the country"), named(country));
        for mention in &mut doc.mentions {
            if mention.entity.map(EntityId::index) == phrase {
                mention.kind = MentionKind::Nominal;
                mention.entity = country.map(EntityId::new);
            }
        }
        let relations = extract(&doc, &knowledge);
        let located = relations.iter().filter(|one| one.relation_type == RelationType::LocatedIn);
        located.map(|relation| sentence(&doc, relation)).collect()
    };
    let hit =
        "[Norland]GPE said [Veria]GPE had hit a village in [the country]GPE's western [Kandar]GPE.";
    assert_eq!(located(hit, "Norland"), ["Kandar located_in Norland | says Norland"]);
    assert!(located(hit, "Veria").is_empty());
    let sold = "[Veria]GPE sold a mine in [the country]GPE's western [Kandar]GPE.";
    assert_eq!(located(sold, "Veria"), ["Kandar located_in Veria"]);
}

#[test]
fn to_call_names_is_no_telephone_call() {
    check(&[
        (
            "[Omar Said]PERSON called [Ana Paz]PERSON a fine neighbour.",
            &["Omar Said says_about Ana Paz"],
        ),
        (
            "[Omar Said]PERSON called on [Ana Paz]PERSON to resign.",
            &["Omar Said demands_of Ana Paz | about: to resign"],
        ),
        ("[Omar Said]PERSON called on President [Ana Paz]PERSON.", &["Omar Said met_with Ana Paz"]),
    ]);
}

#[test]
fn a_courtesy_call_is_a_meeting_in_its_class_too() {
    let doc = annotated("[Omar Said]PERSON called on President [Ana Paz]PERSON.");
    let classes: Vec<_> = doc.relations.iter().map(|relation| relation.class).collect();
    assert_eq!(classes, [Some(crate::document::PloverClass::Consult)]);
}
