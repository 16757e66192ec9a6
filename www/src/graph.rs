//! Where the entities stand in the drawing: a force layout, the same for the same article, in which
//! no name lies on another and a verb stands only where there is room.

use fjadra::{Collide, Link, ManyBody, Node, PositionX, PositionY, SimulationBuilder};

use crate::{
    order::sort_by_key,
    view::{View, verb},
};

/// The most nodes that stay readable.
pub const MAX_NODES: usize = 40;

/// Entities and relations with their places.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The entities.
    pub nodes: Vec<GraphNode>,
    /// The relations between them.
    pub edges: Vec<GraphEdge>,
    /// How many entities could stand in it, if there were room.
    pub candidates: usize,
    /// Left, top, width, height of what is drawn.
    pub frame: [f64; 4],
}

/// An entity in the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphNode {
    /// Which entity.
    pub entity: usize,
    /// Its centre.
    pub at: [f64; 2],
    /// Its radius: its area grows with the number of mentions.
    pub radius: f64,
    /// Its name, shortened.
    pub label: String,
    /// How wide the name is.
    pub label_width: f64,
}

/// All relations of one subject with one object.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphEdge {
    /// Index of the subject's node.
    pub from: usize,
    /// Index of the object's node.
    pub to: usize,
    /// The relations, by index.
    pub relations: Vec<usize>,
    /// The first verb, and how many others there are.
    pub label: String,
    /// The middle of the label, where there is room for it.
    pub label_at: Option<[f64; 2]>,
    /// A slightly bent line from rim to rim: start, control point, end.
    pub curve: [[f64; 2]; 3],
}

impl GraphEdge {
    /// The middle of the line.
    pub fn middle(&self) -> [f64; 2] {
        point(&self.curve, 0.5)
    }
}

/// How far below a node's rim the base line of its name is.
pub const LABEL_BELOW: f64 = 17.0;

/// What a text of the drawing is set in, as the style sheet says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lettering {
    /// A node's name.
    Name,
    /// An edge's verb.
    Verb,
}

impl Lettering {
    /// Weight and size in pixels.
    pub fn weight_and_size(self) -> (u32, u32) {
        match self {
            Self::Name => (500, 18),
            Self::Verb => (400, 14),
        }
    }
}

/// How wide a text is, in pixels.
pub type Measure<'a> = &'a dyn Fn(&str, Lettering) -> f64;

/// The height of an edge's verb.
const VERB_HEIGHT: f64 = 16.0;

/// Draws the entities of an article: those with relations first, then the most mentioned; dates
/// and amounts are left out. `measure` says how much room the words take.
pub fn draw(view: &View, measure: Measure) -> Drawing {
    let mut chosen: Vec<usize> = view
        .entities()
        .filter(|(_, entity)| !entity.entity_type.is_value())
        .map(|(index, _)| index)
        .collect();
    let candidates = chosen.len();
    sort_by_key(&mut chosen, |entity| {
        let relations = view.relations_of(entity).count();
        let mentions = view.mentions_of(entity).len();
        (relations == 0, std::cmp::Reverse(relations * 2 + mentions), entity)
    });
    chosen.truncate(MAX_NODES);
    let mut edges = edges_between(view, &chosen);
    let radii: Vec<f64> =
        chosen.iter().map(|&entity| radius(view.mentions_of(entity).len())).collect();
    let places = places(&radii, &edges);
    let mut nodes: Vec<GraphNode> = chosen
        .iter()
        .zip(places)
        .zip(&radii)
        .map(|((&entity, at), &radius)| {
            let label = shortened(&view.entity(entity).name);
            let label_width = measure(&label, Lettering::Name);
            GraphNode { entity, at, radius, label, label_width }
        })
        .collect();
    separate(&mut nodes);
    label_edges(&nodes, &mut edges, measure, |edge| edge_label(view, edge));
    Drawing { frame: frame(&nodes), nodes, edges, candidates }
}

fn radius(mentions: usize) -> f64 {
    (6.0 + 4.0 * (mentions as f64).sqrt()).min(30.0)
}

