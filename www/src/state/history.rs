//! The steps that can be undone.

use std::{collections::BTreeSet, rc::Rc};

use super::{State, Work};

/// How many steps can be undone.
pub(super) const MAX_STEPS: usize = 200;

/// About how many bytes the steps may take together.
const MAX_BYTES: usize = 160_000_000;

impl State {
    /// Whether there is a step back.
    pub fn can_undo(&self) -> bool {
        self.at > 0
    }

    /// Whether there is a step forward.
    pub fn can_redo(&self) -> bool {
        self.at + 1 < self.history.len()
    }

    /// The next step. What could be done again is gone.
    pub(super) fn push(&mut self, work: Work) {
        self.forget_step();
        if work.article != self.work().article {
            self.forget_article();
        }
        self.history.truncate(self.at + 1);
        self.history.push(work);
        shorten(&mut self.history, MAX_BYTES);
        self.at = self.history.len() - 1;
        self.typed = false;
    }

    /// Goes to another step, if it is there.
    pub(super) fn travel(&mut self, to: Option<usize>, said: &str) {
        let Some(to) = to else { return };
        let old = self.work().clone();
        self.at = to;
        self.typed = false;
        self.announcement = said.into();
        self.forget_step();
        if old.article != self.work().article {
            self.forget_article();
        }
        if *old.text != *self.work().text {
            self.close();
        }
        self.forget_numbers();
        self.annotating = None;
        self.annotate_if_needed();
    }
}

/// Lets go of what is too much. First of the results of the oldest steps, which the worker finds
/// again; then of the steps themselves. The last two always stay.
pub(super) fn shorten(history: &mut Vec<Work>, max_bytes: usize) {
    let too_many = history.len().saturating_sub(MAX_STEPS);
    history.drain(..too_many);
    let kept = history.len().saturating_sub(2);
    for oldest in 0..kept {
        if bytes(history) <= max_bytes {
            return;
        }
        if !history[oldest].imported {
            history[oldest].view = None;
        }
    }
    while history.len() > 2 && bytes(history) > max_bytes {
        history.remove(0);
    }
}

/// About how many bytes some steps take: what they share counts once.
fn bytes(history: &[Work]) -> usize {
    let mut seen = BTreeSet::new();
    let mut of_new = |address: usize, bytes: usize| if seen.insert(address) { bytes } else { 0 };
    let mut sum = 0;
    for work in history {
        for text in [&work.text, &work.draft] {
            sum += of_new(Rc::as_ptr(text).addr(), text.len());
        }
        if let Some(view) = &work.view {
            sum += of_new(Rc::as_ptr(view).addr(), view.bytes());
        }
    }
    sum
}
