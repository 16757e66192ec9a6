//! The network: from an article's words to a score for each tag of each token.
//!
//! 1. [`Embedding`]: table rows of the word, mixed into one vector per token;
//! 2. [`Convolution`]s, gated, over ever wider neighbourhoods inside the sentence;
//! 3. [`Memory`]: what all places of the same word in the article have in common, given back to each;
//! 4. two more convolutions;
//! 5. [`Head`]: a score for each tag.
//!
//! The layers compute; training keeps what they return on the way and finds the gradients.

use std::{collections::BTreeMap, ops::Range};

use gloss_kernels::{
    integer::IntegerMatrix,
    matrix::{add, multiply_add},
    rows::{gate, normalise},
};

use super::{
    features::{
        AFFIX_ROWS, Article, CASING_ROWS, FLAGS, GRAM_ROWS, SHAPE_ROWS, WORD_ROWS, WordFeatures,
    },
    lexicon::{LEXICON_COLUMNS, Lexicon},
    tags::TAGS,
};
use crate::order::gather;

/// Scores per token: the number of tags, rounded up to a multiple of 8.
pub const SCORES: usize = 48;
const _: () = assert!(TAGS <= SCORES, "every tag has a score");

/// Numbers per row of each table.
const WORD_COLUMNS: usize = 24;
const GRAM_COLUMNS: usize = 32;
const AFFIX_COLUMNS: usize = 24;
const SHAPE_COLUMNS: usize = 16;
const CASING_COLUMNS: usize = 8;

/// Where each table's part of a word's vector lies.
const LEXICON_PART: Range<usize> = 0..LEXICON_COLUMNS;
const WORD_PART: Range<usize> = LEXICON_PART.end..LEXICON_PART.end + WORD_COLUMNS;
const GRAM_PART: Range<usize> = WORD_PART.end..WORD_PART.end + GRAM_COLUMNS;
const AFFIX_PART: Range<usize> = GRAM_PART.end..GRAM_PART.end + AFFIX_COLUMNS;
const SHAPE_PART: Range<usize> = AFFIX_PART.end..AFFIX_PART.end + SHAPE_COLUMNS;
const CASING_PART: Range<usize> = SHAPE_PART.end..SHAPE_PART.end + CASING_COLUMNS;

/// Length of a word's vector as looked up.
pub const LOOKED_UP: usize = CASING_PART.end;

/// Tokens per step when an article is read: bounds the memory for long ones.
const CHUNK: usize = 256;

/// The sizes that a network is built with. All widths are multiples of 8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Numbers per token between the layers.
    pub width: usize,
    /// Numbers per token inside a convolution.
    pub inner: usize,
    /// Numbers per token that the memory keeps.
    pub memory: usize,
    /// How far each convolution before the memory looks.
    pub dilations_before: Vec<usize>,
    /// How far each convolution after it looks.
    pub dilations_after: Vec<usize>,
}

/// A matrix among the parameters, or a row of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tensor {
    offset: usize,
    /// Number of rows.
    pub rows: usize,
    /// Numbers per row.
    pub columns: usize,
}

impl Tensor {
    /// Where its numbers stand among all parameters.
    pub fn range(self) -> Range<usize> {
        self.offset..self.offset + self.rows * self.columns
    }

    /// Its numbers.
    pub fn of(self, parameters: &[f32]) -> &[f32] {
        &parameters[self.range()]
    }

    /// Its numbers, to change.
    pub fn of_mut(self, parameters: &mut [f32]) -> &mut [f32] {
        &mut parameters[self.range()]
    }

    /// The numbers of one row.
    pub fn row(self, parameters: &[f32], row: usize) -> &[f32] {
        &self.of(parameters)[row * self.columns..][..self.columns]
    }

    /// The numbers of one row, to change.
    pub fn row_mut(self, parameters: &mut [f32], row: usize) -> &mut [f32] {
        let columns = self.columns;
        &mut self.of_mut(parameters)[row * columns..][..columns]
    }
}

