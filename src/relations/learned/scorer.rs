//! The weights of the scorer: a row for each feature that matters, their sum cut off at zero, and from there a
//! score for each label.

use super::Label;
use crate::{
    document::{Named as _, RelationType},
    model::code::Code,
    pack::LoadError,
};

/// Numbers per row.
pub(crate) const WIDTH: usize = 32;

/// Numbers of a row that are stored together, as the number of one of [`CENTRES`].
pub(crate) const PART: usize = 4;
/// Parts of a row.
pub(crate) const PARTS: usize = WIDTH / PART;
/// How many centres each part of a row has: as many as a byte tells apart.
pub(crate) const CENTRES: usize = 256;

/// A row's numbers are so many bits finer than the hidden layer.
pub(crate) const FINER: u32 = 4;

/// How many places for rows there are: a power of two, a third more than rows, so that a feature without one meets a
/// free place soon.
pub(crate) const PLACES: usize = 1 << 16;

/// Bytes of a tag, which tells a feature from nearly all others (0: a free place).
const TAG: usize = 2;

/// Bytes of a place: the tag, what the row is multiplied by, and a centre for each part of it.
const PLACE: usize = TAG + 1 + PARTS;

/// The largest number of the hidden layer: no score of it passes 32 bits.
const MOST_HIDDEN: i32 = (1 << 18) - 1;

/// The largest addition to a number of the hidden layer or to a score in a file: no sum passes 32 bits.
const MOST_BIAS: u32 = 1 << 29;

/// After the name of a relation whose subject is the later mention.
const SWAPPED: char = '~';

/// How a pair of mentions scores for each label: a network of one hidden layer over sparse features, in whole numbers,
/// so that the same text gives the same scores everywhere. Empty by default: there is no label.
#[derive(Debug, Default)]
pub struct Scorer {
    labels: Vec<Label>,
    /// What is added to each number of the hidden layer.
    bias: Vec<i32>,
    /// Of each label, what is added to its score.
    output_bias: Vec<i32>,
    /// Scores, and how many of a hundred are right there; best first.
    levels: Vec<(i32, u8)>,
    /// Of each label, a weight for each number of the hidden layer.
    output: Vec<i8>,
    /// [`CENTRES`] for each part of a row.
    centres: Vec<[i8; PART]>,
    /// A hash table: a feature lies at its own place or at the next free one after it.
    places: Vec<u8>,
}

/// What a feature adds to the hidden layer: centres, times a factor.
#[cfg(feature = "train")]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) factor: u8,
    /// Of each part, the number of its centre.
    pub(crate) codes: [u8; PARTS],
}

/// What a scorer is made of, when it was just trained.
#[cfg(feature = "train")]
#[derive(Debug, Default)]
pub(crate) struct Parts {
    pub(crate) labels: Vec<Label>,
    pub(crate) bias: Vec<i32>,
    pub(crate) output_bias: Vec<i32>,
    pub(crate) levels: Vec<(i32, u8)>,
    pub(crate) output: Vec<i8>,
    pub(crate) centres: Vec<[i8; PART]>,
    /// Features with their rows, the first one first in the table.
    pub(crate) rows: Vec<(u64, Row)>,
}

fn tag(key: u64) -> [u8; TAG] {
    ((key >> 48) as u16 | 1).to_le_bytes()
}

/// The places of a key, from its own on.
fn places(key: u64) -> impl Iterator<Item = usize> {
    let own = (key >> 32) as usize;
    (0..PLACES).map(move |step| own.wrapping_add(step) % PLACES)
}

