//! A text and the reader's choices: what undo goes back to.

use std::{collections::BTreeSet, rc::Rc};

use gloss::document::Origin;

use crate::{
    layout::{Piece, cut, provisional_blocks},
    protocol::Hint,
    switches::Switch,
    view::View,
};

/// Names an article among all that a browser keeps. Every paste and every file gets a new one.
pub type ArticleId = Rc<str>;

/// A text and the reader's choices.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Which article it is a state of.
    pub article: ArticleId,
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
    /// What the page that it comes from says of it.
    pub origin: Rc<Origin>,
    /// What is not highlighted.
    pub hidden: Rc<BTreeSet<Switch>>,
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

impl Work {
    /// A new article, without a word so far.
    pub(super) fn empty(article: ArticleId) -> Self {
        Self {
            article,
            screen: Screen::Input,
            draft: "".into(),
            text: "".into(),
            hints: Rc::new([]),
            published: None,
            origin: Rc::default(),
            hidden: Rc::default(),
            view: None,
            stale: false,
            imported: false,
        }
    }

    /// Whether there is nothing in it that a reader could miss.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && self.draft.trim().is_empty()
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

    /// Whether the worker has to read it before it is shown as it should be.
    pub(super) fn needs_annotation(&self) -> bool {
        self.screen == Screen::Article && (self.view.is_none() || self.stale)
    }

    /// What to call it in a sentence: its title or first line, in quotes.
    pub(super) fn name(&self) -> String {
        format!("“{}”", self.title())
    }

    /// Its title or first line, cut where it is long; empty when it has no words.
    pub fn title(&self) -> String {
        let title = self.view.as_ref().and_then(|view| view.article.document.title.as_deref());
        let words = if self.text.is_empty() { &self.draft } else { &self.text };
        title_of(title.unwrap_or(words))
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

/// The first line of some words, cut where it is long.
pub fn title_of(words: &str) -> String {
    const LONGEST: usize = 60;
    let line = words.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}
