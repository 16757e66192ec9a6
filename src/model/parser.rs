//! The network that reads the grammar of sentences: parts of speech, then who depends on whom.
//!
//! 1. [`Embedding`] and [`Convolution`]s as for names, inside each sentence;
//! 2. [`Head`]: scores for the facts of each word ([`FACTS`]), whose probabilities are told to the
//! 3. further convolutions;
//! 4. [`Arcs`]: for every pair of words, how well one is the other's head (a biaffine form with a
//!    share for the distance; Dozat and Manning, 2017);
//! 5. [`tree::best_heads`]: the tree;
//! 6. [`Labels`]: the relation of each word to the head that it got.

use std::ops::Range;

use gloss_kernels::rows::gate;

use super::{
    features::Article,
    lexicon::Lexicon,
    matrix::{add, exp, multiply_add, transpose},
    network::{
        Convolution, Embedding, Head, Kernel, Norm, Plan, Role, TableRows, Tensor, WholeNumbers,
        chunks, convolve,
    },
    tree,
};

/// What is told of each word, by the number of its values: part of speech (17), then 0 for "none"
/// or a verb form (4), a tense (2), a number (2), a person (3), and whether it is passive.
pub const FACTS: [usize; 6] = [17, 5, 3, 3, 4, 2];
/// Scores of facts per word: their values, rounded up to what [`multiply_add`] wants.
pub const FACT_SCORES: usize = 40;
/// Scores of relations per word: at least as many as there are relations.
pub const LABEL_SCORES: usize = 56;
/// Kinds of distances from a word to its head.
pub const DISTANCES: usize = 24;

/// Where the scores of each fact stand.
pub fn fact_ranges() -> [Range<usize>; FACTS.len()] {
    let mut start = 0;
    FACTS.map(|len| {
        start += len;
        start - len..start
    })
}

/// The kind of the distance from a word to its head, both counted from 0 or both from 1: one, two,
/// ... six words, then wider steps; first heads to the right, then heads to the left.
pub fn distance(word: usize, head: usize) -> usize {
    const FIRST_BEYOND: [usize; DISTANCES / 2 - 1] = [2, 3, 4, 5, 6, 7, 9, 12, 16, 22, 31];
    let kind = FIRST_BEYOND.partition_point(|&first| first <= word.abs_diff(head));
    if head > word { kind } else { DISTANCES / 2 + kind }
}

/// The sizes that a network is built with. All widths are multiples of 8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Numbers per word between the layers.
    pub width: usize,
    /// Numbers per word inside a convolution.
    pub inner: usize,
    /// Numbers per word that arcs are scored by.
    pub arcs: usize,
    /// Numbers per word that relations are scored by.
    pub labels: usize,
    /// How far each convolution before the facts looks.
    pub dilations_before: Vec<usize>,
    /// How far each convolution after them looks.
    pub dilations_after: Vec<usize>,
    /// Rows of the tables.
    pub rows: TableRows,
}

/// Where every tensor of a network stands among its parameters.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Every tensor in order, with what it does.
    pub tensors: Vec<(Tensor, Role)>,
    /// Looks words up.
    pub embedding: Embedding,
    /// The convolutions before the facts.
    pub before: Vec<Convolution>,
    /// Scores of facts.
    pub facts: Head,
    /// From the facts' probabilities back to the width.
    pub told: Tensor,
    /// The convolutions after them.
    pub after: Vec<Convolution>,
    /// Before arcs and labels.
    pub norm: Norm,
    /// Scores of heads.
    pub arcs: Arcs,
    /// Scores of relations.
    pub labels: Labels,
}

impl Layout {
    /// Lays out a network of these sizes.
    pub fn new(shape: &Shape) -> Self {
        let mut plan = Plan::default();
        let width = shape.width;
        let embedding = plan.embedding(shape.rows, width);
        let before = plan.convolutions(&shape.dilations_before, width, shape.inner);
        let facts = plan.head(width, FACT_SCORES);
        let told = plan.tensor(FACT_SCORES, width, Role::Weights);
        let after = plan.convolutions(&shape.dilations_after, width, shape.inner);
        let norm = plan.norm(width);
        let (kept, inner) = (shape.arcs, shape.labels);
        let arcs = Arcs {
            dependent: Linear::new(&mut plan, width, kept),
            head: Linear::new(&mut plan, width, kept),
            root: plan.tensor(1, kept, Role::Table(0.5)),
            pair: Linear::new(&mut plan, kept, kept),
            dependent_distance: Linear::new(&mut plan, kept, DISTANCES),
            head_distance: Linear::new(&mut plan, kept, DISTANCES),
        };
        let labels = Labels {
            dependent: Linear::new(&mut plan, width, 2 * inner),
            head: Linear::new(&mut plan, width, 2 * inner),
            distance: plan.tensor(DISTANCES, 2 * inner, Role::Table(0.1)),
            output: Linear::new(&mut plan, inner, LABEL_SCORES),
        };
        let tensors = plan.tensors;
        Self { tensors, embedding, before, facts, told, after, norm, arcs, labels }
    }
}

