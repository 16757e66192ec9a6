//! The lists behind tokens and sentences: those of `words.txt`, which says what each is for.

use crate::english::{Files, List};

/// The lists.
#[derive(Debug)]
pub(crate) struct Words {
    pub(super) open_abbreviations: List,
    pub(super) closing_abbreviations: List,
    pub(super) number_abbreviations: List,
    pub(super) starters: List,
    pub(super) prefixes: List,
    pub(super) units: List,
    pub(super) fused: List,
    pub(super) clitics: List,
    pub(super) elisions: List,
    pub(super) top_level_domains: List,
    pub(super) articles: List,
    pub(super) particles: List,
    pub(super) syllable_like: List,
    pub(super) common_parts: List,
    pub(super) places: List,
    pub(super) file_types: List,
}

impl Words {
    pub(crate) fn read(files: &Files) -> Self {
        let list = |name| files.list("segment", name);
        Self {
            open_abbreviations: list("open abbreviations"),
            closing_abbreviations: list("closing abbreviations"),
            number_abbreviations: list("number abbreviations"),
            starters: list("starters"),
            prefixes: list("prefixes"),
            units: list("units"),
            fused: list("fused"),
            clitics: list("clitics"),
            elisions: list("elisions"),
            top_level_domains: list("top level domains"),
            articles: list("articles"),
            particles: list("particles"),
            syllable_like: list("syllable like"),
            common_parts: list("common parts"),
            places: list("places"),
            file_types: list("file types"),
        }
    }
}

/// Open abbreviations that are not written with a capital.
pub(super) fn is_common_abbreviation(word: &str) -> bool {
    matches!(word, "approx" | "dept" | "eg" | "esp" | "est" | "ie" | "viz" | "vs" | "w/r")
}
