//! The main job: paste, read, click, download, open again.

use anyhow::{Context, Result};
use browser_tests::{Page, Window, in_browser};
use serde_json::Value;

use crate::ARTICLE;

#[test]
fn the_example_is_annotated_and_a_click_shows_details() {
    in_browser("example", Window::Desktop, None, async |page| {
        page.press("Try an example").await?;
        page.wait_for_result().await?;
        let highlights = page.highlights().await?;
        let first = highlights.first().context("no highlights")?.clone();
        assert!(!first.entity.is_empty() && !first.entity_type.is_empty(), "{first:?}");
        page.click_highlight(&first.text).await?;
        let details = page.find("complementary", "Details").await?;
        assert!(details.text().await?.contains(&first.text));
        let evidence = page.find("list", "Evidence").await?.text().await?;
        assert!(evidence.starts_with("The model sees: "), "{evidence}");
        page.screenshot("details").await
    });
}

#[test]
fn a_paste_is_annotated_at_once_with_the_same_characters() {
    in_browser("paste", Window::Desktop, None, async |page| {
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        assert_eq!(squeezed(&page.article_text().await?), squeezed(ARTICLE));
        let words: Vec<_> = page.highlights().await?.into_iter().map(|mark| mark.text).collect();
        assert!(words.iter().any(|word| word == "Tehran"), "{words:?}");
        for view in ["Entities", "Relations", "Graph", "Article"] {
            page.click("tab", view).await?;
            page.find("tabpanel", view).await?;
        }
        Ok(())
    });
}

#[test]
fn a_download_is_true_and_opens_again_as_it_was() {
    in_browser("download", Window::Desktop, None, async |page| {
        page.paste(&format!("🚨 {ARTICLE}"), None).await?;
        page.wait_for_result().await?;
        let (name, document) = page.download_json().await?;
        assert!(name.ends_with(".gloss.json"), "{name}");
        check_spans(&document)?;
        let before = page.highlights().await?;
        let path = page.write_file("again.gloss.json", document.to_string().as_bytes())?;
        page.press("New article").await?;
        page.open_file(&path).await?;
        page.wait_for_result().await?;
        assert_eq!(page.highlights().await?, before);
        let (_, again) = page.download_json().await?;
        assert_eq!(again, document);
        Ok(())
    });
}

#[test]
fn a_reload_keeps_the_last_text() {
    in_browser("reload", Window::Desktop, None, async |page| {
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        // What is kept is written a moment later.
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        page.reload().await?;
        page.wait_for_result().await?;
        assert_eq!(squeezed(&page.article_text().await?), squeezed(ARTICLE));
        Ok(())
    });
}

#[test]
fn the_latest_paste_wins() {
    in_browser("latest", Window::Desktop, None, async |page| {
        paste_and_start_again(page, &ARTICLE.repeat(500)).await?;
        page.paste("Zoë Lind visited Lisbon.", None).await?;
        page.wait_for_result().await?;
        tokio::time::sleep(std::time::Duration::from_secs(2)).await; // the first would be done now
        assert_eq!(page.article_text().await?.trim(), "Zoë Lind visited Lisbon.");
        Ok(())
    });
}

async fn paste_and_start_again(page: &Page, text: &str) -> Result<()> {
    page.paste(text, None).await?;
    page.press("New article").await
}

#[test]
fn a_paste_over_an_article_replaces_it_and_undo_brings_it_back() {
    in_browser("again", Window::Desktop, None, async |page| {
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        page.paste_anywhere("Zoë Lind visited Lisbon.").await?;
        page.wait_until("the new text is shown", async || {
            Ok(page.article_text().await?.trim() == "Zoë Lind visited Lisbon.")
        })
        .await?;
        page.wait_for_result().await?;
        page.press("Undo").await?;
        page.wait_until("the old text is back", async || {
            Ok(squeezed(&page.article_text().await?) == squeezed(ARTICLE))
        })
        .await?;
        assert!(!page.highlights().await?.is_empty());
        Ok(())
    });
}

