//! Lays out `dist/`: all that the page needs, ready for any static host.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, Result};

use crate::{
    dist, policy, root,
    wasm::{self, Build},
};

/// Where index.html wants the policy.
const POLICY_MARK: &str = "<!-- content security policy -->";

/// What has a page in the browser loaded again when it was built anew.
const RELOAD_SCRIPT: &str = include_str!("reload.js");

/// Its element, at the end of the head.
const RELOAD_ELEMENT: &str = "  <script type=\"module\" src=\"reload.js\"></script>\n  </head>";

/// Builds the module and lays out `dist/`.
///
/// # Errors
/// When something does not compile or cannot be written.
pub fn build() -> Result<()> {
    lay_out(Build::Small, &dist())
}

/// Builds quickly and lays out a folder for the development server: its page reloads by itself.
///
/// # Errors
/// As [`build`].
pub fn build_quickly(folder: &Path) -> Result<()> {
    lay_out(Build::Quick, folder)
}

fn lay_out(build: Build, folder: &Path) -> Result<()> {
    let start = Instant::now();
    println!("Building the page and its worker …");
    let module = wasm::compile(build)?;
    // Laid out beside and swapped, so that a running server never sees half a page.
    let fresh = root().join("target/dist");
    remove_folder(&fresh)?;
    copy_folder(&root().join("www/static"), &fresh)?;
    wasm::bind(&module, &fresh)?;
    compact_styles(&fresh)?;
    copy_knowledge(&fresh)?;
    write_policy(&fresh)?;
    if build == Build::Quick {
        add_reloading(&fresh)?;
    }
    remove_folder(folder)?;
    let shown = folder.strip_prefix(root()).unwrap_or(folder).display();
    fs::rename(&fresh, folder).with_context(|| format!("{shown} could not be replaced"))?;
    println!("Built {shown} in {:.1} s.", start.elapsed().as_secs_f64());
    Ok(())
}

fn add_reloading(folder: &Path) -> Result<()> {
    fs::write(folder.join("reload.js"), RELOAD_SCRIPT)?;
    let path = folder.join("index.html");
    let page = fs::read_to_string(&path)?;
    fs::write(&path, page.replace("</head>", RELOAD_ELEMENT))?;
    Ok(())
}

fn compact_styles(folder: &Path) -> Result<()> {
    let path = folder.join("style.css");
    let styles = fs::read_to_string(&path).context("www/static/style.css cannot be read")?;
    Ok(fs::write(&path, wasm::compact(&styles))?)
}

/// What the engine knows of the world, a file of its own.
fn copy_knowledge(folder: &Path) -> Result<()> {
    let file = root().join("src/lists/knowledge.gloss");
    if file.is_file() {
        fs::copy(&file, folder.join("knowledge.gloss"))
            .with_context(|| format!("{} could not be copied", file.display()))?;
    }
    Ok(())
}

fn write_policy(folder: &Path) -> Result<()> {
    let path = folder.join("index.html");
    let page = fs::read_to_string(&path).context("www/static/index.html cannot be read")?;
    anyhow::ensure!(page.contains(POLICY_MARK), "www/static/index.html has no `{POLICY_MARK}`");
    fs::write(&path, page.replace(POLICY_MARK, &policy::meta_element()))?;
    fs::write(folder.join("_headers"), policy::headers_file())?;
    Ok(())
}

fn remove_folder(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("{} could not be removed", folder.display()))
        }
        _ => Ok(()),
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for path in files(from)? {
        let target = to.join(path.strip_prefix(from)?);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&path, &target)
            .with_context(|| format!("{} could not be copied", path.display()))?;
    }
    Ok(())
}

/// Every file below a folder, sorted.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder)
            .with_context(|| format!("{} cannot be read", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}
