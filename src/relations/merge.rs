//! The same relation said twice is one, which stands on the better evidence and keeps the other.

use crate::{
    document::{Modality, Relation, RelationType},
    order::{sort_by, sort_by_key},
};

/// Merges repeats; the result is in the order of the evidence.
pub(super) fn merge(mut relations: Vec<Relation>) -> Vec<Relation> {
    sort_by(&mut relations, |one, other| {
        (key(one), strength(other)).cmp(&(key(other), strength(one)))
    });
    relations.dedup_by(|next, kept| {
        let is_repeat = key(next) == key(kept);
        if is_repeat {
            adopt(kept, next);
        }
        is_repeat
    });
    sort_by_key(&mut relations, |relation| {
        (
            relation.evidence.start(),
            relation.trigger.start(),
            relation.subject_mention,
            relation.object_mention,
            relation.relation_type,
        )
    });
    relations
}

type Key<'a> = (RelationType, u32, u32, [bool; 2], Option<&'a str>);

/// What makes two relations the same. A denial is not what it denies, nor a former post the
/// present one; of relations without a type, a
/// protest is not a curfew.
fn key(relation: &Relation) -> Key<'_> {
    let (mut one, mut other) = (relation.subject.0, relation.object.0);
    if relation.relation_type.is_symmetric() && other < one {
        std::mem::swap(&mut one, &mut other);
    }
    let label = relation.label.as_deref().filter(|_| relation.relation_type == RelationType::Other);
    (relation.relation_type, one, other, [relation.negated, relation.past], label)
}

/// Which of two repeats is kept: the fact over the claim, what the article says itself, the surer, the one that says more, the first.
fn strength(relation: &Relation) -> (bool, bool, u8, usize, std::cmp::Reverse<usize>) {
    (
        relation.modality == Modality::Asserted,
        relation.attributed_to.is_none(),
        relation.confidence.as_percent(),
        relation.qualifiers.len(),
        std::cmp::Reverse(relation.evidence.start()),
    )
}

/// Takes over another sentence that says so; of a repeat in the same sentence the qualifiers that only it has.
fn adopt(kept: &mut Relation, repeat: &Relation) {
    if repeat.evidence != kept.evidence {
        if let Err(place) = kept.further_evidence.binary_search(&repeat.evidence) {
            kept.further_evidence.insert(place, repeat.evidence);
        }
        return;
    }
    for qualifier in &repeat.qualifiers {
        if !kept.qualifiers.iter().any(|known| known.kind == qualifier.kind) {
            kept.qualifiers.push(qualifier.clone());
        }
    }
    sort_by_key(&mut kept.qualifiers, |qualifier| qualifier.kind);
}
