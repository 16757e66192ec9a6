//! The saved document, `.gloss.json`: a public, versioned format. The same shape crosses from the
//! worker to the page and is printed by the command line.
//!
//! The types here are the format; the engine's own tables ([`crate::document`]) are converted to
//! them once. Offsets count code points unless `offset_unit` says otherwise, end excluded.
//!
//! - [`write()`] makes an [`Article`] of a document; [`to_text`] and [`to_line`] print it.
//! - [`read()`] takes a file, checks all that it says of itself, and names the place where it lies.
//!
//! Reading a file and writing it again changes nothing: members that this version does not know
//! are kept in `extra`, and what a person rejected stays, marked as such.
//!
//! `json/gloss.schema.json` is the JSON Schema of these types; a test keeps the two the same,
//! and `json/gloss.d.ts`, the TypeScript types, too.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::{
    document::{
        BlockKind, EntityType, KnowledgeBase, MentionKind, Modality, PloverClass, QualifierKind,
        RelationType, SourceKind, Warning,
    },
    review::{Log, Machine},
    text::OffsetUnit,
};

mod day;
mod id;
mod layout;
mod named;
mod read;
#[cfg(test)]
pub(crate) mod schema;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod typescript;
mod write;

pub use day::{day_from_name, day_name};
pub use id::Id;
pub use layout::{to_line, to_text};
pub(crate) use read::is_sound;
pub use read::{ReadError, WHOLE, read};
pub use write::{WriteOptions, write};

/// [`Article::format`] of every file.
pub const FORMAT: &str = "gloss";

/// [`Article::version`] of the newest files that this version reads and writes: those with a review.
pub const VERSION: u32 = 2;

/// [`Article::version`] of files without a review, so that programs that know no reviews read them.
pub const UNREVIEWED_VERSION: u32 = 1;

/// The JSON Schema of saved documents.
pub const SCHEMA: &str = include_str!("json/gloss.schema.json");

/// The TypeScript types of saved documents.
pub const TYPESCRIPT: &str = include_str!("json/gloss.d.ts");

/// Members that this version of the format does not know; kept as they are.
pub type Extra = BTreeMap<String, Value>;

/// Reads a member that is there: null is not the same as a member that is left out.
pub(crate) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// What a file says of an entity when it says nothing: [`Entity::named`].
fn has_a_name() -> bool {
    true
}