/// Multiplies with the weights of a network: in floating point while training, in whole numbers
/// in use.
pub trait Kernel {
    /// The network's numbers.
    fn parameters(&self) -> &[f32];

    /// `output += input · weights`, where the weights are one of the network's tensors.
    fn multiply_add(&self, output: &mut [f32], input: &[f32], weights: Tensor);
}

/// What a tensor does: decides how it starts out and how finely it is stored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Role {
    /// Rows that are looked up; starts out random with this deviation.
    Table(f32),
    /// Weights between layers.
    Weights,
    /// Numbers that are added.
    Bias,
    /// Numbers that are multiplied with.
    Gain,
}

/// Where every tensor of a network stands among its parameters.
#[derive(Clone, Debug)]
pub struct Layout {
    /// Every tensor in order, with what it does.
    pub tensors: Vec<(Tensor, Role)>,
    /// Looks words up.
    pub embedding: Embedding,
    /// The convolutions before the memory.
    pub before: Vec<Convolution>,
    /// The document memory.
    pub memory: Memory,
    /// The convolutions after it.
    pub after: Vec<Convolution>,
    /// The scores.
    pub head: Head,
}

impl Layout {
    /// Lays out a network of these sizes.
    pub fn new(shape: &Shape) -> Self {
        let mut plan = Plan::default();
        let width = shape.width;
        let embedding = plan.embedding(TableRows::default(), width);
        let before = plan.convolutions(&shape.dilations_before, width, shape.inner);
        let after = plan.convolutions(&shape.dilations_after, width, shape.inner);
        let memory = Memory {
            query: plan.tensor(width, shape.memory, Role::Weights),
            query_bias: plan.tensor(1, shape.memory, Role::Bias),
            answer: plan.tensor(2 * shape.memory, width, Role::Weights),
        };
        let head = plan.head(width, SCORES);
        Self { tensors: plan.tensors, embedding, before, memory, after, head }
    }

    /// How many parameters there are.
    pub fn len(&self) -> usize {
        self.tensors.last().map_or(0, |(tensor, _)| tensor.range().end)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.tensors.is_empty()
    }
}

/// How many rows the greater tables have: words whose rows coincide share them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableRows {
    /// Of whole words, at most [`WORD_ROWS`].
    pub word: usize,
    /// Of runs of characters, at most [`GRAM_ROWS`].
    pub gram: usize,
    /// Of first and last characters, at most [`AFFIX_ROWS`].
    pub affix: usize,
}

impl Default for TableRows {
    fn default() -> Self {
        Self { word: WORD_ROWS, gram: GRAM_ROWS, affix: AFFIX_ROWS }
    }
}

/// Hands out places for tensors.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) tensors: Vec<(Tensor, Role)>,
    next: usize,
}

impl Plan {
    pub(super) fn tensor(&mut self, rows: usize, columns: usize, role: Role) -> Tensor {
        let tensor = Tensor { offset: self.next, rows, columns };
        self.next += rows * columns;
        self.tensors.push((tensor, role));
        tensor
    }

    pub(super) fn embedding(&mut self, rows: TableRows, width: usize) -> Embedding {
        Embedding {
            word: self.tensor(rows.word, WORD_COLUMNS, Role::Table(0.1)),
            gram: self.tensor(rows.gram, GRAM_COLUMNS, Role::Table(0.3)),
            affix: self.tensor(rows.affix, AFFIX_COLUMNS, Role::Table(0.1)),
            shape: self.tensor(SHAPE_ROWS, SHAPE_COLUMNS, Role::Table(0.2)),
            casing: self.tensor(CASING_ROWS, CASING_COLUMNS, Role::Table(0.2)),
            input: self.tensor(LOOKED_UP, width, Role::Weights),
            flags: self.tensor(FLAGS, width, Role::Weights),
            bias: self.tensor(1, width, Role::Bias),
        }
    }

    pub(super) fn norm(&mut self, width: usize) -> Norm {
        Norm { gain: self.tensor(1, width, Role::Gain), bias: self.tensor(1, width, Role::Bias) }
    }

