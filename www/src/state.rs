//! What the page knows, and the one function that changes it.
//!
//! The components show a [`State`] and send [`Command`]s. The history of [`Work`]s is the undo:
//! whatever replaces the article on screen is a new entry, so nothing is ever lost.

use std::{collections::BTreeSet, ops::Range, rc::Rc};

use gloss::{
    document::{BlockKind, EntityType},
    export::json::Article,
};

use crate::{
    decisions::keep_decisions,
    layout::{Piece, cut, provisional_blocks},
    look::millions,
    protocol::{Format, Hint, RequestId, Response},
    relations::Presentation,
    storage::Saved,
    view::View,
};

/// The most bytes of text that the page takes.
pub const MAX_TEXT_BYTES: usize = 5_000_000;

/// How many steps can be undone.
const MAX_HISTORY: usize = 200;

/// What the page knows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    history: Vec<Work>,
    at: usize,
    /// Whether the text box was typed in since it came: the browser can undo that.
    pub typed: bool,
    /// Which view of the article is on top.
    pub tab: Tab,
    /// What the details are about.
    pub selected: Option<Selected>,
    /// Whether the relations in focus are drawn over the text.
    pub arcs: bool,
    /// Which relations are shown, and how.
    pub presentation: Presentation,
    /// How the worker does.
    pub engine: Engine,
    /// What the worker is asked to do for the article on screen.
    pub job: Option<Job>,
    /// How many of the pipeline's steps the worker has begun for that article.
    pub step: u32,
    /// What went wrong.
    pub alert: Option<Alert>,
    /// What a screen reader is told.
    pub announcement: Rc<str>,
    /// What the Export menu offers beside the page's own JSON.
    pub formats: Rc<[Format]>,
    /// Where to lead the reader's eye.
    pub target: Option<Target>,
    next_id: RequestId,
}

/// A text and the reader's choices: what undo goes back to.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Whether the text box or the article is shown.
    pub screen: Screen,
    /// The words in the text box.
    pub draft: Rc<str>,
    /// The text, with LF at line ends.
    pub text: Rc<str>,
    /// What some blocks are: from a rich paste, or chosen by the reader.
    pub hints: Rc<[Hint]>,
    /// The day of publication, ISO 8601, that the reader or the pasted page gave; empty when the reader
    /// took it away. `None`: as the text says.
    pub published: Option<Rc<str>>,
    /// The types that are not highlighted.
    pub hidden: Rc<BTreeSet<EntityType>>,
    /// What was found; `None` until the worker has answered.
    pub view: Option<Rc<View>>,
    /// Whether the result is that of an older choice of blocks; a newer one is on its way.
    pub stale: bool,
    /// Whether it came from a saved file, which may hold more than the engine would find again.
    pub imported: bool,
}

/// The two faces of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Screen {
    /// The text box.
    Input,
    /// The article.
    Article,
}

/// The views of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The text with its highlights.
    Article,
    /// A table of entities.
    Entities,
    /// A table of relations.
    Relations,
    /// Entities and relations as a drawing.
    Graph,
}

impl Tab {
    /// All of them, in order, with their names.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Article, "Article"),
        (Self::Entities, "Entities"),
        (Self::Relations, "Relations"),
        (Self::Graph, "Graph"),
    ];
}

/// What the details are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected {
    /// The entity.
    pub entity: usize,
    /// The mention that was chosen, if it was one.
    pub mention: Option<usize>,
}

/// A place in the text that the reader asked to see. Each has a number of its own, so that asking
/// twice leads there twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Its number.
    pub number: u32,
}

/// How the worker does.
#[derive(Clone, Debug, PartialEq)]
pub enum Engine {
    /// Started, or asked to try again; has not spoken since.
    Starting,
    /// Is fetching its knowledge file: bytes so far, bytes in all.
    Loading(u64, u64),
    /// Can annotate.
    Ready,
    /// Has no knowledge file.
    WithoutKnowledge,
    /// Is gone.
    Crashed,
}

/// Something for the worker to do. A newer one replaces an older one.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// The answer repeats it.
    pub id: RequestId,
    /// What to do.
    pub task: Task,
}

/// What the worker is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// Annotate the article on screen.
    Annotate,
    /// Read a saved file.
    Read(Rc<str>),
}

