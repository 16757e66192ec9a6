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
        words::{Agent, Class},
    },
};

/// Finds the origins that the sentence's descriptions name.
pub(super) fn find<'a>(clauses: &Clauses<'a>) -> Vec<Found<'a>> {
    let phrases = (0..clauses.chunks.len()).filter_map(|at| match clauses.kind(at)? {
        Kind::Noun => of_description(clauses, at)
            .or_else(|| of_name(clauses, at))
            .or_else(|| of_person(clauses, at)),
        Kind::Time => of_person(clauses, at),
        _ => None,
    });
    phrases.collect()
}

/// "Rana, 42, of Portia".
fn of_person<'a>(clauses: &Clauses<'a>, at: usize) -> Option<Found<'a>> {
    let [age] = clauses.units_of(at) else { return None };
    let is_age = age.class == Class::Number || age.is_time();
    let before = at.checked_sub(2).filter(|_| is_age && clauses.is(at - 1, Kind::Comma))?;
    let who = clauses.participant(before, Types::PERSON).filter(|who| !who.is_anaphoric)?;
    let is_of = clauses.is(at + 1, Kind::Comma) && clauses.word(at + 2) == "of";
    let place =
        clauses.participant(at + 3, Types::PLACE).filter(|place| is_of && !place.is_seat)?;
    let place_found = Place {
        trigger: clauses.chunks[at + 2].units.clone(),
        chunks: before..at + 4,
        confidence: confidence::ORIGIN,
        rule: "person of place",
    };
    Some(Found::new(RelationType::LivesIn, who, place, place_found))
}

/// "the Norlandic company Acme": all in one phrase.
fn of_name<'a>(clauses: &Clauses<'a>, at: usize) -> Option<Found<'a>> {
    let units = clauses.units_of(at);
    let [inner @ .., kind, name] = units else { return None };
    let name = name
        .mention
        .filter(|name| name.entity_type == EntityType::Org && name.kind == MentionKind::Name)?;
    let is_kind =
        kind.mention.is_none() && clauses.english.words.agent(&kind.word) == Some(Agent::Group);
    let place_at = inner.iter().position(|unit| unit.mention.is_some())?;
    let place = inner[place_at].mention.filter(|place| {
        matches!(place.entity_type, EntityType::Norp | EntityType::Gpe)
            && place.kind == MentionKind::Name
    })?;
    // "Norland's company", "a Norlandic-backed group"
    let is_direct = inner[place_at + 1..].iter().all(|unit| {
        unit.mention.is_none() && unit.class == Class::Other && !unit.word.contains('-')
    });
    if !is_kind || !is_direct {
        return None;
    }
    let start = clauses.chunks[at].units.start + place_at;
    let place_found = Place {
        trigger: start..clauses.chunks[at].units.end - 1,
        chunks: at..at + 1,
        confidence: confidence::ORIGIN,
        rule: "origin",
    };
    let who = Participant::new(name, false);
    Some(Found::new(RelationType::BasedIn, who, Participant::new(place, false), place_found))
}

/// "a Norlandic engineer", "the Norlandic company", but not "the Norlandic delegates", who are others.
fn is_open(clauses: &Clauses, article: &str, head: &str) -> bool {
    match article {
        "a" | "an" => true,
        "the" => !matches!(
            clauses.english.words.agent(head),
            Some(Agent::State | Agent::People | Agent::Member)
        ),
        _ => false,
    }
}

fn of_description<'a>(clauses: &Clauses<'a>, at: usize) -> Option<Found<'a>> {
    let units = clauses.units_of(at);
    let (head, inner) = units.split_last()?;
    let is_description = head.mention.is_none()
        && is_open(clauses, &units[0].word, &head.word)
        && !inner.iter().any(|unit| unit.class == Class::Possessive);
    // "a Norlandic town": where it lies is another relation.
    if !is_description
        || clauses.english.words.is_role(&head.word)
        || clauses.english.words.agent(&head.word) == Some(Agent::Place)
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
        confidence: confidence::ORIGIN,
        rule: "origin",
    };
    Some(Found::new(relation, who, Participant::new(place, false), place_found).said_as(&described))
}
