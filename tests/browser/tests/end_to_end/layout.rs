//! Where things lie: on a phone, enlarged, in a narrow window, in forced colours. Boxes are measured.

use anyhow::Result;
use browser_tests::{Page, Window, in_browser};
use serde_json::{Value, json};

/// The windows that readers have, in CSS pixels: desks, 150 %, tablets, 200 %, phones, 400 %, less.
const WINDOWS: [(u32, u32); 9] = [
    (1280, 900),
    (1100, 800),
    (900, 700),
    (853, 600),
    (640, 450),
    (390, 844),
    (360, 740),
    (320, 225),
    (280, 600),
];

/// A title, a heading, a list and a paragraph whose last line may be full.
const ARTICLE: &str = "Minister visits Tehran\n\n\
    The agreement was reached during a visit of Pakistan's Foreign Minister Amina Rahmani to Tehran on 12 March 2024. \
    She met Iran's President Kaveh Sohrabi, who spoke of a border that both sides guard.\n\n\
    What was agreed\n\n\
    • Trade through Taftan\n\
    • A hotline between Islamabad and Tehran\n\n\
    Nobody else travelled with her, said the United Nations office in Geneva, which had asked twice.\n";

async fn open_example(page: &Page) -> Result<()> {
    page.press("Try an example").await?;
    page.wait_for_result().await?;
    Ok(())
}

/// The buttons that leave a block out and lie over words, or are not seen and can be pressed.
const ASTRAY: &str = r##"
    const words = [];
    const walker = document.createTreeWalker(document.querySelector("#article"), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        if (walker.currentNode.data.trim()) words.push(...range.getClientRects());
    }
    const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    const buttons = [...document.querySelectorAll(".leave-out")];
    if (buttons.length < 3) return ["too few", buttons.length];
    return buttons.flatMap(button => {
        const box = button.getBoundingClientRect(), style = getComputedStyle(button);
        const seen = style.opacity > 0.5 && style.visibility === "visible";
        const faults = [];
        if (!seen && style.pointerEvents !== "none") faults.push("unseen, and can be pressed");
        if (words.some(word => over(box, word))) faults.push("over words");
        if (box.left < 0 || box.right > innerWidth) faults.push("outside the window");
        if (seen && Math.min(box.width, box.height) < 24) faults.push("too small for a finger");
        return faults.map(fault => [fault, button.ariaLabel]);
    });"##;

#[test]
fn no_button_lies_over_words_or_waits_unseen() {
    in_browser("leave-out", Window::Desktop, None, async |page| {
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        for (width, height) in WINDOWS {
            page.resize(width, height).await?;
            assert_eq!(page.run(ASTRAY, &[]).await?, json!([]), "{width} × {height}");
            page.screenshot(&format!("leave-out-{width}")).await?;
        }
        Ok(())
    });
}

#[test]
fn highlights_that_come_later_move_no_word_on_a_phone() {
    in_browser("no-move", Window::Phone, None, async |page| {
        let lines = r##"return [...document.querySelectorAll("#article .block")]
            .map(block => [block.textContent, block.offsetTop, block.offsetHeight]);"##;
        page.run(
            r##"window.first = new Promise(done => new MutationObserver((_, observer) => {
                if (!document.querySelector("#article .block")) return;
                observer.disconnect();
                done((() => { ARGUMENT })());
            }).observe(document.body, { childList: true, subtree: true }));"##
                .replace("ARGUMENT", lines)
                .as_str(),
            &[],
        )
        .await?;
        page.paste(
            "Zoë Lind spoke in Oslo about many things of which nobody had heard so far.",
            None,
        )
        .await?;
        page.wait_for_result().await?;
        let before = page.run("return window.first;", &[]).await?;
        assert_eq!(page.run(lines, &[]).await?, before);
        Ok(())
    });
}

#[test]
fn the_cards_button_and_type_stay_below_the_bar_at_the_end_of_the_page() {
    in_browser("card-end", Window::Desktop, None, async |page| {
        open_example(page).await?;
        page.run("document.querySelector('mark[data-first]').click();", &[]).await?;
        page.find("button", "Close details").await?;
        for (width, height) in [(1280, 900), (1280, 500), (1041, 700), (1000, 700), (870, 700)] {
            page.resize(width, height).await?;
            for part in ["0", "document.documentElement.scrollHeight"] {
                page.run(&format!("scrollTo(0, {part});"), &[]).await?;
                let gaps = page
                    .run(
                        r#"const bar = document.querySelector(".bar").getBoundingClientRect();
                        return [...document.querySelectorAll(".details .close, .details .kind")].map(part =>
                            part.getBoundingClientRect().top - Math.max(0, bar.bottom));"#,
                        &[],
                    )
                    .await?;
                let gaps: Vec<f64> = serde_json::from_value(gaps)?;
                assert!(gaps.len() == 2, "{gaps:?}");
                assert!(
                    gaps.iter().all(|gap| *gap >= 0.0),
                    "{width} × {height}, at {part}: {gaps:?}"
                );
            }
            page.screenshot(&format!("card-end-{width}-{height}")).await?;
        }
        Ok(())
    });
}

