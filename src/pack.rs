//! The container of the knowledge file: named sections of bytes behind a readable header.
//!
//! ```text
//! GLOSS PACK 1\n
//! {"sections":[{"name":"lists","bytes":123,"sha256":"…"}],"sources":["…"]}\n
//! the sections' bytes, one after the other
//! ```
//!
//! `head -n 2` shows what a file holds and where its contents come from. Every section is checked
//! against its fingerprint before anything in it is read.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const MAGIC: &[u8] = b"GLOSS PACK 1\n";

/// The sections of a file, read without copying.
#[derive(Debug)]
pub struct Pack<'a> {
    sections: Vec<(String, &'a [u8])>,
    /// What the contents were made from, one attribution each.
    pub sources: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Header {
    sections: Vec<SectionHeader>,
    sources: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct SectionHeader {
    name: String,
    bytes: usize,
    sha256: String,
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
        let header: Header = serde_json::from_slice(&body[..end_of_header])
            .map_err(|_| LoadError::damaged("header"))?;
        let mut rest = &body[end_of_header + 1..];
        let mut sections = Vec::new();
        for SectionHeader { name, bytes, sha256 } in header.sections {
            let Some((section, after)) = rest.split_at_checked(bytes) else {
                return Err(LoadError::cut_off(&name));
            };
            if fingerprint(section) != sha256 {
                return Err(LoadError::damaged(&name));
            }
            sections.push((name, section));
            rest = after;
        }
        Ok(Self { sections, sources: header.sources })
    }

    /// The bytes of a section.
    ///
    /// # Errors
    /// When the file has no section of that name.
    pub fn section(&self, name: &str) -> Result<&'a [u8], LoadError> {
        self.sections
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, bytes)| *bytes)
            .ok_or_else(|| LoadError::missing(name))
    }
}

/// Writes a file from sections and the attributions of its sources.
pub fn write(sections: &[(&str, &[u8])], sources: &[String]) -> Vec<u8> {
    let header = Header {
        sections: sections
            .iter()
            .map(|&(name, bytes)| SectionHeader {
                name: name.to_owned(),
                bytes: bytes.len(),
                sha256: fingerprint(bytes),
            })
            .collect(),
        sources: sources.to_vec(),
    };
    let mut file = MAGIC.to_vec();
    file.extend(serde_json::json!(header).to_string().bytes());
    file.push(b'\n');
    for (_, bytes) in sections {
        file.extend_from_slice(bytes);
    }
    file
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
            LoadErrorKind::Foreign => f.write_str("this is not a Gloss knowledge file, version 1"),
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
        write(&[("lists", b"Pakistan"), ("model", b"weights")], &["our own".to_owned()])
    }

    #[test]
    fn what_was_written_is_read() {
        let file = file();
        let pack = Pack::read(&file).unwrap();
        assert_eq!(pack.section("lists"), Ok(&b"Pakistan"[..]));
        assert_eq!(pack.section("model"), Ok(&b"weights"[..]));
        assert_eq!(pack.sources, ["our own"]);
    }

    #[test]
    fn a_bad_file_is_refused_by_name() {
        let whole = file();
        let mut changed = whole.clone();
        *changed.last_mut().unwrap() ^= 1;
        for (file, message) in [
            (&b"PK\x03\x04"[..], "this is not a Gloss knowledge file, version 1"),
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
