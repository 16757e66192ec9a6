//! Trains the network that reads grammar on treebanks, and scores it.

use self::{
    gradient::Pass,
    score::score,
    treebank::{Example, GoldSentence, Treebanks, examples, join},
};
use super::{
    gradient::{Dropout, Weights},
    optimiser::{Optimiser, add_up},
    random::Random,
    start::start,
};
use crate::{
    model::{
        lexicon::Lexicon,
        network::TableRows,
        parser::{Layout, Network, Reader, Shape},
        weights,
    },
    pack::LoadError,
    syntax::SyntaxModel,
};

pub mod gradient;
pub mod score;
pub mod treebank;

/// How the training goes.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The network's sizes.
    pub shape: Shape,
    /// How often every sentence is seen.
    pub epochs: usize,
    /// Words per step.
    pub words_per_step: usize,
    /// The greatest step of a parameter.
    pub rate: f32,
    /// What is left out at random.
    pub dropout: Dropout,
    /// Where all random numbers come from.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            shape: Shape {
                width: 128,
                inner: 56,
                arcs: 80,
                labels: 48,
                dilations_before: vec![1, 2],
                dilations_after: vec![4, 1, 8, 1],
                rows: TableRows { word: 8192, gram: 4096, affix: 4096 },
            },
            epochs: 40,
            words_per_step: 1000,
            rate: 2e-3,
            dropout: Dropout { ends: 0.26, branches: 0.1, words: 0.07 },
            seed: 1,
        }
    }
}

/// How many steps at most lead up to the greatest.
const WARM_UP: usize = 200;
/// In how many parts a step is worked on side by side.
const PARTS: usize = 2;
/// Share of the sentences that are seen in capitals, as in headlines, and in lower case, as on the
/// web.
const IN_CAPITALS: f32 = 0.02;
const IN_LOWER_CASE: f32 = 0.03;

/// What the network learns from, for the file's header.
pub const SOURCES: [&str; 3] = [
    "Universal Dependencies English Web Treebank (Silveira et al., 2014), CC BY-SA 4.0",
    "GUM (Zeldes, 2017), CC BY 4.0",
    "Word vectors of en_core_web_md by Explosion, MIT",
];

/// The document with some sentences in capitals or in lower case throughout.
fn with_other_casings(document: &[GoldSentence], random: &mut Random) -> Vec<GoldSentence> {
    let mut document = document.to_vec();
    for sentence in &mut document {
        let change: fn(&str) -> String = match random.unit() {
            share if share < IN_CAPITALS => str::to_uppercase,
            share if share < IN_CAPITALS + IN_LOWER_CASE => str::to_lowercase,
            _ => continue,
        };
        for form in &mut sentence.forms {
            *form = change(form);
        }
    }
    document
}

/// Trains a network; `report` is told of each epoch: its number, the share of words that find
/// their head in training, and the network so far.
pub fn train(
    documents: &[Vec<GoldSentence>],
    lexicon: &Lexicon,
    settings: &Settings,
    mut report: impl FnMut(usize, f32, &Network),
) -> Network {
    let layout = Layout::new(&settings.shape);
    let mut random = Random::new(settings.seed);
    let mut optimiser = Optimiser::new(start(&layout.tensors, random.bits()));
    let words: usize = documents.iter().flatten().map(|sentence| sentence.words.len()).sum();
    let steps = settings.epochs * words / settings.words_per_step + 1;
    let mut step = 0;
    for epoch in 1..=settings.epochs {
        let mut sentences: Vec<Example> = documents
            .iter()
            .flat_map(|document| examples(&with_other_casings(document, &mut random)))
            .collect();
        random.shuffle(&mut sentences);
        let mut right_heads = 0;
        for batch in batches(&sentences, settings.words_per_step) {
            let parameters = &optimiser.parameters;
            let (gradient, right) = batch_gradient(
                &layout,
                parameters,
                lexicon,
                batch,
                settings.dropout,
                random.bits(),
            );
            optimiser.step(&gradient, rate(settings.rate, step, steps));
            step += 1;
            right_heads += right;
        }
        let network = Network { layout: layout.clone(), parameters: optimiser.averaged.clone() };
        report(epoch, right_heads as f32 / words.max(1) as f32, &network);
    }
    Network { layout, parameters: optimiser.averaged }
}

/// Runs of sentences of together at least so many words; the last may have fewer.
fn batches(sentences: &[Example], words: usize) -> impl Iterator<Item = &[Example]> {
    let mut rest = sentences;
    std::iter::from_fn(move || {
        let mut seen = 0;
        let enough = rest.iter().position(|sentence| {
            seen += sentence.words.len();
            seen >= words
        });
        let (batch, after) = rest.split_at(enough.map_or(rest.len(), |last| last + 1));
        rest = after;
        (!batch.is_empty()).then_some(batch)
    })
}

/// Rises to the greatest, then falls to a fiftieth of it.
fn rate(greatest: f32, step: usize, steps: usize) -> f32 {
    let warm_up = WARM_UP.min(steps / 10 + 1);
    let rise = ((step + 1) as f32 / warm_up as f32).min(1.0);
    greatest * rise * (1.0 - step as f32 / steps as f32).max(0.02)
}

