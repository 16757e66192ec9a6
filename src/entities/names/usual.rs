//! Lines in Title Case and capitals, read as they would be written in running text.
//!
//! The network knows names by their capitals; where every word has one, it would take verbs into names and
//! miss the rest. So it reads such a line with each word as the article writes it elsewhere, else as the lists know it.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    runs::is_function_word,
    word::{Case, Line, Word},
};
use crate::{
    document::Document,
    lists::{Lists, WordClasses},
    shallow::{inflect::Forms, words::Words},
    text::{Lower, TokenSpan, small},
};

/// Each token of a document as running text would have it.
pub(super) struct Usual<'d> {
    tokens: Vec<Cow<'d, str>>,
}

/// What says that words before it are part of a name: "Energy Storage Summit".
const HEADS: WordClasses =
    WordClasses::from_all(&[WordClasses::ORG_HEAD, WordClasses::EVENT_HEAD, WordClasses::FAC_HEAD]);

impl<'d> Usual<'d> {
    /// Reads the lines of a document.
    pub(super) fn new(
        doc: &'d Document,
        lines: &[Line<'d>],
        lists: &Lists,
        english: &Words,
    ) -> Self {
        let mut tokens: Vec<Cow<'d, str>> =
            (0..doc.tokens.len()).map(|index| Cow::Borrowed(doc.token_text(index))).collect();
        if lines.iter().any(is_headline) {
            let seen = Seen::new(lines);
            for line in lines.iter().filter(|line| is_headline(line)) {
                for (place, text) in recased(line, &seen, lists, english).into_iter().enumerate() {
                    tokens[line.first + place] = text;
                }
            }
        }
        Self { tokens }
    }

    /// The words of each sentence.
    pub(super) fn sentences(&self, doc: &Document) -> Vec<Vec<&str>> {
        let words = |tokens: TokenSpan| self.tokens[tokens.range()].iter().map(|text| &**text);
        doc.sentences.iter().map(|sentence| words(sentence.tokens).collect()).collect()
    }

    /// A token.
    pub(super) fn token(&self, index: usize) -> &str {
        &self.tokens[index]
    }

    /// Tokens with blanks between them.
    pub(super) fn phrase(&self, tokens: TokenSpan) -> String {
        self.tokens[tokens.range()].join(" ")
    }
}

/// Whether the capitals of a line say nothing: every ordinary word of it has one. A sentence with many names has
/// small words, too.
pub(super) fn is_headline(line: &Line<'_>) -> bool {
    let is_small = |word: &Word<'_>| {
        word.case == Case::Small && word.text.len() > 3 && !is_function_word(&word.text.lower())
    };
    line.loud && !line.words.iter().any(is_small)
}

/// How the running text of an article writes its words, by their small letters.
struct Seen<'d>(BTreeMap<String, Written<'d>>);

#[derive(Default)]
struct Written<'d> {
    small: usize,
    /// With capitals where nothing but a name has them, and the first such form.
    capital: usize,
    form: Option<&'d str>,
}

impl<'d> Seen<'d> {
    fn new(lines: &[Line<'d>]) -> Self {
        let mut seen: BTreeMap<String, Written<'d>> = BTreeMap::new();
        for word in lines.iter().filter(|line| !is_headline(line)).flat_map(|line| &line.words) {
            let counts = match word.case {
                Case::Small => (1, 0),
                Case::Capital | Case::Upper if !word.initial || word.is_unusual() => (0, 1),
                _ => continue,
            };
            let written = seen.entry(word.text.lower()).or_default();
            written.small += counts.0;
            written.capital += counts.1;
            if counts.1 > 0 {
                written.form = written.form.or(Some(word.text));
            }
        }
        Self(seen)
    }

    fn of(&self, lower: &str) -> Option<&Written<'d>> {
        self.0.get(lower)
    }
}

/// The words of a line whose capitals say nothing.
fn recased<'d>(
    line: &Line<'d>,
    seen: &Seen<'d>,
    lists: &Lists,
    english: &Words,
) -> Vec<Cow<'d, str>> {
    let words = &line.words;
    // Among capitals only, none of them says that a word is an acronym.
    let letters = |word: &&Word<'_>| word.case != Case::None && word.text.chars().count() > 1;
    let is_shouted = words.iter().filter(letters).all(|word| word.case == Case::Upper);
    let mut kept = vec![false; words.len()];
    keep_known_phrases(line, lists, &mut kept);
    keep_before_heads(words, &mut kept, english);
    keep_full_names(words, &mut kept);
    let first = words.iter().position(|word| word.case != Case::None);
    words
        .iter()
        .enumerate()
        .map(|(place, word)| {
            let text = usual(word, seen, lists, is_shouted, kept[place], english);
            let begins = Some(place) == first && text.starts_with(char::is_lowercase);
            if begins { Cow::Owned(capitalised(word.text)) } else { text }
        })
        .collect()
}

