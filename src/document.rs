//! What the stages read and create: the tables of an annotated article.
//!
//! These types are the engine's own. What is saved or crosses to JavaScript is defined in
//! [`crate::export::json`].

use std::borrow::Cow;

use time::Date;

use crate::text::{BlockId, ByteSpan, EntityId, MentionId, Text, TokenId, TokenSpan};

mod reading;
mod relation_type;

pub mod syntax;

pub use relation_type::{PloverClass, RelationType};

/// A closed set of values, each with its name in saved documents.
pub trait Named: Copy + Eq + 'static {
    /// Every value, with its name.
    const ALL: &'static [(Self, &'static str)];

    /// The value's name.
    fn name(self) -> &'static str {
        let row = Self::ALL.iter().find(|(value, _)| *value == self);
        row.map_or("", |(_, name)| name) // `ALL` holds every value
    }

    /// The value of that name.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(value, _)| *value)
    }
}

/// An article and all that was found in it. Every table is in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The text that all spans point into.
    pub text: Text,
    /// The day of publication, as the caller or the text says it.
    pub published: Option<Date>,
    /// What the page that it comes from says of it.
    pub origin: Origin,
    /// Title, paragraphs, page furniture. Disjoint, none blank.
    pub blocks: Vec<Block>,
    /// Sentences of the blocks that are not furniture; none crosses a block's border.
    pub sentences: Vec<Sentence>,
    /// Tokens of the sentences; never empty, never with blanks at an end.
    pub tokens: Vec<Token>,
    /// The words of tokens that are written otherwise, in order: "government", cut at a line's end as
    /// "govern-" and "ment". See [`crate::segment::rejoin`].
    pub rejoined: Vec<(TokenId, String)>,
    /// Names, values, and the nominals and pronouns that refer to a named entity.
    pub mentions: Vec<Mention>,
    /// What the mentions stand for. Each has at least one mention.
    pub entities: Vec<Entity>,
    /// What the text says of two entities.
    pub relations: Vec<Relation>,
    /// What a reader should know of this result, such as a language the engine does not read.
    pub warnings: Vec<Warning>,
}

impl Document {
    /// The title's span, if the text starts with one.
    pub fn title(&self) -> Option<ByteSpan> {
        self.blocks.iter().find(|block| block.kind == BlockKind::Title).map(|block| block.span)
    }

    /// Whether a mention may stand for an entity in a relation: it is one of its own, or the
    /// nationality word of the country that the entity is.
    pub fn stands_for(&self, mention: &Mention, entity: EntityId) -> bool {
        let Some(own) = mention.entity else { return false };
        let country = self.entities.get(own.index()).and_then(|word| word.country.as_ref());
        let links = self.entities.get(entity.index()).map_or(&[][..], |entity| &entity.links);
        own == entity || country.is_some_and(|country| links.contains(country))
    }

    /// Whether a mention is a noun without a name that means more than who acts: a thing ("a bill", "the attack"), or
    /// a role ("the president").
    pub(crate) fn is_thing(&self, mention: &Mention) -> bool {
        let entity = mention.entity.and_then(|entity| self.entities.get(entity.index()));
        let is_thing =
            |entity: &Entity| !entity.entity_type.is_actor() || mention.source == Source::ROLE;
        entity.is_some_and(|entity| !entity.named && is_thing(entity))
    }

    /// The bytes that a run of tokens covers. An empty run covers nothing.
    pub fn token_bytes(&self, tokens: TokenSpan) -> ByteSpan {
        match &self.tokens[tokens.range()] {
            [] => ByteSpan::default(),
            [only] => only.span,
            [first, .., last] => first.span.cover(last.span),
        }
    }

    /// The sentence that a token lies in.
    ///
    /// # Panics
    /// When the index is not one of this document's tokens.
    pub fn sentence_of(&self, token: usize) -> &Sentence {
        let after = self.sentences.partition_point(|sentence| sentence.tokens.start() <= token);
        &self.sentences[after - 1]
    }
}

/// What the page that an article comes from says of it, besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Its address on the web.
    pub address: Option<String>,
    /// Who wrote it: "Jane Doe and John Roe".
    pub byline: Option<String>,
    /// Its language, as BCP 47 names it: "en-GB".
    pub language: Option<String>,
}

/// A paragraph or a line of the pasted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// From its first to its last character that is not blank.
    pub span: ByteSpan,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The article's title.
    Title,
    /// The summary under the title.
    Standfirst,
    /// A heading inside the article.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// The words under a picture.
    Caption,
    /// Who speaks what follows, in an interview or a transcript: "Jane Doe:".
    Speaker,
    /// What came along with the paste: links to other articles, credits, buttons. Not annotated.
    Furniture,
}

impl BlockKind {
    /// Whether it tells in a few words what the text says in full.
    pub fn is_headline(self) -> bool {
        matches!(self, Self::Title | Self::Heading)
    }
}

