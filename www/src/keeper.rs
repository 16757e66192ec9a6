//! Keeps what the reader pasted, chose and typed, each article as a record of its own, so that none
//! overwrites another; and knows which of them this tab shows.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    collections::BTreeSet,
    rc::Rc,
};

use gloo_timers::callback::Timeout;
use gloss::export::json;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Storage, Window};
use yew::Callback;

use crate::{
    saved::{Saved, read},
    shelf::{Kept, Title, shelf},
    state::{About, ArticleId, Command, Notice, Restored, Work},
    storage::{Database, Refusal, Store, Transaction},
    view::View,
};

/// How long the reader may type on before it is kept.
const TYPING_MILLISECONDS: u32 = 400;

/// How long the browser's database may be silent before the reader is told and goes on without it.
const SILENT_MILLISECONDS: u32 = 5_000;

/// How long another page may hold an article that it lets go of: this one, before it was loaded anew.
/// Less than the above.
const LEAVING_MILLISECONDS: u32 = 300;

/// Names the article on screen, for this tab and for the next one that is opened.
const CURRENT: &str = "gloss-article";

/// The article of versions that kept one only.
const ONLY: &str = "last";

/// Keeps the articles of one tab. What goes wrong becomes a [`Command`].
pub struct Keeper {
    send: Callback<Command>,
    database: RefCell<Option<Rc<Database>>>,
    kept: RefCell<Option<Last>>,
    /// What was typed last, and is not kept yet.
    typed: RefCell<Option<(Timeout, Work)>>,
    /// The articles that other tabs find taken.
    held: RefCell<BTreeSet<ArticleId>>,
    /// The article of which it is not known yet whether another tab has it.
    asked: RefCell<Option<ArticleId>>,
    fails: Cell<bool>,
    /// Whether the article that is noted down is still in a database that was silent: the note stays until the
    /// reader begins another one.
    is_left: Cell<bool>,
}

/// What was kept last.
struct Last {
    article: ArticleId,
    record: String,
    file: Option<Rc<View>>,
    /// Whether it was kept by another tab, which has it open.
    is_elsewhere: bool,
}

/// What of a state is not kept yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Change {
    Nothing,
    Record,
    RecordAndFile,
}

impl Keeper {
    /// Nothing is kept yet.
    pub fn new(send: Callback<Command>) -> Self {
        Self {
            send,
            database: RefCell::default(),
            kept: RefCell::default(),
            typed: RefCell::default(),
            held: RefCell::default(),
            asked: RefCell::default(),
            fails: Cell::new(false),
            is_left: Cell::new(false),
        }
    }

    /// Takes up the article that this tab showed when it was loaded before, or else the last one of
    /// any tab; then, or when the database has been silent for too long, the page goes on. A browser that gives
    /// nothing is told of once there is something to keep.
    pub fn restore(self: &Rc<Self>, then: Callback<()>) {
        let goes_on = Rc::new(Cell::new(false));
        let patience = {
            let (keeper, goes_on, then) = (self.clone(), goes_on.clone(), then.clone());
            Timeout::new(SILENT_MILLISECONDS, move || {
                goes_on.set(true);
                keeper.is_left.set(true);
                keeper.send.emit(Command::Tell(Notice::new(About::Storage, NOT_RESTORED)));
                then.emit(());
            })
        };
        let keeper = self.clone();
        spawn_local(async move {
            let last = keeper.last().await;
            // What comes too late stays where it is, whatever the reader has begun by now.
            if goes_on.get() {
                return;
            }
            drop(patience);
            if let Some(restored) = last {
                keeper.take_up(&restored);
                keeper.send.emit(Command::Restore(Box::new(restored)));
            }
            then.emit(());
        });
    }

    /// Opens the database and reads the last article.
    async fn last(&self) -> Option<Restored> {
        let database = Database::open().await.map(Rc::new).ok()?;
        self.database.replace(Some(database.clone()));
        let article = noted(Window::session_storage)
            .or_else(|| noted(Window::local_storage))
            .unwrap_or_else(|| ONLY.to_owned());
        read_all(&database, &article).await
    }

