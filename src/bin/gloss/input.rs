//! Reads an article from a file.

use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use gloss::{Options, document::Origin, export::json, markup::is_source, pipeline::BlockHint};
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

/// What a file holds.
pub(crate) enum Given {
    /// An article's text.
    Text(Article),
    /// A saved document.
    Saved(Box<json::Article>),
}

impl Article {
    /// How it is annotated: as published on a day, if the caller says one.
    pub(crate) fn options(&self, published: Option<Date>) -> Options {
        Options {
            published: published.or(self.published).into(),
            block_hints: self.block_hints.clone(),
            origin: self.origin.clone(),
        }
    }
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
    match read_any(path)? {
        Given::Text(article) => Ok(article),
        Given::Saved(_) => Err("is annotated already; give the article's text".to_owned()),
    }
}

/// Reads an article, annotated or not.
///
/// # Errors
/// As [`read`].
pub(crate) fn read_any(path: &Path) -> Result<Given, String> {
    let text = text(path)?;
    if text.trim_start().starts_with('{')
        && let Ok(article) = json::read(&text)
    {
        return Ok(Given::Saved(Box::new(article)));
    }
    if is_page(path) || is_source(&text) && !has_ending(path, &["md"]) {
        return html::read(&text).map(Given::Text).map_err(|tangled| tangled.to_string());
    }
    Ok(Given::Text(Article { text, ..Article::default() }))
}

/// Reads a file's text, without a byte order mark.
///
/// # Errors
/// When it cannot be read; the message names the line where it can.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    let bytes = bytes(path).map_err(|error| plain(&error))?;
    utf8(without_mark(&bytes)).map(str::to_owned)
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
