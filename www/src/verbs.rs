//! The verb of a relation as a sentence has it: in the past for a state that is over, in the plural
//! where its subject is one.

use gloss::{
    document::{EntityType, Modality},
    export::json::{Entity, Relation},
    text::Lower,
};

/// The past of the verbs that tell of a state.
const PAST: [(&str, &str); 6] = [
    ("holds", "held"),
    ("works", "worked"),
    ("lives", "lived"),
    ("owns", "owned"),
    ("rules", "ruled"),
    ("is", "was"),
];

/// The verb of a relation with that subject. Words that somebody chose for it stay as they are, except
/// that a state may be over.
pub fn verb(relation: &Relation, subject: Option<&Entity>) -> String {
    let phrase = match &relation.label {
        Some(label) => label.clone(),
        None if subject.is_some_and(is_plural) => in_plural(relation.relation_type.phrase()),
        None => relation.relation_type.phrase().to_owned(),
    };
    let (first, rest) = phrase.split_once(' ').unwrap_or((&phrase, ""));
    match past(first).filter(|_| is_over(relation)) {
        Some(then) => format!("{then} {rest}").trim_end().to_owned(),
        None => phrase,
    }
}

/// Whether a relation is a state that is over, not only about to be.
pub fn is_over(relation: &Relation) -> bool {
    relation.past && relation.modality != Modality::Planned
}

/// The past of a verb of a state, singular or plural.
fn past(word: &str) -> Option<&'static str> {
    if word == "are" {
        return Some("were");
    }
    PAST.iter().find(|(now, _)| word == *now || in_plural(now) == word).map(|(_, then)| *then)
}

/// A phrase of the table of relation types for several: "is a member of" becomes "are members of".
fn in_plural(phrase: &str) -> String {
    let mut words: Vec<&str> = phrase.split(' ').collect();
    words[0] = match words[0] {
        "is" => "are",
        "was" => "were",
        verb => verb.strip_suffix('s').unwrap_or(verb),
    };
    let nouns;
    if let ["a", noun] = words[1..words.len().min(3)] {
        nouns = match noun.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{noun}s"),
        };
        words.splice(1..3, [&*nouns]);
    }
    words.join(" ")
}

/// Whether an entity is several: actors without a name by their noun ("prosecutors", "the people of the
/// village"), groups by theirs ("Democrats"). Any other name is taken for one thing.
fn is_plural(entity: &Entity) -> bool {
    let noun = head(&entity.name).lower();
    match (entity.named, entity.entity_type) {
        (false, _) => is_plural_noun(&noun),
        (true, EntityType::Norp) => noun.ends_with('s') && !noun.ends_with("ss"),
        (true, _) => false,
    }
}

/// The noun of a description: its last word before what is said more closely.
fn head(description: &str) -> &str {
    const CLOSER: [&str; 12] =
        ["of", "in", "from", "at", "on", "for", "with", "against", "near", "who", "that", "to"];
    let mut head = "";
    for word in description.split_whitespace() {
        if CLOSER.contains(&word) && !head.is_empty() {
            break;
        }
        head = word.trim_end_matches(',');
        if head.len() < word.len() {
            break;
        }
    }
    head
}

fn is_plural_noun(noun: &str) -> bool {
    const WITHOUT_S: [&str; 7] =
        ["police", "people", "men", "women", "children", "clergy", "personnel"];
    const ONE_WITH_S: [&str; 3] = ["news", "series", "gas"];
    const ONE_WITH_MEN: [&str; 4] = ["abdomen", "omen", "regimen", "specimen"];
    let with_s = noun.ends_with('s') && !["ss", "us", "is"].iter().any(|end| noun.ends_with(end));
    let is_several =
        WITHOUT_S.iter().any(|end| noun.ends_with(end)) && !ONE_WITH_MEN.contains(&noun); // "policemen"
    is_several || (with_s && !ONE_WITH_S.contains(&noun))
}

#[cfg(test)]
mod tests {
    use gloss::document::{Named, RelationType};
    use serde_json::json;

