//! How long an article takes: `cargo bench --features embedded`.
//!
//! The figures of the longer texts show that time grows with length, and no faster.

use std::fmt::Write as _;

use divan::{Bencher, black_box, counter::ItemsCount};
use gloss::{Options, annotate, export::json, knowledge::Knowledge};

/// Articles of our own, about 400 words each, one of them with the page around it.
const ARTICLES: [&str; 4] = [
    include_str!("../tests/articles/example.txt"),
    include_str!("../tests/articles/takeover.txt"),
    include_str!("../tests/articles/profile.txt"),
    include_str!("../tests/articles/sahel.txt"),
];

fn main() {
    divan::main();
}

/// A text of about so many words. Its paragraphs are numbered: one that stands there twice would
/// be furniture.
fn text_of(words: usize) -> String {
    let paragraphs = ARTICLES.iter().flat_map(|article| article.split("\n\n"));
    let mut text = String::new();
    let mut count = 0;
    for (number, paragraph) in paragraphs.cycle().enumerate() {
        if count >= words {
            break;
        }
        count += paragraph.split_whitespace().count();
        let _ = write!(text, "{paragraph} ({number})\n\n"); // writing to a string cannot fail
    }
    text
}

#[divan::bench(args = [500, 20_000, 100_000])]
fn annotation(bencher: Bencher, words: usize) {
    let (knowledge, options) = (Knowledge::builtin(), Options::default());
    let text = text_of(words);
    let count = ItemsCount::new(text.split_whitespace().count());
    bencher.counter(count).bench_local(|| annotate(black_box(&text), &knowledge, &options));
}

#[divan::bench(args = [500, 100_000])]
fn saving_and_opening(bencher: Bencher, words: usize) {
    let document = annotate(&text_of(words), &Knowledge::builtin(), &Options::default());
    bencher.bench_local(|| {
        json::read(&json::to_text(&json::write(&document, &json::WriteOptions::default())))
    });
}

#[divan::bench]
fn loading_the_knowledge() -> Knowledge {
    Knowledge::builtin()
}
