//! Corpora of facts: re3d (Dstl, 2016), `KnowledgeNet` (Mesquita et al., 2019), Re-DocRED (Tan et al., 2022).

use std::{collections::BTreeMap, error::Error, ops::Range, path::Path};

use serde_json::Value;

use super::plain::RE3D_SOURCES;
use crate::document::{EntityType, RelationType as R};

/// Which of our relations say what a corpus says: its label, our type, whether ours runs the other way.
pub(crate) type Mapping = [(&'static str, R, bool)];

/// A text with its names and facts; places are in bytes.
#[derive(Debug, Default)]
pub(crate) struct Passage {
    pub(crate) text: String,
    /// Names with their types.
    pub(crate) names: Vec<(Range<usize>, EntityType)>,
    pub(crate) facts: Vec<Fact>,
}

/// Something annotated: its label, and all the places of its two ends.
#[derive(Debug)]
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) subject: Vec<Range<usize>>,
    pub(crate) object: Vec<Range<usize>>,
    /// The sentences that show it; none where the corpus does not tell.
    pub(crate) shown: Vec<Range<usize>>,
}

/// What re3d's categories are in ours. Where two are together ("co-located") may be said in many ways.
const RE3D: &Mapping = &[
    ("FightingAgainst", R::Fights, false),
    ("FightingAgainst", R::Attacks, false),
    ("FightingAgainst", R::Kills, false),
    ("FightingAgainst", R::Bombs, false),
    ("FightingAgainst", R::Besieges, false),
    ("FightingAgainst", R::Defeats, false),
    ("BelongsTo", R::MemberOf, false),
    ("BelongsTo", R::PartOf, false),
    ("BelongsTo", R::WorksFor, false),
    ("BelongsTo", R::HoldsPost, false),
    ("BelongsTo", R::SubsidiaryOf, false),
    ("BelongsTo", R::Owns, true),
    ("InChargeOf", R::HoldsPost, false),
    ("InChargeOf", R::Rules, false),
    ("InChargeOf", R::TookOver, false),
    ("InChargeOf", R::Owns, false),
    ("CommWith", R::MetWith, false),
    ("CommWith", R::Called, false),
    ("CommWith", R::Visited, false),
    ("CommWith", R::Hosted, false),
    ("CommWith", R::AgreedWith, false),
    ("CommWith", R::DemandsOf, false),
    ("Likes", R::Supports, false),
    ("Likes", R::Praised, false),
    ("Likes", R::Aids, false),
    ("AlliesOf", R::CooperatesWith, false),
    ("AlliesOf", R::Supports, false),
    ("AlliesOf", R::Aids, false),
    ("Dislikes", R::Criticises, false),
    ("Dislikes", R::Accuses, false),
    ("Dislikes", R::Rejects, false),
    ("Dislikes", R::Sanctions, false),
    ("CoLocated", R::LocatedIn, false),
    ("CoLocated", R::BasedIn, false),
    ("CoLocated", R::Visited, false),
    ("CoLocated", R::DeploysTo, false),
    ("HasAttrOf", R::CitizenOf, true),
];

const KNOWLEDGENET: &Mapping = &[
    ("CEO", R::HoldsPost, true),
    ("CHILD_OF", R::ParentOf, true),
    ("EDUCATED_AT", R::EducatedAt, false),
    ("EMPLOYEE_OR_MEMBER_OF", R::WorksFor, false),
    ("EMPLOYEE_OR_MEMBER_OF", R::MemberOf, false),
    ("EMPLOYEE_OR_MEMBER_OF", R::HoldsPost, false),
    ("FOUNDED_BY", R::Founded, true),
    ("HEADQUARTERS", R::BasedIn, false),
    ("NATIONALITY", R::CitizenOf, false),
    ("PLACE_OF_BIRTH", R::BornIn, false),
    ("PLACE_OF_RESIDENCE", R::LivesIn, false),
    ("POLITICAL_AFFILIATION", R::MemberOf, false),
    ("SPOUSE", R::SpouseOf, false),
    ("SUBSIDIARY_OF", R::SubsidiaryOf, false),
    ("SUBSIDIARY_OF", R::PartOf, false),
    ("SUBSIDIARY_OF", R::Owns, true),
    ("SUBSIDIARY_OF", R::Acquired, true),
];

