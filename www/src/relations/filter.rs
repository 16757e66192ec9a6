//! Which relations are shown.

use gloss::text::Lower;
use std::rc::Rc;

use gloss::{
    document::{Modality, PloverClass, RelationType},
    export::json::Relation,
};

use crate::view::View;

/// What a relation has to have to be shown. What is `None` or empty asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words of its ends, its verb or its evidence.
    pub words: Rc<str>,
    /// At most one condition for each [`Field`], in their order.
    pub conditions: [Option<Condition>; Field::ALL.len()],
}

/// What a condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The type.
    Type,
    /// The event category.
    Class,
    /// The ends.
    Entity,
    /// What the text makes of it.
    Certainty,
    /// Who says so.
    Speaker,
    /// How sure the engine is.
    Confidence,
}

impl Field {
    /// All of them, in order, with their names.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Type, "Relation"),
        (Self::Class, "Event class"),
        (Self::Entity, "Entity"),
        (Self::Certainty, "Certainty"),
        (Self::Speaker, "Said by"),
        (Self::Confidence, "Confidence"),
    ];
}

/// Something that a relation has to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// This type.
    Type(RelationType),
    /// This event category.
    Class(PloverClass),
    /// This entity as one of its ends, by index.
    Entity(usize),
    /// This certainty.
    Certainty(Certainty),
    /// This source.
    Speaker(Speaker),
    /// So much confidence, in hundredths. What a person made has no such figure and always enough.
    LeastPercent(u8),
}

/// What the text makes of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// It is so.
    Fact,
    /// Somebody claims it.
    Alleged,
    /// It is meant to happen.
    Planned,
    /// It may be so.
    Possible,
    /// It is not so.
    Denied,
}

impl Certainty {
    /// All of them, in order, in words.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Fact, "Stated as a fact"),
        (Self::Alleged, "Alleged"),
        (Self::Planned, "Planned"),
        (Self::Possible, "Possible"),
        (Self::Denied, "Said not to be so"),
    ];

    /// Whether it holds for a relation. What is denied can be alleged or planned as well.
    pub fn holds(self, relation: &Relation) -> bool {
        match self {
            Self::Fact => relation.modality == Modality::Asserted && !relation.negated,
            Self::Alleged => relation.modality == Modality::Alleged,
            Self::Planned => relation.modality == Modality::Planned,
            Self::Possible => relation.modality == Modality::Possible,
            Self::Denied => relation.negated,
        }
    }
}

/// Who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The article itself.
    Article,
    /// Somebody that the article cites.
    Cited,
    /// This entity, by index.
    Entity(usize),
}

impl Condition {
    /// What it is about.
    pub fn field(self) -> Field {
        match self {
            Self::Type(_) => Field::Type,
            Self::Class(_) => Field::Class,
            Self::Entity(_) => Field::Entity,
            Self::Certainty(_) => Field::Certainty,
            Self::Speaker(_) => Field::Speaker,
            Self::LeastPercent(_) => Field::Confidence,
        }
    }

    /// Whether a relation has it.
    pub fn holds(self, view: &View, relation: &Relation) -> bool {
        match self {
            Self::Type(wanted) => relation.relation_type == wanted,
            Self::Class(wanted) => relation.class == Some(wanted),
            Self::Entity(wanted) => [&relation.subject, &relation.object]
                .into_iter()
                .any(|id| view.find_entity(id) == Some(wanted)),
            Self::Certainty(wanted) => wanted.holds(relation),
            Self::Speaker(wanted) => wanted.says(view, relation),
            Self::LeastPercent(least) => {
                relation.confidence.is_none_or(|it| it * 100.0 + 0.5 >= f64::from(least))
            }
        }
    }
}

impl Filter {
    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.count() == 0
    }

    /// How many conditions there are beside the words.
    pub fn count(&self) -> usize {
        self.conditions.iter().flatten().count()
    }

    /// The condition for a field.
    pub fn condition(&self, field: Field) -> Option<Condition> {
        self.conditions[field as usize]
    }

    /// With another condition for a field.
    #[must_use]
    pub fn with(&self, field: Field, condition: Option<Condition>) -> Self {
        let mut changed = self.clone();
        changed.conditions[field as usize] = condition;
        changed
    }

    /// Without what names an entity of one result, which the next one may number otherwise.
    pub fn forget_entities(&mut self) {
        for condition in &mut self.conditions {
            if let Some(Condition::Entity(_) | Condition::Speaker(Speaker::Entity(_))) = condition {
                *condition = None;
            }
        }
    }

    /// Whether a relation has it all. `needle` is [`words`](Self::words) in lower case.
    fn takes(&self, view: &View, relation: &Relation, needle: &str) -> bool {
        self.conditions.iter().flatten().all(|condition| condition.holds(view, relation))
            && (needle.is_empty() || has_words(view, relation, needle))
    }
}

impl Speaker {
    fn says(self, view: &View, relation: &Relation) -> bool {
        match (self, &relation.attributed_to) {
            (Self::Article, speaker) => speaker.is_none(),
            (Self::Cited, speaker) => speaker.is_some(),
            (Self::Entity(entity), Some(id)) => view.find_entity(id) == Some(entity),
            (Self::Entity(_), None) => false,
        }
    }
}

fn has_words(view: &View, relation: &Relation, needle: &str) -> bool {
    let ends = [&relation.subject, &relation.object].map(|id| view.entity_name(id));
    ends.into_iter()
        .chain(relation.sentences().map(|sentence| sentence.text.as_str()))
        .chain([&*view.verb(relation)])
        .any(|words| words.lower().contains(needle))
}

/// The relations that a filter lets through, by index, in order.
pub fn matching(view: &View, filter: &Filter) -> Vec<usize> {
    let needle = filter.words.trim().lower();
    view.relations()
        .filter(|(_, relation)| filter.takes(view, relation, &needle))
        .map(|(index, _)| index)
        .collect()
}
