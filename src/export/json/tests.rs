//! The saved document: what is written, what is read, what is refused.

use expect_test::expect;
use serde_json::{Value, json};

use super::*;
use crate::{
    document::{self, Confidence, Document, EntityType, MentionKind, Qualifier, RelationType},
    text::{ByteSpan, EntityId, MentionId, Text, TokenSpan},
};

const TEXT: &str = "🚨 Envoy in Oslo\n\nZoë Lind met Tor Aas in Oslo on Monday.";

fn span(words: &str) -> ByteSpan {
    let start = TEXT.rfind(words).unwrap();
    ByteSpan::new(start, start + words.len())
}

fn mention(words: &str, entity_type: EntityType, entity: usize) -> document::Mention {
    document::Mention {
        span: span(words),
        tokens: TokenSpan::default(),
        kind: if entity_type.is_value() { MentionKind::Value } else { MentionKind::Name },
        entity_type,
        entity: Some(EntityId::new(entity)),
        value: entity_type.is_value().then(|| "2026-11-23".to_owned()),
        confidence: Confidence::percent(97),
        source: document::Source::list("first names"),
    }
}

fn entity(name: &str, entity_type: EntityType) -> document::Entity {
    document::Entity {
        name: name.to_owned(),
        named: true,
        entity_type,
        aliases: vec![],
        links: vec![],
        country: None,
        description: None,
        coordinates: None,
    }
}

fn capital() -> document::Entity {
    document::Entity {
        description: Some("capital of Norway".to_owned()),
        coordinates: Some(document::Coordinates { latitude: 5991, longitude: 1075 }),
        ..entity("Oslo", EntityType::Gpe)
    }
}

fn document() -> Document {
    let table = [
        ("Zoë Lind", EntityType::Person),
        ("Tor Aas", EntityType::Person),
        ("Oslo", EntityType::Gpe),
        ("Monday", EntityType::Date),
    ];
    let numbered = table.iter().enumerate();
    let sentence = span("Zoë Lind met Tor Aas in Oslo on Monday.");
    Document {
        text: Text::new(TEXT),
        blocks: vec![
            document::Block { span: ByteSpan::new(0, 18), kind: BlockKind::Title },
            document::Block { span: sentence, kind: BlockKind::Paragraph },
        ],
        mentions: numbered.map(|(index, (name, of))| mention(name, *of, index)).collect(),
        entities: table
            .iter()
            .map(|(name, of)| if *name == "Oslo" { capital() } else { entity(name, *of) })
            .collect(),
        relations: vec![document::Relation {
            relation_type: RelationType::MetWith,
            label: None,
            class: RelationType::MetWith.class(),
            subject: EntityId(0),
            object: EntityId(1),
            subject_mention: MentionId(0),
            object_mention: MentionId(1),
            evidence: sentence,
            further_evidence: Vec::new(),
            trigger: span("met"),
            qualifiers: vec![
                Qualifier {
                    kind: QualifierKind::When,
                    span: span("Monday"),
                    value: Some("2026-11-23".to_owned()),
                },
                Qualifier { kind: QualifierKind::Where, span: span("Oslo"), value: None },
            ],
            negated: false,
            past: false,
            modality: Modality::Asserted,
            attributed_to: None,
            confidence: Confidence::percent(100),
            source: document::Source::rule("X met Y"),
        }],
        ..Document::default()
    }
}

fn article(offset_unit: OffsetUnit) -> Article {
    let document = Document { published: day_from_name("2026-11-24"), ..document() };
    write(&document, &WriteOptions { offset_unit, model: "lists 1" })
}

