use gloss::{
    document::{Modality, PloverClass, QualifierKind, RelationType},
    export::json::{Relation, WriteOptions},
};
use serde_json::json;

use super::*;

const TEXT: &str = "Envoy Anna Lind visited Oslo on 12 March 2024. Nothing else was said for long.\n\n\
    Envoy Anna Lind visited Lisbon. Envoy Anna Lind visited Oslo in 2023.";

/// An article of three visits, to Oslo, Lisbon and Oslo, changed as the test wants them.
fn view(change: impl Fn(&mut [Relation])) -> View {
    let knowledge = gloss::knowledge::Knowledge::default();
    let document = gloss::annotate(TEXT, &knowledge, &gloss::Options::default());
    let mut article = gloss::export::json::write(&document, &WriteOptions::default());
    let entity = |id: &str, name: &str, kind: &str| {
        let entity = json!({ "id": id, "name": name, "type": kind, "aliases": [], "links": [] });
        serde_json::from_value(entity).unwrap()
    };
    article.mentions.clear();
    article.entities = vec![
        entity("e1", "Anna Lind", "PERSON"),
        entity("e2", "Oslo", "GPE"),
        entity("e3", "Lisbon", "GPE"),
    ];
    article.relations = [
        visit("e2", "Envoy Anna Lind visited Oslo on 12 March 2024.", Some("2024-03-12")),
        visit("e3", "Envoy Anna Lind visited Lisbon.", None),
        visit("e2", "Envoy Anna Lind visited Oslo in 2023.", Some("2023")),
    ]
    .into();
    change(&mut article.relations);
    View::new(article, None)
}

fn visit(object: &str, sentence: &str, when: Option<&str>) -> Relation {
    let start = TEXT.find(sentence).unwrap();
    let verb = start + sentence.find("visited").unwrap();
    let when = when.map(|when| ("when".to_owned(), json!(when)));
    let relation = json!({ "id": sentence, "type": "visited", "class": "CONSULT",
        "subject": "e1", "object": object, "subject_mention": "m1", "object_mention": "m2",
        "evidence": { "start": start, "end": start + sentence.len(), "text": sentence },
        "trigger": { "start": verb, "end": verb + "visited".len(), "text": "visited" },
        "qualifiers": when.into_iter().collect::<serde_json::Map<_, _>>(),
        "negated": false, "modality": "asserted", "attributed_to": null, "confidence": 0.8,
        "status": "suggested", "source": { "kind": "rule", "id": "verb" } });
    serde_json::from_value(relation).unwrap()
}

#[test]
fn a_filter_shows_what_has_all_that_it_asks_for() {
    let view = view(|relations| {
        relations[0].confidence = Some(0.6);
        relations[1].confidence = None;
        relations[1].modality = Modality::Alleged;
        relations[1].attributed_to = Some(relations[1].subject.clone());
        relations[2].confidence = Some(0.9);
        relations[2].negated = true;
        relations[2].relation_type = RelationType::MetWith;
        relations[2].class = None;
    });
    let (envoy, oslo) = (0, 1);
    let words = |words: &str| Filter { words: words.into(), ..Filter::default() };
    let table: [(Filter, &[usize]); 16] = [
        (words(""), &[0, 1, 2]),
        (words(" LISBON "), &[1]),
        (words("visited"), &[0, 1, 2]),
        (words("nowhere"), &[]),
        (filter(&[Condition::Type(RelationType::MetWith)]), &[2]),
        (filter(&[Condition::Class(PloverClass::Consult)]), &[0, 1]),
        (filter(&[Condition::Entity(envoy)]), &[0, 1, 2]),
        (filter(&[Condition::Entity(oslo)]), &[0, 2]),
        (filter(&[Condition::Certainty(Certainty::Fact)]), &[0]),
        (filter(&[Condition::Certainty(Certainty::Alleged)]), &[1]),
        (filter(&[Condition::Certainty(Certainty::Denied)]), &[2]),
        (filter(&[Condition::Speaker(Speaker::Article)]), &[0, 2]),
        (filter(&[Condition::Speaker(Speaker::Cited)]), &[1]),
        (filter(&[Condition::Speaker(Speaker::Entity(envoy))]), &[1]),
        (filter(&[Condition::LeastPercent(60)]), &[0, 1, 2]),
        (filter(&[Condition::LeastPercent(70), Condition::Speaker(Speaker::Article)]), &[2]),
    ];
    for (filter, shown) in table {
        assert_eq!(matching(&view, &filter), shown, "{filter:?}");
    }
}

