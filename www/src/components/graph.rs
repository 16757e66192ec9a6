//! Entities and relations as a drawing. Its equivalent in words is the table of relations.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Window};
use yew::prelude::{
    Callback, Html, Properties, UseStateHandle, component, html, use_memo, use_state_eq,
};

use crate::{
    graph::{Drawing, Lettering, MAX_NODES, Plan, draw},
    look::count_words,
    relations::{Filter, Presentation, matching},
    state::{Command, Selected, Tab},
    view::View,
};

mod board;
mod key;
mod picture;

use board::Board;
pub(super) use board::line_id;

/// Narrower windows get an upright drawing: where the style sheet's phones begin.
const NARROW: f64 = 600.0;

#[derive(PartialEq, Properties)]
pub(super) struct GraphProps {
    pub(super) view: Rc<View>,
    pub(super) presentation: Presentation,
    pub(super) selected: Option<Selected>,
    /// The relations of the line that the details are about.
    pub(super) opened: Rc<[usize]>,
    pub(super) send: Callback<Command>,
}

#[component]
pub(super) fn Graph(props: &GraphProps) -> Html {
    let GraphProps { view, presentation: Presentation { mode, filter }, selected, opened, send } =
        props;
    let all = use_state_eq(|| false);
    let crowded = use_state_eq(|| false);
    let drawing =
        use_memo((view.clone(), filter.clone(), *all, *crowded), |(view, filter, all, crowded)| {
            let letters = Letters::new();
            let plan = Plan { all: *all, crowded: *crowded, upright: is_narrow() };
            let relations = matching(view, filter);
            let drawing =
                draw(view, &relations, plan, &|words, lettering| letters.width(words, lettering));
            (Rc::new(drawing), relations.len())
        });
    let (drawing, found) = &*drawing;
    let toggle = |state: &UseStateHandle<bool>, words: [&str; 2]| {
        let words = words[usize::from(**state)].to_owned();
        let state = state.clone();
        html! { <button type="button" class="link" onclick={move |_| state.set(!*state)}>{ words }</button> }
    };
    let is_filtered = !filter.is_empty();
    let mode = *mode;
    let unfilter =
        send.reform(move |_| Command::Present(Presentation { mode, filter: Filter::default() }));
    let to_table = send.reform(|_| Command::ShowTab(Tab::Relations));
    html! {
        <>
            <div class="table-tools"><h2>{ "Graph" }</h2></div>
            <p class="count">
                if is_filtered {
                    { format!("{found} of {} shown, as filtered in Relations. ", count_words(view.relations().count(), "relation", "relations")) }
                    <button type="button" class="link" onclick={unfilter}>{ "Show all relations" }</button>
                    { " · " }
                }
                if drawing.candidates > MAX_NODES {
                    { crowd_words(drawing) }{ " " }
                    { toggle(&crowded, [&format!("Show all {}", drawing.candidates), "Show fewer"]) }
                    { " · " }
                }
                if drawing.alone > 0 {
                    { alone_words(drawing.alone, *all, is_filtered) }{ " " }
                    { toggle(&all, ["Show them", "Leave them out"]) }
                    { " · " }
                } else if drawing.nodes.is_empty() {
                    { "There are no entities to draw. " }
                }
                { "The same as a table: " }<button type="button" class="link" onclick={to_table}>{ "Relations" }</button>
            </p>
            if !drawing.nodes.is_empty() {
                // A new drawing begins whole and with nothing moved.
                <Board key={Rc::as_ptr(drawing) as usize} view={view.clone()} drawing={drawing.clone()}
                    selected={*selected} opened={opened.clone()} send={send.clone()} />
            }
        </>
    }
}

fn crowd_words(drawing: &Drawing) -> String {
    let Drawing { nodes, candidates, .. } = drawing;
    match nodes.len() {
        shown if shown < *candidates => {
            format!("{shown} of {candidates} entities, those with the most relations.")
        }
        _ => format!("All {candidates} entities."),
    }
}

fn alone_words(number: usize, are_shown: bool, is_filtered: bool) -> String {
    let entities = count_words(number, "entity", "entities");
    let verb = match (number, are_shown) {
        (1, false) => "is left out: it has",
        (1, true) => "has",
        (_, false) => "are left out: they have",
        (_, true) => "have",
    };
    let none = if is_filtered { "none of these relations" } else { "no relation to another" };
    format!("{entities} {verb} {none}.")
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
