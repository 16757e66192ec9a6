//! The drawing of entities and relations: seen whole, zoomed, rearranged, walked through, kept.

use anyhow::{Context, Result};
use browser_tests::{Page, Window, in_browser};
use serde_json::{Value, json};
use thirtyfour::{Key, WebElement};

use crate::ARTICLE;

/// Wide letters: with the room of usual ones, four pairs of these lie on each other.
const WIDE_NAMES: &str = "Mohammad Mahmoud Mammadov spoke. Wilhelmina Wolkenmacher spoke. \
    Emmanuel Mwangombe spoke. Maximilian Wommermann spoke. Muhammad Mumtaz Memon spoke. \
    Mwamba Mwangi Mwema spoke. William Commonwamm spoke. Mohammed Ammar Hammami spoke. \
    Wanda Wommersham spoke. Emma Mommsen Wagman spoke. Momma Wambugu spoke. \
    Mahmood Mummad Wammo spoke.";

async fn open_graph(page: &Page, article: &str) -> Result<()> {
    page.paste(article, None).await?;
    page.wait_for_result().await?;
    page.click("tab", "Graph").await?;
    page.find("tabpanel", "Graph").await?;
    Ok(())
}

async fn board(page: &Page) -> Result<WebElement> {
    page.find("group", "Graph of entities and relations").await
}

async fn view_box(page: &Page) -> Result<String> {
    board(page).await?.attr("viewBox").await?.context("no viewBox")
}

#[test]
fn no_name_in_the_graph_lies_on_another() {
    in_browser("graph", Window::Desktop, None, async |page| {
        open_graph(page, WIDE_NAMES).await?;
        page.press("Show them").await?;
        let overlaps = page
            .run(
                r#"const names = [...document.querySelectorAll("svg.graph .node text")]
                    .map(text => [text.textContent, text.getBoundingClientRect()]);
                return names.length < 10 ? [["too few", names.length]] : names.flatMap(([name, one], index) =>
                    names.slice(0, index).filter(([, other]) =>
                        one.left < other.right && other.left < one.right
                            && one.top < other.bottom && other.top < one.bottom)
                    .map(([other]) => [name, other]));"#,
                &[],
            )
            .await?;
        assert_eq!(overlaps, json!([]));
        page.screenshot("graph").await
    });
}

