//! Actors without a name: drawn quietly, switched off, listed apart, related as any other.

use anyhow::{Context, Result};
use browser_tests::{Page, Window, in_browser};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Two actors with a name and two without.
const TEXT: &str =
    "A night in Oslo\n\nZoë Lind praised the police. Protesters attacked the police in Oslo.\n";

const SWITCH: &str = "Without a name 3";
const NAME: &str = "Zoë Lind, person, 1 mention";
const PROTESTERS: &str = "protesters, person without a name, 1 mention";
const POLICE: &str = "police, organisation without a name, 2 mentions";

/// The words at their last place before the end, in code points.
fn span(words: &str, end: usize) -> Result<Value> {
    let before: String = TEXT.chars().take(end).collect();
    let at = before.rfind(words).with_context(|| words.to_owned())?;
    let start = before[..at].chars().count();
    Ok(json!({ "start": start, "end": start + words.chars().count(), "text": words }))
}

fn with(mut object: Value, members: &Value) -> Value {
    for (name, value) in members.as_object().into_iter().flatten() {
        object[name] = value.clone();
    }
    object
}

fn relation(id: &str, verb: [&str; 2], ends: [&str; 2], sentence: &str) -> Result<Value> {
    let [of_type, trigger] = verb;
    let [subject, object] = ends;
    Ok(json!({ "id": id, "type": of_type, "class": null, "subject": &subject[..2],
        "object": &object[..2], "subject_mention": subject, "object_mention": object,
        "evidence": span(sentence, TEXT.len())?, "trigger": span(trigger, TEXT.len())?,
        "qualifiers": {}, "negated": false, "past": false, "modality": "asserted",
        "attributed_to": null, "confidence": 0.9, "status": "suggested",
        "source": { "kind": "rule", "id": "verb" } }))
}

/// A saved file of the text. A mention's id begins with that of its entity.
fn saved_file() -> Result<Value> {
    let source = json!({ "kind": "rule", "id": "noun" });
    let until_second = TEXT.chars().count() - "police in Oslo.\n".len();
    let mut mentions = Vec::new();
    for (id, words, of_type, kind, end) in [
        ("e1-1", "Zoë Lind", "PERSON", "name", TEXT.len()),
        ("e3-1", "police", "ORG", "nominal", until_second),
        ("e4-1", "Protesters", "PERSON", "nominal", TEXT.len()),
        ("e3-2", "police", "ORG", "nominal", TEXT.len()),
        ("e2-1", "Oslo", "GPE", "name", TEXT.len()),
    ] {
        let rest = json!({ "id": id, "type": of_type, "entity": &id[..2], "kind": kind,
            "confidence": 0.9, "status": "suggested", "source": source });
        mentions.push(with(span(words, end)?, &rest));
    }
    let entity = |id: &str, name: &str, of_type: &str, named: bool| json!({ "id": id, "name": name, "type": of_type, "aliases": [], "links": [], "named": named });
    let sha256 = Sha256::digest(TEXT.as_bytes()).into_iter().map(|byte| format!("{byte:02x}"));
    Ok(json!({
        "format": "gloss", "version": 1, "offset_unit": "code_point",
        "generator": { "name": "gloss", "version": "1", "model": "test" },
        "document": { "title": "A night in Oslo", "text": TEXT, "sha256": sha256.collect::<String>(),
            "blocks": [{ "start": 0, "end": 15, "kind": "title" },
                { "start": 17, "end": TEXT.chars().count() - 1, "kind": "paragraph" }] },
        "mentions": mentions,
        "entities": [entity("e1", "Zoë Lind", "PERSON", true), entity("e2", "Oslo", "GPE", true),
            entity("e3", "police", "ORG", false), entity("e4", "protesters", "PERSON", false)],
        "relations": [
            relation("r1", ["praised", "praised"], ["e1-1", "e3-1"], "Zoë Lind praised the police.")?,
            relation("r2", ["attacks", "attacked"], ["e4-1", "e3-2"], "Protesters attacked the police in Oslo.")?,
        ],
        "warnings": [],
    }))
}

async fn open_saved_file(page: &Page, file: &Value) -> Result<()> {
    let path = page.write_file("night.gloss.json", file.to_string().as_bytes())?;
    page.open_file(&path).await?;
    let status = page.wait_for_result().await?;
    assert_eq!(status, "5 mentions · 4 entities · 2 relations");
    Ok(())
}

