//! Features as numbers: words and small values hashed one after the other.

/// A number made of others; depends on their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

    /// Bits that all depend on all values.
    pub(crate) fn bits(self) -> u64 {
        self.0.wrapping_mul(0xc4ce_b9fe_1a85_ec53)
    }
}

/// A word as a number (FNV-1a).
pub(crate) fn word_code(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in word.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}
