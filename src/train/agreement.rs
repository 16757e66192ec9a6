//! How far two careful readers agree on the news that we annotated ourselves: the ceiling of what a program can be
//! measured by.

use std::path::Path;

use super::{
    corpora::{
        CorpusError,
        news::{End, Fold, NewsRelation, NewsText, overlap, read_news, read_twice},
    },
    segmentation::Counts,
};

/// What two readers have in common. The one who read first is the gold of the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Agreement {
    /// Texts that both read.
    pub texts: usize,
    /// Names by place and type.
    pub names: Counts,
    /// Relations by sentence, type and ends.
    pub relations: Counts,
}

/// Compares the second reading of texts with the first.
///
/// # Errors
/// When a corpus or an annotation cannot be read.
pub fn agreement(data: &Path) -> Result<Agreement, CorpusError> {
    let mut agreement = Agreement::default();
    read_news(data, Fold::Training)?; // all of them are checked, also those that were read once
    for [first, second] in read_twice(data)? {
        agreement.texts += 1;
        agreement.names.add(names(&first, &second));
        // Of texts whose names alone were read there are no relations to compare.
        if !second.relations.is_empty() {
            agreement.relations.add(relations(&first, &second));
        }
    }
    Ok(agreement)
}

fn names(first: &NewsText, second: &NewsText) -> Counts {
    let [gold, found] = [first, second].map(|text| text.names.as_deref().unwrap_or_default());
    let both = found.iter().filter(|name| gold.contains(name)).count();
    Counts { found: found.len(), gold: gold.len(), both }
}

/// Each relation of a reader is matched with one of the other at most.
fn relations(first: &NewsText, second: &NewsText) -> Counts {
    let mut open: Vec<&NewsRelation> = first.relations.iter().collect();
    let gold = open.len();
    for relation in &second.relations {
        if let Some(at) = open.iter().position(|other| is_same(relation, other)) {
            open.swap_remove(at);
        }
    }
    Counts { found: second.relations.len(), gold, both: gold - open.len() }
}

fn is_same(one: &NewsRelation, other: &NewsRelation) -> bool {
    let joins = |subject: &End, object: &End| {
        overlap(&one.subject.span, &subject.span) && overlap(&one.object.span, &object.span)
    };
    one.relation == other.relation
        && (joins(&other.subject, &other.object)
            || one.relation.is_symmetric() && joins(&other.object, &other.subject))
}
