//! The JSON Schema of the saved document, generated from its types and compared with the committed
//! file. `UPDATE_EXPECT=1 cargo test` writes the file anew.

use std::{borrow::Cow, marker::PhantomData};

use expect_test::expect_file;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::Article;
use crate::document::Named;

/// The schema of a [`Named`] value: one of its names.
pub(crate) struct Name<T>(PhantomData<T>);

impl<T: Named> JsonSchema for Name<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        std::any::type_name::<T>().into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": names::<T>() })
    }
}

/// The schema of an object whose keys are names, with strings as values.
pub(crate) struct Keys<T>(PhantomData<T>);

impl<T: Named> JsonSchema for Keys<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        std::any::type_name::<T>().into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": { "enum": names::<T>() },
            "additionalProperties": { "type": "string" },
        })
    }
}

/// The schema of a member that must be there but may be null.
pub(crate) struct Nullable<T>(PhantomData<T>);

impl<T: JsonSchema> JsonSchema for Nullable<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Option::<T>::json_schema(generator)
    }
}

fn names<T: Named>() -> Vec<&'static str> {
    T::ALL.iter().map(|(_, name)| *name).collect()
}

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let mut schema = schemars::schema_for!(Article);
    schema.insert("title".to_owned(), "Gloss document, versions 1 and 2".into());
    let mut text = serde_json::to_string_pretty(&schema).unwrap();
    text.push('\n');
    expect_file!["gloss.schema.json"].assert_eq(&text);
}
