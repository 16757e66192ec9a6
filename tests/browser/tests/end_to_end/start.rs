//! Coming to the page.

use browser_tests::{Window, in_browser};

#[test]
fn the_page_opens_and_asks_nobody() {
    in_browser("start", Window::Desktop, None, async |page| {
        for (role, name) in
            [("textbox", "Article text"), ("button", "Annotate"), ("button", "Try an example")]
        {
            page.find(role, name).await?;
        }
        page.screenshot("start").await?;
        page.check_accessibility("the start").await
    });
}

#[test]
fn the_browser_keeps_the_knowledge_for_the_next_visit() {
    in_browser("kept", Window::Desktop, None, async |page| {
        page.press("Try an example").await?;
        page.wait_for_result().await?;
        let kept = page
            .run(
                "return fetch('knowledge.gloss', { cache: 'only-if-cached', mode: 'same-origin' })
                     .then(response => response.ok, () => false);",
                &[],
            )
            .await?;
        assert_eq!(kept.as_bool(), Some(true));
        Ok(())
    });
}

#[test]
fn every_view_is_accessible_in_light_and_dark_on_a_phone_and_a_desk() {
    for (window, name) in [(Window::Desktop, "desktop"), (Window::Phone, "phone")] {
        in_browser(&format!("views-{name}"), window, None, async |page| {
            page.press("Try an example").await?;
            page.wait_for_result().await?;
            for dark in [false, true] {
                page.prefer_dark(dark).await?;
                for view in ["Article", "Entities", "Relations", "Graph"] {
                    page.click("tab", view).await?;
                    let shown = format!("{name}-{view}-{}", if dark { "dark" } else { "light" });
                    page.screenshot(&shown.to_lowercase()).await?;
                    page.check_accessibility(&shown).await?;
                    let wider = page
                        .run("return document.documentElement.scrollWidth - innerWidth;", &[])
                        .await?;
                    assert!(wider.as_i64() <= Some(0), "{shown} scrolls sideways by {wider} px");
                }
            }
            Ok(())
        });
    }
}
