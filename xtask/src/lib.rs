//! What the verbs of `cargo xtask` are made of. The browser tests use the server and the finding
//! of programs from here.

pub mod dist;
pub mod engine;
pub mod fuzz;
pub mod need;
pub mod policy;
pub mod process;
pub mod serve;
pub mod size;
pub mod test;
pub mod train;
pub mod wasm;

use std::path::{Path, PathBuf};

/// The repository's root folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where the page is laid out, ready to be served.
pub fn dist() -> PathBuf {
    root().join("dist")
}
