//! How an article comes in, and what the reader does with all of it.

use std::{ops::Range, rc::Rc};

use gloss::document::BlockKind;

use super::{
    About, MAX_TEXT_BYTES, Notice, Pasted, Remedy, Restored, Screen, State, Work, too_large,
    work::ArticleId,
};
use crate::{protocol::Hint, switches::Switch, view::View};

/// Why a text of addresses only is not opened.
const ONLY_ADDRESSES: &str = "That is only an address. Gloss fetches nothing from the web: open the page there, select the article and paste its words here.";

/// Why a text without words is not opened.
const NO_TEXT: &str = "There is no text in it. Paste the words of an article.";

/// What is said of an article that was pasted among other words.
const ADDED: &str = "The pasted text was added to the words that were in the box.";

/// What is said of an article that another tab has, too.
const IN_ANOTHER_TAB: &str = "This article is open in another tab, too. What you change here is kept as a copy of its own; the article there stays as it is.";

impl State {
    /// The id of an article that comes in now.
    pub(super) fn new_id(&mut self) -> ArticleId {
        self.articles += 1;
        format!("{}-{}", self.session, self.articles).into()
    }

    pub(super) fn open(&mut self, pasted: Pasted) {
        self.coming = None;
        if let Some(work) = self.article_of(pasted) {
            let article = self.new_id();
            self.replace(Work { article, ..work });
        }
    }

    /// The article that a text makes; `None` when it makes none, and the reader is told why.
    fn article_of(&mut self, Pasted { text, hints, published, origin }: Pasted) -> Option<Work> {
        if text.len() > MAX_TEXT_BYTES {
            self.refuse(&too_large("This text", text.len(), MAX_TEXT_BYTES));
            return None;
        }
        let text = with_lf(&text);
        if text.trim().is_empty() {
            self.refuse(NO_TEXT);
        } else if is_only_addresses(&text) {
            self.refuse(ONLY_ADDRESSES);
        } else {
            return Some(Work {
                screen: Screen::Article,
                text: text.into(),
                hints: hints.into(),
                published,
                origin,
                ..Work::empty(self.work().article.clone())
            });
        }
        None
    }

    /// What was typed is the text of the article that it was typed for.
    pub(super) fn annotate_draft(&mut self) {
        let text = with_lf(&self.work().draft);
        let work = self.work();
        if *text == *work.text && work.view.is_some() {
            return self.push(Work { screen: Screen::Article, ..work.clone() });
        }
        let hints = moved_hints(&work.hints, &work.text, &text);
        let (published, origin) = (work.published.clone(), work.origin.clone());
        if let Some(work) = self.article_of(Pasted { text, hints, published, origin }) {
            self.show(work);
        }
    }

    /// An article was pasted among the words in the box: `whole` is both. It is annotated, and the reader
    /// told, who may have meant to begin with another one.
    pub(super) fn add_passage(&mut self, whole: &str, pasted: Pasted) {
        let typed = std::mem::replace(&mut self.history[self.at].draft, whole.into());
        self.typed = true;
        self.annotate_draft();
        if self.work().screen == Screen::Input {
            return; // it was refused, and stays in the box
        }
        self.history[self.at - 1].draft = typed; // one step back, the box is as it was
        self.notify(Notice {
            undoes: Some("take the pasted text out".into()),
            replace_with: Some(pasted.into()),
            ..Notice::new(About::Addition, ADDED)
        });
    }

    /// Goes back to what was in the box, which is kept as it is, before the pasted text comes alone.
    pub(super) fn take_alone(&mut self, pasted: Rc<Pasted>) {
        self.travel(self.at.checked_sub(1), "");
        self.coming = Some(pasted);
    }

    pub(super) fn edit_text(&mut self) {
        let work = self.work().clone();
        self.push(Work { screen: Screen::Input, draft: work.text.clone(), ..work });
        self.close();
    }

    /// What was typed stays in the history: undo brings it back.
    pub(super) fn cancel_edit(&mut self) {
        let work = self.work().clone();
        if !work.can_cancel() {
            return; // a second press of the key
        }
        self.push(Work { screen: Screen::Article, draft: work.text.clone(), ..work });
        self.annotate_if_needed();
        self.announcement = "Back to the article. Its text is as it was.".into();
    }

    pub(super) fn new_article(&mut self) {
        let old = self.work().clone();
        let article = self.new_id();
        self.push(Work::empty(article));
        self.close();
        (self.annotating, self.opening) = (None, None);
        if !old.is_blank() {
            self.tell_replaced(&old.name(), &format!("{} is kept.", old.name()));
        }
    }

    pub(super) fn set_block(&mut self, range: &Range<usize>, kind: BlockKind) {
        let work = self.work().clone();
        let apart = |hint: &&Hint| hint.end <= range.start || range.end <= hint.start;
        let mut hints: Vec<Hint> = work.hints.iter().filter(apart).copied().collect();
        hints.push(Hint { start: range.start, end: range.end, kind });
        gloss::order::sort_by_key(&mut hints, |&hint| hint);
        // The old result stays on screen until the new one comes: nothing flickers.
        self.push(Work { hints: hints.into(), stale: true, ..work });
        self.annotate();
        self.announcement = match kind {
            BlockKind::Furniture => "Left out of the analysis.".into(),
            _ => "Taken into the analysis.".into(),
        };
    }

    pub(super) fn set_published(&mut self, day: String) {
        let work = self.work().clone();
        if *work.day() != *day {
            self.push(Work { published: Some(day.into()), stale: true, ..work });
            self.annotate();
        }
    }

