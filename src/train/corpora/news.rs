//! News annotated by reading: who is named, and how they relate, sentence by sentence.
//!
//! `texts/ID.txt` holds numbered sentences ("S1", a tab, the sentence), with a blank line between paragraphs.
//! `annotations/ID.ann` holds the names of an article by type ("GPE: Iran ; Tehran") and a line for each
//! relation of a sentence ("S4 it=Iran | releases | ~prisoners | t=released"). An end is written as in the
//! sentence: with `=` what a pronoun or description stands for, with `~` an actor without a name.

use std::{io, ops::Range, path::Path};

use super::{CorpusError, read_text};
use crate::document::{EntityType, Modality, Named as _, RelationType};

/// Every seventh text is for development; the others teach.
const FOLDS: u32 = 7;

/// Which texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fold {
    /// To learn from.
    Training,
    /// To look at errors and to choose.
    Development,
}

/// A text with its annotations; places are in bytes.
#[derive(Debug, Default)]
pub(crate) struct NewsText {
    /// As it would be pasted: a blank between sentences, a blank line between paragraphs.
    pub(crate) text: String,
    /// Where the sentences lie, by what the annotations call them.
    pub(crate) sentences: Vec<(String, Range<usize>)>,
    /// In order, not overlapping. `None` where names are not annotated.
    pub(crate) names: Option<Vec<(Range<usize>, EntityType)>>,
    pub(crate) relations: Vec<NewsRelation>,
}

/// What a sentence says of two ends.
#[derive(Debug)]
pub(crate) struct NewsRelation {
    /// The sentence's place in the text.
    pub(crate) sentence: Range<usize>,
    pub(crate) relation: RelationType,
    pub(crate) subject: End,
    pub(crate) object: End,
    pub(crate) is_negated: bool,
    pub(crate) modality: Modality,
}

/// One end of a relation.
#[derive(Clone, Debug)]
pub(crate) struct End {
    /// The words that stand for it in the sentence.
    pub(crate) span: Range<usize>,
    /// The names that a pronoun or description stands for: several for "the two countries".
    pub(crate) stands_for: Vec<String>,
    /// Whether the text has no name for it.
    pub(crate) is_unnamed: bool,
}

/// Reads the texts of a fold under the folder of corpora, in the order of their names.
///
/// # Errors
/// When a file cannot be read, or says something that is not in its text: names the file and the line.
pub(crate) fn read_news(data: &Path, fold: Fold) -> Result<Vec<NewsText>, CorpusError> {
    let folder = data.join("news-gold");
    let annotations = folder.join("annotations");
    let fail = |error: io::Error| CorpusError::new(&annotations, error);
    let mut ids = Vec::new();
    for file in annotations.read_dir().map_err(fail)? {
        let path = file.map_err(fail)?.path();
        let id = path.file_stem().and_then(|stem| stem.to_str());
        ids.extend(id.filter(|id| fold_of(id) == Some(fold)).map(str::to_owned));
    }
    ids.sort_unstable();
    ids.iter().map(|id| read(&folder, id)).collect()
}

/// The fold of a text named "w007"; none for what is not the name of a text.
fn fold_of(id: &str) -> Option<Fold> {
    let number: u32 = id.get(1..)?.parse().ok()?;
    Some(if number.is_multiple_of(FOLDS) { Fold::Development } else { Fold::Training })
}

fn read(folder: &Path, id: &str) -> Result<NewsText, CorpusError> {
    let mut text = text_of(&read_text(&folder.join("texts").join(id).with_extension("txt"))?, id);
    let path = folder.join("annotations").join(id).with_extension("ann");
    let mut listed = Vec::new();
    for (number, line) in read_text(&path)?.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match listed_names(line) {
            Some(names) => listed.extend(names),
            None => add_relation(&mut text, line).map_err(|cause| {
                CorpusError::new(&path, format!("line {}: {cause}", number + 1))
            })?,
        }
    }
    if !id.starts_with('g') {
        text.names = Some(find_names(&text, listed));
    }
    Ok(text)
}

