//! What the command line's reader of pages makes: it is compiled in here as it is.

use gloss::{document::Origin, pipeline::BlockHint};
use time::Date;

/// An article's text, what its markup says of the blocks, and what its page says of it.
pub(crate) struct Article {
    pub(crate) text: String,
    pub(crate) block_hints: Vec<BlockHint>,
    pub(crate) published: Option<Date>,
    pub(crate) origin: Origin,
}
