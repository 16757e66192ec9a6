//! Markup before it is parsed: any parser of HTML takes minutes for a few kilobytes of some, and a browser's
//! says of every inline style that the page's policy forbids it. One pass over the tags, written anew so
//! that no parser can read them otherwise, whatever mode it is in.
//!
//! Three rules of the standard can be turned against a parser:
//!
//! - A formatting element (`<b>`, `<font …>`) that is not closed is opened again in every block after
//!   it: a thousand of them make half a million elements. Nothing that Gloss reads depends on that, so
//!   where they pile up they get names that mean nothing: `<b>` becomes `<b->`.
//! - For most tags it goes over all elements that are open: a million that are never closed make a
//!   million million steps. There is no mending that; such a page is refused.
//! - It compares each attribute of an element with all before it: only the first ones are kept.

use std::{error::Error, fmt};

use super::scan::{Attribute, Tag, is_named, next_end, tag_at};
use cost::{Cost, Problem};

mod cost;

/// The attribute that keeps what `style` said.
pub const STYLE: &str = "data-style";

/// The most attributes that an element keeps.
const MAX_ATTRIBUTES: usize = 64;

/// Never the words of a page, and read by rules of their own: left out with all that is in them.
const LEFT_OUT: &[&str] = &[
    "iframe", "math", "noembed", "noframes", "noscript", "script", "style", "svg", "textarea",
    "xmp",
];

/// Tags that change how all that follows is read.
const DROPPED: &[&str] = &["base", "frame", "frameset", "plaintext"];

/// Why markup is not parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tangled {
    /// It has more elements than a page can have.
    Elements,
    /// Its elements lie too deep in each other.
    Depth,
}

impl fmt::Display for Tangled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Elements => "its markup has too many elements",
            Self::Depth => "its elements lie too deep in each other",
        })
    }
}

impl Error for Tangled {}

/// Makes markup ready to be parsed: in time that grows with its length only, and without what a
/// content security policy objects to. Words, elements and their other attributes stay; comments,
/// scripts (but data), drawings and event handlers go; `style` becomes [`STYLE`], which means nothing
/// to a browser. Where formatting elements pile up, the name of each gets a "-" at its end, so that
/// none is opened again.
///
/// To be called before any parser gets to see the markup.
///
/// ```
/// let html = "<p style='display:none' onclick=x>Hidden</p><!-- a note -->";
/// let prepared = gloss::markup::prepare(html)?;
/// assert_eq!(prepared, "<p data-style='display:none'>Hidden</p>");
/// let endless: String = (0..800).map(|id| format!("<b id={id}><p>")).collect();
/// assert!(gloss::markup::prepare(&endless)?.starts_with("<b- id=0><p><b- id=1><p>"));
/// # Ok::<(), gloss::markup::Tangled>(())
/// ```
///
/// # Errors
/// When a parser might take more than a moment for it.
pub fn prepare(html: &str) -> Result<String, Tangled> {
    let prepared = match Preparation::of(html, Formatting::Kept) {
        Err(Problem::PilesUp) => Preparation::of(html, Formatting::Renamed),
        prepared => prepared,
    };
    prepared.map_err(|problem| match problem {
        Problem::Elements | Problem::PilesUp => Tangled::Elements,
        Problem::Depth => Tangled::Depth,
    })
}

/// What becomes of the names of formatting elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Formatting {
    Kept,
    /// They get a "-" at their end. Not those of links, which are read, and close each other.
    Renamed,
}

struct Preparation<'a> {
    html: &'a str,
    prepared: String,
    formatting: Formatting,
    /// What a parser has to do for it.
    cost: Cost<'a>,
    /// What is looked for in vain: no end of these comes any more.
    unclosed: Vec<&'static str>,
    /// Which of `html` and `body` were there: of further ones a parser only adds up the attributes.
    roots: Vec<&'static str>,
}

impl<'a> Preparation<'a> {
    fn of(html: &'a str, formatting: Formatting) -> Result<String, Problem> {
        let mut preparation = Self {
            html,
            prepared: String::with_capacity(html.len()),
            formatting,
            cost: Cost::of(formatting),
            unclosed: Vec::new(),
            roots: Vec::new(),
        };
        let mut at = 0;
        while let Some(length) = html.get(at..).and_then(|rest| rest.find('<')) {
            preparation.words(&html[at..at + length])?;
            at = preparation.markup(at + length)?;
        }
        preparation.words(html.get(at..).unwrap_or_default())?;
        Ok(preparation.prepared)
    }

    fn words(&mut self, words: &str) -> Result<(), Problem> {
        self.prepared.push_str(words);
        if words.is_empty() { Ok(()) } else { self.cost.add(0) }
    }

