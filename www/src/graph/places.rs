//! Where the nodes stand: a force layout, after which no name lies on another.

use fjadra::{Collide, Link, ManyBody, Node, PositionX, PositionY, SimulationBuilder};

use super::{GraphEdge, GraphNode, LABEL_BELOW};

/// Runs the simulation to its end. Wider than high, as screens are; upright for phones.
pub(super) fn places(radii: &[f64], edges: &[GraphEdge], upright: bool) -> Vec<[f64; 2]> {
    let room: Vec<f64> = radii.iter().map(|radius| radius + 26.0).collect();
    let links: Vec<(usize, usize)> = edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let (across, down) = if upright { (0.2, 0.06) } else { (0.06, 0.11) };
    let mut simulation = SimulationBuilder::default()
        .build(radii.iter().map(|_| Node::default()))
        .add_force("link", Link::new(links).distance(if upright { 120.0 } else { 150.0 }))
        .add_force("charge", ManyBody::new().strength(-480.0))
        .add_force("collide", Collide::new().radius(move |node| room[node]).iterations(2))
        .add_force("x", PositionX::new().strength(across))
        .add_force("y", PositionY::new().strength(down));
    simulation.step();
    simulation.positions().collect()
}

/// A rectangle: its middle and half of its sides.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) middle: [f64; 2],
    pub(super) half: [f64; 2],
}

impl Area {
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        [0, 1].iter().all(|&axis| {
            (self.middle[axis] - other.middle[axis]).abs() < self.half[axis] + other.half[axis]
        })
    }
}

impl GraphNode {
    /// The circle, and the name below it: beside the circle there is room for a verb.
    pub(super) fn parts(&self) -> [Area; 2] {
        let [x, y] = self.at;
        [
            Area { middle: [x, y], half: [self.radius + 4.0; 2] },
            Area {
                middle: [x, y + self.radius + LABEL_BELOW - 6.0],
                half: [self.label_width / 2.0 + 2.0, 10.0],
            },
        ]
    }

    /// The circle and the name below it, as one.
    pub(super) fn area(&self) -> Area {
        let width = self.label_width.max(2.0 * self.radius);
        let height = 2.0 * self.radius + LABEL_BELOW + 6.0;
        let middle = [self.at[0], self.at[1] - self.radius + height / 2.0];
        Area { middle, half: [width / 2.0 + 6.0, height / 2.0 + 4.0] }
    }
}

/// Moves each node to the nearest place where its circle and name lie on none before it.
pub(super) fn separate(nodes: &mut [GraphNode]) {
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

/// A rectangle around all circles, names and lines: left, top, width, height.
pub(super) fn frame(nodes: &[GraphNode], edges: &[GraphEdge]) -> [f64; 4] {
    const MARGIN: f64 = 16.0;
    let areas: Vec<Area> =
        nodes.iter().map(GraphNode::area).chain(edges.iter().flat_map(GraphEdge::areas)).collect();
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
