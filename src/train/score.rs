//! How well names are found: exact spans and types, over gold sentences.

use std::{collections::BTreeMap, fmt::Write as _, io, path::Path};

use crate::{
    document::{Block, BlockKind, Document, EntityType, MentionKind, Sentence, Token},
    entities,
    knowledge::Knowledge,
    text::{BlockId, ByteSpan, Text, TokenSpan},
};

/// A gold name: its tokens in its sentence, and its type as the corpus calls it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gold {
    /// Index of the sentence.
    pub sentence: usize,
    /// First token and the one after the last, counted in the sentence.
    pub tokens: (usize, usize),
    /// "PER", "LOC", "ORG".
    pub name_type: &'static str,
}

/// Sentences of words, with gold names.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Each sentence's words.
    pub sentences: Vec<Vec<String>>,
    /// The names.
    pub gold: Vec<Gold>,
    /// Index of the sentence that each document starts with.
    pub starts: Vec<usize>,
}

/// Counts of right, found and gold names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Found names that are in the gold.
    pub right: usize,
    /// Found names.
    pub found: usize,
    /// Gold names.
    pub gold: usize,
}

impl Counts {
    /// Precision, recall and their harmonic mean, in hundredths.
    pub fn percents(self) -> (f64, f64, f64) {
        let share = |of: usize| if of == 0 { 0.0 } else { 100.0 * self.right as f64 / of as f64 };
        let both = self.found + self.gold;
        let f1 = if both == 0 { 0.0 } else { 200.0 * self.right as f64 / both as f64 };
        (share(self.found), share(self.gold), f1)
    }
}

/// Reads lines of columns: the word in one, an IOB tag in another; a blank line ends a sentence.
/// `types` says what each of the corpus's types counts as; others do not count.
///
/// # Errors
/// When the file cannot be read.
pub fn read_columns(
    path: &Path,
    word: usize,
    tag: usize,
    types: &[(&str, &'static str)],
) -> io::Result<Corpus> {
    #[expect(clippy::disallowed_methods, reason = "scoring reads the data folder")]
    let text = std::fs::read_to_string(path)?;
    let mut corpus = Corpus::default();
    let mut sentence = Vec::new();
    let mut last = "O";
    for line in text.lines().chain([""]) {
        let fields: Vec<&str> = line.split(['\t', ' ']).collect();
        let is_document = line.contains("newdoc") || line.starts_with("-DOCSTART-");
        if is_document {
            corpus.starts.push(corpus.sentences.len());
        }
        if line.starts_with("# ") || is_document {
            continue;
        }
        let (Some(&form), Some(&label)) = (fields.get(word), fields.get(tag)) else {
            if !sentence.is_empty() {
                corpus.sentences.push(std::mem::take(&mut sentence));
            }
            last = "O";
            continue;
        };
        let name_type =
            label.get(2..).and_then(|found| types.iter().find(|(known, _)| *known == found));
        let index = sentence.len();
        sentence.push(form.to_owned());
        if let Some(&(_, name_type)) = name_type {
            let goes_on = label.starts_with("I-") && last.get(2..) == label.get(2..);
            match corpus.gold.last_mut() {
                Some(gold) if goes_on && gold.tokens.1 == index => gold.tokens.1 += 1,
                _ => corpus.gold.push(Gold {
                    sentence: corpus.sentences.len(),
                    tokens: (index, index + 1),
                    name_type,
                }),
            }
        }
        last = label;
    }
    Ok(corpus)
}

/// Finds the names of a corpus and counts, by type and over all ("ALL").
pub fn score(corpus: &Corpus, knowledge: &Knowledge) -> BTreeMap<&'static str, Counts> {
    let found = find(corpus, knowledge);
    let mut counts: BTreeMap<&'static str, Counts> = BTreeMap::new();
    for name in &found {
        for label in [name.name_type, "ALL"] {
            let counts = counts.entry(label).or_default();
            counts.found += 1;
            counts.right += usize::from(corpus.gold.contains(name));
        }
    }
    for name in &corpus.gold {
        for label in [name.name_type, "ALL"] {
            counts.entry(label).or_default().gold += 1;
        }
    }
    counts
}

/// The names that the engine finds in a corpus, document by document.
fn find(corpus: &Corpus, knowledge: &Knowledge) -> Vec<Gold> {
    let mut starts: Vec<usize> = corpus.starts.clone();
    starts.push(0);
    starts.push(corpus.sentences.len());
    starts.sort_unstable();
    starts.dedup();
    let mut found = Vec::new();
    for pair in starts.windows(2) {
        let doc = document(&corpus.sentences[pair[0]..pair[1]]);
        for mention in entities::find_mentions(&doc, knowledge, None) {
            let Some(name_type) = coarse(mention.entity_type) else { continue };
            if mention.kind != MentionKind::Name {
                continue;
            }
            let index = doc
                .sentences
                .partition_point(|sentence| sentence.tokens.end() <= mention.tokens.start());
            let first = doc.sentences[index].tokens.start();
            found.push(Gold {
                sentence: pair[0] + index,
                tokens: (mention.tokens.start() - first, mention.tokens.end() - first),
                name_type,
            });
        }
    }
    found
}

/// A document of gold sentences and tokens.
fn document(sentences: &[Vec<String>]) -> Document {
    let mut text = String::new();
    let mut doc = Document::default();
    for words in sentences {
        let first = doc.tokens.len();
        for word in words {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(word);
            doc.tokens.push(Token { span: ByteSpan::new(start, text.len()) });
        }
        let tokens = TokenSpan::new(first, doc.tokens.len());
        let span = doc.token_bytes(tokens);
        doc.blocks.push(Block { span, kind: BlockKind::Paragraph });
        doc.sentences.push(Sentence { span, tokens, block: BlockId::new(doc.blocks.len() - 1) });
    }
    doc.text = Text::new(&text);
    doc
}

/// PER, ORG or LOC.
fn coarse(entity_type: EntityType) -> Option<&'static str> {
    match entity_type {
        EntityType::Person => Some("PER"),
        EntityType::Org => Some("ORG"),
        EntityType::Gpe | EntityType::Loc | EntityType::Fac => Some("LOC"),
        _ => None,
    }
}

