//! Step 6: what a reader should know of the result.

use crate::document::{Document, Warning};

/// Words that every English text of some length is full of and other languages in Latin letters
/// are not: neither "in" (German, Italian, …) nor "a", "on", "is", "was", "of" (French, Dutch, …).
const ENGLISH: &[&str] = &[
    "and", "are", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "his",
    "it", "its", "not", "said", "that", "the", "their", "they", "this", "to", "were", "which",
    "who", "will", "with",
];

/// Fewer words than this say nothing of a language, as a headline has no small words: what the page says of itself
/// counts then. In longer texts the words do, since many pages say of all their articles what is true of most.
const ENOUGH_WORDS: usize = 20;

/// In fewer words than this, a list or a table, one small word is enough to be English.
const FEW_WORDS: usize = 60;

/// In English, about one word of four is on the list; in other languages, next to none.
const FEWEST_IN_100: usize = 5;

/// Finds out what to warn of.
pub fn find_warnings(document: &Document) -> Vec<Warning> {
    if document.tokens.is_empty() {
        return vec![Warning::NothingToRead];
    }
    if is_other_script(document) || is_other_language(document) {
        return vec![Warning::NotEnglish];
    }
    Vec::new()
}

/// Whether most letters are not Latin.
fn is_other_script(document: &Document) -> bool {
    let (mut latin, mut other) = (0_usize, 0_usize);
    for token in &document.tokens {
        let letters = document.text.slice(token.span).chars().filter(|c| c.is_alphabetic());
        for letter in letters {
            let counter = if is_latin(letter) { &mut latin } else { &mut other };
            *counter += 1;
        }
    }
    other > latin
}

fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

fn is_other_language(document: &Document) -> bool {
    let (mut words, mut english) = (0, 0);
    for token in &document.tokens {
        let word = document.text.slice(token.span);
        if word.starts_with(char::is_alphabetic) {
            words += 1;
            english += usize::from(ENGLISH.iter().any(|known| known.eq_ignore_ascii_case(word)));
        }
    }
    let is_short_and_has_one = words < FEW_WORDS && english > 0;
    let is_said = document.origin.language.as_deref().is_some_and(|tag| !is_english(tag));
    (words >= ENOUGH_WORDS || is_said)
        && !is_short_and_has_one
        && english * 100 < words * FEWEST_IN_100
}

/// Whether a language is English: "en", "en-GB".
fn is_english(tag: &str) -> bool {
    tag.split('-').next().is_some_and(|language| language.eq_ignore_ascii_case("en"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, annotate, document::Origin, knowledge::Knowledge};

    /// What is warned of in a text whose page says that it is in that language.
    fn warnings(text: &str, language: Option<&str>) -> Vec<Warning> {
        let origin = Origin { language: language.map(str::to_owned), ..Origin::default() };
        annotate(text, &Knowledge::default(), &Options { origin, ..Options::default() }).warnings
    }

    #[test]
    fn of_a_short_text_the_page_says_the_language() {
        const GERMAN: &str = "Maria Roth besucht am Montag Wien.";
        assert_eq!(warnings(GERMAN, Some("de")), [Warning::NotEnglish]);
        assert_eq!(warnings(GERMAN, Some("en-GB")), []);
        assert_eq!(warnings(GERMAN, None), []);
    }

    #[test]
    fn a_page_that_is_wrong_about_its_language_is_not_believed() {
        let english = "Maria Roth said that she will visit the mayor of Vienna.";
        assert_eq!(warnings(english, Some("de")), []);
        assert_eq!(warnings(&format!("{english} ").repeat(5), Some("de-AT")), []);
    }
}
