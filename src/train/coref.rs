//! Trains the mention ranking of [`crate::coref`]: a log-linear model that shares its probability
//! among the right antecedents as it likes (Durrett and Klein, 2013), by `AdaGrad`.

use std::{collections::BTreeMap, path::Path};

use super::{
    corpora::{
        CorpusError,
        coref::{CorefDocument, GapExample, Part, gap, gum, litbank},
        news::{End, Fold, NewsText, read_news},
    },
    random::Random,
};
use crate::{
    coref::{
        candidates::{Candidate, Kind, Person, ThingClass},
        chains::link,
        choices::{Choice, Choices, best},
        named_groups, prepared,
        ranking::{Feature, SIZE, UNIT, Weights},
    },
    document::{Block, BlockKind, Confidence, Document, EntityType, Mention, MentionKind, Source},
    english::English,
    entities,
    knowledge::Knowledge,
    segment,
    text::{ByteSpan, Text, TokenSpan},
};

pub use crate::coref::ranking::Table;

/// What the ranking is trained on.
pub const SOURCES: [&str; 4] = [
    "News annotated by reading: Wikinews (CC BY 2.5), re3d (licences by source), \
     Groningen Meaning Bank (public domain)",
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
    /// Whether the annotation has some mentions of each cluster only.
    is_partial: bool,
}

/// What the annotation says of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// It is in that cluster.
    Cluster(usize),
    /// It is in no cluster.
    None,
    /// The text has no name for it: it is in no cluster with one.
    Unnamed,
    /// It is the name of somebody who is in no cluster.
    Other,
    /// It is an organ of the country or nation of that cluster.
    Organ(usize),
    /// Nothing: the corpus does not annotate such phrases.
    Unknown,
}

/// What the annotation says of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Right,
    Wrong,
    /// Nothing: it is left out of the choice.
    Open,
}

impl Answer {
    /// What else is known of a candidate by the clusters that groups of names are.
    fn with_names(self, candidate: &Candidate, clusters: &BTreeMap<usize, usize>) -> Self {
        let owner = candidate.owner.and_then(|owner| clusters.get(&owner));
        match (candidate.group, self) {
            (Some(group), _) => clusters.get(&group).map_or(Self::Other, |of| Self::Cluster(*of)),
            (None, Self::Unknown) => owner.map_or(Self::Unknown, |of| Self::Organ(*of)),
            // The engine finds no such name.
            (None, Self::Cluster(of)) if !clusters.values().any(|other| *other == of) => {
                Self::Unknown
            }
            (None, answer) => answer,
        }
    }
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

    /// Adds the training part of the annotated news.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn add_news(&mut self, data: &Path, knowledge: &Knowledge) -> Result<(), CorpusError> {
        let news = read_news(data, Fold::Training)?;
        self.lessons.extend(news.iter().map(|text| Lesson::of_news(text, knowledge)));
        Ok(())
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
        Self { doc, candidates, answers, is_partial: false }
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
        Some(Self { doc, candidates, answers, is_partial: false })
    }

    /// Only descriptions and pronouns in relations are annotated, with the names that they stand for.
    fn of_news(text: &NewsText, knowledge: &Knowledge) -> Self {
        let doc = read_document(&text.text, &paragraphs(&text.text), knowledge);
        let candidates = prepared(&doc, knowledge);
        let mut answers = vec![Answer::Unknown; candidates.len()];
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        let ends = text.relations.iter().flat_map(|relation| [&relation.subject, &relation.object]);
        for end in ends {
            let Some(at) = candidate_at(&doc, &candidates, end) else { continue };
            match &end.stands_for[..] {
                [name] => {
                    let next = names.len();
                    answers[at] = Answer::Cluster(*names.entry(name).or_insert(next));
                }
                [] if end.is_unnamed && !candidates[at].is_pronoun() => {
                    answers[at] = Answer::Unnamed;
                }
                _ => {}
            }
        }
        let clusters = clusters_of_groups(&doc, &names, knowledge);
        for (candidate, answer) in candidates.iter().zip(&mut answers) {
            *answer = answer.with_names(candidate, &clusters);
        }
        Self { doc, candidates, answers, is_partial: true }
    }

    /// Whether the choice of a candidate teaches something.
    fn teaches(&self, mention: usize) -> bool {
        !matches!(self.answers[mention], Answer::Unknown | Answer::Other | Answer::Organ(_))
    }

    /// The sort of a mention, if the text is annotated in part.
    fn sort_in_part(&self, mention: usize) -> Option<usize> {
        let candidate = &self.candidates[mention];
        let kind = match candidate.kind {
            Kind::Name => 0,
            Kind::Nominal => 1,
            Kind::Value => 2,
            Kind::Pronoun(_) => 3,
        };
        let sort = kind * 64 + candidate.determiner as usize * 8 + candidate.class as usize;
        self.is_partial.then_some(sort)
    }

    /// Which options are right: to be alone, if no antecedent is in the cluster.
    fn judge(&self, mention: usize, choices: &Choices, verdicts: &mut Vec<Verdict>) {
        verdicts.clear();
        verdicts.push(Verdict::Wrong);
        let answer = self.answers[mention];
        let is_name = self.candidates[mention].kind == Kind::Name;
        verdicts.extend(choices.antecedents.iter().map(|antecedent| {
            match (answer, self.answers[*antecedent]) {
                (Answer::Cluster(one), Answer::Cluster(other)) if one == other => Verdict::Right,
                (Answer::Cluster(one), Answer::Organ(other)) if one == other => Verdict::Right,
                (Answer::Unnamed, Answer::Unnamed) => Verdict::Right,
                (_, Answer::Unknown) if self.is_partial && !is_name => Verdict::Open,
                _ => Verdict::Wrong,
            }
        }));
        if answer == Answer::Unnamed || !verdicts.contains(&Verdict::Right) {
            verdicts[0] = Verdict::Right;
        }
    }
}

