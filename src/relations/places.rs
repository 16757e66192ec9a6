//! Where places and bodies lie, and who rules them, from phrases without a verb: "Lahore, Pakistan",
//! "Pakistan's Baluchistan province", "the Geneva-based X", "Afghanistan's Taliban rulers".

use std::ops::Range;

use super::{
    clause::Subject,
    found::{Found, Place, confidence},
    is_listed,
    lexicon::Types,
    phrase::Participant,
    predicatives::{has_verb_of_its_own, said_of},
};
use crate::{
    document::{EntityType, MentionKind, RelationType},
    shallow::{
        chunk::{Clauses, Kind, Unit},
        words::{Agent, Class},
    },
};

/// What the patterns ask about places beyond the sentence: what the lists know.
pub(super) trait Atlas {
    /// Whether a mention is a country.
    fn is_country(&self, place: Participant) -> bool;
}

/// Finds the relations of places.
pub(super) fn find<'a>(clauses: &Clauses<'a>, atlas: &dyn Atlas) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for at in 0..clauses.chunks.len() {
        if clauses.is(at, Kind::Noun) {
            found.extend(inside_owner(clauses, at));
            found.extend(rulers(clauses, at));
            found.extend(city_and_country(clauses, at, atlas));
            found.extend(based_before(clauses, at));
            found.extend(owned_before(clauses, at));
            found.extend(in_place(clauses, at));
        }
    }
    found
}

fn name(unit: &Unit, types: Types) -> Option<Participant> {
    let mention = unit.mention.filter(|mention| types.has(mention.entity_type))?;
    (mention.kind == MentionKind::Name).then(|| Participant::new(mention, false))
}

fn place_of(at: usize, trigger: std::ops::Range<usize>, rule: &'static str) -> Place {
    Place { trigger, chunks: at..at + 1, confidence: confidence::PLACE, rule }
}

/// "Pakistan's southwestern Baluchistan province".
fn inside_owner<'a>(clauses: &Clauses<'a>, at: usize) -> Option<Found<'a>> {
    let units = clauses.units_of(at);
    let start = clauses.chunks[at].units.start;
    let possessive = units.iter().rposition(|unit| unit.class == Class::Possessive)?;
    let owner = units.get(possessive.checked_sub(1)?)?;
    let owner = owner.mention.filter(|mention| Types::PLACE.has(mention.entity_type))?;
    let inner_at =
        possessive + 1 + units[possessive + 1..].iter().position(|unit| unit.mention.is_some())?;
    let inner = name(&units[inner_at], Types::PLACE)?;
    let is_last = inner_at + 1 == units.len();
    let noun_follows = units
        .get(inner_at + 1)
        .is_some_and(|unit| clauses.english.words.agent(&unit.word) == Some(Agent::Place));
    if !(is_last || noun_follows && inner_at + 2 == units.len()) {
        return None;
    }
    let owner = Participant::new(owner, false);
    let trigger = start + possessive..start + units.len();
    Some(Found::new(RelationType::LocatedIn, inner, owner, place_of(at, trigger, "owner")))
}

/// "Afghanistan's Taliban rulers".
fn rulers<'a>(clauses: &Clauses<'a>, at: usize) -> Option<Found<'a>> {
    let units = clauses.units_of(at);
    let [country, possessive, rest @ .., ruler, noun] = units else { return None };
    let is_ruler = matches!(
        noun.word.as_str(),
        "rulers" | "ruler" | "regime" | "government" | "administration"
    );
    if possessive.class != Class::Possessive
        || !is_ruler
        || rest.iter().any(|unit| unit.mention.is_some())
    {
        return None;
    }
    let who = name(ruler, Types::ACTOR).filter(|who| {
        matches!(who.entity_type, EntityType::Org | EntityType::Norp | EntityType::Person)
    })?;
    let country = country.mention.filter(|mention| mention.entity_type == EntityType::Gpe)?;
    let end = clauses.chunks[at].units.end;
    Some(Found::new(
        RelationType::Rules,
        who,
        Participant::new(country, false),
        place_of(at, end - 1..end, "owner"),
    ))
}

/// "Lahore, Pakistan": a place that is no country, a comma, a country.
fn city_and_country<'a>(clauses: &Clauses<'a>, at: usize, atlas: &dyn Atlas) -> Option<Found<'a>> {
    let city = name(clauses.units_of(at).last()?, Types::PLACE)?;
    if !clauses.is(at + 1, Kind::Comma) || !clauses.is(at + 2, Kind::Noun) {
        return None;
    }
    let [country] = clauses.units_of(at + 2) else { return None };
    let country = name(country, Types::PLACE)?;
    let is_list = matches!(clauses.kind(at + 3), Some(Kind::And))
        || clauses.is(at + 3, Kind::Comma) && matches!(clauses.kind(at + 4), Some(Kind::And))
        || at >= 2
            && clauses.is(at - 1, Kind::Comma)
            && clauses
                .units_of(at - 2)
                .last()
                .is_some_and(|unit| name(unit, Types::PLACE).is_some());
    // "in Lenakel, Tanna, on Friday"
    let is_inserted = at > 0
        && clauses.is(at - 1, Kind::Preposition)
        && ["in", "at", "near", "from"].contains(&clauses.word(at - 1))
        && clauses.is(at + 3, Kind::Comma)
        && matches!(clauses.kind(at + 4), Some(Kind::Preposition | Kind::Time | Kind::Verb(_)));
    let is_sure = is_inserted || atlas.is_country(country);
    if is_list || atlas.is_country(city) || !is_sure || is_subject(clauses, at) {
        return None;
    }
    let comma = clauses.chunks[at + 1].units.clone();
    Some(Found::new(RelationType::LocatedIn, city, country, place_of(at, comma, "city, country")))
}

