//! Gradients of the network, by hand for its few layers.
//!
//! [`Pass`] runs an article forward with random dropout and keeps what each layer made;
//! [`Pass::back`] goes through the layers in reverse and adds up the gradient of every parameter.

use super::random::Random;
use crate::model::{
    decode::probabilities,
    features::Article,
    lexicon::{LEXICON_COLUMNS, Lexicon},
    matrix::{add, multiply_add, sum, transpose},
    network::{
        Convolution, Convolved, Embedding, Kernel, LOOKED_UP, Layout, Norm, Normed, Pool, Role,
        SCORES, Tensor,
    },
    tags::{TAGS, Tag, TagSet},
};

/// How much is left out at random while training.
#[derive(Clone, Copy, Debug)]
pub struct Dropout {
    /// Numbers of looked-up words, and of what the head reads.
    pub ends: f32,
    /// Numbers that a convolution adds.
    pub branches: f32,
    /// Words that the lexicon does not know; twice as many have no row of their own.
    pub words: f32,
}

/// Parameters and, at the same offsets, the transposes of the weights.
pub struct Weights<'a> {
    /// The parameters.
    pub parameters: &'a [f32],
    transposed: Vec<f32>,
}

impl<'a> Weights<'a> {
    /// Transposes all weights once.
    pub fn new(tensors: &[(Tensor, Role)], parameters: &'a [f32]) -> Self {
        let mut transposed = vec![0.0; parameters.len()];
        for (tensor, role) in tensors {
            if *role == Role::Weights {
                let turned = transpose(tensor.of(parameters), tensor.columns);
                tensor.of_mut(&mut transposed).copy_from_slice(&turned);
            }
        }
        Self { parameters, transposed }
    }

    /// For `output = input · weights`: adds to the gradient of the weights, and returns that of
    /// the input.
    pub(super) fn back(
        &self,
        tensor: Tensor,
        input: &[f32],
        output_gradient: &[f32],
        gradient: &mut [f32],
    ) -> Vec<f32> {
        let tokens = input.len() / tensor.rows;
        if tokens == 0 {
            return Vec::new();
        }
        let turned = transpose(input, tensor.rows);
        multiply_add(tensor.of_mut(gradient), &turned, output_gradient, tokens, tensor.columns);
        let mut input_gradient = vec![0.0; input.len()];
        let weights = tensor.of(&self.transposed);
        multiply_add(&mut input_gradient, output_gradient, weights, tensor.columns, tensor.rows);
        input_gradient
    }

    pub(super) fn back_norm(
        &self,
        norm: &Norm,
        normed: &Normed,
        output_gradient: &[f32],
        gradient: &mut [f32],
    ) -> Vec<f32> {
        let gain = norm.gain.of(self.parameters);
        let width = gain.len();
        back_bias(norm.bias, output_gradient, gradient);
        let mut input_gradient = Vec::with_capacity(output_gradient.len());
        let rows = output_gradient.chunks_exact(width).zip(normed.standard.chunks_exact(width));
        for ((output, standard), scale) in rows.zip(&normed.inverse_deviations) {
            let gain_gradient = norm.gain.of_mut(gradient);
            for (target, (output, standard)) in
                gain_gradient.iter_mut().zip(output.iter().zip(standard))
            {
                *target += output * standard;
            }
            let scaled: Vec<f32> = output.iter().zip(gain).map(|(o, g)| o * g).collect();
            let along: Vec<f32> = scaled.iter().zip(standard).map(|(s, x)| s * x).collect();
            let (mean, along) = (sum(&scaled) / width as f32, sum(&along) / width as f32);
            let row = scaled.iter().zip(standard);
            input_gradient.extend(row.map(|(s, x)| scale * (s - mean - x * along)));
        }
        input_gradient
    }

    pub(super) fn back_convolutions(
        &self,
        layers: &[Convolution],
        steps: &[Step],
        sentences: &[usize],
        rows: &mut [f32],
        gradient: &mut [f32],
    ) {
        for (layer, step) in layers.iter().zip(steps).rev() {
            let mut branch = rows.to_vec();
            multiply_by(&mut branch, &step.mask);
            let input = self.back_convolution(layer, &step.convolved, sentences, &branch, gradient);
            add(rows, &input);
        }
    }