    pub(super) fn convolutions(
        &mut self,
        dilations: &[usize],
        width: usize,
        inner: usize,
    ) -> Vec<Convolution> {
        dilations.iter().map(|&dilation| self.convolution(dilation, width, inner)).collect()
    }

    fn convolution(&mut self, dilation: usize, width: usize, inner: usize) -> Convolution {
        Convolution {
            dilation,
            norm: self.norm(width),
            gather: self.tensor(3 * width, 2 * inner, Role::Weights),
            gather_bias: self.tensor(1, 2 * inner, Role::Bias),
            output: self.tensor(inner, width, Role::Weights),
            output_bias: self.tensor(1, width, Role::Bias),
        }
    }

    pub(super) fn head(&mut self, width: usize, scores: usize) -> Head {
        Head {
            norm: self.norm(width),
            weights: self.tensor(width, scores, Role::Weights),
            bias: self.tensor(1, scores, Role::Bias),
        }
    }
}

/// Looks words up and mixes what is found into one vector per token.
#[derive(Clone, Debug)]
pub struct Embedding {
    /// Whole words.
    pub word: Tensor,
    /// Runs of characters.
    pub gram: Tensor,
    /// First and last characters.
    pub affix: Tensor,
    /// Shapes.
    pub shape: Tensor,
    /// Casings.
    pub casing: Tensor,
    /// From [`LOOKED_UP`] to the width.
    pub input: Tensor,
    /// From the flags of a place to the width.
    pub flags: Tensor,
    /// Added to every token.
    pub bias: Tensor,
}

impl Embedding {
    /// The table rows of a word, one after the other.
    pub fn look_up(
        &self,
        parameters: &[f32],
        lexicon: &Lexicon,
        word: &WordFeatures,
        target: &mut [f32],
    ) {
        lexicon.look_up(&word.lexical, &mut target[LEXICON_PART]);
        for (part, table, rows, weight) in self.rows(word) {
            for &row in rows {
                let values = table.row(parameters, row as usize % table.rows);
                for (target, value) in target[part.clone()].iter_mut().zip(values) {
                    *target += weight * value;
                }
            }
        }
    }

    /// Which rows of which table are added, with which weight, into which part of the vector. A
    /// row is to be taken modulo the number of rows of its table.
    pub fn rows<'a>(&self, word: &'a WordFeatures) -> [(Range<usize>, Tensor, &'a [u32], f32); 5] {
        let mean = 1.0 / word.grams.len().max(1) as f32;
        [
            (WORD_PART, self.word, std::slice::from_ref(&word.word), 1.0),
            (GRAM_PART, self.gram, &word.grams, mean),
            (AFFIX_PART, self.affix, &word.affixes, 1.0),
            (SHAPE_PART, self.shape, std::slice::from_ref(&word.shape), 1.0),
            (CASING_PART, self.casing, std::slice::from_ref(&word.casing), 1.0),
        ]
    }

    /// Looks up and mixes words: one vector for each.
    pub fn mix_words(
        &self,
        kernel: &impl Kernel,
        lexicon: &Lexicon,
        words: &[WordFeatures],
    ) -> Vec<f32> {
        let mut mixed = Vec::with_capacity(words.len() * self.input.columns);
        for words in words.chunks(CHUNK) {
            let mut looked_up = vec![0.0; words.len() * LOOKED_UP];
            for (word, target) in words.iter().zip(looked_up.chunks_exact_mut(LOOKED_UP)) {
                self.look_up(kernel.parameters(), lexicon, word, target);
            }
            mixed.extend(self.mix(kernel, &looked_up));
        }
        mixed
    }

    /// One vector per distinct word.
    pub fn mix(&self, kernel: &impl Kernel, looked_up: &[f32]) -> Vec<f32> {
        let mut mixed = vec![0.0; looked_up.len() / LOOKED_UP * self.input.columns];
        kernel.multiply_add(&mut mixed, looked_up, self.input);
        mixed
    }

    /// One vector per token, from those of the words and from the tokens' places.
    pub fn place(
        &self,
        parameters: &[f32],
        article: &Article,
        mixed: &[f32],
        tokens: Range<usize>,
    ) -> Vec<f32> {
        let width = self.input.columns;
        let mut placed = self.bias.of(parameters).repeat(tokens.len());
        for (target, token) in placed.chunks_exact_mut(width).zip(tokens) {
            add(target, &mixed[article.word_of[token] * width..][..width]);
            for (flag, value) in article.flags[token].iter().enumerate() {
                if *value > 0.0 {
                    add(target, self.flags.row(parameters, flag));
                }
            }
        }
        placed
    }
}

