//! Corpora of coreference: GUM and `LitBank` in the columns of the `CoNLL` shared tasks, GAP as a table.

use std::{collections::BTreeMap, path::Path};

use super::{CorpusError, conllu, read_text};
use crate::text::ByteSpan;

/// A text and which phrases in it corefer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CorefDocument {
    /// What the corpus calls it.
    pub name: String,
    /// As a reader would paste it.
    pub text: String,
    /// Its paragraphs.
    pub paragraphs: Vec<ByteSpan>,
    /// The phrases of each entity, in the order of the text. Entities of one phrase are left out.
    pub clusters: Vec<Vec<ByteSpan>>,
}

/// A pronoun of GAP and two names: which of them it stands for (Webster et al., "Mind the GAP",
/// TACL 2018). Both may be wrong.
#[derive(Clone, Debug, PartialEq)]
pub struct GapExample {
    /// The passage.
    pub text: String,
    /// The pronoun.
    pub pronoun: ByteSpan,
    /// The two names.
    pub names: [ByteSpan; 2],
    /// Whether the pronoun stands for each.
    pub is_right: [bool; 2],
}

impl GapExample {
    /// Whether the pronoun is a woman's.
    pub fn is_feminine(&self) -> bool {
        self.text[self.pronoun.range()].to_lowercase().starts_with(['s'])
            || self.text[self.pronoun.range()].to_lowercase().starts_with("her")
    }
}

/// Which documents of GUM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All that are in no other part.
    Train,
    /// For development.
    Dev,
    /// For the final score.
    Test,
}

/// Reads a part of GUM, of the open genres that are there.
///
/// # Errors
/// When a file is missing or does not have the form of its kind: names it.
pub fn gum(data: &Path, part: Part) -> Result<Vec<CorefDocument>, CorpusError> {
    let splits = read_text(&data.join("gum/splits.md"))?;
    let heading = match part {
        Part::Train => "train",
        Part::Dev => "dev",
        Part::Test => "test",
    };
    let mut documents = Vec::new();
    for id in ids_under(&splits, heading) {
        let columns = data.join("gum/coref").join(format!("{id}.conll"));
        if !columns.exists() {
            continue; // a genre that is not open
        }
        let tree = data.join("gum/dep").join(format!("{id}.conllu"));
        let trees =
            conllu::read(&read_text(&tree)?).map_err(|error| CorpusError::new(&tree, error))?;
        let tree = trees.first().ok_or_else(|| CorpusError::new(&tree, "no document"))?;
        let brackets = read_text(&columns)?;
        let document = gum_document(id, tree, &brackets);
        documents.push(document.map_err(|cause| CorpusError::new(&columns, cause))?);
    }
    Ok(documents)
}

/// The documents that GUM's list of splits has under a heading.
fn ids_under<'t>(splits: &'t str, heading: &str) -> Vec<&'t str> {
    splits
        .lines()
        .skip_while(|line| line.strip_prefix("## ").is_none_or(|found| found.trim() != heading))
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .filter_map(|line| line.trim().strip_prefix("* "))
        .collect()
}

fn gum_document(
    id: &str,
    tree: &conllu::Document,
    brackets: &str,
) -> Result<CorefDocument, &'static str> {
    let layout = tree.layout();
    let mut written = layout.words.iter();
    let words = tree.sentences.iter().flat_map(|sentence| &sentence.words);
    let places: Vec<Option<ByteSpan>> = words
        .map(|word| if word.surface.is_empty() { None } else { written.next().copied() })
        .collect();
    let rows = brackets.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let rows: Vec<&str> = rows.filter_map(|line| line.split('\t').nth(2)).collect();
    if rows.len() != places.len() {
        return Err("not the tokens of the tree");
    }
    let clusters = clusters(rows.into_iter(), &places);
    Ok(CorefDocument {
        name: id.to_owned(),
        text: layout.text,
        paragraphs: layout.paragraphs,
        clusters,
    })
}

/// Reads every document of `LitBank`. Its sentences become one paragraph, their tokens parted by blanks.
///
/// # Errors
/// When a file cannot be read: names it.
pub fn litbank(data: &Path) -> Result<Vec<CorefDocument>, CorpusError> {
    let folder = data.join("litbank/coref-conll");
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .map_err(|error| CorpusError::new(&folder, error))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths.iter().map(|path| litbank_document(path)).collect()
}

