//! The Export button and its menu: one item for each format.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, KeyboardEvent, Node};
use yew::prelude::{
    Callback, Html, Properties, component, html, use_effect_with, use_node_ref, use_state_eq,
};

use super::downloads::json_format;
use crate::protocol::{Format, GLOSS_JSON};

#[derive(PartialEq, Properties)]
pub(super) struct ExportMenuProps {
    /// What the worker can write; the page's own JSON is always there.
    pub(super) formats: Rc<[Format]>,
    pub(super) disabled: bool,
    pub(super) on_choose: Callback<Format>,
}

#[component]
pub(super) fn ExportMenu(props: &ExportMenuProps) -> Html {
    let open = use_state_eq(|| false);
    let (button, menu) = (use_node_ref(), use_node_ref());
    {
        let menu = menu.clone();
        use_effect_with(*open, move |open| {
            if *open {
                focus_item(menu.cast(), |_, _| 0);
            }
        });
    }
    let toggle = {
        let open = open.clone();
        move |_| open.set(!*open)
    };
    let close = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |()| {
            open.set(false);
            if let Some(button) = button.cast::<HtmlElement>() {
                let _ = button.focus();
            }
        })
    };
    let onkeydown = {
        let (menu, close) = (menu.clone(), close.clone());
        move |event: KeyboardEvent| {
            match event.key().as_str() {
                "ArrowDown" => focus_item(menu.cast(), |here, count| (here + 1) % count),
                "ArrowUp" => focus_item(menu.cast(), |here, count| (here + count - 1) % count),
                "Home" => focus_item(menu.cast(), |_, _| 0),
                "End" => focus_item(menu.cast(), |_, count| count - 1),
                "Escape" | "Tab" => close.emit(()),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let onfocusout = {
        let open = open.clone();
        move |event: FocusEvent| {
            let whole = event.current_target().and_then(|target| target.dyn_into::<Node>().ok());
            let to = event.related_target().and_then(|target| target.dyn_into::<Node>().ok());
            if !whole.is_some_and(|whole| to.is_some() && whole.contains(to.as_ref())) {
                open.set(false);
            }
        }
    };
    html! {
        <div class="menu-holder" {onfocusout}>
            <button type="button" class="button" ref={button} aria-haspopup="menu" disabled={props.disabled}
                aria-expanded={open.to_string()} onclick={toggle}>{ "Export" }</button>
            if *open {
                <div class="menu" role="menu" aria-label="Export" tabindex="-1" ref={menu} {onkeydown}>
                    { for formats(&props.formats).into_iter().map(|format| {
                        let (close, on_choose, chosen) = (close.clone(), props.on_choose.clone(), format.clone());
                        html! {
                            <button key={format.id.clone()} type="button" role="menuitem" tabindex="-1"
                                onclick={move |_| { close.emit(()); on_choose.emit(chosen.clone()); }}>
                                { format.label }<small>{ format.suffix }</small>
                            </button>
                        }
                    }) }
                </div>
            }
        </div>
    }
}

/// The page's own JSON, then what the worker offers beside it.
fn formats(offered: &[Format]) -> Vec<Format> {
    let others = offered.iter().filter(|format| format.id != GLOSS_JSON).cloned();
    std::iter::once(json_format()).chain(others).collect()
}

/// Focuses the item at the place that `to` computes from the present one and their number.
fn focus_item(menu: Option<HtmlElement>, to: impl Fn(usize, usize) -> usize) {
    let Some(menu) = menu else { return };
    let items = menu.children();
    let count = items.length() as usize;
    if count == 0 {
        return;
    }
    let focused = menu.owner_document().and_then(|document| document.active_element());
    let here = (0..count).find(|&index| items.item(index as u32) == focused).unwrap_or(0);
    let item =
        items.item(to(here, count) as u32).and_then(|item| item.dyn_into::<HtmlElement>().ok());
    if let Some(item) = item {
        let _ = item.focus();
    }
}
