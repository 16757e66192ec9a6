//! What a reader can do to the chosen mention or entity, and to a relation: rows of buttons.

use std::rc::Rc;

use gloss::{
    document::{EntityType, Named, RelationType},
    export::json::Status,
};
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, MouseEvent, SubmitEvent};
use yew::prelude::{
    Callback, Html, Properties, TargetCast, component, html, use_node_ref, use_state_eq,
};

use super::{details::DETAILS, files::focus_by_id};
use crate::{
    corrections::{
        Action, RelationAction, mention_verdict, occurrences, relation_step, relation_types,
        relation_verdict, step,
    },
    look::type_words,
    state::{Command, Selected},
    view::View,
};

/// What more must be said before something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Type,
    Merge,
    Name,
}

#[derive(PartialEq, Properties)]
pub(super) struct ActionsProps {
    pub(super) view: Rc<View>,
    pub(super) selected: Selected,
    pub(super) send: Callback<Command>,
}

/// What can be done to the chosen mention, or to the entity where none is chosen.
#[component]
pub(super) fn Actions(props: &ActionsProps) -> Html {
    let ActionsProps { view, selected, send } = props;
    let (selected, all, asked) = (*selected, use_state_eq(|| false), use_state_eq(|| None));
    let act = {
        let (view, send, asked) = (view.clone(), send.clone(), asked.clone());
        let all = *all;
        Callback::from(move |action: Action| {
            asked.set(None);
            let may_go = !matches!(action, Action::Judge(_));
            let Some(step) = step(&view, selected, all, action) else { return };
            if may_go {
                focus_by_id(DETAILS); // what is pressed may go away
            }
            send.emit(Command::Correct(step.into()));
        })
    };
    let shown = selected.mention;
    let status = shown.map(|shown| view.mention(shown).status);
    let count = shown.map_or(0, |shown| occurrences(view, shown));
    let button = |name: &'static str, action: Action| {
        let act = act.clone();
        html! { <button type="button" onclick={move |_| act.emit(action.clone())}>{ name }</button> }
    };
    let ask = |name: &'static str, what: Asked| {
        let (asked, is_open) = (asked.clone(), *asked == Some(what));
        let onclick = move |_: MouseEvent| asked.set((!is_open).then_some(what));
        html! { <button type="button" aria-expanded={is_open.to_string()} {onclick}>{ name }</button> }
    };
    let toggle_all = {
        let all = all.clone();
        move |_: MouseEvent| all.set(!*all)
    };
    html! {
        <>
            if let Some(words) = shown.and_then(|shown| mention_verdict(view, shown)) {
                <p class="verdict">{ words }</p>
            }
            <div class="actions" role="toolbar" aria-label="Actions">
                { verdict_buttons(status, &act.reform(Action::Judge)) }
                { ask("Change type", Asked::Type) }
                if shown.is_some() {
                    { button("Delete mention", Action::Delete) }
                    { button("Split off", Action::Split) }
                }
                { ask("Merge with…", Asked::Merge) }
                { ask("Rename", Asked::Name) }
                if count > 1 {
                    <button type="button" aria-pressed={all.to_string()} onclick={toggle_all}
                        title="What you do is done to all of them">{ format!("All {count} occurrences") }</button>
                }
            </div>
            { question(view, selected, *asked, &act) }
        </>
    }
}

/// To accept and reject; the one that was pressed takes the verdict back.
fn verdict_buttons(status: Option<Status>, judge: &Callback<Status>) -> Html {
    let button = |name: &'static str, verdict: Status| {
        let is_so = status == Some(verdict);
        let to = if is_so { Status::Suggested } else { verdict };
        html! {
            <button type="button" aria-pressed={is_so.to_string()} onclick={judge.reform(move |_| to)}>{ name }</button>
        }
    };
    html! { <>{ button("Accept", Status::Accepted) }{ button("Reject", Status::Rejected) }</> }
}

fn question(
    view: &Rc<View>,
    Selected { entity, mention }: Selected,
    asked: Option<Asked>,
    act: &Callback<Action>,
) -> Html {
    let found = view.entity(entity);
    match asked {
        None => Html::default(),
        Some(Asked::Type) => {
            let now = mention.map_or(found.entity_type, |shown| view.mention(shown).entity_type);
            let types = EntityType::ALL.iter().map(|(it, _)| type_words(*it).0.to_owned());
            let options: Rc<[String]> = types.collect();
            let act = act.reform(|at: usize| Action::Retype(EntityType::ALL[at].0));
            let at = EntityType::ALL.iter().position(|(it, _)| *it == now).unwrap_or_default();
            html! { <Choice key="type" label="Type" {options} {at} on_choose={act} /> }
        }
        Some(Asked::Merge) => {
            let others = view.entities().filter(|(other, _)| *other != entity);
            let (numbers, names): (Vec<usize>, Vec<String>) = others
                .map(|(other, it)| {
                    (other, format!("{}, {}", it.name, type_words(it.entity_type).0))
                })
                .unzip();
            if numbers.is_empty() {
                return html! { <p class="quiet">{ "There is no other entity." }</p> };
            }
            let act = act.reform(move |at: usize| Action::Merge(numbers[at]));
            html! { <Choice key="merge" label="The same as" options={Rc::<[String]>::from(names)} at={0} on_choose={act} /> }
        }
        Some(Asked::Name) => {
            html! { <NewName key="name" name={found.name.clone()} on_name={act.reform(Action::Rename)} /> }
        }
    }
}

