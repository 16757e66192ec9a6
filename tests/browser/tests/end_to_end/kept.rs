//! Nothing that was pasted is lost: not by a reload, not by another tab, not by another paste.

use std::time::Duration;

use anyhow::Result;
use browser_tests::{Page, Window, in_browser};
use serde_json::json;

use crate::ARTICLE;

/// Another article, shorter.
const OTHER: &str = "Rain in Lisbon\n\nZoë Lind visited Lisbon on 3 May 2025.\n";

async fn shows_article(page: &Page, words: &str) -> Result<()> {
    page.wait_until(format_args!("the article says {words:?}"), async || {
        let there = page.look_for("region", "Annotated article").await?.is_some();
        Ok(there && page.article_text().await?.contains(words))
    })
    .await
}

/// The texts that the browser keeps.
async fn kept_texts(page: &Page) -> Result<Vec<String>> {
    let found = page
        .run(
            r#"return new Promise(done => indexedDB.open("gloss").onsuccess = ({ target }) => {
                const store = target.result.transaction("articles").objectStore("articles");
                const all = store.getAll();
                all.onsuccess = () => {
                    target.result.close();
                    done(all.result.map(record => JSON.parse(record).text.split("\n")[0]));
                };
            });"#,
            &[],
        )
        .await?;
    let texts = found.as_array().into_iter().flatten();
    Ok(texts.filter_map(|text| text.as_str().map(ToOwned::to_owned)).collect())
}

#[test]
fn a_paste_outlives_a_reload_a_moment_later() {
    in_browser("moment", Window::Desktop, None, async |page| {
        page.find("textbox", "Article text").await?;
        tokio::time::sleep(Duration::from_secs(1)).await; // the page has come up
        for text in [ARTICLE, OTHER] {
            page.paste_anywhere(text).await?;
            tokio::time::sleep(Duration::from_millis(50)).await;
            page.reload().await?;
            shows_article(page, text.lines().next().unwrap_or_default()).await?;
        }
        assert_eq!(kept_texts(page).await?.len(), 2);
        Ok(())
    });
}

#[test]
fn what_is_typed_is_kept_when_the_page_goes_away() {
    in_browser("typed", Window::Desktop, None, async |page| {
        let words = "Zoë Lind left";
        let area = page.find("textbox", "Article text").await?;
        tokio::time::sleep(Duration::from_secs(1)).await;
        area.send_keys(words).await?;
        page.reload().await?;
        page.wait_until("the words are there again", async || {
            let area = page.find("textbox", "Article text").await?;
            Ok(area.prop("value").await?.as_deref() == Some(words))
        })
        .await
    });
}

#[test]
fn two_tabs_with_two_articles_leave_each_other_alone() {
    in_browser("tabs", Window::Desktop, None, async |page| {
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        let first = page.open_tab().await?;
        shows_article(page, "Tehran").await?;
        page.press("New article").await?;
        page.paste(OTHER, None).await?;
        page.wait_for_result().await?;
        let second = page.driver().window().await?;
        page.go_to_tab(&first).await?;
        leave_out(page, "Minister visits Tehran").await?;
        page.go_to_tab(&second).await?;
        page.reload().await?;
        shows_article(page, "Zoë Lind").await?;
        page.go_to_tab(&first).await?;
        page.reload().await?;
        shows_article(page, "Tehran").await?;
        page.find("button", "Include: Minister visits Tehran").await?;
        assert_eq!(kept_texts(page).await?.len(), 2);
        Ok(())
    });
}

pub(crate) async fn leave_out(page: &Page, block: &str) -> Result<()> {
    let button = page.find("button", &format!("Leave out: {block}")).await?;
    page.run("arguments[0].click();", &[serde_json::to_value(&button.to_json()?)?]).await?;
    page.find("button", &format!("Include: {block}")).await?;
    Ok(())
}

