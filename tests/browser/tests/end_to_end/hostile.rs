//! Pastes that mean harm, and pastes that are strange.

use std::time::{Duration, Instant};

use anyhow::Result;
use browser_tests::{Page, Window, in_browser};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

#[test]
fn hostile_html_is_neither_run_nor_inserted() {
    let html = r#"<h1 onclick="window.harmed=1">A visit</h1>
        <script>window.harmed = 1</script><style>body { display: none }</style>
        <img src="https://example.org/spy.png" onerror="window.harmed=1">
        <p>Zoë Lind visited <a href="javascript:window.harmed=1">Tehran</a>.</p>
        <iframe src="https://example.org/"></iframe><svg onload="window.harmed=1"></svg>"#;
    in_browser("hostile", Window::Desktop, None, async |page| {
        page.paste("A visit\n\nZoë Lind visited Tehran.", Some(html)).await?;
        page.wait_for_result().await?;
        assert_eq!(page.run("return window.harmed ?? null;", &[]).await?, json!(null));
        let inserted = page
            .run(
                r#"return document.querySelectorAll(
                    "[onclick], [onerror], [onload], iframe, main script, main style, main img, a[href^=javascript]").length;"#,
                &[],
            )
            .await?;
        assert_eq!(inserted, json!(0));
        let text = page.article_text().await?;
        assert!(text.contains("Zoë Lind visited Tehran."), "{text}");
        assert!(!text.contains("harmed") && !text.contains("display"), "{text}");
        Ok(())
    });
}

#[test]
fn the_styles_of_a_paste_are_no_errors_and_hide_nothing_of_it() {
    let paragraph = r#"<p style="margin: 0; font: 12px serif"><span style='color:#333'>Zoë Lind visited Tehran.</span></p>"#;
    let html = format!(
        "<style>p {{ color: red }}</style><base href='https://example.org/'><h1 style=x>A visit</h1>{}",
        paragraph.repeat(200)
    );
    in_browser("styles", Window::Desktop, None, async |page| {
        page.paste("A visit", Some(&html)).await?;
        page.wait_for_result().await?;
        let text = page.article_text().await?;
        assert_eq!(text.matches("Zoë Lind visited Tehran.").count(), 200, "{text}");
        Ok(())
    });
}

/// Elements that a parser opens anew in every paragraph.
fn tangled(count: usize) -> String {
    (0..count).map(|id| ["<b id=", &id.to_string(), "><p>"].concat()).collect()
}

#[test]
fn markup_that_takes_a_parser_minutes_is_not_parsed() {
    let html = "<div>".repeat(20_000);
    in_browser("nested", Window::Desktop, None, async |page| {
        let start = Instant::now();
        page.paste("Zoë Lind visited Tehran.", Some(&html)).await?;
        page.wait_for_result().await?;
        let words = page.wait_for_alert().await?;
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
        assert!(words.contains("Gloss took its plain text."), "{words}");
        assert_eq!(page.article_text().await?.trim(), "Zoë Lind visited Tehran.");
        let file = page.write_file("page.html", html.as_bytes())?;
        page.press("New article").await?;
        page.open_file(&file).await?;
        page.wait_until("the file is refused", async || {
            Ok(page.wait_for_alert().await?.starts_with("This file cannot be read"))
        })
        .await
    });
}

/// The slowest markup that is let through: a few seconds, more on a busy machine, never minutes.
#[test]
fn markup_at_the_limit_takes_a_moment() {
    for (name, html) in [
        ("formatting", [tangled(60), "<p>x".repeat(1_900)].concat()),
        ("renamed", tangled(3_500)),
        ("paragraphs", "<p>x".repeat(240_000)),
        ("depth", ["<div>".repeat(7_500), "x".to_owned()].concat()),
        ("links", "<a href=x><p>x</p></a>".repeat(30_000)),
        ("cells", ["<table>", &"x<tr>".repeat(240_000)].concat()),
    ] {
        in_browser(&format!("limit-{name}"), Window::Desktop, None, async |page| {
            let start = Instant::now();
            page.paste("x", Some(&html)).await?;
            page.article().await?;
            let taken = start.elapsed();
            println!("{name}: {taken:?}");
            assert!(taken < Duration::from_secs(30), "{name}: {taken:?}");
            Ok(())
        });
    }
}