    fn back_convolution(
        &self,
        layer: &Convolution,
        convolved: &Convolved,
        sentences: &[usize],
        branch: &[f32],
        gradient: &mut [f32],
    ) -> Vec<f32> {
        back_bias(layer.output_bias, branch, gradient);
        let gated = self.back(layer.output, &convolved.gated, branch, gradient);
        let open = back_gate(&convolved.open, &gated, layer.output.rows);
        back_bias(layer.gather_bias, &open, gradient);
        let gathered = self.back(layer.gather, &convolved.gathered, &open, gradient);
        let width = layer.output.columns;
        let mut normed = vec![0.0; branch.len()];
        layer.for_each_neighbour(sentences, |token, neighbour, side| {
            let part = &gathered[(3 * token + side) * width..][..width];
            add(&mut normed[neighbour * width..][..width], part);
        });
        self.back_norm(&layer.norm, &convolved.normed, &normed, gradient)
    }

    /// Adds what reached the embedding to the gradient of its tables. `looked_up` and its mask are
    /// what [`look_up`] returned.
    pub(super) fn back_embedding(
        &self,
        embedding: &Embedding,
        article: &Article,
        looked_up: &LookedUp,
        rows: &[f32],
        gradient: &mut [f32],
    ) {
        let width = embedding.input.columns;
        back_bias(embedding.bias, rows, gradient);
        let mut mixed = vec![0.0; article.words.len() * width];
        for (token, row) in rows.chunks_exact(width).enumerate() {
            add(&mut mixed[article.word_of[token] * width..][..width], row);
            for (flag, value) in article.flags[token].iter().enumerate() {
                if *value > 0.0 {
                    add(embedding.flags.row_mut(gradient, flag), row);
                }
            }
        }
        let mut below = self.back(embedding.input, &looked_up.rows, &mixed, gradient);
        multiply_by(&mut below, &looked_up.mask);
        for (word, row) in article.words.iter().zip(below.chunks_exact(LOOKED_UP)) {
            for (part, table, rows, weight) in embedding.rows(word) {
                for &table_row in rows {
                    let target = table.row_mut(gradient, table_row as usize % table.rows);
                    for (target, value) in target.iter_mut().zip(&row[part.clone()]) {
                        *target += weight * value;
                    }
                }
            }
        }
    }
}

impl Kernel for Weights<'_> {
    fn parameters(&self) -> &[f32] {
        self.parameters
    }

    fn multiply_add(&self, output: &mut [f32], input: &[f32], weights: Tensor) {
        let Tensor { rows, columns, .. } = weights;
        multiply_add(output, input, weights.of(self.parameters), rows, columns);
    }
}

/// Adds up rows into the gradient of a bias.
pub(super) fn back_bias(tensor: Tensor, output_gradient: &[f32], gradient: &mut [f32]) {
    for row in output_gradient.chunks_exact(tensor.columns) {
        add(tensor.of_mut(gradient), row);
    }
}

/// Numbers to multiply with: 0 with the given probability, else so that the mean stays.
pub(super) fn mask(len: usize, probability: f32, random: &mut Random) -> Vec<f32> {
    let kept = 1.0 / (1.0 - probability);
    (0..len).map(|_| if random.happens(probability) { 0.0 } else { kept }).collect()
}

pub(super) fn multiply_by(values: &mut [f32], mask: &[f32]) {
    for (value, factor) in values.iter_mut().zip(mask) {
        *value *= factor;
    }
}

/// A layer that was run, with the mask on what it added.
pub(super) struct Step {
    convolved: Convolved,
    mask: Vec<f32>,
}

/// An article that was run forward.
pub struct Pass<'a> {
    layout: &'a Layout,
    weights: &'a Weights<'a>,
    article: &'a Article,
    looked_up: LookedUp,
    before: Vec<Step>,
    remembered: Vec<f32>,
    said: Vec<f32>,
    pool: Pool,
    after: Vec<Step>,
    normed: Normed,
    head_mask: Vec<f32>,
    head_input: Vec<f32>,
    /// The scores of every token.
    pub scores: Vec<f32>,
}

