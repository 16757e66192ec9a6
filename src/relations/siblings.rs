//! Who are brothers or sisters, when one noun says it of several names: "the brothers Rana and Costa".

use super::{
    at_nouns,
    found::{Found, Place, confidence},
    lexicon::Types,
    phrase::Participant,
};
use crate::{
    document::{EntityType, RelationType},
    shallow::chunk::Clauses,
};

/// Finds the brothers and sisters that the sentence names together.
pub(super) fn find<'a>(clauses: &Clauses<'a>) -> Vec<Found<'a>> {
    at_nouns(clauses, of_phrase)
}

fn of_phrase<'a>(clauses: &Clauses<'a>, at: usize) -> Vec<Found<'a>> {
    let [.., noun, name] = clauses.units_of(at) else { return Vec::new() };
    let are_siblings = noun.mention.is_none()
        && ["brothers", "sisters", "siblings", "twins"].contains(&noun.word.as_str());
    let Some(first) = name.mention.filter(|name| name.entity_type == EntityType::Person) else {
        return Vec::new();
    };
    if !are_siblings {
        return Vec::new();
    }
    let first = Participant::new(first, false);
    let (named, end) = clauses.participants(at, Types::PERSON);
    let last = clauses.chunks[at].units.end;
    let others = named.iter().filter(|other| other.mention != first.mention);
    let found = others.map(|other| {
        let place = Place {
            trigger: last - 2..last - 1,
            chunks: at..end,
            confidence: confidence::PREDICATIVE,
            rule: "siblings",
        };
        Found::new(RelationType::SiblingOf, first, *other, place)
    });
    found.collect()
}
