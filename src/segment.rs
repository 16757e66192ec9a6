//! Step 2: blocks become sentences and tokens.

use crate::{
    document::{Block, Sentence, Token},
    text::Text,
};

/// Cuts the blocks that are not furniture into sentences and tokens.
pub fn segment(text: &Text, blocks: &[Block]) -> (Vec<Sentence>, Vec<Token>) {
    let _ = (text, blocks);
    (Vec::new(), Vec::new())
}
