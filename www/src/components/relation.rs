//! What one relation says, in the parts that the details and the table share.

use std::rc::Rc;

use yew::prelude::{Callback, Html, Properties, component, html};

use crate::{
    look::{modality_word, qualifier_word},
    state::{Command, Selected},
    view::View,
};

#[derive(PartialEq, Properties)]
pub(super) struct EntityLinkProps {
    pub(super) view: Rc<View>,
    /// The entity's id.
    pub(super) id: String,
    pub(super) send: Callback<Command>,
}

/// An entity's name; a click opens its details.
#[component]
pub(super) fn EntityLink(props: &EntityLinkProps) -> Html {
    let Some(entity) = props.view.find_entity(&props.id) else { return html! { { &props.id } } };
    let onclick = props.send.reform(move |_| Command::Select(Selected { entity, mention: None }));
    html! { <button type="button" class="link name" {onclick}>{ &props.view.entity(entity).name }</button> }
}

#[derive(PartialEq, Properties)]
pub(super) struct RelationProps {
    pub(super) view: Rc<View>,
    /// The relation, by index.
    pub(super) index: usize,
    pub(super) send: Callback<Command>,
}

/// Circumstances and doubts as tags.
#[component]
pub(super) fn Tags(props: &RelationProps) -> Html {
    let relation = &props.view.article.relations[props.index];
    html! {
        <>
            if relation.negated {
                <span class="tag doubt">{ "not so" }</span>
            }
            if let Some(word) = modality_word(relation.modality) {
                <span class="tag doubt">{ word }</span>
            }
            { for relation.qualifiers.iter().map(|(&kind, value)| html! {
                <span class="tag"><i>{ qualifier_word(kind) }</i>{ " " }{ value }</span>
            }) }
        </>
    }
}

/// Who says so, when it is not the article itself.
#[component]
pub(super) fn Speaker(props: &RelationProps) -> Html {
    let relation = &props.view.article.relations[props.index];
    match &relation.attributed_to {
        Some(id) => {
            html! { <EntityLink view={props.view.clone()} id={id.clone()} send={props.send.clone()} /> }
        }
        None => Html::default(),
    }
}

/// The sentence that says so; a click leads to it.
#[component]
pub(super) fn Evidence(props: &RelationProps) -> Html {
    let evidence = &props.view.article.relations[props.index].evidence;
    let Some(range) = props.view.bytes_of(evidence) else { return Html::default() };
    let onclick = props.send.reform(move |_| Command::ShowRange(range.clone()));
    html! {
        <button type="button" class="evidence" title="Show it in the article" {onclick}>
            { "“" }{ evidence.text.trim() }{ "”" }
        </button>
    }
}
