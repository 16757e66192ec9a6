//! The difference of two documents as a step that leads from one to the other: so a file from another tool
//! is imported.

use std::collections::BTreeMap;

use super::{OtherText, Placed, Side};
use crate::{
    document::Named,
    export::json::{Article, Relation, Source, Status},
    order::sort_by_key,
    review::{
        Edit, Log, Step,
        anchor::MentionAnchor,
        apply,
        edit::{Said, Target},
    },
};

/// Makes the step that leads from a document to another one of the same text: what only the other has is added,
/// what it does not have is rejected, and its entities, names, links and verdicts are taken over.
///
/// # Errors
/// When they are of different texts.
pub fn as_step(
    base: &Article,
    other: &Article,
    label: &str,
    source: Option<&Source>,
) -> Result<Step, OtherText> {
    if base.document.text != other.document.text {
        return Err(OtherText);
    }
    let step = |edits: Vec<Edit>| Step { source: source.cloned(), ..Step::new(label, edits) };
    let right = Side::new(other);
    let mut edits = tables(&Side::new(base), &right);
    // What entities are called and linked to follows from the edits so far: they are applied to see it.
    for more in [entities as fn(&Side, &Side) -> Vec<Edit>, relations] {
        let mut log = Log::default();
        log.push(step(edits.clone()));
        let so_far = apply(base, &log).article;
        edits.extend(more(&Side::new(&so_far), &right));
    }
    Ok(step(edits))
}

// ---- Mentions and their entities ----

/// A mention that both have, perhaps with another type.
struct Pair<'s, 'a> {
    base: &'s Placed<'a>,
    other: &'s Placed<'a>,
}

fn tables(base: &Side, other: &Side) -> Vec<Edit> {
    let (pairs, added, rejected) = matched(base, other);
    let mut edits = Vec::new();
    for it in rejected {
        edits.push(judge(anchor(base, it), Status::Rejected));
    }
    for Pair { base: it, other: with } in &pairs {
        let (mention, to) = (anchor(base, it), with.mention.entity_type);
        if it.mention.entity_type != to {
            edits.push(Edit::Retype { mention, to });
        } else if is_decided(with.mention.status) && it.mention.status == Status::Suggested {
            edits.push(judge(mention, Status::Accepted));
        }
    }
    let mut known = regroup(&pairs, other, &mut edits);
    for it in added {
        let mention = anchor(other, it);
        edits.push(Edit::Add {
            mention: mention.clone(),
            kind: Some(it.mention.kind),
            value: it.mention.value.clone(),
            entity: known[it.entity].clone(),
        });
        known[it.entity].get_or_insert(mention);
    }
    edits
}

/// The mentions that both have; those that only the other has; those that only the base has.
fn matched<'s, 'a>(
    base: &'s Side<'a>,
    other: &'s Side<'a>,
) -> (Vec<Pair<'s, 'a>>, Vec<&'s Placed<'a>>, Vec<&'s Placed<'a>>) {
    let (mut pairs, mut added, mut rejected) = (Vec::new(), Vec::new(), Vec::new());
    let groups = |side: &'s Side<'a>| side.mentions.chunk_by(|one, other| one.place == other.place);
    let mut here = groups(base).peekable();
    for there in groups(other) {
        while let Some(group) = here.next_if(|group| group[0].place < there[0].place) {
            rejected.extend(group);
        }
        let group = here.next_if(|group| group[0].place == there[0].place).unwrap_or_default();
        let mut left: Vec<&Placed> = group.iter().collect();
        for it in there {
            let same = |at: &&Placed| at.mention.entity_type == it.mention.entity_type;
            // Of several in one place nobody knows which became which.
            let is_alone = group.len() == 1 && there.len() == 1;
            match left.iter().position(same).or(is_alone.then_some(0)) {
                Some(at) => pairs.push(Pair { base: left.remove(at), other: it }),
                None => added.push(it),
            }
        }
        rejected.extend(left);
    }
    rejected.extend(here.flatten());
    (pairs, added, rejected)
}

/// Splits and merges until mentions stand for the same as in the other document. For each of its entities: a
/// mention of it that is there already.
fn regroup(pairs: &[Pair], other: &Side, edits: &mut Vec<Edit>) -> Vec<Option<MentionAnchor>> {
    // By entity here and there; the first mention of a group speaks for it.
    let mut groups: Vec<(usize, usize, Vec<&Pair>)> = Vec::new();
    let mut sorted: Vec<&Pair> = pairs.iter().collect();
    sort_by_key(&mut sorted, |pair| (pair.base.entity, pair.other.entity));
    let is_one = |one: &&Pair, two: &&Pair| {
        (one.base.entity, one.other.entity) == (two.base.entity, two.other.entity)
    };
    for group in sorted.chunk_by(is_one) {
        groups.push((group[0].base.entity, group[0].other.entity, group.to_vec()));
    }
    let mut stays: Vec<MentionGroup> = Vec::new();
    for of_base in groups.chunk_by(|one, two| one.0 == two.0) {
        let most = of_base.iter().map(|(_, _, group)| group.len()).max().unwrap_or_default();
        let heir = of_base.iter().position(|(_, _, group)| group.len() == most);
        for (index, (_, entity, group)) in of_base.iter().enumerate() {
            if Some(index) == heir {
                stays.push((*entity, anchor(other, group[0].other)));
                continue;
            }
            for pair in group {
                let mention = anchor(other, pair.other);
                edits.push(Edit::Split { mention: mention.clone() });
                stays.push((*entity, mention));
            }
        }
    }
    let mut known = vec![None; other.article.entities.len()];
    for (entity, mention) in stays {
        match &known[entity] {
            None => known[entity] = Some(mention),
            Some(into) => {
                edits.push(Edit::Merge { into: into.clone(), other: mention });
            }
        }
    }
    known
}

