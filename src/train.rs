//! Readers of corpora, builders of lists, trainers and scorers.

pub mod corpora;

pub mod agreement;

pub mod furniture;
pub mod segmentation;

pub mod coref;

pub mod eval_coref;
pub mod eval_relations;

pub mod lists;

pub mod eval_names;

pub mod random;
pub mod relations;

pub mod start;

pub mod gradient;

pub mod optimiser;

pub mod scorer;

pub mod variation;

pub mod names;

pub mod syntax;

pub mod teacher;
