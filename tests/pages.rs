//! How well the article is told from the page around it, on pages of our own.
//!
//! `pages/articles.txt` has articles, `pages/development/` and `pages/kept-aside/` have templates after the
//! structures of news sites: rules were made by the first half only. What is the article's is marked by
//! `data-gold` with the kind of its block; the marks are taken out before a page is read.
//!
//! `cargo test --features cli --test pages -- --nocapture` prints the figures and every difference;
//! `pages/peers.py` compares with other programs. The figures must not fall below those committed here.
#![expect(clippy::disallowed_methods, reason = "a test reads its data; the engine does not")]
#![expect(clippy::unwrap_used, reason = "a page that cannot be read is a failure of its test")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

#[path = "support/templates.rs"]
mod templates;

use gloss::{
    document::BlockKind,
    export::json::{self, Article},
};
use scraper::{ElementRef, Html, Selector};
use templates::Filled;

/// What is reached, in percent.
struct Floors {
    precision: f64,
    recall: f64,
    block_precision: f64,
    block_recall: f64,
}

/// A page, and what is right.
struct Page {
    name: String,
    html: String,
    /// The words of the article's blocks, without the title.
    gold: Vec<String>,
    /// Those of them that are captions.
    captions: Vec<String>,
    title: Option<String>,
    slots: BTreeMap<String, String>,
}

/// Each template is filled with so many articles.
const TURNS: usize = 2;

#[test]
fn pages_for_development() {
    check(
        "development",
        &Floors { precision: 98.0, recall: 99.5, block_precision: 91.0, block_recall: 90.0 },
    );
}

#[test]
fn pages_that_nothing_was_tuned_on() {
    check(
        "kept-aside",
        &Floors { precision: 97.5, recall: 99.5, block_precision: 93.0, block_recall: 97.0 },
    );
}

/// The same pages as words alone, as from "select all" and "copy": what markup said must be seen from the lines.
#[test]
fn pages_for_development_as_plain_text() {
    check_plain(
        "development",
        &Floors { precision: 90.0, recall: 97.5, block_precision: 69.0, block_recall: 90.0 },
    );
}

#[test]
fn pages_that_nothing_was_tuned_on_as_plain_text() {
    check_plain(
        "kept-aside",
        &Floors { precision: 84.0, recall: 97.5, block_precision: 64.0, block_recall: 96.0 },
    );
}

fn check(half: &str, floors: &Floors) {
    let pages = pages(half);
    let documents = annotate(half, &pages, "html");
    for (page, document) in pages.iter().zip(&documents) {
        check_metadata(page, document);
    }
    let blocks: Vec<_> = documents.iter().map(blocks_below_the_title).collect();
    let lost = compare(half, floors, &pages, &blocks);
    assert!(lost.is_empty(), "lost:\n{}", lost.join("\n"));
}

fn check_plain(half: &str, floors: &Floors) {
    let mut pages = pages(half);
    let read = annotate(&format!("{half}-read"), &pages, "html");
    for (page, document) in pages.iter_mut().zip(read) {
        page.html = document.document.text;
        page.gold.extend(page.title.take()); // a line like others
    }
    let documents = annotate(&format!("{half}-plain"), &pages, "txt");
    let blocks: Vec<_> =
        documents.iter().map(|document| blocks(document, &[BlockKind::Furniture])).collect();
    let lost = compare(&format!("{half} as plain text"), floors, &pages, &blocks);
    // A heading or caption may be taken for a label of the page, a sentence may not.
    let is_caption = |block: &str| {
        pages.iter().flat_map(|page| &page.captions).any(|caption| block.ends_with(&**caption))
    };
    let is_sentence = |block: &str| block.ends_with(['.', '!', '?', '”']) && !is_caption(block);
    let sentences: Vec<&String> = lost.iter().filter(|block| is_sentence(block)).collect();
    assert!(sentences.is_empty(), "lost: {sentences:#?}");
}

/// Prints and checks what of the pages is read; returns the blocks of the article that are not, with the name of
/// their page.
fn compare(
    half: &str,
    floors: &Floors,
    pages: &[Page],
    read_blocks: &[Vec<String>],
) -> Vec<String> {
    let (mut precision, mut recall) = (0.0, 0.0);
    let (mut right, mut read, mut wanted) = (0, 0, 0);
    let mut lost = Vec::new();
    for (page, blocks) in pages.iter().zip(read_blocks) {
        let score = Score::of(&page.gold.join("\n"), &blocks.join("\n"));
        println!("{}: precision {:.1}, recall {:.1}", page.name, score.precision, score.recall);
        precision += score.precision;
        recall += score.recall;
        let gold: Vec<String> = page.gold.iter().map(|block| words(block).join(" ")).collect();
        let own: Vec<String> = blocks.iter().map(|block| words(block).join(" ")).collect();
        right += own.iter().filter(|block| gold.contains(block)).count();
        read += own.len();
        wanted += gold.len();
        for block in own.iter().filter(|block| !gold.contains(block)) {
            println!("  not the article's: {block}");
        }
        let all = own.join(" ");
        let is_lost = |(_, plain): &(&String, &String)| !all.contains(plain.as_str());
        let pairs = page.gold.iter().zip(&gold).filter(is_lost);
        lost.extend(pairs.map(|(block, _)| format!("{}: {block}", page.name)));
    }
    let count = pages.len() as f64;
    let percent = |part: usize, whole: usize| part as f64 * 100.0 / whole as f64;
    let figures = [
        ("precision", precision / count, floors.precision),
        ("recall", recall / count, floors.recall),
        ("precision of blocks", percent(right, read), floors.block_precision),
        ("recall of blocks", percent(right, wanted), floors.block_recall),
    ];
    for (name, figure, _) in figures {
        println!("{half}, {} pages: {name} {figure:.1}", pages.len());
    }
    for (name, figure, floor) in figures {
        assert!(figure >= floor, "{half}: {name} is {figure:.1}, not {floor}");
    }
    lost
}