fn edges_between(view: &View, chosen: &[usize]) -> Vec<GraphEdge> {
    let mut edges: Vec<GraphEdge> = Vec::new();
    for (index, relation) in view.relations() {
        let node = |id: &str| {
            let entity = view.find_entity(id)?;
            chosen.iter().position(|&other| other == entity)
        };
        let (Some(from), Some(to)) = (node(&relation.subject), node(&relation.object)) else {
            continue;
        };
        if from == to {
            continue;
        }
        match edges.iter_mut().find(|edge| (edge.from, edge.to) == (from, to)) {
            Some(edge) => edge.relations.push(index),
            None => edges.push(GraphEdge {
                from,
                to,
                relations: vec![index],
                label: String::new(),
                label_at: None,
                curve: [[0.0; 2]; 3],
            }),
        }
    }
    edges
}

/// Runs the simulation to its end. Wider than high, as screens are.
fn places(radii: &[f64], edges: &[GraphEdge]) -> Vec<[f64; 2]> {
    let room: Vec<f64> = radii.iter().map(|radius| radius + 26.0).collect();
    let links: Vec<(usize, usize)> = edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let mut simulation = SimulationBuilder::default()
        .build(radii.iter().map(|_| Node::default()))
        .add_force("link", Link::new(links).distance(150.0))
        .add_force("charge", ManyBody::new().strength(-480.0))
        .add_force("collide", Collide::new().radius(move |node| room[node]).iterations(2))
        .add_force("x", PositionX::new().strength(0.06))
        .add_force("y", PositionY::new().strength(0.11));
    simulation.step();
    simulation.positions().collect()
}

/// A rectangle: its middle and half of its sides.
#[derive(Clone, Copy, Debug)]
struct Area {
    middle: [f64; 2],
    half: [f64; 2],
}

impl Area {
    fn overlaps(&self, other: &Self) -> bool {
        [0, 1].iter().all(|&axis| {
            (self.middle[axis] - other.middle[axis]).abs() < self.half[axis] + other.half[axis]
        })
    }
}

impl GraphNode {
    /// The circle and the name below it.
    fn area(&self) -> Area {
        let width = self.label_width.max(2.0 * self.radius);
        let height = 2.0 * self.radius + LABEL_BELOW + 6.0;
        let middle = [self.at[0], self.at[1] - self.radius + height / 2.0];
        Area { middle, half: [width / 2.0 + 6.0, height / 2.0 + 4.0] }
    }
}

/// Moves each node to the nearest place where its circle and name lie on none before it.
fn separate(nodes: &mut [GraphNode]) {
    for index in 1..nodes.len() {
        let (placed, rest) = nodes.split_at_mut(index);
        let node = &mut rest[0];
        let home = node.at;
        let mut farther = places_around(home);
        // The rings grow beyond everything that is placed.
        while placed.iter().any(|other| node.area().overlaps(&other.area())) {
            node.at = farther.next().unwrap_or(home);
        }
    }
}

/// Places in rings, ever farther away.
fn places_around([x, y]: [f64; 2]) -> impl Iterator<Item = [f64; 2]> {
    const STEP: f64 = 8.0;
    const DIRECTIONS: u32 = 16;
    (1..).flat_map(move |ring: u32| {
        (0..DIRECTIONS).map(move |direction| {
            let angle = std::f64::consts::TAU * f64::from(direction) / f64::from(DIRECTIONS);
            let reach = STEP * f64::from(ring);
            [x + reach * angle.cos(), y + reach * angle.sin()]
        })
    })
}

/// Draws the lines, and puts each verb where it lies on nothing else.
fn label_edges(
    nodes: &[GraphNode],
    edges: &mut [GraphEdge],
    measure: Measure,
    label: impl Fn(&GraphEdge) -> String,
) {
    const PLACES: [f64; 5] = [0.5, 0.4, 0.6, 0.3, 0.7];
    let ends: Vec<(usize, usize)> = edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let mut taken: Vec<Area> = nodes.iter().map(GraphNode::area).collect();
    for edge in edges {
        let two_way = ends.contains(&(edge.to, edge.from));
        edge.label = label(edge);
        edge.curve = curve(&nodes[edge.from], &nodes[edge.to], if two_way { 26.0 } else { 10.0 });
        let width = measure(&edge.label, Lettering::Verb);
        let half = [width / 2.0 + 3.0, VERB_HEIGHT / 2.0];
        let areas = PLACES.map(|place| Area { middle: point(&edge.curve, place), half });
        let free = areas.into_iter().find(|area| !taken.iter().any(|other| area.overlaps(other)));
        edge.label_at = free.map(|area| area.middle);
        taken.extend(free);
    }
}

