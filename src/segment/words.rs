//! The lists behind tokens and sentences: those of `words.txt`, which says what each is for.

use crate::english::List;

pub(super) static OPEN_ABBREVIATIONS: List = List::new("segment", "open abbreviations");
pub(super) static CLOSING_ABBREVIATIONS: List = List::new("segment", "closing abbreviations");
pub(super) static NUMBER_ABBREVIATIONS: List = List::new("segment", "number abbreviations");
pub(super) static STARTERS: List = List::new("segment", "starters");
pub(super) static PREFIXES: List = List::new("segment", "prefixes");
pub(super) static UNITS: List = List::new("segment", "units");
pub(super) static FUSED: List = List::new("segment", "fused");
pub(super) static CLITICS: List = List::new("segment", "clitics");
pub(super) static ELISIONS: List = List::new("segment", "elisions");
pub(super) static TOP_LEVEL_DOMAINS: List = List::new("segment", "top level domains");
pub(super) static ARTICLES: List = List::new("segment", "articles");
pub(super) static PARTICLES: List = List::new("segment", "particles");
pub(super) static SYLLABLE_LIKE: List = List::new("segment", "syllable like");
pub(super) static COMMON_PARTS: List = List::new("segment", "common parts");
pub(super) static PLACES: List = List::new("segment", "places");
pub(super) static FILE_TYPES: List = List::new("segment", "file types");

/// Open abbreviations that are not written with a capital.
pub(super) fn is_common_abbreviation(word: &str) -> bool {
    matches!(word, "approx" | "dept" | "eg" | "esp" | "est" | "ie" | "viz" | "vs" | "w/r")
}
