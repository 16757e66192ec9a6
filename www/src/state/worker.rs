//! What the worker is asked, and what it says.

use std::rc::Rc;

use gloss::{document::Origin, export::json::Article};

use super::{Engine, MAX_TEXT_BYTES, Remedy, SavedFile, Screen, State, Work, too_large};
use crate::{
    decisions::keep_decisions,
    protocol::{RequestId, Response},
    view::View,
};

impl State {
    fn new_request(&mut self) -> RequestId {
        self.next_id += 1;
        self.next_id
    }

    /// Has the article on screen annotated.
    pub(super) fn annotate(&mut self) {
        self.step = 0;
        self.annotating = Some(self.new_request());
    }

    pub(super) fn annotate_if_needed(&mut self) {
        if self.work().needs_annotation() {
            self.annotate();
        }
    }

    /// Has a saved file read. The article on screen waits for nothing: the file may be none.
    pub(super) fn open_saved(&mut self, contents: Rc<str>) {
        self.opening = Some(SavedFile { id: self.new_request(), contents });
    }

    pub(super) fn hear(&mut self, response: Response) {
        if self.engine != Engine::Crashed {
            self.settle(Remedy::Restart); // it was only slow
        }
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
                if self.annotating == Some(id) {
                    self.step = step + 1;
                }
            }
            Response::Annotated { id, article, milliseconds } => {
                if self.annotating.take_if(|annotating| *annotating == id).is_some() {
                    self.annotated(*article, milliseconds);
                }
            }
            Response::Article { id, article } => {
                if self.is_opened(id) {
                    self.import(*article);
                }
            }
            Response::Refused { id, message } => {
                if self.is_opened(id) {
                    self.refuse(&message);
                }
            }
            // The component that asked takes it.
            Response::Exported { .. } | Response::Explained { .. } => {}
            Response::Failed { message } => self.crashed(&message),
        }
    }

    /// Whether an answer is about the file that is to be opened; then that is done with.
    fn is_opened(&mut self, id: RequestId) -> bool {
        self.opening.take_if(|file| file.id == id).is_some()
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
        self.announcement = view.spoken_result().into();
        (work.view, work.stale) = (Some(view), false);
        self.forget_numbers();
    }

    fn import(&mut self, article: Article) {
        let bytes = article.document.text.len();
        if bytes > MAX_TEXT_BYTES {
            return self.refuse(&too_large("The text of this file", bytes, MAX_TEXT_BYTES));
        }
        let view = Rc::new(View::new(article, None));
        let line = view.spoken_result();
        let document = &view.article.document;
        let origin = Origin {
            address: document.address.clone(),
            byline: document.byline.clone(),
            language: document.language.clone(),
        };
        let id = self.new_id();
        self.replace(Work {
            screen: Screen::Article,
            text: view.text().clone(),
            published: document.published.as_deref().map(Into::into),
            origin: origin.into(),
            view: Some(view),
            imported: true,
            ..Work::empty(id)
        });
        self.announcement = line.into();
    }

    pub(super) fn crashed(&mut self, reason: &str) {
        self.engine = Engine::Crashed;
        self.warn(
            &format!("The part of Gloss that reads the text has stopped ({reason}). Your text is safe. Restart it to go on."),
            Remedy::Restart,
        );
    }

    /// The worker has not said a word for so long that it may be gone.
    pub(super) fn silent(&mut self, seconds: u32) {
        if self.engine == Engine::Crashed {
            return; // that is said already
        }
        self.warn(
            &format!("The part of Gloss that reads the text has not answered for {seconds} seconds. Your text is safe. Restart it, or wait a while longer."),
            Remedy::Restart,
        );
    }

    /// A new worker does what the old one left undone.
    pub(super) fn restarted(&mut self) {
        self.engine = Engine::Starting;
        self.alert = None;
        if let Some(SavedFile { contents, .. }) = self.opening.take() {
            self.open_saved(contents);
        }
        self.annotate_if_needed();
    }
}
