//! A shallow parse that several steps share: a sentence as a row of noun phrases and verb groups
//! ([`chunk`]), from the classes and forms of its words ([`words`], [`inflect`]).

pub(crate) mod chunk;
pub(crate) mod control;
pub(crate) mod inflect;
pub(crate) mod words;
