//! How well [`crate::segment`] finds the sentences and tokens of treebanks.
//!
//! Each document is laid out as a text with a line for each paragraph and cut again. A token or
//! sentence counts as found when both its ends are where the treebank has them, as in the shared
//! tasks of `CoNLL` 2017 and 2018.

use std::{collections::BTreeSet, error::Error, fmt, path::Path};

use super::corpora::conllu;
use crate::{
    document::{Block, BlockKind},
    english::English,
    segment,
    text::{ByteSpan, Text},
};

/// What was found, what should have been, and how much of it is the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Spans that the engine found.
    pub found: usize,
    /// Spans that the treebank has.
    pub gold: usize,
    /// Spans in both.
    pub both: usize,
}

impl Counts {
    /// Compares two sets of spans.
    pub fn compare(found: &[ByteSpan], gold: &[ByteSpan]) -> Self {
        let known: BTreeSet<&ByteSpan> = gold.iter().collect();
        let both = found.iter().filter(|span| known.contains(span)).count();
        Self { found: found.len(), gold: gold.len(), both }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.found += other.found;
        self.gold += other.gold;
        self.both += other.both;
    }

    /// The share of what was found that is right, in percent.
    pub fn precision(self) -> f64 {
        percent(self.both, self.found)
    }

    /// The share of what is right that was found, in percent.
    pub fn recall(self) -> f64 {
        percent(self.both, self.gold)
    }

    /// The harmonic mean of precision and recall, in percent.
    pub fn f1(self) -> f64 {
        percent(2 * self.both, self.found + self.gold)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// The counts of tokens and sentences over some documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Of tokens.
    pub tokens: Counts,
    /// Of sentences.
    pub sentences: Counts,
}

impl Score {
    /// Scores documents, and hands every difference to `differs`: the document and a line on it.
    pub fn of(documents: &[conllu::Document], mut differs: impl FnMut(&str, &str)) -> Self {
        let english = English::default();
        let mut score = Self::default();
        for document in documents {
            let layout = document.layout();
            let text = Text::new(&layout.text);
            let blocks: Vec<Block> = layout
                .paragraphs
                .iter()
                .map(|&span| Block { span, kind: BlockKind::Paragraph })
                .collect();
            let (sentences, tokens) = segment::segment(&text, &blocks, &english);
            let tokens: Vec<ByteSpan> = tokens.iter().map(|token| token.span).collect();
            let sentences: Vec<ByteSpan> = sentences.iter().map(|sentence| sentence.span).collect();
            score.tokens.add(Counts::compare(&tokens, &layout.words));
            score.sentences.add(Counts::compare(&sentences, &layout.sentences));
            report(&text, "token", &tokens, &layout.words, |line| differs(&document.id, line));
            report(&text, "sentence", &sentences, &layout.sentences, |line| {
                differs(&document.id, line);
            });
        }
        score
    }
}

/// Says where two divisions of a text differ, as "token  found: a|b  gold: ab".
fn report(
    text: &str,
    what: &str,
    found: &[ByteSpan],
    gold: &[ByteSpan],
    mut differs: impl FnMut(&str),
) {
    let (mut f, mut g) = (0, 0);
    while f < found.len() && g < gold.len() {
        if found[f] == gold[g] {
            f += 1;
            g += 1;
            continue;
        }
        let (f_start, g_start) = (f, g);
        f += 1;
        g += 1;
        while f < found.len() && g < gold.len() && found[f - 1].end() != gold[g - 1].end() {
            if found[f - 1].end() < gold[g - 1].end() {
                f += 1;
            } else {
                g += 1;
            }
        }
        let show = |spans: &[ByteSpan]| {
            spans.iter().map(|span| &text[span.range()]).collect::<Vec<_>>().join(" ¦ ")
        };
        differs(&format!(
            "{what}\tfound: {}\tgold: {}",
            show(&found[f_start..f]),
            show(&gold[g_start..g])
        ));
    }
}

/// A set of documents under a name.
pub struct Sample {
    /// What it is called in the floors: "ewt-dev".
    pub name: &'static str,
    /// Its documents.
    pub documents: Vec<conllu::Document>,
}

/// Reads the samples that segmentation is scored on, from the folder of corpora: the development
/// parts of EWT and GUM, and the news of GUM outside its test part.
///
/// # Errors
/// When a file cannot be read or is not CoNLL-U: names the file.
pub fn samples(data: &Path) -> Result<Vec<Sample>, Box<dyn Error>> {
    let splits = read_text(&data.join("gum/splits.md"))?;
    let dev = part_of_split(&splits, "dev");
    let news: Vec<&str> = part_of_split(&splits, "train")
        .into_iter()
        .chain(dev.iter().copied())
        .filter(|id| id.starts_with("GUM_news_"))
        .collect();
    Ok(vec![
        Sample { name: "ewt-dev", documents: read_file(&data.join("ewt/en_ewt-ud-dev.conllu"))? },
        Sample { name: "gum-dev", documents: read_gum(data, &dev)? },
        Sample { name: "gum-news", documents: read_gum(data, &news)? },
    ])
}

/// The documents that GUM's list of splits has under a heading.
fn part_of_split<'t>(splits: &'t str, part: &str) -> Vec<&'t str> {
    splits
        .lines()
        .skip_while(|line| line.strip_prefix("## ").is_none_or(|heading| heading.trim() != part))
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .filter_map(|line| line.trim().strip_prefix("* "))
        .collect()
}