/// Joins the numbered sentences. The first line of an article is its headline.
fn text_of(lines: &str, id: &str) -> NewsText {
    let mut joined = NewsText::default();
    let text = &mut joined.text;
    for line in lines.lines() {
        let Some((name, sentence)) = line.split_once('\t').filter(|(name, _)| is_number(name))
        else {
            end_paragraph(text);
            continue;
        };
        if !text.is_empty() && !text.ends_with('\n') {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(sentence);
        joined.sentences.push((name.to_owned(), start..text.len()));
        if name == "S0" && !id.starts_with('g') {
            end_paragraph(text);
        }
    }
    joined
}

fn end_paragraph(text: &mut String) {
    text.truncate(text.trim_end_matches(' ').len());
    if !text.is_empty() && !text.ends_with("\n\n") {
        text.push_str("\n\n");
    }
}

/// Whether a word is the number of a sentence: "S12".
fn is_number(word: &str) -> bool {
    word.strip_prefix('S').is_some_and(|number| number.parse::<u32>().is_ok())
}

/// A name of a list: of which type (none: no name), in which sentences (none: in all).
struct Listed {
    name: String,
    entity_type: Option<EntityType>,
    sentences: Option<Vec<String>>,
}

/// The names of a line such as "GPE@S7,S9: Washington ; Paris"; none when it is another line.
fn listed_names(line: &str) -> Option<Vec<Listed>> {
    let (head, names) = line.split_once(':')?;
    let (type_name, at) = head.split_once('@').map_or((head, None), |(name, at)| (name, Some(at)));
    let entity_type = match type_name {
        "NONE" => None,
        name => Some(EntityType::from_name(name)?),
    };
    let sentences: Option<Vec<String>> =
        at.map(|at| at.split(',').map(|one| one.trim().to_owned()).collect());
    let names = names.split(" ; ").map(str::trim).filter(|name| !name.is_empty());
    let listed = |name: &str| {
        let sentences = sentences.clone();
        Listed { name: name.to_owned(), entity_type, sentences }
    };
    Some(names.map(listed).collect())
}

/// Where the names stand: those of single sentences first, then longer before shorter ones.
fn find_names(text: &NewsText, mut listed: Vec<Listed>) -> Vec<(Range<usize>, EntityType)> {
    listed.sort_by_key(|one| (one.sentences.is_none(), std::cmp::Reverse(one.name.len())));
    let mut taken: Vec<(Range<usize>, Option<EntityType>)> = Vec::new();
    for one in &listed {
        let is_meant = |name: &str| match &one.sentences {
            Some(only) => only.iter().any(|sentence| sentence == name),
            None => true,
        };
        for (_, sentence) in text.sentences.iter().filter(|(name, _)| is_meant(name)) {
            for (at, _) in text.text[sentence.clone()].match_indices(&one.name) {
                let span = sentence.start + at..sentence.start + at + one.name.len();
                let is_free = taken.iter().all(|(other, _)| !overlap(other, &span));
                if is_free && is_whole(&text.text, &span) {
                    taken.push((span, one.entity_type));
                }
            }
        }
    }
    let mut names: Vec<_> =
        taken.into_iter().filter_map(|(span, entity_type)| Some((span, entity_type?))).collect();
    names.sort_by_key(|(span, _)| span.start);
    names
}

/// Whether no word goes on before or after a span.
fn is_whole(text: &str, span: &Range<usize>) -> bool {
    let goes_on = |character: char| character.is_alphanumeric() || character == '_';
    !text[..span.start].ends_with(goes_on) && !text[span.end..].starts_with(goes_on)
}

/// Whether two spans share a byte.
pub(crate) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Adds the relations of a line: one for each pair of joined ends ("Iran + Iraq").
fn add_relation(text: &mut NewsText, line: &str) -> Result<(), String> {
    let (number, rest) = line.split_once(' ').ok_or("no sentence")?;
    let sentence = text.sentences.iter().find(|(name, _)| name == number);
    let sentence = sentence.ok_or_else(|| format!("no sentence {number}"))?.1.clone();
    let fields: Vec<&str> = rest.split(" | ").map(str::trim).collect();
    let [subjects, type_name, objects, ..] = fields[..] else {
        return Err("fewer than three fields".to_owned());
    };
    let type_name = type_name.split(':').next().unwrap_or(type_name); // "other:sponsor"
    let relation = RelationType::from_name(type_name)
        .ok_or_else(|| format!("unknown relation {type_name}"))?;
    let flags = &fields[3..];
    for subject in subjects.split(" + ") {
        for object in objects.split(" + ") {
            let end = |written: &str| end(&text.text, &sentence, written);
            let (subject, object) = (end(subject)?, end(object)?);
            text.relations.push(NewsRelation {
                sentence: sentence.clone(),
                relation,
                subject,
                object,
                is_negated: flags.contains(&"neg"),
                modality: modality(flags),
            });
        }
    }
    Ok(())
}

fn modality(flags: &[&str]) -> Modality {
    let known = [
        ("planned", Modality::Planned),
        ("alleged", Modality::Alleged),
        ("possible", Modality::Possible),
    ];
    let found = known.iter().find(|(name, _)| flags.contains(name));
    found.map_or(Modality::Asserted, |(_, modality)| *modality)
}

/// An end as it is written: "~police", "he=Munir", "Iran#2" for the second occurrence.
fn end(text: &str, sentence: &Range<usize>, written: &str) -> Result<End, String> {
    let (words, names) = written.split_once('=').unwrap_or((written, ""));
    let is_unnamed = words.starts_with('~');
    let words = words.trim_start_matches('~');
    let (words, occurrence) = match words.rsplit_once('#') {
        Some((words, number)) => (words, number.parse().unwrap_or(1_usize)),
        None => (words, 1),
    };
    // Two occurrences may share bytes, as in "aa" of "aaa": the search goes on one character later.
    let mut from = sentence.start;
    let mut found = None;
    for _ in 0..occurrence {
        let at = text[from..sentence.end].find(words);
        let start = from + at.ok_or_else(|| format!("\"{words}\" is not in the sentence"))?;
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
        found = Some(start..start + words.len());
    }
    let span = found.ok_or("an occurrence is counted from 1")?;
    let names = names.split('#').next().unwrap_or(names).split('+').map(str::trim);
    let stands_for = names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Ok(End { span, stands_for, is_unnamed })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An article of our own with what a reader says of it.
    const TEXT: &str = "S0\tNorland frees crew\n\nS1\tNorland freed a crew that its navy held.\nS2\tMay said it \
                        met Veria and Norlandic envoys in May.\n";

    fn annotated(lines: &[&str]) -> NewsText {
        let mut text = text_of(TEXT, "w001");
        let mut listed = Vec::new();
        for line in lines {
            match listed_names(line) {
                Some(names) => listed.extend(names),
                None => add_relation(&mut text, line).unwrap(),
            }
        }
        text.names = Some(find_names(&text, listed));
        text
    }

    #[test]
    fn sentences_are_joined_as_they_would_be_pasted() {
        let text = text_of(TEXT, "w001");
        assert!(text.text.starts_with("Norland frees crew\n\nNorland freed a crew that its navy"));
        assert!(text.text.contains("held. May said"));
        for (_, span) in &text.sentences {
            assert!(!text.text[span.clone()].contains('\n'));
        }
    }

    #[test]
    fn names_are_found_wherever_they_stand_as_words() {
        let text = annotated(&[
            "GPE: Norland ; Veria",
            "PERSON: May",
            "NONE@S2: in May",
            "NORP: Norlandic",
        ]);
        let names = text.names.iter().flatten();
        let found: Vec<_> = names.map(|(span, one)| (&text.text[span.clone()], *one)).collect();
        let expected = [
            ("Norland", EntityType::Gpe),
            ("Norland", EntityType::Gpe),
            ("May", EntityType::Person),
            ("Veria", EntityType::Gpe),
            ("Norlandic", EntityType::Norp),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn relations_say_who_and_how_sure() {
        let text = annotated(&[
            "S1 Norland | releases | ~crew | t=freed",
            "S2 it=Norland+Veria | met_with | Veria + Norlandic | t=met | alleged | neg",
        ]);
        let seen: Vec<_> = text
            .relations
            .iter()
            .map(|one| {
                let words = |end: &End| text.text[end.span.clone()].to_owned();
                (
                    words(&one.subject),
                    one.relation,
                    words(&one.object),
                    one.modality,
                    one.is_negated,
                )
            })
            .collect();
        let (met, alleged) = (RelationType::MetWith, Modality::Alleged);
        let expected = [
            ("Norland", RelationType::Releases, "crew", Modality::Asserted, false),
            ("it", met, "Veria", alleged, true),
            ("it", met, "Norlandic", alleged, true),
        ];
        let expected = expected.map(|(one, relation, other, modality, negated)| {
            (one.to_owned(), relation, other.to_owned(), modality, negated)
        });
        assert_eq!(seen, expected);
        assert!(text.relations[0].object.is_unnamed);
        assert_eq!(text.relations[1].subject.stands_for, ["Norland", "Veria"]);
    }

    #[test]
    fn what_is_not_in_the_sentence_is_refused() {
        let mut text = text_of(TEXT, "w001");
        for (line, message) in [
            ("S9 Norland | releases | crew | t=x", "no sentence S9"),
            ("S1 Norland | frees | crew | t=x", "unknown relation frees"),
            ("S1 Veria | releases | crew | t=x", "\"Veria\" is not in the sentence"),
            ("S1 Norland#2 | releases | crew", "\"Norland\" is not in the sentence"),
            ("S1 Norland", "fewer than three fields"),
        ] {
            assert_eq!(add_relation(&mut text, line).unwrap_err(), message, "{line}");
        }
    }

    #[test]
    fn every_seventh_text_is_for_development() {
        for (id, fold) in [
            ("w007", Some(Fold::Development)),
            ("g014", Some(Fold::Development)),
            ("r001", Some(Fold::Training)),
            ("id", None),
        ] {
            assert_eq!(fold_of(id), fold, "{id}");
        }
    }
}
