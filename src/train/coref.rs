//! Trains the mention ranking of [`crate::coref`]: a log-linear model that shares its probability
//! among the right antecedents as it likes (Durrett and Klein, 2013), by `AdaGrad`.

use std::{collections::BTreeMap, path::Path};

use super::{
    corpora::{
        CorpusError,
        coref::{CorefDocument, GapExample, Part, gap, gum, litbank},
    },
    random::Random,
};
use crate::{
    coref::{
        candidates::{Candidate, Kind, Person, ThingClass},
        chains::link,
        choices::{Choice, Choices, best},
        prepared,
        ranking::{Feature, SIZE, UNIT, Weights},
    },
    document::{Block, BlockKind, Confidence, Document, EntityType, Mention, MentionKind, Source},
    entities,
    knowledge::Knowledge,
    segment,
    text::{ByteSpan, Text, TokenSpan},
};

pub use crate::coref::ranking::Table;

/// What the ranking is trained on.
pub const SOURCES: [&str; 3] = [
    "GUM (Zeldes, 2017), CC BY 4.0",
    "LitBank (Bamman et al., 2020), CC BY 4.0",
    "GAP (Webster et al., 2018), Apache 2.0",
];

/// How the ranking is trained.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How often every document is read.
    pub passes: usize,
    /// The step of `AdaGrad`.
    pub rate: f32,
    /// What it costs to begin a chain where the mention continues one.
    pub false_new: f32,
    /// What it costs to link a mention that begins a chain.
    pub false_link: f32,
    /// What it costs to link to the wrong one.
    pub wrong_link: f32,
    /// Features seen less often than this, in choices, weigh nothing.
    pub least_seen: u32,
    /// The seed of the documents' order.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            passes: 8,
            rate: 0.03,
            false_new: 3.0,
            false_link: 0.2,
            wrong_link: 1.0,
            least_seen: 8,
            seed: 1,
        }
    }
}

/// What the ranking learns from.
pub struct Corpora {
    lessons: Vec<Lesson>,
}

/// A document with what its annotation says of each candidate.
struct Lesson {
    doc: Document,
    candidates: Vec<Candidate>,
    answers: Vec<Answer>,
}

/// What the annotation says of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// It is in that cluster.
    Cluster(usize),
    /// It is in no cluster.
    None,
    /// Nothing: the corpus does not annotate such phrases.
    Unknown,
}

impl Corpora {
    /// Reads the training part of GUM, `LitBank`, and the development part of GAP.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(data: &Path, knowledge: &Knowledge) -> Result<Self, CorpusError> {
        let mut lessons = Vec::new();
        lessons.extend(
            gum(data, Part::Train)?.iter().map(|document| Lesson::of_gum(document, knowledge)),
        );
        lessons
            .extend(litbank(data)?.iter().map(|document| Lesson::of_litbank(document, knowledge)));
        lessons.extend(
            gap(data, "development")?
                .iter()
                .filter_map(|example| Lesson::of_gap(example, knowledge)),
        );
        Ok(Self { lessons })
    }
}

impl Lesson {
    fn new(document: &CorefDocument, knowledge: &Knowledge) -> Self {
        let doc = read_document(&document.text, &document.paragraphs, knowledge);
        let candidates = prepared(&doc, knowledge);
        let mut clusters: BTreeMap<ByteSpan, usize> = BTreeMap::new();
        for (index, cluster) in document.clusters.iter().enumerate() {
            clusters.extend(cluster.iter().map(|span| (*span, index)));
        }
        let answer = |candidate: &Candidate| {
            let span = doc.token_bytes(candidate.tokens);
            clusters.get(&span).map_or(Answer::None, |cluster| Answer::Cluster(*cluster))
        };
        let answers = candidates.iter().map(answer).collect();
        Self { doc, candidates, answers }
    }

    fn of_gum(document: &CorefDocument, knowledge: &Knowledge) -> Self {
        Self::new(document, knowledge)
    }

