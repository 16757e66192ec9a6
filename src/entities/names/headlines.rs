//! Headlines in Title Case and capitals, each over an article that begins so; and datelines.

use crate::{
    annotate,
    document::{Document, MentionKind, Named as _},
    knowledge::Knowledge,
    pipeline::Options,
};

/// The names of the first line, each with its type.
fn in_headline(doc: &Document) -> Vec<String> {
    let end = doc.text.find('\n').unwrap_or(doc.text.len());
    let names = doc.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
    names
        .filter(|mention| mention.span.end() <= end)
        .map(|mention| format!("{} {}", mention.entity_type.name(), doc.text.slice(mention.span)))
        .collect()
}

/// Every difference of a table of headlines, articles, and the names in the headlines.
fn differences(table: &[(&str, &str, &[&str])]) -> Vec<String> {
    let knowledge = Knowledge::builtin();
    let mut differences = Vec::new();
    for (headline, article, expected) in table {
        let doc = annotate(&format!("{headline}\n\n{article}"), &knowledge, &Options::default());
        let found = in_headline(&doc);
        if found != *expected {
            differences.push(format!("{headline:?}: {found:?}, not {expected:?}"));
        }
    }
    differences
}

#[test]
fn names_in_headlines() {
    let failures = differences(&[
        (
            "Orvex Joins Telluma in Basel to Showcase New Battery at Energy Storage Summit",
            "Orvex, a Swiss company, will show a new battery at the Energy Storage Summit in Basel with Telluma, a maker \
             of cells. Orvex has 300 staff.",
            &["ORG Orvex", "ORG Telluma", "GPE Basel", "EVENT Energy Storage Summit"],
        ),
        (
            "LARKIN DREW NAMES PIETRO DELL'ORSO INTERIM CEO",
            "BASEL, Switzerland, May 4, 2020 — Larkin Drew AG announced today that Pietro dell'Orso, 58, has been named \
             interim chief executive officer.",
            &["ORG LARKIN DREW", "PERSON PIETRO DELL'ORSO"],
        ),
        (
            "Trump Vows to Lift Sudan Terror Listing",
            "President Donald Trump said on Monday that he would lift the listing of Sudan as a sponsor of terror.",
            &["PERSON Trump", "GPE Sudan"],
        ),
        (
            "Vantor Stumps Up $300m for New Game as Rival Ostra Stalls",
            "Vantor, a publisher, said it would pay $300m for a new game. Ostra, a rival company, has stalled.",
            &["ORG Vantor", "ORG Ostra"],
        ),
        (
            "QUILLON BANK FINED OVER ACCOUNTS IN MALTA",
            "Quillon Bank was fined on Tuesday over accounts in Malta. The lender said it was sorry.",
            &["ORG QUILLON BANK", "GPE MALTA"],
        ),
        (
            "Protests Grip Chile as Congress Debates Pension Reform",
            "Protests gripped Chile on Friday as Congress debated a reform of pensions.",
            &["GPE Chile", "ORG Congress"],
        ),
        (
            "Ivory Coast Bans Cocoa Exports After Heavy Rains",
            "Ivory Coast banned the export of cocoa on Monday after heavy rains.",
            &["GPE Ivory Coast"],
        ),
        (
            "Tessa Orwell Quits Meridian Post to Join Ledger",
            "Tessa Orwell, a reporter, has left the Meridian Post. She is to write for The Ledger, a newspaper.",
            &["PERSON Tessa Orwell", "ORG Meridian Post", "ORG Ledger"],
        ),
        (
            "NORVIK AND TARVIA SIGN PEACE ACCORD IN GENEVA",
            "The governments of Norvik and Tarvia signed a peace accord in Geneva on Monday. Norvik is to leave the \
             province of Delmare.",
            &["GPE NORVIK", "GPE TARVIA", "GPE GENEVA"],
        ),
        (
            "Man Held After Knife Attack in Leeds",
            "A man was held on Sunday after an attack with a knife in Leeds.",
            &["GPE Leeds"],
        ),
    ]);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Names whose words the network or a list takes for something else in other places.
#[test]
fn datelines_posts_and_large_words() {
    let failures = differences(&[
        (
            "GENEVA (AP) — Talks on the border were put off.",
            "They are to go on in Geneva in May.",
            &["GPE GENEVA", "ORG AP"],
        ),
        (
            "BASEL, Switzerland, May 4, 2020 — Larkin Drew AG has a new chief.",
            "The firm is based in Basel.",
            &["GPE BASEL", "GPE Switzerland", "ORG Larkin Drew AG"],
        ),
        (
            "A new Bill would require telephone firms to store data. The Bill passed on Monday.",
            "Opposition leader Bill Marlow opposed the Bill.",
            &[],
        ),
        (
            "Opposition leader Bill Marlow opposed the Bill.",
            "The Bill passed on Monday.",
            &["PERSON Bill Marlow"],
        ),
        (
            "Corvid Systems said that Peter Hollins is to be its Chief Financial Officer.",
            "The CFO will start in May.",
            &["ORG Corvid Systems", "PERSON Peter Hollins"],
        ),
        ("The CFO will start in May, and the CJI spoke to reporters.", "They met.", &[]),
        (
            "Former Idaho Supreme Court Justice Alan Reddick died on Monday.",
            "He was 80.",
            &["ORG Idaho Supreme Court", "PERSON Alan Reddick"],
        ),
        (
            "Federal Police Commissioner Jane Mottram paid tribute to him.",
            "He was 80.",
            &["ORG Federal Police", "PERSON Jane Mottram"],
        ),
        (
            "Saxophonist Ned Corliss will play with his children.",
            "The hall is full.",
            &["PERSON Ned Corliss"],
        ),
        (
            "Munir travelled to Tehran on a two-day visit.",
            "The military said that Munir met with the chief of staff there.",
            &["PERSON Munir", "GPE Tehran"],
        ),
    ]);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Written before the rules were made for others.
#[test]
fn names_in_headlines_kept_apart() {
    let failures = differences(&[
        (
            "Lift Sudan Sanctions, Aid Groups Urge European Union",
            "Aid groups on Monday urged the European Union to lift its sanctions on Sudan.",
            &["GPE Sudan", "ORG European Union"],
        ),
        (
            "Kelvane Buys Dutch Chip Maker Norrin for $2 Billion",
            "Kelvane Inc said on Tuesday that it had bought Norrin, a Dutch chip maker.",
            &["ORG Kelvane", "NORP Dutch", "ORG Norrin"],
        ),
        (
            "SENATE PASSES FARM BILL AS MARLA QUENTIN DISSENTS",
            "The Senate passed a farm bill on Tuesday. Senator Marla Quentin voted against it.",
            &["ORG SENATE", "PERSON MARLA QUENTIN"],
        ),
        (
            "Thousands March Through Nairobi After Court Frees Otieno",
            "Thousands of people marched through Nairobi on Friday after a court freed Peter Otieno, an opposition \
             leader.",
            &["GPE Nairobi", "PERSON Otieno"],
        ),
        (
            "Halvard Energy Names Ingrid Solberg Chief Financial Officer",
            "Halvard Energy has named Ingrid Solberg as its chief financial officer, it said on Monday.",
            &["ORG Halvard Energy", "PERSON Ingrid Solberg"],
        ),
        (
            "STORM OLGA HITS PORTUGAL, KILLS FOUR",
            "Storm Olga hit Portugal on Sunday and killed four people.",
            &["EVENT STORM OLGA", "GPE PORTUGAL"],
        ),
        (
            "Why Berlin Fears a Deal Between Washington and Moscow",
            "A deal between Washington and Moscow is feared in Berlin, officials said.",
            &["GPE Berlin", "GPE Washington", "GPE Moscow"],
        ),
        (
            "Brightwell Opens Plant in Ohio, Hires 300",
            "Brightwell, a maker of pumps, opened a plant in Ohio on Monday. The company hired 300 people.",
            &["ORG Brightwell", "GPE Ohio"],
        ),
        (
            "Court Fines Hartwell Over Deal With Quillon",
            "A court fined Hartwell, a publisher, on Monday over its deal with Quillon, a printing firm.",
            &["ORG Hartwell", "ORG Quillon"],
        ),
        (
            "Pope Francis Visits Hungary, Meets Refugees From Ukraine",
            "Pope Francis visited Hungary on Sunday and met refugees from Ukraine.",
            &["PERSON Pope Francis", "GPE Hungary", "GPE Ukraine"],
        ),
    ]);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
