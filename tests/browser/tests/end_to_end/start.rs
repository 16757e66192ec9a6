//! Coming to the page.

use browser_tests::{Window, in_browser};

#[test]
fn the_page_opens_and_asks_nobody() {
    in_browser("start", Window::Desktop, None, async |page| {
        let title = page.driver().title().await?;
        assert_eq!(title, "Gloss");
        let names = page.names("heading").await?;
        assert_eq!(names.first().map(String::as_str), Some("Gloss"));
        page.screenshot("start").await?;
        page.check_accessibility("the start").await
    });
}
