//! What somebody says that another must do: "Norland said that Veria must leave".

use super::{
    found::{Found, Place, confidence, pairs},
    speech::Report,
};
use crate::{document::RelationType, shallow::chunk::Clauses};

/// The verb whose predicate stands for all of them.
const DEMAND: &str = "urge";

/// Finds the demands in what the sentence reports.
pub(super) fn find<'a>(clauses: &Clauses<'a>, reports: &[Report]) -> Vec<Found<'a>> {
    let verbs = (0..clauses.chunks.len()).filter(|at| is_obligation(clauses, *at));
    verbs.flat_map(|at| of_verb(clauses, at, reports)).collect()
}

fn is_obligation(clauses: &Clauses, at: usize) -> bool {
    let must = |word: &str| ["must", "should", "ought"].contains(&word);
    clauses.chunks[at].is_finite() && clauses.units_of(at).iter().any(|unit| must(&unit.word))
}

fn of_verb<'a>(clauses: &Clauses<'a>, at: usize, reports: &[Report]) -> Vec<Found<'a>> {
    let is_passive = clauses.chunks[at].group().is_some_and(|group| clauses.is_passive(at, group));
    if is_passive {
        return Vec::new(); // "must be told": by whom is not said
    }
    let around = reports
        .iter()
        .filter(|report| report.scope.contains(&at) && !report.said_by.contains(&at))
        .filter(|report| report.affirms())
        .min_by_key(|report| report.scope.len());
    let speaker = around.and_then(|report| report.speaker);
    let mut predicates = clauses.english.predicates.of_verb(DEMAND);
    let demand = predicates.find(|predicate| predicate.relation == RelationType::DemandsOf);
    let (Some(speaker), Some(predicate)) = (speaker, demand) else {
        return Vec::new();
    };
    let who = clauses.subject(at).who;
    let place = Place {
        trigger: clauses.chunks[at].units.clone(),
        chunks: at..at + 1,
        confidence: confidence::NOUN,
        rule: "obligation",
    };
    // "it must not name a person": what "it" means is too doubtful to be told what to do.
    let is_other =
        |found: &Found| !found.object.is_anaphoric && found.object.mention != speaker.mention;
    pairs(predicate, &[speaker], &who, &place).into_iter().filter(is_other).collect()
}
