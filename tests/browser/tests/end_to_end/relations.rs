//! What the Relations view shows, and how the reader changes that.

use anyhow::{Context, Result, ensure};
use browser_tests::{Page, Window, in_browser};
use thirtyfour::{Key, components::SelectElement};

/// Two visits with dates, one without, and a claim.
const ARTICLE: &str = "Minister visits Tehran\n\n\
    Pakistan's Foreign Minister Amina Rahmani visited Tehran on 12 March 2024. \
    Nobody else travelled with her that spring. \
    Amina Rahmani visited Ankara in 2023.\n\n\
    Amina Rahmani met Iran's President Kaveh Sohrabi. \
    Kaveh Sohrabi accused Iraq of sheltering the Red Banner Movement.\n";

async fn open_relations(page: &Page) -> Result<usize> {
    page.paste(ARTICLE, None).await?;
    page.wait_for_result().await?;
    page.click("tab", "Relations").await?;
    let count = count(page).await?;
    let all = count.strip_prefix("All ").and_then(|rest| rest.split(' ').next()?.parse().ok());
    all.with_context(|| format!("no count in {count:?}"))
}

/// The line that says how many relations are shown.
async fn count(page: &Page) -> Result<String> {
    page.find("tabpanel", "Relations").await?;
    let words = page.run("return document.querySelector('.count [aria-live]').textContent;", &[]);
    Ok(words.await?.as_str().unwrap_or_default().to_owned())
}

/// Waits until the line begins with some words.
async fn expect_count(page: &Page, words: &str) -> Result<()> {
    let begins = async || Ok(count(page).await?.starts_with(words));
    page.wait_until(format!("the count is {words:?}"), begins).await
}

async fn panel(page: &Page) -> Result<String> {
    Ok(page.find("tabpanel", "Relations").await?.text().await?)
}

async fn choose(page: &Page, field: &str, option: &str) -> Result<()> {
    let field = SelectElement::new(&page.find("combobox", field).await?).await?;
    Ok(field.select_by_visible_text(option).await?)
}

#[test]
fn relations_are_filtered_counted_and_all_back_with_one_button() {
    in_browser("filters", Window::Desktop, None, async |page| {
        let all = open_relations(page).await?;
        ensure!(all >= 4, "{all} relations only");
        page.press("Filters").await?;
        choose(page, "Relation", "visited").await?;
        expect_count(page, &format!("2 of {all} relations.")).await?;
        choose(page, "Entity", "Ankara").await?;
        expect_count(page, &format!("1 of {all} relations.")).await?;
        assert!(panel(page).await?.contains("Amina Rahmani visited Ankara in 2023."));
        page.find("searchbox", "Search relations").await?.send_keys("nowhere").await?;
        expect_count(page, "None of ").await?;
        page.screenshot("filters-none").await?;
        page.check_accessibility("filters that nothing fits").await?;
        page.press("Reset filters").await?;
        expect_count(page, &format!("All {all} relations.")).await?;
        let field = SelectElement::new(&page.find("combobox", "Relation").await?).await?;
        assert_eq!(field.first_selected_option().await?.text().await?, "Any");
        choose(page, "Said by", "The article itself").await?;
        choose(page, "Certainty", "Alleged").await?;
        choose(page, "Said by", "Kaveh Sohrabi").await?;
        expect_count(page, "1 of ").await?;
        let shown = panel(page).await?;
        assert!(
            shown.contains("alleged") && shown.contains("according to Kaveh Sohrabi"),
            "{shown}"
        );
        Ok(())
    });
}

