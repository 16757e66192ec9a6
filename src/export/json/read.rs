//! A saved file becomes an article, or is refused with the place named.
//!
//! Total on any input. What a file says of itself is checked in the order of reading: that it is
//! JSON, that it is this format, the shape of each part, the text's fingerprint, the blocks, that
//! ids are unique and lead somewhere, that every span's words stand where it says, and that
//! relations are what a document promises: [`Checker::relation`].

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{IgnoredAny, MapAccess, Visitor},
};
use serde_json::{Value, error::Category, value::RawValue};

use super::{
    Article, ArticleText, Coordinates, Entity, Extra, FORMAT, Generator, Link, Mention, Relation,
    UNREVIEWED_VERSION, VERSION, day_from_name, named,
};
use crate::{
    document::{KnowledgeBase, Named},
    pack::fingerprint,
    review::{Log, Machine, machine},
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
    check_review(&article)?;
    Ok(article)
}

/// The place of what is wrong with all of a file.
pub const WHOLE: &str = "the file";

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

    /// The place: "mention m12", "line 3"; [`WHOLE`] for all of it.
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong there.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// Another kind of file; the reason, if it is not plain to see.
    fn not_saved(reason: &str) -> Self {
        Self::new(WHOLE, ["is not an article that Gloss saved", reason].concat())
    }

    fn cut_off(line: usize) -> Self {
        Self::new(WHOLE, format!("ends at line {line}, in the middle"))
    }

    fn of_syntax(file: &str, error: &serde_json::Error) -> Self {
        let (start, line) = (file.trim_start(), error.line());
        match error.classify() {
            _ if start.is_empty() => Self::new(WHOLE, "is empty"),
            _ if !start.starts_with('{') => Self::not_saved(""),
            _ if is_cut_in_number(file, error) => Self::cut_off(line),
            Category::Eof => Self::cut_off(line),
            _ => Self::new(format!("line {line}"), format!("is damaged: {}", reason(error))),
        }
    }
}

/// What the reader of JSON says, without the place, which is said before.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    words.split(" at line ").next().unwrap_or_default().to_owned()
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

/// The members in the order of the file: a [`BTreeMap`] would keep the last of two of the same name, and
/// say nothing.
struct InOrder<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for InOrder<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder(Vec::new()))
    }
}

impl<'de> Visitor<'de> for InOrder<'de> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a Gloss document")
    }

    fn visit_map<M: MapAccess<'de>>(mut self, mut members: M) -> Result<Self, M::Error> {
        while let Some(member) = members.next_entry()? {
            self.0.push(member);
        }
        Ok(self)
    }
}

fn members(file: &str) -> Result<Members<'_>, ReadError> {
    let in_order: InOrder = serde_json::from_str(file).map_err(|_| ReadError::not_saved(""))?;
    let mut members = Members::new();
    for (name, part) in in_order.0 {
        let place = format!("{:?}", shortened(&name));
        if members.insert(name, part).is_some() {
            return Err(ReadError::new(place, "is in the file twice"));
        }
    }
    Ok(members)
}

fn parse(file: &str) -> Result<Article, ReadError> {
    let file = file.strip_prefix('\u{feff}').unwrap_or(file); // editors on Windows add it
    serde_json::from_str::<IgnoredAny>(file).map_err(|error| ReadError::of_syntax(file, &error))?;
    let mut members = members(file)?;
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
        review: optional::<Log>(&mut members, "review")?,
        machine: optional::<Machine>(&mut members, "machine")?,
        extra: unknown(members)?,
    })
}

