//! Courts, companies and posts: who judged whom, who owns what, who has which post.

use super::{annotated, constructions::check, sentence};
use crate::{coref, knowledge::Knowledge, relations::extract, testing::bracketed};

#[test]
fn what_courts_do_is_no_accusation() {
    check(&[
        (
            "The [High Court]ORG convicted [Omar Said]PERSON of fraud and sentenced him to prison.",
            &[
                "High Court other Omar Said | about: fraud",
                "High Court other Omar Said | about: prison",
            ],
        ),
        (
            "The [High Court]ORG acquitted [Omar Said]PERSON of fraud.",
            &["High Court other Omar Said | about: fraud"],
        ),
        ("[Veria]GPE jailed [Omar Said]PERSON.", &["Veria arrests Omar Said"]),
        (
            "[Veria]GPE fined [Borealis]ORG [$4 million]MONEY for the leak.",
            &["Veria sanctions Borealis | about: the leak | amount: $4 million"],
        ),
        (
            "[Kenyan]NORP prosecutors indicted [Omar Said]PERSON for fraud.",
            &["Kenyan accuses Omar Said | about: fraud"],
        ),
        ("[Veria]GPE extradited [Omar Said]PERSON.", &["Veria other Omar Said"]),
        (
            "[Borealis]ORG bribed [Omar Said]PERSON in [2019]DATE.",
            &["Borealis commits_crime_against Omar Said | when: 2019"],
        ),
    ]);
}

#[test]
fn how_long_is_not_when() {
    let mut doc = bracketed(
        "[Pia Holm]PERSON jailed [Omar Said]PERSON for [six years]DATE on [Monday]DATE. \
         [Pia Holm]PERSON sentenced [Ana Paz]PERSON to [three years]DATE.",
    );
    for mention in &mut doc.mentions {
        mention.value = match mention.value.as_deref() {
            Some("three years") => Some("P3Y".to_owned()),
            Some("six years") => Some("P6Y".to_owned()),
            _ => continue,
        };
    }
    let knowledge = Knowledge::of_coreference();
    (doc.mentions, doc.entities) = coref::resolve(&doc, &knowledge);
    doc.relations = extract(&doc, &knowledge);
    let got: Vec<_> = doc.relations.iter().map(|relation| sentence(&doc, relation)).collect();
    assert_eq!(
        got,
        [
            "Pia Holm arrests Omar Said | when: Monday | about: six years",
            "Pia Holm other Ana Paz | about: three years"
        ]
    );
}

#[test]
fn owners_and_their_shares() {
    check(&[
        (
            "[Kosti Fund]ORG owns [38 %]PERCENT of [Borealis]ORG.",
            &["Kosti Fund owns Borealis | amount: 38 %"],
        ),
        (
            "[Kosti Fund]ORG holds a [12.5 per cent]PERCENT stake in [Borealis]ORG.",
            &["Kosti Fund owns Borealis | amount: 12.5 per cent"],
        ),
        (
            "[Kosti Fund]ORG has a controlling stake in [Borealis]ORG.",
            &["Kosti Fund owns Borealis"],
        ),
        (
            "[Kosti Fund]ORG, which has a [46 %]PERCENT stake in [Borealis]ORG, closed.",
            &["Kosti Fund owns Borealis | amount: 46 %"],
        ),
        (
            "[Kosti Fund]ORG raised its stake in [Borealis]ORG to [20 %]PERCENT.",
            &["Kosti Fund owns Borealis | amount: 20 %"],
        ),
        ("[Bora Line]ORG, a unit of [Borealis]ORG, closed.", &["Bora Line subsidiary_of Borealis"]),
        (
            "[Bora Line]ORG, a division of [Borealis]ORG, closed.",
            &["Bora Line subsidiary_of Borealis"],
        ),
        (
            "[Iron Guard]ORG, an elite unit of the [Verian Army]ORG, attacked [Kandar]GPE.",
            &["Iron Guard part_of Verian Army", "Iron Guard attacks Kandar"],
        ),
        ("The [Borealis]ORG-owned [Bora Line]ORG closed.", &["Borealis owns Bora Line"]),
        (
            "[Borealis]ORG bought a [40 %]PERCENT stake in [Bora Line]ORG from [Kosti Fund]ORG.",
            &["Borealis acquired Bora Line | amount: 40 %"],
        ),
        (
            "[Borealis]ORG bought a [40 %]PERCENT stake in [Bora Line]ORG for [$3 million]MONEY.",
            &["Borealis acquired Bora Line | amount: $3 million"],
        ),
        (
            "[Borealis]ORG is controlled by [Kosti Fund]ORG, which has a [46 %]PERCENT stake.",
            &["Kosti Fund owns Borealis"],
        ),
    ]);
}