#[test]
fn relations_are_shown_by_pair_in_their_sentences_and_by_date() {
    in_browser("modes", Window::Phone, None, async |page| {
        open_relations(page).await?;
        for dark in [false, true] {
            page.prefer_dark(dark).await?;
            for mode in ["By pair", "Evidence", "Time line"] {
                page.press(mode).await?;
                page.screenshot(&format!("relations-{mode}-{dark}")).await?;
                page.check_accessibility(mode).await?;
                let wider =
                    page.run("return document.documentElement.scrollWidth - innerWidth;", &[]);
                assert!(wider.await?.as_i64() <= Some(0), "{mode} scrolls sideways");
            }
        }
        let dates = panel(page).await?;
        let [before, after] = ["2023", "12 March 2024"].map(|date| dates.find(date));
        ensure!(before.is_some() && before < after, "{dates}");
        assert!(dates.contains("not dated in the text"), "{dates}");
        page.press("Evidence").await?;
        assert!(!panel(page).await?.contains("Nobody else"));
        page.press("… 7 words …").await?;
        assert!(panel(page).await?.contains("Nobody else travelled with her that spring."));
        page.press("Amina Rahmani visited Ankara in 2023.").await?;
        page.find("tabpanel", "Article").await?;
        let drawn = async || Ok(arcs(page).await? == Some(1));
        page.wait_until("the relation that stands there is drawn", drawn).await
    });
}

#[test]
fn relations_are_filtered_by_keyboard() {
    in_browser("filters-keyboard", Window::Desktop, None, async |page| {
        let all = open_relations(page).await?;
        page.find("searchbox", "Search relations").await?.send_keys("Ankara").await?;
        page.keys(&[Key::Tab]).await?;
        assert_eq!(page.focus().await?, ("button".to_owned(), "Filters".to_owned()));
        page.keys(&[Key::Enter]).await?;
        page.find("combobox", "Event class").await?;
        page.find("button", "Reset filters").await?.focus().await?;
        page.keys(&[Key::Enter]).await?;
        expect_count(page, &format!("All {all} ")).await?;
        page.wait_until("the focus is on the count", async || {
            let focus = page.run("return document.activeElement.textContent;", &[]).await?;
            Ok(focus.as_str().is_some_and(|words| words.starts_with("All ")))
        })
        .await
    });
}

/// How many arcs are drawn.
async fn arcs(page: &Page) -> Result<Option<u64>> {
    let count = page.run("return document.querySelectorAll('.arcs .arc').length;", &[]);
    Ok(count.await?.as_u64())
}

#[test]
fn arcs_join_what_is_in_focus_and_move_nothing() {
    in_browser("arcs", Window::Phone, None, async |page| {
        page.paste(ARTICLE, None).await?;
        page.wait_for_result().await?;
        let text = page.article_text().await?;
        let places = r#"return [...document.querySelectorAll("mark[data-mention]")]
            .map(mark => [mark.offsetLeft, mark.offsetTop]);"#;
        let before = page.run(places, &[]).await?;
        page.click_highlight("Kaveh Sohrabi").await?;
        page.wait_until("arcs are drawn", async || Ok(arcs(page).await? >= Some(3))).await?;
        page.screenshot("arcs").await?;
        // Every arc ends on the edge of a highlight, on whichever of the wrapped lines it stands.
        let astray = page
            .run(
                r#"const marks = [...document.querySelectorAll("mark[data-mention]")]
                    .flatMap(mark => [...mark.getClientRects()]);
                const near = (point, rect) => rect.left - 2 <= point.x && point.x <= rect.right + 2
                    && Math.min(Math.abs(point.y - rect.top), Math.abs(point.y - rect.bottom)) < 2;
                return [...document.querySelectorAll(".arcs .line")].flatMap(line =>
                    [0, line.getTotalLength()].map(at => line.getPointAtLength(at)
                        .matrixTransform(line.getScreenCTM()))
                    .filter(point => !marks.some(rect => near(point, rect)))
                    .map(point => [point.x, point.y]));"#,
                &[],
            )
            .await?;
        assert_eq!(astray, serde_json::json!([]));
        assert_eq!(page.run(places, &[]).await?, before);
        let wider = page.run("return document.documentElement.scrollWidth - innerWidth;", &[]);
        assert!(wider.await?.as_i64() <= Some(0), "a label makes the page scroll sideways");
        assert_eq!(page.article_text().await?, text);
        page.check_accessibility("arcs").await?;
        page.press("Close details").await?;
        page.wait_until("the arcs are gone", async || Ok(arcs(page).await? == Some(0))).await?;
        page.press("Relation arcs").await?;
        page.click_highlight("Kaveh Sohrabi").await?;
        page.find("complementary", "Details").await?;
        assert_eq!(arcs(page).await?, Some(0), "switched off");
        Ok(())
    });
}

