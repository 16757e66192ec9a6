//! What a reader corrects: by buttons, undone by keys, kept in the file and by the browser.

use anyhow::Result;
use browser_tests::{Page, Window, in_browser};
use serde_json::json;
use thirtyfour::Key;

use crate::ARTICLE;

/// The status and type of the first mention with these words in the file that is downloaded.
async fn saved(page: &Page, words: &str) -> Result<(String, String)> {
    let (_, file) = page.download_json().await?;
    let mentions = file["mentions"].as_array().cloned().unwrap_or_default();
    let it = mentions.iter().find(|it| it["text"] == json!(words)).cloned().unwrap_or_default();
    let word = |name: &str| it[name].as_str().unwrap_or_default().to_owned();
    Ok((word("status"), word("type")))
}

async fn opened(page: &Page) -> Result<()> {
    page.paste(ARTICLE, None).await?;
    page.wait_for_result().await?;
    page.click_highlight("Tehran").await?;
    page.find("toolbar", "Actions").await?;
    Ok(())
}

#[test]
fn a_mention_is_corrected_undone_and_kept() {
    in_browser("corrections", Window::Desktop, None, async |page| {
        opened(page).await?;
        page.screenshot("actions").await?;
        page.press("Reject").await?;
        page.wait_for_announcement("Reject Tehran.").await?;
        page.wait_for_words("Gloss found it; you rejected it.").await?;
        assert_eq!(saved(page, "Tehran").await?.0, "rejected");
        page.check_accessibility("a rejected mention").await?;
        page.press("Undo").await?;
        page.wait_for_announcement("Undone: Reject Tehran.").await?;
        page.press("Change type").await?;
        let list = page.find("combobox", "Type").await?;
        list.send_keys("Building").await?;
        page.press("Apply").await?;
        page.wait_for_words("Gloss said Country, city; you say Building, site.").await?;
        page.screenshot("retyped").await?;
        assert_eq!(saved(page, "Tehran").await?.1, "FAC");
        page.press("Rename").await?;
        let field = page.find("textbox", "New name").await?;
        field.send_keys(" itself").await?;
        page.keys(&[Key::Enter]).await?;
        page.wait_for_announcement("Rename Tehran to Tehran itself.").await?;
        page.driver().refresh().await?;
        page.wait_for_result().await?;
        page.click_highlight("Tehran").await?;
        page.find("heading", "Tehran itself").await?;
        Ok(())
    });
}

#[test]
fn a_relation_is_corrected() {
    in_browser("relation-corrections", Window::Phone, None, async |page| {
        opened(page).await?;
        let correct = page.names("button").await?;
        let correct = correct.into_iter().find(|name| name.starts_with("Correct: "));
        let sentence = correct.unwrap_or_default().replace("Correct: ", "");
        page.press(&format!("Correct: {sentence}")).await?;
        page.find("toolbar", &format!("Actions: {sentence}")).await?;
        page.screenshot("relation-actions").await?;
        page.press("Deny").await?;
        page.wait_for_announcement(&format!("Said not to be so: {sentence}.")).await?;
        page.wait_for_words(&format!("Gloss said “{sentence}”.")).await?;
        page.check_accessibility("the actions of a relation").await?;
        Ok(())
    });
}
