//! From a score for each pair of a word and a head to the best tree.

/// The heads of a sentence's words: 0 for the root, else the number of a word, counted from 1.
///
/// `scores` has a row of `stride` numbers for each word: the score of the root as its head, then
/// that of each word. If every word's best head happens to give a tree, that is it; else the tree
/// with one root and the greatest sum is found (Chu and Liu, 1965; Edmonds, 1967).
///
/// # Panics
/// When a row has fewer numbers than there are possible heads.
pub fn best_heads(scores: &[f32], stride: usize) -> Vec<usize> {
    let words = scores.len() / stride.max(1);
    let greedy: Vec<usize> = (0..words)
        .map(|word| {
            let row = &scores[word * stride..][..=words];
            best((0..=words).filter(|&head| head != word + 1), |head| f64::from(row[head]))
        })
        .collect();
    if is_tree(&greedy) { greedy } else { best_tree(scores, stride, words) }
}

/// The first of the greatest; 0 if there is none.
fn best(mut candidates: impl Iterator<Item = usize>, score: impl Fn(usize) -> f64) -> usize {
    let first = candidates.next().unwrap_or(0);
    candidates.fold(first, |best, other| if score(other) > score(best) { other } else { best })
}

/// Whether exactly one word has the head 0, and every other leads to it.
pub fn is_tree(heads: &[usize]) -> bool {
    let nodes: Vec<usize> = std::iter::once(0).chain(heads.iter().copied()).collect();
    heads.iter().filter(|&&head| head == 0).count() == usize::from(!heads.is_empty())
        && cycle(&nodes).is_none()
}

/// Scores beyond this count as this.
const GREATEST: f64 = 1e6;

fn bounded(score: f32) -> f64 {
    if score.is_nan() { -GREATEST } else { f64::from(score).clamp(-GREATEST, GREATEST) }
}

fn best_tree(scores: &[f32], stride: usize, words: usize) -> Vec<usize> {
    // So dear that no tree with two roots is better than one with one.
    let dear = 3.0 * GREATEST * (words + 1) as f64;
    let mut graph = vec![vec![-GREATEST; words + 1]];
    for row in scores.chunks_exact(stride) {
        let mut row: Vec<f64> = row[..=words].iter().map(|score| bounded(*score)).collect();
        row[0] -= dear;
        graph.push(row);
    }
    best_arborescence(&graph).split_off(1)
}

/// The best head of every node so that all lead to node 0, whose own entry is 0. `graph` has a row
/// for each node with the score of each other as its head.
fn best_arborescence(graph: &[Vec<f64>]) -> Vec<usize> {
    let nodes = graph.len();
    let mut heads: Vec<usize> = (0..nodes)
        .map(|node| match node {
            0 => 0,
            _ => best((0..nodes).filter(|&head| head != node), |head| graph[node][head]),
        })
        .collect();
    let Some(cycle) = cycle(&heads) else { return heads };
    let contracted = Contracted::new(graph, &heads, &cycle);
    let outer = best_arborescence(&contracted.graph);
    contracted.expand(&outer, &mut heads);
    heads
}

/// The nodes of some cycle, if there is one. Node 0 is in none.
fn cycle(heads: &[usize]) -> Option<Vec<usize>> {
    let mut seen_from = vec![0; heads.len()];
    for start in 1..heads.len() {
        let mut node = start;
        while node != 0 && seen_from[node] == 0 {
            seen_from[node] = start;
            node = heads[node];
        }
        if node != 0 && seen_from[node] == start {
            let around = std::iter::successors(Some(heads[node]), |&next| Some(heads[next]));
            let rest = around.take_while(|&next| next != node);
            return Some(std::iter::once(node).chain(rest).collect());
        }
    }
    None
}

/// A graph in which a cycle has become one node, its last.
struct Contracted {
    graph: Vec<Vec<f64>>,
    /// The old numbers of the nodes outside the cycle.
    outside: Vec<usize>,
    /// For each of those: the node of the cycle that it would enter, and that it would depend on.
    enters: Vec<usize>,
    leaves: Vec<usize>,
}