#[test]
fn who_has_no_relation_is_left_out_and_fades_nothing_when_chosen() {
    in_browser("graph-alone", Window::Desktop, None, async |page| {
        open_graph(page, &format!("{ARTICLE}\nOslo lies far away.\n")).await?;
        let nodes = async || -> Result<Vec<String>> {
            let names = page.names("button").await?;
            Ok(names.into_iter().filter(|name| name.contains(" mention")).collect())
        };
        let is_oslo = |name: &String| name.starts_with("Oslo, ");
        assert!(!nodes().await?.is_empty() && !nodes().await?.iter().any(is_oslo));
        page.press("Show them").await?;
        let oslo = nodes().await?.into_iter().find(is_oslo).context("no Oslo")?;
        page.press(&oslo).await?;
        let details = page.find("complementary", "Details").await?;
        page.wait_until("the details are about it", async || {
            Ok(details.text().await?.contains("Oslo"))
        })
        .await?;
        let faint = page.run(r#"return document.querySelectorAll(".faint").length;"#, &[]).await?;
        assert_eq!(faint, json!(0));
        page.press("Leave them out").await?;
        assert!(!nodes().await?.iter().any(is_oslo));
        Ok(())
    });
}

#[test]
fn the_graph_is_zoomed_and_walked_by_keyboard() {
    in_browser("graph-keys", Window::Desktop, None, async |page| {
        open_graph(page, ARTICLE).await?;
        let whole = view_box(page).await?;
        let first = page.run(r#"document.querySelector(".node").focus();"#, &[]).await;
        first?;
        let (_, start) = page.focus().await?;
        let mut met = vec![start.clone()];
        for key in [Key::Right, Key::Down, Key::Left, Key::Up] {
            page.keys(&[key]).await?;
            met.push(page.focus().await?.1);
        }
        assert!(met.iter().any(|name| *name != start), "{met:?}");
        page.keys(&[Key::End, Key::Home]).await?;
        assert_eq!(page.focus().await?.1, start);
        page.keys(&[Key::Add, Key::Add]).await?;
        assert_ne!(view_box(page).await?, whole);
        page.keys(&[Key::NumPad0]).await?;
        assert_eq!(view_box(page).await?, whole);
        page.press("Zoom in").await?;
        let near = view_box(page).await?;
        page.press("Zoom out").await?;
        assert_ne!(view_box(page).await?, near);
        page.press("Fit").await?;
        assert_eq!(view_box(page).await?, whole);
        Ok(())
    });
}

/// The words on the lines, and what they say to whoever points at them.
async fn lines(page: &Page) -> Result<Vec<[String; 2]>> {
    let lines = page
        .run(
            r#"return [...document.querySelectorAll(".edge:has(title)")].map(edge =>
                [edge.querySelector("text")?.textContent ?? "", edge.querySelector("title")?.textContent ?? ""]);"#,
            &[],
        )
        .await?;
    Ok(serde_json::from_value(lines)?)
}

#[test]
fn a_line_says_whether_it_is_a_fact() {
    const CLAIMS: &str = "Deal in Oslo\n\n\
        Solvang ASA plans to acquire Norvik Shipping. \
        Kaveh Sohrabi did not meet Amina Rahmani. \
        President Kaveh Sohrabi accused Iraq of attacking Oman.\n";
    in_browser("graph-claims", Window::Desktop, None, async |page| {
        open_graph(page, CLAIMS).await?;
        let lines = lines(page).await?;
        for (label, title) in [
            ("planned: ", "planned, not said to have happened"),
            ("not: ", "said not to be so"),
            ("alleged: ", "alleged, according to Kaveh Sohrabi"),
        ] {
            let line = lines.iter().find(|[_, words]| words.contains(title));
            let [name, _] = line.with_context(|| format!("{title}: {lines:?}"))?;
            assert!(name.is_empty() || name.starts_with(label), "{label}: {name}");
        }
        page.screenshot("graph-claims").await
    });
}

#[test]
fn what_is_filtered_out_is_not_in_the_graph() {
    in_browser("graph-filter", Window::Desktop, None, async |page| {
        open_graph(page, ARTICLE).await?;
        let all = lines(page).await?.len();
        page.click("tab", "Relations").await?;
        page.find("searchbox", "Search relations").await?.send_keys("Tehran").await?;
        page.click("tab", "Graph").await?;
        page.wait_until("it is filtered", async || {
            let words = page.find("tabpanel", "Graph").await?.text().await?;
            Ok(words.contains(" relations shown, as filtered in Relations."))
        })
        .await?;
        let shown = lines(page).await?;
        assert!(!shown.is_empty() && shown.len() < all, "{shown:?}");
        page.screenshot("graph-filter").await?;
        page.press("Show all relations").await?;
        page.wait_until("all are back", async || Ok(lines(page).await?.len() == all)).await
    });
}

/// Presses the mouse at the middle of what a selector finds, or in the corner of it, and moves it.
async fn drag(page: &Page, selector: &str, in_corner: bool) -> Result<()> {
    let at = page
        .run(
            r"const box = document.querySelector(arguments[0]).getBoundingClientRect();
            return arguments[1] ? [box.left + 24, box.top + 24] : [box.left + box.width / 2, box.top + box.height / 2];",
            &[json!(selector), json!(in_corner)],
        )
        .await?;
    let at = |index: usize| at[index].as_f64().unwrap_or_default() as i64;
    let chain = page.driver().action_chain().move_to(at(0), at(1)).click_and_hold();
    Ok(chain.move_by_offset(30, 20).move_by_offset(30, 20).release().perform().await?)
}

#[test]
fn the_ground_and_the_nodes_are_dragged() {
    in_browser("graph-drag", Window::Desktop, None, async |page| {
        open_graph(page, ARTICLE).await?;
        let places = || {
            page.run(
                r#"return [...document.querySelectorAll(".node")].map(node => node.getAttribute("transform"));"#,
                &[],
            )
        };
        let (whole, before) = (view_box(page).await?, places().await?);
        drag(page, ".node circle", false).await?;
        let after = places().await?;
        assert_ne!(after[0], before[0]);
        assert_eq!(after[1], before[1]);
        let selected = page.run(r#"return document.querySelectorAll(".node.chosen").length;"#, &[]);
        assert_eq!(selected.await?, json!(0), "a drag is no click");
        assert_eq!(view_box(page).await?, whole);
        drag(page, "svg.graph", true).await?;
        assert_ne!(view_box(page).await?, whole);
        assert_eq!(places().await?, after);
        page.press("Reset layout").await?;
        assert_eq!((places().await?, view_box(page).await?), (before, whole));
        assert!(page.look_for("button", "Reset layout").await?.is_none());
        Ok(())
    });
}

/// The first words of the names of the nodes with a class.
async fn nodes_with(page: &Page, class: &str) -> Result<Value> {
    page.run(
        r#"return [...document.querySelectorAll(".node." + arguments[0])].map(
            node => node.getAttribute("aria-label").split(",")[0]);"#,
        &[json!(class)],
    )
    .await
}

#[test]
fn a_click_without_a_press_counts_after_a_drag() {
    in_browser("graph-drag-click", Window::Desktop, None, async |page| {
        open_graph(page, ARTICLE).await?;
        drag(page, ".node circle", false).await?;
        assert_eq!(nodes_with(page, "chosen").await?, json!([]));
        // As screen readers and voice control click.
        page.run(
            r#"document.querySelectorAll(".node")[1].dispatchEvent(
                new MouseEvent("click", { bubbles: true, cancelable: true }));"#,
            &[],
        )
        .await?;
        page.wait_until("it is chosen", async || {
            Ok(nodes_with(page, "chosen").await?.as_array().is_some_and(|it| it.len() == 1))
        })
        .await
    });
}

