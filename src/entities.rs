//! Step 3: names, dates and amounts.
//!
//! [`names`] finds names by a trained network, lists and general rules, [`values`] finds dates, times and amounts by a
//! small grammar. Both propose; where proposals overlap, the longer one wins.

use time::Date;

use crate::{
    document::{Document, Mention},
    knowledge::Knowledge,
    order::sort_by_key,
    text::{ByteSpan, TokenSpan},
};

mod names;
mod values;

pub(crate) use names::NameWords;
pub use names::{Explanation, Listed, Reading};
pub(crate) use values::words::ValueWords;

/// Finds the names and values in the sentences, in the order of the text, not overlapping.
///
/// `published` is the day that relative dates count from.
pub fn find_mentions(
    doc: &Document,
    knowledge: &Knowledge,
    published: Option<Date>,
) -> Vec<Mention> {
    let mut mentions = names::find_names(doc, knowledge);
    // A handle is the name of an account, whoever has it: "@orsova_review".
    mentions.retain(|mention| {
        !mention.tokens.range().any(|token| doc.token_text(token).starts_with('@'))
    });
    mentions.extend(values::find_values(doc, &knowledge.english, published));
    without_overlaps(mentions)
}

/// Says why the words at a span are a name of their type, or none.
///
/// `doc` is annotated, at least by [`find_mentions`]. `None` when the span is not of whole tokens in
/// one sentence. As much work as finding the names of the article.
pub fn explain(doc: &Document, knowledge: &Knowledge, span: ByteSpan) -> Option<Explanation> {
    let start = doc.tokens.binary_search_by_key(&span.start(), |token| token.span.start()).ok()?;
    let end = doc.tokens.binary_search_by_key(&span.end(), |token| token.span.end()).ok()? + 1;
    let is_whole = start < end && end <= doc.sentence_of(start).tokens.end();
    is_whole.then(|| names::explain(doc, knowledge, TokenSpan::new(start, end)))
}

/// Keeps the longest of overlapping mentions; of equally long ones the first, of those that start together the surer.
fn without_overlaps(mut mentions: Vec<Mention>) -> Vec<Mention> {
    sort_by_key(&mut mentions, |mention| {
        let length = mention.tokens.len();
        (mention.tokens.start(), std::cmp::Reverse((length, mention.confidence)))
    });
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        match kept.last() {
            Some(last) if last.tokens.overlaps(mention.tokens) => {
                if mention.tokens.len() > last.tokens.len() {
                    kept.pop();
                    kept.push(mention);
                }
            }
            _ => kept.push(mention),
        }
    }
    kept
}
