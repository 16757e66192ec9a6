//! Corpora with one token on each line, its tag in a column, and blank lines between sentences:
//! Wikigold, WNUT 2017, `CrossNER` politics, the UNER names of EWT.

use std::path::Path;

use super::{CorpusError, GoldDocument, GoldName, GoldSentence, read_text, world::World};
use crate::{
    document::EntityType::{
        self, Event, Fac, Gpe, Law, Loc, Norp, Org, Person, Product, WorkOfArt,
    },
    model::tags::TypeSet,
    text::TokenSpan,
};

/// Sentences put together where a corpus does not say which belong to one document.
const SENTENCES_TOGETHER: usize = 6;

/// How a corpus is written, and what its labels mean.
#[derive(Clone, Copy, Debug)]
pub struct Scheme {
    /// What the corpus is called.
    pub name: &'static str,
    /// The column of the token.
    word_column: usize,
    /// The column of the tag.
    tag_column: usize,
    /// What each label may be.
    labels: &'static [(&'static str, &'static [EntityType])],
    /// What the corpus does not annotate.
    unannotated: &'static [EntityType],
}

/// Wikipedia sentences. MISC holds nationality words, events, works, products and laws.
pub const WIKIGOLD: Scheme = Scheme {
    name: "wikigold",
    word_column: 0,
    tag_column: 1,
    labels: &[
        ("PER", &[Person]),
        ("ORG", &[Org]),
        ("LOC", &[Gpe, Loc, Fac]),
        ("MISC", &[Norp, Event, Product, Law, WorkOfArt]),
    ],
    unannotated: &[],
};

/// Tweets and forums. No nationality words.
pub const WNUT: Scheme = Scheme {
    name: "wnut17",
    word_column: 0,
    tag_column: 1,
    labels: &[
        ("person", &[Person]),
        ("location", &[Gpe, Loc, Fac]),
        ("corporation", &[Org]),
        ("group", &[Org, Norp]),
        ("product", &[Product]),
        ("creative-work", &[WorkOfArt]),
    ],
    unannotated: &[Norp, Event, Law],
};

/// Wikipedia on politics.
pub const CROSSNER_POLITICS: Scheme = Scheme {
    name: "crossner-politics",
    word_column: 0,
    tag_column: 1,
    labels: &[
        ("politician", &[Person]),
        ("person", &[Person]),
        ("politicalparty", &[Org]),
        ("organisation", &[Org]),
        ("country", &[Gpe]),
        ("location", &[Gpe, Loc, Fac]),
        ("election", &[Event]),
        ("event", &[Event]),
        ("misc", &[Norp, Product, Law, WorkOfArt, Event, Org]),
    ],
    unannotated: &[Norp],
};

/// The names of the English Web Treebank.
pub const UNER: Scheme = Scheme {
    name: "ewt-uner",
    word_column: 1,
    tag_column: 2,
    labels: &[("PER", &[Person]), ("ORG", &[Org]), ("LOC", &[Gpe, Loc, Fac])],
    unannotated: &[Norp, Event, Product, Law, WorkOfArt],
};

/// Reads a corpus file.
///
/// # Errors
/// When the file cannot be read, or a line has too few columns or an unknown label.
pub fn read(path: &Path, scheme: &Scheme, world: &World) -> Result<Vec<GoldDocument>, CorpusError> {
    let text = read_text(path)?;
    let documents = parse(&text, scheme).map_err(|cause| CorpusError::new(path, cause))?;
    Ok(documents.into_iter().map(|document| world.refine(document)).collect())
}

/// The documents of a file: as its "# newdoc" lines divide it, else a few sentences together.
fn parse(text: &str, scheme: &Scheme) -> Result<Vec<GoldDocument>, String> {
    let mut documents = Vec::new();
    let mut sentences = Vec::new();
    let divided = text.contains("# newdoc");
    let mut rows: Vec<(&str, &str)> = Vec::new();
    for (index, line) in text.lines().map(str::trim_end).chain([""]).enumerate() {
        if line.is_empty() && !rows.is_empty() {
            sentences.push(sentence(&std::mem::take(&mut rows), scheme)?);
        }
        let full = !divided && sentences.len() == SENTENCES_TOGETHER;
        if (line.starts_with("# newdoc") || full) && !sentences.is_empty() {
            documents.push(document(std::mem::take(&mut sentences), documents.len(), scheme));
        }
        if !line.is_empty() && !is_comment(line) {
            let columns: Vec<&str> = line.split_whitespace().collect();
            let (Some(word), Some(tag)) =
                (columns.get(scheme.word_column), columns.get(scheme.tag_column))
            else {
                return Err(format!("line {}: too few columns", index + 1));
            };
            rows.push((word, tag));
        }
    }
    if !sentences.is_empty() {
        documents.push(document(sentences, documents.len(), scheme));
    }
    Ok(documents)
}