const RE_DOCRED: &Mapping = &[
    ("P131", R::LocatedIn, false),
    ("P17", R::LocatedIn, false),
    ("P17", R::BasedIn, false),
    ("P159", R::BasedIn, false),
    ("P27", R::CitizenOf, false),
    ("P19", R::BornIn, false),
    ("P20", R::DiedIn, false),
    ("P551", R::LivesIn, false),
    ("P26", R::SpouseOf, false),
    ("P40", R::ParentOf, false),
    ("P22", R::ParentOf, true),
    ("P25", R::ParentOf, true),
    ("P3373", R::SiblingOf, false),
    ("P69", R::EducatedAt, false),
    ("P108", R::WorksFor, false),
    ("P54", R::MemberOf, false),
    ("P54", R::WorksFor, false),
    ("P463", R::MemberOf, false),
    ("P102", R::MemberOf, false),
    ("P361", R::PartOf, false),
    ("P749", R::SubsidiaryOf, false),
    ("P355", R::SubsidiaryOf, true),
    ("P127", R::Owns, true),
    ("P112", R::Founded, true),
    ("P36", R::CapitalOf, true),
    ("P1376", R::CapitalOf, false),
    ("P47", R::Borders, false),
    ("P50", R::Makes, true),
    ("P57", R::Makes, true),
    ("P170", R::Makes, true),
    ("P175", R::Makes, true),
    ("P176", R::Makes, true),
    ("P178", R::Makes, true),
    ("P6", R::HoldsPost, true),
    ("P35", R::HoldsPost, true),
    ("P488", R::HoldsPost, true),
];

/// Which part of a corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// To learn from.
    Training,
    /// To be scored.
    Development,
}

/// A corpus of facts with what its labels are in ours.
#[derive(Debug)]
pub(crate) struct FactCorpus {
    pub(crate) passages: Vec<Passage>,
    pub(crate) mapping: &'static Mapping,
    /// Whether every fact of a passage is annotated; else only those of labels that it has.
    pub(crate) is_full: bool,
}

/// Reads a corpus from the folder of corpora, by name.
///
/// # Errors
/// When there is no such corpus or its files cannot be read.
pub(crate) fn read_facts(
    name: &str,
    data: &Path,
    part: Part,
) -> Result<FactCorpus, Box<dyn Error>> {
    let (passages, mapping, is_full) = match name {
        "re3d" => (re3d(&data.join("re3d"))?, RE3D, true),
        "knowledgenet" => {
            (knowledgenet(&read(&data.join("knowledgenet/facts.tsv"))?, part), KNOWLEDGENET, false)
        }
        "re-docred" => {
            // The annotators' test part is free for learning here: what is scored is the other one.
            let file = match part {
                Part::Training => "re-docred/test_revised.json",
                Part::Development => "re-docred/dev_revised.json",
            };
            (re_docred(&read(&data.join(file))?)?, RE_DOCRED, true)
        }
        _ => return Err(format!("{name} is no corpus of facts").into()),
    };
    Ok(FactCorpus { passages, mapping, is_full })
}

