//! CoNLL-U: treebanks of Universal Dependencies, <https://universaldependencies.org/format.html>.

use std::fmt;

use crate::text::ByteSpan;

/// A document of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Its id; empty when the file does not divide into documents.
    pub id: String,
    /// Its sentences: at least one.
    pub sentences: Vec<Sentence>,
}

/// A sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The comments of the form "key = value", in order. A comment without "=" has no value.
    pub metadata: Vec<(String, String)>,
    /// Whether a paragraph starts here. The first sentence of a document always starts one.
    pub starts_paragraph: bool,
    /// Its words, clitics apart. Empty nodes are left out.
    pub words: Vec<Word>,
}

/// A syntactic word. What the file leaves out ("_") is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// As written.
    pub form: String,
    /// Its dictionary form.
    pub lemma: String,
    /// The universal part of speech: "PROPN".
    pub upos: String,
    /// The treebank's own tag: "NNP".
    pub xpos: String,
    /// Its features, as "Name=Value" parted by "|".
    pub features: String,
    /// The number of its head in the sentence, counted from 1; 0 for the root.
    pub head: usize,
    /// The relation to its head: "nsubj:pass".
    pub relation: String,
    /// Whatever else, as "Name=Value" parted by "|".
    pub misc: String,
    /// What it adds to the text: its form, except in a multiword token that is not spelt like its
    /// words; there the first word has it all.
    pub surface: String,
    /// Whether a blank follows in the text.
    pub space_after: bool,
}

impl Sentence {
    /// The value of a comment.
    pub fn metadata(&self, key: &str) -> Option<&str> {
        self.metadata.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }
}

impl Word {
    /// The value of one of its features.
    pub fn feature(&self, name: &str) -> Option<&str> {
        attribute(&self.features, name)
    }

    /// The value of an attribute of the last column.
    pub fn misc(&self, name: &str) -> Option<&str> {
        attribute(&self.misc, name)
    }
}

/// The value of "name=value" among attributes parted by "|".
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    attributes
        .split('|')
        .filter_map(|attribute| attribute.split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// A document's text as a reader would paste it, and where its words and sentences lie in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// A line for each paragraph.
    pub text: String,
    /// The lines.
    pub paragraphs: Vec<ByteSpan>,
    /// From the first to the last word of each sentence.
    pub sentences: Vec<ByteSpan>,
    /// Each word that has characters of its own.
    pub words: Vec<ByteSpan>,
}

impl Document {
    /// Lays the document out as a text.
    pub fn layout(&self) -> Layout {
        let mut layout = Layout::default();
        let mut paragraph_start = 0;
        for sentence in &self.sentences {
            if sentence.starts_paragraph && !layout.sentences.is_empty() {
                layout.end_paragraph(paragraph_start);
                layout.text.push('\n');
                paragraph_start = layout.text.len();
            }
            layout.push_sentence(sentence);
        }
        layout.end_paragraph(paragraph_start);
        layout
    }
}

impl Layout {
    fn push_sentence(&mut self, sentence: &Sentence) {
        let start = self.text.len();
        let mut end = start;
        for word in &sentence.words {
            if !word.surface.is_empty() {
                let word_start = self.text.len();
                self.text.push_str(&word.surface);
                end = self.text.len();
                self.words.push(ByteSpan::new(word_start, end));
            }
            if word.space_after {
                self.text.push(' ');
            }
        }
        self.sentences.push(ByteSpan::new(start, end));
    }

    fn end_paragraph(&mut self, start: usize) {
        let text = self.text.trim_end_matches(' ').len().max(start);
        self.text.truncate(text);
        self.paragraphs.push(ByteSpan::new(start, text));
    }
}

/// Reads a file.
///
/// # Errors
/// When a line is not CoNLL-U: names the line.
pub fn read(file: &str) -> Result<Vec<Document>, FormatError> {
    let mut reader = Reader::default();
    for (index, line) in file.lines().enumerate() {
        reader.read_line(line).map_err(|cause| FormatError { line: index + 1, cause })?;
    }
    reader.end_sentence();
    Ok(reader.documents)
}

#[derive(Default)]
struct Reader {
    documents: Vec<Document>,
    sentence: Sentence,
    new_document: Option<String>,
    multiword: Option<Multiword>,
}

/// A multiword token whose words are being read.
struct Multiword {
    last: usize,
    space_after: bool,
    rest: String,
}

impl Reader {
    fn read_line(&mut self, line: &str) -> Result<(), Cause> {
        if let Some(comment) = line.strip_prefix('#') {
            self.read_comment(comment.trim());
            Ok(())
        } else if line.trim().is_empty() {
            self.end_sentence();
            Ok(())
        } else {
            self.read_row(line)
        }
    }

    fn read_comment(&mut self, comment: &str) {
        let (key, value) = comment
            .split_once('=')
            .map_or((comment, ""), |(key, value)| (key.trim(), value.trim()));
        match key {
            "newdoc" => self.new_document = Some(String::new()),
            "newdoc id" => self.new_document = Some(value.to_owned()),
            "newpar" | "newpar id" => self.sentence.starts_paragraph = true,
            _ => {}
        }
        self.sentence.metadata.push((key.to_owned(), value.to_owned()));
    }

