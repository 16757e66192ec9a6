//! The learned part of the engine: a compact network that reads the tokens of an article.
//!
//! Each word is looked up in small tables ([`features`]), layers of gated convolutions and a
//! document memory mix what stands around it and what else the article says of the same word
//! ([`network`]), and the scores of the tags become names ([`decode`]). All sums are taken in a fixed
//! order with IEEE additions, multiplications, divisions and square roots only, so that the result
//! is the same to the last bit natively and in Wasm ([`matrix`]).

pub mod tags;

pub mod matrix;

pub mod features;

pub mod lexicon;

pub mod network;

pub mod decode;

pub mod weights;

use decode::FoundName;
use features::Article;
use lexicon::Lexicon;
use network::{Network, SCORES};

use crate::pack::{LoadError, Pack};

/// What finds names: static vectors and a network.
#[derive(Clone, Debug)]
pub struct NameModel {
    /// Vectors of words.
    pub lexicon: Lexicon,
    /// The network.
    pub network: Network,
}

impl NameModel {
    /// Reads the sections "lexicon" and "names".
    ///
    /// # Errors
    /// When one of them is missing or damaged.
    pub fn load(pack: &Pack) -> Result<Self, LoadError> {
        let lexicon = Lexicon::read(pack.section("lexicon")?)?;
        let network = weights::read(pack.section("names")?)?;
        Ok(Self { lexicon, network })
    }

    /// The names in each sentence of an article, in order, not overlapping.
    pub fn find_names(&self, sentences: &[Vec<&str>]) -> Vec<Vec<FoundName>> {
        let article = Article::new(sentences);
        let scores = self.network.score(&self.lexicon, &article);
        let mut start = 0;
        let mut names = |sentence: &Vec<&str>| {
            let end = start + sentence.len() * SCORES;
            let found = decode::decode(&scores[start..end]);
            start = end;
            found
        };
        sentences.iter().map(&mut names).collect()
    }
}
