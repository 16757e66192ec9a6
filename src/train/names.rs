//! Trains the network on annotated corpora, and scores it on others.

pub mod refine;

use std::path::Path;

use super::{
    corpora::{
        CorpusError, GoldDocument, GoldSentence,
        columns::{self, CROSSNER_POLITICS, UNER, WIKIGOLD, WNUT},
        gmb, gum, plain, read_bytes, read_text, redocred,
        world::World,
    },
    gradient::{Dropout, Pass, Target, Weights, score_gradient},
    optimiser::{Optimiser, add_up},
    random::Random,
    scorer::{Classes, Scores},
    start::start,
    syntax::treebank::part_of_split,
    teacher::SoftLabels,
    variation::Names,
};
use crate::{
    model::{
        NameModel,
        features::Article,
        lexicon::{LEXICON_COLUMNS, Lexicon, LexiconBuilder},
        network::{Layout, Network, Reader, Shape},
        tags::{Position, TagSet, TypeSet},
        weights,
    },
    pack::LoadError,
};

/// How the training goes.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The network's sizes.
    pub shape: Shape,
    /// How often every document is seen.
    pub epochs: usize,
    /// Tokens per step.
    pub tokens_per_step: usize,
    /// The greatest step of a parameter.
    pub rate: f32,
    /// Where all random numbers come from.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        let (dilations_before, dilations_after) = (vec![1, 2, 4], vec![1, 2]);
        let shape = Shape { width: 128, inner: 64, memory: 64, dilations_before, dilations_after };
        Self { shape, epochs: 7, tokens_per_step: 1500, rate: 2e-3, seed: 1 }
    }
}

const DROPOUT: Dropout = Dropout { ends: 0.3, branches: 0.1, words: 0.06 };
/// How many steps at most lead up to the greatest one.
const WARM_UP: usize = 200;
/// In how many parts a step is worked on side by side.
const PARTS: usize = 2;

/// What to learn from, and what to score on while developing.
#[derive(Clone, Debug, Default)]
pub struct Corpora {
    /// What to learn from: annotated texts, then texts that only a teacher labels.
    pub training: Vec<GoldDocument>,
    /// What to vary it with.
    pub names: Names,
    /// What to score on.
    pub development: Vec<Sample>,
}

/// A corpus to score on.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What it is called in reports.
    pub name: &'static str,
    /// Its documents.
    pub documents: Vec<GoldDocument>,
    /// What counts.
    pub classes: Classes,
}

impl Corpora {
    /// Reads all corpora under a folder. Of Wikigold the last fifth is kept for development; of GUM
    /// the documents that its `splits.md` names as "dev" and "test".
    ///
    /// # Errors
    /// When one of them cannot be read.
    pub fn read(data: &Path) -> Result<Self, CorpusError> {
        let world = World::read(data)?;
        let columns = |path: &str, scheme| columns::read(&data.join(path), scheme, &world);
        let sample = |name, documents, classes| Sample { name, documents, classes };

        let mut training = gmb::read(&data.join("gmb/ner_dataset.csv.zip"), &world)?;
        let mut wikigold = columns("wikigold/wikigold.conll.txt", &WIKIGOLD)?;
        let held_out = wikigold.split_off(wikigold.len() * 4 / 5);
        training.extend(wikigold);
        training.extend(columns("wnut17/wnut17train.conll", &WNUT)?);
        training.extend(columns("wnut17/emerging.dev.conll", &WNUT)?);
        training.extend(columns("crossner-politics/train.txt", &CROSSNER_POLITICS)?);
        training.extend(columns("crossner-politics/test.txt", &CROSSNER_POLITICS)?);
        let politics = columns("crossner-politics/dev.txt", &CROSSNER_POLITICS)?;
        let gum = Gum::read(data, &world)?;
        training.extend(gum.training);
        for file in ["re-docred/dev_revised.json", "re-docred/test_revised.json"] {
            training.extend(redocred::read(&data.join(file), &world)?);
        }
        for file in ["wikinews/wikinews_2019.csv", "wikinews/wikinews_2020.csv"] {
            training.extend(plain::wikinews(&data.join(file))?);
        }
        training.extend(plain::treebank(&data.join("ewt/en_ewt-ud-train.conllu"))?);
        training.extend(plain::knowledgenet(&data.join("knowledgenet/facts.tsv"))?);
        training.extend(plain::gap(&data.join("gap/gap-development.tsv"))?);
        for source in plain::RE3D_SOURCES {
            training.extend(plain::re3d(&data.join(format!("re3d/{source}/documents.json")))?);
        }
        Ok(Self {
            training,
            names: Names::read(data)?,
            development: vec![
                sample("ewt-dev", columns("ewt/en_ewt-ud-dev.iob2", &UNER)?, Classes::Three),
                sample("gum-news", gum.news, Classes::Three),
                sample("wikigold-fifth", held_out, Classes::Three),
                sample("crossner-dev", politics, Classes::All),
            ],
        })
    }
}

