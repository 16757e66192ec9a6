//! The entities as a table: sorted by any column, searched by name. Those without a name have one apart.

use gloss::text::Lower;
use std::rc::Rc;

use gloss::document::Named;
use web_sys::{HtmlInputElement, InputEvent, MouseEvent};
use yew::prelude::{
    Callback, Html, Properties, TargetCast, component, html, use_memo, use_state_eq,
};

use super::relation::entity_link;
use crate::{
    look::{count_words, type_words},
    order::sort_by_key,
    state::Command,
    switches::Switch,
    view::View,
};

/// How many rows are shown before the reader asks for more.
pub(super) const SHORT_TABLE: usize = 200;

#[derive(PartialEq, Properties)]
pub(super) struct EntitiesProps {
    pub(super) view: Rc<View>,
    pub(super) send: Callback<Command>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    Type,
    Mentions,
    Relations,
}

const COLUMNS: [(Column, &str); 4] = [
    (Column::Name, "Name"),
    (Column::Type, "Type"),
    (Column::Mentions, "Mentions"),
    (Column::Relations, "Relations"),
];

/// A column, and whether from its low end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Order {
    column: Column,
    rising: bool,
}

#[component]
pub(super) fn Entities(props: &EntitiesProps) -> Html {
    let view = &props.view;
    let order = use_state_eq(|| Order { column: Column::Mentions, rising: false });
    let search = use_state_eq(String::new);
    let limit = use_state_eq(|| SHORT_TABLE);
    let rows = use_memo((view.clone(), *order, (*search).clone()), |(view, order, search)| {
        rows(view, *order, search)
    });
    let (named, unnamed): (Vec<usize>, Vec<usize>) =
        rows.iter().partition(|&&entity| view.entity(entity).named);
    let sort = {
        let order = order.clone();
        Callback::from(move |next| order.set(next))
    };
    let show_all = {
        let limit = limit.clone();
        Callback::from(move |_| limit.set(usize::MAX))
    };
    let table = |caption: &'static str, entities: &[usize]| {
        let listing = Listing { caption, entities, limit: *limit };
        table(view, &listing, *order, &sort, &show_all, &props.send)
    };
    let oninput = {
        let search = search.clone();
        move |event: InputEvent| {
            search.set(event.target_unchecked_into::<HtmlInputElement>().value());
        }
    };
    html! {
        <>
            <div class="table-tools">
                <h2>{ "Entities" }</h2>
                if !rows.is_empty() || !search.is_empty() {
                    <input type="search" class="search" placeholder="Search" aria-label="Search entities" {oninput} />
                }
            </div>
            <p class="count" aria-live="polite">
                if !search.trim().is_empty() {
                    { found_words(rows.len(), view.entities().count()) }
                }
            </p>
            if !named.is_empty() || unnamed.is_empty() {
                { table("Entities of the article", &named) }
            }
            if rows.is_empty() && search.trim().is_empty() {
                <p class="quiet">{ "No entities were found." }</p>
            }
            if !unnamed.is_empty() {
                <div class="without-name" role="group" aria-labelledby={WITHOUT_NAME}>
                    <h3 id={WITHOUT_NAME}>{ Switch::WithoutName.words() }</h3>
                    { table("Entities without a name", &unnamed) }
                </div>
            }
        </>
    }
}

/// The id of the heading over those without a name.
const WITHOUT_NAME: &str = "without-a-name";

/// What a table shows: the entities in order, at most `limit` of them.
struct Listing<'a> {
    caption: &'static str,
    entities: &'a [usize],
    limit: usize,
}

/// A table of entities, and the way to see all of them.
fn table(
    view: &Rc<View>,
    &Listing { caption, entities, limit }: &Listing,
    order: Order,
    sort: &Callback<Order>,
    show_all: &Callback<MouseEvent>,
    send: &Callback<Command>,
) -> Html {
    html! {
        <>
            <table class="table entities">
                <caption class="visually-hidden">{ caption }</caption>
                <thead><tr>
                    { for COLUMNS.iter().map(|&(column, name)| header(column, name, order, sort.clone())) }
                </tr></thead>
                <tbody>
                    { for entities.iter().take(limit).map(|&entity| row(view, entity, send)) }
                </tbody>
            </table>
            if entities.len() > limit {
                <button type="button" class="link" onclick={show_all.clone()}>{ format!("Show all {}", entities.len()) }</button>
            }
        </>
    }
}

/// What a search found, read out, too.
fn found_words(found: usize, all: usize) -> String {
    if found == 0 {
        return "No entity has this name.".to_owned();
    }
    format!("{found} of {}.", count_words(all, "entity", "entities"))
}

fn header(column: Column, name: &'static str, order: Order, sort: Callback<Order>) -> Html {
    let active = order.column == column;
    let direction = match (active, order.rising) {
        (false, _) => "none",
        (true, true) => "ascending",
        (true, false) => "descending",
    };
    let first = matches!(column, Column::Name | Column::Type);
    let next = Order { column, rising: if active { !order.rising } else { first } };
    html! {
        <th key={name} scope="col" aria-sort={direction} class={if first { "" } else { "number" }}>
            <button type="button" class="sort" onclick={move |_| sort.emit(next)}>{ name }</button>
        </th>
    }
}

fn row(view: &Rc<View>, entity: usize, send: &Callback<Command>) -> Html {
    let found = view.entity(entity);
    let own = found.name.lower();
    // "Protesters", at the start of a sentence, is no other name than "protesters".
    let others = view.names_of(entity).into_iter().map(|(name, ..)| name);
    let others = others.filter(|name| name.lower() != own);
    let others = others.take(4).collect::<Vec<_>>().join(", ");
    html! {
        <tr key={entity} data-type={found.entity_type.name()}>
            <th scope="row">
                { entity_link(view, &found.id, send) }
                if !others.is_empty() { <small>{ others }</small> }
            </th>
            <td><span class="swatch" aria-hidden="true" />{ type_words(found.entity_type).0 }</td>
            <td class="number">{ view.mentions_of(entity).len() }</td>
            <td class="number">{ view.relations_of(entity).count() }</td>
        </tr>
    }
}

fn rows(view: &View, order: Order, search: &str) -> Vec<usize> {
    let search = search.trim().lower();
    let found = |entity: usize| {
        let names = view.names_of(entity);
        let mut words = std::iter::once(view.entity(entity).name.as_str())
            .chain(names.iter().map(|(name, ..)| *name));
        search.is_empty() || words.any(|name| name.lower().contains(&search))
    };
    let mut rows: Vec<usize> =
        view.entities().map(|(index, _)| index).filter(|&index| found(index)).collect();
    match order.column {
        Column::Name => {
            sort_by_key(&mut rows, |entity| view.entity(entity).name.lower());
        }
        Column::Type => sort_by_key(&mut rows, |entity| view.entity(entity).entity_type as usize),
        // Equals stay in the order of the text, also when the most come first.
        Column::Mentions | Column::Relations => {
            let number = |entity: usize| match order.column {
                Column::Mentions => view.mentions_of(entity).len(),
                _ => view.relations_of(entity).count(),
            };
            let rising = order.rising;
            sort_by_key(&mut rows, |entity| {
                if rising { number(entity) } else { usize::MAX - number(entity) }
            });
            return rows;
        }
    }
    if !order.rising {
        rows.reverse();
    }
    rows
}
