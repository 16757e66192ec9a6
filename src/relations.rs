//! Step 5: who did what to whom, and where the text says so.
//!
//! A sentence becomes a row of chunks ([`chunk`]): noun phrases, verb groups, the words between.
//! Each verb group finds its subject ([`clause`]), each noun phrase whom it stands for
//! ([`phrase`]). Patterns over chunks then find relations: of verbs ([`verbs`]), of nouns
//! ([`nouns`]), of descriptions ([`predicatives`], [`posts`], [`places`]). Which words make which
//! relation is data: `relations/predicates.tsv`, read by [`lexicon`]. Circumstances and the source
//! of a claim come last ([`circumstances`], [`speech`]), then repeats are merged ([`merge`]).
//!
//! The method is that of dictionary-based event coders (Schrodt's TABARI and PETRARCH), over a
//! shallow parse; nothing is taken across a clause border that would be doubtful.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    document::{
        BlockKind, Confidence, Document, Entity, EntityType, Mention, Modality, Relation,
        RelationType, Sentence, Source,
    },
    knowledge::Knowledge,
    text::{EntityId, MentionId},
};

mod chunk;
mod circumstances;
mod clause;
mod control;
mod found;
mod inflect;
mod lexicon;
mod merge;
mod nouns;
mod phrase;
mod places;
mod posts;
mod predicatives;
mod speech;
mod verbs;
mod words;

#[cfg(test)]
mod tests;

use chunk::Clauses;
use found::Found;
use phrase::Participant;

/// Finds the relations between the document's entities, in the order of their evidence.
pub fn extract(doc: &Document, knowledge: &Knowledge) -> Vec<Relation> {
    let countries = Countries::new(doc, knowledge);
    let mut relations = Vec::new();
    let mut first = 0;
    for sentence in &doc.sentences {
        let mentions = mentions_of(doc, sentence, &mut first);
        if mentions.len() > 1 {
            relations.extend(of_sentence(doc, sentence, mentions, &countries));
        }
    }
    merge::merge(relations)
}

/// The mentions inside a sentence. `first` moves on from sentence to sentence.
fn mentions_of(doc: &Document, sentence: &Sentence, first: &mut usize) -> Range<usize> {
    let starts_before = |at: usize, token: usize| {
        doc.mentions.get(at).is_some_and(|mention| mention.tokens.start() < token)
    };
    while starts_before(*first, sentence.tokens.start()) {
        *first += 1;
    }
    let start = *first;
    while starts_before(*first, sentence.tokens.end()) {
        *first += 1;
    }
    start..*first
}

fn of_sentence(
    doc: &Document,
    sentence: &Sentence,
    mentions: Range<usize>,
    countries: &Countries,
) -> Vec<Relation> {
    let is_title = doc
        .blocks
        .get(sentence.block.index())
        .is_some_and(|block| matches!(block.kind, BlockKind::Title | BlockKind::Heading));
    let clauses = Clauses::new(doc, sentence, mentions, is_title);
    if clauses.units.last().is_some_and(|unit| unit.word == "?") {
        return Vec::new(); // a question says nothing
    }
    let mut found = verbs::find(&clauses);
    found.extend(nouns::find(&clauses));
    found.extend(predicatives::find(&clauses));
    found.extend(posts::find(&clauses));
    found.extend(places::find(&clauses, countries));
    let reports = speech::find(&clauses);
    let mut relations = Vec::new();
    for mut found in found {
        attribute(&mut found, &reports);
        relations.extend(relation(doc, sentence, &clauses, &found, countries));
    }
    relations
}

/// Notes who says what is found, if it stands in reported words.
fn attribute(found: &mut Found, reports: &[speech::Report]) {
    let at = found.chunks.start;
    let report = reports
        .iter()
        .filter(|report| report.scope.contains(&at) && !report.said_by.contains(&at))
        .min_by_key(|report| report.scope.len());
    let Some(report) = report else { return };
    if found.claimed_by.is_none() {
        found.claimed_by = report.speaker;
    }
    if report.is_claim && found.modality == Modality::Asserted {
        found.modality = Modality::Alleged;
    }
}

