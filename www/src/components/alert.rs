//! What went wrong, in plain words, with a way on.

use yew::prelude::{Callback, Html, Properties, component, html};

use crate::state::{Alert, Command, Remedy};

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