/// How much further a bias goes at each step than a weight: there are few.
const BIAS_STEP: f32 = 3.0;

/// How many sorts of mentions there are: four kinds, up to eight determiners and classes.
const SORTS: usize = 4 * 8 * 8;

/// The pronoun or description that an end of a relation is in the text.
fn candidate_at(doc: &Document, candidates: &[Candidate], end: &End) -> Option<usize> {
    candidates.iter().position(|candidate| {
        let base = doc.token_bytes(candidate.base);
        match candidate.kind {
            Kind::Pronoun(_) => base.start() == end.span.start && base.end() == end.span.end,
            Kind::Nominal => base.start() <= end.span.start && base.end() == end.span.end,
            _ => false,
        }
    })
}

/// Which cluster each group of names is, by what the annotation calls it.
fn clusters_of_groups(
    doc: &Document,
    names: &BTreeMap<&str, usize>,
    knowledge: &Knowledge,
) -> BTreeMap<usize, usize> {
    let mut clusters = BTreeMap::new();
    for (group, tokens) in named_groups(doc, knowledge) {
        let called = doc.words(tokens);
        if let Some((_, cluster)) = names.iter().find(|(name, _)| is_same_name(&called, name)) {
            clusters.entry(group).or_insert(*cluster);
        }
    }
    clusters
}

/// Whether a name is another one, or its last word.
fn is_same_name(one: &str, other: &str) -> bool {
    let is_end = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|before| before.is_empty() || before.ends_with(' '))
    };
    is_end(one, other) || is_end(other, one)
}

/// The paragraphs of a text, blank lines between them.
fn paragraphs(text: &str) -> Vec<ByteSpan> {
    let mut start = 0;
    let mut paragraphs = Vec::new();
    for paragraph in text.split("\n\n") {
        let end = start + paragraph.len();
        if start < end {
            paragraphs.push(ByteSpan::new(start, end));
        }
        start = end + 2;
    }
    paragraphs
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
    (doc.sentences, doc.tokens) = segment::segment(&doc.text, &doc.blocks, &knowledge.english);
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
    /// By sort of mention, how much likelier it is alone in texts that are annotated in part. In use nothing is added: such
    /// texts tell which antecedent is right, but not how often there is one.
    alone_in_part: Vec<Bias>,
    settings: Settings,
}

/// A number that is learnt beside the weights.
#[derive(Clone, Copy, Debug, Default)]
struct Bias {
    value: f32,
    /// The sum of its squared gradients.
    squares: f32,
}

impl Bias {
    fn learn(&mut self, push: f32, rate: f32) {
        self.squares += push * push;
        if self.squares > 0.0 {
            self.value += rate * push / self.squares.sqrt();
        }
    }
}

impl Weights for Learner {
    fn score(&self, features: &[Feature]) -> i32 {
        (self.sum(features) * UNIT as f32) as i32
    }
}

impl Learner {
    fn new(settings: Settings) -> Self {
        Self {
            weights: vec![0.0; SIZE],
            squares: vec![0.0; SIZE],
            seen: vec![0; SIZE],
            alone_in_part: vec![Bias::default(); SORTS],
            settings,
        }
    }

    fn sum(&self, features: &[Feature]) -> f32 {
        features.iter().map(|feature| self.weights[usize::from(*feature)]).sum()
    }

