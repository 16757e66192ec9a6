//! The relations: a table, by pair, in their sentences or by date, as the reader filters them.

use std::rc::Rc;

use yew::prelude::{Callback, Html, Properties, component, html, use_memo, use_state_eq};

use super::{
    entities::SHORT_TABLE,
    files::focus_by_id,
    relation::{Place, claim, entity_link, evidence, object_link, statement, tags},
};
use crate::{
    look::{count_words, source_words},
    order::sort_by_key,
    relations::{Filter, Mode, Pair, Presentation, Timeline, matching, pairs, timeline},
    state::Command,
    view::View,
};

mod filters;
mod sentences;

use filters::filters;
use sentences::sentences;

/// The line that says how many relations are shown: where the focus goes when filters are reset.
const COUNT: &str = "relations-count";

/// This part of the page, in the ids of what leads to evidence.
const PART: &str = "relations";

#[derive(PartialEq, Properties)]
pub(super) struct RelationsProps {
    pub(super) view: Rc<View>,
    pub(super) presentation: Presentation,
    pub(super) send: Callback<Command>,
}

#[component]
pub(super) fn Relations(props: &RelationsProps) -> Html {
    let RelationsProps { view, presentation, send } = props;
    let limit = use_state_eq(|| SHORT_TABLE);
    let open = use_state_eq(|| presentation.filter.count() > 0);
    let unfolded = use_state_eq(Vec::<usize>::new);
    let found = use_memo((view.clone(), presentation.filter.clone()), |(view, filter)| {
        matching(view, filter)
    });
    let mode = presentation.mode;
    let all = view.relations().count();
    if all == 0 {
        return html! {
            <>
                <div class="table-tools"><h2>{ "Relations" }</h2></div>
                <p class="quiet">{ "No relations were found. Gloss would rather name few and be right." }</p>
            </>
        };
    }
    let on_filter = send.reform(move |filter| Command::Present(Presentation { mode, filter }));
    let on_reset = {
        let on_filter = on_filter.clone();
        move |_| {
            on_filter.emit(Filter::default());
            focus_by_id(COUNT); // the button is about to go
        }
    };
    let shown = &found[..found.len().min(*limit)];
    let content = match mode {
        _ if found.is_empty() => Html::default(),
        Mode::Table => table(view, shown, send),
        Mode::Pairs => by_pair(view, &pairs(view, shown), send),
        Mode::Evidence => sentences(view, shown, &unfolded, send),
        Mode::Timeline => by_date(view, &timeline(view, shown), send),
    };
    let show_all = {
        let limit = limit.clone();
        move |_| limit.set(usize::MAX)
    };
    html! {
        <>
            <div class="table-tools">
                <h2>{ "Relations" }</h2>
                { modes(presentation, send) }
            </div>
            { filters(view, &presentation.filter, &open, &on_filter) }
            <div class="count">
                <p id={COUNT} tabindex="-1" aria-live="polite">{ count(found.len(), all) }</p>
                if !presentation.filter.is_empty() {
                    <button type="button" class={if found.is_empty() { "button" } else { "link" }} onclick={on_reset}>
                        { "Reset filters" }
                    </button>
                }
            </div>
            { content }
            if found.len() > *limit {
                <button type="button" class="link" onclick={show_all}>{ format!("Show all {}", found.len()) }</button>
            }
        </>
    }
}

fn count(found: usize, all: usize) -> String {
    let relations = count_words(all, "relation", "relations");
    match found {
        0 => format!("None of {relations} fits these filters."),
        1 if all == 1 => format!("{relations}."),
        _ if found == all => format!("All {relations}."),
        _ => format!("{found} of {relations}."),
    }
}

fn modes(presentation: &Presentation, send: &Callback<Command>) -> Html {
    html! {
        <div class="modes" role="group" aria-label="Show relations as">
            { for Mode::ALL.iter().map(|&(mode, name)| {
                let chosen = Presentation { mode, filter: presentation.filter.clone() };
                let pressed = mode == presentation.mode;
                html! {
                    <button type="button" key={name} aria-pressed={pressed.to_string()}
                        onclick={send.reform(move |_| Command::Present(chosen.clone()))}>{ name }</button>
                }
            }) }
        </div>
    }
}

fn table(view: &View, relations: &[usize], send: &Callback<Command>) -> Html {
    html! {
        <table class="table relations-table">
            <caption class="visually-hidden">{ "What the article says of its entities" }</caption>
            <thead><tr>
                <th scope="col">{ "Subject" }</th><th scope="col">{ "Relation" }</th>
                <th scope="col">{ "Object" }</th><th scope="col">{ "Circumstances" }</th>
                <th scope="col">{ "Who says so" }</th>
            </tr></thead>
            { for relations.iter().map(|&index| row(view, index, send)) }
        </table>
    }
}

/// A body of its own for each relation: the sentence in parts, below it the evidence.
fn row(view: &View, index: usize, send: &Callback<Command>) -> Html {
    let relation = &view.article.relations[index];
    let why = source_words(relation.source.kind, &relation.source.id, relation.confidence);
    html! {
        <tbody key={index}>
            <tr>
                <th scope="row">{ entity_link(view, &relation.subject, send) }</th>
                <td class="verb" title={why}>{ view.verb(relation) }</td>
                <td>{ object_link(view, relation, send) }</td>
                <td class="tags">{ tags(relation) }</td>
                <td class="speaker">{ claim(view, relation, Place::Column, send) }</td>
            </tr>
            <tr class="evidence-row"><td colspan="5">{ evidence(view, index, PART, send) }</td></tr>
        </tbody>
    }
}

/// Relations as sentences, each with its evidence.
fn list(view: &View, relations: &[usize], send: &Callback<Command>) -> Html {
    html! {
        <ul class="statements">
            { for relations.iter().map(|&index| html! {
                <li key={index}>
                    { statement(view, index, None, send) }
                    { evidence(view, index, PART, send) }
                </li>
            }) }
        </ul>
    }
}

fn by_pair(view: &View, pairs: &[Pair], send: &Callback<Command>) -> Html {
    let group = |pair: &Pair| {
        let [one, other] = pair.ends.each_ref().map(|id| view.entity_name(id));
        html! {
            <section>
                <h3>{ format!("{one} and {other}") }{ " " }
                    <small>{ count_words(pair.relations.len(), "relation", "relations") }</small></h3>
                { list(view, &pair.relations, send) }
            </section>
        }
    };
    html! { <div class="groups">{ for pairs.iter().map(group) }</div> }
}

fn by_date(view: &View, timeline: &Timeline, send: &Callback<Command>) -> Html {
    let Timeline { dated, vague, undated } = timeline;
    let group = |words: &str, relations: &[usize]| {
        html! { <li><h3>{ words }</h3>{ list(view, relations, send) }</li> }
    };
    html! {
        <>
            if dated.is_empty() {
                <p class="quiet">{ "None of them has a date that the calendar knows." }</p>
            }
            <ol class="groups timeline">
                { for dated.iter().map(|(moment, relations)| group(&moment.words, relations)) }
                if !vague.is_empty() {
                    { group("Without a full date", vague) }
                }
            </ol>
            if *undated > 0 {
                <p class="quiet">{ format!("{} not dated in the text: see the table.", count_words(*undated, "relation is", "relations are")) }</p>
            }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn how_many_relations_are_shown_is_said_in_words() {
        for (found, all, words) in [
            (1, 1, "1 relation."),
            (0, 1, "None of 1 relation fits these filters."),
            (1, 2, "1 of 2 relations."),
            (2, 2, "All 2 relations."),
        ] {
            assert_eq!(count(found, all), words);
        }
    }
}
