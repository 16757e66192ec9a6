//! Turns HTML into text and blocks. The markup is parsed into an inert document: nothing in it
//! runs, loads or is ever inserted into the page.

use gloss::markup::Reader;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomParser, Element, Node, SupportedType};

use crate::protocol::Hint;

/// The text of an HTML page or fragment, and what its blocks are.
///
/// # Errors
/// When the browser has no parser.
pub fn read_html(html: &str) -> Result<(String, Vec<Hint>), JsValue> {
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
    Ok((text, hints.iter().map(hint).collect()))
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
