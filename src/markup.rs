//! HTML becomes a text, what its elements say of the blocks, and what the page says of itself. Page and
//! command line walk the trees of their own parsers and tell a [`Reader`]; whatever has to be decided is
//! decided here, so that both get the same. Before a parser sees a page, [`prepare()`] sees to it that its
//! time and memory stay in proportion.
//!
//! 1. [`tree`] keeps what the reader is told; [`hidden`] finds what a page does not show.
//! 2. [`metadata`] reads what the page says of itself: title, authors, day, address, language.
//! 3. [`runs`] cuts what is shown into runs of words, by what [`elements`] do to the text.
//! 4. [`title`], [`links`], [`article`] and [`furniture`] tell the article from what is around it: by structure, by
//!    density of text, and by the [`names`] that elements give themselves.
//! 5. [`text`] puts the runs together.
//!
//! Who gets a text asks [`is_source`] whether it is markup. Nothing that is shown is lost: what is not the article's
//! stays in the text, as furniture.

use time::Date;

use crate::{document::Origin, pipeline::BlockHint};

mod article;
mod elements;
mod furniture;
mod hidden;
mod links;
mod metadata;
mod names;
mod prepare;
mod runs;
mod scan;
mod source;
mod text;
mod title;
mod tree;

use furniture::Judge;
pub use prepare::{STYLE, Tangled, prepare};
pub use source::is_source;
pub use tree::ATTRIBUTES;
use tree::Tree;

/// Takes a page in, in the order of its words: elements and texts.
///
/// ```
/// let mut reader = gloss::markup::Reader::default();
/// reader.open("h1", [("class", "headline")]);
/// reader.words("A visit");
/// reader.close();
/// assert_eq!(reader.finish().text, "A visit");
/// ```
#[derive(Debug, Default)]
pub struct Reader {
    tree: Tree,
}

/// What a page holds.
#[derive(Debug, Default)]
pub struct Page {
    /// All that it shows.
    pub text: String,
    /// What the blocks of the text are, where the page tells.
    pub hints: Vec<BlockHint>,
    /// The day of publication, when the page says it besides the text.
    pub published: Option<Date>,
    /// What else it says of the article.
    pub origin: Origin,
}

impl Reader {
    /// An element begins: its name in lower case, and its attributes. Of those only [`ATTRIBUTES`] are
    /// asked for; others may be left out.
    pub fn open<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) {
        self.tree.open(name, attributes);
    }

    /// A text, with whatever blanks the source has.
    pub fn words(&mut self, words: &str) {
        self.tree.text(words);
    }

    /// The element that was opened last ends.
    pub fn close(&mut self) {
        self.tree.close();
    }

    /// What the page holds. Total: whatever was told is a page.
    pub fn finish(mut self) -> Page {
        self.tree.finish();
        let tree = &self.tree;
        let names = names::Names::read(tree);
        let effects = elements::effects(tree);
        let metadata = metadata::read(tree);
        let runs = runs::Cutter::runs(tree, &names, &effects, &hidden::find(tree, &names));
        let title = title::find(tree, &runs, &metadata.headlines);
        let page = article::Page::read(tree, &names, &effects, &runs, title);
        let authors = metadata.authors;
        let judge = Judge { tree, names: &names, runs: &runs, page: &page, title, authors };
        let furniture = judge.furniture();
        let (text, hints) = text::write(&runs, &furniture, title);
        Page { text, hints, published: metadata.published, origin: metadata.origin }
    }
}