#[test]
fn a_deal_that_is_not_done_is_planned() {
    check(&[
        (
            "[Borealis]ORG agreed to buy [Kosti Steel]ORG for [$4 million]MONEY.",
            &["Borealis acquired Kosti Steel | planned | amount: $4 million"],
        ),
        (
            "[Borealis]ORG plans to acquire [Kosti Steel]ORG.",
            &["Borealis acquired Kosti Steel | planned"],
        ),
        (
            "Shareholders discussed a proposed takeover of [Kosti Steel]ORG by [Borealis]ORG.",
            &["Borealis acquired Kosti Steel | planned"],
        ),
        (
            "[Borealis]ORG's planned purchase of [Kosti Steel]ORG was delayed.",
            &["Borealis acquired Kosti Steel | planned"],
        ),
        (
            "[Borealis]ORG's takeover of [Kosti Steel]ORG was blocked.",
            &["Borealis acquired Kosti Steel | not"],
        ),
        (
            "[Borealis]ORG dropped its bid for [Kosti Steel]ORG.",
            &["Borealis acquired Kosti Steel | not"],
        ),
        (
            "[Borealis]ORG made an offer for [Kosti Steel]ORG in [May]DATE.",
            &["Borealis acquired Kosti Steel | planned | when: May"],
        ),
        ("[Iron Dawn]ORG's takeover of [Kandar]GPE was swift.", &["Iron Dawn took_over Kandar"]),
        (
            "[Borealis]ORG completed its acquisition of [Kosti Steel]ORG.",
            &["Borealis acquired Kosti Steel"],
        ),
    ]);
}

#[test]
fn posts_by_verbs() {
    check(&[
        (
            "[Borealis]ORG CEO [Pia Holm]PERSON spoke.",
            &["Pia Holm holds_post Borealis | role: CEO"],
        ),
        (
            "[Borealis]ORG's chief executive, [Pia Holm]PERSON, spoke.",
            &["Pia Holm holds_post Borealis | role: chief executive"],
        ),
        (
            "[Borealis]ORG named [Pia Holm]PERSON as chief executive.",
            &["Borealis appointed Pia Holm | role: chief executive"],
        ),
        (
            "[Borealis]ORG named [Pia Holm]PERSON chief executive on [Monday]DATE.",
            &["Borealis appointed Pia Holm | when: Monday | role: chief executive"],
        ),
        (
            "[Pia Holm]PERSON was appointed chief executive of [Borealis]ORG.",
            &["Pia Holm holds_post Borealis | role: chief executive"],
        ),
        (
            "[Pia Holm]PERSON was named as chairwoman of [Borealis]ORG in [May]DATE.",
            &["Pia Holm holds_post Borealis | role: chairwoman"],
        ),
        (
            "[Pia Holm]PERSON stepped down as chief executive of [Borealis]ORG.",
            &["Pia Holm holds_post Borealis | past | role: chief executive"],
        ),
        (
            "[Pia Holm]PERSON, who served as finance minister of [Norway]GPE, died.",
            &["Pia Holm holds_post Norway | past | role: finance minister"],
        ),
        (
            "[Omar Said]PERSON succeeded [Pia Holm]PERSON as chairman of [Borealis]ORG.",
            &["Omar Said holds_post Borealis | role: chairman"],
        ),
        (
            "[Omar Said]PERSON is expected to step down as chairman of [Borealis]ORG.",
            &["Omar Said holds_post Borealis | past | planned | role: chairman"],
        ),
        (
            "[Omar Said]PERSON met [Pia Holm]PERSON as the chairman of [Borealis]ORG watched.",
            &["Omar Said met_with Pia Holm"],
        ),
    ]);
}

