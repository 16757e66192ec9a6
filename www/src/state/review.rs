//! What the reader decides about an article: steps of its log, which undo and redo walk.

use std::{ops::Range, rc::Rc};

use gloss::{
    document::BlockKind,
    export::json::{Article, Extra, Span, Status, day_from_name},
    pipeline::Published,
    review::{Edit, Log, Step, anchor::Anchors, apply, edit::Target},
    text::{OffsetMap, OffsetUnit},
};

use super::{Selected, State, Work};
use crate::view::View;

impl State {
    /// Takes a step that the reader asked for. What it is of the engine that must be asked is asked.
    pub(super) fn decide(&mut self, step: Step) {
        if step.edits.is_empty() {
            return;
        }
        let said = format!("{}.", step.label);
        self.take_step(step);
        self.announcement = said.into();
    }

    pub(super) fn set_block(&mut self, range: &Range<usize>, kind: BlockKind) {
        let work = self.work();
        let Some(text) = work.text.get(range.clone()) else { return };
        let points = OffsetMap::new(&work.text, OffsetUnit::CodePoint);
        let (start, end) = (points.from_byte(range.start), points.from_byte(range.end));
        let place = Span { start, end, text: text.to_owned(), extra: Extra::new() };
        let (label, said) = match kind {
            BlockKind::Furniture => ("Leave a block out", "Left out of the analysis."),
            _ => ("Take a block in", "Taken into the analysis."),
        };
        self.take_step(Step::new(label, [Edit::Block { place, kind }]));
        self.announcement = said.into();
    }

    pub(super) fn set_published(&mut self, day: &str) {
        let said = match day {
            "" => Published::Unknown,
            day => day_from_name(day).into(),
        };
        if self.work().day() != day {
            let label = if day.is_empty() { "No day of publication" } else { "Published on " };
            self.take_step(Step::new([label, day].concat(), [Edit::Published(said)]));
        }
    }

    fn take_step(&mut self, step: Step) {
        self.history.truncate(self.at + 1); // what could be done again is gone
        self.forget_step();
        let asks = asks_engine(&step);
        let work = &mut self.history[self.at];
        let mut log = (*work.log).clone();
        if asks && log.is_empty() {
            // The engine's next reading knows nothing of what a file says without a log.
            let decided = work.view.as_ref().and_then(|view| decisions(&view.article));
            log.steps.extend(decided);
            log.at = log.steps.len();
            work.floor = work.floor.max(log.at);
        }
        log.push(step);
        self.set_log(log, asks);
    }

    /// Whether the next step back is one of the article's own log.
    pub(super) fn undoes_log(&self) -> bool {
        let Work { log, floor, .. } = self.work();
        !log.done().is_empty() && (self.at == 0 || log.done().len() > *floor)
    }

    /// Whether the next step forward is one of the article's own log.
    pub(super) fn redoes_log(&self) -> bool {
        self.work().log.done().len() < self.work().log.steps.len()
    }

    pub(super) fn undo(&mut self) {
        if !self.undoes_log() {
            return self.travel(self.at.checked_sub(1), "Undone.");
        }
        let mut log = (*self.work().log).clone();
        if let Some(step) = log.undo().cloned() {
            self.step_through(log, &step, "Undone: ");
        }
    }

    pub(super) fn redo(&mut self) {
        if !self.redoes_log() {
            let to = (self.at + 1 < self.history.len()).then_some(self.at + 1);
            return self.travel(to, "Done again.");
        }
        let mut log = (*self.work().log).clone();
        if let Some(step) = log.redo().cloned() {
            self.step_through(log, &step, "Done again: ");
        }
    }

    fn step_through(&mut self, log: Log, step: &Step, said: &str) {
        self.forget_step();
        self.set_log(log, asks_engine(step));
        self.announcement = [said, &step.label, "."].concat().into();
    }

    /// Shows the article after another log. The old result stays on screen until a new one comes: nothing
    /// flickers.
    fn set_log(&mut self, log: Log, asks: bool) {
        let work = &mut self.history[self.at];
        work.log = Rc::new(log);
        if let Some(view) = &work.view {
            let article = apply(&view.article, &work.log).article;
            let view = View::new(article, view.milliseconds);
            self.show_anew(Rc::new(view));
        }
        if asks {
            self.history[self.at].stale = true;
            self.annotate();
        }
    }

    /// Shows another result of the article on screen. The details stay with what they are about.
    fn show_anew(&mut self, view: Rc<View>) {
        let old = self.history[self.at].view.replace(view.clone());
        let selected = self.selected.zip(old.as_ref()).and_then(|(it, old)| again(it, old, &view));
        let ids = |&index: &usize| old.as_ref().map(|old| &old.article.relations[index].id);
        let is_there = |id: &&String| view.article.relations.iter().any(|it| it.id == **id);
        let opened = self.opened.iter().filter_map(ids).filter(is_there);
        let place = |id: &String| view.article.relations.iter().position(|it| it.id == *id);
        let opened: Rc<[usize]> = opened.filter_map(place).collect();
        self.forget_numbers();
        (self.selected, self.opened) = (selected, opened);
    }
}

/// What the details were about, in another result of the same article.
fn again(Selected { entity, mention }: Selected, old: &View, new: &View) -> Option<Selected> {
    let mention = mention.and_then(|shown| new.find_mention(&old.mention(shown).id));
    let of_mention = mention.map(|shown| new.entity_of(shown));
    let same = || new.find_entity(&old.entity(entity).id).filter(|&it| new.has_mentions(it));
    Some(Selected { entity: of_mention.or_else(same)?, mention })
}

/// Whether a step is about what the engine is asked with.
fn asks_engine(step: &Step) -> bool {
    step.edits.iter().any(|row| matches!(&*row.edit, "block" | "published" | "text"))
}

/// The verdicts that a file without a log holds, as a step: so they outlive a new reading.
fn decisions(article: &Article) -> Option<Step> {
    let anchors = Anchors::new(article);
    let verdict = |status: Status| match status {
        Status::Suggested => None,
        Status::Rejected => Some(Status::Rejected),
        Status::Accepted | Status::Human => Some(Status::Accepted),
    };
    let mentions = article
        .mentions
        .iter()
        .filter_map(|it| Some((Target::Mention(anchors.mention(it)), verdict(it.status)?)));
    let relations = article
        .relations
        .iter()
        .filter_map(|it| Some((Target::Relation(anchors.relation(it)?), verdict(it.status)?)));
    let edits = mentions.chain(relations).map(|(target, verdict)| Edit::Judge { target, verdict });
    let edits: Vec<Edit> = edits.collect();
    (!edits.is_empty()).then(|| Step::new("What the file says", edits))
}
