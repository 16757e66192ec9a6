//! The words of English that the rules know: text files beside the stages that read them.
//!
//! `cargo xtask english` copies them into the knowledge file, section "english"; a test compares. Whoever
//! loads that file has its words as a value, [`English`], with a table for each file or stage, read once.
//! Programs with the feature `embedded` have the files themselves, too, for knowledge without a file; the
//! page has not, since its program is a download that is waited for.

use crate::{
    clean, coref, entities,
    order::{gather, sort_by_key},
    pack::LoadError,
    relations::{endings::EndingWords, lexicon::Lexicon, senses::SenseWords},
    segment,
    shallow::{self, control::ControlWords},
};

/// The section of the knowledge file.
pub const SECTION: &str = "english";

/// Before the name of a file in the section.
const HEADING: &str = "\n== ";

/// The words, in a table for each stage or file.
#[derive(Debug)]
pub struct English {
    /// What pages say around an article.
    pub(crate) clean: clean::words::Words,
    /// What sentences and tokens are told by.
    pub(crate) segment: segment::words::Words,
    /// Classes of words, and forms of verbs.
    pub(crate) words: shallow::words::Words,
    /// Verbs that say something of the verb after them.
    pub(crate) control: ControlWords,
    /// What is written as names are, and is none.
    pub(crate) names: entities::NameWords,
    /// Numbers, currencies, units, days.
    pub(crate) values: entities::ValueWords,
    /// Nouns for those who act and have no name.
    pub(crate) actors: coref::actors::ActorWords,
    /// What pronouns and names are linked by.
    pub(crate) coref: coref::words::Words,
    /// Which words make which relation.
    pub(crate) predicates: Lexicon,
    /// What says that something is over.
    pub(crate) endings: EndingWords,
    /// Words of violence in sport.
    pub(crate) senses: SenseWords,
}

impl English {
    /// Reads the section of a knowledge file.
    pub(crate) fn load(section: &[u8]) -> Result<Self, LoadError> {
        let text = std::str::from_utf8(section).map_err(|_| LoadError::damaged(SECTION))?;
        let files = text.split(HEADING).filter_map(|file| file.split_once('\n'));
        Ok(Self::read(&Files(files.collect())))
    }

    fn read(files: &Files) -> Self {
        Self {
            clean: clean::words::Words::read(files),
            segment: segment::words::Words::read(files),
            words: shallow::words::Words::read(files),
            control: ControlWords::read(files),
            names: entities::NameWords::read(files),
            values: entities::ValueWords::read(files),
            actors: coref::actors::ActorWords::read(files),
            coref: coref::words::Words::read(files),
            predicates: Lexicon::read(files),
            endings: EndingWords::read(files),
            senses: SenseWords::read(files),
        }
    }
}

impl Default for English {
    /// The words that are part of the program: none without the feature `embedded`.
    fn default() -> Self {
        Self::read(&Files::of_program())
    }
}

/// The files of words, by what the section calls them.
pub(crate) struct Files<'t>(Vec<(&'t str, &'t str)>);

impl Files<'static> {
    /// The files that are part of the program: none without the feature `embedded`.
    pub(crate) fn of_program() -> Self {
        Self(sources().collect())
    }
}

impl<'t> Files<'t> {
    /// The lines of a file, without comments.
    pub(crate) fn lines(&self, file: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        let text = self.0.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| text);
        text.lines().filter(|line| !line.starts_with('#'))
    }

    /// The rows of a file whose lines are a name and words with blanks between; no name: the words alone.
    pub(crate) fn rows(&self, file: &str) -> impl Iterator<Item = (&'t str, &'t str)> + use<'t> {
        self.lines(file).map(|line| line.split_once('\t').unwrap_or(("", line)))
    }

    /// The list of that name in a file. Its lines are names and entries with `|` between.
    pub(crate) fn list(&self, file: &str, name: &str) -> List {
        List::new(self.entries(file, name))
    }

    /// The series of that name in a file, written as a [`List`].
    pub(crate) fn series(&self, file: &str, name: &str) -> Series {
        Series(self.entries(file, name).into_iter().map(Box::from).collect())
    }

    /// The entries of the lines of that name in a file.
    fn entries(&self, file: &str, name: &str) -> Vec<&'t str> {
        let rows = self.rows(file).filter(|(row, _)| *row == name);
        rows.flat_map(|(_, entries)| entries.split('|')).filter(|entry| !entry.is_empty()).collect()
    }
}

#[cfg(not(any(test, feature = "embedded")))]
fn sources() -> impl Iterator<Item = (&'static str, &'static str)> {
    std::iter::empty()
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

/// Words or phrases in the order of bytes.
#[derive(Debug, Default)]
pub(crate) struct List(Vec<Box<str>>);

impl List {
    /// A list of entries in any order.
    pub(crate) fn new(mut entries: Vec<&str>) -> Self {
        sort_by_key(&mut entries, |&entry| entry);
        Self(entries.into_iter().map(Box::from).collect())
    }

    /// What is in it, in order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|entry| &**entry)
    }

    /// Whether an entry is the same as a word.
    pub(crate) fn holds(&self, word: &str) -> bool {
        self.place(word).is_some()
    }

    /// The place of the first entry that is the same as a word.
    fn place(&self, word: &str) -> Option<usize> {
        let place = self.0.partition_point(|entry| **entry < *word);
        self.0.get(place).filter(|entry| ***entry == *word).map(|_| place)
    }
}

/// Words, with what is known of each. In the page it is less code than a tree.
#[derive(Debug)]
pub(crate) struct Dictionary<T> {
    words: List,
    values: Vec<T>,
}

impl<T> Dictionary<T> {
    /// A dictionary of rows in any order. Of several rows of a word the first counts.
    pub(crate) fn new<'t>(rows: impl IntoIterator<Item = (&'t str, T)>) -> Self {
        let mut rows: Vec<(&str, T)> = gather(rows);
        sort_by_key(&mut rows, |&(word, _)| word);
        let mut dictionary =
            Self { words: List::default(), values: Vec::with_capacity(rows.len()) };
        for (word, value) in rows {
            dictionary.words.0.push(word.into());
            dictionary.values.push(value);
        }
        dictionary
    }

    /// What is known of a word.
    pub(crate) fn get(&self, word: &str) -> Option<&T> {
        self.values.get(self.words.place(word)?)
    }

    /// The words, in the order of bytes.
    #[cfg(test)]
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.entries()
    }
}

/// Words in the order of their file, which says something: the months.
#[derive(Debug)]
pub(crate) struct Series(Vec<Box<str>>);

impl Series {
    /// What is in it, in order.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|entry| &**entry)
    }

    /// The place of a word, from 0.
    pub(crate) fn position(&self, word: &str) -> Option<usize> {
        self.entries().position(|entry| entry == word)
    }
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
        for ((name, text), (files, lines)) in found.into_iter().zip(sources()) {
            let lines = lines.lines().filter(|line| !line.starts_with('#')).count();
            assert_eq!((name, text.lines().count()), (files, lines));
        }
    }
}