    /// What begins with the `<` at a place. Returns where it ends.
    fn markup(&mut self, at: usize) -> Result<usize, Problem> {
        let rest = &self.html[at..];
        let until = |end: Option<usize>| end.map_or(self.html.len(), |length| at + length);
        if let Some(comment) = rest.strip_prefix("<!--") {
            return Ok(until(comment_length(comment).map(|length| "<!--".len() + length)));
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            let end = until(rest.find('>').map(|at| at + 1));
            if is_named(&rest[2..], "doctype") {
                self.prepared.push_str(&self.html[at..end]);
            }
            return Ok(end);
        }
        let closes = rest[1..].starts_with('/');
        if !rest[1 + usize::from(closes)..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            if closes && rest.len() > 2 {
                return Ok(until(rest.find('>').map(|at| at + 1))); // a comment to parsers
            }
            self.prepared.push_str("&lt;"); // so that nothing makes it a tag
            return Ok(at + 1);
        }
        // A tag without an end is no tag, and all that follows is in it.
        let Some(tag) = tag_at(self.html, at) else { return Ok(self.html.len()) };
        if !closes {
            return self.open(&tag);
        }
        self.close(&tag)?;
        Ok(tag.end)
    }

    fn close(&mut self, tag: &Tag<'a>) -> Result<(), Problem> {
        if one_of(LEFT_OUT, tag.name).or(one_of(DROPPED, tag.name)).is_some() {
            return Ok(());
        }
        self.prepared.extend(["</", tag.name, self.suffix(tag), ">"]);
        self.cost.close(tag)
    }

    /// A start tag. Returns where it ends, with all of it that is left out.
    fn open(&mut self, tag: &Tag<'a>) -> Result<usize, Problem> {
        if one_of(DROPPED, tag.name).is_some() {
            return Ok(tag.end);
        }
        if let Some(name) = one_of(LEFT_OUT, tag.name) {
            return Ok(self.leave_out(name, tag));
        }
        if is_named(tag.name, "title") {
            return Ok(self.title(tag));
        }
        if let Some(root) = one_of(&["html", "body"], tag.name) {
            if self.roots.contains(&root) {
                return Ok(tag.end);
            }
            self.roots.push(root);
        }
        self.cost.open(tag)?;
        self.write(tag);
        Ok(tag.end)
    }

    /// What the name of a tag gets at its end.
    fn suffix(&self, tag: &Tag) -> &'static str {
        let is_renamed = self.formatting == Formatting::Renamed
            && one_of(cost::FORMATTING, tag.name).is_some_and(|name| name != cost::LINK);
        if is_renamed { "-" } else { "" }
    }

    fn write(&mut self, tag: &Tag) {
        self.prepared.extend(["<", tag.name, self.suffix(tag)]);
        // One whose name begins with `=` could become the value of the one before it.
        let is_kept = |Attribute { name, .. }: &Attribute| {
            !name.starts_with('=')
                && !name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"))
        };
        for attribute in tag.attributes().filter(is_kept).take(MAX_ATTRIBUTES) {
            let name = attribute.name;
            let name = if name.eq_ignore_ascii_case("style") { STYLE } else { name };
            self.prepared.extend([" ", name]);
            if let Some(value) = attribute.value {
                self.prepared.extend(["=", value]);
            }
        }
        self.prepared.push('>');
    }

    /// Returns where an element ends that is left out; only its tag is, when nothing ends it.
    fn leave_out(&mut self, name: &'static str, tag: &Tag) -> usize {
        let Some((contents, end)) = self.contents(name, tag) else { return tag.end };
        let is_data = |attribute: Attribute| {
            is_named(attribute.name, "type")
                && attribute.value.is_some_and(|value| value.contains("application/ld+json"))
        };
        if name == "script" && tag.attributes().any(is_data) {
            let contents = contents.replace('<', "\\u003c"); // it stands in strings only
            let parts = ["<script type=\"application/ld+json\">", &contents, "</script>"];
            self.prepared.extend(parts);
        }
        end
    }

    fn title(&mut self, tag: &Tag) -> usize {
        let Some((contents, end)) = self.contents("title", tag) else { return tag.end };
        self.prepared.extend(["<title>", &contents.replace('<', "&lt;"), "</title>"]);
        end
    }

    /// What is in an element whose end tag ends it whatever comes before; and where it ends.
    fn contents(&mut self, name: &'static str, tag: &Tag) -> Option<(&'a str, usize)> {
        if self.unclosed.contains(&name) {
            return None;
        }
        let nests = matches!(name, "math" | "svg");
        let Some((start, end)) = next_end(self.html, tag.end, name, nests) else {
            self.unclosed.push(name);
            return None;
        };
        Some((&self.html[tag.end..start], end))
    }
}

/// The name of a list that a tag has.
fn one_of(names: &[&'static str], name: &str) -> Option<&'static str> {
    names.iter().find(|other| other.eq_ignore_ascii_case(name)).copied()
}

/// How long a comment is, behind its `<!--`, with its end.
fn comment_length(comment: &str) -> Option<usize> {
    for abrupt in [">", "->"] {
        if comment.starts_with(abrupt) {
            return Some(abrupt.len());
        }
    }
    let ends = ["-->", "--!>"].map(|end| comment.find(end).map(|at| at + end.len()));
    ends.into_iter().flatten().min()
}

#[cfg(test)]
mod tests;
