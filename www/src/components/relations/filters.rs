//! The fields that say which relations are shown.

use gloss::document::{Named, PloverClass, RelationType};
use gloss::text::Lower;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, InputEvent};
use yew::prelude::{TargetCast, UseStateHandle};

use super::{Callback, Filter, Html, View, html, sort_by_key};
use crate::relations::{Certainty, Condition, Field, Speaker};

/// What the engine's sureness is asked to be, in hundredths.
const LEAST: [u8; 5] = [50, 60, 70, 80, 90];

/// A search field, always there, and choices that one button opens.
pub(super) fn filters(
    view: &View,
    filter: &Filter,
    open: &UseStateHandle<bool>,
    on_filter: &Callback<Filter>,
) -> Html {
    let number = filter.count();
    let toggle = {
        let open = open.clone();
        move |_| open.set(!*open)
    };
    let oninput = {
        let filter = filter.clone();
        on_filter.reform(move |event: InputEvent| Filter {
            words: event.target_unchecked_into::<HtmlInputElement>().value().into(),
            ..filter.clone()
        })
    };
    html! {
        <>
            <div class="filter-row">
                <input type="search" class="search" placeholder="Search" aria-label="Search relations"
                    value={filter.words.clone()} {oninput} />
                <button type="button" class="button" aria-expanded={open.to_string()} onclick={toggle}>
                    { "Filters" }
                    if number > 0 { <b class="in-use">{ format!(" {number} in use") }</b> }
                </button>
            </div>
            if **open {
                <div class="filters" role="group" aria-label="Filters">
                    { fields(view, filter, on_filter) }
                </div>
            }
        </>
    }
}

fn fields(view: &View, filter: &Filter, on_filter: &Callback<Filter>) -> Html {
    let choices = choices(view);
    Field::ALL.iter().map(|&field| select(field, &choices, filter, on_filter)).collect()
}

/// What can be asked for, in words, field by field. Only what the article has is offered.
fn choices(view: &View) -> Vec<(Condition, String)> {
    let relations = || view.relations().map(|(_, relation)| relation);
    let mut choices: Vec<(Condition, String)> = Vec::new();
    let mut offer = |condition: Condition, words: &str, known: bool| {
        if known || relations().any(|relation| condition.holds(view, relation)) {
            choices.push((condition, words.to_owned()));
        }
    };
    for &(kind, _) in RelationType::ALL {
        offer(Condition::Type(kind), kind.phrase(), false);
    }
    for &(class, name) in PloverClass::ALL {
        offer(Condition::Class(class), &class_words(name), false);
    }
    for (certainty, words) in Certainty::ALL {
        offer(Condition::Certainty(certainty), words, false);
    }
    offer(Condition::Speaker(Speaker::Article), "The article itself", false);
    offer(Condition::Speaker(Speaker::Cited), "Anyone it cites", false);
    for percent in LEAST {
        offer(Condition::LeastPercent(percent), &format!("{percent} % or more"), false);
    }
    // These are known to occur: in a long article it would take long to look for each.
    for entity in by_name(view, &mut relations().flat_map(|it| [&it.subject, &it.object])) {
        offer(Condition::Entity(entity), &view.entity(entity).name, true);
    }
    for entity in by_name(view, &mut relations().filter_map(|it| it.attributed_to.as_ref())) {
        offer(Condition::Speaker(Speaker::Entity(entity)), &view.entity(entity).name, true);
    }
    choices
}

/// "COOPERATE" as "Cooperate".
fn class_words(name: &str) -> String {
    let (first, rest) = name.split_at(1); // the names are ASCII
    [first, &rest.lower()].concat()
}

/// The entities of some ids, each once, by name.
fn by_name(view: &View, ids: &mut dyn Iterator<Item = &String>) -> Vec<usize> {
    let mut entities: Vec<usize> = ids.filter_map(|id| view.find_entity(id)).collect();
    sort_by_key(&mut entities, |entity| entity);
    entities.dedup();
    sort_by_key(&mut entities, |entity| view.entity(entity).name.lower());
    entities
}

fn select(
    (field, name): (Field, &'static str),
    choices: &[(Condition, String)],
    filter: &Filter,
    on_filter: &Callback<Filter>,
) -> Html {
    let choices = choices.iter().filter(|(condition, _)| condition.field() == field);
    let any = if field == Field::Speaker { "Anyone" } else { "Any" };
    let mut after = vec![None];
    let mut words = vec![any];
    for (condition, name) in choices {
        after.push(Some(*condition));
        words.push(name);
    }
    let chosen = after.iter().position(|it| *it == filter.condition(field)).unwrap_or_default();
    let options = words.iter().enumerate().map(|(index, words)| {
        html! { <option selected={index == chosen}>{ words }</option> }
    });
    let options: Html = options.collect();
    let (filter, on_filter) = (filter.clone(), on_filter.clone());
    let onchange = move |event: Event| {
        let at = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        if let Some(condition) = usize::try_from(at).ok().and_then(|at| after.get(at)) {
            on_filter.emit(filter.with(field, *condition));
        }
    };
    // The attribute of an option is for a new field, the property for one that the reader has used.
    html! { <label>{ name }<select ~selectedIndex={chosen as u32} {onchange}>{ options }</select></label> }
}