#[test]
fn several_posts_and_what_stands_before_one() {
    check(&[
        (
            "[Pia Holm]PERSON, president and chief executive of [Borealis]ORG, spoke.",
            &["Pia Holm holds_post Borealis | role: president and chief executive"],
        ),
        (
            "[Pia Holm]PERSON, [Kenya]GPE country director for [Shelter]ORG, spoke.",
            &["Pia Holm holds_post Shelter | role: director"],
        ),
        (
            "[Pia Holm]PERSON is a [Kandar]GPE-based correspondent for the [Ledger]ORG.",
            &["Pia Holm lives_in Kandar", "Pia Holm works_for Ledger | role: correspondent"],
        ),
    ]);
}

#[test]
fn the_post_is_in_the_country_of_the_nationality_word() {
    let doc = annotated(
        "[Kenya]GPE was quiet. The [Kenyan]NORP foreign minister [Pia Holm]PERSON spoke. \
         [Omar Said]PERSON, a [Kenyan]NORP engineer, left.",
    );
    // Only the lists know which country a nationality word means.
    let mut doc = doc;
    let link = crate::document::Link {
        kb: crate::document::KnowledgeBase::Wikidata,
        id: "Q114".to_owned(),
    };
    for entity in &mut doc.entities {
        match entity.name.as_str() {
            "Kenya" => entity.links = vec![link.clone()],
            "Kenyan" => entity.country = Some(link.clone()),
            _ => {}
        }
    }
    doc.relations = extract(&doc, &Knowledge::of_coreference());
    let got: Vec<_> = doc.relations.iter().map(|relation| sentence(&doc, relation)).collect();
    assert_eq!(
        got,
        ["Pia Holm holds_post Kenya | role: foreign minister", "Omar Said citizen_of Kenya"]
    );
    for relation in &doc.relations {
        let said = doc.mentions[relation.object_mention.index()].span;
        assert_eq!(doc.text.slice(said), "Kenyan", "the evidence stays in its sentence");
    }
}

#[test]
fn whom_a_description_in_commas_speaks_of() {
    check(&[
        (
            "\"No,\" said [Pia Holm]PERSON, [Borealis]ORG's chief executive, who flew to [Cairo]GPE on [Monday]DATE.",
            &[
                "Pia Holm holds_post Borealis | role: chief executive",
                "Pia Holm visited Cairo | when: Monday",
            ],
        ),
        (
            "[Norway]GPE blamed a rival militia, the [Sons of Iron]ORG.",
            &["Norway accuses Sons of Iron"],
        ),
        (
            "[Pia Holm]PERSON met her [Chilean]NORP counterpart, [Omar Said]PERSON, in [Cairo]GPE [last month]DATE.",
            &[
                "Pia Holm met_with Omar Said | when: last month | where: Cairo",
                "Omar Said holds_post Chilean | role: counterpart",
            ],
        ),
        (
            "[Norway]GPE bombed [Chile]GPE in [May]DATE, and [Chile]GPE expelled the ambassador, [Omar Said]PERSON, [two days later]DATE.",
            &["Norway bombs Chile | when: May", "Chile expels Omar Said | when: two days later"],
        ),
        (
            "[Pia Holm]PERSON called [Omar Said]PERSON \"a bandit\".",
            &["Pia Holm says_about Omar Said"],
        ),
        ("[Pia Holm]PERSON called [Omar Said]PERSON a bandit.", &["Pia Holm says_about Omar Said"]),
        (
            "[Pia Holm]PERSON called [Omar Said]PERSON on [Monday]DATE.",
            &["Pia Holm called Omar Said | when: Monday"],
        ),
        (
            "[Pia Holm]PERSON blamed [Iron Dawn]ORG, which she says is armed by [Chile]GPE.",
            &["Pia Holm accuses Iron Dawn", "Chile arms Iron Dawn | alleged | says Pia Holm"],
        ),
        (
            "[Norway]GPE and the [Redwing Front]ORG, a group that has fought the army, signed a ceasefire on [Monday]DATE.",
            &["Redwing Front fights army", "Norway agreed_with Redwing Front | when: Monday"],
        ),
    ]);
}

