//! Readers of annotated corpora, one module for each format or scheme.

pub mod conllu;
