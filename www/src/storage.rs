//! What the browser remembers between visits: the last text, the reader's choices, and the whole
//! article when it came from a file. Kept in `IndexedDB`, which takes large texts.

use std::collections::BTreeSet;

use gloss::{
    document::{EntityType, Named},
    export::json::Article,
};
use idb::{Database, Error, ObjectStore, Query, TransactionMode};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use wasm_bindgen::JsValue;

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
        Ok(Self(names.iter().filter_map(|name| EntityType::from_name(name)).collect()))
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
            hidden: Hidden((*work.hidden).clone()),
            draft: state.draft.as_ref().to_owned(),
            article: article.map(|view| Box::new(view.article.clone())),
        }
    }
}

/// Remembers it, instead of what was remembered before.
///
/// # Errors
/// When the browser refuses: private windows, a full disk.
pub async fn save(saved: &Saved) -> Result<(), Error> {
    let Ok(text) = serde_json::to_string(saved) else { return Ok(()) };
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    let store = transaction.object_store(STORE)?;
    store.put(&JsValue::from_str(&text), Some(&JsValue::from_str(KEY)))?.await?;
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

/// What was remembered, if the browser gives it and this version can read it.
pub async fn load() -> Option<Saved> {
    let text = load_text().await.ok()??;
    serde_json::from_str(&text).ok()
}

async fn load_text() -> Result<Option<String>, Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let store = transaction.object_store(STORE)?;
    let value = store.get(Query::Key(JsValue::from_str(KEY)))?.await?;
    transaction.await?;
    database.close();
    Ok(value.and_then(|value| value.as_string()))
}

async fn open() -> Result<Database, Error> {
    Database::builder(DATABASE)
        .version(1)
        .add_object_store(ObjectStore::builder(STORE))
        .build()
        .await
}
