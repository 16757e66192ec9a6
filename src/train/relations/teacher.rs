//! What the teacher of relations, a larger model outside the engine, is given and gives back.
//!
//! Given ([`write()`]): a line of JSON with the names of the labels; then a line for each sentence, with its `part`, its
//! `text`, its `mentions` (`[start, end, type, kind]`, in characters) and its `pairs`
//! (`[first, second, labels that the corpus tells of, labels that it says]`, by their numbers).
//!
//! Given back ([`Opinions::read`]): for each pair in the same order a byte with the number of labels that are not quite
//! improbable, and for each of them its number and its probability in 255ths. Of the news, whose labels are all known, it
//! says nothing.
//!
//! A pair is known again by its sentence and by where its mentions stand: the engine may read some of them otherwise in
//! the meantime.

use std::{collections::BTreeMap, error::Error, io, path::Path};

use serde::Deserialize;
use serde_json::json;

use super::sentences::{Part, Sentence, labels, visit};
use crate::{
    document::Named as _,
    knowledge::Knowledge,
    model::code::word_code,
    relations::learned::{Pair, admits, scorer::name_of},
    text::TokenSpan,
    train::corpora::{CorpusError, read_bytes, read_text},
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
    let mut numbers = BTreeMap::new();
    let mut mentions = Vec::new();
    for (at, unit) in sentence.clauses.units.iter().enumerate() {
        if let Some(mention) = unit.end() {
            let [start, end] = place(sentence, unit.tokens);
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

/// Where some tokens stand in their sentence, in characters.
fn place(sentence: &Sentence, tokens: TokenSpan) -> [usize; 2] {
    let text = sentence.doc.text.slice(sentence.span);
    let span = sentence.doc.token_bytes(tokens);
    [span.start(), span.end()].map(|byte| text[..byte - sentence.span.start()].chars().count())
}

/// A pair of mentions: its sentence as a number, and where the two stand.
type Key = (u64, [[usize; 2]; 2]);

/// What a teacher said of pairs of mentions.
#[derive(Debug, Default)]
pub struct Opinions {
    bytes: Vec<u8>,
    places: BTreeMap<Key, usize>,
}

/// What the teacher says of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opinion<'a>(Option<&'a [[u8; 2]]>);

/// A sentence as the teacher got it.
#[derive(Deserialize)]
struct Asked {
    part: String,
    text: String,
    mentions: Vec<(usize, usize, String, String)>,
    pairs: Vec<(usize, usize, Vec<usize>, Vec<usize>)>,
}

impl Opinions {
    /// Reads the answers for the sentences that [`write()`] has written.
    ///
    /// # Errors
    /// When a file cannot be read, or the two do not belong together.
    pub fn read(sentences: &Path, labels: &Path) -> Result<Self, CorpusError> {
        let mut opinions = Self { bytes: read_bytes(labels)?, places: BTreeMap::new() };
        let fail = |cause: String| CorpusError::new(sentences, cause);
        let mut at = 0;
        for line in read_text(sentences)?.lines().skip(1) {
            let asked: Asked = serde_json::from_str(line).map_err(|it| fail(it.to_string()))?;
            if asked.part == Part::Development.name() {
                continue; // only the teacher's own figures need it
            }
            let place = |mention: usize| {
                let (start, end, ..) = asked.mentions.get(mention)?;
                Some([*start, *end])
            };
            for (first, second, ..) in &asked.pairs {
                let ends = place(*first).zip(place(*second));
                let (first, second) = ends.ok_or_else(|| fail(format!("{line}: no mention")))?;
                opinions.places.insert((word_code(&asked.text), [first, second]), at);
                let count = opinions.bytes.get(at).copied().map(usize::from);
                at += 1 + 2 * count.ok_or_else(|| fail("more pairs than answers".to_owned()))?;
            }
        }
        if at != opinions.bytes.len() {
            return Err(fail(format!("{at} of {} bytes of answers", opinions.bytes.len())));
        }
        Ok(opinions)
    }

    /// Of a pair of a sentence.
    pub(super) fn of(&self, sentence: &Sentence, pair: &Pair) -> Opinion<'_> {
        let text = sentence.doc.text.slice(sentence.span);
        let ends = [pair.first, pair.second]
            .map(|unit| place(sentence, sentence.clauses.units[unit].tokens));
        let bytes = self.places.get(&(word_code(text), ends)).and_then(|at| {
            let count = usize::from(*self.bytes.get(*at)?);
            self.bytes.get(at + 1..at + 1 + 2 * count)
        });
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
