//! HTML becomes a text and what its elements say of the blocks: the half of reading a page that
//! needs no parser. Page and command line walk the trees of their own parsers and tell a [`Reader`];
//! before a parser sees a page, [`bounded()`] sees to it that its time and memory stay in proportion.

use crate::{document::BlockKind, pipeline::BlockHint};

mod bounded;
mod text_builder;

pub use bounded::{TooNested, bounded};
use text_builder::TextBuilder;

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
    (Effect::LineBreak, &["br", "tr"]),
    (Effect::Cell, &["td", "th"]),
    (Effect::Preformatted, &["pre"]),
];

fn effect_of(name: &str) -> Effect {
    let known = EFFECTS.iter().find(|(_, names)| names.contains(&name));
    known.map_or(Effect::Inline, |(effect, _)| *effect)
}

/// Takes a page in, in the order of its words: elements by their names in lower case, and texts.
///
/// ```
/// let mut reader = gloss::markup::Reader::default();
/// assert!(!reader.open("script"), "its contents are to be left out");
/// reader.open("h1");
/// reader.words("A visit");
/// reader.close("h1");
/// assert_eq!(reader.finish().0, "A visit");
/// ```
#[derive(Debug, Default)]
pub struct Reader {
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

impl Reader {
    /// An element begins. Says whether to go into it; if not, it is not to be closed.
    pub fn open(&mut self, name: &str) -> bool {
        match effect_of(name) {
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

    /// A text, with whatever blanks the source has.
    pub fn words(&mut self, words: &str) {
        if self.preformatted > 0 {
            self.builder.preformatted(words);
        } else {
            self.builder.words(words);
        }
    }

    /// An element that was gone into ends.
    pub fn close(&mut self, name: &str) {
        match effect_of(name) {
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
                self.furniture = self.furniture.saturating_sub(1);
                self.open_block(None);
            }
            Effect::Preformatted => {
                self.preformatted = self.preformatted.saturating_sub(1);
                self.open_block(None);
            }
            _ => {}
        }
    }

    /// The text, and what its blocks are where the markup says so.
    pub fn finish(self) -> (String, Vec<BlockHint>) {
        self.builder.finish()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Named;

    /// Reads "<h1>", "</h1>" and words, each a part of its own.
    fn read(parts: &[&str]) -> (String, Vec<String>) {
        let mut reader = Reader::default();
        for part in parts {
            let name = part.trim_matches(['<', '/', '>']);
            match (part.starts_with("</"), part.starts_with('<')) {
                (true, _) => reader.close(name),
                (_, true) => assert!(reader.open(name), "{part}"),
                _ => reader.words(part),
            }
        }
        let (text, hints) = reader.finish();
        let said = |hint: &BlockHint| format!("{} {}", hint.kind.name(), &text[hint.span.range()]);
        let said = hints.iter().map(said).collect();
        (text, said)
    }

    #[test]
    fn only_the_first_title_is_one() {
        let (text, hints) = read(&["<h1>", "A", "</h1>", "<h1>", "B", "</h1>"]);
        assert_eq!((&*text, hints), ("A\n\nB", vec!["title A".into(), "heading B".into()]));
    }

    #[test]
    fn furniture_wins_over_what_is_in_it() {
        let (_, hints) = read(&["<nav>", "<ul>", "<li>", "Home", "</li>", "</ul>", "</nav>", "x"]);
        assert_eq!(hints, ["furniture Home"]);
    }

    #[test]
    fn cells_rows_and_preformatted_blanks() {
        let (text, _) = read(&[
            "<table>", "<tr>", "<td>", "a", "</td>", "<td>", "b", "</td>", "</tr>", "<tr>", "<td>",
            "c", "</td>", "</tr>", "</table>", "<pre>", "d  e", "</pre>", "<p>", "f  g", "</p>",
        ]);
        assert_eq!(text, "a\tb\nc\n\nd  e\n\nf g");
    }

    #[test]
    fn what_is_not_for_reading_is_not_gone_into() {
        for name in ["script", "style", "noscript", "head", "menu", "embed"] {
            assert!(!Reader::default().open(name), "{name}");
        }
    }
}
