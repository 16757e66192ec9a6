//! Readers of corpora, builders of lists, trainers and scorers.

pub mod corpora;

pub mod segmentation;

pub mod eval_relations;

pub mod lists;
pub mod score;
