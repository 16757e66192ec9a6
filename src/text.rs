//! The article's text, and positions in it.
//!
//! Inside the engine a position is a byte offset on a character boundary. Saved documents count
//! Unicode code points and the DOM counts UTF-16 units; [`OffsetMap`] converts at the edge.
//! Spans and ids are types of their own, so that they cannot be mixed.

use std::ops::Range;

use crate::document::Named;

mod lower;

pub use lower::{Lower, small};

/// The text as pasted, except that CRLF and CR became LF. Never changed afterwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    /// Takes a pasted text. A text of 4 GiB or more is cut at the last character before that.
    pub fn new(pasted: &str) -> Self {
        let mut text = if pasted.contains('\r') {
            pasted.replace("\r\n", "\n").replace('\r', "\n")
        } else {
            pasted.to_owned()
        };
        if u32::try_from(text.len()).is_err() {
            text.truncate(text.floor_char_boundary(u32::MAX as usize));
        }
        Self(text)
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The characters that a span covers.
    ///
    /// # Panics
    /// When the span was made for another text.
    pub fn slice(&self, span: ByteSpan) -> &str {
        &self.0[span.range()]
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

/// Whether a character is nothing to read: white space, a control character, or a mark that only
/// steers line breaks or writing direction. Joiners inside words (ZWJ, ZWNJ) are not blank.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A stretch of text in bytes, end excluded. `start <= end`, both on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteSpan {
    start: u32,
    end: u32,
}

impl ByteSpan {
    /// A span from `start` to before `end`, in bytes.
    ///
    /// # Panics
    /// When `start > end`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span ends before it starts: {start}..{end}");
        Self { start: start as u32, end: end as u32 }
    }

    /// First byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last one.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether nothing is covered.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range, to slice with.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether all of `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Defines an index into one of the document's tables.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The id of the element at `index`.
            pub fn new(index: usize) -> Self {
                Self(index as u32)
            }

            /// Where the element stands in its table.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// Names a block.
    BlockId
);
id!(
    /// Names a sentence.
    SentenceId
);
id!(
    /// Names a token.
    TokenId
);
id!(
    /// Names a mention.
    MentionId
);
id!(
    /// Names an entity.
    EntityId
);

/// A run of tokens, end excluded. `start <= end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenSpan {
    start: u32,
    end: u32,
}

impl TokenSpan {
    /// The tokens from `start` to before `end`.
    ///
    /// # Panics
    /// When `start > end`.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span ends before it starts: {start}..{end}");
        Self { start: start as u32, end: end as u32 }
    }

    /// Index of the first token.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Index after the last token.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// How many tokens.
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether it holds no token.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range, to slice with.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether the two share at least one token.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether all of `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// What a position outside the engine counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OffsetUnit {
    /// Unicode code points: saved documents, Python.
    #[default]
    CodePoint,
    /// UTF-16 code units: JavaScript and the DOM.
    Utf16,
}

impl Named for OffsetUnit {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::CodePoint, "code_point"), (Self::Utf16, "utf16")];
}

/// Converts between bytes and code points or UTF-16 units, both ways in logarithmic time.
///
/// Holds one entry for each non-ASCII character, so ASCII text costs nothing.
#[derive(Clone, Debug)]
pub struct OffsetMap {
    len: usize,
    unit: OffsetUnit,
    wide: Vec<WideChar>,
}

/// A non-ASCII character: the positions just after it, in bytes and in units.
#[derive(Clone, Copy, Debug)]
struct WideChar {
    byte_end: u32,
    unit_start: u32,
    unit_end: u32,
}

impl OffsetMap {
    /// Reads a text once.
    pub fn new(text: &str, unit: OffsetUnit) -> Self {
        let mut wide = Vec::new();
        let (mut byte_end, mut unit_end) = (0, 0);
        for (byte_start, character) in text.char_indices() {
            if character.is_ascii() {
                continue;
            }
            let unit_start = unit_end + (byte_start as u32 - byte_end);
            byte_end = byte_start as u32 + character.len_utf8() as u32;
            unit_end = unit_start
                + match unit {
                    OffsetUnit::CodePoint => 1,
                    OffsetUnit::Utf16 => character.len_utf16() as u32,
                };
            wide.push(WideChar { byte_end, unit_start, unit_end });
        }
        Self { len: text.len(), unit, wide }
    }

    /// What this map counts.
    pub fn unit(&self) -> OffsetUnit {
        self.unit
    }

    /// The position of a byte offset (on a character boundary) in units.
    pub fn from_byte(&self, byte: usize) -> usize {
        let before = self.wide.partition_point(|w| w.byte_end as usize <= byte);
        let (byte_end, unit_end) = self.ends(before);
        unit_end + (byte - byte_end)
    }

    /// The byte offset of a position in units, or `None` when it lies beyond the text or inside
    /// a character.
    pub fn to_byte(&self, unit: usize) -> Option<usize> {
        let before = self.wide.partition_point(|w| w.unit_end as usize <= unit);
        if self.wide.get(before).is_some_and(|w| (w.unit_start as usize) < unit) {
            return None;
        }
        let (byte_end, unit_end) = self.ends(before);
        let byte = byte_end.checked_add(unit - unit_end)?;
        (byte <= self.len).then_some(byte)
    }

    /// The ends, in bytes and units, of the last wide character among the first `count`.
    fn ends(&self, count: usize) -> (usize, usize) {
        match count.checked_sub(1).map(|last| self.wide[last]) {
            Some(w) => (w.byte_end as usize, w.unit_end as usize),
            None => (0, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn line_ends_become_lf_and_nothing_else_changes() {
        for (pasted, text) in [
            ("a\r\nb", "a\nb"),
            ("a\rb\n\rc", "a\nb\n\nc"),
            ("\u{feff}a\u{0}b  c", "\u{feff}a\u{0}b  c"),
            ("e\u{301}", "e\u{301}"),
        ] {
            assert_eq!(Text::new(pasted).as_str(), text, "{pasted:?}");
        }
    }

    #[test]
    fn positions_after_an_emoji() {
        let text = "🚨 Zoë";
        let points = OffsetMap::new(text, OffsetUnit::CodePoint);
        let utf16 = OffsetMap::new(text, OffsetUnit::Utf16);
        let byte = text.find('Z').unwrap();
        assert_eq!((points.from_byte(byte), utf16.from_byte(byte)), (2, 3));
        assert_eq!((points.to_byte(2), utf16.to_byte(3)), (Some(byte), Some(byte)));
        assert_eq!(utf16.to_byte(1), None, "inside the emoji");
        assert_eq!(points.to_byte(6), None, "beyond the text");
        assert_eq!(points.to_byte(usize::MAX), None, "far beyond the text");
    }

    proptest! {
        #[test]
        fn offsets_agree_with_counting(text in "\\PC*") {
            let points = OffsetMap::new(&text, OffsetUnit::CodePoint);
            let utf16 = OffsetMap::new(&text, OffsetUnit::Utf16);
            for byte in (0..=text.len()).filter(|&b| text.is_char_boundary(b)) {
                let before = &text[..byte];
                prop_assert_eq!(points.from_byte(byte), before.chars().count());
                prop_assert_eq!(utf16.from_byte(byte), before.encode_utf16().count());
                prop_assert_eq!(points.to_byte(points.from_byte(byte)), Some(byte));
                prop_assert_eq!(utf16.to_byte(utf16.from_byte(byte)), Some(byte));
            }
        }
    }
}
