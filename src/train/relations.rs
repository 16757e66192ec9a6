//! Trains the scorer of relations ([`crate::relations::learned`]): a network of one hidden layer over hashed features,
//! with a logistic score for each label, by `AdaGrad`. News annotated by reading teaches all labels, corpora of facts
//! those that they tell of; of what nobody annotated, a teacher says how probable it is ([`teacher`]).

use std::{collections::BTreeMap, error::Error, path::Path};

use super::random::Random;
use crate::{
    knowledge::Knowledge,
    relations::learned::{
        Label, admits,
        scorer::{FINER, PLACES, Parts, WIDTH},
    },
};

mod facts;

mod quantise;

mod sentences;

pub mod teacher;

use quantise::Quantised;
use sentences::{Part, Sentence, labels, visit};
use teacher::Opinions;

/// What the scorer is trained on.
pub const SOURCES: [&str; 5] = [
    "News annotated by reading: Wikinews (CC BY 2.5), re3d (licences by source), \
     Groningen Meaning Bank (public domain)",
    "KnowledgeNet (Mesquita et al., 2019), CC BY-SA 4.0",
    "Re-DocRED (Tan et al., 2022), MIT over CC BY-SA 4.0",
    "Annotations of the news by the authors of Gloss",
    "all-MiniLM-L6-v2 (Apache 2.0), fine-tuned on these, as a teacher",
];

/// How the scorer is trained.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How often every example is read.
    pub passes: usize,
    /// The first step of `AdaGrad`; the last one is a fifth of it.
    pub rate: f32,
    /// How much of a weight is taken back at each step.
    pub decay: f32,
    /// The share of features that are overlooked in each step.
    pub dropout: f32,
    /// The share of pairs that say nothing that each pass reads.
    pub share_of_silent: f32,
    /// Features seen less often than this weigh nothing.
    pub least_seen: u32,
    /// How many features have a row in the end.
    pub rows: usize,
    /// Each such text is kept aside to find out how sure the scorer may be.
    pub kept_aside: usize,
    /// The least share of right relations that is told apart from none, in hundredths.
    pub least_right: u8,
    /// The seed of the examples' order.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            passes: 6,
            rate: 0.05,
            decay: 1e-6,
            dropout: 0.2,
            share_of_silent: 0.5,
            least_seen: 5,
            rows: PLACES * 3 / 4,
            kept_aside: 5,
            least_right: 5,
            seed: 1,
        }
    }
}

/// Two mentions: what is seen of them and what is said of them.
#[derive(Clone, Debug)]
struct Example {
    /// Places in the list of features.
    features: Vec<u32>,
    /// Labels, each with how probable it is by a corpus (0 or 1) or by the teacher.
    told: Vec<(u8, f32)>,
    /// Whether it may be kept aside: one of news, by the number of its text.
    text: Option<usize>,
}

impl Example {
    fn says_something(&self) -> bool {
        self.told.iter().any(|(_, share)| *share > 0.1)
    }
}

/// Examples, and the keys of their features.
#[derive(Default)]
struct Examples {
    all: Vec<Example>,
    labels: Vec<Label>,
    places: BTreeMap<u64, u32>,
    seen: Vec<u32>,
}

impl Examples {
    fn new() -> Self {
        Self { labels: labels(), ..Self::default() }
    }

    /// Adds the pairs of a sentence, with what is known of each label that their types admit.
    fn add(&mut self, sentence: &Sentence, opinions: &Opinions) {
        for pair in &sentence.pairs {
            let opinion = opinions.of(sentence, pair);
            let labels = self.labels.iter().enumerate();
            let told = labels.filter(|(_, label)| admits(&sentence.clauses, pair, **label));
            let told: Vec<(u8, f32)> = told
                .filter_map(|(index, label)| {
                    let index = u8::try_from(index).ok()?;
                    let said = sentence.says(pair, *label).map(|said| f32::from(u8::from(said)));
                    Some((index, said.or_else(|| opinion.of(index))?))
                })
                .collect();
            if told.is_empty() {
                continue;
            }
            let features = pair.features.iter().map(|feature| {
                let next = self.seen.len() as u32;
                let place = *self.places.entry(feature.bits()).or_insert(next);
                if place == next {
                    self.seen.push(0);
                }
                self.seen[place as usize] += 1;
                place
            });
            let features = features.collect();
            self.all.push(Example { features, told, text: sentence.news() });
        }
    }

