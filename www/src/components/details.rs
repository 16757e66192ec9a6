//! The card of one entity: names, mentions, relations, why it was found.

use std::{ops::Range, rc::Rc};

use gloss::{
    document::{MentionKind, Named},
    export::json::{Coordinates, Link},
};
use web_sys::MouseEvent;
use yew::prelude::{Callback, Html, Properties, component, html, use_effect_with, use_state_eq};

use super::{
    relation::{entity_link, evidence, statement},
    relation_card::relation_card,
};
use crate::{
    look::{count_words, link_words, source_words, type_words},
    order::sort_by_key,
    state::{Command, Selected},
    view::View,
};

/// How many mentions and relations are listed before the reader asks for more.
const SHORT_LIST: usize = 12;

/// The id of the element.
pub(super) const DETAILS: &str = "details";

#[derive(PartialEq, Properties)]
pub(super) struct DetailsProps {
    pub(super) view: Option<Rc<View>>,
    pub(super) selected: Option<Selected>,
    /// The relations that they are about instead, by index.
    pub(super) opened: Rc<[usize]>,
    pub(super) send: Callback<Command>,
    pub(super) on_close: Callback<()>,
    pub(super) explain: Explain,
}

/// Asks for the evidence for the name at a place in the text, in bytes; the callback gets it.
pub(super) type Explain = Callback<(Range<usize>, Callback<Vec<String>>)>;

#[component]
pub(super) fn Details(props: &DetailsProps) -> Html {
    let is_empty = props.selected.is_none() && props.opened.is_empty();
    let content = match (&props.view, props.selected) {
        (Some(view), Some(Selected { entity, mention })) => html! {
            <Card key={entity} view={view.clone()} {entity} {mention} send={props.send.clone()}
                explain={props.explain.clone()} />
        },
        (Some(view), None) if !is_empty => relation_card(view, &props.opened, &props.send),
        (Some(view), None) => html! { <Overview view={view.clone()} send={props.send.clone()} /> },
        (None, _) => html! { <p class="quiet">{ "Reading the text …" }</p> },
    };
    html! {
        <aside id={DETAILS} class="details" role="complementary" aria-label="Details" tabindex="-1"
            data-empty={is_empty.then_some("")}>
            if !is_empty {
                <button type="button" class="close" aria-label="Close details" title="Close (Esc)"
                    onclick={props.on_close.reform(|_| ())}>
                    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
                        <path d="M3 3l10 10M13 3 3 13" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
                    </svg>
                </button>
            }
            { content }
        </aside>
    }
}

#[derive(PartialEq, Properties)]
struct OverviewProps {
    view: Rc<View>,
    send: Callback<Command>,
}

/// What to begin with when nothing is chosen: who is mentioned most, by name first.
#[component]
fn Overview(props: &OverviewProps) -> Html {
    let view = &props.view;
    let mut actors: Vec<usize> = view
        .entities()
        .filter(|(_, e)| !e.entity_type.is_value())
        .map(|(index, _)| index)
        .collect();
    let is_named = |entity: usize| view.entity(entity).named;
    sort_by_key(&mut actors, |entity| {
        std::cmp::Reverse((is_named(entity), view.mentions_of(entity).len()))
    });
    actors.truncate(8);
    if actors.is_empty() {
        return html! {
            <>
                <h2>{ "Nothing found" }</h2>
                <p class="quiet nothing">{ "Gloss found no people, places or organisations in this text. It reads English news; a block that is greyed out can be taken in with “Include”." }</p>
            </>
        };
    }
    html! {
        <>
            <h2 class="small">{ "Most mentioned" }</h2>
            <ul class="ranking">
                { for actors.into_iter().map(|entity| {
                    let found = view.entity(entity);
                    html! {
                        <li key={entity} data-type={found.entity_type.name()}>
                            <span class="swatch" aria-hidden="true" />
                            { entity_link(view, &found.id, &props.send) }
                            <span class="number">{ view.mentions_of(entity).len() }</span>
                        </li>
                    }
                }) }
            </ul>
            <p class="quiet">{ "Choose a highlight to see its names, its relations and why it was found." }<span class="with-keys">{ " Press ? for the keyboard." }</span></p>
        </>
    }
}

#[derive(PartialEq, Properties)]
struct CardProps {
    view: Rc<View>,
    entity: usize,
    mention: Option<usize>,
    send: Callback<Command>,
    explain: Explain,
}

