//! What pronouns and names are linked by: the lists of `words.txt`, which says what each is for.

use crate::english::{Files, List};

/// The lists.
#[derive(Debug)]
pub(crate) struct Words {
    /// What "it" may be without standing for anything, when a clause follows: "it was important to".
    pub(super) of_clauses: List,
    /// The same before "that" only: a country is also "likely to".
    pub(super) of_statements: List,
    /// The weather's verbs.
    pub(super) of_weather: List,
    /// Nouns for one person beside titles, posts and words with a sex.
    pub(super) persons: List,
    /// Words between two names of the same.
    pub(super) other_name: List,
    /// The same in brackets only: "envoy to Norland, formerly Veria" speaks of two.
    pub(super) earlier_name: List,
    /// Who acts for a nation at home, beside militants and the like.
    pub(super) at_home: List,
    /// Those of the words between two names behind which somebody's first one stands.
    pub(super) birth_name: List,
}

impl Words {
    pub(crate) fn read(files: &Files) -> Self {
        let list = |name| files.list("coref", name);
        Self {
            of_clauses: list("of clauses"),
            of_statements: list("of statements"),
            of_weather: list("of weather"),
            persons: list("person"),
            other_name: list("other name"),
            earlier_name: list("earlier name"),
            at_home: list("at home"),
            birth_name: list("birth name"),
        }
    }
}
