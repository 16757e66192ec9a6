//! Pages that would cost a parser more than time and memory in proportion to their length.
//!
//! Every parser of HTML follows one standard, and three of its rules can be turned against it:
//!
//! - A formatting element (`<b>`, `<font …>`) that is not closed is opened again in every block after
//!   it: a thousand of them make half a million elements. Nothing that Gloss reads depends on that, so
//!   where they could pile up they are given names that mean nothing: `<b>` becomes `<b->`.
//! - For most tags the parser goes over all elements that are open: a million that are never closed
//!   make a million million steps. There is no mending that; such a page is refused.
//! - So is one with an element of many thousand attributes, each compared with all before it.

use std::{borrow::Cow, fmt};

mod tags;

use tags::{Skipped, Tag, Tags};

/// The formatting elements of the HTML standard, without `a`, which closes itself.
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that have no end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
];

/// Elements that another one of their kind closes: without end tags in many a page.
const CLOSED_BY_NEXT: &[(&str, &[&str])] = &[
    ("p", &["p"]),
    ("li", &["p", "li"]),
    ("dd", &["p", "dd", "dt"]),
    ("dt", &["p", "dd", "dt"]),
    ("td", &["p", "td", "th"]),
    ("th", &["p", "td", "th"]),
    ("tr", &["p", "td", "th", "tr"]),
    ("option", &["option"]),
];

/// Of a formatting element without attributes the parser keeps no more than three open.
const MOST_BARE: usize = 3 * FORMATTING.len();
/// How many formatting elements may be open or left open. Pages of newspapers have less than ten.
const MOST_HELD: usize = 60;
/// How many elements the parser may make again.
const MOST_REOPENED: usize = 500_000;
/// How many steps the parser may go over open elements and attributes: a second or two.
const MOST_STEPS: usize = 400_000_000;

/// A page that no parser could read in reasonable time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooNested;

impl fmt::Display for TooNested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the page nests its elements too deep to be read")
    }
}

impl std::error::Error for TooNested {}

/// The page as a parser can read it: in time and memory that grow with its length. Its words, blocks and links
/// stay; only formatting elements may have got a name that ends in "-", so that none is opened again.
///
/// Goes over the page once. To be called before any parser gets to see it.
///
/// # Errors
/// When elements nest so deep, or have so many attributes, that going over them would take minutes.
///
/// ```
/// use gloss::markup::bounded;
/// assert_eq!(bounded("<p>A <b>visit</b>").unwrap(), "<p>A <b>visit</b>");
/// let endless: String = (0..800).map(|id| format!("<b id={id}><p>")).collect();
/// assert!(bounded(&endless).unwrap().starts_with("<b- id=0><p><b- id=1><p>"));
/// ```
pub fn bounded(html: &str) -> Result<Cow<'_, str>, TooNested> {
    let mut scan = Scan::default();
    for part in Tags::new(html) {
        match part {
            Tag::Start { name, attributes } => scan.start(name, attributes),
            Tag::End { name } => scan.end(name),
            Tag::Skipped(skipped) => scan.skip(&skipped),
        }
        if scan.steps > MOST_STEPS {
            return Err(TooNested);
        }
    }
    Ok(if scan.could_pile_up() { renamed(html).into() } else { html.into() })
}

/// What the parser would have open, from what is certain: an end tag right after what it closes.
#[derive(Default)]
struct Scan<'a> {
    open: Vec<Open<'a>>,
    /// Elements that the parser may still have open, though an end tag for something around them came.
    doubtful: usize,
    tags: usize,
    steps: usize,
    /// How many formatting elements are open, and how many were at most.
    formatting: usize,
    most_formatting: usize,
    /// Formatting elements that were not closed by an end tag right after their contents.
    loose: Loose,
    /// Whether a parser may see tags where this sees none, or none where this does.
    is_unsure: bool,
}

#[derive(Default)]
struct Loose {
    bare: usize,
    with_attributes: usize,
}

#[derive(Clone, Copy)]
struct Open<'a> {
    name: &'a str,
    has_attributes: bool,
    is_formatting: bool,
}

impl<'a> Scan<'a> {
    fn start(&mut self, name: &'a str, attributes: usize) {
        self.count(attributes);
        if is_among(VOID, name) {
            return;
        }
        self.is_unsure |= name.eq_ignore_ascii_case("plaintext");
        let closed = CLOSED_BY_NEXT.iter().find(|(next, _)| next.eq_ignore_ascii_case(name));
        while let Some((_, closed)) = closed
            && let Some(top) = self.open.pop_if(|top| is_among(closed, top.name))
        {
            debug_assert!(!top.is_formatting, "no formatting element is closed by another element");
        }
        let is_formatting = is_among(FORMATTING, name);
        self.open.push(Open { name, has_attributes: attributes > 0, is_formatting });
        self.formatting += usize::from(is_formatting);
        self.most_formatting = self.most_formatting.max(self.formatting);
    }

    fn end(&mut self, name: &str) {
        self.count(0);
        let is_same = |open: &Open| open.name.eq_ignore_ascii_case(name);
        if let Some(closed) = self.open.pop_if(|open| is_same(open)) {
            self.formatting -= usize::from(closed.is_formatting);
            return;
        }
        // As far as the parser would look, and no further: the steps are counted.
        self.steps += self.open.len();
        let Some(at) = self.open.iter().rposition(is_same) else { return };
        self.doubtful += self.open.len() - at;
        while self.open.len() > at {
            self.leave_open();
        }
    }

