//! How many annotated facts the relation step finds, by what the corpus calls them, and how much of
//! what it finds is annotated.
//!
//! The names that the corpus marks are given, so that the figures speak of relations and not of names.

use std::{collections::BTreeMap, fmt::Write as _, ops::Range};

use crate::{
    document::{Document, Named as _, Relation},
    knowledge::Knowledge,
    text::{ByteSpan, EntityId},
    train::{
        corpora::facts::{Fact, FactCorpus, Mapping, Passage},
        segmentation::Counts,
    },
};

/// Counts of facts by label, and of relations by type.
#[derive(Debug, Default)]
pub struct Scores {
    /// By label.
    pub recall: BTreeMap<String, Counts>,
    /// By our type: how many relations were found between given names, and how many are annotated.
    pub precision: BTreeMap<&'static str, Counts>,
    /// What was missed ("-") and what is not annotated ("+").
    pub differences: String,
}

impl Scores {
    /// All labels and types together: the recall of facts, and the precision of relations.
    pub fn total(&self) -> (Counts, Counts) {
        let sum = |counts: &mut dyn Iterator<Item = &Counts>| {
            counts.fold(Counts::default(), |all, one| Counts {
                gold: all.gold + one.gold,
                found: all.found + one.found,
                both: all.both + one.both,
            })
        };
        (sum(&mut self.recall.values()), sum(&mut self.precision.values()))
    }
}

/// Scores passages. Facts whose label the mapping does not have are left out.
pub(super) fn score(corpus: &FactCorpus, knowledge: &Knowledge) -> Scores {
    let mut scores = Scores::default();
    for passage in &corpus.passages {
        let doc = super::with_names(&passage.text, knowledge, &passage.names);
        add(&mut scores, passage, corpus, &doc);
    }
    scores
}

fn add(scores: &mut Scores, passage: &Passage, corpus: &FactCorpus, doc: &Document) {
    let mapping = corpus.mapping;
    let is_mapped = |fact: &&Fact| {
        fact.shown.len() == 1 && mapping.iter().any(|(label, ..)| *label == fact.label)
    };
    let facts: Vec<&Fact> = passage.facts.iter().filter(is_mapped).collect();
    for fact in &facts {
        let is_found = doc.relations.iter().any(|relation| says(doc, relation, fact, mapping));
        let counts = scores.recall.entry(fact.label.clone()).or_default();
        counts.gold += 1;
        counts.both += usize::from(is_found);
        if !is_found {
            let _ = writeln!(scores.differences, "- {}", describe_fact(passage, fact));
        }
    }
    for relation in doc.relations.iter().filter(|relation| !relation.negated) {
        let mut labels = mapping.iter().filter(|(_, known, _)| *known == relation.relation_type);
        let is_told = labels.any(|(label, ..)| {
            corpus.is_full || passage.facts.iter().any(|fact| fact.label == *label)
        });
        let is_given = |entity: EntityId| {
            let mut names = passage.names.iter();
            names.any(|(name, _)| stands_at(doc, entity, std::slice::from_ref(name)))
        };
        if !is_told || !is_given(relation.subject) || !is_given(relation.object) {
            continue;
        }
        let right = passage.facts.iter().any(|fact| says(doc, relation, fact, mapping));
        let counts = scores.precision.entry(relation.relation_type.name()).or_default();
        counts.found += 1;
        counts.both += usize::from(right);
        if !right {
            let evidence = doc.text.slice(relation.evidence);
            let line = super::describe(doc, relation);
            let _ = writeln!(scores.differences, "+ {line} | {evidence}");
        }
    }
}

/// Whether a relation says a fact.
fn says(doc: &Document, relation: &Relation, fact: &Fact, mapping: &Mapping) -> bool {
    let joins = |subject: EntityId, object: EntityId| {
        stands_at(doc, subject, &fact.subject) && stands_at(doc, object, &fact.object)
    };
    let mut directions = mapping
        .iter()
        .filter(|(label, known, _)| *label == fact.label && *known == relation.relation_type);
    directions.any(|(_, known, is_swapped)| {
        let forward = joins(relation.subject, relation.object);
        let backward = joins(relation.object, relation.subject);
        if known.is_symmetric() {
            forward || backward
        } else if *is_swapped {
            backward
        } else {
            forward
        }
    })
}

/// Whether one of an entity's mentions stands at one of some places. A nationality word also stands for
/// its country.
pub(crate) fn stands_at(doc: &Document, entity: EntityId, places: &[Range<usize>]) -> bool {
    let spans: Vec<_> = places.iter().map(|place| ByteSpan::new(place.start, place.end)).collect();
    let mut mentions = doc.mentions.iter().filter(|mention| doc.stands_for(mention, entity));
    mentions.any(|mention| spans.iter().any(|span| span.overlaps(mention.span)))
}

fn describe_fact(passage: &Passage, fact: &Fact) -> String {
    let words = |places: &[Range<usize>]| {
        places.first().and_then(|place| passage.text.get(place.clone())).unwrap_or_default()
    };
    let start = fact.subject.first().map_or(0, |place| place.start);
    let end = fact.object.first().map_or(0, |place| place.end);
    let (start, end) = (start.min(end), start.max(end));
    let from = passage.text[..start].rfind(". ").map_or(0, |dot| dot + 2);
    let to = passage.text[end..].find(". ").map_or(passage.text.len(), |dot| end + dot + 1);
    let around: String = passage.text[from..to].chars().take(400).collect();
    format!("{} {} {} | {around}", words(&fact.subject), fact.label, words(&fact.object))
}