fn litbank_document(path: &Path) -> Result<CorefDocument, CorpusError> {
    let mut text = String::new();
    let (mut places, mut rows) = (Vec::new(), Vec::new());
    let file = read_text(path)?;
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let (Some(word), Some(brackets)) = (columns.get(3), columns.last()) else { continue };
        if !text.is_empty() {
            text.push(' ');
        }
        places.push(Some(ByteSpan::new(text.len(), text.len() + word.len())));
        text.push_str(word);
        rows.push(*brackets);
    }
    let clusters = clusters(rows.into_iter(), &places);
    let paragraphs = vec![ByteSpan::new(0, text.len())];
    Ok(CorefDocument { name: path.display().to_string(), text, paragraphs, clusters })
}

/// The clusters that brackets such as "(3(4)", "3)", "_" mark, one string for each token. Tokens
/// without a place of their own are passed over.
fn clusters<'t>(
    rows: impl Iterator<Item = &'t str>,
    places: &[Option<ByteSpan>],
) -> Vec<Vec<ByteSpan>> {
    let mut open: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut clusters: BTreeMap<&str, Vec<ByteSpan>> = BTreeMap::new();
    for (token, row) in rows.enumerate() {
        for bracket in brackets(row) {
            let id = bracket.trim_matches(['(', ')']);
            if bracket.starts_with('(') {
                open.entry(id).or_default().push(token);
            }
            if bracket.ends_with(')')
                && let Some(start) = open.get_mut(id).and_then(Vec::pop)
            {
                let mut words = places[start..=token].iter().flatten();
                if let Some(first) = words.next() {
                    let last = words.last().unwrap_or(first);
                    clusters.entry(id).or_default().push(first.cover(*last));
                }
            }
        }
    }
    let mut clusters: Vec<_> = clusters.into_values().collect();
    for cluster in &mut clusters {
        cluster.sort_unstable();
        cluster.dedup();
    }
    clusters.retain(|cluster| cluster.len() > 1);
    clusters.sort();
    clusters
}

/// "(3(4)5)" or "(3|(4)" in parts: "(3", "(4)", "5)".
fn brackets(row: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (index, character) in row.char_indices() {
        let end = match character {
            ')' => index + 1,
            '(' | '|' => index,
            _ => continue,
        };
        parts.push(row[start..end].trim_matches('|'));
        start = end;
    }
    parts.push(row[start..].trim_matches('|'));
    parts.retain(|part| part.contains(['(', ')']));
    parts
}

/// Reads a part of GAP: "development", "validation" or "test".
///
/// # Errors
/// When the file cannot be read or a line does not have its columns.
pub fn gap(data: &Path, part: &str) -> Result<Vec<GapExample>, CorpusError> {
    let path = data.join(format!("gap/gap-{part}.tsv"));
    let file = read_text(&path)?;
    let example = |line: &str| {
        gap_example(line).ok_or_else(|| CorpusError::new(&path, format!("not an example: {line}")))
    };
    file.lines().skip(1).map(example).collect()
}

fn gap_example(line: &str) -> Option<GapExample> {
    let columns: Vec<&str> = line.split('\t').collect();
    let text = *columns.get(1)?;
    let span = |at: usize| {
        let start: usize = columns.get(at + 1)?.parse().ok()?;
        // Offsets count characters.
        let start = text.char_indices().nth(start)?.0;
        let span = ByteSpan::new(start, start + columns[at].len());
        (text.get(span.range()) == Some(columns[at])).then_some(span)
    };
    let is_right = |at: usize| Some(*columns.get(at)? == "TRUE");
    Some(GapExample {
        text: text.to_owned(),
        pronoun: span(2)?,
        names: [span(4)?, span(7)?],
        is_right: [is_right(6)?, is_right(9)?],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_become_clusters() {
        let places: Vec<_> = (0..6).map(|at| Some(ByteSpan::new(2 * at, 2 * at + 1))).collect();
        let rows = ["(1(2)", "1)", "_", "(2)|(3)", "(1", "1)"];
        let spans = |list: &[(usize, usize)]| {
            list.iter().map(|(start, end)| ByteSpan::new(*start, *end)).collect::<Vec<_>>()
        };
        assert_eq!(
            clusters(rows.into_iter(), &places),
            [spans(&[(0, 1), (6, 7)]), spans(&[(0, 3), (8, 11)])]
        );
    }

    #[test]
    fn an_example_of_gap() {
        let line = "x-1\tZoë met Ada; she left.\tshe\t13\tZoë\t0\tTRUE\tAda\t8\tFALSE\turl";
        let example = gap_example(line).expect("well formed");
        assert_eq!(&example.text[example.pronoun.range()], "she");
        assert_eq!(example.is_right, [true, false]);
        assert!(example.is_feminine());
    }
}
