//! The drawing itself: zoomed, panned, rearranged and walked through.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloss::document::Named;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent, PointerEvent, SvgElement, WheelEvent};
use yew::prelude::{
    Callback, Html, NodeRef, Properties, Reducible, component, html, use_effect_with, use_mut_ref,
    use_node_ref, use_reducer,
};

use super::{key, picture};
use crate::{
    graph::{
        Drawing, GraphEdge, GraphNode, Group, LABEL_BELOW, Manner,
        hand::{Gesture, Hand},
        lens::{Lens, STEP},
    },
    look::{count_words, doubts, past_words},
    state::{Command, Selected},
    view::View,
};

#[derive(PartialEq, Properties)]
pub(super) struct BoardProps {
    pub(super) view: Rc<View>,
    pub(super) drawing: Rc<Drawing>,
    pub(super) selected: Option<Selected>,
    /// The relations of the line that the details are about.
    pub(super) opened: Rc<[usize]>,
    pub(super) send: Callback<Command>,
}

/// What can be chosen in the drawing, by its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Thing {
    Node(usize),
    Edge(usize),
}

/// What is seen of the drawing.
struct Stage {
    /// As it was laid out.
    home: Rc<Drawing>,
    /// As the reader has moved it.
    drawing: Rc<Drawing>,
    lens: Lens,
    /// The node that Tab leads to.
    stop: usize,
}

/// A change of the stage. Pixels are given with the frame of the element.
enum Act {
    /// Larger by a factor, around the middle or around a pixel.
    Zoom(f64, Option<[f64; 2]>),
    Fit,
    /// Every node where it was at first.
    Reset,
    Pan([f64; 2]),
    Move(usize, [f64; 2]),
    Stop(usize),
}

impl Reducible for Stage {
    type Action = (Act, [f64; 4]);

    fn reduce(self: Rc<Self>, (act, frame): Self::Action) -> Rc<Self> {
        let (mut drawing, mut lens, mut stop) = (self.drawing.clone(), self.lens, self.stop);
        let scale = lens.scale(frame);
        let length = |by: [f64; 2]| by.map(|it| it / scale);
        match act {
            Act::Zoom(factor, pixel) => {
                let at = pixel.map_or(lens.middle(), |pixel| lens.point_at(pixel, frame));
                lens = lens.zoomed(factor, at);
            }
            Act::Fit => lens = Lens::fit(drawing.frame),
            Act::Reset => {
                drawing = self.home.clone();
                lens = Lens::fit(drawing.frame);
            }
            Act::Pan(by) => lens = lens.panned(length(by)),
            Act::Move(node, by) => {
                let ([x, y], [dx, dy]) = (drawing.nodes[node].at, length(by));
                drawing = Rc::new(drawing.with_node_at(node, [x + dx, y + dy]));
                lens = lens.of_changed(drawing.frame);
            }
            Act::Stop(node) => {
                stop = node;
                lens = lens.revealing(drawing.nodes[node].at);
            }
        }
        Rc::new(Self { home: self.home.clone(), drawing, lens, stop })
    }
}

