//! Whether a text is the source of a page: what one copies from a window that shows the markup.

/// Elements that a page's source begins with.
const FIRST: [&str; 16] = [
    "html", "head", "body", "main", "article", "section", "header", "div", "p", "h1", "h2", "h3",
    "figure", "table", "ul", "meta",
];

/// Whether a text is markup: it begins with a declaration or the tag of a block, and has an end tag. News that quotes a
/// tag does not begin with one.
///
/// ```
/// assert!(gloss::markup::is_source("<!DOCTYPE html>\n<p>Norland left.</p>"));
/// assert!(!gloss::markup::is_source("The tag <p> begins a paragraph, </p> ends it."));
/// ```
pub fn is_source(text: &str) -> bool {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        rest = comment.split_once("-->").map_or("", |(_, rest)| rest).trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let is_block = FIRST.iter().any(|first| name.eq_ignore_ascii_case(first));
    let is_declared = ["!doctype html", "?xml"]
        .iter()
        .any(|start| tag.get(..start.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(start)));
    (is_block || is_declared) && rest.contains("</") && rest.contains('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_begins_with_a_tag() {
        for (text, expected) in [
            ("<!doctype html><html><body><p>Rana left.</p></body></html>", true),
            ("\n  <!-- saved -->\n<HTML lang=en><p>Rana left.</p>", true),
            ("<?xml version=\"1.0\"?>\n<html><p>Rana left.</p></html>", true),
            ("<div class=\"story\"><p>Rana left.</p></div>", true),
            ("<p>Rana left.</p>", true),
            ("<p>Rana left.", false),
            ("<applause>", false),
            ("<b>Rana</b> left.", false),
            ("< 5 % of voters </ the rest", false),
            ("Rana wrote <p>no</p>.", false),
            ("<!--", false),
            ("<é", false),
            ("", false),
        ] {
            assert_eq!(is_source(text), expected, "{text}");
        }
    }
}
