//! A page as runs of words: what stands on its own between the borders of blocks, lines and cells.

use super::{
    elements::Effect,
    hidden::Hidden,
    names::{Name, Names},
    tree::{Content, Tree},
};
use crate::{document::BlockKind, text::Text};

/// Words between two borders.
#[derive(Debug)]
pub(super) struct Run {
    /// The words; blanks are collapsed as a browser shows them.
    pub(super) text: String,
    /// What parts it from the run before.
    pub(super) border: Border,
    /// The text of the page that it starts with.
    pub(super) first: usize,
    /// The innermost element that all its words are in.
    pub(super) at: usize,
    /// The innermost block that it is in.
    pub(super) block: usize,
    /// Which stretch of a block it is in: runs of one are one block of the text.
    pub(super) stretch: usize,
    /// What its elements say that it is.
    pub(super) kind: Option<BlockKind>,
    /// How many bytes of it lead elsewhere.
    pub(super) linked: usize,
}

/// What parts a run from the one before, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Border {
    /// Only a credit from its caption.
    Space,
    Cell,
    Line,
    Paragraph,
}

/// What may follow the last full stop of a sentence.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '*', ' '];

/// What ends a sentence.
const TERMINATORS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'];

impl Run {
    /// How many words it has.
    pub(super) fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// Whether it ends as a sentence does.
    pub(super) fn ends_sentence(&self) -> bool {
        self.text.trim_end_matches(CLOSERS).ends_with(TERMINATORS)
    }

    /// Whether it reads as running text, and most of it leads nowhere.
    pub(super) fn is_prose(&self) -> bool {
        let words = self.words();
        let long = self.ends_sentence() && words > 5 || words > 20;
        long && self.linked * 2 < self.text.len() && self.border != Border::Cell
    }

    /// Whether nearly all of it leads elsewhere.
    pub(super) fn is_link(&self) -> bool {
        self.linked * 5 >= self.text.len() * 4
    }

    /// Whether it is a heading, or the title.
    pub(super) fn is_heading(&self) -> bool {
        matches!(self.kind, Some(BlockKind::Heading | BlockKind::Title))
    }
}

/// An element that is gone through.
struct Open {
    node: usize,
    effect: Effect,
}

/// Cuts a page into runs.
pub(super) struct Cutter<'a> {
    tree: &'a Tree,
    names: &'a Names,
    effects: &'a [Effect],
    open: Vec<Open>,
    /// Those of them that say what a block is.
    blocks: Vec<usize>,
    /// The list items and captions around: what a plain block in one is, too.
    around: Vec<BlockKind>,
    links: usize,
    preformatted: usize,
    runs: Vec<Run>,
    /// The run that words are added to.
    current: Option<Run>,
    border: Border,
    blank: bool,
    stretch: usize,
    /// The link, label or time that has just ended, if nothing came since: the next is parted from it.
    ended: bool,
}

impl<'a> Cutter<'a> {
    /// The runs of a page, in order.
    pub(super) fn runs(
        tree: &'a Tree,
        names: &'a Names,
        effects: &'a [Effect],
        hidden: &Hidden,
    ) -> Vec<Run> {
        let mut cutter = Self {
            tree,
            names,
            effects,
            open: Vec::new(),
            blocks: vec![0],
            around: Vec::new(),
            links: 0,
            preformatted: 0,
            runs: Vec::new(),
            current: None,
            border: Border::Paragraph,
            blank: false,
            stretch: 0,
            ended: false,
        };
        let mut node = 1;
        while node < tree.len() {
            cutter.close_until(node);
            let skipped = hidden.gone[node] || effects[node] == Effect::Drop;
            let unseen = hidden.invisible[node] && tree.is_text(node);
            if !skipped && !unseen {
                cutter.enter(node);
            }
            node = if skipped { tree.end(node) } else { node + 1 };
        }
        cutter.close_until(tree.len());
        cutter.end_run();
        cutter.runs
    }

    fn close_until(&mut self, node: usize) {
        while let Some(open) = self.open.pop_if(|open| self.tree.end(open.node) <= node) {
            self.close(&open);
        }
    }

    fn enter(&mut self, node: usize) {
        match &self.tree.node(node).content {
            Content::Text(words) => self.words(node, words),
            Content::Element(..) => self.open(node),
        }
    }

    fn open(&mut self, node: usize) {
        let said = self.names.of(node);
        let mut effect = self.effects[node];
        let in_caption = self.around.contains(&BlockKind::Caption);
        if matches!(effect, Effect::Inline | Effect::Block(None | Some(BlockKind::Paragraph))) {
            if said.is(Name::Caption) && !in_caption {
                effect = Effect::Block(Some(BlockKind::Caption));
            } else if effect == Effect::Inline
                && (said.is(Name::Credit) && in_caption
                    || said.is(Name::Apart) && self.is_in_heading())
            {
                self.part(if in_caption { Border::Line } else { Border::Space });
                self.blocks.push(node);
                self.open.push(Open { node, effect: Effect::Block(None) });
                return;
            }
        }
        match effect {
            Effect::Block(kind) => {
                self.around.extend(kind.filter(|kind| is_container(*kind)));
                let item = kind == Some(BlockKind::ListItem);
                self.part(if item { Border::Line } else { Border::Paragraph });
                self.blocks.push(node);
            }
            Effect::Furniture | Effect::Preformatted => {
                self.preformatted += usize::from(effect == Effect::Preformatted);
                self.part(Border::Paragraph);
                self.blocks.push(node);
            }
            Effect::LineBreak => self.line_break(),
            Effect::Row => self.border_of_line(Border::Line),
            Effect::Cell => self.border_of_line(Border::Cell),
            Effect::Inline | Effect::Drop => {
                let marks = said.is(Name::Note) && self.tree.name(node) != "span"
                    || self.is_note_mark(node);
                self.blank |= self.ended && self.is_apart(node) || marks;
                self.links += usize::from(self.is_link(node));
            }
        }
        self.ended = false;
        self.open.push(Open { node, effect });
    }

