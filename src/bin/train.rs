//! Builds what the engine knows and scores the engine against corpora. See [`USAGE`] for the verbs.

use std::{error::Error, path::Path, process::ExitCode};

use gloss::{
    english,
    knowledge::Knowledge,
    model::{lexicon::Lexicon, parser, weights},
    pack::{self, Pack, Section},
    syntax::SyntaxModel,
    train::{
        coref,
        corpora::{GoldDocument, coref::Part},
        eval_coref::{self, metrics::Figures},
        eval_names,
        eval_relations::{
            self,
            news::{Ends, Fold},
        },
        furniture, names, relations,
        segmentation::{Counts, Floor, Score, read_floors, samples},
        syntax::{self, score as trees, treebank::Treebanks},
        teacher::SoftLabels,
    },
};

const USAGE: &str = "Usage: train english
       train lists DIR
       train teach DIR [--sample NAME] --out FILE
       train lexicon --vectors FILE
       train names DIR --labels FILE
       train refine-names DIR
       train syntax DIR
       train eval --data DIR
       train eval-names DIR [--errors]
       train test-names DIR
       train eval-syntax DIR [--errors|--test]
       train eval-segmentation DIR [--errors]
       train eval-relations DIR [--errors]
       train eval-news DIR [--errors | --training]
       train agreement DIR
       train coref DIR [--without-news]
       train teach-relations DIR --out FILE
       train relations DIR --sentences FILE --labels FILE
       train eval-coref DIR [--errors | --test]";

/// Where the words come from that rules know.
const ENGLISH_SOURCE: &str = "Our own lists of words and predicates, part of Gloss";

/// Scores that must not fall.
const FLOORS: &str = include_str!("../../tests/floors.txt");

/// How far, in hundredths, the confidence of relations may be from the share of them that is right.
const MOST_OFF: f64 = 4.0;

/// Where the knowledge file lies.
const KNOWLEDGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lists/knowledge.gloss");

/// Where the network for grammar lies: no stage asks for it yet, so that no reader has to load it.
const GRAMMAR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lists/grammar.gloss");

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the verb; whether all scores reach their floors.
fn run(arguments: &[String]) -> Result<bool, Box<dyn Error>> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["lists", data] | ["lists", "--data", data] => build_lists(Path::new(data)),
        ["english"] => store(english::SECTION, english::section().as_bytes(), &[ENGLISH_SOURCE]),
        ["teach", data, "--out", out] => {
            write_texts(&names::Corpora::read(Path::new(data))?.training, out)
        }
        ["teach", data, "--sample", name, "--out", out] => write_sample(data, name, out),
        ["lexicon", "--vectors", vectors] => {
            store("lexicon", &names::read_vectors(Path::new(vectors))?, names::LEXICON_SOURCES)
        }
        ["names", data, "--labels", labels] => train_names(data, labels),
        ["refine-names", data] => refine_names(Path::new(data)),
        ["syntax", data] => train_syntax(data),
        ["eval-syntax", data] => eval_syntax(Path::new(data), ""),
        ["eval-syntax", data, part] => eval_syntax(Path::new(data), part),
        ["eval-names", data] => eval_names(Path::new(data), false),
        ["eval-names", data, "--errors"] => eval_names(Path::new(data), true),
        ["test-names", data] => test_names(Path::new(data)),
        ["eval", "--data", data] => eval(Path::new(data)),
        ["eval-segmentation", data] => eval_segmentation(Path::new(data), false),
        ["eval-segmentation", data, "--errors"] => eval_segmentation(Path::new(data), true),
        ["eval-relations", data] => eval_relations(Path::new(data), false),
        ["eval-relations", data, "--errors"] => eval_relations(Path::new(data), true),
        ["eval-news", data] => eval_news(Path::new(data), Fold::Development, false),
        ["eval-news", data, "--errors"] => eval_news(Path::new(data), Fold::Development, true),
        ["eval-news", data, "--training"] => eval_news(Path::new(data), Fold::Training, false),
        ["agreement", data] => agreement(Path::new(data)),
        ["teach-relations", data, "--out", out] => {
            let file = std::io::BufWriter::new(std::fs::File::create(out)?);
            relations::teacher::write(Path::new(data), &knowledge_without("relations")?, file)?;
            Ok(true)
        }
        ["relations", data, "--sentences", sentences, "--labels", labels] => {
            train_relations(data, sentences, labels)
        }
        ["coref", data] => train_coref(Path::new(data), true),
        ["coref", data, "--without-news"] => train_coref(Path::new(data), false),
        ["eval-coref", data] => eval_coref(Path::new(data), knowledge()?.coref(), false),
        ["eval-coref", data, "--errors"] => eval_coref(Path::new(data), knowledge()?.coref(), true),
        ["eval-coref", data, "--test"] => test_coref(Path::new(data)),
        _ => Err(USAGE.into()),
    }
}