impl<'a> Pass<'a> {
    /// Runs an article forward.
    pub fn forward(
        layout: &'a Layout,
        weights: &'a Weights<'a>,
        lexicon: &Lexicon,
        article: &'a Article,
        dropout: Dropout,
        random: &mut Random,
    ) -> Self {
        let parameters = weights.parameters;
        let looked_up = look_up(&layout.embedding, parameters, lexicon, article, dropout, random);
        let mixed = layout.embedding.mix(weights, &looked_up.rows);
        let mut rows = layout.embedding.place(parameters, article, &mixed, 0..article.len());
        let lengths = &article.sentence_lengths;
        let before = run(&layout.before, weights, &mut rows, lengths, dropout, random);
        let remembered = rows.clone();
        let said = layout.memory.ask(weights, &rows);
        let mut pool = Pool::new(article.groups, layout.memory.query.columns);
        pool.take(&article.group_of, &said);
        pool.finish();
        let answers = layout.memory.answer(weights, &pool.pooled);
        let width = layout.memory.answer.columns;
        for (row, group) in rows.chunks_exact_mut(width).zip(&article.group_of) {
            add(row, &answers[group * width..][..width]);
        }
        let after = run(&layout.after, weights, &mut rows, lengths, dropout, random);
        let normed = layout.head.norm.apply(parameters, &rows);
        let head_mask = mask(rows.len(), dropout.ends, random);
        let mut head_input = normed.output.clone();
        multiply_by(&mut head_input, &head_mask);
        let scores = layout.head.score(weights, &head_input);
        Self {
            layout,
            weights,
            article,
            looked_up,
            before,
            remembered,
            said,
            pool,
            after,
            normed,
            head_mask,
            head_input,
            scores,
        }
    }

    /// Adds to the gradient of every parameter what the gradient of the scores leads to.
    pub fn back(&self, score_gradient: &[f32], gradient: &mut [f32]) {
        let head = &self.layout.head;
        let lengths = &self.article.sentence_lengths;
        back_bias(head.bias, score_gradient, gradient);
        let mut rows = self.weights.back(head.weights, &self.head_input, score_gradient, gradient);
        multiply_by(&mut rows, &self.head_mask);
        let mut rows = self.weights.back_norm(&head.norm, &self.normed, &rows, gradient);
        self.weights.back_convolutions(
            &self.layout.after,
            &self.after,
            lengths,
            &mut rows,
            gradient,
        );
        self.back_memory(&mut rows, gradient);
        self.weights.back_convolutions(
            &self.layout.before,
            &self.before,
            lengths,
            &mut rows,
            gradient,
        );
        let embedding = &self.layout.embedding;
        self.weights.back_embedding(embedding, self.article, &self.looked_up, &rows, gradient);
    }

    fn back_memory(&self, rows: &mut [f32], gradient: &mut [f32]) {
        let memory = &self.layout.memory;
        let (kept, width) = (memory.query.columns, memory.answer.columns);
        let mut answers = vec![0.0; self.article.groups * width];
        for (row, group) in rows.chunks_exact(width).zip(&self.article.group_of) {
            add(&mut answers[group * width..][..width], row);
        }
        let pooled = self.weights.back(memory.answer, &self.pool.pooled, &answers, gradient);
        let said = self.back_pool(&pooled, kept);
        back_bias(memory.query_bias, &said, gradient);
        add(rows, &self.weights.back(memory.query, &self.remembered, &said, gradient));
    }

    /// The gradient of what each token said. The greatest comes from the first that reached it.
    fn back_pool(&self, pooled_gradient: &[f32], kept: usize) -> Vec<f32> {
        let mut said_gradient = vec![0.0; self.said.len()];
        let mut reached = vec![false; self.pool.pooled.len() / 2];
        for (token, group) in self.article.group_of.iter().enumerate() {
            let share = 1.0 / self.pool.counts[*group] as f32;
            for index in 0..kept {
                let said = self.said[token * kept + index];
                if said <= 0.0 {
                    continue;
                }
                let at = 2 * kept * group + index;
                let target = &mut said_gradient[token * kept + index];
                *target = pooled_gradient[at + kept] * share;
                let reached = &mut reached[kept * group + index];
                if said >= self.pool.pooled[at] && !*reached {
                    *reached = true;
                    *target += pooled_gradient[at];
                }
            }
        }
        said_gradient
    }
}

/// Runs rows through convolutions, with dropout on what each adds.
pub(super) fn run(
    layers: &[Convolution],
    weights: &Weights,
    rows: &mut [f32],
    sentences: &[usize],
    dropout: Dropout,
    random: &mut Random,
) -> Vec<Step> {
    let steps = layers.iter().map(|layer| {
        let mut convolved = layer.apply(weights, rows, sentences);
        let mask = mask(rows.len(), dropout.branches, random);
        multiply_by(&mut convolved.branch, &mask);
        add(rows, &convolved.branch);
        Step { convolved, mask }
    });
    steps.collect()
}

/// The words' vectors as looked up, and the mask that is already on them.
pub(super) struct LookedUp {
    pub(super) rows: Vec<f32>,
    mask: Vec<f32>,
}

