//! The inner loops of the networks: nearly all of the time that a network takes is spent here.
//!
//! A package of its own, so that the page has these few functions built for speed and all else for
//! size. All sums are taken in a fixed order with IEEE additions, multiplications, divisions and
//! square roots only: a result is the same to the last bit natively and in Wasm.

pub mod matrix;

pub mod integer;

pub mod rows;