#[test]
fn the_same_article_in_a_second_tab_is_told_and_kept_as_a_copy() {
    in_browser("copy", Window::Desktop, None, async |page| {
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        let first = page.open_tab().await?;
        page.wait_for_words("This article is open in another tab, too.").await?;
        page.wait_for_result().await?;
        page.screenshot("other-tab").await?;
        page.press("New article").await?;
        page.wait_for_words("“Minister visits Tehran” is kept.").await?;
        assert!(!page.shows("open in another tab").await?, "it is another article");
        page.press("Undo: bring back “Minister visits Tehran”").await?;
        page.wait_for_result().await?;
        assert_eq!(kept_texts(page).await?.len(), 1, "it was not changed");
        leave_out(page, "Minister visits Tehran").await?;
        let second = page.driver().window().await?;
        page.go_to_tab(&first).await?;
        page.reload().await?;
        page.find("button", "Leave out: Minister visits Tehran").await?;
        assert!(!page.shows("open in another tab").await?);
        page.go_to_tab(&second).await?;
        page.reload().await?;
        page.find("button", "Include: Minister visits Tehran").await?;
        assert!(!page.shows("open in another tab").await?);
        assert_eq!(kept_texts(page).await?.len(), 2);
        Ok(())
    });
}

#[test]
fn what_takes_the_place_of_an_article_is_said_with_a_way_back() {
    for (name, window) in [("desk", Window::Desktop), ("phone", Window::Phone)] {
        in_browser(&format!("replaced-{name}"), window, None, async |page| {
            page.paste(ARTICLE, None).await?;
            page.wait_for_result().await?;
            page.paste_anywhere(OTHER).await?;
            page.wait_for_words("“Rain in Lisbon” took the place of “Minister visits Tehran”")
                .await?;
            page.wait_for_result().await?;
            for dark in [false, true] {
                page.prefer_dark(dark).await?;
                let shade = if dark { "dark" } else { "light" };
                page.screenshot(&format!("replaced-{name}-{shade}")).await?;
                page.check_accessibility("a notice").await?;
            }
            page.press("Undo: bring back “Minister visits Tehran”").await?;
            shows_article(page, "Tehran").await?;
            assert!(!page.shows("took the place").await?);
            page.press("New article").await?;
            page.wait_for_words("“Minister visits Tehran” is kept.").await?;
            page.screenshot(&format!("new-article-{name}")).await?;
            page.press("Close").await?;
            page.paste(OTHER, None).await?;
            page.wait_for_result().await?;
            page.reload().await?;
            shows_article(page, "Zoë Lind").await?;
            let kept = kept_texts(page).await?;
            assert!(kept.contains(&"Minister visits Tehran".to_owned()), "{kept:?}");
            Ok(())
        });
    }
}

#[test]
fn an_article_that_made_way_is_reopened_after_a_reload() {
    const REOPEN: &str = "Reopen “Minister visits Tehran”";
    for (name, window) in [("desk", Window::Desktop), ("phone", Window::Phone)] {
        in_browser(&format!("reopen-{name}"), window, None, async |page| {
            page.paste(ARTICLE, None).await?;
            page.wait_for_result().await?;
            leave_out(page, "Minister visits Tehran").await?;
            page.press("New article").await?;
            page.find("button", REOPEN).await?;
            page.reload().await?;
            page.find("button", REOPEN).await?;
            page.wait_for_words("today, ").await?;
            page.screenshot(&format!("reopen-{name}")).await?;
            page.check_accessibility("an empty box with a kept article").await?;
            page.press(REOPEN).await?;
            shows_article(page, "Tehran").await?;
            page.find("button", "Include: Minister visits Tehran").await?;
            page.reload().await?;
            page.find("button", "Include: Minister visits Tehran").await?;
            assert_eq!(kept_texts(page).await?.len(), 1, "it is the same article");
            Ok(())
        });
    }
}

#[test]
fn the_last_kept_articles_are_listed_first_and_all_on_demand() {
    in_browser("shelf", Window::Desktop, None, async |page| {
        let names = ["One", "Two", "Three", "Four"];
        for name in names {
            page.paste(&format!("{name} in Lisbon\n\nZoë Lind visited Lisbon.\n"), None).await?;
            page.wait_for_result().await?;
            page.press("New article").await?;
        }
        page.press("Show all 4").await?;
        let reopened = |name: &&str| name.starts_with("Reopen");
        let buttons = page.names("button").await?;
        let buttons: Vec<&str> = buttons.iter().map(String::as_str).filter(reopened).collect();
        let newest_first: Vec<String> =
            names.iter().rev().map(|name| format!("Reopen “{name} in Lisbon”")).collect();
        assert_eq!(buttons, newest_first);
        page.find("textbox", "Article text").await?.send_keys("Rain").await?;
        page.wait_until("nothing lies beside what is typed", async || {
            Ok(page.look_for("button", &newest_first[0]).await?.is_none())
        })
        .await
    });
}