    /// Takes out features that are rare.
    fn prune(&mut self, least_seen: u32) {
        for example in &mut self.all {
            example.features.retain(|place| self.seen[*place as usize] >= least_seen);
        }
    }
}

/// The network while it is trained.
struct Learner {
    settings: Settings,
    /// A row for each feature.
    rows: Weights,
    bias: Weights,
    /// A row for each label.
    output: Weights,
    output_bias: Weights,
}

/// Numbers with the sums of their squared gradients.
struct Weights {
    numbers: Vec<f32>,
    squares: Vec<f32>,
}

impl Weights {
    fn new(count: usize, square: f32, mut number: impl FnMut() -> f32) -> Self {
        Self { numbers: (0..count).map(|_| number()).collect(), squares: vec![square; count] }
    }

    fn row(&self, index: usize) -> &[f32] {
        &self.numbers[index * WIDTH..(index + 1) * WIDTH]
    }

    /// One step of `AdaGrad`.
    fn push(&mut self, at: usize, gradient: f32, rate: f32) {
        self.squares[at] += gradient * gradient;
        self.numbers[at] += rate * gradient / self.squares[at].sqrt();
    }
}

#[expect(clippy::disallowed_methods, reason = "training only; the engine adds integers")]
fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

impl Learner {
    fn new(features: usize, labels: usize, settings: Settings, random: &mut Random) -> Self {
        Self {
            settings,
            rows: Weights::new(features * WIDTH, 1e-4, || 0.05 * random.bell()),
            bias: Weights::new(WIDTH, 1e-2, || 0.1),
            output: Weights::new(labels * WIDTH, 1e-2, || 0.1 * random.bell()),
            output_bias: Weights::new(labels, 1e-2, || -5.0),
        }
    }

    /// The hidden layer of some features.
    fn hidden(&self, features: &[u32], scale: f32) -> Vec<f32> {
        let mut sums = vec![0.0; WIDTH];
        for feature in features {
            for (sum, weight) in sums.iter_mut().zip(self.rows.row(*feature as usize)) {
                *sum += weight;
            }
        }
        let of = |(sum, bias): (f32, &f32)| (sum * scale + bias).max(0.0);
        sums.into_iter().zip(&self.bias.numbers).map(of).collect()
    }

    fn score(&self, hidden: &[f32], label: usize) -> f32 {
        let product = self.output.row(label).iter().zip(hidden).map(|(weight, it)| weight * it);
        self.output_bias.numbers[label] + product.sum::<f32>()
    }

    /// One step up the likelihood of an example; `features` are those that are not overlooked.
    fn learn(&mut self, example: &Example, features: &[u32], rate: f32) {
        let scale = 1.0 / (1.0 - self.settings.dropout);
        let hidden = self.hidden(features, scale);
        let mut back = [0.0; WIDTH];
        for &(label, share) in &example.told {
            let label = usize::from(label);
            let push = share - sigmoid(self.score(&hidden, label));
            for (index, number) in hidden.iter().enumerate().filter(|(_, number)| **number > 0.0) {
                back[index] += push * self.output.row(label)[index];
                self.output.push(label * WIDTH + index, push * number, rate);
            }
            self.output_bias.push(label, push, rate);
        }
        for (index, gradient) in back.iter().enumerate().filter(|(_, it)| **it != 0.0) {
            self.bias.push(index, *gradient, rate);
            for feature in features {
                let at = *feature as usize * WIDTH + index;
                let pull = self.settings.decay * self.rows.numbers[at];
                self.rows.push(at, gradient - pull, rate);
            }
        }
    }

