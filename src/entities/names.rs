//! Names: by a trained network, and by lists of known names and general rules over capitalised words,
//! whose surest findings are added.
//!
//! The network is in [`crate::model`]; [`learned`] joins both. The lists and rules work like this:
//!
//! 1. Each sentence gives runs of capitalised words ([`runs`]), which [`typing`] cuts into names and
//!    types by lists, heads ("Ministry of X", "X River"), titles and forenames.
//! 2. [`memory`] collects what the whole document says of each name: one name has one type, a surname
//!    after a full name is that person.
//! 3. Headlines, where capitals say nothing, and words that a sentence starts with are read last, by
//!    what the rest of the document told. For the network they are written as in running text ([`usual`]).

use crate::{
    document::{Confidence, Document, EntityType, Mention, MentionKind, Source},
    knowledge::Knowledge,
    lists::Lists,
    order::sort_by_key,
    text::TokenSpan,
};

mod agreement;
mod bodies;
mod context;
mod dateline;
mod explain;
mod learned;
mod memory;
mod months;
mod no_names;
mod pairs;
mod runs;
mod typing;
mod usual;
mod word;

pub(super) use explain::explain;
pub use explain::{Explanation, Listed, Reading};
use memory::Memory;
pub(crate) use no_names::NameWords;
use usual::Usual;

/// A name that a rule or list proposes.
#[derive(Clone, Debug)]
struct Candidate {
    tokens: TokenSpan,
    /// `None` when the words alone do not tell.
    entity_type: Option<EntityType>,
    /// In hundredths.
    sure: u8,
    source: Source,
    /// Whether only the rest of the document can confirm it.
    doubtful: bool,
}

/// Finds the names in the sentences, in the order of the text.
pub(super) fn find_names(doc: &Document, knowledge: &Knowledge) -> Vec<Mention> {
    let Knowledge { lists, english, .. } = knowledge;
    let lines = word::lines(doc, lists);
    let listed = find_listed(doc, &lines, lists);
    match knowledge.names() {
        Some(model) => {
            let usual = Usual::new(doc, &lines, lists, &english.words);
            let learned = learned::find(doc, &usual, &model, lists);
            learned::join(doc, &lines, &usual, lists, english, learned, listed)
        }
        None => listed,
    }
}

/// What lists and rules find.
fn find_listed(doc: &Document, lines: &[word::Line<'_>], lists: &Lists) -> Vec<Mention> {
    let mut candidates = Vec::new();
    for line in lines.iter().filter(|line| !line.loud) {
        runs::propose(line, lists, &mut candidates);
    }
    let memory = Memory::new(doc, lists, &candidates);
    for line in lines.iter().filter(|line| line.loud) {
        memory.propose(line, lists, &mut candidates);
    }
    sort_by_key(&mut candidates, |candidate| candidate.tokens);
    candidates
        .into_iter()
        .filter_map(|candidate| memory.decide(doc, candidate))
        .map(|candidate| mention(doc, candidate))
        .collect()
}

fn mention(doc: &Document, candidate: Candidate) -> Mention {
    Mention {
        span: doc.token_bytes(candidate.tokens),
        tokens: candidate.tokens,
        kind: MentionKind::Name,
        entity_type: candidate.entity_type.unwrap_or(EntityType::Org),
        entity: None,
        value: None,
        confidence: Confidence::percent(candidate.sure),
        source: candidate.source,
    }
}

#[cfg(all(test, feature = "embedded"))]
mod headlines;
#[cfg(all(test, feature = "embedded"))]
mod tests;
