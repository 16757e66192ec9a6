//! What colours, widths and dashes mean: beside the drawing, and in its picture.

use gloss::document::{EntityType, Modality, Named};
use yew::prelude::{Html, html};

use super::board::{edge_class, node_class};
use crate::{
    graph::{Drawing, GraphEdge, Group, Manner},
    look::type_words,
    switches::Switch,
    view::View,
};

/// A sign of the key, with its words.
type Entry = (Sign, &'static str);

#[derive(Clone, Copy)]
enum Sign {
    Node(EntityType),
    /// One without a name, of any type.
    Unnamed,
    /// How it is drawn, and its width.
    Line(Manner, u8),
}

const PLAIN: Manner = Manner { group: Group::Ties, modality: Modality::Asserted, negated: false };

/// Only what the drawing has.
fn entries(view: &View, drawing: &Drawing) -> Vec<Entry> {
    let has = |is_so: &dyn Fn(&GraphEdge) -> bool| drawing.edges.iter().any(is_so);
    let mut entries = Vec::new();
    for (group, _, words) in Group::ALL {
        if has(&|edge| edge.manner.group == group) {
            entries.push((Sign::Line(Manner { group, ..PLAIN }, 2), words));
        }
    }
    if has(&|edge| edge.relations.len() > 1) {
        entries.push((Sign::Line(PLAIN, 4), "Several sentences"));
    }
    if has(&|edge| edge.manner.is_doubtful()) {
        entries.push((
            Sign::Line(Manner { modality: Modality::Alleged, ..PLAIN }, 2),
            "Alleged, planned or possible",
        ));
    }
    if has(&|edge| edge.manner.negated) {
        entries.push((Sign::Line(Manner { negated: true, ..PLAIN }, 2), "Said not to be so"));
    }
    let mut nodes = drawing.nodes.iter().map(|node| view.entity(node.entity));
    for &(entity_type, _) in EntityType::ALL {
        if nodes.clone().any(|entity| entity.named && entity.entity_type == entity_type) {
            entries.push((Sign::Node(entity_type), type_words(entity_type).0));
        }
    }
    if nodes.any(|entity| !entity.named) {
        entries.push((Sign::Unnamed, Switch::WithoutName.words()));
    }
    entries
}

/// The width and height of a sign.
const SIGN: [f64; 2] = [28.0, 14.0];

fn sign(sign: Sign) -> Html {
    match sign {
        Sign::Node(entity_type) => html! {
            <g class={node_class(true)} data-type={entity_type.name()}><circle cx="14" cy="7" r="6" /></g>
        },
        Sign::Unnamed => html! {
            <g class={node_class(false)}><circle cx="14" cy="7" r="6" /></g>
        },
        Sign::Line(manner, width) => html! {
            <g class={edge_class(manner)}>
                <path class="line" d="M0 7H28" stroke-width={width.to_string()} />
                if manner.negated { <path class="cross" d="M9 2l10 10m0-10l-10 10" /> }
            </g>
        },
    }
}

/// The key as a list below the drawing.
pub(super) fn list(view: &View, drawing: &Drawing) -> Html {
    let view_box = format!("0 0 {} {}", SIGN[0], SIGN[1]);
    html! {
        <ul class="key" aria-label="Key">
            { for entries(view, drawing).into_iter().map(|(shape, words)| html! {
                <li key={words}>
                    <svg viewBox={view_box.clone()} width={SIGN[0].to_string()} height={SIGN[1].to_string()}
                        aria-hidden="true" focusable="false">{ sign(shape) }</svg>
                    { words }
                </li>
            }) }
        </ul>
    }
}

/// How far apart entries of the picture's key are.
const CELL: [f64; 2] = [260.0, 26.0];

/// The key as a part of the drawing, below its frame, and its height. Hidden on the page, which has
/// the list.
pub(super) fn in_picture(view: &View, drawing: &Drawing) -> (Html, f64) {
    let [left, top, width, height] = drawing.frame;
    let entries = entries(view, drawing);
    let columns = (2..=4).rev().find(|&it| CELL[0] * it as f64 <= width).unwrap_or(1);
    let rows = entries.len().div_ceil(columns);
    let content = html! {
        <g class="picture-key" aria-hidden="true">
            { for entries.into_iter().enumerate().map(|(index, (shape, words))| {
                let x = left + 16.0 + CELL[0] * (index % columns) as f64;
                let y = top + height + CELL[1] * (index / columns) as f64;
                html! {
                    <g key={words} transform={format!("translate({x} {y})")}>
                        { sign(shape) }
                        <text x="38" y="12">{ words }</text>
                    </g>
                }
            }) }
        </g>
    };
    (content, CELL[1] * rows as f64 + 10.0)
}
