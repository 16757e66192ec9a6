//! What goes wrong is said, there is a way on, and nothing is lost.

use browser_tests::{Fault, Window, in_browser, server::CRASH_WORD};
use serde_json::json;

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
fn a_worker_that_falls_silent_is_noticed_and_the_text_stays() {
    for (name, fault) in
        [("ends", Fault::EndingWorker("engine.js")), ("loops", Fault::LoopingWorker("engine.js"))]
    {
        in_browser(&format!("silent-{name}"), Window::Desktop, Some(fault), async |page| {
            page.paste(ARTICLE, None).await?;
            page.wait_for_result().await?;
            page.press("New article").await?;
            let text = format!("{CRASH_WORD} visited Tehran.");
            page.paste(&text, None).await?;
            page.wait_for_words("has not answered").await?;
            page.screenshot(&format!("silent-{name}")).await?;
            assert!(page.article_text().await?.contains(&text));
            // On the same text it would fall silent again.
            page.press("New article").await?;
            page.press("Restart").await?;
            page.paste(ARTICLE, None).await?;
            page.wait_for_result().await?;
            Ok(())
        });
    }
}

#[test]
fn a_file_that_is_refused_leaves_no_article_unread() {
    in_browser("refused", Window::Desktop, None, async |page| {
        // At once, while the knowledge is loaded.
        page.paste(ARTICLE, None).await?;
        page.drop_files(&[("x.gloss.json", "hello")]).await?;
        page.wait_for_words("This file is not an article that Gloss saved. Open another").await?;
        page.wait_for_result().await?;
        page.drop_files(&[("empty.gloss.json", "")]).await?;
        page.wait_for_words("This file is empty. Open another one").await?;
        assert!(page.article_text().await?.contains("Tehran"));
        Ok(())
    });
}

#[test]
fn what_the_browser_does_not_keep_is_said() {
    let full = "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };";
    let denied =
        "IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); };";
    let silent = "IDBFactory.prototype.open = () => ({});";
    for (name, script, why) in [
        ("full", full, "storage is full"),
        ("denied", denied, "private windows"),
        ("silent", silent, "storage does not answer"),
    ] {
        in_browser(&format!("storage-{name}"), Window::Phone, None, async |page| {
            page.before_load(script).await?;
            page.reload().await?;
            page.paste(ARTICLE, None).await?;
            page.wait_for_words("This browser does not keep your article").await?;
            assert!(page.shows(why).await?);
            page.wait_for_result().await?;
            page.screenshot(&format!("storage-{name}")).await?;
            page.check_accessibility("a notice").await?;
            page.press("Close").await
        });
    }
}

#[test]
fn a_database_that_is_silent_at_the_start_is_told_and_nothing_in_it_is_lost() {
    in_browser("storage-late", Window::Desktop, None, async |page| {
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        page.before_load("if (!sessionStorage.again) { IDBFactory.prototype.open = () => ({}); }")
            .await?;
        page.reload().await?;
        page.wait_for_words("load the page again to see it").await?;
        page.find("textbox", "Article text").await?;
        page.run("sessionStorage.again = 1;", &[]).await?;
        page.reload().await?;
        page.wait_for_result().await?;
        assert!(page.article_text().await?.contains("Tehran"));
        Ok(())
    });
}

#[test]
fn what_another_version_kept_is_told_and_stays_as_it_is() {
    const RECORD: &str = r#"{"version":9,"text":"Kaveh Sohrabi left Tehran.","blocks":[]}"#;
    const STORE: &str = r#"const record = arguments[0];
        return new Promise(done => indexedDB.open("gloss").onsuccess = ({ target }) => {
            const store = target.result.transaction("articles", "readwrite").objectStore("articles");
            const request = record ? store.put(record, "last") : store.get("last");
            request.onsuccess = () => { target.result.close(); done(request.result); };
        });"#;
    in_browser("unreadable", Window::Desktop, None, async |page| {
        page.find("textbox", "Article text").await?;
        page.wait_until("the database is there", async || {
            let names =
                page.run("return indexedDB.databases().then(all => all.length);", &[]).await?;
            Ok(names == json!(1))
        })
        .await?;
        page.run(STORE, &[json!(RECORD)]).await?;
        page.run("sessionStorage.clear(); localStorage.clear();", &[]).await?;
        page.reload().await?;
        page.wait_for_words("written by another version of Gloss").await?;
        page.wait_for_result().await?;
        assert!(page.article_text().await?.contains("Kaveh Sohrabi left Tehran."));
        page.screenshot("unreadable").await?;
        page.press("New article").await?;
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        assert_eq!(page.run(STORE, &[json!(null)]).await?, json!(RECORD));
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
            ("large.html", b"<p>word</p>".repeat(500_000)),
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
