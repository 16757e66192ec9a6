//! A browser for each test.

use std::{
    any::Any,
    net::{Ipv4Addr, TcpListener},
    panic::AssertUnwindSafe,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow, bail};
use futures_util::FutureExt;
use serde_json::json;
use tempfile::TempDir;
use thirtyfour::{Capabilities, ChromiumLikeCapabilities, DesiredCapabilities, WebDriver};
use tokio::{
    process::{Child, Command},
    runtime::Runtime,
    time,
};
use xtask::need;

use crate::{Fault, Page, artifacts, server::Server, witness::Witness};

/// The window that a test looks through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// 1280 × 900.
    Desktop,
    /// 360 × 740.
    Phone,
}

impl Window {
    /// Width and height in CSS pixels.
    pub fn size(self) -> (u32, u32) {
        match self {
            Self::Desktop => (1280, 900),
            Self::Phone => (360, 740),
        }
    }
}

/// Runs a test with the page open in a browser of its own, and closes it whatever happens. At the
/// end nothing may have been asked of any other address, and nothing be wrong on the console.
///
/// # Panics
/// When the test fails; a screenshot of that moment is left in [`artifacts`].
#[expect(clippy::panic, reason = "that is how a test fails")]
pub fn in_browser<Test>(name: &str, window: Window, fault: Option<Fault>, test: Test)
where
    Test: AsyncFnOnce(&Page) -> Result<()>,
{
    let outcome = Runtime::new().map_err(Into::into).and_then(|runtime| {
        runtime.block_on(async {
            let session = Session::start(window, fault).await?;
            let outcome = session.run(test).await;
            if outcome.is_err() {
                session.page.screenshot(&format!("failed-{name}")).await.ok();
            }
            session.end().await;
            outcome
        })
    });
    if let Err(error) = outcome {
        panic!("{error:?}\nSee {}", artifacts().join(format!("failed-{name}.png")).display());
    }
}

struct Session {
    page: Page,
    witness: Witness,
    chromedriver: Child,
    _server: Server,
    _folder: TempDir,
}

impl Session {
    async fn start(window: Window, fault: Option<Fault>) -> Result<Self> {
        let server = Server::start(fault).await?;
        let witness = Witness::start().await?;
        let folder = tempfile::tempdir()?;
        let (chromedriver, address) = start_chromedriver(folder.path()).await?;
        let wishes = wishes(&witness, folder.path(), window)?;
        let driver = WebDriver::new(address, wishes).await.context("Chromium did not start")?;
        let page = Page::new(driver, &server.address, folder.path(), fault.is_some());
        page.emulate_window(window).await?;
        page.open().await?;
        Ok(Self { page, witness, chromedriver, _server: server, _folder: folder })
    }

    async fn run<Test>(&self, test: Test) -> Result<()>
    where
        Test: AsyncFnOnce(&Page) -> Result<()>,
    {
        let limit = Duration::from_mins(4);
        // A failed assertion must not leave the browser behind.
        let test = AssertUnwindSafe(time::timeout(limit, test(&self.page))).catch_unwind().await;
        test.map_err(|panic| anyhow!(words_of(&*panic)))?
            .context("the test took over four minutes")??;
        self.page.check_console().await?;
        let elsewhere = self.witness.seen();
        anyhow::ensure!(elsewhere.is_empty(), "requests went elsewhere: {elsewhere:?}");
        Ok(())
    }

    async fn end(mut self) {
        let _ = time::timeout(Duration::from_secs(10), self.page.close()).await;
        let _ = self.chromedriver.kill().await;
    }
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    words.or_else(|| panic.downcast_ref().copied()).unwrap_or("the test panicked").to_owned()
}

async fn start_chromedriver(folder: &Path) -> Result<(Child, String)> {
    let program = need::find(&need::CHROMEDRIVER)?;
    let port = free_port()?;
    let chromedriver = Command::new(program)
        .arg(format!("--port={port}"))
        .arg(format!("--log-path={}", folder.join("chromedriver.log").display()))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("chromedriver could not be started")?;
    wait_for_port(port).await?;
    Ok((chromedriver, format!("http://127.0.0.1:{port}")))
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

async fn wait_for_port(port: u16) -> Result<()> {
    let start = Instant::now();
    while tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err() {
        if start.elapsed() > Duration::from_secs(20) {
            bail!("chromedriver did not answer on port {port}");
        }
        time::sleep(Duration::from_millis(30)).await;
    }
    Ok(())
}

fn wishes(witness: &Witness, folder: &Path, window: Window) -> Result<Capabilities> {
    let mut wishes = DesiredCapabilities::chrome();
    wishes.set_binary(&need::find(&need::CHROME)?.to_string_lossy())?;
    let (width, height) = window.size();
    for argument in [
        "--headless=new",
        "--no-sandbox", // the tests may run as root, in a container
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-domain-reliability",
        "--disable-sync",
        "--disable-features=OptimizationHints,MediaRouter,Translate",
        "--no-first-run",
        "--no-default-browser-check",
        "--no-pings",
        "--proxy-bypass-list=127.0.0.1",
        &format!("--proxy-server={}", witness.address),
        &format!("--window-size={width},{height}"),
        &format!("--user-data-dir={}", folder.join("profile").display()),
    ] {
        wishes.add_arg(argument)?;
    }
    let downloads = folder.join("downloads");
    std::fs::create_dir_all(&downloads)?;
    wishes.add_experimental_option(
        "prefs",
        json!({ "download.default_directory": downloads, "download.prompt_for_download": false }),
    )?;
    let mut wishes = Capabilities::from(wishes);
    wishes.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    Ok(wishes)
}
