//! Ordinary words, and words that large text uses like people's names.

use std::{collections::BTreeMap, io, path::Path};

use super::{Builder, files};
use crate::lists::WordClasses;

/// Words beyond this rank are too rare to say anything.
const RANKS: usize = 250_000;
/// An ordinary word is at least this frequent.
const COMMON_RANKS: usize = 140_000;
/// A cluster is one of people when so many of its hundred capitalised words are known names.
const PERSON_PERCENT: usize = 40;

/// Reads the words of large text, most frequent first, each with its cluster: the written form
/// says whether a word is usually small, its cluster whether it behaves like a name.
pub(super) fn add_common_words(builder: &mut Builder, lists: &Path) -> io::Result<()> {
    let bytes = files::gunzip(&lists.join("word-clusters/en_lexeme_cluster.json.gz"))?;
    let words = read_clusters(&bytes);
    let ranks: BTreeMap<&str, usize> =
        words.iter().enumerate().map(|(rank, (word, _))| (word.as_str(), rank)).collect();
    for (rank, (word, _)) in words.iter().enumerate().take(COMMON_RANKS) {
        let is_small = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_small && ranks.get(&*capitalised(word)).is_none_or(|&capital| capital > rank) {
            builder.word(word, WordClasses::COMMON);
        }
    }
    let people = person_clusters(builder, &words);
    for (word, cluster) in words.iter().take(RANKS) {
        if people.contains(cluster) && is_capitalised(word) {
            let classes = builder.classes(word);
            if !classes.any(WordClasses::COMMON | WordClasses::NOT_A_NAME) && !builder.knows(word) {
                builder.word(word, WordClasses::PERSON_LIKE);
            }
        }
    }
    Ok(())
}

/// The clusters in which known names prevail. Cluster 0 holds everything without a cluster.
fn person_clusters(builder: &Builder, words: &[(String, u32)]) -> Vec<u32> {
    let mut counts: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (word, cluster) in words.iter().take(RANKS).filter(|(word, _)| is_capitalised(word)) {
        let classes = builder.classes(word);
        let (all, named) = counts.entry(*cluster).or_default();
        *all += 1;
        *named += usize::from(classes.any(WordClasses::FORENAME | WordClasses::SURNAME));
    }
    counts
        .into_iter()
        .filter(|&(cluster, (all, named))| {
            cluster != 0 && all >= 10 && named * 100 >= all * PERSON_PERCENT
        })
        .map(|(cluster, _)| cluster)
        .collect()
}

fn is_capitalised(word: &str) -> bool {
    let mut characters = word.chars();
    word.len() > 2
        && characters.next().is_some_and(char::is_uppercase)
        && characters.all(char::is_lowercase)
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1); // ASCII only
    first.to_ascii_uppercase() + rest
}

/// Reads `"word": cluster` lines in their order, which a JSON map would lose.
fn read_clusters(json: &[u8]) -> Vec<(String, u32)> {
    String::from_utf8_lossy(json)
        .lines()
        .filter_map(|line| {
            let (word, cluster) = line.trim().trim_end_matches(',').rsplit_once(':')?;
            Some((serde_json::from_str(word).ok()?, cluster.trim().parse().ok()?))
        })
        .collect()
}
