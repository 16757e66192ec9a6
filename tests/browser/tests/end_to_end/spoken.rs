//! What a screen reader hears, and where the focus is.

use anyhow::{Context, Result, bail};
use browser_tests::{Page, Window, in_browser};
use serde_json::json;
use thirtyfour::Key;

use crate::{ARTICLE, keyboard::tab_to};

async fn open_article(page: &Page) -> Result<()> {
    page.paste(ARTICLE, None).await?;
    page.wait_for_result().await?;
    Ok(())
}

/// The name of a highlight: how often its entity is mentioned is counted in the page.
async fn name_of(page: &Page, words: &str, rest: &str) -> Result<String> {
    let marks = page.highlights().await?;
    let entity = &marks.iter().find(|mark| mark.text == words).context("no such highlight")?.entity;
    let mut mentions: Vec<_> =
        marks.iter().filter(|mark| mark.entity == *entity).map(|mark| &mark.mention).collect();
    mentions.dedup();
    let plural = if mentions.len() == 1 { "" } else { "s" };
    Ok(format!("{words}, {rest}, {} mention{plural}", mentions.len()))
}

/// Leads the focus from the article, which has it after a paste, to the first highlight of that name.
async fn walk_to(page: &Page, name: &str) -> Result<()> {
    assert_eq!(page.focus().await?, ("region".to_owned(), "Annotated article".to_owned()));
    for _ in 0..page.highlights().await?.len() {
        page.keys(&[Key::Right]).await?;
        let (role, focused) = page.focus().await?;
        assert_eq!(role, "button", "the right arrow leads to {focused:?}");
        if focused == name {
            return Ok(());
        }
    }
    bail!("the right arrow never comes to {name:?}")
}

#[test]
fn a_highlight_has_a_name_and_says_that_it_opens_details() {
    in_browser("highlight-name", Window::Desktop, None, async |page| {
        open_article(page).await?;
        let name = name_of(page, "Amina Rahmani", "person").await?;
        walk_to(page, &name).await?;
        let focused = page
            .run(
                r#"const mark = document.activeElement;
                return [mark.localName, mark.textContent, mark.dataset.type,
                    document.getElementById(mark.getAttribute("aria-describedby")).textContent];"#,
                &[],
            )
            .await?;
        assert_eq!(focused, json!(["mark", "Amina Rahmani", "PERSON", "opens details"]));
        let others = page.names("button").await?;
        let rahmani = format!("Rahmani: {name}");
        assert!(others.contains(&rahmani), "{rahmani:?} in {others:?}");
        page.keys(&[Key::Enter]).await?;
        page.wait_for_announcement(&format!("Details of {name}.")).await?;
        page.keys(&[Key::Escape]).await?;
        page.wait_for_announcement("Details closed.").await?;
        assert_eq!(page.focus().await?, ("button".to_owned(), name));
        Ok(())
    });
}

#[test]
fn choosing_filtering_and_downloading_are_announced() {
    in_browser("announced", Window::Desktop, None, async |page| {
        open_article(page).await?;
        page.click_highlight("Tehran").await?;
        page.wait_for_announcement("Details of Tehran, country, city, ").await?;
        let buttons = page.names("button").await?;
        let person =
            buttons.iter().find(|name| name.starts_with("Person ")).context("no Person")?;
        page.press(person).await?;
        page.wait_for_announcement("Person: no longer highlighted.").await?;
        page.press("Show all").await?;
        page.wait_for_announcement("All types are highlighted.").await?;
        page.press("Download JSON").await?;
        page.wait_for_announcement("Downloaded minister-visits-tehran.gloss.json.").await?;
        page.press("Export").await?;
        let formats = page.names("menuitem").await?;
        let format = formats.iter().find(|name| name.contains("JSON")).context("no JSON")?;
        page.click("menuitem", format).await?;
        page.wait_for_announcement(".gloss.json.").await?;
        page.click("tab", "Entities").await?;
        page.find("searchbox", "Search entities").await?.send_keys("Tehran").await?;
        page.wait_until("what is left is counted", async || {
            let count = "return document.querySelector('.count[aria-live]').textContent;";
            let count = page.run(count, &[]).await?;
            Ok(count.as_str().is_some_and(|count| count.starts_with("1 of ")))
        })
        .await
    });
}