#[component]
pub(super) fn Board(props: &BoardProps) -> Html {
    let BoardProps { view, selected, opened, send, .. } = props;
    let stage = {
        let drawing = props.drawing.clone();
        use_reducer(move || Stage {
            lens: Lens::fit(drawing.frame),
            home: drawing.clone(),
            drawing,
            stop: 0,
        })
    };
    let svg = use_node_ref();
    let hand = use_mut_ref(Hand::default);
    let act = {
        let (dispatcher, svg) = (stage.dispatcher(), svg.clone());
        Callback::from(move |act: Act| dispatcher.dispatch((act, frame_of(&svg))))
    };
    {
        let (svg, act) = (svg.clone(), act.clone());
        use_effect_with((), move |()| {
            let listener = on_wheel(&svg, act);
            move || drop(listener)
        });
    }
    let drawing = &stage.drawing;
    // An entity without lines would leave nothing but itself unfaded.
    let chosen = selected
        .and_then(|s| drawing.nodes.iter().position(|node| node.entity == s.entity))
        .filter(|&node| drawing.has_lines(node));
    let onpointerdown = {
        let hand = hand.clone();
        move |event: PointerEvent| {
            if event.button() == 0 {
                hand.borrow_mut().down(event.pointer_id(), place_of(&event), node_under(&event));
            }
        }
    };
    let onpointermove = {
        let (hand, act, svg) = (hand.clone(), act.clone(), svg.clone());
        move |event: PointerEvent| {
            if event.buttons() == 0 {
                return hand.borrow_mut().up(event.pointer_id()); // it went up elsewhere
            }
            let gesture = hand.borrow_mut().moved(event.pointer_id(), place_of(&event));
            let Some(gesture) = gesture else { return };
            // From here on its movements come here wherever it goes.
            let _ = svg.cast::<Element>().map(|svg| svg.set_pointer_capture(event.pointer_id()));
            act.emit(match gesture {
                Gesture::Pan(by) => Act::Pan(by),
                Gesture::Move(node, by) => Act::Move(node, by),
                Gesture::Pinch(factor, at) => Act::Zoom(factor, Some(at)),
            });
        }
    };
    let lift = {
        let hand = hand.clone();
        Callback::from(move |event: PointerEvent| hand.borrow_mut().up(event.pointer_id()))
    };
    let select = {
        let (send, act, drawing) = (send.clone(), act.clone(), drawing.clone());
        Callback::from(move |thing: Thing| {
            send.emit(match thing {
                Thing::Node(node) => {
                    act.emit(Act::Stop(node));
                    let entity = drawing.nodes[node].entity;
                    Command::Select(Selected { entity, mention: None })
                }
                Thing::Edge(edge) => {
                    Command::OpenRelations(drawing.edges[edge].relations.as_slice().into())
                }
            });
        })
    };
    let choose = {
        let (hand, select) = (hand.clone(), select.clone());
        Callback::from(move |(event, thing): (MouseEvent, Thing)| {
            // A click that no press began, as a screen reader's, belongs to no drag.
            if event.detail() == 0 || !hand.borrow().has_dragged() {
                select.emit(thing);
            }
        })
    };
    // After that of a node or a line; and alone after a drag, whose pointer was held fast.
    let onclick = move |_| hand.borrow_mut().clicked();
    let onkeydown = {
        let (stage, svg, act) = (stage.clone(), svg.clone(), act.clone());
        move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return; // the browser's own
            }
            let key = event.key();
            // The mouse may have brought the focus to another than the stop.
            let focused = node_under(&event).unwrap_or(stage.stop);
            if matches!(key.as_str(), "Enter" | " ") {
                let edge = number_under(&event, EDGE).map(Thing::Edge);
                select.emit(edge.unwrap_or(Thing::Node(focused)));
            } else if let Some(zoom) = zoom_by_key(&key) {
                act.emit(zoom);
            } else if let Some(node) = node_by_key(&stage.drawing, focused, &key) {
                act.emit(Act::Stop(node));
                focus_node(&svg, node);
            } else {
                return;
            }
            event.prevent_default();
        }
    };
    let (picture_key, key_height) = key::in_picture(view, drawing);
    let tool = |name: &'static str, sign: &'static str, todo: fn() -> Act| {
        html! { <button type="button" class="button icon" aria-label={name} title={name} onclick={act.reform(move |_| todo())}>{ sign }</button> }
    };
    let class = if stage.lens.is_fit() { "graph" } else { "graph zoomed" };
    html! {
        <>
            <div class="graph-tools">
                { tool("Zoom in", "+", || Act::Zoom(STEP, None)) }
                { tool("Zoom out", "−", || Act::Zoom(1.0 / STEP, None)) }
                { tool("Fit", "Fit", || Act::Fit) }
                if !Rc::ptr_eq(&stage.home, drawing) {
                    { tool("Reset layout", "↺", || Act::Reset) }
                }
                <span class="grow" />
                { picture::buttons(view, drawing.frame, key_height, &svg, send) }
            </div>
            <div class="graph-frame">
                <svg {class} ref={svg} role="group" aria-label="Graph of entities and relations"
                    viewBox={stage.lens.view_box()} {onclick} {onkeydown} {onpointerdown} {onpointermove}
                    onpointerup={lift.clone()} onpointercancel={lift}>
                    { for drawing.edges.iter().enumerate().map(|(index, edge)| draw_edge(view, index, edge, (chosen, opened), &choose)) }
                    { for drawing.nodes.iter().enumerate().map(|(index, node)| {
                        let faint = chosen.is_some_and(|chosen| chosen != index && !drawing.joins(chosen, index));
                        draw_node(view, node, index, stage.stop == index, (chosen == Some(index), faint), &choose)
                    }) }
                    { picture_key }
                </svg>
            </div>
            { key::list(view, drawing) }
        </>
    }
}

