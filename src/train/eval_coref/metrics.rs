//! MUC, B-cubed and entity CEAF, as the reference scorer of the `CoNLL` shared tasks computes them
//! (Pradhan et al., "Scoring Coreference Partitions of Predicted Mentions", ACL 2014).
//!
//! Clusters are lists of mentions; a mention is its place in the text, and equal places are the same
//! mention. Sums run over documents; shares are taken once, at the end.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    ops::AddAssign,
};

/// A share: parts of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// How much counts.
    pub part: f64,
    /// Of how much.
    pub whole: f64,
}

impl Share {
    /// In percent; 0 of nothing.
    pub fn percent(self) -> f64 {
        if self.whole == 0.0 { 0.0 } else { 100.0 * self.part / self.whole }
    }

    fn add(&mut self, part: f64, whole: f64) {
        self.part += part;
        self.whole += whole;
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.add(other.part, other.whole);
    }
}

/// Precision and recall of one metric.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// How much of what was found is right.
    pub precision: Share,
    /// How much of what is right was found.
    pub recall: Share,
}

impl Figures {
    /// The harmonic mean of precision and recall, in percent.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision.percent(), self.recall.percent());
        if precision + recall == 0.0 {
            0.0
        } else {
            2.0 * precision * recall / (precision + recall)
        }
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.precision += other.precision;
        self.recall += other.recall;
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (precision, recall) = (self.precision.percent(), self.recall.percent());
        write!(f, "precision {precision:6.2}  recall {recall:6.2}  F1 {:6.2}", self.f1())
    }
}

/// All metrics over some documents.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CorefScore {
    /// Mentions that are in some cluster, by exact place.
    pub mentions: Figures,
    /// Links between mentions (Vilain et al., 1995).
    pub muc: Figures,
    /// For each mention, how alike its two clusters are (Bagga and Baldwin, 1998).
    pub b_cubed: Figures,
    /// The best one-to-one match of clusters, by the similarity phi-4 (Luo, 2005).
    pub ceaf: Figures,
}

impl CorefScore {
    /// Scores the clusters found in one document. Clusters of one mention must be left out before.
    pub fn of<M: Ord + Copy>(found: &[Vec<M>], gold: &[Vec<M>]) -> Self {
        let mut score = Self::default();
        let (found_in, gold_in) = (places(found), places(gold));
        let both = found_in.keys().filter(|mention| gold_in.contains_key(mention)).count() as f64;
        score.mentions.precision.add(both, found_in.len() as f64);
        score.mentions.recall.add(both, gold_in.len() as f64);
        score.muc.recall = muc(gold, &found_in);
        score.muc.precision = muc(found, &gold_in);
        score.b_cubed.recall = b_cubed(gold, &found_in);
        score.b_cubed.precision = b_cubed(found, &gold_in);
        let similarity = best_match(found, gold);
        score.ceaf.precision.add(similarity, found.len() as f64);
        score.ceaf.recall.add(similarity, gold.len() as f64);
        score
    }

    /// The mean F1 of the three metrics, in percent: the `CoNLL` score.
    pub fn mean(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf.f1()) / 3.0
    }
}

impl AddAssign for CorefScore {
    fn add_assign(&mut self, other: Self) {
        self.mentions += other.mentions;
        self.muc += other.muc;
        self.b_cubed += other.b_cubed;
        self.ceaf += other.ceaf;
    }
}

/// Which cluster each mention is in.
fn places<M: Ord + Copy>(clusters: &[Vec<M>]) -> BTreeMap<M, usize> {
    let of_cluster = |(index, mentions): (usize, &Vec<M>)| {
        mentions.iter().map(move |mention| (*mention, index)).collect::<Vec<_>>()
    };
    clusters.iter().enumerate().flat_map(of_cluster).collect()
}

/// Of the links that hold the clusters together, those that the other side has too.
fn muc<M: Ord + Copy>(clusters: &[Vec<M>], other: &BTreeMap<M, usize>) -> Share {
    let mut share = Share::default();
    for cluster in clusters {
        let lone = cluster.iter().filter(|mention| !other.contains_key(mention)).count();
        let joined: BTreeSet<_> = cluster.iter().filter_map(|mention| other.get(mention)).collect();
        let pieces = lone + joined.len();
        share.add((cluster.len() - pieces) as f64, (cluster.len() - 1) as f64);
    }
    share
}

fn b_cubed<M: Ord + Copy>(clusters: &[Vec<M>], other: &BTreeMap<M, usize>) -> Share {
    let mut share = Share::default();
    for cluster in clusters {
        let mut common: BTreeMap<usize, usize> = BTreeMap::new();
        for index in cluster.iter().filter_map(|mention| other.get(mention)) {
            *common.entry(*index).or_default() += 1;
        }
        let overlap: usize = common.values().map(|count| count * count).sum();
        share.add(overlap as f64 / cluster.len() as f64, cluster.len() as f64);
    }
    share
}