    fn is_in_heading(&self) -> bool {
        let block = self.blocks.last().copied().unwrap_or(0);
        matches!(self.effects[block], Effect::Block(Some(BlockKind::Heading | BlockKind::Title)))
    }

    fn close(&mut self, open: &Open) {
        match open.effect {
            Effect::Block(kind) => {
                if kind.is_some_and(is_container) {
                    self.around.pop();
                }
                self.blocks.pop();
                let item = kind == Some(BlockKind::ListItem);
                self.part(if item { Border::Line } else { Border::Paragraph });
            }
            Effect::Furniture | Effect::Preformatted => {
                self.preformatted -= usize::from(open.effect == Effect::Preformatted);
                self.blocks.pop();
                self.part(Border::Paragraph);
            }
            Effect::Inline => {
                self.links -= usize::from(self.is_link(open.node));
                self.ended = self.is_apart(open.node);
            }
            _ => {}
        }
    }

    /// A block begins or ends.
    fn part(&mut self, border: Border) {
        self.end_run();
        self.stretch += 1;
        self.border = self.border.max(border);
    }

    /// The border of a line or of a cell within a block.
    fn border_of_line(&mut self, border: Border) {
        self.end_run();
        self.border = self.border.max(border);
    }

    /// Two in a row part paragraphs.
    fn line_break(&mut self) {
        if self.current.is_none() && self.border == Border::Line && !self.runs.is_empty() {
            self.part(Border::Paragraph);
        }
        self.border_of_line(Border::Line);
    }

    fn words(&mut self, node: usize, words: &str) {
        if self.preformatted > 0 {
            return self.preformatted(node, words);
        }
        for (index, part) in words.split(is_blank).enumerate() {
            if index > 0 {
                self.blank = true;
                self.ended = false;
            }
            if part.is_empty() {
                continue;
            }
            let blank = std::mem::take(&mut self.blank);
            let run = self.run(node);
            if blank && !run.text.is_empty() {
                run.text.push(' ');
            }
            run.text.push_str(part);
            self.linked(part.len() + usize::from(blank));
        }
        self.ended = false;
    }

    /// Adds words with their blanks as they are.
    fn preformatted(&mut self, node: usize, words: &str) {
        let words = Text::new(words);
        if !words.trim().is_empty() {
            self.run(node).text.push_str(&words);
            self.linked(words.len());
        }
    }

    fn linked(&mut self, bytes: usize) {
        if let Some(run) = self.current.as_mut().filter(|_| self.links > 0) {
            run.linked += bytes;
        }
    }

    /// The run that words of a text go to.
    fn run(&mut self, text: usize) -> &mut Run {
        let parent = self.tree.parent(text);
        let block = self.blocks.last().copied().unwrap_or(0);
        let kind = self.kind(block);
        let (border, stretch) = (self.border, self.stretch);
        let tree = self.tree;
        let run = self.current.get_or_insert_with(|| Run {
            text: String::new(),
            border,
            first: text,
            at: parent,
            block,
            stretch,
            kind,
            linked: 0,
        });
        while !tree.is_within(text, run.at) {
            run.at = tree.parent(run.at);
        }
        self.border = Border::Space;
        run
    }

    fn kind(&self, block: usize) -> Option<BlockKind> {
        let own = match self.effects[block] {
            Effect::Block(kind) => kind,
            _ => None,
        };
        match own {
            None | Some(BlockKind::Paragraph) => self.around.last().copied().or(own),
            _ => own,
        }
    }

    fn end_run(&mut self) {
        self.blank = false;
        self.ended = false;
        self.runs.extend(self.current.take());
    }

    fn is_link(&self, node: usize) -> bool {
        self.tree.name(node) == "a" && self.tree.attribute(node, "href").is_some()
    }

    /// Whether pages show it apart from what stands beside it, without a blank.
    fn is_apart(&self, node: usize) -> bool {
        matches!(self.tree.name(node), "a" | "time" | "label" | "button" | "cite")
    }

    /// "<sup><a href="#note1">1</a></sup>"
    fn is_note_mark(&self, node: usize) -> bool {
        let leads_to_note = |inner: usize| {
            self.tree.attribute(inner, "href").is_some_and(|address| address.contains('#'))
        };
        self.tree.name(node) == "sup" && self.tree.children(node).any(leads_to_note)
    }
}

/// Whether plain blocks inside are of this kind, too.
fn is_container(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::ListItem | BlockKind::Caption)
}

/// The blanks that HTML collapses; a no-break space is not one.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