/// Something went wrong: what, and the way on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// In plain words.
    pub message: Rc<str>,
    /// What the button does.
    pub remedy: Remedy,
}

/// The way on after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Start the worker again and do what was to be done.
    Restart,
    /// Fetch the knowledge file again.
    TryAgain,
    /// Read it and go on.
    Dismiss,
}

/// A text that came in whole, and what came with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The text.
    pub text: String,
    /// What some of its blocks are.
    pub hints: Vec<Hint>,
    /// The day of publication, ISO 8601, when something besides the text says it.
    pub published: Option<Rc<str>>,
}

impl From<String> for Pasted {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

/// A change of the state.
#[derive(Clone, Debug)]
pub enum Command {
    /// The text box was typed in.
    Draft(Rc<str>),
    /// A text came in whole: a paste, a file, the example.
    Open(Pasted),
    /// The text in the box is to be annotated.
    AnnotateDraft,
    /// A saved file is to be read.
    OpenSaved(String),
    /// Back to the text box with this text.
    EditText,
    /// Back from there to the article as it was.
    CancelEdit,
    /// To an empty text box.
    NewArticle,
    /// A block is to be taken in or left out.
    SetBlock(Range<usize>, BlockKind),
    /// The article was published on this day, ISO 8601; empty: it is not known.
    SetPublished(String),
    /// A type is to be highlighted or not.
    ToggleType(EntityType),
    /// All types are to be highlighted.
    ShowAllTypes,
    /// The details are to be about this.
    Select(Selected),
    /// The details are to be closed.
    Deselect,
    /// The relations in focus are to be drawn over the text or not.
    ToggleArcs,
    /// Relations are to be shown otherwise.
    Present(Presentation),
    /// Another view is to be on top.
    ShowTab(Tab),
    /// A place in the text is to be shown.
    ShowRange(Range<usize>),
    /// A mention is to be shown in the text.
    ShowMention(usize),
    /// One step back.
    Undo,
    /// One step forward again.
    Redo,
    /// The worker said something.
    Heard(Box<Response>),
    /// The worker is gone.
    Crashed(String),
    /// A new worker was started.
    Restarted,
    /// The knowledge file is fetched once more.
    Retried,
    /// The page cannot use what it was given.
    Refuse(String),
    /// The message was read.
    DismissAlert,
    /// What the browser remembered.
    Restore(Box<Saved>),
}

impl Default for State {
    fn default() -> Self {
        Self {
            history: vec![Work::empty()],
            at: 0,
            typed: false,
            tab: Tab::Article,
            selected: None,
            arcs: true,
            presentation: Presentation::default(),
            engine: Engine::Starting,
            job: None,
            step: 0,
            alert: None,
            announcement: "".into(),
            formats: Rc::new([]),
            target: None,
            next_id: 1,
        }
    }
}

impl Work {
    fn empty() -> Self {
        Self {
            screen: Screen::Input,
            draft: "".into(),
            text: "".into(),
            hints: Rc::new([]),
            published: None,
            hidden: Rc::default(),
            view: None,
            stale: false,
            imported: false,
        }
    }

    /// Whether its text is edited: there is an article to go back to.
    pub fn can_cancel(&self) -> bool {
        self.screen == Screen::Input && !self.text.is_empty()
    }

    /// The day of publication, ISO 8601; empty when it is not known.
    pub fn day(&self) -> &str {
        let found = || self.view.as_ref()?.article.document.published.as_deref();
        self.published.as_deref().or_else(found).unwrap_or_default()
    }

    /// The text in pieces: those of the result, or what they will look like.
    pub fn pieces(&self) -> Vec<Rc<Piece>> {
        if let Some(view) = &self.view {
            return view.pieces.clone();
        }
        let hints: Vec<_> =
            self.hints.iter().map(|hint| (hint.start..hint.end, hint.kind)).collect();
        let blocks = provisional_blocks(&self.text, &hints);
        cut(&self.text, &blocks, &[]).into_iter().map(Rc::new).collect()
    }
}

impl State {
    /// What is on screen.
    pub fn work(&self) -> &Work {
        &self.history[self.at]
    }

    /// What was found in the article on screen.
    pub fn view(&self) -> Option<&Rc<View>> {
        self.work().view.as_ref()
    }

