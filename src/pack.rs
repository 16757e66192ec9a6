//! The container of the knowledge file: named sections of bytes behind a readable header.
//!
//! ```text
//! GLOSS PACK 2\n
//! {"sections":[{"name":"lists","bytes":123,"sha256":"…","sources":["…"]}]}\n
//! the sections' bytes, one after the other
//! ```
//!
//! `head -n 2` shows what a file holds and where its contents come from. Every section is checked
//! against its fingerprint before anything in it is read.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const MAGIC: &[u8] = b"GLOSS PACK 2\n";

/// The sections of a file, read without copying.
#[derive(Debug)]
pub struct Pack<'a> {
    /// In the order of the file.
    pub sections: Vec<Section<'a>>,
}

/// A named run of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section<'a> {
    /// What the engine asks for it by.
    pub name: String,
    /// Its contents.
    pub bytes: &'a [u8],
    /// What they were made from, one attribution each.
    pub sources: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Header {
    sections: Vec<SectionHeader>,
}

#[derive(Serialize, Deserialize)]
struct SectionHeader {
    name: String,
    bytes: usize,
    sha256: String,
    sources: Vec<String>,
}

impl<'a> Pack<'a> {
    /// Reads a file's header and checks every section.
    ///
    /// # Errors
    /// When the bytes are not such a file, are cut off, or were changed: names the section.
    pub fn read(bytes: &'a [u8]) -> Result<Self, LoadError> {
        let body = bytes.strip_prefix(MAGIC).ok_or_else(|| LoadError::foreign("file"))?;
        let end_of_header = body
            .iter()
            .position(|&byte| byte == b'\n')
            .ok_or_else(|| LoadError::cut_off("header"))?;
        // From a string, as everything else: a second reader of JSON would be downloaded, too.
        let header: Header = std::str::from_utf8(&body[..end_of_header])
            .ok()
            .and_then(|header| serde_json::from_str(header).ok())
            .ok_or_else(|| LoadError::damaged("header"))?;
        let mut rest = &body[end_of_header + 1..];
        let mut sections = Vec::new();
        for SectionHeader { name, bytes, sha256, sources } in header.sections {
            let Some((bytes, after)) = rest.split_at_checked(bytes) else {
                return Err(LoadError::cut_off(&name));
            };
            if fingerprint(bytes) != sha256 {
                return Err(LoadError::damaged(&name));
            }
            sections.push(Section { name, bytes, sources });
            rest = after;
        }
        Ok(Self { sections })
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// When the file has no section of that name.
    pub fn section(&self, name: &str) -> Result<&'a [u8], LoadError> {
        self.sections
            .iter()
            .find(|section| section.name == name)
            .map(|section| section.bytes)
            .ok_or_else(|| LoadError::missing(name))
    }
}

/// Writes a file from its sections.
pub fn write(sections: &[Section]) -> Vec<u8> {
    let header = |section: &Section| SectionHeader {
        name: section.name.clone(),
        bytes: section.bytes.len(),
        sha256: fingerprint(section.bytes),
        sources: section.sources.clone(),
    };
    let header = Header { sections: sections.iter().map(header).collect() };
    let mut file = MAGIC.to_vec();
    file.extend(serde_json::json!(header).to_string().bytes());
    file.push(b'\n');
    for section in sections {
        file.extend_from_slice(section.bytes);
    }
    file
}

/// The file with one section replaced, or added at the end.
///
/// # Errors
/// When `file` cannot be read.
pub fn replace(file: &[u8], section: Section) -> Result<Vec<u8>, LoadError> {
    let mut sections = Pack::read(file)?.sections;
    match sections.iter_mut().find(|known| known.name == section.name) {
        Some(known) => *known = section,
        None => sections.push(section),
    }
    Ok(write(&sections))
}

/// A file's name in the documents that it helped to make: the start of its fingerprint.
pub fn name(file: &[u8]) -> String {
    let mut name = fingerprint(file);
    name.truncate(12);
    name
}

/// SHA-256 in lower-case hexadecimal.
pub fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}"); // writing to a string cannot fail
        hex
    })
}

/// Why a knowledge file cannot be used, and which of its sections is at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    section: String,
    kind: LoadErrorKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LoadErrorKind {
    Foreign,
    CutOff,
    Damaged,
    Missing,
}

impl LoadError {
    fn foreign(section: &str) -> Self {
        Self { section: section.to_owned(), kind: LoadErrorKind::Foreign }
    }

    fn cut_off(section: &str) -> Self {
        Self { section: section.to_owned(), kind: LoadErrorKind::CutOff }
    }

    /// The section's bytes are not what its reader expects.
    pub fn damaged(section: &str) -> Self {
        Self { section: section.to_owned(), kind: LoadErrorKind::Damaged }
    }

    fn missing(section: &str) -> Self {
        Self { section: section.to_owned(), kind: LoadErrorKind::Missing }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let section = &self.section;
        match self.kind {
            LoadErrorKind::Foreign => f.write_str("this is not a Gloss knowledge file, version 2"),
            LoadErrorKind::CutOff => write!(f, "the knowledge file ends inside \"{section}\""),
            LoadErrorKind::Damaged => write!(f, "the knowledge file is damaged in \"{section}\""),
            LoadErrorKind::Missing => write!(f, "the knowledge file has no \"{section}\""),
        }
    }
}

impl std::error::Error for LoadError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let section = |name: &str, bytes| {
            let sources = vec!["our own".to_owned()];
            Section { name: name.to_owned(), bytes, sources }
        };
        write(&[section("lists", b"Pakistan"), section("model", b"weights")])
    }

    #[test]
    fn what_was_written_is_read() {
        let file = file();
        let pack = Pack::read(&file).unwrap();
        assert_eq!(pack.section("lists"), Ok(&b"Pakistan"[..]));
        assert_eq!(pack.section("model"), Ok(&b"weights"[..]));
        assert_eq!(pack.sections[0].sources, ["our own"]);
    }

    #[test]
    fn a_section_is_replaced_or_added() {
        let file = file();
        for (name, expected) in
            [("model", vec!["lists", "model"]), ("maps", vec!["lists", "model", "maps"])]
        {
            let sources = Vec::new();
            let changed =
                replace(&file, Section { name: name.into(), bytes: b"new", sources }).unwrap();
            let pack = Pack::read(&changed).unwrap();
            let names: Vec<_> = pack.sections.iter().map(|section| section.name.as_str()).collect();
            assert_eq!((names, pack.section(name)), (expected, Ok(&b"new"[..])));
        }
    }

    #[test]
    fn a_bad_file_is_refused_by_name() {
        let whole = file();
        let mut changed = whole.clone();
        *changed.last_mut().unwrap() ^= 1;
        for (file, message) in [
            (&b"PK\x03\x04"[..], "this is not a Gloss knowledge file, version 2"),
            (&whole[..20], "the knowledge file ends inside \"header\""),
            (&whole[..whole.len() - 1], "the knowledge file ends inside \"model\""),
            (&changed, "the knowledge file is damaged in \"model\""),
        ] {
            assert_eq!(Pack::read(file).unwrap_err().to_string(), message);
        }
        assert_eq!(
            Pack::read(&whole).unwrap().section("maps").unwrap_err().to_string(),
            "the knowledge file has no \"maps\""
        );
    }
}
