//! What goes wrong is said, there is a way on, and nothing is lost.

use browser_tests::{Fault, Window, in_browser, server::CRASH_WORD};

use crate::ARTICLE;

#[test]
fn a_worker_that_dies_is_started_again_and_the_text_stays() {
    let fault = Some(Fault::CrashingWorker("engine.js"));
    in_browser("crash", Window::Desktop, fault, async |page| {
        let text = format!("{CRASH_WORD} visited Tehran.");
        page.paste(&text, None).await?;
        page.wait_for_alert().await?;
        assert!(page.article_text().await?.contains(&text));
        page.press("Restart").await?;
        page.press("New article").await?;
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        Ok(())
    });
}

#[test]
fn without_its_knowledge_the_page_says_so_and_keeps_the_text() {
    for fault in [Fault::Missing("knowledge.gloss"), Fault::Damaged("knowledge.gloss")] {
        in_browser("knowledge", Window::Desktop, Some(fault), async |page| {
            page.wait_for_alert().await?;
            page.find("button", "Try again").await?;
            page.paste(ARTICLE, None).await?;
            assert!(page.article_text().await?.contains("Tehran"));
            Ok(())
        });
    }
}

#[test]
fn what_is_not_a_text_is_refused_and_the_page_stays() {
    in_browser("binary", Window::Desktop, None, async |page| {
        for (name, contents) in [
            ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\xff\xfe\x80".to_vec()),
            ("large.txt", vec![b'a'; 6_000_000]),
            ("cut-off.gloss.json", br#"{"format":"gloss","version":1,"docu"#.to_vec()),
        ] {
            let path = page.write_file(name, &contents)?;
            page.open_file(&path).await?;
            page.wait_for_alert().await?;
            page.press("Close").await?;
            page.find("textbox", "Article text").await?;
        }
        Ok(())
    });
}
