//! Gloss annotates news articles: who and what is in them, which mentions are the same thing, how
//! they relate, and the sentence that says so.
//!
//! # The way of an article
//!
//! [`annotate`] takes a pasted text through these steps, each a module with one public function:
//!
//! 1. [`clean::find_blocks`] cuts the text into title, paragraphs and page furniture.
//! 2. [`segment::segment`] cuts the blocks into sentences and tokens.
//! 3. [`entities::find_mentions`] finds names, dates and amounts; [`entities::explain`] says why.
//! 4. [`coref::resolve`] decides which mentions stand for the same entity.
//! 5. [`relations::extract`] finds what the text says of two entities.
//! 6. [`warn::find_warnings`] says what a reader should know, such as a language that is not read.
//!
//! The result is a [`document::Document`]; [`export`] turns it into files, and [`review`] keeps what a reader
//! decides about it. What the steps know of
//! the world comes from a [`knowledge::Knowledge`], loaded once.
//!
//! ```
//! let knowledge = gloss::knowledge::Knowledge::default(); // or `Knowledge::load(bytes)`
//! let document = gloss::annotate("Munir met Raisi.", &knowledge, &gloss::Options::default());
//! assert_eq!(document.text.as_str(), "Munir met Raisi.");
//! ```

pub mod text;

pub mod order;

pub mod english;

pub mod document;

pub mod pipeline;

pub mod clean;

pub mod segment;

pub mod entities;

pub(crate) mod shallow;

pub mod coref;

pub mod relations;

pub mod warn;

pub mod export;

pub mod review;

pub mod markup;

pub mod knowledge;

pub mod pack;

pub mod lists;

#[cfg(any(test, feature = "cli"))]
pub mod show;

#[cfg(test)]
mod testing;

pub mod model;

/// Only trained and scored so far.
pub mod syntax;

#[cfg(feature = "train")]
#[expect(clippy::disallowed_methods, reason = "trainers are in no page")]
pub mod train;

pub use pipeline::{Options, Published, annotate};
