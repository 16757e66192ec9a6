//! Step 1: the pasted text becomes blocks, and page furniture is told from the article.

use crate::{document::Block, pipeline::BlockHint, text::Text};

/// Divides a text into blocks: disjoint, in order, none blank, each kind as hinted or guessed.
pub fn find_blocks(text: &Text, hints: &[BlockHint]) -> Vec<Block> {
    let _ = (text, hints);
    Vec::new()
}