#[test]
fn a_file_has_one_line_for_each_element() {
    expect![[r#"
        {
         "format": "gloss",
         "version": 1,
         "generator": {
          "name": "gloss",
          "version": "0.0",
          "model": "lists 1"
         },
         "offset_unit": "code_point",
         "document": {
          "title": "🚨 Envoy in Oslo",
          "published": "2026-11-24",
          "text": "🚨 Envoy in Oslo\n\nZoë Lind met Tor Aas in Oslo on Monday.",
          "sha256": "44b68b4f5cc7b03878e7ff99b5e26702a4c5c8c7898869c705fa56d4e12bb0b4",
          "blocks": [
           {"start": 0, "end": 15, "kind": "title"},
           {"start": 17, "end": 56, "kind": "paragraph"}
          ]
         },
         "mentions": [
          {"id": "m1", "start": 17, "end": 25, "text": "Zoë Lind", "type": "PERSON", "entity": "e1", "kind": "name", "confidence": 0.97, "status": "suggested", "source": {"kind": "list", "id": "first names"}},
          {"id": "m2", "start": 30, "end": 37, "text": "Tor Aas", "type": "PERSON", "entity": "e2", "kind": "name", "confidence": 0.97, "status": "suggested", "source": {"kind": "list", "id": "first names"}},
          {"id": "m3", "start": 41, "end": 45, "text": "Oslo", "type": "GPE", "entity": "e3", "kind": "name", "confidence": 0.97, "status": "suggested", "source": {"kind": "list", "id": "first names"}},
          {"id": "m4", "start": 49, "end": 55, "text": "Monday", "type": "DATE", "entity": "e4", "kind": "value", "value": "2026-11-23", "confidence": 0.97, "status": "suggested", "source": {"kind": "list", "id": "first names"}}
         ],
         "entities": [
          {"id": "e1", "name": "Zoë Lind", "type": "PERSON", "aliases": [], "links": [], "named": true},
          {"id": "e2", "name": "Tor Aas", "type": "PERSON", "aliases": [], "links": [], "named": true},
          {"id": "e3", "name": "Oslo", "type": "GPE", "aliases": [], "links": [], "named": true, "description": "capital of Norway", "coordinates": {"latitude": 59.91, "longitude": 10.75}},
          {"id": "e4", "name": "Monday", "type": "DATE", "aliases": [], "links": [], "named": true}
         ],
         "relations": [
          {"id": "r1", "type": "met_with", "class": "CONSULT", "subject": "e1", "object": "e2", "evidence": {"start": 17, "end": 56, "text": "Zoë Lind met Tor Aas in Oslo on Monday."}, "trigger": {"start": 26, "end": 29, "text": "met"}, "subject_mention": "m1", "object_mention": "m2", "qualifiers": {"when": "2026-11-23", "where": "Oslo"}, "negated": false, "past": false, "modality": "asserted", "attributed_to": null, "confidence": 1.0, "status": "suggested", "source": {"kind": "rule", "id": "X met Y"}}
         ],
         "warnings": []
        }
    "#]]
    .assert_eq(&to_text(&article(OffsetUnit::CodePoint)).replace(env!("CARGO_PKG_VERSION"), "0.0"));
}

#[test]
fn a_line_has_the_callers_id_first_and_no_line_end() {
    let mut article = article(OffsetUnit::CodePoint);
    article.id = Some(Id::from(&json!(17)));
    let line = to_line(&article);
    assert!(line.starts_with(r#"{"id": 17, "format": "gloss", "version": 1, "#), "{line}");
    assert!(!line.contains('\n'));
    assert_eq!(read(&line), Ok(article));
}

#[test]
fn what_was_written_is_read_and_written_the_same() {
    for unit in [OffsetUnit::CodePoint, OffsetUnit::Utf16] {
        let article = article(unit);
        let file = to_text(&article);
        assert_eq!(read(&file).as_ref(), Ok(&article));
        assert_eq!(to_text(&read(&file).unwrap()), file);
    }
    assert_eq!(article(OffsetUnit::CodePoint).mentions[1].start, 30);
    assert_eq!(article(OffsetUnit::Utf16).mentions[1].start, 31, "the siren takes two units");
}

#[test]
fn what_others_added_and_what_a_person_rejected_is_kept() {
    let mut file: Value = serde_json::from_str(&to_text(&article(OffsetUnit::CodePoint))).unwrap();
    let note = json!({ "by": ["Kim", null, 1.5e-7] });
    for place in [
        "",
        "/generator",
        "/document",
        "/document/blocks/0",
        "/mentions/0",
        "/mentions/0/source",
        "/entities/2",
        "/relations/0",
        "/relations/0/trigger",
    ] {
        file.pointer_mut(place).unwrap()["x-note"] = note.clone();
    }
    file["id"] = Value::Null;
    file["mentions"][1]["status"] = json!("rejected");
    let again = to_text(&read(&file.to_string()).unwrap());
    assert_eq!(serde_json::from_str::<Value>(&again).unwrap(), file);
}

#[test]
fn whether_an_entity_has_a_name_is_kept_and_said_of_older_files() {
    let good: Value = serde_json::from_str(&to_text(&article(OffsetUnit::CodePoint))).unwrap();
    for (said, read_as) in [(None, true), (Some(true), true), (Some(false), false)] {
        let mut file = good.clone();
        let entity = file["entities"][1].as_object_mut().unwrap();
        entity.remove("named");
        entity.extend(said.map(|named| ("named".to_owned(), json!(named))));
        let article = read(&file.to_string()).unwrap();
        assert_eq!(article.entities[1].named, read_as, "{said:?}");
        let again = to_text(&article);
        assert_eq!(read(&again).as_ref(), Ok(&article), "{said:?}");
        file["entities"][1]["named"] = json!(read_as);
        assert_eq!(serde_json::from_str::<Value>(&again).unwrap(), file, "{said:?}");
    }
}

#[test]
fn an_actor_without_a_name_is_written_as_such() {
    let mut document = document();
    document.entities[1] =
        document::Entity { named: false, ..entity("separatist militants", EntityType::Person) };
    let article = write(&document, &WriteOptions::default());
    let named: Vec<bool> = article.entities.iter().map(|entity| entity.named).collect();
    assert_eq!(named, [true, false, true, true]);
    let line = r#"{"id": "e2", "name": "separatist militants", "type": "PERSON", "aliases": [], "links": [], "named": false}"#;
    let file = to_text(&article);
    assert!(file.contains(line), "{file}");
    assert_eq!(to_text(&read(&file).unwrap()), file);
}

/// A change of the good file, and the message that refuses the bad one.
type Lie = (fn(&mut Value), &'static str);

#[test]
#[expect(clippy::too_many_lines, reason = "a table of lies")]
fn a_file_that_lies_is_refused_with_the_place_named() {
    let lies: &[Lie] = &[
        (
            |file| file["format"] = json!("brat"),
            r#"the file is not an article that Gloss saved: its "format" is "brat""#,
        ),
        (
            |file| file["version"] = json!(3),
            "the file was saved by a newer Gloss: it is of version 3, and this one reads versions 1 and 2",
        ),
        (
            |file| file["version"] = json!(0),
            r#""version" is 0; this program reads versions 1 and 2"#,
        ),
        (
            |file| file["review"] = json!({ "at": 0, "steps": [] }),
            r#""review" is of version 2, and the file of version 1"#,
        ),
        (
            |file| {
                file["version"] = json!(2);
                file["review"] = json!({ "at": 2, "steps": [{ "label": "", "edits": [] }] });
            },
            r#""review" says that 2 steps hold, and has 1"#,
        ),
        (
            |file| {
                let mut was = file["entities"][0].clone();
                was["links"] = json!([{ "kb": "wikidata", "id": "Q1/../x" }]);
                let nothing = json!([]);
                file["version"] = json!(2);
                file["machine"] =
                    json!({ "mentions": nothing, "relations": nothing, "added": nothing });
                file["machine"]["entities"] = json!([{ "index": 0, "was": was }]);
            },
            r#"in what the machine found, entity e1 has the link "Q1/../x", which is no id of wikidata"#,
        ),
        (|file| drop(file.as_object_mut().unwrap().remove("mentions")), r#""mentions" is missing"#),
        (
            |file| file["document"]["text"] = json!("other"),
            r#"the text does not match "sha256": it was changed after the file was written"#,
        ),
        (
            |file| file["document"]["text"] = json!("a\r\nb"),
            "the text has carriage returns; its line ends must be LF",
        ),
        (
            |file| file["document"]["published"] = json!("Monday"),
            r#""published" is "Monday", which is not a day"#,
        ),
        (
            |file| file["document"]["blocks"][1]["start"] = json!(3),
            "block number 2 starts at 3, before the last one ends",
        ),
        (
            |file| file["document"]["blocks"][1]["end"] = json!(900),
            "block number 2 lies at 17..900, which is no part of the text",
        ),
        (
            |file| file["mentions"][2]["text"] = json!("Olso"),
            r#"mention m3 says "Olso", but the text at 41..45 is "Oslo""#,
        ),
        (
            |file| file["mentions"][2]["start"] = json!(40),
            r#"mention m3 says "Oslo", but the text at 40..45 is " Oslo""#,
        ),
        (
            |file| file["mentions"][2]["end"] = json!(41),
            "mention m3 lies at 41..41, which is no part of the text",
        ),
        (
            |file| file["mentions"][2]["end"] = json!(u64::MAX),
            "mention m3 lies at 41..18446744073709551615, which is no part of the text",
        ),
        (|file| file["mentions"][2]["id"] = json!("m1"), "mention m1 is in the file twice"),
        (|file| file["entities"][2]["id"] = json!("e1"), "entity e1 is in the file twice"),
        (
            |file| file["mentions"][0]["entity"] = json!("e9"),
            r#"mention m1 names entity "e9", which is not in the file"#,
        ),
        (
            |file| file["relations"][0]["attributed_to"] = json!("e9"),
            r#"relation r1 names entity "e9", which is not in the file"#,
        ),
        (
            |file| file["relations"][0]["object_mention"] = json!("m9"),
            r#"relation r1 names mention "m9", which is not in the file"#,
        ),
        (
            |file| file["relations"][0]["trigger"]["start"] = json!(27),
            r#"the trigger of relation r1 says "met", but the text at 27..29 is "et""#,
        ),
        (
            |file| file["mentions"][0]["kind"] = json!("guess"),
            r#"mention m1 is not as it should be: "guess" is none of name, value, nominal, pronoun"#,
        ),
        (
            |file| file["mentions"][0]["start"] = json!(-1),
            "mention m1 is not as it should be: invalid value: integer `-1`, expected usize",
        ),
        (
            |file| file["mentions"][3] = json!(null),
            "mention number 4 is not as it should be: invalid type: null, expected struct Mention",
        ),
        (
            |file| file["entities"][0]["links"] = json!([{ "kb": "wikidata", "id": "Q1/../x" }]),
            r#"entity e1 has the link "Q1/../x", which is no id of wikidata"#,
        ),
        (
            |file| file["entities"][1]["links"] = json!([{ "kb": "wikidata", "id": "843" }]),
            r#"entity e2 has the link "843", which is no id of wikidata"#,
        ),
        (
            |file| file["entities"][1]["country"] = json!({ "kb": "geonames", "id": "Q843" }),
            r#"entity e2 has the link "Q843", which is no id of geonames"#,
        ),
        (
            |file| file["entities"][1]["country"] = json!({ "kb": "geonames", "id": "" }),
            r#"entity e2 has the link "", which is no id of geonames"#,
        ),
        (
            |file| file["entities"][0]["links"] = json!([{ "kb": "wikidata", "id": "Q0843" }]),
            r#"entity e1 has the link "Q0843", which is no id of wikidata"#,
        ),
        (
            |file| {
                file["entities"][1]["country"] =
                    json!({ "kb": "geonames", "id": "1234567890123456" });
            },
            r#"entity e2 has the link "1234567890123456", which is no id of geonames"#,
        ),
        (
            |file| file["mentions"][1]["confidence"] = json!(-5),
            "mention m2 has the confidence -5.0; it is 0 to 1",
        ),
        (
            |file| file["relations"][0]["confidence"] = json!(1e300),
            "relation r1 has the confidence 1e300; it is 0 to 1",
        ),
        (
            |file| file["relations"][0]["object"] = json!("e1"),
            r#"relation r1 is one of entity "e1" with itself"#,
        ),
        (
            |file| file["relations"][0]["subject_mention"] = json!("m3"),
            r#"relation r1 names mention "m3", which is none of "e1""#,
        ),
        (
            |file| {
                file["relations"][0]["trigger"] = json!({ "start": 2, "end": 7, "text": "Envoy" });
            },
            "relation r1 has its trigger outside its evidence",
        ),
        (
            |file| {
                file["relations"][0]["evidence"] =
                    json!({ "start": 26, "end": 56, "text": "met Tor Aas in Oslo on Monday." });
            },
            r#"relation r1 names mention "m1", which lies outside its evidence"#,
        ),
        (
            |file| {
                let other = json!([{ "start": 0, "end": 5, "text": "Where" }]);
                file["relations"][0]["further_evidence"] = other;
            },
            r#"the further evidence of relation r1 says "Where", but the text at 0..5 is "🚨 Env""#,
        ),
        (
            |file| {
                file["entities"][2]["coordinates"] = json!({ "latitude": 91, "longitude": 10.7 });
            },
            "entity e3 lies at 91, 10.7, which is nowhere",
        ),
        (
            |file| file["entities"][1]["named"] = json!("no"),
            r#"entity e2 is not as it should be: invalid type: string "no", expected a boolean"#,
        ),
        (
            |file| file["entities"][1]["named"] = json!(null),
            "entity e2 is not as it should be: invalid type: null, expected a boolean",
        ),
        (
            |file| file["entities"][1]["named"] = json!(0),
            "entity e2 is not as it should be: invalid type: integer `0`, expected a boolean",
        ),
        (
            |file| file["mentions"][3]["value"] = json!(null),
            "mention m4 is not as it should be: invalid type: null, expected a string",
        ),
    ];
    let good = to_text(&article(OffsetUnit::CodePoint));
    for (lie, message) in lies {
        let mut file: Value = serde_json::from_str(&good).unwrap();
        lie(&mut file);
        assert_eq!(read(&file.to_string()).unwrap_err().to_string(), *message);
    }
}

#[test]
fn a_country_may_be_named_by_the_word_for_its_people() {
    let mut file: Value = serde_json::from_str(&to_text(&article(OffsetUnit::CodePoint))).unwrap();
    let norway = json!({ "kb": "wikidata", "id": "Q20" });
    file["entities"][2]["country"] = norway.clone();
    file["entities"][0]["links"] = json!([norway]);
    file["relations"][0]["subject_mention"] = json!("m3");
    assert_eq!(read(&file.to_string()).map(|article| to_text(&article).len() > 1), Ok(true));
}

#[test]
fn a_member_that_is_there_twice_is_refused() {
    let good = to_text(&article(OffsetUnit::CodePoint));
    for (name, again) in [
        ("mentions", r#""mentions": [], "#),
        ("version", r#""version": 1, "#),
        ("x-note", r#""x-note": 1, "x-note": 1, "#),
    ] {
        let file = good.replacen('{', &format!("{{{again}"), 1);
        let message = format!("{name:?} is in the file twice");
        assert_eq!(read(&file).unwrap_err().to_string(), message);
    }
}

#[test]
fn the_callers_id_comes_back_as_it_was_written() {
    let good = to_line(&article(OffsetUnit::CodePoint));
    for id in [
        "18446744073709551616",
        "-0.10",
        r#"{"feed":"x",  "n": [170141183460469231731687303715884105728]}"#,
        r#""\u00e9\/""#,
        "null",
    ] {
        let file = good.replacen('{', &format!("{{\"id\": {id}, "), 1);
        assert_eq!(to_line(&read(&file).unwrap()), file);
    }
    let broken = good.replacen('{', "{\"id\": [1,\n2], ", 1);
    assert!(to_line(&read(&broken).unwrap()).starts_with(r#"{"id": [1, 2], "#));
}

#[test]
fn any_day_of_publication_is_read_again() {
    for year in [-9999, -1, 0, 1, 9999] {
        let day = time::Date::from_calendar_date(year, time::Month::March, 15).unwrap();
        let document = Document { published: Some(day), ..document() };
        let file = to_text(&write(&document, &WriteOptions::default()));
        assert_eq!(read(&file).map(|article| article.document.published), Ok(Some(day_name(day))));
    }
}

#[test]
fn an_offset_inside_a_character_is_refused() {
    let mut file: Value = serde_json::from_str(&to_text(&article(OffsetUnit::Utf16))).unwrap();
    file["document"]["blocks"][0]["start"] = json!(1);
    assert_eq!(
        read(&file.to_string()).unwrap_err().to_string(),
        "block number 1 lies at 1..16, which is no part of the text"
    );
}

#[test]
fn a_file_that_is_no_document_is_refused() {
    let deep = "[".repeat(100_000);
    let closed =
        format!(r#"{{"format": "gloss", "version": 1, "id": {deep}{}}}"#, "]".repeat(100_000));
    for (file, message) in [
        ("", "the file is empty"),
        ("\u{feff} \n", "the file is empty"),
        ("hello", "the file is not an article that Gloss saved"),
        ("[]", "the file is not an article that Gloss saved"),
        ("[1, 2", "the file is not an article that Gloss saved"),
        (&deep, "the file is not an article that Gloss saved"),
        ("{}", "the file is not an article that Gloss saved: it has no \"format\""),
        ("{\n<html>", "line 2 is damaged: key must be a string"),
        ("{\n\"format\": \"glo", "the file ends at line 2, in the middle"),
        (&closed, "\"id\" is not as it should be: recursion limit exceeded"),
    ] {
        assert_eq!(read(file).unwrap_err().to_string(), message);
    }
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_refused() {
    let file = to_text(&article(OffsetUnit::CodePoint));
    let ends = (1..file.trim_end().len()).filter(|&end| file.is_char_boundary(end));
    for end in ends {
        let line = file[..end].split('\n').count();
        let error = read(&file[..end]).unwrap_err();
        assert!(
            error.to_string().starts_with(&format!("the file ends at line {line}")),
            "cut at {end}: {error}"
        );
    }
}