/// Prints how far two readers agree on news that we annotated.
fn agreement(data: &Path) -> Result<bool, Box<dyn Error>> {
    let agreement = gloss::train::agreement::agreement(data)?;
    println!("{} texts read twice", agreement.texts);
    for (what, counts) in [("names", agreement.names), ("relations", agreement.relations)] {
        let (both, f1) = (counts.both, counts.f1());
        println!("{what}: {} and {}, {both} in common, F1 {f1:.1}", counts.gold, counts.found);
    }
    Ok(true)
}

/// Trains the ranking of coreference and puts its table into the knowledge file.
fn train_coref(data: &Path, with_news: bool) -> Result<bool, Box<dyn Error>> {
    let knowledge = knowledge_without("coref")?;
    let mut corpora = coref::Corpora::read(data, &knowledge)?;
    if with_news {
        corpora.add_news(data, &knowledge)?;
    }
    let table = coref::train(&corpora, &knowledge.english, coref::Settings::default(), |line| {
        println!("{line}");
    });
    let sources = if with_news { &coref::SOURCES[..] } else { &coref::SOURCES[1..] };
    store("coref", table.bytes(), sources)?;
    eval_coref(data, &table, false)
}

/// Trains the scorer of relations and puts its weights into the knowledge file.
fn train_relations(data: &str, sentences: &str, labels: &str) -> Result<bool, Box<dyn Error>> {
    let settings = relations::Settings::default();
    let opinions = relations::teacher::Opinions::read(Path::new(sentences), Path::new(labels))?;
    let report = |line| println!("{line}");
    let weights = relations::train(
        Path::new(data),
        &knowledge_without("relations")?,
        &opinions,
        settings,
        report,
    )?;
    store("relations", &weights, &relations::SOURCES)
}

/// What is known without a section: new weights owe nothing to those that are there, whose layout may be another.
#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn knowledge_without(section: &str) -> Result<Knowledge, Box<dyn Error>> {
    let none = Section { name: section.to_owned(), bytes: &[], sources: Vec::new() };
    Ok(Knowledge::load(&pack::replace(&std::fs::read(KNOWLEDGE)?, none)?)?)
}

/// Scores coreference on the development parts of GUM and GAP.
fn eval_coref(data: &Path, table: &coref::Table, errors: bool) -> Result<bool, Box<dyn Error>> {
    let floors = read_floors(FLOORS)?;
    let mut passed = score_gum(data, "gum-dev", Part::Dev, table, errors, &floors)?;
    for part in ["development", "validation"] {
        passed &= score_gap(data, part, table, &floors)?;
    }
    Ok(passed)
}

/// Scores coreference on the test parts: for the final figures only.
fn test_coref(data: &Path) -> Result<bool, Box<dyn Error>> {
    let knowledge = knowledge()?;
    let table = knowledge.coref();
    Ok(score_gum(data, "gum-test", Part::Test, table, false, &[])?
        & score_gap(data, "test", table, &[])?)
}

fn score_gum(
    data: &Path,
    sample: &str,
    part: Part,
    table: &coref::Table,
    errors: bool,
    floors: &[Floor],
) -> Result<bool, Box<dyn Error>> {
    let knowledge = knowledge()?;
    let scores = eval_coref::score_gum(data, part, &knowledge, table, |line| {
        if errors {
            println!("{line}");
        }
    })?;
    let mut passed = true;
    for (mentions, score) in [("found", scores.predicted), ("given", scores.given)] {
        let metrics: [(&str, Figures); 4] = [
            ("mentions", score.mentions),
            ("MUC", score.muc),
            ("B-cubed", score.b_cubed),
            ("CEAFe", score.ceaf),
        ];
        for (metric, figures) in metrics {
            println!("{sample:<10} {mentions} {metric:<9} {figures}");
        }
        let mean = score.mean();
        println!("{sample:<10} {mentions} mean F1 {mean:.2}");
        let what = format!("coref-{mentions}");
        for floor in floors.iter().filter(|floor| floor.sample == sample && floor.what == what) {
            if mean < floor.least {
                println!("           below its floor: {} {}", floor.figure, floor.least);
                passed = false;
            }
        }
    }
    Ok(passed)
}