/// The greatest sum of phi-4 similarities over one-to-one matches of clusters.
fn best_match<M: Ord + Copy>(found: &[Vec<M>], gold: &[Vec<M>]) -> f64 {
    let gold_in = places(gold);
    let similarities: Vec<Vec<f64>> = found
        .iter()
        .map(|cluster| {
            let mut row = vec![0.0; gold.len()];
            for index in cluster.iter().filter_map(|mention| gold_in.get(mention)) {
                row[*index] += 2.0 / (cluster.len() + gold[*index].len()) as f64;
            }
            row
        })
        .collect();
    assignment(&similarities)
}

/// The greatest sum of one value from each row, no two from a column: the Hungarian algorithm with
/// potentials (Kuhn, 1955; Munkres, 1957), cubic in the size.
fn assignment(values: &[Vec<f64>]) -> f64 {
    let size = values.len().max(values.first().map_or(0, Vec::len));
    // Costs, padded to a square; rows and columns count from 1, 0 stands for none.
    let cost = |row: usize, column: usize| {
        -values.get(row - 1).and_then(|row| row.get(column - 1)).copied().unwrap_or(0.0)
    };
    let mut row_potential = vec![0.0; size + 1];
    let mut column_potential = vec![0.0; size + 1];
    let mut row_of = vec![0; size + 1];
    for row in 1..=size {
        let mut way = vec![0; size + 1];
        let mut least = vec![f64::INFINITY; size + 1];
        let mut done = vec![false; size + 1];
        let mut column = 0;
        row_of[0] = row;
        loop {
            done[column] = true;
            let current = row_of[column];
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for other in (1..=size).filter(|other| !done[*other]) {
                let reduced =
                    cost(current, other) - row_potential[current] - column_potential[other];
                if reduced < least[other] {
                    least[other] = reduced;
                    way[other] = column;
                }
                if least[other] < delta {
                    (delta, next) = (least[other], other);
                }
            }
            for other in 0..=size {
                if done[other] {
                    row_potential[row_of[other]] += delta;
                    column_potential[other] -= delta;
                } else {
                    least[other] -= delta;
                }
            }
            column = next;
            if row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            row_of[column] = row_of[way[column]];
            column = way[column];
        }
    }
    (1..=size).map(|column| -cost(row_of[column], column)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clusters(text: &str) -> Vec<Vec<char>> {
        text.split_whitespace().map(|cluster| cluster.chars().collect()).collect()
    }

    /// Precision and recall in percent, rounded to two places.
    fn figures(figures: Figures) -> (f64, f64) {
        let round = |share: Share| (share.percent() * 100.0).round() / 100.0;
        (round(figures.precision), round(figures.recall))
    }

    /// The worked example of Pradhan et al. (2014), section 4.
    #[test]
    fn the_example_of_the_reference_scorer() {
        let score = CorefScore::of(&clusters("ab cd fghi"), &clusters("abc defg"));
        assert_eq!(figures(score.muc), (40.0, 40.0));
        assert_eq!(figures(score.b_cubed), (50.0, 41.67));
        assert_eq!(figures(score.ceaf), (43.33, 65.0));
        assert_eq!(figures(score.mentions), (75.0, 85.71));
    }

    /// The example of Bagga and Baldwin (1998): joining two large clusters costs more than joining
    /// a large and a small one, which only B-cubed sees.
    #[test]
    fn the_example_of_bagga_and_baldwin() {
        let gold = clusters("abcde fg hijkl");
        let small_joined = CorefScore::of(&clusters("abcde fghijkl"), &gold);
        assert_eq!(figures(small_joined.muc), (90.0, 100.0));
        assert_eq!(figures(small_joined.b_cubed), (76.19, 100.0));
        let large_joined = CorefScore::of(&clusters("abcdehijkl fg"), &gold);
        assert_eq!(figures(large_joined.muc), (90.0, 100.0));
        assert_eq!(figures(large_joined.b_cubed), (58.33, 100.0));
    }

    #[test]
    fn nothing_found_and_everything_found() {
        let gold = clusters("ab cd");
        assert!(CorefScore::of(&[], &gold).mean().abs() < 1e-9);
        assert!((CorefScore::of(&gold, &gold).mean() - 100.0).abs() < 1e-9);
    }

    #[test]
    fn the_assignment_is_the_best_one() {
        for (values, best) in [
            (vec![vec![3.0, 2.0], vec![2.0, 0.0]], 4.0),
            (vec![vec![1.0, 5.0, 2.0]], 5.0),
            (vec![vec![1.0], vec![4.0], vec![2.0]], 4.0),
            (vec![vec![7.0, 5.0, 1.0], vec![6.0, 5.0, 1.0], vec![5.0, 1.0, 0.0]], 12.0),
        ] {
            assert!((assignment(&values) - best).abs() < 1e-9, "{values:?}");
        }
    }
}
