//! The page of Gloss: a text goes in, the worker annotates it, the components show it.

pub mod protocol;

pub mod queue;
