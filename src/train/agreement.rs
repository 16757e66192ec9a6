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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Modality, RelationType};

    /// Relations of one sentence: type, and where the two ends begin; each is three bytes long.
    fn text(relations: &[(RelationType, usize, usize)]) -> NewsText {
        let end = |at: usize| End { span: at..at + 3, stands_for: Vec::new(), is_unnamed: false };
        let relation = |&(relation, subject, object): &(RelationType, usize, usize)| NewsRelation {
            sentence: 0..50,
            relation,
            subject: end(subject),
            object: end(object),
            is_negated: false,
            modality: Modality::Asserted,
        };
        NewsText { relations: relations.iter().map(relation).collect(), ..NewsText::default() }
    }

    #[test]
    fn readers_agree_on_type_and_ends() {
        use RelationType::{Accuses, MetWith};
        let first = text(&[(Accuses, 0, 10), (MetWith, 0, 20)]);
        for (second, both) in [
            (vec![(Accuses, 0, 10), (MetWith, 0, 20)], 2),
            (vec![(Accuses, 2, 12)], 1),
            (vec![(Accuses, 10, 0)], 0),
            (vec![(MetWith, 20, 0)], 1),
            (vec![(Accuses, 0, 20)], 0),
            (vec![(Accuses, 0, 10), (Accuses, 0, 10)], 1),
        ] {
            let counts = relations(&first, &text(&second));
            assert_eq!((counts.gold, counts.found, counts.both), (2, second.len(), both));
        }
    }
}
