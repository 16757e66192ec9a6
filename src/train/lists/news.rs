//! Names that news agencies have written of: counts over the Groningen Meaning Bank.

use std::{collections::BTreeMap, io, path::Path};

use super::{Builder, Draft, files};
use crate::{
    document::EntityType,
    lists::{ListName, WordClasses},
};

/// A name counts when it was seen at least so often,
const LEAST_SEEN: usize = 3;
/// and with one type in at least so many of a hundred cases.
const LEAST_PERCENT: usize = 80;

/// Adds people and organisations by name, and the words of people's names.
pub(super) fn add_names(builder: &mut Builder, data: &Path) -> io::Result<()> {
    let csv = files::unzip_first(&data.join("gmb/ner_dataset.csv.zip"))?;
    let text: String = csv.iter().map(|&byte| char::from(byte)).collect(); // Latin-1
    let mut names: BTreeMap<String, BTreeMap<&'static str, usize>> = BTreeMap::new();
    let mut words: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (tag, phrase) in phrases(&text) {
        let phrase = without_titles(builder, &phrase);
        for word in phrase.split(' ') {
            let (all, person) = words.entry(word.to_owned()).or_default();
            *all += 1;
            *person += usize::from(tag == "per");
        }
        *names.entry(phrase).or_default().entry(tag).or_default() += 1;
    }
    for (word, (all, person)) in words {
        if all >= LEAST_SEEN && person * 100 >= all * LEAST_PERCENT && !builder.knows(&word) {
            let is_name = word.chars().count() > 2 && word.starts_with(char::is_uppercase);
            if is_name && !builder.classes(&word).any(WordClasses::COMMON) {
                builder.word(&word, WordClasses::PERSON_LIKE);
            }
        }
    }
    for (phrase, tags) in names {
        if let Some(entity_type) = prevailing_type(&tags)
            && phrase.len() > 3
            && phrase.contains(' ')
            && !builder.classes(&phrase).any(WordClasses::COMMON | WordClasses::ANY_TITLE)
        {
            builder.thing_if_new(Draft::new(&phrase, entity_type, ListName::News));
        }
    }
    Ok(())
}

fn prevailing_type(tags: &BTreeMap<&'static str, usize>) -> Option<EntityType> {
    let all: usize = tags.values().sum();
    let (&tag, &count) = tags.iter().max_by_key(|(_, count)| **count)?;
    let entity_type = match tag {
        "per" => EntityType::Person,
        "org" => EntityType::Org,
        _ => return None,
    };
    (count >= LEAST_SEEN && count * 100 >= all * LEAST_PERCENT).then_some(entity_type)
}

/// The tagged names: rows are `sentence,word,part of speech,tag`.
fn phrases(text: &str) -> Vec<(&'static str, String)> {
    let mut phrases: Vec<(&'static str, String)> = Vec::new();
    let mut open = false;
    for row in files::csv(text) {
        let [sentence, word, _, tag] = &row[..] else { continue };
        let name = match tag.get(2..) {
            Some("per") => "per",
            Some("org") => "org",
            Some("geo") => "geo",
            Some("gpe") => "gpe",
            _ => "",
        };
        let goes_on = open && tag.starts_with("I-") && sentence.is_empty();
        match phrases.last_mut() {
            Some((last, phrase)) if goes_on && *last == name => {
                phrase.push(' ');
                phrase.push_str(word);
            }
            _ if !name.is_empty() => phrases.push((name, word.clone())),
            _ => {}
        }
        open = !name.is_empty();
    }
    phrases
}

/// "President George Bush" as "George Bush".
fn without_titles(builder: &Builder, phrase: &str) -> String {
    let words: Vec<&str> = phrase.split(' ').collect();
    let mut start = 0;
    while start + 1 < words.len()
        && let Some(end) = (start + 1..words.len()).rev().find(|&end| {
            builder
                .classes(&words[start..end].join(" "))
                .any(WordClasses::ANY_TITLE | WordClasses::ROLE)
        })
    {
        start = end;
    }
    words[start..].join(" ")
}
