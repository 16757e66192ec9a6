//! Which runs came along with the article: by where they stand, how much of them leads elsewhere,
//! and what stands beside them. What a line says is asked later, of the text (`clean`).

use super::{
    article::{Page, is_for_text},
    names::{Name, Names},
    runs::{Border, Run},
    title::words_of,
    tree::Tree,
};
use crate::document::BlockKind;

/// Longest label, in words: of a picture, a button, a section.
const LABEL_WORDS: usize = 7;

/// Longest line beside the text that is no sentence, in words.
const LINE_WORDS: usize = 25;

/// Longest label that looks like a caption, in words.
const CAPTION_WORDS: usize = 4;

/// How many quotations are looked for in the text.
const QUOTATIONS: usize = 40;

/// What is known of a page when its runs are judged.
pub(super) struct Judge<'a> {
    pub(super) tree: &'a Tree,
    pub(super) names: &'a Names,
    pub(super) runs: &'a [Run],
    pub(super) page: &'a Page,
    /// The title's run.
    pub(super) title: Option<usize>,
    /// Who wrote it, as words.
    pub(super) authors: Vec<String>,
}

/// Where the article's text starts and ends, in runs.
struct Extent {
    first: usize,
    last: usize,
}

impl Judge<'_> {
    /// For each run, whether it came along with the article.
    pub(super) fn furniture(&self) -> Vec<bool> {
        let mut furniture: Vec<bool> =
            self.runs.iter().map(|run| self.page.apart[run.at]).collect();
        for (furniture, run) in furniture.iter_mut().zip(self.runs) {
            *furniture |= self.is_credit(run);
        }
        if self.root().is_some() {
            for (furniture, aside) in furniture.iter_mut().zip(&self.page.aside) {
                *furniture |= aside;
            }
            self.mark(&mut furniture);
        }
        if let Some(title) = self.title {
            furniture[title] = false;
        }
        furniture
    }

    /// Marks what is around running text.
    fn mark(&self, furniture: &mut [bool]) {
        if let Some(extent) = self.extent(furniture) {
            self.mark_outside(furniture, &extent);
        }
        self.mark_lines(furniture);
        if let Some(extent) = self.extent(furniture) {
            self.mark_references(furniture, extent.last);
            self.mark_around(furniture, &extent);
            self.mark_epilogue(furniture);
            self.mark_quotations(furniture);
        }
        self.mark_empty_sections(furniture);
    }

    fn root(&self) -> Option<usize> {
        self.page.root
    }

    fn is_in_root(&self, run: &Run) -> bool {
        self.root().is_none_or(|root| self.tree.is_within(run.at, root))
    }

    /// From the first to the last paragraph of the article.
    fn extent(&self, furniture: &[bool]) -> Option<Extent> {
        self.root()?;
        let is_text = |&index: &usize| {
            let run = &self.runs[index];
            !furniture[index]
                && run.is_prose()
                && self.is_in_root(run)
                && run.kind != Some(BlockKind::Caption)
        };
        let mut text = (0..self.runs.len()).filter(is_text);
        let first = text.next()?;
        Some(Extent { first, last: text.next_back().unwrap_or(first) })
    }

    /// Marks lists after the article's last paragraph whose items each lead elsewhere.
    fn mark_references(&self, furniture: &mut [bool], last: usize) {
        let mut index = last + 1;
        while index < self.runs.len() {
            let from = index;
            while self.runs.get(index).is_some_and(|run| run.kind == Some(BlockKind::ListItem)) {
                index += 1;
            }
            let items = &self.runs[from..index];
            if !items.is_empty() && items.iter().all(|item| item.linked * 4 > item.text.len()) {
                furniture[from..index].fill(true);
            }
            index = index.max(from + 1);
        }
    }

    /// Marks what is neither in the article nor between its title and its text.
    fn mark_outside(&self, furniture: &mut [bool], extent: &Extent) {
        let after_title = self.title.filter(|&title| title < extent.first);
        for (index, run) in self.runs.iter().enumerate() {
            let in_head = after_title.is_some_and(|title| index > title) && index < extent.first;
            let before_title = after_title.is_some_and(|title| index < title);
            let lead = before_title && self.is_lead_caption(run);
            let outside = before_title || !in_head && !self.is_in_root(run);
            furniture[index] |= outside && !lead;
        }
    }

    /// Whether it is a caption in the element that holds the title's article: some pages show its picture
    /// first.
    fn is_lead_caption(&self, run: &Run) -> bool {
        let title = self.title.map_or(0, |title| self.runs[title].at);
        let article = self
            .tree
            .with_ancestors(title)
            .find(|&node| matches!(self.tree.name(node), "article" | "main"));
        let is_caption = run.kind == Some(BlockKind::Caption) && run.words() > CAPTION_WORDS;
        is_caption && article.is_some_and(|article| self.tree.is_within(run.at, article))
    }

    /// Marks lines that lead elsewhere, and short ones in elements that say what they are.
    fn mark_lines(&self, furniture: &mut [bool]) {
        for (index, run) in self.runs.iter().enumerate() {
            let labelled = run.linked * 2 >= run.text.len()
                && run.words() <= LINE_WORDS
                && run.kind != Some(BlockKind::ListItem);
            let leads_away =
                (run.is_link() || labelled) && !run.ends_sentence() && !run.is_heading();
            let cell = run.border == Border::Cell
                || matches!(self.tree.name(run.block), "td" | "th" | "table");
            let ornament = !run.text.contains(char::is_alphanumeric);
            furniture[index] |= leads_away && !cell || ornament || self.is_beside(run);
        }
    }

    fn is_credit(&self, run: &Run) -> bool {
        let around = self
            .tree
            .with_ancestors(run.at)
            .take_while(|&node| !self.names.of(node).is(Name::Caption));
        run.kind == Some(BlockKind::Caption)
            && around.take(3).any(|node| self.names.of(node).is(Name::Credit))
    }

    /// Whether it is short and in an element that is for who wrote it, when, about what.
    fn is_beside(&self, run: &Run) -> bool {
        let caption = run.kind == Some(BlockKind::Caption) && run.words() > CAPTION_WORDS;
        let short = !run.is_prose() && run.words() <= LINE_WORDS && !caption;
        let is_one = |node: usize| {
            self.names.of(node).is(Name::Beside)
                && (!run.is_heading() || self.page.prose[node] == 0)
        };
        short && self.near(run).any(is_one)
    }

    /// The elements around a run that are not around the whole article.
    fn near(&self, run: &Run) -> impl Iterator<Item = usize> {
        let root = self.root().unwrap_or(0);
        self.tree
            .with_ancestors(run.at)
            .take_while(move |&node| !self.tree.is_within(root, node))
            .take(6)
    }

    /// Marks what is no text of the article before, within and after it.
    fn mark_around(&self, furniture: &mut [bool], extent: &Extent) {
        let head = self.title.filter(|&title| title < extent.first);
        for (index, run) in self.runs.iter().enumerate() {
            if run.kind == Some(BlockKind::Caption) || run.is_prose() || run.border == Border::Cell
            {
                continue;
            }
            let plain = !is_for_text(self.tree.name(run.block));
            let unfinished = !run.ends_sentence() && run.words() <= LINE_WORDS;
            let is_label = unfinished && run.words() <= LABEL_WORDS;
            let before = head.is_some_and(|title| index > title) && index < extent.first;
            let goes = if before {
                is_label && !run.is_heading() || self.is_byline(run)
            } else if index > extent.last {
                unfinished && (plain || is_label) && !run.is_heading()
            } else {
                self.page.in_paragraphs && plain && unfinished
            };
            furniture[index] |= goes;
        }
    }

    /// "By Jane Doe in Paris and John Roe, Science editor"
    fn is_byline(&self, run: &Run) -> bool {
        let said = words_of(&run.text);
        let named =
            || self.authors.iter().any(|author| !author.is_empty() && said.contains(&**author));
        run.words() <= LINE_WORDS && (said.starts_with("by ") && !run.ends_sentence() || named())
    }

    /// After the article's last paragraph, once something came that is not of it, all that stands
    /// elsewhere than its paragraphs did came along, too.
    fn mark_epilogue(&self, furniture: &mut [bool]) {
        let in_flow = |run: &Run| self.page.is_in_flow(self.tree, run);
        let last = (0..self.runs.len()).rposition(|index| {
            !furniture[index] && self.runs[index].is_prose() && in_flow(&self.runs[index])
        });
        let Some(last) = last else { return };
        let mut parted = false;
        for (run, furniture) in self.runs.iter().zip(furniture).skip(last + 1) {
            *furniture |= parted && !in_flow(run) && run.kind != Some(BlockKind::Caption);
            parted |= *furniture && run.words() > 2;
        }
    }

    /// Marks sentences of the article that stand in it once more, as an ornament.
    fn mark_quotations(&self, furniture: &mut [bool]) {
        let is_ornament = |run: &Run| {
            let quoted = self.near(run).any(|node| self.tree.name(node) == "blockquote");
            let elsewhere = !self.page.is_in_flow(self.tree, run);
            run.words() > 3 && !run.is_heading() && (quoted || elsewhere) && run.words() <= 60
        };
        let open: Vec<usize> = (0..self.runs.len()).filter(|&index| !furniture[index]).collect();
        let ornaments: Vec<usize> = open
            .iter()
            .copied()
            .filter(|&index| is_ornament(&self.runs[index]))
            .take(QUOTATIONS)
            .collect();
        if ornaments.is_empty() {
            return;
        }
        let texts: Vec<(usize, String)> = open
            .iter()
            .filter(|&&index| self.runs[index].is_prose())
            .map(|&index| (index, words_of(&self.runs[index].text)))
            .collect();
        for index in ornaments {
            let said = words_of(&self.runs[index].text);
            furniture[index] |= texts.iter().any(|(other, text)| {
                *other != index && text.len() > said.len() && text.contains(&*said)
            });
        }
    }

    /// Marks headings, and labels before what is marked, with nothing of the article below them.
    fn mark_empty_sections(&self, furniture: &mut [bool]) {
        let mut has_text = false;
        let mut follows = false; // whether what comes next in its place is furniture
        for (index, run) in self.runs.iter().enumerate().rev() {
            if furniture[index] {
                follows = !self.page.apart[run.at];
                continue;
            }
            if run.is_heading() && Some(index) != self.title {
                let standfirst = !has_text && self.title.is_some_and(|title| index == title + 1);
                furniture[index] = !has_text && !standfirst;
                has_text = false;
            } else if follows
                && run.words() <= LABEL_WORDS
                && !run.ends_sentence()
                && run.text.ends_with(':')
            {
                furniture[index] = true;
            } else {
                has_text = true;
            }
            follows = furniture[index];
        }
    }
}
