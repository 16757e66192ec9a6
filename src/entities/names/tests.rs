//! What the rules and lists find, row by row.

use super::{find_listed, word};
use crate::{document::EntityType, knowledge::Knowledge, testing::bracketed, text::ByteSpan};

/// Checks that exactly the marked names are found.
fn check(knowledge: &Knowledge, marked: &str) {
    let doc = bracketed(marked);
    let of = |mentions: &[crate::document::Mention]| -> Vec<(ByteSpan, EntityType)> {
        mentions.iter().map(|mention| (mention.span, mention.entity_type)).collect()
    };
    let lines = word::lines(&doc, &knowledge.lists);
    let found = find_listed(&doc, &lines, &knowledge.lists);
    assert_eq!(of(&found), of(&doc.mentions), "{marked}");
}

#[test]
fn names_are_found_whole_and_with_their_type() {
    let knowledge = Knowledge::builtin();
    for marked in [
        "[Zdeněk Hradil]PERSON was cleared. Prosecutors accused [Hradil]PERSON of fraud.",
        "[Juma bin Said]PERSON came first. She met [Bin Said]PERSON on Monday.",
        "She is the head of [Fenwick & Lowe]ORG, which prints books.",
        "They moved to [New York]GPE in spring.",
        "[New York]GPE is large.",
        "The tour of [New Zealand]GPE begins in May.",
        "They flew to [Tokyo]GPE and [London]GPE.",
        "[Lake Victoria]LOC is shallow.",
        "The minister met Ms [Arakawa]PERSON in [Osaka]GPE.",
        "He told Ms [van den Bergh]PERSON that it was late.",
        "Gen. [Issouf Kaboré]PERSON spoke to reporters.",
        "[Sri Lanka Cricket]ORG named the squad.",
        "The [Czech Union of Judges]ORG objected.",
        "The [6th Battalion]ORG left the camp.",
        "The [65th Air Division]ORG was moved.",
        "The [Movement for the Liberation of the Liptako]ORG freed them.",
        "They live in the village of [Tinabao]GPE near the river.",
        "The exchange [Coinmost]ORG collapsed in winter.",
        "The start-up [Tandrel]ORG and [Brightmind Inc.]ORG were founded in spring.",
        "A think-tank called [Larkhill]ORG praised it.",
        "Its president, [Vít Habr]PERSON, disagreed.",
        "A spokesman who calls himself [Abou Dounia]PERSON denied it.",
        "Defence Minister [Ousmane ag Mohamed]PERSON left early.",
        "A professor, [Park Ji-woo]PERSON, was less discreet.",
        "A spokeswoman, [He Jing]PERSON, said nothing.",
        "The bridge was built with [Nguyễn Thị Hạnh]PERSON in the north.",
        "The [Three Herons Bridge]FAC is closed.",
        "[India]GPE v [Pakistan]GPE is on Sunday.",
        "He sang “[The Road to Nowhere]WORK_OF_ART” twice.",
        "She left the [Department of Justice]ORG.\n\nMore News From the [Department of Justice]ORG.",
        "They read “[Winter Light]WORK_OF_ART” aloud.",
        "PLEASE DO NOT ENTER the building, they wrote.",
        "[Larkspur Capital]ORG owns it. The price displeased [Larkspur Capital]ORG.",
        "[George Shearing]PERSON played the piano.",
        "It cost US$1.1 billion to build.",
        "[Hassan Nasrallah]PERSON gave a speech.",
        "The [Derwent Herons]ORG won again.",
        "The [Iranian]NORP president arrived in [Tehran]GPE on Friday.",
        "President [Ebrahim Raisi]PERSON and Gen. [Asim Munir]PERSON met.",
        "[Mohammad Hossein Bagheri]PERSON is the chief of staff.",
        "The [Taliban]ORG took [Kabul]GPE.",
        "[Tehreek-e-Taliban Pakistan]ORG, or [TTP]ORG, denied it.",
        "Attacks in [Baluchistan]GPE worried [Islamabad]GPE.",
        "The [European Union]ORG and the [United States]GPE agreed.",
        "[Human Rights Watch]ORG published a report.",
        "The [University of Burundi]ORG is closed.",
        "She works at [Seoul National University]ORG in the city.",
        "The [African Development Bank]ORG ([AfDB]ORG) promised money.",
        "Coroner [William McLaughlin]PERSON heard the case.",
        "They crossed the [Wu River]LOC by ferry.",
        "[Mount Everest]LOC is cold.",
        "The [Women's World Cup]EVENT begins in [India]GPE.",
        "The [Treaty of Lisbon]LAW was signed.",
        "[Mary O'Brien]PERSON and [Peter McDonald]PERSON won.",
        "[John F. Kennedy]PERSON visited [Berlin]GPE.",
        "[Ludwig van Beethoven]PERSON was born in [Bonn]GPE.",
        "Mr [Smith]PERSON and Mrs [Jones]PERSON waited.",
        "[Ziwa Lines]ORG, a shipping company, grew.",
        "Police in [Paris]GPE arrested two [French]NORP citizens.",
        "The [Supreme Court]ORG ruled on Monday.",
        "[Goldman Sachs]ORG advised the board.",
        "Talks between [Kenya]GPE and [Tanzania]GPE went on.",
        "The [Kenyan]NORP government denied it.",
        "[Queen Elizabeth II]PERSON opened the bridge.",
        "The stadium in [Colombo]GPE was full of [Sri Lankan]NORP fans.",
        "Officials from the [Ministry of Defence]ORG left.",
        "[Brandl & Partners]ORG audited the bank.",
        "The founder of [Ostrel Dynamics]ORG resigned.",
        "Nobody had heard of the plan before Tuesday.",
        "[Nordhavn Maritime]ORG bought the ships. The yard said [Nordhavn]ORG would pay.",
    ] {
        check(&knowledge, marked);
    }
}
