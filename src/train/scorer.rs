//! Precision, recall and F1 of names against an annotated corpus.

use std::{collections::BTreeMap, fmt};

use super::corpora::GoldDocument;
use crate::{
    document::{EntityType, Named},
    model::{decode::FoundName, tags::TypeSet},
};

/// Right, found and wanted names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found with the span and the type that are annotated.
    pub right: u32,
    /// Found.
    pub found: u32,
    /// Annotated.
    pub wanted: u32,
}

impl Counts {
    /// Share of the found that are right, in percent.
    pub fn precision(self) -> f64 {
        percent(self.right, self.found)
    }

    /// Share of the annotated that were found, in percent.
    pub fn recall(self) -> f64 {
        percent(self.right, self.wanted)
    }

    /// The harmonic mean of the two, in percent.
    pub fn f1(self) -> f64 {
        percent(2 * self.right, self.found + self.wanted)
    }
}

fn percent(part: u32, whole: u32) -> f64 {
    100.0 * f64::from(part) / f64::from(whole.max(1))
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall, f1) = (self.precision(), self.recall(), self.f1());
        write!(f, "P {precision:5.1}  R {recall:5.1}  F1 {f1:5.1}  ({} names)", self.wanted)
    }
}

/// Which types count as the same, for corpora that tell fewer apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Classes {
    /// People, organisations, places; other names do not count.
    Three,
    /// Every type that is certain in the annotation.
    All,
}

impl Classes {
    /// What a type is called in this scheme, if it counts.
    fn name_of(self, entity_type: EntityType) -> Option<&'static str> {
        match self {
            Self::All => Some(entity_type.name()),
            Self::Three => match entity_type {
                EntityType::Person => Some("PER"),
                EntityType::Org => Some("ORG"),
                EntityType::Gpe | EntityType::Loc | EntityType::Fac => Some("LOC"),
                _ => None,
            },
        }
    }

    /// The class of an annotated name; `None` when it may be several or does not count.
    fn name_of_gold(self, types: TypeSet) -> Option<&'static str> {
        let mut classes =
            types.indices().map(|index| self.name_of(crate::model::tags::NAME_TYPES[index]));
        let first = classes.next()??;
        (!types.allows_no_name() && classes.all(|class| class == Some(first))).then_some(first)
    }
}

/// Scores by class, and over all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Over all classes.
    pub all: Counts,
    /// For each class.
    pub by_class: BTreeMap<&'static str, Counts>,
}

impl Scores {
    /// Compares what was found in each sentence of the documents with the annotation. Where the
    /// annotation does not say, nothing is counted.
    pub fn of(documents: &[GoldDocument], found: &[Vec<Vec<FoundName>>], classes: Classes) -> Self {
        let mut scores = Self::default();
        for (document, found) in documents.iter().zip(found) {
            for (sentence, found) in document.sentences.iter().zip(found) {
                let gold: Vec<_> =
                    sentence.names.iter().map(|name| (name.tokens, name.types)).collect();
                let certain: Vec<_> = gold
                    .iter()
                    .filter_map(|(tokens, types)| Some((*tokens, classes.name_of_gold(*types)?)))
                    .collect();
                let open = |name: &&FoundName| {
                    !document.unannotated.contains(name.entity_type)
                        && !gold.iter().any(|(tokens, types)| {
                            tokens.overlaps(name.tokens)
                                && types.contains(name.entity_type)
                                && classes.name_of_gold(*types).is_none()
                        })
                };
                for (_, class) in &certain {
                    scores.count(class, |counts| counts.wanted += 1);
                }
                for name in found.iter().filter(open) {
                    let Some(class) = classes.name_of(name.entity_type) else { continue };
                    scores.count(class, |counts| counts.found += 1);
                    if certain.contains(&(name.tokens, class)) {
                        scores.count(class, |counts| counts.right += 1);
                    }
                }
            }
        }
        scores
    }

    fn count(&mut self, class: &'static str, change: impl Fn(&mut Counts)) {
        change(&mut self.all);
        change(self.by_class.entry(class).or_default());
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.all)?;
        self.by_class.iter().try_for_each(|(class, counts)| write!(f, "\n    {class:<12} {counts}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        text::TokenSpan,
        train::corpora::{GoldName, GoldSentence},
    };

    const PLACE: TypeSet = TypeSet::of(&[EntityType::Gpe, EntityType::Loc, EntityType::Fac]);

    #[test]
    fn only_what_is_annotated_counts() {
        let gold = |start, end, types| GoldName { tokens: TokenSpan::new(start, end), types };
        let found = |start, end, entity_type| FoundName {
            tokens: TokenSpan::new(start, end),
            entity_type,
            probability: 1.0,
        };
        let person = TypeSet::of(&[EntityType::Person]);
        let document = GoldDocument {
            name: String::new(),
            sentences: vec![GoldSentence {
                words: vec![String::new(); 9],
                names: vec![gold(0, 2, person), gold(3, 4, PLACE), gold(8, 9, person)],
            }],
            unannotated: TypeSet::of(&[EntityType::Norp]),
        };
        let names = vec![
            found(0, 2, EntityType::Person),
            found(3, 4, EntityType::Loc),
            found(5, 6, EntityType::Norp),
            found(7, 9, EntityType::Person),
        ];
        let counts = |classes| {
            Scores::of(std::slice::from_ref(&document), &[vec![names.clone()]], classes).all
        };
        assert_eq!(counts(Classes::Three), Counts { right: 2, found: 3, wanted: 3 });
        assert_eq!(counts(Classes::All), Counts { right: 1, found: 2, wanted: 2 });
    }
}
