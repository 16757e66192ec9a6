//! What is written follows the committed schema: every article of ours, in both offset units.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read files, and may fail"
)]

use std::fs;

use gloss::{
    Options, annotate,
    document::EntityType,
    export::json::{self, Article, SCHEMA, Status, WriteOptions},
    knowledge::Knowledge,
    review::{
        Edit, Log, Step,
        anchor::Anchors,
        apply,
        edit::{Said, Target},
        everywhere,
    },
    text::OffsetUnit,
};
use serde_json::{Value, json};

#[test]
fn our_documents_follow_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let knowledge = Knowledge::builtin();
    for entry in fs::read_dir("tests/articles").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let document = annotate(&text, &knowledge, &Options::default());
        for offset_unit in [OffsetUnit::CodePoint, OffsetUnit::Utf16] {
            let options = WriteOptions { offset_unit, ..WriteOptions::default() };
            let article = json::write(&document, &options);
            for article in [reviewed(&article), article] {
                let file = serde_json::to_value(article).unwrap();
                assert_eq!(problems(&file, &schema, &schema, ""), [""; 0], "{}", path.display());
            }
        }
    }
}

/// An article after some decisions, the same each time.
fn reviewed(article: &Article) -> Article {
    let anchors = Anchors::new(article);
    let mut log = Log::default();
    if let [first, .., last] = &article.mentions[..] {
        let (first, last) = (anchors.mention(first), anchors.mention(last));
        let retype = Edit::Retype { mention: first.clone(), to: EntityType::Event };
        log.push(Step::new("Retype", everywhere(article, &retype)));
        let target = Target::Mention(last.clone());
        log.push(Step::new("Reject", [Edit::Judge { target, verdict: Status::Rejected }]));
        log.push(Step::new("Merge", [Edit::Merge { into: first, other: last }]));
    }
    if let Some(relation) = article.relations.last().and_then(|it| anchors.relation(it)) {
        let said = Said { negated: Some(true), attributed_to: Some(None), ..Said::default() };
        log.push(Step::new("Deny", [Edit::Qualify { relation, said }]));
    }
    apply(article, &log).article
}

#[test]
fn a_document_that_does_not_follow_is_noticed() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let document = annotate("", &Knowledge::builtin(), &Options::default());
    let mut file = serde_json::to_value(json::write(&document, &WriteOptions::default())).unwrap();
    file["version"] = json!(3);
    file["document"]["title"] = json!(7);
    file["document"]["sha256"] = json!("abc");
    file["warnings"] = json!(["sunny"]);
    file.as_object_mut().unwrap().remove("entities");
    assert_eq!(
        problems(&file, &schema, &schema, ""),
        [
            "/document/sha256: pattern",
            "/document/title: type",
            "/version: enum",
            "/warnings/0: enum",
            ": required entities",
        ]
    );
}

/// Where a value does not follow a schema. Knows the keywords that ours uses, and no others: a new
/// one fails the test until it is known.
fn problems(value: &Value, schema: &Value, root: &Value, place: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (keyword, rule) in schema.as_object().unwrap() {
        let holds = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" => true,
            "type" => is_of_type(value, rule),
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()),
            "maximum" => value.as_f64().is_none_or(|number| number <= rule.as_f64().unwrap()),
            "pattern" => value.as_str().is_some_and(|text| follows(text, rule.as_str().unwrap())),
            "oneOf" | "anyOf" => {
                let mut rules = rule.as_array().unwrap().iter();
                rules.any(|rule| problems(value, rule, root, place).is_empty())
            }
            "$ref" => {
                let target = root.pointer(rule.as_str().unwrap().trim_start_matches('#')).unwrap();
                found.extend(problems(value, target, root, place));
                true
            }
            "items" => {
                for (index, element) in value.as_array().into_iter().flatten().enumerate() {
                    found.extend(problems(element, rule, root, &format!("{place}/{index}")));
                }
                true
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    if let Some(member) = value.get(name) {
                        found.extend(problems(member, rule, root, &format!("{place}/{name}")));
                    }
                }
                true
            }
            "additionalProperties" if rule == true => true,
            "additionalProperties" => {
                for (name, member) in value.as_object().into_iter().flatten() {
                    found.extend(problems(member, rule, root, &format!("{place}/{name}")));
                }
                true
            }
            "propertyNames" => {
                for name in value.as_object().into_iter().flatten().map(|(name, _)| json!(name)) {
                    found.extend(problems(&name, rule, root, place));
                }
                true
            }
            "required" => {
                for name in rule.as_array().unwrap().iter().map(|name| name.as_str().unwrap()) {
                    if value.get(name).is_none() {
                        found.push(format!("{place}: required {name}"));
                    }
                }
                true
            }
            other => panic!("{other:?} is a keyword that this test does not know"),
        };
        if !holds {
            found.push(format!("{place}: {keyword}"));
        }
    }
    found.sort();
    found
}

/// Whether a text follows one of the patterns that our schema has.
fn follows(text: &str, pattern: &str) -> bool {
    match pattern {
        "^[0-9a-f]{64}$" => {
            let hex = |digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
            text.len() == 64 && text.bytes().all(hex)
        }
        "^Q?[1-9][0-9]{0,14}$" => {
            let digits = text.strip_prefix('Q').unwrap_or(text);
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number && !digits.starts_with('0') && (1..=15).contains(&digits.len())
        }
        other => panic!("{other:?} is a pattern that this test does not know"),
    }
}

fn is_of_type(value: &Value, names: &Value) -> bool {
    let one = |name: &Value| match name.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other:?} is no type"),
    };
    names.as_array().map_or_else(|| one(names), |names| names.iter().any(one))
}