/// A matrix and what is added after it.
#[derive(Clone, Copy, Debug)]
pub struct Linear {
    /// Multiplied with.
    pub weights: Tensor,
    /// Added.
    pub bias: Tensor,
}

impl Linear {
    fn new(plan: &mut Plan, from: usize, to: usize) -> Self {
        Self { weights: plan.tensor(from, to, Role::Weights), bias: plan.tensor(1, to, Role::Bias) }
    }

    /// Applies it to every row.
    pub fn apply(&self, kernel: &impl Kernel, input: &[f32]) -> Vec<f32> {
        let rows = input.len() / self.weights.rows;
        let mut output = self.bias.of(kernel.parameters()).repeat(rows);
        kernel.multiply_add(&mut output, input, self.weights);
        output
    }
}

/// Scores each word as the head of each other.
#[derive(Clone, Debug)]
pub struct Arcs {
    /// A word as a dependent.
    pub dependent: Linear,
    /// A word as a head.
    pub head: Linear,
    /// The root as a head.
    pub root: Tensor,
    /// What a dependent looks for in its head.
    pub pair: Linear,
    /// How far away a dependent looks for its head.
    pub dependent_distance: Linear,
    /// How far away a head has its dependents.
    pub head_distance: Linear,
}

/// What [`Arcs`] makes of each word before the words meet.
pub struct Sides {
    /// As dependents.
    pub dependents: Vec<f32>,
    /// As heads.
    pub heads: Vec<f32>,
    /// What each looks for.
    pub wanted: Vec<f32>,
    /// Scores of distances to its head.
    pub dependent_distances: Vec<f32>,
    /// Scores of distances to its dependents.
    pub head_distances: Vec<f32>,
}

impl Arcs {
    /// Prepares the words, from rows as dependents and as heads.
    pub fn sides(&self, kernel: &impl Kernel, dependents: Vec<f32>, heads: Vec<f32>) -> Sides {
        Sides {
            wanted: self.pair.apply(kernel, &dependents),
            dependent_distances: self.dependent_distance.apply(kernel, &dependents),
            head_distances: self.head_distance.apply(kernel, &heads),
            dependents,
            heads,
        }
    }

    /// The heads that a sentence offers: the root, its words, and rows of zeros up to [`stride`].
    pub fn offered(&self, parameters: &[f32], sides: &Sides, sentence: Range<usize>) -> Vec<f32> {
        let kept = self.root.columns;
        let mut offered = self.root.of(parameters).to_vec();
        offered.extend_from_slice(&sides.heads[sentence.start * kept..sentence.end * kept]);
        offered.resize(stride(sentence.len()) * kept, 0.0);
        offered
    }

    /// For each word of a sentence [`stride`] numbers: the score of the root as its head, then of
    /// each word of the sentence.
    pub fn score(&self, parameters: &[f32], sides: &Sides, sentence: Range<usize>) -> Vec<f32> {
        let kept = self.root.columns;
        let stride = stride(sentence.len());
        let offered = transpose(&self.offered(parameters, sides, sentence.clone()), kept);
        let wanted = &sides.wanted[sentence.start * kept..sentence.end * kept];
        let mut scores = vec![0.0; sentence.len() * stride];
        multiply_add(&mut scores, wanted, &offered, kept, stride);
        for (word, row) in scores.chunks_exact_mut(stride).enumerate() {
            for (head, score) in row[1..=sentence.len()].iter_mut().enumerate() {
                let kind = distance(word, head);
                *score += sides.dependent_distances[(sentence.start + word) * DISTANCES + kind]
                    + sides.head_distances[(sentence.start + head) * DISTANCES + kind];
            }
        }
        scores
    }
}

/// How many scores of heads each word has: one for the root, one for each word, rounded up to what
/// [`multiply_add`] wants.
pub fn stride(words: usize) -> usize {
    (words + 1).next_multiple_of(8)
}