/// Brings each token's numbers to mean 0 and deviation 1, then scales and shifts them.
#[derive(Clone, Debug)]
pub struct Norm {
    /// Multiplied with.
    pub gain: Tensor,
    /// Added.
    pub bias: Tensor,
}

/// What [`Norm`] made.
pub struct Normed {
    /// With mean 0 and deviation 1.
    pub standard: Vec<f32>,
    /// For each token, one over the deviation.
    pub inverse_deviations: Vec<f32>,
    /// Scaled and shifted.
    pub output: Vec<f32>,
}

impl Norm {
    /// Applies it to every row.
    pub fn apply(&self, parameters: &[f32], input: &[f32]) -> Normed {
        let (gain, bias) = (self.gain.of(parameters), self.bias.of(parameters));
        let width = gain.len();
        let mut standard = input.to_vec();
        let mut output = vec![0.0; input.len()];
        let mut inverse_deviations = Vec::with_capacity(input.len() / width);
        let rows = standard.chunks_exact_mut(width).zip(output.chunks_exact_mut(width));
        for (standard, output) in rows {
            inverse_deviations.push(normalise(standard, output, gain, bias));
        }
        Normed { standard, inverse_deviations, output }
    }
}

/// Mixes each token with one to its left and one to its right in the same sentence.
#[derive(Clone, Debug)]
pub struct Convolution {
    /// How far left and right.
    pub dilation: usize,
    /// Before all else.
    pub norm: Norm,
    /// From left, self and right to values and their gates.
    pub gather: Tensor,
    /// Added to those.
    pub gather_bias: Tensor,
    /// From gated values back to the width.
    pub output: Tensor,
    /// Added to those.
    pub output_bias: Tensor,
}

/// What a [`Convolution`] made on the way.
pub struct Convolved {
    /// The input, normalised.
    pub normed: Normed,
    /// Left, self and right of each token.
    pub gathered: Vec<f32>,
    /// Values and gates before gating.
    pub open: Vec<f32>,
    /// Gated values.
    pub gated: Vec<f32>,
    /// What is added to the input.
    pub branch: Vec<f32>,
}

impl Convolution {
    /// What this layer adds to its input.
    pub fn apply(&self, kernel: &impl Kernel, input: &[f32], sentences: &[usize]) -> Convolved {
        let parameters = kernel.parameters();
        let tokens = input.len() / self.output.columns;
        let normed = self.norm.apply(parameters, input);
        let gathered = self.gather_neighbours(&normed.output, sentences);
        let mut open = self.gather_bias.of(parameters).repeat(tokens);
        kernel.multiply_add(&mut open, &gathered, self.gather);
        let gated = gate(&open, self.output.rows);
        let mut branch = self.output_bias.of(parameters).repeat(tokens);
        kernel.multiply_add(&mut branch, &gated, self.output);
        Convolved { normed, gathered, open, gated, branch }
    }

    /// For each token the rows of its left neighbour, itself and its right neighbour; zeros where
    /// the sentence ends before.
    fn gather_neighbours(&self, rows: &[f32], sentences: &[usize]) -> Vec<f32> {
        let width = self.output.columns;
        let mut gathered = vec![0.0; 3 * rows.len()];
        self.for_each_neighbour(sentences, |token, neighbour, side| {
            gathered[(3 * token + side) * width..][..width]
                .copy_from_slice(&rows[neighbour * width..][..width]);
        });
        gathered
    }