#[component]
fn Card(props: &CardProps) -> Html {
    let CardProps { view, entity, send, .. } = props;
    let found = view.entity(*entity);
    let value = view.mentions_of(*entity).iter().find_map(|&m| view.mention(m).value.clone());
    let value = value.filter(|value| *value != found.name);
    html! {
        <div class="card" data-type={found.entity_type.name()}>
            <p class="kind"><span class="swatch" aria-hidden="true" />{ type_words(found.entity_type).0 }</p>
            <h2>{ &found.name }</h2>
            if !found.named {
                <p class="who">{ "No name in this article." }</p>
            }
            if let Some(description) = view.description(*entity) {
                <p class="who">{ description }</p>
            }
            if let Some(at) = &found.coordinates {
                <p class="who">{ degrees(at) }</p>
            }
            if let Some(value) = value {
                <p class="who">{ "In normal form: " }<code>{ value }</code></p>
            }
            <Names view={view.clone()} entity={*entity} send={send.clone()} />
            <Links links={found.links.clone()} country={found.country.clone()} />
            <Relations view={view.clone()} entity={*entity} send={send.clone()} />
            <Mentions view={view.clone()} entity={*entity} mention={props.mention} send={send.clone()} />
            <Why view={view.clone()} entity={*entity} mention={props.mention} explain={props.explain.clone()} />
        </div>
    }
}

/// "33.69° N, 73.06° E".
fn degrees(at: &Coordinates) -> String {
    let [north, east] =
        [(at.latitude, ["N", "S"]), (at.longitude, ["E", "W"])].map(|(degrees, [plus, minus])| {
            let side = if degrees < 0.0 { minus } else { plus };
            format!("{}° {side}", degrees.abs())
        });
    format!("{north}, {east}")
}

#[derive(PartialEq, Properties)]
struct PartProps {
    view: Rc<View>,
    entity: usize,
    send: Callback<Command>,
}

/// A link to a mention in the text: a real address, followed without loading anything.
fn mention_link(
    view: &View,
    shown: usize,
    send: &Callback<Command>,
    class: &'static str,
    words: Html,
) -> Html {
    let id: Rc<str> = format!("link-{class}-{shown}").into();
    let onclick = {
        let (send, id) = (send.clone(), id.clone());
        move |event: MouseEvent| {
            event.prevent_default();
            send.emit(Command::ShowMention(shown, id.clone()));
        }
    };
    let href = format!("#mention-{}", view.mention(shown).id);
    html! { <a {id} {class} {href} {onclick}>{ words }</a> }
}

#[component]
fn Names(props: &PartProps) -> Html {
    let view = &props.view;
    let label = if view.entity(props.entity).named { "Names" } else { "Words for it" };
    html! {
        <ul class="names" aria-label={label}>
            { for view.names_of(props.entity).into_iter().map(|(name, count, first)| {
                let times = count_words(count, "mention", "mentions");
                html! {
                    <li key={first}>{ mention_link(view, first, &props.send, "name-chip", html! {
                        <>{ name }{ " " }<b aria-label={times.clone()} title={times}>{ count }</b></>
                    }) }</li>
                }
            }) }
        </ul>
    }
}

#[derive(PartialEq, Properties)]
struct LinksProps {
    links: Vec<Link>,
    country: Option<Link>,
}

/// Other sites' pages on the same thing. Nothing is fetched before the click.
#[component]
fn Links(props: &LinksProps) -> Html {
    let all = props
        .links
        .iter()
        .map(|link| ("", link))
        .chain(props.country.iter().map(|link| ("Country: ", link)));
    let all: Vec<Html> = all
        .map(|(what, link)| {
            let (site, address) = link_words(link);
            html! {
                <a href={address} rel="noreferrer noopener external" target="_blank">
                    { format!("{what}{site} {}", link.id) }
                    <span class="visually-hidden">{ " (opens another site)" }</span>
                </a>
            }
        })
        .collect();
    if all.is_empty() {
        Html::default()
    } else {
        html! { <p class="links">{ for all }</p> }
    }
}

