//! What the page knows, and the one function that changes it.
//!
//! The components show a [`State`] and send [`Command`]s. The history of [`Work`]s is the undo:
//! whatever replaces the article on screen is a new entry, so nothing is ever lost.

use std::{ops::Range, rc::Rc};

use gloss::document::{BlockKind, Origin};

use crate::{
    look::millions,
    protocol::{Format, Hint, RequestId, Response},
    relations::Presentation,
    saved::Saved,
    shelf::Kept,
    switches::Switch,
    view::View,
};

mod work;

mod article;

mod history;

mod worker;

mod messages;

pub use messages::{About, Alert, Notice, Remedy};
pub use work::{ArticleId, Screen, Work, title_of};

/// The most bytes of text that the page takes.
pub const MAX_TEXT_BYTES: usize = 5_000_000;

/// What the page knows.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    session: Rc<str>,
    articles: u32,
    history: Vec<Work>,
    at: usize,
    /// Whether the text box was typed in since it came: the browser can undo that.
    pub typed: bool,
    /// Which view of the article is on top.
    pub tab: Tab,
    /// What the details are about.
    pub selected: Option<Selected>,
    /// The relations that they are about instead, by index: those of a line of the graph.
    pub opened: Rc<[usize]>,
    /// Whether the relations in focus are drawn over the text.
    pub arcs: bool,
    /// Which relations are shown, and how.
    pub presentation: Presentation,
    /// How the worker does.
    pub engine: Engine,
    /// The request by which the worker is asked to annotate the article on screen.
    pub annotating: Option<RequestId>,
    /// A text that is opened as soon as what is on screen is kept.
    pub coming: Option<Rc<Pasted>>,
    /// The saved file that the worker is asked to read.
    pub opening: Option<SavedFile>,
    /// How many of the pipeline's steps the worker has begun for that article.
    pub step: u32,
    /// What went wrong.
    pub alert: Option<Alert>,
    /// What the reader should know besides, the newest last.
    pub notices: Vec<Notice>,
    /// The articles that the browser keeps, the newest first.
    pub shelf: Rc<[Kept]>,
    /// What a screen reader is told.
    pub announcement: Rc<str>,
    /// What the Export menu offers beside the page's own JSON.
    pub formats: Rc<[Format]>,
    /// Where to lead the reader's eye.
    pub target: Option<Target>,
    next_id: RequestId,
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
    /// Where the reader came from: the view, and the id of the element that led here.
    pub origin: (Tab, Rc<str>),
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

/// A saved file that the worker is to read.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedFile {
    /// The answer repeats it.
    pub id: RequestId,
    /// What is in the file.
    pub contents: Rc<str>,
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
    /// What the page that it comes from says of it.
    pub origin: Rc<Origin>,
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
    /// A text was put among the words in the box: both together, and the text.
    AddPassage(String, Pasted),
    /// What was put among them last is to be taken out again and opened alone.
    TakeAlone(Rc<Pasted>),
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
    /// What a switch of the legend stands for is to be highlighted or not.
    Toggle(Switch),
    /// All is to be highlighted.
    ShowAllTypes,
    /// The details are to be about this.
    Select(Selected),
    /// The details are to be about these relations, by index.
    OpenRelations(Rc<[usize]>),
    /// The details are to be closed.
    Deselect,
    /// The relations in focus are to be drawn over the text or not.
    ToggleArcs,
    /// Relations are to be shown otherwise.
    Present(Presentation),
    /// Another view is to be on top.
    ShowTab(Tab),
    /// A place in the text is to be shown; the id is that of the element that leads there.
    ShowRange(Range<usize>, Rc<str>),
    /// A mention is to be shown in the text; the id as above.
    ShowMention(usize, Rc<str>),
    /// Back to where the reader was before a place was shown.
    GoBack,
    /// Screen readers are to be told something.
    Announce(Rc<str>),
    /// One step back.
    Undo,
    /// One step forward again.
    Redo,
    /// The worker said something.
    Heard(Box<Response>),
    /// The worker is gone.
    Crashed(String),
    /// The worker has not answered for so many seconds.
    Silent(u32),
    /// A new worker was started.
    Restarted,
    /// The knowledge file is fetched once more.
    Retried,
    /// The page cannot use what it was given.
    Refuse(String),
    /// The message was read.
    DismissAlert,
    /// The reader should know this.
    Tell(Notice),
    /// It is read, or no longer true.
    CloseNotice(About),
    /// What the browser kept.
    Restore(Box<Restored>),
    /// Which articles the browser keeps.
    Shelve(Rc<[Kept]>),
    /// One of them is to be on screen again.
    Reopen(Box<Restored>),
    /// An article that was restored is open in another tab.
    OpenElsewhere(ArticleId),
}

/// An article that the browser kept.
#[derive(Clone, Debug)]
pub struct Restored {
    /// Its name among those that are kept.
    pub article: ArticleId,
    /// What was kept; of one that cannot be read, its words at most.
    pub saved: Saved,
    /// Whether this version can read it.
    pub is_readable: bool,
}

impl Default for State {
    fn default() -> Self {
        Self::new("")
    }
}

