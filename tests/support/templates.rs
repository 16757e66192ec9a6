//! The pages of `tests/pages/`: templates filled with articles.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

/// A template with an article in it.
pub(crate) struct Filled {
    /// The template's name and which of its articles it is: "wire-1".
    pub(crate) name: String,
    /// With the marks of what is the article's.
    pub(crate) html: String,
    /// The article.
    pub(crate) slots: BTreeMap<String, String>,
}

/// The templates of a half, each filled with so many articles.
///
/// # Errors
/// When they cannot be read.
pub(crate) fn filled(folder: &Path, half: &str, turns: usize) -> io::Result<Vec<Filled>> {
    let articles = articles(&fs::read_to_string(folder.join("articles.txt"))?);
    let files: io::Result<Vec<PathBuf>> =
        fs::read_dir(folder.join(half))?.map(|entry| Ok(entry?.path())).collect();
    let mut files = files?;
    files.sort();
    let mut pages = Vec::new();
    for (number, file) in files.iter().enumerate() {
        let template = fs::read_to_string(file)?;
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        for turn in 0..turns {
            let slots = articles[(number + 3 * turn) % articles.len()].clone();
            let mut html = template.clone();
            for (slot, text) in &slots {
                html = html.replace(&format!("{{{{{slot}}}}}"), text);
            }
            pages.push(Filled { name: format!("{name}-{}", turn + 1), html, slots });
        }
    }
    Ok(pages)
}

/// The articles: for each its slots.
fn articles(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut articles: Vec<BTreeMap<String, String>> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with("== ") {
            articles.push(BTreeMap::new());
        } else if let (Some((slot, text)), Some(article)) =
            (line.split_once(' '), articles.last_mut())
        {
            article.insert(slot.to_owned(), text.to_owned());
        }
    }
    articles
}
