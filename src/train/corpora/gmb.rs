//! The Groningen Meaning Bank as a table: sentence, token, part of speech, tag; in Latin-1, zipped.

use std::{
    io::{self, Read},
    path::Path,
};

use flate2::read::DeflateDecoder;

use super::{
    CorpusError, GoldDocument, GoldName, GoldSentence, columns::spans, read_bytes, world::World,
};
use crate::{
    document::EntityType::{
        self, Event, Fac, Gpe, Law, Loc, Norp, Org, Person, Product, WorkOfArt,
    },
    model::tags::TypeSet,
};

/// Sentences put together: the table does not say which belong to one document.
const SENTENCES_TOGETHER: usize = 6;

/// What each label may be. `tim` is a value, `nat` a natural phenomenon that is mostly no name.
const LABELS: &[(&str, &[EntityType])] = &[
    ("per", &[Person]),
    ("org", &[Org]),
    ("geo", &[Gpe, Loc, Fac]),
    ("gpe", &[Norp]),
    ("eve", &[Event]),
    ("art", &[Product, WorkOfArt, Law, Fac]),
];

/// Rarely annotated, and not reliably.
const UNANNOTATED: &[EntityType] = &[Fac, Event, Product, Law, WorkOfArt];

/// Reads `ner_dataset.csv.zip`.
///
/// # Errors
/// When the file cannot be read or unpacked.
pub fn read(path: &Path, world: &World) -> Result<Vec<GoldDocument>, CorpusError> {
    let sentences: Vec<GoldSentence> =
        rows(path)?.iter().map(|rows| sentence(rows, world)).collect();
    let documents = sentences.chunks(SENTENCES_TOGETHER).enumerate();
    Ok(documents
        .map(|(number, sentences)| GoldDocument {
            name: format!("gmb-{number}"),
            sentences: sentences.to_vec(),
            unannotated: TypeSet::of(UNANNOTATED),
        })
        .map(|document| world.refine(document))
        .collect())
}

/// The words of each sentence of `ner_dataset.csv.zip`.
///
/// # Errors
/// When the file cannot be read or unpacked.
pub(crate) fn words(path: &Path) -> Result<Vec<Vec<String>>, CorpusError> {
    let words = |rows: Vec<(String, String)>| rows.into_iter().map(|(word, _)| word).collect();
    Ok(rows(path)?.into_iter().map(words).collect())
}

/// The rows of word and tag of each sentence.
fn rows(path: &Path) -> Result<Vec<Vec<(String, String)>>, CorpusError> {
    let table = unpack(&read_bytes(path)?).map_err(|error| CorpusError::new(path, error))?;
    Ok(sentences(&table))
}

/// The first file of a zip archive, as text: behind a header of 30 bytes, a name and an extra field,
/// whose lengths the header ends with, come the packed bytes.
fn unpack(archive: &[u8]) -> io::Result<String> {
    let header = archive.get(..30).filter(|header| header.starts_with(b"PK\x03\x04"));
    let header = header.ok_or_else(|| io::Error::other("not a zip archive"))?;
    let len = |at: usize| usize::from(u16::from_le_bytes([header[at], header[at + 1]]));
    let packed = archive.get(30 + len(26) + len(28)..).unwrap_or_default();
    let mut bytes = Vec::new();
    DeflateDecoder::new(packed).read_to_end(&mut bytes)?;
    // Latin-1: each byte is the code point of that number.
    Ok(bytes.into_iter().map(char::from).collect())
}

/// The rows of word and tag of each sentence. A row whose first field is not empty begins one.
fn sentences(table: &str) -> Vec<Vec<(String, String)>> {
    let mut sentences: Vec<Vec<(String, String)>> = Vec::new();
    for line in table.lines().skip(1) {
        let [first, word, _, tag] = fields(line);
        if !first.is_empty() || sentences.is_empty() {
            sentences.push(Vec::new());
        }
        if let Some(sentence) = sentences.last_mut().filter(|_| !word.is_empty()) {
            sentence.push((word, tag));
        }
    }
    sentences.retain(|rows| !rows.is_empty());
    sentences
}

/// The four fields of a line. A field in quotes may hold commas, and quotes written twice.
fn fields(line: &str) -> [String; 4] {
    let mut fields: [String; 4] = Default::default();
    let (mut field, mut quoted) = (0, false);
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => fields[field].push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => field = (field + 1).min(3),
            _ => fields[field].push(character),
        }
    }
    fields
}

fn sentence(rows: &[(String, String)], world: &World) -> GoldSentence {
    let tags: Vec<&str> = rows.iter().map(|(_, tag)| tag.as_str()).collect();
    let mut sentence = GoldSentence {
        words: rows.iter().map(|(word, _)| word.clone()).collect(),
        names: Vec::new(),
    };
    for (tokens, label) in spans(&tags) {
        let Some((_, types)) = LABELS.iter().find(|(known, _)| *known == label) else { continue };
        let country = label == "gpe" && world.is_country(&sentence.phrase(tokens));
        let types = if country { TypeSet::of(&[Gpe]) } else { TypeSet::of(types) };
        sentence.names.push(GoldName { tokens, types });
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_and_without_quotes() {
        for (line, expected) in [
            ("Sentence: 1,Thousands,NNS,O", ["Sentence: 1", "Thousands", "NNS", "O"]),
            (r#","""",``,O"#, ["", "\"", "``", "O"]),
        ] {
            assert_eq!(fields(line), expected, "{line}");
        }
    }

    #[test]
    fn what_is_no_archive_is_refused() {
        for bytes in [&b""[..], b"PK\x03\x04", &[b'x'; 40]] {
            assert!(unpack(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn nationality_words_and_countries_share_a_label() {
        let table = "Sentence #,Word,POS,Tag\nSentence: 1,Iran,NNP,B-gpe\n,and,CC,O\n\
                     ,Kurdish,JJ,B-gpe\n,May,NNP,B-tim\nSentence: 2,Ada,NNP,B-per\n";
        let sentences = sentences(table);
        let world = World::of_own_lists();
        let names = sentence(&sentences[0], &world).names;
        let types: Vec<Option<EntityType>> = names.iter().map(|name| name.types.only()).collect();
        assert_eq!((sentences.len(), types), (2, vec![Some(Gpe), Some(Norp)]));
    }
}
