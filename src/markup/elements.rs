//! What elements do to the text.

use super::tree::Tree;
use crate::document::BlockKind;

/// What an element does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Its contents are no words of the page.
    Drop,
    /// Its words are a block.
    Block(Option<BlockKind>),
    /// It and all in it came along with the article.
    Furniture,
    /// A line end.
    LineBreak,
    /// A line of a table.
    Row,
    /// Parted from the cell before.
    Cell,
    /// Blanks count.
    Preformatted,
    /// Nothing: its words belong to what is around it.
    Inline,
}

/// Every element with an effect, and which. Looked through for each element of a page: short.
const EFFECTS: &[(Effect, &[&str])] = &[
    (
        Effect::Drop,
        &[
            "audio", "canvas", "datalist", "embed", "head", "iframe", "map", "math", "menu",
            "noscript", "object", "script", "select", "style", "svg", "template", "textarea",
            "title", "video",
        ],
    ),
    (Effect::Block(Some(BlockKind::Paragraph)), &["p"]),
    (Effect::Block(Some(BlockKind::Title)), &["h1"]),
    (Effect::Block(Some(BlockKind::Heading)), &["h2", "h3", "h4", "h5", "h6"]),
    (Effect::Block(Some(BlockKind::ListItem)), &["li"]),
    (Effect::Block(Some(BlockKind::Caption)), &["caption", "figcaption"]),
    (
        Effect::Block(None),
        &[
            "address",
            "article",
            "blockquote",
            "body",
            "center",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "fieldset",
            "figure",
            "header",
            "hr",
            "html",
            "main",
            "ol",
            "section",
            "summary",
            "table",
            "ul",
        ],
    ),
    (Effect::Furniture, &["aside", "button", "dialog", "footer", "form", "nav"]),
    (Effect::LineBreak, &["br"]),
    (Effect::Row, &["tr"]),
    (Effect::Cell, &["td", "th"]),
    (Effect::Preformatted, &["pre"]),
];

/// Longest cell of a table that holds data, in bytes; a longer one holds a part of the page.
const LONGEST_CELL: usize = 250;

/// What each node does to the text, by its place in the tree.
pub(super) fn effects(tree: &Tree) -> Vec<Effect> {
    let own = |node| match tree.name(node) {
        "" => Effect::Inline,
        name => effect_of(name),
    };
    let mut effects: Vec<Effect> = (0..tree.len()).map(own).collect();
    for table in tree.elements().filter(|&node| tree.name(node) == "table") {
        if arranges_page(tree, table, &effects) {
            for node in cells(tree, table) {
                effects[node] = Effect::Block(None);
            }
        }
    }
    effects
}

fn effect_of(name: &str) -> Effect {
    let known = EFFECTS.iter().find(|(_, names)| names.contains(&name));
    known.map_or(Effect::Inline, |(effect, _)| *effect)
}

/// Whether a table only puts parts of a page beside each other: blocks, further tables or long texts
/// are in its cells.
fn arranges_page(tree: &Tree, table: usize, effects: &[Effect]) -> bool {
    cells(tree, table).any(|cell| {
        effects[cell] == Effect::Cell && {
            let within = cell + 1..tree.end(cell);
            let divides = |node: usize| {
                matches!(tree.name(node), "table" | "h1" | "h2" | "h3" | "form" | "article")
            };
            within.clone().any(divides)
                || within.filter(|&node| tree.name(node) == "p").count() > 1
                || tree.words(cell).len() > LONGEST_CELL
        }
    })
}

/// The rows and cells of a table, not of those within.
fn cells(tree: &Tree, table: usize) -> impl Iterator<Item = usize> {
    let mut node = table + 1;
    let end = tree.end(table);
    std::iter::from_fn(move || {
        while node < end {
            let this = node;
            let inner = tree.name(this) == "table";
            node = if inner { tree.end(this) } else { this + 1 };
            if matches!(tree.name(this), "tr" | "td" | "th") {
                return Some(this);
            }
        }
        None
    })
}
