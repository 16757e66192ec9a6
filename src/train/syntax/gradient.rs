//! Gradients of the parser, by hand; those of its lower layers are shared with the other network.

use std::ops::Range;

use super::treebank::GoldWord;
use crate::{
    model::{
        features::Article,
        lexicon::Lexicon,
        matrix::{add, multiply_add, transpose},
        network::{Kernel, Normed},
        parser::{
            BENT, DISTANCES, FACT_SCORES, FACTS, LABEL_SCORES, Layout, Linear, Sides, bend,
            distance, fact_probabilities, fact_ranges, soften, stride,
        },
    },
    train::{
        gradient::{
            Dropout, LookedUp, Step, Weights, back_bias, back_gate, look_up, mask, multiply_by, run,
        },
        random::Random,
    },
};

/// How much each fact counts in training, beside 1 for the head and 1 for the relation.
const FACT_SHARES: [f32; FACTS.len()] = [0.5, 0.1, 0.1, 0.1, 0.1, 0.1];

/// Sentences that were run forward.
pub struct Pass<'a> {
    layout: &'a Layout,
    weights: &'a Weights<'a>,
    article: &'a Article,
    looked_up: LookedUp,
    before: Vec<Step>,
    facts_normed: Normed,
    facts_mask: Vec<f32>,
    facts_input: Vec<f32>,
    /// The scores of facts.
    pub facts: Vec<f32>,
    probabilities: Vec<f32>,
    after: Vec<Step>,
    normed: Normed,
    mask: Vec<f32>,
    input: Vec<f32>,
    dependents: Kept,
    heads: Kept,
    sides: Sides,
    /// The scores of heads, sentence by sentence.
    pub arcs: Vec<Vec<f32>>,
    /// The place of each word's right head among all words.
    head_of: Vec<Option<usize>>,
    label_dependents: Kept,
    label_heads: Kept,
    joined: Vec<f32>,
    gated: Vec<f32>,
    /// The scores of relations, given the right heads.
    pub labels: Vec<f32>,
}

/// What remains of a word for one purpose, with what dropout left out.
struct Kept {
    rows: Vec<f32>,
    mask: Vec<f32>,
}

impl Kept {
    fn new(rows: Vec<f32>, dropout: Dropout, random: &mut Random) -> Self {
        let mask = mask(rows.len(), dropout.ends, random);
        let mut kept = Self { rows, mask };
        multiply_by(&mut kept.rows, &kept.mask);
        kept
    }

    /// Bends the rows first.
    fn bent(mut rows: Vec<f32>, dropout: Dropout, random: &mut Random) -> Self {
        bend(&mut rows);
        Self::new(rows, dropout, random)
    }

    fn back_bent(&self, gradient: &mut [f32]) {
        multiply_by(gradient, &self.mask);
        for (gradient, value) in gradient.iter_mut().zip(&self.rows) {
            if *value < 0.0 {
                *gradient *= BENT;
            }
        }
    }
}

/// The gradients of all scores.
#[derive(Clone, Debug, Default)]
pub struct ScoreGradients {
    facts: Vec<f32>,
    arcs: Vec<Vec<f32>>,
    labels: Vec<f32>,
    /// How many words have the greatest score at their right head.
    pub right_heads: usize,
}

