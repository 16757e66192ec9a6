//! The day of publication.

use anyhow::{Context, Result};
use browser_tests::{Page, Window, in_browser};
use serde_json::{Value, json};

const ARTICLE: &str = "Minister visits Tehran\n\n\
    Pakistan's Foreign Minister Amina Rahmani visited Tehran on Tuesday. \
    She met Iran's President Kaveh Sohrabi on 3 March 2021.\n";

/// Chooses a day as the browser's own calendar does.
async fn choose_day(page: &Page, day: &str) -> Result<()> {
    page.find("Date", "Published").await?;
    page.run(
        r#"const field = document.querySelector("input[type=date]");
        field.value = arguments[0];
        field.dispatchEvent(new Event("change", { bubbles: true }));"#,
        &[json!(day)],
    )
    .await?;
    Ok(())
}

async fn day(page: &Page) -> Result<String> {
    let field = page.find("Date", "Published").await?;
    field.prop("value").await?.context("no value")
}

/// The normal form of "Tuesday" in a saved file.
fn tuesday(document: &Value) -> Option<&str> {
    let mentions = document["mentions"].as_array()?;
    mentions.iter().find(|mention| mention["text"] == "Tuesday")?["value"].as_str()
}

async fn wait_for_tuesday(page: &Page, value: Option<&str>) -> Result<Value> {
    for _ in 0..50 {
        let (_, document) = page.download_json().await?;
        if tuesday(&document).filter(|it| it.starts_with("20")) == value {
            return Ok(document);
        }
    }
    anyhow::bail!("Tuesday is never {value:?}")
}

#[test]
fn the_day_of_publication_dates_what_the_text_leaves_open() {
    in_browser("published", Window::Desktop, None, async |page| {
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        assert_eq!(day(page).await?, "");
        choose_day(page, "2026-11-26").await?;
        let document = wait_for_tuesday(page, Some("2026-11-24")).await?;
        assert_eq!(document["document"]["published"], "2026-11-26");
        page.click("tab", "Relations").await?;
        page.press("Time line").await?;
        let panel = page.find("tabpanel", "Relations").await?;
        page.wait_until("the time line has the day", async || {
            Ok(panel.text().await?.contains("24 November 2026"))
        })
        .await?;
        page.press("Undo").await?;
        page.click("tab", "Article").await?;
        assert_eq!(day(page).await?, "");
        wait_for_tuesday(page, None).await?;
        page.press("Redo").await?;
        wait_for_tuesday(page, Some("2026-11-24")).await?;
        tokio::time::sleep(std::time::Duration::from_secs(1)).await; // what is kept is written later
        page.reload().await?;
        page.wait_for_result().await?;
        assert_eq!(day(page).await?, "2026-11-26");
        page.press("New article").await?;
        let path = page.write_file("dated.gloss.json", document.to_string().as_bytes())?;
        page.open_file(&path).await?;
        page.wait_for_result().await?;
        assert_eq!(day(page).await?, "2026-11-26");
        Ok(())
    });
}

#[test]
fn a_plain_paste_brings_its_day_which_the_reader_can_change_or_take_away() {
    in_browser("published-plain", Window::Desktop, None, async |page| {
        let (title, body) = ARTICLE.split_once("\n\n").context("no title")?;
        let article = format!("{title}\n\nPublished 26 November 2026, 14:05 GMT\n\n{body}");
        page.paste(&article, None).await?;
        page.wait_for_result().await?;
        assert_eq!(day(page).await?, "2026-11-26");
        let document = wait_for_tuesday(page, Some("2026-11-24")).await?;
        assert_eq!(document["document"]["published"], "2026-11-26");
        choose_day(page, "2026-11-19").await?;
        wait_for_tuesday(page, Some("2026-11-17")).await?;
        choose_day(page, "").await?;
        wait_for_tuesday(page, None).await?;
        assert_eq!(day(page).await?, "");
        Ok(())
    });
}

#[test]
fn a_rich_paste_brings_its_day_when_it_says_one() {
    const TITLE: &str = "<h1>Minister visits Tehran</h1>";
    const WORDS: &str = "<p>Amina Rahmani visited Tehran on Tuesday.</p>";
    const ONCE: &str = "<time datetime='2026-11-26T08:30:00Z'>26 November</time>";
    const OTHER: &str = "<time datetime='2026-11-25'>25 November</time>";
    const META: &str = "<meta property='article:published_time' content='2026-11-25T20:00:00Z'>";
    const NONE: &str =
        "<meta itemprop='datePublished' content='yesterday'><meta itemprop='datePublished'>";
    const COMMENT: &str = "<article><header>Zoë: <time datetime='2026-11-27'>27 November</time></header><p>Well!</p></article>";
    in_browser("published-paste", Window::Desktop, None, async |page| {
        for (html, expected) in [
            (vec![TITLE, WORDS], ""),
            (vec![TITLE, ONCE, WORDS], "2026-11-26"),
            (vec![TITLE, ONCE, OTHER, WORDS], ""),
            (vec![TITLE, "<time datetime='soon'>soon</time>", ONCE, WORDS], "2026-11-26"),
            (vec!["<header>", ONCE, TITLE, "<p>In short</p></header>", WORDS], "2026-11-26"),
            (vec![META, TITLE, ONCE, WORDS], "2026-11-25"),
            (vec![META, NONE, TITLE, ONCE, WORDS], "2026-11-25"),
            (vec![NONE, TITLE, ONCE, WORDS], "2026-11-26"),
            // Two that are sure contradict each other: what is less sure cannot settle it.
            (
                vec![
                    META,
                    "<meta itemprop='datePublished' content='2026-11-26'>",
                    TITLE,
                    ONCE,
                    WORDS,
                ],
                "",
            ),
            (vec![TITLE, WORDS, ONCE], ""),
            (vec![TITLE, WORDS, COMMENT], ""),
            (vec![TITLE, ONCE, WORDS, COMMENT], "2026-11-26"),
            (vec!["<ul><li>Concert ", ONCE, "</li></ul>", TITLE, WORDS], ""),
            (vec![TITLE, "<aside>Concert ", ONCE, "</aside>", WORDS], ""),
        ] {
            let html = html.concat();
            page.paste("Minister visits Tehran", Some(&html)).await?;
            page.wait_for_result().await?;
            assert_eq!(day(page).await?, expected, "{html}");
            page.press("New article").await?;
        }
        Ok(())
    });
}
