//! Entities and relations as a drawing, the same for the same article: no name lies on another, and
//! a verb stands only where there is room.
//!
//! [`draw`] makes it; [`lens`] says which part of it is seen, [`hand`] what presses and drags mean.

use crate::{order::sort_by_key, view::View};

mod edges;
pub mod hand;
pub mod lens;
mod places;

pub use edges::{GraphEdge, Group, Manner};

/// The most nodes that stay readable: more are drawn only when asked for.
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
    /// How many entities of the article have no relation to another.
    pub alone: usize,
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

/// What is to be drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Whether entities without a relation to another are drawn, too.
    pub all: bool,
    /// Whether more than [`MAX_NODES`] may be drawn.
    pub crowded: bool,
    /// Whether it is to be higher than wide.
    pub upright: bool,
}

/// Draws the entities of an article and some relations of it, given by index: those with relations
/// first, then the most mentioned; dates and amounts are left out. `measure` says how much room the
/// words take.
pub fn draw(view: &View, relations: &[usize], plan: Plan, measure: Measure) -> Drawing {
    let mut chosen: Vec<usize> =
        view.entities().map(|(index, _)| index).filter(|&entity| can_stand(view, entity)).collect();
    let number = chosen.len();
    let lines = number_of_lines(view, relations);
    let joined: Vec<usize> = chosen.iter().copied().filter(|&entity| lines[entity] > 0).collect();
    let alone = number - joined.len();
    if !plan.all {
        chosen = joined;
    }
    let candidates = chosen.len();
    sort_by_key(&mut chosen, |entity| {
        let mentions = view.mentions_of(entity).len();
        (lines[entity] == 0, std::cmp::Reverse(lines[entity] * 2 + mentions), entity)
    });
    if !plan.crowded {
        chosen.truncate(MAX_NODES);
    }
    let mut edges = edges::edges(view, relations, &chosen, measure);
    let radii: Vec<f64> =
        chosen.iter().map(|&entity| radius(view.mentions_of(entity).len())).collect();
    let places = places::places(&radii, &edges, plan.upright);
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
    places::separate(&mut nodes);
    edges::route(&nodes, &mut edges);
    Drawing { frame: places::frame(&nodes, &edges), nodes, edges, candidates, alone }
}

/// Whether an entity can be a node: it is no value.
fn can_stand(view: &View, entity: usize) -> bool {
    !view.entity(entity).entity_type.is_value() && !view.mentions_of(entity).is_empty()
}

/// How many relations join each entity to another, where both can be nodes.
fn number_of_lines(view: &View, relations: &[usize]) -> Vec<usize> {
    let mut lines = vec![0; view.article.entities.len()];
    for &index in relations {
        let relation = &view.article.relations[index];
        let ends = [&relation.subject, &relation.object].map(|id| view.find_entity(id));
        let [Some(one), Some(other)] = ends else { continue };
        if one != other && can_stand(view, one) && can_stand(view, other) {
            lines[one] += 1;
            lines[other] += 1;
        }
    }
    lines
}

impl Drawing {
    /// With a node in another place, and its lines with it.
    #[must_use]
    pub fn with_node_at(&self, node: usize, at: [f64; 2]) -> Self {
        let mut changed = self.clone();
        changed.nodes[node].at = at;
        edges::route(&changed.nodes, &mut changed.edges);
        changed.frame = places::frame(&changed.nodes, &changed.edges);
        changed
    }

    /// The nodes that lines join to one.
    fn neighbours(&self, node: usize) -> impl Iterator<Item = usize> {
        let other = move |edge: &GraphEdge| match node {
            _ if edge.from == node => Some(edge.to),
            _ if edge.to == node => Some(edge.from),
            _ => None,
        };
        self.edges.iter().filter_map(other)
    }

    /// Whether a line joins two nodes.
    pub fn joins(&self, one: usize, other: usize) -> bool {
        self.neighbours(one).any(|joined| joined == other)
    }

    /// Whether a line leads to a node.
    pub fn has_lines(&self, node: usize) -> bool {
        self.neighbours(node).next().is_some()
    }

    /// The next node in a direction: along a line if there is one, else across the ground.
    pub fn next(&self, node: usize, direction: [f64; 2]) -> Option<usize> {
        let joined = self.nearest(node, direction, &mut self.neighbours(node));
        joined.or_else(|| self.nearest(node, direction, &mut (0..self.nodes.len())))
    }

    /// The nearest of some nodes that lie in a direction, rather straight on than aside.
    fn nearest(
        &self,
        node: usize,
        [dx, dy]: [f64; 2],
        others: &mut dyn Iterator<Item = usize>,
    ) -> Option<usize> {
        let from = self.nodes[node].at;
        let mut best = None;
        for other in others {
            let at = self.nodes[other].at;
            let (x, y) = (at[0] - from[0], at[1] - from[1]);
            let along = x * dx + y * dy;
            let aside = (x * dy - y * dx).abs();
            let far = along + 2.0 * aside;
            if along > 0.0 && aside <= 1.8 * along && best.is_none_or(|(least, _)| far < least) {
                best = Some((far, other));
            }
        }
        best.map(|(_, other)| other)
    }
}

fn radius(mentions: usize) -> f64 {
    (6.0 + 4.0 * (mentions as f64).sqrt()).min(30.0)
}

fn shortened(name: &str) -> String {
    const LONGEST: usize = 26;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let start: String = name.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}

#[cfg(test)]
mod tests;
