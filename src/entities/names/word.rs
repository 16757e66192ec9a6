//! What is known of each token before any name is looked for.

use crate::{
    document::{BlockKind, Document, Sentence},
    lists::{Lists, WordClasses},
    text::TokenSpan,
};

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// "police"
    Small,
    /// "Police", with small and large letters
    Capital,
    /// "TTP", "U.N.", "F."
    Upper,
    /// Digits, punctuation, scripts without case.
    None,
}

/// A token with what is known of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) case: Case,
    pub(super) classes: WordClasses,
    /// Whether it would have a capital whatever it is: it begins the sentence or a quotation.
    pub(super) initial: bool,
}

impl Word<'_> {
    /// Whether it could be part of a name by its capital.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.case, Case::Capital | Case::Upper)
    }

    pub(super) fn is(&self, classes: WordClasses) -> bool {
        self.classes.any(classes)
    }

    /// "F.": a letter that stands for a forename.
    pub(super) fn is_initial_letter(&self) -> bool {
        let mut characters = self.text.chars();
        characters.next().is_some_and(char::is_uppercase)
            && matches!(characters.as_str(), "." | ".-")
            || (self.case == Case::Upper
                && self.text.len() <= 6
                && self.text.split_terminator('.').all(|part| part.chars().count() == 1)
                && self.text.contains('.'))
    }

    /// Whether nothing speaks for an ordinary word.
    pub(super) fn is_unusual(&self) -> bool {
        !self.is(WordClasses::COMMON)
    }
}

/// A sentence with its words, and whether its capitals say anything.
pub(super) struct Line<'a> {
    pub(super) words: Vec<Word<'a>>,
    /// Index of the first word in the document's tokens.
    pub(super) first: usize,
    /// Title case or capitals throughout: only known names can be told.
    pub(super) loud: bool,
}

/// Reads the sentences.
pub(super) fn lines<'a>(doc: &'a Document, lists: &Lists) -> Vec<Line<'a>> {
    doc.sentences.iter().map(|sentence| line(doc, lists, sentence)).collect()
}

fn line<'a>(doc: &'a Document, lists: &Lists, sentence: &Sentence) -> Line<'a> {
    let mut words: Vec<Word<'a>> = Vec::with_capacity(sentence.tokens.len());
    let mut initial = true;
    for index in sentence.tokens.range() {
        let text = doc.token_text(index);
        let case = case_of(text);
        let is_word = case != Case::None || text.starts_with(|c: char| c.is_alphanumeric());
        let classes = if is_word { lists.classes(text) } else { WordClasses::default() };
        words.push(Word { text, case, classes, initial });
        initial = match text {
            "“" | "\"" | "‘" | ":" | "•" | "``" | "--" => true,
            _ => initial && !is_word,
        };
    }
    let kind = doc.blocks.get(sentence.block.index()).map(|block| block.kind);
    let loud = is_loud(&words, kind.is_some_and(BlockKind::is_headline));
    Line { words, first: sentence.tokens.start(), loud }
}

impl Line<'_> {
    /// Tokens of the document for words of this line.
    pub(super) fn tokens(&self, start: usize, end: usize) -> TokenSpan {
        TokenSpan::new(self.first + start, self.first + end)
    }

    /// The words' texts, from one of them on.
    pub(super) fn texts(&self, start: usize, end: usize) -> impl Iterator<Item = &str> + Clone {
        self.words[start..end].iter().map(|word| word.text)
    }
}

pub(super) fn case_of(text: &str) -> Case {
    if text.contains(['$', '€', '£']) {
        return Case::None; // amounts
    }
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Case::None };
    let rest: Vec<char> = letters.collect();
    let any_upper = rest.iter().any(|c| c.is_uppercase());
    let any_lower = rest.iter().any(|c| c.is_lowercase());
    match (first.is_uppercase(), any_upper, any_lower) {
        (true, _, false) => Case::Upper,
        (true, _, true) => Case::Capital,
        (false, true, _) if text.starts_with(char::is_alphabetic) => Case::Capital,
        (false, ..) if first.is_lowercase() => Case::Small,
        _ => Case::None,
    }
}

/// Whether ordinary words are written with capitals too.
fn is_loud(words: &[Word<'_>], heading: bool) -> bool {
    let ordinary = words.iter().filter(|word| {
        word.text.len() > 3
            && word.case != Case::None
            && !word.initial
            && word.is(WordClasses::COMMON)
    });
    let (mut small, mut capital) = (0, 0);
    for word in ordinary {
        if word.is_capital() { capital += 1 } else { small += 1 }
    }
    if heading { capital > small } else { capital >= 3 && capital > 2 * small }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_written_small_or_large() {
        for (text, case) in [
            ("police", Case::Small),
            ("Police", Case::Capital),
            ("TTP", Case::Upper),
            ("U.N.", Case::Upper),
            ("iPhone", Case::Capital),
            ("al-Qaeda", Case::Capital),
            ("2021", Case::None),
            ("“", Case::None),
            ("US$1.1", Case::None),
            ("東京", Case::None),
        ] {
            assert_eq!(case_of(text), case, "{text:?}");
        }
    }
}
