//! An edit as it is saved: one flat row for all kinds. A row of a kind that this version does not know,
//! or one that lacks something, stays in the log as it is; it cannot be applied, and that is said.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    anchor::{MentionAnchor, RelationAnchor},
    apply::Reason,
    edit::{Edit, Said, Target},
};
use crate::{
    document::{Named, QualifierKind},
    export::json::{Extra, Link, Span, Status, day_from_name, day_name, is_sound, present},
    order::gather,
    pipeline::Published,
};

/// The kinds of edit, by their names in rows.
pub const KINDS: &[&str] = &[
    "add",
    "retype",
    "retype_entity",
    "resize",
    "delete",
    "judge",
    "merge",
    "split",
    "rename",
    "link",
    "relate",
    "retype_relation",
    "reverse",
    "qualify",
    "own",
    "block",
    "published",
    "text",
];

/// An edit. The members that only some kinds have are left out elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Row {
    /// Which kind of edit.
    #[cfg_attr(test, schemars(extend("enum" = KINDS)))]
    pub edit: String,
    /// The mention that it is about, or one of the entity that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "MentionAnchor"))]
    pub mention: Option<MentionAnchor>,
    /// A mention of the other entity: the one that goes in a merge, the one that an added mention stands for.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "MentionAnchor"))]
    pub other: Option<MentionAnchor>,
    /// The relation that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "RelationAnchor"))]
    pub relation: Option<RelationAnchor>,
    /// A stretch of text: the new place of a mention, a block, words that make way for others.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Span"))]
    pub place: Option<Span>,
    /// The new type's name.
    #[serde(
        rename = "type",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "present"
    )]
    #[cfg_attr(test, schemars(with = "String"))]
    pub new_type: Option<String>,
    /// How an added mention refers; what a block is.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub kind: Option<String>,
    /// Whether it is right: accepted, rejected; suggested takes an earlier verdict back.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Status"))]
    pub verdict: Option<Status>,
    /// The new words: an entity's name, the predicate of a relation that becomes "other", a text; words
    /// of the reader's own.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub words: Option<String>,
    /// A normal form: an added mention's; the day of publication, empty when it is not known. Left out there, it is
    /// as the text says.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "String"))]
    pub value: Option<String>,
    /// All links of an entity.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "Vec<Link>"))]
    pub links: Option<Vec<Link>>,
    /// All qualifiers of a relation: when, where, role, about, amount.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "crate::export::json::schema::Keys<QualifierKind>"))]
    pub qualifiers: Option<BTreeMap<String, String>>,
    /// Whether the text says that a relation is not so.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "bool"))]
    pub negated: Option<bool>,
    /// Whether a relation is over.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "bool"))]
    pub past: Option<bool>,
    /// Whether a relation is said to be a fact.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(
        test,
        schemars(with = "crate::export::json::schema::Name<crate::document::Modality>")
    )]
    pub modality: Option<String>,
    /// Who says a relation: a mention of it; null for the article itself.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[cfg_attr(test, schemars(with = "crate::export::json::schema::Nullable<MentionAnchor>"))]
    pub attributed_to: Option<Option<MentionAnchor>>,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub extra: Extra,
}

impl From<Edit> for Row {
    fn from(edit: Edit) -> Self {
        let mut row = Self::default();
        let kind = match edit {
            Edit::Add { mention, kind, value, entity } => {
                row.kind = kind.map(|kind| kind.name().to_owned());
                (row.mention, row.value, row.other) = (Some(mention), value, entity);
                "add"
            }
            Edit::Retype { mention, to } => {
                (row.mention, row.new_type) = (Some(mention), Some(to.name().to_owned()));
                "retype"
            }
            Edit::RetypeEntity { mention, to } => {
                (row.mention, row.new_type) = (Some(mention), Some(to.name().to_owned()));
                "retype_entity"
            }
            Edit::Resize { mention, to } => {
                (row.mention, row.place) = (Some(mention), Some(to));
                "resize"
            }
            Edit::Delete(target) => {
                row.set_target(target);
                "delete"
            }
            Edit::Judge { target, verdict } => {
                row.set_target(target);
                row.verdict = Some(verdict);
                "judge"
            }
            Edit::Merge { into, other } => {
                (row.mention, row.other) = (Some(into), Some(other));
                "merge"
            }
            Edit::Split { mention } => {
                row.mention = Some(mention);
                "split"
            }
            Edit::Rename { mention, name } => {
                (row.mention, row.words) = (Some(mention), Some(name));
                "rename"
            }
            Edit::Link { mention, links } => {
                (row.mention, row.links) = (Some(mention), Some(links));
                "link"
            }
            Edit::Relate { relation, said } => {
                row.relation = Some(relation);
                row.set_said(said);
                "relate"
            }
            Edit::RetypeRelation { relation, to, label } => {
                (row.relation, row.words) = (Some(relation), label);
                row.new_type = Some(to.name().to_owned());
                "retype_relation"
            }
            Edit::Reverse { relation } => {
                row.relation = Some(relation);
                "reverse"
            }
            Edit::Qualify { relation, said } => {
                row.relation = Some(relation);
                row.set_said(said);
                "qualify"
            }
            Edit::Own { words, of } => {
                (row.words, row.new_type) = (Some(words), Some(of.name().to_owned()));
                "own"
            }
            Edit::Block { place, kind } => {
                (row.place, row.kind) = (Some(place), Some(kind.name().to_owned()));
                "block"
            }
            Edit::Published(day) => {
                row.value = match day {
                    Published::AsTheTextSays => None,
                    Published::On(day) => Some(day_name(day)),
                    Published::Unknown => Some(String::new()),
                };
                "published"
            }
            Edit::Text { place, words } => {
                (row.place, row.words) = (Some(place), Some(words));
                "text"
            }
        };
        kind.clone_into(&mut row.edit);
        row
    }
}

