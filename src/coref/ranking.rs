//! The weights of the mention-ranking model: how well a mention fits to each one before it, and to
//! none (Durrett and Klein, "Easy Victories and Uphill Battles in Coreference Resolution", 2013).
//!
//! Features are hashed into one small table of integers, so that the same text gives the same scores
//! everywhere. The table is trained by `train coref` and is a section of the knowledge file.

use crate::pack::LoadError;

/// How many weights there are: a power of two.
pub(crate) const SIZE: usize = 1 << 15;

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
    /// Reads the section "coref" of a knowledge file.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, LoadError> {
        if bytes.len() == SIZE {
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

/// Makes features from numbers: a hash that depends on their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Code(u64);

impl Code {
    /// For the template of that number.
    pub(crate) fn new(template: u32) -> Self {
        Self(0x9e37_79b9_7f4a_7c15).with(u64::from(template))
    }

    /// With one more value.
    pub(crate) fn with(self, value: u64) -> Self {
        let mixed = (self.0 ^ value).wrapping_mul(0xff51_afd7_ed55_8ccd);
        Self(mixed ^ mixed >> 29)
    }

    /// The place in the table.
    pub(crate) fn feature(self) -> Feature {
        let mixed = self.0.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        (mixed >> 40) as usize as u16 % SIZE as u16
    }
}

/// A word as a number.
pub(crate) fn word_code(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
