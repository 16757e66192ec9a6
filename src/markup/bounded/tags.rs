//! The tags of a page, as the tokenizer of the HTML standard finds them.

/// A tag, or words that are passed over since no tag in them counts.
pub(super) enum Tag<'a> {
    Start { name: &'a str, attributes: usize },
    End { name: &'a str },
    Skipped(Skipped<'a>),
}

/// A comment, or the contents of an element that holds nothing but text.
pub(super) struct Skipped<'a> {
    pub(super) text: &'a str,
}

/// Elements whose contents are text, whatever it looks like.
const RAW: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Goes over a page.
pub(super) struct Tags<'a> {
    rest: &'a str,
    /// The element whose text comes next.
    raw: Option<&'a str>,
}

impl<'a> Tags<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { rest: html, raw: None }
    }

    /// Takes so many bytes.
    fn take(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        taken
    }

    /// Takes all before this sign, and the sign; all there is when it does not come.
    fn take_past(&mut self, sign: char) -> &'a str {
        let end = self.rest.find(sign);
        let taken = self.take(end.unwrap_or(self.rest.len()));
        self.take(end.map_or(0, |_| sign.len_utf8()));
        taken
    }

    fn comment(&mut self) -> &'a str {
        if self.rest.starts_with('>') || self.rest.starts_with("->") {
            return self.take_past('>');
        }
        let is_end = |at: &usize| {
            let after = &self.rest[at + 2..];
            after.starts_with('>') || after.starts_with("!>")
        };
        let hyphens = self.rest.bytes().zip(self.rest.bytes().skip(1)).enumerate();
        let mut ends = hyphens.filter(|(_, pair)| *pair == (b'-', b'-')).map(|(at, _)| at);
        let end = ends.find(is_end).unwrap_or(self.rest.len());
        let text = self.take(end);
        self.take_past('>');
        text
    }

    /// The text of an element, up to its end tag.
    fn raw_text(&mut self, name: &str) -> &'a str {
        let is_end = |at: &usize| {
            let after = self.rest.get(at + 2..at + 2 + name.len());
            after.is_some_and(|after| after.eq_ignore_ascii_case(name))
                && self.rest[at + 2 + name.len()..].starts_with(ends_name)
        };
        let end = self.rest.match_indices("</").map(|(at, _)| at).find(is_end);
        self.take(end.unwrap_or(self.rest.len()))
    }

    fn name(&mut self) -> &'a str {
        self.take(self.rest.find(ends_name).unwrap_or(self.rest.len()))
    }

    /// Passes over the attributes and the end of a tag; says how many there are.
    fn attributes(&mut self) -> usize {
        let mut count = 0;
        let mut is_named = false; // "=" is a sign like any other where no name stands before it
        loop {
            let blank = self.rest.trim_start_matches(is_blank);
            self.take(self.rest.len() - blank.len());
            let Some(next) = self.rest.chars().next() else { return count };
            self.take(next.len_utf8());
            match next {
                '>' => return count,
                '/' => is_named = false,
                '=' if is_named => {
                    self.value();
                    is_named = false;
                }
                _ => {
                    count += 1;
                    is_named = true;
                    let ends = |sign| ends_name(sign) || sign == '=';
                    self.take(self.rest.find(ends).unwrap_or(self.rest.len()));
                }
            }
        }
    }

    fn value(&mut self) {
        let value = self.rest.trim_start_matches(is_blank);
        self.take(self.rest.len() - value.len());
        match value.chars().next() {
            Some('"') => drop((self.take(1), self.take_past('"'))),
            Some('\'') => drop((self.take(1), self.take_past('\''))),
            _ => {
                let ends = |sign| is_blank(sign) || sign == '>';
                self.take(value.find(ends).unwrap_or(value.len()));
            }
        }
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        if let Some(name) = self.raw.take() {
            return Some(Tag::Skipped(Skipped { text: self.raw_text(name) }));
        }
        loop {
            self.take_past('<');
            let mut signs = self.rest.chars();
            match signs.next()? {
                '!' if self.rest.starts_with("!--") => {
                    self.take(3);
                    return Some(Tag::Skipped(Skipped { text: self.comment() }));
                }
                '!' | '?' => drop(self.take_past('>')),
                '/' => match signs.next() {
                    Some(letter) if letter.is_ascii_alphabetic() => {
                        self.take(1);
                        let name = self.name();
                        self.attributes();
                        return Some(Tag::End { name });
                    }
                    _ => drop(self.take_past('>')),
                },
                letter if letter.is_ascii_alphabetic() => {
                    let name = self.name();
                    let attributes = self.attributes();
                    self.raw = Some(name).filter(|name| super::is_among(RAW, name));
                    return Some(Tag::Start { name, attributes });
                }
                _ => {}
            }
        }
    }
}

/// The blanks of the HTML standard.
fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Whether a name ends before this sign.
pub(super) fn ends_name(sign: char) -> bool {
    is_blank(sign) || matches!(sign, '/' | '>')
}
