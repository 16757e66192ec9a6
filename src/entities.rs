//! Step 3: names, dates and amounts.

use time::Date;

use crate::{
    document::{Document, Mention},
    knowledge::Knowledge,
};

/// Finds the names and values in the sentences, in the order of the text, not overlapping.
///
/// `published` is the day that relative dates count from.
pub fn find_mentions(
    doc: &Document,
    knowledge: &Knowledge,
    published: Option<Date>,
) -> Vec<Mention> {
    let _ = (doc, knowledge, published);
    Vec::new()
}
