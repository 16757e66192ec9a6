//! Edits of mentions.

use super::{Replay, entities::on_one_line, judged, type_of};
use crate::{
    document::{EntityType, MentionKind},
    export::json::{Extra, Mention, Span, Status},
    review::{anchor::MentionAnchor, apply::Reason},
};

impl Replay<'_> {
    pub(in crate::review) fn add(
        &mut self,
        anchor: &MentionAnchor,
        kind: Option<MentionKind>,
        value: Option<String>,
        entity: Option<&MentionAnchor>,
    ) -> Result<(), Reason> {
        let (span, entity_type) = (self.span(anchor)?, type_of(anchor)?);
        let entity = entity.map(|of| self.entity(of)).transpose()?;
        let Some(there) = self.of_type(span, entity_type) else {
            self.put(span, entity_type, kind, value, entity);
            return Ok(());
        };
        self.decide(there, Status::Accepted);
        if let Some(entity) = entity {
            self.move_to(there, entity);
        }
        Ok(())
    }

    /// Makes a mention.
    pub(super) fn put(
        &mut self,
        (start, end): (usize, usize),
        entity_type: EntityType,
        kind: Option<MentionKind>,
        value: Option<String>,
        entity: Option<usize>,
    ) -> usize {
        let row = Mention {
            id: self.new_id('m', self.mentions.len()),
            start,
            end,
            text: self.finder.slice((start, end)).to_owned(),
            entity_type,
            entity: String::new(), // filled in at the end
            kind: kind.unwrap_or(usual_kind(entity_type)),
            value,
            confidence: None,
            status: self.author.status,
            source: self.author.source.clone(),
            extra: Extra::new(),
        };
        let entity = entity.unwrap_or_else(|| self.new_entity(&row));
        let (text, is_name) = (row.text.clone(), row.kind == MentionKind::Name);
        let mention = self.push_mention(row, Some(entity), Some(self.author.status));
        if is_name {
            self.learn_name(entity, &text);
        }
        self.enter(mention);
        mention
    }

    /// Puts a mention among those that can be found.
    fn enter(&mut self, mention: usize) {
        let place = self.place(mention);
        let at = self.order.partition_point(|&other| self.place(other) <= place);
        self.order.insert(at, mention);
    }

    /// Takes a mention out of those that can be found.
    fn withdraw(&mut self, mention: usize) {
        let place = self.place(mention);
        let start = self.order.partition_point(|&other| self.place(other) < place);
        let found = self.order[start..].iter().position(|&other| other == mention);
        if let Some(at) = found {
            self.order.remove(start + at);
        }
    }

    /// The mention of an anchor; where another reading finds none, it is made: who changes a mention or accepts it
    /// says that it is one.
    fn mention_or_new(&mut self, anchor: &MentionAnchor) -> Result<usize, Reason> {
        match self.mention(anchor) {
            Err(Reason::NoMention) => {
                let (span, entity_type) = (self.span(anchor)?, type_of(anchor)?);
                Ok(self.put(span, entity_type, None, None, None))
            }
            found => found,
        }
    }

    /// Marks a mention as the author's.
    fn touch(&mut self, mention: usize) {
        let now = &mut self.mentions[mention];
        now.made = Some(self.author.status);
        now.row.status = self.author.status;
        now.row.source = self.author.source.clone();
        now.row.confidence = None;
    }

    /// Whether there is another mention of that type in a mention's place.
    pub(super) fn would_be_twice(&self, mention: usize, of: EntityType) -> bool {
        self.of_type(self.place(mention), of).is_some_and(|other| other != mention)
    }

    pub(super) fn set_type(&mut self, mention: usize, to: EntityType) {
        self.touch(mention);
        let row = &mut self.mentions[mention].row;
        if to.is_value() != row.entity_type.is_value() {
            (row.kind, row.value) = (usual_kind(to), None);
        }
        row.entity_type = to;
    }

    pub(in crate::review) fn retype(
        &mut self,
        anchor: &MentionAnchor,
        to: EntityType,
    ) -> Result<(), Reason> {
        let mention = self.mention_or_new(anchor)?;
        if self.would_be_twice(mention, to) {
            return Err(Reason::Twice);
        }
        self.retype_alone(mention, to);
        Ok(())
    }

    /// A mention is of another type; and its entity, when no other mention says otherwise.
    pub(super) fn retype_alone(&mut self, mention: usize, to: EntityType) {
        self.set_type(mention, to);
        let entity = &mut self.entities[self.mentions[mention].entity];
        let mut rows = entity.mentions.iter().rev().map(|&other| &self.mentions[other].row);
        if rows.all(|row| row.entity_type == to || row.status == Status::Rejected) {
            entity.row.entity_type = to;
        }
    }

    pub(in crate::review) fn resize(
        &mut self,
        anchor: &MentionAnchor,
        to: &Span,
    ) -> Result<(), Reason> {
        let span = self.finder.words(self.edit, (to.start, to.end), &to.text);
        let span = span.ok_or(Reason::Gone)?;
        let mention = match self.mention(anchor) {
            Err(Reason::NoMention) => {
                let there = self.of_type(span, type_of(anchor)?);
                match there {
                    Some(there) => there, // the other reading has it so already
                    None => self.mention_or_new(anchor)?,
                }
            }
            found => found?,
        };
        let entity_type = self.mentions[mention].row.entity_type;
        if self.of_type(span, entity_type).is_some_and(|other| other != mention) {
            return Err(Reason::Twice);
        }
        self.withdraw(mention);
        self.touch(mention);
        let text = self.finder.slice(span).to_owned();
        let now = &mut self.mentions[mention];
        now.is_moved = true;
        (now.row.start, now.row.end) = span;
        let old = std::mem::replace(&mut now.row.text, text.clone());
        let (entity, is_name) = (now.entity, now.row.kind == MentionKind::Name);
        self.enter(mention);
        if self.entities[entity].mentions.len() == 1
            && self.entities[entity].row.name == on_one_line(&old)
        {
            self.entities[entity].row.name = on_one_line(&text);
        } else if is_name {
            self.learn_name(entity, &text);
            self.forget_name(entity, &old);
        }
        self.settle_all(mention);
        Ok(())
    }

    pub(in crate::review) fn delete(&mut self, anchor: &MentionAnchor) -> Result<(), Reason> {
        let span = self.span(anchor)?;
        let Some(mention) = self.of_type(span, type_of(anchor)?) else {
            return self.of_other_type(span); // without any, it is as if it had been deleted
        };
        self.withdraw(mention);
        self.mentions[mention].is_gone = true;
        self.leave(mention);
        self.settle_all(mention);
        Ok(())
    }

    pub(in crate::review) fn judge(
        &mut self,
        anchor: &MentionAnchor,
        verdict: Status,
    ) -> Result<(), Reason> {
        let (span, entity_type) = (self.span(anchor)?, type_of(anchor)?);
        let mention = if let Some(mention) = self.of_type(span, entity_type) {
            mention
        } else {
            self.of_other_type(span)?;
            if verdict != Status::Accepted {
                return Ok(()); // as if it had been rejected
            }
            self.mention_or_new(anchor)?
        };
        self.decide(mention, verdict);
        Ok(())
    }

    /// What was decided of a mention is not of one of another type in its place.
    fn of_other_type(&self, span: (usize, usize)) -> Result<(), Reason> {
        match self.at(span).first() {
            Some(&other) => Err(Reason::OtherType(self.mentions[other].row.entity_type)),
            None => Ok(()),
        }
    }

    pub(super) fn decide(&mut self, mention: usize, verdict: Status) {
        let now = &mut self.mentions[mention];
        now.row.status = judged(verdict, now.made);
    }
}

fn usual_kind(entity_type: EntityType) -> MentionKind {
    if entity_type.is_value() { MentionKind::Value } else { MentionKind::Name }
}
