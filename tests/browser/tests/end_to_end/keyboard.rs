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
async fn tab_to(page: &Page, role: &str, name: &str) -> Result<()> {
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