    use super::*;

    fn entity(name: &str, of_type: &str, named: bool) -> Entity {
        let entity = json!({ "id": "e1", "name": name, "type": of_type, "aliases": [], "links": [],
            "named": named });
        serde_json::from_value(entity).unwrap()
    }

    fn relation(of_type: RelationType) -> Relation {
        let span = json!({ "start": 0, "end": 1, "text": "x" });
        let relation = json!({ "id": "r1", "type": of_type.name(), "class": null, "subject": "e1",
            "object": "e2", "subject_mention": "m1", "object_mention": "m2", "evidence": span,
            "trigger": span, "qualifiers": {}, "negated": false, "past": false,
            "modality": "asserted", "attributed_to": null, "confidence": 0.8,
            "status": "suggested", "source": { "kind": "rule", "id": "verb" } });
        serde_json::from_value(relation).unwrap()
    }

    #[test]
    fn several_without_a_name_take_a_plural_verb() {
        for (subject, is_several) in [
            ("Prosecutors", true),
            ("the police", true),
            ("policemen", true),
            ("separatist militants", true),
            ("the people of the village", true),
            ("two officials from the ministry", true),
            ("businesswomen", true),
            ("schoolchildren", true),
            ("the heads of state", true),
            ("protesters, most of them young", true),
            ("the president", false),
            ("her boss", false),
            ("a bill on taxes", false),
            ("the head of the armed forces", false),
            ("a group of officials", false),
            ("the virus", false),
            ("a bus", false),
            ("", false),
        ] {
            let said = verb(&relation(RelationType::Accuses), Some(&entity(subject, "ORG", false)));
            assert_eq!(said, if is_several { "accuse" } else { "accuses" }, "{subject}");
        }
    }

    #[test]
    fn of_what_has_a_name_only_groups_are_several() {
        for (subject, of_type, words) in [
            ("Democrats", "NORP", "attack"),
            ("Houthis", "NORP", "attack"),
            ("Swiss", "NORP", "attacks"),
            ("Danish", "NORP", "attacks"),
            ("United Nations", "ORG", "attacks"),
            ("Anna Jones", "PERSON", "attacks"),
        ] {
            let subject = entity(subject, of_type, true);
            assert_eq!(verb(&relation(RelationType::Attacks), Some(&subject)), words);
        }
        assert_eq!(verb(&relation(RelationType::Attacks), None), "attacks");
    }

    #[test]
    fn every_phrase_has_its_plural() {
        for (one, several) in [
            ("is a member of", "are members of"),
            ("is a subsidiary of", "are subsidiaries of"),
            ("is the capital of", "are the capital of"),
            ("is married to", "are married to"),
            ("was born in", "were born in"),
            ("holds a post in", "hold posts in"),
            ("commits a crime against", "commit crimes against"),
            ("works for", "work for"),
            ("releases", "release"),
            ("met with", "met with"),
        ] {
            assert_eq!(in_plural(one), several);
        }
        for (kind, _) in RelationType::ALL {
            let first = in_plural(kind.phrase()).split(' ').next().unwrap_or_default().to_owned();
            assert!(!first.ends_with('s'), "{first}");
        }
    }

    #[test]
    fn a_state_of_several_that_is_over_is_told_in_the_past() {
        let officials = entity("officials", "PERSON", false);
        for (of_type, words) in [
            (RelationType::MemberOf, "were members of"),
            (RelationType::HoldsPost, "held posts in"),
            (RelationType::Owns, "owned"),
            (RelationType::Accuses, "accuse"),
        ] {
            let over = Relation { past: true, ..relation(of_type) };
            assert_eq!(verb(&over, Some(&officials)), words);
        }
    }

    #[test]
    fn words_that_somebody_chose_stay() {
        let named = Relation { label: Some("chases".to_owned()), ..relation(RelationType::Other) };
        assert_eq!(verb(&named, Some(&entity("cats", "PERSON", false))), "chases");
    }
}