#[test]
fn a_new_result_keeps_the_conditions_that_still_mean_something() {
    let least = Condition::LeastPercent(70);
    let entities = [Condition::Entity(1), Condition::Speaker(Speaker::Entity(2))];
    let mut found = filter(&[entities[0], least, entities[1]]);
    assert_eq!((found.count(), found.is_empty()), (3, false));
    found.forget_entities();
    assert_eq!(found, filter(&[least]));
    let mut cited = filter(&[Condition::Speaker(Speaker::Cited)]);
    cited.forget_entities();
    assert_eq!(cited.count(), 1);
    assert!(cited.with(Field::Speaker, None).is_empty());
}

fn filter(conditions: &[Condition]) -> Filter {
    conditions.iter().fold(Filter::default(), |filter, &condition| {
        filter.with(condition.field(), Some(condition))
    })
}

#[test]
fn pairs_join_both_directions_and_the_largest_comes_first() {
    let view = view(|relations| {
        relations[0].subject = relations[1].object.clone();
        let last = &mut relations[2];
        (last.subject, last.object) = (last.object.clone(), last.subject.clone());
        relations[1].object = relations[2].subject.clone();
    });
    let found = pairs(&view, &[0, 1, 2]);
    assert_eq!(found.iter().map(|pair| &*pair.relations).collect::<Vec<_>>(), [&[1, 2][..], &[0]]);
    assert!(pairs(&view, &[]).is_empty());
}

#[test]
fn the_text_between_sentences_with_relations_is_folded() {
    let view = view(|_| {});
    let text = view.text();
    let show = |relations: &[usize]| -> Vec<(String, usize)> {
        let words = |strip: &Strip| match strip {
            Strip::Between { range, words } => (text[range.clone()].to_owned(), *words),
            Strip::Sentence { range, relations } => {
                (text[range.clone()].to_owned(), relations.len() + 100)
            }
        };
        strips(&view, relations).iter().map(words).collect()
    };
    let own = |(words, number): (&str, usize)| (words.to_owned(), number);
    let first = ("Envoy Anna Lind visited Oslo on 12 March 2024.", 101);
    let rest = ("Nothing else was said for long.", 6);
    let (lisbon, oslo) =
        (("Envoy Anna Lind visited Lisbon.", 101), ("Envoy Anna Lind visited Oslo in 2023.", 101));
    assert_eq!(show(&[2, 0, 1]), [first, rest, lisbon, oslo].map(own));
    let other = ("Nothing else was said for long.\n\nEnvoy Anna Lind visited Lisbon.", 11);
    assert_eq!(show(&[0, 2]), [first, other, oslo].map(own));
    assert_eq!(show(&[0, 0])[0].1, 101, "a relation stands there once");
}

#[test]
fn a_sentence_of_two_relations_stands_there_once() {
    let view = view(|relations| relations[1].evidence = relations[0].evidence.clone());
    let first = strips(&view, &[0, 1]).into_iter().next();
    assert!(matches!(first, Some(Strip::Sentence { relations, .. }) if relations == [0, 1]));
}

#[test]
fn a_sentence_is_cut_at_the_words_that_matter() {
    let cut = |others: &[std::ops::Range<usize>]| cut_at(&(10..20), others);
    assert_eq!(cut(&[]), [(10..20, false)]);
    assert_eq!(cut(&[12..14, 13..16]), [(10..12, false), (12..16, true), (16..20, false)]);
    assert_eq!(cut(&[0..12, 18..30]), [(10..12, true), (12..18, false), (18..20, true)]);
}