/// An annotated article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Article {
    /// The caller's own name for the article, when it gave one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Value"))]
    pub id: Option<Id>,
    /// Always "gloss".
    #[cfg_attr(test, schemars(extend("const" = FORMAT)))]
    pub format: String,
    /// The format's version: 2 with a review, 1 without.
    #[cfg_attr(test, schemars(extend("enum" = [UNREVIEWED_VERSION, VERSION])))]
    pub version: u32,
    /// What wrote it.
    pub generator: Generator,
    /// What every `start` and `end` counts, but those of `review`, which count code points.
    #[serde(with = "named")]
    #[cfg_attr(test, schemars(with = "schema::Name<OffsetUnit>"))]
    pub offset_unit: OffsetUnit,
    /// The text and its blocks.
    pub document: ArticleText,
    /// Stretches of text that stand for entities.
    pub mentions: Vec<Mention>,
    /// What they stand for.
    pub entities: Vec<Entity>,
    /// What the text says of them.
    pub relations: Vec<Relation>,
    /// What a reader should know of this result.
    #[serde(with = "named::list")]
    #[cfg_attr(test, schemars(with = "Vec<schema::Name<Warning>>"))]
    pub warnings: Vec<Warning>,
    /// What readers decided, step by step; the tables above are as they left them.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Log"))]
    pub review: Option<Log>,
    /// What the machine had found where the review changed it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Machine"))]
    pub machine: Option<Machine>,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What wrote an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Generator {
    /// The program: "gloss".
    pub name: String,
    /// Its version.
    pub version: String,
    /// The knowledge that it used.
    pub model: String,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The text and its blocks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ArticleText {
    /// The title's words, if there is one.
    #[serde(deserialize_with = "Option::deserialize")]
    #[cfg_attr(test, schemars(with = "schema::Nullable<String>"))]
    pub title: Option<String>,
    /// The day of publication, ISO 8601, when it is known; before the year 0 with a minus sign.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub published: Option<String>,
    /// The address on the web of the page that it comes from, when that says it.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub address: Option<String>,
    /// Who wrote it, as that page says: "Jane Doe and John Roe".
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub byline: Option<String>,
    /// The language that the page says it is in, as BCP 47 names it: "en-GB".
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub language: Option<String>,
    /// The text as pasted, with LF at line ends.
    pub text: String,
    /// SHA-256 of the text in UTF-8, lower-case hexadecimal.
    #[cfg_attr(test, schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    pub sha256: String,
    /// Title, paragraphs, page furniture.
    pub blocks: Vec<Block>,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A block of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Block {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    #[serde(with = "named")]
    #[cfg_attr(test, schemars(with = "schema::Name<BlockKind>"))]
    pub kind: BlockKind,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A mention. The members that only some mentions have are left out elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Mention {
    /// "m1", "m2", …
    pub id: String,
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words: the text from `start` to `end`.
    pub text: String,
    /// The type of what it stands for.
    #[serde(rename = "type", with = "named")]
    #[cfg_attr(test, schemars(with = "schema::Name<EntityType>"))]
    pub entity_type: EntityType,
    /// The id of what it stands for.
    pub entity: String,
    /// How it refers.
    #[serde(with = "named")]
    #[cfg_attr(test, schemars(with = "schema::Name<MentionKind>"))]
    pub kind: MentionKind,
    /// For values: an ISO 8601 date, time or period, with X for digits that are not known ("199X", "18XX"),
    /// parts of a year as "2024-Q3", "2024-H1", "2024-SU", years of accounts as "FY2024"; an amount with its
    /// currency (ISO 4217) or unit, "USD 40000000", "12.5 %"; a range as "start/end".
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub value: Option<String>,
    /// 0 to 1; absent on what a person made.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "f64", range(min = 0, max = 1)))]
    pub confidence: Option<f64>,
    /// What a person decided.
    pub status: Status,
    /// What found it.
    pub source: Source,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// An entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Entity {
    /// "e1", "e2", …
    pub id: String,
    /// Its fullest name; the words that stand for it, if it has none.
    pub name: String,
    /// Its type.
    #[serde(rename = "type", with = "named")]
    #[cfg_attr(test, schemars(with = "schema::Name<EntityType>"))]
    pub entity_type: EntityType,
    /// Its other names in the text.
    pub aliases: Vec<String>,
    /// The same thing in knowledge bases.
    pub links: Vec<Link>,
    /// Whether the text names it; false for an actor without a name, such as "separatist militants".
    #[serde(default = "has_a_name")]
    pub named: bool,
    /// For a nationality word, the country that it is the word for.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Link"))]
    pub country: Option<Link>,
    /// What it is, by the list that knows it: "city in Iran".
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub description: Option<String>,
    /// Where it lies, for a place that a list knows.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Coordinates"))]
    pub coordinates: Option<Coordinates>,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A place on the globe (WGS 84), in degrees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Coordinates {
    /// North of the equator.
    #[cfg_attr(test, schemars(range(min = -90, max = 90)))]
    pub latitude: f64,
    /// East of Greenwich.
    #[cfg_attr(test, schemars(range(min = -180, max = 180)))]
    pub longitude: f64,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// An entry of a knowledge base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Link {
    /// Which knowledge base.
    #[serde(with = "named")]
    #[cfg_attr(test, schemars(with = "schema::Name<KnowledgeBase>"))]
    pub kb: KnowledgeBase,
    /// The id there: "Q843" in Wikidata, digits in GeoNames.
    #[cfg_attr(test, schemars(regex(pattern = "^Q?[1-9][0-9]{0,14}$")))]
    pub id: String,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Relation {
    /// "r1", "r2", …
    pub id: String,
    /// What kind of relation.
    #[serde(rename = "type", with = "named")]
    #[cfg_attr(test, schemars(with = "schema::Name<RelationType>"))]
    pub relation_type: RelationType,
    /// The predicate's words, for the type "other".
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub label: Option<String>,
    /// The PLOVER event category; null where none applies.
    #[serde(with = "named::option")]
    #[cfg_attr(test, schemars(with = "schema::Nullable<schema::Name<PloverClass>>"))]
    pub class: Option<PloverClass>,
    /// Who: an entity's id.
    pub subject: String,
    /// Whom: an entity's id.
    pub object: String,
    /// The sentence that says so.
    pub evidence: Span,
    /// Other sentences that say the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_evidence: Vec<Span>,
    /// The words that say so.
    pub trigger: Span,
    /// The subject's mention in the evidence; of a country, perhaps the nationality word that stands for it.
    pub subject_mention: String,
    /// The object's mention in the evidence; of a country, perhaps the nationality word that stands for it.
    pub object_mention: String,
    /// When, where, in which role: normal form of dates and amounts, words of the text else.
    #[serde(with = "named::keys")]
    #[cfg_attr(test, schemars(with = "schema::Keys<QualifierKind>"))]
    pub qualifiers: BTreeMap<QualifierKind, String>,
    /// Whether the text says that it is not so.
    pub negated: bool,
    /// Whether it is a state that is over, such as a former post; planned, if it is about to end.
    #[serde(default)]
    pub past: bool,
    /// Whether it is said to be a fact.
    #[serde(with = "named")]
    #[cfg_attr(test, schemars(with = "schema::Name<Modality>"))]
    pub modality: Modality,
    /// Who says so: an entity's id; null when it is the article itself.
    #[serde(deserialize_with = "Option::deserialize")]
    #[cfg_attr(test, schemars(with = "schema::Nullable<String>"))]
    pub attributed_to: Option<String>,
    /// 0 to 1; absent on what a person made.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "f64", range(min = 0, max = 1)))]
    pub confidence: Option<f64>,
    /// What a person decided.
    pub status: Status,
    /// What found it.
    pub source: Source,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Relation {
    /// All sentences that say so: first the one that it stands on.
    pub fn sentences(&self) -> impl Iterator<Item = &Span> {
        std::iter::once(&self.evidence).chain(&self.further_evidence)
    }
}

/// A stretch of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Span {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words: the text from `start` to `end`.
    pub text: String,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What found an annotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Source {
    /// What kind of finder.
    #[serde(with = "named")]
    #[cfg_attr(test, schemars(with = "schema::Name<SourceKind>"))]
    pub kind: SourceKind,
    /// Which one, in words that a reader understands.
    pub id: String,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What a person decided about an annotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Nothing yet: as the engine found it.
    #[default]
    Suggested,
    /// It is right.
    Accepted,
    /// It is wrong; kept as a record.
    Rejected,
    /// A person made it.
    Human,
}
