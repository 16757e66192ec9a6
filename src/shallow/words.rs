//! Classes of words: what the patterns know of English besides the predicates.

use std::{collections::BTreeMap, sync::LazyLock};

use super::inflect::{Forms, inflect};
use crate::{
    english::{lines, rows},
    order::sort_by_key,
};

/// What a word does in a sentence, for words of the closed classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Possessive,
    Be,
    Have,
    Do,
    Modal,
    Not,
    To,
    That,
    Relative,
    Subordinator,
    And,
    But,
    Preposition,
    Determiner,
    Pronoun,
    Adverb,
    Number,
    Comma,
    Open,
    Close,
    Stop,
    /// Anything else: nouns, verbs, adjectives, names.
    Other,
}

/// The names of the classes in the word list.
const CLASSES: [(&str, Class); 21] = [
    ("possessive", Class::Possessive),
    ("be", Class::Be),
    ("have", Class::Have),
    ("do", Class::Do),
    ("modal", Class::Modal),
    ("not", Class::Not),
    ("to", Class::To),
    ("that", Class::That),
    ("relative", Class::Relative),
    ("subordinator", Class::Subordinator),
    ("and", Class::And),
    ("but", Class::But),
    ("preposition", Class::Preposition),
    ("determiner", Class::Determiner),
    ("pronoun", Class::Pronoun),
    ("adverb", Class::Adverb),
    ("number", Class::Number),
    ("comma", Class::Comma),
    ("open", Class::Open),
    ("close", Class::Close),
    ("stop", Class::Stop),
];

/// How a noun stands for whom it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Agent {
    /// Organs and people that act for a state or body: "officials".
    State,
    /// Who belongs to a people or group: "students".
    People,
    /// Who acts for a group, but not for the nation that he comes from: "militants".
    Member,
    /// Nouns beside the name that they describe: "province".
    Place,
    /// Nouns that a name explains: "group".
    Group,
    /// What belongs to a body and is hit with it: "positions".
    Asset,
    /// What also acts for it: "ships".
    Vehicle,
    /// How many of those after "of": "dozens".
    Quantity,
}

const AGENTS: [(&str, Agent); 8] = [
    ("state", Agent::State),
    ("people", Agent::People),
    ("member", Agent::Member),
    ("place", Agent::Place),
    ("group", Agent::Group),
    ("asset", Agent::Asset),
    ("vehicle", Agent::Vehicle),
    ("quantity", Agent::Quantity),
];

/// Everything that the patterns know of words.
pub(crate) struct Words {
    classes: BTreeMap<&'static str, Class>,
    verbs: BTreeMap<String, Verb>,
    ambiguous: Vec<&'static str>,
    roles: Vec<&'static str>,
    agents: BTreeMap<&'static str, Agent>,
}

/// What a word can be as a verb.
#[derive(Default)]
struct Verb {
    forms: Forms,
    lemmas: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::read);

/// The words, read once from the files beside this one.
pub(crate) fn words() -> &'static Words {
    &WORDS
}

fn sorted(file: &str) -> Vec<&'static str> {
    let mut list: Vec<_> = lines(file).flat_map(str::split_whitespace).collect();
    sort_by_key(&mut list, |&word| word);
    list
}

fn by_word<T: Copy>(file: &str, names: &[(&str, T)]) -> BTreeMap<&'static str, T> {
    let mut map = BTreeMap::new();
    for (name, words) in rows(file) {
        let Some((_, value)) = names.iter().find(|(known, _)| *known == name) else { continue };
        for word in words.split_whitespace() {
            map.entry(word).or_insert(*value);
        }
    }
    map
}

impl Words {
    fn read() -> Self {
        let mut words = Self {
            classes: by_word("words", &CLASSES),
            verbs: BTreeMap::new(),
            ambiguous: sorted("ambiguous"),
            roles: sorted("roles"),
            agents: by_word("agents", &AGENTS),
        };
        for lemma in lines("verbs").flat_map(str::split_whitespace) {
            words.add_verb(lemma);
        }
        words
    }

    fn add_verb(&mut self, lemma: &str) {
        for (form, kind) in inflect(lemma) {
            let verb = self.verbs.entry(form).or_default();
            verb.forms = verb.forms.or(kind);
            if !verb.lemmas.iter().any(|known| known == lemma) {
                verb.lemmas.push(lemma.to_owned());
            }
        }
    }

    /// The class of a word in lower case.
    pub(crate) fn class(&self, word: &str) -> Class {
        self.classes.get(word).copied().unwrap_or(Class::Other)
    }

    /// Which forms of a verb a word can be. A word in "-ed" that no list knows is taken for one.
    pub(crate) fn forms(&self, word: &str) -> Forms {
        match self.verbs.get(word) {
            Some(verb) => verb.forms,
            None if word.len() > 5 && word.ends_with("ed") && word.is_ascii() => {
                Forms::PAST.or(Forms::PARTICIPLE)
            }
            None => Forms::NONE,
        }
    }

    /// The verbs that a word can be a form of.
    pub(crate) fn lemmas(&self, word: &str) -> &[String] {
        self.verbs.get(word).map_or(&[], |verb| &verb.lemmas)
    }

    /// Whether a form is a noun as often as a verb: "visit", "talks".
    pub(crate) fn is_ambiguous(&self, word: &str) -> bool {
        let has = |form: &str| self.ambiguous.binary_search(&form).is_ok();
        has(word)
            || word.strip_suffix('s').is_some_and(has)
            || word.strip_suffix("es").is_some_and(has)
    }

    /// Whether a noun names a post.
    pub(crate) fn is_role(&self, word: &str) -> bool {
        self.roles.binary_search(&word).is_ok()
    }

    /// How a noun stands for whom it belongs to.
    pub(crate) fn agent(&self, word: &str) -> Option<Agent> {
        self.agents.get(word).copied()
    }
}
