//! Turns HTML into text and blocks. The markup is parsed into an inert document: nothing in it
//! runs, loads or is ever inserted into the page.

use gloss::document::BlockKind;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomParser, Element, Node, SupportedType};

use crate::{protocol::Hint, text_builder::TextBuilder};

/// The text of an HTML page or fragment, and what its blocks are.
///
/// # Errors
/// When the browser has no parser.
pub fn read_html(html: &str) -> Result<(String, Vec<Hint>), JsValue> {
    let document = DomParser::new()?.parse_from_string(html, SupportedType::TextHtml)?;
    let mut walk = Walk::default();
    if let Some(body) = document.body() {
        walk.whole(&body);
    }
    Ok(walk.builder.finish())
}

/// What an element does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    /// Its contents are no words of the page.
    Drop,
    /// Its words are a block.
    Block(Option<BlockKind>),
    /// It and all in it came along with the article.
    Furniture,
    /// A line end.
    LineBreak,
    /// Parted from the cell before.
    Cell,
    /// Blanks count.
    Preformatted,
    /// Nothing: its words belong to what is around it.
    Inline,
}

/// Sorted by name.
const EFFECTS: &[(&str, Effect)] = &[
    ("address", Effect::Block(None)),
    ("article", Effect::Block(None)),
    ("aside", Effect::Furniture),
    ("audio", Effect::Drop),
    ("blockquote", Effect::Block(None)),
    ("br", Effect::LineBreak),
    ("button", Effect::Furniture),
    ("canvas", Effect::Drop),
    ("caption", Effect::Block(Some(BlockKind::Caption))),
    ("dd", Effect::Block(None)),
    ("details", Effect::Block(None)),
    ("dialog", Effect::Furniture),
    ("div", Effect::Block(None)),
    ("dl", Effect::Block(None)),
    ("dt", Effect::Block(None)),
    ("figcaption", Effect::Block(Some(BlockKind::Caption))),
    ("figure", Effect::Block(None)),
    ("footer", Effect::Furniture),
    ("form", Effect::Furniture),
    ("h1", Effect::Block(Some(BlockKind::Title))),
    ("h2", Effect::Block(Some(BlockKind::Heading))),
    ("h3", Effect::Block(Some(BlockKind::Heading))),
    ("h4", Effect::Block(Some(BlockKind::Heading))),
    ("h5", Effect::Block(Some(BlockKind::Heading))),
    ("h6", Effect::Block(Some(BlockKind::Heading))),
    ("header", Effect::Block(None)),
    ("hr", Effect::Block(None)),
    ("iframe", Effect::Drop),
    ("li", Effect::Block(Some(BlockKind::ListItem))),
    ("main", Effect::Block(None)),
    ("math", Effect::Drop),
    ("nav", Effect::Furniture),
    ("noscript", Effect::Drop),
    ("object", Effect::Drop),
    ("ol", Effect::Block(None)),
    ("p", Effect::Block(Some(BlockKind::Paragraph))),
    ("pre", Effect::Preformatted),
    ("script", Effect::Drop),
    ("section", Effect::Block(None)),
    ("select", Effect::Drop),
    ("style", Effect::Drop),
    ("summary", Effect::Block(None)),
    ("svg", Effect::Drop),
    ("table", Effect::Block(None)),
    ("td", Effect::Cell),
    ("template", Effect::Drop),
    ("textarea", Effect::Drop),
    ("th", Effect::Cell),
    ("title", Effect::Drop),
    ("tr", Effect::LineBreak),
    ("ul", Effect::Block(None)),
    ("video", Effect::Drop),
];

fn effect_of(element: &Element) -> Effect {
    let hidden = element.has_attribute("hidden")
        || element.get_attribute("aria-hidden").is_some_and(|value| value == "true");
    if hidden {
        return Effect::Drop;
    }
    let name = element.local_name();
    EFFECTS
        .binary_search_by(|(known, _)| (*known).cmp(&name))
        .map_or(Effect::Inline, |index| EFFECTS[index].1)
}

/// The way through a document. Not recursive: markup may nest as deep as it likes.
#[derive(Default)]
struct Walk {
    builder: TextBuilder,
    /// How many elements around here are page furniture.
    furniture: u32,
    /// How many elements around here keep their blanks.
    preformatted: u32,
    /// The list items and captions around here: what a plain block in one is, too.
    around: Vec<BlockKind>,
    /// Whether there was a title: further ones are headings.
    titled: bool,
}

impl Walk {
    fn whole(&mut self, root: &Node) {
        let mut node = root.first_child();
        while let Some(current) = node {
            let enters = self.enter(&current);
            node = current.first_child().filter(|_| enters);
            let mut leaving = current;
            while node.is_none() && !leaving.is_same_node(Some(root)) {
                self.leave(&leaving);
                node = leaving.next_sibling();
                let Some(parent) = leaving.parent_node() else { return };
                leaving = parent;
            }
        }
    }

    /// Takes a node in; says whether to go into it.
    fn enter(&mut self, node: &Node) -> bool {
        if node.node_type() == Node::TEXT_NODE {
            let words = node.node_value().unwrap_or_default();
            if self.preformatted > 0 {
                self.builder.preformatted(&words);
            } else {
                self.builder.words(&words);
            }
            return false;
        }
        let Some(element) = node.dyn_ref::<Element>() else { return false };
        match effect_of(element) {
            Effect::Drop => return false,
            Effect::Block(kind) => {
                self.around.extend(kind.filter(|kind| is_container(*kind)));
                self.open_block(kind);
            }
            Effect::Furniture => {
                self.furniture += 1;
                self.open_block(None);
            }
            Effect::LineBreak => self.builder.line_break(),
            Effect::Cell => self.builder.cell_break(),
            Effect::Preformatted => {
                self.preformatted += 1;
                self.open_block(None);
            }
            Effect::Inline => {}
        }
        true
    }

    fn leave(&mut self, node: &Node) {
        let Some(element) = node.dyn_ref::<Element>() else { return };
        match effect_of(element) {
            Effect::Block(Some(BlockKind::ListItem)) => {
                self.around.pop();
                self.builder.close_block();
                self.builder.line_break();
            }
            Effect::Block(kind) => {
                if kind.is_some_and(is_container) {
                    self.around.pop();
                }
                self.open_block(None);
            }
            Effect::Furniture => {
                self.builder.close_block();
                self.furniture -= 1;
                self.open_block(None);
            }
            Effect::Preformatted => {
                self.preformatted -= 1;
                self.open_block(None);
            }
            _ => {}
        }
    }

    fn open_block(&mut self, kind: Option<BlockKind>) {
        let kind = match kind {
            _ if self.furniture > 0 => Some(BlockKind::Furniture),
            Some(BlockKind::Title) if std::mem::replace(&mut self.titled, true) => {
                Some(BlockKind::Heading)
            }
            None | Some(BlockKind::Paragraph) => self.around.last().copied().or(kind),
            _ => kind,
        };
        self.builder.open_block(kind);
    }
}

/// Whether plain blocks inside are of this kind, too.
fn is_container(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::ListItem | BlockKind::Caption)
}