fn is_comment(line: &str) -> bool {
    line.starts_with("# ") && line.contains(" = ") || line.starts_with("# new")
}

fn document(sentences: Vec<GoldSentence>, number: usize, scheme: &Scheme) -> GoldDocument {
    GoldDocument {
        name: format!("{}-{number}", scheme.name),
        sentences,
        unannotated: TypeSet::of(scheme.unannotated),
    }
}

/// A sentence from its rows of word and tag.
fn sentence(rows: &[(&str, &str)], scheme: &Scheme) -> Result<GoldSentence, String> {
    let tags: Vec<&str> = rows.iter().map(|(_, tag)| *tag).collect();
    let mut names = Vec::new();
    for (tokens, label) in spans(&tags) {
        let row = scheme.labels.iter().find(|(known, _)| *known == label);
        let (_, types) = row.ok_or_else(|| format!("unknown label {label}"))?;
        names.push(GoldName { tokens, types: TypeSet::of(types) });
    }
    Ok(GoldSentence { words: rows.iter().map(|(word, _)| (*word).to_owned()).collect(), names })
}

/// The spans and labels of IOB tags, of either kind: a name starts at B, or at I where none of that
/// label runs.
pub fn spans<'a>(tags: &[&'a str]) -> Vec<(TokenSpan, &'a str)> {
    let mut spans: Vec<(TokenSpan, &str)> = Vec::new();
    for (index, tag) in tags.iter().enumerate() {
        let Some((position, label)) = tag.split_once('-') else { continue };
        match spans.last_mut() {
            Some((span, last)) if position == "I" && *last == label && span.end() == index => {
                *span = TokenSpan::new(span.start(), index + 1);
            }
            _ => spans.push((TokenSpan::new(index, index + 1), label)),
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_both_kinds_of_iob() {
        for (tags, expected) in [
            ("I-PER I-PER O I-LOC", vec![(0, 2, "PER"), (3, 4, "LOC")]),
            ("B-PER B-PER I-PER", vec![(0, 1, "PER"), (1, 3, "PER")]),
            ("I-ORG I-LOC", vec![(0, 1, "ORG"), (1, 2, "LOC")]),
            ("B-creative-work I-creative-work", vec![(0, 2, "creative-work")]),
            ("O O", vec![]),
        ] {
            let tags: Vec<&str> = tags.split(' ').collect();
            let found = spans(&tags).into_iter();
            let found: Vec<_> =
                found.map(|(span, label)| (span.start(), span.end(), label)).collect();
            assert_eq!(found, expected, "{tags:?}");
        }
    }

    #[test]
    fn documents_end_where_the_file_says() {
        let text = "# newdoc id = a\n# text = Go .\n1\tGo\tO\t-\n\n1\tEbo\tB-PER\t-\n\n# newdoc id = b\n1\t#\tO\t-\n\n";
        let documents = parse(text, &UNER).unwrap();
        let words = |index: usize| -> Vec<String> {
            documents[index].sentences.iter().map(|sentence| sentence.words.join(" ")).collect()
        };
        assert_eq!(
            (documents.len(), words(0), words(1)),
            (2, vec!["Go".into(), "Ebo".into()], vec!["#".into()])
        );
        assert_eq!(documents[0].sentences[1].names[0].types.only(), Some(Person));
    }

    #[test]
    fn a_label_may_leave_the_type_open() {
        let documents = parse("Lima I-LOC\nand O\nAlps I-LOC\n", &WIKIGOLD).unwrap();
        let names = &documents[0].sentences[0].names;
        assert_eq!(names.len(), 2);
        assert!(names.iter().all(|name| name.types == TypeSet::of(&[Gpe, Loc, Fac])));
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        for (text, message) in
            [("Lima\n", "line 1: too few columns"), ("Lima B-city\n", "unknown label city")]
        {
            assert_eq!(parse(text, &WIKIGOLD).unwrap_err(), message);
        }
    }
}
