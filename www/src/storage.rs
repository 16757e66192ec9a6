//! What the browser remembers between visits: the last text, the reader's choices, and the whole
//! article when it came from a file. Kept in `IndexedDB`, which takes large texts.

use std::collections::BTreeSet;

use gloss::{
    document::{EntityType, Named},
    export::json::Article,
    order::gather,
};
use js_sys::Promise;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbRequest, IdbTransactionMode};

use crate::{
    protocol::Hint,
    state::{Screen, State},
};

const DATABASE: &str = "gloss";
const STORE: &str = "articles";
const KEY: &str = "last";

/// What is remembered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    /// Text box or article.
    pub screen: Screen,
    /// The article's text.
    pub text: String,
    /// What its blocks are.
    pub hints: Vec<Hint>,
    /// The day of publication that the reader or the pasted page gave; empty when the reader took it
    /// away.
    #[serde(default)] // as earlier versions saved it
    pub published: Option<String>,
    /// The types that are not highlighted.
    pub hidden: Hidden,
    /// The words in the text box.
    pub draft: String,
    /// The article as the file had it, when it came from one.
    pub article: Option<Box<Article>>,
}

/// Types, saved by name; names that this version does not know are dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden(pub BTreeSet<EntityType>);

impl Serialize for Hidden {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|entity_type| entity_type.name()))
    }
}

impl<'de> Deserialize<'de> for Hidden {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        Ok(Self(gather(names.iter().filter_map(|name| EntityType::from_name(name)))))
    }
}

impl Saved {
    /// What is worth remembering of a state.
    pub fn of(state: &State) -> Self {
        let work = state.work();
        let article = work.view.as_ref().filter(|_| work.imported);
        Self {
            screen: work.screen,
            text: work.text.as_ref().to_owned(),
            hints: work.hints.to_vec(),
            published: work.published.as_deref().map(ToOwned::to_owned),
            hidden: Hidden((*work.hidden).clone()),
            draft: work.draft.as_ref().to_owned(),
            article: article.map(|view| Box::new(view.article.clone())),
        }
    }
}

/// Remembers it, instead of what was remembered before.
///
/// # Errors
/// When the browser refuses: private windows, a full disk.
pub async fn save(saved: &Saved) -> Result<(), JsValue> {
    let Ok(text) = serde_json::to_string(saved) else { return Ok(()) };
    let database = open().await?;
    let mode = IdbTransactionMode::Readwrite;
    let transaction = database.transaction_with_str_and_mode(STORE, mode)?;
    let store = transaction.object_store(STORE)?;
    let put = store.put_with_key(&JsValue::from_str(&text), &JsValue::from_str(KEY))?;
    outcome(&put).await?;
    database.close(); // once the transaction is done
    Ok(())
}

/// What was remembered, if the browser gives it and this version can read it.
pub async fn load() -> Option<Saved> {
    let text = load_text().await.ok()??;
    serde_json::from_str(&text).ok()
}

async fn load_text() -> Result<Option<String>, JsValue> {
    let database = open().await?;
    let store = database.transaction_with_str(STORE)?.object_store(STORE)?;
    let value = outcome(&store.get(&JsValue::from_str(KEY))?).await?;
    database.close();
    Ok(value.as_string())
}

/// The database, made when it is not there yet.
async fn open() -> Result<IdbDatabase, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let factory = window.indexed_db()?.ok_or(JsValue::NULL)?;
    let request = factory.open_with_u32(DATABASE, 1)?;
    let make = {
        let request = request.clone();
        Closure::<dyn FnMut()>::new(move || {
            let database = request.result().map(JsCast::unchecked_into::<IdbDatabase>);
            // When it fails, so does every later request, and nothing is remembered.
            let _ = database.and_then(|database| database.create_object_store(STORE));
        })
    };
    request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
    let database = outcome(&request).await?;
    request.set_onupgradeneeded(None);
    Ok(database.unchecked_into())
}

/// Waits for a request: what it gives.
async fn outcome(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(answered).await?;
    request.result()
}