#[expect(clippy::disallowed_methods, reason = "scoring reads files, the engine does not")]
fn read(path: &Path) -> Result<String, Box<dyn Error>> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Reads re3d: a JSON object a line, places in characters.
fn re3d(folder: &Path) -> Result<Vec<Passage>, Box<dyn Error>> {
    let mut passages = Vec::new();
    for part in RE3D_SOURCES {
        let lines = |file: &str| -> Result<Vec<Value>, Box<dyn Error>> {
            let text = read(&folder.join(part).join(file))?;
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            Ok(lines.map(serde_json::from_str).collect::<Result<_, _>>()?)
        };
        let mut by_id: BTreeMap<String, Passage> = BTreeMap::new();
        for document in lines("documents.json")? {
            let passage = Passage { text: string(&document["text"]), ..Passage::default() };
            by_id.insert(string(&document["_id"]), passage);
        }
        for entity in lines("entities.json")? {
            let Some(passage) = by_id.get_mut(&string(&entity["documentId"])) else { continue };
            let entity_type = match entity["type"].as_str() {
                Some("Person") => EntityType::Person,
                Some("Organisation") => EntityType::Org,
                Some("Location") => EntityType::Gpe,
                Some("Nationality") => EntityType::Norp,
                _ => continue,
            };
            let place = bytes(&passage.text, &entity["begin"], &entity["end"]);
            passage.names.extend(place.map(|place| (place, entity_type)));
        }
        for relation in lines("relations.json")? {
            let Some(passage) = by_id.get_mut(&string(&relation["documentId"])) else { continue };
            let end =
                |begin: &str, end: &str| bytes(&passage.text, &relation[begin], &relation[end]);
            let ends = (end("sourceBegin", "sourceEnd"), end("targetBegin", "targetEnd"));
            if let (Some(subject), Some(object)) = ends {
                let label = string(&relation["type"]);
                let shown = whole(&passage.text);
                passage.facts.push(Fact {
                    label,
                    subject: vec![subject],
                    object: vec![object],
                    shown,
                });
            }
        }
        passages.extend(by_id.into_values());
    }
    Ok(passages)
}

/// All of a text, as the one place that shows a fact.
fn whole(text: &str) -> Vec<Range<usize>> {
    std::iter::once(0..text.len()).collect()
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A place in characters as one in bytes.
fn bytes(text: &str, begin: &Value, end: &Value) -> Option<Range<usize>> {
    let offset = |value: &Value| {
        let characters = usize::try_from(value.as_u64()?).ok()?;
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        starts.into_iter().nth(characters)
    };
    Some(offset(begin)?..offset(end)?).filter(|place| place.start < place.end)
}

/// The fold of `KnowledgeNet` that is scored; the others are for training.
const FOLD: &str = "4";

/// Reads the fold, or the others: a fact a row, its passage as HTML with the two ends marked.
fn knowledgenet(text: &str, part: Part) -> Vec<Passage> {
    let mut by_text: BTreeMap<String, Passage> = BTreeMap::new();
    for row in text.lines().skip(1) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [fold, .., property, html] = fields[..] else { continue };
        if (fold == FOLD) != (part == Part::Development) {
            continue;
        }
        let (plain, subject, object) = unmark(&html.trim_matches('"').replace("\"\"", "\""));
        let (Some(subject), Some(object)) = (subject, object) else { continue };
        let passage = by_text
            .entry(plain.clone())
            .or_insert_with(|| Passage { text: plain, ..Passage::default() });
        let (subject_type, object_type) = types_of(property);
        for (place, entity_type) in [(&subject, subject_type), (&object, object_type)] {
            let is_name =
                passage.text[place.clone()].chars().next().is_some_and(char::is_uppercase)
                    && !is_pronoun(&passage.text[place.clone()]);
            if is_name && !passage.names.iter().any(|(known, _)| known == place) {
                passage.names.push((place.clone(), entity_type));
            }
        }
        let label = property.to_owned();
        let shown = whole(&passage.text);
        passage.facts.push(Fact { label, subject: vec![subject], object: vec![object], shown });
    }
    by_text.into_values().collect()
}

fn is_pronoun(word: &str) -> bool {
    ["he", "she", "his", "her", "it", "its", "they", "their", "him"]
        .contains(&word.to_lowercase().as_str())
}

/// What a property's two ends are.
fn types_of(property: &str) -> (EntityType, EntityType) {
    use EntityType::{Gpe, Norp, Org, Person};
    match property {
        "CEO" | "FOUNDED_BY" => (Org, Person),
        "CHILD_OF" | "SPOUSE" => (Person, Person),
        "HEADQUARTERS" => (Org, Gpe),
        "NATIONALITY" => (Person, Norp),
        "PLACE_OF_BIRTH" | "PLACE_OF_RESIDENCE" => (Person, Gpe),
        "SUBSIDIARY_OF" => (Org, Org),
        _ => (Person, Org),
    }
}

