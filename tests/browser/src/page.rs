//! The page as a test sees and uses it.

use std::{
    fmt::Display,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::{By, Key, WebDriver, WebElement};
use tokio::time;

use crate::{Window, artifacts};

/// How long something may take to appear. Generous: machines that run tests are busy.
const PATIENCE: Duration = Duration::from_secs(30);

/// The page in its browser.
pub struct Page {
    driver: WebDriver,
    pub(crate) address: String,
    downloads: PathBuf,
    errors_are_expected: AtomicBool,
}

impl Page {
    pub(crate) fn new(
        driver: WebDriver,
        address: &str,
        folder: &Path,
        errors_are_expected: bool,
    ) -> Self {
        let downloads = folder.join("downloads");
        let errors_are_expected = AtomicBool::new(errors_are_expected);
        Self { driver, address: address.to_owned(), downloads, errors_are_expected }
    }

    /// From here on the console may say that the content security policy blocked something.
    pub fn expect_errors(&self) {
        self.errors_are_expected.store(true, Ordering::Relaxed);
    }

    /// The browser itself, for what has no word here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Waits until these words can be seen.
    ///
    /// # Errors
    /// When they do not appear.
    pub async fn wait_for_words(&self, words: &str) -> Result<()> {
        let seen = async || self.shows(words).await;
        self.wait_until(format_args!("{words:?} can be seen"), seen).await
    }

    /// Whether these words can be seen.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn shows(&self, words: &str) -> Result<bool> {
        let script = "return document.body.innerText.includes(arguments[0]);";
        Ok(self.run(script, &[json!(words)]).await? == json!(true))
    }

    /// The first element of a role with that accessible name, waited for.
    ///
    /// # Errors
    /// When it does not appear; the message lists what is there of that role.
    pub async fn find(&self, role: &str, name: &str) -> Result<WebElement> {
        let start = Instant::now();
        loop {
            if let Some(element) = self.look_for(role, name).await? {
                return Ok(element);
            }
            if start.elapsed() > PATIENCE {
                let there = self.names(role).await?;
                bail!("there is no {role} named {name:?}; there are {there:?}");
            }
            time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The element if it is there now.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn look_for(&self, role: &str, name: &str) -> Result<Option<WebElement>> {
        let nodes = self.nodes(role).await?;
        let Some(node) = nodes.iter().find(|node| node.name == name) else { return Ok(None) };
        self.element(node.backend_id).await
    }

    /// The names of everything of a role, in the order of the page.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn names(&self, role: &str) -> Result<Vec<String>> {
        Ok(self.nodes(role).await?.into_iter().map(|node| node.name).collect())
    }

    /// Presses a button.
    ///
    /// # Errors
    /// When there is none of that name, or something lies over it.
    pub async fn press(&self, button: &str) -> Result<()> {
        self.click("button", button).await
    }

    /// Clicks on the element of that role and name.
    ///
    /// # Errors
    /// When there is none, or something lies over it.
    pub async fn click(&self, role: &str, name: &str) -> Result<()> {
        let element = self.find(role, name).await?;
        element.click().await.with_context(|| format!("a click on the {role} {name:?}"))
    }

    /// Waits until a condition holds.
    ///
    /// # Errors
    /// When it does not within the patience of tests.
    pub async fn wait_until(
        &self,
        what: impl Display,
        condition: impl AsyncFn() -> Result<bool>,
    ) -> Result<()> {
        let start = Instant::now();
        while !condition().await? {
            ensure!(start.elapsed() < PATIENCE, "waited in vain until {what}");
            time::sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }

    /// Runs a script in the page; its `return` value comes back.
    ///
    /// # Errors
    /// When the script throws.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Result<Value> {
        Ok(self.driver.execute(script, arguments.to_vec()).await?.json().clone())
    }

    /// Pastes into the article's box as a user does: plain text and, if any, HTML.
    ///
    /// # Errors
    /// When the box is not there.
    pub async fn paste(&self, text: &str, html: Option<&str>) -> Result<()> {
        self.find("textbox", "Article text").await?;
        self.run(
            r#"const [text, html] = arguments;
            const box = document.querySelector("textarea");
            const data = new DataTransfer();
            data.setData("text/plain", text);
            if (html !== null) data.setData("text/html", html);
            box.focus();
            box.dispatchEvent(new ClipboardEvent("paste",
                { clipboardData: data, bubbles: true, cancelable: true }));"#,
            &[json!(text), json!(html)],
        )
        .await?;
        Ok(())
    }

    /// Pastes where no field has the focus: onto the article.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn paste_anywhere(&self, text: &str) -> Result<()> {
        self.run(
            r#"const data = new DataTransfer();
            data.setData("text/plain", arguments[0]);
            document.activeElement.dispatchEvent(new ClipboardEvent("paste",
                { clipboardData: data, bubbles: true, cancelable: true }));"#,
            &[json!(text)],
        )
        .await?;
        Ok(())
    }

    /// Drops files onto the page, each a name and what is in it.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn drop_files(&self, files: &[(&str, &str)]) -> Result<()> {
        self.run(
            r#"const data = new DataTransfer();
            for (const [name, contents] of arguments[0]) data.items.add(new File([contents], name));
            document.querySelector("main").dispatchEvent(new DragEvent("drop",
                { dataTransfer: data, bubbles: true, cancelable: true }));"#,
            &[json!(files)],
        )
        .await?;
        Ok(())
    }

    /// Opens a file through the page's file input.
    ///
    /// # Errors
    /// When there is no such input.
    pub async fn open_file(&self, path: &Path) -> Result<()> {
        self.find("button", "Open file").await?; // the input beside it is hidden
        let input = self.driver.find(By::Css("input[type=file]")).await?;
        Ok(input.send_keys(path.to_string_lossy().into_owned()).await?)
    }

    /// The region with the annotated text.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn article(&self) -> Result<WebElement> {
        self.find("region", "Annotated article").await
    }

    /// Waits until the result line speaks of mentions; returns it.
    ///
    /// # Errors
    /// When it does not appear.
    pub async fn wait_for_result(&self) -> Result<String> {
        self.wait_for_status(|status| status.contains("mention")).await
    }

    /// Waits for a result line of which something is true; returns it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn wait_for_status(&self, is_right: impl Fn(&str) -> bool) -> Result<String> {
        let start = Instant::now();
        loop {
            let status = self.text_of_role("status").await?;
            if is_right(&status) {
                return Ok(status);
            }
            if start.elapsed() > PATIENCE {
                bail!(
                    "the result line stays {status:?}; alerts: {:?}",
                    self.text_of_role("alert").await?
                );
            }
            time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits for an alert; returns its words.
    ///
    /// # Errors
    /// When there is none.
    pub async fn wait_for_alert(&self) -> Result<String> {
        let start = Instant::now();
        loop {
            let alert = self.text_of_role("alert").await?;
            if !alert.is_empty() {
                return Ok(alert);
            }
            ensure!(start.elapsed() < PATIENCE, "no alert appeared");
            time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn text_of_role(&self, role: &str) -> Result<String> {
        let found = self
            .run(
                r#"return [...document.querySelectorAll(`[role=${arguments[0]}], output`)]
                    .filter(element => arguments[0] === "status" || element.role === arguments[0])
                    .map(element => element.textContent.trim()).join("\n").trim();"#,
                &[json!(role)],
            )
            .await?;
        Ok(found.as_str().unwrap_or_default().to_owned())
    }

    /// The annotated text's characters.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn article_text(&self) -> Result<String> {
        let article = self.article().await?;
        let text = self
            .driver
            .execute("return arguments[0].textContent;", vec![article.to_json()?])
            .await?;
        Ok(text.json().as_str().unwrap_or_default().to_owned())
    }

    /// Every highlight: its words and its `data-` attributes, in the order of the text.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn highlights(&self) -> Result<Vec<Highlight>> {
        let found = self
            .run(
                r#"return [...document.querySelectorAll("mark[data-mention]")].map(mark => [
                    mark.textContent, mark.dataset.mention, mark.dataset.entity, mark.dataset.type]);"#,
                &[],
            )
            .await?;
        Ok(found.as_array().into_iter().flatten().map(Highlight::from_json).collect())
    }

    /// The words of an element that are broken over two lines, hyphens aside.
    ///
    /// # Errors
    /// When there is no such element.
    pub async fn cut_words(&self, selector: &str) -> Result<Vec<String>> {
        let cut = self
            .run(
                r"const cut = [], walker = document.createTreeWalker(document.querySelector(arguments[0]), NodeFilter.SHOW_TEXT);
                for (let node; node = walker.nextNode();)
                    for (const word of node.data.matchAll(/[^\s,-]+/g)) {
                        const range = new Range();
                        range.setStart(node, word.index);
                        range.setEnd(node, word.index + word[0].length);
                        if (range.getClientRects().length > 1) cut.push(word[0]);
                    }
                return cut;",
                &[json!(selector)],
            )
            .await?;
        Ok(serde_json::from_value(cut)?)
    }

    /// Clicks on the first highlight with these words.
    ///
    /// # Errors
    /// When there is none.
    pub async fn click_highlight(&self, words: &str) -> Result<()> {
        let marks = self.driver.find_all(By::Css("mark[data-mention]")).await?;
        for mark in marks {
            if mark.text().await? == words {
                mark.scroll_into_view().await?;
                return Ok(mark.click().await?);
            }
        }
        bail!("there is no highlight {words:?}")
    }

    /// Presses keys as the keyboard does, at whatever has the focus.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn keys(&self, keys: &[Key]) -> Result<()> {
        let mut chain = self.driver.action_chain();
        for key in keys {
            chain = chain.send_keys(key.clone());
        }
        Ok(chain.perform().await?)
    }

    /// Role and name of what has the focus, such as `button "Undo"`.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn focus(&self) -> Result<(String, String)> {
        self.focused_node().await
    }

    /// Waits for a download; returns its name and contents, and removes it.
    ///
    /// # Errors
    /// When none arrives.
    pub async fn download(&self) -> Result<(String, Vec<u8>)> {
        let start = Instant::now();
        loop {
            if let Some(path) = finished_download(&self.downloads)? {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let contents = std::fs::read(&path)?;
                std::fs::remove_file(&path)?;
                return Ok((name, contents));
            }
            ensure!(start.elapsed() < PATIENCE, "no download arrived");
            time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Presses "Download JSON" and reads the document.
    ///
    /// # Errors
    /// When none arrives or it is not JSON.
    pub async fn download_json(&self) -> Result<(String, Value)> {
        self.press("Download JSON").await?;
        let (name, contents) = self.download().await?;
        Ok((name, serde_json::from_slice(&contents)?))
    }

    /// Writes a file for [`Page::open_file`].
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_file(&self, name: &str, contents: &[u8]) -> Result<PathBuf> {
        let path = self.downloads.with_file_name(name);
        std::fs::write(&path, contents)?;
        Ok(path)
    }

    /// Light or dark.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn prefer_dark(&self, dark: bool) -> Result<()> {
        self.prefer("prefers-color-scheme", if dark { "dark" } else { "light" }).await
    }

    /// What the reader asks of the browser, such as `forced-colors: active`; nothing else then.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn prefer(&self, feature: &str, value: &str) -> Result<()> {
        let wish = json!({ "features": [{ "name": feature, "value": value }] });
        self.command("Emulation.setEmulatedMedia", wish).await?;
        Ok(())
    }

    /// What the page said to screen readers last.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn announcement(&self) -> Result<String> {
        let words = r"return document.querySelector('.visually-hidden[aria-live]').textContent;";
        Ok(self.run(words, &[]).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the page says some words to screen readers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn wait_for_announcement(&self, words: &str) -> Result<()> {
        let says = async || Ok(self.announcement().await?.contains(words));
        self.wait_until(format!("{words:?} is announced"), says).await
    }

    /// Where it is served.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Exactly so many CSS pixels, whatever a window's frame would take.
    pub(crate) async fn emulate_window(&self, window: Window) -> Result<()> {
        let (width, height) = window.size();
        self.resize(width, height).await
    }

    /// The window in CSS pixels: a desktop's 1280 × 900 at 200 % is 640 × 450.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.command(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false }),
        )
        .await?;
        Ok(())
    }

    /// Sends a command of the browser's own protocol.
    pub(crate) async fn command(&self, name: &str, parameters: Value) -> Result<Value> {
        self.driver.cdp().send_raw(name, parameters).await.with_context(|| name.to_owned())
    }

    /// Leaves a picture of the page in [`artifacts`].
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub async fn screenshot(&self, name: &str) -> Result<()> {
        std::fs::create_dir_all(artifacts())?;
        Ok(self.driver.screenshot(&artifacts().join(name).with_extension("png")).await?)
    }

    /// Fails when the console has an error, unless this page has a fault on purpose.
    pub(crate) async fn check_console(&self) -> Result<()> {
        if self.errors_are_expected.load(Ordering::Relaxed) {
            return Ok(());
        }
        let log = self.driver.browser_log().await?;
        let errors: Vec<_> = log
            .iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| &entry.message)
            .collect();
        ensure!(errors.is_empty(), "errors on the console: {errors:#?}");
        Ok(())
    }

    pub(crate) async fn close(&self) -> Result<()> {
        Ok(self.driver.clone().quit().await?)
    }
}

fn finished_download(folder: &Path) -> Result<Option<PathBuf>> {
    let mut found = None;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".crdownload") || name.starts_with('.') {
            return Ok(None); // still on its way
        }
        found = Some(path);
    }
    Ok(found)
}

/// A piece of a highlighted mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// Its words.
    pub text: String,
    /// `data-mention`
    pub mention: String,
    /// `data-entity`
    pub entity: String,
    /// `data-type`
    pub entity_type: String,
}

impl Highlight {
    fn from_json(value: &Value) -> Self {
        let part = |index: usize| value[index].as_str().unwrap_or_default().to_owned();
        Self { text: part(0), mention: part(1), entity: part(2), entity_type: part(3) }
    }
}
