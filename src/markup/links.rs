//! Lists of links, and cards of other articles: told by how much of them leads elsewhere, before it is
//! known where the article is.

use super::{runs::Run, tree::Tree};

/// Longest card of another article, in bytes.
const CARD: usize = 450;

/// Most runs in one.
const CARD_RUNS: usize = 12;

/// A page and its runs.
pub(super) struct Links<'a> {
    pub(super) tree: &'a Tree,
    pub(super) runs: &'a [Run],
}

impl Links<'_> {
    /// Marks them among the runs, unless little would be left to read: then the page is a list itself.
    pub(super) fn mark(&self, aside: &mut [bool]) {
        let before = aside.to_vec();
        self.mark_lists(aside);
        self.mark_cards(aside);
        let prose = |aside: &[bool]| -> usize {
            let open =
                self.runs.iter().zip(aside).filter(|(run, aside)| !**aside && run.is_prose());
            open.map(|(run, _)| run.text.len()).sum()
        };
        if prose(aside) * 4 < prose(&before) {
            aside.copy_from_slice(&before);
            self.mark_lists(aside);
        }
    }

    /// Marks lists whose items lead elsewhere.
    fn mark_lists(&self, aside: &mut [bool]) {
        let mut before = vec![(0, 0, 0)]; // bytes, those that lead elsewhere, paragraphs before each run
        for run in self.runs {
            let (bytes, linked, prose) = before[before.len() - 1];
            let prose = prose + usize::from(run.is_prose());
            before.push((bytes + run.text.len(), linked + run.linked, prose));
        }
        for list in self.tree.elements().filter(|&node| matches!(self.tree.name(node), "ul" | "ol"))
        {
            let range = self.within(list);
            let (from, to) = (before[range.start], before[range.end]);
            let (all, linked) = (to.0 - from.0, to.1 - from.1);
            if all > 0 && linked * 5 >= all * 3 && from.2 == to.2 {
                aside[range].fill(true);
            }
        }
    }

    /// Marks cards of other articles: several elements of a kind beside each other, each with a link
    /// of some words and little else.
    fn mark_cards(&self, aside: &mut [bool]) {
        for node in self.tree.elements() {
            let cards = self.tree.children(node).filter(|&child| self.is_card(child));
            let mut before: Option<usize> = None;
            for card in cards {
                if let Some(before) = before.filter(|&before| self.is_like(before, card)) {
                    aside[self.within(before)].fill(true);
                    aside[self.within(card)].fill(true);
                }
                before = Some(card);
            }
        }
    }

    fn is_like(&self, one: usize, other: usize) -> bool {
        let tree = self.tree;
        let class = |node| tree.attribute(node, "class").unwrap_or("");
        tree.name(one) == tree.name(other) && class(one) == class(other)
    }

    /// The headline of another article with what is said of it.
    fn is_card(&self, node: usize) -> bool {
        if matches!(self.tree.name(node), "" | "p" | "span" | "td" | "h2" | "h3") {
            return false;
        }
        let runs = &self.runs[self.within(node)];
        if runs.len() > CARD_RUNS {
            return false;
        }
        let all: usize = runs.iter().map(|run| run.text.len()).sum();
        let headline = |run: &Run| run.linked * 5 >= run.text.len() * 3 && run.words() > 2;
        (1..=CARD).contains(&all) && runs.iter().take(3).any(headline)
    }

    /// The runs in an element.
    fn within(&self, node: usize) -> std::ops::Range<usize> {
        let end = self.tree.end(node);
        let first = self.runs.partition_point(|run| run.first < node);
        let last = self.runs.partition_point(|run| run.first < end);
        first..last
    }
}
