//! Light and focus in the text, set on the elements themselves: the component tree would be too
//! slow for what follows the pointer.

use std::{ops::Range, rc::Rc};

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, EventTarget, FocusOptions, HtmlElement, Node, NodeList, ScrollBehavior,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

use crate::{arcs::Fragment, layout::Piece};

/// The name of the highlight under a sentence that the reader was led to.
const FLASH: &str = "evidence";

/// The highlight that an event happened in.
pub fn mark_of(target: Option<EventTarget>) -> Option<HtmlElement> {
    let element = target?.dyn_into::<Element>().ok()?;
    element.closest("mark[data-mention]").ok()??.dyn_into().ok()
}

/// Lights up a mention and, weaker, the others of its entity; puts out what was lit before.
pub fn light(region: &Element, mention: Option<&str>, entity: Option<&str>) {
    for lit in elements(region, "mark[data-lit]") {
        let _ = lit.remove_attribute("data-lit"); // cannot fail on an element
    }
    let Some(entity) = entity else { return };
    for mark in elements(region, &format!("mark[data-entity=\"{}\"]", quoted(entity))) {
        let is_mention =
            mention.is_some() && mark.get_attribute("data-mention").as_deref() == mention;
        let _ = mark.set_attribute("data-lit", if is_mention { "on" } else { "peer" });
    }
}

/// The first highlight of a mention.
pub fn find_mark(region: &Element, mention: &str) -> Option<HtmlElement> {
    let selector = format!("mark[data-mention=\"{}\"]", quoted(mention));
    region.query_selector(&selector).ok()??.dyn_into().ok()
}

/// The rectangles of a mention's words, one for each line and each highlight, from the top left of
/// `origin`.
pub fn fragments(region: &Element, origin: &Element, mention: &str) -> Vec<Fragment> {
    let zero = origin.get_bounding_client_rect();
    let id = quoted(mention);
    let selector = format!("mark[data-mention=\"{id}\"], mark[data-within~=\"{id}\"]");
    let mut fragments = Vec::new();
    for mark in elements(region, &selector) {
        let lines = mark.get_client_rects();
        fragments.extend((0..lines.length()).filter_map(|line| lines.item(line)).map(|line| {
            Fragment {
                left: (line.left() - zero.left()).round(),
                top: (line.top() - zero.top()).round(),
                right: (line.right() - zero.left()).round(),
                bottom: (line.bottom() - zero.top()).round(),
            }
        }));
    }
    fragments
}

/// Makes a highlight the one that the tabulator key stops at, with the button of its block.
pub fn rove_to(region: &Element, mark: &HtmlElement) {
    for stop in elements(region, "[data-stop]") {
        let _ = stop.remove_attribute("data-stop");
        let _ = stop.set_attribute("tabindex", "-1");
    }
    let block = mark.closest(".block").ok().flatten();
    let button = block.and_then(|block| block.query_selector(".leave-out").ok().flatten());
    for stop in [Some(mark.clone().unchecked_into::<Element>()), button].into_iter().flatten() {
        let _ = stop.set_attribute("data-stop", "");
        let _ = stop.set_attribute("tabindex", "0");
    }
}

/// Makes the first highlight the one that the tabulator key stops at, if none is.
pub fn rove_to_first(region: &Element) {
    if let Ok(None) = region.query_selector("mark[data-stop]")
        && let Some(first) = visible_marks(region).into_iter().next()
    {
        rove_to(region, &first);
    }
}

/// A step through the highlights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next one.
    Next,
    /// To the one before.
    Previous,
    /// To the first.
    First,
    /// To the last.
    Last,
}

impl Step {
    /// The step that a key asks for.
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowRight" | "ArrowDown" | "j" => Some(Self::Next),
            "ArrowLeft" | "ArrowUp" | "k" => Some(Self::Previous),
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            _ => None,
        }
    }

    /// The step that a key asks for outside a highlight, where the others scroll the page.
    pub fn of_key_outside(key: &str) -> Option<Self> {
        Self::of_key(key).filter(|_| matches!(key, "ArrowRight" | "ArrowLeft" | "j" | "k"))
    }
}

/// Moves the focus through the highlights that are shown, from one of them or from what holds some:
/// the next of the whole article is its first.
pub fn step(region: &Element, from: &Element, step: Step) {
    let marks = visible_marks(region);
    let lies = |mark: &HtmlElement, way: u16| from.compare_document_position(mark) & way != 0;
    let to = match step {
        Step::First => marks.first(),
        Step::Last => marks.last(),
        Step::Next => marks.iter().find(|mark| lies(mark, Node::DOCUMENT_POSITION_FOLLOWING)),
        Step::Previous => marks.iter().rfind(|mark| lies(mark, Node::DOCUMENT_POSITION_PRECEDING)),
    };
    if let Some(mark) = to {
        rove_to(region, mark);
        let _ = mark.focus();
    }
}

/// The first highlight of each mention that is not hidden.
fn visible_marks(region: &Element) -> Vec<HtmlElement> {
    let hidden = region.get_attribute("data-hide").unwrap_or_default();
    let shown = |mark: &Element| {
        let switch = mark.get_attribute("data-switch").unwrap_or_default();
        !hidden.split(' ').any(|hidden| hidden == switch)
    };
    elements(region, "mark[data-first]")
        .filter(shown)
        .filter_map(|mark| mark.dyn_into().ok())
        .collect()
}

