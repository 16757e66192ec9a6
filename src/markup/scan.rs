//! Tags as every parser of HTML cuts them out, by the specification's tokenizer.

/// A start or end tag.
pub(super) struct Tag<'a> {
    /// Its name as written.
    pub(super) name: &'a str,
    /// All of it, from `<` to `>`.
    pub(super) source: &'a str,
    /// Where the attributes begin in it.
    attributes: usize,
    /// Where it ends in the markup.
    pub(super) end: usize,
}

/// An attribute: its value as written, with its quotes.
pub(super) struct Attribute<'a> {
    pub(super) name: &'a str,
    pub(super) value: Option<&'a str>,
}

/// The tag at a `<`, which a letter follows, or a slash and a letter. `None` when nothing ends it.
pub(super) fn tag_at(html: &str, at: usize) -> Option<Tag<'_>> {
    let rest = &html[at..];
    let name_at = if rest[1..].starts_with('/') { 2 } else { 1 };
    let ends_name = |c: char| is_blank(c) || c == '/' || c == '>';
    let attributes = name_at + rest[name_at..].find(ends_name)?;
    let mut cursor = Attributes { source: rest, at: attributes };
    for _ in cursor.by_ref() {}
    let end = cursor.at;
    // Where the last attribute ends, `>` stands, or the markup ends.
    rest[end..].starts_with('>').then(|| Tag {
        name: &rest[name_at..attributes],
        source: &rest[..=end],
        attributes,
        end: at + end + 1,
    })
}

impl<'a> Tag<'a> {
    pub(super) fn attributes(&self) -> impl Iterator<Item = Attribute<'a>> + use<'a> {
        Attributes { source: self.source, at: self.attributes }
    }
}

struct Attributes<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Attributes<'a> {
    /// What stands from here up to a character, or to the end.
    fn until(&mut self, is_end: impl Fn(char) -> bool) -> &'a str {
        let rest = &self.source[self.at..];
        let length = rest.find(is_end).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn value(&mut self) -> Option<&'a str> {
        let start = self.at;
        let quote = self.source[start..].chars().next()?;
        if quote == '>' {
            return None;
        }
        if !matches!(quote, '"' | '\'') {
            return Some(self.until(|c| is_blank(c) || c == '>'));
        }
        self.at += 1;
        self.until(|c| c == quote);
        self.at = self.source.len().min(self.at + 1);
        Some(&self.source[start..self.at])
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        self.until(|c| !is_blank(c) && c != '/');
        let rest = &self.source[self.at..];
        if rest.is_empty() || rest.starts_with('>') {
            return None;
        }
        let start = self.at;
        self.at += usize::from(rest.starts_with('=')); // as a first character it is one of the name
        self.until(|c| is_blank(c) || matches!(c, '/' | '>' | '='));
        let name = &self.source[start..self.at];
        let after_name = self.at;
        self.until(|c| !is_blank(c));
        if !self.source[self.at..].starts_with('=') {
            self.at = after_name;
            return Some(Attribute { name, value: None });
        }
        self.at += 1;
        self.until(|c| !is_blank(c));
        Some(Attribute { name, value: self.value() })
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{c}' | '\r' | ' ')
}

/// Whether a text begins with a name, in whatever case, and the name ends there.
pub(super) fn is_named(text: &str, name: &str) -> bool {
    let start = text.as_bytes().get(..name.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        && text[name.len()..].chars().next().is_none_or(|c| is_blank(c) || c == '/' || c == '>')
}

/// Where the next end tag of a name begins and ends; of one that `nests`, the one that ends what is
/// open at `from`.
pub(super) fn next_end(html: &str, from: usize, name: &str, nests: bool) -> Option<(usize, usize)> {
    let mut open = 1;
    let mut at = from;
    loop {
        at += html[at..].find('<')?;
        let rest = &html[at + 1..];
        if rest.strip_prefix('/').is_some_and(|rest| is_named(rest, name)) {
            open -= 1;
            if open == 0 {
                return Some((at, tag_at(html, at)?.end));
            }
        } else if nests && is_named(rest, name) {
            let is_empty = tag_at(html, at)?.source.ends_with("/>");
            open += usize::from(!is_empty);
        }
        at += 1;
    }
}