fn score_gap(
    data: &Path,
    part: &str,
    table: &coref::Table,
    floors: &[Floor],
) -> Result<bool, Box<dyn Error>> {
    let knowledge = knowledge()?;
    let scores = eval_coref::score_gap(data, part, &knowledge, table)?;
    let sample = format!("gap-{part}");
    let passed = reaches_floors(&sample, "all", scores.all(), floors)
        & reaches_floors(&sample, "masculine", scores.masculine, floors)
        & reaches_floors(&sample, "feminine", scores.feminine, floors);
    println!("{sample} feminine to masculine {:.2}", scores.bias());
    Ok(passed)
}

fn build_lists(data: &Path) -> Result<bool, Box<dyn Error>> {
    store("lists", &gloss::train::lists::build(data)?, gloss::train::lists::SOURCES)
}

/// Puts a section into the knowledge file.
fn store(name: &str, bytes: &[u8], sources: &[&str]) -> Result<bool, Box<dyn Error>> {
    store_in(KNOWLEDGE, name, bytes, sources)
}

/// Puts a section into a file.
#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn store_in(
    path: &str,
    name: &str,
    bytes: &[u8],
    sources: &[&str],
) -> Result<bool, Box<dyn Error>> {
    let sources = sources.iter().map(|&source| source.to_owned()).collect();
    let file = std::fs::read(path)?;
    let file = pack::replace(&file, Section { name: name.to_owned(), bytes, sources })?;
    std::fs::write(path, &file)?;
    println!("{name}: {} bytes; {path}: {} bytes", bytes.len(), file.len());
    Ok(true)
}

/// The knowledge file as it is now, not as it was when this program was built.
#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn knowledge() -> Result<Knowledge, Box<dyn Error>> {
    Ok(Knowledge::load(&std::fs::read(KNOWLEDGE)?)?)
}

/// Writes texts as [`gloss::train::teacher`] describes.
fn write_texts(documents: &[GoldDocument], out: &str) -> Result<bool, Box<dyn Error>> {
    let file = std::io::BufWriter::new(std::fs::File::create(out)?);
    gloss::train::teacher::write(documents, file)?;
    Ok(true)
}

/// Writes a sample in the same form, to score other programs on it.
fn write_sample(data: &str, name: &str, out: &str) -> Result<bool, Box<dyn Error>> {
    let data = Path::new(data);
    let samples = names::Corpora::read(data)?.development;
    let sample = samples.into_iter().chain([names::test_sample(data)?]).find(|s| s.name == name);
    write_texts(&sample.ok_or("there is no such sample")?.documents, out)
}

/// Trains the network for names, scores it on every sample, and puts it into the knowledge file.
fn train_names(data: &str, labels: &str) -> Result<bool, Box<dyn Error>> {
    let corpora = names::Corpora::read(Path::new(data))?;
    let soft = SoftLabels::read(Path::new(labels), &corpora.training)?;
    let lexicon = read_lexicon()?;
    let settings = names::Settings::default();
    let report = |line| println!("{line}");
    let network = names::train_and_store(&corpora, &soft, &lexicon, &settings, report)?;
    store("names", &network, names::SOURCES)
}

/// Goes on with the network for names in the knowledge file on news annotated by reading.
#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn refine_names(data: &Path) -> Result<bool, Box<dyn Error>> {
    let (news, sample) = names::refine::read(data)?;
    let mut corpora = names::Corpora::read(data)?;
    corpora.development.push(sample);
    let file = std::fs::read(KNOWLEDGE)?;
    let section = Pack::read(&file)?;
    let section = section.section("names")?;
    let (lexicon, settings) = (read_lexicon()?, names::refine::settings());
    let report = |line| println!("{line}");
    let network =
        names::refine::refine_and_store(section, &news, &corpora, &lexicon, &settings, report)?;
    store("names", &network, &names::refine::sources())
}