#[component]
fn Relations(props: &PartProps) -> Html {
    let PartProps { view, entity, send } = props;
    let (limit, more) = use_more(*entity);
    let relations: Vec<usize> = view.relations_of(*entity).map(|(index, _)| index).collect();
    if relations.is_empty() {
        return Html::default();
    }
    let me = &view.entity(*entity).id;
    html! {
        <section>
            <h3>{ "Relations" }</h3>
            if relations.iter().any(|&index| view.article.relations[index].attributed_to.is_none()) {
                <p class="says quiet">{ "According to the article, where nobody else is named." }</p>
            }
            <ul class="relations">
                { for relations.iter().take(limit).map(|&index| html! {
                    <li key={index}>
                        { statement(view, index, Some(me), send) }
                        { evidence(view, index, "details", send) }
                    </li>
                }) }
            </ul>
            { more_button(relations.len(), limit, &more) }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct MentionsProps {
    view: Rc<View>,
    entity: usize,
    mention: Option<usize>,
    send: Callback<Command>,
}

#[component]
fn Mentions(props: &MentionsProps) -> Html {
    let MentionsProps { view, entity, .. } = props;
    let (limit, more) = use_more(*entity);
    let mentions = view.mentions_of(*entity);
    html! {
        <section>
            <h3>{ "In the text" }</h3>
            <ol class="mentions">
                { for mentions.iter().take(limit).map(|&shown| {
                    let (before, words, after) = view.context(shown);
                    let here = props.mention == Some(shown);
                    html! {
                        <li key={shown} aria-current={here.then_some("true")}>
                            { mention_link(view, shown, &props.send, "mention", html! {
                                <>{ before }<b>{ words }</b>{ after }</>
                            }) }
                        </li>
                    }
                }) }
            </ol>
            { more_button(mentions.len(), limit, &more) }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct WhyProps {
    view: Rc<View>,
    entity: usize,
    mention: Option<usize>,
    explain: Explain,
}

/// What found the chosen mention, or the first by name, and the evidence for a name.
#[component]
fn Why(props: &WhyProps) -> Html {
    let view = &props.view;
    let mentions = view.mentions_of(props.entity);
    let named = mentions.iter().find(|&&m| view.mention(m).kind == MentionKind::Name);
    let shown = props.mention.or(named.copied()).or(mentions.first().copied());
    let name = shown.filter(|&m| view.mention(m).kind == MentionKind::Name);
    let evidence = use_evidence(name.map(|m| view.mention_range(m)), &props.explain);
    let Some(shown) = shown else { return Html::default() };
    let mention = view.mention(shown);
    html! {
        <section>
            <h3>{ "Why" }</h3>
            <p class="why">{ "“" }{ &mention.text }{ "”: " }
                { source_words(mention.source.kind, &mention.source.id, mention.confidence) }</p>
            if !evidence.is_empty() {
                <ul class="why" aria-label="Evidence">
                    { for evidence.iter().map(|line| html! { <li key={line.clone()}>{ line }</li> }) }
                </ul>
            }
        </section>
    }
}

/// The evidence for the name at a place in the text; nothing until the worker has answered.
#[yew::hook]
fn use_evidence(name: Option<Range<usize>>, explain: &Explain) -> Rc<[String]> {
    let evidence = use_state_eq(|| (None::<Range<usize>>, Rc::<[String]>::default()));
    {
        let evidence = evidence.clone();
        use_effect_with((name.clone(), explain.clone()), move |(name, explain)| {
            if let Some(range) = name.clone() {
                let place = Some(range.clone());
                let done = move |lines: Vec<String>| evidence.set((place.clone(), lines.into()));
                explain.emit((range, done.into()));
            }
        });
    }
    // An answer that comes late is about another name.
    if evidence.0 == name { evidence.1.clone() } else { Rc::default() }
}

/// How many items of a list are shown, and how to show all; starts afresh for each entity.
#[yew::hook]
fn use_more(entity: usize) -> (usize, Callback<()>) {
    let all = use_state_eq(|| false);
    {
        let all = all.clone();
        use_effect_with(entity, move |_| all.set(false));
    }
    let limit = if *all { usize::MAX } else { SHORT_LIST };
    (limit, Callback::from(move |()| all.set(true)))
}

fn more_button(count: usize, limit: usize, more: &Callback<()>) -> Html {
    if count <= limit {
        return Html::default();
    }
    html! { <button type="button" class="link" onclick={more.reform(|_| ())}>{ format!("Show all {count}") }</button> }
}
