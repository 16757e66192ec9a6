//! The caller's own id of an article.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Value, value::RawValue};

/// Any JSON value, kept as it is written: a number of thirty digits comes back with all of them.
#[derive(Clone, Serialize)]
#[serde(transparent)]
pub struct Id(Box<RawValue>);

impl Id {
    /// The value as it is written.
    pub fn as_json(&self) -> &str {
        self.0.get()
    }
}

/// Two ids are the same when they are written the same.
impl PartialEq for Id {
    fn eq(&self, other: &Self) -> bool {
        self.as_json() == other.as_json()
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_json())
    }
}

impl From<&Value> for Id {
    fn from(value: &Value) -> Self {
        let written = RawValue::from_string(value.to_string());
        Self(written.unwrap_or_else(|_| RawValue::NULL.to_owned())) // a value is written as JSON
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Box::<RawValue>::deserialize(deserializer)?;
        // Checks what the raw reader passes over: how deep it nests, half pairs of surrogates.
        serde_json::from_str::<Value>(written.get()).map_err(serde::de::Error::custom)?;
        if !written.get().contains(['\n', '\r']) {
            return Ok(Self(written));
        }
        // An article on one line has its id on that line, too; in strings line ends are escaped.
        let one_line = RawValue::from_string(written.get().replace(['\n', '\r'], " "));
        one_line.map(Self).map_err(serde::de::Error::custom)
    }
}
