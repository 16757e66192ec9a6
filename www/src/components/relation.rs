//! What one relation says, in the parts that the details and the Relations view share.

use gloss::{document::QualifierKind, export::json::Relation};
use yew::prelude::{Callback, Html, html};

use crate::{
    look::{doubts, qualifier_word, source_words},
    relations::moment,
    state::{Command, Selected},
    view::{View, verb},
};

/// An entity's name; a click opens its details.
pub(super) fn entity_link(view: &View, id: &str, send: &Callback<Command>) -> Html {
    let Some(entity) = view.find_entity(id) else { return html! { { id } } };
    let onclick = send.reform(move |_| Command::Select(Selected { entity, mention: None }));
    html! { <button type="button" class="link name" {onclick}>{ &view.entity(entity).name }</button> }
}

/// The circumstances as tags, dates in words.
pub(super) fn tags(relation: &Relation) -> Html {
    relation
        .qualifiers
        .iter()
        .map(|(&kind, value)| {
            let date = moment(value).filter(|_| kind == QualifierKind::When);
            let value = date.map_or_else(|| value.clone(), |date| date.words);
            html! { <span class="tag"><i>{ qualifier_word(kind) }</i>{ " " }{ value }</span> }
        })
        .collect()
}

/// Where a claim stands: who says so is put accordingly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a column of its own: "the article".
    Column,
    /// After a sentence: "according to the article".
    Sentence,
    /// On a card that has said once that it is the article where nobody is named.
    Card,
}

/// Who says so and what the text makes of it: "alleged, according to Ana Sol".
pub(super) fn claim(
    view: &View,
    relation: &Relation,
    place: Place,
    send: &Callback<Command>,
) -> Html {
    let speaker = relation.attributed_to.as_ref().map(|id| entity_link(view, id, send));
    html! {
        <>
            { for doubts(relation).map(|words| html! { <span class="tag doubt">{ words }</span> }) }
            if let Some(speaker) = speaker {
                <span class="says">{ "according to " }{ speaker }</span>
            } else if place != Place::Card {
                <span class="says quiet">{ if place == Place::Sentence { "according to the article" } else { "the article" } }</span>
            }
        </>
    }
}

/// The sentence that says so; a click leads to it.
pub(super) fn evidence(view: &View, relation: &Relation, send: &Callback<Command>) -> Html {
    let Some(range) = view.bytes_of(&relation.evidence) else { return Html::default() };
    let onclick = send.reform(move |_| Command::ShowRange(range.clone()));
    html! {
        <button type="button" class="evidence" title="Show it in the article" {onclick}>
            { "“" }{ relation.evidence.text.trim() }{ "”" }
        </button>
    }
}

/// A relation as a sentence with its circumstances. `about` is whose card it stands on: a plain name
/// there, or nothing where the sentence begins with it.
pub(super) fn statement(
    view: &View,
    index: usize,
    about: Option<&str>,
    send: &Callback<Command>,
) -> Html {
    let relation = &view.article.relations[index];
    let name = |id: &str| match about {
        Some(me) if me == id => html! { { view.entity_name(id) } },
        _ => entity_link(view, id, send),
    };
    let why = source_words(relation.source.kind, &relation.source.id, relation.confidence);
    let place = if about.is_some() { Place::Card } else { Place::Sentence };
    html! {
        <>
            <span class="statement">
                if about != Some(relation.subject.as_str()) {
                    { name(&relation.subject) }{ " " }
                }
                <b title={why}>{ verb(relation) }</b>{ " " }{ name(&relation.object) }
            </span>
            { " " }{ tags(relation) }{ claim(view, relation, place, send) }
        </>
    }
}
