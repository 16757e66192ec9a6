//! What the teacher of relations, a larger model outside the engine, is given and gives back.
//!
//! Given ([`write()`]): a line of JSON with the names of the labels; then a line for each sentence, with its `part`, its
//! `text`, its `mentions` (`[start, end, type, kind]`, in characters) and its `pairs`
//! (`[first, second, labels that the corpus tells of, labels that it says]`, by their numbers).
//!
//! Given back ([`Opinions::read`]): for each pair in the same order a byte with the number of labels that are not quite
//! improbable, and for each of them its number and its probability in 255ths.

use std::{collections::BTreeMap, error::Error, io, path::Path};

use serde_json::json;

use super::sentences::{Part, Sentence, labels, visit};
use crate::{
    document::Named as _,
    knowledge::Knowledge,
    relations::learned::{admits, scorer::name_of},
    text::TokenSpan,
    train::corpora::{CorpusError, read_bytes},
};

/// Writes the sentences for the teacher.
///
/// # Errors
/// When a corpus cannot be read, or writing fails.
pub fn write(
    data: &Path,
    knowledge: &Knowledge,
    mut to: impl io::Write,
) -> Result<(), Box<dyn Error>> {
    let names: Vec<String> = labels().into_iter().map(name_of).collect();
    writeln!(to, "{}", json!({ "labels": names }))?;
    for part in [Part::News, Part::Facts, Part::Open, Part::Development] {
        visit(data, knowledge, part, |sentence| Ok(writeln!(to, "{}", line(part, sentence))?))?;
    }
    Ok(())
}

fn line(part: Part, sentence: &Sentence) -> serde_json::Value {
    let doc = sentence.doc;
    let text = doc.text.slice(sentence.span);
    let place = |tokens: TokenSpan| {
        let span = doc.token_bytes(tokens);
        let place = |byte: usize| text[..byte - sentence.span.start()].chars().count();
        [place(span.start()), place(span.end())]
    };
    let mut numbers = BTreeMap::new();
    let mut mentions = Vec::new();
    for (at, unit) in sentence.clauses.units.iter().enumerate() {
        if let Some(mention) = unit.end() {
            let [start, end] = place(unit.tokens);
            numbers.insert(at, mentions.len());
            mentions.push(json!([start, end, mention.entity_type.name(), mention.kind.name()]));
        }
    }
    let labels = labels();
    let pairs = sentence.pairs.iter().map(|pair| {
        let (mut told, mut said) = (Vec::new(), Vec::new());
        for (number, label) in labels.iter().enumerate() {
            if !admits(&sentence.clauses, pair, *label) {
                continue;
            }
            let says = sentence.says(pair, *label);
            told.extend(says.map(|_| number));
            said.extend(says.filter(|says| *says).map(|_| number));
        }
        json!([numbers[&pair.first], numbers[&pair.second], told, said])
    });
    let pairs: Vec<_> = pairs.collect();
    json!({ "part": part.name(), "text": text, "mentions": mentions, "pairs": pairs })
}

/// The teacher's answers, pair by pair.
#[derive(Debug)]
pub struct Opinions {
    bytes: Vec<u8>,
    at: usize,
}

/// What the teacher says of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opinion<'a>(Option<&'a [[u8; 2]]>);

impl Opinions {
    /// Reads the answers for the sentences that [`write()`] has written from the same corpora.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(path: &Path) -> Result<Self, CorpusError> {
        Ok(Self { bytes: read_bytes(path)?, at: 0 })
    }

    /// Of the next pair.
    pub(super) fn next(&mut self) -> Opinion<'_> {
        let count = self.bytes.get(self.at).copied().map(usize::from);
        let start = self.at + 1;
        self.at = start + 2 * count.unwrap_or_default();
        let bytes = count.and_then(|_| self.bytes.get(start..self.at));
        Opinion(bytes.map(|bytes| bytes.as_chunks().0))
    }
}

impl Opinion<'_> {
    /// How probable a label is; none without a teacher.
    pub(super) fn of(self, label: u8) -> Option<f32> {
        let share =
            self.0?.iter().find(|[known, _]| *known == label).map_or(0, |[_, share]| *share);
        Some(f32::from(share) / 255.0)
    }
}