impl<'a> Pass<'a> {
    /// Runs sentences forward; relations are scored for the right heads.
    pub fn forward(
        layout: &'a Layout,
        weights: &'a Weights<'a>,
        lexicon: &Lexicon,
        (article, gold): (&'a Article, &[GoldWord]),
        dropout: Dropout,
        random: &mut Random,
    ) -> Self {
        let parameters = weights.parameters;
        let lengths = &article.sentence_lengths;
        let looked_up = look_up(&layout.embedding, parameters, lexicon, article, dropout, random);
        let mixed = layout.embedding.mix(weights, &looked_up.rows);
        let mut rows = layout.embedding.place(parameters, article, &mixed, 0..article.len());
        let before = run(&layout.before, weights, &mut rows, lengths, dropout, random);
        let facts_normed = layout.facts.norm.apply(parameters, &rows);
        let facts_mask = mask(rows.len(), dropout.ends, random);
        let mut facts_input = facts_normed.output.clone();
        multiply_by(&mut facts_input, &facts_mask);
        let facts = layout.facts.score(weights, &facts_input);
        let probabilities = fact_probabilities(&facts);
        weights.multiply_add(&mut rows, &probabilities, layout.told);
        let after = run(&layout.after, weights, &mut rows, lengths, dropout, random);
        let normed = layout.norm.apply(parameters, &rows);
        let mask = mask(rows.len(), dropout.ends, random);
        let mut input = normed.output.clone();
        multiply_by(&mut input, &mask);

        let apply = |linear: Linear| linear.apply(weights, &input);
        let dependents = Kept::bent(apply(layout.arcs.dependent), dropout, random);
        let heads = Kept::bent(apply(layout.arcs.head), dropout, random);
        let sides = layout.arcs.sides(weights, dependents.rows.clone(), heads.rows.clone());
        let arcs = sentences(lengths)
            .map(|sentence| layout.arcs.score(parameters, &sides, sentence))
            .collect();
        let label_dependents = Kept::new(apply(layout.labels.dependent), dropout, random);
        let label_heads = Kept::new(apply(layout.labels.head), dropout, random);
        let head_of = right_heads(lengths, gold);
        let dependent_rows = label_dependents.rows.clone();
        let joined = layout.labels.join(parameters, dependent_rows, &label_heads.rows, &head_of);
        let (gated, labels) = layout.labels.score(weights, &joined);
        Self {
            layout,
            weights,
            article,
            looked_up,
            before,
            facts_normed,
            facts_mask,
            facts_input,
            facts,
            probabilities,
            after,
            normed,
            mask,
            input,
            dependents,
            heads,
            sides,
            arcs,
            head_of,
            label_dependents,
            label_heads,
            joined,
            gated,
            labels,
        }
    }

    /// The gradients of the scores under "minus the logarithm of the probability of what is
    /// right", times `scale`.
    pub fn score_gradients(&self, gold: &[GoldWord], scale: f32) -> ScoreGradients {
        let mut gradients = ScoreGradients {
            facts: self.facts.clone(),
            labels: self.labels.clone(),
            ..ScoreGradients::default()
        };
        for (row, word) in gradients.facts.chunks_exact_mut(FACT_SCORES).zip(gold) {
            let facts = fact_ranges().into_iter().zip(word.facts).zip(FACT_SHARES);
            for ((range, right), share) in facts {
                score_gradient(&mut row[range], usize::from(right), share * scale);
            }
            row[FACTS.iter().sum()..].fill(0.0);
        }
        for ((row, word), head) in
            gradients.labels.chunks_exact_mut(LABEL_SCORES).zip(gold).zip(&self.head_of)
        {
            match head {
                Some(_) => score_gradient(row, usize::from(word.label), scale),
                None => row.fill(0.0),
            }
        }
        for (sentence, scores) in sentences(&self.article.sentence_lengths).zip(&self.arcs) {
            let sentence = &gold[sentence];
            let mut arcs = scores.clone();
            let rows = arcs.chunks_exact_mut(stride(sentence.len()));
            for (index, (row, word)) in rows.zip(sentence).enumerate() {
                row[index + 1] = -1e4; // no word is its own head
                let offered = &mut row[..=sentence.len()];
                let best = (0..offered.len())
                    .fold(0, |best, head| if offered[head] > offered[best] { head } else { best });
                gradients.right_heads += usize::from(best == word.head);
                score_gradient(offered, word.head, scale);
            }
            gradients.arcs.push(arcs);
        }
        gradients
    }

    /// Adds to the gradient of every parameter what the gradients of the scores lead to.
    pub fn back(&self, scores: &ScoreGradients, gradient: &mut [f32]) {
        let lengths = &self.article.sentence_lengths;
        let mut input = self.back_labels(&scores.labels, gradient);
        add(&mut input, &self.back_arcs(&scores.arcs, gradient));
        multiply_by(&mut input, &self.mask);
        let weights = self.weights;
        let mut rows = weights.back_norm(&self.layout.norm, &self.normed, &input, gradient);
        weights.back_convolutions(&self.layout.after, &self.after, lengths, &mut rows, gradient);
        let facts = self.back_facts(&scores.facts, &rows, gradient);
        add(&mut rows, &facts);
        weights.back_convolutions(&self.layout.before, &self.before, lengths, &mut rows, gradient);
        let embedding = &self.layout.embedding;
        weights.back_embedding(embedding, self.article, &self.looked_up, &rows, gradient);
    }

    fn back_linear(
        &self,
        linear: Linear,
        input: &[f32],
        output_gradient: &[f32],
        gradient: &mut [f32],
    ) -> Vec<f32> {
        back_bias(linear.bias, output_gradient, gradient);
        self.weights.back(linear.weights, input, output_gradient, gradient)
    }

    fn back_labels(&self, scores: &[f32], gradient: &mut [f32]) -> Vec<f32> {
        let labels = &self.layout.labels;
        let gated = self.back_linear(labels.output, &self.gated, scores, gradient);
        let mut dependents = back_gate(&self.joined, &gated, labels.output.weights.rows);
        let width = labels.distance.columns;
        let mut heads = vec![0.0; dependents.len()];
        for (word, (row, head)) in dependents.chunks_exact(width).zip(&self.head_of).enumerate() {
            if let Some(head) = *head {
                add(&mut heads[head * width..][..width], row);
                add(labels.distance.row_mut(gradient, distance(word, head)), row);
            }
        }
        multiply_by(&mut dependents, &self.label_dependents.mask);
        multiply_by(&mut heads, &self.label_heads.mask);
        let mut input = self.back_linear(labels.dependent, &self.input, &dependents, gradient);
        add(&mut input, &self.back_linear(labels.head, &self.input, &heads, gradient));
        input
    }

    fn back_arcs(&self, scores: &[Vec<f32>], gradient: &mut [f32]) -> Vec<f32> {
        let arcs = &self.layout.arcs;
        let kept = arcs.root.columns;
        let words = self.article.len();
        let mut wanted = vec![0.0; words * kept];
        let mut heads = vec![0.0; words * kept];
        let mut dependent_distances = vec![0.0; words * DISTANCES];
        let mut head_distances = vec![0.0; words * DISTANCES];
        for (sentence, scores) in sentences(&self.article.sentence_lengths).zip(scores) {
            let stride = stride(sentence.len());
            let rows = sentence.start * kept..sentence.end * kept;
            let offered = arcs.offered(self.weights.parameters, &self.sides, sentence.clone());
            multiply_add(&mut wanted[rows.clone()], scores, &offered, stride, kept);
            let turned = transpose(scores, stride);
            let mut offered = vec![0.0; stride * kept];
            let wanted = &self.sides.wanted[rows.clone()];
            multiply_add(&mut offered, &turned, wanted, sentence.len(), kept);
            add(arcs.root.of_mut(gradient), &offered[..kept]);
            add(&mut heads[rows], &offered[kept..(sentence.len() + 1) * kept]);
            for (word, row) in scores.chunks_exact(stride).enumerate() {
                for (head, value) in row[1..=sentence.len()].iter().enumerate() {
                    let kind = distance(word, head);
                    dependent_distances[(sentence.start + word) * DISTANCES + kind] += value;
                    head_distances[(sentence.start + head) * DISTANCES + kind] += value;
                }
            }
        }
        let sides = &self.sides;
        let mut dependents = self.back_linear(arcs.pair, &sides.dependents, &wanted, gradient);
        add(
            &mut dependents,
            &self.back_linear(
                arcs.dependent_distance,
                &sides.dependents,
                &dependent_distances,
                gradient,
            ),
        );
        add(
            &mut heads,
            &self.back_linear(arcs.head_distance, &sides.heads, &head_distances, gradient),
        );
        self.dependents.back_bent(&mut dependents);
        self.heads.back_bent(&mut heads);
        let mut input = self.back_linear(arcs.dependent, &self.input, &dependents, gradient);
        add(&mut input, &self.back_linear(arcs.head, &self.input, &heads, gradient));
        input
    }

    /// What reaches the rows below the facts through them: by their scores, and by what their
    /// probabilities told the rows above, whose gradient is `rows`.
    fn back_facts(&self, scores: &[f32], rows: &[f32], gradient: &mut [f32]) -> Vec<f32> {
        let facts = &self.layout.facts;
        let told = self.weights.back(self.layout.told, &self.probabilities, rows, gradient);
        let mut scores = scores.to_vec();
        let words = scores.chunks_exact_mut(FACT_SCORES);
        let told = told.chunks_exact(FACT_SCORES);
        let probabilities = self.probabilities.chunks_exact(FACT_SCORES);
        for ((scores, told), probabilities) in words.zip(told).zip(probabilities) {
            for range in fact_ranges() {
                let mean: f32 = range.clone().map(|value| probabilities[value] * told[value]).sum();
                for value in range {
                    scores[value] += probabilities[value] * (told[value] - mean);
                }
            }
        }
        back_bias(facts.bias, &scores, gradient);
        let mut input = self.weights.back(facts.weights, &self.facts_input, &scores, gradient);
        multiply_by(&mut input, &self.facts_mask);
        self.weights.back_norm(&facts.norm, &self.facts_normed, &input, gradient)
    }
}

/// Turns scores into their gradient.
fn score_gradient(scores: &mut [f32], right: usize, scale: f32) {
    soften(scores);
    scores[right] -= 1.0;
    for score in scores {
        *score *= scale;
    }
}

/// The words of each sentence.
fn sentences(lengths: &[usize]) -> impl Iterator<Item = Range<usize>> {
    lengths.iter().scan(0, |start, len| {
        *start += len;
        Some(*start - len..*start)
    })
}

fn right_heads(lengths: &[usize], gold: &[GoldWord]) -> Vec<Option<usize>> {
    let of_sentence = |sentence: Range<usize>| {
        let start = sentence.start;
        gold[sentence].iter().map(move |word| Some(start + word.head.checked_sub(1)?))
    };
    sentences(lengths).flat_map(of_sentence).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{
            network::{Role, TableRows},
            parser::{Network, Reader, Shape},
        },
        train::start::start,
    };

