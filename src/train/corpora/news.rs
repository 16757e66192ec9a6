//! News annotated by reading: who is named, and how they relate, sentence by sentence.
//!
//! `texts/ID.txt` holds numbered sentences ("S1", a tab, the sentence), with a blank line between paragraphs.
//! `annotations/ID.ann` holds the names of an article by type ("GPE: Iran ; Tehran") and a line for each
//! relation of a sentence ("S4 it=Iran | releases | ~prisoners | t=released"). An end is written as in the
//! sentence: with `=` what a pronoun or description stands for, with `~` an actor without a name.

use std::{ops::Range, path::Path};

use super::{CorpusError, GoldDocument, GoldName, GoldSentence, own, plain, read_text};
use crate::{
    document::{Document, EntityType, Modality, Named as _, RelationType},
    english::English,
    model::tags::{NAME_TYPES, TypeSet},
    text::TokenSpan,
};

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
    /// Whether it is not one of `news-gold` but a run that we annotated.
    pub(crate) is_own: bool,
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

/// Reads the texts of a fold under the folder of corpora, in the order of their names; for training also those that we
/// annotated ourselves.
///
/// # Errors
/// When a file cannot be read, or says something that is not in its text: names the file and the line.
pub(crate) fn read_news(data: &Path, fold: Fold) -> Result<Vec<NewsText>, CorpusError> {
    let folder = data.join("news-gold");
    let mut ids = own::annotated(&folder.join("annotations"))?;
    ids.retain(|id| fold_of(id) == Some(fold));
    let mut texts = ids.iter().map(|id| read(&folder, id)).collect::<Result<Vec<_>, _>>()?;
    if fold == Fold::Training {
        let own_texts = own::texts(data)?;
        let annotated = own_texts.iter().map(|(run, text)| {
            let text = annotate(text, &run.id, &own::folder())?;
            Ok(NewsText { is_own: true, ..text })
        });
        texts.extend(annotated.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(texts)
}

/// The texts that two readers have annotated, as the first and as the second reader has them.
///
/// # Errors
/// As [`read_news`].
pub(crate) fn read_twice(data: &Path) -> Result<Vec<[NewsText; 2]>, CorpusError> {
    let second = own::folder().join("second");
    let runs = own::texts(data)?;
    let both = own::annotated(&second)?.into_iter().map(|id| {
        let lines = match runs.iter().find(|(run, _)| run.id == id) {
            Some((_, lines)) => lines.clone(),
            None => read_text(&data.join("news-gold/texts").join(&id).with_extension("txt"))?,
        };
        Ok([annotate(&lines, &id, &own::folder())?, annotate(&lines, &id, &second)?])
    });
    both.collect()
}

/// The texts of a fold whose names are annotated, cut into sentences and tokens by the engine.
///
/// # Errors
/// As [`read_news`].
pub(crate) fn read_names(data: &Path, fold: Fold) -> Result<Vec<GoldDocument>, CorpusError> {
    let texts = read_news(data, fold)?;
    let with_names = texts.iter().filter_map(|text| Some((text, text.names.as_ref()?)));
    let english = English::default();
    Ok(with_names.map(|(text, names)| gold_document(&text.text, names, &english)).collect())
}

fn gold_document(
    text: &str,
    names: &[(Range<usize>, EntityType)],
    english: &English,
) -> GoldDocument {
    let doc = plain::segmented(text, english);
    let sentence = |tokens: TokenSpan| {
        let words = tokens.range().map(|token| doc.token_text(token).to_owned()).collect();
        let names = names.iter().filter_map(|(span, one)| gold_name(&doc, tokens, span, *one));
        GoldSentence { words, names: names.collect() }
    };
    let sentences = doc.sentences.iter().map(|one| sentence(one.tokens)).collect();
    GoldDocument { name: "news".to_owned(), sentences, unannotated: TypeSet::default() }
}

/// A name of a sentence with these tokens, if it has some of them. Where it is not a row of whole tokens, it stays open
/// what they are.
fn gold_name(
    doc: &Document,
    tokens: TokenSpan,
    name: &Range<usize>,
    entity_type: EntityType,
) -> Option<GoldName> {
    let all = &doc.tokens[tokens.range()];
    let first = all.partition_point(|token| token.span.end() <= name.start);
    let end = all.partition_point(|token| token.span.start() < name.end);
    let covered = all.get(first..end).filter(|covered| !covered.is_empty())?;
    let fits = covered[0].span.start() == name.start
        && covered.last().is_some_and(|last| last.span.end() == name.end);
    let types = if fits {
        TypeSet::of(&[entity_type])
    } else {
        TypeSet::of(&NAME_TYPES).or(TypeSet::NO_NAME)
    };
    Some(GoldName { tokens: TokenSpan::new(first, end), types })
}

/// The fold of a text named "w007"; none for what is not the name of a text.
fn fold_of(id: &str) -> Option<Fold> {
    let number: u32 = id.get(1..)?.parse().ok()?;
    Some(if number.is_multiple_of(FOLDS) { Fold::Development } else { Fold::Training })
}

/// Reads a text of `news-gold`.
fn read(folder: &Path, id: &str) -> Result<NewsText, CorpusError> {
    let lines = read_text(&folder.join("texts").join(id).with_extension("txt"))?;
    let mut text = annotate(&lines, id, &folder.join("annotations"))?;
    if own::folder().join(id).with_extension("ann").exists() {
        text.names = annotate(&lines, id, &own::folder())?.names;
    }
    Ok(text)
}

/// A text of numbered sentences, with what the annotations of its name in a folder say.
fn annotate(lines: &str, id: &str, annotations: &Path) -> Result<NewsText, CorpusError> {
    let mut text = text_of(lines, id);
    let path = annotations.join(id).with_extension("ann");
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
    for one in &listed {
        if !one.sentences_in(&text).any(|sentence| text.text[sentence].contains(&one.name)) {
            let cause = format!("\"{}\" is not in its sentences", one.name);
            return Err(CorpusError::new(&path, cause));
        }
    }
    // Where no name is listed, names were not looked for.
    text.names = (!listed.is_empty()).then(|| find_names(&text, listed));
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
        if name == "S0" && !is_run(id) {
            end_paragraph(text);
        }
    }
    joined
}

/// Whether a text is a run of sentences of newswire, without a headline.
fn is_run(id: &str) -> bool {
    id.starts_with(['g', 'o'])
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

impl Listed {
    /// The places of the sentences that it is listed for.
    fn sentences_in<'t>(&'t self, text: &'t NewsText) -> impl Iterator<Item = Range<usize>> + 't {
        let is_meant = |name: &String| match &self.sentences {
            Some(only) => only.contains(name),
            None => true,
        };
        let sentences = text.sentences.iter().filter(move |(name, _)| is_meant(name));
        sentences.map(|(_, sentence)| sentence.clone())
    }
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
        for sentence in one.sentences_in(text) {
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
    let span = nth_occurrence(text, sentence, words, occurrence)?;
    let names = names.split('#').next().unwrap_or(names).split('+').map(str::trim);
    let stands_for = names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
    Ok(End { span, stands_for, is_unnamed })
}

/// The occurrence of words in a sentence, counted from 1. Where that is a piece of a word ("he" of "the"), those are
/// counted that are whole words.
fn nth_occurrence(
    text: &str,
    sentence: &Range<usize>,
    words: &str,
    number: usize,
) -> Result<Range<usize>, String> {
    let before = number.checked_sub(1).ok_or("an occurrence is counted from 1")?;
    // Two occurrences may share bytes, as in "aa" of "aaa": the search goes on one character later.
    let mut from = Some(sentence.start);
    let occurrences: Vec<Range<usize>> = std::iter::from_fn(|| {
        let start = from? + text[from?..sentence.end].find(words)?;
        from = text[start..].chars().next().map(|first| start + first.len_utf8());
        Some(start..start + words.len())
    })
    .collect();
    let is_word = |span: &&Range<usize>| is_whole(text, span);
    let counted = occurrences.get(before);
    let found = counted
        .filter(is_word)
        .or_else(|| occurrences.iter().filter(is_word).nth(before))
        .or(counted);
    found.cloned().ok_or_else(|| format!("\"{words}\" is not in the sentence"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::english;

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
    fn names_become_tokens_of_sentences() {
        let text = annotated(&["GPE: Norland ; Veria", "PERSON: May", "ORG: nav"]);
        let document = gold_document(&text.text, text.names.as_deref().unwrap(), english());
        let found: Vec<_> = document
            .sentences
            .iter()
            .flat_map(|one| one.names.iter().map(|name| (one.phrase(name.tokens), name.types)))
            .collect();
        let (gpe, person) = (TypeSet::of(&[EntityType::Gpe]), TypeSet::of(&[EntityType::Person]));
        let expected = [("Norland", gpe), ("Norland", gpe), ("May", person), ("Veria", gpe)];
        let expected = expected.map(|(words, types)| (words.to_owned(), types));
        assert_eq!(found[..4], expected);
    }

    #[test]
    fn a_name_inside_a_token_leaves_it_open() {
        let text = "A Norland-born envoy.";
        let document = gold_document(text, &[(2..6, EntityType::Gpe)], english());
        let names = &document.sentences[0].names;
        assert!(names.iter().all(|name| name.types.allows_no_name()), "{names:?}");
        assert_eq!(names.len(), 1);
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
    fn an_end_is_a_whole_word_where_there_is_one() {
        let text = "The mayor said that he, not the other, was there.";
        for (written, start) in [("he=Moss", 20), ("the", 28), ("the#2", 33), ("here", 44)] {
            let found = end(text, &(0..text.len()), written).map(|end| end.span.start);
            assert_eq!(found, Ok(start), "{written}");
        }
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