/// "After talks in Portia, Norland left": what follows the comma is the subject of the main clause.
fn is_subject(clauses: &Clauses, city: usize) -> bool {
    let start =
        (0..city).rev().find(|at| matches!(clauses.kind(*at), Some(Kind::Stop | Kind::Comma)));
    let opens = start.map_or(0, |border| border + 1);
    let is_introduced =
        matches!(clauses.kind(opens), Some(Kind::Preposition | Kind::Subordinator | Kind::Verb(_)));
    is_introduced && has_verb_of_its_own(clauses, city + 2)
}

/// "Portia, in Norland", "the Royal Court in Portia": a name, "in", a place.
fn in_place<'a>(clauses: &Clauses<'a>, at: usize) -> Option<Found<'a>> {
    let last = clauses.units_of(at).last()?;
    let inner = name(last, Types::NAMED)?;
    let preposition = at + 1 + usize::from(clauses.is(at + 1, Kind::Comma));
    if clauses.word(preposition) != "in" || !clauses.is(preposition + 1, Kind::Noun) {
        return None;
    }
    let named = name(clauses.units_of(preposition + 1).last()?, Types::PLACE);
    // "Jabla in the province of Latakia"
    let described = clauses.participant(preposition + 1, Types::PLACE).filter(|place| {
        named.is_none() && place.is_indirect && !place.is_anaphoric && !place.is_seat
    });
    let outer = named.or(described)?;
    let relation = match inner.entity_type {
        EntityType::Org if preposition == at + 1 && is_institution(&last.word) => {
            RelationType::BasedIn
        }
        EntityType::Fac | EntityType::Loc => RelationType::LocatedIn,
        EntityType::Gpe if preposition == at + 2 || described.is_some() => RelationType::LocatedIn,
        _ => return None,
    };
    let trigger = clauses.chunks[preposition].units.clone();
    Some(Found::new(relation, inner, outer, place_of(at, trigger, "name in place")))
}

/// Whether a name is that of a body with a seat: "the High Court", "Tongji University".
fn is_institution(name: &str) -> bool {
    const SEATED: &str = "court tribunal university college institute school academy hospital museum library laboratory \
observatory seminary clinic parliament embassy organization organisation commission council agency association";
    name.split(' ').any(|word| is_listed(SEATED, word))
}

/// "the Portia-based Acme", "the Portia-based engineer Rana", "Rana, a Portia-based engineer".
fn based_before<'a>(clauses: &Clauses<'a>, at: usize) -> Option<Found<'a>> {
    let (place, participle) = hyphened(clauses, at, &["-based", "based"])?;
    let place = name(place, Types::PLACE)?;
    let found_at = place_of(at, participle, "place-based");
    if let Some(body) = body_at_end(clauses, at) {
        return Some(Found::new(RelationType::BasedIn, body, place, found_at));
    }
    let last = name(clauses.units_of(at).last()?, Types::PERSON);
    let described = match last {
        Some(who) => Subject { who: vec![who], ..Subject::default() },
        None => said_of(clauses, at, clauses.phrase_end(at), true),
    };
    let who = *described.who.first().filter(|who| who.entity_type == EntityType::Person)?;
    let is_named = !who.is_anaphoric && !who.is_indirect;
    is_named.then(|| Found::new(RelationType::LivesIn, who, place, found_at).said_as(&described))
}

/// "the Acme-owned Bankia".
fn owned_before<'a>(clauses: &Clauses<'a>, at: usize) -> Option<Found<'a>> {
    let (owner, participle) =
        hyphened(clauses, at, &["-owned", "owned", "-controlled", "controlled"])?;
    let owner = name(owner, Types::ACTOR).filter(|owner| owner.entity_type != EntityType::Norp)?;
    let body = body_at_end(clauses, at)?;
    Some(Found::new(RelationType::Owns, owner, body, place_of(at, participle, "owner-owned")))
}

/// In "the Portia-based Acme" the unit before the hyphen, and where the participle stands.
fn hyphened<'a>(
    clauses: &'a Clauses,
    at: usize,
    participles: &[&str],
) -> Option<(&'a Unit, Range<usize>)> {
    let units = clauses.units_of(at);
    let start = clauses.chunks[at].units.start;
    let participle = units.iter().position(|unit| participles.contains(&unit.word.as_str()))?;
    let before = participle.checked_sub(1)?;
    let before = if units[before].word == "-" { before.checked_sub(1)? } else { before };
    Some((&units[before], start + participle..start + participle + 1))
}

/// The organisation whose name ends a phrase.
fn body_at_end(clauses: &Clauses, at: usize) -> Option<Participant> {
    let body = name(clauses.units_of(at).last()?, Types::ACTOR)?;
    (body.entity_type == EntityType::Org).then_some(body)
}
