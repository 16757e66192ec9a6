//! What comes in: pastes, dropped and opened files.

use gloss::text::Lower;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, Event, File, HtmlElement, HtmlTextAreaElement};
use yew::Callback;

use crate::{
    decode::{NOT_TEXT, decode},
    html::read_html,
    state::Command,
};

/// The most bytes of a file that the page reads: a saved article has more bytes than its text.
const MAX_FILE_BYTES: f64 = 60e6;

/// Takes what was pasted or dropped. Says whether there was anything to take.
pub(super) fn take(data: &DataTransfer, send: &Callback<Command>) -> bool {
    if let Some(file) = data.files().and_then(|files| files.item(0)) {
        open_file(file, send.clone());
        return true;
    }
    let html = data.get_data("text/html").unwrap_or_default();
    let plain = data.get_data("text/plain").unwrap_or_default();
    match read_html(&html) {
        Ok(pasted) if !pasted.text.trim().is_empty() => send.emit(Command::Open(pasted)),
        _ if plain.trim().is_empty() => return false,
        _ => send.emit(Command::Open(plain.into())),
    }
    true
}

/// Reads a file and opens it.
pub(super) fn open_file(file: File, send: Callback<Command>) {
    if file.size() > MAX_FILE_BYTES {
        let message =
            format!("{} is too large: {} million bytes.", file.name(), (file.size() / 1e6).round());
        return send.emit(Command::Refuse(message));
    }
    spawn_local(async move {
        let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
            return send.emit(Command::Refuse(format!("{} cannot be read.", file.name())));
        };
        let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
        send.emit(command_for(&file.name().lower(), &bytes));
    });
}

fn command_for(name: &str, bytes: &[u8]) -> Command {
    let Some(text) = decode(bytes) else { return Command::Refuse(NOT_TEXT.to_owned()) };
    let ends_with = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if ends_with(&[".json"]) {
        return Command::OpenSaved(text);
    }
    if ends_with(&[".html", ".htm", ".xhtml"]) {
        return match read_html(&text) {
            Ok(pasted) => Command::Open(pasted),
            Err(_) => Command::Refuse("The browser cannot read HTML.".to_owned()),
        };
    }
    Command::Open(text.into())
}

/// Whether a paste should go where the reader types instead of starting a new article.
pub(super) fn belongs_to_field(event: &Event) -> bool {
    let Some(target) = event.target() else { return false };
    if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        let length = js_sys::JsString::from(area.value()).length();
        let selected = |end: Result<Option<u32>, _>| end.ok().flatten();
        let all = selected(area.selection_start()) == Some(0)
            && selected(area.selection_end()) == Some(length);
        return !all && !area.value().trim().is_empty();
    }
    target.dyn_ref::<HtmlElement>().is_some_and(|element| {
        matches!(element.local_name().as_str(), "input" | "select") || element.is_content_editable()
    })
}

/// The article's box with a part of an article pasted among its words: annotated at once, like any
/// paste. `None` for other fields, and for a few words, which mend those that are there.
pub(super) fn with_passage(event: &Event, data: &DataTransfer) -> Option<String> {
    const FEW_WORDS: usize = 12;
    let target = event.target()?;
    let area = target.dyn_ref::<HtmlTextAreaElement>()?;
    let plain = data.get_data("text/plain").ok()?;
    plain.split_whitespace().nth(FEW_WORDS)?;
    area.set_range_text(&plain).ok()?; // in place of what is selected
    Some(area.value())
}

/// Gives an element the focus once the page is drawn.
pub(super) fn focus_by_id(id: &str) {
    let id = id.to_owned();
    gloo_timers::callback::Timeout::new(0, move || {
        let element =
            web_sys::window().and_then(|window| window.document()?.get_element_by_id(&id));
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
    })
    .forget();
}