    /// The innermost open element is not closed by its own end tag.
    fn leave_open(&mut self) {
        let Some(left) = self.open.pop().filter(|left| left.is_formatting) else { return };
        self.formatting -= 1;
        if left.has_attributes {
            self.loose.with_attributes += 1;
        } else {
            self.loose.bare += 1;
        }
    }

    fn skip(&mut self, skipped: &Skipped) {
        // In a drawing it may be no raw text; in <noscript> it is one for some parsers.
        let is_foreign = |open: &Open| is_among(&["svg", "math", "noscript"], open.name);
        let may_have_tags = || skipped.text.contains('<') && self.open.iter().any(is_foreign);
        self.is_unsure |= skipped.text.contains("<!--") || may_have_tags();
        self.steps += self.open.len();
    }

    fn count(&mut self, attributes: usize) {
        self.tags += 1;
        self.steps += self.open.len() + self.doubtful + attributes * attributes / 2;
    }

    fn could_pile_up(&self) -> bool {
        let bare = self.loose.bare.min(MOST_BARE);
        // Those that are open at the end are among the most.
        let held = bare + self.loose.with_attributes + self.most_formatting;
        let is_misused = self.loose.bare + self.loose.with_attributes + self.formatting > 0;
        let reopened = held.saturating_mul(self.tags);
        self.is_unsure || held > MOST_HELD || is_misused && reopened > MOST_REOPENED
    }
}

fn is_among(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The page with every formatting tag renamed, wherever one seems to stand: in a script or a comment it does
/// no harm, and no trick of the markup hides one.
fn renamed(html: &str) -> String {
    let mut renamed = String::with_capacity(html.len() + html.len() / 16);
    let mut parts = html.split('<');
    renamed.extend(parts.next());
    for part in parts {
        renamed.push('<');
        let name = part.strip_prefix('/').unwrap_or(part);
        let end = name.find(tags::ends_name).unwrap_or(name.len());
        let end = part.len() - name.len() + end;
        renamed.push_str(&part[..end]);
        if is_among(FORMATTING, part[..end].trim_start_matches('/')) {
            renamed.push('-');
        }
        renamed.push_str(&part[end..]);
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(count: usize, part: impl Fn(usize) -> String) -> String {
        (0..count).map(part).collect()
    }

    #[test]
    fn ordinary_pages_stay_as_they_are() {
        for page in [
            "",
            "no markup, a < b",
            "<p>One <b>two <i class=x>three</i></b> four<p>five <br> six",
            "<b><p>misnested</b></p><font color=red>and never closed",
            &many(500, |at| format!("<ul><li><strong id={at}>Item</strong> {at}</ul>")),
            &many(40_000, |at| format!("<p>Paragraph <em id={at}>{at}</em>")),
            &many(40_000, |at| format!("<tr><td>cell<td><b>{at}</b>")),
            &many(50, |at| format!("<b id={at}>not closed<p>")),
        ] {
            assert_eq!(bounded(page).as_deref(), Ok(page));
        }
    }

    #[test]
    fn formatting_that_could_pile_up_is_renamed() {
        for (page, start) in [
            (many(800, |at| format!("<b id={at}><p>")), "<b- id=0><p>"),
            (many(800, |at| format!("<FONT COLOR='{at}'><div>x</div>")), "<FONT- COLOR='0'><div>"),
            (many(800, |at| format!("<i/id={at}><ul><li>")), "<i-/id=0>"),
            // Closed in the right order, but opened again in each list between.
            (
                "<p>".to_owned() + &many(90, |at| format!("<u id={at}>")) + "<ul></ul>",
                "<p><u- id=0>",
            ),
            // Out of reach of their end tags.
            (many(90, |at| format!("<s id={at}><table></s></table>")), "<s- id=0><table></s->"),
            // Quotes that open no value, and comments that are none.
            (many(90, |at| format!("<tt =\"><b id={at}>\"></tt><p>")), "<tt- =\"><b- id=0>"),
            (many(90, |at| format!("<!--><b id={at}><p>-->")), "<!--><b- id=0>"),
            // What is raw text for some parsers only.
            ("<svg><style><b></style>".to_owned(), "<svg><style><b->"),
            ("<noscript><!--</noscript><b><p>-->".to_owned(), "<noscript><!--</noscript><b->"),
            ("<script><!--<script></script><b>".to_owned(), "<script><!--<script></script><b->"),
        ] {
            let bounded = bounded(&page).unwrap();
            assert!(bounded.starts_with(start), "{}", &bounded[..60.min(bounded.len())]);
        }
    }

    #[test]
    fn only_formatting_tags_are_renamed() {
        let page = "<b>1</B ><blockquote></blockquote><body><i\n>2<img><s/><strong>3</strong>< b><";
        assert_eq!(
            renamed(page),
            "<b->1</B- ><blockquote></blockquote><body><i-\n>2<img><s-/><strong->3</strong->< b><"
        );
    }

    #[test]
    fn what_nests_without_end_is_refused() {
        for page in [
            "<div>".repeat(200_000),
            "<span><div></span></div>".repeat(100_000),
            "<table><tr><td>".repeat(100_000),
            "<a href=x><div>".repeat(100_000),
            format!("<p {}>", many(100_000, |at| format!("a{at} "))),
        ] {
            assert_eq!(bounded(&page), Err(TooNested), "{}", &page[..20]);
        }
        let deep = "<div>".repeat(2_000) + "Oslo";
        assert_eq!(bounded(&deep).as_deref(), Ok(&*deep));
    }
}
