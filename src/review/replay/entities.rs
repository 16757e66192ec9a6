//! Edits of entities.

use super::{EntityNow, Replay};
use crate::{
    document::{EntityType, MentionKind},
    export::json::{Entity, Extra, Link, Mention, Status},
    review::{anchor::MentionAnchor, apply::Reason},
};

impl Replay<'_> {
    /// An entity for a mention that has none yet.
    pub(super) fn new_entity(&mut self, mention: &Mention) -> usize {
        let row = Entity {
            id: self.new_id('e', self.entities.len()),
            name: on_one_line(&mention.text),
            entity_type: mention.entity_type,
            aliases: Vec::new(),
            links: Vec::new(),
            named: matches!(mention.kind, MentionKind::Name | MentionKind::Value),
            country: None,
            description: None,
            coordinates: None,
            extra: Extra::new(),
        };
        self.entities.push(EntityNow::new(row));
        self.entities.len() - 1
    }

    pub(in crate::review) fn retype_entity(
        &mut self,
        anchor: &MentionAnchor,
        to: EntityType,
    ) -> Result<(), Reason> {
        let entity = self.entity(anchor)?;
        let from = self.entities[entity].row.entity_type;
        let mut mentions = self.entities[entity].mentions.clone();
        // What the reader rejected stays so.
        let has_it = |row: &Mention| row.entity_type == from && row.status != Status::Rejected;
        mentions.retain(|&mention| has_it(&self.mentions[mention].row));
        if mentions.iter().any(|&mention| self.would_be_twice(mention, to)) {
            return Err(Reason::Twice);
        }
        for mention in mentions {
            self.set_type(mention, to);
        }
        self.entities[entity].row.entity_type = to;
        Ok(())
    }

    pub(in crate::review) fn rename(
        &mut self,
        anchor: &MentionAnchor,
        name: &str,
    ) -> Result<(), Reason> {
        let name = on_one_line(name);
        if name.is_empty() {
            return Err(Reason::NotUnderstood("\"words\" is empty".to_owned()));
        }
        let entity = self.entity(anchor)?;
        let row = &mut self.entities[entity].row;
        row.aliases.retain(|alias| *alias != name);
        let old = std::mem::replace(&mut row.name, name);
        self.learn_name(entity, &old);
        self.forget_name(entity, &old);
        Ok(())
    }

    pub(in crate::review) fn link(
        &mut self,
        anchor: &MentionAnchor,
        links: Vec<Link>,
    ) -> Result<(), Reason> {
        let entity = self.entity(anchor)?;
        let row = &mut self.entities[entity].row;
        if !links.iter().any(|link| is_among(link, &row.links)) {
            // What a list said was of something else.
            (row.description, row.coordinates) = (None, None);
        }
        row.links = links;
        for relation in self.entities[entity].relations.clone() {
            self.settle(relation);
        }
        Ok(())
    }

    pub(in crate::review) fn merge(
        &mut self,
        into: &MentionAnchor,
        other: &MentionAnchor,
    ) -> Result<(), Reason> {
        let (entity, other) = (self.entity(into)?, self.entity(other)?);
        if entity == other {
            return Ok(());
        }
        let mentions = std::mem::take(&mut self.entities[other].mentions);
        for &mention in &mentions {
            self.mentions[mention].entity = entity;
        }
        self.entities[entity].mentions.extend(mentions);
        self.entities[other].is_gone = true;
        let gone = self.entities[other].row.clone();
        self.learn_from(entity, gone);
        let relations = std::mem::take(&mut self.entities[other].relations);
        self.replace_in(&relations, None, other, entity);
        Ok(())
    }

    /// What an entity has of another one that it takes in: its names, and what a list says, if it has none itself.
    fn learn_from(&mut self, entity: usize, other: Entity) {
        if other.named {
            self.learn_name(entity, &other.name);
        }
        for alias in &other.aliases {
            self.learn_name(entity, alias);
        }
        let row = &mut self.entities[entity].row;
        if row.links.is_empty() {
            row.links = other.links;
            row.description = row.description.take().or(other.description);
            row.coordinates = row.coordinates.take().or(other.coordinates);
        }
        row.country = row.country.take().or(other.country);
        if other.named && !row.named {
            let words = std::mem::replace(&mut row.name, other.name);
            row.named = true;
            row.aliases.retain(|alias| *alias != row.name && *alias != words);
        }
    }

    pub(in crate::review) fn split(&mut self, anchor: &MentionAnchor) -> Result<(), Reason> {
        let mention = self.mention(anchor)?;
        if self.entities[self.mentions[mention].entity].mentions.len() > 1 {
            let row = self.mentions[mention].row.clone();
            let entity = self.new_entity(&row);
            self.move_to(mention, entity);
        }
        Ok(())
    }

    /// A mention stands for another entity, and what is said of it there.
    pub(super) fn move_to(&mut self, mention: usize, entity: usize) {
        let old = self.mentions[mention].entity;
        if old == entity {
            return;
        }
        self.leave(mention);
        self.mentions[mention].entity = entity;
        self.entities[entity].mentions.push(mention);
        let row = &self.mentions[mention].row;
        if row.kind == MentionKind::Name {
            let text = row.text.clone();
            self.learn_name(entity, &text);
        }
        let relations = self.mentions[mention].relations.clone();
        self.replace_in(&relations, Some(mention), old, entity);
    }

    /// A mention stands for its entity no more.
    pub(super) fn leave(&mut self, mention: usize) {
        let entity = self.mentions[mention].entity;
        let mentions = &mut self.entities[entity].mentions;
        if let Some(at) = mentions.iter().position(|&other| other == mention) {
            mentions.remove(at);
        }
        if mentions.is_empty() {
            self.entities[entity].is_gone = true;
            for relation in self.entities[entity].relations.clone() {
                self.settle(relation);
            }
            return;
        }
        let text = self.mentions[mention].row.text.clone();
        self.forget_name(entity, &text);
    }

    /// An entity has another name, if it is one that it has not.
    pub(super) fn learn_name(&mut self, entity: usize, name: &str) {
        let row = &mut self.entities[entity].row;
        let name = on_one_line(name);
        if row.name != name && !row.aliases.contains(&name) {
            row.aliases.push(name);
        }
    }

    /// An entity has a name no more that none of its mentions has.
    pub(super) fn forget_name(&mut self, entity: usize, name: &str) {
        let EntityNow { row, mentions, .. } = &mut self.entities[entity];
        let name = on_one_line(name);
        let mut rows = mentions.iter().map(|&mention| &self.mentions[mention].row);
        if rows.any(|row| on_one_line(&row.text) == name) {
            return;
        }
        row.aliases.retain(|alias| *alias != name);
        if row.name != name {
            return;
        }
        // The fullest name; the first words, if it has none.
        let rows = || mentions.iter().map(|&mention| &self.mentions[mention].row);
        let names = rows().filter(|row| row.kind == MentionKind::Name);
        let longest = names.rev().max_by_key(|row| row.text.len());
        if let Some(mention) = longest.or(rows().next()) {
            row.named = row.named && (longest.is_some() || mention.kind == MentionKind::Value);
            row.name = on_one_line(&mention.text);
            row.aliases.retain(|alias| *alias != row.name);
        }
    }
}

/// Whether a link leads to the same entry as one of others.
pub(super) fn is_among(link: &Link, others: &[Link]) -> bool {
    others.iter().any(|other| (other.kb, &other.id) == (link.kb, &link.id))
}

pub(super) fn on_one_line(words: &str) -> String {
    let mut line = String::new();
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