impl Named for BlockKind {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Title, "title"),
        (Self::Standfirst, "standfirst"),
        (Self::Heading, "heading"),
        (Self::Paragraph, "paragraph"),
        (Self::ListItem, "list_item"),
        (Self::Caption, "caption"),
        (Self::Speaker, "speaker"),
        (Self::Furniture, "furniture"),
    ];
}

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the first byte of its first token to the last of its last.
    pub span: ByteSpan,
    /// Its tokens: at least one.
    pub tokens: TokenSpan,
    /// The block that it lies in.
    pub block: BlockId,
}

/// A word, a number, a punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its characters.
    pub span: ByteSpan,
}

/// A stretch of text that stands for an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Its characters: those of its tokens.
    pub span: ByteSpan,
    /// Its tokens: at least one, within one sentence.
    pub tokens: TokenSpan,
    /// How it refers.
    pub kind: MentionKind,
    /// The type of what it refers to.
    pub entity_type: EntityType,
    /// What it stands for. `None` only before coreference has run.
    pub entity: Option<EntityId>,
    /// A value in normal form: an ISO 8601 date, time or period ("2021", "2026-11-24", "T09:30", "P3D"),
    /// with X for digits that are not known ("199X" for a decade, "18XX" for the 19th century), parts of a
    /// year as "2024-Q3", "2024-H1", "2024-SU", years of accounts as "FY2024"; an ISO 4217 code and an amount
    /// ("USD 40000000"), a number with its unit ("12.5 %", "300 km"); a range as "start/end".
    pub value: Option<String>,
    /// How sure the engine is.
    pub confidence: Confidence,
    /// What found it.
    pub source: Source,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// By name.
    Name,
    /// A date, time, amount.
    Value,
    /// By description: "the group".
    Nominal,
    /// By pronoun.
    Pronoun,
}

impl Named for MentionKind {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Name, "name"),
        (Self::Value, "value"),
        (Self::Nominal, "nominal"),
        (Self::Pronoun, "pronoun"),
    ];
}

/// The name types of OntoNotes 5, without ORDINAL and CARDINAL, which are noise to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityType {
    /// People, including fictional ones. Titles are outside the name.
    Person,
    /// Nationalities, religious and political groups.
    Norp,
    /// Companies, agencies, parties, armed groups, media, teams.
    Org,
    /// Countries, cities, provinces: places with a government.
    Gpe,
    /// Other places: mountains, rivers, regions.
    Loc,
    /// Buildings, airports, roads, bridges.
    Fac,
    /// Wars, elections, storms, tournaments.
    Event,
    /// Vehicles, weapons, devices, foods.
    Product,
    /// Laws, treaties, named documents.
    Law,
    /// Books, films, songs, paintings.
    WorkOfArt,
    /// Days and periods of a day or more.
    Date,
    /// Times and periods shorter than a day.
    Time,
    /// Amounts of money.
    Money,
    /// Percentages.
    Percent,
    /// Measures: distance, weight, area, people.
    Quantity,
}

impl Named for EntityType {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Person, "PERSON"),
        (Self::Norp, "NORP"),
        (Self::Org, "ORG"),
        (Self::Gpe, "GPE"),
        (Self::Loc, "LOC"),
        (Self::Fac, "FAC"),
        (Self::Event, "EVENT"),
        (Self::Product, "PRODUCT"),
        (Self::Law, "LAW"),
        (Self::WorkOfArt, "WORK_OF_ART"),
        (Self::Date, "DATE"),
        (Self::Time, "TIME"),
        (Self::Money, "MONEY"),
        (Self::Percent, "PERCENT"),
        (Self::Quantity, "QUANTITY"),
    ];
}

impl EntityType {
    /// Whether it is a date, time or amount, found as a [`MentionKind::Value`].
    pub fn is_value(self) -> bool {
        matches!(self, Self::Date | Self::Time | Self::Money | Self::Percent | Self::Quantity)
    }

    /// Whether it can act: person, organisation, country or people.
    pub fn is_actor(self) -> bool {
        matches!(self, Self::Person | Self::Org | Self::Gpe | Self::Norp)
    }

    /// Whether it is a place.
    pub fn is_place(self) -> bool {
        matches!(self, Self::Gpe | Self::Loc | Self::Fac)
    }
}

/// A person, organisation, place or value that the article speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// Its fullest name in the text; the value's words for values; the head phrase for an actor without a
    /// name.
    pub name: String,
    /// False for an actor without a name, whose `name` is then its head phrase, such as "separatist
    /// militants"; true for all others, values included.
    pub named: bool,
    /// Its type.
    pub entity_type: EntityType,
    /// Its other names in the text, without repeats.
    pub aliases: Vec<String>,
    /// The same thing in knowledge bases.
    pub links: Vec<Link>,
    /// For a nationality word, the country that it is the word for.
    pub country: Option<Link>,
    /// What it is, by the list that knows it: "city in Iran".
    pub description: Option<String>,
    /// Where it lies, for a place that a list knows.
    pub coordinates: Option<Coordinates>,
}

/// A place on the globe (WGS 84), in hundredths of a degree: a kilometre, as exact as a city is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coordinates {
    /// North of the equator.
    pub latitude: i16,
    /// East of Greenwich.
    pub longitude: i16,
}

