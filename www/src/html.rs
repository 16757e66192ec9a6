//! Turns HTML into text and blocks. The markup is parsed into an inert document: nothing in it
//! runs, loads or is ever inserted into the page. What is the article is decided in the engine
//! ([`gloss::markup`]), which is only told here what the document has.

use gloss::{
    export::json::day_name,
    markup::{ATTRIBUTES, Reader, prepare},
};
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, Node, SupportedType};

use crate::{protocol::Hint, state::Pasted};

/// The text of an HTML page or fragment, what its blocks are, and what it says of itself.
///
/// # Errors
/// When it is not read, and why: a parser would take too long for it, or the browser has none.
pub fn read_html(html: &str) -> Result<Pasted, String> {
    let html = prepare(html).map_err(|tangled| tangled.to_string())?;
    let parse = || DomParser::new()?.parse_from_string(&html, SupportedType::TextHtml);
    let document = parse().map_err(|_| "the browser cannot read HTML".to_owned())?;
    let mut reader = Reader::default();
    walk(&document, &mut reader);
    let page = reader.finish();
    let hint = |hint: &gloss::pipeline::BlockHint| Hint {
        start: hint.span.start(),
        end: hint.span.end(),
        kind: hint.kind,
    };
    let hints = page.hints.iter().map(hint).collect();
    let published = page.published.map(day_name).map(Into::into);
    Ok(Pasted { text: page.text, hints, published, origin: page.origin.into() })
}

/// The way through a document. Not recursive: markup may nest as deep as it likes.
fn walk(root: &Node, reader: &mut Reader) {
    let mut node = root.first_child();
    while let Some(current) = node {
        enter(&current, reader);
        node = current.first_child();
        let mut leaving = current;
        while node.is_none() && !leaving.is_same_node(Some(root)) {
            if leaving.node_type() == Node::ELEMENT_NODE {
                reader.close();
            }
            node = leaving.next_sibling();
            let Some(parent) = leaving.parent_node() else { return };
            leaving = parent;
        }
    }
}

/// Tells of a node.
fn enter(node: &Node, reader: &mut Reader) {
    if node.node_type() == Node::TEXT_NODE {
        reader.words(&node.node_value().unwrap_or_default());
    } else if let Some(element) = node.dyn_ref::<Element>() {
        let names = element.get_attribute_names();
        let names = names.iter().filter_map(|name| name.as_string());
        let asked = names.filter(|name| ATTRIBUTES.contains(&&**name));
        let attributes: Vec<(String, String)> = asked
            .map(|name| {
                let value = element.get_attribute(&name).unwrap_or_default();
                (name, value)
            })
            .collect();
        let attributes = attributes.iter().map(|(name, value)| (&**name, &**value));
        reader.open(&element.local_name(), attributes);
    }
}