    const NO_DROPOUT: Dropout = Dropout { ends: 0.0, branches: 0.0, words: 0.0 };

    fn layout() -> Layout {
        Layout::new(&Shape {
            width: 16,
            inner: 8,
            arcs: 16,
            labels: 8,
            dilations_before: vec![1, 2],
            dilations_after: vec![1],
            rows: TableRows { word: 512, gram: 512, affix: 512 },
        })
    }

    fn lesson() -> (Article, Vec<GoldWord>) {
        let sentence = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let article = Article::new(&[
            sentence("Ada Obi met Raisi of Iran yesterday in Lima ."),
            sentence("raisi , Obi left"),
            sentence("OK"),
        ]);
        let word = |(index, head): (usize, &usize)| GoldWord {
            facts: FACTS.map(|values| (index * 7 % values) as u8),
            head: *head,
            label: (index * 5 % 50) as u8,
        };
        let heads = [3, 1, 0, 3, 6, 4, 3, 9, 3, 3, 4, 1, 4, 0, 0];
        (article, heads.iter().enumerate().map(word).collect())
    }

    /// Minus the logarithms of the probabilities of what is right, as they count.
    #[expect(clippy::disallowed_methods, reason = "what the gradient is compared with")]
    fn loss(layout: &Layout, parameters: &[f32]) -> f64 {
        let (article, gold) = lesson();
        let weights = Weights::new(&layout.tensors, parameters);
        let lexicon = Lexicon::default();
        let mut random = Random::new(1);
        let pass =
            Pass::forward(layout, &weights, &lexicon, (&article, &gold), NO_DROPOUT, &mut random);
        let cost = |scores: &[f32], right: usize| {
            let total: f64 = scores.iter().map(|score| f64::from(*score).exp()).sum();
            total.ln() - f64::from(scores[right])
        };
        let mut loss = 0.0;
        for (row, word) in pass.facts.chunks_exact(FACT_SCORES).zip(&gold) {
            for ((range, right), share) in
                fact_ranges().into_iter().zip(word.facts).zip(FACT_SHARES)
            {
                loss += f64::from(share) * cost(&row[range], usize::from(right));
            }
        }
        for (row, word) in pass.labels.chunks_exact(LABEL_SCORES).zip(&gold) {
            loss += if word.head > 0 { cost(row, usize::from(word.label)) } else { 0.0 };
        }
        let mut gold = gold.as_slice();
        for (scores, &len) in pass.arcs.iter().zip(&article.sentence_lengths) {
            for (index, row) in scores.chunks_exact(stride(len)).enumerate() {
                let mut row = row[..=len].to_vec();
                row[index + 1] = -1e4;
                loss += cost(&row, gold[index].head);
            }
            gold = &gold[len..];
        }
        loss
    }

