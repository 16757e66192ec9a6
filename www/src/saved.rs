//! What is kept of an article between visits: its text, the reader's choices, and the whole article
//! when it came from a file.

use std::collections::BTreeSet;

use gloss::{
    document::Origin,
    export::json::{self, Article},
    order::gather,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{
    protocol::{Hint, OriginInJson},
    state::{Restored, Screen, Work},
    switches::Switch,
};

/// What is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    /// Text box or article.
    pub screen: Screen,
    /// The article's text.
    pub text: String,
    /// What its blocks are.
    pub hints: Vec<Hint>,
    /// The day of publication that the reader or the pasted page gave; empty when the reader took it
    /// away.
    #[serde(default)] // as earlier versions saved it
    pub published: Option<String>,
    /// What the page that it comes from says of it.
    #[serde(default, skip_serializing_if = "is_silent", with = "OriginInJson")]
    pub origin: Origin,
    /// What is not highlighted.
    pub hidden: Hidden,
    /// The words in the text box.
    pub draft: String,
    /// The article as the file had it, when it came from one. Kept as a record beside this one, since
    /// it is large and changes seldom; earlier versions had it here.
    #[serde(default, skip_serializing)]
    pub article: Option<Box<Article>>,
}

/// Whether no page says anything.
fn is_silent(origin: &Origin) -> bool {
    *origin == Origin::default()
}

/// Switches of the legend, saved by name; names that this version does not know are dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden(pub BTreeSet<Switch>);

impl Serialize for Hidden {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|switch| switch.name()))
    }
}

impl<'de> Deserialize<'de> for Hidden {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let names = Vec::<String>::deserialize(deserializer)?;
        Ok(Self(gather(names.iter().filter_map(|name| Switch::from_name(name)))))
    }
}

/// The words that any version keeps under these names.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Words {
    text: String,
    draft: String,
}

impl Saved {
    /// What is worth keeping of a state of an article, except what came from a file.
    pub fn of(work: &Work) -> Self {
        Self {
            screen: work.screen,
            text: work.text.as_ref().to_owned(),
            hints: work.hints.to_vec(),
            published: work.published.as_deref().map(ToOwned::to_owned),
            origin: (*work.origin).clone(),
            hidden: Hidden((*work.hidden).clone()),
            draft: work.draft.as_ref().to_owned(),
            article: None,
        }
    }

    /// The words of a record that cannot be read, if at least they can.
    fn words_of(record: &str) -> Self {
        let Words { text, draft } = serde_json::from_str(record).unwrap_or_default();
        Self {
            screen: Screen::Article,
            text: gloss::text::Text::new(&text).as_str().to_owned(),
            hints: Vec::new(),
            published: None,
            origin: Origin::default(),
            hidden: Hidden::default(),
            draft,
            article: None,
        }
    }
}

/// Reads the records of an article: what is kept of it, and what came from a file if it did. A
/// record of another version, which cannot be read, gives its words.
pub fn read(article: &str, record: &str, file: Option<&str>) -> Restored {
    let read = || {
        let mut saved: Saved = serde_json::from_str(record).ok()?;
        if let Some(file) = file {
            saved.article = Some(Box::new(json::read(file).ok()?));
        }
        Some(saved)
    };
    let saved = read().filter(fits);
    let is_readable = saved.is_some();
    let saved = saved.unwrap_or_else(|| Saved::words_of(record));
    Restored { article: article.into(), saved, is_readable }
}

/// Whether hints lie in the text, and the article is of the same text.
fn fits(saved: &Saved) -> bool {
    let has = |&Hint { start, end, .. }: &Hint| saved.text.get(start..end).is_some();
    let is_of = |article: &Article| article.document.text == saved.text;
    saved.hints.iter().all(has) && saved.article.as_deref().is_none_or(is_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = r#"{"screen":"Article","text":"Rain fell.","hints":[],"published":null,"hidden":["DATE"],"draft":"Rain fell."}"#;

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let of_page = RECORD.replace(
            r#","hidden""#,
            r#","origin":{"address":"https://example.org/a","byline":null,"language":"en"},"hidden""#,
        );
        let unnamed = RECORD.replace(r#"["DATE"]"#, r#"["DATE","WITHOUT_NAME"]"#);
        for record in [RECORD, &of_page, &unnamed] {
            let restored = read("a", record, None);
            assert!(restored.is_readable);
            assert_eq!(serde_json::to_string(&restored.saved).unwrap(), record);
        }
    }

    #[test]
    fn what_another_version_hides_and_this_one_does_not_know_is_shown() {
        let record = RECORD.replace("DATE", r#"COLOUR","WITHOUT_NAME"#);
        let hidden = read("a", &record, None).saved.hidden;
        assert_eq!(hidden, Hidden(BTreeSet::from([Switch::WithoutName])));
    }

    #[test]
    fn of_a_record_of_another_version_the_words_are_read() {
        for (record, text, draft) in [
            (&*RECORD.replace("Article", "Split"), "Rain fell.", "Rain fell."),
            (r#"{"version":9,"text":"Rain\r\nfell.","blocks":{}}"#, "Rain\nfell.", ""),
            (r#"{"draft":"Half a sent"}"#, "", "Half a sent"),
            (r#"{"text":7}"#, "", ""),
            ("\u{1}", "", ""),
            (
                &*RECORD
                    .replace(r#""hints":[]"#, r#""hints":[{"start":4,"end":99,"kind":"title"}]"#),
                "Rain fell.",
                "Rain fell.",
            ),
        ] {
            let Restored { saved, is_readable, .. } = read("a", record, None);
            assert!(!is_readable, "{record}");
            assert_eq!((&*saved.text, &*saved.draft), (text, draft), "{record}");
        }
        assert!(!read("a", RECORD, Some(r#"{"format":"gloss","version":9}"#)).is_readable);
    }
}
