//! Readers of corpora, builders of lists, trainers and scorers.
