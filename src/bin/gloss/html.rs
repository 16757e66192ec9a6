//! A saved web page becomes text, what its markup says of the blocks, and what it says of itself.

use gloss::markup::{Reader, Tangled, prepare};
use scraper::{Html, Node};

use crate::input::Article;

/// Reads a page.
///
/// # Errors
/// When a parser would take too long for it.
pub(crate) fn read(page: &str) -> Result<Article, Tangled> {
    let mut reader = Reader::default();
    walk(&Html::parse_document(&prepare(page)?), &mut reader);
    let page = reader.finish();
    Ok(Article {
        text: page.text,
        block_hints: page.hints,
        published: page.published,
        origin: page.origin,
    })
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
            if entered && node.value().is_element() {
                reader.close();
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
        Node::Element(element) => {
            reader.open(element.name(), element.attrs());
            true
        }
        Node::Document | Node::Fragment => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use gloss::document::Named;

    use super::*;

    /// What the markup says of the blocks: "title A visit".
    fn hints(article: &Article) -> Vec<String> {
        let said = |hint: &gloss::pipeline::BlockHint| {
            format!("{} {}", hint.kind.name(), &article.text[hint.span.range()])
        };
        article.block_hints.iter().map(said).collect()
    }

    #[test]
    fn pages_become_text_and_hints() {
        for (page, text, hinted) in [
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
            (
                "<p style='display: none'>a<p style='left:-9999px;position:absolute'>b\
                 <p class=sr-only>c<template>d</template><noscript>e</noscript>\
                 <div style='visibility:hidden'>f<i style='visibility:visible'>shown</i></div>",
                "shown",
                vec![],
            ),
            (
                "<table><tr><th>Town<th>Votes<tr><td>Oslo<td>12</table><pre>d  e</pre><p>f  g",
                "Town\tVotes\nOslo\t12\n\nd  e\n\nf g",
                vec![],
            ),
            (
                "He left Oslo<sup><a href='#n1'>1</a></sup> on Monday",
                "He left Oslo 1 on Monday",
                vec![],
            ),
            ("12 m<sup>2</sup>", "12 m2", vec![]),
            ("<a href=f>Facebook</a><a href=x>X</a>", "Facebook X", vec![]),
            ("One<br><br>two", "One\n\ntwo", vec![]),
            (
                "<h2>Values<span class=mw-editsection>[<a href=e>edit</a>]</span></h2>",
                "Values [edit]",
                vec!["heading Values", "furniture [edit]"],
            ),
            (
                "<figure><figcaption>The bridge on Monday <span class=credit>Ida Holt</span></figcaption></figure>",
                "The bridge on Monday\nIda Holt",
                vec!["caption The bridge on Monday", "furniture Ida Holt"],
            ),
        ] {
            let article = read(page).unwrap();
            assert_eq!(article.text, text, "{page}");
            assert_eq!(hints(&article), hinted, "{page}");
        }
    }

    #[test]
    fn what_is_round_an_article_is_furniture() {
        let page = "<ul><li>News<li>Sport<li>Weather<li>Travel<li>Music</ul>\
            <h2>More</h2><ul><li>News<li>Sport<li>Weather<li>Travel<li>Earth</ul>\
            <h1>Norvik leaves the league</h1>\
            <p>Norvik left the league on Monday, the council of the town said in a letter.\
            <p>Its president, Ida Wendt, had asked it to stay, and will now resign.\
            <h2>More on this story</h2>\
            <ul><li><a href=1>Wendt urges Norvik to stay in league</a><li><a href=2>Bridge at a glance</a></ul>\
            <h2>Most read</h2>\
            <ol><li><a href=3>Holt attacks Wendt</a><li><a href=4>The last ferry</a></ol>\
            <div><h3>Reader badge</h3>Readers with a badge may leave comments below our stories.</div>\
            <ul><li>Africa<li>Americas<li>Personal Tech<li>Golf<li>Sunday Review</ul>";
        let article = read(page).unwrap();
        let furniture = |words: &str| {
            let at = article.text.find(words).unwrap();
            article
                .block_hints
                .iter()
                .any(|hint| hint.span.range().contains(&at) && hint.kind.name() == "furniture")
        };
        for words in [
            "Music",
            "More",
            "Earth",
            "More on this",
            "Wendt urges",
            "Bridge at",
            "Most read",
            "Holt attacks",
            "Reader badge",
            "Readers with",
            "Africa",
            "Sunday Review",
        ] {
            assert!(furniture(words), "{words}");
        }
        assert!(!furniture("Norvik left") && !furniture("Its president"));
        assert!(hints(&article).contains(&"title Norvik leaves the league".to_owned()));
    }

    #[test]
    fn a_page_says_where_it_comes_from() {
        let linked = "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebPage\"}, \
            {\"@type\": [\"NewsArticle\"], \"datePublished\": \"2024-03-14T06:40:00Z\", \
            \"author\": [{\"name\": \"Ida Holt\"}, {\"name\": \"By Ann Lee\"}]}]}</script>";
        let canonical = "<link rel=canonical href='https://x.example/a'>";
        for (page, day, address, byline, language) in [
            (format!("<html lang=en_GB>{canonical}{linked}"), "2024-03-14", "https://x.example/a", "Ida Holt and Ann Lee", "en-GB"),
            ("<meta property=og:url content='javascript:alert(1)'><meta name=author content='https://x.example/u'>".to_owned(), "", "", "", ""),
            ("<meta property=og:locale content=de_DE><meta property=article:published_time content=2024-03-14><a rel=author href=u>By\n Ida  Holt</a>".to_owned(), "2024-03-14", "", "Ida Holt", "de-DE"),
            ("<script type='application/ld+json'>{\"@type\": [</script><time pubdate datetime='2024-03-14T06:40'></time>".to_owned(), "2024-03-14", "", "", ""),
            ("<html lang='<b>'><div itemtype=x/Comment><meta itemprop=datePublished content=2024-03-14></div>".to_owned(), "", "", "", ""),
        ] {
            let article = read(&page).unwrap();
            let published = article.published.map(gloss::export::json::day_name).unwrap_or_default();
            let said = [article.origin.address, article.origin.byline, article.origin.language];
            let said = said.map(Option::unwrap_or_default);
            assert_eq!((&*published, said), (day, [address, byline, language].map(str::to_owned)), "{page}");
        }
    }

    #[test]
    fn a_page_that_nests_without_end_is_read() {
        let page = "<div>".repeat(2_000) + "Oslo";
        assert_eq!(read(&page).unwrap().text, "Oslo");
    }
}
