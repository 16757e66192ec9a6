//! The card of a line of the graph: what it stands for, and the sentences that say so.

use yew::prelude::{Callback, Html, html};

use super::relation::{evidence, statement};
use crate::{
    look::{count_words, source_words},
    state::Command,
    view::View,
};

/// Some relations between the same two entities, by index.
pub(super) fn relation_card(view: &View, relations: &[usize], send: &Callback<Command>) -> Html {
    let Some(first) = relations.first().and_then(|&index| view.article.relations.get(index)) else {
        return Html::default();
    };
    let kind = match relations.len() {
        1 => "Relation".to_owned(),
        number => count_words(number, "relation", "relations"),
    };
    html! {
        <div class="card">
            <p class="kind">{ kind }</p>
            <h2>{ view.entity_name(&first.subject) }{ " and " }{ view.object_name(first) }</h2>
            <ul class="relations">
                { for relations.iter().map(|&index| item(view, index, send)) }
            </ul>
        </div>
    }
}

fn item(view: &View, index: usize, send: &Callback<Command>) -> Html {
    let Some(relation) = view.article.relations.get(index) else { return Html::default() };
    let why = source_words(relation.source.kind, &relation.source.id, relation.confidence);
    html! {
        <li key={index}>
            { statement(view, index, None, send) }
            { evidence(view, index, "card", send) }
            <p class="why">{ why }</p>
        </li>
    }
}
