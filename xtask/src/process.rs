//! Other programs: run, waited for, and named when they fail.

use std::{
    env,
    ffi::OsStr,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::root;

/// Runs a command with its output on the terminal.
///
/// # Errors
/// When it cannot be started or says that it failed.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("`{shown}` could not be started"))?;
    if !status.success() {
        bail!("`{shown}` failed");
    }
    Ok(())
}

/// Runs a command and returns what it prints, without the last line's end.
///
/// # Errors
/// When it cannot be started or says that it failed.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("`{shown}` could not be started"))?;
    if !output.status.success() {
        bail!("`{shown}` failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// Like [`run`], but stops the command after a while.
///
/// # Errors
/// When it cannot be started, fails, or takes too long.
pub fn run_for(command: &mut Command, limit: Duration) -> Result<()> {
    let shown = shown(command);
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("`{shown}` could not be started"))?;
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            if status.success() {
                return Ok(());
            }
            bail!("`{shown}` failed");
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            bail!("`{shown}` took longer than {} s", limit.as_secs());
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// The cargo in use, at the repository's root.
pub fn cargo(verb: &str) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()));
    command.current_dir(root()).arg(verb);
    command
}

/// Builds a program of this repository; returns its path.
///
/// # Errors
/// When it does not compile.
pub fn build_program(name: &str, arguments: &[&str]) -> Result<PathBuf> {
    run(cargo("build").args(arguments).args(["--bin", name]))?;
    let target = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |folder| root().join(folder));
    Ok(target.join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}

/// A command as one would type it.
fn shown(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command() {
        let error = run(Command::new("no-such-program").arg("--help")).unwrap_err();
        assert_eq!(error.to_string(), "`no-such-program --help` could not be started");
        let error = run(&mut Command::new("false")).unwrap_err();
        assert_eq!(error.to_string(), "`false` failed");
    }

    #[test]
    fn a_slow_command_is_stopped() {
        let error = run_for(Command::new("sleep").arg("60"), Duration::from_millis(100));
        assert_eq!(error.unwrap_err().to_string(), "`sleep 60` took longer than 0 s");
    }
}
