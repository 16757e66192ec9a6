//! Files for the reader to keep.

use gloss::export::json;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::{
    protocol::{Format, GLOSS_JSON},
    state::Command,
    view::{View, file_stem},
};

/// The page's own format, which needs no worker: an article can be kept even when that is gone.
pub(super) fn json_format() -> Format {
    Format {
        id: GLOSS_JSON.to_owned(),
        label: "Gloss JSON".to_owned(),
        suffix: ".gloss.json".to_owned(),
        media_type: "application/json".to_owned(),
    }
}

/// Saves an article as `.gloss.json`; what came of it.
pub(super) fn download_json(view: &View) -> Command {
    download(view, &json_format(), &json::to_text(&view.article))
}

/// Saves a text as a file that is named after the article; what came of it.
pub(super) fn download(view: &View, format: &Format, contents: &str) -> Command {
    let options = BlobPropertyBag::new();
    options.set_type(&format.media_type);
    let parts = js_sys::Array::of1(&JsValue::from_str(contents));
    match Blob::new_with_str_sequence_and_options(&parts, &options) {
        Ok(blob) => save(&blob, &format!("{}{}", file_stem(&view.article), format.suffix)),
        Err(_) => refused(),
    }
}

/// Has the browser save a file; what came of it.
pub(super) fn save(blob: &Blob, name: &str) -> Command {
    match hand_over(blob, name) {
        Some(()) => Command::Announce(["Downloaded ", name, "."].concat().into()),
        None => refused(),
    }
}

fn refused() -> Command {
    Command::Refuse("The browser did not take the file.".to_owned())
}

fn hand_over(blob: &Blob, name: &str) -> Option<()> {
    let address = Url::create_object_url_with_blob(blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Revoked later: some browsers read it after the click has returned.
    gloo_timers::callback::Timeout::new(30_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}
