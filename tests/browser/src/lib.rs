//! End to end in a real browser: a server for the page, a headless Chromium, and the words that
//! the tests speak. Everything is found by its accessible role and name, as a user finds it.
//!
//! A test is a function that gets a [`Page`]; [`in_browser`] gives each one a browser, a server and
//! a downloads folder of its own, so tests neither wait for nor disturb each other.

pub mod accessibility;
mod driver;
pub mod page;
pub mod server;
mod tabs;
mod witness;

use std::path::PathBuf;

pub use driver::{Window, in_browser};
pub use page::Page;
pub use server::Fault;

/// Where tests leave screenshots and what failed looked like.
pub fn artifacts() -> PathBuf {
    xtask::root().join("target/browser-tests")
}
