//! Precision, recall and F1 of names against an annotated corpus.

use std::{collections::BTreeMap, fmt};

use super::corpora::{GoldDocument, GoldSentence};
use crate::{
    document::{EntityType, Named},
    model::{decode::FoundName, tags::TypeSet},
    text::TokenSpan,
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

/// What a found or annotated name turned out to be, with its class.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict<'a> {
    /// Found as annotated.
    Right(&'a FoundName, &'static str),
    /// Found, and not annotated like that.
    Wrong(&'a FoundName, &'static str),
    /// Annotated, and not found like that.
    Missed(TokenSpan, &'static str),
}

/// Compares what was found in a sentence with its annotation. Where the annotation does not say,
/// there is no verdict.
pub fn verdicts<'a>(
    unannotated: TypeSet,
    sentence: &GoldSentence,
    found: &'a [FoundName],
    classes: Classes,
) -> Vec<Verdict<'a>> {
    let class_of = |types| classes.name_of_gold(types);
    let certain: Vec<_> = sentence
        .names
        .iter()
        .filter_map(|name| Some((name.tokens, class_of(name.types)?)))
        .collect();
    let is_open = |name: &FoundName| {
        unannotated.contains(name.entity_type)
            || sentence.names.iter().any(|gold| {
                gold.tokens.overlaps(name.tokens)
                    && gold.types.contains(name.entity_type)
                    && class_of(gold.types).is_none()
            })
    };
    let of_found = found.iter().filter(|name| !is_open(name)).filter_map(|name| {
        let class = classes.name_of(name.entity_type)?;
        let right = certain.contains(&(name.tokens, class));
        Some(if right { Verdict::Right(name, class) } else { Verdict::Wrong(name, class) })
    });
    let mut verdicts: Vec<Verdict> = of_found.collect();
    let was_found = |tokens: TokenSpan, class| {
        found
            .iter()
            .any(|name| name.tokens == tokens && classes.name_of(name.entity_type) == Some(class))
    };
    let missed = certain.iter().filter(|(tokens, class)| !was_found(*tokens, class));
    verdicts.extend(missed.map(|&(tokens, class)| Verdict::Missed(tokens, class)));
    verdicts
}

/// Scores by class, and over all of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// Over all classes.
    pub all: Counts,
    /// For each class.
    pub by_class: BTreeMap<&'static str, Counts>,
    /// For each tenth of the scale of confidence, what was found with such a confidence.
    pub reliability: [Reliability; 10],
}

/// How sure the finder was of some names, and how many are right.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reliability {
    /// How many names.
    pub found: u32,
    /// How many of them are right.
    pub right: u32,
    /// The sum of their confidences, from 0 to 1 each.
    pub confidence: f64,
}

impl Scores {
    /// Compares what was found in each sentence of the documents with the annotation.
    pub fn of(documents: &[GoldDocument], found: &[Vec<Vec<FoundName>>], classes: Classes) -> Self {
        let mut scores = Self::default();
        for (document, found) in documents.iter().zip(found) {
            for (sentence, found) in document.sentences.iter().zip(found) {
                for verdict in verdicts(document.unannotated, sentence, found, classes) {
                    scores.count(verdict);
                }
            }
        }
        scores
    }

    fn count(&mut self, verdict: Verdict) {
        let (class, right, found) = match verdict {
            Verdict::Right(name, class) => (class, true, Some(name)),
            Verdict::Wrong(name, class) => (class, false, Some(name)),
            Verdict::Missed(_, class) => (class, false, None),
        };
        for counts in [&mut self.all, self.by_class.entry(class).or_default()] {
            counts.right += u32::from(right);
            counts.found += u32::from(found.is_some());
            counts.wanted += u32::from(right || found.is_none());
        }
        if let Some(name) = found {
            #[expect(clippy::cast_sign_loss, reason = "a probability is not negative")]
            let tenth = ((name.probability * 10.0) as usize).min(9);
            let reliability = &mut self.reliability[tenth];
            reliability.found += 1;
            reliability.right += u32::from(right);
            reliability.confidence += f64::from(name.probability);
        }
    }

    /// The expected calibration error (Guo et al., 2017), in percent: by how much confidence and
    /// share of right names differ, on average over the names.
    pub fn calibration_error(&self) -> f64 {
        let differences = self.reliability.iter();
        let sum: f64 = differences.map(|r| (r.confidence - f64::from(r.right)).abs()).sum();
        100.0 * sum / f64::from(self.all.found.max(1))
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.all)?;
        for (class, counts) in &self.by_class {
            write!(f, "\n    {class:<12} {counts}")?;
        }
        write!(f, "\n    calibration error {:.1}; sure, right, names:", self.calibration_error())?;
        for bin in self.reliability.iter().filter(|bin| bin.found > 0) {
            let found = f64::from(bin.found);
            let (sure, right) = (100.0 * bin.confidence / found, percent(bin.right, bin.found));
            write!(f, " {sure:.0} {right:.0} {found};")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::corpora::GoldName;

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
