//! Classes of words: what the patterns know of English besides the predicates.

use std::collections::BTreeMap;

use super::inflect::{Forms, IrregularVerbs, inflect};
use crate::english::{Dictionary, Files, List};

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
#[derive(Debug)]
pub(crate) struct Words {
    classes: Dictionary<Class>,
    verbs: BTreeMap<String, Verb>,
    ambiguous: List,
    roles: List,
    agents: Dictionary<Agent>,
}

/// What a word can be as a verb.
#[derive(Debug, Default)]
struct Verb {
    forms: Forms,
    lemmas: Vec<String>,
}

fn listed(files: &Files, file: &str) -> List {
    List::new(files.lines(file).flat_map(str::split_whitespace).collect())
}

fn by_word<T: Copy>(files: &Files, file: &str, names: &[(&str, T)]) -> Dictionary<T> {
    let rows = files.rows(file).filter_map(|(name, words)| {
        let (_, value) = names.iter().find(|(known, _)| *known == name)?;
        Some(words.split_whitespace().map(|word| (word, *value)))
    });
    Dictionary::new(rows.flatten())
}

impl Words {
    /// Reads them from the files beside this one.
    pub(crate) fn read(files: &Files) -> Self {
        let mut words = Self {
            classes: by_word(files, "words", &CLASSES),
            verbs: BTreeMap::new(),
            ambiguous: listed(files, "ambiguous"),
            roles: listed(files, "roles"),
            agents: by_word(files, "agents", &AGENTS),
        };
        let irregular = IrregularVerbs::read(files);
        for lemma in files.lines("verbs").flat_map(str::split_whitespace) {
            words.add_verb(lemma, &irregular);
        }
        words
    }

    fn add_verb(&mut self, lemma: &str, irregular: &IrregularVerbs) {
        for (form, kind) in inflect(lemma, irregular) {
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
        let has = |form: &str| self.ambiguous.holds(form);
        has(word)
            || word.strip_suffix('s').is_some_and(has)
            || word.strip_suffix("es").is_some_and(has)
    }

    /// Whether a noun names a post.
    pub(crate) fn is_role(&self, word: &str) -> bool {
        self.roles.holds(word)
    }

    /// How a noun stands for whom it belongs to.
    pub(crate) fn agent(&self, word: &str) -> Option<Agent> {
        self.agents.get(word).copied()
    }
}
