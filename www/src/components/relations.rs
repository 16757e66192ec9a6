//! The relations as a table of sentences, each with its evidence.

use std::rc::Rc;

use web_sys::{HtmlInputElement, InputEvent};
use yew::prelude::{
    Callback, Html, Properties, TargetCast, component, html, use_memo, use_state_eq,
};

use super::{
    entities::SHORT_TABLE,
    relation::{EntityLink, Evidence, Speaker, Tags},
};
use crate::{
    look::source_words,
    state::Command,
    view::{View, verb},
};

#[derive(PartialEq, Properties)]
pub(super) struct RelationsProps {
    pub(super) view: Rc<View>,
    pub(super) send: Callback<Command>,
}

#[component]
pub(super) fn Relations(props: &RelationsProps) -> Html {
    let RelationsProps { view, send } = props;
    let search = use_state_eq(String::new);
    let limit = use_state_eq(|| SHORT_TABLE);
    let rows = use_memo((view.clone(), (*search).clone()), |(view, search)| rows(view, search));
    let oninput = {
        let search = search.clone();
        move |event: InputEvent| {
            search.set(event.target_unchecked_into::<HtmlInputElement>().value());
        }
    };
    let show_all = {
        let limit = limit.clone();
        move |_| limit.set(usize::MAX)
    };
    html! {
        <>
            <div class="table-tools">
                <h2>{ "Relations" }</h2>
                if !rows.is_empty() || !search.is_empty() {
                    <input type="search" class="search" placeholder="Search" aria-label="Search relations" {oninput} />
                }
            </div>
            if !rows.is_empty() {
                <table class="table relations-table">
                    <caption class="visually-hidden">{ "What the article says of its entities" }</caption>
                    <thead><tr>
                        <th scope="col">{ "Subject" }</th><th scope="col">{ "Relation" }</th>
                        <th scope="col">{ "Object" }</th><th scope="col">{ "Circumstances" }</th>
                        <th scope="col">{ "Who says so" }</th>
                    </tr></thead>
                    { for rows.iter().take(*limit).map(|&index| row(view, index, send)) }
                </table>
            } else if search.is_empty() {
                <p class="quiet">{ "No relations were found. Gloss would rather name few and be right." }</p>
            } else {
                <p class="quiet">{ "No relation has these words." }</p>
            }
            if rows.len() > *limit {
                <button type="button" class="link" onclick={show_all}>{ format!("Show all {}", rows.len()) }</button>
            }
        </>
    }
}

/// A body of its own for each relation: the sentence in parts, below it the evidence.
fn row(view: &Rc<View>, index: usize, send: &Callback<Command>) -> Html {
    let relation = &view.article.relations[index];
    let name = |id: &String| html! { <EntityLink view={view.clone()} id={id.clone()} send={send.clone()} /> };
    let why = source_words(relation.source.kind, &relation.source.id, relation.confidence);
    html! {
        <tbody key={index}>
            <tr>
                <th scope="row">{ name(&relation.subject) }</th>
                <td class="verb" title={why}>{ verb(relation) }</td>
                <td>{ name(&relation.object) }</td>
                <td class="tags"><Tags view={view.clone()} {index} send={send.clone()} /></td>
                <td class="speaker">
                    if relation.attributed_to.is_some() {
                        <Speaker view={view.clone()} {index} send={send.clone()} />
                    } else {
                        <span class="quiet">{ "the article" }</span>
                    }
                </td>
            </tr>
            <tr class="evidence-row"><td colspan="5"><Evidence view={view.clone()} {index} send={send.clone()} /></td></tr>
        </tbody>
    }
}

fn rows(view: &View, search: &str) -> Vec<usize> {
    let search = search.trim().to_lowercase();
    view.relations()
        .filter(|(_, relation)| {
            search.is_empty()
                || [
                    view.entity_name(&relation.subject),
                    view.entity_name(&relation.object),
                    &relation.evidence.text,
                ]
                .into_iter()
                .any(|words| words.to_lowercase().contains(&search))
                || verb(relation).contains(&search)
        })
        .map(|(index, _)| index)
        .collect()
}