/// The sample to score on at the very end.
///
/// # Errors
/// When it cannot be read.
pub fn test_sample(data: &Path) -> Result<Sample, CorpusError> {
    let path = data.join("ewt/en_ewt-ud-test.iob2");
    let documents = columns::read(&path, &UNER, &World::read(data)?)?;
    Ok(Sample { name: "ewt-test", documents, classes: Classes::Three })
}

/// The documents of GUM, by use.
struct Gum {
    training: Vec<GoldDocument>,
    news: Vec<GoldDocument>,
}

impl Gum {
    fn read(data: &Path, world: &World) -> Result<Self, CorpusError> {
        let splits = read_text(&data.join("gum/splits.md"))?;
        let read = |part| -> Result<Vec<GoldDocument>, CorpusError> {
            let mut documents = Vec::new();
            for id in part_of_split(&splits, part) {
                let path = data.join(format!("gum/dep/{id}.conllu"));
                if path.exists() {
                    documents.extend(gum::read(&path, world)?); // some genres are not open
                }
            }
            Ok(documents)
        };
        let mut news = [read("dev")?, read("test")?].concat();
        news.retain(|document| document.name.contains("_news_"));
        Ok(Self { training: read("train")?, news })
    }
}

/// Reads the vectors that `prepare_vectors.py` wrote into a lexicon, as bytes.
///
/// # Errors
/// When the file cannot be read or is something else.
pub fn read_vectors(path: &Path) -> Result<Vec<u8>, CorpusError> {
    let bytes = read_bytes(path)?;
    lexicon(&bytes).ok_or_else(|| CorpusError::new(path, "not a file of prepared vectors"))
}

fn lexicon(bytes: &[u8]) -> Option<Vec<u8>> {
    let (header, rest) = bytes.split_at(bytes.iter().position(|&byte| byte == b'\n')?);
    let header: serde_json::Value = serde_json::from_slice(header).ok()?;
    let rows = usize::try_from(header["rows"].as_u64()?).ok()?;
    let (table, words) = rest[1..].split_at_checked(rows.checked_mul(4 * LEXICON_COLUMNS)?)?;
    let number = |bytes: &[u8]| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    let vectors = table.chunks_exact(4 * LEXICON_COLUMNS).map(|row| {
        let mut numbers = row.chunks_exact(4).map(number);
        std::array::from_fn(|_| numbers.next().unwrap_or_default())
    });
    let mut builder = LexiconBuilder::new(vectors.collect());
    for line in std::str::from_utf8(words).ok()?.lines() {
        let (word, row) = line.split_once('\t')?;
        if is_useful(word) {
            builder.add(word, row.parse().ok()?);
        }
    }
    Some(builder.bytes())
}

/// Whether a word may well stand in an article: letters, perhaps with a hyphen, apostrophe or full
/// stop between or after them. Leaves out addresses, numbers and the like.
fn is_useful(word: &str) -> bool {
    let joint = |c: char| matches!(c, '-' | '\'' | '.');
    word.chars().all(|c| c.is_alphabetic() || joint(c))
        && word.chars().filter(|&c| joint(c)).count() < 3
}

