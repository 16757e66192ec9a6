//! What a fresh machine lacks: looked for, installed where Debian's packages can be, and asked for
//! in one sentence otherwise.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail};

use crate::process;

/// A program that the tests run.
pub struct Program {
    /// What it is, for a person.
    pub name: &'static str,
    /// The environment variable that names it when it lies elsewhere.
    pub variable: &'static str,
    /// Its names on the search path, the first one found is taken.
    pub commands: &'static [&'static str],
    /// The Debian package that has it.
    pub package: &'static str,
}

/// The browser of the end-to-end tests.
pub const CHROME: Program = Program {
    name: "Chromium",
    variable: "CHROME",
    commands: &["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"],
    package: "chromium",
};

/// What steers the browser.
pub const CHROMEDRIVER: Program = Program {
    name: "chromedriver",
    variable: "CHROMEDRIVER",
    commands: &["chromedriver"],
    package: "chromium-driver",
};

/// Runs the ES module outside a browser.
pub const NODE: Program =
    Program { name: "Node.js", variable: "NODE", commands: &["node", "nodejs"], package: "nodejs" };

/// Fetches the accessibility checker.
pub const NPM: Program =
    Program { name: "npm", variable: "NPM", commands: &["npm"], package: "npm" };

/// The program's path; installs it first where that is possible.
///
/// # Errors
/// When it is neither there nor to be had; the message says what to do.
pub fn find(program: &Program) -> Result<PathBuf> {
    if let Some(path) = look_up(program)? {
        return Ok(path);
    }
    if apt_install(&[program.package]).is_ok()
        && let Some(path) = look_up(program)?
    {
        return Ok(path);
    }
    let Program { name, variable, package, .. } = program;
    bail!(
        "{name} is missing: install it (Debian's package is `{package}`) or set {variable} to its path"
    )
}

fn look_up(program: &Program) -> Result<Option<PathBuf>> {
    let Program { name, variable, commands, .. } = program;
    if let Some(path) = env::var_os(variable).filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        if !path.is_file() {
            bail!("{variable} names {}, but there is no {name} there", path.display());
        }
        return Ok(Some(path));
    }
    Ok(commands.iter().find_map(|command| on_path(command)))
}

/// Where the search path has a program.
pub fn on_path(command: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .map(|folder| folder.join(format!("{command}{}", env::consts::EXE_SUFFIX)))
        .find(|path| path.is_file())
}

/// Installs Debian packages.
///
/// # Errors
/// When this is not a Debian system, the user may not install, or a package cannot be had.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    if !Path::new("/usr/bin/apt-get").is_file() {
        bail!("this system has no apt-get");
    }
    println!("Installing Debian's packages {} …", packages.join(", "));
    let install = || {
        let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
        arguments.extend(packages);
        process::run(&mut apt_get(&arguments))
    };
    // A fresh machine may have no package lists yet, or old ones.
    install().or_else(|_| {
        process::run(&mut apt_get(&["update"]))?;
        install()
    })
}

/// `apt-get`, through `sudo` for those who may use it without a password.
fn apt_get(arguments: &[&str]) -> Command {
    let root = process::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0");
    let mut command = if root {
        Command::new("apt-get")
    } else {
        let mut command = Command::new("sudo");
        command.args(["--non-interactive", "apt-get"]);
        command
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").arg("-qq").args(arguments);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_on_the_search_path_is_found() {
        assert!(on_path("cargo").is_some());
        assert_eq!(on_path("no-such-program"), None);
    }

    #[test]
    fn what_is_missing_is_said_with_what_to_do() {
        let program = Program {
            name: "The dream machine",
            variable: "GLOSS_NO_SUCH_VARIABLE",
            commands: &["no-such-program"],
            package: "no-such-package",
        };
        assert_eq!(look_up(&program).unwrap(), None);
    }
}
