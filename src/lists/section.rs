//! The bytes of the lists in a knowledge file.
//!
//! Five parts, each after its length as a `u32`: the map of names, the map of words, the readings
//! (`u32` each), the columns of the things, the canonical names. Little-endian. Columns rather than
//! rows, because they compress to half.

use fst::Map;

use super::{ListName, Lists, ThingRow};
use crate::document::{EntityType, Named};

/// Reads the section. `None` when it is not one.
pub(super) fn decode(bytes: &[u8]) -> Option<Lists> {
    let mut parts = Parts(bytes);
    let lists = Lists {
        names: Map::new(parts.next()?.to_vec()).ok()?,
        words: Map::new(parts.next()?.to_vec()).ok()?,
        readings: numbers(parts.next()?),
        things: decode_things(parts.next()?)?,
        labels: std::str::from_utf8(parts.next()?).ok()?.to_owned(),
    };
    is_sound(&lists).then_some(lists)
}

/// The parts of the section, one after the other.
struct Parts<'a>(&'a [u8]);

impl<'a> Parts<'a> {
    fn next(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.0.split_first_chunk::<4>()?;
        let (part, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        self.0 = rest;
        Some(part)
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|chunk| u32::from_le_bytes(*chunk)).collect()
}

/// Bytes of one thing over all columns.
const ROW: usize = 4 + 1 + 1 + 1 + 1 + 4 + 2 + 2 + 2;

fn decode_things(bytes: &[u8]) -> Option<Vec<ThingRow>> {
    let count = bytes.len() / ROW;
    let mut rest = bytes;
    let mut column = |width: usize| {
        let (column, after) = rest.split_at_checked(width * count)?;
        rest = after;
        Some(column)
    };
    let label_ends = numbers(column(4)?);
    let (types, lists, flags, sizes) = (column(1)?, column(1)?, column(1)?, column(1)?);
    let links = numbers(column(4)?);
    let countries = column(2)?;
    let (latitudes, longitudes) = (column(2)?, column(2)?);
    let short = |column: &[u8], index: usize| [column[2 * index], column[2 * index + 1]];
    (0..count)
        .map(|index| {
            Some(ThingRow {
                label_end: label_ends[index],
                entity_type: EntityType::ALL.get(usize::from(types[index]))?.0,
                list: ListName::ALL.get(usize::from(lists[index]))?.0,
                flags: flags[index],
                size: sizes[index],
                link: links[index],
                country: u16::from_le_bytes(short(countries, index)),
                coordinates: [latitudes, longitudes]
                    .map(|column| i16::from_le_bytes(short(column, index))),
            })
        })
        .collect()
}

/// Whether every reference leads somewhere, so that no later access can fail.
fn is_sound(lists: &Lists) -> bool {
    let count = lists.things.len();
    let ends = lists.things.iter().map(|row| row.label_end as usize);
    let is_boundary = |&end: &usize| lists.labels.is_char_boundary(end);
    ends.clone().is_sorted()
        && ends.clone().all(|end| is_boundary(&end))
        && lists.things.iter().all(|row| usize::from(row.country) <= count)
        && lists
            .readings
            .iter()
            .all(|&packed| (super::Reading::unpack(packed).thing.0 as usize) < count)
}

/// Writes the section.
#[cfg(feature = "train")]
pub(crate) fn encode(
    names: &[u8],
    words: &[u8],
    readings: &[u32],
    things: &[ThingRow],
    labels: &str,
) -> Vec<u8> {
    let readings: Vec<u8> = readings.iter().flat_map(|packed| packed.to_le_bytes()).collect();
    let mut section = Vec::new();
    for part in [names, words, &readings, &encode_things(things), labels.as_bytes()] {
        section.extend((part.len() as u32).to_le_bytes());
        section.extend_from_slice(part);
    }
    section
}

#[cfg(feature = "train")]
fn encode_things(things: &[ThingRow]) -> Vec<u8> {
    let position = |found: Option<usize>| found.unwrap_or(0) as u8; // every value is in its `ALL`
    let mut columns = Vec::new();
    columns.extend(things.iter().flat_map(|row| row.label_end.to_le_bytes()));
    columns.extend(things.iter().map(|row| {
        position(EntityType::ALL.iter().position(|(value, _)| *value == row.entity_type))
    }));
    columns.extend(
        things
            .iter()
            .map(|row| position(ListName::ALL.iter().position(|(value, _)| *value == row.list))),
    );
    columns.extend(things.iter().map(|row| row.flags));
    columns.extend(things.iter().map(|row| row.size));
    columns.extend(things.iter().flat_map(|row| row.link.to_le_bytes()));
    columns.extend(things.iter().flat_map(|row| row.country.to_le_bytes()));
    for axis in 0..2 {
        columns.extend(things.iter().flat_map(|row| row.coordinates[axis].to_le_bytes()));
    }
    columns
}
