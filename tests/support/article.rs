//! The test articles, and what the engine makes of them.

use gloss::{Options, document::Document, knowledge::Knowledge};

/// Reads a file of the folder of test articles.
///
/// # Panics
/// When it cannot be read: names it.
#[expect(clippy::disallowed_methods, reason = "a test reads its data; the engine does not")]
pub(crate) fn read(file: &str) -> String {
    let path = format!("{}/tests/articles/{file}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Annotates a test article with the knowledge that the command line uses.
pub(crate) fn annotate(article: &str, knowledge: &Knowledge) -> Document {
    gloss::annotate(&read(&format!("{article}.txt")), knowledge, &Options::default())
}

/// What the command line knows of the world.
pub(crate) fn knowledge() -> Knowledge {
    Knowledge::builtin()
}
