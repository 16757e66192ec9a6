//! Step 4: which mentions stand for the same entity.

use crate::{
    document::{Document, Entity, Mention},
    knowledge::Knowledge,
};

/// Groups the document's mentions into entities. Returns the mentions, each with its entity, and
/// the entities in the order of their first mention. Values of one normal form are one entity.
pub fn resolve(doc: &Document, knowledge: &Knowledge) -> (Vec<Mention>, Vec<Entity>) {
    let _ = (doc, knowledge);
    (Vec::new(), Vec::new())
}
