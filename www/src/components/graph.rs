//! Entities and relations as a drawing. Its equivalent in words is the table of relations.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Window};
use yew::prelude::{Callback, Html, Properties, component, html, use_memo, use_state_eq};

use crate::{
    graph::{Lettering, Plan, draw},
    look::count_words,
    state::{Command, Selected, Tab},
    view::View,
};

mod board;
mod key;
mod picture;

use board::Board;

/// Narrower windows get an upright drawing: where the style sheet's phones begin.
const NARROW: f64 = 600.0;

#[derive(PartialEq, Properties)]
pub(super) struct GraphProps {
    pub(super) view: Rc<View>,
    pub(super) selected: Option<Selected>,
    pub(super) send: Callback<Command>,
}

#[component]
pub(super) fn Graph(props: &GraphProps) -> Html {
    let GraphProps { view, selected, send } = props;
    let all = use_state_eq(|| false);
    let drawing = use_memo((view.clone(), *all), |(view, all)| {
        let letters = Letters::new();
        let plan = Plan { all: *all, upright: is_narrow() };
        Rc::new(draw(view, plan, &|words, lettering| letters.width(words, lettering)))
    });
    let toggle = {
        let all = all.clone();
        move |_| all.set(!*all)
    };
    let to_table = send.reform(|_| Command::ShowTab(Tab::Relations));
    html! {
        <>
            <div class="table-tools"><h2>{ "Graph" }</h2></div>
            <p class="count">
                if drawing.candidates > drawing.nodes.len() {
                    { format!("{} of {} entities, those with the most relations. ", drawing.nodes.len(), drawing.candidates) }
                }
                if drawing.alone > 0 {
                    { alone_words(drawing.alone, *all) }{ " " }
                    <button type="button" class="link" onclick={toggle}>{ if *all { "Leave them out" } else { "Show them" } }</button>
                    { " · " }
                } else if drawing.nodes.is_empty() {
                    { "There are no entities to draw. " }
                }
                { "The same as a table: " }<button type="button" class="link" onclick={to_table}>{ "Relations" }</button>
            </p>
            if !drawing.nodes.is_empty() {
                // A new drawing begins whole and with nothing moved.
                <Board key={Rc::as_ptr(&drawing) as usize} view={view.clone()} drawing={(*drawing).clone()}
                    selected={*selected} send={send.clone()} />
            }
        </>
    }
}

fn alone_words(number: usize, shown: bool) -> String {
    let entities = count_words(number, "entity", "entities");
    let verb = match (number, shown) {
        (1, false) => "is left out: it has no relation to another.",
        (1, true) => "has no relation to another.",
        (_, false) => "are left out: they have no relation to another.",
        (_, true) => "have no relation to another.",
    };
    format!("{entities} {verb}")
}

fn is_narrow() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
    width.is_some_and(|width| width < NARROW)
}

/// Measures texts in the page's own font.
struct Letters(Option<(CanvasRenderingContext2d, String)>);

impl Letters {
    fn new() -> Self {
        Self(web_sys::window().and_then(|window| Some((context(&window)?, family(&window)?))))
    }

    fn width(&self, words: &str, lettering: Lettering) -> f64 {
        /// Of the widest usual letters, in heights: too much room rather than too little.
        const WIDE: f64 = 0.75;
        let (weight, size) = lettering.weight_and_size();
        let measured = self.0.as_ref().and_then(|(context, family)| {
            context.set_font(&format!("{weight} {size}px {family}"));
            Some(context.measure_text(words).ok()?.width())
        });
        measured.unwrap_or_else(|| words.chars().count() as f64 * f64::from(size) * WIDE)
    }
}

/// A canvas that is never shown.
fn context(window: &Window) -> Option<CanvasRenderingContext2d> {
    let canvas = window.document()?.create_element("canvas").ok()?;
    canvas.dyn_into::<HtmlCanvasElement>().ok()?.get_context("2d").ok()??.dyn_into().ok()
}

/// The fonts of the drawing, from the style sheet.
fn family(window: &Window) -> Option<String> {
    let style = window.get_computed_style(&window.document()?.document_element()?).ok()??;
    style.get_property_value("--sans").ok()
}
