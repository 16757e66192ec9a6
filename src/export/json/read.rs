//! A saved file becomes an article, or is refused with the place named.
//!
//! Total on any input. What a file says of itself is checked in the order of reading: that it is
//! JSON, that it is this format, the shape of each part, the text's fingerprint, the blocks, that
//! ids are unique and lead somewhere, and that every span's words stand where it says.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::{Deserialize, de::IgnoredAny};
use serde_json::{Value, error::Category, value::RawValue};

use super::{
    Article, ArticleText, Coordinates, Entity, Extra, FORMAT, Generator, Link, Mention, Relation,
    VERSION, day_from_name, named,
};
use crate::{
    document::{KnowledgeBase, Named},
    pack::fingerprint,
    text::{OffsetMap, OffsetUnit},
};

/// Reads a saved document.
///
/// # Errors
/// When the file is not a saved document of this version, or says something of itself that is not
/// so. The message names the place and what stands there, in words for the reader of the article.
pub fn read(file: &str) -> Result<Article, ReadError> {
    let article = parse(file)?;
    check(&article)?;
    Ok(article)
}

/// Why a file is refused: the place in it, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    place: String,
    problem: String,
}

impl ReadError {
    fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { place: place.into(), problem: problem.into() }
    }

    /// The place: "mention m12", "line 3"; "the file" for the whole.
    pub fn place(&self) -> &str {
        &self.place
    }

    fn cut_off(line: usize) -> Self {
        Self::new("the file", format!("ends at line {line}, in the middle"))
    }

    fn of_syntax(file: &str, error: &serde_json::Error) -> Self {
        let line = error.line();
        match error.classify() {
            _ if is_cut_in_number(file, error) => Self::cut_off(line),
            Category::Eof => Self::cut_off(line),
            _ => Self::new(format!("line {line}"), format!("is not JSON: {error}")),
        }
    }
}

/// Whether the file ends after "0." or "1e": the reader takes that for a bad number.
fn is_cut_in_number(file: &str, error: &serde_json::Error) -> bool {
    let last_line = file.rsplit('\n').next().unwrap_or_default();
    file.ends_with(['.', 'e', 'E', '+', '-'])
        && error.line() == file.split('\n').count()
        && error.column() == last_line.len()
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.place, self.problem)
    }
}

impl std::error::Error for ReadError {}

// ---- The shape of the parts ----

/// The members of the file, each as it is written.
///
/// Every part is read from its own words, by the same reader as the page's messages: another one,
/// from [`Value`]s, would double what is downloaded for it.
type Members<'a> = BTreeMap<String, &'a RawValue>;

fn parse(file: &str) -> Result<Article, ReadError> {
    let file = file.strip_prefix('\u{feff}').unwrap_or(file); // editors on Windows add it
    serde_json::from_str::<IgnoredAny>(file).map_err(|error| ReadError::of_syntax(file, &error))?;
    let mut members: Members = serde_json::from_str(file)
        .map_err(|_| ReadError::new("the file", "is JSON, but not a Gloss document"))?;
    let (format, version) = format_and_version(&mut members)?;
    Ok(Article {
        id: members.remove("id").map(|id| shaped(id, || "\"id\"".to_owned())).transpose()?,
        format,
        version,
        generator: member::<Generator>(&mut members, "generator")?,
        offset_unit: member::<Name<OffsetUnit>>(&mut members, "offset_unit")?.0,
        document: member::<ArticleText>(&mut members, "document")?,
        mentions: elements::<Mention>(&mut members, "mentions", "mention")?,
        entities: elements::<Entity>(&mut members, "entities", "entity")?,
        relations: elements::<Relation>(&mut members, "relations", "relation")?,
        warnings: named_list(&mut members, "warnings")?,
        extra: unknown(members)?,
    })
}

