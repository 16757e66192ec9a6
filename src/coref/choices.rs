//! What a candidate may be linked to, and which of that is best.

use super::ranking::{Feature, Weights};

/// The options of one candidate: first to be alone, then to follow each of some antecedents.
#[derive(Debug, Default)]
pub(crate) struct Choices {
    /// The candidates that it may follow.
    pub(crate) antecedents: Vec<usize>,
    /// The chain that each of them is in.
    chains: Vec<usize>,
    features: Vec<Feature>,
    /// Where each option's features end.
    ends: Vec<usize>,
}

impl Choices {
    pub(super) fn clear(&mut self) {
        self.antecedents.clear();
        self.chains.clear();
        self.features.clear();
        self.ends.clear();
    }

    /// Adds an antecedent of a chain.
    pub(super) fn add(&mut self, antecedent: usize, chain: usize, features: &[Feature]) {
        self.antecedents.push(antecedent);
        self.chains.push(chain);
        self.add_alone(features);
    }

    /// Adds the first option, to be alone.
    pub(super) fn add_alone(&mut self, features: &[Feature]) {
        self.features.extend_from_slice(features);
        self.ends.push(self.features.len());
    }

    /// How many options there are; at least one.
    pub(crate) fn count(&self) -> usize {
        self.ends.len()
    }

    /// The features of an option; 0 is to be alone.
    pub(crate) fn features(&self, option: usize) -> &[Feature] {
        let start = option.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.features[start..self.ends[option]]
    }
}

/// Which option was chosen, and by how much it is better than others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choice {
    pub(crate) option: usize,
    /// Than to be alone.
    pub(crate) margin: i32,
    /// Than to follow any other chain.
    pub(crate) lead: i32,
}

/// Chooses by weights: the best option, the nearer one of equals.
pub(crate) fn best(weights: &impl Weights, choices: &Choices) -> Choice {
    let alone = weights.score(choices.features(0));
    let margins = (1..choices.count())
        .map(|option| weights.score(choices.features(option)) - alone)
        .collect::<Vec<_>>();
    let mut best = Choice { option: 0, margin: 0, lead: i32::MAX };
    for (at, &margin) in margins.iter().enumerate() {
        if margin > best.margin {
            best = Choice { option: at + 1, margin, ..best };
        }
    }
    let Some(chosen) = best.option.checked_sub(1) else { return best };
    let others = margins.iter().zip(&choices.chains);
    let others = others.filter(|(_, chain)| **chain != choices.chains[chosen]);
    let next = others.map(|(margin, _)| *margin).max();
    Choice { lead: next.map_or(i32::MAX, |next| best.margin - next), ..best }
}