/// The text of a passage, and the places of what is marked as subject and as object.
fn unmark(html: &str) -> (String, Option<Range<usize>>, Option<Range<usize>>) {
    let mut plain = String::new();
    let (mut subject, mut object) = (None, None);
    let mut open: Vec<(bool, bool, usize)> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        plain.push_str(&unescape(&rest[..at]));
        let Some(close) = rest[at..].find('>') else { break };
        let tag = &rest[at + 1..at + close];
        if tag.starts_with("span") {
            open.push((tag.contains("\"subject\""), tag.contains("\"object\""), plain.len()));
        } else if tag.starts_with("/span")
            && let Some((is_subject, is_object, start)) = open.pop()
        {
            let place = Some(start..plain.len());
            subject = if is_subject { place.clone() } else { subject };
            object = if is_object { place } else { object };
        }
        rest = &rest[at + close + 1..];
    }
    plain.push_str(&unescape(rest));
    (plain, subject, object)
}

fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// Reads Re-DocRED: words in sentences, mentions by sentence and word. Facts that one sentence
/// shows.
fn re_docred(json: &str) -> Result<Vec<Passage>, Box<dyn Error>> {
    let documents: Vec<Value> = serde_json::from_str(json)?;
    Ok(documents.iter().map(re_docred_passage).collect())
}

fn re_docred_passage(document: &Value) -> Passage {
    let mut passage = Passage::default();
    let mut words: Vec<Vec<Range<usize>>> = Vec::new();
    for sentence in document["sents"].as_array().into_iter().flatten() {
        let mut places = Vec::new();
        for word in sentence.as_array().into_iter().flatten().filter_map(Value::as_str) {
            let start = passage.text.len();
            passage.text.push_str(word);
            places.push(start..passage.text.len());
            passage.text.push(' ');
        }
        words.push(places);
    }
    let place = |mention: &Value| -> Option<Range<usize>> {
        let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok());
        let sentence = words.get(number(&mention["sent_id"])?)?;
        let last = number(&mention["pos"][1])?.checked_sub(1)?;
        Some(sentence.get(number(&mention["pos"][0])?)?.start..sentence.get(last)?.end)
    };
    let mut entities: Vec<Vec<Range<usize>>> = Vec::new();
    for entity in document["vertexSet"].as_array().into_iter().flatten() {
        let mentions = entity.as_array().into_iter().flatten();
        let found: Vec<_> =
            mentions.filter_map(|mention| Some((place(mention)?, type_of(mention)))).collect();
        let named = found.iter().filter_map(|(place, known)| Some((place.clone(), (*known)?)));
        passage.names.extend(named);
        entities.push(found.into_iter().map(|(place, _)| place).collect());
    }
    for label in document["labels"].as_array().into_iter().flatten() {
        let end = |name: &str| {
            let index = label[name].as_u64().and_then(|index| usize::try_from(index).ok());
            index.and_then(|index| entities.get(index)).cloned()
        };
        let evidence = label["evidence"].as_array().into_iter().flatten();
        let sentences =
            evidence.filter_map(|index| words.get(usize::try_from(index.as_u64()?).ok()?));
        let shown =
            sentences.filter_map(|words| Some(words.first()?.start..words.last()?.end)).collect();
        if let (Some(subject), Some(object)) = (end("h"), end("t")) {
            passage.facts.push(Fact { label: string(&label["r"]), subject, object, shown });
        }
    }
    passage
}

fn type_of(mention: &Value) -> Option<EntityType> {
    match mention["type"].as_str()? {
        "PER" => Some(EntityType::Person),
        "ORG" => Some(EntityType::Org),
        "LOC" => Some(EntityType::Gpe),
        "MISC" => Some(EntityType::WorkOfArt),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_places() {
        let html = "<p><span id=\"subject\"><a href=\"x\">Ana &amp; Co</a></span> of <span id=\"object\">Quito</span></p>";
        let (text, subject, object) = unmark(html);
        let words = |place: Option<Range<usize>>| place.map(|place| text[place].to_owned());
        assert_eq!(words(subject).as_deref(), Some("Ana & Co"));
        assert_eq!(words(object).as_deref(), Some("Quito"));
        assert_eq!(text, "Ana & Co of Quito");
    }

    #[test]
    fn characters_become_bytes() {
        let place = bytes("Zoë met", &Value::from(4), &Value::from(7));
        assert_eq!(place, Some(5..8));
        assert_eq!(bytes("Zoë", &Value::from(2), &Value::from(9)), None);
    }
}