/// Trains the network for grammar and stores it.
fn train_syntax(data: &str) -> Result<bool, Box<dyn Error>> {
    let treebanks = Treebanks::read(Path::new(data))?;
    let settings = syntax::Settings::default();
    let report = |line| println!("{line}");
    let network = syntax::train_and_store(&treebanks, &read_lexicon()?, &settings, report)?;
    store_in(GRAMMAR, "syntax", &network, &syntax::SOURCES)
}

/// The vectors of words in the knowledge file.
#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn read_lexicon() -> Result<Lexicon, Box<dyn Error>> {
    Ok(Lexicon::read(Pack::read(&std::fs::read(KNOWLEDGE)?)?.section("lexicon")?)?)
}

#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn read_grammar() -> Result<parser::Reader, Box<dyn Error>> {
    let file = std::fs::read(GRAMMAR)?;
    let network = weights::read_parser(Pack::read(&file)?.section("syntax")?)?;
    Ok(parser::Reader::new(network))
}

/// Scores the network for grammar on the development parts of the treebanks, or at the very end on
/// their test parts.
fn eval_syntax(data: &Path, what: &str) -> Result<bool, Box<dyn Error>> {
    let floors = read_floors(FLOORS)?;
    let treebanks = Treebanks::read(data)?;
    let (lexicon, reader) = (read_lexicon()?, read_grammar()?);
    let model = SyntaxModel { lexicon: &lexicon, reader: &reader };
    let samples = if what == "--test" { treebanks.test } else { treebanks.development };
    let mut passed = true;
    for sample in &samples {
        let given = trees::score(&model, sample);
        for (figure, both) in [("UPOS", given.upos), ("UAS", given.uas), ("LAS", given.las)] {
            let counts = Counts { found: given.found, gold: given.gold, both };
            passed &= reaches_floors(sample.name, figure, counts, &floors);
        }
        println!("{:<10} our words {}", sample.name, trees::score_text(&model, sample));
        if what == "--errors" {
            println!("{}\n{}", given.relations(), trees::confusions(&model, sample));
        }
    }
    Ok(passed)
}

#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn read_text(path: &str) -> Result<String, Box<dyn Error>> {
    std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}").into())
}

/// Every score against the corpora; whether all reach their floors.
fn eval(data: &Path) -> Result<bool, Box<dyn Error>> {
    let segmentation = eval_segmentation(data, false)?;
    let names = eval_names(data, false)?;
    let relations = eval_relations(data, false)? & eval_news(data, Fold::Development, false)?;
    let coref = eval_coref(data, knowledge()?.coref(), false)?;
    let syntax = eval_syntax(data, "")?;
    Ok(segmentation && names && syntax && relations && coref)
}

fn eval_segmentation(data: &Path, errors: bool) -> Result<bool, Box<dyn Error>> {
    let floors = read_floors(FLOORS)?;
    let mut passed = true;
    for sample in samples(data)? {
        let score = Score::of(&sample.documents, |document, line| {
            if errors {
                println!("{document}\t{line}");
            }
        });
        passed &= reaches_floors(sample.name, "tokens", score.tokens, &floors);
        passed &= reaches_floors(sample.name, "sentences", score.sentences, &floors);
    }
    let score = furniture::score(data, |line| {
        if errors {
            println!("{line}");
        }
    })?;
    passed &= reaches_floors("wikinews", "kept", score.kept, &floors);
    passed &= reaches_floors("wikinews", "furniture", score.page, &floors);
    Ok(passed)
}

/// Prints a score; whether it reaches its floors.
fn reaches_floors(sample: &str, what: &str, counts: Counts, floors: &[Floor]) -> bool {
    println!("{sample:<10} {what:<10} {counts}");
    let mut passed = true;
    for floor in floors.iter().filter(|floor| floor.sample == sample && floor.what == what) {
        if !floor.is_reached_by(counts) {
            println!("           below its floor: {} {}", floor.figure, floor.least);
            passed = false;
        }
    }
    passed
}

fn eval_names(data: &Path, errors: bool) -> Result<bool, Box<dyn Error>> {
    let knowledge = knowledge()?;
    let floors = read_floors(FLOORS)?;
    let mut passed = true;
    for sample in names::Corpora::read(data)?.development {
        let name = sample.name;
        if errors {
            print!("{name}\n{}", eval_names::differences(&sample, &knowledge));
            continue;
        }
        let scores = eval_names::score(&sample, &knowledge);
        println!("{name}\n    all          {scores}");
        for (class, counts) in scores.by_class.into_iter().chain([("all", scores.all)]) {
            let floor = floors.iter().find(|floor| floor.sample == name && floor.what == class);
            if let Some(floor) = floor.filter(|floor| counts.f1() < floor.least) {
                println!("    {class} is below its floor: {}", floor.least);
                passed = false;
            }
        }
    }
    Ok(passed)
}

