//! Known names: places, demonyms, titles, organisations, forenames.

/// The lists. Empty by default.
#[derive(Debug, Default)]
pub struct Lists {}