/// A document ready to learn from.
struct Example<'a> {
    article: Article,
    targets: Vec<Target>,
    /// What a teacher thinks of each word: [`TAGS`] bytes, if there was one.
    soft: &'a [u8],
}

impl<'a> Example<'a> {
    fn new(document: &GoldDocument, soft: &'a [u8]) -> Self {
        let sentences = document.sentences.iter();
        Self {
            article: Article::new(&document.words_by_sentence()),
            targets: sentences
                .flat_map(|sentence| targets(sentence, document.unannotated))
                .collect(),
            soft,
        }
    }
}

/// What the annotation says of each token. Outside all names, a word with a capital may belong to
/// a name of a type that the corpus does not annotate; other words are in no name.
pub(super) fn targets(sentence: &GoldSentence, unannotated: TypeSet) -> Vec<Target> {
    let open = TagSet::outside_or(unannotated);
    let outside = |word: &String| {
        if word.contains(char::is_uppercase) { open } else { TagSet::OUTSIDE }
    };
    let mut tags: Vec<TagSet> = sentence.words.iter().map(outside).collect();
    for name in &sentence.names {
        for (index, token) in name.tokens.range().enumerate() {
            tags[token] = TagSet::at(Position::of(index, name.tokens.len()), name.types);
        }
    }
    tags.into_iter().map(|tags| Target { tags, weight: 1.0 }).collect()
}

/// What a network learns from.
#[derive(Clone, Copy, Debug)]
pub struct Lessons<'a> {
    /// Annotated texts, and texts that only a teacher labels.
    pub documents: &'a [GoldDocument],
    /// What the teacher says of them.
    pub soft: &'a SoftLabels,
    /// What to vary them with.
    pub names: &'a Names,
    /// Vectors of words.
    pub lexicon: &'a Lexicon,
}

/// Trains a network; `report` is told of each epoch: its number, the mean probability of what is
/// right, and the network so far.
pub fn train(
    lessons: Lessons,
    settings: &Settings,
    report: impl FnMut(usize, f32, &Network),
) -> Network {
    let layout = Layout::new(&settings.shape);
    let mut random = Random::new(settings.seed);
    let parameters = start(&layout.tensors, random.bits());
    train_from(Network { layout, parameters }, lessons, settings, random, report)
}

/// As [`train()`], from a network that has learned something already.
fn train_from(
    network: Network,
    lessons: Lessons,
    settings: &Settings,
    mut random: Random,
    mut report: impl FnMut(usize, f32, &Network),
) -> Network {
    let Lessons { documents, soft, names, lexicon } = lessons;
    let layout = network.layout;
    let mut optimiser = Optimiser::new(network.parameters);
    let tokens: usize = documents.iter().map(GoldDocument::words).sum();
    let steps = settings.epochs * tokens / settings.tokens_per_step + 1;
    let mut step = 0;
    let mut order: Vec<usize> = (0..documents.len()).collect();
    for epoch in 1..=settings.epochs {
        random.shuffle(&mut order);
        let mut examples = Vec::new();
        let (mut in_step, mut seen, mut mass) = (0, 0, 0.0);
        for (index, &document) in order.iter().enumerate() {
            let varied = names.vary(&documents[document], &mut random);
            let example = Example::new(&varied, soft.of(document));
            in_step += example.article.len();
            examples.push(example);
            if in_step >= settings.tokens_per_step || index + 1 == order.len() {
                let batch = std::mem::take(&mut examples);
                let (gradient, right) =
                    batch_gradient(&layout, &optimiser.parameters, lexicon, &batch, random.bits());
                optimiser.step(&gradient, settings.rate * schedule(step, steps));
                step += 1;
                seen += in_step;
                mass += right;
                in_step = 0;
            }
        }
        let network = Network { layout: layout.clone(), parameters: optimiser.averaged.clone() };
        report(epoch, mass / seen.max(1) as f32, &network);
    }
    Network { layout, parameters: optimiser.averaged }
}

