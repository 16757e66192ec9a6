//! Where the article is on a page: by structure and density of text.
//!
//! Paragraphs of running text count for the elements around them, the nearer the more; the element
//! that they count most for holds the article's text or a part of it. It grows to what is around it
//! as long as that has further parts. What calls itself a menu, a promotion, comments is left aside.

use super::{
    elements::Effect,
    links::Links,
    names::{Name, Names, Said},
    runs::Run,
    tree::Tree,
};

/// How many elements around a paragraph it counts for.
const LEVELS: usize = 7;

/// What a paragraph counts for the element around it; the next gets a half, those after it less.
const NEAREST: usize = 60;

/// No paragraph counts for more than one of so many bytes.
const LONGEST: usize = 1000;

/// Longest label, in words.
const FEW_WORDS: usize = 4;

/// Longest paragraph below a picture, in words.
const LONG_WORDS: usize = 35;

/// Shortest paragraph outside that makes the article grow alone, in bytes.
const PARAGRAPH: usize = 80;

/// The parts of a page.
#[derive(Debug)]
pub(super) struct Page {
    /// For each node, whether it came along with the article by what it is or calls itself.
    pub(super) apart: Vec<bool>,
    /// For each run, whether it is apart, or one of links.
    pub(super) aside: Vec<bool>,
    /// Bytes of the article's running text in each node.
    pub(super) prose: Vec<usize>,
    /// The element that the article's text is in; `None` when there is no running text.
    pub(super) root: Option<usize>,
    /// The elements that have much of its text directly.
    containers: Vec<usize>,
    /// Whether most of it is in elements that are for paragraphs.
    pub(super) in_paragraphs: bool,
}

/// What is counted of each node and all that is in it.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// Bytes of running text.
    prose: usize,
    /// Paragraphs of it, and those that are long.
    paragraphs: usize,
    long: usize,
    /// Runs of more than a few words.
    phrases: usize,
    /// Bytes that lead elsewhere.
    linked: usize,
}

impl Page {
    /// Finds the parts.
    pub(super) fn read(
        tree: &Tree,
        names: &Names,
        effects: &[Effect],
        runs: &[Run],
        title: Option<usize>,
    ) -> Self {
        let title = title.map(|title| runs[title].at);
        let apart = apart(tree, names, effects, runs, title);
        let counts: Vec<usize> = block_counts(tree, runs);
        let mut aside: Vec<bool> = runs.iter().map(|run| apart[run.at]).collect();
        Links { tree, runs }.mark(&mut aside);
        let prose = runs.iter().zip(&aside).filter(|(run, aside)| run.is_prose() && !**aside);
        let mut direct = vec![0; tree.len()];
        let mut score = vec![0; tree.len()];
        let mut within = vec![0; tree.len()];
        let mut of_paragraphs = vec![0; tree.len()];
        for (run, _) in prose {
            let container = container(tree, run, &counts);
            let bytes = run.text.len();
            direct[container] += bytes;
            within[run.at] += bytes;
            of_paragraphs[run.at] += if tree.name(run.block) == "p" { bytes } else { 0 };
            for (level, node) in tree.with_ancestors(container).take(LEVELS).enumerate() {
                score[node] += bytes.min(LONGEST) * NEAREST / (level + 1) / level.clamp(1, 3);
            }
        }
        add_up(tree, &mut within);
        add_up(tree, &mut of_paragraphs);
        let best =
            (0..tree.len()).rev().max_by_key(|&node| score[node]).filter(|&node| score[node] > 0);
        let root = best.map(|best| grow(tree, best, &within, &apart, title));
        let whole = root.map_or(0, |root| within[root]);
        let has_much = |&node: &usize| direct[node] * 8 >= whole && direct[node] > 0;
        let containers = (0..tree.len()).filter(has_much).collect();
        let in_paragraphs = of_paragraphs[root.unwrap_or(0)] * 2 > whole;
        Self { apart, aside, prose: within, root, containers, in_paragraphs }
    }

    /// Whether a run is where much of the article's text is, or where the like of it is.
    pub(super) fn is_in_flow(&self, tree: &Tree, run: &Run) -> bool {
        let plain = self.in_paragraphs && !is_for_text(tree.name(run.block));
        let own = tree.with_ancestors(run.block).take(2);
        !plain
            && own.into_iter().any(|node| {
                self.containers
                    .iter()
                    .any(|&container| node == container || is_alike(tree, node, container))
            })
    }
}

/// Whether an element of a name is for a paragraph, a heading, an item or a cell.
pub(super) fn is_for_text(name: &str) -> bool {
    const NAMES: [&str; 14] = [
        "p",
        "li",
        "td",
        "th",
        "table",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "summary",
    ];
    NAMES.contains(&name)
}

/// How many runs each block has.
fn block_counts(tree: &Tree, runs: &[Run]) -> Vec<usize> {
    let mut counts = vec![0; tree.len()];
    for run in runs {
        counts[run.block] += 1;
    }
    counts
}