/// A [`Named`] value on its own.
#[derive(Deserialize)]
#[serde(bound = "T: Named")]
struct Name<T>(#[serde(with = "named")] T);

fn format_and_version(members: &mut Members) -> Result<(String, u32), ReadError> {
    let format: String = member(members, "format")?;
    if format != FORMAT {
        let problem = format!("is {format:?}; a Gloss document says {FORMAT:?}");
        return Err(ReadError::new("\"format\"", problem));
    }
    let version: u32 = member(members, "version")?;
    if version != VERSION {
        let problem = format!("is {version}; this program reads version {VERSION}");
        return Err(ReadError::new("\"version\"", problem));
    }
    Ok((format, version))
}

fn member<'a, T: Deserialize<'a>>(members: &mut Members<'a>, name: &str) -> Result<T, ReadError> {
    let place = || format!("\"{name}\"");
    let part = members.remove(name).ok_or_else(|| ReadError::new(place(), "is missing"))?;
    shaped(part, place)
}

fn named_list<T: Named>(members: &mut Members, list: &str) -> Result<Vec<T>, ReadError> {
    let names: Vec<Name<T>> = member(members, list)?;
    Ok(names.into_iter().map(|name| name.0).collect())
}

fn elements<'a, T: Deserialize<'a>>(
    members: &mut Members<'a>,
    list: &str,
    element: &str,
) -> Result<Vec<T>, ReadError> {
    let parts: Vec<&RawValue> = member(members, list)?;
    let numbered = parts.into_iter().enumerate();
    numbered.map(|(index, part)| shaped(part, || element_place(element, index, part))).collect()
}

/// An element by its id, if it says one.
fn element_place(element: &str, index: usize, part: &RawValue) -> String {
    let value: Option<Value> = serde_json::from_str(part.get()).ok();
    match value.as_ref().and_then(|value| value.get("id")?.as_str()) {
        Some(id) => format!("{element} {id}"),
        None => format!("{element} number {}", index + 1),
    }
}

fn unknown(members: Members) -> Result<Extra, ReadError> {
    let mut extra = Extra::new();
    for (name, part) in members {
        let value = shaped(part, || format!("\"{name}\""))?;
        extra.insert(name, value);
    }
    Ok(extra)
}

fn shaped<'a, T: Deserialize<'a>>(
    part: &'a RawValue,
    place: impl FnOnce() -> String,
) -> Result<T, ReadError> {
    serde_json::from_str(part.get()).map_err(|error| {
        let words = error.to_string();
        // It counts lines and columns of the part; the place says more.
        let end = format!(" at line {} column {}", error.line(), error.column());
        let words = words.strip_suffix(&end).unwrap_or(&words);
        ReadError::new(place(), format!("is not as it should be: {words}"))
    })
}

// ---- What the parts say of each other ----

fn check(article: &Article) -> Result<(), ReadError> {
    check_text(&article.document)?;
    let checker = Checker::new(article)?;
    checker.blocks()?;
    article.mentions.iter().try_for_each(|mention| checker.mention(mention))?;
    article.entities.iter().try_for_each(check_links)?;
    article.entities.iter().try_for_each(check_coordinates)?;
    article.relations.iter().try_for_each(|relation| checker.relation(relation))
}

fn check_text(document: &ArticleText) -> Result<(), ReadError> {
    let at_text = |problem: &str| Err(ReadError::new("the text", problem));
    if u32::try_from(document.text.len()).is_err() {
        return at_text("is longer than 4 GiB");
    }
    if document.text.contains('\r') {
        return at_text("has carriage returns; its line ends must be LF");
    }
    if fingerprint(document.text.as_bytes()) != document.sha256 {
        return at_text("does not match \"sha256\": it was changed after the file was written");
    }
    match &document.published {
        Some(day) if day_from_name(day).is_none() => {
            Err(ReadError::new("\"published\"", format!("is {day:?}, which is not a day")))
        }
        _ => Ok(()),
    }
}

/// The page makes addresses of links: their ids are ids, nothing else.
fn check_links(entity: &Entity) -> Result<(), ReadError> {
    let false_link = entity.links.iter().chain(&entity.country).find(|link| !is_sound(link));
    let Some(Link { kb, id, .. }) = false_link else { return Ok(()) };
    let problem = format!("has the link {:?}, which is no id of {}", shortened(id), kb.name());
    Err(ReadError::new(format!("entity {}", entity.id), problem))
}

fn check_coordinates(entity: &Entity) -> Result<(), ReadError> {
    let is_on_globe = |at: &Coordinates| at.latitude.abs() <= 90.0 && at.longitude.abs() <= 180.0;
    match &entity.coordinates {
        Some(at) if !is_on_globe(at) => {
            let problem = format!("lies at {}, {}, which is nowhere", at.latitude, at.longitude);
            Err(ReadError::new(format!("entity {}", entity.id), problem))
        }
        _ => Ok(()),
    }
}

fn is_sound(link: &Link) -> bool {
    let digits = match link.kb {
        KnowledgeBase::Wikidata => link.id.strip_prefix('Q'),
        KnowledgeBase::GeoNames => Some(&*link.id),
    };
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

struct Checker<'a> {
    article: &'a Article,
    offsets: OffsetMap,
    mentions: BTreeSet<&'a str>,
    entities: BTreeSet<&'a str>,
}

impl<'a> Checker<'a> {
    fn new(article: &'a Article) -> Result<Self, ReadError> {
        unique("relation", article.relations.iter().map(|relation| &*relation.id))?;
        Ok(Self {
            article,
            offsets: OffsetMap::new(&article.document.text, article.offset_unit),
            mentions: unique("mention", article.mentions.iter().map(|mention| &*mention.id))?,
            entities: unique("entity", article.entities.iter().map(|entity| &*entity.id))?,
        })
    }

    fn blocks(&self) -> Result<(), ReadError> {
        let mut end_before = 0;
        for (index, block) in self.article.document.blocks.iter().enumerate() {
            let place = || format!("block number {}", index + 1);
            self.slice(block.start, block.end, &place)?;
            if block.start < end_before {
                let problem = format!("starts at {}, before the last one ends", block.start);
                return Err(ReadError::new(place(), problem));
            }
            end_before = block.end;
        }
        Ok(())
    }

    fn mention(&self, mention: &Mention) -> Result<(), ReadError> {
        let place = || format!("mention {}", mention.id);
        self.words(mention.start, mention.end, &mention.text, &place)?;
        known(&self.entities, "entity", &mention.entity, &place)
    }

    fn relation(&self, relation: &Relation) -> Result<(), ReadError> {
        let place = || format!("relation {}", relation.id);
        for (part, span) in [("evidence", &relation.evidence), ("trigger", &relation.trigger)] {
            let place = || format!("the {part} of relation {}", relation.id);
            self.words(span.start, span.end, &span.text, &place)?;
        }
        for entity in
            [&relation.subject, &relation.object].into_iter().chain(&relation.attributed_to)
        {
            known(&self.entities, "entity", entity, &place)?;
        }
        for mention in [&relation.subject_mention, &relation.object_mention] {
            known(&self.mentions, "mention", mention, &place)?;
        }
        Ok(())
    }

    fn words(
        &self,
        start: usize,
        end: usize,
        said: &str,
        place: &dyn Fn() -> String,
    ) -> Result<(), ReadError> {
        let found = self.slice(start, end, place)?;
        if found == said {
            return Ok(());
        }
        let (found, said) = (shortened(found), shortened(said));
        let problem = format!("says {said:?}, but the text at {start}..{end} is {found:?}");
        Err(ReadError::new(place(), problem))
    }

    /// The text from `start` to `end`, which must not be empty.
    fn slice(
        &self,
        start: usize,
        end: usize,
        place: &dyn Fn() -> String,
    ) -> Result<&'a str, ReadError> {
        let bytes = self.offsets.to_byte(start).zip(self.offsets.to_byte(end));
        bytes
            .filter(|(start, end)| start < end)
            .and_then(|(start, end)| self.article.document.text.get(start..end))
            .ok_or_else(|| {
                ReadError::new(
                    place(),
                    format!("lies at {start}..{end}, which is no part of the text"),
                )
            })
    }
}

fn unique<'a>(
    element: &str,
    ids: impl Iterator<Item = &'a str>,
) -> Result<BTreeSet<&'a str>, ReadError> {
    let mut known = BTreeSet::new();
    for id in ids {
        if !known.insert(id) {
            return Err(ReadError::new(format!("{element} {id}"), "is in the file twice"));
        }
    }
    Ok(known)
}

fn known(
    ids: &BTreeSet<&str>,
    element: &str,
    id: &str,
    place: &dyn Fn() -> String,
) -> Result<(), ReadError> {
    if ids.contains(id) {
        return Ok(());
    }
    Err(ReadError::new(place(), format!("names {element} {id:?}, which is not in the file")))
}

/// The start of long words, for a message.
fn shortened(words: &str) -> String {
    const LONGEST: usize = 60;
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
