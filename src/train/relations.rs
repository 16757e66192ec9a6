//! Trains the classifier of lasting relations ([`crate::relations::learned`]): for each relation
//! a logistic regression over hashed features, by `AdaGrad`.

use std::{collections::BTreeMap, error::Error, path::Path};

use super::{
    corpora::facts::{Fact, FactCorpus, Part, Passage, read_facts},
    eval_relations::{facts::stands_at, with_names},
    random::Random,
};
use crate::{
    document::{Document, RelationType},
    knowledge::Knowledge,
    relations::{
        learned::{
            GROUPS, Label, Pair, labels, pairs,
            table::{UNIT, key},
        },
        sentences,
    },
    text::EntityId,
};

pub use crate::relations::Table;

/// What the classifier is trained on.
pub const SOURCES: [&str; 2] = [
    "KnowledgeNet (Mesquita et al., 2019), CC BY-SA 4.0",
    "Re-DocRED (Tan et al., 2022), MIT over CC BY-SA 4.0",
];

/// How the classifier is trained.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How often every example is read.
    pub passes: usize,
    /// The step of `AdaGrad`.
    pub rate: f32,
    /// How much of a weight is taken back at each step.
    pub decay: f32,
    /// Features seen less often than this weigh nothing.
    pub least_seen: u32,
    /// Weights smaller than this become 0.
    pub least_weight: f32,
    /// The seed of the examples' order.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { passes: 6, rate: 0.05, decay: 0.01, least_seen: 5, least_weight: 0.1, seed: 1 }
    }
}

/// Two mentions with a label, and whether the corpus has it.
struct Example {
    /// Places in the list of features.
    features: Vec<u32>,
    is_right: bool,
}

/// Examples, and the keys of their features.
#[derive(Default)]
struct Examples {
    all: Vec<Example>,
    places: BTreeMap<u64, u32>,
    seen: Vec<u32>,
}

impl Examples {
    fn add(&mut self, pair: &Pair, label: Label, is_right: bool) {
        let features = pair.features.iter().map(|feature| {
            let next = self.seen.len() as u32;
            let place = *self.places.entry(key(*feature, label)).or_insert(next);
            if place == next {
                self.seen.push(0);
            }
            self.seen[place as usize] += 1;
            place
        });
        let features = features.collect();
        self.all.push(Example { features, is_right });
    }

    fn add_corpus(&mut self, corpus: &FactCorpus, knowledge: &Knowledge) {
        for passage in &corpus.passages {
            let doc = with_names(&passage.text, knowledge, &passage.names);
            for (span, clauses) in sentences(&doc) {
                for pair in pairs(&doc, &clauses) {
                    for label in labels(&clauses, &pair) {
                        let gold = Gold { doc: &doc, passage, is_full: corpus.is_full };
                        if let Some(is_right) = gold.says(pair.entities, label, span.start()) {
                            self.add(&pair, label, is_right);
                        }
                    }
                }
            }
        }
    }
}

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
struct Gold<'a> {
    doc: &'a Document,
    passage: &'a Passage,
    is_full: bool,
}

impl Gold<'_> {
    /// Whether the sentence at a byte says that two entities, in the order of the text, have a label;
    /// none where the corpus does not tell.
    fn says(&self, entities: [EntityId; 2], label: Label, sentence: usize) -> Option<bool> {
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

/// Weights while they are learnt.
struct Learner {
    weights: Vec<f32>,
    /// Sums of squared gradients.
    squares: Vec<f32>,
    settings: Settings,
}

impl Learner {
    fn score(&self, example: &Example) -> f32 {
        example.features.iter().map(|place| self.weights[*place as usize]).sum()
    }

    /// One step up the likelihood of an example.
    #[expect(clippy::disallowed_methods, reason = "training only; the engine adds integers")]
    fn learn(&mut self, example: &Example) {
        let Settings { rate, decay, .. } = self.settings;
        let probability = 1.0 / (1.0 + (-self.score(example)).exp());
        let push = f32::from(u8::from(example.is_right)) - probability;
        for place in &example.features {
            let at = *place as usize;
            let push = push - decay * self.weights[at];
            self.squares[at] += push * push;
            if self.squares[at] > 0.0 {
                self.weights[at] += rate * push / self.squares[at].sqrt();
            }
        }
    }

    /// A weight as the engine reads it.
    fn byte(&self, place: u32) -> i8 {
        let weight = self.weights[place as usize];
        if weight.abs() < self.settings.least_weight {
            return 0;
        }
        (weight * UNIT as f32).round().clamp(-127.0, 127.0) as i8
    }
}

/// Trains the classifier on the training parts of `KnowledgeNet` and Re-DocRED. `report` hears of each pass.
///
/// # Errors
/// When a corpus cannot be read.
pub fn train(
    data: &Path,
    knowledge: &Knowledge,
    settings: Settings,
    mut report: impl FnMut(String),
) -> Result<Table, Box<dyn Error>> {
    let mut examples = Examples::default();
    for name in ["knowledgenet", "re-docred"] {
        examples.add_corpus(&read_facts(name, data, Part::Training)?, knowledge);
    }
    for example in &mut examples.all {
        example.features.retain(|place| examples.seen[*place as usize] >= settings.least_seen);
    }
    let count = examples.seen.len();
    let mut learner = Learner { weights: vec![0.0; count], squares: vec![0.0; count], settings };
    let mut random = Random::new(settings.seed);
    let mut order: Vec<usize> = (0..examples.all.len()).collect();
    for pass in 1..=settings.passes {
        random.shuffle(&mut order);
        let mut hits = 0;
        for example in order.iter().map(|index| &examples.all[*index]) {
            hits += usize::from((learner.score(example) > 0.0) == example.is_right);
            learner.learn(example);
        }
        report(format!("pass {pass}: {hits} of {} examples right", order.len()));
    }
    // In the order of the keys: which of two weights gives way in a full table must not depend on chance.
    let weights = examples.places.iter().map(|(key, place)| (*key, learner.byte(*place)));
    Ok(Table::new(weights))
}
