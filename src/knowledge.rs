//! What the engine knows of the world: one file, loaded once.

use crate::lists::Lists;

/// Lists of known names (later: trained weights).
#[derive(Debug, Default)]
pub struct Knowledge {
    /// Lists of known names.
    pub lists: Lists,
}
