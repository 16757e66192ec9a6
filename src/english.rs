//! The words of English that the rules know: text files beside the stages that read them.
//!
//! Native programs have these files compiled in. The page does not, since its program is a download
//! that is waited for: it finds a copy in the knowledge file, section "english", which
//! `cargo xtask english` makes and a test compares. Either way the words are the same whatever else
//! is known, so each stage reads them once, when it first needs them.

use std::sync::OnceLock;

#[cfg(not(any(test, feature = "embedded")))]
use loaded as files;
#[cfg(any(test, feature = "embedded"))]
use sources as files;

use crate::{order::sort_by_key, pack::LoadError};

/// The section of the knowledge file.
pub const SECTION: &str = "english";

/// Before the name of a file in the section.
#[cfg(any(test, feature = "train", not(feature = "embedded")))]
const HEADING: &str = "\n== ";

/// What the last knowledge file said that was loaded first: the copy for programs without the files.
static LOADED: OnceLock<String> = OnceLock::new();

/// Keeps the section of a knowledge file, unless there is one already.
pub(crate) fn load(section: &[u8]) -> Result<(), LoadError> {
    let text = std::str::from_utf8(section).map_err(|_| LoadError::damaged(SECTION))?;
    LOADED.get_or_init(|| text.to_owned());
    Ok(())
}

/// The files of the section that was loaded.
#[cfg(not(any(test, feature = "embedded")))]
fn loaded() -> impl Iterator<Item = (&'static str, &'static str)> {
    let section = LOADED.get().map_or("", String::as_str);
    section.split(HEADING).filter_map(|file| file.split_once('\n'))
}

/// The files, by what the section calls them.
#[cfg(any(test, feature = "embedded"))]
fn sources() -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        ("clean", include_str!("clean/words.txt")),
        ("segment", include_str!("segment/words.txt")),
        ("words", include_str!("shallow/words.txt")),
        ("verbs", include_str!("shallow/verbs.txt")),
        ("irregular", include_str!("shallow/irregular.txt")),
        ("ambiguous", include_str!("shallow/ambiguous.txt")),
        ("control", include_str!("shallow/control.txt")),
        ("roles", include_str!("shallow/roles.txt")),
        ("agents", include_str!("shallow/agents.txt")),
        ("actors", include_str!("coref/actors.txt")),
        ("coref", include_str!("coref/words.txt")),
        ("endings", include_str!("relations/endings.txt")),
        ("senses", include_str!("relations/senses.txt")),
        ("predicates", include_str!("relations/predicates.tsv")),
        ("names", include_str!("entities/names/words.txt")),
        ("values", include_str!("entities/values/words.txt")),
    ]
    .into_iter()
}

/// The section: what the engine reads of each file, without comments and examples.
#[cfg(any(test, feature = "train"))]
pub fn section() -> String {
    let mut section = String::new();
    for (name, text) in sources() {
        section += HEADING;
        section += name;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            section.push('\n');
            section += without_example(line);
        }
    }
    section
}

/// A predicate's line with its fourth field empty; any other line as it is.
#[cfg(any(test, feature = "train"))]
fn without_example(line: &str) -> &str {
    match line.match_indices('\t').nth(2) {
        Some((end, tab)) => &line[..end + tab.len()],
        None => line,
    }
}

/// The lines of a file, without comments.
pub(crate) fn lines(file: &str) -> impl Iterator<Item = &'static str> {
    let text = files().find(|(name, _)| *name == file).map_or("", |(_, text)| text);
    text.lines().filter(|line| !line.starts_with('#'))
}

/// The rows of a file whose lines are a name and words with blanks between; no name: the words alone.
pub(crate) fn rows(file: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(file).map(|line| line.split_once('\t').unwrap_or(("", line)))
}

/// Words or phrases in order, read when they are first needed.
pub(crate) struct List {
    file: &'static str,
    name: &'static str,
    entries: OnceLock<Vec<&'static str>>,
}

impl List {
    /// The list of that name in a file. Its lines are names and entries with `|` between.
    pub(crate) const fn new(file: &'static str, name: &'static str) -> Self {
        Self { file, name, entries: OnceLock::new() }
    }

    /// What is in it, in the order of bytes.
    pub(crate) fn entries(&self) -> &[&'static str] {
        self.entries.get_or_init(|| {
            let mut entries = entries(self.file, self.name);
            sort_by_key(&mut entries, |&entry| entry);
            entries
        })
    }

    /// Whether an entry is the same as a word.
    pub(crate) fn holds(&self, word: &str) -> bool {
        self.entries().binary_search(&word).is_ok()
    }
}

/// Words in the order of their file, which says something: the months.
pub(crate) struct Series {
    file: &'static str,
    name: &'static str,
    entries: OnceLock<Vec<&'static str>>,
}

impl Series {
    /// The series of that name in a file, written as a [`List`].
    pub(crate) const fn new(file: &'static str, name: &'static str) -> Self {
        Self { file, name, entries: OnceLock::new() }
    }

    /// What is in it, in order.
    pub(crate) fn entries(&self) -> &[&'static str] {
        self.entries.get_or_init(|| entries(self.file, self.name))
    }

    /// The place of a word, from 0.
    pub(crate) fn position(&self, word: &str) -> Option<usize> {
        self.entries().iter().position(|entry| *entry == word)
    }
}

/// The entries of the lines of that name in a file.
fn entries(file: &str, name: &str) -> Vec<&'static str> {
    let rows = rows(file).filter(|(row, _)| *row == name);
    rows.flat_map(|(_, entries)| entries.split('|')).filter(|entry| !entry.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Pack;

    #[test]
    fn the_knowledge_file_has_the_same_words() {
        let pack = Pack::read(include_bytes!("lists/knowledge.gloss")).unwrap();
        let known = pack.section(SECTION).ok().and_then(|bytes| str::from_utf8(bytes).ok());
        assert!(known == Some(&section()), "run `cargo xtask english`");
    }

    #[test]
    fn every_file_is_found_in_the_section() {
        let section = section();
        let found: Vec<_> =
            section.split(HEADING).filter_map(|file| file.split_once('\n')).collect();
        assert_eq!(found.len(), sources().count());
        for ((name, text), (source, lines)) in found.into_iter().zip(sources()) {
            let lines = lines.lines().filter(|line| !line.starts_with('#')).count();
            assert_eq!((name, text.lines().count()), (source, lines));
        }
    }
}
