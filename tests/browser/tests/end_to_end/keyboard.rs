//! The main job without a mouse.

use anyhow::{Result, ensure};
use browser_tests::{Page, Window, in_browser};
use thirtyfour::Key;

use crate::ARTICLE;

#[test]
fn the_main_job_works_by_keyboard() {
    in_browser("keyboard", Window::Desktop, None, async |page| {
        page.find("textbox", "Article text").await?.send_keys(ARTICLE).await?;
        page.find("textbox", "Article text").await?.send_keys(Key::Control + Key::Enter).await?;
        page.wait_for_result().await?;
        tab_to(page, "tab", "Article").await?;
        page.keys(&[Key::Right]).await?;
        assert_eq!(page.focus().await?, ("tab".to_owned(), "Entities".to_owned()));
        page.find("tabpanel", "Entities").await?;
        tab_to(page, "button", "Download JSON").await?;
        page.keys(&[Key::Enter]).await?;
        let (name, _) = page.download().await?;
        assert!(name.ends_with(".gloss.json"));
        Ok(())
    });
}

/// Presses Tab until something has the focus.
pub(crate) async fn tab_to(page: &Page, role: &str, name: &str) -> Result<()> {
    let wanted = (role.to_owned(), name.to_owned());
    for _ in 0..200 {
        page.keys(&[Key::Tab]).await?;
        if page.focus().await? == wanted {
            return Ok(());
        }
    }
    ensure!(false, "Tab never comes to the {role} {name:?}");
    Ok(())
}

/// The words in the text box.
async fn words_in_box(page: &Page) -> Result<Option<String>> {
    Ok(page.find("textbox", "Article text").await?.prop("value").await?)
}

async fn wait_for_words(page: &Page, words: &str) -> Result<()> {
    page.wait_until(format!("the box says {words:?}"), async || {
        Ok(words_in_box(page).await?.as_deref() == Some(words))
    })
    .await
}

#[test]
fn an_edit_is_cancelled_by_escape_or_its_button() {
    in_browser("cancel", Window::Phone, None, async |page| {
        assert!(
            page.look_for("button", "Cancel").await?.is_none(),
            "there is nothing to go back to"
        );
        page.paste(ARTICLE, None).await?;
        let status = page.wait_for_result().await?;
        let text = page.article_text().await?;
        for by_key in [true, false] {
            page.press("Edit text").await?;
            page.find("textbox", "Article text").await?.send_keys("Not in it. ").await?;
            page.find("button", "Cancel").await?;
            page.screenshot("cancel").await?;
            if by_key {
                page.keys(&[Key::Escape]).await?;
            } else {
                page.press("Cancel").await?;
            }
            assert_eq!(page.article_text().await?, text);
            assert_eq!(page.wait_for_result().await?, status, "nothing was annotated anew");
        }
        page.press("Undo").await?;
        wait_for_words(page, &format!("Not in it. {ARTICLE}")).await
    });
}

#[test]
fn the_text_box_has_the_browsers_own_redo_and_the_page_its_own() {
    in_browser("redo", Window::Desktop, None, async |page| {
        let area = page.find("textbox", "Article text").await?;
        area.send_keys("Zoë Lind visited Lisbon.").await?;
        area.send_keys(Key::Control + "z").await?;
        wait_for_words(page, "").await?;
        area.send_keys(Key::Control + Key::Shift + "z").await?;
        wait_for_words(page, "Zoë Lind visited Lisbon.").await?;
        page.press("Annotate").await?;
        page.wait_for_result().await?;
        page.press("Undo").await?;
        let area = page.find("textbox", "Article text").await?;
        area.send_keys(Key::Control + Key::Shift + "z").await?;
        page.wait_for_result().await?;
        Ok(())
    });
}

#[test]
fn a_question_mark_shows_the_keys() {
    for window in [Window::Desktop, Window::Phone] {
        in_browser("keys", window, None, async |page| {
            page.paste(ARTICLE, None).await?;
            page.wait_for_result().await?;
            page.find("tab", "Article").await?.send_keys("?").await?;
            let dialog = page.find("dialog", "Keyboard").await?;
            assert!(dialog.text().await?.contains("Ctrl or Cmd + Enter"));
            page.screenshot("keys").await?;
            page.check_accessibility("the keys").await?;
            page.keys(&[Key::Escape]).await?;
            let is_gone = async || Ok(page.look_for("dialog", "Keyboard").await?.is_none());
            page.wait_until("the dialogue is gone", is_gone).await?;
            assert_eq!(page.focus().await?, ("tab".to_owned(), "Article".to_owned()));
            page.find("tab", "Article").await?.send_keys("?").await?;
            page.find("dialog", "Keyboard").await?;
            page.press("Close").await?;
            page.wait_until("the dialogue is gone again", is_gone).await?;
            page.press("Edit text").await?;
            page.find("textbox", "Article text").await?.send_keys("?").await?;
            assert!(is_gone().await?, "in a text it is a letter");
            Ok(())
        });
    }
}
