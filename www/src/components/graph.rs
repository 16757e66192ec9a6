//! Entities and relations as a drawing. Its equivalent in words is the table of relations.

use std::rc::Rc;

use gloss::document::Named;
use wasm_bindgen::JsCast;
use web_sys::{
    CanvasRenderingContext2d, Element, HtmlCanvasElement, KeyboardEvent, SvgElement, Window,
};
use yew::prelude::{
    Callback, Html, Properties, component, html, use_memo, use_node_ref, use_state_eq,
};

use crate::{
    graph::{Drawing, GraphEdge, GraphNode, LABEL_BELOW, Lettering, draw},
    look::{count_words, type_words},
    state::{Command, Selected, Tab},
    view::View,
};

#[derive(PartialEq, Properties)]
pub(super) struct GraphProps {
    pub(super) view: Rc<View>,
    pub(super) selected: Option<Selected>,
    pub(super) send: Callback<Command>,
}

#[component]
pub(super) fn Graph(props: &GraphProps) -> Html {
    let GraphProps { view, selected, send } = props;
    let drawing = use_memo(view.clone(), |view| {
        let letters = Letters::new();
        draw(view, &|words, lettering| letters.width(words, lettering))
    });
    let stop = use_state_eq(|| 0usize);
    let svg = use_node_ref();
    let chosen =
        selected.and_then(|s| drawing.nodes.iter().position(|node| node.entity == s.entity));
    let onkeydown = {
        let (drawing, stop, svg) = (drawing.clone(), stop.clone(), svg.clone());
        let send = send.clone();
        move |event: KeyboardEvent| {
            let count = drawing.nodes.len();
            let to = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => (*stop + 1) % count,
                "ArrowLeft" | "ArrowUp" => (*stop + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                "Enter" | " " => {
                    event.prevent_default();
                    let entity = drawing.nodes[*stop].entity;
                    return send.emit(Command::Select(Selected { entity, mention: None }));
                }
                _ => return,
            };
            event.prevent_default();
            stop.set(to);
            focus_node(svg.cast(), to);
        }
    };
    if drawing.nodes.is_empty() {
        return html! {
            <>
                <div class="table-tools"><h2>{ "Graph" }</h2></div>
                <p class="quiet">{ "There are no entities to draw." }</p>
            </>
        };
    }
    let [left, top, width, height] = drawing.frame;
    let to_table = send.reform(|_| Command::ShowTab(Tab::Relations));
    html! {
        <>
            <div class="table-tools">
                <h2>{ "Graph" }</h2>
                <p class="quiet">
                    if drawing.candidates > drawing.nodes.len() {
                        { format!("{} of {} entities, those with the most relations. ", drawing.nodes.len(), drawing.candidates) }
                    }
                    { "The same as a table: " }<button type="button" class="link" onclick={to_table}>{ "Relations" }</button>
                </p>
            </div>
            <div class="graph-frame">
                <svg class="graph" ref={svg} role="group" aria-label="Graph of entities and relations"
                    viewBox={format!("{left} {top} {width} {height}")} {onkeydown}>
                    <defs>
                        <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
                            <path d="M0 1 9 5 0 9z" class="arrow" />
                        </marker>
                    </defs>
                    { for drawing.edges.iter().enumerate().map(|(index, edge)| draw_edge(view, index, edge, chosen)) }
                    { for drawing.nodes.iter().enumerate().map(|(index, node)| {
                        draw_node(view, node, index == *stop, chosen, index, linked(&drawing, chosen, index), send)
                    }) }
                </svg>
            </div>
        </>
    }
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

/// Whether a node is the chosen one or joined to it; all are when none is chosen.
fn linked(drawing: &Drawing, chosen: Option<usize>, node: usize) -> bool {
    let Some(chosen) = chosen else { return true };
    let joins =
        |edge: &GraphEdge| [(edge.from, edge.to), (edge.to, edge.from)].contains(&(chosen, node));
    node == chosen || drawing.edges.iter().any(joins)
}

fn draw_node(
    view: &Rc<View>,
    node: &GraphNode,
    is_stop: bool,
    chosen: Option<usize>,
    index: usize,
    linked: bool,
    send: &Callback<Command>,
) -> Html {
    let entity = view.entity(node.entity);
    let [x, y] = node.at.map(f64::round);
    let label = format!(
        "{}, {}, {}, {}",
        entity.name,
        type_words(entity.entity_type).0,
        count_words(view.mentions_of(node.entity).len(), "mention", "mentions"),
        count_words(view.relations_of(node.entity).count(), "relation", "relations"),
    );
    let selected = Selected { entity: node.entity, mention: None };
    let class = match (chosen == Some(index), linked) {
        (true, _) => "node chosen",
        (false, true) => "node",
        (false, false) => "node faint",
    };
    html! {
        <g key={format!("n{index}")} {class} role="button" aria-label={label} data-type={entity.entity_type.name()}
            data-node={index.to_string()} tabindex={if is_stop { "0" } else { "-1" }} transform={format!("translate({x} {y})")}
            onclick={send.reform(move |_| Command::Select(selected))}>
            <circle r={node.radius.round().to_string()} />
            <text y={(node.radius + LABEL_BELOW).round().to_string()} text-anchor="middle">{ &node.label }</text>
        </g>
    }
}

fn draw_edge(view: &View, index: usize, edge: &GraphEdge, chosen: Option<usize>) -> Html {
    let [[x1, y1], [cx, cy], [x2, y2]] = edge.curve.map(|point| point.map(f64::round));
    let active = chosen == Some(edge.from) || chosen == Some(edge.to);
    let class = match (chosen, active) {
        (None, _) => "edge",
        (Some(_), true) => "edge active",
        (Some(_), false) => "edge faint",
    };
    let symmetric =
        edge.relations.iter().all(|&r| view.article.relations[r].relation_type.is_symmetric());
    // Without room for it, the label waits until one of its ends is chosen and the rest is faint.
    let label = edge.label_at.or_else(|| active.then(|| edge.middle()));
    html! {
        <g key={format!("e{index}")} {class}>
            <path d={format!("M{x1} {y1}Q{cx} {cy} {x2} {y2}")} fill="none"
                marker-end={(!symmetric).then_some("url(#arrow)")} />
            if let Some([x, y]) = label {
                <text x={x.round().to_string()} y={(y + 5.0).round().to_string()} text-anchor="middle">{ &edge.label }</text>
            }
        </g>
    }
}

fn focus_node(svg: Option<Element>, index: usize) {
    let node = svg.and_then(|svg| svg.query_selector(&format!("[data-node=\"{index}\"]")).ok()?);
    if let Some(node) = node.and_then(|node| node.dyn_into::<SvgElement>().ok()) {
        let _ = node.focus();
    }
}
