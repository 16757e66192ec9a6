//! A document as it is read: words without marks and line ends, and who speaks.

use std::borrow::Cow;

use super::{Block, BlockKind, Document};
use crate::text::{BlockId, ByteSpan, TokenSpan};

impl Document {
    /// The words of a token: its text, but for one that is cut at a line's end.
    ///
    /// # Panics
    /// When the index is not one of this document's tokens.
    pub fn token_text(&self, index: usize) -> &str {
        match self.rejoined.binary_search_by_key(&index, |(token, _)| token.index()) {
            Ok(at) => &self.rejoined[at].1,
            Err(_) => self.text.slice(self.tokens[index].span),
        }
    }

    /// The words of a run of tokens: their text, but with one blank for a line end or for marks
    /// between them, and whole where a line's end cuts them.
    ///
    /// # Panics
    /// When the run is not of this document's tokens.
    pub fn words(&self, tokens: TokenSpan) -> Cow<'_, str> {
        let written = self.text.slice(self.token_bytes(tokens));
        if !written.contains(['\n', '\u{ad}', '*', '_', '`', '[', '\\']) {
            return Cow::Borrowed(written);
        }
        let mut words = String::with_capacity(written.len());
        let mut end = None;
        for token in tokens.range() {
            let between = end.map_or("", |end| &self.text[end..self.tokens[token].span.start()]);
            let cut = words.ends_with('-') && between.contains('\n'); // "Marchetti-" and "Okoro"
            if between.contains(char::is_whitespace) && !cut {
                words.push(' ');
            }
            words.push_str(self.token_text(token));
            end = Some(self.tokens[token].span.end());
        }
        Cow::Owned(words)
    }

    /// The words that were read at a stretch of the text: without marks and line ends, if there are
    /// tokens.
    pub fn words_at(&self, span: ByteSpan) -> String {
        let start = self.tokens.partition_point(|token| token.span.start() < span.start());
        let end = self.tokens.partition_point(|token| token.span.end() <= span.end());
        if start < end {
            self.words(TokenSpan::new(start, end)).into_owned()
        } else {
            self.text.slice(span).to_owned()
        }
    }

    /// For each block, the block that says who speaks it: the label before it, up to a heading.
    pub fn speakers(&self) -> Vec<Option<BlockId>> {
        let mut label = None;
        let speaks = |(index, block): (usize, &Block)| match block.kind {
            BlockKind::Speaker => {
                label = Some(BlockId::new(index));
                None
            }
            BlockKind::Paragraph | BlockKind::ListItem => label,
            BlockKind::Title | BlockKind::Standfirst | BlockKind::Heading => {
                label = None;
                None
            }
            BlockKind::Caption | BlockKind::Furniture => None,
        };
        self.blocks.iter().enumerate().map(speaks).collect()
    }
}