/// What is below 0 is made small.
pub fn bend(values: &mut [f32]) {
    for value in values {
        *value = value.max(BENT * *value);
    }
}

/// The slope of [`bend`] below 0.
pub const BENT: f32 = 0.1;

/// Scores the relations of each word to its head.
#[derive(Clone, Debug)]
pub struct Labels {
    /// A word as a dependent: values and gates.
    pub dependent: Linear,
    /// A word as a head: what is added to those.
    pub head: Linear,
    /// For the distance: what is added to those.
    pub distance: Tensor,
    /// From gated values to scores.
    pub output: Linear,
}

impl Labels {
    /// Brings each word's row together with that of its head, and the distance. `heads` counts in
    /// all rows; a word without a head stays alone.
    pub fn join(
        &self,
        parameters: &[f32],
        mut dependents: Vec<f32>,
        heads: &[f32],
        head_of: &[Option<usize>],
    ) -> Vec<f32> {
        let width = self.distance.columns;
        for (word, (row, head)) in dependents.chunks_exact_mut(width).zip(head_of).enumerate() {
            if let Some(head) = *head {
                add(row, &heads[head * width..][..width]);
                add(row, self.distance.row(parameters, distance(word, head)));
            }
        }
        dependents
    }

    /// Gated values, and [`LABEL_SCORES`] numbers for each row that [`Labels::join`] made.
    pub fn score(&self, kernel: &impl Kernel, joined: &[f32]) -> (Vec<f32>, Vec<f32>) {
        let gated = gate(joined, self.output.weights.rows);
        let scores = self.output.apply(kernel, &gated);
        (gated, scores)
    }
}

/// Turns scores into probabilities, each number one over the sum of all.
pub fn soften(scores: &mut [f32]) {
    let greatest = scores.iter().fold(f32::NEG_INFINITY, |most, score| most.max(*score));
    let mut total = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - greatest);
        total += *score;
    }
    let share = 1.0 / total;
    for score in scores {
        *score *= share;
    }
}

/// The probabilities of facts from their scores; zeros where there are no facts.
pub fn fact_probabilities(scores: &[f32]) -> Vec<f32> {
    let mut probabilities = scores.to_vec();
    for row in probabilities.chunks_exact_mut(FACT_SCORES) {
        for range in fact_ranges() {
            soften(&mut row[range]);
        }
        row[FACTS.iter().sum()..].fill(0.0);
    }
    probabilities
}

/// What the network says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The value of each of the [`FACTS`].
    pub facts: [u8; FACTS.len()],
    /// The number of its head in the sentence, counted from 1; 0 for the root.
    pub head: usize,
    /// The best relation to its head among the first so many that were asked for.
    pub label: u8,
}

/// A network: its layout and its numbers.
#[derive(Clone, Debug)]
pub struct Network {
    /// Where the numbers stand.
    pub layout: Layout,
    /// The numbers.
    pub parameters: Vec<f32>,
}

/// A network ready for use.
#[derive(Clone, Debug)]
pub struct Reader {
    layout: Layout,
    numbers: WholeNumbers,
}

impl Reader {
    /// Takes a trained network over.
    pub fn new(network: Network) -> Self {
        let numbers = WholeNumbers::new(&network.layout.tensors, network.parameters);
        Self { layout: network.layout, numbers }
    }

    /// Analyses every word of an article. In each sentence exactly one word has the head 0, and
    /// all others lead to it. Relations are told by their index, below `labels`.
    pub fn analyse(&self, lexicon: &Lexicon, article: &Article, labels: usize) -> Vec<Analysis> {
        let (layout, numbers) = (&self.layout, &self.numbers);
        let parameters = numbers.parameters();
        let mixed = layout.embedding.mix_words(numbers, lexicon, &article.words);
        let mut analyses = Vec::with_capacity(article.len());
        for (tokens, sentences) in chunks(&article.sentence_lengths) {
            let placed = layout.embedding.place(parameters, article, &mixed, tokens);
            let rows = convolve(&layout.before, numbers, placed, sentences);
            let (facts, rows) = self.tell_facts(rows);
            let rows = convolve(&layout.after, numbers, rows, sentences);
            let normed = layout.norm.apply(parameters, &rows).output;
            let head_of = self.heads(&normed, sentences);
            let label_scores = self.label_scores(&normed, &head_of);
            let mut start = 0;
            for &len in sentences {
                for word in start..start + len {
                    analyses.push(Analysis {
                        facts: facts[word],
                        head: head_of[word].map_or(0, |head| head + 1 - start),
                        label: best(&label_scores[word * LABEL_SCORES..][..labels]),
                    });
                }
                start += len;
            }
        }
        analyses
    }