/// The relation as the document holds it; none between an entity and itself.
fn relation(
    doc: &Document,
    sentence: &Sentence,
    clauses: &Clauses,
    found: &Found,
    countries: &Countries,
) -> Option<Relation> {
    let subject = countries.entity(doc, found.subject, found.relation)?;
    let object = countries.entity(doc, found.object, found.relation)?;
    let same = subject == object
        || entity_of(doc, found.subject.mention) == entity_of(doc, found.object.mention);
    if same || countries.same_country(subject, object) {
        return None;
    }
    let attributed_to =
        found.claimed_by.and_then(|who| countries.entity(doc, who, RelationType::Other));
    Some(Relation {
        relation_type: found.relation,
        label: None,
        subject,
        object,
        subject_mention: found.subject.mention,
        object_mention: found.object.mention,
        evidence: sentence.span,
        trigger: circumstances::bytes(doc, clauses, found.trigger.clone()),
        qualifiers: circumstances::qualifiers(doc, clauses, found),
        negated: found.negated,
        modality: found.modality,
        attributed_to,
        confidence: Confidence::percent(found.confidence),
        source: Source::rule(found.rule),
    })
}

fn entity_of(doc: &Document, mention: MentionId) -> Option<EntityId> {
    doc.mentions.get(mention.index())?.entity
}

/// The countries that the article names, to find them through their nationality words.
struct Countries {
    /// For each entity that is a nationality word: the country's own entity.
    places: Vec<Option<EntityId>>,
    /// The mentions that name countries, in order.
    countries: Vec<MentionId>,
}

impl Countries {
    fn new(doc: &Document, knowledge: &Knowledge) -> Self {
        let is_country = |entity: &Entity| {
            entity.entity_type == EntityType::Gpe
                && knowledge.lists.country_named(&entity.name).is_some()
        };
        let named: Vec<bool> = doc.entities.iter().map(is_country).collect();
        let mut by_link = BTreeMap::new();
        for (index, entity) in doc.entities.iter().enumerate() {
            for link in entity.links.iter().filter(|_| entity.entity_type == EntityType::Gpe) {
                by_link.entry(link).or_insert(EntityId::new(index));
            }
        }
        let place = |entity: &Entity| by_link.get(entity.country.as_ref()?).copied();
        let is_named = |mention: &Mention| {
            mention.entity.is_some_and(|id| named.get(id.index()) == Some(&true))
        };
        let mentions = doc.mentions.iter().enumerate().filter(|(_, mention)| is_named(mention));
        Self {
            places: doc.entities.iter().map(place).collect(),
            countries: mentions.map(|(index, _)| MentionId::new(index)).collect(),
        }
    }

    /// Whom a participant stands for: a nationality word before a noun stands for the country, if
    /// the article names it.
    fn entity(&self, doc: &Document, who: Participant, relation: RelationType) -> Option<EntityId> {
        let entity = entity_of(doc, who.mention)?;
        let by_adjective = who.is_indirect || relation == RelationType::HoldsPost;
        Some(self.place(entity).filter(|_| by_adjective).unwrap_or(entity))
    }

    /// The country's own entity that a nationality word points at.
    fn place(&self, entity: EntityId) -> Option<EntityId> {
        *self.places.get(entity.index())?
    }

    /// Whether one is the nationality word of the other.
    fn same_country(&self, one: EntityId, other: EntityId) -> bool {
        self.place(one).unwrap_or(one) == self.place(other).unwrap_or(other)
    }
}

impl places::Atlas for Countries {
    fn is_country(&self, place: Participant) -> bool {
        self.countries.binary_search(&place.mention).is_ok()
    }
}