    pub(super) fn toggle(&mut self, switch: Switch) {
        let mut hidden = (*self.work().hidden).clone();
        let is_shown = hidden.remove(&switch);
        if !is_shown {
            hidden.insert(switch);
        }
        let end = if is_shown { "highlighted again." } else { "no longer highlighted." };
        self.announcement = [switch.words(), ": ", end].concat().into();
        self.push(Work { hidden: hidden.into(), ..self.work().clone() });
    }

    /// Puts another article in the place of the one on screen, and says so: the reader may have hit
    /// a key or dropped a file without meaning it.
    pub(super) fn replace(&mut self, work: Work) {
        let old = self.work().clone();
        self.show(work);
        self.tell_what_made_way(&old);
    }

    fn tell_what_made_way(&mut self, old: &Work) {
        if !old.is_blank() {
            let (new, old) = (self.work().name(), old.name());
            self.tell_replaced(&old, &format!("{new} took the place of {old}, which is kept."));
        }
    }

    /// Puts an article on screen and has it annotated.
    fn show(&mut self, work: Work) {
        self.bring(Work { draft: work.text.clone(), ..work });
    }

    /// Puts an article on screen as it is, with the words in its box.
    fn bring(&mut self, work: Work) {
        self.push(work);
        self.close();
        self.settle(Remedy::Dismiss);
        // A newer text wins over what was to be done.
        (self.annotating, self.opening) = (None, None);
        self.annotate_if_needed();
    }

    /// Takes up what the browser kept, unless the reader has begun something.
    pub(super) fn restore(&mut self, restored: Restored) {
        if let Some(words) = unreadable(&restored) {
            self.tell(About::Unreadable, words);
        }
        if self.history.len() > 1 || !self.work().is_blank() {
            return;
        }
        self.history = vec![self.work_of(restored)];
        self.annotate_if_needed();
    }

    /// Brings an article back that the browser keeps.
    pub(super) fn reopen(&mut self, restored: Restored) {
        let old = self.work().clone();
        let unreadable = unreadable(&restored);
        let work = self.work_of(restored);
        self.bring(work);
        self.tell_what_made_way(&old);
        if let Some(words) = unreadable {
            self.tell(About::Unreadable, words);
        }
    }

    /// What the browser kept of an article. What this version cannot read stays there as it is: its words
    /// go on as another article.
    fn work_of(&mut self, Restored { article, saved, is_readable }: Restored) -> Work {
        let article = if is_readable { article } else { self.new_id() };
        let text: Rc<str> = saved.text.into();
        let view = saved.article.map(|article| Rc::new(View::new(*article, None)));
        Work {
            article,
            screen: if text.trim().is_empty() { Screen::Input } else { saved.screen },
            draft: saved.draft.into(),
            text,
            hints: saved.hints.into(),
            published: saved.published.map(Into::into),
            origin: saved.origin.into(),
            hidden: Rc::new(saved.hidden.0),
            imported: view.is_some(),
            view,
            stale: false,
        }
    }

    /// Another tab has the article, too: what is changed here is kept apart from it.
    pub(super) fn open_elsewhere(&mut self, article: &str) {
        let is_it = |work: &Work| *work.article == *article;
        if !self.history.iter().any(is_it) {
            return; // the reader has gone on to another one meanwhile
        }
        let is_on_screen = is_it(self.work());
        let copy = self.new_id();
        for work in self.history.iter_mut().filter(|work| is_it(work)) {
            work.article = copy.clone();
        }
        if is_on_screen {
            self.tell(About::OtherTab, IN_ANOTHER_TAB);
        }
    }
}

/// What became of an article, if this version cannot read it.
fn unreadable(Restored { saved, is_readable, .. }: &Restored) -> Option<&'static str> {
    let has_words = !saved.text.is_empty() || !saved.draft.is_empty();
    (!is_readable).then_some(if has_words {
        "What this browser keeps of this article was written by another version of Gloss. This one can read its text, not what you decided about it. It stays kept, as it is; go on here with a copy of the text."
    } else {
        "What this browser keeps of this article was written by another version of Gloss, and this one cannot read it. It stays kept, as it is."
    })
}

/// CRLF and CR become LF, as in the engine: positions are counted in the same text on both sides.
fn with_lf(text: &str) -> String {
    gloss::text::Text::new(text).as_str().to_owned()
}

/// Whether every word of a text is the address of a page.
fn is_only_addresses(text: &str) -> bool {
    let starts = |word: &str, with: &str| {
        word.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
    };
    let is_address = |word: &str| {
        let host = word.split(['/', '?', '#']).next().unwrap_or_default();
        let is_host = |host: &str| {
            let labels: Vec<&str> = host.split('.').collect();
            let is_domain = |label: &&str| {
                label.len() > 1 && label.bytes().all(|byte| byte.is_ascii_alphabetic())
            };
            labels.len() > 1
                && labels.iter().all(|label| !label.is_empty())
                && labels.last().is_some_and(is_domain)
        };
        // Without a scheme it takes a path: "and/or" and "U.N./E.U." are words.
        ["http://", "https://", "file://", "www."].iter().any(|start| starts(word, start))
            || (word.len() > host.len() && is_host(host))
    };
    text.split_whitespace().all(is_address)
}

/// The hints that still fit after a text was edited in one place: those before the change as they
/// are, those behind it moved along.
pub(super) fn moved_hints(hints: &[Hint], old: &str, new: &str) -> Vec<Hint> {
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
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_from_words() {
        for (text, is_one) in [
            ("https://example.org/2026/11/a-headline", true),
            (" HTTPS://example.org/a\nwww.example.org ", true),
            ("example.org/news?id=7", true),
            ("https://example.org/a The minister left.", false),
            ("Minister visits Tehran", false),
            ("and/or", false),
            ("example.org", false),
            ("U.N./E.U.", false),
            ("3.5/10", false),
        ] {
            assert_eq!(is_only_addresses(text), is_one, "{text:?}");
        }
    }
}
