//! Entities and relations as a drawing. Its equivalent in words is the table of relations.

use std::rc::Rc;

use gloss::document::Named;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, SvgElement};
use yew::prelude::{
    Callback, Html, Properties, component, html, use_memo, use_node_ref, use_state_eq,
};

use super::relation::verb;
use crate::{
    graph::{Drawing, GraphEdge, GraphNode, draw},
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
    let drawing = use_memo(view.clone(), |view| draw(view));
    let stop = use_state_eq(|| 0usize);
    let svg = use_node_ref();
    let chosen =
        selected.and_then(|s| drawing.nodes.iter().position(|node| node.entity == s.entity));
    let onkeydown = {
        let (drawing, stop, svg) = (drawing.clone(), stop.clone(), svg.clone());
        let (view, send) = (view.clone(), send.clone());
        move |event: KeyboardEvent| {
            let count = drawing.nodes.len();
            let to = match event.key().as_str() {
                "ArrowRight" | "ArrowDown" => (*stop + 1) % count,
                "ArrowLeft" | "ArrowUp" => (*stop + count - 1) % count,
                "Home" => 0,
                "End" => count - 1,
                "Enter" | " " => {
                    event.prevent_default();
                    return select(&view, &drawing.nodes[*stop], &send);
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
                <h2>{ "Graph" }</h2>
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
                    { for drawing.edges.iter().enumerate().map(|(index, edge)| draw_edge(view, &drawing, index, edge, chosen)) }
                    { for drawing.nodes.iter().enumerate().map(|(index, node)| {
                        draw_node(view, node, index == *stop, chosen, index, linked(&drawing, chosen, index), send)
                    }) }
                </svg>
            </div>
        </>
    }
}

fn select(view: &View, node: &GraphNode, send: &Callback<Command>) {
    let _ = view;
    send.emit(Command::Select(Selected { entity: node.entity, mention: None }));
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
            <text y={(node.radius + 15.0).round().to_string()} text-anchor="middle">{ shortened(&entity.name) }</text>
        </g>
    }
}

fn draw_edge(
    view: &View,
    drawing: &Drawing,
    index: usize,
    edge: &GraphEdge,
    chosen: Option<usize>,
) -> Html {
    let (from, to) = (&drawing.nodes[edge.from], &drawing.nodes[edge.to]);
    let two_way = drawing.edges.iter().any(|other| (other.from, other.to) == (edge.to, edge.from));
    let ([x1, y1], [cx, cy], [x2, y2]) = curve(from, to, if two_way { 26.0 } else { 10.0 });
    let active = chosen == Some(edge.from) || chosen == Some(edge.to);
    let class = match (chosen, active) {
        (None, _) => "edge",
        (Some(_), true) => "edge active",
        (Some(_), false) => "edge faint",
    };
    let mut verbs: Vec<String> = Vec::new();
    for &relation in &edge.relations {
        let verb = verb(&view.article.relations[relation]);
        if !verbs.contains(&verb) {
            verbs.push(verb);
        }
    }
    let words = match verbs.as_slice() {
        [one] => one.clone(),
        [one, others @ ..] => format!("{one} +{}", others.len()),
        [] => String::new(),
    };
    let symmetric =
        edge.relations.iter().all(|&r| view.article.relations[r].relation_type.is_symmetric());
    html! {
        <g key={format!("e{index}")} {class}>
            <path d={format!("M{x1:.0} {y1:.0}Q{cx:.0} {cy:.0} {x2:.0} {y2:.0}")} fill="none"
                marker-end={(!symmetric).then_some("url(#arrow)")} />
            <text x={format!("{:.0}", (x1 + 2.0 * cx + x2) / 4.0)} y={format!("{:.0}", (y1 + 2.0 * cy + y2) / 4.0 + 3.0)}
                text-anchor="middle">{ words }</text>
        </g>
    }
}

/// A slightly bent line from rim to rim: start, control point, end.
fn curve(from: &GraphNode, to: &GraphNode, bend: f64) -> ([f64; 2], [f64; 2], [f64; 2]) {
    let (dx, dy) = (to.at[0] - from.at[0], to.at[1] - from.at[1]);
    let length = dx.hypot(dy).max(1.0);
    let (ux, uy) = (dx / length, dy / length);
    let start = [from.at[0] + ux * from.radius, from.at[1] + uy * from.radius];
    let end = [to.at[0] - ux * (to.radius + 3.0), to.at[1] - uy * (to.radius + 3.0)];
    let control =
        [f64::midpoint(start[0], end[0]) - uy * bend, f64::midpoint(start[1], end[1]) + ux * bend];
    (start, control, end)
}

fn shortened(name: &str) -> String {
    const LONGEST: usize = 26;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let start: String = name.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}

fn focus_node(svg: Option<Element>, index: usize) {
    let node = svg.and_then(|svg| svg.query_selector(&format!("[data-node=\"{index}\"]")).ok()?);
    if let Some(node) = node.and_then(|node| node.dyn_into::<SvgElement>().ok()) {
        let _ = node.focus();
    }
}
