//! What the engine found in texts, kept so that an unchanged text is not read again: not after the
//! page was loaded anew, nor when an article is opened again. For the worker.

use gloss::{document::Origin, pack::fingerprint};

use crate::{
    protocol::Hint,
    storage::{Database, Store},
};

/// The version of the engine and of what it knows: what an older one found is not taken.
const ENGINE: &str = env!("GLOSS_ENGINE");

/// The most bytes of readings that are kept.
const MAX_BYTES: usize = 100_000_000;

/// Digits of the parts of a key, so that keys are in the order of their times.
const TIME_DIGITS: usize = 15;

/// The readings of one text in a database: what is asked for and what comes out depends on these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingId(String);

impl ReadingId {
    /// Of a text, the day of publication as it was given, what some blocks are, and what its page says.
    pub fn new(text: &str, published: Option<&str>, hints: &[Hint], origin: &Origin) -> Self {
        // The lengths keep texts and hints apart, whatever stands in them.
        let mut parts = format!("{ENGINE}\n{published:?}\n{origin:?}\n{}\n", text.len());
        parts.push_str(text);
        parts.push_str(&serde_json::to_string(hints).unwrap_or_default()); // its keys are strings
        Self(fingerprint(parts.as_bytes()))
    }
}

/// What was found before: the article as JSON. `None` when it was not read, or is not kept.
pub async fn find(id: &ReadingId) -> Option<String> {
    let database = Database::open().await.ok()?;
    let keys = database.keys(Store::Readings).await.ok()?;
    let key = keys.iter().find(|key| key.ends_with(&id.0))?;
    database.get(Store::Readings, key).await.ok()?
}

/// Keeps what was found: the article as JSON. `now` is the time in milliseconds. A browser that
/// refuses has the text read again another time.
pub async fn keep(id: &ReadingId, article: &str, now: f64) {
    if article.len() > MAX_BYTES {
        return;
    }
    let Ok(database) = Database::open().await else { return };
    let Ok(keys) = database.keys(Store::Readings).await else { return };
    // First, so that there is room.
    let outdated = outdated(&keys, MAX_BYTES - article.len());
    if database.remove(Store::Readings, &outdated).is_ok() {
        let key = key(id, article.len(), now);
        if let Ok(transaction) = database.put(&[(Store::Readings, &key, article)]) {
            let _ = transaction.done().await;
        }
    }
}

fn key(ReadingId(id): &ReadingId, bytes: usize, now: f64) -> String {
    format!("{now:0TIME_DIGITS$.0}-{bytes}-{id}")
}

/// The keys of the oldest readings, all but those that take so many bytes together.
fn outdated(keys: &[String], mut room: usize) -> Vec<String> {
    let bytes = |key: &String| key.split('-').nth(1).and_then(|bytes| bytes.parse().ok());
    let fits = |key: &&String| {
        let left = bytes(key).and_then(|bytes: usize| room.checked_sub(bytes));
        room = left.unwrap_or(0);
        left.is_some()
    };
    let newest = keys.iter().rev().take_while(fits).count();
    keys[..keys.len() - newest].to_vec()
}

#[cfg(test)]
mod tests {
    use gloss::document::BlockKind;

    use super::*;

    #[test]
    fn whatever_changes_the_reading_changes_its_id() {
        let hint = |start, end| Hint { start, end, kind: BlockKind::Furniture };
        let none = Origin::default();
        let byline = Origin { byline: Some("Zoë Lind".to_owned()), ..Origin::default() };
        let ids = [
            ReadingId::new("Rain fell.", None, &[], &none),
            ReadingId::new("Rain fell!", None, &[], &none),
            ReadingId::new("Rain fell.", Some(""), &[], &none),
            ReadingId::new("Rain fell.", Some("2026-11-30"), &[], &none),
            ReadingId::new("Rain fell.", None, &[hint(0, 4)], &none),
            ReadingId::new("Rain fell.", None, &[hint(0, 5)], &none),
            ReadingId::new("Rain fell.", None, &[], &byline),
        ];
        for (at, id) in ids.iter().enumerate() {
            assert!(!ids[..at].contains(id), "{at}");
        }
        assert_eq!(ids[0], ReadingId::new("Rain fell.", None, &[], &none));
    }

    #[test]
    fn the_oldest_readings_go_when_there_is_no_room() {
        let id = ReadingId::new("Rain fell.", None, &[], &Origin::default());
        let keys: Vec<String> =
            [(30, 1.0), (20, 200.0), (10, 3_000.0)].map(|(bytes, now)| key(&id, bytes, now)).into();
        assert!(keys.is_sorted());
        for (room, gone) in [(60, 0), (59, 1), (30, 1), (29, 2), (9, 3), (0, 3)] {
            assert_eq!(outdated(&keys, room), keys[..gone], "{room}");
        }
    }
}
