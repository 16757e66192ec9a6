//! What the machine said where a review changed it: with it, a reviewed document gives back the
//! machine's own.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    export::json::{Article, Entity, Extra, Mention, Relation, UNREVIEWED_VERSION},
    order::{gather, sort_by_key},
};

/// What the machine said where a review changed it, and what it did not say.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Machine {
    /// Mentions that are otherwise now, or gone.
    pub mentions: Vec<Overridden<Mention>>,
    /// Entities that are otherwise now, or gone.
    pub entities: Vec<Overridden<Entity>>,
    /// Relations that are otherwise now, or gone.
    pub relations: Vec<Overridden<Relation>>,
    /// The ids of what the machine did not find.
    pub added: Vec<String>,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something as the machine said it. It has the id of what it has become.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Overridden{T}"))]
pub struct Overridden<T> {
    /// Where it stood in the machine's table, from 0.
    pub index: usize,
    /// What it was.
    pub was: T,
}

impl Machine {
    /// Whether the machine found something of that id.
    pub fn found(&self, id: &str) -> bool {
        !self.added.iter().any(|added| added == id)
    }

    /// A mention as the machine had it, if it is otherwise now.
    pub fn mention(&self, id: &str) -> Option<&Mention> {
        self.mentions.iter().map(|it| &it.was).find(|was| was.id == id)
    }

    /// An entity as the machine had it, if it is otherwise now.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().map(|it| &it.was).find(|was| was.id == id)
    }

    /// A relation as the machine had it, if it is otherwise now.
    pub fn relation(&self, id: &str) -> Option<&Relation> {
        self.relations.iter().map(|it| &it.was).find(|was| was.id == id)
    }
}

/// The machine's document that a reviewed one was made of, without the review; one that was not reviewed, as it is.
pub fn machine(reviewed: &Article) -> Article {
    let mut article = reviewed.clone();
    article.version = UNREVIEWED_VERSION;
    article.review = None;
    let Some(machine) = article.machine.take() else { return article };
    let added: BTreeSet<String> = gather(machine.added.iter().cloned());
    article.mentions = restored(article.mentions, machine.mentions, &added, |it| &it.id);
    article.entities = restored(article.entities, machine.entities, &added, |it| &it.id);
    article.relations = restored(article.relations, machine.relations, &added, |it| &it.id);
    article
}

/// A table as it was.
fn restored<T>(
    table: Vec<T>,
    mut overridden: Vec<Overridden<T>>,
    added: &BTreeSet<String>,
    id: fn(&T) -> &String,
) -> Vec<T> {
    if overridden.is_empty() && added.is_empty() {
        return table;
    }
    sort_by_key(&mut overridden, |it| it.index);
    let changed: BTreeSet<String> = gather(overridden.iter().map(|it| id(&it.was).clone()));
    let is_kept = |row: &T| !added.contains(id(row)) && !changed.contains(id(row));
    let mut kept = table.into_iter().filter(is_kept);
    let mut restored = Vec::new();
    for Overridden { index, was } in overridden {
        while restored.len() < index {
            let Some(row) = kept.next() else { break };
            restored.push(row);
        }
        restored.push(was);
    }
    restored.extend(kept);
    restored
}

/// What of the machine's table is otherwise or gone in another one.
pub(super) fn overridden<'r, T: Clone + PartialEq + 'r>(
    machine: &[T],
    now: impl Iterator<Item = Option<&'r T>>,
) -> Vec<Overridden<T>> {
    let pairs = machine.iter().zip(now).enumerate();
    let changed = pairs.filter(|(_, (was, now))| *now != Some(*was));
    changed.map(|(index, (was, _))| Overridden { index, was: was.clone() }).collect()
}
