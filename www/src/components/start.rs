//! The text box: where an article comes in.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::prelude::{
    Callback, Event, Html, Properties, TargetCast, component, html, use_effect_with, use_node_ref,
    use_state_eq,
};

use super::{files::open_files, shelf::shelf};
use crate::{
    selection::focus_quietly,
    shelf::Kept,
    state::{ArticleId, Command},
};

/// The id of the text box.
pub(super) const TEXT_BOX: &str = "text";

/// An article of our own, to try things with.
const EXAMPLE: &str = include_str!("../../../tests/articles/example.txt");

#[derive(PartialEq, Properties)]
pub(super) struct StartProps {
    pub(super) draft: Rc<str>,
    /// Whether there is an article to go back to.
    pub(super) can_cancel: bool,
    /// Whether a file is held over the page.
    pub(super) dragging: bool,
    /// The articles that the browser keeps, the newest first.
    pub(super) shelf: Rc<[Kept]>,
    pub(super) send: Callback<Command>,
    pub(super) on_reopen: Callback<ArticleId>,
}

#[component]
pub(super) fn Start(props: &StartProps) -> Html {
    let send = &props.send;
    let area = use_node_ref();
    let whole_shelf = use_state_eq(|| false);
    {
        // The caret is where a text is expected.
        let area = area.clone();
        use_effect_with((), move |()| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                focus_quietly(&area);
                let _ = area.set_selection_range(0, 0);
                area.set_scroll_top(0);
            }
        });
    }
    let oninput = send.reform(|event: InputEvent| {
        Command::Draft(event.target_unchecked_into::<HtmlTextAreaElement>().value().into())
    });
    let onkeydown = {
        let send = send.clone();
        move |event: KeyboardEvent| {
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                send.emit(Command::AnnotateDraft);
            }
        }
    };
    html! {
        <div class="start">
            <h1>{ "Who is in it, who did what to whom, and who says so" }</h1>
            <p class="promise">{ "Paste a news article. Gloss marks its people, places, organisations and dates, and finds how they relate. Nothing leaves this page." }</p>
            <div class={if props.dragging { "box dragging" } else { "box" }}>
                <label for={TEXT_BOX}>{ "Article text" }</label>
                <textarea id={TEXT_BOX} ref={area} rows="10" spellcheck="false" autocomplete="off"
                    placeholder="Paste the article here: it is annotated at once." value={props.draft.to_string()}
                    {oninput} {onkeydown} />
                <div class="row">
                    <button type="button" class="button main" onclick={send.reform(|_| Command::AnnotateDraft)}
                        title="Ctrl+Enter">{ "Annotate" }</button>
                    if props.can_cancel {
                        <button type="button" class="button" onclick={send.reform(|_| Command::CancelEdit)}
                            title="Back to the article as it was (Escape)">{ "Cancel" }</button>
                    }
                    <OpenFile send={send.clone()} />
                    <button type="button" class="button" onclick={send.reform(|_| Command::Open(EXAMPLE.to_owned().into()))}>
                        { "Try an example" }</button>
                    <span class="hint">{ "or drop a .txt, .md, .html or .gloss.json file" }</span>
                </div>
            </div>
            if props.draft.trim().is_empty() && !props.can_cancel {
                { shelf(&props.shelf, &whole_shelf, &props.on_reopen) }
            }
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct OpenFileProps {
    send: Callback<Command>,
}

/// A button that opens the browser's own dialogue.
#[component]
fn OpenFile(props: &OpenFileProps) -> Html {
    let input = use_node_ref();
    let onclick = {
        let input = input.clone();
        move |_| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        }
    };
    let onchange = {
        let send = props.send.clone();
        move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(files) = input.files() {
                open_files(&files, &send);
            }
            input.set_value(""); // so that the same file can be opened again
        }
    };
    html! {
        <>
            <button type="button" class="button" {onclick}>{ "Open file" }</button>
            <input type="file" ref={input} hidden=true tabindex="-1" aria-label="File to open"
                accept=".txt,.md,.html,.htm,.json,text/plain,text/html,application/json" {onchange} />
        </>
    }
}
