//! The words that the page has for the engine's closed sets.

use std::fmt::Write as _;

use gloss::{
    document::{EntityType, KnowledgeBase, Modality, QualifierKind, SourceKind, Warning},
    entities::Explanation,
    export::json::{Link, ReadError, Relation, WHOLE},
};

use crate::{verbs::is_over, view::View};

/// An entity type in words: one, and as a tag of three or four letters.
pub fn type_words(entity_type: EntityType) -> (&'static str, &'static str) {
    match entity_type {
        EntityType::Person => ("Person", "PER"),
        EntityType::Norp => ("Nationality, group", "GRP"),
        EntityType::Org => ("Organisation", "ORG"),
        EntityType::Gpe => ("Country, city", "GPE"),
        EntityType::Loc => ("Place", "LOC"),
        EntityType::Fac => ("Building, site", "SITE"),
        EntityType::Event => ("Event", "EVT"),
        EntityType::Product => ("Product", "PROD"),
        EntityType::Law => ("Law, treaty", "LAW"),
        EntityType::WorkOfArt => ("Work", "WORK"),
        EntityType::Date => ("Date", "DATE"),
        EntityType::Time => ("Time", "TIME"),
        EntityType::Money => ("Money", "SUM"),
        EntityType::Percent => ("Percentage", "PCT"),
        EntityType::Quantity => ("Quantity", "QTY"),
    }
}

/// What a modality makes of a relation, in words; nothing for plain facts. `cited` says whether the
/// text names who says so.
fn modality_words(modality: Modality, cited: bool) -> Option<&'static str> {
    match (modality, cited) {
        (Modality::Asserted, _) => None,
        (Modality::Alleged, true) => Some("alleged"),
        (Modality::Alleged, false) => Some("alleged, the article does not say by whom"),
        (Modality::Planned, _) => Some("planned, not said to have happened"),
        (Modality::Possible, _) => Some("possible, not certain"),
    }
}

/// What is said of a post that its holder is to leave.
const ABOUT_TO_END: &str = "about to end";

fn is_ending(relation: &Relation) -> bool {
    relation.past && !is_over(relation)
}

/// What is said of a state that is over.
pub fn past_words(relation: &Relation) -> Option<&'static str> {
    is_over(relation).then_some("past")
}

/// All that keeps a relation from being a plain fact, in words: a denial, a modality.
pub fn doubts(relation: &Relation) -> impl Iterator<Item = &str> {
    let denied = relation.negated.then_some("said not to be so");
    let modality = modality_words(relation.modality, relation.attributed_to.is_some());
    let modality = if is_ending(relation) { Some(ABOUT_TO_END) } else { modality };
    [denied, modality].into_iter().flatten()
}

/// The verb of a relation with what keeps it from being a fact, in few letters: "planned: acquired",
/// "not: met".
pub fn short_claim(view: &View, relation: &Relation) -> String {
    let modality = modality_words(relation.modality, true);
    let modality = modality.and_then(|words| words.split(',').next());
    let modality = if is_ending(relation) { Some(ABOUT_TO_END) } else { modality };
    let mut claim = String::new();
    for doubt in modality.into_iter().chain(relation.negated.then_some("not")) {
        claim.push_str(doubt);
        claim.push_str(": ");
    }
    claim.push_str(&view.verb(relation));
    claim
}

/// What stands before a qualifier's value.
pub fn qualifier_word(kind: QualifierKind) -> &'static str {
    match kind {
        QualifierKind::When => "when",
        QualifierKind::Where => "where",
        QualifierKind::Role => "as",
        QualifierKind::About => "about",
        QualifierKind::Amount => "amount",
    }
}

/// Why something was found, and how sure the machine is. A score is for machines only.
pub fn source_words(kind: SourceKind, id: &str, confidence: Option<f64>) -> String {
    let finder = match kind {
        SourceKind::Model => "Model",
        SourceKind::List => "List",
        SourceKind::Rule => "Rule",
        SourceKind::Human => "Marked by hand",
        SourceKind::Import => "From a file",
    };
    let mut words = if id.is_empty() { finder.to_owned() } else { format!("{finder}: {id}") };
    if let (Some(confidence), false) = (confidence, kind == SourceKind::Human) {
        let _ = write!(words, ", {} % sure", (confidence * 100.0).round()); // cannot fail on a string
    }
    words
}

