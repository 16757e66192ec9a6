//! Writes [`Named`] values by name, so that the engine's types need not know of any file format.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

use crate::document::Named;

/// Writes the name.
pub(super) fn serialize<T: Named, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(value.name())
}

/// Reads a name; an unknown one is an error that lists the known ones.
pub(super) fn deserialize<'de, T: Named, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    from_name(&String::deserialize(deserializer)?)
}

fn from_name<T: Named, E: Error>(name: &str) -> Result<T, E> {
    T::from_name(name).ok_or_else(|| {
        let known: Vec<&str> = T::ALL.iter().map(|(_, name)| *name).collect();
        E::custom(format!("\"{name}\" is none of {}", known.join(", ")))
    })
}

/// For `Option`: null for none.
pub(super) mod option {
    use super::{Deserialize, Deserializer, Named, Serializer, from_name};

    #[expect(clippy::ref_option, reason = "serde's signature")]
    pub(in super::super) fn serialize<T: Named, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.serialize_some(value.name()),
            None => serializer.serialize_none(),
        }
    }

    pub(in super::super) fn deserialize<'de, T: Named, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        Option::<String>::deserialize(deserializer)?.as_deref().map(from_name).transpose()
    }
}

/// For lists of names.
pub(super) mod list {
    use super::{Deserialize, Deserializer, Named, Serializer, from_name};

    pub(in super::super) fn serialize<T: Named, S: Serializer>(
        values: &[T],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(|value| value.name()))
    }

    pub(in super::super) fn deserialize<'de, T: Named, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<T>, D::Error> {
        Vec::<String>::deserialize(deserializer)?.iter().map(|name| from_name(name)).collect()
    }
}

/// For maps whose keys are names.
pub(super) mod keys {
    use std::collections::BTreeMap;

    use super::{Deserialize, Deserializer, Named, Serializer, from_name};

    pub(in super::super) fn serialize<T: Named + Ord, S: Serializer>(
        map: &BTreeMap<T, String>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(map.iter().map(|(key, value)| (key.name(), value)))
    }

    pub(in super::super) fn deserialize<'de, T: Named + Ord, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<T, String>, D::Error> {
        let mut map = BTreeMap::new();
        for (key, value) in BTreeMap::<String, String>::deserialize(deserializer)? {
            map.insert(from_name(&key)?, value);
        }
        Ok(map)
    }
}
