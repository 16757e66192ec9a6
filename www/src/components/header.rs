//! The name, the views, and what can be done with the whole article.

use gloss::text::Lower;
use std::rc::Rc;

use web_sys::KeyboardEvent;
use yew::prelude::{Callback, Html, Properties, component, html};

use super::{downloads::download_json, export_menu::ExportMenu, files::focus_by_id};
use crate::{
    protocol::Format,
    state::{Command, Tab},
    view::View,
};

#[derive(PartialEq, Properties)]
pub(super) struct HeaderProps {
    pub(super) tab: Tab,
    /// Whether an article is on screen.
    pub(super) has_article: bool,
    pub(super) view: Option<Rc<View>>,
    pub(super) can_undo: bool,
    pub(super) can_redo: bool,
    pub(super) formats: Rc<[Format]>,
    pub(super) send: Callback<Command>,
    pub(super) on_export: Callback<Format>,
}

#[component]
pub(super) fn Header(props: &HeaderProps) -> Html {
    let sends = |command: Command| {
        let send = props.send.clone();
        move |_| send.emit(command.clone())
    };
    let on_download = {
        let (view, send) = (props.view.clone(), props.send.clone());
        move |_| {
            if let Some(view) = &view {
                send.emit(download_json(view));
            }
        }
    };
    html! {
        <header class="bar">
            <span class="brand">{ "Gl" }<i>{ "o" }</i>{ "ss" }</span>
            if props.has_article {
                <Tabs tab={props.tab} send={props.send.clone()} />
            }
            <span class="grow" />
            <div class="tools">
                if props.has_article || props.can_undo || props.can_redo {
                    <button type="button" class="button icon" aria-label="Undo" title="Undo (Ctrl+Z)"
                        disabled={!props.can_undo} onclick={sends(Command::Undo)}>
                        <UndoArrow mirrored=false />
                    </button>
                    <button type="button" class="button icon" aria-label="Redo" title="Redo (Ctrl+Shift+Z)"
                        disabled={!props.can_redo} onclick={sends(Command::Redo)}>
                        <UndoArrow mirrored=true />
                    </button>
                }
                if props.has_article {
                    <button type="button" class="button" onclick={sends(Command::EditText)}>{ "Edit" }<span class="in-full">{ " text" }</span></button>
                    <button type="button" class="button" onclick={sends(Command::NewArticle)}>{ "New" }<span class="in-full">{ " article" }</span></button>
                    <ExportMenu formats={props.formats.clone()} disabled={props.view.is_none()}
                        on_choose={props.on_export.clone()} />
                    <button type="button" class="button main" disabled={props.view.is_none()}
                        onclick={on_download}>{ "Download" }<span class="in-full">{ " JSON" }</span></button>
                }
            </div>
        </header>
    }
}

#[derive(PartialEq, Properties)]
struct UndoArrowProps {
    mirrored: bool,
}

#[component]
fn UndoArrow(props: &UndoArrowProps) -> Html {
    let transform = if props.mirrored { "matrix(-1 0 0 1 20 0)" } else { "" };
    html! {
        <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false">
            <path {transform} d="M8 4 3.5 8.5 8 13M4 8.5h8a4.2 4.2 0 0 1 0 8.4H8.5" fill="none"
                stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
    }
}

#[derive(PartialEq, Properties)]
struct TabsProps {
    tab: Tab,
    send: Callback<Command>,
}

#[component]
fn Tabs(props: &TabsProps) -> Html {
    let onkeydown = {
        let (tab, send) = (props.tab, props.send.clone());
        move |event: KeyboardEvent| {
            let Some((next, id)) = tab_by_key(tab, &event.key()) else { return };
            event.prevent_default();
            send.emit(Command::ShowTab(next));
            focus_by_id(&id);
        }
    };
    html! {
        <div class="tabs" role="tablist" aria-label="Views" {onkeydown}>
            { for Tab::ALL.iter().map(|&(tab, name)| {
                let selected = tab == props.tab;
                let send = props.send.clone();
                html! {
                    <button key={name} type="button" role="tab" id={tab_id(name)}
                        aria-selected={selected.to_string()} aria-controls={panel_id(name)}
                        tabindex={if selected { "0" } else { "-1" }}
                        onclick={move |_| send.emit(Command::ShowTab(tab))}>{ name }</button>
                }
            }) }
        </div>
    }
}

/// What a view is called.
pub(super) fn tab_name(tab: Tab) -> &'static str {
    Tab::ALL.iter().find(|(other, _)| *other == tab).map_or("", |(_, name)| name)
}

/// The id of a tab's element.
pub(super) fn tab_id(name: &str) -> String {
    format!("tab-{}", name.lower())
}

/// The id of the element that a tab shows.
pub(super) fn panel_id(name: &str) -> String {
    format!("panel-{}", name.lower())
}

fn tab_by_key(tab: Tab, key: &str) -> Option<(Tab, String)> {
    let here = Tab::ALL.iter().position(|(other, _)| *other == tab)?;
    let count = Tab::ALL.len();
    let to = match key {
        "ArrowRight" => (here + 1) % count,
        "ArrowLeft" => (here + count - 1) % count,
        "Home" => 0,
        "End" => count - 1,
        _ => return None,
    };
    let (tab, name) = Tab::ALL[to];
    Some((tab, tab_id(name)))
}
