//! Turns HTML into text and blocks. The markup is parsed into an inert document: nothing in it
//! runs, loads or is ever inserted into the page.

use gloss::{export::json::day_from_name, markup::Reader};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, DomParser, Element, Node, SupportedType};

use crate::{protocol::Hint, state::Pasted};

/// The text of an HTML page or fragment, what its blocks are, and when it says that it was published.
///
/// # Errors
/// When the browser has no parser.
pub fn read_html(html: &str) -> Result<Pasted, JsValue> {
    let document = DomParser::new()?.parse_from_string(html, SupportedType::TextHtml)?;
    let mut reader = Reader::default();
    if let Some(body) = document.body() {
        walk(&body, &mut reader);
    }
    let (text, hints) = reader.finish();
    let hint = |hint: &gloss::pipeline::BlockHint| Hint {
        start: hint.span.start(),
        end: hint.span.end(),
        kind: hint.kind,
    };
    let hints = hints.iter().map(hint).collect();
    Ok(Pasted { text, hints, published: published(&document).unwrap_or_default() })
}

/// Where pages say when they were published, the surest first.
const PUBLISHED: [(&str, &str); 3] = [
    ("meta[property='article:published_time'], meta[itemprop=datePublished]", "content"),
    ("time[itemprop=datePublished], time[pubdate]", "datetime"),
    ("time[datetime]", "datetime"),
];

/// The day of publication, as the markup says it: days that contradict each other say nothing.
fn published(document: &Document) -> Option<String> {
    PUBLISHED.iter().find_map(|(selector, attribute)| {
        let elements = document.query_selector_all(selector).ok()?;
        let mut only: Option<String> = None;
        for index in 0..elements.length() {
            let element = elements.item(index)?.dyn_into::<Element>().ok()?;
            let moment = element.get_attribute(attribute)?;
            let day = moment.trim().get(..10).filter(|day| day_from_name(day).is_some())?;
            if only.as_deref().is_some_and(|only| only != day) {
                return None;
            }
            only = Some(day.to_owned());
        }
        only
    })
}

/// The way through a document. Not recursive: markup may nest as deep as it likes.
fn walk(root: &Node, reader: &mut Reader) {
    let mut node = root.first_child();
    while let Some(current) = node {
        let enters = enter(&current, reader);
        node = current.first_child().filter(|_| enters);
        let mut leaving = current;
        let mut entered = enters;
        while node.is_none() && !leaving.is_same_node(Some(root)) {
            if let Some(element) = leaving.dyn_ref::<Element>().filter(|_| entered) {
                reader.close(&element.local_name());
            }
            entered = true; // whatever is around was gone into
            node = leaving.next_sibling();
            let Some(parent) = leaving.parent_node() else { return };
            leaving = parent;
        }
    }
}

/// Takes a node in; says whether to go into it.
fn enter(node: &Node, reader: &mut Reader) -> bool {
    if node.node_type() == Node::TEXT_NODE {
        reader.words(&node.node_value().unwrap_or_default());
        return false;
    }
    let Some(element) = node.dyn_ref::<Element>() else { return false };
    let hidden = element.has_attribute("hidden")
        || element.get_attribute("aria-hidden").is_some_and(|value| value == "true");
    !hidden && reader.open(&element.local_name())
}
