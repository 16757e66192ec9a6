//! The types in the text, with their numbers; each can be switched off.

use std::{collections::BTreeSet, rc::Rc};

use gloss::document::{EntityType, Named};
use yew::prelude::{Callback, Html, Properties, component, html, use_memo};

use crate::{look::type_words, state::Command, view::View};

#[derive(PartialEq, Properties)]
pub(super) struct LegendProps {
    pub(super) view: Rc<View>,
    pub(super) hidden: Rc<BTreeSet<EntityType>>,
    pub(super) send: Callback<Command>,
}

#[component]
pub(super) fn Legend(props: &LegendProps) -> Html {
    let counts = use_memo(props.view.clone(), |view| view.type_counts());
    html! {
        <div class="legend" role="group" aria-label="Highlighted types">
            { for counts.iter().map(|(&entity_type, count)| {
                let (words, _) = type_words(entity_type);
                let send = props.send.clone();
                html! {
                    <button key={entity_type.name()} type="button" class="chip" data-type={entity_type.name()}
                        aria-pressed={(!props.hidden.contains(&entity_type)).to_string()}
                        onclick={move |_| send.emit(Command::ToggleType(entity_type))}>
                        <span class="swatch" aria-hidden="true" />{ words }{ " " }<b>{ count }</b>
                    </button>
                }
            }) }
            if !props.hidden.is_empty() {
                <button type="button" class="link" onclick={props.send.reform(|_| Command::ShowAllTypes)}>
                    { "Show all" }</button>
            }
        </div>
    }
}
