//! Loading the page: once, anew, in another tab.

use anyhow::Result;
use serde_json::json;
use thirtyfour::WindowHandle;

use crate::Page;

impl Page {
    /// Loads the page and waits for its first button.
    ///
    /// # Errors
    /// When the page does not come up.
    pub async fn open(&self) -> Result<()> {
        self.driver().goto(&self.address).await?;
        Ok(())
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.driver().refresh().await?)
    }

    /// Opens the page in a tab of its own, which is on top then. Returns the name of the one before,
    /// for [`Page::go_to_tab`].
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn open_tab(&self) -> Result<WindowHandle> {
        let before = self.driver().window().await?;
        let tab = self.driver().new_tab().await?;
        self.driver().switch_to_window(tab).await?;
        self.open().await?;
        Ok(before)
    }

    /// Puts a tab on top.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn go_to_tab(&self, tab: &WindowHandle) -> Result<()> {
        Ok(self.driver().switch_to_window(tab.clone()).await?)
    }

    /// Runs a script in each page that is loaded from now on, before anything of its own.
    ///
    /// # Errors
    /// When the browser fails.
    pub async fn before_load(&self, script: &str) -> Result<()> {
        let parameters = json!({ "source": script });
        self.command("Page.addScriptToEvaluateOnNewDocument", parameters).await?;
        Ok(())
    }
}