/// The evidence for a name, a line each.
pub fn evidence_words(explanation: &Explanation) -> Vec<String> {
    let name = |entity_type: Option<EntityType>| {
        entity_type.map_or("no name", |entity_type| type_words(entity_type).0)
    };
    let mut lines = Vec::new();
    let readings: Vec<String> = explanation
        .readings
        .iter()
        .map(|reading| {
            format!("{} {} %", name(reading.entity_type), reading.probability.as_percent())
        })
        .collect();
    if !readings.is_empty() {
        lines.push(format!("The model sees: {}.", readings.join("; ")));
    }
    if let Some(listed) = &explanation.listed {
        let what = if listed.source.kind == SourceKind::List { "list" } else { "rule" };
        let entity_type = name(Some(listed.entity_type));
        lines.push(format!("The {what} “{}” says: {entity_type}.", listed.source.id));
    }
    let elsewhere: Vec<String> = explanation
        .elsewhere
        .iter()
        .map(|&(entity_type, count)| format!("{} {count} ×", name(Some(entity_type))))
        .collect();
    if !elsewhere.is_empty() {
        lines.push(format!("The same words elsewhere in the article: {}.", elsewhere.join("; ")));
    }
    lines
}

/// A knowledge base's name and the address of an entry.
pub fn link_words(link: &Link) -> (&'static str, String) {
    match link.kb {
        KnowledgeBase::Wikidata => {
            ("Wikidata", format!("https://www.wikidata.org/wiki/{}", link.id))
        }
        KnowledgeBase::GeoNames => ("GeoNames", format!("https://www.geonames.org/{}", link.id)),
    }
}

/// Why a saved file is not opened, and the way on.
pub fn refusal_words(error: &ReadError) -> String {
    let what = if error.place() == WHOLE {
        format!("This file {}", error.problem())
    } else {
        format!("This file cannot be opened: {error}")
    };
    [&what, ". Open another one, or paste the words of the article."].concat()
}

/// A warning as a sentence.
pub fn warning_words(warning: Warning) -> &'static str {
    match warning {
        Warning::NothingToRead => {
            "There is nothing to annotate: no sentence was found outside the page furniture."
        }
        Warning::NotEnglish => {
            "Most of this text is not English. Gloss reads English, so most of it is missed."
        }
    }
}

/// A count with its noun: "1 mention", "52 mentions".
pub fn count_words(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Millions with one decimal: "4.8".
pub fn millions(number: u64) -> String {
    let tenths = (number + 50_000) / 100_000;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use gloss::{
        document::{Confidence, Source},
        entities::{Listed, Reading},
    };

    use super::*;

    #[test]
    fn the_evidence_for_a_name_is_said_in_words() {
        let reading = |entity_type, percent| Reading {
            entity_type,
            probability: Confidence::percent(percent),
        };
        let explanation = Explanation {
            readings: vec![reading(Some(EntityType::Person), 91), reading(None, 6)],
            listed: Some(Listed {
                entity_type: EntityType::Person,
                source: Source::list("well-known people"),
            }),
            elsewhere: vec![(EntityType::Person, 3), (EntityType::Org, 1)],
        };
        assert_eq!(
            evidence_words(&explanation),
            [
                "The model sees: Person 91 %; no name 6 %.",
                "The list “well-known people” says: Person.",
                "The same words elsewhere in the article: Person 3 ×; Organisation 1 ×.",
            ]
        );
        assert!(evidence_words(&Explanation::default()).is_empty());
    }

    #[test]
    fn a_file_that_is_not_opened_is_told_once_and_with_a_way_on() {
        for (file, words) in [
            ("", "This file is empty."),
            ("hello", "This file is not an article that Gloss saved."),
            ("{\"format\":", "This file ends at line 1, in the middle."),
            ("{\n7}", "This file cannot be opened: line 2 is damaged: key must be a string."),
        ] {
            let said = refusal_words(&gloss::export::json::read(file).unwrap_err());
            let way_on = "Open another one, or paste the words of the article.";
            assert_eq!(said, format!("{words} {way_on}"), "{file}");
        }
    }

    #[test]
    fn a_score_stands_on_what_a_machine_said_only() {
        for (kind, id, confidence, words) in [
            (SourceKind::List, "countries", Some(0.97), "List: countries, 97 % sure"),
            (SourceKind::Rule, "title + name", None, "Rule: title + name"),
            (SourceKind::Human, "", Some(1.0), "Marked by hand"),
        ] {
            assert_eq!(source_words(kind, id, confidence), words);
        }
    }
}