/// The share of the rate at a step: it rises to 1, then falls to a fiftieth.
fn schedule(step: usize, steps: usize) -> f32 {
    let warm_up = WARM_UP.min(steps / 10 + 1);
    let rise = ((step + 1) as f32 / warm_up as f32).min(1.0);
    rise * (1.0 - step as f32 / steps as f32).max(0.02)
}

/// The gradient over some examples, worked on in a fixed number of parts that are added in order:
/// the same whatever the machine.
fn batch_gradient(
    layout: &Layout,
    parameters: &[f32],
    lexicon: &Lexicon,
    examples: &[Example],
    seed: u64,
) -> (Vec<f32>, f32) {
    let weights = Weights::new(&layout.tensors, parameters);
    let tokens: usize = examples.iter().map(|example| example.article.len()).sum();
    let scale = 1.0 / tokens.max(1) as f32;
    let part = |part: usize| {
        let mut random = Random::new(seed ^ part as u64);
        let mut gradient = vec![0.0; parameters.len()];
        let mut right = 0.0;
        for example in examples.iter().skip(part).step_by(PARTS) {
            let article = &example.article;
            let pass = Pass::forward(layout, &weights, lexicon, article, DROPOUT, &mut random);
            let (scores, mass) =
                score_gradient(&pass.scores, &example.targets, example.soft, scale);
            pass.back(&scores, &mut gradient);
            right += mass;
        }
        (gradient, right)
    };
    add_up(PARTS, part)
}

/// Scores a model on a sample.
pub fn score(model: &NameModel, sample: &Sample) -> Scores {
    let found: Vec<_> = sample
        .documents
        .iter()
        .map(|document| model.find_names(&document.words_by_sentence()))
        .collect();
    Scores::of(&sample.documents, &found, sample.classes)
}

/// Where the network comes from.
pub const SOURCES: &[&str] = &[
    "Groningen Meaning Bank: texts in the public domain, open annotation",
    "Wikigold (Balasuriya et al., 2009), CC BY 4.0",
    "WNUT 2017 (Derczynski et al.), CC BY 4.0",
    "CrossNER politics (Liu et al., 2021), MIT, texts of Wikipedia, CC BY-SA",
    "GUM (Zeldes, 2017), CC BY 4.0",
    "Re-DocRED (Tan et al., 2022), MIT, texts of Wikipedia, CC BY-SA",
    "Wikinews, texts only, CC BY 2.5",
    "English Web Treebank of Universal Dependencies, texts only, CC BY-SA 4.0",
    "KnowledgeNet (Diffbot), texts of Wikipedia only, CC BY-SA 4.0",
    "GAP (Google), texts of Wikipedia only, Apache 2.0 and CC BY-SA",
    "re3d (Dstl), texts only: United States public domain, OGL 3.0, CC BY 3.0 AU, CC BY-SA, reuse of the EU",
    "Common forenames and surnames by country, Sigpwned popular-names-by-country-dataset (CC0); world-cities (CC BY 4.0)",
    "A teacher made from all-MiniLM-L6-v2, Apache 2.0",
    "Names as en_core_web_md by Explosion finds them, for a fifth of the labels, MIT",
];

/// Where the vectors of words come from.
pub const LEXICON_SOURCES: &[&str] = &["Word vectors of en_core_web_md by Explosion, MIT"];