#[test]
fn a_relation_stands_at_each_sentence_that_says_it() {
    let view = view(|relations| {
        let other = relations[1].evidence.clone();
        relations[0].further_evidence = vec![other];
    });
    let sentences = strips(&view, &[0, 1]).into_iter().filter_map(|strip| match strip {
        Strip::Sentence { relations, .. } => Some(relations),
        Strip::Between { .. } => None,
    });
    assert_eq!(sentences.collect::<Vec<_>>(), [vec![0], vec![0, 1]]);
    let second = view.bytes_of(&view.article.relations[1].evidence);
    assert_eq!(in_focus(&view, None, second.as_ref()), [0, 1]);
    let words = |words: &str| Filter { words: words.into(), ..Filter::default() };
    assert_eq!(matching(&view, &words("lisbon")), [0, 1]);
}

#[test]
fn the_sentences_of_a_relation_are_in_the_order_of_the_text() {
    let view = view(|relations| {
        let [first, second] = [0, 1].map(|it| relations[it].evidence.clone());
        relations[2].further_evidence = vec![first, second];
    });
    let ranges = view.evidence_of(&view.article.relations[2]);
    let words: Vec<&str> = ranges.into_iter().map(|range| &view.text()[range]).collect();
    assert_eq!(
        words,
        [
            "Envoy Anna Lind visited Oslo on 12 March 2024.",
            "Envoy Anna Lind visited Lisbon.",
            "Envoy Anna Lind visited Oslo in 2023.",
        ]
    );
}

#[test]
fn every_relation_has_its_place_in_the_time_line() {
    let vague = view(|relations| {
        relations[1].qualifiers.insert(QualifierKind::When, "Tuesday".to_owned());
    });
    let found = timeline(&vague, &[0, 1, 2]);
    let dated: Vec<_> =
        found.dated.iter().map(|(moment, shown)| (&*moment.words, &**shown)).collect();
    assert_eq!(dated, [("2023", &[2][..]), ("12 March 2024", &[0])]);
    assert_eq!((found.vague, found.undated), (vec![1], 0));
    assert_eq!(timeline(&view(|_| {}), &[1]).undated, 1);
}

#[test]
fn in_focus_is_the_chosen_entity_else_the_place_that_was_asked_for() {
    let view = view(|_| {});
    let place = view.bytes_of(&view.article.relations[1].evidence);
    let (oslo, envoy) = (Some(1), Some(0));
    assert_eq!(in_focus(&view, oslo, place.as_ref()), [0, 2]);
    assert_eq!(in_focus(&view, envoy, None), [0, 1, 2]);
    assert_eq!(in_focus(&view, None, place.as_ref()), [1]);
    assert_eq!(in_focus(&view, None, Some(&(0..3))), [0_usize; 0]);
    assert_eq!(in_focus(&view, None, None), [0_usize; 0]);
}

#[test]
fn a_state_that_is_over_is_told_in_the_past() {
    use crate::{
        look::{past_words, short_claim},
        verbs::verb,
    };
    use Modality::{Asserted, Planned};
    let view = view(|_| {});
    let held = "held a post in";
    for (relation_type, past, modality, words, tag, claim) in [
        (RelationType::HoldsPost, true, Asserted, held, Some("past"), held),
        (RelationType::HoldsPost, false, Asserted, "holds a post in", None, "holds a post in"),
        (
            RelationType::HoldsPost,
            true,
            Planned,
            "holds a post in",
            None,
            "about to end: holds a post in",
        ),
        (
            RelationType::HoldsPost,
            false,
            Planned,
            "holds a post in",
            None,
            "planned: holds a post in",
        ),
        (
            RelationType::MemberOf,
            true,
            Asserted,
            "was a member of",
            Some("past"),
            "was a member of",
        ),
        (RelationType::Owns, true, Asserted, "owned", Some("past"), "owned"),
        (RelationType::Visited, false, Asserted, "visited", None, "visited"),
    ] {
        let mut relation = visit("e2", "Envoy Anna Lind visited Lisbon.", None);
        (relation.relation_type, relation.past, relation.modality) =
            (relation_type, past, modality);
        assert_eq!(verb(&relation, None), words, "{claim}");
        assert_eq!(past_words(&relation), tag, "{claim}");
        assert_eq!(short_claim(&view, &relation), claim);
    }
}