/// A [`Named`] value on its own.
#[derive(Deserialize)]
#[serde(bound = "T: Named")]
struct Name<T>(#[serde(with = "named")] T);

fn format_and_version(members: &mut Members) -> Result<(String, u32), ReadError> {
    if !members.contains_key("format") {
        return Err(ReadError::not_saved(": it has no \"format\""));
    }
    let format: String = member(members, "format")?;
    if format != FORMAT {
        return Err(ReadError::not_saved(&format!(": its \"format\" is {format:?}")));
    }
    let version: u32 = member(members, "version")?;
    let known = format!("versions {UNREVIEWED_VERSION} and {VERSION}");
    if version > VERSION {
        let problem = format!(
            "was saved by a newer Gloss: it is of version {version}, and this one reads {known}"
        );
        return Err(ReadError::new(WHOLE, problem));
    }
    if version < UNREVIEWED_VERSION {
        let problem = format!("is {version}; this program reads {known}");
        return Err(ReadError::new("\"version\"", problem));
    }
    Ok((format, version))
}

fn member<'a, T: Deserialize<'a>>(members: &mut Members<'a>, name: &str) -> Result<T, ReadError> {
    let place = || format!("\"{name}\"");
    let part = members.remove(name).ok_or_else(|| ReadError::new(place(), "is missing"))?;
    shaped(part, place)
}

fn optional<'a, T: Deserialize<'a>>(
    members: &mut Members<'a>,
    name: &str,
) -> Result<Option<T>, ReadError> {
    members.contains_key(name).then(|| member(members, name)).transpose()
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

/// A review is of version 2, and what the machine found before it is as sound as any document.
fn check_review(article: &Article) -> Result<(), ReadError> {
    let (review, steps) = ("\"review\"", article.review.as_ref().map_or(0, |log| log.steps.len()));
    match &article.review {
        Some(_) if article.version == UNREVIEWED_VERSION => {
            return Err(ReadError::new(review, "is of version 2, and the file of version 1"));
        }
        Some(log) if log.at > steps => {
            let problem = format!("says that {} steps hold, and has {steps}", log.at);
            return Err(ReadError::new(review, problem));
        }
        _ => {}
    }
    if article.machine.is_none() {
        return Ok(());
    }
    check(&machine(article)).map_err(|ReadError { place, problem }| {
        ReadError::new(["in what the machine found, ", &place].concat(), problem)
    })
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

pub(crate) fn is_sound(link: &Link) -> bool {
    let digits = match link.kb {
        KnowledgeBase::Wikidata => link.id.strip_prefix('Q'),
        KnowledgeBase::GeoNames => Some(&*link.id),
    };
    digits.is_some_and(|digits| {
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        is_number && !digits.is_empty() && !digits.starts_with('0') && digits.len() <= MOST_DIGITS
    })
}

/// Of an id: Wikidata and GeoNames have nine, and room to grow.
const MOST_DIGITS: usize = 15;

/// A score lies between 0 and 1.
fn check_confidence(score: Option<f64>, place: &dyn Fn() -> String) -> Result<(), ReadError> {
    match score.filter(|score| !(0.0..=1.0).contains(score)) {
        Some(score) => {
            Err(ReadError::new(place(), format!("has the confidence {score:?}; it is 0 to 1")))
        }
        None => Ok(()),
    }
}

struct Checker<'a> {
    article: &'a Article,
    offsets: OffsetMap,
    mentions: BTreeMap<&'a str, &'a Mention>,
    entities: BTreeMap<&'a str, &'a Entity>,
}

impl<'a> Checker<'a> {
    fn new(article: &'a Article) -> Result<Self, ReadError> {
        unique("relation", &article.relations, |relation| &relation.id)?;
        Ok(Self {
            article,
            offsets: OffsetMap::new(&article.document.text, article.offset_unit),
            mentions: unique("mention", &article.mentions, |mention| &mention.id)?,
            entities: unique("entity", &article.entities, |entity| &entity.id)?,
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
        check_confidence(mention.confidence, &place)?;
        known(&self.entities, "entity", &mention.entity, &place).map(drop)
    }

    /// What a relation says is said of two, in its evidence, by mentions of the two.
    fn relation(&self, relation: &Relation) -> Result<(), ReadError> {
        let place = || format!("relation {}", relation.id);
        let wrong = |problem: String| Err(ReadError::new(place(), problem));
        let further = relation.further_evidence.iter().map(|span| ("further evidence", span));
        let own = [("evidence", &relation.evidence), ("trigger", &relation.trigger)];
        for (part, span) in own.into_iter().chain(further) {
            let place = || format!("the {part} of relation {}", relation.id);
            self.words(span.start, span.end, &span.text, &place)?;
        }
        check_confidence(relation.confidence, &place)?;
        if let Some(speaker) = &relation.attributed_to {
            known(&self.entities, "entity", speaker, &place)?;
        }
        if relation.subject == relation.object {
            return wrong(format!("is one of entity {:?} with itself", relation.subject));
        }
        let evidence = relation.evidence.start..=relation.evidence.end;
        let is_said = |start, end| evidence.contains(&start) && evidence.contains(&end);
        if !is_said(relation.trigger.start, relation.trigger.end) {
            return wrong("has its trigger outside its evidence".to_owned());
        }
        for (entity, mention) in [
            (&relation.subject, &relation.subject_mention),
            (&relation.object, &relation.object_mention),
        ] {
            let who = known(&self.entities, "entity", entity, &place)?;
            let by = known(&self.mentions, "mention", mention, &place)?;
            if !self.stands_for(by, who) {
                return wrong(format!("names mention {mention:?}, which is none of {entity:?}"));
            }
            if !is_said(by.start, by.end) {
                return wrong(format!(
                    "names mention {mention:?}, which lies outside its evidence"
                ));
            }
        }
        Ok(())
    }

    /// As [`Document::stands_for`](crate::document::Document::stands_for): a country may be named by the word for
    /// its people.
    fn stands_for(&self, mention: &Mention, entity: &Entity) -> bool {
        let own = self.entities.get(&*mention.entity);
        let country = own.and_then(|own| own.country.as_ref());
        let is_it = |link: &Link| country.is_some_and(|it| (it.kb, &it.id) == (link.kb, &link.id));
        mention.entity == entity.id || entity.links.iter().any(is_it)
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

fn unique<'a, T>(
    element: &str,
    elements: &'a [T],
    id: fn(&T) -> &String,
) -> Result<BTreeMap<&'a str, &'a T>, ReadError> {
    let mut known = BTreeMap::new();
    for one in elements {
        let id = id(one);
        if known.insert(id.as_str(), one).is_some() {
            return Err(ReadError::new(format!("{element} {id}"), "is in the file twice"));
        }
    }
    Ok(known)
}

fn known<'a, T>(
    ids: &BTreeMap<&str, &'a T>,
    element: &str,
    id: &str,
    place: &dyn Fn() -> String,
) -> Result<&'a T, ReadError> {
    let missing =
        || ReadError::new(place(), format!("names {element} {id:?}, which is not in the file"));
    ids.get(id).copied().ok_or_else(missing)
}

/// The start of long words, for a message.
fn shortened(words: &str) -> String {
    const LONGEST: usize = 60;
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
