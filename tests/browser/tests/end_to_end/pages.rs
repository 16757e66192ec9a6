//! Pasted pages: the browser's parser and the page make of them what the command line makes of them.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, ensure};
use browser_tests::{Page, Window, in_browser};
use serde_json::Value;
use xtask::{process::build_program, root};

#[path = "../../../support/templates.rs"]
mod templates;

use templates::Filled;

/// As many as one browser takes within the time of a test.
const PAGES_AT_A_TIME: usize = 8;

#[test]
fn a_pasted_page_is_read_as_the_command_line_reads_it() -> Result<()> {
    let program = build_program("gloss", &["--package", "gloss", "--features", "cli"])?;
    let folder = root().join("tests/pages");
    for half in ["development", "kept-aside"] {
        let filled = templates::filled(&folder, half, 1)?;
        ensure!(!filled.is_empty(), "there are no pages in {half}");
        for (number, pages) in filled.chunks(PAGES_AT_A_TIME).enumerate() {
            in_browser(&format!("pages-{half}-{number}"), Window::Desktop, None, async |page| {
                for filled in pages {
                    compare(page, filled, &program).await.context(filled.name.clone())?;
                }
                Ok(())
            });
        }
    }
    Ok(())
}

async fn compare(page: &Page, Filled { name, html, slots }: &Filled, program: &Path) -> Result<()> {
    let file = page.write_file(&format!("{name}.html"), html.as_bytes())?;
    let printed = Command::new(program).arg("annotate").arg(&file).output()?;
    ensure!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let expected: Value = serde_json::from_slice(&printed.stdout)?;
    page.paste(&slots["title"], Some(html)).await?;
    page.wait_for_result().await?;
    let (_, document) = page.download_json().await?;
    let (own, expected) = (&document["document"], &expected["document"]);
    assert_eq!(blocks(own), blocks(expected), "{name}");
    assert_eq!(own, expected, "{name}");
    page.press("New article").await
}

/// The blocks of a document, a line each: where, what, and its first words.
fn blocks(document: &Value) -> String {
    let text: Vec<char> = document["text"].as_str().unwrap_or_default().chars().collect();
    let place = |block: &Value, end: &str| block[end].as_u64().unwrap_or_default() as usize;
    let blocks = document["blocks"].as_array().into_iter().flatten().map(|block| {
        let (start, end) = (place(block, "start"), place(block, "end"));
        let words: String = text[start..end].iter().take(50).collect();
        format!("{start}..{end} {} {words}\n", block["kind"])
    });
    blocks.collect()
}