    /// Reads examples over and over.
    fn train(&mut self, examples: &[&Example], random: &mut Random) {
        for pass in 0..self.settings.passes {
            let done = pass as f32 / self.settings.passes as f32;
            let rate = self.settings.rate * (1.0 - 0.8 * done);
            let mut order: Vec<&Example> = examples.to_vec();
            order.retain(|example| {
                example.says_something() || random.happens(self.settings.share_of_silent)
            });
            random.shuffle(&mut order);
            for example in order {
                let mut features = example.features.clone();
                features.retain(|_| !random.happens(self.settings.dropout));
                self.learn(example, &features, rate);
            }
        }
    }

    /// How sure the network is of each example's best label, and whether that is right; best first.
    fn judge(&self, examples: &[&Example]) -> Vec<(f32, bool)> {
        let best = |example: &&Example| {
            let hidden = self.hidden(&example.features, 1.0);
            let told = example.told.iter();
            let scores =
                told.map(|(label, share)| (self.score(&hidden, usize::from(*label)), *share > 0.5));
            scores.max_by(|one, other| one.0.total_cmp(&other.0))
        };
        let mut judged: Vec<_> = examples.iter().filter_map(best).collect();
        judged.sort_by(|one, other| other.0.total_cmp(&one.0));
        judged
    }

    /// Rounds the rows to what is stored of them, which it returns.
    fn quantise(&mut self) -> Quantised {
        let rows = Quantised::new(&self.rows.numbers);
        for (index, row) in self.rows.numbers.chunks_exact_mut(WIDTH).enumerate() {
            row.copy_from_slice(&rows.row(index));
        }
        rows
    }

    /// The features that change the most for the most examples, by their places.
    fn strongest(&self, seen: &[u32], count: usize) -> Vec<u32> {
        let strength = |feature: usize| {
            let squares = self.rows.row(feature).iter().map(|weight| weight * weight);
            squares.sum::<f32>() * seen[feature] as f32
        };
        let mut all: Vec<(f32, u32)> =
            (0..seen.len()).map(|feature| (strength(feature), feature as u32)).collect();
        all.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        all.into_iter().take(count).map(|(_, feature)| feature).collect()
    }
}

/// Trains the scorer. `report` hears of each step.
///
/// # Errors
/// When a corpus cannot be read.
pub fn train(
    data: &Path,
    knowledge: &Knowledge,
    opinions: &Opinions,
    settings: Settings,
    mut report: impl FnMut(String),
) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut examples = Examples::new();
    for part in [Part::News, Part::Facts, Part::Open] {
        visit(data, knowledge, part, |sentence| {
            examples.add(sentence, opinions);
            Ok(())
        })?;
        report(format!("{} pairs up to {}", examples.all.len(), part.name()));
    }
    examples.prune(settings.least_seen);
    let strongest = strongest(&examples, settings);
    let mut number = vec![None; examples.seen.len()];
    for (index, feature) in strongest.iter().enumerate() {
        number[*feature as usize] = Some(index as u32);
    }
    for example in &mut examples.all {
        example.features =
            example.features.iter().filter_map(|feature| number[*feature as usize]).collect();
    }
    let levels = levels(&examples, strongest.len(), settings, &mut report);
    let mut learner = learned(&examples, strongest.len(), settings, |_| true);
    let rows = learner.quantise();
    Ok(parts(&examples, &strongest, &learner, rows, &levels).bytes())
}

/// A network that has read the examples of some texts.
fn learned(
    examples: &Examples,
    features: usize,
    settings: Settings,
    is_read: impl Fn(&Example) -> bool,
) -> Learner {
    let mut random = Random::new(settings.seed);
    let mut learner = Learner::new(features, examples.labels.len(), settings, &mut random);
    let read: Vec<&Example> = examples.all.iter().filter(|example| is_read(example)).collect();
    learner.train(&read, &mut random);
    learner
}

/// The features that are worth a row.
fn strongest(examples: &Examples, settings: Settings) -> Vec<u32> {
    learned(examples, examples.seen.len(), settings, |_| true)
        .strongest(&examples.seen, settings.rows)
}