#[test]
fn what_belongs_to_another_phrase() {
    check(&[
        (
            "[Pia Holm]PERSON held talks with the foreign ministers of [Veria]GPE.",
            &["Pia Holm met_with Veria"],
        ),
        ("A round of talks with officials of [Veria]GPE ended.", &[]),
        (
            "[Pia Holm]PERSON urged [Omar Said]PERSON to press [Veria]GPE to leave.",
            &["Pia Holm demands_of Omar Said | about: to press Veria to leave"],
        ),
        ("They lived in the town of [Portia]GPE, [Norland]LOC, then.", &[]),
        (
            "Shops closed in [Jabla]GPE in the northern province of [Latakia]GPE.",
            &["Jabla located_in Latakia"],
        ),
        ("[Ana Paz]PERSON, [42]DATE, of [Quito]GPE, won.", &["Ana Paz lives_in Quito"]),
        ("[Ana Paz]PERSON, 42, of [Quito]GPE, won.", &["Ana Paz lives_in Quito"]),
        ("[Long March]ORG was executed by [Norland]GPE.", &[]),
    ]);
}

#[test]
fn names_beside_names() {
    check(&[
        (
            "[Borealis]ORG was founded by the brothers [Olav]PERSON and [Jens Dahl]PERSON.",
            &["Olav founded Borealis", "Jens Dahl founded Borealis", "Olav sibling_of Jens Dahl"],
        ),
        (
            "[Norway]GPE imposed sanctions on [Chile]GPE and on [Borealis]ORG.",
            &["Norway sanctions Chile", "Norway sanctions Borealis"],
        ),
        (
            "[Ana Paz]PERSON studied at [Kosti Institute]ORG and then at [Bora Academy]ORG.",
            &["Ana Paz educated_at Kosti Institute", "Ana Paz educated_at Bora Academy"],
        ),
        (
            "[Omar Said]PERSON of the [Kosti Institute]ORG, who was there, agreed.",
            &["Omar Said works_for Kosti Institute"],
        ),
        ("The [Wu River]LOC in [Guizhou]GPE rose.", &["Wu River located_in Guizhou"]),
        (
            "The drill was built by the [Swiss]NORP company [Alpdril]ORG.",
            &["Alpdril based_in Swiss"],
        ),
        ("The [Swiss]NORP-backed group [Iron Dawn]ORG left.", &[]),
        (
            "[Pia Holm]PERSON's new book, [Against Beauty]WORK_OF_ART, sold well.",
            &["Pia Holm makes Against Beauty"],
        ),
        ("[Norway]GPE bombed a camp inside [Chile]GPE.", &["Norway bombs Chile"]),
        (
            "They walked in [Lenakel]GPE, [Tanna]LOC, on [Friday]DATE.",
            &["Lenakel located_in Tanna"],
        ),
        (
            "[Norway]GPE complained at the [Fish Organization]ORG in [Geneva]GPE.",
            &["Fish Organization based_in Geneva"],
        ),
    ]);
}

#[test]
fn parties_and_creeds_have_members_not_citizens() {
    check(&[
        (
            "[Republican]NORP President [Omar Said]PERSON spoke.",
            &["Omar Said member_of Republican | role: President"],
        ),
        ("[Omar Said]PERSON, a [Catholic]NORP writer, spoke.", &["Omar Said member_of Catholic"]),
        ("[Borealis]ORG, a [Catholic]NORP school, closed.", &[]),
    ]);
}
