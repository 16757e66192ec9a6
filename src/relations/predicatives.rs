//! Relations that a noun or participle says of the name beside it: "X is the capital of Y",
//! "X, the founder of Y", "Y's wife, X", "X, based in Y".

use std::ops::Range;

use super::{
    clause::Subject,
    endings,
    found::{Found, Place, confidence, pairs},
    is_listed,
    lexicon::{Pattern, Types},
    nouns,
    phrase::Participant,
    verbs,
};
use crate::{
    document::RelationType,
    shallow::{
        chunk::{Chunk, Clauses, Group, Kind, Unit},
        words::Class,
    },
};

/// Finds the relations that predicative nouns and participles say.
pub(super) fn find<'a>(clauses: &Clauses<'a>) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for at in 0..clauses.chunks.len() {
        match clauses.chunks[at].kind {
            Kind::Noun => found.extend(of_noun(clauses, at)),
            Kind::Verb(group) if !group.is_copula => {
                found.extend(of_participle(clauses, at, group));
            }
            _ => {}
        }
    }
    found
}

/// "was born in", "is based in", "Acme, based in".
fn of_participle<'a>(clauses: &Clauses<'a>, at: usize, group: Group) -> Vec<Found<'a>> {
    if group.voice == crate::shallow::chunk::Voice::Active {
        return Vec::new();
    }
    let word = &clauses.units[group.main].word;
    for predicate in clauses.english.predicates.of_predicative(word) {
        let Pattern::Predicative(steps, _) = &predicate.pattern else { continue };
        let types = if predicate.is_swapped { predicate.subject } else { predicate.object };
        let Some((objects, end)) = verbs::objects_after(clauses, at + 1, steps, types) else {
            continue;
        };
        let subject = clauses.passive_subject(at, 5);
        let place = Place {
            trigger: group.main..group.main + 1,
            chunks: at..end,
            confidence: confidence::PREDICATIVE,
            rule: "participle",
        };
        let found = pairs(predicate, &subject.who, &objects, &place);
        if !found.is_empty() {
            return found.into_iter().map(|relation| relation.said_as(&subject)).collect();
        }
    }
    Vec::new()
}

/// "the capital of Norland", "Norland's capital": whose it is, and what it is said of.
fn of_noun<'a>(clauses: &Clauses<'a>, at: usize) -> Vec<Found<'a>> {
    let units = clauses.units_of(at);
    // "Norland's capital Portia": the noun stands before the name that ends the phrase.
    let inner = units.len() >= 3
        && units[units.len() - 1].mention.is_some()
        && units[units.len() - 2].mention.is_none();
    let head = units.len() - if inner { 2 } else { 1 };
    let start = clauses.chunks[at].units.start;
    let unit = start + head;
    // "a former engineer at Acme"
    let past = endings::first_of_past(clauses, &units[..head]).map(|past| start + past..unit + 1);
    if units[head].mention.is_some() {
        return Vec::new();
    }
    for predicate in clauses.english.predicates.of_predicative(&units[head].word) {
        let Pattern::Predicative(steps, with_owner) = &predicate.pattern else { continue };
        let types = if predicate.is_swapped { predicate.subject } else { predicate.object };
        let owner = nouns::owner(clauses, at).filter(|owner| {
            *with_owner
                && types.has(owner.entity_type)
                && !(inner
                    && Some(owner.mention) == units.last().and_then(|unit| Some(unit.mention?.id)))
        });
        // "the town of Portia" is Portia itself.
        let is_name = predicate.relation == RelationType::LocatedIn
            && clauses.word(at) == "the"
            && clauses.word(at + 1) == "of";
        if is_name {
            continue;
        }
        let (objects, end, is_owner) =
            match (owner, verbs::objects_after(clauses, at + 1, steps, types)) {
                (_, Some((objects, end))) if !inner => (objects, end, false),
                (Some(owner), _) => (vec![owner], at + 1, true),
                _ => continue,
            };
        let subject = if inner {
            let name =
                units[units.len() - 1].mention.map(|mention| Participant::new(mention, false));
            Subject { who: name.into_iter().collect(), ..Subject::default() }
        } else {
            said_of(clauses, at, end, is_owner)
        };
        let place = Place {
            trigger: unit..unit + 1,
            chunks: at..end,
            confidence: confidence::PREDICATIVE,
            rule: "description",
        };
        let found: Vec<_> = pairs(predicate, &subject.who, &objects, &place)
            .into_iter()
            .filter(|relation| relation.subject.mention != relation.object.mention)
            .map(|relation| without_company(clauses, at..end, relation))
            .map(|relation| Found {
                past: past.is_some() && endings::is_state(relation.relation),
                role: past.clone().or(relation.role),
                ..relation
            })
            .collect();
        if !found.is_empty() {
            return found.into_iter().map(|relation| relation.said_as(&subject)).collect();
        }
    }
    Vec::new()
}

/// "an elite unit of the army", "the party's armed wing": part of a body that is no company.
fn without_company<'a>(
    clauses: &Clauses<'a>,
    chunks: Range<usize>,
    mut relation: Found<'a>,
) -> Found<'a> {
    const PUBLIC: &str = "army armed force forces guard guards corps police military navy elite special ministry government \
parliament party front movement union nations political youth student university court un u.n. eu nato";
    let mut words = clauses.chunks[chunks]
        .iter()
        .flat_map(|chunk| clauses.units[chunk.units.clone()].iter())
        .flat_map(|unit| unit.word.split(' '));
    let is_public = words.any(|word| is_listed(PUBLIC, word));
    if relation.relation == RelationType::SubsidiaryOf && is_public {
        relation.relation = RelationType::PartOf;
    }
    relation
}

