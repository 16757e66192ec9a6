use gloss::{
    Options,
    document::Modality,
    export::json::{Entity, Relation, WriteOptions, write},
    knowledge::Knowledge,
};
use serde_json::json;

use super::{edges::Group, *};
use crate::relations::{Condition, Field, Filter, matching};

const EXAMPLE: &str = include_str!("../../../tests/articles/example.txt");

fn example() -> View {
    let document = gloss::annotate(EXAMPLE, &Knowledge::default(), &Options::default());
    View::new(write(&document, &WriteOptions::default()), None)
}

/// A font whose letters all have one width.
fn even(words: &str, lettering: Lettering) -> f64 {
    words.chars().count() as f64 * f64::from(lettering.weight_and_size().1) * 0.6
}

const ALL: Plan = Plan { all: true, crowded: false, upright: false };

fn drawn(view: &View, plan: Plan, measure: Measure) -> Drawing {
    draw(view, &matching(view, &Filter::default()), plan, measure)
}

fn check_no_overlap(nodes: &[GraphNode]) {
    for (index, node) in nodes.iter().enumerate() {
        for other in &nodes[..index] {
            assert!(!node.area().overlaps(&other.area()), "{node:?} {other:?}");
        }
    }
}

#[test]
fn no_name_lies_on_another() {
    let mut nodes: Vec<GraphNode> = (0..MAX_NODES)
        .map(|index| GraphNode {
            entity: index,
            at: [(index % 7) as f64 * 60.0, (index / 7) as f64 * 30.0],
            radius: 10.0,
            label: "A name of some letters".to_owned(),
            label_width: 200.0,
        })
        .collect();
    places::separate(&mut nodes);
    check_no_overlap(&nodes);
}

#[test]
fn the_same_article_is_drawn_the_same() {
    let view = example();
    assert_eq!(drawn(&view, ALL, &even), drawn(&view, ALL, &even));
}

#[test]
fn a_wide_font_gets_more_room() {
    let wide = |words: &str, lettering| 2.0 * even(words, lettering);
    let drawing = drawn(&example(), ALL, &wide);
    let Drawing { nodes, frame: [left, _, width, _], .. } = drawing;
    assert!(nodes.len() > 5);
    check_no_overlap(&nodes);
    for node in &nodes {
        let half = node.label.chars().count() as f64 * 18.0 * 0.6;
        assert!(left <= node.at[0] - half && node.at[0] + half <= left + width, "{node:?}");
    }
}

#[test]
fn a_phone_gets_a_drawing_that_is_higher_than_wide() {
    let plan = Plan { upright: true, ..ALL };
    let narrow = |words: &str, _| words.chars().count() as f64;
    let [_, _, width, height] = drawn(&example(), plan, &narrow).frame;
    assert!(height > width, "{width} {height}");
}

/// Lind with relations to Oslo and Lisbon, and Bergen with none.
const VISITS: &str = "Envoy Anna Lind visited Oslo. Envoy Anna Lind visited Lisbon. \
    Envoy Anna Lind visited Oslo again. The rain fell on Bergen.";

fn names(view: &View, drawing: &Drawing) -> Vec<String> {
    drawing.nodes.iter().map(|node| view.entity(node.entity).name.clone()).collect()
}

fn visits(change: impl Fn(&mut [Relation]), plan: Plan) -> (View, Drawing) {
    let view = view_of_visits(change);
    let drawing = drawn(&view, plan, &even);
    (view, drawing)
}

fn view_of_visits(change: impl Fn(&mut [Relation])) -> View {
    let document = gloss::annotate(VISITS, &Knowledge::default(), &Options::default());
    let mut article = write(&document, &WriteOptions::default());
    article.entities.clear();
    article.mentions.clear();
    article.relations.clear();
    for (id, name) in [("e1", "Anna Lind"), ("e2", "Oslo"), ("e3", "Lisbon"), ("e4", "Bergen")] {
        let start = VISITS.find(name).unwrap();
        article.entities.push(json_entity(id, name));
        article.mentions.push(from(json!({ "id": format!("m{id}"), "start": start,
            "end": start + name.len(), "text": name, "type": "GPE", "entity": id, "kind": "name",
            "status": "human", "source": { "kind": "human", "id": "" } })));
    }
    for (object, sentence) in [("e2", 0), ("e3", 1), ("e2", 2)] {
        let start = VISITS.match_indices("Envoy").nth(sentence).unwrap().0;
        let span = json!({ "start": start, "end": start + 5, "text": "Envoy" });
        article.relations.push(from(json!({ "id": format!("r{sentence}"),
            "type": "visited", "class": "CONSULT", "subject": "e1", "object": object,
            "subject_mention": "me1", "object_mention": format!("m{object}"), "evidence": span,
            "trigger": span, "qualifiers": {}, "negated": false, "modality": "asserted",
            "attributed_to": null, "status": "human", "source": { "kind": "human", "id": "" } })));
    }
    change(&mut article.relations);
    View::new(article, None)
}

fn from<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn json_entity(id: &str, name: &str) -> Entity {
    let entity = json!({ "id": id, "name": name, "type": "GPE", "aliases": [], "links": [] });
    from(entity)
}