fn zoom_by_key(key: &str) -> Option<Act> {
    match key {
        "+" | "=" => Some(Act::Zoom(STEP, None)),
        "-" => Some(Act::Zoom(1.0 / STEP, None)),
        "0" => Some(Act::Fit),
        _ => None,
    }
}

fn node_by_key(drawing: &Drawing, from: usize, key: &str) -> Option<usize> {
    let direction = match key {
        "ArrowRight" => [1.0, 0.0],
        "ArrowLeft" => [-1.0, 0.0],
        "ArrowDown" => [0.0, 1.0],
        "ArrowUp" => [0.0, -1.0],
        "Home" => return Some(0),
        "End" => return Some(drawing.nodes.len() - 1), // there is no board without a node
        _ => return None,
    };
    // Where nothing lies that way, the page is not to scroll away either.
    Some(drawing.next(from, direction).unwrap_or(from))
}

/// Left, top, width, height of the drawing's element, in pixels.
fn frame_of(svg: &NodeRef) -> [f64; 4] {
    svg.cast::<Element>().map_or([0.0, 0.0, 1.0, 1.0], |svg| {
        let rect = svg.get_bounding_client_rect();
        [rect.left(), rect.top(), rect.width(), rect.height()]
    })
}

fn place_of(event: &MouseEvent) -> [f64; 2] {
    [f64::from(event.client_x()), f64::from(event.client_y())]
}

/// The attributes with the numbers of nodes and lines.
const NODE: &str = "data-node";
const EDGE: &str = "data-edge";

fn node_under(event: &Event) -> Option<usize> {
    number_under(event, NODE)
}

/// The number in an attribute of what an event happened in.
fn number_under(event: &Event, attribute: &str) -> Option<usize> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let around = target.closest(&["[", attribute, "]"].concat()).ok()??;
    around.get_attribute(attribute)?.parse().ok()
}

/// The wheel scrolls the page; with Ctrl, which a touchpad's pinch says too, it zooms the drawing.
fn on_wheel(svg: &NodeRef, act: Callback<Act>) -> Option<EventListener> {
    /// The most that one turn of the wheel is taken for, in pixels.
    const TURN: f64 = 60.0;
    let options = EventListenerOptions::enable_prevent_default();
    let svg = svg.cast::<Element>()?;
    Some(EventListener::new_with_options(&svg, "wheel", options, move |event| {
        let Some(event) = event.dyn_ref::<WheelEvent>().filter(|it| it.ctrl_key() || it.meta_key())
        else {
            return;
        };
        event.prevent_default();
        let grown = 1.0 + event.delta_y().abs().min(TURN) / 200.0;
        let factor = if event.delta_y() < 0.0 { grown } else { 1.0 / grown };
        act.emit(Act::Zoom(factor, Some(place_of(event))));
    }))
}

fn draw_node(
    view: &Rc<View>,
    node: &GraphNode,
    index: usize,
    is_stop: bool,
    (is_chosen, is_faint): (bool, bool),
    choose: &Callback<(MouseEvent, Thing)>,
) -> Html {
    let entity = view.entity(node.entity);
    let [x, y] = node.at.map(f64::round);
    let label = format!(
        "{}, {}",
        view.entity_label(node.entity),
        count_words(view.relations_of(node.entity).count(), "relation", "relations"),
    );
    let mut class = node_class(entity.named).to_owned();
    class.push_str(match (is_chosen, is_faint) {
        (true, _) => " chosen",
        (false, false) => "",
        (false, true) => " faint",
    });
    html! {
        <g key={format!("n{index}")} {class} role="button" aria-label={label} data-type={entity.entity_type.name()}
            data-node={index.to_string()} tabindex={if is_stop { "0" } else { "-1" }} transform={format!("translate({x} {y})")}
            onclick={choose.reform(move |event| (event, Thing::Node(index)))}>
            <circle class="ground" r={node.radius.round().to_string()} />
            <circle r={node.radius.round().to_string()} />
            <text y={(node.radius + LABEL_BELOW).round().to_string()} text-anchor="middle">{ &node.label }</text>
        </g>
    }
}