/// What a descriptive phrase is said of: the subject of "is", or the name beside a comma.
pub(super) fn said_of(clauses: &Clauses, at: usize, end: usize, is_owner: bool) -> Subject {
    let at = first_description(clauses, at);
    // "to a Norlandic investor, Rana said": the name is the subject of what follows.
    let is_object = at.checked_sub(1).is_some_and(|before| {
        clauses.is(before, Kind::Preposition)
            || clauses.chunks[before].group().is_some_and(|group| !group.is_copula)
    });
    if is_object && clauses.is(end, Kind::Comma) && has_verb_of_its_own(clauses, end + 1) {
        return Subject::default();
    }
    let Some(before) = before_description(clauses, at) else {
        return after_comma(clauses, end, is_owner);
    };
    match clauses.chunks[before].kind {
        Kind::Verb(group) if group.is_copula || is_becoming(clauses, group) => {
            clauses.subject(before)
        }
        Kind::Comma if before > 0 => {
            let who = clauses.participant(before - 1, Types::NAMED).filter(|who| !who.is_anaphoric);
            if who.is_some() && ends_apposition(clauses, end) {
                return Subject { who: who.into_iter().collect(), ..Subject::default() };
            }
            after_comma(clauses, end, is_owner)
        }
        _ if opens_as(clauses, before) => of_main_clause(clauses, end),
        _ => after_comma(clauses, end, is_owner),
    }
}

/// What stands before a description, past an adverb behind "is": "is also the founder".
pub(super) fn before_description(clauses: &Clauses, first: usize) -> Option<usize> {
    let before = first.checked_sub(1)?;
    let verb = before.checked_sub(1).filter(|_| clauses.is(before, Kind::Adverb));
    let copula =
        verb.filter(|verb| clauses.chunks[*verb].group().is_some_and(|group| group.is_copula));
    Some(copula.unwrap_or(before))
}

/// Whether a chunk is "as" in front of a sentence: "As the founder of Acme, Rana".
pub(super) fn opens_as(clauses: &Clauses, chunk: usize) -> bool {
    chunk == 0 && clauses.word(chunk) == "as"
}

/// The subject of the clause behind a description and its comma.
pub(super) fn of_main_clause(clauses: &Clauses, end: usize) -> Subject {
    let is_clause = clauses.is(end, Kind::Comma) && has_verb_of_its_own(clauses, end + 1);
    let who = clauses.participant(end + 1, Types::NAMED).filter(|_| is_clause);
    Subject { who: who.into_iter().collect(), ..Subject::default() }
}

/// The first of several descriptions: "founder" in "is founder, president and chairman".
pub(super) fn first_description(clauses: &Clauses, mut at: usize) -> usize {
    let is_plain = |at: usize| {
        clauses.is(at, Kind::Noun) && clauses.units_of(at).iter().all(|unit| unit.mention.is_none())
    };
    let mut joints: &[Kind] = &[Kind::And];
    while at >= 2 && joints.contains(&clauses.chunks[at - 1].kind) && is_plain(at - 2) {
        at -= 2;
        joints = &[Kind::And, Kind::Comma];
    }
    at
}

/// Whether a name is followed by a verb, whose subject it is.
pub(super) fn has_verb_of_its_own(clauses: &Clauses, name: usize) -> bool {
    clauses.is(name, Kind::Noun) && clauses.chunks.get(name + 1).is_some_and(Chunk::is_finite)
}

fn is_becoming(clauses: &Clauses, group: Group) -> bool {
    clauses.lemmas(group).iter().any(|lemma| lemma == "become" || lemma == "remain")
}

/// Whether what follows an apposition can follow one: not a list, not another noun.
fn ends_apposition(clauses: &Clauses, end: usize) -> bool {
    !matches!(clauses.kind(end), Some(Kind::And | Kind::Noun))
}

/// "Norland's capital, Portia, ...": the name after the comma.
fn after_comma(clauses: &Clauses, end: usize, is_owner: bool) -> Subject {
    // "his wife and business partner, Rana": one person.
    let is_one = is_owner && clauses.is(end, Kind::And) && is_role_alone(clauses, end + 1);
    let end = if is_one { end + 2 } else { end };
    let is_list = clauses.is(end + 2, Kind::And);
    if !is_owner && !clauses.is(end + 2, Kind::Comma) || is_list || !clauses.is(end, Kind::Comma) {
        return Subject::default();
    }
    let who = clauses
        .participant(end + 1, Types::NAMED)
        .filter(|who| !who.is_anaphoric && !who.is_indirect);
    Subject { who: who.into_iter().collect(), ..Subject::default() }
}

/// A noun for what somebody does, with no name and no article of its own.
fn is_role_alone(clauses: &Clauses, at: usize) -> bool {
    const ROLES: &str = "partner collaborator colleague confidant confidante companion co-star co-author bandmate muse";
    if !clauses.is(at, Kind::Noun) {
        return false;
    }
    let units = clauses.units_of(at);
    let is_bare = units.iter().all(|unit| unit.mention.is_none() && unit.class == Class::Other);
    let is_role =
        |unit: &Unit| clauses.english.words.is_role(&unit.word) || is_listed(ROLES, &unit.word);
    is_bare && units.last().is_some_and(is_role)
}