    /// `LitBank` marks people, places and groups only, and extends phrases further: only its pronouns of
    /// people teach.
    fn of_litbank(document: &CorefDocument, knowledge: &Knowledge) -> Self {
        let mut lesson = Self::new(document, knowledge);
        for (candidate, answer) in lesson.candidates.iter().zip(&mut lesson.answers) {
            let teaches = matches!(answer, Answer::Cluster(_))
                && candidate.class == ThingClass::Person
                && matches!(candidate.kind, Kind::Pronoun(Person::Third));
            let is_antecedent = matches!(answer, Answer::Cluster(_));
            if !teaches && !is_antecedent {
                *answer = Answer::Unknown;
            }
        }
        lesson
    }

    /// Only the pronoun and the two names of an example are annotated.
    fn of_gap(example: &GapExample, knowledge: &Knowledge) -> Option<Self> {
        let doc = read_gap(example, knowledge);
        let candidates = prepared(&doc, knowledge);
        let place = |span: ByteSpan| {
            candidates.iter().position(|candidate| doc.token_bytes(candidate.base).overlaps(span))
        };
        let mut answers = vec![Answer::Unknown; candidates.len()];
        let pronoun = candidates
            .iter()
            .position(|candidate| doc.token_bytes(candidate.tokens) == example.pronoun)?;
        answers[pronoun] = Answer::Cluster(0);
        for (name, is_right) in example.names.iter().zip(example.is_right) {
            let at = place(*name)?;
            answers[at] = Answer::Cluster(usize::from(!is_right));
            let group = candidates[at].group;
            for (candidate, answer) in candidates.iter().zip(&mut answers) {
                if group.is_some() && candidate.group == group {
                    *answer = Answer::Cluster(usize::from(!is_right));
                }
            }
        }
        if !example.is_right.contains(&true) {
            return None;
        }
        Some(Self { doc, candidates, answers })
    }

    /// Whether the choice of a candidate teaches something.
    fn teaches(&self, mention: usize) -> bool {
        self.answers[mention] != Answer::Unknown
    }

    /// Which options are right: to be alone, if no antecedent is in the cluster.
    fn right(&self, mention: usize, choices: &Choices, right: &mut Vec<bool>) {
        right.clear();
        right.push(false);
        let cluster = match self.answers[mention] {
            Answer::Cluster(cluster) => Some(cluster),
            _ => None,
        };
        right.extend(choices.antecedents.iter().map(|antecedent| {
            cluster.is_some_and(|cluster| self.answers[*antecedent] == Answer::Cluster(cluster))
        }));
        right[0] = !right.contains(&true);
    }
}

/// A document with names and values, from the text and paragraphs of a corpus.
pub(super) fn read_document(
    text: &str,
    paragraphs: &[ByteSpan],
    knowledge: &Knowledge,
) -> Document {
    let text = Text::new(text);
    let block = |span: &ByteSpan| Block { span: *span, kind: BlockKind::Paragraph };
    let blocks = paragraphs.iter().map(block).collect();
    let mut doc = Document { text, blocks, ..Document::default() };
    (doc.sentences, doc.tokens) = segment::segment(&doc.text, &doc.blocks);
    doc.mentions = entities::find_mentions(&doc, knowledge, None);
    doc
}

/// The document of an example of GAP, its two names given as people's names.
pub(super) fn read_gap(example: &GapExample, knowledge: &Knowledge) -> Document {
    let whole = ByteSpan::new(0, example.text.len());
    let mut doc = read_document(&example.text, &[whole], knowledge);
    for name in example.names {
        let first = doc.tokens.partition_point(|token| token.span.end() <= name.start());
        let end = doc.tokens.partition_point(|token| token.span.start() < name.end());
        if first >= end || doc.sentence_of(first).tokens.end() < end {
            continue;
        }
        let tokens = TokenSpan::new(first, end);
        doc.mentions.retain(|mention| !mention.tokens.overlaps(tokens));
        doc.mentions.push(Mention {
            span: doc.token_bytes(tokens),
            tokens,
            kind: MentionKind::Name,
            entity_type: EntityType::Person,
            entity: None,
            value: None,
            confidence: Confidence::percent(100),
            source: Source::rule("given"),
        });
    }
    doc.mentions.sort_by_key(|mention| mention.span);
    doc
}

/// Weights while they are learnt.
struct Learner {
    weights: Vec<f32>,
    /// Sums of squared gradients.
    squares: Vec<f32>,
    seen: Vec<u32>,
    settings: Settings,
}