/// Looks the article's words up, with dropout.
pub(super) fn look_up(
    embedding: &Embedding,
    parameters: &[f32],
    lexicon: &Lexicon,
    article: &Article,
    dropout: Dropout,
    random: &mut Random,
) -> LookedUp {
    let mut looked_up = vec![0.0; article.words.len() * LOOKED_UP];
    let mut mask = mask(looked_up.len(), dropout.ends, random);
    let rows = looked_up.chunks_exact_mut(LOOKED_UP).zip(mask.chunks_exact_mut(LOOKED_UP));
    for (word, (row, mask)) in article.words.iter().zip(rows) {
        embedding.look_up(parameters, lexicon, word, row);
        if random.happens(dropout.words) {
            mask[..LEXICON_COLUMNS].fill(0.0);
        }
        if random.happens(2.0 * dropout.words) {
            let [(part, ..), ..] = embedding.rows(word);
            mask[part].fill(0.0);
        }
    }
    multiply_by(&mut looked_up, &mask);
    LookedUp { rows: looked_up, mask }
}

/// The gradient of values and gates from that of the gated values.
pub(super) fn back_gate(open: &[f32], gated_gradient: &[f32], inner: usize) -> Vec<f32> {
    let mut gradient = vec![0.0; open.len()];
    let rows = open.chunks_exact(2 * inner).zip(gradient.chunks_exact_mut(2 * inner));
    for ((open, below), above) in rows.zip(gated_gradient.chunks_exact(inner)) {
        let (values, gates) = open.split_at(inner);
        let (below_values, below_gates) = below.split_at_mut(inner);
        for index in 0..inner {
            let steep = 1.0 + gates[index].abs();
            let openness = 0.5 + 0.5 * gates[index] / steep;
            below_values[index] = above[index] * openness;
            below_gates[index] = above[index] * values[index] * 0.5 / (steep * steep);
        }
    }
    gradient
}

/// What an annotation says of one token: tags, one of which is right, and how much it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// The tags that are possible.
    pub tags: TagSet,
    /// Its weight; 0 leaves the token out.
    pub weight: f32,
}

/// How much a teacher's opinion counts where an annotation decides.
const TEACHER: f32 = 0.75;

/// The gradient of the scores, times `scale`; and the sum of the probabilities of the possible
/// tags, times the weights.
///
/// Without a teacher the loss is "minus the logarithm of the probability of the possible tags".
/// With one (`soft` then holds [`TAGS`] bytes for each token, probabilities in 255ths) it is the
/// cross-entropy to a mixture of what the teacher thinks and what it thinks of the possible tags
/// only (distillation: Hinton et al., 2015).
pub fn score_gradient(
    scores: &[f32],
    targets: &[Target],
    soft: &[u8],
    scale: f32,
) -> (Vec<f32>, f32) {
    let mut gradient = vec![0.0; scores.len()];
    let mut total = 0.0;
    let rows = scores.chunks_exact(SCORES).zip(gradient.chunks_exact_mut(SCORES));
    let mut soft = soft.chunks_exact(TAGS);
    for ((scores, gradient), target) in rows.zip(targets) {
        let probabilities = probabilities(&scores[..TAGS]);
        let (within, mass) = among_possible(&probabilities, target.tags);
        total += mass * target.weight;
        let wanted = soft.next().map_or(within, |soft| wanted(soft, target.tags, &within));
        for tag in 0..TAGS {
            gradient[tag] = (probabilities[tag] - wanted[tag]) * target.weight * scale;
        }
    }
    (gradient, total)
}

/// The probabilities of the possible tags, made to add up to 1, and what they added up to.
fn among_possible(probabilities: &[f32; TAGS], tags: TagSet) -> ([f32; TAGS], f32) {
    let possible = |tag: usize| tags.contains(Tag::from_index(tag));
    let mass = (0..TAGS).filter(|&tag| possible(tag)).map(|tag| probabilities[tag]).sum::<f32>();
    let mass = mass + 1e-9;
    let share = |tag: usize| if possible(tag) { probabilities[tag] / mass } else { 0.0 };
    (std::array::from_fn(share), mass)
}