    #[test]
    fn the_gradient_predicts_what_a_small_step_does() {
        let layout = layout();
        let parameters = start(&layout.tensors, 7);
        let (article, gold) = lesson();
        let weights = Weights::new(&layout.tensors, &parameters);
        let lexicon = Lexicon::default();
        let mut random = Random::new(1);
        let pass =
            Pass::forward(&layout, &weights, &lexicon, (&article, &gold), NO_DROPOUT, &mut random);
        let mut gradient = vec![0.0; parameters.len()];
        pass.back(&pass.score_gradients(&gold, 1.0), &mut gradient);

        for (tensor, role) in &layout.tensors {
            // One random direction through each tensor, so that every layer is looked at.
            let direction: Vec<f32> = gradient[tensor.range()]
                .iter()
                .map(|value| value.signum() * random.unit())
                .collect();
            let norm = gradient[tensor.range()].iter().map(|g| g.abs()).sum::<f32>();
            let step = 1e-3 / direction.iter().map(|d| d * d).sum::<f32>().sqrt().max(1e-3);
            let moved = |sign: f32| {
                let mut moved = parameters.clone();
                for (value, way) in tensor.of_mut(&mut moved).iter_mut().zip(&direction) {
                    *value += sign * step * way;
                }
                loss(&layout, &moved)
            };
            let found = (moved(1.0) - moved(-1.0)) / f64::from(2.0 * step);
            let predicted: f32 =
                gradient[tensor.range()].iter().zip(&direction).map(|(g, d)| g * d).sum();
            let predicted = f64::from(predicted);
            let tolerance = 0.02 * predicted.abs() + 0.02;
            assert!(norm > 0.0 || *role == Role::Bias, "{tensor:?} has a gradient");
            assert!((found - predicted).abs() < tolerance, "{tensor:?}: {found} {predicted}");
        }
    }