impl Scorer {
    /// Reads the section "relations" of a knowledge file: lines with the names of the labels, the additions to the
    /// hidden layer and to the scores, and the levels ("score:hundredths"); then in bytes the output weights, the centres and
    /// the table of rows. An empty section has no label.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, LoadError> {
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        Self::parse(bytes).ok_or_else(|| LoadError::damaged("relations"))
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut parts = bytes.splitn(5, |byte| *byte == b'\n');
        let mut line = || str::from_utf8(parts.next()?).ok();
        let labels: Vec<Label> = line()?.split_whitespace().map(label_of).collect::<Option<_>>()?;
        let bias = numbers(line()?)?;
        let output_bias = numbers(line()?)?;
        let level = |level: &str| {
            let (score, percent) = level.split_once(':')?;
            Some((score.parse().ok()?, percent.parse().ok()?))
        };
        let levels = line()?.split_whitespace().map(level).collect::<Option<_>>()?;
        let weights = parts.next()?;
        let is_small = |number: &i32| number.unsigned_abs() <= MOST_BIAS;
        let is_whole = bias.iter().chain(&output_bias).all(is_small)
            && bias.len() == WIDTH
            && output_bias.len() == labels.len()
            && weights.len() == labels.len() * WIDTH + CENTRES * WIDTH + PLACES * PLACE;
        let (output, weights) = weights.split_at_checked(labels.len() * WIDTH)?;
        let (centres, places) = weights.split_at_checked(CENTRES * WIDTH)?;
        let output = output.iter().map(|byte| byte.cast_signed()).collect();
        let centres = centres.as_chunks().0.iter();
        let centres = centres.map(|centre| centre.map(u8::cast_signed)).collect();
        let places = places.to_vec();
        let scorer = Self { labels, bias, output_bias, levels, output, centres, places };
        is_whole.then_some(scorer)
    }

    /// The labels, each with its index in the order of the scores.
    pub(crate) fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The hidden layer for some features.
    pub(super) fn hidden(&self, features: &[Code]) -> Vec<i32> {
        let mut sums = [0; WIDTH];
        for feature in features {
            for (sum, weight) in sums.iter_mut().zip(self.weights(feature.bits())) {
                *sum += weight;
            }
        }
        let of = |(sum, bias): (i32, &i32)| ((sum >> FINER) + bias).clamp(0, MOST_HIDDEN);
        sums.into_iter().zip(&self.bias).map(of).collect()
    }

    /// The score of a label.
    pub(super) fn score(&self, hidden: &[i32], label: usize) -> i32 {
        self.output_bias[label] + self.product(hidden.iter().copied(), label)
    }

    /// How much some features add to the score of a label, times two to the [`FINER`], the hidden layer being what it is.
    pub(super) fn share(&self, hidden: &[i32], features: &[Code], label: usize) -> i32 {
        let of = |feature: &Code| {
            let row = self.weights(feature.bits()).zip(hidden);
            let open = row.map(|(weight, sum)| if *sum > 0 { weight } else { 0 });
            self.product(open, label)
        };
        features.iter().map(of).sum()
    }

    fn product(&self, hidden: impl Iterator<Item = i32>, label: usize) -> i32 {
        let weights = &self.output[label * WIDTH..(label + 1) * WIDTH];
        weights.iter().zip(hidden).map(|(weight, number)| i32::from(*weight) * number).sum()
    }

    /// How many of a hundred relations of this score are right: between two levels in proportion.
    pub(super) fn percent(&self, score: i32) -> u8 {
        let below = self.levels.partition_point(|(level, _)| *level > score);
        let Some(&(low, least)) = self.levels.get(below) else { return 0 };
        let Some(&(high, most)) = below.checked_sub(1).and_then(|above| self.levels.get(above))
        else {
            return least;
        };
        let (step, part) = (i64::from(high) - i64::from(low), i64::from(score) - i64::from(low));
        let more = i64::from(most.saturating_sub(least)) * part / step.max(1);
        least.saturating_add(u8::try_from(more).unwrap_or_default())
    }

    /// The numbers of a feature's row; none if it has no row.
    fn weights(&self, key: u64) -> impl Iterator<Item = i32> + '_ {
        let (factor, codes) = self.row(key).split_first().unwrap_or((&0, &[]));
        let parts = codes.iter().zip(self.centres.chunks_exact(CENTRES));
        let centres = parts.flat_map(|(code, centres)| centres[usize::from(*code)]);
        centres.map(move |number| i32::from(*factor) * i32::from(number))
    }

    /// The bytes of a feature's row; none if it has no row.
    fn row(&self, key: u64) -> &[u8] {
        for place in places(key) {
            let bytes = self.places.get(PLACE * place..PLACE * (place + 1));
            let Some((found, row)) = bytes.and_then(|bytes| bytes.split_first_chunk::<TAG>())
            else {
                return &[];
            };
            match *found {
                [0, 0] => return &[],
                found if found == tag(key) => return row,
                _ => {}
            }
        }
        &[]
    }
}

