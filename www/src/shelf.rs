//! The articles that the browser keeps, as a list to reopen them from.

use std::cmp::Reverse;

use gloss::order::sort_by_key;
use serde::{Deserialize, Serialize};

use crate::{
    relations::moment,
    saved::read,
    state::{ArticleId, title_of},
};

/// An article that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its name among those that are kept.
    pub article: ArticleId,
    /// What it is called.
    pub title: Title,
}

/// What the list says of an article, kept beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// Its title or first words; empty when it has none.
    pub words: String,
    /// When it was kept last, in milliseconds since 1970; `None` when that is not known.
    pub kept_at: Option<u64>,
}

impl Title {
    /// That of an article which was kept without one, by its record. The id of most begins with a time.
    pub fn of_record(article: &str, record: &str) -> Self {
        let saved = read(article, record, None).saved;
        let words = if saved.text.is_empty() { &saved.draft } else { &saved.text };
        let kept_at = article.split_once('-').and_then(|(time, _)| time.parse().ok());
        Self { words: title_of(words), kept_at }
    }
}

/// The articles that have words, the newest first.
pub fn shelf(articles: Vec<Kept>) -> Vec<Kept> {
    let mut shelf: Vec<Kept> =
        articles.into_iter().filter(|kept| !kept.title.words.is_empty()).collect();
    sort_by_key(&mut shelf, |kept| Reverse(kept.title.kept_at));
    shelf
}

/// When something was, in words: "today, 14:05", "12 March 2024". Both as "2024-03-12T14:05".
pub fn when_words(then: &str, now: &str) -> String {
    let (day, clock) = then.split_once('T').unwrap_or((then, ""));
    if now.starts_with(day) {
        return format!("today, {clock}");
    }
    moment(day).map_or_else(|| day.to_owned(), |day| day.words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(words: &str, kept_at: Option<u64>) -> Kept {
        Kept { article: words.into(), title: Title { words: words.to_owned(), kept_at } }
    }

    #[test]
    fn the_newest_come_first_and_what_has_no_words_not_at_all() {
        let all = [("old", Some(1)), ("", Some(9)), ("new", Some(5)), ("of no time", None)];
        let shelf = shelf(all.map(|(words, kept_at)| kept(words, kept_at)).into());
        let words: Vec<&str> = shelf.iter().map(|kept| &*kept.title.words).collect();
        assert_eq!(words, ["new", "old", "of no time"]);
    }

    #[test]
    fn an_article_without_a_title_gets_one_from_its_record() {
        let long = "word ".repeat(30);
        for (article, record, words, kept_at) in [
            (
                "1700000000000-7-2",
                r#"{"text":"\n Rain fell.\nMore."}"#,
                "Rain fell.",
                Some(1_700_000_000_000),
            ),
            ("last", r#"{"text":"","draft":"Half a sent"}"#, "Half a sent", None),
            ("last", "no JSON", "", None),
            (
                "last",
                &format!(r#"{{"text":"{long}"}}"#),
                &format!("{}…", long[..60].trim_end()),
                None,
            ),
        ] {
            let title = Title { words: words.to_owned(), kept_at };
            assert_eq!(Title::of_record(article, record), title);
        }
    }

    #[test]
    fn when_it_was_kept_is_said_in_words() {
        for (then, words) in [
            ("2026-11-30T09:05", "today, 09:05"),
            ("2026-11-29T23:59", "29 November 2026"),
            ("2025-11-30T09:05", "30 November 2025"),
        ] {
            assert_eq!(when_words(then, "2026-11-30T14:00"), words);
        }
    }
}