#[derive(PartialEq, Properties)]
struct ChoiceProps {
    label: &'static str,
    options: Rc<[String]>,
    /// The one that is chosen at first.
    at: usize,
    on_choose: Callback<usize>,
}

/// One of several things, chosen and then confirmed: a list that acted by itself would act at every key.
#[component]
fn Choice(props: &ChoiceProps) -> Html {
    let chosen = use_state_eq(|| props.at);
    let onchange = {
        let chosen = chosen.clone();
        move |event: Event| {
            let at = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
            chosen.set(usize::try_from(at).unwrap_or_default());
        }
    };
    let onsubmit = {
        let (on_choose, chosen) = (props.on_choose.clone(), *chosen);
        move |event: SubmitEvent| {
            event.prevent_default();
            on_choose.emit(chosen);
        }
    };
    html! {
        <form class="question" {onsubmit}>
            <label>{ props.label }<select {onchange}>
                { for props.options.iter().enumerate().map(|(at, words)| html! {
                    <option key={at} selected={at == *chosen}>{ words }</option>
                }) }
            </select></label>
            <button type="submit" class="button">{ "Apply" }</button>
        </form>
    }
}

#[derive(PartialEq, Properties)]
struct NewNameProps {
    name: String,
    on_name: Callback<String>,
}

#[component]
fn NewName(props: &NewNameProps) -> Html {
    let field = use_node_ref();
    let onsubmit = {
        let (on_name, field, old) = (props.on_name.clone(), field.clone(), props.name.clone());
        move |event: SubmitEvent| {
            event.prevent_default();
            let name = field.cast::<HtmlInputElement>().map(|field| field.value());
            let name = name.map(|name| name.trim().to_owned()).unwrap_or_default();
            if !name.is_empty() && name != old {
                on_name.emit(name);
            }
        }
    };
    html! {
        <form class="question" {onsubmit}>
            <label>{ "New name" }<input type="text" ref={field} value={props.name.clone()} /></label>
            <button type="submit" class="button">{ "Apply" }</button>
        </form>
    }
}

#[derive(PartialEq, Properties)]
pub(super) struct RelationActionsProps {
    pub(super) view: Rc<View>,
    pub(super) index: usize,
    pub(super) send: Callback<Command>,
}

/// What can be done to a relation, shown on demand: there may be many in a list.
#[component]
pub(super) fn RelationActions(props: &RelationActionsProps) -> Html {
    let RelationActionsProps { view, index, send } = props;
    let (index, is_open, asks) = (*index, use_state_eq(|| false), use_state_eq(|| false));
    let Some(relation) = view.article.relations.get(index) else { return Html::default() };
    let act = {
        let (view, send, asks) = (view.clone(), send.clone(), asks.clone());
        Callback::from(move |action: RelationAction| {
            asks.set(false);
            if let Some(step) = relation_step(&view, index, action) {
                send.emit(Command::Correct(step.into()));
            }
        })
    };
    let open = {
        let is_open = is_open.clone();
        move |_: MouseEvent| is_open.set(!*is_open)
    };
    let button = |name: &'static str, action: RelationAction| {
        html! { <button type="button" onclick={act.reform(move |_| action)}>{ name }</button> }
    };
    let ask = {
        let asks = asks.clone();
        move |_: MouseEvent| asks.set(!*asks)
    };
    let types = relation_types(view, index).into_iter().filter(|_| *is_open && *asks);
    let types: Vec<RelationType> = types.collect();
    let at = types.iter().position(|it| *it == relation.relation_type).unwrap_or_default();
    let options: Rc<[String]> = types.iter().map(|it| it.phrase().to_owned()).collect();
    let deny = if relation.negated { "Affirm" } else { "Deny" };
    html! {
        <>
            if let Some(words) = relation_verdict(view, index) {
                <p class="verdict">{ words }</p>
            }
            <button type="button" class="link correct" aria-expanded={is_open.to_string()}
                aria-label={["Correct: ", &view.sentence(index)].concat()} onclick={open}>{ "Correct" }</button>
            if *is_open {
                <div class="actions" role="toolbar" aria-label={["Actions: ", &view.sentence(index)].concat()}>
                    { verdict_buttons(Some(relation.status), &act.reform(RelationAction::Judge)) }
                    <button type="button" aria-expanded={asks.to_string()} onclick={ask}>{ "Change type" }</button>
                    { button("Swap ends", RelationAction::Swap) }
                    { button(deny, RelationAction::Negate(!relation.negated)) }
                    { button("Delete", RelationAction::Delete) }
                </div>
            }
            if !types.is_empty() {
                <Choice label="Relation" {options} {at} on_choose={act.reform(move |at: usize| RelationAction::Retype(types[at]))} />
            }
        </>
    }
}
