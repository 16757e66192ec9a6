//! What a person decided about an article outlives a new reading of it.

use std::collections::{BTreeMap, BTreeSet};

use gloss::{
    export::json::{Article, Mention, Relation, Status},
    order::gather,
    text::OffsetMap,
};

/// Takes the decisions of an older reading over into a new one of the same text: what was accepted,
/// rejected or made by a person stays, as it was, with its entities; what the engine suggests stays
/// what it is.
pub fn keep_decisions(old: &Article, new: Article) -> Article {
    let decided = |status: Status| status != Status::Suggested;
    let any = old.mentions.iter().any(|mention| decided(mention.status))
        || old.relations.iter().any(|relation| decided(relation.status));
    if !any {
        return new;
    }
    let mut merge = Merge::new(old, new);
    for mention in old.mentions.iter().filter(|mention| decided(mention.status)) {
        merge.mention(mention);
    }
    for relation in old.relations.iter().filter(|relation| decided(relation.status)) {
        merge.relation(relation);
    }
    merge.new
}

struct Merge<'a> {
    old: &'a Article,
    new: Article,
    /// Old offsets to those of the new reading, which may count in another unit.
    offsets: (OffsetMap, OffsetMap),
    /// Old ids to new ones.
    entities: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl<'a> Merge<'a> {
    fn new(old: &'a Article, new: Article) -> Self {
        let text = &new.document.text;
        let offsets =
            (OffsetMap::new(text, old.offset_unit), OffsetMap::new(text, new.offset_unit));
        let ids = new.mentions.iter().map(|mention| &mention.id);
        let ids = ids.chain(new.entities.iter().map(|entity| &entity.id));
        let ids = ids.chain(new.relations.iter().map(|relation| &relation.id));
        let taken = gather(ids.cloned());
        let mut merge = Self { old, new, offsets, entities: BTreeMap::new(), taken };
        merge.match_entities();
        merge
    }

    /// An entity of the old reading is that of the new one which has a mention in the same place.
    fn match_entities(&mut self) {
        for mention in &self.old.mentions {
            let Some((start, end)) = self.moved(mention.start, mention.end) else { continue };
            let same = self.new.mentions.iter().find(|new| (new.start, new.end) == (start, end));
            if let Some(same) = same {
                self.entities.entry(mention.entity.clone()).or_insert_with(|| same.entity.clone());
            }
        }
    }

    fn mention(&mut self, old: &Mention) {
        let Some((start, end)) = self.moved(old.start, old.end) else { return };
        let Some(entity) = self.entity(&old.entity) else { return };
        let mut kept = Mention { start, end, entity, ..old.clone() };
        let place = self.new.mentions.iter().position(|new| (new.start, new.end) == (start, end));
        if let Some(place) = place {
            kept.id.clone_from(&self.new.mentions[place].id);
            self.new.mentions[place] = kept;
        } else {
            kept.id = self.free_id(&old.id);
            let place = self.new.mentions.partition_point(|new| new.start <= start);
            self.new.mentions.insert(place, kept);
        }
    }

    fn relation(&mut self, old: &Relation) {
        let ends = (self.entity(&old.subject), self.entity(&old.object));
        let (Some(subject), Some(object)) = ends else { return };
        let spans = (
            self.moved(old.evidence.start, old.evidence.end),
            self.moved(old.trigger.start, old.trigger.end),
        );
        let (Some(evidence), Some(trigger)) = spans else { return };
        let mentions =
            (self.mention_like(&old.subject_mention), self.mention_like(&old.object_mention));
        let (Some(subject_mention), Some(object_mention)) = mentions else { return };
        // What was decided of is the two mentions: they may stand for others in the new reading.
        let subject = self.stands_for(&subject_mention, subject);
        let object = self.stands_for(&object_mention, object);
        if subject == object {
            return; // the new reading takes the two for one: there is nothing to say of them
        }
        let mut kept = Relation {
            attributed_to: old.attributed_to.as_ref().and_then(|source| self.entity(source)),
            subject,
            object,
            subject_mention,
            object_mention,
            ..old.clone()
        };
        (kept.evidence.start, kept.evidence.end) = evidence;
        (kept.trigger.start, kept.trigger.end) = trigger;
        let same = |new: &Relation| {
            new.relation_type == kept.relation_type
                && (&new.subject, &new.object) == (&kept.subject, &kept.object)
                && (new.evidence.start, new.evidence.end) == evidence
        };
        if let Some(place) = self.new.relations.iter().position(same) {
            kept.id.clone_from(&self.new.relations[place].id);
            self.new.relations[place] = kept;
        } else {
            kept.id = self.free_id(&old.id);
            self.new.relations.push(kept);
        }
    }

    /// The mention in the place of an old one; the old one itself, taken over, when there is none.
    fn mention_like(&mut self, id: &str) -> Option<String> {
        let old = self.old.mentions.iter().find(|mention| mention.id == id)?;
        let span = self.moved(old.start, old.end)?;
        let there = |new: &&Mention| (new.start, new.end) == span;
        if self.new.mentions.iter().find(there).is_none() {
            self.mention(old);
        }
        self.new.mentions.iter().find(there).map(|mention| mention.id.clone())
    }

    /// The entity, if a mention may stand for it: its own, or the country of the word for a people. Else the mention's.
    fn stands_for(&self, mention: &str, entity: String) -> String {
        let own = self.new.mentions.iter().find(|own| own.id == mention).map(|own| &own.entity);
        let of = |id: &String| self.new.entities.iter().find(|entity| entity.id == *id);
        let country = own.and_then(of).and_then(|own| own.country.as_ref());
        let is_country =
            of(&entity).is_some_and(|of| country.is_some_and(|it| of.links.contains(it)));
        own.filter(|own| **own != entity && !is_country).cloned().unwrap_or(entity)
    }

    /// The new id of an old entity, which is taken over when the new reading has none like it.
    fn entity(&mut self, id: &str) -> Option<String> {
        if let Some(known) = self.entities.get(id) {
            return Some(known.clone());
        }
        let mut entity = self.old.entities.iter().find(|entity| entity.id == id)?.clone();
        entity.id = self.free_id(id);
        self.entities.insert(id.to_owned(), entity.id.clone());
        self.new.entities.push(entity);
        self.entities.get(id).cloned()
    }

    /// The id, or one like it that nothing else has.
    fn free_id(&mut self, id: &str) -> String {
        let mut free = id.to_owned();
        while !self.taken.insert(free.clone()) {
            free.push('b');
        }
        free
    }

    fn moved(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let (from, to) = &self.offsets;
        let at = |place: usize| Some(to.from_byte(from.to_byte(place)?));
        Some((at(start)?, at(end)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(text: &str) -> Article {
        let knowledge = gloss::knowledge::Knowledge::default();
        let document = gloss::annotate(text, &knowledge, &gloss::Options::default());
        gloss::export::json::write(&document, &gloss::export::json::WriteOptions::default())
    }

    const TEXT: &str = "Envoy Anna Lind met Tor Aas in March 2024.";

    #[test]
    fn without_decisions_the_new_reading_is_all() {
        assert_eq!(keep_decisions(&article(TEXT), article(TEXT)), article(TEXT));
    }

    #[test]
    fn a_decision_about_a_suggestion_stays_with_it() {
        for status in [Status::Accepted, Status::Rejected] {
            let mut old = article(TEXT);
            old.mentions[0].status = status;
            let kept = keep_decisions(&old, article(TEXT));
            assert_eq!(kept, old);
        }
    }

    #[test]
    fn what_the_new_reading_lacks_is_taken_over_with_its_entity() {
        let mut old = article(TEXT);
        old.mentions[0].status = Status::Human;
        let mut new = article(TEXT);
        let (mention, entity) = (new.mentions.remove(0), old.mentions[0].entity.clone());
        new.entities.retain(|other| other.id != entity);
        new.relations.clear();
        let kept = keep_decisions(&old, new);
        let back = kept.mentions.iter().find(|other| other.start == mention.start).unwrap();
        assert_eq!((&*back.text, back.status), (&*mention.text, Status::Human));
        assert!(kept.entities.iter().any(|other| other.id == back.entity));
        let starts: Vec<usize> = kept.mentions.iter().map(|mention| mention.start).collect();
        assert!(starts.is_sorted());
        // The result is a document that can be saved and opened again.
        let file = gloss::export::json::to_text(&kept);
        assert_eq!(gloss::export::json::read(&file).unwrap(), kept);
    }
}