/// What the student should think where there is a teacher; `own` is what it thinks of the possible
/// tags, which decides where the teacher thinks that none of them is right.
fn wanted(soft: &[u8], tags: TagSet, own: &[f32; TAGS]) -> [f32; TAGS] {
    let sum = soft.iter().map(|&byte| f32::from(byte)).sum::<f32>().max(1.0);
    let teacher: [f32; TAGS] = std::array::from_fn(|tag| f32::from(soft[tag]) / sum);
    let (within, mass) = among_possible(&teacher, tags);
    let within = if mass < 0.02 { own } else { &within };
    std::array::from_fn(|tag| TEACHER * teacher[tag] + (1.0 - TEACHER) * within[tag])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        network::{Network, Reader, Shape},
        tags::{NAME_TYPES, Position, TypeSet},
    };
    use crate::train::start::start;

    const NO_DROPOUT: Dropout = Dropout { ends: 0.0, branches: 0.0, words: 0.0 };

    fn shape() -> Shape {
        let (dilations_before, dilations_after) = (vec![1, 2], vec![1]);
        Shape { width: 16, inner: 8, memory: 8, dilations_before, dilations_after }
    }

    fn article() -> Article {
        let sentence = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        Article::new(&[
            sentence("Ada Obi met Raisi ."),
            sentence("raisi , Obi left"),
            sentence("OK"),
        ])
    }

    fn targets(article: &Article) -> Vec<Target> {
        let person = TypeSet::of(&NAME_TYPES[..1]);
        (0..article.len())
            .map(|token| Target {
                tags: match token % 3 {
                    0 => TagSet::OUTSIDE,
                    1 => TagSet::at(Position::Begin, person),
                    _ => TagSet::outside_or(person),
                },
                weight: 1.0,
            })
            .collect()
    }

    /// Minus the logarithm of the probability of the possible tags, summed over the tokens.
    #[expect(clippy::disallowed_methods, reason = "what the gradient is compared with")]
    fn loss(network: &Network, article: &Article, targets: &[Target]) -> f64 {
        let weights = Weights::new(&network.layout.tensors, &network.parameters);
        let (lexicon, random) = (Lexicon::default(), &mut Random::new(1));
        let pass = Pass::forward(&network.layout, &weights, &lexicon, article, NO_DROPOUT, random);
        let rows = pass.scores.chunks_exact(SCORES).zip(targets);
        rows.map(|(scores, target)| {
            let probabilities = probabilities(&scores[..TAGS]);
            let possible = (0..TAGS).filter(|&tag| target.tags.contains(Tag::from_index(tag)));
            -possible.map(|tag| f64::from(probabilities[tag])).sum::<f64>().ln()
        })
        .sum()
    }

    #[test]
    fn the_gradient_predicts_what_a_small_step_does() {
        let layout = Layout::new(&shape());
        let parameters = start(&layout.tensors, 7);
        let (article, lexicon) = (article(), Lexicon::default());
        let targets = targets(&article);
        let weights = Weights::new(&layout.tensors, &parameters);
        let mut random = Random::new(1);
        let pass = Pass::forward(&layout, &weights, &lexicon, &article, NO_DROPOUT, &mut random);
        let (score_gradient, _) = score_gradient(&pass.scores, &targets, &[], 1.0);
        let mut gradient = vec![0.0; parameters.len()];
        pass.back(&score_gradient, &mut gradient);

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
                loss(&Network { layout: layout.clone(), parameters: moved }, &article, &targets)
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
    fn forward_for_training_without_dropout_is_close_to_what_is_used_later() {
        let layout = Layout::new(&shape());
        let parameters = start(&layout.tensors, 7);
        let (article, lexicon) = (article(), Lexicon::default());
        let weights = Weights::new(&layout.tensors, &parameters);
        let mut random = Random::new(1);
        let pass = Pass::forward(&layout, &weights, &lexicon, &article, NO_DROPOUT, &mut random);
        let scores = pass.scores.clone();
        let network = Network { layout: layout.clone(), parameters: parameters.clone() };
        let used_later = Reader::new(network).score(&lexicon, &article);
        for (used_later, score) in used_later.iter().zip(&scores) {
            assert!((used_later - score).abs() < 0.01, "{used_later} {score}");
        }
    }

    #[test]
    fn a_teacher_decides_among_what_an_annotation_leaves_open() {
        let people = TagSet::at(Position::Single, TypeSet::of(&NAME_TYPES[..2]));
        let [person, norp] = [0, 1].map(|index| Tag::new(Position::Single, index).index());
        let mut soft = [0; TAGS];
        (soft[person], soft[norp], soft[0]) = (51, 102, 102);
        let own = among_possible(&[1.0 / TAGS as f32; TAGS], people).0;
        let wanted = wanted(&soft, people, &own);
        // The teacher's fifths, and the thirds of what is possible.
        for (tag, fifths, thirds) in [(person, 1.0, 1.0), (norp, 2.0, 2.0), (0, 2.0, 0.0)] {
            let expected = TEACHER * fifths / 5.0 + (1.0 - TEACHER) * thirds / 3.0;
            assert!((wanted[tag] - expected).abs() < 1e-6, "{tag}: {}", wanted[tag]);
        }
    }
}
