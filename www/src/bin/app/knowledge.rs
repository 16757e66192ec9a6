//! The knowledge file: fetched with its progress told, checked, and kept for every later text.

use std::cell::RefCell;

use gloss::knowledge::Knowledge;
use gloss_web::protocol::Response;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DedicatedWorkerGlobalScope, ReadableStreamDefaultReader, RequestCache, RequestInit,
    Response as HttpResponse,
};

/// The size of the file that the page was built with, for servers that do not say it.
const SIZE: u64 = include_bytes!("../../../../src/lists/knowledge.gloss").len() as u64;

thread_local! {
    static LOADED: RefCell<Option<Knowledge>> = const { RefCell::new(None) };
}

/// Checks a knowledge file and keeps it. Returns its name.
///
/// # Errors
/// When the bytes are not a whole, unchanged knowledge file; in plain words.
pub(crate) fn load(bytes: &[u8]) -> Result<String, String> {
    let knowledge = Knowledge::load(bytes).map_err(|error| error.to_string())?;
    let name = knowledge.name.clone();
    LOADED.set(Some(knowledge));
    Ok(name)
}

/// Whether there is any.
pub(crate) fn is_loaded() -> bool {
    LOADED.with_borrow(Option::is_some)
}

/// Does something with the knowledge; `None` when nothing was loaded.
pub(crate) fn with<T>(use_it: impl FnOnce(&Knowledge) -> T) -> Option<T> {
    LOADED.with_borrow(|loaded| loaded.as_ref().map(use_it))
}

/// Fetches a file, and tells `hear` how far it is.
///
/// # Errors
/// When it cannot be had; in plain words.
pub(crate) async fn fetch(
    scope: &DedicatedWorkerGlobalScope,
    address: &str,
    hear: impl Fn(&Response),
) -> Result<Vec<u8>, String> {
    // Kept by the browser, and only asked for again whether it is still the same: it must fit the
    // program, whatever the server says of how long it may be kept.
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    let response = JsFuture::from(scope.fetch_with_str_and_init(address, &options)).await;
    let response: HttpResponse = response
        .and_then(JsCast::dyn_into)
        .map_err(|_| "the knowledge file cannot be reached".to_owned())?;
    if !response.ok() {
        return Err(format!(
            "the knowledge file cannot be had: the server says {}",
            response.status()
        ));
    }
    let total = size(&response);
    let body = response.body().ok_or("the knowledge file is empty")?;
    let cut_off = |_: JsValue| "the knowledge file was cut off on its way".to_owned();
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(cut_off)?;
        if Reflect::get(&chunk, &"done".into()).map_err(cut_off)?.is_truthy() {
            return Ok(bytes);
        }
        let value = Reflect::get(&chunk, &"value".into()).map_err(cut_off)?;
        bytes.extend(Uint8Array::new(&value).to_vec());
        hear(&Response::Loading { received: bytes.len() as u64, total });
    }
}

/// The file's size. What the server says is the size of something else when it compresses the file.
fn size(response: &HttpResponse) -> u64 {
    let header = |name| response.headers().get(name).ok().flatten();
    if header("content-encoding").is_some() {
        return SIZE;
    }
    header("content-length").and_then(|length| length.parse().ok()).unwrap_or(SIZE)
}
