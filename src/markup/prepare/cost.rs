//! What markup costs a parser: how many elements it makes, and how many of those that are open it
//! looks through for each tag. Never less than it is; for markup that people write, about that.

use super::{Formatting, one_of};
use crate::markup::scan::{Tag, is_named};

/// The most elements that a parser may have to make: a large page has a tenth of them.
pub(super) const MAX_ELEMENTS: usize = 250_000;

/// The most formatting elements that are open at once and not the same: a parser opens all of them
/// anew in every paragraph.
pub(super) const MAX_FORMATTING: usize = 64;

/// The most open elements that a parser may look through, all tags together: a large page has a
/// tenth of them.
pub(super) const MAX_STEPS: usize = 30_000_000;

/// What the parser opens anew after a block has closed it (the specification's "formatting").
pub(super) const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// The one of them that closes the one before.
pub(super) const LINK: &str = "a";

/// Nothing is in them.
const VOID: &[&str] = &[
    "area", "basefont", "bgsound", "body", "br", "col", "embed", "head", "hr", "html", "img",
    "input", "keygen", "link", "meta", "param", "source", "track", "wbr",
];

/// Their end tag closes all that is open in them, up to what [`SCOPES`] has.
const BLOCKS: &[&str] = &[
    "address",
    "applet",
    "article",
    "aside",
    "blockquote",
    "button",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "header",
    "hgroup",
    "listing",
    "main",
    "marquee",
    "menu",
    "nav",
    "object",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];

/// What end tags do not reach out of.
const SCOPES: &[&str] = &[
    "applet", "button", "caption", "marquee", "object", "select", "table", "td", "template", "th",
];

/// Their end tag counts only where nothing else is open in them: parsers have rules for each.
const OTHERS: &[&str] = &[
    "caption", "colgroup", "form", "h1", "h2", "h3", "h4", "h5", "h6", "li", "select", "tbody",
    "td", "template", "tfoot", "th", "thead", "tr",
];

/// What a start tag closes where it is the innermost that is open.
const CLOSED_BY: &[(&[&str], &[&str])] = &[
    (BLOCKS, &["p"]),
    (&["dd", "dt"], &["dd", "dt", "p"]),
    (&["li"], &["li", "p"]),
    (&["option"], &["option"]),
    (&["td", "th"], &["p", "td", "th"]),
    (&["tr"], &["p", "td", "th", "tr"]),
    (&["tbody", "tfoot", "thead"], &["p", "td", "th", "tr", "tbody", "tfoot", "thead"]),
];

/// Why markup costs too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    Elements,
    Depth,
    /// It has, or is opened anew into, too many formatting elements.
    PilesUp,
}

/// What a parser holds open, and what it has done so far.
pub(super) struct Cost<'a> {
    /// The names of formatting elements.
    formatting_names: &'static [&'static str],
    /// The formatting elements that are opened anew: their tags as written.
    formatting: Vec<&'a str>,
    /// The names of the elements that are open.
    open: Vec<&'a str>,
    /// How many elements the tags make.
    elements: usize,
    /// How many more are made of formatting that is opened anew.
    reopened: usize,
    steps: usize,
}

impl<'a> Cost<'a> {
    pub(super) fn of(formatting: Formatting) -> Self {
        let formatting_names = match formatting {
            Formatting::Kept => FORMATTING,
            Formatting::Renamed => &[LINK],
        };
        let (formatting, open) = (Vec::new(), Vec::new());
        Self { formatting_names, formatting, open, elements: 0, reopened: 0, steps: 0 }
    }

    /// Words, or what makes a number of elements, after the formatting that is opened anew.
    pub(super) fn add(&mut self, elements: usize) -> Result<(), Problem> {
        self.elements += elements;
        self.reopened += self.formatting.len();
        self.steps += self.open.len();
        match () {
            () if self.elements > MAX_ELEMENTS => Err(Problem::Elements),
            () if self.elements + self.reopened > MAX_ELEMENTS => Err(Problem::PilesUp),
            () if self.steps > MAX_STEPS => Err(Problem::Depth),
            () => Ok(()),
        }
    }

    pub(super) fn open(&mut self, tag: &Tag<'a>) -> Result<(), Problem> {
        for (_, closed) in CLOSED_BY.iter().filter(|(names, _)| one_of(names, tag.name).is_some()) {
            while self.open.pop_if(|open| one_of(closed, open).is_some()).is_some() {}
        }
        if one_of(VOID, tag.name).is_none() {
            self.open.push(tag.name);
        }
        if one_of(self.formatting_names, tag.name).is_some() {
            self.open_formatting(tag)?;
        }
        self.add(1)
    }

    pub(super) fn close(&mut self, tag: &Tag) -> Result<(), Problem> {
        let name = tag.name;
        if one_of(self.formatting_names, name).is_some() {
            self.close_formatting(name);
        }
        let is_it = |open: &&str| open.eq_ignore_ascii_case(name);
        let blocked = |open: &&str| match () {
            () if one_of(BLOCKS, name).is_some() => one_of(SCOPES, open).is_some(),
            () if one_of(OTHERS, name).is_some() => true,
            () => one_of(BLOCKS, open).or(one_of(OTHERS, open)).is_some(),
        };
        let inner = self.open.iter().rev().find(|open| is_it(open) || blocked(open));
        if inner.is_some_and(is_it) {
            while self.open.pop().is_some_and(|open| !is_it(&open)) {}
        }
        self.add(1)
    }

    /// As the specification's list of active formatting elements: at most three of the same, one link.
    fn open_formatting(&mut self, tag: &Tag<'a>) -> Result<(), Problem> {
        const SAME: usize = 3;
        if tag.name.eq_ignore_ascii_case(LINK) {
            self.forget_last(LINK);
        }
        let mut same = self.formatting.iter().enumerate().filter(|(_, open)| **open == tag.source);
        let first = same.next().map(|(index, _)| index);
        if same.count() + 1 >= SAME
            && let Some(first) = first
        {
            self.formatting.remove(first);
        }
        self.formatting.push(tag.source);
        if self.formatting.len() > MAX_FORMATTING { Err(Problem::PilesUp) } else { Ok(()) }
    }

    /// An end tag leaves a formatting element alone that is outside of the cell or table around it.
    fn close_formatting(&mut self, name: &str) {
        let is_it = |open: &&str| open.eq_ignore_ascii_case(name);
        let mut inner = self.open.iter().rev();
        let found = inner.find(|open| is_it(open) || one_of(SCOPES, open).is_some());
        if found.is_none_or(is_it) {
            self.forget_last(name);
        }
    }

    fn forget_last(&mut self, name: &str) {
        if let Some(last) = self.formatting.iter().rposition(|open| is_named(&open[1..], name)) {
            self.formatting.remove(last);
        }
    }
}
