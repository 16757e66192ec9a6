//! What the page says to its reader: what went wrong, with a way on, and what else happened.

use std::rc::Rc;

use yew::prelude::{Callback, Html, Properties, component, html};

use crate::state::{Alert, Command, Notice, Pasted, Remedy};

#[derive(PartialEq, Properties)]
pub(super) struct AlertBoxProps {
    pub(super) alert: Option<Alert>,
    pub(super) send: Callback<Command>,
    /// What the button does when it is more than closing the message.
    pub(super) on_remedy: Callback<Remedy>,
}

#[component]
pub(super) fn AlertBox(props: &AlertBoxProps) -> Html {
    let Some(Alert { message, remedy }) = props.alert.clone() else { return Html::default() };
    let words = match remedy {
        Remedy::Restart => "Restart",
        Remedy::TryAgain => "Try again",
        Remedy::Dismiss => "Close",
    };
    let onclick = {
        let (send, on_remedy) = (props.send.clone(), props.on_remedy.clone());
        move |_| match remedy {
            Remedy::Dismiss => send.emit(Command::DismissAlert),
            _ => on_remedy.emit(remedy),
        }
    };
    html! {
        <div class="alert" role="alert">
            <p>{ message }</p>
            <button type="button" class="button" {onclick}>{ words }</button>
        </div>
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct NoticesProps {
    pub(super) notices: Vec<Notice>,
    pub(super) send: Callback<Command>,
}

/// What the reader should know. The element is always there, so that screen readers say what comes
/// into it.
#[component]
pub(super) fn Notices(props: &NoticesProps) -> Html {
    let notice = |Notice { about, message, undoes, replace_with }: &Notice| {
        let about = *about;
        let take_alone = |pasted: &Rc<Pasted>| {
            let pasted = pasted.clone();
            props.send.reform(move |_| Command::TakeAlone(pasted.clone()))
        };
        html! {
            <div key={&**message} class="notice">
                <p>{ message.clone() }</p>
                if let Some(pasted) = replace_with {
                    <button type="button" class="button" onclick={take_alone(pasted)}>{ "Replace with the pasted text" }</button>
                }
                if let Some(what) = undoes {
                    <button type="button" class="button" aria-label={format!("Undo: {what}")}
                        onclick={props.send.reform(|_| Command::Undo)}>{ "Undo" }</button>
                }
                <button type="button" class="button" onclick={props.send.reform(move |_| Command::CloseNotice(about))}>{ "Close" }</button>
            </div>
        }
    };
    html! { <div class="notices" aria-live="polite">{ for props.notices.iter().map(notice) }</div> }
}
