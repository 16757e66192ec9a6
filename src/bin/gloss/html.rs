//! A saved web page becomes text and what its markup says of the blocks.

use gloss::markup::Reader;
use scraper::{Html, Node, node::Element};

use crate::input::Article;

/// Reads a page.
pub(crate) fn read(page: &str) -> Article {
    let mut reader = Reader::default();
    walk(&Html::parse_document(page), &mut reader);
    let (text, block_hints) = reader.finish();
    Article { text, block_hints }
}

/// Goes over a page in the order of reading; without recursion, as pages nest as deep as they like.
fn walk(page: &Html, reader: &mut Reader) {
    let root = page.tree.root();
    let mut node = root;
    loop {
        let enters = enter(node.value(), reader);
        if let Some(child) = node.first_child().filter(|_| enters) {
            node = child;
            continue;
        }
        let mut entered = enters;
        loop {
            if let Some(element) = node.value().as_element().filter(|_| entered) {
                reader.close(element.name());
            }
            entered = true; // whatever is around was gone into
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

/// Takes a node in; says whether to go into it.
fn enter(node: &Node, reader: &mut Reader) -> bool {
    match node {
        Node::Text(text) => {
            reader.words(text);
            false
        }
        Node::Element(element) => !is_hidden(element) && reader.open(element.name()),
        Node::Document | Node::Fragment => true,
        _ => false,
    }
}

fn is_hidden(element: &Element) -> bool {
    element.attr("hidden").is_some() || element.attr("aria-hidden") == Some("true")
}

#[cfg(test)]
mod tests {
    use gloss::document::Named;

    use super::*;

    #[test]
    fn pages_become_text_and_hints() {
        for (page, text, hints) in [
            ("", "", vec![]),
            ("<p>One\n  two<br>three<p>four", "One two\nthree\n\nfour", vec![]),
            ("<h1>A <b>b</b></h1><h1>C</h1>", "A b\n\nC", vec!["title A b", "heading C"]),
            (
                "<nav><ul><li>Home</ul></nav><ul><li>Oslo is here.<li>Rome is not.</ul>",
                "Home\n\nOslo is here.\nRome is not.",
                vec!["furniture Home", "list_item Oslo is here.", "list_item Rome is not."],
            ),
            (
                "<title>x</title><figure><img alt=y onerror=z()><figcaption>A man</figcaption></figure>",
                "A man",
                vec!["caption A man"],
            ),
            (
                "<script>alert(1)</script><style>p{}</style>a&lt;b>&amp;&nbsp;c",
                "a<b>&\u{a0}c",
                vec![],
            ),
            (
                "<!-- x --><p hidden>not shown<p aria-hidden=true>nor this<p>shown<",
                "shown<",
                vec![],
            ),
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
        assert_eq!(read(&page).text, "Oslo");
    }
}