    /// Knows from here on that an article is as it is kept.
    fn take_up(self: &Rc<Self>, restored: &Restored) {
        if restored.is_readable {
            let record = serde_json::to_string(&restored.saved).unwrap_or_default();
            let article = restored.article.clone();
            let kept = Last { article, record, file: None, is_elsewhere: false };
            self.kept.replace(Some(kept));
            self.hold(&restored.article);
        }
    }

    /// Brings an article back that is kept.
    pub fn reopen(self: &Rc<Self>, article: ArticleId) {
        self.flush();
        let opened = self.database.borrow().clone();
        let keeper = self.clone();
        spawn_local(async move {
            let known = match opened {
                Some(database) => read_all(&database, &article).await,
                None => None,
            };
            // Never opened, or closed for another version of the page.
            let restored = match known {
                None => keeper.read_anew(&article).await,
                known => known,
            };
            let Some(restored) = restored else {
                return keeper.send.emit(Command::Refuse(NOT_REOPENED.to_owned()));
            };
            keeper.take_up(&restored);
            if restored.is_readable {
                note(&article, [Window::session_storage, Window::local_storage]);
            }
            keeper.send.emit(Command::Reopen(Box::new(restored)));
        });
    }

    async fn read_anew(&self, article: &str) -> Option<Restored> {
        let database = Rc::new(Database::open().await.ok()?);
        self.database.replace(Some(database.clone()));
        read_all(&database, article).await
    }

    /// Says which articles are kept. What the browser does not tell is not said: it is told when something is
    /// not kept.
    pub fn list(self: &Rc<Self>) {
        self.flush();
        let Some(database) = self.database.borrow().clone() else { return };
        let keeper = self.clone();
        spawn_local(async move {
            if let Ok(articles) = kept_articles(&database).await {
                keeper.send.emit(Command::Shelve(shelf(articles).into()));
            }
        });
    }

    /// Keeps a state of an article: at once, or in a moment when it is being typed, or when another
    /// tab may have it.
    pub fn keep(self: &Rc<Self>, work: &Work, is_typed: bool) {
        let is_asked = self.asked.borrow().as_ref() == Some(&work.article);
        let is_of_another = |(_, typed): &(Timeout, Work)| typed.article != work.article;
        if self.typed.borrow().as_ref().is_some_and(is_of_another) {
            self.flush();
        }
        if !is_typed && !is_asked {
            self.typed.take();
            return self.keep_now(work);
        }
        let timer = {
            let keeper = self.clone();
            Timeout::new(TYPING_MILLISECONDS, move || keeper.flush())
        };
        self.typed.replace(Some((timer, work.clone())));
    }

    /// Keeps what was typed last: the page may go away.
    pub fn flush(self: &Rc<Self>) {
        if let Some((_, work)) = self.typed.take() {
            self.keep_now(&work);
        }
    }

    fn keep_now(self: &Rc<Self>, work: &Work) {
        let article = work.article.clone();
        let Ok(record) = serde_json::to_string(&Saved::of(work)) else { return }; // its keys are strings
        let file = work.view.clone().filter(|_| work.imported);
        let change = change(self.kept.borrow_mut().as_mut(), work, &record, file.as_ref());
        if change == Change::Nothing {
            if work.is_blank() && !self.is_left.get() {
                note(&article, [Window::session_storage]); // it begins with an empty box again
            }
            return;
        }
        let contents = (file.as_ref())
            .filter(|_| change == Change::RecordAndFile)
            .map(|view| json::to_text(&view.article));
        self.is_left.set(false);
        note(&article, [Window::session_storage, Window::local_storage]);
        self.hold(&article);
        self.write(article.clone(), [record.clone(), title_now(work)], contents);
        self.kept.replace(Some(Last { article, record, file, is_elsewhere: false }));
    }

