//! The keys and what they do, as a dialogue over the page.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, MouseEvent};
use yew::prelude::{Html, html};

const ID: &str = "keyboard";

/// Keys, and what they do.
const KEYS: [[&str; 2]; 9] = [
    ["Ctrl or Cmd + Enter", "Annotate the text in the box"],
    ["Ctrl or Cmd + Z", "Undo"],
    ["Ctrl or Cmd + Shift + Z", "Redo"],
    ["← →", "From highlight to highlight, from tab to tab, from node to node"],
    ["J K", "To the next highlight, to the one before"],
    ["Home, End", "To the first, to the last of them"],
    ["Enter", "Open the details of what has the focus"],
    ["Esc", "Close the details; leave the text as it was before you edited it"],
    ["?", "Show these keys"],
];

/// It is always in the page. While it is shown, the browser keeps the focus in it, and gives it back.
pub(super) fn keyboard() -> Html {
    let onclick = |_: MouseEvent| dialog().iter().for_each(HtmlDialogElement::close);
    html! {
        <dialog id={ID} class="keyboard" aria-labelledby="keyboard-title">
            <h2 id="keyboard-title">{ "Keyboard" }</h2>
            <dl>{ for KEYS.iter().flatten().enumerate().map(|(index, words)| {
                if index % 2 == 0 { html! { <dt>{ *words }</dt> } } else { html! { <dd>{ *words }</dd> } }
            }) }</dl>
            <button type="button" class="button" {onclick}>{ "Close" }</button>
        </dialog>
    }
}

pub(super) fn show_keyboard() {
    if let Some(dialog) = dialog() {
        let _ = dialog.show_modal(); // fails only when it is shown already
    }
}

pub(super) fn keyboard_is_shown() -> bool {
    dialog().is_some_and(|dialog| dialog.open())
}

fn dialog() -> Option<HtmlDialogElement> {
    web_sys::window()?.document()?.get_element_by_id(ID)?.dyn_into().ok()
}
