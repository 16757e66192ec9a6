//! The types in the text, and what has no name, with their numbers; each can be switched off.

use std::{collections::BTreeSet, rc::Rc};

use web_sys::MouseEvent;
use yew::prelude::{Callback, Html, Properties, component, html, use_memo};

use crate::{state::Command, switches::Switch, view::View};

#[derive(PartialEq, Properties)]
pub(super) struct LegendProps {
    pub(super) view: Rc<View>,
    pub(super) hidden: Rc<BTreeSet<Switch>>,
    pub(super) send: Callback<Command>,
}

#[component]
pub(super) fn Legend(props: &LegendProps) -> Html {
    let counts = use_memo(props.view.clone(), |view| view.switch_counts());
    html! {
        <div class="legend" role="group" aria-label="Highlighted types">
            { for counts.iter().map(|(&switch, &count)| {
                let is_on = !props.hidden.contains(&switch);
                chip(switch, count, is_on, props.send.reform(move |_| Command::Toggle(switch)))
            }) }
            if !props.hidden.is_empty() {
                <button type="button" class="link" onclick={props.send.reform(|_| Command::ShowAllTypes)}>
                    { "Show all" }</button>
            }
        </div>
    }
}

/// A switch with the number of its highlights.
fn chip(switch: Switch, count: usize, is_on: bool, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button key={switch.name()} type="button" class="chip" data-type={switch.name()}
            aria-pressed={is_on.to_string()} {onclick}>
            <span class="swatch" aria-hidden="true" />{ switch.words() }{ " " }<b>{ count }</b>
        </button>
    }
}