/// Names on the sample for the very end: look rarely, change nothing after.
fn test_names(data: &Path) -> Result<bool, Box<dyn Error>> {
    let scores = eval_names::score(&names::test_sample(data)?, &knowledge()?);
    println!("ewt-test\n    all          {scores}");
    Ok(true)
}

/// Scores relations: events on PLOVER's records, facts on three corpora.
fn eval_relations(data: &Path, errors: bool) -> Result<bool, Box<dyn Error>> {
    let json = read_text(&data.join("plover/dev.json").to_string_lossy())?;
    let knowledge = knowledge()?;
    let floors = read_floors(FLOORS)?;
    let (scores, wrong) = eval_relations::plover(&json, &knowledge)?;
    if errors {
        println!("{wrong}");
    }
    println!("{scores:#?}");
    let mut passed = true;
    let events = [
        ("class", scores.class, scores.records),
        ("source", scores.source, scores.records),
        ("target", scores.target, scores.with_target),
    ];
    for (what, both, gold) in events {
        let counts = Counts { gold, found: scores.events, both };
        passed &= reaches("plover-dev", what, counts, &floors);
    }
    let judged = eval_relations::judgements::score(data, &knowledge)?;
    println!("{judged}");
    let (found, both) = judged.total();
    passed &= reaches("wikinews", "judged", Counts { gold: found, found, both }, &floors);
    for corpus in ["re3d", "knowledgenet", "re-docred"] {
        let scores = eval_relations::score_facts(corpus, data, &knowledge)?;
        if errors {
            println!("{}", scores.differences);
        }
        for (label, counts) in &scores.recall {
            println!("{corpus:<12} {label:<22} recall {:6.2} of {}", counts.recall(), counts.gold);
        }
        for (name, counts) in &scores.precision {
            let (share, all) = (counts.precision(), counts.found);
            println!("{corpus:<12} {name:<22} precision {share:6.2} of {all}");
        }
        let (facts, relations) = scores.total();
        println!(
            "{corpus:<12} facts found {:.2} % of {}; relations annotated {:.2} % of {}",
            facts.recall(),
            facts.gold,
            relations.precision(),
            relations.found
        );
        passed &= reaches(corpus, "facts", facts, &floors);
        passed &= reaches(corpus, "relations", relations, &floors);
    }
    Ok(passed)
}

/// Scores names, references and relations on news that was annotated by reading. Floors hold for the development
/// fold; the training fold beside it tells how far what was learnt holds elsewhere.
fn eval_news(data: &Path, fold: Fold, errors: bool) -> Result<bool, Box<dyn Error>> {
    let scores = eval_relations::news::score(data, fold, &knowledge()?)?;
    if errors {
        println!("{}", scores.differences);
    }
    println!("{scores}");
    let floors = match fold {
        Fold::Development => read_floors(FLOORS)?,
        Fold::Training => Vec::new(),
    };
    let of = |ends: Ends| scores.found.get(&ends).copied().unwrap_or_default();
    let mut passed = true;
    for (what, counts) in [
        ("names", scores.all_names()),
        ("printed", scores.printed),
        ("found", scores.all_found()),
        ("between-names", of(Ends::Names)),
        ("with-reference", of(Ends::References)),
        ("with-unnamed", of(Ends::Unnamed)),
    ] {
        passed &= reaches("news-dev", what, counts, &floors);
    }
    // On texts that it was trained on the scorer is surer than it says.
    if fold == Fold::Development && scores.reliability.error() > MOST_OFF {
        println!("news: the confidence is off by more than {MOST_OFF} %");
        passed = false;
    }
    Ok(passed)
}

/// Whether counts reach the floors of a sample; says so when not.
fn reaches(sample: &str, what: &str, counts: Counts, floors: &[Floor]) -> bool {
    let mut own = floors.iter().filter(|floor| floor.sample == sample && floor.what == what);
    own.all(|floor| {
        let reached = floor.is_reached_by(counts);
        if !reached {
            println!("{sample} {what}: below its floor: {} {}", floor.figure, floor.least);
        }
        reached
    })
}