/// Markup in every place of a saved file that is free text.
fn hostile_file(link: &str) -> Value {
    const MARKUP: &str = concat!(
        "\u{1}",
        r#""><img src=x onerror="window.harmed=1"><script>window.harmed=1</script>"#
    );
    let source = json!({ "kind": "rule", "id": MARKUP });
    let text = format!("{MARKUP} met Tehran.");
    let end = text.chars().count();
    let at = end - "Tehran.".len();
    let sha256 = Sha256::digest(text.as_bytes()).into_iter().map(|byte| format!("{byte:02x}"));
    let mention = |id: &str, entity: &str, start: usize, end: usize| {
        let words: String = text.chars().take(end).skip(start).collect();
        json!({ "id": id, "start": start, "end": end, "text": words, "type": "PERSON",
            "entity": entity, "kind": "name", "status": "suggested", "confidence": 0.9,
            "source": source })
    };
    let entity = |id: &str, name: &str| {
        json!({ "id": id, "name": name, "type": "PERSON", "aliases": [MARKUP],
            "links": [{ "kb": "wikidata", "id": link }] })
    };
    let span = |start: usize, end: usize| {
        let words: String = text.chars().take(end).skip(start).collect();
        json!({ "start": start, "end": end, "text": words })
    };
    let verb = at - "met ".len();
    json!({
        "format": "gloss", "version": 1, "offset_unit": "code_point",
        "generator": { "name": MARKUP, "version": MARKUP, "model": MARKUP },
        "document": { "title": MARKUP, "text": text, "sha256": sha256.collect::<String>(),
            "blocks": [{ "start": 0, "end": end, "kind": "paragraph" }] },
        // Ids that the page itself uses, and one that is markup.
        "mentions": [mention("article", "text", 0, MARKUP.chars().count()),
            mention("details", MARKUP, at, at + "Tehran".len())],
        "entities": [entity("text", MARKUP), entity(MARKUP, "Tehran")],
        "relations": [{ "id": MARKUP, "type": "other", "label": MARKUP, "class": null,
            "subject": "text", "object": MARKUP, "evidence": span(0, end),
            "trigger": span(verb, verb + "met".len()), "subject_mention": "article",
            "object_mention": "details", "qualifiers": { "role": MARKUP }, "negated": false,
            "modality": "asserted", "attributed_to": null, "confidence": 0.9,
            "status": "suggested", "source": source }],
        "warnings": [],
    })
}

#[test]
fn a_hostile_saved_file_is_shown_as_words() {
    in_browser("hostile-file", Window::Desktop, None, async |page| {
        let path = page.write_file("a.gloss.json", hostile_file("Q3616").to_string().as_bytes())?;
        page.open_file(&path).await?;
        page.wait_for_result().await?;
        assert!(
            page.article_text().await?.contains("<script>window.harmed=1</script> met Tehran.")
        );
        page.click_highlight("Tehran").await?;
        let details = page.find("complementary", "Details").await?;
        assert!(details.text().await?.contains("onerror"), "what the file says is shown");
        for view in ["Entities", "Relations", "Graph", "Article"] {
            page.click("tab", view).await?;
            page.find("tabpanel", view).await?;
        }
        let found = page
            .run(
                r#"const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
                return [window.harmed ?? null, ids.length - new Set(ids).size,
                    document.querySelectorAll("[onerror], img, main script").length,
                    [...document.querySelectorAll("a[href^=http]")].every(link =>
                        link.href === "https://www.wikidata.org/wiki/Q3616")];"#,
                &[],
            )
            .await?;
        assert_eq!(found, json!([null, 0, 0, true]));
        page.click("tab", "Graph").await?;
        page.press("Download graph (SVG)").await?;
        let (_, picture) = page.download().await?;
        let picture = String::from_utf8(picture)?;
        assert!(picture.contains("\u{FFFD}\"&gt;&lt;img"), "{picture}");
        assert_eq!(foreign_parts(page, &picture).await?, json!([]), "{picture}");
        page.press("Download graph (PNG)").await?;
        let (_, picture) = page.download().await?;
        assert_eq!(picture.get(..8), Some(&b"\x89PNG\r\n\x1a\n"[..]));
        Ok(())
    });
}

/// What a picture has that no picture of ours needs, read as a browser reads it.
async fn foreign_parts(page: &Page, svg: &str) -> Result<Value> {
    page.run(
        r#"const ours = ["svg", "g", "path", "circle", "rect", "text", "title"];
        const picture = new DOMParser().parseFromString(arguments[0], "image/svg+xml");
        return [...picture.querySelectorAll("*")].flatMap(element => [
            ...(ours.includes(element.nodeName) ? [] : [element.nodeName]),
            ...element.getAttributeNames().filter(name => /^on|href$|^style$/i.test(name)),
        ]);"#,
        &[json!(svg)],
    )
    .await
}

#[test]
fn a_saved_file_with_an_address_for_an_id_is_refused() {
    in_browser("hostile-link", Window::Desktop, None, async |page| {
        let link = "../../evil?javascript:window.harmed=1";
        let path = page.write_file("a.gloss.json", hostile_file(link).to_string().as_bytes())?;
        page.open_file(&path).await?;
        let alert = page.wait_for_alert().await?;
        assert!(alert.contains("entity text has the link") && alert.contains(link), "{alert}");
        Ok(())
    });
}

#[test]
fn a_lone_surrogate_does_no_harm() {
    in_browser("surrogate", Window::Desktop, None, async |page| {
        page.find("textbox", "Article text").await?;
        page.run(
            r#"const data = new DataTransfer();
            data.setData("text/plain", "Zoë Lind \uD83D visited Tehran.");
            const box = document.querySelector("textarea");
            box.focus();
            box.dispatchEvent(new ClipboardEvent("paste",
                { clipboardData: data, bubbles: true, cancelable: true }));"#,
            &[],
        )
        .await?;
        page.wait_for_result().await?;
        assert!(page.article_text().await?.contains("visited Tehran."));
        Ok(())
    });
}