    fn read_row(&mut self, line: &str) -> Result<(), Cause> {
        let columns: Vec<&str> = line.split('\t').collect();
        let Ok([id, form, lemma, upos, xpos, features, head, relation, _, misc]) =
            <[&str; 10]>::try_from(columns)
        else {
            return Err(Cause::Columns);
        };
        let space_after = attribute(misc, "SpaceAfter") != Some("No");
        if let Some((_, last)) = id.split_once('-') {
            let last = last.parse().map_err(|_| Cause::Number)?;
            self.multiword = Some(Multiword { last, space_after, rest: form.to_owned() });
            return Ok(());
        }
        if id.contains('.') {
            return Ok(()); // an empty node
        }
        let number: usize = id.parse().map_err(|_| Cause::Number)?;
        if number != self.sentence.words.len() + 1 {
            return Err(Cause::Order);
        }
        let (surface, space_after) = self.surface(number, form, space_after);
        let head = if head == "_" { 0 } else { head.parse().map_err(|_| Cause::Number)? };
        self.sentence.words.push(Word {
            form: form.to_owned(),
            lemma: filled(lemma),
            upos: filled(upos),
            xpos: filled(xpos),
            features: filled(features),
            head,
            relation: filled(relation),
            misc: filled(misc),
            surface,
            space_after,
        });
        Ok(())
    }

    /// What a word adds to the text, and whether a blank follows.
    fn surface(&mut self, number: usize, form: &str, space_after: bool) -> (String, bool) {
        let Some(multiword) = &mut self.multiword else { return (form.to_owned(), space_after) };
        let is_last = number >= multiword.last;
        let rest = &mut multiword.rest;
        let own = match rest.strip_prefix(form) {
            Some(after) if is_last == after.is_empty() => form.len(),
            _ => rest.len(),
        };
        let surface = rest.drain(..own).collect();
        let space_after = is_last && multiword.space_after;
        if is_last {
            self.multiword = None;
        }
        (surface, space_after)
    }

    fn end_sentence(&mut self) {
        self.multiword = None;
        let mut sentence = std::mem::take(&mut self.sentence);
        if sentence.words.is_empty() {
            return;
        }
        if self.new_document.is_some() || self.documents.is_empty() {
            sentence.starts_paragraph = true;
            let id = self.new_document.take().unwrap_or_default();
            self.documents.push(Document { id, sentences: Vec::new() });
        }
        if let Some(document) = self.documents.last_mut() {
            document.sentences.push(sentence);
        }
    }
}

/// The content of a column, empty for "_".
fn filled(column: &str) -> String {
    if column == "_" { String::new() } else { column.to_owned() }
}

/// Why a file could not be read, and the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormatError {
    line: usize,
    cause: Cause,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    Columns,
    Number,
    Order,
}

impl fmt::Display for FormatError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cause = match self.cause {
            Cause::Columns => "a word has ten columns, parted by tabs",
            Cause::Number => "a word's or head's number is not a number",
            Cause::Order => "words are not numbered one by one",
        };
        write!(f, "line {}: {cause}", self.line)
    }
}

impl std::error::Error for FormatError {}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
# newdoc id = first
# text = Ann's here. Go!
1-2\tAnn's\t_\t_\t_\t_\t_\t_\t_\t_
1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t3\tnsubj\t_\t_
2\t's\tbe\tAUX\tVBZ\t_\t3\tcop\t_\t_
3\there\there\tADV\tRB\t_\t0\troot\t_\tSpaceAfter=No|Entity=1
3.1\tx\t_\t_\t_\t_\t_\t_\t_\t_
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# newpar
1\tGo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
2\t!\t!\tPUNCT\t.\t_\t1\tpunct\t_\t_

# newdoc id = second
1\tEnd\tend\tNOUN\tNN\t_\t0\troot\t_\t_
";

    #[test]
    fn documents_sentences_and_words() {
        let documents = read(FILE).unwrap();
        let ids: Vec<&str> = documents.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["first", "second"]);
        let sentence = &documents[0].sentences[0];
        assert_eq!(sentence.metadata("text"), Some("Ann's here. Go!"));
        assert_eq!(sentence.words[0].feature("Number"), Some("Sing"));
        assert_eq!(sentence.words.len(), 4, "neither the multiword token nor the empty node");
        assert_eq!((sentence.words[2].head, sentence.words[2].misc("Entity")), (0, Some("1")));
        assert_eq!(
            (sentence.words[1].features.as_str(), sentence.words[1].relation.as_str()),
            ("", "cop")
        );
    }

    #[test]
    fn the_text_is_laid_out_as_pasted() {
        let layout = read(FILE).unwrap()[0].layout();
        assert_eq!(layout.text, "Ann's here.\nGo!");
        let words: Vec<&str> = layout.words.iter().map(|span| &layout.text[span.range()]).collect();
        assert_eq!(words, ["Ann", "'s", "here", ".", "Go", "!"]);
        let sentences: Vec<&str> =
            layout.sentences.iter().map(|span| &layout.text[span.range()]).collect();
        assert_eq!(sentences, ["Ann's here.", "Go!"]);
        assert_eq!(layout.paragraphs, layout.sentences);
    }

    #[test]
    fn a_bad_line_is_named() {
        for (file, message) in [
            ("1\tword", "line 1: a word has ten columns, parted by tabs"),
            (
                "# c\nx\ta\t_\t_\t_\t_\t0\t_\t_\t_",
                "line 2: a word's or head's number is not a number",
            ),
            ("2\ta\t_\t_\t_\t_\t0\t_\t_\t_", "line 1: words are not numbered one by one"),
        ] {
            assert_eq!(read(file).unwrap_err().to_string(), message);
        }
    }
}