#[test]
fn an_address_or_nothing_opens_nothing_and_says_so() {
    in_browser("address", Window::Phone, None, async |page| {
        let address = "https://example.org/2026/11/a-headline";
        page.paste(address, None).await?;
        let said = page.wait_for_alert().await?;
        assert!(said.contains("Gloss fetches nothing from the web"), "{said}");
        page.screenshot("address").await?;
        page.find("textbox", "Article text").await?;
        page.press("Close").await?;
        page.paste(" \n", None).await?;
        let said = page.wait_for_alert().await?;
        assert!(said.contains("There is no text"), "{said}");
        page.find("textbox", "Article text").await?;
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        for stray in [address, ""] {
            page.paste_anywhere(stray).await?;
            page.wait_for_alert().await?;
            assert!(page.article_text().await?.contains("Tehran"));
            page.press("Close").await?;
        }
        Ok(())
    });
}

#[test]
fn the_second_of_two_dropped_files_is_not_passed_over_in_silence() {
    in_browser("two-files", Window::Phone, None, async |page| {
        page.find("textbox", "Article text").await?;
        page.drop_files(&[("first.txt", ARTICLE), ("second.txt", OTHER)]).await?;
        page.wait_for_words("“second.txt” was not opened").await?;
        page.wait_for_result().await?;
        shows_article(page, "Tehran").await?;
        assert!(page.shows("“second.txt” was not opened").await?);
        page.screenshot("two-files").await
    });
}

#[test]
fn an_unchanged_text_is_not_read_again() {
    // What is kept of it is changed, so that it can be told from what is found anew.
    const CHANGE: &str = r#"return new Promise(done => indexedDB.open("gloss").onsuccess = ({ target }) => {
            const store = target.result.transaction("readings", "readwrite").objectStore("readings");
            store.openCursor().onsuccess = ({ target: { result: cursor } }) => {
                if (cursor) cursor.update(cursor.value.replaceAll('"name":"Tehran"', '"name":"Teheran"'));
                target.result.close();
                done(Boolean(cursor));
            };
        });"#;
    in_browser("unchanged", Window::Desktop, None, async |page| {
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        page.wait_until("it is kept", async || Ok(page.run(CHANGE, &[]).await? == json!(true)))
            .await?;
        for again in ["loaded anew", "pasted again"] {
            match again {
                "loaded anew" => page.reload().await?,
                _ => page.paste_anywhere(ARTICLE).await?,
            }
            page.wait_for_result().await?;
            page.click("tab", "Entities").await?;
            page.wait_for_words("Teheran").await?;
            page.click("tab", "Article").await?;
        }
        // Another choice of blocks is another question.
        leave_out(page, "Minister visits Tehran").await?;
        page.wait_for_result().await?;
        page.click("tab", "Entities").await?;
        page.wait_until("it is read", async || Ok(!page.shows("Teheran").await?)).await
    });
}

#[test]
fn a_very_long_line_does_not_hold_up_the_page() {
    const WATCH: &str = "self.longest = 0; new PerformanceObserver(list => list.getEntries().forEach(
            task => self.longest = Math.max(self.longest, task.duration))).observe({ type: 'longtask' });";
    in_browser("long-line", Window::Desktop, None, async |page| {
        page.find("textbox", "Article text").await?;
        page.run(WATCH, &[]).await?;
        for text in
            [ARTICLE.replace('\n', " ").repeat(700), format!("Mr {}.", "Abcdefgh".repeat(5_000))]
        {
            page.paste_anywhere(&text).await?;
            page.wait_until("all of it is there", async || {
                Ok(page.look_for("region", "Annotated article").await?.is_some()
                    && page.article_text().await? == text)
            })
            .await?;
            page.wait_for_result().await?;
        }
        let longest = page.run("return self.longest;", &[]).await?;
        assert!(longest.as_f64() < Some(1_500.0), "{longest} ms");
        page.screenshot("long-name").await
    });
}
