//! Builds what the engine knows and scores the engine against corpora. See [`USAGE`] for the verbs.

use std::{error::Error, path::Path, process::ExitCode};

use gloss::{
    model::{lexicon::Lexicon, parser, weights},
    pack::{self, Pack},
    syntax::SyntaxModel,
    train::{
        coref,
        corpora::coref::Part,
        eval_coref::{self, metrics::Figures},
        furniture, names, score,
        segmentation::{Counts, Floor, Score, read_floors, samples},
        syntax::{self, score as trees, treebank::Treebanks},
        teacher::SoftLabels,
    },
};

const USAGE: &str = "Usage: train lists DIR
       train teach DIR --out FILE
       train names DIR --vectors FILE --labels FILE --out FILE
       train syntax DIR --vectors FILE --out FILE
       train eval-syntax DIR --model FILE [--errors|--test]
       train eval --data DIR
       train eval-names DIR [--errors]
       train eval-segmentation DIR [--errors]
       train eval-relations DIR [--errors]
       train coref DIR
       train eval-coref DIR [--errors | --test]";

/// Scores that must not fall.
const FLOORS: &str = include_str!("../../tests/floors.txt");

/// Where the table of the coreference ranking lies.
const COREF_WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/coref/weights.bin");

/// Where the knowledge file lies.
const KNOWLEDGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/lists/knowledge.gloss");

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
        ["teach", data, "--out", out] => write_for_teacher(data, out),
        ["names", data, "--vectors", vectors, "--labels", labels, "--out", out] => {
            train_names(data, vectors, labels, out)
        }
        ["syntax", data, "--vectors", vectors, "--out", out] => train_syntax(data, vectors, out),
        ["eval-syntax", data, "--model", model] => eval_syntax(data, model, ""),
        ["eval-syntax", data, "--model", model, part] => eval_syntax(data, model, part),
        ["eval-names", data] => eval_names(Path::new(data), false),
        ["eval-names", data, "--errors"] => eval_names(Path::new(data), true),
        ["eval", "--data", data] => eval(Path::new(data)),
        ["eval-segmentation", data] => eval_segmentation(Path::new(data), false),
        ["eval-segmentation", data, "--errors"] => eval_segmentation(Path::new(data), true),
        ["eval-relations", data] => eval_relations(Path::new(data), false),
        ["eval-relations", data, "--errors"] => eval_relations(Path::new(data), true),
        ["coref", data] | ["coref", "--data", data] => train_coref(Path::new(data)),
        ["eval-coref", data] => eval_coref(Path::new(data), coref::builtin(), false),
        ["eval-coref", data, "--errors"] => eval_coref(Path::new(data), coref::builtin(), true),
        ["eval-coref", data, "--test"] => test_coref(Path::new(data)),
        _ => Err(USAGE.into()),
    }
}

/// Trains the ranking of coreference and writes its table.
#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn train_coref(data: &Path) -> Result<bool, Box<dyn Error>> {
    let knowledge = gloss::knowledge::Knowledge::builtin();
    let corpora = coref::Corpora::read(data, &knowledge)?;
    let table = coref::train(&corpora, coref::Settings::default(), |line| println!("{line}"));
    std::fs::write(COREF_WEIGHTS, table.bytes())?;
    println!("{COREF_WEIGHTS}: {} bytes; build again to use it", table.bytes().len());
    eval_coref(data, &table, false)
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
    let table = coref::builtin();
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
    let knowledge = gloss::knowledge::Knowledge::builtin();
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
    let knowledge = gloss::knowledge::Knowledge::builtin();
    let scores = eval_coref::score_gap(data, part, &knowledge, table)?;
    let sample = format!("gap-{part}");
    let passed = reaches_floors(&sample, "all", scores.all(), floors)
        & reaches_floors(&sample, "masculine", scores.masculine, floors)
        & reaches_floors(&sample, "feminine", scores.feminine, floors);
    println!("{sample} feminine to masculine {:.2}", scores.bias());
    Ok(passed)
}

#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn build_lists(data: &Path) -> Result<bool, Box<dyn Error>> {
    let file = gloss::train::lists::build(data)?;
    std::fs::write(KNOWLEDGE, &file)?;
    println!("{KNOWLEDGE}: {} bytes", file.len());
    Ok(true)
}

