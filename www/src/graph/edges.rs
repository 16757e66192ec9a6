//! The lines of the drawing: what they say by colour, width and dashes, how they run, and where
//! there is room for their verbs.

use gloss::{
    document::{Modality, PloverClass},
    export::json::Relation,
};

use super::{GraphNode, Lettering, Measure, places::Area};
use crate::{look::short_claim, view::View};

/// The relations of one subject with one object that are drawn as one line.
#[derive(Clone, Debug, PartialEq)]
pub struct GraphEdge {
    /// Index of the subject's node.
    pub from: usize,
    /// Index of the object's node.
    pub to: usize,
    /// How it is drawn.
    pub manner: Manner,
    /// The relations, by index.
    pub relations: Vec<usize>,
    /// Whether all of them hold both ways.
    pub symmetric: bool,
    /// The first verb, with a word before it where it is no fact, and how many others there are.
    pub label: String,
    /// The middle of the label, where there is room for it.
    pub label_at: Option<[f64; 2]>,
    label_width: f64,
    /// How far the line swerves from the straight way.
    bend: f64,
    /// From rim to rim: start, control point, end.
    curve: [[f64; 2]; 3],
}

/// How a line is drawn: colour, dashes, a cross.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// What its relations are about.
    pub group: Group,
    /// Whether they are only alleged, planned or possible.
    pub modality: Modality,
    /// Whether they are said not to be so.
    pub negated: bool,
}

/// What a relation is about: no event, or a group of PLOVER's event categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Roles, places, memberships.
    Ties,
    /// Agreeing, meeting, helping, yielding, withdrawing.
    Cooperation,
    /// Conflict in words, and what asks for an answer.
    Words,
    /// Conflict in deeds, by law or against it.
    Force,
}

impl Group {
    /// All of them, with their name in the style sheet and in words.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Cooperation, "cooperation", "Cooperation, concessions"),
        (Self::Words, "words", "Disputes, demands, inquiries"),
        (Self::Force, "force", "Force, pressure, crime, protest"),
        (Self::Ties, "ties", "Roles, places, ties"),
    ];

    /// The group of a category, as PLOVER's code book has it.
    fn of(class: Option<PloverClass>) -> Self {
        use PloverClass::{
            Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Crime, Demand, Disapprove,
            Investigate, Mobilize, Protest, Reject, Request, Retreat, Sanction, Support, Threaten,
        };
        match class {
            None => Self::Ties,
            Some(Agree | Aid | Concede | Consult | Cooperate | Retreat | Support) => {
                Self::Cooperation
            }
            Some(Demand | Disapprove | Investigate | Reject | Request | Threaten) => Self::Words,
            Some(Assault | Coerce | Crime | Mobilize | Protest | Sanction) => Self::Force,
        }
    }
}

impl Manner {
    /// Whether they are no more than alleged, planned or possible.
    pub fn is_doubtful(self) -> bool {
        self.modality != Modality::Asserted
    }

    fn of(relation: &Relation) -> Self {
        Self {
            group: Group::of(relation.class),
            modality: relation.modality,
            negated: relation.negated,
        }
    }
}

/// How far a line swerves, alone and where another runs back.
const BENDS: [f64; 2] = [10.0, 26.0];

/// How much farther each further line of the same way swerves.
const LANE: f64 = 30.0;

/// The height of a label.
const LABEL_HEIGHT: f64 = 16.0;

/// Some relations as lines between some entities; `nodes` has them in the order of the nodes.
pub(super) fn edges(
    view: &View,
    relations: &[usize],
    nodes: &[usize],
    measure: Measure,
) -> Vec<GraphEdge> {
    let mut edges: Vec<GraphEdge> = Vec::new();
    for &index in relations {
        let relation = &view.article.relations[index];
        let node = |id: &str| {
            let entity = view.find_entity(id)?;
            nodes.iter().position(|&other| other == entity)
        };
        let (Some(from), Some(to)) = (node(&relation.subject), node(&relation.object)) else {
            continue;
        };
        if from == to {
            continue;
        }
        let manner = Manner::of(relation);
        let same = |edge: &&mut GraphEdge| (edge.from, edge.to, edge.manner) == (from, to, manner);
        match edges.iter_mut().find(same) {
            Some(edge) => edge.relations.push(index),
            None => edges.push(GraphEdge {
                from,
                to,
                manner,
                relations: vec![index],
                symmetric: false,
                label: String::new(),
                label_at: None,
                label_width: 0.0,
                bend: 0.0,
                curve: [[0.0; 2]; 3],
            }),
        }
    }
    let ways: Vec<(usize, usize)> = edges.iter().map(|edge| (edge.from, edge.to)).collect();
    for (index, edge) in edges.iter_mut().enumerate() {
        let back = ways.contains(&(edge.to, edge.from));
        let lane = ways[..index].iter().filter(|way| **way == ways[index]).count();
        edge.bend = BENDS[usize::from(back)] + LANE * lane as f64;
        edge.label = label(view, edge);
        edge.label_width = measure(&edge.label, Lettering::Verb);
        edge.symmetric = edge
            .relations
            .iter()
            .all(|&it| view.article.relations[it].relation_type.is_symmetric());
    }
    edges
}

