//! A reader's steps, and which of them are undone.

use serde::{Deserialize, Serialize};

use super::row::Row;
use crate::export::json::{Extra, Source};

/// What a reader decided, step by step. Steps that are undone stay until another one is taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Log {
    /// How many of the steps hold; those after them are undone.
    pub at: usize,
    /// What was done, in order.
    pub steps: Vec<Step>,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What is done and undone as one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Step {
    /// What a list of the steps calls it: "Retype 14 × Reuters".
    pub label: String,
    /// Who decided it, if it is not the reader: the file that it was imported from.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::export::json::present"
    )]
    #[cfg_attr(test, schemars(with = "Source"))]
    pub source: Option<Source>,
    /// What it changes, in order.
    pub edits: Vec<Row>,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Step {
    /// A step of the reader's.
    pub fn new(label: impl Into<String>, edits: impl IntoIterator<Item = super::Edit>) -> Self {
        let edits = edits.into_iter().map(Row::from).collect();
        Self { label: label.into(), edits, ..Self::default() }
    }
}

impl Log {
    /// Whether nothing was ever done.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The steps that hold.
    pub fn done(&self) -> &[Step] {
        &self.steps[..self.at.min(self.steps.len())]
    }

    /// The next step. What was undone is gone.
    pub fn push(&mut self, step: Step) {
        self.steps.truncate(self.at);
        self.steps.push(step);
        self.at = self.steps.len();
    }

    /// Undoes the last step that holds: which it was.
    pub fn undo(&mut self) -> Option<&Step> {
        self.at = self.done().len().checked_sub(1)?;
        self.steps.get(self.at)
    }

    /// Does the next step again that was undone: which it was.
    pub fn redo(&mut self) -> Option<&Step> {
        let step = self.steps.get(self.at)?;
        self.at += 1;
        Some(step)
    }

    /// The edits that hold, each with its number among all and that of its step and its place there.
    pub(super) fn edits(
        &self,
    ) -> impl DoubleEndedIterator<Item = (usize, &Step, (usize, usize), &Row)> {
        let steps = self.done().iter().enumerate();
        let edits = steps.flat_map(|(number, step)| {
            step.edits.iter().enumerate().map(move |(edit, row)| (step, (number, edit), row))
        });
        let edits: Vec<_> = edits.collect();
        edits.into_iter().enumerate().map(|(number, (step, at, row))| (number, step, at, row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(log: &Log) -> Vec<&str> {
        log.done().iter().map(|step| &*step.label).collect()
    }

    #[test]
    fn undo_and_redo_move_a_pointer_and_a_new_step_drops_what_was_undone() {
        let mut log = Log::default();
        assert!(log.undo().is_none() && log.is_empty());
        for label in ["a", "b", "c"] {
            log.push(Step::new(label, []));
        }
        assert_eq!(log.undo().map(|step| &*step.label), Some("c"));
        assert_eq!(log.undo().map(|step| &*step.label), Some("b"));
        assert_eq!(log.redo().map(|step| &*step.label), Some("b"));
        assert_eq!(labels(&log), ["a", "b"]);
        log.push(Step::new("d", []));
        assert!(log.redo().is_none());
        assert_eq!(labels(&log), ["a", "b", "d"]);
    }

    #[test]
    fn a_pointer_beyond_the_steps_holds_all() {
        let mut log = Log { at: 9, steps: vec![Step::new("a", [])], ..Log::default() };
        assert_eq!(labels(&log), ["a"]);
        assert_eq!(log.undo().map(|step| &*step.label), Some("a"));
        assert_eq!(labels(&log), [""; 0]);
    }
}
