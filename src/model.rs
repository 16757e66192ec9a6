//! The learned part of the engine: a compact network that reads the tokens of an article.
//!
//! Each word is looked up in small tables (`features`), layers of gated convolutions and a
//! document memory mix what stands around it and what else the article says of the same word
//! (`network`), and the scores of the tags become names (`decode`). Weights are
//! multiplied in whole numbers (`integer`; while training in floating point, `matrix`). Everything
//! else is done in a fixed order by operations that IEEE 754 defines to the last bit, so that the
//! result is the same natively and in Wasm.

pub mod tags;

pub(crate) mod code;

pub use gloss_kernels::{integer, matrix};

pub mod features;

pub mod lexicon;

pub mod network;

pub mod decode;

pub mod tree;

pub mod parser;

pub mod weights;

use decode::FoundName;
use features::Article;
use lexicon::Lexicon;
use network::{Reader, SCORES};
use tags::{NAME_TYPES, Position, Tag};

use crate::{document::EntityType, text::TokenSpan};

/// Names less probable than this are more often wrong than right on every development set.
const LEAST_PROBABILITY: f32 = 0.45;

/// What finds names: static vectors and a network.
#[derive(Clone, Copy, Debug)]
pub struct NameModel<'a> {
    /// Vectors of words.
    pub lexicon: &'a Lexicon,
    /// The network.
    pub network: &'a Reader,
}

impl NameModel<'_> {
    /// The names in each sentence of an article, in order, not overlapping.
    pub fn find_names(&self, sentences: &[Vec<&str>]) -> Vec<Vec<FoundName>> {
        let article = Article::new(sentences);
        let scores = self.network.score(self.lexicon, &article);
        let mut start = 0;
        let mut names = |sentence: &Vec<&str>| {
            let end = start + sentence.len() * SCORES;
            let mut found = decode::decode(&scores[start..end]);
            found.retain(|name| name.probability >= LEAST_PROBABILITY);
            start = end;
            found
        };
        sentences.iter().map(&mut names).collect()
    }

    /// How probable it is that exactly these tokens, counted through the article, are a name of each
    /// type, or (`None`) that none of them is in a name: the mean over the tokens, from 0 to 1.
    pub fn read(
        &self,
        sentences: &[Vec<&str>],
        tokens: TokenSpan,
    ) -> Vec<(Option<EntityType>, f32)> {
        let scores = self.network.score(self.lexicon, &Article::new(sentences));
        let rows = scores.chunks_exact(SCORES).take(tokens.end()).skip(tokens.start());
        let rows: Vec<_> = rows.map(decode::probabilities).collect();
        let mean = |tag: &dyn Fn(usize) -> Tag| {
            let sum: f32 =
                rows.iter().enumerate().map(|(index, row)| row[tag(index).index()]).sum();
            sum / rows.len().max(1) as f32
        };
        let named = NAME_TYPES.iter().enumerate().map(|(number, &entity_type)| {
            let tag = |index| Tag::new(Position::of(index, tokens.len()), number);
            (Some(entity_type), mean(&tag))
        });
        named.chain([(None, mean(&|_| Tag::OUTSIDE))]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{
        network::{Network, Shape},
        *,
    };

    /// A network of zeros, but for one score that every token gets.
    fn network(tag: usize, score: f32) -> Reader {
        let (dilations_before, dilations_after) = (vec![1], vec![]);
        let shape = Shape { width: 8, inner: 8, memory: 8, dilations_before, dilations_after };
        let layout = super::network::Layout::new(&shape);
        let mut parameters = vec![0.0; layout.len()];
        layout.head.bias.of_mut(&mut parameters)[tag] = score;
        Reader::new(Network { layout, parameters })
    }

    #[test]
    fn only_names_that_are_probable_enough_are_told() {
        let single_person = tags::Tag::new(tags::Position::Single, 0).index();
        let sentences = [vec!["Obi", "left"], vec![], vec!["Lima"]];
        for (score, expected) in [(1.0, [0, 0, 0]), (9.0, [2, 0, 1])] {
            let network = &network(single_person, score);
            let found = NameModel { lexicon: &Lexicon::default(), network }.find_names(&sentences);
            assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), expected, "{score}");
        }
    }
}
