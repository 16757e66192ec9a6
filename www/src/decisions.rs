//! What a person decided about an article outlives a new reading of it.

use std::collections::{BTreeMap, BTreeSet};

use gloss::{
    document::Named,
    export::json::{Article, Mention, Relation, Status},
    order::{gather, sort_by_key},
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
    sort_by_key(&mut merge.new.mentions, |mention| mention.start);
    merge.new
}

/// The places of things in a list, by their ids or other words: each type of tree is a kilobyte of the page's download.
type Index = BTreeMap<String, usize>;

/// Of things of one name the first counts.
fn index(names: impl Iterator<Item = String>) -> Index {
    let mut index = Index::new();
    for (place, name) in names.enumerate() {
        index.entry(name).or_insert(place);
    }
    index
}

/// Where a mention stands.
fn place_of((start, end): (usize, usize)) -> String {
    format!("{start} {end}")
}

/// What a relation says, and where.
fn claim_of(relation: &Relation) -> String {
    let Relation { relation_type, subject, object, evidence, .. } = relation;
    let place = place_of((evidence.start, evidence.end));
    [relation_type.name(), "\n", subject, "\n", object, "\n", &place].concat()
}

struct Merge<'a> {
    old: &'a Article,
    new: Article,
    /// Old offsets to those of the new reading, which may count in another unit.
    offsets: (OffsetMap, OffsetMap),
    /// Old ids to new ones.
    entities: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    old_mentions: Index,
    old_entities: Index,
    new_entities: Index,
    /// The mentions of the new reading by their ids and places.
    new_mentions: Index,
    places: Index,
    /// Its relations by what they say.
    claims: Index,
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
        let mut merge = Self {
            old,
            offsets,
            entities: BTreeMap::new(),
            taken,
            old_mentions: index(old.mentions.iter().map(|mention| mention.id.clone())),
            old_entities: index(old.entities.iter().map(|entity| entity.id.clone())),
            new_entities: index(new.entities.iter().map(|entity| entity.id.clone())),
            new_mentions: index(new.mentions.iter().map(|mention| mention.id.clone())),
            places: index(
                new.mentions.iter().map(|mention| place_of((mention.start, mention.end))),
            ),
            claims: index(new.relations.iter().map(claim_of)),
            new,
        };
        merge.match_entities();
        merge
    }

    /// An entity of the old reading is that of the new one which has a mention in the same place.
    fn match_entities(&mut self) {
        for mention in &self.old.mentions {
            let Some(span) = self.moved(mention.start, mention.end) else { continue };
            if let Some(&place) = self.places.get(&place_of(span)) {
                let same = &self.new.mentions[place];
                self.entities.entry(mention.entity.clone()).or_insert_with(|| same.entity.clone());
            }
        }
    }

    fn mention(&mut self, old: &Mention) {
        let Some((start, end)) = self.moved(old.start, old.end) else { return };
        let Some(entity) = self.entity(&old.entity) else { return };
        let mut kept = Mention { start, end, entity, ..old.clone() };
        if let Some(&place) = self.places.get(&place_of((start, end))) {
            kept.id.clone_from(&self.new.mentions[place].id);
            self.new.mentions[place] = kept;
        } else {
            kept.id = self.free_id(&old.id);
            let place = self.new.mentions.len();
            self.places.insert(place_of((start, end)), place);
            self.new_mentions.insert(kept.id.clone(), place);
            self.new.mentions.push(kept);
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
        kept.further_evidence.retain_mut(|span| {
            let moved = self.moved(span.start, span.end);
            (span.start, span.end) = moved.unwrap_or_default();
            moved.is_some()
        });
        (kept.evidence.start, kept.evidence.end) = evidence;
        (kept.trigger.start, kept.trigger.end) = trigger;
        if let Some(&place) = self.claims.get(&claim_of(&kept)) {
            kept.id.clone_from(&self.new.relations[place].id);
            kept.further_evidence.clone_from(&self.new.relations[place].further_evidence);
            self.new.relations[place] = kept;
        } else {
            kept.id = self.free_id(&old.id);
            self.claims.insert(claim_of(&kept), self.new.relations.len());
            self.new.relations.push(kept);
        }
    }

    /// The mention in the place of an old one; the old one itself, taken over, when there is none.
    fn mention_like(&mut self, id: &str) -> Option<String> {
        let old = self.old.mentions.get(*self.old_mentions.get(id)?)?;
        let place = place_of(self.moved(old.start, old.end)?);
        if !self.places.contains_key(&place) {
            self.mention(old);
        }
        self.places.get(&place).map(|&place| self.new.mentions[place].id.clone())
    }

    /// The entity, if a mention may stand for it: its own, or the country of the word for a people. Else the mention's.
    fn stands_for(&self, mention: &str, entity: String) -> String {
        let own = self.new_mentions.get(mention).map(|&place| &self.new.mentions[place].entity);
        let of = |id: &String| self.new.entities.get(*self.new_entities.get(id)?);
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
        let mut entity = self.old.entities.get(*self.old_entities.get(id)?)?.clone();
        entity.id = self.free_id(id);
        self.new_entities.insert(entity.id.clone(), self.new.entities.len());
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