    /// The facts of each row, and the rows with the facts' probabilities mixed in.
    fn tell_facts(&self, mut rows: Vec<f32>) -> (Vec<[u8; FACTS.len()]>, Vec<f32>) {
        let (layout, numbers) = (&self.layout, &self.numbers);
        let normed = layout.facts.norm.apply(numbers.parameters(), &rows);
        let scores = layout.facts.score(numbers, &normed.output);
        numbers.multiply_add(&mut rows, &fact_probabilities(&scores), layout.told);
        let facts = scores.chunks_exact(FACT_SCORES);
        (facts.map(|scores| fact_ranges().map(|range| best(&scores[range]))).collect(), rows)
    }

    /// The head of each row among all rows; none for the root of each sentence.
    fn heads(&self, normed: &[f32], sentences: &[usize]) -> Vec<Option<usize>> {
        let (arcs, numbers) = (&self.layout.arcs, &self.numbers);
        let [mut dependents, mut heads] =
            [arcs.dependent, arcs.head].map(|linear| linear.apply(numbers, normed));
        bend(&mut dependents);
        bend(&mut heads);
        let sides = arcs.sides(numbers, dependents, heads);
        let mut head_of = Vec::new();
        for &len in sentences {
            let start = head_of.len();
            let scores = arcs.score(numbers.parameters(), &sides, start..start + len);
            let heads = tree::best_heads(&scores, stride(len));
            head_of.extend(heads.into_iter().map(|head| Some(start + head.checked_sub(1)?)));
        }
        head_of
    }

    fn label_scores(&self, normed: &[f32], head_of: &[Option<usize>]) -> Vec<f32> {
        let (labels, numbers) = (&self.layout.labels, &self.numbers);
        let [dependents, heads] =
            [labels.dependent, labels.head].map(|linear| linear.apply(numbers, normed));
        let joined = labels.join(numbers.parameters(), dependents, &heads, head_of);
        labels.score(numbers, &joined).1
    }
}

/// The index of the first greatest number.
fn best(scores: &[f32]) -> u8 {
    let greatest = (0..scores.len())
        .fold(0, |best, other| if scores[other] > scores[best] { other } else { best });
    greatest as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn network(seed: u32) -> Network {
        let layout = Layout::new(&Shape {
            width: 16,
            inner: 8,
            arcs: 8,
            labels: 8,
            dilations_before: vec![1],
            dilations_after: vec![2],
            rows: TableRows { word: 64, gram: 64, affix: 64 },
        });
        let number = |index: usize| {
            let hash = (index as u32 ^ seed).wrapping_mul(2_654_435_761);
            (hash >> 8) as f32 / 8_388_608.0 - 1.0
        };
        let len = layout.tensors.last().unwrap().0.range().end;
        Network { layout, parameters: (0..len).map(number).collect() }
    }

    #[test]
    fn distances_to_both_sides() {
        for (word, head, kind) in [
            (0, 1, 0),
            (0, 6, 5),
            (0, 7, 6),
            (0, 8, 6),
            (0, 9, 7),
            (0, 31, 11),
            (0, 900, 11),
            (1, 0, 12),
            (40, 0, 23),
        ] {
            assert_eq!(distance(word, head), kind, "{word} {head}");
        }
    }

    proptest! {
        #[test]
        fn every_sentence_becomes_a_tree(
            seed in any::<u32>(),
            lengths in prop::collection::vec(1_usize..30, 0..20),
        ) {
            let words = ["Obi", "met", "the", "minister", ",", "2021"];
            let sentences: Vec<Vec<&str>> =
                lengths.iter().map(|&len| words.iter().copied().cycle().take(len).collect()).collect();
            let article = Article::new(&sentences);
            let analyses = Reader::new(network(seed)).analyse(&Lexicon::default(), &article, 50);
            prop_assert_eq!(analyses.len(), article.len());
            let mut rest = analyses.as_slice();
            for len in lengths {
                let (sentence, after) = rest.split_at(len);
                let heads: Vec<usize> = sentence.iter().map(|word| word.head).collect();
                prop_assert!(tree::is_tree(&heads));
                rest = after;
            }
        }
    }
}
