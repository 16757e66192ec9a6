//! Where the entities stand in the drawing: a force layout, the same for the same article.

use fjadra::{Collide, Link, ManyBody, Node, PositionX, PositionY, SimulationBuilder};

use crate::view::View;

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
}

/// Draws the entities of an article: those with relations first, then the most mentioned; dates
/// and amounts are left out.
pub fn draw(view: &View) -> Drawing {
    let mut chosen: Vec<usize> = view
        .entities()
        .filter(|(_, entity)| !entity.entity_type.is_value())
        .map(|(index, _)| index)
        .collect();
    let candidates = chosen.len();
    chosen.sort_by_key(|&entity| {
        let relations = view.relations_of(entity).count();
        let mentions = view.mentions_of(entity).len();
        (relations == 0, std::cmp::Reverse(relations * 2 + mentions), entity)
    });
    chosen.truncate(MAX_NODES);
    let edges = edges_between(view, &chosen);
    let radii: Vec<f64> =
        chosen.iter().map(|&entity| radius(view.mentions_of(entity).len())).collect();
    let places = places(&radii, &edges);
    let nodes: Vec<GraphNode> = chosen
        .iter()
        .zip(places)
        .zip(&radii)
        .map(|((&entity, at), &radius)| GraphNode { entity, at, radius })
        .collect();
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
            None => edges.push(GraphEdge { from, to, relations: vec![index] }),
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

fn frame(nodes: &[GraphNode]) -> [f64; 4] {
    const ROOM_FOR_NAMES: f64 = 90.0;
    let ends = |axis: usize, room: f64| {
        let low =
            nodes.iter().map(|node| node.at[axis] - node.radius).fold(f64::INFINITY, f64::min);
        let high =
            nodes.iter().map(|node| node.at[axis] + node.radius).fold(f64::NEG_INFINITY, f64::max);
        if low > high { (0.0, 1.0) } else { (low - room, high - low + 2.0 * room) }
    };
    let ((left, width), (top, height)) = (ends(0, ROOM_FOR_NAMES), ends(1, ROOM_FOR_NAMES / 2.0));
    [left, top, width, height].map(f64::round)
}