fn numbers(line: &str) -> Option<Vec<i32>> {
    line.split_whitespace().map(|number| number.parse().ok()).collect()
}

fn label_of(name: &str) -> Option<Label> {
    let relation = RelationType::from_name(name.trim_end_matches(SWAPPED))?;
    Some(Label { relation, is_swapped: name.ends_with(SWAPPED) })
}

/// A label as the section names it.
#[cfg(feature = "train")]
pub(crate) fn name_of(label: Label) -> String {
    let mark = if label.is_swapped { SWAPPED.to_string() } else { String::new() };
    label.relation.name().to_owned() + &mark
}

#[cfg(feature = "train")]
impl Parts {
    /// The section as it is stored.
    ///
    /// # Panics
    /// When there are more rows than places.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let labels = self.labels.iter().map(|label| name_of(*label));
        let of = |numbers: &[i32]| numbers.iter().map(i32::to_string).collect::<Vec<_>>().join(" ");
        let levels = self.levels.iter().map(|(score, percent)| format!("{score}:{percent}"));
        let lines = [
            labels.collect::<Vec<_>>().join(" "),
            of(&self.bias),
            of(&self.output_bias),
            levels.collect::<Vec<_>>().join(" "),
        ];
        let mut bytes = (lines.join("\n") + "\n").into_bytes();
        bytes.extend(self.output.iter().map(|weight| weight.cast_unsigned()));
        bytes.extend(self.centres.iter().flatten().map(|number| number.cast_unsigned()));
        bytes.extend(self.table());
        bytes
    }

    fn table(&self) -> Vec<u8> {
        assert!(self.rows.len() < PLACES, "too many rows for the table");
        let mut table = vec![0; PLACES * PLACE];
        for (key, row) in &self.rows {
            let taken = |place: &usize| table[PLACE * place..PLACE * place + TAG] != [0; TAG];
            let Some(place) = places(*key).find(|place| !taken(place)) else { continue };
            let bytes = &mut table[PLACE * place..PLACE * (place + 1)];
            bytes[..TAG].copy_from_slice(&tag(*key));
            bytes[TAG] = row.factor;
            bytes[TAG + 1..].copy_from_slice(&row.codes);
        }
        table
    }
}

#[cfg(all(test, feature = "train"))]
mod tests {
    use super::*;

    #[test]
    fn a_scorer_is_read_as_it_was_written() {
        let label = |is_swapped| Label { relation: RelationType::Visited, is_swapped };
        let feature = |number: u64| Code::new(1).with(number);
        let row =
            |number: u64| Row { factor: (number % 100) as u8, codes: [(number % 3) as u8; PARTS] };
        let centre = |index: usize| [16 * (1 - (index % CENTRES % 3) as i8 * 2); PART];
        let mut output = vec![1; WIDTH];
        output.extend([-1; WIDTH]);
        let parts = Parts {
            labels: vec![label(false), label(true)],
            bias: vec![5; WIDTH],
            output_bias: vec![-3, 7],
            levels: vec![(100, 90), (0, 60)],
            output,
            centres: (0..PARTS * CENTRES).map(centre).collect(),
            rows: (0..20_000).map(|number| (feature(number).bits(), row(number))).collect(),
        };
        let scorer = Scorer::read(&parts.bytes()).unwrap();
        assert_eq!(scorer.labels(), parts.labels);
        let weight = |number: u64| (number % 100) as i32 * [1, -1, -3][(number % 3) as usize];
        let wrong = (0..20_000).filter(|&number| {
            let hidden = scorer.hidden(&[feature(number)]);
            scorer.score(&hidden, 0) != 32 * (5 + weight(number)).max(0) - 3
        });
        assert!(wrong.count() < 10, "hardly any share place and tag");
        let hidden = scorer.hidden(&[feature(1), feature(3)]);
        assert_eq!(scorer.share(&hidden, &[feature(3)], 1), (-3 * 32) << FINER);
        assert_eq!([150, 50, 0, -1].map(|score| scorer.percent(score)), [90, 75, 60, 0]);
        assert!(Scorer::read(&parts.bytes()[1..]).is_err());
        let cut = parts.bytes();
        assert!(Scorer::read(&cut[..cut.len() - 1]).is_err());
    }
}