fn usual<'d>(
    word: &Word<'d>,
    seen: &Seen<'d>,
    lists: &Lists,
    is_shouted: bool,
    is_kept: bool,
    english: &Words,
) -> Cow<'d, str> {
    if !word.is_capital() {
        return Cow::Borrowed(word.text);
    }
    let lower = word.text.lower();
    if let Some(forms) = seen.of(&lower) {
        return match forms.form {
            Some(form) if forms.capital > forms.small => Cow::Borrowed(form),
            // As often a name as not: the capital stays.
            Some(_) if is_kept && forms.capital == forms.small => Cow::Borrowed(word.text),
            _ => Cow::Owned(lower),
        };
    }
    let is_acronym = word.case == Case::Upper && (!is_shouted || is_known_acronym(word, lists));
    if is_acronym {
        return Cow::Borrowed(word.text);
    }
    let is_ordinary =
        word.is(WordClasses::COMMON) || is_function_word(&lower) || is_verb(word, english);
    if is_ordinary && !is_kept {
        return Cow::Owned(lower);
    }
    if is_shouted { Cow::Owned(capitalised(word.text)) } else { Cow::Borrowed(word.text) }
}

/// "NATO", "U.S."
fn is_known_acronym(word: &Word<'_>, lists: &Lists) -> bool {
    word.text.contains('.') || lists.readings(word.text).any(|reading| reading.acronym)
}

/// A word with a capital at the start of each part, and small letters else: "Al-Shabaab" from "AL-SHABAAB".
fn capitalised(word: &str) -> String {
    let mut begins = true;
    let mut text = String::with_capacity(word.len());
    for c in word.chars() {
        if begins {
            text.push(c);
        } else {
            text.extend(small(c));
        }
        begins = matches!(c, '-' | '.');
    }
    text
}

/// Names of several words that the lists know keep their capitals: "Ivory Coast".
fn keep_known_phrases(line: &Line<'_>, lists: &Lists, kept: &mut [bool]) {
    for start in 0..line.words.len() {
        if !line.words[start].is_capital() {
            continue;
        }
        let matches = lists.matches(line.texts(start, line.words.len()));
        let longest =
            matches.into_iter().map(|(length, _)| length).filter(|&length| length > 1).max();
        if let Some(length) = longest {
            kept[start..start + length].fill(true);
        }
    }
}

/// "Leeds Station", "Energy Storage Summit": words that are no ordinary ones before one that says what it is, or two
/// ordinary ones alone.
fn keep_before_heads(words: &[Word<'_>], kept: &mut [bool], english: &Words) {
    for head in (0..words.len()).filter(|&head| words[head].is(HEADS) && words[head].is_capital()) {
        let run = |is_part: &dyn Fn(&Word<'_>) -> bool| {
            words[..head].iter().rev().take_while(|word| word.is_capital() && is_part(word)).count()
        };
        let unusual = run(&|word| word.is_unusual() && !is_verb(word, english));
        let all = run(&|word| !is_function_word(&word.text.lower()) && !is_verb(word, english));
        let length = if all == 2 { all } else { unusual };
        if length > 0 {
            kept[head - length..=head].fill(true);
        }
    }
}

/// "opens" and "names", which headlines are full of; not "visits", which are things as well.
fn is_verb(word: &Word<'_>, english: &Words) -> bool {
    let lower = word.text.lower();
    english.forms(&lower).has(Forms::THIRD) && !english.is_ambiguous(&lower)
}

/// "Bill Marlow", "Gordon Brown": ordinary words that are names beside another part of the name.
fn keep_full_names(words: &[Word<'_>], kept: &mut [bool]) {
    for (place, pair) in words.windows(2).enumerate() {
        let [first, last] = pair else { continue };
        let is_pair = first.is(WordClasses::FORENAME)
            && last.is_capital()
            && (last.is_unusual() && !last.is(HEADS)
                || first.is_unusual() && last.is(WordClasses::SURNAME));
        if is_pair {
            kept[place..place + 2].fill(true);
        }
    }
}
