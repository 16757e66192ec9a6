//! What is taken for the article of pasted plain texts, by kind: mail, threads, interviews, live pages,
//! press releases, PDF, Markdown, pages with their furniture.
//!
//! `tests/pastes/tuned.txt` was looked at while the rules were written, `aside.txt` was not. To see each
//! line that is taken wrongly: `cargo test --test pastes -- --nocapture`.

use std::ops::Range;

use gloss::{clean, document::BlockKind, english::English, text::Text};

/// Lines of the article: how many there are, how many are taken for it, how many of those are.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    gold: usize,
    taken: usize,
    both: usize,
}

impl Score {
    fn recall(self) -> f64 {
        100.0 * self.both as f64 / self.gold as f64
    }

    fn precision(self) -> f64 {
        100.0 * self.both as f64 / self.taken as f64
    }
}

/// A pasted text and, of each line that is not blank, whether it is the article's.
#[derive(Default)]
struct Paste {
    name: String,
    text: String,
    lines: Vec<(Range<usize>, bool)>,
}

/// Reads "== name", then "+ line of the article", "~ line that came along" and blank lines.
fn pastes(file: &str) -> Vec<Paste> {
    let mut pastes: Vec<Paste> = Vec::new();
    for line in file.lines().skip(1) {
        if let Some(name) = line.strip_prefix("== ") {
            pastes.push(Paste { name: name.to_owned(), ..Paste::default() });
            continue;
        }
        let Some(paste) = pastes.last_mut() else { continue };
        let words = line.get(2..).unwrap_or("");
        let start = paste.text.len();
        paste.text.push_str(words);
        if !words.is_empty() {
            paste.lines.push((start..paste.text.len(), line.starts_with('+')));
        }
        paste.text.push('\n');
    }
    pastes
}

/// Scores a file, and prints the lines that are taken wrongly.
fn score(file: &str) -> Score {
    let english = English::default();
    let mut score = Score::default();
    for paste in pastes(file) {
        let text = Text::new(&paste.text);
        let blocks = clean::find_blocks(&text, &[], &english);
        let in_article = |byte: usize| {
            let block = blocks.iter().find(|block| block.span.range().contains(&byte));
            block.is_some_and(|block| block.kind != BlockKind::Furniture)
        };
        // Blanked within a block: the heads of pages.
        let read = clean::as_read(&text);
        for (line, is_article) in &paste.lines {
            let bytes = line.clone().filter(|byte| !read.as_bytes()[*byte].is_ascii_whitespace());
            let taken = bytes.clone().filter(|byte| in_article(*byte)).count();
            let is_taken = 2 * taken > bytes.count();
            score.gold += usize::from(*is_article);
            score.taken += usize::from(is_taken);
            score.both += usize::from(*is_article && is_taken);
            if is_taken != *is_article {
                let what = if is_taken { "left in" } else { "lost" };
                println!("{}: {what}: {}", paste.name, &paste.text[line.clone()]);
            }
        }
    }
    score
}

#[test]
fn lines_of_the_article_are_told_from_what_came_along() {
    for (name, file, precision, recall) in [
        ("tuned", include_str!("pastes/tuned.txt"), 99.0, 99.0),
        ("aside", include_str!("pastes/aside.txt"), 94.5, 99.5),
    ] {
        let score = score(file);
        println!("{name}: precision {:.1}, recall {:.1}", score.precision(), score.recall());
        assert!(score.precision() >= precision, "{name}: {score:?}");
        assert!(score.recall() >= recall, "{name}: {score:?}");
    }
}