#[test]
fn enter_chooses_the_node_that_a_drag_focused() {
    in_browser("graph-drag-enter", Window::Desktop, None, async |page| {
        open_graph(page, ARTICLE).await?;
        drag(page, ".node:nth-last-of-type(2) circle", false).await?;
        let (_, focused) = page.focus().await?;
        let name = focused.split(',').next().context("no name")?;
        page.keys(&[Key::Enter]).await?;
        page.wait_until("it is chosen", async || {
            Ok(nodes_with(page, "chosen").await? == json!([name]))
        })
        .await
    });
}

#[test]
fn the_whole_graph_is_seen_on_a_phone() {
    in_browser("graph-phone", Window::Phone, None, async |page| {
        open_graph(page, ARTICLE).await?;
        let outside = page
            .run(
                r#"return [...document.querySelectorAll("svg.graph .node")].filter(node => {
                    const box = node.getBoundingClientRect();
                    return box.left < 0 || box.right > innerWidth;
                }).length + Math.max(0, document.documentElement.scrollWidth - innerWidth);"#,
                &[],
            )
            .await?;
        assert_eq!(outside, json!(0));
        page.screenshot("graph-phone").await
    });
}

#[test]
fn the_graph_is_kept_as_a_picture() {
    in_browser("graph-picture", Window::Desktop, None, async |page| {
        open_graph(page, ARTICLE).await?;
        page.press("Download graph (SVG)").await?;
        let (name, svg) = page.download().await?;
        assert_eq!(name, "minister-visits-tehran.svg");
        let svg = String::from_utf8(svg)?;
        assert!(svg.starts_with("<svg ") && svg.contains("Amina Rahmani"), "{svg}");
        for needed_elsewhere in ["class=", "style", "href", "url(", "data-", "var("] {
            assert!(!svg.contains(needed_elsewhere), "{needed_elsewhere} in {svg}");
        }
        assert!(svg.contains("Roles, places, ties"), "the key is in it: {svg}");
        page.run(r#"document.querySelector(".node").focus();"#, &[]).await?;
        page.keys(&[Key::Enter]).await?;
        page.wait_until("one is chosen and others are faint", async || {
            Ok(nodes_with(page, "chosen").await? != json!([])
                && nodes_with(page, "faint").await? != json!([]))
        })
        .await?;
        page.press("Download graph (SVG)").await?;
        let (_, with_one_chosen) = page.download().await?;
        assert_eq!(String::from_utf8(with_one_chosen)?, svg, "the picture is whole all the same");
        let left = page.run(r#"return document.querySelectorAll("svg.graph").length;"#, &[]);
        assert_eq!(left.await?, json!(1));
        page.press("Download graph (PNG)").await?;
        let (name, png) = page.download().await?;
        assert_eq!(name, "minister-visits-tehran.png");
        assert_eq!(png.get(..8), Some(&b"\x89PNG\r\n\x1a\n"[..]));
        let width = u32::from_be_bytes(png.get(16..20).context("no width")?.try_into()?);
        assert!(width > 600, "{width}");
        let Value::Bool(opaque) = is_opaque(page, &png).await? else { panic!("no answer") };
        assert!(opaque, "it has a ground");
        Ok(())
    });
}

/// Whether the first pixel of a picture can be seen.
async fn is_opaque(page: &Page, png: &[u8]) -> Result<Value> {
    page.run(
        r#"return (async bytes => {
            const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
            const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
            context.drawImage(image, 0, 0);
            return context.getImageData(0, 0, 1, 1).data[3] === 255;
        })(arguments[0]);"#,
        &[json!(png)],
    )
    .await
}