/// Gives an element the focus without moving the page.
pub fn focus_quietly(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Gives a highlight the focus, without moving the page.
pub fn focus_mark(region: &Element, mark: &HtmlElement) {
    rove_to(region, mark);
    focus_quietly(mark);
}

/// Gives the block of a stretch of the text the focus, without moving the page. Until that leaves it,
/// its name is the stretch: it is what a screen reader says.
pub fn focus_evidence(region: &Element, text: &str, pieces: &[Rc<Piece>], range: &Range<usize>) {
    let Some((_, element)) = piece_at(region, pieces, range.start) else { return };
    let Ok(element) = element.dyn_into::<HtmlElement>() else { return };
    let name = ["Evidence: ", text.get(range.clone()).unwrap_or_default().trim()].concat();
    for (attribute, value) in [("tabindex", "-1"), ("role", "group"), ("aria-label", &name)] {
        let _ = element.set_attribute(attribute, value); // cannot fail: the names are valid
    }
    focus_quietly(&element);
    let left = element.clone();
    EventListener::once(&element, "blur", move |_| {
        for attribute in ["tabindex", "role", "aria-label"] {
            let _ = left.remove_attribute(attribute);
        }
    })
    .forget();
}

/// The piece that a place of the text lies in, and its element: the region's children are the pieces,
/// one element each.
fn piece_at<'a>(
    region: &Element,
    pieces: &'a [Rc<Piece>],
    at: usize,
) -> Option<(&'a Piece, Element)> {
    let index = pieces.partition_point(|piece| piece.range.start <= at).checked_sub(1)?;
    Some((&**pieces.get(index)?, region.children().item(index as u32)?))
}

/// Scrolls to a stretch of the text and shows it for a while.
pub fn flash(region: &Element, text: &str, pieces: &[Rc<Piece>], range: &Range<usize>) {
    let Some((piece, element)) = piece_at(region, pieces, range.start) else { return };
    scroll_to(&element);
    let end = range.end.min(piece.range.end);
    let utf16 =
        |upto: usize| text.get(piece.range.start..upto).map(|words| words.encode_utf16().count());
    let (Some(start), Some(end)) = (utf16(range.start), utf16(end)) else { return };
    if show_highlight(&element, start, end).is_none() {
        restart_flash(&element);
    }
}

fn restart_flash(element: &Element) {
    let _ = element.remove_attribute("data-flash");
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.offset_width(); // reading it lets the animation start afresh
    }
    let _ = element.set_attribute("data-flash", "");
}

fn scroll_to(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    let calm = web_sys::window()
        .and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok()?)
        .is_some_and(|query| query.matches());
    options.set_behavior(if calm { ScrollBehavior::Instant } else { ScrollBehavior::Smooth });
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Registers a custom highlight over UTF-16 units of an element's text. `None` where the browser
/// has no such thing.
fn show_highlight(element: &Element, start: usize, end: usize) -> Option<()> {
    let (start_node, start_at) = text_position(element, start)?;
    let (end_node, end_at) = text_position(element, end)?;
    let range = web_sys::window()?.document()?.create_range().ok()?;
    range.set_start(&start_node, start_at).ok()?;
    range.set_end(&end_node, end_at).ok()?;
    let global = js_sys::global();
    let highlights = get(&get(&global, "CSS")?, "highlights")?;
    let constructor = get(&global, "Highlight")?.dyn_into::<js_sys::Function>().ok()?;
    let highlight = js_sys::Reflect::construct(&constructor, &js_sys::Array::of1(&range)).ok()?;
    let set = get(&highlights, "set")?.dyn_into::<js_sys::Function>().ok()?;
    set.call2(&highlights, &JsValue::from_str(FLASH), &highlight).ok()?;
    Some(())
}

/// Ends what [`flash`] shows.
pub fn end_flash() {
    let highlights = get(&js_sys::global(), "CSS").and_then(|css| get(&css, "highlights"));
    let delete =
        highlights.as_ref().and_then(|it| get(it, "delete")?.dyn_into::<js_sys::Function>().ok());
    if let (Some(highlights), Some(delete)) = (highlights, delete) {
        let _ = delete.call1(&highlights, &JsValue::from_str(FLASH));
    }
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = js_sys::Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// The text node and the place in it of a position in an element's text.
fn text_position(root: &Node, units: usize) -> Option<(Node, u32)> {
    let mut left = units as u32;
    let mut waiting = vec![root.clone()];
    while let Some(node) = waiting.pop() {
        if node.node_type() == Node::TEXT_NODE {
            let length = node.node_value().map_or(0, |text| js_sys::JsString::from(text).length());
            if left <= length {
                return Some((node, left));
            }
            left -= length;
        }
        let children = node.child_nodes();
        waiting.extend((0..children.length()).rev().filter_map(|index| children.item(index)));
    }
    None
}

fn elements(root: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    let list: Option<NodeList> = root.query_selector_all(selector).ok();
    let length = list.as_ref().map_or(0, NodeList::length);
    (0..length).filter_map(move |index| list.as_ref()?.item(index)?.dyn_into().ok())
}

/// An id inside a quoted CSS string.
fn quoted(id: &str) -> String {
    id.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\a ")
}