    #[test]
    fn forward_for_training_without_dropout_is_what_is_used_later() {
        let layout = layout();
        let parameters = start(&layout.tensors, 7);
        let network = Network { layout: layout.clone(), parameters: parameters.clone() };
        let (article, mut gold) = lesson();
        let lexicon = Lexicon::default();
        let analyses = Reader::new(network).analyse(&lexicon, &article, LABEL_SCORES);
        for (gold, analysis) in gold.iter_mut().zip(&analyses) {
            gold.head = analysis.head;
        }
        let weights = Weights::new(&layout.tensors, &parameters);
        let mut random = Random::new(1);
        let pass =
            Pass::forward(&layout, &weights, &lexicon, (&article, &gold), NO_DROPOUT, &mut random);
        let nearly_best = |scores: &[f32], index: u8| {
            let greatest = scores.iter().fold(f32::MIN, |most, score| most.max(*score));
            scores[usize::from(index)] > greatest - 0.02 // whole numbers are a little coarser
        };
        let facts = pass.facts.chunks_exact(FACT_SCORES);
        let labels = pass.labels.chunks_exact(LABEL_SCORES);
        for ((analysis, facts), labels) in analyses.iter().zip(facts).zip(labels) {
            assert!(nearly_best(labels, analysis.label), "{labels:?} {analysis:?}");
            assert!(nearly_best(&facts[..FACTS[0]], analysis.facts[0]), "{facts:?} {analysis:?}");
        }
    }
}
