//! The Wasm module: which compiler builds it, and the step that binds it to JavaScript.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::{need, process, root};

const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's newest compiler, its standard library as source, its lints, and a linker.
const DEBIAN_PACKAGES: &[&str] =
    &["rustc-web", "cargo-web", "rust-web-src", "rust-web-clippy", "lld-22"];

/// What the last of them brings.
const DEBIAN_LINKER: &str = "/usr/bin/wasm-ld-22";

/// What compiles for the Wasm target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toolchain {
    /// The one in use, which has the target.
    Current,
    /// Debian's, which builds the target's standard library from source.
    Debian,
}

impl Toolchain {
    /// Finds one; gets what it lacks.
    ///
    /// # Errors
    /// When no compiler can be had; the message says what to do.
    pub fn find() -> Result<Self> {
        if target_is_installed()? {
            return Ok(Self::Current);
        }
        println!("Getting the Wasm target through rustup …");
        let Err(no_rustup) = rustup_target_add() else { return Ok(Self::Current) };
        println!("Not through rustup ({no_rustup}); trying Debian's packages …");
        if debian_is_installed() || need::apt_install(DEBIAN_PACKAGES).is_ok() {
            return Ok(Self::Debian);
        }
        bail!(
            "The Wasm target is missing: run `rustup target add {TARGET}`, or install Debian's packages {}",
            DEBIAN_PACKAGES.join(", ")
        )
    }

    /// A cargo command for the Wasm target: the verb, then the toolchain's own arguments.
    pub fn cargo(self, verb: &str) -> Command {
        let mut command = match self {
            Self::Current => Command::new(env::var_os("CARGO").unwrap_or("cargo".into())),
            Self::Debian => debian_cargo(),
        };
        command.current_dir(root()).arg(verb).args(["--target", TARGET]);
        if self == Self::Debian {
            command.args(["-Zbuild-std=std,panic_abort", "--target-dir"]).arg(self.target_dir());
        }
        command
    }

    fn target_dir(self) -> PathBuf {
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| root().join("target"), |folder| root().join(folder));
        match self {
            Self::Current => target,
            Self::Debian => target.join("debian"), // its standard library is not ours
        }
    }
}

fn target_is_installed() -> Result<bool> {
    let rustc = env::var_os("RUSTC").unwrap_or("rustc".into());
    let library = process::output(Command::new(rustc).args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]))?;
    Ok(Path::new(&library).is_dir())
}

fn rustup_target_add() -> Result<()> {
    let rustup = need::on_path("rustup").context("there is no rustup")?;
    let mut command = Command::new(rustup);
    command.args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "0");
    process::run_for(&mut command, Duration::from_mins(1))
}

fn debian_is_installed() -> bool {
    Path::new("/usr/lib/rustlib/src/rust/library").is_dir()
        && ["/usr/bin/cargo", "/usr/bin/cargo-clippy", "/usr/bin/rustc", DEBIAN_LINKER]
            .iter()
            .all(|path| Path::new(path).is_file())
}

/// Debian's cargo, out of the reach of rustup and of what this program's own cargo has set.
fn debian_cargo() -> Command {
    let mut command = Command::new("/usr/bin/cargo");
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("RUSTUP") || matches!(&*text, "CARGO" | "RUSTDOC" | "LD_LIBRARY_PATH") {
            command.env_remove(&name);
        }
    }
    // Building the standard library from source is not stable yet, and Debian's compiler comes
    // without the linker that it looks for.
    command
        .env("RUSTC", "/usr/bin/rustc")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER);
    command
}

/// What a build is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Build {
    /// A small download.
    Small,
    /// Seeing a change soon.
    Quick,
}

/// Compiles the page with its worker. Returns the module, `app.wasm`.
///
/// # Errors
/// When there is no compiler or the code does not compile.
pub fn compile(build: Build) -> Result<PathBuf> {
    let toolchain = Toolchain::find()?;
    let profile = match build {
        Build::Small => "wasm",
        Build::Quick => "wasm-dev",
    };
    process::run(toolchain.cargo("build").args(["--profile", profile]).args([
        "--package",
        "gloss-web",
        "--bin",
        "app",
    ]))?;
    Ok(toolchain.target_dir().join(TARGET).join(profile).join("app.wasm"))
}

/// Binds a compiled module to JavaScript: writes `app.js`, `app_bg.wasm` and `app.d.ts` with the
/// types.
///
/// # Errors
/// When the module is damaged or the files cannot be written.
pub fn bind(module: &Path, folder: &Path) -> Result<()> {
    let mut output = Bindgen::new()
        .input_path(module)
        .web(true)?
        .typescript(true)
        .remove_name_section(true) // a quarter of the download, read by debuggers only
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("{} could not be bound to JavaScript", module.display()))?;
    let mut renamed = Vec::new();
    for import in output.wasm_mut().imports.iter_mut().filter(|import| is_hashed(&import.name)) {
        let short = format!("i{}", renamed.len());
        renamed.push((std::mem::replace(&mut import.name, short.clone()), short));
    }
    output.emit(folder)?;
    let path = folder.join("app.js");
    let mut script = fs::read_to_string(&path)?;
    for (long, short) in &renamed {
        script = script.replace(long, short);
    }
    Ok(fs::write(&path, compact(&script))?)
}

/// Whether the name of an import ends with a hash: sixteen digits that no compression makes smaller,
/// in the module and in its script.
fn is_hashed(name: &str) -> bool {
    name.rsplit_once('_').is_some_and(|(_, hash)| {
        hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// A script or a style sheet without what only its authors read: comments that have lines of their
/// own, blank lines, indentation. It must have no text of several lines.
pub fn compact(source: &str) -> String {
    let mut in_comment = false;
    let mut compacted = String::with_capacity(source.len());
    for line in source.lines().map(str::trim) {
        let begins = line.starts_with("/*");
        let left_out = in_comment || begins || line.starts_with("//");
        in_comment = (in_comment || begins) && !line.ends_with("*/");
        if !left_out && !line.is_empty() {
            compacted.push_str(line);
            compacted.push('\n');
        }
    }
    compacted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashes_are_renamed() {
        for (name, hashed) in [
            ("__wbg_new_4f9fafbb3909af72", true),
            ("__wbindgen_generic_0000000000000001", true),
            ("__wbindgen_init_externref_table", false),
            ("__wbg_new_4f9fafbb3909af7", false),
        ] {
            assert_eq!(is_hashed(name), hashed, "{name}");
        }
    }

    #[test]
    fn what_only_authors_read_is_left_out() {
        let source =
            "/* one */\n\n  a { b: c } /* stays */\n/**\n * two\n */\n  // three\n\tx = \"//\";\n";
        assert_eq!(compact(source), "a { b: c } /* stays */\nx = \"//\";\n");
    }
}
