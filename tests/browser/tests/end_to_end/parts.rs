//! The page without one of its files, and inside another page.

use anyhow::Result;
use browser_tests::{Fault, Page, Window, in_browser};

/// The words that are seen.
async fn seen(page: &Page) -> Result<String> {
    let words = page.run("return document.body.innerText;", &[]).await?;
    Ok(words.as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_page_that_lacks_a_part_says_so_and_what_to_do() {
    for file in ["app.js", "app_bg.wasm", "start.js"] {
        in_browser(
            &format!("without-{file}"),
            Window::Phone,
            Some(Fault::Missing(file)),
            async |page| {
                page.wait_until("it says so", async || {
                    Ok(seen(page).await?.contains("Gloss has not started."))
                })
                .await?;
                let words = seen(page).await?;
                assert!(words.contains(file) && words.contains("Load the page again."), "{words}");
                page.screenshot(&format!("without-{file}")).await?;
                page.check_accessibility("a page without a part").await?;
                if file != "start.js" {
                    assert!(page.wait_for_alert().await?.contains("The browser says: "));
                }
                Ok(())
            },
        );
    }
}

#[test]
fn a_page_that_starts_says_nothing_of_it() {
    in_browser("started", Window::Desktop, None, async |page| {
        page.find("textbox", "Article text").await?;
        assert!(!seen(page).await?.contains("not started"));
        Ok(())
    });
}

#[test]
fn the_page_does_not_run_inside_another_whatever_the_host_sends() {
    in_browser("framed", Window::Desktop, Some(Fault::WithoutHeaders), async |page| {
        page.find("textbox", "Article text").await?;
        // A file of the same host holds the frame: a page of another kind may not reach this machine.
        page.driver().goto(&format!("{}/package.json", page.address())).await?;
        let frame = "document.body.innerHTML = '<iframe src=\"/\" width=900 height=600></iframe>';";
        page.run(frame, &[]).await?;
        page.driver().enter_frame(0).await?;
        page.wait_until("it says so", async || {
            Ok(seen(page).await?.contains("Gloss does not run inside another page"))
        })
        .await?;
        page.screenshot("framed").await?;
        let controls = "return document.querySelectorAll('textarea, button, input').length;";
        assert_eq!(page.run(controls, &[]).await?, serde_json::json!(0));
        let link = "return document.querySelector('#framed a').href;";
        let link = page.run(link, &[]).await?;
        assert!(link.as_str().is_some_and(|link| link.starts_with(page.address())), "{link}");
        Ok(())
    });
}