/// The corpora that rules are developed on, with the types that count.
///
/// # Errors
/// When a corpus cannot be read.
pub fn development_corpora(data: &Path) -> io::Result<Vec<(&'static str, Corpus)>> {
    const PLAIN: &[(&str, &str)] = &[("PER", "PER"), ("LOC", "LOC"), ("ORG", "ORG")];
    const POLITICS: &[(&str, &str)] = &[
        ("person", "PER"),
        ("politician", "PER"),
        ("organisation", "ORG"),
        ("politicalparty", "ORG"),
        ("location", "LOC"),
        ("country", "LOC"),
    ];
    Ok(vec![
        ("ewt-uner-dev", read_columns(&data.join("ewt/en_ewt-ud-dev.iob2"), 1, 2, PLAIN)?),
        ("wikigold", read_columns(&data.join("wikigold/wikigold.conll.txt"), 0, 1, PLAIN)?),
        ("crossner-politics-dev", {
            read_columns(&data.join("crossner-politics/dev.txt"), 0, 1, POLITICS)?
        }),
    ])
}

/// One line for each type of each corpus.
pub fn report(name: &str, counts: &BTreeMap<&'static str, Counts>) -> String {
    let mut report = String::new();
    for (label, counts) in counts {
        let (precision, recall, f1) = counts.percents();
        let gold = counts.gold;
        let _ = writeln!(
            report,
            "{name:24} {label:4} P {precision:5.1}  R {recall:5.1}  F1 {f1:5.1}  ({gold} names)"
        ); // writing to a string cannot fail
    }
    report
}

/// What was found wrongly or missed, one a line, for reading.
pub fn differences(corpus: &Corpus, knowledge: &Knowledge) -> String {
    let found = find(corpus, knowledge);
    let mut report = String::new();
    let mut line = |sign: &str, name: &Gold| {
        let words = &corpus.sentences[name.sentence];
        let text = words[name.tokens.0..name.tokens.1].join(" ");
        let start = name.tokens.0.saturating_sub(4);
        let end = (name.tokens.1 + 4).min(words.len());
        let _ = writeln!(
            report,
            "{:05} {sign} {} {text}\t| {}",
            name.sentence,
            name.name_type,
            words[start..end].join(" ")
        );
    };
    for name in found.iter().filter(|name| !corpus.gold.contains(name)) {
        line("+", name);
    }
    for name in corpus.gold.iter().filter(|name| !found.contains(name)) {
        line("-", name);
    }
    report
}
