//! The weights of the mention-ranking model: how well a mention fits to each one before it, and to
//! none (Durrett and Klein, "Easy Victories and Uphill Battles in Coreference Resolution", 2013).
//!
//! Features are hashed into one small table of integers, so that the same text gives the same scores
//! everywhere. The table is trained by `train coref` and is a section of the knowledge file.

use crate::{model::code::Code, pack::LoadError};

/// How many weights there are: a power of two.
pub(crate) const SIZE: usize = 1 << 16;

/// A feature: its place in the table.
pub(crate) type Feature = u16;

/// The sums that weights add up to are in these units: a score of 1 is this much.
pub(crate) const UNIT: i32 = 32;

/// What scores features.
pub(crate) trait Weights {
    /// The sum of the features' weights, in units.
    fn score(&self, features: &[Feature]) -> i32;
}

/// A trained table: a signed byte for each weight. Empty by default: every score is 0.
#[derive(Debug, Default)]
#[cfg_attr(not(feature = "train"), expect(unreachable_pub, reason = "public for training only"))]
pub struct Table(Vec<u8>);

impl Table {
    /// Reads the section "coref" of a knowledge file; an empty one has no weights.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, LoadError> {
        if bytes.len() == SIZE || bytes.is_empty() {
            Ok(Self(bytes.to_vec()))
        } else {
            Err(LoadError::damaged("coref"))
        }
    }

    /// A table that was just trained.
    #[cfg(feature = "train")]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The table as it is stored.
    #[cfg(feature = "train")]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Weights for Table {
    fn score(&self, features: &[Feature]) -> i32 {
        let weight = |feature: &Feature| {
            self.0.get(usize::from(*feature)).map_or(0, |byte| i32::from(byte.cast_signed()))
        };
        features.iter().map(weight).sum()
    }
}

/// The place of a code in the table.
pub(crate) fn feature(code: Code) -> Feature {
    ((code.bits() >> 40) as usize % SIZE) as u16
}
