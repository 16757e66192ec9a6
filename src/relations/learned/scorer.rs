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

/// How many places for rows there are: a power of two, somewhat more than the number of rows.
pub(crate) const PLACES: usize = 1 << 14;

/// Bytes of a place: a tag, which tells a feature from most others (0: a free place), and the row.
const PLACE: usize = 1 + WIDTH;

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
    /// From which score on how many of a hundred are right, best first.
    levels: Vec<(i32, u8)>,
    /// Of each label, a weight for each number of the hidden layer.
    output: Vec<i8>,
    /// A hash table: a feature lies at its own place or at the next free one after it.
    places: Vec<u8>,
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
    /// Features with their rows, the first one first in the table.
    pub(crate) rows: Vec<(u64, [i8; WIDTH])>,
}

fn tag(key: u64) -> u8 {
    (key >> 56) as u8 | 1
}

/// The places of a key, from its own on.
fn places(key: u64) -> impl Iterator<Item = usize> {
    let own = (key >> 32) as usize;
    (0..PLACES).map(move |step| own.wrapping_add(step) % PLACES)
}

impl Scorer {
    /// Reads the section "relations" of a knowledge file: lines with the names of the labels, the additions to the
    /// hidden layer and to the scores, and the levels ("score:hundredths"); then the weights.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, LoadError> {
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
        let is_whole = bias.len() == WIDTH
            && output_bias.len() == labels.len()
            && weights.len() == labels.len() * WIDTH + PLACES * PLACE;
        let (output, places) = weights.split_at_checked(labels.len() * WIDTH)?;
        let output = output.iter().map(|byte| byte.cast_signed()).collect();
        let scorer = Self { labels, bias, output_bias, levels, output, places: places.to_vec() };
        is_whole.then_some(scorer)
    }

    /// The labels, each with its index in the order of the scores.
    pub(crate) fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The hidden layer for some features.
    pub(super) fn hidden(&self, features: &[Code]) -> Vec<i32> {
        let mut hidden = self.bias.clone();
        for feature in features {
            for (sum, weight) in hidden.iter_mut().zip(self.row(feature.bits())) {
                *sum += i32::from(weight.cast_signed());
            }
        }
        for number in &mut hidden {
            *number = (*number).max(0);
        }
        hidden
    }

    /// The score of a label.
    pub(super) fn score(&self, hidden: &[i32], label: usize) -> i32 {
        self.output_bias[label] + self.product(hidden.iter().copied(), label)
    }

    /// How much some features add to the score of a label, the hidden layer being what it is.
    pub(super) fn share(&self, hidden: &[i32], features: &[Code], label: usize) -> i32 {
        let of = |feature: &Code| {
            let row = self.row(feature.bits()).iter().zip(hidden);
            let open =
                row.map(|(weight, sum)| if *sum > 0 { i32::from(weight.cast_signed()) } else { 0 });
            self.product(open, label)
        };
        features.iter().map(of).sum()
    }

    fn product(&self, hidden: impl Iterator<Item = i32>, label: usize) -> i32 {
        let weights = &self.output[label * WIDTH..(label + 1) * WIDTH];
        weights.iter().zip(hidden).map(|(weight, number)| i32::from(*weight) * number).sum()
    }

    /// How many of a hundred relations of this score are right.
    pub(super) fn percent(&self, score: i32) -> u8 {
        let level = self.levels.iter().find(|(least, _)| score >= *least);
        level.map_or(0, |(_, percent)| *percent)
    }

    /// The row of a feature; empty if it has none.
    fn row(&self, key: u64) -> &[u8] {
        for place in places(key) {
            match self.places.get(PLACE * place..PLACE * (place + 1)) {
                Some([found, row @ ..]) if *found == tag(key) => return row,
                None | Some([] | [0, ..]) => return &[],
                Some(_) => {}
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

#[cfg(feature = "train")]
impl Parts {
    /// The section as it is stored.
    ///
    /// # Panics
    /// When there are more rows than places.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let labels = self.labels.iter().map(|label| {
            let mark = if label.is_swapped { SWAPPED.to_string() } else { String::new() };
            label.relation.name().to_owned() + &mark
        });
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
        bytes.extend(self.table());
        bytes
    }

    fn table(&self) -> Vec<u8> {
        assert!(self.rows.len() < PLACES, "too many rows for the table");
        let mut table = vec![0; PLACES * PLACE];
        for (key, row) in &self.rows {
            let taken = |place: &usize| table[PLACE * place] != 0;
            let Some(place) = places(*key).find(|place| !taken(place)) else { continue };
            let bytes = &mut table[PLACE * place..PLACE * (place + 1)];
            bytes[0] = tag(*key);
            for (byte, weight) in bytes[1..].iter_mut().zip(row) {
                *byte = weight.cast_unsigned();
            }
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
        let row = |number: u64| [(number % 100) as i8; WIDTH];
        let mut output = vec![1; WIDTH];
        output.extend([-1; WIDTH]);
        let parts = Parts {
            labels: vec![label(false), label(true)],
            bias: vec![5; WIDTH],
            output_bias: vec![-3, 7],
            levels: vec![(100, 90), (0, 60)],
            output,
            rows: (0..9_000).map(|number| (feature(number).bits(), row(number))).collect(),
        };
        let scorer = Scorer::read(&parts.bytes()).unwrap();
        assert_eq!(scorer.labels(), parts.labels);
        let wrong = (0..9_000).filter(|&number| {
            let hidden = scorer.hidden(&[feature(number)]);
            scorer.score(&hidden, 0) != 32 * (5 + (number % 100) as i32) - 3
        });
        assert!(wrong.count() < 200, "few share place and tag");
        let hidden = scorer.hidden(&[feature(1), feature(2)]);
        assert_eq!(scorer.share(&hidden, &[feature(2)], 1), -2 * 32);
        assert_eq!([150, 50, -1].map(|score| scorer.percent(score)), [90, 60, 0]);
        assert!(Scorer::read(&parts.bytes()[1..]).is_err());
        let cut = parts.bytes();
        assert!(Scorer::read(&cut[..cut.len() - 1]).is_err());
    }
}