    /// Whether there is a step back.
    pub fn can_undo(&self) -> bool {
        self.at > 0
    }

    /// Whether there is a step forward.
    pub fn can_redo(&self) -> bool {
        self.at + 1 < self.history.len()
    }

    /// The state after a command.
    #[must_use]
    pub fn after(&self, command: Command) -> Self {
        let mut next = self.clone();
        next.apply(command);
        next
    }

    fn apply(&mut self, command: Command) {
        match command {
            Command::Draft(text) => {
                self.history[self.at].draft = text;
                self.typed = true;
            }
            Command::Open(pasted) => self.open(pasted),
            Command::AnnotateDraft => self.annotate_draft(),
            Command::OpenSaved(file) => self.ask(Task::Read(file.into())),
            Command::EditText => self.edit_text(),
            Command::CancelEdit => self.cancel_edit(),
            Command::NewArticle => self.new_article(),
            Command::SetBlock(range, kind) => self.set_block(&range, kind),
            Command::SetPublished(day) => self.set_published(day),
            Command::ToggleType(entity_type) => self.toggle_type(entity_type),
            Command::ShowAllTypes => {
                self.push(Work { hidden: Rc::default(), ..self.work().clone() });
            }
            Command::Select(selected) => self.selected = Some(selected),
            Command::Present(presentation) => self.presentation = presentation,
            Command::ToggleArcs => self.arcs = !self.arcs,
            Command::Deselect => (self.selected, self.target) = (None, None),
            Command::ShowTab(tab) => self.tab = tab,
            Command::ShowRange(range) => self.show_range(range),
            Command::ShowMention(mention) => self.show_mention(mention),
            Command::Undo => self.travel(self.at.checked_sub(1), "Undone."),
            Command::Redo => self.travel(self.can_redo().then_some(self.at + 1), "Done again."),
            Command::Heard(response) => self.hear(*response),
            Command::Crashed(reason) => self.crashed(&reason),
            Command::Restarted => self.restarted(),
            Command::Retried => {
                self.engine = Engine::Starting;
                self.alert = None;
            }
            Command::Refuse(message) => self.refuse(&message),
            Command::DismissAlert => self.alert = None,
            Command::Restore(saved) => self.restore(*saved),
        }
    }

    // ---- The article ----

    fn open(&mut self, Pasted { text, hints, published }: Pasted) {
        let text = with_lf(&text);
        if text.len() > MAX_TEXT_BYTES {
            self.refuse(&too_large(text.len()));
        } else if text.trim().is_empty() {
            self.refuse("There is no text in it. Paste the words of an article.");
        } else {
            self.show(Work {
                screen: Screen::Article,
                text: text.into(),
                hints: hints.into(),
                published,
                ..Work::empty()
            });
        }
    }

    fn annotate_draft(&mut self) {
        let text = with_lf(&self.work().draft);
        let work = self.work();
        if *text == *work.text && work.view.is_some() {
            return self.push(Work { screen: Screen::Article, ..work.clone() });
        }
        let hints = moved_hints(&work.hints, &work.text, &text);
        let published = work.published.clone();
        self.open(Pasted { text, hints, published });
    }

    fn edit_text(&mut self) {
        let work = self.work().clone();
        self.push(Work { screen: Screen::Input, draft: work.text.clone(), ..work });
        self.close();
    }

    /// What was typed stays in the history: undo brings it back.
    fn cancel_edit(&mut self) {
        let work = self.work().clone();
        if !work.can_cancel() {
            return; // a second press of the key
        }
        self.push(Work { screen: Screen::Article, draft: work.text.clone(), ..work });
        if self.needs_annotation() {
            self.ask(Task::Annotate);
        }
        self.announcement = "Back to the article. Its text is as it was.".into();
    }

    fn new_article(&mut self) {
        self.push(Work::empty());
        self.close();
        self.announcement = "New article. Undo brings the old one back.".into();
    }

