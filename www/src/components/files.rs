//! What comes in: pastes, dropped and opened files.

use gloss::{markup::is_source, text::Lower};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DataTransfer, Event, File, FileList, HtmlElement, HtmlTextAreaElement, SvgElement};
use yew::Callback;

use crate::{
    decode::{NOT_TEXT, decode},
    html::read_html,
    state::{About, Command, MAX_TEXT_BYTES, Notice, Pasted, too_large},
};

/// The most bytes of a saved article that the page reads: it has many more than its text.
const MAX_SAVED_BYTES: usize = 60_000_000;

/// What is said of a paste or a drop without anything to read.
const NOTHING: &str = "There is no text in what you pasted or dropped. Copy the words of an article, or drop a .txt, .md, .html or .gloss.json file.";

/// The way on when something cannot be read.
const COPY_WORDS: &str = "Copy the words of the article and paste them here.";

/// Takes what was pasted or dropped.
pub(super) fn take(data: &DataTransfer, send: &Callback<Command>) {
    if let Some(files) = data.files().filter(|files| files.length() > 0) {
        return open_files(&files, send);
    }
    let (html, plain) = (html_of(data), plain_of(data));
    match read_html(&html) {
        Ok(pasted) if !pasted.text.trim().is_empty() => send.emit(Command::Open(pasted)),
        Err(reason) if plain.trim().is_empty() => {
            send.emit(Command::Refuse(format!("This cannot be read: {reason}. {COPY_WORDS}")));
        }
        Err(reason) => {
            send.emit(Command::Open(plain.into()));
            send.emit(Command::Refuse(format!(
                "Headings and lists of this paste are lost: {reason}. Gloss took its plain text."
            )));
        }
        Ok(_) if plain.trim().is_empty() => send.emit(Command::Refuse(NOTHING.to_owned())),
        Ok(_) => send.emit(Command::Open(plain.into())),
    }
}

/// What was pasted, from its HTML if that can be read.
pub(super) fn read_paste(data: &DataTransfer) -> Pasted {
    let rich = read_html(&html_of(data)).ok().filter(|pasted| !pasted.text.trim().is_empty());
    rich.unwrap_or_else(|| plain_of(data).into())
}

fn plain_of(data: &DataTransfer) -> String {
    data.get_data("text/plain").unwrap_or_default()
}

/// The markup of a paste. A window that shows a page's source copies it with the colours of its own: then it is the
/// words themselves.
fn html_of(data: &DataTransfer) -> String {
    let plain = plain_of(data);
    if is_source(&plain) { plain } else { data.get_data("text/html").unwrap_or_default() }
}

/// Opens the first of some files, and says which are not opened.
pub(super) fn open_files(files: &FileList, send: &Callback<Command>) {
    let mut files = (0..files.length()).filter_map(|index| files.item(index));
    let Some(first) = files.next() else { return };
    let others: Vec<String> = files.map(|file| format!("“{}”", file.name())).collect();
    if !others.is_empty() {
        let message = not_opened(&first.name(), &others);
        send.emit(Command::Tell(Notice::new(About::Files, &message)));
    }
    open_file(first, send.clone());
}

/// Says which files were not opened, by name if they are few.
fn not_opened(first: &str, others: &[String]) -> String {
    let others = match others {
        [one] => format!("{one} was"),
        [all @ .., last] if all.len() < 4 => format!("{} and {last} were", all.join(", ")),
        _ => format!("{} others were", others.len()),
    };
    format!("Gloss opens one file at a time: “{first}”. {others} not opened.")
}

/// Reads a file and opens it.
fn open_file(file: File, send: Callback<Command>) {
    #[expect(clippy::cast_sign_loss, reason = "no size is negative")]
    let bytes = file.size() as usize;
    if let Some(message) = is_too_large(&file.name(), bytes) {
        return send.emit(Command::Refuse(message));
    }
    spawn_local(async move {
        let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
            let message = format!("The browser could not read “{}”. {COPY_WORDS}", file.name());
            return send.emit(Command::Refuse(message));
        };
        let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
        send.emit(command_for(&file.name().lower(), &bytes));
    });
}

/// Why a file is not even read, if it is not.
fn is_too_large(name: &str, bytes: usize) -> Option<String> {
    let is_saved = name.lower().rsplit('.').next() == Some("json");
    let most = if is_saved { MAX_SAVED_BYTES } else { MAX_TEXT_BYTES };
    (bytes > most).then(|| too_large(&format!("“{name}”"), bytes, most))
}

fn command_for(name: &str, bytes: &[u8]) -> Command {
    let Some(text) = decode(bytes) else { return Command::Refuse(NOT_TEXT.to_owned()) };
    let ends_with = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if ends_with(&[".json"]) {
        return Command::OpenSaved(text);
    }
    if ends_with(&[".html", ".htm", ".xhtml"]) || is_source(&text) && !ends_with(&[".md"]) {
        return match read_html(&text) {
            Ok(pasted) => Command::Open(pasted),
            Err(reason) => {
                Command::Refuse(format!("This file cannot be read: {reason}. {COPY_WORDS}"))
            }
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
    is_typed_into(event)
}

/// Whether what the reader types goes into a field.
pub(super) fn is_typed_into(event: &Event) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| {
        matches!(element.local_name().as_str(), "input" | "select" | "textarea")
            || element.is_content_editable()
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
    focus_first(&[id.to_owned()]);
}

/// Gives the focus to the first of some elements that takes it once the page is drawn.
pub(super) fn focus_first(ids: &[String]) {
    let ids = ids.to_vec();
    gloo_timers::callback::Timeout::new(0, move || {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        for element in ids.iter().filter_map(|id| document.get_element_by_id(id)) {
            // A line of the graph is no HTML.
            let _ = match element.dyn_ref::<HtmlElement>() {
                Some(element) => element.focus(),
                None => element.unchecked_ref::<SvgElement>().focus(),
            };
            if document.active_element().as_ref() == Some(&element) {
                return;
            }
        }
    })
    .forget();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_files_were_not_opened_is_said_by_name_if_they_are_few() {
        for (others, words) in [
            (&["“b.txt”"][..], "“b.txt” was not opened."),
            (&["“b.txt”", "“c.md”"], "“b.txt” and “c.md” were not opened."),
            (&["“b”", "“c”", "“d”"], "“b”, “c” and “d” were not opened."),
            (&["“b”", "“c”", "“d”", "“e”", "“f”"], "5 others were not opened."),
        ] {
            let others: Vec<String> = others.iter().map(ToString::to_string).collect();
            let said = not_opened("a.txt", &others);
            assert_eq!(said, format!("Gloss opens one file at a time: “a.txt”. {words}"));
        }
    }

    #[test]
    fn a_file_that_is_too_large_is_refused_by_its_size() {
        let is_refused = |name: &str, bytes| is_too_large(name, bytes).is_some();
        for (name, most) in
            [("a.txt", 5_000_000), ("a.html", 5_000_000), ("A.GLOSS.JSON", 60_000_000)]
        {
            assert!(!is_refused(name, most) && is_refused(name, most + 1), "{name}");
        }
        let words = "“a.md” has 21.0 million bytes; Gloss takes up to 5. Paste a part of it.";
        assert_eq!(is_too_large("a.md", 21_000_000).unwrap(), words);
    }
}