/// How far the page scrolls sideways, and the buttons and tabs that are cut off.
const CUT_OFF: &str = r#"
    const width = document.documentElement.clientWidth;
    const cut = [...document.querySelectorAll(".bar :is(button, [role=tab]), main :is(button, input, select, textarea)")]
        .filter(element => element.checkVisibility() && element.tabIndex >= -1)
        .filter(element => !element.closest(".visually-hidden, thead"))
        .filter(element => {
            const box = element.getBoundingClientRect();
            return box.left < -0.5 || box.right > width + 0.5;
        })
        .map(element => element.ariaLabel ?? element.textContent);
    return [Math.max(0, document.documentElement.scrollWidth - width), cut];"#;

async fn expect_nothing_cut_off(page: &Page, what: &str) -> Result<()> {
    assert_eq!(page.run(CUT_OFF, &[]).await?, json!([0, []]), "{what}");
    Ok(())
}

#[test]
fn nothing_is_cut_off_in_a_narrow_window() {
    in_browser("narrow", Window::Desktop, None, async |page| {
        for (width, height) in
            [(640, 450), (360, 740), (320, 225), (299, 500), (256, 500), (240, 320)]
        {
            page.resize(width, height).await?;
            let at = |what: &str| format!("{what} at {width} × {height}");
            page.find("textbox", "Article text").await?;
            expect_nothing_cut_off(page, &at("the start")).await?;
            page.screenshot(&format!("narrow-{width}-start")).await?;
            page.paste(ARTICLE, None).await?;
            page.wait_for_result().await?;
            for view in ["Article", "Entities", "Relations", "Graph"] {
                page.run("scrollTo(0, 0);", &[]).await?;
                page.click("tab", view).await?;
                page.find("tabpanel", view).await?;
                if view == "Relations" {
                    page.press("Filters").await?;
                }
                expect_nothing_cut_off(page, &at(view)).await?;
                page.screenshot(&format!("narrow-{width}-{view}").to_lowercase()).await?;
            }
            page.run("scrollTo(0, 0);", &[]).await?;
            page.press("Export").await?;
            expect_nothing_cut_off(page, &at("the menu")).await?;
            page.screenshot(&format!("narrow-{width}-menu")).await?;
            page.press("Export").await?;
            page.click("tab", "Article").await?;
            page.run("document.querySelector('mark[data-first]').click();", &[]).await?;
            page.find("button", "Close details").await?;
            expect_nothing_cut_off(page, &at("the details")).await?;
            page.screenshot(&format!("narrow-{width}-details")).await?;
            page.press("Close details").await?;
            page.press("New article").await?;
        }
        Ok(())
    });
}

/// The contrast between two colours of the page, as WCAG computes it.
const CONTRAST: &str = r"
    const light = colour => {
        const [red, green, blue] = colour.match(/[\d.]+/g).slice(0, 3).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one, other) => {
        const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
    };";

#[test]
fn evidence_is_readable_and_types_are_told_apart_in_forced_colours() {
    in_browser("forced-colours", Window::Desktop, None, async |page| {
        page.prefer("forced-colors", "active").await?;
        page.paste(crate::ARTICLE, None).await?;
        page.wait_for_result().await?;
        let styles = page
            .run(
                r#"const line = type => {
                    const style = getComputedStyle(document.querySelector(`mark[data-type="${type}"]:not([data-kind="pronoun"])`));
                    return [style.borderBottomStyle, style.borderBottomWidth].join(" ");
                };
                return [line("PERSON"), line("GPE"), line("DATE")];"#,
                &[],
            )
            .await?;
        let Value::Array(styles) = styles else { anyhow::bail!("no styles") };
        assert!(styles[0] != styles[1] && styles[1] != styles[2], "{styles:?}");
        page.click("tab", "Relations").await?;
        page.screenshot("forced-relations").await?;
        page.run("document.querySelector('.evidence').click();", &[]).await?;
        page.wait_until("the sentence is lit", async || {
            Ok(page.run("return CSS.highlights.has('evidence');", &[]).await? == json!(true))
        })
        .await?;
        page.screenshot("forced-evidence").await?;
        let script = format!(
            r##"{CONTRAST} const style = getComputedStyle(document.querySelector("#article .paragraph p"), "::highlight(evidence)");
            return contrast(style.color, style.backgroundColor);"##
        );
        let contrast = page.run(&script, &[]).await?.as_f64().unwrap_or_default();
        assert!(contrast >= 4.5, "the evidence has a contrast of {contrast}");
        page.click_highlight("Tehran").await?;
        page.screenshot("forced-details").await?;
        page.click("tab", "Graph").await?;
        page.screenshot("forced-graph").await?;
        page.check_accessibility("forced colours").await
    });
}
