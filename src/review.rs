//! What a reader decides about a document, kept as a log that is replayed over it:
//! `reviewed = apply(machine's document, log)`.
//!
//! The machine's document is never changed. A reader's [`Log`] is a list of steps that only grows at its
//! end; undo and redo move a pointer in it. Nothing in it is a number of a table: an [`Edit`] names what
//! it is about by place and words ([`anchor`]), so that the log fits another reading of the same text,
//! and moves along with a change of the text.
//!
//! - [`Log`] holds the steps and what is undone of them.
//! - [`apply`] replays it: the reviewed document, and what could not be applied, with the reason.
//! - [`input`] says what the engine must be asked with: the text after its changes, the blocks, the day.
//! - [`machine`] gives back the machine's document that a reviewed one was made of.
//! - [`everywhere`] makes of an edit of a mention the edits for all occurrences of its words.
//! - [`diff`] compares two documents of one text, and makes of the difference a step ([`diff::as_step`]):
//!   so a file from another tool is imported.
//!
//! All of it works on the saved form of a document ([`Article`](crate::export::json::Article)), since that
//! knows what a person decided (`status`), who found what (`source`), and is all that is left of a
//! document in a file: one without sentences and tokens can be reviewed like one just read.
//!
//! Positions of a log count code points, whatever the document counts: a log outlives its document.

pub mod anchor;
pub mod diff;
pub mod edit;

mod apply;
mod change;
mod input;
mod log;
mod machine;
mod occurrences;
mod replay;
mod row;

pub use apply::{Fallen, Reason, Reviewed, Unapplied, apply};
pub use edit::Edit;
pub use input::{Input, input, original};
pub use log::{Log, Step};
pub use machine::{Machine, Overridden, machine};
pub use occurrences::everywhere;
pub use row::{KINDS, Row};

#[cfg(test)]
mod tests;
