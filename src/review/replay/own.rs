//! Words of a reader's own.

use super::Replay;
use crate::{
    document::EntityType,
    export::json::Status,
    review::{
        apply::Reason,
        occurrences::{Place, free},
    },
};

impl Replay<'_> {
    /// Wherever some words stand in text that is read and no longer mention holds them, they are of a type, and one
    /// entity. What was decided there before stays; what is suggested of a part of them is rejected.
    pub(in crate::review) fn own(&mut self, words: &str, of: EntityType) -> Result<(), Reason> {
        let words = words.trim();
        if words.is_empty() {
            return Err(Reason::NotUnderstood("\"words\" is empty".to_owned()));
        }
        let standing = self.order.iter().copied().filter(|&mention| self.is_standing(mention));
        let standing: Vec<Place> = standing.map(|mention| self.place(mention)).collect();
        let places = free(self.finder.all(words), self.blocks, &standing);
        let known = |&place: &Place| {
            let standing = |&&mention: &&usize| self.is_standing(mention);
            self.at(place).iter().find(standing).copied()
        };
        let mut entity = places.iter().find_map(known).map(|mention| self.mentions[mention].entity);
        for place in places {
            let there = self.at(place).to_vec();
            let mention = match self.of_type(place, of) {
                Some(mention) if !self.is_standing(mention) => continue,
                Some(mention) => {
                    self.decide(mention, Status::Accepted);
                    mention
                }
                None => match there.into_iter().find(|&mention| self.is_standing(mention)) {
                    Some(mention) => {
                        self.retype_alone(mention, of);
                        mention
                    }
                    None => self.put(place, of, None, None, entity),
                },
            };
            entity.get_or_insert(self.mentions[mention].entity);
            self.reject_within(place);
        }
        Ok(())
    }

    fn is_standing(&self, mention: usize) -> bool {
        self.mentions[mention].row.status != Status::Rejected
    }

    /// Rejects what is suggested of parts of a place.
    fn reject_within(&mut self, place: Place) {
        let start = self.order.partition_point(|&mention| self.place(mention).0 < place.0);
        let rest = self.order[start..].iter().copied();
        let rest = rest.take_while(|&mention| self.place(mention).0 < place.1);
        let is_part = |&mention: &usize| {
            let is_shorter = self.place(mention).1 <= place.1 && self.place(mention) != place;
            is_shorter && self.mentions[mention].row.status == Status::Suggested
        };
        for mention in rest.filter(is_part).collect::<Vec<_>>() {
            self.decide(mention, Status::Rejected);
        }
    }
}