    fn set_block(&mut self, range: &Range<usize>, kind: BlockKind) {
        let work = self.work().clone();
        let apart = |hint: &&Hint| hint.end <= range.start || range.end <= hint.start;
        let mut hints: Vec<Hint> = work.hints.iter().filter(apart).copied().collect();
        hints.push(Hint { start: range.start, end: range.end, kind });
        gloss::order::sort_by_key(&mut hints, |&hint| hint);
        // The old result stays on screen until the new one comes: nothing flickers.
        self.push(Work { hints: hints.into(), stale: true, ..work });
        self.ask(Task::Annotate);
        self.announcement = match kind {
            BlockKind::Furniture => "Left out of the analysis.".into(),
            _ => "Taken into the analysis.".into(),
        };
    }

    fn set_published(&mut self, day: String) {
        let work = self.work().clone();
        if *work.day() != *day {
            self.push(Work { published: Some(day.into()), stale: true, ..work });
            self.ask(Task::Annotate);
        }
    }

    fn toggle_type(&mut self, entity_type: EntityType) {
        let mut hidden = (*self.work().hidden).clone();
        if !hidden.remove(&entity_type) {
            hidden.insert(entity_type);
        }
        self.push(Work { hidden: hidden.into(), ..self.work().clone() });
    }

    /// Puts a new article on screen and has it annotated.
    fn show(&mut self, work: Work) {
        let unfinished = work.view.is_none();
        self.push(Work { draft: work.text.clone(), ..work });
        self.close();
        self.alert = self.alert.take().filter(|alert| alert.remedy != Remedy::Dismiss);
        if unfinished {
            self.ask(Task::Annotate);
        }
    }

    fn push(&mut self, work: Work) {
        self.history.truncate(self.at + 1);
        self.history.push(work);
        if self.history.len() > MAX_HISTORY {
            self.history.remove(0);
        }
        self.at = self.history.len() - 1;
        self.typed = false;
    }

    fn travel(&mut self, to: Option<usize>, said: &str) {
        let Some(to) = to else { return };
        let old_text = self.work().text.clone();
        self.at = to;
        self.typed = false;
        self.announcement = said.into();
        if *old_text != *self.work().text {
            self.close();
        }
        self.forget_numbers();
        self.job = None;
        if self.needs_annotation() {
            self.ask(Task::Annotate);
        }
    }

    fn needs_annotation(&self) -> bool {
        let work = self.work();
        work.screen == Screen::Article && (work.view.is_none() || work.stale)
    }

    /// Lets go of what is known by its number in a result that is shown no longer.
    fn forget_numbers(&mut self) {
        self.selected = None;
        self.presentation.filter.forget_entities();
    }

    fn close(&mut self) {
        self.selected = None;
        self.presentation = Presentation::default();
        self.target = None;
        self.tab = Tab::Article;
    }

    // ---- Where the reader looks ----

    fn show_range(&mut self, range: Range<usize>) {
        self.tab = Tab::Article;
        let number = self.target.as_ref().map_or(0, |target| target.number) + 1;
        self.target = Some(Target { range, number });
    }

    fn show_mention(&mut self, mention: usize) {
        let Some(view) = self.view().cloned() else { return };
        self.selected = Some(Selected { entity: view.entity_of(mention), mention: Some(mention) });
        self.show_range(view.mention_range(mention));
    }

    // ---- The worker ----

    fn ask(&mut self, task: Task) {
        self.step = 0;
        self.job = Some(Job { id: self.next_id, task });
        self.next_id += 1;
    }

    /// Whether an answer is to the latest question; then the question is done with.
    fn is_answer(&mut self, id: RequestId) -> bool {
        self.job.take_if(|job| job.id == id).is_some()
    }

    fn hear(&mut self, response: Response) {
        match response {
            Response::Loading { received, total } => self.engine = Engine::Loading(received, total),
            Response::Ready { formats, .. } => {
                self.engine = Engine::Ready;
                self.formats = formats.into();
                self.alert = self.alert.take().filter(|alert| alert.remedy == Remedy::Dismiss);
            }
            Response::KnowledgeFailed { message } => {
                self.engine = Engine::WithoutKnowledge;
                self.warn(
                    &format!("Gloss could not load what it knows of names and places: {message}. Your text is safe."),
                    Remedy::TryAgain,
                );
            }
            Response::Annotating { id, step } => {
                if self.job.as_ref().is_some_and(|job| job.id == id) {
                    self.step = step + 1;
                }
            }
            Response::Annotated { id, article, milliseconds } => {
                if self.is_answer(id) {
                    self.annotated(*article, milliseconds);
                }
            }
            Response::Article { id, article } => {
                if self.is_answer(id) {
                    self.import(*article);
                }
            }
            Response::Refused { id, message } => {
                if self.is_answer(id) {
                    self.refuse(&format!("This file cannot be opened: {message}."));
                }
            }
            // The component that asked takes it.
            Response::Exported { .. } | Response::Explained { .. } => {}
            Response::Failed { message } => self.crashed(&message),
        }
    }