/// The gradient over some sentences, worked on in a fixed number of parts that are added in order:
/// the same whatever the machine. Also, how many words found their head.
fn batch_gradient(
    layout: &Layout,
    parameters: &[f32],
    lexicon: &Lexicon,
    sentences: &[Example],
    dropout: Dropout,
    seed: u64,
) -> (Vec<f32>, usize) {
    let weights = Weights::new(&layout.tensors, parameters);
    let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
    let scale = 1.0 / words.max(1) as f32;
    let part = |part: usize| {
        let mut random = Random::new(seed ^ part as u64);
        let mut gradient = vec![0.0; parameters.len()];
        let Example { article, words } = join(sentences.iter().skip(part).step_by(PARTS));
        let lesson = (&article, words.as_slice());
        let pass = Pass::forward(layout, &weights, lexicon, lesson, dropout, &mut random);
        let scores = pass.score_gradients(&words, scale);
        pass.back(&scores, &mut gradient);
        (gradient, scores.right_heads)
    };
    add_up(PARTS, part)
}

/// Trains a network and returns it as bytes: the section "syntax" of a knowledge file. `report` is
/// told, line by line, how the training goes and what the stored network scores in development.
///
/// # Errors
/// Never: what was written is read again.
pub fn train_and_store(
    treebanks: &Treebanks,
    lexicon: &Lexicon,
    settings: &Settings,
    mut report: impl FnMut(String),
) -> Result<Vec<u8>, LoadError> {
    let stored = |network: &Network| weights::write_parser(&settings.shape, network);
    let network = train(&treebanks.training, lexicon, settings, |epoch, right, network| {
        report(format!("epoch {epoch}: {:.2} % of the heads in training", 100.0 * right));
        if (epoch % 5 == 0 || epoch == 1)
            && let Ok(network) = weights::read_parser(&stored(network))
        {
            let model = SyntaxModel { lexicon, reader: &Reader::new(network) };
            for sample in &treebanks.development {
                report(format!("  {:<10} {}", sample.name, score(&model, sample)));
            }
        }
    });
    let bytes = stored(&network);
    weights::read_parser(&bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::{
        corpora::conllu,
        syntax::treebank::{Sample, gold_sentences},
    };

    /// Our own sentences, as rows "word tag head relation".
    const LESSONS: &str = "\
Obi PROPN 2 nsubj/met VERB 0 root/Lee PROPN 2 obj/. PUNCT 2 punct
the DET 2 det/minister NOUN 3 nsubj/praised VERB 0 root/Lima PROPN 3 obj/. PUNCT 3 punct
they PRON 3 nsubj/have AUX 3 aux/left VERB 0 root/Lima PROPN 3 obj/and CCONJ 6 cc/Peru PROPN 4 conj";

    fn lessons() -> Vec<conllu::Document> {
        let row = |(index, row): (usize, &str)| {
            let [form, upos, head, relation] =
                row.split(' ').collect::<Vec<_>>().try_into().unwrap();
            format!("{}\t{form}\t_\t{upos}\t_\t_\t{head}\t{relation}\t_\t_\n", index + 1)
        };
        let sentence = |line: &str| line.split('/').enumerate().map(row).collect::<String>() + "\n";
        conllu::read(&LESSONS.lines().map(sentence).collect::<String>()).unwrap()
    }

    fn small() -> Settings {
        let shape = Shape {
            width: 32,
            inner: 16,
            arcs: 16,
            labels: 16,
            dilations_before: vec![1],
            dilations_after: vec![2],
            rows: TableRows { word: 256, gram: 256, affix: 256 },
        };
        Settings { shape, epochs: 300, words_per_step: 10, seed: 3, ..Settings::default() }
    }

    #[test]
    fn a_network_learns_its_lessons_and_survives_storing() {
        let documents = lessons();
        let gold: Vec<_> = documents.iter().map(gold_sentences).collect();
        let treebanks = Treebanks { training: gold, ..Treebanks::default() };
        let lexicon = Lexicon::default();
        let bytes = train_and_store(&treebanks, &lexicon, &small(), |_| ()).unwrap();
        let reader = Reader::new(weights::read_parser(&bytes).unwrap());
        let model = SyntaxModel { lexicon: &lexicon, reader: &reader };
        let score = score(&model, &Sample { name: "lessons", documents });
        assert_eq!((score.upos, score.las), (score.gold, score.gold), "{score}");
    }

    #[test]
    fn the_same_seed_trains_the_same_network() {
        let gold: Vec<_> = lessons().iter().map(gold_sentences).collect();
        let settings = Settings { epochs: 2, ..small() };
        let trained = || train(&gold, &Lexicon::default(), &settings, |_, _, _| ()).parameters;
        assert_eq!(trained(), trained());
    }

    #[test]
    fn batches_hold_every_sentence_once() {
        let gold: Vec<_> = lessons().iter().flat_map(|d| examples(&gold_sentences(d))).collect();
        let lengths: Vec<usize> = batches(&gold, 8).map(<[Example]>::len).collect();
        assert_eq!(lengths, [2, 1]);
    }
}
