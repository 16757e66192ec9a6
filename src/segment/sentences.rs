//! Sentences of a block.

use crate::text::Lower;
use std::ops::Range;

use super::words::Words;
use crate::document::Token;

/// The most tokens of a sentence. Later steps look at each pair of names in one: what is no sentence at all, such
/// as a list of ten thousand names, would take them minutes. Ten times what long sentences of newspapers have.
const LONGEST: usize = 400;

/// Cuts the tokens of a block into sentences: ranges of `tokens`, each not empty, that tile them.
pub(super) fn cut(text: &str, tokens: &[Token], english: &Words) -> Vec<Range<usize>> {
    let block = TokensOfBlock { text, tokens, english };
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut closed = 0; // where the closers end that were looked at last
    for at in 0..tokens.len() {
        if at > start && block.begins_cell(at) {
            push_sentence(&block, start..at, &mut sentences);
            start = at;
        }
        if !block.may_end(at, start) {
            continue;
        }
        if closed <= at {
            closed = block.end_of_closers(at + 1);
        }
        if closed < tokens.len() && closed > start && block.ends(at, closed, start) {
            push_sentence(&block, start..closed, &mut sentences);
            start = closed;
        }
    }
    if start < tokens.len() {
        push_sentence(&block, start..tokens.len(), &mut sentences);
    }
    sentences.into_iter().flat_map(|sentence| block.pieces(sentence)).collect()
}

/// Adds a sentence, to the one before it when it has no word: emoji after the last full stop.
fn push_sentence(
    block: &TokensOfBlock<'_>,
    sentence: Range<usize>,
    sentences: &mut Vec<Range<usize>>,
) {
    let says_something =
        sentence.clone().any(|at| block.token(at).chars().any(char::is_alphanumeric));
    match sentences.last_mut() {
        Some(last) if !says_something => last.end = sentence.end,
        _ => sentences.push(sentence),
    }
}

struct TokensOfBlock<'t> {
    text: &'t str,
    tokens: &'t [Token],
    english: &'t Words,
}

impl<'t> TokensOfBlock<'t> {
    fn token(&self, index: usize) -> &'t str {
        self.tokens.get(index).map_or("", |token| &self.text[token.span.range()])
    }

    /// Whether no blank stands between a token and the one before it.
    fn is_adjacent(&self, index: usize) -> bool {
        index > 0 && self.tokens[index - 1].span.end() == self.tokens[index].span.start()
    }

    /// A sentence, in pieces if it is too long: cut at a semicolon or dash, else at a comma, where there is one.
    fn pieces(&self, sentence: Range<usize>) -> Vec<Range<usize>> {
        let mut pieces = Vec::with_capacity(1);
        let mut start = sentence.start;
        while sentence.end - start > LONGEST {
            let most = start + LONGEST;
            let last_of = |marks: &[&str]| {
                (start + LONGEST / 2..most).rev().find(|at| marks.contains(&self.token(*at)))
            };
            let mark = last_of(&[";", "—", "–"]).or_else(|| last_of(&[","]));
            let end = mark.map_or(most, |mark| mark + 1);
            pieces.push(start..end);
            start = end;
        }
        pieces.push(start..sentence.end);
        pieces
    }

    /// Whether a tab stands between a token and the one before it.
    fn begins_cell(&self, index: usize) -> bool {
        let between = self.tokens[index - 1].span.end()..self.tokens[index].span.start();
        self.text[between].contains('\t')
    }

    /// The end of the quotes, brackets and terminators that close at `from`.
    fn end_of_closers(&self, from: usize) -> usize {
        let mut end = from;
        while end < self.tokens.len() && self.is_adjacent(end) && is_closer(self.token(end)) {
            end += 1;
        }
        end
    }

    /// Whether a sentence may end with this token.
    fn may_end(&self, at: usize, start: usize) -> bool {
        let token = self.token(at);
        is_terminator(token) && at > start
            || token.len() > 1 && token.ends_with('.') && !is_terminator(token)
    }

    /// Whether a sentence that may end at `at` does, given that `end` follows.
    fn ends(&self, at: usize, end: usize, start: usize) -> bool {
        let token = self.token(at);
        let next = self.token(end);
        let closed = end > at + 1;
        if !is_terminator(token) {
            return self.abbreviation_ends(token, end);
        }
        let inside_number = end == at + 1
            && token == "."
            && self.is_adjacent(end)
            && next.starts_with(|c: char| c.is_ascii_digit());
        if self.is_enumerator(at, start) || inside_number {
            return false;
        }
        if next.starts_with(char::is_lowercase) {
            return !closed && token.starts_with(['!', '?']);
        }
        if token.starts_with("..") || token == "…" {
            return next.starts_with(char::is_uppercase)
                || !next.starts_with(char::is_alphanumeric) && is_opener(next);
        }
        !matches!(next, "," | ";" | ":" | "-" | "–" | "—" | "--" | ")" | "]")
    }

    /// Whether a sentence ends after an abbreviation.
    fn abbreviation_ends(&self, token: &str, end: usize) -> bool {
        let stem = token.trim_end_matches('.').lower();
        if self.english.open_abbreviations.holds(&stem) {
            return false;
        }
        let next = self.token(end);
        next.starts_with(char::is_uppercase) && self.english.starters.holds(&next.lower())
            || matches!(next, "“" | "\"") && stem.len() > 1
    }

    /// Whether this is the full stop of "1." or "a." at the start of an item.
    fn is_enumerator(&self, at: usize, start: usize) -> bool {
        let first = self.token(start);
        at == start + 1
            && self.token(at) == "."
            && (first.len() <= 2 && first.bytes().all(|byte| byte.is_ascii_digit())
                || first.chars().count() == 1)
    }
}

fn is_terminator(token: &str) -> bool {
    token.starts_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
        && !token.chars().any(char::is_alphanumeric)
}

fn is_closer(token: &str) -> bool {
    is_terminator(token)
        || matches!(token, "\"" | "'" | "''" | "”" | "’" | "»" | ")" | "]" | "}" | "」" | "』")
}

fn is_opener(token: &str) -> bool {
    matches!(token, "\"" | "'" | "``" | "“" | "‘" | "«" | "(" | "[" | "「" | "『")
}