/// An entry of a knowledge base.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Which knowledge base.
    pub kb: KnowledgeBase,
    /// The entry's id there: "Q843", "1168579".
    pub id: String,
}

/// Where links lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KnowledgeBase {
    /// <https://www.wikidata.org>
    Wikidata,
    /// <https://www.geonames.org>
    GeoNames,
}

impl Named for KnowledgeBase {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Wikidata, "wikidata"), (Self::GeoNames, "geonames")];
}

/// Something that the text says of two entities. Stands on one sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// What kind of relation.
    pub relation_type: RelationType,
    /// The predicate's words, for [`RelationType::Other`] only.
    pub label: Option<String>,
    /// The category of the event, if it is one: that of the type, unless the act is only announced
    /// or refused.
    pub class: Option<PloverClass>,
    /// Who.
    pub subject: EntityId,
    /// Whom.
    pub object: EntityId,
    /// Where the subject stands in the evidence: a mention of it, or the nationality word for it.
    pub subject_mention: MentionId,
    /// Where the object stands in the evidence: a mention of it, or the nationality word for it.
    pub object_mention: MentionId,
    /// The sentence that says so.
    pub evidence: ByteSpan,
    /// Other sentences that say the same, perhaps less surely; in order.
    pub further_evidence: Vec<ByteSpan>,
    /// The words that say so, inside the evidence.
    pub trigger: ByteSpan,
    /// When, where, in which role. At most one of each kind, in the order of kinds.
    pub qualifiers: Vec<Qualifier>,
    /// Whether the text says that it is not so.
    pub negated: bool,
    /// Whether it is a state that is over: "former", "stepped down as". With [`Modality::Planned`] it is
    /// about to end.
    pub past: bool,
    /// Whether it is said to be a fact.
    pub modality: Modality,
    /// Who says so, when it is not the article itself.
    pub attributed_to: Option<EntityId>,
    /// How sure the engine is.
    pub confidence: Confidence,
    /// What found it.
    pub source: Source,
}

/// A circumstance of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualifier {
    /// Which circumstance.
    pub kind: QualifierKind,
    /// The words that state it.
    pub span: ByteSpan,
    /// Its normal form, for dates and amounts.
    pub value: Option<String>,
}

/// Which circumstance of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QualifierKind {
    /// A date or time.
    When,
    /// A place.
    Where,
    /// The post that a person holds.
    Role,
    /// What an agreement, an accusation or a demand is about.
    About,
    /// A sum or number.
    Amount,
}

impl Named for QualifierKind {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::When, "when"),
        (Self::Where, "where"),
        (Self::Role, "role"),
        (Self::About, "about"),
        (Self::Amount, "amount"),
    ];
}

/// Whether a relation is said to be a fact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// Said as a fact.
    #[default]
    Asserted,
    /// Somebody's claim.
    Alleged,
    /// Meant to happen.
    Planned,
    /// May be so.
    Possible,
}

impl Named for Modality {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Asserted, "asserted"),
        (Self::Alleged, "alleged"),
        (Self::Planned, "planned"),
        (Self::Possible, "possible"),
    ];
}

/// How sure the engine is, in hundredths: an integer, so that it is the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

impl Confidence {
    /// From hundredths; more than 100 counts as 100.
    pub const fn percent(percent: u8) -> Self {
        Self(if percent > 100 { 100 } else { percent })
    }

    /// In hundredths, 0 to 100.
    pub const fn as_percent(self) -> u8 {
        self.0
    }
}

/// What found an annotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What kind of finder.
    pub kind: SourceKind,
    /// Which one, in words that a reader understands: "countries", "title + name".
    pub id: Cow<'static, str>,
}

impl Source {
    /// The trained network for names.
    pub const MODEL: Self = Self { kind: SourceKind::Model, id: Cow::Borrowed("names") };

    /// The noun of what somebody without a name is to others: "the president", "her son".
    pub(crate) const ROLE: Self = Self::rule("noun of a role");

    /// An entry of the list `id`.
    pub const fn list(id: &'static str) -> Self {
        Self { kind: SourceKind::List, id: Cow::Borrowed(id) }
    }

    /// The rule `id`.
    pub const fn rule(id: &'static str) -> Self {
        Self { kind: SourceKind::Rule, id: Cow::Borrowed(id) }
    }
}

/// What kind of finder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// Trained weights.
    Model,
    /// A list of known names.
    List,
    /// A rule.
    Rule,
    /// A person.
    Human,
    /// A file from another tool.
    Import,
}

impl Named for SourceKind {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Model, "model"),
        (Self::List, "list"),
        (Self::Rule, "rule"),
        (Self::Human, "human"),
        (Self::Import, "import"),
    ];
}

/// What a reader should know of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Warning {
    /// There was nothing to read: empty, blank or furniture only.
    NothingToRead,
    /// Most words are not English, so most is missed.
    NotEnglish,
}

impl Named for Warning {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::NothingToRead, "nothing_to_read"), (Self::NotEnglish, "not_english")];
}