/// Those of the documents whose files are there: some genres of GUM are not open.
fn read_gum(data: &Path, ids: &[&str]) -> Result<Vec<conllu::Document>, Box<dyn Error>> {
    let mut documents = Vec::new();
    for id in ids {
        let path = data.join("gum/dep").join(format!("{id}.conllu"));
        if path.exists() {
            documents.extend(read_file(&path)?);
        }
    }
    Ok(documents)
}

fn read_file(path: &Path) -> Result<Vec<conllu::Document>, Box<dyn Error>> {
    conllu::read(&read_text(path)?).map_err(|error| format!("{}: {error}", path.display()).into())
}

#[expect(clippy::disallowed_methods, reason = "scoring reads files, the engine does not")]
fn read_text(path: &Path) -> Result<String, Box<dyn Error>> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// A score that must not fall: "ewt-dev tokens f1 98.9".
#[derive(Clone, Debug, PartialEq)]
pub struct Floor {
    /// The sample.
    pub sample: String,
    /// What is counted.
    pub what: String,
    /// Which figure.
    pub figure: String,
    /// Its least value, in percent.
    pub least: f64,
}

impl Floor {
    /// Whether counts reach this floor; a figure that there is not is reached by none.
    pub fn is_reached_by(&self, counts: Counts) -> bool {
        let value = match self.figure.as_str() {
            "precision" => counts.precision(),
            "recall" => counts.recall(),
            "f1" => counts.f1(),
            _ => return false,
        };
        value >= self.least
    }
}

/// Reads floors, one a line; lines that start with "#" are comments.
///
/// # Errors
/// When a line has another form: shows it.
pub fn read_floors(file: &str) -> Result<Vec<Floor>, String> {
    file.lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .map(|line| match line.split_whitespace().collect::<Vec<_>>()[..] {
            [sample, what, figure, least] => least
                .parse()
                .map(|least| Floor {
                    sample: sample.into(),
                    what: what.into(),
                    figure: figure.into(),
                    least,
                })
                .map_err(|_| format!("\"{least}\" is not a number, in: {line}")),
            _ => Err(format!("a floor is \"sample what figure number\", not: {line}")),
        })
        .collect()
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "precision {:6.2}  recall {:6.2}  F1 {:6.2}  (gold {})",
            self.precision(),
            self.recall(),
            self.f1(),
            self.gold
        )
    }
}
