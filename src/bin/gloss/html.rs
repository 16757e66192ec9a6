//! A saved web page becomes text and what its markup says of the blocks.

use gloss::{document::BlockKind, pipeline::BlockHint, text::ByteSpan};
use scraper::{Html, Node};

use crate::input::Article;

/// What an element is to the reader of the page, by its name. Every other element is part of the
/// line that it stands in.
const ELEMENTS: &[(Role, &[&str])] = &[
    (
        Role::Dropped,
        &[
            "audio", "canvas", "datalist", "dialog", "embed", "head", "iframe", "map", "math",
            "menu", "noscript", "object", "script", "select", "style", "svg", "template",
            "textarea", "title", "video",
        ],
    ),
    (Role::Block(Some(BlockKind::Title)), &["h1"]),
    (Role::Block(Some(BlockKind::Heading)), &["h2", "h3", "h4", "h5", "h6"]),
    (Role::Block(Some(BlockKind::ListItem)), &["dd", "dt", "li"]),
    (Role::Block(Some(BlockKind::Caption)), &["caption", "figcaption"]),
    (Role::Block(Some(BlockKind::Furniture)), &["aside", "button", "footer", "form", "nav"]),
    (
        Role::Block(None),
        &[
            "address",
            "article",
            "blockquote",
            "body",
            "details",
            "div",
            "dl",
            "fieldset",
            "figure",
            "header",
            "hr",
            "html",
            "main",
            "ol",
            "p",
            "pre",
            "section",
            "summary",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
        ],
    ),
];

#[derive(Clone, Copy)]
enum Role {
    /// Not for reading.
    Dropped,
    /// Stands on lines of its own; of this kind, if the name says so.
    Block(Option<BlockKind>),
}

fn role(name: &str) -> Option<Role> {
    ELEMENTS.iter().find(|(_, names)| names.contains(&name)).map(|(role, _)| *role)
}

/// Reads a page.
pub(crate) fn read(page: &str) -> Article {
    let mut builder = Builder::default();
    walk(&Html::parse_document(page), &mut builder);
    builder.end_block();
    Article { text: builder.text, block_hints: builder.hints }
}

/// Goes over a page in the order of reading; without recursion, as pages nest as deep as they like.
fn walk(page: &Html, builder: &mut Builder) {
    let root = page.tree.root();
    let mut node = root;
    loop {
        let child = if builder.open(node.value()) { node.first_child() } else { None };
        if let Some(child) = child {
            node = child;
            continue;
        }
        loop {
            builder.close(node.value());
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) if parent != root => node = parent,
                _ => return,
            }
        }
    }
}

#[derive(Default)]
struct Builder {
    text: String,
    hints: Vec<BlockHint>,
    /// Where the block that is being written starts.
    block_start: usize,
    /// What the block elements around say of the block, outermost first.
    kinds: Vec<Option<BlockKind>>,
    /// Whether a blank is due before the next word.
    blank_due: bool,
}

impl Builder {
    /// Whether what is inside is to be read.
    fn open(&mut self, node: &Node) -> bool {
        match node {
            Node::Text(text) => self.words(text),
            Node::Element(element) => match role(element.name()) {
                Some(Role::Dropped) => return false,
                Some(Role::Block(kind)) => {
                    self.end_block();
                    self.kinds.push(kind);
                }
                None if element.name() == "br" => self.end_line(),
                None => (),
            },
            _ => (),
        }
        true
    }

    fn close(&mut self, node: &Node) {
        let Node::Element(element) = node else { return };
        if let Some(Role::Block(_)) = role(element.name()) {
            self.end_block();
            self.kinds.pop();
        }
    }

    /// Writes words, every run of blanks as one.
    fn words(&mut self, words: &str) {
        for character in words.chars() {
            if character.is_ascii_whitespace() {
                self.blank_due = true;
                continue;
            }
            if self.blank_due && self.text.len() > self.block_start && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.blank_due = false;
            self.text.push(character);
        }
    }

    fn end_line(&mut self) {
        self.blank_due = false;
        if self.text.len() > self.block_start {
            self.text.push('\n');
        }
    }

    /// Ends a block, if one was begun: says what it is, and leaves a blank line.
    fn end_block(&mut self) {
        self.blank_due = false;
        let end = self.text.trim_end_matches('\n').len().max(self.block_start);
        self.text.truncate(end);
        if end == self.block_start {
            return;
        }
        if let Some(kind) = self.kind() {
            self.hints.push(BlockHint { span: ByteSpan::new(self.block_start, end), kind });
        }
        self.text.push_str("\n\n");
        self.block_start = self.text.len();
    }

    /// Furniture wins, then the innermost element that says something.
    fn kind(&self) -> Option<BlockKind> {
        let mut said = self.kinds.iter().rev().flatten();
        if self.kinds.contains(&Some(BlockKind::Furniture)) {
            return Some(BlockKind::Furniture);
        }
        match said.next() {
            Some(BlockKind::Title) if self.has_title() => Some(BlockKind::Heading),
            kind => kind.copied(),
        }
    }

    fn has_title(&self) -> bool {
        self.hints.iter().any(|hint| hint.kind == BlockKind::Title)
    }
}

#[cfg(test)]
mod tests {
    use gloss::document::Named;

    use super::*;

    #[test]
    fn pages_become_text_and_hints() {
        for (page, text, hints) in [
            ("", "", vec![]),
            ("<p>One\n  two<br>three<p>four", "One two\nthree\n\nfour\n\n", vec![]),
            ("<h1>A <b>b</b></h1><h1>C</h1>", "A b\n\nC\n\n", vec!["title A b", "heading C"]),
            (
                "<nav><ul><li>Home</ul></nav><ul><li>Oslo<li>Rome</ul>",
                "Home\n\nOslo\n\nRome\n\n",
                vec!["furniture Home", "list_item Oslo", "list_item Rome"],
            ),
            (
                "<title>x</title><figure><img alt=y onerror=z()><figcaption>A man</figcaption></figure>",
                "A man\n\n",
                vec!["caption A man"],
            ),
            (
                "<script>alert(1)</script><style>p{}</style>a&lt;b>&amp;&nbsp;c",
                "a<b>&\u{a0}c\n\n",
                vec![],
            ),
            ("<!-- x --><p hidden>shown<", "shown<\n\n", vec![]),
        ] {
            let article = read(page);
            assert_eq!(article.text, text, "{page}");
            let said: Vec<String> = article
                .block_hints
                .iter()
                .map(|hint| format!("{} {}", hint.kind.name(), &text[hint.span.range()]))
                .collect();
            assert_eq!(said, hints, "{page}");
        }
    }

    #[test]
    fn a_page_that_nests_without_end_is_read() {
        let page = "<div>".repeat(2_000) + "Oslo";
        assert_eq!(read(&page).text, "Oslo\n\n");
    }
}