/// From which score on how many of a hundred are right, by texts that a network has not read.
fn levels(
    examples: &Examples,
    features: usize,
    settings: Settings,
    report: &mut impl FnMut(String),
) -> Vec<(f32, u8)> {
    let is_aside =
        |example: &Example| example.text.is_some_and(|text| text % settings.kept_aside == 0);
    let mut learner = learned(examples, features, settings, |example| !is_aside(example));
    learner.quantise();
    let aside: Vec<&Example> = examples.all.iter().filter(|example| is_aside(example)).collect();
    let said = aside.iter().filter(|example| example.says_something()).count();
    let judged = learner.judge(&aside);
    for share in [10, 15, 20, 25, 30, 40, 50] {
        let mut right = 0;
        let place = judged.iter().position(|(_, is_right)| {
            right += usize::from(*is_right);
            100 * right >= share * said
        });
        if let Some(place) = place {
            let precision = 100.0 * right as f32 / (place + 1) as f32;
            report(format!("{share} % of {said} found: {precision:.1} % right"));
        }
    }
    steps(&judged, settings.least_right)
}

/// Cuts what was judged, best first, into steps of a hundred or more, each with its share of right ones; never
/// rising (isotonic regression, Barlow et al. 1972). Returns the lowest score of each step, and how many of a hundred
/// are right about there.
fn steps(judged: &[(f32, bool)], least: u8) -> Vec<(f32, u8)> {
    const STEP: usize = 100;
    let mut steps: Vec<(f32, usize, usize)> = Vec::new();
    for chunk in judged.chunks(STEP) {
        let right = chunk.iter().filter(|(_, is_right)| *is_right).count();
        let lowest = chunk.last().map_or(0.0, |(score, _)| *score);
        steps.push((lowest, right, chunk.len()));
        while let [.., before, last] = &mut steps[..]
            && before.1 * last.2 < last.1 * before.2
        {
            *before = (last.0, before.1 + last.1, before.2 + last.2);
            steps.pop();
        }
    }
    let percent = |(score, right, count): (f32, usize, usize)| (score, (100 * right / count) as u8);
    let steps = steps.into_iter().map(percent).take_while(|(_, percent)| *percent >= least);
    let steps: Vec<_> = steps.collect();
    // At the border of two steps about as many are right as in both together.
    let next = steps.iter().skip(1).chain(steps.last()).map(|(_, percent)| *percent);
    steps
        .iter()
        .zip(next)
        .map(|((score, percent), next)| (*score, percent.midpoint(next)))
        .collect()
}

/// The network in whole numbers.
fn parts(
    examples: &Examples,
    strongest: &[u32],
    learner: &Learner,
    rows: Quantised,
    levels: &[(f32, u8)],
) -> Parts {
    // The hidden layer is kept coarser than a row.
    let row_scale = rows.scale / (1 << FINER) as f32;
    let output = &learner.output.numbers;
    let output_scale = 127.0 / most(output.iter().map(|number| number.abs()).collect());
    let whole = |number: f32, scale: f32| (number * scale).round() as i32;
    let score_scale = row_scale * output_scale;
    let mut keys = vec![0; examples.seen.len()];
    for (key, place) in &examples.places {
        keys[*place as usize] = *key;
    }
    let keys = strongest.iter().map(|feature| keys[*feature as usize]);
    let levels = levels.iter().map(|(score, percent)| (whole(*score, score_scale), *percent));
    let of = |numbers: &[f32], scale| numbers.iter().map(|it| whole(*it, scale)).collect();
    let byte = |number: &f32| (number * output_scale).round().clamp(-127.0, 127.0) as i8;
    Parts {
        labels: examples.labels.clone(),
        bias: of(&learner.bias.numbers, row_scale),
        output_bias: of(&learner.output_bias.numbers, score_scale),
        levels: levels.collect(),
        output: output.iter().map(byte).collect(),
        centres: rows.centres,
        rows: keys.zip(rows.rows).collect(),
    }
}

/// The largest of some sizes, but for the thousandth that is largest.
fn most(mut sizes: Vec<f32>) -> f32 {
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() * 999 / 1000).copied().unwrap_or(1.0).max(1e-6)
}
