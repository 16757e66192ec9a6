//! Relations that a phrase beside any verb says: "X marched in support of Y", "X walked out in protest
//! against Y".

use super::{
    clause::Subject,
    found::{Found, Place, confidence, pairs},
    lexicon::{Pattern, Predicate, Step},
    verbs,
};
use crate::shallow::chunk::{Clauses, Kind};

/// Finds the relations that adverbial phrases say.
pub(super) fn find<'a>(clauses: &Clauses<'a>) -> Vec<Found<'a>> {
    let prepositions = (0..clauses.chunks.len()).filter(|at| clauses.is(*at, Kind::Preposition));
    prepositions.flat_map(|at| of_preposition(clauses, at)).collect()
}

fn of_preposition<'a>(clauses: &Clauses<'a>, at: usize) -> Vec<Found<'a>> {
    let mut predicates = clauses.english.predicates.of_adverbial(clauses.word(at));
    predicates
        .find_map(|predicate| {
            let Pattern::Adverbial(steps) = &predicate.pattern else { return None };
            let found = matched(clauses, at, predicate, steps);
            (!found.is_empty()).then_some(found)
        })
        .unwrap_or_default()
}

fn matched<'a>(
    clauses: &Clauses<'a>,
    at: usize,
    predicate: &'a Predicate,
    steps: &[Step],
) -> Vec<Found<'a>> {
    let Some((objects, end)) = verbs::objects_after(clauses, at + 1, steps, predicate.object)
    else {
        return Vec::new();
    };
    let subject = actor_before(clauses, at);
    let place = Place {
        trigger: clauses.chunks[at].units.start..clauses.chunks[at + 1].units.end,
        chunks: at..end,
        confidence: confidence::NOUN,
        rule: "adverbial",
    };
    let found = pairs(predicate, &subject.who, &objects, &place);
    found.into_iter().map(|relation| relation.said_as(&subject)).collect()
}

/// The subject of the verb whose clause a phrase stands in.
fn actor_before(clauses: &Clauses, at: usize) -> Subject {
    const FURTHEST: usize = 10;
    let before = (at.saturating_sub(FURTHEST)..at).rev();
    let mut same_clause = before.take_while(|chunk| {
        !matches!(
            clauses.kind(*chunk),
            Some(Kind::Stop | Kind::Comma | Kind::Relative | Kind::That | Kind::Subordinator)
        )
    });
    let verb = same_clause.find(|chunk| clauses.chunks[*chunk].group().is_some());
    verb.map_or_else(Subject::default, |verb| {
        let group = clauses.chunks[verb].group();
        if group.is_some_and(|group| clauses.is_passive(verb, group)) {
            Subject::default()
        } else {
            clauses.subject(verb)
        }
    })
}
