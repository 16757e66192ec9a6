//! How well the relation step finds the events of the PLOVER gold records, and the facts of other corpora
//! ([`score_facts`]).
//!
//! The actors that the coders marked are given as mentions, beside those that the engine finds, so
//! that the figures speak of relations and not of names.

pub(crate) mod facts;
pub mod judgements;
pub mod news;

pub use facts::Scores as FactScores;

use std::{error::Error, fmt::Write as _, ops::Range, path::Path};

use serde_json::Value;

use crate::{
    coref,
    document::{Confidence, Document, EntityType, Mention, MentionKind, Named as _, Source},
    knowledge::Knowledge,
    pipeline::{Options, annotate},
    relations,
    text::{ByteSpan, EntityId, TokenSpan},
    train::corpora::facts::{Part, read_facts},
};

/// Scores a corpus of facts of the folder of corpora, by name.
///
/// # Errors
/// When its files cannot be read.
pub fn score_facts(
    name: &str,
    data: &Path,
    knowledge: &Knowledge,
) -> Result<FactScores, Box<dyn Error>> {
    Ok(facts::score(&read_facts(name, data, Part::Development)?, knowledge))
}

/// How many records were right, by how much of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    /// Records scored.
    pub records: usize,
    /// Records for which any relation was found.
    pub any: usize,
    /// Records with a relation of the right class.
    pub class: usize,
    /// With a relation of the right class and the right source.
    pub source: usize,
    /// With right class, source and target, among those that have both.
    pub target: usize,
    /// Records with a source and a target.
    pub with_target: usize,
    /// Relations found that are events.
    pub events: usize,
}

/// Scores the records of `plover/dev.json`. Gives the scores and, for each record that was not
/// right in full, a line of what was expected and found.
///
/// # Errors
/// When the text is not such a file.
pub fn plover(json: &str, knowledge: &Knowledge) -> Result<(Scores, String), serde_json::Error> {
    let file: Value = serde_json::from_str(json)?;
    let mut scores = Scores::default();
    let mut report = String::new();
    for record in file["records"].as_array().into_iter().flatten() {
        score(record, knowledge, &mut scores, &mut report);
    }
    Ok((scores, report))
}

fn score(record: &Value, knowledge: &Knowledge, scores: &mut Scores, report: &mut String) {
    let text = record["text"].as_str().unwrap_or_default().trim_matches(['{', '}']);
    let class = match record["event"].as_str().unwrap_or_default() {
        "FIGHT" => "ASSAULT", // an older name
        class => class,
    };
    let (sources, targets) = (actors(&record["source"]), actors(&record["target"]));
    let doc = with_actors(text, knowledge, sources.iter().chain(&targets).copied());
    let events: Vec<_> =
        doc.relations.iter().filter_map(|relation| Some((relation.class?, relation))).collect();
    let of_class: Vec<_> = events.iter().filter(|(found, _)| found.name() == class).collect();
    let either = |one: EntityId, other: EntityId, symmetric: bool, actors: &[&str]| {
        is_any(&doc, one, actors) || (symmetric && is_any(&doc, other, actors))
    };
    let is_source = |relation: &crate::document::Relation| {
        either(relation.subject, relation.object, relation.relation_type.is_symmetric(), &sources)
    };
    let is_target = |relation: &crate::document::Relation| {
        either(relation.object, relation.subject, relation.relation_type.is_symmetric(), &targets)
    };
    let right_source = of_class.iter().any(|(_, relation)| is_source(relation));
    let right = of_class.iter().any(|(_, relation)| is_source(relation) && is_target(relation));
    scores.records += 1;
    scores.events += events.len();
    scores.any += usize::from(!events.is_empty());
    scores.class += usize::from(!of_class.is_empty());
    scores.source += usize::from(right_source);
    if !targets.is_empty() && !sources.is_empty() {
        scores.with_target += 1;
        scores.target += usize::from(right);
    }
    if !right {
        let found: Vec<_> = doc.relations.iter().map(|relation| describe(&doc, relation)).collect();
        let event = record["eventText"].as_str().unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(
            report,
            "{class} {sources:?} {event:?} {targets:?}\n  {text}\n  found {found:?}"
        );
    }
}

fn describe(doc: &Document, relation: &crate::document::Relation) -> String {
    let name = |id: EntityId| doc.entities[id.index()].name.as_str();
    format!(
        "{} {} {}",
        name(relation.subject),
        relation.relation_type.name(),
        name(relation.object)
    )
}

fn actors(field: &Value) -> Vec<&str> {
    let listed = field.as_array().into_iter().flatten();
    listed.filter_map(|actor| actor["actorText"].as_str()).filter(|text| !text.is_empty()).collect()
}

/// Whether one of an entity's mentions lies in one of the actors' words, or holds them.
fn is_any(doc: &Document, entity: EntityId, actors: &[&str]) -> bool {
    let mentions = doc.mentions.iter().filter(|mention| doc.stands_for(mention, entity));
    let mut texts = mentions.map(|mention| doc.text.slice(mention.span));
    texts.any(|text| actors.iter().any(|actor| actor.contains(text) || text.contains(actor)))
}

/// Annotates a text with the actors as mentions, where the engine finds none.
fn with_actors<'a>(
    text: &str,
    knowledge: &Knowledge,
    actors: impl Iterator<Item = &'a str>,
) -> Document {
    let lists = &knowledge.lists;
    let actors: Vec<_> = actors
        .filter_map(|actor| {
            let start = text.find(actor)?;
            let known = lists.readings(actor).map(|one| lists.thing(one.thing).entity_type).next();
            let known = known.filter(|known| known.is_actor()).unwrap_or(EntityType::Org);
            Some((start..start + actor.len(), known))
        })
        .collect();
    with_names(text, knowledge, &actors)
}

/// Annotates a text with names at places in bytes as mentions, where the engine finds none.
pub(crate) fn with_names(
    text: &str,
    knowledge: &Knowledge,
    names: &[(Range<usize>, EntityType)],
) -> Document {
    let mut doc = annotate(text, knowledge, &Options::default());
    doc.mentions.retain(|mention| matches!(mention.kind, MentionKind::Name | MentionKind::Value));
    for (place, entity_type) in names {
        if let Some(mention) = given(&doc, place, *entity_type)
            && !doc.mentions.iter().any(|other| other.span.overlaps(mention.span))
        {
            doc.mentions.push(mention);
        }
    }
    doc.mentions.sort_by_key(|mention| mention.span);
    (doc.mentions, doc.entities) = coref::resolve(&doc, knowledge);
    doc.relations = relations::extract(&doc, knowledge);
    doc
}

/// A mention of whole tokens.
fn given(doc: &Document, place: &Range<usize>, entity_type: EntityType) -> Option<Mention> {
    let span = ByteSpan::new(place.start, place.end);
    let first = doc.tokens.partition_point(|token| token.span.end() <= span.start());
    let end = doc.tokens.partition_point(|token| token.span.start() < span.end());
    if first >= end || doc.token_bytes(TokenSpan::new(first, end)) != span {
        return None;
    }
    Some(Mention {
        span,
        tokens: TokenSpan::new(first, end),
        kind: MentionKind::Name,
        entity_type,
        entity: None,
        value: None,
        confidence: Confidence::percent(100),
        source: Source::rule("gold"),
    })
}