/// Writes all texts for the teacher.
#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn write_for_teacher(data: &str, out: &str) -> Result<bool, Box<dyn Error>> {
    let corpora = names::Corpora::read(Path::new(data))?;
    let file = std::io::BufWriter::new(std::fs::File::create(out)?);
    gloss::train::teacher::write(&corpora.training, file)?;
    Ok(true)
}

/// Trains the network for names and writes it with its word vectors; scores it on every sample.
#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn train_names(data: &str, vectors: &str, labels: &str, out: &str) -> Result<bool, Box<dyn Error>> {
    let settings = names::Settings::default();
    let corpora = names::Corpora::read(Path::new(data))?;
    let lexicon = names::read_vectors(Path::new(vectors))?;
    let soft = SoftLabels::read(Path::new(labels), &corpora.training)?;
    let report = |line| println!("{line}");
    let file = names::train_and_store(&corpora, &soft, &lexicon, &settings, report)?;
    std::fs::write(out, &file)?;
    println!("{out}: {} bytes", file.len());
    Ok(true)
}

/// Trains the network for grammar and writes it with its word vectors.
#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn train_syntax(data: &str, vectors: &str, out: &str) -> Result<bool, Box<dyn Error>> {
    let treebanks = Treebanks::read(Path::new(data))?;
    let lexicon = names::read_vectors(Path::new(vectors))?;
    let vectors = Lexicon::read(&lexicon)?;
    let settings = syntax::Settings::default();
    let network = syntax::train_and_store(&treebanks, &vectors, &settings, |l| println!("{l}"))?;
    let sources = syntax::SOURCES.map(str::to_owned);
    let file = pack::write(&[("lexicon", &lexicon), ("syntax", &network)], &sources);
    std::fs::write(out, &file)?;
    println!("{out}: {} bytes, the network {}", file.len(), network.len());
    Ok(true)
}

/// Scores a stored network for grammar on the development parts of the treebanks, or at the very
/// end on their test parts.
#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn eval_syntax(data: &str, model: &str, what: &str) -> Result<bool, Box<dyn Error>> {
    let treebanks = Treebanks::read(Path::new(data))?;
    let file = std::fs::read(model)?;
    let pack = Pack::read(&file)?;
    let lexicon = Lexicon::read(pack.section("lexicon")?)?;
    let reader = parser::Reader::new(weights::read_parser(pack.section("syntax")?)?);
    let model = SyntaxModel { lexicon: &lexicon, reader: &reader };
    let samples = if what == "--test" { treebanks.test } else { treebanks.development };
    for sample in &samples {
        let given = trees::score(&model, sample);
        println!("{:<10} {given}", sample.name);
        println!("  our words {}", trees::score_text(&model, sample));
        if what == "--errors" {
            println!("{}\n{}", given.relations(), trees::confusions(&model, sample));
        }
    }
    Ok(true)
}

#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn read_text(path: &str) -> Result<String, Box<dyn Error>> {
    std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}").into())
}

/// Every score against the corpora; whether all reach their floors.
fn eval(data: &Path) -> Result<bool, Box<dyn Error>> {
    let segmentation = eval_segmentation(data, false)?;
    let names = eval_names(data, false)?;
    let relations = eval_relations(data, false)?;
    let coref = eval_coref(data, coref::builtin(), false)?;
    Ok(segmentation && names && relations && coref)
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
    let knowledge = gloss::knowledge::Knowledge::builtin();
    let floors = read_floors(FLOORS)?;
    let mut passed = true;
    for (name, corpus) in score::development_corpora(data)? {
        if errors {
            print!("{name}\n{}", score::differences(&corpus, &knowledge));
        } else {
            let scores = score::score(&corpus, &knowledge);
            print!("{}", score::report(name, &scores));
            for (label, counts) in scores {
                let counts = Counts { found: counts.found, gold: counts.gold, both: counts.right };
                passed &= reaches_floors(name, &format!("names-{label}"), counts, &floors);
            }
        }
    }
    Ok(passed)
}

fn eval_relations(data: &Path, errors: bool) -> Result<bool, Box<dyn Error>> {
    let json = read_text(&data.join("plover/dev.json").to_string_lossy())?;
    let knowledge = gloss::knowledge::Knowledge::builtin();
    let (scores, wrong) = gloss::train::eval_relations::plover(&json, &knowledge)?;
    if errors {
        println!("{wrong}");
    }
    println!("{scores:#?}");
    Ok(true)
}