    /// Calls with each token, each of its neighbours (itself too), and the side: 0, 1 or 2.
    pub fn for_each_neighbour(
        &self,
        sentences: &[usize],
        mut call: impl FnMut(usize, usize, usize),
    ) {
        let mut start = 0;
        for &len in sentences {
            for token in start..start + len {
                if token >= start + self.dilation {
                    call(token, token - self.dilation, 0);
                }
                call(token, token, 1);
                if token + self.dilation < start + len {
                    call(token, token + self.dilation, 2);
                }
            }
            start += len;
        }
    }
}

/// For each word of the article, the greatest and the mean of what its places say.
#[derive(Clone, Debug)]
pub struct Memory {
    /// From the width to what is kept.
    pub query: Tensor,
    /// Added to that.
    pub query_bias: Tensor,
    /// From greatest and mean back to the width.
    pub answer: Tensor,
}

impl Memory {
    /// What each token says, never negative.
    pub fn ask(&self, kernel: &impl Kernel, input: &[f32]) -> Vec<f32> {
        let tokens = input.len() / self.query.rows;
        let mut said = self.query_bias.of(kernel.parameters()).repeat(tokens);
        kernel.multiply_add(&mut said, input, self.query);
        // Compared, not `f32::max`, which is a call for each number in Wasm.
        for value in &mut said {
            if *value < 0.0 {
                *value = 0.0;
            }
        }
        said
    }

    /// What is added to every place of each word.
    pub fn answer(&self, kernel: &impl Kernel, pooled: &[f32]) -> Vec<f32> {
        let mut answers = vec![0.0; pooled.len() / self.answer.rows * self.answer.columns];
        kernel.multiply_add(&mut answers, pooled, self.answer);
        answers
    }
}

/// The greatest and the mean of what was said of each word.
pub struct Pool {
    kept: usize,
    /// For each word, the greatest numbers, then the sums (in the end: means).
    pub pooled: Vec<f32>,
    /// How often each word was met.
    pub counts: Vec<u32>,
}

impl Pool {
    /// An empty pool for so many words.
    pub fn new(words: usize, kept: usize) -> Self {
        Self { kept, pooled: vec![0.0; 2 * kept * words], counts: vec![0; words] }
    }

    /// Takes in what the tokens of these words said.
    pub fn take(&mut self, words: &[usize], said: &[f32]) {
        for (&word, said) in words.iter().zip(said.chunks_exact(self.kept)) {
            let pooled = &mut self.pooled[2 * self.kept * word..][..2 * self.kept];
            let (greatest, sums) = pooled.split_at_mut(self.kept);
            for (greatest, value) in greatest.iter_mut().zip(said) {
                if *value > *greatest {
                    *greatest = *value;
                }
            }
            add(sums, said);
            self.counts[word] += 1;
        }
    }

    /// Makes means of the sums.
    pub fn finish(&mut self) {
        let kept = self.kept;
        for (pooled, count) in self.pooled.chunks_exact_mut(2 * kept).zip(&self.counts) {
            let share = 1.0 / (*count).max(1) as f32;
            for value in &mut pooled[kept..] {
                *value *= share;
            }
        }
    }
}

/// A score for each tag.
#[derive(Clone, Debug)]
pub struct Head {
    /// Before all else.
    pub norm: Norm,
    /// From the width to the scores.
    pub weights: Tensor,
    /// Added to those.
    pub bias: Tensor,
}

impl Head {
    /// The scores for each row of normalised input.
    pub fn score(&self, kernel: &impl Kernel, normed: &[f32]) -> Vec<f32> {
        let tokens = normed.len() / self.weights.rows;
        let mut scores = self.bias.of(kernel.parameters()).repeat(tokens);
        kernel.multiply_add(&mut scores, normed, self.weights);
        scores
    }
}

/// A network: its layout and its numbers.
#[derive(Clone, Debug)]
pub struct Network {
    /// Where the numbers stand.
    pub layout: Layout,
    /// The numbers.
    pub parameters: Vec<f32>,
}

