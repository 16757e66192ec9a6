//! What markup costs a parser: how many elements it makes, and how many of those that are open it
//! looks through for each tag. Never less than it is; for markup that people write, about that.

use super::{Tangled, one_of};
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
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

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

const SCOPES: &[&str] = &["applet", "button", "marquee", "object", "table", "td", "template", "th"];

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
    (&["td", "th"], &["td", "th"]),
    (&["tr"], &["td", "th", "tr"]),
    (&["tbody", "tfoot", "thead"], &["td", "th", "tr", "tbody", "tfoot", "thead"]),
];

/// What a parser holds open, and what it has done so far.
#[derive(Default)]
pub(super) struct Cost<'a> {
    /// The formatting elements that are opened anew: their tags as written.
    formatting: Vec<&'a str>,
    /// The names of the elements that are open.
    open: Vec<&'a str>,
    elements: usize,
    steps: usize,
}

impl<'a> Cost<'a> {
    /// Words, or what makes a number of elements, after the formatting that is opened anew.
    pub(super) fn add(&mut self, elements: usize) -> Result<(), Tangled> {
        self.elements += elements + self.formatting.len();
        self.steps += self.open.len();
        match () {
            () if self.elements > MAX_ELEMENTS => Err(Tangled::Elements),
            () if self.steps > MAX_STEPS => Err(Tangled::Depth),
            () => Ok(()),
        }
    }

    pub(super) fn open(&mut self, tag: &Tag<'a>) -> Result<(), Tangled> {
        for (_, closed) in CLOSED_BY.iter().filter(|(names, _)| one_of(names, tag.name).is_some()) {
            while self.open.pop_if(|open| one_of(closed, open).is_some()).is_some() {}
        }
        if one_of(VOID, tag.name).is_none() {
            self.open.push(tag.name);
        }
        if one_of(FORMATTING, tag.name).is_some() {
            self.open_formatting(tag)?;
        }
        self.add(1)
    }

    pub(super) fn close(&mut self, tag: &Tag) -> Result<(), Tangled> {
        let name = tag.name;
        if one_of(FORMATTING, name).is_some() {
            self.forget_last(name);
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
    fn open_formatting(&mut self, tag: &Tag<'a>) -> Result<(), Tangled> {
        const SAME: usize = 3;
        if one_of(&["a", "nobr"], tag.name).is_some() {
            self.forget_last(tag.name);
        }
        let mut same = self.formatting.iter().enumerate().filter(|(_, open)| **open == tag.source);
        let first = same.next().map(|(index, _)| index);
        if same.count() + 1 >= SAME
            && let Some(first) = first
        {
            self.formatting.remove(first);
        }
        self.formatting.push(tag.source);
        if self.formatting.len() > MAX_FORMATTING { Err(Tangled::Formatting) } else { Ok(()) }
    }

    fn forget_last(&mut self, name: &str) {
        if let Some(last) = self.formatting.iter().rposition(|open| is_named(&open[1..], name)) {
            self.formatting.remove(last);
        }
    }
}