    fn annotated(&mut self, article: Article, milliseconds: f64) {
        if *article.document.text != *self.work().text {
            return self.crashed("it answered for another text");
        }
        let work = &mut self.history[self.at];
        let article = match &work.view {
            Some(old) => keep_decisions(&old.article, article),
            None => article,
        };
        let view = Rc::new(View::new(article, Some(milliseconds)));
        self.announcement = view.result_line().into();
        (work.view, work.stale) = (Some(view), false);
        self.forget_numbers();
    }

    fn import(&mut self, article: Article) {
        let view = Rc::new(View::new(article, None));
        self.announcement = view.result_line().into();
        self.show(Work {
            screen: Screen::Article,
            text: view.text().clone(),
            published: view.article.document.published.as_deref().map(Into::into),
            view: Some(view),
            imported: true,
            ..Work::empty()
        });
    }

    fn crashed(&mut self, reason: &str) {
        self.engine = Engine::Crashed;
        self.warn(
            &format!("The part of Gloss that reads the text has stopped ({reason}). Your text is safe. Restart it to go on."),
            Remedy::Restart,
        );
    }

    fn restarted(&mut self) {
        self.engine = Engine::Starting;
        self.alert = None;
        match self.job.take() {
            Some(Job { task, .. }) => self.ask(task),
            None if self.needs_annotation() => self.ask(Task::Annotate),
            None => {}
        }
    }

    fn refuse(&mut self, message: &str) {
        self.warn(message, Remedy::Dismiss);
    }

    fn warn(&mut self, message: &str, remedy: Remedy) {
        self.alert = Some(Alert { message: message.into(), remedy });
    }

    /// Takes up what the browser remembered, unless the reader has begun something.
    fn restore(&mut self, saved: Saved) {
        if self.history.len() > 1 || !self.work().draft.is_empty() {
            return;
        }
        let draft: Rc<str> = saved.draft.into();
        self.history[self.at].draft = draft.clone();
        if saved.text.trim().is_empty() {
            return;
        }
        let view = saved.article.map(|article| Rc::new(View::new(*article, None)));
        self.history = vec![Work {
            screen: saved.screen,
            draft,
            text: saved.text.into(),
            hints: saved.hints.into(),
            published: saved.published.map(Into::into),
            hidden: Rc::new(saved.hidden.0),
            imported: view.is_some(),
            view,
            stale: false,
        }];
        if self.needs_annotation() {
            self.ask(Task::Annotate);
        }
    }
}

/// CRLF and CR become LF, as in the engine: positions are counted in the same text on both sides.
fn with_lf(text: &str) -> String {
    gloss::text::Text::new(text).as_str().to_owned()
}

fn too_large(bytes: usize) -> String {
    format!(
        "This text has {} million bytes; Gloss takes up to {}. Paste a part of it.",
        millions(bytes as u64),
        MAX_TEXT_BYTES / 1_000_000
    )
}

/// The hints that still fit after a text was edited in one place: those before the change as they
/// are, those behind it moved along.
fn moved_hints(hints: &[Hint], old: &str, new: &str) -> Vec<Hint> {
    let same = |(a, b): &(u8, u8)| a == b;
    let before = old.bytes().zip(new.bytes()).take_while(same).count();
    let room = old.len().min(new.len()) - before;
    let after = old.bytes().rev().zip(new.bytes().rev()).take(room).take_while(same).count();
    hints
        .iter()
        .filter_map(|&hint| {
            if hint.end <= before {
                Some(hint)
            } else if hint.start >= old.len() - after {
                let moved = |at: usize| at + new.len() - old.len();
                Some(Hint { start: moved(hint.start), end: moved(hint.end), ..hint })
            } else {
                None
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
