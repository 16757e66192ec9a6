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
    Ok(Pasted { text, hints, published: published(&document).map(Into::into) })
}

/// Where pages say in so many words when they were published, the surest first.
const PUBLISHED: [(&str, &str); 2] = [
    ("meta[property='article:published_time'], meta[itemprop=datePublished]", "content"),
    ("time[itemprop=datePublished], time[pubdate]", "datetime"),
];

/// The day of publication, as the surest markup that has a day says it. If that contradicts itself,
/// nothing is known: what is less sure cannot settle it.
fn published(document: &Document) -> Option<String> {
    let surest = PUBLISHED.iter().map(|(selector, attribute)| {
        let found = elements(document, selector).into_iter();
        // A comment may be published on another day.
        days(found.filter(|it| !is_within(it, "[itemtype*=Comment]")), attribute)
    });
    let times = std::iter::once_with(|| days(times_of_header(document).into_iter(), "datetime"));
    let days = surest.chain(times).find(|days| !days.is_empty())?;
    let [first, rest @ ..] = days.as_slice() else { return None };
    rest.iter().all(|day| day == first).then(|| first.clone())
}

/// The days in an attribute of some elements; what is none is left out.
fn days(elements: impl Iterator<Item = Element>, attribute: &str) -> Vec<String> {
    let day = |element: Element| {
        let moment = element.get_attribute(attribute)?;
        let day = moment.trim().get(..10).filter(|day| day_from_name(day).is_some())?;
        Some(day.to_owned())
    };
    elements.filter_map(day).collect()
}

/// The moments in the header of the article: in the element that has its title, too, or between the
/// title and the first paragraph. Elsewhere they are those of comments, events, other articles.
fn times_of_header(document: &Document) -> Vec<Element> {
    let titles = elements(document, "article h1").into_iter().chain(elements(document, "h1"));
    let Some(title) = titles.into_iter().next() else { return Vec::new() };
    let header = title.closest("header").ok().flatten();
    let paragraphs = elements(document, "p:not(header p)");
    let first = paragraphs.iter().find(|paragraph| is_before(&title, paragraph));
    let is_of_header = |time: &Element| {
        let is_between = || first.is_some_and(|it| is_before(&title, time) && is_before(time, it));
        (header.as_ref().is_some_and(|it| it.contains(Some(time))) || is_between())
            && !is_within(time, "aside, nav, footer")
    };
    // With an `itemprop` they say themselves that they are of something else.
    let times = elements(document, "time[datetime]:not([itemprop])");
    times.into_iter().filter(is_of_header).collect()
}

fn elements(document: &Document, selector: &str) -> Vec<Element> {
    let Ok(found) = document.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
}

fn is_within(element: &Element, selector: &str) -> bool {
    element.closest(selector).is_ok_and(|around| around.is_some())
}

fn is_before(one: &Element, other: &Element) -> bool {
    one.compare_document_position(other) & Node::DOCUMENT_POSITION_FOLLOWING != 0
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
