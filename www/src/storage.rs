//! The browser's database: records of text under a key, in a few stores. What is kept and when is
//! for others to say: [`keeper`](crate::keeper) and [`readings`](crate::readings).

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbFactory, IdbRequest, IdbTransaction, IdbTransactionMode};

const DATABASE: &str = "gloss";

/// Grows with every change of [`Store::ALL`].
const VERSION: u32 = 3;

/// Where a record lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// What the reader pasted and chose, by the article's id.
    Articles,
    /// The whole article, when it came from a file, by the same id.
    Files,
    /// What the engine found in a text.
    Readings,
    /// What an article is called and when it was kept, by the same id: to list all without their texts.
    Titles,
}

impl Store {
    const ALL: [Self; 4] = [Self::Articles, Self::Files, Self::Readings, Self::Titles];

    fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Files => "files",
            Self::Readings => "readings",
            Self::Titles => "titles",
        }
    }
}

/// Why the browser does not keep something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no room.
    Full,
    /// A later version of Gloss has changed the database.
    Newer,
    /// It does not say, or not so that it would help: private windows, blocked storage.
    Denied,
    /// It does not answer.
    Silent,
}

impl Refusal {
    fn of(error: &JsValue) -> Self {
        let name = Reflect::get(error, &JsValue::from_str("name")).ok();
        match name.and_then(|name| name.as_string()).as_deref() {
            Some("QuotaExceededError") => Self::Full,
            Some("VersionError") => Self::Newer,
            _ => Self::Denied,
        }
    }
}

impl From<JsValue> for Refusal {
    fn from(error: JsValue) -> Self {
        Self::of(&error)
    }
}

/// An open connection, of the page or of the worker. It is closed when it is dropped.
#[derive(Debug)]
pub struct Database(IdbDatabase);

impl Drop for Database {
    fn drop(&mut self) {
        self.0.close(); // once its transactions are done
    }
}

impl Database {
    /// Opens the database; makes it, or what it lacks, when it is not there yet.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn open() -> Result<Self, Refusal> {
        let factory = Reflect::get(&js_sys::global(), &JsValue::from_str("indexedDB"))?;
        let factory: IdbFactory = factory.dyn_into()?;
        let request = factory.open_with_u32(DATABASE, VERSION)?;
        let make = {
            let request = request.clone();
            Closure::<dyn FnMut()>::new(move || {
                // When it fails, so does every later request, and the reader is told.
                if let Ok(database) = request.result() {
                    make_stores(&database.unchecked_into());
                }
            })
        };
        request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
        let opened = outcome(&request, |reject| request.set_onblocked(Some(reject))).await;
        request.set_onupgradeneeded(None);
        let database: IdbDatabase = opened?.unchecked_into();
        // A later version of the page, in another tab, must not wait for this one.
        let close = {
            let database = database.clone();
            Closure::once_into_js(move || database.close())
        };
        database.set_onversionchange(Some(close.unchecked_ref()));
        Ok(Self(database))
    }

    /// Writes records, all or none. The browser has them when this returns, even if the page goes
    /// away at once; whether it keeps them, [`Transaction::done`] says.
    ///
    /// # Errors
    /// When the connection is closed.
    pub fn put(&self, records: &[(Store, &str, &str)]) -> Result<Transaction, Refusal> {
        let transaction = self.begin(records.iter().map(|(store, ..)| *store))?;
        for (store, key, text) in records {
            let store = transaction.object_store(store.name())?;
            store.put_with_key(&JsValue::from_str(text), &JsValue::from_str(key))?;
        }
        Ok(commit(transaction))
    }

    /// Removes records.
    ///
    /// # Errors
    /// When the connection is closed.
    pub fn remove(&self, store: Store, keys: &[String]) -> Result<Transaction, Refusal> {
        let transaction = self.begin(std::iter::once(store))?;
        let records = transaction.object_store(store.name())?;
        for key in keys {
            records.delete(&JsValue::from_str(key))?;
        }
        Ok(commit(transaction))
    }

    /// The text of a record; `None` when there is none.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn get(&self, store: Store, key: &str) -> Result<Option<String>, Refusal> {
        let records = self.0.transaction_with_str(store.name())?.object_store(store.name())?;
        let value = outcome(&records.get(&JsValue::from_str(key))?, |_| ()).await?;
        Ok(value.as_string())
    }

    /// The keys of all records, in order.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn keys(&self, store: Store) -> Result<Vec<String>, Refusal> {
        let records = self.0.transaction_with_str(store.name())?.object_store(store.name())?;
        let keys = outcome(&records.get_all_keys()?, |_| ()).await?;
        let keys: js_sys::Array = keys.unchecked_into();
        Ok(keys.iter().filter_map(|key| key.as_string()).collect())
    }

    /// All records of a store with their keys, in order of these.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn all(&self, store: Store) -> Result<Vec<(String, String)>, Refusal> {
        let records = self.0.transaction_with_str(store.name())?.object_store(store.name())?;
        let texts = records.get_all()?;
        let keys: js_sys::Array = outcome(&records.get_all_keys()?, |_| ()).await?.unchecked_into();
        let texts: js_sys::Array = texts.result()?.unchecked_into(); // it was asked for first
        let pairs = keys.iter().zip(texts.iter());
        Ok(pairs.filter_map(|(key, text)| key.as_string().zip(text.as_string())).collect())
    }

    fn begin(&self, stores: impl Iterator<Item = Store>) -> Result<IdbTransaction, Refusal> {
        let names: js_sys::Array = stores.map(|store| JsValue::from_str(store.name())).collect();
        let mode = IdbTransactionMode::Readwrite;
        Ok(self.0.transaction_with_str_sequence_and_mode(&names, mode)?)
    }
}

fn make_stores(database: &IdbDatabase) {
    let there = database.object_store_names();
    for store in Store::ALL {
        if !there.contains(store.name()) {
            let _ = database.create_object_store(store.name());
        }
    }
}

/// Has the browser finish a transaction without the page, which may be gone when its requests are
/// answered.
#[expect(deprecated, reason = "only the bindings' generator takes it for an old method")]
fn commit(transaction: IdbTransaction) -> Transaction {
    let _ = transaction.commit(); // browsers without it finish as long as the page lives
    Transaction(transaction)
}

/// A transaction that was given to the browser.
#[derive(Debug)]
pub struct Transaction(IdbTransaction);

impl Transaction {
    /// Waits for its end.
    ///
    /// # Errors
    /// When the browser does not keep what was written.
    pub async fn done(self) -> Result<(), Refusal> {
        let ended = Promise::new(&mut |resolve, reject| {
            self.0.set_oncomplete(Some(&resolve));
            self.0.set_onabort(Some(&reject));
        });
        match JsFuture::from(ended).await {
            Ok(_) => Ok(()),
            Err(_) => Err(self.0.error().map_or(Refusal::Denied, |error| Refusal::of(&error))),
        }
    }
}

/// Waits for a request: what it gives. `fails_too` gets what else is called when it fails.
async fn outcome(request: &IdbRequest, fails_too: impl Fn(&Function)) -> Result<JsValue, Refusal> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        fails_too(&reject);
    });
    match JsFuture::from(answered).await {
        Ok(_) => Ok(request.result()?),
        // A request that waits for another tab has no error yet, and is not asked for it.
        Err(_) => {
            Err(request.error().ok().flatten().map_or(Refusal::Denied, |error| Refusal::of(&error)))
        }
    }
}
