//! Texts without names annotated: a teacher says what is in them.

use std::{collections::BTreeSet, path::Path};

use super::{CorpusError, GoldDocument, GoldSentence, conllu, read_text};
use crate::{
    clean,
    document::Document,
    english::English,
    model::tags::{NAME_TYPES, TypeSet},
    segment,
    text::Text,
    train::lists::files,
};

/// Sentences of a treebank put together where it does not divide into documents.
const SENTENCES_TOGETHER: usize = 12;

/// Reads the articles of a Wikinews table (columns: address, date, title, text), cut into sentences
/// and tokens by the engine.
///
/// # Errors
/// When the file cannot be read.
pub fn wikinews(path: &Path) -> Result<Vec<GoldDocument>, CorpusError> {
    let rows = files::csv(&read_text(path)?);
    let articles = rows.iter().skip(1).filter_map(|row| match &row[..] {
        [address, _, title, text, ..] => Some((address, format!("{title}\n\n{text}"))),
        _ => None,
    });
    let english = English::default();
    let read =
        |(address, text): (&String, String)| document(address.clone(), sentences(&text, &english));
    Ok(articles.map(read).collect())
}

/// Reads the passages of `KnowledgeNet` (a table with tabs; the last column is a passage of HTML), each once.
///
/// # Errors
/// When the file cannot be read.
pub fn knowledgenet(path: &Path) -> Result<Vec<GoldDocument>, CorpusError> {
    let file = read_text(path)?;
    let rows = file.lines().skip(1).filter_map(|line| line.rsplit_once('\t'));
    let passages: BTreeSet<String> = rows.map(|(_, passage)| without_markup(passage)).collect();
    let english = English::default();
    let read = |text: &String| document("knowledgenet".to_owned(), sentences(text, &english));
    Ok(passages.iter().map(read).collect())
}

/// Reads the passages of GAP (a table with tabs: number, passage, and what is asked about it).
///
/// # Errors
/// When the file cannot be read.
pub fn gap(path: &Path) -> Result<Vec<GoldDocument>, CorpusError> {
    let file = read_text(path)?;
    let rows = file.lines().skip(1).filter_map(|line| line.split('\t').nth(1));
    let english = English::default();
    Ok(rows.map(|text| document("gap".to_owned(), sentences(text, &english))).collect())
}

/// The folders of re3d, one for each source.
pub const RE3D_SOURCES: [&str; 6] = [
    "Australian Department of Foreign Affairs",
    "CENTCOM",
    "Delegation of the European Union to Syria",
    "UK Government",
    "US State Department",
    "Wikipedia",
];

/// Reads the documents of a source of re3d (a JSON object a line).
///
/// # Errors
/// When the file cannot be read or a line is not JSON.
pub fn re3d(path: &Path) -> Result<Vec<GoldDocument>, CorpusError> {
    let english = English::default();
    let parse = |line: &str| -> Result<GoldDocument, CorpusError> {
        let row: serde_json::Value =
            serde_json::from_str(line).map_err(|error| CorpusError::new(path, error))?;
        let field = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
        let text = format!("{}\n\n{}", field("title"), field("text"));
        Ok(document(field("sourceUrl"), sentences(&text, &english)))
    };
    read_text(path)?.lines().filter(|line| !line.trim().is_empty()).map(parse).collect()
}

/// The words of a quoted field of HTML.
fn without_markup(field: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in field.trim_matches('"').chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            _ => text.push(character),
        }
    }
    let entities = [("&quot;", "\""), ("\"\"", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    let plain =
        entities.iter().fold(text, |text, (entity, character)| text.replace(entity, character));
    plain.trim().to_owned()
}

/// Reads the words of a treebank.
///
/// # Errors
/// When the file cannot be read or is not CoNLL-U.
pub fn treebank(path: &Path) -> Result<Vec<GoldDocument>, CorpusError> {
    let parsed = conllu::read(&read_text(path)?).map_err(|error| CorpusError::new(path, error))?;
    let mut documents = Vec::new();
    for treebank_document in parsed {
        for sentences in treebank_document.sentences.chunks(SENTENCES_TOGETHER) {
            let words = |sentence: &conllu::Sentence| {
                sentence.words.iter().map(|word| word.form.clone()).collect()
            };
            documents.push(document(
                treebank_document.id.clone(),
                sentences.iter().map(words).collect(),
            ));
        }
    }
    Ok(documents)
}

/// A text with its blocks, sentences and tokens.
pub(super) fn segmented(text: &str, english: &English) -> Document {
    let mut doc = Document { text: Text::new(text), ..Document::default() };
    doc.blocks = clean::find_blocks(&doc.text, &[], english);
    (doc.sentences, doc.tokens) = segment::segment(&doc.text, &doc.blocks, english);
    doc
}

fn sentences(text: &str, english: &English) -> Vec<Vec<String>> {
    let doc = segmented(text, english);
    let word = |token: &crate::document::Token| doc.text.slice(token.span).to_owned();
    doc.sentences
        .iter()
        .map(|sentence| doc.tokens[sentence.tokens.range()].iter().map(word).collect())
        .collect()
}

fn document(name: String, sentences: Vec<Vec<String>>) -> GoldDocument {
    let sentence = |words| GoldSentence { words, names: Vec::new() };
    GoldDocument {
        name,
        sentences: sentences.into_iter().map(sentence).collect(),
        unannotated: TypeSet::of(&NAME_TYPES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_words_stay() {
        let field = r#""<p> <span id=""object"">Ada &amp; Obi</span> said ""no"".</p>""#;
        assert_eq!(without_markup(field), r#"Ada & Obi said "no"."#);
    }
}