impl Row {
    fn set_target(&mut self, target: Target) {
        match target {
            Target::Mention(mention) => self.mention = Some(mention),
            Target::Relation(relation) => self.relation = Some(relation),
        }
    }

    fn set_said(&mut self, said: Said) {
        let named = |(kind, words): (QualifierKind, String)| (kind.name().to_owned(), words);
        self.qualifiers = said.qualifiers.map(|all| gather(all.into_iter().map(named)));
        (self.negated, self.past) = (said.negated, said.past);
        self.modality = said.modality.map(|modality| modality.name().to_owned());
        self.attributed_to = said.attributed_to;
    }

    /// What it says to do.
    ///
    /// # Errors
    /// When it is of a kind that this version does not know, or lacks what its kind needs.
    pub fn read(&self) -> Result<Edit, Reason> {
        Ok(match &*self.edit {
            "add" => Edit::Add {
                mention: self.mention()?,
                kind: self.kind.as_deref().map(|kind| named("kind", kind)).transpose()?,
                value: self.value.clone(),
                entity: self.other.clone(),
            },
            "retype" => Edit::Retype { mention: self.mention()?, to: self.new_type()? },
            "retype_entity" => {
                Edit::RetypeEntity { mention: self.mention()?, to: self.new_type()? }
            }
            "resize" => Edit::Resize { mention: self.mention()?, to: self.place()? },
            "delete" => Edit::Delete(self.target()?),
            "judge" => Edit::Judge { target: self.target()?, verdict: self.verdict()? },
            "merge" => {
                Edit::Merge { into: self.mention()?, other: needed(self.other.as_ref(), "other")? }
            }
            "split" => Edit::Split { mention: self.mention()? },
            "rename" => Edit::Rename {
                mention: self.mention()?,
                name: needed(self.words.as_ref(), "words")?,
            },
            "link" => Edit::Link { mention: self.mention()?, links: self.links()? },
            "relate" => Edit::Relate { relation: self.relation()?, said: self.said()? },
            "retype_relation" => Edit::RetypeRelation {
                relation: self.relation()?,
                to: self.new_type()?,
                label: self.words.clone(),
            },
            "reverse" => Edit::Reverse { relation: self.relation()? },
            "qualify" => Edit::Qualify { relation: self.relation()?, said: self.said()? },
            "own" => {
                Edit::Own { words: needed(self.words.as_ref(), "words")?, of: self.new_type()? }
            }
            "block" => Edit::Block {
                place: self.place()?,
                kind: named("kind", &needed(self.kind.as_ref(), "kind")?)?,
            },
            "published" => Edit::Published(self.published()?),
            "text" => {
                Edit::Text { place: self.place()?, words: needed(self.words.as_ref(), "words")? }
            }
            other => return Err(Reason::NotUnderstood(format!("\"edit\" is {other:?}"))),
        })
    }

    fn mention(&self) -> Result<MentionAnchor, Reason> {
        needed(self.mention.as_ref(), "mention")
    }

    fn relation(&self) -> Result<RelationAnchor, Reason> {
        needed(self.relation.as_ref(), "relation")
    }

    fn place(&self) -> Result<Span, Reason> {
        needed(self.place.as_ref(), "place")
    }

    fn new_type<T: Named>(&self) -> Result<T, Reason> {
        named("type", &needed(self.new_type.as_ref(), "type")?)
    }

    fn target(&self) -> Result<Target, Reason> {
        match &self.relation {
            Some(relation) => Ok(Target::Relation(relation.clone())),
            None => self.mention().map(Target::Mention),
        }
    }

    fn verdict(&self) -> Result<Status, Reason> {
        let verdict = needed(self.verdict.as_ref(), "verdict")?;
        if verdict == Status::Human {
            return Err(Reason::NotUnderstood("\"verdict\" is \"human\"".to_owned()));
        }
        Ok(verdict)
    }

    fn links(&self) -> Result<Vec<Link>, Reason> {
        let links = needed(self.links.as_ref(), "links")?;
        match links.iter().find(|link| !is_sound(link)) {
            Some(link) => Err(Reason::NotUnderstood(format!("{:?} is no link", link.id))),
            None => Ok(links),
        }
    }

    fn said(&self) -> Result<Said, Reason> {
        let mut qualifiers = self.qualifiers.as_ref().map(|_| BTreeMap::new());
        for (kind, words) in self.qualifiers.iter().flatten() {
            let kind = named("qualifiers", kind)?;
            qualifiers.get_or_insert_default().insert(kind, words.clone());
        }
        Ok(Said {
            qualifiers,
            negated: self.negated,
            past: self.past,
            modality: self.modality.as_deref().map(|name| named("modality", name)).transpose()?,
            attributed_to: self.attributed_to.clone(),
        })
    }

    fn published(&self) -> Result<Published, Reason> {
        let Some(day) = &self.value else { return Ok(Published::AsTheTextSays) };
        if day.is_empty() {
            return Ok(Published::Unknown);
        }
        let no_day = || Reason::NotUnderstood(format!("\"value\" is {day:?}, which is not a day"));
        day_from_name(day).map(Published::On).ok_or_else(no_day)
    }
}

fn needed<T: Clone>(member: Option<&T>, name: &str) -> Result<T, Reason> {
    member.cloned().ok_or_else(|| Reason::NotUnderstood(format!("{name:?} is missing")))
}

fn named<T: Named>(member: &str, name: &str) -> Result<T, Reason> {
    let unknown = || Reason::NotUnderstood(format!("{member:?} is {name:?}"));
    T::from_name(name).ok_or_else(unknown)
}