/// The first verb, and how many others there are.
fn edge_label(view: &View, edge: &GraphEdge) -> String {
    let mut verbs: Vec<String> = Vec::new();
    for &relation in &edge.relations {
        let verb = verb(&view.article.relations[relation]);
        if !verbs.contains(&verb) {
            verbs.push(verb);
        }
    }
    match verbs.as_slice() {
        [one] => one.clone(),
        [one, others @ ..] => format!("{one} +{}", others.len()),
        [] => String::new(),
    }
}

fn curve(from: &GraphNode, to: &GraphNode, bend: f64) -> [[f64; 2]; 3] {
    let (dx, dy) = (to.at[0] - from.at[0], to.at[1] - from.at[1]);
    let length = dx.hypot(dy).max(1.0);
    let (ux, uy) = (dx / length, dy / length);
    let start = [from.at[0] + ux * from.radius, from.at[1] + uy * from.radius];
    let end = [to.at[0] - ux * (to.radius + 3.0), to.at[1] - uy * (to.radius + 3.0)];
    let control =
        [f64::midpoint(start[0], end[0]) - uy * bend, f64::midpoint(start[1], end[1]) + ux * bend];
    [start, control, end]
}

/// A point of a quadratic curve; 0 is its start, 1 its end.
fn point([start, control, end]: &[[f64; 2]; 3], at: f64) -> [f64; 2] {
    [0, 1].map(|axis| {
        (1.0 - at).powi(2) * start[axis]
            + 2.0 * at * (1.0 - at) * control[axis]
            + at.powi(2) * end[axis]
    })
}

fn shortened(name: &str) -> String {
    const LONGEST: usize = 26;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let start: String = name.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}

/// A rectangle around all circles and names.
fn frame(nodes: &[GraphNode]) -> [f64; 4] {
    const MARGIN: f64 = 24.0;
    let areas: Vec<Area> = nodes.iter().map(GraphNode::area).collect();
    let ends = |axis: usize| {
        let low = areas.iter().map(|area| area.middle[axis] - area.half[axis]);
        let high = areas.iter().map(|area| area.middle[axis] + area.half[axis]);
        let low = low.fold(f64::INFINITY, f64::min) - MARGIN;
        let high = high.fold(f64::NEG_INFINITY, f64::max) + MARGIN;
        if low > high { (0.0, 1.0) } else { (low, high - low) }
    };
    let ((left, width), (top, height)) = (ends(0), ends(1));
    [left, top, width, height].map(f64::round)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> View {
        let text = include_str!("../../tests/articles/example.txt");
        let document = gloss::annotate(
            text,
            &gloss::knowledge::Knowledge::default(),
            &gloss::Options::default(),
        );
        let options = gloss::export::json::WriteOptions::default();
        View::new(gloss::export::json::write(&document, &options), None)
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
        separate(&mut nodes);
        for (index, node) in nodes.iter().enumerate() {
            for other in &nodes[..index] {
                assert!(!node.area().overlaps(&other.area()), "{node:?} {other:?}");
            }
        }
    }

    #[test]
    fn the_same_article_is_drawn_the_same() {
        assert_eq!(draw(&view(), &even), draw(&view(), &even));
    }

    /// A font whose letters all have one width.
    fn even(words: &str, lettering: Lettering) -> f64 {
        words.chars().count() as f64 * f64::from(lettering.weight_and_size().1) * 0.6
    }

    #[test]
    fn a_wide_font_gets_more_room() {
        let wide = |words: &str, lettering| 2.0 * even(words, lettering);
        let Drawing { nodes, frame: [left, _, width, _], .. } = draw(&view(), &wide);
        assert!(nodes.len() > 5);
        for (index, node) in nodes.iter().enumerate() {
            let half = node.label.chars().count() as f64 * 18.0 * 0.6;
            assert!(left <= node.at[0] - half && node.at[0] + half <= left + width, "{node:?}");
            for other in &nodes[..index] {
                assert!(!node.area().overlaps(&other.area()), "{node:?} {other:?}");
            }
        }
    }
}
