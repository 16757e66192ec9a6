//! What the classes, ids and roles of elements say they are: the words of `names.txt`. That file is
//! in the program, as the page reads markup before it has the words that other rules know.

use super::tree::Tree;

/// What an element may call itself: the lists of `names.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// All within came along with the article.
    Apart,
    /// The same, and hardly ever the frame of a part of the article.
    Surely,
    /// Readers speak in it.
    Comments,
    /// What is short in it came along with the article.
    Beside,
    /// It has several pictures.
    Gallery,
    /// It is said below a picture.
    Caption,
    /// It says who took a picture.
    Credit,
    /// It is for the ear only.
    Unseen,
    /// It leads to a note.
    Note,
}

/// How the lists are called.
const LISTS: [(&str, Name); 9] = [
    ("apart", Name::Apart),
    ("surely", Name::Surely),
    ("comments", Name::Comments),
    ("beside", Name::Beside),
    ("gallery", Name::Gallery),
    ("caption", Name::Caption),
    ("credit", Name::Credit),
    ("unseen", Name::Unseen),
    ("note", Name::Note),
];

/// All that an element calls itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Said(u16);

/// What the elements of a page call themselves.
#[derive(Debug)]
pub(super) struct Names(Vec<Said>);

/// The attributes that name an element.
const NAMING: [&str; 6] = ["class", "id", "role", "data-component", "data-testid", "aria-label"];

/// Longest names that are asked, in bytes: some pages keep their whole style in classes.
const LONGEST: usize = 400;

impl Names {
    /// Reads them from a page.
    pub(super) fn read(tree: &Tree) -> Self {
        let known = known();
        Self((0..tree.len()).map(|node| said(tree, node, &known)).collect())
    }

    /// What an element calls itself; nothing for a text.
    pub(super) fn of(&self, node: usize) -> Said {
        self.0[node]
    }
}

/// The words, sorted, and what they say.
fn known() -> Vec<(&'static str, Name)> {
    let lines = include_str!("names.txt").lines();
    let lists = lines.filter_map(|line| {
        let (list, words) = line.split_once('\t')?;
        let (_, name) = LISTS.iter().find(|(known, _)| *known == list)?;
        Some(words.split('|').map(|word| (word, *name)))
    });
    let mut known: Vec<(&str, Name)> = lists.flatten().collect();
    crate::order::sort_by_key(&mut known, |&(word, name)| (word, name as u16));
    known
}

fn said(tree: &Tree, node: usize, known: &[(&'static str, Name)]) -> Said {
    let mut said = Said::default();
    for value in NAMING.iter().filter_map(|name| tree.attribute(node, name)) {
        for name in value.split_whitespace().scan(LONGEST, within) {
            let words = words(name);
            for (index, word) in words.iter().enumerate() {
                said.add(word, known);
                if let Some(next) = words.get(index + 1) {
                    said.add(&format!("{word} {next}"), known);
                }
            }
        }
    }
    said
}

/// The names that fit in so many bytes.
fn within<'a>(left: &mut usize, name: &'a str) -> Option<&'a str> {
    *left = left.checked_sub(name.len())?;
    Some(name)
}

impl Said {
    /// Whether it calls itself so.
    pub(super) fn is(self, name: Name) -> bool {
        self.0 & (1 << name as u16) != 0
    }

    fn add(&mut self, words: &str, known: &[(&str, Name)]) {
        let first = known.partition_point(|(known, _)| *known < words);
        for (_, name) in known[first..].iter().take_while(|(known, _)| *known == words) {
            self.0 |= 1 << *name as u16;
        }
    }
}

/// The words of a name in lower case: `article__relatedLinks` has three.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in name.chars() {
        let starts = !before.is_ascii_alphanumeric()
            || before.is_ascii_lowercase() && c.is_ascii_uppercase();
        if c.is_ascii_alphanumeric() {
            if starts {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.push(c.to_ascii_lowercase());
            }
        }
        before = c;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_words() {
        for (name, expected) in [
            ("article__relatedLinks", vec!["article", "related", "links"]),
            ("most-read", vec!["most", "read"]),
            ("URLBox2", vec!["urlbox2"]),
            ("--", vec![]),
        ] {
            assert_eq!(words(name), expected, "{name}");
        }
    }

    #[test]
    fn elements_say_what_they_are() {
        for (class, expected) in [
            ("story-mostRead", vec![Name::Apart]),
            ("cookie", vec![Name::Surely]),
            ("wp-caption-text", vec![Name::Caption]),
            ("sr-only", vec![Name::Unseen]),
            ("commentary adhesive shared", vec![]),
        ] {
            let mut tree = Tree::default();
            tree.open("div", [("class", class)]);
            let said = Names::read(&tree).of(1);
            let own: Vec<Name> =
                LISTS.iter().map(|(_, name)| *name).filter(|name| said.is(*name)).collect();
            assert_eq!(own, expected, "{class}");
        }
    }

    #[test]
    fn every_list_is_read() {
        let known = known();
        for (list, name) in LISTS {
            assert!(known.iter().any(|(_, own)| *own == name), "{list}");
        }
    }
}
