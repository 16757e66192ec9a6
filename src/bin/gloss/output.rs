//! Where documents go.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use crate::input::{is_standard_input, name_of};

/// Where documents go.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// Standard output, over several lines.
    Text,
    /// Standard output, one document a line.
    Lines,
    /// A file for each article, in the order of the articles.
    Files(Vec<PathBuf>),
}

impl Output {
    /// Where the documents of these articles go.
    ///
    /// # Errors
    /// When two would become one file.
    pub(crate) fn plan(articles: &[PathBuf], output: Option<&Path>) -> Result<Self, String> {
        let Some(output) = output else {
            return Ok(if articles.len() == 1 { Self::Text } else { Self::Lines });
        };
        if articles.len() == 1 && !is_folder(output) {
            return Ok(Self::Files(vec![output.to_owned()]));
        }
        let files: Vec<PathBuf> =
            articles.iter().map(|article| output.join(file_name(article))).collect();
        let mut taken = BTreeMap::new();
        for (file, article) in files.iter().zip(articles) {
            if let Some(other) = taken.insert(file, article) {
                let (other, article) = (name_of(other), name_of(article));
                return Err(format!("{other} and {article} would both become {}", file.display()));
            }
        }
        Ok(Self::Files(files))
    }
}

fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(std::path::is_separator)
}

/// "reports/floods.txt" becomes "floods.gloss.json".
fn file_name(article: &Path) -> PathBuf {
    let stem = if is_standard_input(article) { None } else { article.file_stem() };
    let mut name = stem.unwrap_or("article".as_ref()).to_owned();
    name.push(".gloss.json");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_documents_go() {
        let plan = |articles: &[&str], output: Option<&str>| {
            let articles: Vec<PathBuf> = articles.iter().map(PathBuf::from).collect();
            Output::plan(&articles, output.map(Path::new))
        };
        let files = |names: &[&str]| Ok(Output::Files(names.iter().map(PathBuf::from).collect()));
        assert_eq!(plan(&["a.txt"], None), Ok(Output::Text));
        assert_eq!(plan(&["a.txt", "-"], None), Ok(Output::Lines));
        assert_eq!(plan(&["a.txt"], Some("x.json")), files(&["x.json"]));
        assert_eq!(plan(&["a.b.txt"], Some("x/")), files(&["x/a.b.gloss.json"]));
        assert_eq!(
            plan(&["f/a.txt", "-"], Some("x")),
            files(&["x/a.gloss.json", "x/article.gloss.json"])
        );
        assert_eq!(
            plan(&["f/a.txt", "g/a.html"], Some("x")),
            Err("f/a.txt and g/a.html would both become x/a.gloss.json".to_owned())
        );
    }
}