/// An entity of the other document, and a mention of it.
type MentionGroup = (usize, MentionAnchor);

fn anchor(side: &Side, it: &Placed) -> MentionAnchor {
    side.anchors.mention(it.mention)
}

fn judge(mention: MentionAnchor, verdict: Status) -> Edit {
    Edit::Judge { target: Target::Mention(mention), verdict }
}

fn is_decided(status: Status) -> bool {
    matches!(status, Status::Accepted | Status::Human)
}

// ---- What entities are ----

fn entities(base: &Side, other: &Side) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut is_done = vec![false; other.article.entities.len()];
    for it in &other.mentions {
        if std::mem::replace(&mut is_done[it.entity], true) {
            continue;
        }
        let same = |at: &&Placed| at.mention.entity_type == it.mention.entity_type;
        let Some(at) = base.at(it.place).iter().find(same) else { continue };
        let (now, wanted) = (base.entity_of(at), other.entity_of(it));
        let mention = anchor(other, it);
        if now.entity_type != wanted.entity_type {
            edits.push(Edit::RetypeEntity { mention: mention.clone(), to: wanted.entity_type });
            let kept = other
                .mentions
                .iter()
                .filter(|of| of.entity == it.entity && of.mention.entity_type == now.entity_type);
            // By then they have the entity's type.
            let now_of = |of| MentionAnchor {
                entity_type: wanted.entity_type.name().to_owned(),
                ..anchor(other, of)
            };
            let to = now.entity_type;
            edits.extend(kept.map(|of| Edit::Retype { mention: now_of(of), to }));
        }
        if now.name != wanted.name {
            edits.push(Edit::Rename { mention: mention.clone(), name: wanted.name.clone() });
        }
        let links = |of: &crate::export::json::Entity| -> Vec<String> {
            of.links.iter().map(super::link_name).collect()
        };
        if links(now) != links(wanted) {
            edits.push(Edit::Link { mention, links: wanted.links.clone() });
        }
    }
    edits
}

// ---- Relations ----

fn relations(base: &Side, other: &Side) -> Vec<Edit> {
    let mut edits = Vec::new();
    // Each relation by what says it, its ends and its type.
    let mut here: BTreeMap<String, Vec<&Relation>> = BTreeMap::new();
    for relation in base.relations() {
        let Some(name) = ends_name(base, relation) else { continue };
        here.entry(name).or_default().push(relation);
    }
    for relation in other.relations() {
        let found = ends_name(other, relation).zip(other.anchors.relation(relation));
        let Some((name, anchor)) = found else { continue };
        let there = here.entry(name).or_default();
        let same = there.iter().position(|it| it.relation_type == relation.relation_type);
        let (to, label) = (relation.relation_type, relation.label.clone());
        if let Some(at) = same.or(if there.is_empty() { None } else { Some(0) }) {
            let now = there.remove(at);
            if now.relation_type != to || now.label != label {
                edits.extend(base.anchors.relation(now).map(|relation| Edit::RetypeRelation {
                    relation,
                    to,
                    label,
                }));
            } else if is_decided(relation.status) && now.status == Status::Suggested {
                let target = Target::Relation(anchor.clone());
                edits.push(Edit::Judge { target, verdict: Status::Accepted });
            }
            if is_said_otherwise(base, now, other, relation) {
                edits.push(Edit::Qualify { relation: anchor, said: said(other, relation) });
            }
        } else {
            edits.push(Edit::Relate { relation: anchor, said: said(other, relation) });
        }
    }
    for relation in here.into_values().flatten() {
        let target = base.anchors.relation(relation).map(Target::Relation);
        edits.extend(target.map(|target| Edit::Judge { target, verdict: Status::Rejected }));
    }
    edits
}

/// The sentence and the places of the ends.
fn ends_name(side: &Side, relation: &Relation) -> Option<String> {
    let anchor = side.anchors.relation(relation)?;
    let place = |of: &MentionAnchor| (of.start, of.end);
    let evidence = (anchor.evidence.start, anchor.evidence.end);
    Some(format!("{evidence:?} {:?} {:?}", place(&anchor.subject), place(&anchor.object)))
}

fn said(side: &Side, relation: &Relation) -> Said {
    Said {
        qualifiers: Some(relation.qualifiers.clone()),
        negated: Some(relation.negated),
        past: Some(relation.past),
        modality: Some(relation.modality),
        attributed_to: Some(speaker(side, relation)),
    }
}

/// The first mention of who says a relation.
fn speaker(side: &Side, relation: &Relation) -> Option<MentionAnchor> {
    let entity = side.entity(relation.attributed_to.as_ref()?)?;
    let mention = side.mentions.iter().find(|it| it.entity == entity)?;
    Some(anchor(side, mention))
}

fn is_said_otherwise(base: &Side, now: &Relation, other: &Side, wanted: &Relation) -> bool {
    let qualities = |it: &Relation| (it.qualifiers.clone(), it.negated, it.past, it.modality);
    qualities(now) != qualities(wanted) || speaker(base, now) != speaker(other, wanted)
}
