//! Pastes that mean harm, and pastes that are strange.

use browser_tests::{Window, in_browser};
use serde_json::json;

#[test]
fn hostile_html_is_neither_run_nor_inserted() {
    let html = r#"<h1 onclick="window.harmed=1">A visit</h1>
        <script>window.harmed = 1</script><style>body { display: none }</style>
        <img src="https://example.org/spy.png" onerror="window.harmed=1">
        <p>Zoë Lind visited <a href="javascript:window.harmed=1">Tehran</a>.</p>
        <iframe src="https://example.org/"></iframe><svg onload="window.harmed=1"></svg>"#;
    in_browser("hostile", Window::Desktop, None, async |page| {
        page.expect_errors(); // the policy reports the handlers that it did not let run
        page.paste("A visit\n\nZoë Lind visited Tehran.", Some(html)).await?;
        page.wait_for_result().await?;
        assert_eq!(page.run("return window.harmed ?? null;", &[]).await?, json!(null));
        let inserted = page
            .run(
                r#"return document.querySelectorAll(
                    "[onclick], [onerror], [onload], iframe, main script, main style, main img, a[href^=javascript]").length;"#,
                &[],
            )
            .await?;
        assert_eq!(inserted, json!(0));
        let text = page.article_text().await?;
        assert!(text.contains("Zoë Lind visited Tehran."), "{text}");
        assert!(!text.contains("harmed") && !text.contains("display"), "{text}");
        Ok(())
    });
}

#[test]
fn a_lone_surrogate_does_no_harm() {
    in_browser("surrogate", Window::Desktop, None, async |page| {
        page.find("textbox", "Article text").await?;
        page.run(
            r#"const data = new DataTransfer();
            data.setData("text/plain", "Zoë Lind \uD83D visited Tehran.");
            const box = document.querySelector("textarea");
            box.focus();
            box.dispatchEvent(new ClipboardEvent("paste",
                { clipboardData: data, bubbles: true, cancelable: true }));"#,
            &[],
        )
        .await?;
        page.wait_for_result().await?;
        assert!(page.article_text().await?.contains("visited Tehran."));
        Ok(())
    });
}
