//! What of the relations is shown, and how: the reader's choice, and the lists that follow from it.

mod evidence;
mod filter;
mod moment;
mod timeline;

pub use evidence::{Strip, cut_at, strips};
pub use filter::{Certainty, Condition, Field, Filter, Speaker, matching};
pub use moment::{Moment, moment};
pub use timeline::{Timeline, timeline};

use std::ops::Range;

use gloss::export::json::Relation;

use crate::{order::sort_by_key, view::View};

/// How the relations are shown, and which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presentation {
    /// How.
    pub mode: Mode,
    /// Which.
    pub filter: Filter,
}

/// The ways to show relations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// One below the other, in the order of the text.
    #[default]
    Table,
    /// By the two entities that they join.
    Pairs,
    /// In their sentences, the text between folded away.
    Evidence,
    /// By date.
    Timeline,
}

impl Mode {
    /// All of them, in order, with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Table, "Table"),
        (Self::Pairs, "By pair"),
        (Self::Evidence, "Evidence"),
        (Self::Timeline, "Time line"),
    ];
}

/// Two entities and what is said of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Their ids: subject and object of the first relation.
    pub ends: [String; 2],
    /// The relations that join them, by index, whichever is the subject.
    pub relations: Vec<usize>,
}

/// Relations by the two entities that they join: the pairs with the most first, equals in the order
/// of the text.
pub fn pairs(view: &View, relations: &[usize]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for &index in relations {
        let relation = &view.article.relations[index];
        let ends = [&relation.subject, &relation.object];
        let same = |pair: &&mut Pair| ends.iter().all(|end| pair.ends.contains(end));
        match pairs.iter_mut().find(same) {
            Some(pair) => pair.relations.push(index),
            None => pairs.push(Pair { ends: ends.map(Clone::clone), relations: vec![index] }),
        }
    }
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    sort_by_key(&mut order, |pair| usize::MAX - pairs[pair].relations.len());
    order.into_iter().map(|pair| pairs[pair].clone()).collect()
}

/// The relations to draw, by index: those of the entity that is chosen, else those that stand on the
/// place that the reader was led to.
pub fn in_focus(view: &View, entity: Option<usize>, place: Option<&Range<usize>>) -> Vec<usize> {
    if let Some(entity) = entity {
        return view.relations_of(entity).map(|(index, _)| index).collect();
    }
    let stands_there =
        |relation: &Relation| place.is_some_and(|place| view.evidence_of(relation).contains(place));
    view.relations()
        .filter(|(_, relation)| stands_there(relation))
        .map(|(index, _)| index)
        .collect()
}

#[cfg(test)]
mod tests;