/// The numbers of a trained network, ready for use: the weights that are multiplied with in whole
/// numbers.
#[derive(Clone, Debug)]
pub struct WholeNumbers {
    parameters: Vec<f32>,
    /// By the place of the tensor among the parameters.
    weights: BTreeMap<usize, IntegerMatrix>,
}

impl WholeNumbers {
    /// Takes over the numbers of a network with these tensors.
    pub fn new(tensors: &[(Tensor, Role)], parameters: Vec<f32>) -> Self {
        let fits = |tensor: &Tensor| IntegerMatrix::fits(tensor.rows, tensor.columns);
        let multiplied =
            tensors.iter().filter(|(tensor, role)| *role == Role::Weights && fits(tensor));
        let matrix = |tensor: Tensor| IntegerMatrix::new(tensor.of(&parameters), tensor.columns);
        let weights = gather(multiplied.map(|(tensor, _)| (tensor.offset, matrix(*tensor))));
        Self { parameters, weights }
    }
}

impl Kernel for WholeNumbers {
    fn parameters(&self) -> &[f32] {
        &self.parameters
    }

    fn multiply_add(&self, output: &mut [f32], input: &[f32], weights: Tensor) {
        if let Some(matrix) = self.weights.get(&weights.offset) {
            matrix.multiply_add(output, input);
        } else {
            let Tensor { rows, columns, .. } = weights;
            multiply_add(output, input, weights.of(&self.parameters), rows, columns);
        }
    }
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

    /// [`SCORES`] numbers for each token of an article.
    pub fn score(&self, lexicon: &Lexicon, article: &Article) -> Vec<f32> {
        let (layout, numbers) = (&self.layout, &self.numbers);
        let parameters = numbers.parameters();
        let width = layout.embedding.input.columns;
        let mixed = layout.embedding.mix_words(numbers, lexicon, &article.words);
        let chunks = chunks(&article.sentence_lengths);
        let mut hidden = Vec::with_capacity(article.len() * width);
        let mut pool = Pool::new(article.groups, layout.memory.query.columns);
        for (tokens, sentences) in &chunks {
            let placed = layout.embedding.place(parameters, article, &mixed, tokens.clone());
            let convolved = convolve(&layout.before, numbers, placed, sentences);
            let said = layout.memory.ask(numbers, &convolved);
            pool.take(&article.group_of[tokens.clone()], &said);
            hidden.extend(convolved);
        }
        pool.finish();
        let answers = layout.memory.answer(numbers, &pool.pooled);
        let mut scores = Vec::with_capacity(article.len() * SCORES);
        for (tokens, sentences) in &chunks {
            let mut rows = hidden[tokens.start * width..tokens.end * width].to_vec();
            for (row, token) in rows.chunks_exact_mut(width).zip(tokens.clone()) {
                add(row, &answers[article.group_of[token] * width..][..width]);
            }
            let convolved = convolve(&layout.after, numbers, rows, sentences);
            let normed = layout.head.norm.apply(parameters, &convolved);
            scores.extend(layout.head.score(numbers, &normed.output));
        }
        scores
    }
}

/// Runs rows through convolutions, each of which adds to them.
pub fn convolve(
    layers: &[Convolution],
    kernel: &impl Kernel,
    input: Vec<f32>,
    sentences: &[usize],
) -> Vec<f32> {
    layers.iter().fold(input, |mut rows, layer| {
        let convolved = layer.apply(kernel, &rows, sentences);
        add(&mut rows, &convolved.branch);
        rows
    })
}

/// Whole sentences of together at least [`CHUNK`] tokens: their tokens and their lengths.
pub(super) fn chunks(sentence_lengths: &[usize]) -> Vec<(Range<usize>, &[usize])> {
    let mut chunks = Vec::new();
    let (mut first_sentence, mut first_token, mut token) = (0, 0, 0);
    for (index, len) in sentence_lengths.iter().enumerate() {
        token += len;
        if token - first_token >= CHUNK || index + 1 == sentence_lengths.len() {
            chunks.push((first_token..token, &sentence_lengths[first_sentence..=index]));
            (first_sentence, first_token) = (index + 1, token);
        }
    }
    chunks
}
