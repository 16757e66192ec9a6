//! Readers of the data folder's files: text, CSV, gzip, tar, zip.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use flate2::read::{DeflateDecoder, GzDecoder};
use serde_json::Value;

/// Reads a file. An error names it.
#[expect(clippy::disallowed_methods, reason = "building the lists reads the data folder")]
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path).map_err(|error| named(path, &error))
}

/// Reads a text. Bytes that are not UTF-8 become replacement characters.
pub(in crate::train) fn text(path: &Path) -> io::Result<String> {
    Ok(String::from_utf8_lossy(&bytes(path)?).into_owned())
}

/// Reads JSON.
pub(super) fn json(path: &Path) -> io::Result<Value> {
    serde_json::from_slice(&bytes(path)?).map_err(|error| named(path, &error))
}

/// Unpacks a gzip file.
pub(super) fn gunzip(path: &Path) -> io::Result<Vec<u8>> {
    let mut unpacked = Vec::new();
    GzDecoder::new(&bytes(path)?[..])
        .read_to_end(&mut unpacked)
        .map_err(|error| named(path, &error))?;
    Ok(unpacked)
}

/// Unpacks the first file of a zip archive.
pub(super) fn unzip_first(path: &Path) -> io::Result<Vec<u8>> {
    let archive = bytes(path)?;
    let number = |at: usize| {
        let bytes = archive.get(at..at + 2).unwrap_or(&[0, 0]);
        usize::from(bytes[0]) | usize::from(bytes[1]) << 8
    };
    let start = 30 + number(26) + number(28); // a local header, the file's name, extra fields
    let mut unpacked = Vec::new();
    DeflateDecoder::new(archive.get(start..).unwrap_or_default())
        .read_to_end(&mut unpacked)
        .map_err(|error| named(path, &error))?;
    Ok(unpacked)
}

fn named(path: &Path, error: &dyn std::error::Error) -> io::Error {
    io::Error::other(format!("{}: {error}", path.display()))
}

/// Rows of a CSV text, quoted fields included. The first is the header.
pub(in crate::train) fn csv(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let (mut row, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut characters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                field.push('"');
                characters.next();
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut field).trim_end_matches('\r').to_owned());
                rows.push(std::mem::take(&mut row));
            }
            _ => field.push(character),
        }
    }
    if !field.is_empty() || !row.is_empty() {
        row.push(field);
        rows.push(row);
    }
    rows
}

/// A CSV file whose columns are asked for by name.
pub(in crate::train) struct Table {
    header: Vec<String>,
    pub(in crate::train) rows: Vec<Vec<String>>,
}

impl Table {
    pub(in crate::train) fn read(path: &Path) -> io::Result<Self> {
        let mut rows = csv(&text(path)?);
        if rows.is_empty() {
            return Err(io::Error::other(format!("{}: empty", path.display())));
        }
        let header = rows.remove(0);
        Ok(Self { header, rows })
    }

    /// A field of a row; empty when there is no such column.
    pub(in crate::train) fn get<'a>(&self, row: &'a [String], column: &str) -> &'a str {
        let index = self.header.iter().position(|name| name == column);
        index.and_then(|index| row.get(index)).map_or("", |field| field.trim())
    }
}

/// The countries of the World Factbook, in the order of their file names.
pub(super) struct Factbook {
    pub(super) countries: Vec<Value>,
}

impl Factbook {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let archive = gunzip(path)?;
        let mut files = tar_files(&archive);
        files.sort_unstable();
        let countries = files
            .into_iter()
            .filter(|(name, _)| has_extension(name, "json"))
            .filter_map(|(_, content)| serde_json::from_slice(content).ok())
            .collect();
        Ok(Self { countries })
    }
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}

/// The text at a path of a factbook entry, without markup. Empty when it is not there.
pub(super) fn factbook_text(country: &Value, path: &[&str]) -> String {
    let value = path.iter().fold(country, |value, key| &value[*key]);
    plain(value["text"].as_str().unwrap_or_default())
}

/// Markup becomes `;` (tags) or its character (entities).
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for character in text.chars() {
        match character {
            '<' => {
                inside = true;
                plain.push(';');
            }
            '>' if inside => inside = false,
            _ if inside => {}
            _ => plain.push(character),
        }
    }
    plain.replace("&nbsp;", " ").replace("&rsquo;", "’").replace("&amp;", "&")
}

/// Name and content of each plain file of a tar archive.
fn tar_files(archive: &[u8]) -> Vec<(String, &[u8])> {
    const BLOCK: usize = 512;
    let mut files = Vec::new();
    let mut at = 0;
    while let Some(header) = archive.get(at..at + BLOCK) {
        let field = |range: std::ops::Range<usize>| {
            String::from_utf8_lossy(&header[range]).trim_matches(['\0', ' ']).to_owned()
        };
        let name = field(0..100);
        let size = usize::from_str_radix(&field(124..136), 8).unwrap_or(0);
        at += BLOCK;
        if let Some(content) = archive.get(at..at + size)
            && !name.is_empty()
        {
            files.push((name, content));
        }
        at += size.div_ceil(BLOCK) * BLOCK;
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_fields_may_be_quoted() {
        let rows = csv("\u{feff}a,b\r\n\"x, y\",\"say \"\"so\"\"\"\nlast");
        assert_eq!(rows, [vec!["a", "b"], vec!["x, y", "say \"so\""], vec!["last"]]);
    }

    #[test]
    fn markup_becomes_plain_text() {
        assert_eq!(plain("A or B<br>C&amp;D"), "A or B;C&D");
    }
}
