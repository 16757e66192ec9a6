//! The inner loops of the networks: nearly all of the time that a network takes is spent here.
//!
//! A package of its own, so that the page has these few functions built for speed and all else for
//! size. All sums are taken in a fixed order with IEEE additions, multiplications, divisions and
//! square roots only: a result is the same to the last bit natively and in Wasm.

pub mod matrix;

pub mod integer;

pub mod rows;

#[cfg(test)]
mod testing {
    /// A number from -1 to 1 that looks as if by chance: the same for the same seed and index.
    pub(crate) fn number(seed: u32, index: usize) -> f32 {
        let hash = (index as u32 ^ seed).wrapping_mul(2_654_435_761);
        (hash >> 8) as f32 / 8_388_608.0 - 1.0
    }
}
