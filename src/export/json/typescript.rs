//! The TypeScript types of the saved document, generated from its schema and compared with the
//! committed file. `UPDATE_EXPECT=1 cargo test` writes the file anew.

use std::fmt::Write as _;

use expect_test::expect_file;
use serde_json::{Map, Value};

use super::SCHEMA;

#[test]
fn the_committed_types_are_those_of_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut file = String::from(
        "// The saved document of Gloss. Generated from its JSON Schema: do not edit.\n",
    );
    interface(&mut file, "Article", &schema);
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        match definition.get("properties") {
            Some(_) => interface(&mut file, name, definition),
            None => alias(&mut file, name, definition),
        }
    }
    expect_file!["gloss.d.ts"].assert_eq(&file);
}

fn interface(file: &mut String, name: &str, schema: &Value) {
    comment(file, "", schema);
    writeln!(file, "export interface {name} {{").unwrap();
    let required = schema["required"].as_array().unwrap();
    for (member, schema) in schema["properties"].as_object().unwrap() {
        comment(file, "  ", schema);
        let mark = if required.iter().any(|name| name == member) { "" } else { "?" };
        writeln!(file, "  {member}{mark}: {};", type_of(schema)).unwrap();
    }
    file.push_str("}\n");
}

fn alias(file: &mut String, name: &str, schema: &Value) {
    comment(file, "", schema);
    writeln!(file, "export type {name} = {};", type_of(schema)).unwrap();
}

fn comment(file: &mut String, indent: &str, schema: &Value) {
    if let Some(words) = schema["description"].as_str() {
        let before = if indent.is_empty() { "\n" } else { "" };
        writeln!(file, "{before}{indent}/** {words} */").unwrap();
    }
}

fn type_of(schema: &Value) -> String {
    let Value::Object(schema) = schema else { return "unknown".to_owned() };
    if let Some(constant) = schema.get("const") {
        return constant.to_string();
    }
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        return reference.rsplit('/').next().unwrap().to_owned();
    }
    for union in ["enum", "oneOf", "anyOf"] {
        if let Some(Value::Array(members)) = schema.get(union) {
            return one_of(members, union == "enum");
        }
    }
    match schema.get("type") {
        Some(Value::String(name)) => named(name, schema),
        Some(Value::Array(names)) => {
            let types = names.iter().map(|name| named(name.as_str().unwrap(), schema));
            types.collect::<Vec<_>>().join(" | ")
        }
        _ => "unknown".to_owned(),
    }
}

fn one_of(members: &[Value], are_values: bool) -> String {
    let types = members.iter().map(|member| match member {
        value if are_values => value.to_string(),
        schema => type_of(schema),
    });
    types.collect::<Vec<_>>().join(" | ")
}

fn named(name: &str, schema: &Map<String, Value>) -> String {
    match name {
        "integer" => "number".to_owned(),
        "array" => {
            let element = type_of(&schema["items"]);
            if element.contains('|') { format!("({element})[]") } else { format!("{element}[]") }
        }
        "object" => {
            let (keys, values) = (&schema["propertyNames"], &schema["additionalProperties"]);
            format!("Partial<Record<{}, {}>>", type_of(keys), type_of(values))
        }
        other => other.to_owned(),
    }
}