    /// One step up the likelihood of the right options, the wrong ones made dearer by their cost.
    fn learn(&mut self, choices: &Choices, verdicts: &[Verdict], sort_in_part: Option<usize>) {
        let cost = |option: usize| match (verdicts[option], verdicts[0], option) {
            (Verdict::Right | Verdict::Open, ..) => 0.0,
            (_, _, 0) => self.settings.false_new,
            (_, Verdict::Right, _) => self.settings.false_link,
            _ => self.settings.wrong_link,
        };
        let scores: Vec<f32> = (0..choices.count())
            .map(|option| {
                let bias = sort_in_part.filter(|_| option == 0);
                let bias = bias.map_or(0.0, |sort| self.alone_in_part[sort].value);
                self.sum(choices.features(option)) + cost(option) + bias
            })
            .collect();
        let all = shares(&scores, |option| verdicts[option] != Verdict::Open);
        let good = shares(&scores, |option| verdicts[option] == Verdict::Right);
        let mut gradient: BTreeMap<Feature, f32> = BTreeMap::new();
        for option in (0..choices.count()).filter(|option| verdicts[*option] != Verdict::Open) {
            let push = good[option] - all[option];
            for feature in choices.features(option) {
                *gradient.entry(*feature).or_default() += push;
                self.seen[usize::from(*feature)] += 1;
            }
        }
        if let Some(sort) = sort_in_part {
            self.alone_in_part[sort].learn(good[0] - all[0], BIAS_STEP * self.settings.rate);
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
pub fn train(
    corpora: &Corpora,
    english: &English,
    settings: Settings,
    mut report: impl FnMut(String),
) -> Table {
    let mut learner = Learner::new(settings);
    let mut random = Random::new(settings.seed);
    let mut order: Vec<usize> = (0..corpora.lessons.len()).collect();
    let mut verdicts = Vec::new();
    let mut later_weights = vec![0.0; SIZE];
    let first_of_later = settings.passes / 2 + 1;
    for pass in 1..=settings.passes {
        random.shuffle(&mut order);
        let (mut count, mut hits) = (0, 0);
        for lesson in order.iter().map(|index| &corpora.lessons[*index]) {
            link(&lesson.doc, english, &lesson.candidates, |mention, choices| -> Choice {
                let choice = best(&learner, choices);
                if lesson.teaches(mention) && choices.count() > 1 {
                    lesson.judge(mention, choices, &mut verdicts);
                    count += 1;
                    hits += usize::from(verdicts[choice.option] != Verdict::Wrong);
                    learner.learn(choices, &verdicts, lesson.sort_in_part(mention));
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

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::{
        document::{Modality, RelationType},
        testing::english,
        train::corpora::news::NewsRelation,
    };

    /// A text in which readers noted who met whom: the words, and the name that they stand for.
    fn lesson(text: &str, met: [[(&str, Option<&str>); 2]; 2]) -> Lesson {
        let mut from = 0;
        let mut end = |(words, name): (&str, Option<&str>)| {
            let (before, _) = text[from..].split_once(words).unwrap_or_default();
            let start = from + before.len();
            from = start + words.len();
            let stands_for: Vec<_> =
                name.filter(|name| *name != words).into_iter().map(str::to_owned).collect();
            End { span: start..from, stands_for, is_unnamed: name.is_none() }
        };
        let relations = met.map(|[subject, object]| NewsRelation {
            sentence: 0..text.len(),
            relation: RelationType::MetWith,
            subject: end(subject),
            object: end(object),
            is_negated: false,
            modality: Modality::Asserted,
        });
        let text =
            NewsText { text: text.to_owned(), relations: relations.into(), ..NewsText::default() };
        Lesson::of_news(&text, &Knowledge::builtin())
    }

    #[test]
    fn who_has_no_name_is_nobody_with_one() {
        let (name, none) = (Some("Boris Johnson"), None);
        let lesson = lesson(
            "Boris Johnson met rebels. The minister met the rebels.",
            [[("Boris Johnson", name), ("rebels", none)], [("minister", name), ("rebels", none)]],
        );
        let mut told = BTreeMap::new();
        link(&lesson.doc, english(), &lesson.candidates, |mention, choices| {
            let mut verdicts = Vec::new();
            lesson.judge(mention, choices, &mut verdicts);
            let words = |index: usize| lesson.doc.words(lesson.candidates[index].tokens);
            let options =
                std::iter::once("".into()).chain(choices.antecedents.iter().map(|at| words(*at)));
            told.insert(words(mention), options.zip(verdicts).collect::<BTreeMap<_, _>>());
            best(&Table::default(), choices)
        });
        let (rebels, minister) = (&told["the rebels"], &told["The minister"]);
        assert_eq!([rebels[""], rebels["rebels"]], [Verdict::Right; 2]);
        assert_eq!([rebels["Boris Johnson"], rebels["The minister"]], [Verdict::Wrong; 2]);
        assert_eq!([minister["Boris Johnson"], minister[""]], [Verdict::Right, Verdict::Wrong]);
    }
}
