use gloss::{
    document::{Modality, RelationType},
    export::json::{Relation, WriteOptions, write},
};
use serde_json::json;

use super::*;
use crate::look::doubts;

const TEXT: &str = "Borealis, a Danish company, closed.";

/// An article of one relation, and a country that it names if the test wants that.
fn view(relation_type: RelationType, word: serde_json::Value, with_country: bool) -> View {
    let document =
        gloss::annotate(TEXT, &gloss::knowledge::Knowledge::default(), &gloss::Options::default());
    let mut article = write(&document, &WriteOptions::default());
    let mention = |id: &str, entity: &str, words: &str| {
        let start = TEXT.find(words).unwrap();
        let mention = json!({ "id": id, "start": start, "end": start + words.len(), "text": words,
            "type": "ORG", "entity": entity, "kind": "name", "confidence": 0.9,
            "status": "suggested", "source": { "kind": "list", "id": "words" } });
        serde_json::from_value(mention).unwrap()
    };
    article.mentions = vec![
        mention("m1", "e1", "Borealis"),
        mention("m2", "e2", "Danish"),
        mention("m3", "e1", "company"),
    ];
    let mut entities = vec![
        json!({ "id": "e1", "name": "Borealis", "type": "ORG", "aliases": [], "links": [] }),
        word,
    ];
    if with_country {
        article.mentions.push(mention("m4", "e3", "closed"));
        entities.push(json!({ "id": "e3", "name": "the Kingdom", "type": "GPE", "aliases": [],
            "links": [{ "kb": "wikidata", "id": "Q35" }] }));
    }
    article.entities =
        entities.into_iter().map(|entity| serde_json::from_value(entity).unwrap()).collect();
    let span = json!({ "start": 0, "end": TEXT.len(), "text": TEXT });
    let relation = json!({ "id": "r1", "type": "based_in", "class": null, "subject": "e1",
        "object": "e2", "subject_mention": "m1", "object_mention": "m2", "evidence": span,
        "trigger": span, "qualifiers": {}, "negated": false, "modality": "asserted",
        "attributed_to": null, "confidence": 0.8, "status": "suggested",
        "source": { "kind": "rule", "id": "verb" } });
    let mut relation: Relation = serde_json::from_value(relation).unwrap();
    relation.relation_type = relation_type;
    article.relations = vec![relation];
    View::new(article, None)
}

#[test]
fn a_nationality_word_is_no_place() {
    use RelationType::{BasedIn, CitizenOf, MetWith};
    let danish = json!({ "id": "e2", "name": "Danish", "type": "NORP", "aliases": [], "links": [],
        "country": { "kb": "wikidata", "id": "Q35" }, "description": "of Denmark" });
    let kurdish = json!({ "id": "e2", "name": "Kurdish", "type": "NORP", "aliases": [], "links": [],
        "description": "people or religion" });
    let place = json!({ "id": "e2", "name": "Danish", "type": "GPE", "aliases": [], "links": [] });
    for (relation, word, with_country, sentence) in [
        (BasedIn, &danish, false, "Borealis is based in Denmark"),
        (BasedIn, &danish, true, "Borealis is based in the Kingdom"),
        (CitizenOf, &danish, false, "Borealis is a citizen of Denmark"),
        (MetWith, &danish, false, "Borealis met with Danish"),
        (BasedIn, &kurdish, false, "Borealis is based in a Kurdish place"),
        (BasedIn, &place, false, "Borealis is based in Danish"),
    ] {
        assert_eq!(view(relation, word.clone(), with_country).sentence(0), sentence);
    }
}

#[test]
fn a_highlight_says_whom_it_stands_for() {
    let word = json!({ "id": "e2", "name": "Danish", "type": "NORP", "aliases": [], "links": [] });
    let view = view(RelationType::BasedIn, word, false);
    let labels: Vec<String> = (0..view.mention_count()).map(|it| view.mention_label(it)).collect();
    assert_eq!(
        labels,
        [
            "Borealis, organisation, 2 mentions",
            "Danish, nationality, group, 1 mention",
            "company: Borealis, organisation, 2 mentions",
        ]
    );
}

/// The article above, whose second entity has no name.
fn view_without_name() -> View {
    let word = json!({ "id": "e2", "name": "danish", "type": "ORG", "aliases": [], "links": [],
        "named": false });
    view(RelationType::BasedIn, word, false)
}

#[test]
fn a_highlight_says_that_an_actor_has_no_name() {
    let view = view_without_name();
    assert_eq!(view.mention_label(1), "danish, organisation without a name, 1 mention");
    assert_eq!(view.mention_label(0), "Borealis, organisation, 2 mentions");
    assert!(view.is_introduction(0) && !view.is_introduction(1), "a tag introduces a name");
}

#[test]
fn every_highlight_has_one_switch() {
    let view = view_without_name();
    let counts: Vec<(Switch, usize)> = view.switch_counts().into_iter().collect();
    assert_eq!(counts, [(Switch::Type(EntityType::Org), 2), (Switch::WithoutName, 1)]);
    assert_eq!(view.result_line(), "3 mentions · 2 entities · 1 relation");
}

#[test]
fn what_is_alleged_is_not_said_to_be_vouched_for() {
    let word = json!({ "id": "e2", "name": "Danish", "type": "NORP", "aliases": [], "links": [] });
    let view = view(RelationType::BasedIn, word, false);
    let mut relation = view.article.relations[0].clone();
    relation.modality = Modality::Alleged;
    let said: Vec<&str> = doubts(&relation).collect();
    assert_eq!(said, ["alleged, the article does not say by whom"]);
    relation.attributed_to = Some("e2".to_owned());
    assert_eq!(doubts(&relation).collect::<Vec<_>>(), ["alleged"]);
}
