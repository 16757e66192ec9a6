//! Puts words and block borders together to a text with [`BlockHint`]s.

use crate::{
    document::BlockKind,
    pipeline::BlockHint,
    text::{ByteSpan, Text},
};

/// Collects a text. Runs of blanks become one, as a browser shows them; blocks are parted by an
/// empty line, list items and table rows by a line end.
#[derive(Debug, Default)]
pub(super) struct TextBuilder {
    text: String,
    hints: Vec<BlockHint>,
    block: Option<OpenBlock>,
    /// Blanks that count only when words follow in the same block.
    pending: Pending,
}

#[derive(Debug)]
struct OpenBlock {
    start: usize,
    kind: Option<BlockKind>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Pending {
    #[default]
    Nothing,
    Space,
    Tab,
    Line,
    Paragraph,
}

impl TextBuilder {
    /// Adds words, with whatever blanks the source has.
    pub(super) fn words(&mut self, words: &str) {
        for (index, part) in words.split(is_blank).enumerate() {
            if index > 0 {
                self.pending = self.pending.max(Pending::Space);
            }
            if !part.is_empty() {
                self.flush();
                self.text.push_str(part);
            }
        }
    }

    /// Adds words with their blanks as they are.
    pub(super) fn preformatted(&mut self, words: &str) {
        let words = Text::new(words);
        if !words.trim().is_empty() {
            self.flush();
            self.text.push_str(&words);
        }
    }

    /// A line end inside a block.
    pub(super) fn line_break(&mut self) {
        self.pending = self.pending.max(Pending::Line);
    }

    /// The border between two cells of a row.
    pub(super) fn cell_break(&mut self) {
        self.pending = self.pending.max(Pending::Tab);
    }

    /// What comes next is a block of its own, of this kind if it is known.
    pub(super) fn open_block(&mut self, kind: Option<BlockKind>) {
        self.close_block();
        let list =
            kind == Some(BlockKind::ListItem) && self.last_kind() == Some(BlockKind::ListItem);
        self.pending = self.pending.max(if list { Pending::Line } else { Pending::Paragraph });
        self.block = Some(OpenBlock { start: usize::MAX, kind });
    }

    /// What comes next is no longer part of the block.
    pub(super) fn close_block(&mut self) {
        if let Some(OpenBlock { start, kind: Some(kind) }) = self.block.take()
            && start < self.text.len()
            && is_telling(kind, &self.text[start..])
        {
            self.hints.push(BlockHint { span: ByteSpan::new(start, self.text.len()), kind });
        }
    }

    /// The text and what its blocks are.
    pub(super) fn finish(mut self) -> (String, Vec<BlockHint>) {
        self.close_block();
        (self.text, self.hints)
    }

    fn last_kind(&self) -> Option<BlockKind> {
        self.hints.last().filter(|hint| hint.span.end() == self.text.len()).map(|hint| hint.kind)
    }

    /// Writes the blanks that stand before the next words.
    fn flush(&mut self) {
        let blanks = match std::mem::take(&mut self.pending) {
            _ if self.text.is_empty() => "",
            Pending::Nothing => "",
            Pending::Space => " ",
            Pending::Tab => "\t",
            Pending::Line => "\n",
            Pending::Paragraph => "\n\n",
        };
        self.text.push_str(blanks);
        if let Some(block) = &mut self.block
            && block.start == usize::MAX
        {
            block.start = self.text.len();
        }
    }
}

/// Whether the markup's word is worth more than the engine's own judgement. Pages make paragraphs
/// and list items of buttons and labels, too: only what reads like a sentence is believed.
fn is_telling(kind: BlockKind, words: &str) -> bool {
    let plain = matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
    !plain || words.len() >= 60 || words.ends_with(['.', '!', '?', '”', '"'])
}

/// The blanks that HTML collapses; a no-break space is not one.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockKind::{ListItem, Title};

    #[test]
    fn blanks_collapse_and_blocks_are_parted() {
        let mut builder = TextBuilder::default();
        builder.open_block(Some(Title));
        builder.words("  A \n title ");
        builder.open_block(None);
        builder.words("Some ");
        builder.words("words\u{a0}here ");
        builder.line_break();
        builder.words(" next");
        builder.open_block(Some(ListItem));
        builder.words("One.");
        builder.open_block(Some(ListItem));
        builder.words("Two.");
        let (text, hints) = builder.finish();
        assert_eq!(text, "A title\n\nSome words\u{a0}here\nnext\n\nOne.\nTwo.");
        let hinted: Vec<(&str, BlockKind)> =
            hints.iter().map(|hint| (&text[hint.span.range()], hint.kind)).collect();
        assert_eq!(hinted, [("A title", Title), ("One.", ListItem), ("Two.", ListItem)]);
    }

    #[test]
    fn empty_blocks_leave_nothing() {
        let mut builder = TextBuilder::default();
        for _ in 0..3 {
            builder.open_block(Some(BlockKind::Furniture));
            builder.words(" \n ");
        }
        assert_eq!(builder.finish(), (String::new(), vec![]));
    }
}
