//! Random inputs, for as long as one likes: `tests/fuzz`, built for speed with every check on.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

use crate::process::{self, cargo};

/// Runs the long test of `tests/fuzz`. Without a seed, every run has other inputs; it prints the seed.
///
/// # Errors
/// When it does not compile or finds something; what it found lies in `tests/fuzz/found/`.
pub fn fuzz(minutes: u64, seed: Option<u64>) -> Result<()> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is wrong")?;
    let seed = seed.unwrap_or(now.as_secs());
    process::run(
        cargo("test")
            .args(["--profile", "fuzz", "--package", "gloss", "--features", "cli"])
            .args(["--test", "fuzz", "--", "--ignored", "--nocapture"])
            .env("GLOSS_FUZZ_MINUTES", minutes.to_string())
            .env("GLOSS_FUZZ_SEED", seed.to_string()),
    )
    .context("mend what lies in tests/fuzz/found/; `cargo test --test fuzz` tries it again")
}
