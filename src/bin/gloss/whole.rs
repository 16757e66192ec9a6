//! Files that are written whole or not at all, and never over what is read.

use std::{
    ffi::OsString,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use same_file::Handle;
use tempfile::{Builder, NamedTempFile};

use crate::input::{is_standard_input, name_of};

/// A file while it is written: beside the one that it becomes when it is whole. Pipes and devices are written to
/// as they are.
#[derive(Debug)]
pub(crate) enum WholeFile {
    Beside(NamedTempFile, PathBuf),
    AsItIs(fs::File),
}

impl WholeFile {
    /// Begins a file; makes its folder.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        // What a link leads to is written, and the link stays.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        match fs::metadata(&path) {
            Ok(there) if there.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(there) if !there.is_file() => {
                return fs::OpenOptions::new().write(true).open(&path).map(Self::AsItIs);
            }
            // What may not be written to is not replaced either.
            Ok(_) => drop(fs::OpenOptions::new().append(true).open(&path)?),
            Err(_) => {}
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let mut prefix = OsString::from(".");
        prefix.push(path.file_name().unwrap_or_default());
        prefix.push(".");
        let beside = builder(&path).prefix(&prefix).suffix(".part").tempfile_in(folder)?;
        Ok(Self::Beside(beside, path))
    }

    /// It is whole: gives it its name. Without this, nothing changes where it would have been.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Beside(file, path) => {
                file.as_file().sync_all()?;
                file.persist(path).map(drop).map_err(|error| error.error)
            }
            Self::AsItIs(mut file) => file.flush(),
        }
    }
}

/// With the permissions of the file that is replaced, or those of a new file.
fn builder(path: &Path) -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let new = fs::Permissions::from_mode(0o666);
        builder.permissions(fs::metadata(path).map_or(new, |there| there.permissions()));
    }
    builder
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside(file, _) => file.write(bytes),
            Self::AsItIs(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside(file, _) => file.flush(),
            Self::AsItIs(file) => file.flush(),
        }
    }
}

/// Refuses an output that is read from, by whatever name or link. `None` is standard output.
///
/// # Errors
/// When one of the inputs is the output; the message names it.
pub(crate) fn check_apart(inputs: &[PathBuf], output: Option<&Path>) -> Result<(), String> {
    let output = match output {
        Some(path) => Handle::from_path(path),
        None => Handle::stdout(),
    };
    let Ok(output) = output else { return Ok(()) }; // it is not there yet
    let is_file = output.as_file().metadata().is_ok_and(|it| it.is_file());
    let is_output = |input: &&PathBuf| {
        let input =
            if is_standard_input(input) { Handle::stdin() } else { Handle::from_path(input) };
        is_file && input.is_ok_and(|input| input == output)
    };
    match inputs.iter().find(is_output) {
        Some(input) => Err(format!("{}: is the output, too", name_of(input))),
        None => Ok(()),
    }
}
