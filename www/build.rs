//! Says which engine and knowledge the page was built with: a digest of their files. What an older
//! one found in a text is not taken for what this one would find.

use std::{
    env, fs,
    hash::{DefaultHasher, Hasher},
    io,
    path::{Path, PathBuf},
};

/// What the engine is made from.
const SOURCES: [&str; 3] = ["../src", "../kernels/src", "../Cargo.lock"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        for file in files(Path::new(source))? {
            hasher.write(file.to_string_lossy().as_bytes());
            hasher.write(&read(&file)?);
        }
    }
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    println!("cargo::rustc-env=GLOSS_ENGINE={version}-{:016x}", hasher.finish());
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a program, not the engine")]
fn read(file: &Path) -> io::Result<Vec<u8>> {
    fs::read(file)
}

/// Every file at or below a path, sorted.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut entries =
        fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    entries.sort();
    let mut found = Vec::new();
    for entry in entries {
        found.extend(files(&entry)?);
    }
    Ok(found)
}
