//! What corpora of facts tell of two entities of a sentence.

use crate::{
    document::{Document, RelationType},
    relations::learned::{GROUPS, Label},
    text::EntityId,
    train::{
        corpora::facts::{Fact, Passage},
        eval_relations::facts::stands_at,
    },
};

/// What a corpus's label teaches; and whether its subject is our object. Labels that tell less than
/// ours do ("employee or member of") teach one of ours and leave the others of its group open.
fn taught(label: &str) -> Option<(RelationType, bool)> {
    use RelationType as R;
    Some(match label {
        "EMPLOYEE_OR_MEMBER_OF" | "P108" | "P54" => (R::WorksFor, false),
        "CEO" | "P488" | "P6" | "P35" => (R::HoldsPost, true),
        "POLITICAL_AFFILIATION" | "P102" | "P463" => (R::MemberOf, false),
        "NATIONALITY" | "P27" => (R::CitizenOf, false),
        "PLACE_OF_RESIDENCE" | "P551" => (R::LivesIn, false),
        "PLACE_OF_BIRTH" | "P19" => (R::BornIn, false),
        "P20" => (R::DiedIn, false),
        "EDUCATED_AT" | "P69" => (R::EducatedAt, false),
        "P131" | "P17" | "P276" => (R::LocatedIn, false),
        "P150" => (R::LocatedIn, true),
        "HEADQUARTERS" | "P159" => (R::BasedIn, false),
        "SUBSIDIARY_OF" | "P749" => (R::SubsidiaryOf, false),
        "P355" => (R::SubsidiaryOf, true),
        "FOUNDED_BY" | "P112" => (R::Founded, true),
        "P127" => (R::Owns, true),
        "P361" => (R::PartOf, false),
        "P527" => (R::PartOf, true),
        "P36" => (R::CapitalOf, true),
        "P1376" => (R::CapitalOf, false),
        _ => return None,
    })
}

/// What the corpus says of a passage.
pub(super) struct Gold<'a> {
    pub(super) doc: &'a Document,
    pub(super) passage: &'a Passage,
    pub(super) is_full: bool,
}

impl Gold<'_> {
    /// Whether the sentence at a byte says that two entities, in the order of the text, have a label;
    /// none where the corpus does not tell.
    pub(super) fn says(
        &self,
        entities: [EntityId; 2],
        label: Label,
        sentence: usize,
    ) -> Option<bool> {
        let [one, other] = entities;
        let ends = if label.is_swapped { [other, one] } else { [one, other] };
        let is_annotated = if self.is_full {
            ends.iter().all(|end| self.is_given(*end))
        } else {
            let mut facts = self.passage.facts.iter().filter_map(|fact| taught(&fact.label));
            facts.any(|(relation, _)| relation == label.relation)
        };
        if !is_annotated {
            return None;
        }
        let between = self.passage.facts.iter().filter_map(|fact| self.taught_of(fact, ends));
        let mut is_open = false;
        for (relation, fact) in between {
            // A space may stand between a sentence and what the corpus calls its start.
            let is_here =
                fact.shown.iter().any(|shown| shown.start <= sentence + 1 && sentence < shown.end);
            if relation == label.relation && is_here {
                return Some(true);
            }
            is_open |= relation == label.relation || is_of_one_group(relation, label.relation);
        }
        (!is_open).then_some(false)
    }

    /// What a fact teaches of a subject and an object, if it is theirs.
    fn taught_of<'f>(
        &self,
        fact: &'f Fact,
        ends: [EntityId; 2],
    ) -> Option<(RelationType, &'f Fact)> {
        let (relation, is_swapped) = taught(&fact.label)?;
        let joins = |[subject, object]: [EntityId; 2]| {
            stands_at(self.doc, subject, &fact.subject) && stands_at(self.doc, object, &fact.object)
        };
        let swapped = [ends[1], ends[0]];
        let is_theirs = joins(if is_swapped { swapped } else { ends })
            || relation.is_symmetric() && joins(swapped);
        is_theirs.then_some((relation, fact))
    }

    fn is_given(&self, entity: EntityId) -> bool {
        let mut names = self.passage.names.iter();
        names.any(|(name, _)| stands_at(self.doc, entity, std::slice::from_ref(name)))
    }
}

fn is_of_one_group(one: RelationType, other: RelationType) -> bool {
    GROUPS.iter().any(|group| group.contains(&one) && group.contains(&other))
}