/// The classes of a node in the style sheet: one without a name is quieter.
pub(super) fn node_class(named: bool) -> &'static str {
    if named { "node" } else { "node unnamed" }
}

/// Marks what is drawn only while an entity is chosen.
pub(super) const WHILE_CHOSEN: &str = "while-chosen";

/// The id of the line whose first relation is this one.
pub(in crate::components) fn line_id(relation: usize) -> String {
    format!("line-{relation}")
}

/// The classes of a line in the style sheet.
pub(super) fn edge_class(manner: Manner) -> String {
    let name = Group::ALL.iter().find(|(group, ..)| *group == manner.group);
    let mut class = ["edge ", name.map_or("", |(_, name, _)| name)].concat();
    if manner.is_doubtful() {
        class.push_str(" doubt");
    }
    class
}

fn draw_edge(
    view: &View,
    index: usize,
    edge: &GraphEdge,
    (chosen, opened): (Option<usize>, &[usize]),
    choose: &Callback<(MouseEvent, Thing)>,
) -> Html {
    let is_opened = *opened == *edge.relations;
    let active = chosen == Some(edge.from) || chosen == Some(edge.to);
    let mut class = edge_class(edge.manner);
    class.push_str(match (chosen, active) {
        (None, _) if is_opened => " chosen",
        (None, _) => "",
        (Some(_), true) => " active",
        (Some(_), false) => " faint",
    });
    // Without room for it, the label waits until one of its ends is chosen and the rest is faint.
    let label = edge.label_at.or_else(|| active.then(|| edge.middle()));
    let label_class = edge.label_at.is_none().then_some(WHILE_CHOSEN);
    let statements = edge.name(statements(view, edge));
    let id = edge.relations.first().map(|relation| line_id(*relation));
    html! {
        <g key={format!("e{index}")} {id} {class} role="button" aria-label={statements.clone()}
            data-edge={index.to_string()} tabindex={if active || is_opened { "0" } else { "-1" }}
            onclick={choose.reform(move |event| (event, Thing::Edge(index)))}>
            <title>{ statements }</title>
            <path class="reach" d={edge.line()} />
            <path class="line" d={edge.line()} stroke-width={edge.width().to_string()} />
            if let Some(head) = edge.head() { <path class="head" d={head} /> }
            if let Some(cross) = edge.cross() { <path class="cross" d={cross} /> }
            if let Some([x, y]) = label {
                <text class={label_class} aria-hidden="true" x={x.round().to_string()} y={(y + 5.0).round().to_string()} text-anchor="middle">{ &edge.label }</text>
            }
        </g>
    }
}

/// All that a line stands for, in words, for whoever points at it.
fn statements(view: &View, edge: &GraphEdge) -> String {
    let mut lines = String::new();
    for &index in &edge.relations {
        let relation = &view.article.relations[index];
        lines.push_str(&view.sentence(index));
        let speaker = relation.attributed_to.as_ref();
        let says = speaker.map(|id| ["according to ", view.entity_name(id)].concat());
        let words = past_words(relation).into_iter().chain(doubts(relation)).chain(says.as_deref());
        for (index, words) in words.enumerate() {
            lines.push_str(if index == 0 { " – " } else { ", " });
            lines.push_str(words);
        }
        lines.push('\n');
    }
    lines.truncate(lines.trim_end().len());
    lines
}

fn focus_node(svg: &NodeRef, index: usize) {
    let node = svg
        .cast::<Element>()
        .and_then(|svg| svg.query_selector(&format!("[data-node=\"{index}\"]")).ok()?);
    if let Some(node) = node.and_then(|node| node.dyn_into::<SvgElement>().ok()) {
        let _ = node.focus();
    }
}
