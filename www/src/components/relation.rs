//! What one relation says, in the parts that the details and the Relations view share.

use std::{ops::Range, rc::Rc};

use gloss::{
    document::{Modality, QualifierKind},
    export::json::Relation,
};
use yew::prelude::{Callback, Html, html};

use crate::{
    look::{count_words, doubts, past_words, qualifier_word, source_words},
    relations::moment,
    state::{Command, Selected},
    view::View,
};

/// An entity's name; a click opens its details.
pub(super) fn entity_link(view: &View, id: &str, send: &Callback<Command>) -> Html {
    link_to(view, id, view.entity_name(id), send)
}

/// The object of a relation, as a sentence names it.
pub(super) fn object_link(view: &View, relation: &Relation, send: &Callback<Command>) -> Html {
    link_to(view, &relation.object, &view.object_name(relation), send)
}

fn link_to(view: &View, id: &str, words: &str, send: &Callback<Command>) -> Html {
    let words = words.to_owned();
    let Some(entity) = view.find_entity(id) else { return html! { { words } } };
    let onclick = send.reform(move |_| Command::Select(Selected { entity, mention: None }));
    html! { <button type="button" class="link name" {onclick}>{ words }</button> }
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
    // The article does not vouch for what it only says to be alleged.
    let by_article = place != Place::Card && relation.modality != Modality::Alleged;
    html! {
        <>
            { for past_words(relation).map(|words| html! { <span class="tag">{ words }</span> }) }
            { for doubts(relation).map(|words| html! { <span class="tag doubt">{ words }</span> }) }
            if let Some(speaker) = speaker {
                <span class="says">{ "according to " }{ speaker }</span>
            } else if by_article {
                <span class="says quiet">{ if place == Place::Sentence { "according to the article" } else { "the article" } }</span>
            }
        </>
    }
}

/// The sentences that say so, in the order of the text, and how many if there are several; a click leads to one. `part` is where on the page they stand: with the
/// relation and the sentence's number it makes the id that the way back leads to.
pub(super) fn evidence(
    view: &View,
    index: usize,
    part: &'static str,
    send: &Callback<Command>,
) -> Html {
    let relation = &view.article.relations[index];
    let sentence = |(number, range): (usize, Range<usize>)| {
        let said = view.text().get(range.clone()).unwrap_or_default().trim();
        let id: Rc<str> = match number {
            0 => format!("{part}-evidence-{index}"),
            _ => format!("{part}-evidence-{index}-{number}"),
        }
        .into();
        let onclick = {
            let id = id.clone();
            send.reform(move |_| Command::ShowRange(range.clone(), id.clone()))
        };
        html! {
            <button type="button" {id} class="evidence" title="Show it in the article" {onclick}>
                { "“" }{ said }{ "”" }
            </button>
        }
    };
    let ranges = view.evidence_of(relation);
    let count = count_words(ranges.len(), "sentence", "sentences");
    html! {
        <>
            if ranges.len() > 1 {
                <p class="sentence-count">{ count }</p>
            }
            { for ranges.into_iter().enumerate().map(sentence) }
        </>
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
    let object = match about {
        Some(me) if me == relation.object => html! { { view.object_name(relation) } },
        _ => object_link(view, relation, send),
    };
    let why = source_words(relation.source.kind, &relation.source.id, relation.confidence);
    let place = if about.is_some() { Place::Card } else { Place::Sentence };
    html! {
        <>
            <span class="statement">
                if about != Some(relation.subject.as_str()) {
                    { entity_link(view, &relation.subject, send) }{ " " }
                }
                <b title={why}>{ view.verb(relation) }</b>{ " " }{ object }
            </span>
            { " " }{ tags(relation) }{ claim(view, relation, place, send) }
        </>
    }
}