impl Weights for Learner {
    fn score(&self, features: &[Feature]) -> i32 {
        (self.sum(features) * UNIT as f32) as i32
    }
}

impl Learner {
    fn new(settings: Settings) -> Self {
        Self { weights: vec![0.0; SIZE], squares: vec![0.0; SIZE], seen: vec![0; SIZE], settings }
    }

    fn sum(&self, features: &[Feature]) -> f32 {
        features.iter().map(|feature| self.weights[usize::from(*feature)]).sum()
    }

    /// One step up the likelihood of the right options, the wrong ones made dearer by their cost.
    fn learn(&mut self, choices: &Choices, right: &[bool]) {
        let cost = |option: usize| match (right[option], right[0], option) {
            (true, ..) => 0.0,
            (_, _, 0) => self.settings.false_new,
            (_, true, _) => self.settings.false_link,
            _ => self.settings.wrong_link,
        };
        let scores: Vec<f32> = (0..choices.count())
            .map(|option| self.sum(choices.features(option)) + cost(option))
            .collect();
        let all = shares(&scores, |_| true);
        let good = shares(&scores, |option| right[option]);
        let mut gradient: BTreeMap<Feature, f32> = BTreeMap::new();
        for option in 0..choices.count() {
            let push = good[option] - all[option];
            for feature in choices.features(option) {
                *gradient.entry(*feature).or_default() += push;
                self.seen[usize::from(*feature)] += 1;
            }
        }
        for (feature, push) in gradient {
            let at = usize::from(feature);
            self.squares[at] += push * push;
            if self.squares[at] > 0.0 {
                self.weights[at] += self.settings.rate * push / self.squares[at].sqrt();
            }
        }
    }

    /// The table as the engine reads it.
    fn table(&self) -> Vec<u8> {
        let byte = |(weight, seen): (&f32, &u32)| {
            let units = (weight * UNIT as f32).round().clamp(-127.0, 127.0);
            let units = if *seen < self.settings.least_seen { 0.0 } else { units };
            (units as i8).cast_unsigned()
        };
        self.weights.iter().zip(&self.seen).map(byte).collect()
    }
}

/// The softmax over the options that a test admits; 0 for the others.
#[expect(clippy::disallowed_methods, reason = "training only; the engine adds integers")]
fn shares(scores: &[f32], admits: impl Fn(usize) -> bool) -> Vec<f32> {
    let admitted = (0..scores.len()).filter(|option| admits(*option));
    let top = admitted.map(|option| scores[option]).fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = scores
        .iter()
        .enumerate()
        .map(|(option, score)| if admits(option) { (score - top).exp() } else { 0.0 })
        .collect();
    let sum: f32 = powers.iter().sum();
    powers.iter().map(|power| power / sum).collect()
}

/// Trains the ranking. Gives the table of weights; `report` hears of each pass.
pub fn train(corpora: &Corpora, settings: Settings, mut report: impl FnMut(String)) -> Table {
    let mut learner = Learner::new(settings);
    let mut random = Random::new(settings.seed);
    let mut order: Vec<usize> = (0..corpora.lessons.len()).collect();
    let mut right = Vec::new();
    let mut later_weights = vec![0.0; SIZE];
    let first_of_later = settings.passes / 2 + 1;
    for pass in 1..=settings.passes {
        random.shuffle(&mut order);
        let (mut count, mut hits) = (0, 0);
        for lesson in order.iter().map(|index| &corpora.lessons[*index]) {
            link(&lesson.doc, &lesson.candidates, |mention, choices| -> Choice {
                let choice = best(&learner, choices);
                if lesson.teaches(mention) && choices.count() > 1 {
                    lesson.right(mention, choices, &mut right);
                    count += 1;
                    hits += usize::from(right[choice.option]);
                    learner.learn(choices, &right);
                }
                choice
            });
        }
        report(format!("pass {pass}: {hits} of {count} choices right"));
        if pass >= first_of_later {
            for (sum, weight) in later_weights.iter_mut().zip(&learner.weights) {
                *sum += weight;
            }
        }
    }
    // Their mean depends less on the order of the documents than the last weights do.
    let count = (settings.passes + 1 - first_of_later).max(1) as f32;
    learner.weights = later_weights.iter().map(|sum| sum / count).collect();
    Table::new(learner.table())
}
