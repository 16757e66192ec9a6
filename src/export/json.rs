//! The saved document, `.gloss.json`: a public, versioned format. The same shape crosses from the
//! worker to the page and is printed by the command line.
//!
//! The types here are the format; the engine's own tables ([`crate::document`]) are converted to
//! them once. Offsets count code points unless `offset_unit` says otherwise, end excluded.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    document::{
        BlockKind, EntityType, KnowledgeBase, MentionKind, Modality, PloverClass, QualifierKind,
        RelationType, SourceKind, Warning,
    },
    text::OffsetUnit,
};

mod named;

/// An annotated article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Always "gloss".
    pub format: String,
    /// The format's version: 1.
    pub version: u32,
    /// What wrote it.
    pub generator: Generator,
    /// What every `start` and `end` counts.
    #[serde(with = "named")]
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
    #[serde(with = "named::list", default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
}

/// What wrote an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Generator {
    /// The program: "gloss".
    pub name: String,
    /// Its version.
    pub version: String,
    /// The knowledge that it used.
    pub model: String,
}

/// The text and its blocks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleText {
    /// The title's words, if there is one.
    pub title: Option<String>,
    /// The day of publication, ISO 8601, when it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The text as pasted, with LF at line ends.
    pub text: String,
    /// SHA-256 of the text in UTF-8, lower-case hexadecimal.
    pub sha256: String,
    /// Title, paragraphs, page furniture.
    pub blocks: Vec<Block>,
}

/// A block of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    #[serde(with = "named")]
    pub kind: BlockKind,
}

/// A mention. The members that only some mentions have are left out elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    pub entity_type: EntityType,
    /// The id of what it stands for.
    pub entity: String,
    /// How it refers.
    #[serde(with = "named")]
    pub kind: MentionKind,
    /// For values: an ISO 8601 date, time or period; an amount with its currency or unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// 0 to 1; absent on what a person made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// What a person decided.
    pub status: Status,
    /// What found it.
    pub source: Source,
}

/// An entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// "e1", "e2", …
    pub id: String,
    /// Its fullest name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type", with = "named")]
    pub entity_type: EntityType,
    /// Its other names in the text.
    pub aliases: Vec<String>,
    /// The same thing in knowledge bases.
    pub links: Vec<Link>,
    /// For a nationality word, the country that it is the word for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Link>,
}

/// An entry of a knowledge base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Which knowledge base.
    #[serde(with = "named")]
    pub kb: KnowledgeBase,
    /// The id there.
    pub id: String,
}

/// A relation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// "r1", "r2", …
    pub id: String,
    /// What kind of relation.
    #[serde(rename = "type", with = "named")]
    pub relation_type: RelationType,
    /// The predicate's words, for the type "other".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The PLOVER event category; null where none applies.
    #[serde(with = "named::option")]
    pub class: Option<PloverClass>,
    /// Who: an entity's id.
    pub subject: String,
    /// Whom: an entity's id.
    pub object: String,
    /// The sentence that says so.
    pub evidence: Span,
    /// The words that say so.
    pub trigger: Span,
    /// The subject's mention in the evidence.
    pub subject_mention: String,
    /// The object's mention in the evidence.
    pub object_mention: String,
    /// When, where, in which role: normal form of dates and amounts, words of the text else.
    #[serde(with = "named::keys")]
    pub qualifiers: BTreeMap<QualifierKind, String>,
    /// Whether the text says that it is not so.
    pub negated: bool,
    /// Whether it is said to be a fact.
    #[serde(with = "named")]
    pub modality: Modality,
    /// Who says so: an entity's id; null when it is the article itself.
    pub attributed_to: Option<String>,
    /// 0 to 1; absent on what a person made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// What a person decided.
    pub status: Status,
    /// What found it.
    pub source: Source,
}

/// A stretch of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words: the text from `start` to `end`.
    pub text: String,
}

/// What found an annotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// What kind of finder.
    #[serde(with = "named")]
    pub kind: SourceKind,
    /// Which one, in words that a reader understands.
    pub id: String,
}

/// What a person decided about an annotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
