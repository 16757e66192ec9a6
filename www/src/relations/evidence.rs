//! The article cut down to the sentences that relations stand on.

use std::ops::Range;

use crate::{order::sort_by_key, view::View};

/// A stretch of the text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Strip {
    /// No relation stands on it.
    Between {
        /// Where it lies, without blanks at its ends.
        range: Range<usize>,
        /// How many words it has.
        words: usize,
    },
    /// Relations stand on it.
    Sentence {
        /// Where it lies.
        range: Range<usize>,
        /// The relations, by index.
        relations: Vec<usize>,
    },
}

/// The sentences of some relations, each once, in the order of the text, and what lies between.
pub fn strips(view: &View, relations: &[usize]) -> Vec<Strip> {
    let places = |index: usize| {
        let ranges = view.evidence_of(&view.article.relations[index]);
        ranges.into_iter().map(move |range| (range, index))
    };
    let mut order: Vec<(Range<usize>, usize)> =
        relations.iter().flat_map(|&index| places(index)).collect();
    order.sort_by_key(|(range, _)| (range.start, range.end));
    let mut strips = Vec::new();
    let mut done = 0;
    for (found, index) in order {
        match strips.last_mut() {
            Some(Strip::Sentence { range, relations }) if found.start < range.end => {
                range.end = range.end.max(found.end);
                if !relations.contains(&index) {
                    relations.push(index);
                }
                done = range.end;
            }
            _ => {
                strips.extend(between(view, done..found.start));
                done = found.end;
                strips.push(Strip::Sentence { range: found, relations: vec![index] });
            }
        }
    }
    strips.extend(between(view, done..view.text().len()));
    strips
}

fn between(view: &View, range: Range<usize>) -> Option<Strip> {
    let text = view.text().get(range.clone())?;
    let start = range.start + (text.len() - text.trim_start().len());
    let words = text.split_whitespace().count();
    (words > 0).then(|| Strip::Between { range: start..start + text.trim().len(), words })
}

/// Cuts a stretch of the text at some others: pieces, each with whether it lies in one of them.
pub fn cut_at(range: &Range<usize>, others: &[Range<usize>]) -> Vec<(Range<usize>, bool)> {
    let mut edges = vec![range.start, range.end];
    for other in others {
        edges.extend([other.start, other.end].map(|at| at.clamp(range.start, range.end)));
    }
    sort_by_key(&mut edges, |edge| edge);
    edges.dedup();
    let inside = |at: usize| others.iter().any(|other| other.contains(&at));
    let mut pieces: Vec<(Range<usize>, bool)> = Vec::new();
    for edge in edges.windows(2) {
        match pieces.last_mut() {
            Some((last, same)) if *same == inside(edge[0]) => last.end = edge[1],
            _ => pieces.push((edge[0]..edge[1], inside(edge[0]))),
        }
    }
    pieces
}
