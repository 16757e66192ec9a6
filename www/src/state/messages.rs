//! What the page says to its reader: failures, and what happened that was not asked for.

use std::rc::Rc;

use super::{Pasted, State};

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

/// Something that the reader should know, and may not have meant. It stays until it is closed or
/// no longer true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub about: About,
    /// In plain words.
    pub message: Rc<str>,
    /// What its button to undo does, if it has one: "bring back “Rain in Oslo”".
    pub undoes: Option<Rc<str>>,
    /// The article that its button puts in the place of what the last step made, if it has one.
    pub replace_with: Option<Rc<Pasted>>,
}

impl Notice {
    /// One that can only be closed.
    pub fn new(about: About, message: &str) -> Self {
        Self { about, message: message.into(), undoes: None, replace_with: None }
    }
}

/// What a notice is about: of each there is one at most, the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Another article has taken the place of one that is kept. Offers to undo it.
    Replacement,
    /// A text was put among the words of another. Offers to undo it, or to take it alone.
    Addition,
    /// Files that were not opened.
    Files,
    /// The same article in another tab.
    OtherTab,
    /// What the browser kept cannot be read.
    Unreadable,
    /// The browser does not keep what is on screen.
    Storage,
}

impl About {
    /// Whether it is true only as long as the same article is on screen.
    fn is_of_one_article(self) -> bool {
        matches!(self, Self::OtherTab | Self::Unreadable)
    }
}

impl State {
    /// Says that what was given cannot be used.
    pub(super) fn refuse(&mut self, message: &str) {
        self.warn(message, Remedy::Dismiss);
    }

    pub(super) fn warn(&mut self, message: &str, remedy: Remedy) {
        self.alert = Some(Alert { message: message.into(), remedy });
    }

    /// Lets go of the message with that remedy, if it is the one on screen.
    pub(super) fn settle(&mut self, remedy: Remedy) {
        self.alert.take_if(|alert| alert.remedy == remedy);
    }

    pub(super) fn tell(&mut self, about: About, message: &str) {
        self.notify(Notice::new(about, message));
    }

    /// Says that an article has made way, by its name, and offers to undo that.
    pub(super) fn tell_replaced(&mut self, old: &str, message: &str) {
        let undoes = Some(["bring back ", old].concat().into());
        self.notify(Notice { undoes, ..Notice::new(About::Replacement, message) });
    }

    pub(super) fn notify(&mut self, notice: Notice) {
        self.close_notice(notice.about);
        self.notices.push(notice);
    }

    /// Lets go of what offers to undo the last step, which is another one now.
    pub(super) fn forget_step(&mut self) {
        self.notices.retain(|notice| notice.undoes.is_none());
    }

    /// Another article comes on screen: lets go of what was said of the one before.
    pub(super) fn forget_article(&mut self) {
        self.notices.retain(|notice| !notice.about.is_of_one_article());
    }

    pub(super) fn close_notice(&mut self, about: About) {
        self.notices.retain(|notice| notice.about != about);
    }
}
