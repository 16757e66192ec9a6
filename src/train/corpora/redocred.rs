//! Re-DocRED: paragraphs of Wikipedia with their names, as JSON.

use std::path::Path;

use serde::Deserialize;

use super::{CorpusError, GoldDocument, GoldName, GoldSentence, read_text, world::World};
use crate::{
    document::EntityType::{
        self, Event, Fac, Gpe, Law, Loc, Norp, Org, Person, Product, WorkOfArt,
    },
    model::tags::TypeSet,
    text::TokenSpan,
};

/// What each label may be. Dates and numbers are values.
const LABELS: &[(&str, &[EntityType])] = &[
    ("PER", &[Person]),
    ("ORG", &[Org]),
    ("LOC", &[Gpe, Loc, Fac, Norp]),
    ("MISC", &[Norp, Event, Product, Law, WorkOfArt]),
];

/// Annotated in some places and not in others.
const UNANNOTATED: &[EntityType] = &[Norp, Fac, Event, Product, Law, WorkOfArt];

#[derive(Deserialize)]
struct Paragraph {
    title: String,
    sents: Vec<Vec<String>>,
    #[serde(rename = "vertexSet")]
    entities: Vec<Vec<Mention>>,
}

#[derive(Deserialize)]
struct Mention {
    #[serde(rename = "type")]
    label: String,
    pos: [usize; 2],
    sent_id: usize,
}

/// Reads `dev_revised.json` or `test_revised.json` (Tan et al., 2022).
///
/// # Errors
/// When the file cannot be read or is something else.
pub fn read(path: &Path, world: &World) -> Result<Vec<GoldDocument>, CorpusError> {
    let paragraphs: Vec<Paragraph> =
        serde_json::from_str(&read_text(path)?).map_err(|error| CorpusError::new(path, error))?;
    Ok(paragraphs.into_iter().map(|paragraph| world.refine(document(paragraph))).collect())
}

fn document(paragraph: Paragraph) -> GoldDocument {
    let sentence = |words| GoldSentence { words, names: Vec::new() };
    let mut document = GoldDocument {
        name: paragraph.title,
        sentences: paragraph.sents.into_iter().map(sentence).collect(),
        unannotated: TypeSet::of(UNANNOTATED),
    };
    for mention in paragraph.entities.into_iter().flatten() {
        let types = LABELS.iter().find(|(label, _)| *label == mention.label);
        let sentence = document.sentences.get_mut(mention.sent_id);
        let (Some((_, types)), Some(sentence)) = (types, sentence) else { continue };
        let [start, end] = mention.pos;
        if start < end && end <= sentence.words.len() {
            let tokens = TokenSpan::new(start, end);
            sentence.names.push(GoldName { tokens, types: TypeSet::of(types) });
        }
    }
    for sentence in &mut document.sentences {
        sentence.names.sort_by_key(|name| (name.tokens.start(), std::cmp::Reverse(name.tokens)));
        let mut end = 0;
        sentence.names.retain(|name| {
            let apart = name.tokens.start() >= end;
            end = end.max(name.tokens.end());
            apart
        });
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_in_order_and_apart() {
        let json = r#"{"title": "Obi", "sents": [["Ada", "Obi", "left", "Lima", "in", "May"]],
            "vertexSet": [[{"type": "LOC", "pos": [3, 4], "sent_id": 0}],
                [{"type": "PER", "pos": [0, 2], "sent_id": 0}, {"type": "PER", "pos": [1, 2], "sent_id": 0}],
                [{"type": "TIME", "pos": [5, 6], "sent_id": 0}, {"type": "ORG", "pos": [0, 9], "sent_id": 0}]]}"#;
        let document = document(serde_json::from_str(json).unwrap());
        let sentence = &document.sentences[0];
        let names: Vec<_> =
            sentence.names.iter().map(|name| sentence.phrase(name.tokens)).collect();
        assert_eq!(names, ["Ada Obi", "Lima"]);
        assert_eq!(sentence.names[0].types.only(), Some(Person));
    }
}
