//! Places that outlive a reading: by span and quoted words, never by a number of a table.
//!
//! A mention is named by its place and type, an entity by any of its mentions, a relation by its type,
//! its ends and what says it. An anchor is of the text as it was when the edit was made; [`Finder`] knows
//! the later changes of the text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::change::{Change, next_whole};
use crate::{
    document::{EntityType, Named},
    export::json::{Article, Extra, Mention, Relation, Span, present},
    order::gather,
    text::{OffsetMap, OffsetUnit, is_blank},
};

/// A mention, by its place and type; any mention of an entity stands for the entity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct MentionAnchor {
    /// Where it starts, in code points of the text as it was then.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// Its type's name.
    #[serde(rename = "type")]
    pub entity_type: String,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl MentionAnchor {
    /// A mention of that type in a place.
    pub fn new(place: Span, entity_type: EntityType) -> Self {
        let Span { start, end, text, extra } = place;
        Self { start, end, text, entity_type: entity_type.name().to_owned(), extra }
    }
}

/// A relation, by its type, its ends and what says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct RelationAnchor {
    /// Its type's name.
    #[serde(rename = "type")]
    pub relation_type: String,
    /// The predicate's words, for the type "other".
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub label: Option<String>,
    /// Who: where the subject stands.
    pub subject: MentionAnchor,
    /// Whom: where the object stands.
    pub object: MentionAnchor,
    /// The sentence that says so.
    pub evidence: Span,
    /// The words that say so.
    pub trigger: Span,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Makes anchors of what is in a document.
pub struct Anchors<'a> {
    article: &'a Article,
    /// From what the document counts to code points; `None` when that is the same.
    maps: Option<(OffsetMap, OffsetMap)>,
    mentions: BTreeMap<String, usize>,
}

impl<'a> Anchors<'a> {
    /// Reads a document once.
    pub fn new(article: &'a Article) -> Self {
        let text = &article.document.text;
        let of_units =
            |unit| (OffsetMap::new(text, unit), OffsetMap::new(text, OffsetUnit::CodePoint));
        let unit = article.offset_unit;
        let numbered = article.mentions.iter().enumerate();
        Self {
            article,
            maps: (unit != OffsetUnit::CodePoint).then(|| of_units(unit)),
            mentions: gather(numbered.map(|(index, mention)| (mention.id.clone(), index))),
        }
    }

    /// A place of the document, by its words.
    pub fn place(&self, start: usize, end: usize, text: &str) -> Span {
        let (start, end) = (self.point(start), self.point(end));
        Span { start, end, text: text.to_owned(), extra: Extra::new() }
    }

    /// A mention of the document.
    pub fn mention(&self, mention: &Mention) -> MentionAnchor {
        let place = self.place(mention.start, mention.end, &mention.text);
        MentionAnchor::new(place, mention.entity_type)
    }

    /// A relation of the document; `None` when its mentions are not in it.
    pub fn relation(&self, relation: &Relation) -> Option<RelationAnchor> {
        let place = |span: &Span| self.place(span.start, span.end, &span.text);
        Some(RelationAnchor {
            relation_type: relation.relation_type.name().to_owned(),
            label: relation.label.clone(),
            subject: self.mention(self.mention_of(&relation.subject_mention)?),
            object: self.mention(self.mention_of(&relation.object_mention)?),
            evidence: place(&relation.evidence),
            trigger: place(&relation.trigger),
            extra: Extra::new(),
        })
    }

    /// The mention of that id.
    pub fn mention_of(&self, id: &str) -> Option<&'a Mention> {
        self.article.mentions.get(*self.mentions.get(id)?)
    }

    /// A position of the document in code points.
    pub(super) fn point(&self, position: usize) -> usize {
        let Some((from, to)) = &self.maps else { return position };
        from.to_byte(position).map_or(usize::MAX, |byte| to.from_byte(byte))
    }
}

/// Finds places of a log in a document.
pub(super) struct Finder<'a> {
    text: &'a str,
    points: OffsetMap,
    units: OffsetMap,
    /// The changes of the text that it was read with, each with the number of its edit, in order.
    changes: Vec<(usize, Change<'a>)>,
}