#[test]
fn a_relation_of_two_sentences_says_so_and_shows_them_in_order() {
    const TWICE: &str = "Talks in Ankara\n\n\
        Iran's President Kaveh Sohrabi visited Ankara. It rained that day in the city. \
        Kaveh Sohrabi visited Ankara, officials said.\n";
    in_browser("two-sentences", Window::Desktop, None, async |page| {
        page.paste(TWICE, None).await?;
        page.wait_for_result().await?;
        page.click_highlight("Ankara").await?;
        let details = page.find("complementary", "Details").await?;
        let card = details.text().await?;
        page.click("tab", "Relations").await?;
        for shown in [card, panel(page).await?] {
            let at = shown.find("2 sentences").with_context(|| shown.clone())?;
            let places = ["visited Ankara.", "officials said"].map(|words| shown[at..].find(words));
            assert!(places[0].is_some() && places.is_sorted(), "{places:?} in {shown}");
        }
        page.screenshot("two-sentences").await?;
        page.check_accessibility("a relation of two sentences").await
    });
}

#[test]
fn no_word_of_the_relations_is_cut() {
    const LONG: &str = "A trial in Washington\n\n\
        Prosecutors accused Representative Konstantinos Papadopoulos of fraud on 12 March 2024. \
        Konstantinos Papadopoulos criticised the Mediterranean Environmental Administration. \
        Konstantinos Papadopoulos accused Iran of sheltering the Nationalist Transformation Congress.\n";
    in_browser("relations-words", Window::Desktop, None, async |page| {
        page.paste(LONG, None).await?;
        page.wait_for_result().await?;
        page.click("tab", "Relations").await?;
        panel(page).await?;
        for width in [1280, 1241, 1041, 900, 700, 360] {
            page.resize(width, 900).await?;
            let cut = page.cut_words("table.relations-table").await?;
            assert_eq!(cut, [""; 0], "at {width}");
            let wider = page.run("return document.documentElement.scrollWidth - innerWidth;", &[]);
            assert!(
                wider.await?.as_i64().is_some_and(|wider| wider <= 0),
                "{width} scrolls sideways"
            );
            page.screenshot(&format!("relations-words-{width}")).await?;
        }
        Ok(())
    });
}

#[test]
fn no_label_of_an_arc_lies_on_another() {
    const CROWDED: &str = "Talks in Ankara\n\n\
        Kaveh Sohrabi accused Iraq, criticised Turkey, praised Oman, visited Ankara and met \
        Amina Rahmani. Amina Rahmani praised Kaveh Sohrabi. Kaveh Sohrabi criticised Amina Rahmani. \
        Iran's President Kaveh Sohrabi threatened Iraq and Turkey and sued Amina Rahmani.\n";
    for window in [Window::Desktop, Window::Phone] {
        in_browser("arc-labels", window, None, async |page| {
            page.paste(CROWDED, None).await?;
            page.wait_for_result().await?;
            page.click_highlight("Kaveh Sohrabi").await?;
            page.wait_until("arcs are drawn", async || Ok(arcs(page).await? >= Some(4))).await?;
            page.screenshot("arc-labels").await?;
            let labels = page.run("return document.querySelectorAll('.arcs text').length;", &[]);
            assert!(labels.await?.as_i64().is_some_and(|count| count > 1));
            let overlapping = page
                .run(
                    r#"const labels = [...document.querySelectorAll(".arcs text")]
                        .map(label => [label.textContent, label.getBoundingClientRect()]);
                    const meet = (one, other) => one.left + 1 < other.right && other.left + 1 < one.right
                        && one.top + 3 < other.bottom && other.top + 3 < one.bottom;
                    return labels.flatMap(([words, one], index) => labels.slice(index + 1)
                        .filter(([, other]) => meet(one, other)).map(([others]) => [words, others]));"#,
                    &[],
                )
                .await?;
            assert_eq!(overlapping, serde_json::json!([]));
            Ok(())
        });
    }
}