    /// Writes an article's records: its own, its title, and the file if it changed. They are given to the
    /// browser before this returns.
    fn write(self: &Rc<Self>, article: ArticleId, texts: [String; 2], file: Option<String>) {
        let put = move |database: &Database| {
            let [record, title] = &texts;
            let mut records =
                vec![(Store::Articles, &*article, &**record), (Store::Titles, &article, title)];
            records.extend(file.as_deref().map(|file| (Store::Files, &*article, file)));
            database.put(&records)
        };
        let begun = self.database.borrow().as_deref().map(&put);
        let keeper = self.clone();
        let patience = {
            let keeper = self.clone();
            Timeout::new(SILENT_MILLISECONDS, move || keeper.report(Err(Refusal::Silent)))
        };
        spawn_local(async move {
            let outcome = match begun {
                Some(Ok(transaction)) => transaction.done().await,
                // Never opened, or closed for another version of the page.
                None | Some(Err(_)) => keeper.write_anew(put).await,
            };
            drop(patience);
            keeper.report(outcome);
        });
    }

    async fn write_anew(
        &self,
        put: impl Fn(&Database) -> Result<Transaction, Refusal>,
    ) -> Result<(), Refusal> {
        let database = Database::open().await?;
        let begun = put(&database);
        self.database.replace(Some(Rc::new(database)));
        begun?.done().await
    }

    fn report(&self, outcome: Result<(), Refusal>) {
        match outcome {
            Ok(()) if self.fails.take() => self.send.emit(Command::CloseNotice(About::Storage)),
            Ok(()) => {}
            Err(refusal) => {
                self.fails.set(true);
                self.kept.take(); // it is tried again with the next change, whatever that is
                let notice = Notice::new(About::Storage, &not_kept(refusal));
                self.send.emit(Command::Tell(notice));
            }
        }
    }

    // ---- Other tabs ----

    /// Has other tabs find the article taken, as long as this one lives.
    fn hold(self: &Rc<Self>, article: &ArticleId) {
        if self.held.borrow_mut().insert(article.clone()) {
            self.take_lock(article.clone(), true);
        }
    }

    /// Takes the browser's lock of an article. One that another tab has is asked for once more, since
    /// that may be this page before it was loaded anew; then it is open in another tab. Pages that
    /// were loaded without encryption get no locks.
    fn take_lock(self: &Rc<Self>, article: ArticleId, once_more: bool) {
        self.asked.replace(Some(article.clone()));
        let keeper = self.clone();
        let name = format!("{CURRENT}-{article}");
        let given = Closure::once_into_js(move |lock: JsValue| -> JsValue {
            if !lock.is_null() {
                keeper.asked.borrow_mut().take_if(|asked| *asked == article);
                // It is held until the promise is settled, which is never.
                return Promise::new(&mut |_, _| ()).into();
            }
            if once_more {
                let again = move || keeper.take_lock(article, false);
                Timeout::new(LEAVING_MILLISECONDS, again).forget();
            } else {
                keeper.asked.take();
                keeper.held.borrow_mut().remove(&article);
                // What waits to be kept goes into the copy, not over what the other tab has.
                keeper.typed.borrow_mut().take_if(|(_, typed)| typed.article == article);
                if let Some(kept) = keeper.kept.borrow_mut().as_mut() {
                    kept.is_elsewhere |= kept.article == article;
                }
                keeper.send.emit(Command::OpenElsewhere(article));
            }
            JsValue::UNDEFINED
        });
        if request_lock(&name, &given).is_err() {
            self.asked.take(); // without locks each tab takes itself for the only one
        }
    }
}

/// An article as it is kept.
async fn read_all(database: &Database, article: &str) -> Option<Restored> {
    let record = database.get(Store::Articles, article).await.ok()??;
    let file = database.get(Store::Files, article).await.ok().flatten();
    Some(read(article, &record, file.as_deref()))
}

/// All articles that are kept. Those that earlier versions kept have no titles yet: they get some.
async fn kept_articles(database: &Database) -> Result<Vec<Kept>, Refusal> {
    let articles = database.keys(Store::Articles).await?;
    let titles: BTreeMap<_, _> = database.all(Store::Titles).await?.into_iter().collect();
    let mut kept = Vec::new();
    for article in articles {
        let known = titles.get(&article);
        let title = match known.and_then(|title| serde_json::from_str(title).ok()) {
            Some(title) => title,
            None => title_of_record(database, &article, known.is_some()).await?,
        };
        kept.push(Kept { article: article.into(), title });
    }
    Ok(kept)
}