/// Ground, colour, style and width of the line of a highlight, found by its name.
async fn look(page: &Page, highlight: &str) -> Result<[String; 4]> {
    let mark = page.find("button", highlight).await?;
    Ok([
        mark.css_value("background-color").await?,
        mark.css_value("border-bottom-color").await?,
        mark.css_value("border-bottom-style").await?,
        mark.css_value("border-bottom-width").await?,
    ])
}

const CLEAR: &str = "rgba(0, 0, 0, 0)";

#[test]
fn actors_without_a_name_are_drawn_quietly_and_switched_off() {
    in_browser("unnamed", Window::Desktop, None, async |page| {
        open_saved_file(page, &saved_file()?).await?;
        for dark in [false, true] {
            page.prefer_dark(dark).await?;
            let [ground, _, style, width] = look(page, PROTESTERS).await?;
            assert_eq!([&*ground, &*style, &*width], [CLEAR, "dotted", "1px"]);
            assert_ne!(look(page, NAME).await?[0], CLEAR);
            page.screenshot(&format!("unnamed-{}", if dark { "dark" } else { "light" })).await?;
            page.check_accessibility("an article with actors without a name").await?;
        }
        page.prefer("forced-colors", "active").await?;
        let ([_, line, style, width], name) =
            (look(page, PROTESTERS).await?, look(page, NAME).await?);
        assert_ne!([&style, &width], [&name[2], &name[3]]);
        assert_ne!(line, CLEAR);
        page.screenshot("unnamed-forced").await?;
        page.prefer_dark(false).await?;
        let name = look(page, NAME).await?;
        page.press(SWITCH).await?;
        page.wait_for_announcement("Without a name: no longer highlighted.").await?;
        let switch = page.find("button", SWITCH).await?;
        assert_eq!(switch.attr("aria-pressed").await?.as_deref(), Some("false"));
        for highlight in [PROTESTERS, POLICE] {
            assert_eq!(look(page, highlight).await?[1], CLEAR, "{highlight}");
        }
        assert_eq!(look(page, NAME).await?, name, "names stay");
        page.press(SWITCH).await?;
        page.press("Person 1").await?;
        page.wait_for_announcement("Person: no longer highlighted.").await?;
        assert_eq!(look(page, NAME).await?[1], CLEAR);
        assert_ne!(look(page, PROTESTERS).await?[1], CLEAR, "they have a switch of their own");
        Ok(())
    });
}

#[test]
fn actors_without_a_name_are_listed_apart_and_related_as_any_other() {
    in_browser("unnamed-views", Window::Desktop, None, async |page| {
        let file = saved_file()?;
        open_saved_file(page, &file).await?;
        page.find("button", POLICE).await?.click().await?;
        let details = page.find("complementary", "Details").await?;
        assert!(details.text().await?.contains("No name in this article."));
        page.click("tab", "Entities").await?;
        let apart = page.find("group", "Without a name").await?.text().await?;
        let table = page.find("table", "Entities of the article").await?.text().await?;
        for (words, is_apart) in
            [("police", true), ("protesters", true), ("Zoë Lind", false), ("Oslo", false)]
        {
            assert_eq!(apart.contains(words), is_apart, "{words}: {apart}");
            assert_eq!(table.contains(words), !is_apart, "{words}: {table}");
        }
        page.screenshot("unnamed-entities").await?;
        page.check_accessibility("entities without a name").await?;
        page.resize(320, 740).await?;
        let beyond =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";
        assert_eq!(page.run(beyond, &[]).await?, json!(0), "nothing is cut off on a phone");
        page.press("Close details").await?;
        page.screenshot("unnamed-entities-phone").await?;
        page.resize(1280, 900).await?;
        page.click("tab", "Relations").await?;
        let relations = page.find("tabpanel", "Relations").await?.text().await?;
        assert!(relations.contains("protesters") && relations.contains("Zoë Lind"), "{relations}");
        page.press("By pair").await?;
        let relations = page.find("tabpanel", "Relations").await?.text().await?;
        assert!(relations.contains("protesters attack police"), "{relations}");
        assert!(relations.contains("Zoë Lind praised police"), "{relations}");
        page.click("tab", "Graph").await?;
        page.find("button", &format!("{PROTESTERS}, 1 relation")).await?;
        let key = page.find("list", "Key").await?.text().await?;
        assert!(key.contains("Without a name"), "{key}");
        page.screenshot("unnamed-graph").await?;
        page.check_accessibility("a graph with actors without a name").await?;
        assert_eq!(page.download_json().await?.1, file);
        Ok(())
    });
}
