//! Edits of relations.

use super::{Replay, entities::is_among, judged};
use crate::{
    document::{Modality, Named, PloverClass, RelationType},
    export::json::{Extra, Relation, Span, Status},
    order::gather,
    review::{
        anchor::{MentionAnchor, RelationAnchor},
        apply::Reason,
        edit::Said,
    },
};

impl Replay<'_> {
    pub(in crate::review) fn relate(
        &mut self,
        anchor: &RelationAnchor,
        said: &Said,
    ) -> Result<(), Reason> {
        let relation_type = relation_type_of(anchor)?;
        let by = [self.mention(&anchor.subject)?, self.mention(&anchor.object)?];
        let ends = by.map(|mention| self.mentions[mention].entity);
        if ends[0] == ends[1] {
            return Err(Reason::OneEntity);
        }
        let evidence = self.finder.stretch(self.edit, &anchor.evidence).ok_or(Reason::Gone)?;
        if !by.iter().all(|&mention| is_inside(self.place(mention), evidence)) {
            return Err(Reason::OutsideEvidence);
        }
        let speaker = self.speaker(said)?;
        let there = self
            .related(by, relation_type)
            .into_iter()
            .find(|&relation| place_of(&self.relations[relation].row.evidence) == evidence);
        if let Some(relation) = there {
            self.decide_relation(relation, Status::Accepted);
            if *said != Said::default() {
                self.say(relation, said, speaker);
            }
            return Ok(());
        }
        let row = Relation {
            id: self.new_id('r', self.relations.len()),
            relation_type,
            label: None,
            class: None,
            subject: String::new(), // the ends are filled in when all is done
            object: String::new(),
            evidence: self.words(evidence),
            further_evidence: Vec::new(),
            trigger: self.words(self.trigger(anchor, evidence)),
            subject_mention: String::new(),
            object_mention: String::new(),
            qualifiers: gather([]),
            negated: false,
            past: false,
            modality: Modality::Asserted,
            attributed_to: None,
            confidence: None,
            status: self.author.status,
            source: self.author.source.clone(),
            extra: Extra::new(),
        };
        let relation = self.relations.len();
        self.push_relation(row, ends.map(Some), by.map(Some), None, Some(self.author.status));
        self.set_relation_type(relation, relation_type, anchor.label.clone());
        self.say(relation, said, speaker);
        Ok(())
    }

    /// The words that say a relation: all of its evidence, if they are not in it.
    fn trigger(&self, anchor: &RelationAnchor, evidence: (usize, usize)) -> (usize, usize) {
        let Span { start, end, text, .. } = &anchor.trigger;
        let found = self.finder.words(self.edit, (*start, *end), text);
        found.filter(|&trigger| is_inside(trigger, evidence)).unwrap_or(evidence)
    }

    fn words(&self, (start, end): (usize, usize)) -> Span {
        let text = self.finder.slice((start, end)).to_owned();
        Span { start, end, text, extra: Extra::new() }
    }

    /// Who is said to say it.
    #[expect(clippy::option_option, reason = "to leave it and to take it away are two things")]
    fn speaker(&self, said: &Said) -> Result<Option<Option<usize>>, Reason> {
        let entity = |anchor: &Option<MentionAnchor>| {
            anchor.as_ref().map(|anchor| self.entity(anchor)).transpose()
        };
        said.attributed_to.as_ref().map(entity).transpose()
    }

    // ---- Finding ----

    /// The relations of a type between two mentions.
    fn related(&self, by: [usize; 2], relation_type: RelationType) -> Vec<usize> {
        let is_it = |&relation: &usize| {
            let now = &self.relations[relation];
            !now.is_gone && now.by == by && now.row.relation_type == relation_type
        };
        self.mentions[by[0]].relations.iter().copied().filter(is_it).collect()
    }

    fn relation(&self, anchor: &RelationAnchor) -> Result<usize, Reason> {
        let relation_type = relation_type_of(anchor)?;
        let by = [self.mention(&anchor.subject)?, self.mention(&anchor.object)?];
        let mut there = self.related(by, relation_type);
        if there.is_empty() && relation_type.is_symmetric() {
            there = self.related([by[1], by[0]], relation_type);
        }
        if there.is_empty() {
            there = self.said_of(by, relation_type, anchor);
        }
        let Span { start, end, text, .. } = &anchor.trigger;
        let trigger = self.finder.words(self.edit, (*start, *end), text);
        let is_said_so =
            |&relation: &usize| trigger == Some(place_of(&self.relations[relation].row.trigger));
        let best = there.iter().copied().find(is_said_so).or(there.first().copied());
        best.ok_or(Reason::NoRelation)
    }

    /// What the sentence says of the same entities by other mentions.
    fn said_of(
        &self,
        by: [usize; 2],
        relation_type: RelationType,
        anchor: &RelationAnchor,
    ) -> Vec<usize> {
        let ends = by.map(|mention| self.mentions[mention].entity);
        let Some(evidence) = self.finder.stretch(self.edit, &anchor.evidence) else {
            return Vec::new();
        };
        let is_it = |&relation: &usize| {
            let now = &self.relations[relation];
            !now.is_gone
                && now.ends == ends
                && now.row.relation_type == relation_type
                && place_of(&now.row.evidence) == evidence
        };
        self.entities[ends[0]].relations.iter().copied().filter(is_it).collect()
    }

    /// Whether a relation is missing because another reading does not find it; the words are there.
    fn is_missing(reason: &Reason) -> bool {
        matches!(reason, Reason::NoMention | Reason::NoRelation)
    }

    // ---- Changing ----

    pub(in crate::review) fn delete_relation(
        &mut self,
        anchor: &RelationAnchor,
    ) -> Result<(), Reason> {
        match self.relation(anchor) {
            Ok(relation) => self.relations[relation].is_gone = true,
            Err(reason) if Self::is_missing(&reason) => {}
            Err(reason) => return Err(reason),
        }
        Ok(())
    }

    pub(in crate::review) fn judge_relation(
        &mut self,
        anchor: &RelationAnchor,
        verdict: Status,
    ) -> Result<(), Reason> {
        match self.relation(anchor) {
            Ok(relation) => self.decide_relation(relation, verdict),
            Err(Reason::NoRelation) if verdict == Status::Accepted => {
                return self.relate(anchor, &Said::default());
            }
            Err(reason) if Self::is_missing(&reason) && verdict != Status::Accepted => {}
            Err(reason) => return Err(reason),
        }
        Ok(())
    }

    fn decide_relation(&mut self, relation: usize, verdict: Status) {
        let now = &mut self.relations[relation];
        now.row.status = judged(verdict, now.made);
    }

    pub(in crate::review) fn retype_relation(
        &mut self,
        anchor: &RelationAnchor,
        to: RelationType,
        label: Option<String>,
    ) -> Result<(), Reason> {
        let relation = self.relation(anchor)?;
        self.touch_relation(relation);
        self.set_relation_type(relation, to, label);
        Ok(())
    }

    pub(in crate::review) fn reverse(&mut self, anchor: &RelationAnchor) -> Result<(), Reason> {
        let relation = self.relation(anchor)?;
        self.touch_relation(relation);
        let now = &mut self.relations[relation];
        now.ends.reverse();
        now.by.reverse();
        let [subject, object] = now.by;
        for mention in [subject, object] {
            // Relations are looked up by their subject's mention.
            if !self.mentions[mention].relations.contains(&relation) {
                self.mentions[mention].relations.push(relation);
            }
        }
        Ok(())
    }

    pub(in crate::review) fn qualify(
        &mut self,
        anchor: &RelationAnchor,
        said: &Said,
    ) -> Result<(), Reason> {
        let relation = self.relation(anchor)?;
        let speaker = self.speaker(said)?;
        self.touch_relation(relation);
        self.say(relation, said, speaker);
        Ok(())
    }

    fn touch_relation(&mut self, relation: usize) {
        let now = &mut self.relations[relation];
        now.made = Some(self.author.status);
        now.row.status = self.author.status;
        now.row.source = self.author.source.clone();
        now.row.confidence = None;
    }

    fn set_relation_type(&mut self, relation: usize, to: RelationType, label: Option<String>) {
        let row = &mut self.relations[relation].row;
        row.relation_type = to;
        row.label = label.filter(|_| to == RelationType::Other);
        row.class = class(row);
    }

    #[expect(clippy::option_option, reason = "to leave it and to take it away are two things")]
    fn say(&mut self, relation: usize, said: &Said, speaker: Option<Option<usize>>) {
        let now = &mut self.relations[relation];
        let row = &mut now.row;
        let was = (row.negated, row.modality);
        row.qualifiers = said.qualifiers.clone().unwrap_or_else(|| row.qualifiers.clone());
        row.negated = said.negated.unwrap_or(row.negated);
        row.past = said.past.unwrap_or(row.past);
        row.modality = said.modality.unwrap_or(row.modality);
        if was != (row.negated, row.modality) {
            row.class = class(row);
        }
        if let Some(speaker) = speaker {
            now.speaker = speaker;
            if let Some(entity) = speaker {
                self.entities[entity].relations.push(relation);
            }
        }
    }

    // ---- What follows from other edits ----

    /// In some relations, another entity takes the place of one: where a mention of it stands, or everywhere.
    pub(super) fn replace_in(
        &mut self,
        relations: &[usize],
        mention: Option<usize>,
        old: usize,
        new: usize,
    ) {
        for &relation in relations {
            let now = &mut self.relations[relation];
            for side in 0..2 {
                if now.ends[side] == old && mention.is_none_or(|mention| now.by[side] == mention) {
                    now.ends[side] = new;
                }
            }
            if mention.is_none() && now.speaker == Some(old) {
                now.speaker = Some(new);
            }
            self.entities[new].relations.push(relation);
            self.settle(relation);
        }
    }

    /// Settles every relation that names a mention.
    pub(super) fn settle_all(&mut self, mention: usize) {
        for relation in self.mentions[mention].relations.clone() {
            self.settle(relation);
        }
    }

    /// Brings a relation in line with its mentions: another mention of the entity stands in for one that is gone or
    /// left the sentence, and an end is what its mention stands for. What cannot be, falls.
    pub(super) fn settle(&mut self, relation: usize) {
        if self.relations[relation].is_gone {
            return;
        }
        for side in 0..2 {
            let Some(mention) = self.stand_in(relation, side) else {
                return self.fall(relation);
            };
            if self.relations[relation].by[side] != mention {
                self.relations[relation].by[side] = mention;
                self.mentions[mention].relations.push(relation);
            }
            let entity = self.relations[relation].ends[side];
            if !self.stands_for(mention, entity) {
                let own = self.mentions[mention].entity;
                self.relations[relation].ends[side] = own;
                self.entities[own].relations.push(relation);
            }
        }
        let now = &mut self.relations[relation];
        if now.speaker.is_some_and(|speaker| self.entities[speaker].is_gone) {
            now.speaker = None;
        }
        if now.ends[0] == now.ends[1] {
            self.fall(relation);
        }
    }

    fn fall(&mut self, relation: usize) {
        self.relations[relation].is_gone = true;
        self.fallen.push(relation);
    }

    /// The mention of an end, or another one of its entity in the sentence.
    fn stand_in(&self, relation: usize, side: usize) -> Option<usize> {
        let now = &self.relations[relation];
        let (mention, entity) = (now.by[side], now.ends[side]);
        let evidence = place_of(&now.row.evidence);
        if !self.mentions[mention].is_gone && is_inside(self.place(mention), evidence) {
            return Some(mention);
        }
        let start = self.order.partition_point(|&other| self.place(other).0 < evidence.0);
        let in_sentence = self.order[start..].iter().copied();
        let mut in_sentence = in_sentence.take_while(|&other| self.place(other).0 < evidence.1);
        in_sentence.find(|&other| {
            let now = &self.mentions[other];
            now.entity == entity
                && now.row.status != Status::Rejected
                && is_inside(self.place(other), evidence)
        })
    }

    /// Whether a mention may stand for an entity: it is one of its own, or the nationality word of the country that
    /// it is.
    fn stands_for(&self, mention: usize, entity: usize) -> bool {
        let own = self.mentions[mention].entity;
        let country = self.entities[own].row.country.as_ref();
        let entity_now = &self.entities[entity];
        own == entity
            || !entity_now.is_gone
                && country.is_some_and(|country| is_among(country, &entity_now.row.links))
    }

    /// What is suggested of a mention that the reader rejected is rejected with it.
    pub(super) fn reject_with_mentions(&mut self) {
        for now in self.relations.iter_mut().filter(|now| !now.is_gone) {
            let is_rejected =
                |&mention: &usize| self.mentions[mention].row.status == Status::Rejected;
            if now.row.status == Status::Suggested && now.by.iter().any(is_rejected) {
                now.row.status = Status::Rejected;
            }
        }
    }
}

/// The event category of a relation of the reader's, as the engine has it.
fn class(row: &Relation) -> Option<PloverClass> {
    let class = row.relation_type.class()?;
    Some(match (row.modality, row.negated) {
        (Modality::Planned, true) => class.refused(),
        (Modality::Planned, false) => class.announced(),
        _ => class,
    })
}

fn place_of(span: &Span) -> (usize, usize) {
    (span.start, span.end)
}

fn is_inside((start, end): (usize, usize), around: (usize, usize)) -> bool {
    around.0 <= start && end <= around.1
}

fn relation_type_of(anchor: &RelationAnchor) -> Result<RelationType, Reason> {
    let name = &*anchor.relation_type;
    RelationType::from_name(name)
        .ok_or_else(|| Reason::NotUnderstood(format!("\"type\" is {name:?}")))
}