/// The title of an article by its record; it is kept, unless there is one that this version cannot read.
async fn title_of_record(
    database: &Database,
    article: &str,
    is_kept: bool,
) -> Result<Title, Refusal> {
    let record = database.get(Store::Articles, article).await?.unwrap_or_default();
    let title = Title::of_record(article, &record);
    if !is_kept {
        let text = serde_json::to_string(&title).unwrap_or_default(); // its keys are strings
        drop(database.put(&[(Store::Titles, article, &text)])?);
    }
    Ok(title)
}

/// What the list of kept articles says of one that is kept now.
fn title_now(work: &Work) -> String {
    #[expect(clippy::cast_sign_loss, reason = "no day is before 1970")]
    let kept_at = Some(js_sys::Date::now() as u64); // a whole number
    serde_json::to_string(&Title { words: work.title(), kept_at }).unwrap_or_default()
}

/// What is to be written of a state, after what was kept last.
fn change(kept: Option<&mut Last>, work: &Work, record: &str, file: Option<&Rc<View>>) -> Change {
    let is_same = |kept: &Last| kept.article == work.article;
    if work.is_blank() && !kept.as_deref().is_some_and(is_same) {
        return Change::Nothing;
    }
    // A copy of what another tab shows is kept from its first change on.
    let Some(kept) = kept.filter(|kept| kept.is_elsewhere || is_same(kept)) else {
        return Change::RecordAndFile;
    };
    // What was restored a moment ago is the file as it is kept.
    let is_kept = file.is_none_or(|file| file == kept.file.get_or_insert_with(|| file.clone()));
    match (kept.record == record, is_kept) {
        (true, true) => Change::Nothing,
        (false, true) if !kept.is_elsewhere => Change::Record,
        _ => Change::RecordAndFile,
    }
}

/// Asks for a lock; the callback gets it, or `null` when it is taken.
fn request_lock(name: &str, given: &JsValue) -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let locks = Reflect::get(&window.navigator(), &JsValue::from_str("locks"))?;
    let request: Function = Reflect::get(&locks, &JsValue::from_str("request"))?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &JsValue::from_str("ifAvailable"), &JsValue::TRUE)?;
    request.call3(&locks, &JsValue::from_str(name), &options, given)
}

/// The browser's notes: of this tab, which outlive that it is loaded anew, or of all.
type Notes = fn(&Window) -> Result<Option<Storage>, JsValue>;

/// The article that was noted down.
fn noted(notes: Notes) -> Option<String> {
    notes(&web_sys::window()?).ok()??.get_item(CURRENT).ok()?
}

/// Notes down the article on screen.
fn note<const COUNT: usize>(article: &str, all: [Notes; COUNT]) {
    let Some(window) = web_sys::window() else { return };
    for notes in all.into_iter().filter_map(|notes| notes(&window).ok()?) {
        let _ = notes.set_item(CURRENT, article); // if not, the next visit shows another one
    }
}

/// What a reader is told when the database is silent at the start.
const NOT_RESTORED: &str = "This browser’s storage does not answer. If you had an article open here, it is still in there: load the page again to see it. You can go on with another one meanwhile.";

/// What a reader is told of an article that is not there any more.
const NOT_REOPENED: &str =
    "This browser no longer has that article, or does not give it. Paste it again to go on.";

/// What a reader is told of what is not kept.
fn not_kept(refusal: Refusal) -> String {
    let why = match refusal {
        Refusal::Full => "its storage is full",
        Refusal::Newer => "a later version of Gloss keeps articles there",
        Refusal::Silent => "its storage does not answer",
        Refusal::Denied => "it does not give Gloss any storage, as in some private windows",
    };
    format!(
        "This browser does not keep your article: {why}. It is gone when you leave the page; download it to keep it."
    )
}