impl Contracted {
    fn new(graph: &[Vec<f64>], heads: &[usize], cycle: &[usize]) -> Self {
        let mut is_inside = vec![false; graph.len()];
        for &node in cycle {
            is_inside[node] = true;
        }
        let outside: Vec<usize> = (0..graph.len()).filter(|&node| !is_inside[node]).collect();
        // What it costs to give up a node's head inside the cycle for one outside.
        let gain = |node: usize, head: usize| graph[node][head] - graph[node][heads[node]];
        let inside = || cycle.iter().copied();
        let enters: Vec<usize> =
            outside.iter().map(|&head| best(inside(), |node| gain(node, head))).collect();
        let leaves: Vec<usize> =
            outside.iter().map(|&node| best(inside(), |head| graph[node][head])).collect();
        let mut rows: Vec<Vec<f64>> = outside
            .iter()
            .zip(&leaves)
            .map(|(&node, &leave)| {
                let heads = outside.iter().chain(std::iter::once(&leave));
                heads.map(|&head| graph[node][head]).collect()
            })
            .collect();
        let entries = outside.iter().zip(&enters).map(|(&head, &enter)| gain(enter, head));
        rows.push(entries.chain(std::iter::once(f64::NEG_INFINITY)).collect());
        Self { graph: rows, outside, enters, leaves }
    }

    /// Writes the heads of the contracted graph into those of the whole; inside the cycle, all but
    /// the node that is entered keep theirs.
    fn expand(&self, outer: &[usize], heads: &mut [usize]) {
        let cycle = self.outside.len();
        for (index, &node) in self.outside.iter().enumerate() {
            heads[node] = match outer[index] {
                head if head == cycle => self.leaves[index],
                head => self.outside[head],
            };
        }
        heads[self.enters[outer[cycle]]] = self.outside[outer[cycle]];
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sum(scores: &[f32], stride: usize, heads: &[usize]) -> f64 {
        heads.iter().enumerate().map(|(word, head)| f64::from(scores[word * stride + head])).sum()
    }

    /// Every choice of heads for so many words.
    fn all_heads(words: usize) -> Vec<Vec<usize>> {
        (0..words).fold(vec![vec![]], |known, _| {
            let longer = |heads: &Vec<usize>| {
                (0..=words).map(|head| [heads.as_slice(), &[head]].concat()).collect::<Vec<_>>()
            };
            known.iter().flat_map(longer).collect()
        })
    }

    #[test]
    fn what_is_a_tree() {
        for (heads, expected) in [
            (&[][..], true),
            (&[0], true),
            (&[2, 0, 2], true),
            (&[0, 0], false),
            (&[2, 1], false),
            (&[1, 0], false),
            (&[0, 3, 2], false),
        ] {
            assert_eq!(is_tree(heads), expected, "{heads:?}");
        }
    }

    #[test]
    fn a_cycle_is_broken_where_it_costs_least() {
        let scores = [
            [1.0, 0.0, 9.0, 0.0], // word 1 wants word 2
            [3.0, 9.0, 0.0, 0.0], // word 2 wants word 1
            [0.0, 5.0, 4.0, 0.0],
        ];
        assert_eq!(best_heads(scores.as_flattened(), 4), [2, 0, 1]);
    }

    proptest! {
        #[test]
        fn any_scores_give_a_tree(
            words in 0_usize..40,
            numbers in prop::collection::vec(-20.0_f32..20.0, 40 * 48),
        ) {
            let stride = (words + 1).next_multiple_of(8);
            prop_assert!(is_tree(&best_heads(&numbers[..words * stride], stride)));
        }

        #[test]
        fn no_tree_is_better(numbers in prop::collection::vec(-9.0_f32..9.0, 4 * 5)) {
            let found = best_heads(&numbers, 5);
            let trees = all_heads(4).into_iter().filter(|heads| is_tree(heads));
            let greatest = trees.map(|heads| sum(&numbers, 5, &heads)).fold(f64::MIN, f64::max);
            prop_assert!((sum(&numbers, 5, &found) - greatest).abs() < 1e-6);
        }

        #[test]
        fn even_numbers_that_are_none_give_a_tree(words in 1_usize..12, at in 0_usize..144) {
            let mut scores = vec![1.0; words * (words + 1)];
            let len = scores.len();
            scores[at % len] = f32::NAN;
            scores[at * 7 % len] = f32::INFINITY;
            prop_assert!(is_tree(&best_heads(&scores, words + 1)));
        }
    }
}
