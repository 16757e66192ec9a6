//! Reads an article from a file.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use gloss::{document::Origin, export::json, markup::is_source, pipeline::BlockHint};
use time::Date;

use crate::html;

/// An article's text, what its markup says of the blocks, and what its page says of it.
#[derive(Default)]
pub(crate) struct Article {
    pub(crate) text: String,
    pub(crate) block_hints: Vec<BlockHint>,
    pub(crate) published: Option<Date>,
    pub(crate) origin: Origin,
}

/// Whether a path means standard input.
pub(crate) fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// How a path is called in messages.
pub(crate) fn name_of(path: &Path) -> String {
    if is_standard_input(path) { "standard input".to_owned() } else { path.display().to_string() }
}

/// Reads an article.
///
/// # Errors
/// When the file cannot be read or is not an article; the message names the line where it can.
pub(crate) fn read(path: &Path) -> Result<Article, String> {
    let bytes = bytes(path).map_err(|error| plain(&error))?;
    let text = utf8(without_mark(&bytes))?;
    if text.trim_start().starts_with('{') && json::read(text).is_ok() {
        return Err("is annotated already; give the article's text".to_owned());
    }
    if is_page(path) || is_source(text) && !has_ending(path, &["md"]) {
        return html::read(text).map_err(|tangled| tangled.to_string());
    }
    Ok(Article { text: text.to_owned(), ..Article::default() })
}

/// Without the byte order mark that editors on Windows put before a text. It is no part of it.
pub(crate) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    if !is_standard_input(path) {
        return fs::read(path);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// An operating system's words without its number.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder".to_owned(),
        _ => error.to_string(),
    }
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = &bytes[..error.valid_up_to()];
        let line = valid.split(|&byte| byte == b'\n').count();
        format!("line {line} is not text in UTF-8")
    })
}

fn is_page(path: &Path) -> bool {
    has_ending(path, &["html", "htm", "xhtml"])
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|it| endings.iter().any(|known| it.eq_ignore_ascii_case(known)))
}
