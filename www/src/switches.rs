//! What the legend switches on and off: the types of names and values, and actors without a name.

use gloss::document::{EntityType, Named};

use crate::look::type_words;

/// A switch of the legend. Every highlight has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Switch {
    /// Names and values of a type, and what stands for them.
    Type(EntityType),
    /// Actors without a name, whatever their type.
    WithoutName,
}

/// The name of [`Switch::WithoutName`]; no type has it.
const WITHOUT_NAME: &str = "WITHOUT_NAME";

impl Switch {
    /// Its name in the page's elements and records: a type's own, or "`WITHOUT_NAME`".
    pub fn name(self) -> &'static str {
        match self {
            Self::Type(entity_type) => entity_type.name(),
            Self::WithoutName => WITHOUT_NAME,
        }
    }

    /// The switch of a name; `None` of one that this version does not know.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            WITHOUT_NAME => Some(Self::WithoutName),
            _ => EntityType::from_name(name).map(Self::Type),
        }
    }

    /// What the legend calls it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Type(entity_type) => type_words(entity_type).0,
            Self::WithoutName => "Without a name",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_switch_is_known_by_its_name() {
        let types = EntityType::ALL.iter().map(|&(entity_type, _)| Switch::Type(entity_type));
        for switch in types.chain([Switch::WithoutName]) {
            assert_eq!(Switch::from_name(switch.name()), Some(switch));
        }
        assert_eq!(Switch::from_name("COLOUR"), None);
    }
}