#[test]
fn entities_without_a_relation_are_left_out_until_asked_for() {
    let (view, drawing) = visits(|_| {}, Plan::default());
    assert_eq!(names(&view, &drawing), ["Anna Lind", "Oslo", "Lisbon"]);
    assert_eq!((drawing.candidates, drawing.alone), (3, 1));
    let (view, drawing) = visits(|_| {}, ALL);
    assert_eq!(names(&view, &drawing), ["Anna Lind", "Oslo", "Lisbon", "Bergen"]);
    assert!(!drawing.has_lines(3) && drawing.has_lines(0) && drawing.joins(2, 0));
}

#[test]
fn only_the_relations_that_are_given_are_drawn() {
    let view = view_of_visits(|_| {});
    let filter = Filter::default().with(Field::Entity, Some(Condition::Entity(2)));
    let drawing = draw(&view, &matching(&view, &filter), Plan::default(), &even);
    assert_eq!(names(&view, &drawing), ["Anna Lind", "Lisbon"]);
    assert_eq!((drawing.edges.len(), drawing.alone), (1, 2));
}

#[test]
fn more_entities_than_stay_readable_are_drawn_when_asked_for() {
    let mut article = view_of_visits(|_| {}).article;
    for index in 5..=MAX_NODES + 3 {
        let mut mention = article.mentions[3].clone();
        mention.id = format!("me{index}");
        mention.entity = format!("e{index}");
        article.entities.push(json_entity(&mention.entity, "Bergen"));
        article.mentions.push(mention);
    }
    let view = View::new(article, None);
    let drawing = drawn(&view, ALL, &even);
    assert_eq!((drawing.nodes.len(), drawing.candidates), (MAX_NODES, MAX_NODES + 3));
    let drawing = drawn(&view, Plan { crowded: true, ..ALL }, &even);
    assert_eq!(drawing.nodes.len(), MAX_NODES + 3);
    check_no_overlap(&drawing.nodes);
}

#[test]
fn a_line_says_by_its_looks_what_the_relations_are() {
    let (_, drawing) = visits(|_| {}, Plan::default());
    let [oslo, lisbon] = drawing.edges.as_slice() else { panic!("{:?}", drawing.edges) };
    assert_eq!((oslo.relations.len(), lisbon.relations.len()), (2, 1));
    assert!(oslo.width() > lisbon.width());
    assert_eq!(oslo.manner.group, Group::Cooperation);
    assert!(!oslo.manner.is_doubtful() && oslo.cross().is_none() && oslo.head().is_some());

    let change = |relations: &mut [Relation]| {
        relations[0].modality = Modality::Planned;
        relations[1].negated = true;
        relations[2].class = None;
    };
    let (_, drawing) = visits(change, Plan::default());
    let [planned, denied, tie] = drawing.edges.as_slice() else { panic!("{:?}", drawing.edges) };
    assert!(planned.manner.is_doubtful() && !denied.manner.is_doubtful());
    assert!(denied.cross().is_some());
    assert_eq!([planned, denied].map(|edge| &*edge.label), ["planned: visited", "not: visited"]);
    let name = planned.name("Zoë Lind visited Oslo – planned".to_owned());
    assert_eq!(name, "planned: visited – Zoë Lind visited Oslo – planned");
    assert_eq!(
        tie.name("Zoë Lind revisited Lisbon".to_owned()),
        "visited – Zoë Lind revisited Lisbon"
    );
    assert_eq!(tie.name("Zoë Lind visited Lisbon".to_owned()), "Zoë Lind visited Lisbon");
    assert_eq!(tie.manner.group, Group::Ties);
    assert_ne!(planned.line(), tie.line(), "two lines of one way do not lie on each other");
}

#[test]
fn a_node_is_moved_with_its_lines() {
    let (_, drawing) = visits(|_| {}, Plan::default());
    let moved = drawing.with_node_at(1, [900.0, 900.0]);
    assert_eq!(moved.nodes[1].at.map(|it| it.to_string()), ["900", "900"]);
    assert_ne!(moved.edges[0].line(), drawing.edges[0].line());
    assert_eq!(moved.edges[1].line(), drawing.edges[1].line());
    assert!(moved.frame[1] + moved.frame[3] > 900.0);
}

#[test]
fn arrows_follow_lines_first() {
    let (_, drawing) = visits(|_| {}, ALL);
    let mut drawing = drawing.with_node_at(0, [0.0, 0.0]);
    for (node, at) in [(1, [200.0, 10.0]), (2, [-50.0, 300.0]), (3, [60.0, 0.0])] {
        drawing = drawing.with_node_at(node, at);
    }
    let [right, left, down, up] = [[1.0, 0.0], [-1.0, 0.0], [0.0, 1.0], [0.0, -1.0]];
    assert_eq!(drawing.next(0, right), Some(1), "the other is nearer, but no line leads to it");
    assert_eq!(drawing.next(0, down), Some(2));
    assert_eq!(drawing.next(3, left), Some(0), "no line leads there, but it lies in the way");
    assert_eq!(drawing.next(0, up), None);
}