#[test]
fn a_text_that_is_not_english_is_announced() {
    const SWEDISH: &str = "Statsministern reste till Oslo i går för att tala med den norska regeringen om gränsen. \
        Mötet varade hela dagen, och efteråt sade båda parter att de var nöjda med vad som hade sagts. \
        Ingen ville svara på frågor om vad som skulle hända sedan, men flera trodde att det blir fler möten.";
    in_browser("not-english", Window::Desktop, None, async |page| {
        page.paste(SWEDISH, None).await?;
        page.wait_for_announcement("Most of this text is not English.").await
    });
}

async fn press_first(page: &Page, selector: &str) -> Result<String> {
    let element = page.driver().find(thirtyfour::By::Css(selector)).await?;
    element.focus().await?;
    let words = element.text().await?;
    page.keys(&[Key::Enter]).await?;
    Ok(words)
}

#[test]
fn the_focus_goes_to_the_evidence_and_back() {
    in_browser("evidence-focus", Window::Desktop, None, async |page| {
        open_article(page).await?;
        page.click("tab", "Relations").await?;
        page.find("tabpanel", "Relations").await?;
        // The second of two relations that stand on one sentence.
        let evidence = press_first(page, "tbody:nth-of-type(2) .evidence").await?;
        let sentence = evidence.trim_matches(['“', '”']);
        page.wait_until("the focus is on it", async || {
            Ok(page.focus().await? == ("group".to_owned(), format!("Evidence: {sentence}")))
        })
        .await?;
        let holds = "return document.activeElement.textContent.includes(arguments[0]);";
        assert_eq!(page.run(holds, &[json!(sentence)]).await?, json!(true));
        page.screenshot("evidence-focus").await?;
        page.check_accessibility("evidence").await?;
        page.keys(&[Key::Right]).await?;
        let inside = "const { activeElement } = document;
            return activeElement.localName === 'mark' && arguments[0].includes(activeElement.textContent);";
        assert_eq!(page.run(inside, &[json!(sentence)]).await?, json!(true), "its first highlight");
        tab_to(page, "button", "← Back to Relations").await?;
        page.keys(&[Key::Enter]).await?;
        page.wait_until("the focus is back", async || {
            let row = "return document.activeElement === document.querySelector('tbody:nth-of-type(2) .evidence');";
            Ok(page.run(row, &[]).await? == json!(true))
        })
        .await?;
        page.click("tab", "Article").await?;
        assert!(page.look_for("button", "← Back to Relations").await?.is_none());
        page.click_highlight("Tehran").await?;
        press_first(page, ".details .mention").await?;
        page.wait_until("the focus is on the highlight", async || {
            Ok(page.focus().await?.1.starts_with("Tehran, country, city, "))
        })
        .await?;
        tab_to(page, "button", "← Back to details").await?;
        page.keys(&[Key::Enter]).await?;
        page.wait_until("the focus is in the details", async || {
            let inside =
                "return document.querySelector('#details .mention') === document.activeElement;";
            Ok(page.run(inside, &[]).await? == json!(true))
        })
        .await
    });
}

#[test]
fn the_skip_link_leads_past_the_bar_in_every_view() {
    in_browser("skip", Window::Desktop, None, async |page| {
        open_article(page).await?;
        for view in ["Article", "Entities", "Relations", "Graph"] {
            page.click("tab", view).await?;
            let link = format!("Skip to the {}", view.to_lowercase());
            page.find("link", &link).await?.focus().await?;
            page.keys(&[Key::Enter]).await?;
            page.wait_until(format!("the focus is in {view}"), async || {
                let inside = "const { activeElement } = document;
                    return activeElement.checkVisibility() && activeElement.closest('[role=tabpanel]:not([hidden])') !== null;";
                Ok(page.run(inside, &[]).await? == json!(true))
            })
            .await?;
        }
        Ok(())
    });
}
