//! A relation as the patterns find it, before it is checked, qualified and merged.

use std::ops::Range;

use super::{
    clause::{Intent, Subject},
    learned,
    lexicon::{Predicate, Types},
    phrase::Participant,
};
use crate::document::{Modality, PloverClass, RelationType, Source, SourceKind};

/// How sure each kind of construction is, in hundredths: by the share of relations in newspaper articles that
/// we judged right (`src/train/eval_relations/judgements.tsv`).
pub(super) mod confidence {
    pub(in crate::relations) const PREDICATIVE: u8 = 92;
    pub(in crate::relations) const POST: u8 = 91;
    pub(in crate::relations) const ORIGIN: u8 = 90;
    pub(in crate::relations) const PLACE: u8 = 94;
    pub(in crate::relations) const VERB: u8 = 90;
    pub(in crate::relations) const PASSIVE: u8 = 92;
    pub(in crate::relations) const SEVERAL: u8 = 88;
    pub(in crate::relations) const NOUN: u8 = 89;
    /// What is taken off where a pronoun or a description stands for somebody.
    pub(in crate::relations) const ANAPHORIC: u8 = 8;
    /// What is taken off where somebody acts through what belongs to him.
    pub(in crate::relations) const INDIRECT: u8 = 3;
}

/// A relation that a pattern found.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    pub(super) relation: RelationType,
    pub(super) subject: Participant,
    pub(super) object: Participant,
    /// The units that say so.
    pub(super) trigger: Range<usize>,
    /// Where qualifiers are looked for: the chunk of the predicate, and where the match ends.
    pub(super) chunks: Range<usize>,
    pub(super) negated: bool,
    /// Whether it is a state that is over, or about to be.
    pub(super) past: bool,
    /// The chunk of the verb that ends it: "stepped down".
    pub(super) ended_by: Option<usize>,
    pub(super) modality: Modality,
    pub(super) intent: Intent,
    pub(super) claimed_by: Option<Participant>,
    pub(super) confidence: u8,
    pub(super) predicate: Option<&'a Predicate>,
    /// The units of a post.
    pub(super) role: Option<Range<usize>>,
    /// Which kind of pattern found it.
    pub(super) rule: &'static str,
}

/// The place of a match in the sentence, and how sure its kind is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) trigger: Range<usize>,
    pub(super) chunks: Range<usize>,
    pub(super) confidence: u8,
    pub(super) rule: &'static str,
}

impl Found<'_> {
    /// A relation that stands in the text as a fact.
    #[inline(never)] // many patterns call it, and each copy would weigh on the download
    pub(super) fn new(
        relation: RelationType,
        subject: Participant,
        object: Participant,
        place: Place,
    ) -> Self {
        let mut sure = place.confidence;
        for participant in [subject, object] {
            sure -= if participant.is_anaphoric { confidence::ANAPHORIC } else { 0 };
            sure -= if participant.is_indirect { confidence::INDIRECT } else { 0 };
        }
        Self {
            relation,
            subject,
            object,
            trigger: place.trigger,
            chunks: place.chunks,
            negated: false,
            past: false,
            ended_by: None,
            modality: Modality::Asserted,
            intent: Intent::Plain,
            claimed_by: None,
            confidence: sure,
            predicate: None,
            role: None,
            rule: place.rule,
        }
    }

    /// What found it.
    pub(super) fn source(&self) -> Source {
        match self.rule {
            learned::RULE => Source { kind: SourceKind::Model, id: self.rule.into() },
            rule => Source::rule(rule),
        }
    }

    /// The category of the event, if it is one.
    pub(super) fn class(&self) -> Option<PloverClass> {
        let of_predicate = self.predicate.and_then(|predicate| predicate.qualifiers.class);
        let class = of_predicate.or_else(|| self.relation.class())?;
        Some(match (self.intent, self.modality) {
            (Intent::Refusal, _) | (_, Modality::Planned) if self.negated => class.refused(),
            (Intent::Threat, _) => PloverClass::Threaten,
            (_, Modality::Planned) => class.announced(),
            _ => class,
        })
    }

    /// As said by a verb with this subject.
    pub(super) fn said_as(mut self, subject: &Subject) -> Self {
        self.negated = subject.negated;
        if self.modality == Modality::Asserted {
            self.modality = subject.modality;
        }
        self.intent = subject.intent;
        self.ended_by = subject.ended_by;
        self.past |= subject.ended_by.is_some();
        self.claimed_by = subject.claimed_by;
        self.confidence = self.confidence.saturating_sub(subject.doubt.min(30));
        self
    }
}

/// Every relation of a predicate between subjects and objects of the right types.
pub(super) fn pairs<'a>(
    predicate: &'a Predicate,
    subjects: &[Participant],
    objects: &[Participant],
    place: &Place,
) -> Vec<Found<'a>> {
    const MOST: usize = 4; // longer lists are rarely lists of actors
    let (subjects, objects) =
        if predicate.is_swapped { (objects, subjects) } else { (subjects, objects) };
    let mut found = Vec::new();
    for subject in of_types(subjects, predicate.subject).take(MOST) {
        for object in of_types(objects, predicate.object).take(MOST) {
            let mut relation = Found::new(predicate.relation, subject, object, place.clone());
            relation.predicate = Some(predicate);
            if predicate.qualifiers.planned {
                relation.modality = Modality::Planned;
            }
            found.push(relation);
        }
    }
    found
}

/// A relation between each two of several subjects.
pub(super) fn each_two<'a>(
    predicate: &'a Predicate,
    among: &[Participant],
    place: &Place,
) -> Vec<Found<'a>> {
    let among: Vec<_> = of_types(among, predicate.subject).take(3).collect();
    let rest = (1..among.len()).map(|next| (among[next - 1], &among[next..]));
    rest.flat_map(|(first, rest)| pairs(predicate, &[first], rest, place)).collect()
}

fn of_types(among: &[Participant], types: Types) -> impl Iterator<Item = Participant> {
    among.iter().copied().filter(move |one| types.has(one.entity_type))
}
