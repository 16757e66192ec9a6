//! Step 2: blocks become sentences and tokens.
//!
//! # Tokens
//! The conventions of the UD English treebanks (EWT, GUM), since the tagger learns from them:
//! - Punctuation marks are tokens, runs of full stops, dashes, or of `!` and `?` are one.
//! - Clitics are tokens: "Pakistan|'s", "do|n't", "we|'ll", "can|not", "gon|na".
//! - Currency signs, percent signs and units are tokens: "$|40|m", "5|pm", "12|%". A sign with its
//!   country is one: "US$|5".
//! - Abbreviations, initials, numbers, dates, times, addresses of mail and web, hashtags, handles and
//!   emoji are one token each: "Gen.", "U.S.", "1,500.5", "9/11", "10:30", "#news".
//! - Hyphenated words are cut at their hyphens ("cross|-|border", "26|-|year|-|old"), except after a
//!   prefix ("anti-Iran", "mid-August", "e-mail").
//!
//! There is one exception to what the treebanks do: a hyphenated *name* is one token,
//! "Marchetti-Okoro", "Tehreek-e-Taliban", "al-Shabaab", "Jong-un". Names of countries,
//! nationalities and acronyms are still cut ("Iran|-|Pakistan border", "US|-|China").
//!
//! A word that is hyphenated over a line's end within a block is one token; [`rejoin`] tells its word.
//!
//! # Sentences
//! A block's end is a sentence's end, so a title needs no full stop. Within a block a sentence ends
//! at a terminator, with the quotes and brackets that close after it, when what follows can start one.
//! What goes on for more than 400 tokens is cut, at a semicolon or comma where there is one.
//! The cells of a table's row, parted by tabs, are sentences of their own.
//!
//! Both are scanners over character classes with lists as data ([`words`]); each looks ahead by a
//! bounded distance only, so the time is linear in the text.

use crate::{
    document::{Block, BlockKind, Sentence, Token},
    english::English,
    text::{BlockId, ByteSpan, Text, TokenId, TokenSpan},
};

mod hyphens;
mod line_ends;
mod sentences;
mod tokens;
pub(crate) mod words;

/// Cuts the blocks that are not furniture into sentences and tokens.
///
/// The tokens of a block are its characters that are not blank, in order; its sentences are its
/// tokens, in order. Marks that are no words are to be blank: see [`crate::clean::as_read`].
/// `english` has the abbreviations, prefixes and other words that decide.
pub fn segment(text: &Text, blocks: &[Block], english: &English) -> (Vec<Sentence>, Vec<Token>) {
    let english = &english.segment;
    let whole = line_ends::joined(text, blocks, english);
    let text = &*whole;
    let mut sentences = Vec::new();
    let mut tokens = Vec::with_capacity(text.len() / 5);
    for (index, block) in blocks.iter().enumerate() {
        if block.kind == BlockKind::Furniture {
            continue;
        }
        let first = tokens.len();
        tokens::push_tokens(text, block.span, english, &mut tokens);
        for run in sentences::cut(text, &tokens[first..], english) {
            let run = TokenSpan::new(first + run.start, first + run.end);
            let span =
                ByteSpan::new(tokens[run.start()].span.start(), tokens[run.end() - 1].span.end());
            sentences.push(Sentence { span, tokens: run, block: BlockId::new(index) });
        }
    }
    (sentences, tokens)
}

/// The words of tokens that have a hyphen and a line's end in them, or invisible hyphens. `text` is
/// the text that the tokens were cut from.
pub fn rejoin(text: &Text, tokens: &[Token]) -> Vec<(TokenId, String)> {
    let words = tokens.iter().enumerate().filter_map(|(index, token)| {
        Some((TokenId::new(index), line_ends::rejoined(text.slice(token.span))?))
    });
    words.collect()
}

#[cfg(test)]
mod tests;
