//! What a pasted page says of itself: who wrote it, where it stands, in which language.

use anyhow::Result;
use browser_tests::{Page, Window, in_browser};
use serde_json::{Value, json};
use thirtyfour::WebElement;

use crate::kept::leave_out;

const HTML: &str = r#"<html lang="en-GB"><head>
    <link rel="canonical" href="https://news.example.org/2026/11/a-visit">
    <meta name="author" content="Zoë Lind"></head>
    <body><article><h1>Minister visits Tehran</h1>
    <p>Amina Rahmani visited Tehran on Tuesday. She met Kaveh Sohrabi there.</p></article></body></html>"#;

fn said(document: &Value) -> [&Value; 3] {
    ["byline", "address", "language"].map(|member| &document["document"][member])
}

async fn link_to(page: &Page, host: &str) -> Result<WebElement> {
    page.find("link", &format!("{host} (opens another site)")).await
}

async fn shows_origin(page: &Page, byline: &str, host: &str) -> Result<()> {
    page.wait_for_words(&format!("By {byline}")).await?;
    link_to(page, host).await.map(drop)
}

#[test]
fn what_a_page_says_of_itself_stands_above_its_text_and_stays_with_it() {
    in_browser("origin", Window::Desktop, None, async |page| {
        page.paste("Minister visits Tehran", Some(HTML)).await?;
        page.wait_for_result().await?;
        shows_origin(page, "Zoë Lind", "news.example.org").await?;
        page.screenshot("origin").await?;
        page.check_accessibility("an article with its origin").await?;
        let link = link_to(page, "news.example.org").await?;
        assert_eq!(
            link.attr("href").await?.as_deref(),
            Some("https://news.example.org/2026/11/a-visit")
        );
        assert_eq!(link.attr("rel").await?.as_deref(), Some("noreferrer noopener external"));
        let (_, document) = page.download_json().await?;
        let all = [
            &json!("Zoë Lind"),
            &json!("https://news.example.org/2026/11/a-visit"),
            &json!("en-GB"),
        ];
        assert_eq!(said(&document), all);

        page.reload().await?;
        page.wait_for_result().await?;
        shows_origin(page, "Zoë Lind", "news.example.org").await?;
        // It is the page's, whatever the reader decides about the text.
        leave_out(page, "Minister visits Tehran").await?;
        page.wait_for_result().await?;
        let (_, document) = page.download_json().await?;
        assert_eq!(said(&document), all);

        page.press("New article").await?;
        let file = page.write_file("origin.gloss.json", document.to_string().as_bytes())?;
        page.open_file(&file).await?;
        page.wait_for_result().await?;
        shows_origin(page, "Zoë Lind", "news.example.org").await?;
        page.reload().await?;
        page.wait_for_result().await?;
        shows_origin(page, "Zoë Lind", "news.example.org").await?;
        let (_, again) = page.download_json().await?;
        assert_eq!(again, document);

        // Another article has another origin, or none.
        page.paste_anywhere("Rain fell in Lisbon on 3 May 2025.").await?;
        page.wait_for_words("Rain fell").await?;
        assert!(!page.shows("Zoë Lind").await?);
        Ok(())
    });
}

#[test]
fn the_source_of_a_page_is_read_as_the_page() {
    in_browser("origin-source", Window::Desktop, None, async |page| {
        page.paste(HTML, None).await?;
        page.wait_for_result().await?;
        shows_origin(page, "Zoë Lind", "news.example.org").await?;
        assert!(!page.shows("</p>").await?);
        Ok(())
    });
}

/// The links that lead off the page.
const LEADING_AWAY: &str = "return [...document.links].map(link => link.href)
    .filter(address => !address.startsWith(location.origin));";

#[test]
fn an_address_that_leads_elsewhere_is_words() {
    in_browser("origin-hostile", Window::Phone, None, async |page| {
        page.paste("Minister visits Tehran", Some(HTML)).await?;
        page.wait_for_result().await?;
        let (_, mut document) = page.download_json().await?;
        for (number, (address, host)) in [
            ("javascript:window.harmed=1", None),
            ("data:text/html,<script>window.harmed=1</script>", None),
            ("no address", None),
            ("https://news.example.org@other.example/", Some("other.example")),
        ]
        .into_iter()
        .enumerate()
        {
            document["document"]["address"] = json!(address);
            document["document"]["byline"] = json!("<b>Zoë</b> Lind ".repeat(200));
            let name = format!("hostile-{number}.gloss.json");
            page.press("New article").await?;
            let file = page.write_file(&name, document.to_string().as_bytes())?;
            page.open_file(&file).await?;
            page.wait_for_result().await?;
            if let Some(host) = host {
                link_to(page, host).await?;
            } else {
                page.wait_for_words(address).await?;
                assert_eq!(page.run(LEADING_AWAY, &[]).await?, json!([]));
            }
            let width = "return Math.max(0, document.documentElement.scrollWidth - innerWidth);";
            assert_eq!(page.run(width, &[]).await?, json!(0), "{address}");
        }
        page.screenshot("origin-hostile").await?;
        assert_eq!(page.run("return window.harmed ?? null;", &[]).await?, json!(null));
        Ok(())
    });
}