/// The element that a paragraph is one of several in.
fn container(tree: &Tree, run: &Run, counts: &[usize]) -> usize {
    let is_paragraph = matches!(tree.name(run.block), "p" | "li" | "blockquote" | "dd" | "pre");
    if is_paragraph || counts[run.block] == 1 { tree.parent(run.block) } else { run.block }
}

/// Adds what was counted of each node to all around it.
fn add_up(tree: &Tree, counts: &mut [usize]) {
    for node in (1..tree.len()).rev() {
        counts[tree.parent(node)] += counts[node];
    }
}

/// What came along with the article by what it is or calls itself. Pages name the frame of a whole
/// page so, too: what has the title or most of the text is not apart.
fn apart(
    tree: &Tree,
    names: &Names,
    effects: &[Effect],
    runs: &[Run],
    title: Option<usize>,
) -> Vec<bool> {
    let sums = sums(tree, runs);
    let mut apart = vec![false; tree.len()];
    let mut node = 1;
    while node < tree.len() {
        let has_title = title.is_some_and(|title| tree.is_within(title, node));
        let said = names.of(node);
        let is = is_apart(tree, effects[node], said, sums[node], node);
        if is && !has_title && !is_article(said, sums[node], sums[0], title.is_some()) {
            apart[node..tree.end(node)].fill(true);
            node = tree.end(node);
        } else {
            node += 1;
        }
    }
    apart
}

fn sums(tree: &Tree, runs: &[Run]) -> Vec<Sums> {
    let mut sums = vec![Sums::default(); tree.len()];
    for run in runs {
        let own = &mut sums[run.at];
        if run.is_prose() {
            own.prose += run.text.len();
            own.paragraphs += 1;
            own.long += usize::from(run.words() > LONG_WORDS);
        }
        own.phrases += usize::from(run.words() > FEW_WORDS);
        own.linked += run.linked;
    }
    for node in (1..tree.len()).rev() {
        let own = sums[node];
        let around = &mut sums[tree.parent(node)];
        around.prose += own.prose;
        around.paragraphs += own.paragraphs;
        around.long += own.long;
        around.phrases += own.phrases;
        around.linked += own.linked;
    }
    sums
}

/// Whether an element came along with the article by what it is or calls itself.
fn is_apart(tree: &Tree, effect: Effect, said: Said, sums: Sums, node: usize) -> bool {
    let frame = matches!(tree.name(node), "h1" | "html" | "body" | "main");
    let pictures = said.is(Name::Gallery) && sums.phrases > 1 && sums.long == 0;
    let known = [Name::Apart, Name::Surely, Name::Comments].iter().any(|name| said.is(*name));
    !frame && (effect == Effect::Furniture || known || pictures)
}

/// Whether an element has so much of a page's text that it has the article, whatever it calls itself.
fn is_article(said: Said, sums: Sums, all: Sums, titled: bool) -> bool {
    let share = sums.prose * 100 / all.prose.max(1);
    let text = sums.paragraphs > 2 && sums.linked * 10 < sums.prose;
    let most = if said.is(Name::Comments) {
        95
    } else if said.is(Name::Surely) {
        70
    } else if text {
        30
    } else if titled {
        70
    } else {
        50
    };
    share > most
}

/// The element that has all parts of the article, of which `best` is or has one.
fn grow(tree: &Tree, best: usize, prose: &[usize], apart: &[bool], title: Option<usize>) -> usize {
    let other_titles = other_titles(tree, title);
    let mut root = best;
    let mut inner = best;
    for around in tree.with_ancestors(best).skip(1) {
        let is_part = |child: usize| {
            let own = prose[child];
            let near = tree.parent(root) == around && tree.name(child) == "p" && own >= PARAGRAPH;
            own > 0
                && child != inner
                && !apart[child]
                && other_titles[child] == other_titles[tree.end(child)]
                && (own * 5 >= prose[root] || is_alike(tree, child, inner) || near)
        };
        if tree.children(around).any(is_part) {
            root = around;
        }
        inner = around;
    }
    root
}

/// How many titles come before each node that are not the page's: those of other articles.
fn other_titles(tree: &Tree, title: Option<usize>) -> Vec<usize> {
    let is_other = |node: usize| {
        tree.name(node) == "h1" && title.is_none_or(|title| !tree.is_within(title, node))
    };
    let mut count = 0;
    let mut before = Vec::with_capacity(tree.len() + 1);
    for node in 0..tree.len() {
        before.push(count);
        count += usize::from(is_other(node));
    }
    before.push(count);
    before
}

/// Whether two elements are of one kind, by name and classes.
fn is_alike(tree: &Tree, one: usize, other: usize) -> bool {
    let class =
        |node| tree.attribute(node, "class").map(str::trim).filter(|class| !class.is_empty());
    tree.name(one) == tree.name(other) && class(one).is_some() && class(one) == class(other)
}
