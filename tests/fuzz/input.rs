//! What the command line's reader of pages makes: it is compiled in here as it is.

use gloss::pipeline::BlockHint;

/// An article's text and what its markup says of the blocks.
pub(crate) struct Article {
    pub(crate) text: String,
    pub(crate) block_hints: Vec<BlockHint>,
}
