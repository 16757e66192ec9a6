//! Who may stand for whom in a relation: a few of a people are not the people, a building does nothing,
//! and a pronoun that may mean another names nobody.

use super::{found::Found, phrase::Participant, verbs};
use crate::{
    document::{Confidence, Document, EntityType, MentionKind, PloverClass, RelationType},
    shallow::{chunk::Clauses, words::Agent},
    text::MentionId,
};

/// From which confidence on a pronoun may stand in a relation.
const LIKELY: Confidence = Confidence::percent(57);
/// From which on a description may: below, more are wrong than right in news that coreference has not learned from.
const LIKELY_DESCRIPTION: Confidence = Confidence::percent(65);
/// From which on a pronoun may where a wrong one would accuse a body or country, which few others could be meant instead
/// of.
const SURE: Confidence = Confidence::percent(70);
/// From which on a pronoun for a person, or a description, may where a wrong one would accuse somebody: as sure as
/// coreference ever is.
const SUREST: Confidence = Confidence::percent(85);

/// Whether a mention is a pronoun or a description that may well stand for somebody else than a relation of this
/// type can bear.
pub(super) fn is_doubtful(doc: &Document, mention: MentionId, relation: RelationType) -> bool {
    let Some(mention) = doc.mentions.get(mention.index()) else { return true };
    let least = match (mention.kind, is_delicate(relation), mention.entity_type) {
        (MentionKind::Name | MentionKind::Value, ..) => return false,
        (MentionKind::Pronoun, false, _) => LIKELY,
        (MentionKind::Nominal, false, _) => LIKELY_DESCRIPTION,
        (MentionKind::Nominal, true, _) | (_, true, EntityType::Person) => SUREST,
        (MentionKind::Pronoun, true, _) => SURE,
    };
    mention.confidence < least
}

/// What is libel if the pronoun stood for somebody else; an act without a type may be one ("sentenced him").
fn is_delicate(relation: RelationType) -> bool {
    use PloverClass::{Assault, Coerce, Crime, Threaten};
    use RelationType::{Accuses, Other, Sues};
    let is_hostile = |class| matches!(class, Assault | Coerce | Crime | Threaten);
    matches!(relation, Accuses | Sues | Other) || relation.class().is_some_and(is_hostile)
}

/// Whether an act is told of those who only belong to whom it would be said of: "French students go to",
/// "surrounded by Acme's buildings". Members act for a group that has a name, but not for a people or a creed.
pub(super) fn is_part(found: &Found) -> bool {
    if found.predicate.is_none() {
        return false;
    }
    let is_nation =
        |who: Participant| matches!(who.entity_type, EntityType::Gpe | EntityType::Norp);
    let is_act = found.class().is_some();
    match found.subject.through {
        Some(Agent::Asset) if is_act => return true,
        // Who marches is of the people for whose country the code books count the protest.
        _ if found.class() == Some(PloverClass::Protest) => {}
        Some(Agent::People) => return true,
        Some(Agent::Member) if is_nation(found.subject) => return true,
        _ => {}
    }
    match found.object.through {
        Some(Agent::Member) => is_act && is_nation(found.object),
        Some(Agent::People) => is_nation(found.object) && !is_suffered(found.relation),
        _ => false,
    }
}

/// What is done to people of a country as to the country: help and harm, not what is said to them.
fn is_suffered(relation: RelationType) -> bool {
    use RelationType as R;
    matches!(
        relation,
        R::Aids
            | R::Arrests
            | R::Attacks
            | R::Bombs
            | R::CommitsCrimeAgainst
            | R::Expels
            | R::Hosted
            | R::Kills
            | R::Releases
            | R::Shelters
    )
}

/// Whether it is places or buildings that do what only people do: "surrounded by Norland".
pub(super) fn is_scenery(clauses: &Clauses, verb: usize, who: Participant) -> bool {
    let is_place = matches!(who.entity_type, EntityType::Gpe | EntityType::Loc | EntityType::Fac);
    let is_passive = verbs::is_passive_at(clauses, verb);
    who.through == Some(Agent::Asset) || is_place && is_passive && who.through.is_none()
}
