//! Prints an article: [`to_text`] for files, one element a line, so that a comparison of two files
//! shows what changed; [`to_line`] for streams of one article a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::Article;

/// Prints an article as a file: one line for each block, mention, entity and relation.
pub fn to_text(article: &Article) -> String {
    let mut text = print(article, ByElement::default());
    text.push('\n');
    text
}

/// Prints an article on one line, without a line end.
pub fn to_line(article: &Article) -> String {
    print(article, ByElement { broken: 0, ..ByElement::default() })
}

fn print(article: &Article, formatter: ByElement) -> String {
    let mut bytes = Vec::new();
    let printed = article.serialize(&mut Serializer::with_formatter(&mut bytes, formatter));
    debug_assert!(printed.is_ok(), "keys are strings and a Vec takes all bytes");
    String::from_utf8(bytes).unwrap_or_default() // JSON is UTF-8
}

/// Breaks lines between the elements of the outer containers, and only there.
struct ByElement {
    /// How many containers are open.
    depth: usize,
    /// Objects down to this depth are broken into lines, lists down to one more: the blocks stand
    /// one container deeper than the mentions.
    broken: usize,
    /// Whether the innermost container has an element.
    filled: bool,
}

impl Default for ByElement {
    fn default() -> Self {
        Self { depth: 0, broken: 2, filled: false }
    }
}

impl ByElement {
    fn begins<W: Write + ?Sized>(&mut self, out: &mut W, bracket: &[u8]) -> io::Result<()> {
        self.depth += 1;
        self.filled = false;
        out.write_all(bracket)
    }

    fn ends<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        broken: usize,
        bracket: &[u8],
    ) -> io::Result<()> {
        let breaks = self.filled && self.depth <= broken;
        self.depth -= 1;
        self.filled = true; // the container around it has this one
        if breaks {
            self.new_line(out)?;
        }
        out.write_all(bracket)
    }

    fn separates<W: Write + ?Sized>(
        &mut self,
        out: &mut W,
        first: bool,
        broken: usize,
    ) -> io::Result<()> {
        self.filled = true;
        match (first, self.depth <= broken) {
            (true, true) => self.new_line(out),
            (true, false) => Ok(()),
            (false, true) => out.write_all(b",").and_then(|()| self.new_line(out)),
            (false, false) => out.write_all(b", "),
        }
    }

    fn new_line<W: Write + ?Sized>(&self, out: &mut W) -> io::Result<()> {
        out.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| out.write_all(b" "))
    }

    fn broken_lists(&self) -> usize {
        if self.broken == 0 { 0 } else { self.broken + 1 }
    }
}

impl Formatter for ByElement {
    fn begin_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.begins(out, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.ends(out, self.broken_lists(), b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.separates(out, first, self.broken_lists())
    }

    fn begin_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.begins(out, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.ends(out, self.broken, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.separates(out, first, self.broken)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }
}
