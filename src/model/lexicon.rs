//! Static vectors of some hundred thousand words, in about six bytes a word.
//!
//! Many words share a row, and a row holds 64 numbers of four bits with one common scale. The words
//! themselves are not kept: a word's hash leads to a bucket, where nine more of its bits pick the
//! entry. So one unknown word in a hundred gets the vector of some other word, which the network
//! has learned to live with.

use super::features::hash;
use crate::pack::LoadError;

/// Numbers per vector.
pub const LEXICON_COLUMNS: usize = 64;

/// Rows can be numbered with 15 bits.
const MOST_ROWS: usize = 1 << 15;
const BUCKETS: usize = 1 << 16;
const ENTRY_BYTES: usize = 3;
const ROW_BYTES: usize = LEXICON_COLUMNS / 2;

/// The vectors and the way from a word to its row.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// For each bucket, the index of its first entry; one more at the end.
    bucket_starts: Vec<u32>,
    /// Fingerprint (9 bits) and row (15 bits).
    entries: Vec<u32>,
    scales: Vec<f32>,
    rows: Vec<u8>,
}

impl Lexicon {
    /// Reads what [`LexiconBuilder::bytes`] wrote.
    ///
    /// # Errors
    /// When the bytes are something else.
    pub fn read(bytes: &[u8]) -> Result<Self, LoadError> {
        Self::read_parts(bytes).ok_or_else(|| LoadError::damaged("lexicon"))
    }

    fn read_parts(bytes: &[u8]) -> Option<Self> {
        let (counts, rest) = bytes.split_at_checked(BUCKETS)?;
        let (row_count, rest) = rest.split_first_chunk::<4>()?;
        let row_count = u32::from_le_bytes(*row_count) as usize;
        let mut bucket_starts = vec![0];
        let mut start = 0;
        for count in counts {
            start += u32::from(*count);
            bucket_starts.push(start);
        }
        let (entries, rest) = rest.split_at_checked(start as usize * ENTRY_BYTES)?;
        let (scales, rows) = rest.split_at_checked(row_count.checked_mul(4)?)?;
        let entries: Vec<u32> = entries
            .chunks_exact(ENTRY_BYTES)
            .map(|bytes| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], 0]))
            .collect();
        let in_table = |entry: &u32| row_of(*entry) < row_count;
        (rows.len() == row_count * ROW_BYTES && entries.iter().all(in_table)).then(|| Self {
            bucket_starts,
            entries,
            scales: scales
                .chunks_exact(4)
                .map(|bytes| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
                .collect(),
            rows: rows.to_vec(),
        })
    }

    /// Writes the vector of a word, in lower case, to `target`; leaves it alone if there is none.
    pub fn look_up(&self, word: &str, target: &mut [f32]) {
        let Some(row) = self.row(word) else { return };
        let scale = self.scales[row];
        let bytes = &self.rows[row * ROW_BYTES..][..ROW_BYTES];
        for (pair, byte) in target.chunks_exact_mut(2).zip(bytes) {
            pair[0] = nibble(byte & 15) * scale;
            pair[1] = nibble(byte >> 4) * scale;
        }
    }

    fn row(&self, word: &str) -> Option<usize> {
        let (bucket, fingerprint) = place(word);
        let start = *self.bucket_starts.get(bucket)? as usize;
        let end = *self.bucket_starts.get(bucket + 1)? as usize;
        let entry = self.entries[start..end].iter().find(|entry| *entry >> 15 == fingerprint)?;
        Some(row_of(*entry))
    }
}

fn row_of(entry: u32) -> usize {
    entry as usize & (MOST_ROWS - 1)
}

/// A number from -7 to 7 in four bits.
fn nibble(bits: u8) -> f32 {
    f32::from(bits) - 8.0
}

/// The bucket of a word, and the bits that tell it from others there.
fn place(word: &str) -> (usize, u32) {
    let hash = hash("lexicon", word);
    ((hash >> 48) as usize, (hash >> 32) as u32 & 511)
}

/// Makes a [`Lexicon`] from vectors and words.
#[derive(Clone, Debug, Default)]
pub struct LexiconBuilder {
    rows: Vec<[f32; LEXICON_COLUMNS]>,
    words: Vec<(usize, u32, u32)>,
}