/// Trains a network and returns it as the section "names" of the knowledge file. `report` is told,
/// line by line, how the training goes and what the stored model scores.
///
/// # Errors
/// When the network cannot be stored, which is a mistake in this program.
pub fn train_and_store(
    corpora: &Corpora,
    soft: &SoftLabels,
    lexicon: &Lexicon,
    settings: &Settings,
    mut report: impl FnMut(String),
) -> Result<Vec<u8>, LoadError> {
    let stored = |network: &Network| weights::write(&settings.shape, network);
    let read = |network: &[u8]| weights::read(network).map(Reader::new);
    let lessons = Lessons { documents: &corpora.training, soft, names: &corpora.names, lexicon };
    let network = train(lessons, settings, |epoch, right, network| {
        report(format!("epoch {epoch}: {:.2} % of the probability is right", 100.0 * right));
        if let Ok(network) = read(&stored(network)) {
            for sample in &corpora.development {
                let model = NameModel { lexicon, network: &network };
                report(format!("  {:<24} {}", sample.name, score(&model, sample).all));
            }
        }
    });
    let stored = stored(&network);
    let network = read(&stored)?;
    for sample in &corpora.development {
        let model = NameModel { lexicon, network: &network };
        report(format!("{}\n    {:<12} {}", sample.name, "all", score(&model, sample)));
    }
    Ok(stored)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document::EntityType, text::TokenSpan, train::corpora::GoldName};

    pub(super) fn document(
        text: &str,
        name: std::ops::Range<usize>,
        entity_type: EntityType,
    ) -> GoldDocument {
        let sentence = GoldSentence {
            words: text.split(' ').map(str::to_owned).collect(),
            names: vec![GoldName {
                tokens: TokenSpan::new(name.start, name.end),
                types: TypeSet::of(&[entity_type]),
            }],
        };
        GoldDocument {
            name: String::new(),
            sentences: vec![sentence],
            unannotated: TypeSet::default(),
        }
    }

    pub(super) fn small() -> Settings {
        let (dilations_before, dilations_after) = (vec![1], vec![1]);
        let shape = Shape { width: 16, inner: 8, memory: 8, dilations_before, dilations_after };
        Settings { shape, epochs: 60, tokens_per_step: 30, rate: 2e-3, seed: 3 }
    }

    pub(super) fn lessons() -> Vec<GoldDocument> {
        vec![
            document("Ada Obi spoke in the hall .", 0..2, EntityType::Person),
            document("they went to Lima on foot .", 3..4, EntityType::Gpe),
            document("shares of Oxfam fell .", 2..3, EntityType::Org),
        ]
    }

    #[test]
    fn a_network_learns_its_lessons_and_survives_storing() {
        let (settings, lexicon) = (small(), Lexicon::default());
        let lessons: Vec<GoldDocument> = lessons().into_iter().cycle().take(30).collect();
        let (soft, names) = (SoftLabels::default(), Names::default());
        let given = Lessons { documents: &lessons, soft: &soft, names: &names, lexicon: &lexicon };
        let network = train(given, &settings, |_, _, _| ());
        let network = weights::read(&weights::write(&settings.shape, &network)).unwrap();
        let model = NameModel { lexicon: &lexicon, network: &Reader::new(network) };
        let sample = Sample { name: "lessons", documents: lessons, classes: Classes::All };
        let scores = score(&model, &sample);
        assert!(scores.all.f1() > 99.0, "{scores}");
    }

    #[test]
    fn the_same_seed_trains_the_same_network() {
        let settings = Settings { epochs: 2, ..small() };
        let (documents, soft, names) = (lessons(), SoftLabels::default(), Names::default());
        let lexicon = Lexicon::default();
        let given =
            Lessons { documents: &documents, soft: &soft, names: &names, lexicon: &lexicon };
        let trained = || train(given, &settings, |_, _, _| ()).parameters;
        assert_eq!(trained(), trained());
    }

    #[test]
    fn what_a_corpus_leaves_out_stays_open() {
        let mut document = document("Ada joined May Day events", 0..1, EntityType::Person);
        let event = TypeSet::of(&[EntityType::Event]);
        document.unannotated = event;
        let targets = targets(&document.sentences[0], document.unannotated);
        let open = TagSet::outside_or(event);
        let expected = [
            TagSet::at(Position::Single, TypeSet::of(&[EntityType::Person])),
            TagSet::OUTSIDE,
            open,
            open,
            TagSet::OUTSIDE,
        ];
        assert_eq!(targets.iter().map(|target| target.tags).collect::<Vec<_>>(), expected);
    }
}
