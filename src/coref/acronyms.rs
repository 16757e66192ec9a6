//! Acronyms and what they stand for.

use crate::text::Lower;
/// Words that an acronym may leave out.
const SMALL: [&str; 16] = [
    "a", "an", "and", "at", "de", "del", "der", "des", "du", "e", "for", "in", "of", "on", "the",
    "to",
];

/// The letters of a name that is an acronym, in lower case: "TTP", "U.N.".
pub(super) fn letters(text: &str) -> Option<String> {
    let letters: String = text.chars().filter(|c| *c != '.').collect();
    let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
    let is_acronym = (2..=6).contains(&letters.chars().count())
        && capitals >= 2
        && letters.chars().all(|c| c.is_alphanumeric() || c == '-')
        && capitals * 2 > letters.chars().count();
    is_acronym.then(|| letters.lower())
}

/// The acronyms that a name of several words may have, in lower case as its words are: with its small
/// words and without.
pub(super) fn of(words: &[String]) -> Vec<String> {
    let initials = |skip_small: bool| -> String {
        let words = words.iter().filter(|word| !skip_small || !SMALL.contains(&word.as_str()));
        words.filter_map(|word| word.chars().next()).collect()
    };
    let mut acronyms = vec![initials(true), initials(false)];
    acronyms.dedup();
    acronyms.retain(|letters| words.len() > 1 && letters.chars().count() > 1);
    acronyms
}

/// Whether letters written right after a name can stand for it: a word of it starts with the
/// first letter, so that "Workers' Party (PKK)" in another language's order still counts.
pub(super) fn shares_initial(words: &[String], letters: &str) -> bool {
    words.iter().filter_map(|word| word.chars().next()).any(|initial| letters.contains(initial))
}