impl LexiconBuilder {
    /// Starts from the vectors, of which at most 32,768 are taken.
    pub fn new(mut rows: Vec<[f32; LEXICON_COLUMNS]>) -> Self {
        rows.truncate(MOST_ROWS);
        Self { rows, words: Vec::new() }
    }

    /// Adds a word, in lower case. One whose row does not exist is left out.
    pub fn add(&mut self, word: &str, row: usize) {
        if row < self.rows.len() {
            let (bucket, fingerprint) = place(word);
            self.words.push((bucket, fingerprint, row as u32));
        }
    }

    /// The lexicon as bytes: a count for each bucket, the number of rows, entries, scales, rows.
    /// Where two words cannot be told apart, the one added first stays.
    pub fn bytes(mut self) -> Vec<u8> {
        self.words.sort_by_key(|&(bucket, fingerprint, _)| (bucket, fingerprint));
        self.words.dedup_by_key(|&mut (bucket, fingerprint, _)| (bucket, fingerprint));
        let mut counts = vec![0_u8; BUCKETS];
        let mut entries = Vec::new();
        for (bucket, fingerprint, row) in self.words {
            if let Some(count) = counts[bucket].checked_add(1) {
                counts[bucket] = count;
                entries.extend_from_slice(&(fingerprint << 15 | row).to_le_bytes()[..ENTRY_BYTES]);
            }
        }
        let mut bytes = counts;
        bytes.extend((self.rows.len() as u32).to_le_bytes());
        bytes.extend(entries);
        let scales: Vec<f32> = self.rows.iter().map(scale).collect();
        bytes.extend(scales.iter().flat_map(|scale| scale.to_le_bytes()));
        for (row, scale) in self.rows.iter().zip(scales) {
            bytes.extend(
                row.chunks_exact(2)
                    .map(|pair| quantise(pair[0], scale) | quantise(pair[1], scale) << 4),
            );
        }
        bytes
    }
}

/// The scale at which the greatest number of a row becomes 7.
fn scale(row: &[f32; LEXICON_COLUMNS]) -> f32 {
    row.iter().fold(f32::MIN_POSITIVE, |greatest, value| greatest.max(value.abs())) / 7.0
}

#[expect(clippy::cast_sign_loss, reason = "between 1 and 15")]
fn quantise(value: f32, scale: f32) -> u8 {
    ((value / scale).round().clamp(-7.0, 7.0) + 8.0) as u8
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "nothing was written to it")]
mod tests {
    use super::*;

    fn built() -> Vec<u8> {
        let mut rows = vec![[0.0; LEXICON_COLUMNS]; 2];
        rows[0][3] = 0.7;
        rows[1][0] = -1.4;
        rows[1][63] = 0.4;
        let mut builder = LexiconBuilder::new(rows);
        for (word, row) in [("paris", 0), ("london", 0), ("met", 1), ("nowhere", 2)] {
            builder.add(word, row);
        }
        builder.bytes()
    }

    #[test]
    fn words_lead_to_their_vectors() {
        let lexicon = Lexicon::read(&built()).unwrap();
        for (word, index, value) in [
            ("paris", 3, 0.7),
            ("london", 3, 0.7),
            ("met", 0, -1.4),
            ("met", 63, 0.4),
            ("nowhere", 3, 0.0),
        ] {
            let mut vector = [0.0; LEXICON_COLUMNS];
            lexicon.look_up(word, &mut vector);
            assert!((vector[index] - value).abs() < 1e-6, "{word} {index}: {}", vector[index]);
        }
    }

    #[test]
    fn an_empty_lexicon_knows_no_word() {
        let mut vector = [5.0; LEXICON_COLUMNS];
        Lexicon::default().look_up("paris", &mut vector);
        assert_eq!(vector[0], 5.0);
    }

    #[test]
    fn a_lexicon_that_is_cut_off_is_refused() {
        let bytes = built();
        for len in [0, 1, BUCKETS, BUCKETS + 4, bytes.len() - 1] {
            let error = Lexicon::read(&bytes[..len]).unwrap_err();
            assert_eq!(error.to_string(), "the knowledge file is damaged in \"lexicon\"");
        }
    }
}