#[test]
fn a_few_words_pasted_among_words_mend_them() {
    in_browser("mend", Window::Desktop, None, async |page| {
        let words = "Zoë Lind visited Lisbon.";
        let area = page.find("textbox", "Article text").await?;
        area.send_keys(words).await?;
        page.paste(" She left.", None).await?;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        // The browser itself puts them in, which a paste made by a script does not have it do.
        assert_eq!(area.prop("value").await?.as_deref(), Some(words));
        page.press("Annotate").await?;
        page.wait_for_result().await?;
        page.press("Undo").await?;
        let area = page.find("textbox", "Article text").await?;
        assert_eq!(area.prop("value").await?.as_deref(), Some(words));
        Ok(())
    });
}

#[test]
fn a_passage_pasted_among_words_is_put_there_and_annotated() {
    in_browser("passage", Window::Desktop, None, async |page| {
        let start = "The first words stood there already. ";
        page.find("textbox", "Article text").await?.send_keys(start).await?;
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        assert_eq!(squeezed(&page.article_text().await?), squeezed(&format!("{start}{ARTICLE}")));
        page.wait_for_words("The pasted text was added to the words that were in the box.").await?;
        page.screenshot("passage").await?;
        page.check_accessibility("a passage that was added").await?;
        page.press("Undo: take the pasted text out").await?;
        page.wait_until("the box is as it was", async || {
            let area = page.find("textbox", "Article text").await?;
            Ok(area.prop("value").await?.as_deref() == Some(start))
        })
        .await?;
        assert!(!page.shows("The pasted text was added").await?);
        page.paste(ARTICLE, None).await?;
        page.press("Replace with the pasted text").await?;
        page.wait_for_words("took the place of “The first words stood there already.”").await?;
        page.wait_for_result().await?;
        assert_eq!(squeezed(&page.article_text().await?), squeezed(ARTICLE));
        page.press("New article").await?;
        page.find("button", "Reopen “The first words stood there already.”").await?;
        Ok(())
    });
}

/// Every span's words are the slice of the text that its offsets name, in code points.
fn check_spans(document: &Value) -> Result<()> {
    assert_eq!(document["offset_unit"], "code_point");
    let text = document["document"]["text"].as_str().context("no text")?;
    let text: Vec<char> = text.chars().collect();
    let mentions = document["mentions"].as_array().context("no mentions")?;
    let relations = document["relations"].as_array().context("no relations")?;
    assert!(!mentions.is_empty());
    let spans = relations.iter().flat_map(|relation| [&relation["evidence"], &relation["trigger"]]);
    for span in spans.chain(mentions) {
        let slice = slice(&text, span).with_context(|| format!("a false span: {span}"))?;
        assert_eq!(span["text"], slice.as_str());
    }
    Ok(())
}

fn slice(text: &[char], span: &Value) -> Option<String> {
    let at = |name: &str| usize::try_from(span[name].as_u64()?).ok();
    Some(text.get(at("start")?..at("end")?)?.iter().collect())
}

/// Without blanks: the page may show a paragraph's end as the end of an element.
fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn a_text_without_names_says_so_on_a_phone_too() {
    in_browser("nothing", Window::Phone, None, async |page| {
        page.paste("the rain fell and the wind blew, and that was all there was to it.", None)
            .await?;
        page.wait_for_result().await?;
        let details = page.find("complementary", "Details").await?;
        assert!(details.text().await?.contains("Gloss found no people"));
        assert!(details.is_displayed().await?);
        page.click("tab", "Relations").await?;
        page.find("tabpanel", "Relations").await?;
        assert!(page.look_for("searchbox", "Search relations").await?.is_none());
        Ok(())
    });
}

#[test]
fn no_word_of_the_entities_is_cut_on_a_phone() {
    const LONG: &str = "The Organisation for Economic Co-operation in Washington met \
        the Nationalist Transformation Congress. Representative Konstantinos Papadopoulos \
        praised the Mediterranean Environmental Administration and Saudi Arabians.\n";
    in_browser("entities-phone", Window::Phone, None, async |page| {
        page.paste(LONG, None).await?;
        page.wait_for_result().await?;
        page.click("tab", "Entities").await?;
        page.find("tabpanel", "Entities").await?;
        let cut = page.cut_words("table.entities").await?;
        assert_eq!(cut, [""; 0]);
        page.screenshot("entities-phone").await?;
        page.check_accessibility("entities on a phone").await
    });
}