/// How far from their old place words are looked for, in bytes: first close by, then farther.
const NEAR: [usize; 3] = [40, 200, 1000];

impl<'a> Finder<'a> {
    /// In a text that was read with some changes; positions found are in a unit.
    pub(super) fn new(text: &'a str, unit: OffsetUnit, changes: Vec<(usize, Change<'a>)>) -> Self {
        let points = OffsetMap::new(text, OffsetUnit::CodePoint);
        Self { text, points, units: OffsetMap::new(text, unit), changes }
    }

    /// Where the words of an edit stand, in what the document counts, without blanks at the ends;
    /// `None` when they are gone.
    pub(super) fn words(
        &self,
        edit: usize,
        mut span: (usize, usize),
        words: &str,
    ) -> Option<(usize, usize)> {
        for (_, change) in self.since(edit) {
            span = change.words(span, words)?;
        }
        let stand_there = |&(start, end): &(usize, usize)| self.text.get(start..end) == Some(words);
        let found = self.bytes(span).filter(stand_there);
        let (start, end) = found.or_else(|| self.near(span.0, words))?;
        self.trimmed(start, end)
    }

    /// Where a stretch of text is, such as a sentence, with what was changed inside it.
    pub(super) fn stretch(&self, edit: usize, place: &Span) -> Option<(usize, usize)> {
        let mut span = (place.start, place.end);
        let mut is_changed = false;
        for (_, change) in self.since(edit) {
            is_changed |= change.words(span, &place.text).is_none();
            span = change.stretch(span);
        }
        if !is_changed {
            return self.words(edit, (place.start, place.end), &place.text);
        }
        let (start, end) = self.bytes(span)?;
        self.trimmed(start, end)
    }

    fn since(&self, edit: usize) -> impl Iterator<Item = &(usize, Change<'a>)> {
        let after = self.changes.partition_point(|(number, _)| *number <= edit);
        self.changes[after..].iter()
    }

    fn bytes(&self, (start, end): (usize, usize)) -> Option<(usize, usize)> {
        let span = self.points.to_byte(start).zip(self.points.to_byte(end));
        span.filter(|(start, end)| start < end)
    }

    fn trimmed(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let words = self.text.get(start..end)?;
        let left = words.trim_start_matches(is_blank);
        let start = end - left.len();
        let end = start + left.trim_end_matches(is_blank).len();
        (start < end).then(|| (self.units.from_byte(start), self.units.from_byte(end)))
    }

    /// The words that stand between two positions of the document.
    pub(super) fn slice(&self, (start, end): (usize, usize)) -> &'a str {
        let bytes = self.units.to_byte(start).zip(self.units.to_byte(end));
        bytes.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    /// Where some words stand as whole words, in the order of the text, in what the document counts.
    pub(super) fn all(&self, words: &str) -> Vec<(usize, usize)> {
        let (mut places, mut from) = (Vec::new(), 0);
        while let Some(start) = next_whole(self.text, words, from) {
            from = start + words.len();
            places.push((self.units.from_byte(start), self.units.from_byte(from)));
        }
        places
    }

    /// The one place near an old one where the words stand; else the one place in all the text.
    fn near(&self, point: usize, words: &str) -> Option<(usize, usize)> {
        let text = self.text;
        let around = self.points.to_byte(point).unwrap_or(text.len());
        for far in NEAR {
            let start = text.floor_char_boundary(around.saturating_sub(far));
            let end = text.ceil_char_boundary(around.saturating_add(far + words.len()));
            if let Some(at) = next_whole(text, words, start).filter(|at| at + words.len() <= end) {
                let next = next_whole(text, words, at + words.len());
                let is_one = next.is_none_or(|next| next + words.len() > end);
                return is_one.then(|| (at, at + words.len()));
            }
        }
        let at = next_whole(text, words, 0)?;
        let is_one = next_whole(text, words, at + words.len()).is_none();
        is_one.then(|| (at, at + words.len()))
    }
}
