//! The weights of the classifier: few of many possible features have one.

use super::Label;
use crate::{model::code::Code, pack::LoadError};

/// How many places there are: a power of two, about twice the number of weights.
const PLACES: usize = 1 << 16;

/// Sums of weights are in these units: a score of 1 is this much.
pub(crate) const UNIT: i32 = 24;

/// A hash table of two bytes a place: a tag, which tells a feature from most others, and its weight.
/// A tag of 0 is a free place. A feature lies at its own place or at the next free one after it.
/// Empty by default: every weight is 0.
#[derive(Debug, Default)]
pub struct Table(Vec<u8>);

/// A feature of a pair together with a label, as bits. By the relation's name: its place among the types may
/// change.
pub(crate) fn key(feature: Code, label: Label) -> u64 {
    feature.with(label.name).with(u64::from(label.is_swapped)).bits()
}

fn tag(key: u64) -> u8 {
    (key >> 56) as u8 | 1
}

/// The places of a key, from its own on.
fn places(key: u64) -> impl Iterator<Item = usize> {
    let own = (key >> 32) as usize;
    (0..PLACES).map(move |step| own.wrapping_add(step) % PLACES)
}

impl Table {
    /// Reads the section "relations" of a knowledge file.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, LoadError> {
        if bytes.len() == 2 * PLACES {
            Ok(Self(bytes.to_vec()))
        } else {
            Err(LoadError::damaged("relations"))
        }
    }

    /// The weight of a key, in units.
    pub(crate) fn weight(&self, key: u64) -> i32 {
        for place in places(key) {
            match self.0.get(2 * place..2 * place + 2) {
                None | Some(&[0, _]) => return 0,
                Some(&[found, weight]) if found == tag(key) => {
                    return i32::from(weight.cast_signed());
                }
                Some(_) => {}
            }
        }
        0
    }

    /// A table of weights that were just trained; those of 0 are left out.
    ///
    /// # Panics
    /// When there are more weights than places.
    #[cfg(feature = "train")]
    pub(crate) fn new(weights: impl IntoIterator<Item = (u64, i8)>) -> Self {
        let mut bytes = vec![0; 2 * PLACES];
        let mut count = 0;
        for (key, weight) in weights.into_iter().filter(|(_, weight)| *weight != 0) {
            count += 1;
            assert!(count < PLACES, "too many weights for the table");
            let taken = |place: &usize| bytes[2 * place] != 0 && bytes[2 * place] != tag(key);
            if let Some(place) = places(key).find(|place| !taken(place)) {
                bytes[2 * place..2 * place + 2]
                    .copy_from_slice(&[tag(key), weight.cast_unsigned()]);
            }
        }
        Self(bytes)
    }

    /// The table as it is stored.
    #[cfg(feature = "train")]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    #[test]
    fn a_table_gives_back_what_was_put_in() {
        let key = |number: u64| Code::new(1).with(number).bits();
        let weights = (0..20_000).map(|number| (key(number), (number % 100) as i8 - 50));
        let table = Table::new(weights);
        let wrong = (0..20_000).filter(|&number| {
            table.weight(key(number)) != i32::try_from(number % 100).unwrap() - 50
        });
        assert!(wrong.count() < 200, "few share place and tag");
        let unknown = (20_000..40_000).filter(|&number| table.weight(key(number)) != 0);
        assert!(unknown.count() < 200, "few others are taken for known");
        let read = Table::read(table.bytes()).unwrap();
        assert_eq!(read.weight(key(7)), -43);
        assert!(Table::read(&table.bytes()[1..]).is_err());
    }
}