/// The first verb, with a word before it where it is no fact, and how many others there are.
fn label(view: &View, edge: &GraphEdge) -> String {
    let mut claims: Vec<String> = Vec::new();
    for &relation in &edge.relations {
        let claim = short_claim(view, &view.article.relations[relation]);
        if !claims.contains(&claim) {
            claims.push(claim);
        }
    }
    let mut label = claims.first().cloned().unwrap_or_default();
    if claims.len() > 1 {
        label.push_str(" +");
        label.push_str(&(claims.len() - 1).to_string());
    }
    label
}

/// Whether words stand one after the other in a text, punctuation aside.
fn holds_words(text: &str, words: &str) -> bool {
    fn split(text: &str) -> Vec<&str> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
    }
    let (text, words) = (split(text), split(words));
    words.is_empty() || text.windows(words.len()).any(|stretch| stretch == words)
}

/// Draws the lines from rim to rim, and puts each label where it lies on nothing else.
pub(super) fn route(nodes: &[GraphNode], edges: &mut [GraphEdge]) {
    const PLACES: [f64; 5] = [0.5, 0.4, 0.6, 0.3, 0.7];
    /// On the line, else just above or below it.
    const ASIDE: [f64; 3] = [0.0, -10.0, 10.0];
    let mut taken: Vec<Area> = nodes.iter().flat_map(GraphNode::parts).collect();
    for edge in edges {
        edge.curve = curve(&nodes[edge.from], &nodes[edge.to], edge.bend);
        let areas =
            ASIDE.iter().flat_map(|&aside| PLACES.map(|place| edge.label_area(place, aside)));
        let free = { areas }.find(|area| !taken.iter().any(|other| area.overlaps(other)));
        edge.label_at = free.map(|area| area.middle);
        taken.extend(free);
    }
}

impl GraphEdge {
    /// The middle of the line.
    pub fn middle(&self) -> [f64; 2] {
        point(&self.curve, 0.5)
    }

    /// What the line is called by those who hear it: its statements, after the label where that says it in other
    /// words, since what is seen must be part of what is heard.
    pub fn name(&self, statements: String) -> String {
        if holds_words(&statements, &self.label) {
            return statements;
        }
        [&self.label, " – ", &statements].concat()
    }

    /// How thick the line is: the more sentences say so, the thicker.
    pub fn width(&self) -> f64 {
        (0.5 + self.relations.len() as f64).min(5.0)
    }

    /// The line, as the path of an SVG.
    pub fn line(&self) -> String {
        let [start, control, mut end] = self.curve;
        if !self.symmetric {
            end = self.before_end(self.head_length() - 1.0);
        }
        let [[x1, y1], [cx, cy], [x2, y2]] = [start, control, end].map(rounded);
        format!("M{x1} {y1}Q{cx} {cy} {x2} {y2}")
    }

    /// The head at the object, as the path of an SVG; none where the relation holds both ways.
    pub fn head(&self) -> Option<String> {
        let [dx, dy] = self.direction();
        let half = 2.5 + self.width();
        let base = self.before_end(self.head_length());
        let left = rounded([base[0] - dy * half, base[1] + dx * half]);
        let right = rounded([base[0] + dy * half, base[1] - dx * half]);
        let tip = rounded(self.curve[2]);
        (!self.symmetric).then(|| {
            format!("M{} {}L{} {}L{} {}z", left[0], left[1], tip[0], tip[1], right[0], right[1])
        })
    }

    /// The cross over a line that is said not to be so, as the path of an SVG.
    pub fn cross(&self) -> Option<String> {
        let [x, y] = rounded(point(&self.curve, 0.8));
        self.manner.negated.then(|| format!("M{x} {y}m-5-5l10 10m0-10l-10 10"))
    }

    fn label_area(&self, place: f64, aside: f64) -> Area {
        let half = [self.label_width / 2.0 + 3.0, LABEL_HEIGHT / 2.0];
        let [x, y] = point(&self.curve, place);
        Area { middle: [x, y + aside], half }
    }

    /// What the line and its label take up.
    pub(super) fn areas(&self) -> [Area; 2] {
        let middle = self.middle();
        let label = self.label_at.map_or(0.0, |_| self.label_width / 2.0);
        [
            Area { middle, half: [2.0; 2] },
            Area { middle: self.label_at.unwrap_or(middle), half: [label, LABEL_HEIGHT / 2.0] },
        ]
    }

    fn head_length(&self) -> f64 {
        6.0 + 1.6 * self.width()
    }

    fn before_end(&self, by: f64) -> [f64; 2] {
        let [dx, dy] = self.direction();
        [self.curve[2][0] - dx * by, self.curve[2][1] - dy * by]
    }

    /// Where the line points at its end.
    fn direction(&self) -> [f64; 2] {
        let [_, control, end] = self.curve;
        let (dx, dy) = (end[0] - control[0], end[1] - control[1]);
        let length = dx.hypot(dy).max(1.0);
        [dx / length, dy / length]
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
        let there = 1.0 - at;
        there * there * start[axis] + 2.0 * at * there * control[axis] + at * at * end[axis]
    })
}

/// To tenths of a pixel, which is all that a screen shows.
fn rounded(point: [f64; 2]) -> [f64; 2] {
    point.map(|it| (it * 10.0).round() / 10.0)
}
