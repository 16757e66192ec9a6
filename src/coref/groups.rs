//! Mentions that stand for one entity.

use crate::{
    document::EntityType,
    lists::{Gender, ThingId},
    order::sort_by_key,
};

/// The mentions of one entity, with what the grouping has learnt of it.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Indices of its mentions, in the order of the text.
    pub(super) mentions: Vec<usize>,
    pub(super) entity_type: EntityType,
    /// The known thing that it is, if the lists leave no doubt.
    pub(super) thing: Option<ThingId>,
    /// The folded words of its names, longest name first.
    pub(super) names: Vec<Vec<String>>,
    /// Of a person, from title, forename or lists.
    pub(super) gender: Option<Gender>,
    /// The forename of a pair with the surname of both: "George Markov" of "George and Elena Markov".
    pub(super) full_name: Option<String>,
    /// What stands behind "born" and the like: nobody else in the text calls them so.
    pub(super) other_names: Vec<String>,
}

impl Group {
    /// One without a mention yet.
    pub(super) fn new(entity_type: EntityType) -> Self {
        Self {
            mentions: Vec::new(),
            entity_type,
            thing: None,
            names: Vec::new(),
            gender: None,
            full_name: None,
            other_names: Vec::new(),
        }
    }

    /// The name with most words.
    pub(super) fn longest(&self) -> &[String] {
        self.names.first().map_or(&[], Vec::as_slice)
    }

    /// Adds a name, if it is new.
    pub(super) fn add_name(&mut self, words: &[String]) {
        if !self.names.iter().any(|known| known == words) {
            self.names.push(words.to_vec());
            sort_by_key(&mut self.names, |name| std::cmp::Reverse(name.len()));
        }
    }
}