#[test]
fn a_line_has_a_name_of_its_own_and_opens_its_relation() {
    in_browser("graph-line", Window::Desktop, None, async |page| {
        open_graph(page, ARTICLE).await?;
        let line = "Amina Rahmani visited Tehran";
        let names = page.names("button").await?;
        assert!(names.iter().any(|name| name == line), "{names:?}");
        let loose = page
            .run(
                r#"return [...document.querySelectorAll("svg.graph text")]
                    .filter(text => !text.closest("[role=button][aria-label], [aria-hidden]")).length;"#,
                &[],
            )
            .await?;
        assert_eq!(loose, json!(0), "labels that are read as one stream");
        page.press(line).await?;
        let details = page.find("complementary", "Details").await?;
        page.wait_until("the details are about the relation", async || {
            let words = details.text().await?;
            Ok(words.contains("Amina Rahmani and Tehran") && words.contains("on 12 March 2024"))
        })
        .await?;
        page.wait_for_announcement("Details of the relation: Amina Rahmani visited Tehran").await?;
        page.screenshot("graph-line").await?;
        page.check_accessibility("a line of the graph").await?;
        page.press("Close details").await?;
        page.wait_until("the focus is on the line", async || Ok(page.focus().await?.1 == line))
            .await
    });
}

#[test]
fn a_line_is_opened_by_keyboard() {
    in_browser("graph-line-keys", Window::Desktop, None, async |page| {
        open_graph(page, ARTICLE).await?;
        page.run(r#"document.querySelector('.node[aria-label^="Tehran"]').focus();"#, &[]).await?;
        page.keys(&[Key::Enter]).await?;
        page.wait_until("it is chosen", async || {
            Ok(nodes_with(page, "chosen").await? == json!(["Tehran"]))
        })
        .await?;
        page.driver()
            .action_chain()
            .key_down(Key::Shift)
            .send_keys(Key::Tab)
            .key_up(Key::Shift)
            .perform()
            .await?;
        let (role, name) = page.focus().await?;
        assert!(role == "button" && name.contains("Tehran") && !name.contains("mention"), "{name}");
        page.keys(&[Key::Enter]).await?;
        page.wait_for_announcement("Details of the relation: ").await
    });
}