/// What a page says of itself is in its document.
fn check_metadata(page: &Page, document: &Article) {
    let said = &document.document;
    let name = &page.name;
    if let Some(title) = &page.title {
        let own = said.title.as_deref().map(words);
        assert_eq!(own, Some(words(title)), "{name}: title");
    }
    let iso = &page.slots["iso"];
    if page.html.contains(&format!("\"datePublished\":\"{iso}\"")) {
        assert_eq!(said.published.as_deref(), iso.get(..10), "{name}: day");
    }
    let author = &page.slots["author"];
    if page.html.contains(&format!("\"name\":\"{author}\"")) {
        assert_eq!(said.byline.as_ref(), Some(author), "{name}: byline");
    }
    if let Some((_, rest)) = page.html.split_once("<link rel=\"canonical\" href=\"") {
        assert_eq!(said.address.as_deref(), rest.split('"').next(), "{name}: address");
    }
    let language = page.html.contains(" lang=\"en").then_some("en");
    let own = said.language.as_deref().and_then(|language| language.get(..2));
    assert_eq!(own, language, "{name}: language");
}

/// The blocks that are read as the article's, without the title.
fn blocks_below_the_title(document: &Article) -> Vec<String> {
    blocks(document, &[BlockKind::Furniture, BlockKind::Title])
}

/// The blocks that are read but those of some kinds.
fn blocks(document: &Article, but: &[BlockKind]) -> Vec<String> {
    let text: Vec<char> = document.document.text.chars().collect();
    let blocks = document.document.blocks.iter().filter(|block| !but.contains(&block.kind));
    blocks.map(|block| text[block.start..block.end].iter().collect()).collect()
}

/// How many three-word sequences of the article are read, and how many of those read are the article's.
struct Score {
    precision: f64,
    recall: f64,
}

impl Score {
    fn of(gold: &str, own: &str) -> Self {
        let (gold, own) = (sequences(gold), sequences(own));
        let common: usize = gold
            .iter()
            .map(|(words, count)| (*count).min(own.get(words).copied().unwrap_or(0)))
            .sum();
        let share = |all: &BTreeMap<Vec<String>, usize>| {
            common as f64 * 100.0 / all.values().sum::<usize>().max(1) as f64
        };
        Self { precision: share(&own), recall: share(&gold) }
    }
}

fn sequences(text: &str) -> BTreeMap<Vec<String>, usize> {
    let mut counts = BTreeMap::new();
    for sequence in words(text).windows(3) {
        *counts.entry(sequence.to_vec()).or_default() += 1;
    }
    counts
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The pages of a half, each template filled with so many articles.
fn pages(half: &str) -> Vec<Page> {
    let filled = templates::filled(&folder(), half, TURNS).unwrap();
    filled.into_iter().map(|Filled { name, html, slots }| page(name, &html, slots)).collect()
}

fn page(name: String, html: &str, slots: BTreeMap<String, String>) -> Page {
    let parsed = Html::parse_document(html);
    let marked = Selector::parse("[data-gold]").unwrap();
    let (mut gold, mut captions, mut title) = (Vec::new(), Vec::new(), None);
    for element in parsed.select(&marked) {
        let text: String = ElementRef::text(&element).collect();
        match element.attr("data-gold") {
            Some("title") => title = Some(text),
            Some("caption") => {
                captions.push(text.clone());
                gold.push(text);
            }
            _ => gold.push(text),
        }
    }
    let mut parts = html.split(" data-gold=\"");
    let mut html = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        html += part.split_once('"').unwrap().1;
    }
    Page { name, html, gold, captions, title, slots }
}

/// What the command line makes of pages.
fn annotate(folder: &str, pages: &[Page], ending: &str) -> Vec<Article> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages").join(folder);
    fs::create_dir_all(&folder).unwrap();
    let files: Vec<PathBuf> = pages
        .iter()
        .map(|page| {
            let file = folder.join(format!("{}.{ending}", page.name));
            fs::write(&file, &page.html).unwrap();
            file
        })
        .collect();
    let run =
        Command::new(env!("CARGO_BIN_EXE_gloss")).arg("annotate").args(&files).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let lines = String::from_utf8(run.stdout).unwrap();
    lines.lines().map(|line| json::read(line).unwrap()).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}
