//! Where somebody or something comes from, by a word inside its description: "Acme, a Norlandic
//! company", "Rana, a Norlandic engineer".

use super::{
    found::{Found, Place, confidence},
    lexicon::Types,
    phrase::Participant,
    predicatives::said_of,
};
use crate::{
    document::{EntityType, MentionKind, RelationType},
    shallow::{
        chunk::{Clauses, Kind},
        words::{Agent, Class, words},
    },
};

/// Finds the origins that the sentence's descriptions name.
pub(super) fn find(clauses: &Clauses) -> Vec<Found> {
    let nouns = (0..clauses.chunks.len()).filter(|at| clauses.is(*at, Kind::Noun));
    nouns.filter_map(|at| of_description(clauses, at)).collect()
}

/// "a Norlandic engineer", "the Norlandic company", but not "the Norlandic delegates", who are others.
fn is_open(article: &str, head: &str) -> bool {
    match article {
        "a" | "an" => true,
        "the" => !matches!(words().agent(head), Some(Agent::State | Agent::People)),
        _ => false,
    }
}

fn of_description(clauses: &Clauses, at: usize) -> Option<Found> {
    let units = clauses.units_of(at);
    let (head, inner) = units.split_last()?;
    let is_description = head.mention.is_none()
        && is_open(&units[0].word, &head.word)
        && !inner.iter().any(|unit| unit.class == Class::Possessive);
    // "a Norlandic town": where it lies is another relation.
    if !is_description
        || words().is_role(&head.word)
        || words().agent(&head.word) == Some(Agent::Place)
    {
        return None;
    }
    let mut mentions = inner.iter().enumerate().filter_map(|(at, unit)| Some((at, unit.mention?)));
    let (place_at, place) = mentions.next()?;
    let is_origin = matches!(place.entity_type, EntityType::Norp | EntityType::Gpe)
        && place.kind == MentionKind::Name
        && mentions.next().is_none();
    let end = clauses.phrase_end(at);
    let described = said_of(clauses, at, end, true);
    let who = *described.who.first().filter(|_| is_origin)?;
    let relation = match (who.entity_type, place.entity_type) {
        (EntityType::Org, _) => RelationType::BasedIn,
        (EntityType::Person, EntityType::Norp) => RelationType::CitizenOf,
        _ => return None,
    };
    if !Types::NAMED.has(place.entity_type) || who.is_anaphoric || who.is_indirect {
        return None;
    }
    let start = clauses.chunks[at].units.start + place_at;
    let place_found = Place {
        trigger: start..clauses.chunks[at].units.end,
        chunks: at..end,
        confidence: confidence::POST - 10,
        rule: "origin",
    };
    Some(Found::new(relation, who, Participant::new(place, false), place_found).said_as(&described))
}