impl State {
    /// A page without an article. `session` is in the ids of the articles that come in: no other tab
    /// may ever have had the same.
    pub fn new(session: &str) -> Self {
        Self {
            session: session.into(),
            articles: 0,
            history: vec![Work::empty(format!("{session}-0").into())],
            at: 0,
            typed: false,
            tab: Tab::Article,
            selected: None,
            opened: Rc::new([]),
            arcs: true,
            presentation: Presentation::default(),
            engine: Engine::Starting,
            annotating: None,
            coming: None,
            opening: None,
            step: 0,
            alert: None,
            notices: Vec::new(),
            shelf: Rc::new([]),
            announcement: "".into(),
            formats: Rc::new([]),
            target: None,
            next_id: 0,
        }
    }

    /// What is on screen.
    pub fn work(&self) -> &Work {
        &self.history[self.at]
    }

    /// What was found in the article on screen.
    pub fn view(&self) -> Option<&Rc<View>> {
        self.work().view.as_ref()
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
            Command::AddPassage(whole, pasted) => self.add_passage(&whole, pasted),
            Command::TakeAlone(pasted) => self.take_alone(pasted),
            Command::AnnotateDraft => self.annotate_draft(),
            Command::OpenSaved(file) => self.open_saved(file.into()),
            Command::EditText => self.edit_text(),
            Command::CancelEdit => self.cancel_edit(),
            Command::NewArticle => self.new_article(),
            Command::SetBlock(range, kind) => self.set_block(&range, kind),
            Command::SetPublished(day) => self.set_published(day),
            Command::Toggle(switch) => self.toggle(switch),
            Command::ShowAllTypes => {
                self.push(Work { hidden: Rc::default(), ..self.work().clone() });
                self.announcement = "All types are highlighted.".into();
            }
            Command::Select(selected) => self.select(selected),
            Command::OpenRelations(relations) => self.open_relations(relations),
            Command::Present(presentation) => self.presentation = presentation,
            Command::ToggleArcs => self.arcs = !self.arcs,
            Command::Deselect => self.deselect(),
            Command::ShowTab(tab) => self.tab = tab,
            Command::ShowRange(range, origin) => self.show_range(range, origin),
            Command::ShowMention(mention, origin) => self.show_mention(mention, origin),
            Command::GoBack => {
                if let Some(Target { origin: (tab, _), .. }) = self.target.take() {
                    self.tab = tab;
                }
            }
            Command::Announce(words) => self.announcement = words,
            Command::Undo => self.travel(self.at.checked_sub(1), "Undone."),
            Command::Redo => self.travel(self.can_redo().then_some(self.at + 1), "Done again."),
            Command::Heard(response) => self.hear(*response),
            Command::Crashed(reason) => self.crashed(&reason),
            Command::Silent(seconds) => self.silent(seconds),
            Command::Restarted => self.restarted(),
            Command::Retried => {
                self.engine = Engine::Starting;
                self.alert = None;
            }
            Command::Refuse(message) => self.refuse(&message),
            Command::DismissAlert => self.alert = None,
            Command::Tell(notice) => self.notify(notice),
            Command::CloseNotice(about) => self.close_notice(about),
            Command::Restore(restored) => self.restore(*restored),
            Command::Shelve(kept) => self.shelf = kept,
            Command::Reopen(restored) => self.reopen(*restored),
            Command::OpenElsewhere(article) => self.open_elsewhere(&article),
        }
    }

    /// Lets go of what is known by its number in a result that is shown no longer.
    fn forget_numbers(&mut self) {
        (self.selected, self.opened) = (None, Rc::new([]));
        self.presentation.filter.forget_entities();
    }

    fn close(&mut self) {
        (self.selected, self.opened) = (None, Rc::new([]));
        self.presentation = Presentation::default();
        self.target = None;
        self.tab = Tab::Article;
    }

    fn select(&mut self, selected: Selected) {
        (self.selected, self.opened) = (Some(selected), Rc::new([]));
        if let Some(view) = self.view() {
            let label = view.entity_label(selected.entity);
            self.announcement = ["Details of ", &label, "."].concat().into();
        }
    }

    fn open_relations(&mut self, relations: Rc<[usize]>) {
        let said = self.view().zip(relations.first()).map(|(view, &first)| view.sentence(first));
        self.announcement =
            ["Details of the relation: ", &said.unwrap_or_default()].concat().into();
        (self.selected, self.opened) = (None, relations);
    }

    fn deselect(&mut self) {
        if self.selected.is_some() || !self.opened.is_empty() {
            self.announcement = "Details closed.".into();
        }
        (self.selected, self.opened, self.target) = (None, Rc::new([]), None);
    }

    fn show_range(&mut self, range: Range<usize>, origin: Rc<str>) {
        let number = self.target.as_ref().map_or(0, |target| target.number) + 1;
        self.target = Some(Target { range, origin: (self.tab, origin), number });
        self.tab = Tab::Article;
    }

    fn show_mention(&mut self, mention: usize, origin: Rc<str>) {
        let Some(view) = self.view().cloned() else { return };
        self.selected = Some(Selected { entity: view.entity_of(mention), mention: Some(mention) });
        self.show_range(view.mention_range(mention), origin);
    }
}

/// Why something is not taken that has more bytes than the page takes.
pub fn too_large(what: &str, bytes: usize, most: usize) -> String {
    let (bytes, most) = (millions(bytes as u64), most / 1_000_000);
    format!("{what} has {bytes} million bytes; Gloss takes up to {most}. Paste a part of it.")
}

#[cfg(test)]
mod tests;
