//! How well [`crate::clean`] tells a page from its article: how much of an article it keeps, and how
//! much of the page that is laid around it is found.

use std::{collections::BTreeSet, io, path::Path};

use super::{lists::files, segmentation::Counts};
use crate::{clean, document::BlockKind, english::English, text::Text};

/// What pages put before a title.
const HEAD: &[&str] = &["Skip to content", "Home", "World", "Business", "Podcasts", "Sign in"];

/// What pages put below a title.
const BELOW_TITLE: &[&str] = &[
    "By Jane Doe in Geneva",
    "Published 3 March 2021, 14:05 GMT",
    "4 min read",
    "Share",
    "Email",
    "Copy link",
];

/// What pages put between paragraphs: one of these at a time, its lines without a gap.
const BETWEEN: &[&[&str]] = &[
    &["Advertisement", "Story continues below advertisement"],
    &["Read more:", "Why the old market never closed", "The clerks who count every tree"],
    &["Related stories", "Parliament to vote on harbour fees"],
    &["Loading..."],
    &["Sign up for our morning newsletter and never miss a story."],
    &["Jane Doe/Reuters"],
    &["READ MORE ► Five questions about the new tram"],
    &["Follow us on Facebook and Instagram."],
    &["Image source, Getty Images"],
    &["[Related: Inside the city's last foundry]"],
    &["This video cannot be played", "Play video"],
    &["Share this article", "Facebook", "WhatsApp"],
];

/// What pages put after an article.
const FOOT: &[&str] = &[
    "John Roe contributed to this report.",
    "Topics:",
    "Harbours",
    "Local elections",
    "",
    "Most read",
    "1",
    "A bridge that leads nowhere",
    "2",
    "What becomes of old trams?",
    "",
    "42 comments",
    "© 2021 The Daily Example. All rights reserved.",
];

/// Scores in bytes that are not blank.
#[derive(Clone, Copy, Debug, Default)]
pub struct FurnitureScore {
    /// Of articles without a page: everything is the article's, recall says how much is kept.
    pub kept: Counts,
    /// Of the page around articles: what is furniture.
    pub page: Counts,
}

/// Scores on the articles of Wikinews in the folder of corpora, each as it is and within a page.
/// Hands every line that was taken wrongly to `differs`.
///
/// # Errors
/// When a file cannot be read: names the file.
pub fn score(data: &Path, mut differs: impl FnMut(&str)) -> io::Result<FurnitureScore> {
    let english = English::default();
    let mut score = FurnitureScore::default();
    for name in ["wikinews/wikinews_2019.csv", "wikinews/wikinews_2020.csv"] {
        let rows = files::csv(&files::text(&data.join(name))?);
        for (index, row) in rows.iter().skip(1).enumerate() {
            let [_, _, title, text, ..] = &row[..] else { continue };
            let bare = Page::around(title, text, None);
            score.kept.add(bare.kept(&english, &mut differs));
            let page = Page::around(title, text, Some(index));
            score.page.add(page.furniture(&english, &mut differs));
        }
    }
    Ok(score)
}

/// An article as pasted, and which of its bytes are the page's.
#[derive(Default)]
struct Page {
    text: String,
    furniture: BTreeSet<usize>,
}

impl Page {
    /// Lays a page around an article, `variant` says which; `None`: nothing but the article.
    fn around(title: &str, text: &str, variant: Option<usize>) -> Self {
        let mut page = Self::default();
        if variant.is_some() {
            page.push_all(HEAD);
        }
        page.push(title, false);
        page.push("", false);
        if variant.is_some() {
            page.push_all(BELOW_TITLE);
        }
        let paragraphs = text.lines().map(str::trim).filter(|line| !line.is_empty());
        for (index, paragraph) in paragraphs.enumerate() {
            if let Some(variant) = variant.filter(|_| index % 2 == 1) {
                page.push_all(BETWEEN[(variant + index / 2) % BETWEEN.len()]);
            }
            page.push(paragraph, false);
            page.push("", false);
        }
        if variant.is_some() {
            page.push_all(FOOT);
        }
        page
    }

    fn push(&mut self, line: &str, furniture: bool) {
        let start = self.text.len();
        self.text.push_str(line);
        if furniture {
            self.furniture.extend(start..self.text.len());
        }
        self.text.push('\n');
    }

    fn push_all(&mut self, lines: &[&str]) {
        for line in lines {
            self.push(line, true);
        }
        self.push("", false);
    }

    /// The bytes that the engine takes for furniture.
    fn found(&self, english: &English) -> BTreeSet<usize> {
        let blocks = clean::find_blocks(&Text::new(&self.text), &[], english);
        blocks
            .iter()
            .filter(|block| block.kind == BlockKind::Furniture)
            .flat_map(|block| block.span.range())
            .collect()
    }

    /// How much of an article without a page is kept.
    fn kept(&self, english: &English, differs: &mut impl FnMut(&str)) -> Counts {
        let found = self.found(english);
        self.report("lost", &found, differs);
        let all = self.text.bytes().filter(|byte| *byte != b'\n').count();
        Counts { found: all - found.len(), gold: all, both: all - found.len() }
    }

    /// How much of a page is found, and how much of what is found is the page's.
    fn furniture(&self, english: &English, differs: &mut impl FnMut(&str)) -> Counts {
        let found = self.found(english);
        self.report("lost within a page", &(&found - &self.furniture), differs);
        self.report("not found", &(&self.furniture - &found), differs);
        Counts {
            found: found.len(),
            gold: self.furniture.len(),
            both: found.intersection(&self.furniture).count(),
        }
    }

    /// Names the lines that hold some of the bytes.
    fn report(&self, what: &str, bytes: &BTreeSet<usize>, differs: &mut impl FnMut(&str)) {
        let mut at = 0;
        for line in self.text.split('\n') {
            if bytes.range(at..at + line.len()).next().is_some() {
                differs(&format!("{what}: {line}"));
            }
            at += line.len() + 1;
        }
    }
}
