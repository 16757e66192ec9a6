//! How the words of a sentence hang together: Universal Dependencies.
//!
//! Every word but one depends on another word of its sentence, its head, and has a relation to it;
//! what depends on nothing is the root (de Marneffe, Manning, Nivre and Zeman, 2021,
//! <https://universaldependencies.org/u/dep/>). Words are counted from the start of the sentence.

use super::Named;
use crate::text::TokenSpan;

/// The trees of an article, one for each of its sentences, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Syntax {
    /// A tree for each sentence; it has a word for each token.
    pub trees: Vec<Tree>,
}

/// A word in its tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// What kind of word it is.
    pub part_of_speech: PartOfSpeech,
    /// Its form, if it is a verb.
    pub verb_form: Option<VerbForm>,
    /// Its tense: of finite verbs and of participles.
    pub tense: Option<Tense>,
    /// Its number: of nouns, names, pronouns and finite verbs.
    pub number: Option<Number>,
    /// Its person: of pronouns and finite verbs.
    pub person: Option<Person>,
    /// Whether it is a participle in the passive voice.
    pub passive: bool,
    /// The word that it depends on; `None` for the root.
    pub head: Option<usize>,
    /// Its relation to its head.
    pub dependency: Dependency,
}

/// A sentence's words and who depends on whom. Exactly one word is the root, and every other leads
/// to it from head to head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    words: Vec<Word>,
    /// For each word, where its dependents begin in `dependents`; one more at the end.
    starts: Vec<usize>,
    dependents: Vec<usize>,
}

impl Tree {
    /// Makes a tree of words. `None` when their heads are not a tree.
    pub fn new(words: Vec<Word>) -> Option<Self> {
        let mut starts = vec![0; words.len() + 1];
        for head in words.iter().filter_map(|word| word.head) {
            *starts.get_mut(head + 1)? += 1;
        }
        for index in 0..words.len() {
            starts[index + 1] += starts[index];
        }
        let mut next = starts.clone();
        let mut dependents = vec![0; starts[words.len()]];
        for (index, word) in words.iter().enumerate() {
            if let Some(head) = word.head {
                dependents[next[head]] = index;
                next[head] += 1;
            }
        }
        let tree = Self { words, starts, dependents };
        tree.is_whole().then_some(tree)
    }

    /// Whether all words hang under one root.
    fn is_whole(&self) -> bool {
        let mut roots = (0..self.len()).filter(|&index| self.words[index].head.is_none());
        match (roots.next(), roots.next()) {
            (Some(root), None) => self.subtree(root).len() == self.len(),
            (None, _) => self.is_empty(),
            _ => false,
        }
    }

    /// Its words in the order of the sentence.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The word that depends on no other; `None` when there is no word.
    pub fn root(&self) -> Option<usize> {
        self.words.iter().position(|word| word.head.is_none())
    }

    /// The words that depend directly on a word, in order.
    ///
    /// # Panics
    /// When the word is not one of this tree's.
    pub fn dependents(&self, word: usize) -> &[usize] {
        &self.dependents[self.starts[word]..self.starts[word + 1]]
    }

    /// The direct dependents with a relation, in order.
    ///
    /// # Panics
    /// When the word is not one of this tree's.
    pub fn dependents_by(
        &self,
        word: usize,
        dependency: Dependency,
    ) -> impl Iterator<Item = usize> + '_ {
        let has_it = move |other: &usize| self.words[*other].dependency == dependency;
        self.dependents(word).iter().copied().filter(has_it)
    }

    /// The word's head, the head's head and so on, up to the root.
    ///
    /// # Panics
    /// When the word is not one of this tree's.
    pub fn ancestors(&self, word: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.words[word].head, |&head| self.words[head].head)
    }

    /// A word and all that depends on it, directly or not, in the order of the sentence.
    ///
    /// # Panics
    /// When the word is not one of this tree's.
    pub fn subtree(&self, word: usize) -> Vec<usize> {
        let mut found = vec![word];
        let mut next = 0;
        // A word has one head, so it is met once.
        while let Some(&word) = found.get(next) {
            found.extend(self.dependents(word));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// From the first to the last word of a subtree.
    ///
    /// # Panics
    /// When the word is not one of this tree's.
    pub fn span(&self, word: usize) -> TokenSpan {
        let subtree = self.subtree(word);
        let last = subtree.last().map_or(word, |&last| last);
        TokenSpan::new(subtree[0], last + 1) // a subtree has at least its own word
    }

    /// The words joined by "and", "or" or commas that a word is one of, in order: for "met" in
    /// "met and praised", both. A word that is joined to none is alone.
    ///
    /// # Panics
    /// When the word is not one of this tree's.
    pub fn conjuncts(&self, word: usize) -> Vec<usize> {
        let mut first = word;
        while let Word { dependency: Dependency::Conjunct, head: Some(head), .. } =
            self.words[first]
        {
            first = head;
        }
        let mut found = vec![first];
        let mut next = 0;
        while let Some(&word) = found.get(next) {
            found.extend(self.dependents_by(word, Dependency::Conjunct));
            next += 1;
        }
        found.sort_unstable();
        found
    }
}

/// The universal parts of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOfSpeech {
    /// "green", "first"
    Adjective,
    /// "in", "of"
    Adposition,
    /// "very", "where"
    Adverb,
    /// "has (done)", "was (done)", "should"
    Auxiliary,
    /// "and", "or"
    CoordinatingConjunction,
    /// "the", "this"
    Determiner,
    /// "hello", "yes"
    Interjection,
    /// "minister"
    Noun,
    /// "2021", "three"
    Numeral,
    /// "not", "'s" of the possessive, "to" before a verb
    Particle,
    /// "she", "who", "everybody"
    Pronoun,
    /// "Mary", "London"
    ProperNoun,
    /// ".", "("
    Punctuation,
    /// "if", "that" before a clause
    SubordinatingConjunction,
    /// "$", "%"
    Symbol,
    /// "meet"
    Verb,
    /// What is no word of the language.
    Other,
}

impl Named for PartOfSpeech {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Adjective, "ADJ"),
        (Self::Adposition, "ADP"),
        (Self::Adverb, "ADV"),
        (Self::Auxiliary, "AUX"),
        (Self::CoordinatingConjunction, "CCONJ"),
        (Self::Determiner, "DET"),
        (Self::Interjection, "INTJ"),
        (Self::Noun, "NOUN"),
        (Self::Numeral, "NUM"),
        (Self::Particle, "PART"),
        (Self::Pronoun, "PRON"),
        (Self::ProperNoun, "PROPN"),
        (Self::Punctuation, "PUNCT"),
        (Self::SubordinatingConjunction, "SCONJ"),
        (Self::Symbol, "SYM"),
        (Self::Verb, "VERB"),
        (Self::Other, "X"),
    ];
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerbForm {
    /// "meets", "met", "will"
    Finite,
    /// "(to) meet"
    Infinitive,
    /// "(has) met", "(is) meeting"
    Participle,
    /// "meeting (him was ...)"
    Gerund,
}

impl Named for VerbForm {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Finite, "Fin"),
        (Self::Infinitive, "Inf"),
        (Self::Participle, "Part"),
        (Self::Gerund, "Ger"),
    ];
}

/// The tense of a verb's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// "met"
    Past,
    /// "meets"
    Present,
}

impl Named for Tense {
    const ALL: &'static [(Self, &'static str)] = &[(Self::Past, "Past"), (Self::Present, "Pres")];
}

/// One or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// "minister"
    Singular,
    /// "ministers"
    Plural,
}

impl Named for Number {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::Singular, "Sing"), (Self::Plural, "Plur")];
}

/// Who speaks, is spoken to, is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Person {
    /// "I", "we"
    First,
    /// "you"
    Second,
    /// "she", "(she) meets"
    Third,
}

impl Named for Person {
    const ALL: &'static [(Self, &'static str)] =
        &[(Self::First, "1"), (Self::Second, "2"), (Self::Third, "3")];
}

/// Declares [`Dependency`] with its names in treebanks.
macro_rules! dependencies {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// The relation of a word to its head, with the subtypes of the English treebanks.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Dependency {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Named for Dependency {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $name),)+];
        }
    };
}

dependencies! {
    /// A clause that modifies a noun: "the decision *to leave*".
    AdnominalClause = "acl",
    /// A relative clause: "the man who *left*".
    RelativeClause = "acl:relcl",
    /// A clause that says when, why, how: "left because it *rained*".
    AdverbialClause = "advcl",
    /// A relative clause that modifies a clause: "left, which *surprised* us".
    AdverbialRelativeClause = "advcl:relcl",
    /// An adverb, a negation: "*not* here".
    AdverbialModifier = "advmod",
    /// An adjective: "the *new* minister".
    AdjectivalModifier = "amod",
    /// A second name for the same: "Obi, the *minister*".
    Apposition = "appos",
    /// "*has* left", "*will* leave".
    Auxiliary = "aux",
    /// "*was* elected".
    PassiveAuxiliary = "aux:pass",
    /// A preposition or the possessive's "'s": "*in* Lima".
    Case = "case",
    /// "*and* Lima".
    CoordinatingConjunction = "cc",
    /// "*both* Lima and Quito".
    Preconjunction = "cc:preconj",
    /// A clause as an object: "said that he *left*".
    ClausalComplement = "ccomp",
    /// The first part of a compound: "*trade* talks".
    Compound = "compound",
    /// A particle of a verb: "take *over*".
    Particle = "compound:prt",
    /// A further member of a coordination: "Lima and *Quito*".
    Conjunct = "conj",
    /// "*is* a minister".
    Copula = "cop",
    /// A clause as a subject: "what he *said* surprised us".
    ClausalSubject = "csubj",
    /// What cannot be told.
    Unspecified = "dep",
    /// "*the* minister".
    Determiner = "det",
    /// "*all* the ministers".
    Predeterminer = "det:predet",
    /// "*well*, he left".
    Discourse = "discourse",
    /// What stands outside the clause that it belongs to.
    Dislocated = "dislocated",
    /// "*there* is".
    Expletive = "expl",
    /// The later words of a fixed phrase: "because *of*".
    Fixed = "fixed",
    /// The later words of a name: "Ada *Obi*".
    Flat = "flat",
    /// The rest of a word that was torn apart.
    GoesWith = "goeswith",
    /// "gave *him* a book".
    IndirectObject = "iobj",
    /// A further item of a list.
    List = "list",
    /// "*that* he left", "*to* leave".
    Marker = "mark",
    /// A noun that modifies a noun: "the capital of *Peru*".
    NominalModifier = "nmod",
    /// A noun that describes a name: "*President* Obi".
    NominalDescription = "nmod:desc",
    /// "*Peru*'s capital", "*its* capital".
    Possessor = "nmod:poss",
    /// A noun without a preposition: "5 dollars a *day*".
    UnmarkedNominalModifier = "nmod:unmarked",
    /// "*Obi* left".
    Subject = "nsubj",
    /// The subject of a clause whose predicate is a clause.
    OuterSubject = "nsubj:outer",
    /// "*Obi* was elected".
    PassiveSubject = "nsubj:pass",
    /// "*three* men".
    NumericModifier = "nummod",
    /// "met *Obi*".
    Object = "obj",
    /// A noun with a preposition under a verb: "met in *Lima*".
    Oblique = "obl",
    /// "was met by *Obi*".
    Agent = "obl:agent",
    /// A noun without one: "met last *week*".
    UnmarkedOblique = "obl:unmarked",
    /// What is left of a clause without its verb.
    Orphan = "orphan",
    /// A clause beside the other: "he left, she *said*".
    Parataxis = "parataxis",
    /// A punctuation mark.
    Punctuation = "punct",
    /// What a speaker takes back.
    Reparandum = "reparandum",
    /// The root of the sentence.
    Root = "root",
    /// "come, *Ada*".
    Vocative = "vocative",
    /// A clause whose subject is told outside it: "wants to *leave*".
    OpenComplement = "xcomp",
}

impl Dependency {
    /// The relation of a treebank's label: where the subtype is none of ours, that without subtype.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::from_name(label).or_else(|| Self::from_name(universal(label)))
    }

    /// The name without its subtype: "nsubj" for "nsubj:pass".
    pub fn universal_name(self) -> &'static str {
        universal(self.name())
    }
}

/// A label without its subtype.
fn universal(label: &str) -> &str {
    label.split(':').next().unwrap_or(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(head: Option<usize>, dependency: Dependency) -> Word {
        Word {
            part_of_speech: PartOfSpeech::Noun,
            verb_form: None,
            tense: None,
            number: None,
            person: None,
            passive: false,
            head,
            dependency,
        }
    }

    fn tree(words: &[(usize, &str)]) -> Option<Tree> {
        let words = words.iter().map(|&(head, label)| {
            word(head.checked_sub(1), Dependency::from_label(label).unwrap())
        });
        Tree::new(words.collect())
    }

    /// Obi met Lee and Roy of Peru
    fn obi_met() -> Tree {
        let words = [
            (2, "nsubj"),
            (0, "root"),
            (2, "obj"),
            (5, "cc"),
            (3, "conj"),
            (7, "case"),
            (5, "nmod"),
        ];
        tree(&words).unwrap()
    }

    #[test]
    fn ways_through_a_tree() {
        let tree = obi_met();
        assert_eq!(tree.root(), Some(1));
        assert_eq!(tree.dependents(1), [0, 2]);
        assert_eq!(tree.dependents_by(1, Dependency::Object).collect::<Vec<_>>(), [2]);
        assert_eq!(tree.ancestors(6).collect::<Vec<_>>(), [4, 2, 1]);
        assert_eq!(tree.subtree(2), [2, 3, 4, 5, 6]);
        assert_eq!(tree.span(4), TokenSpan::new(3, 7));
        assert_eq!((tree.conjuncts(4), tree.conjuncts(0)), (vec![2, 4], vec![0]));
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        for words in [
            &[(0, "root"), (0, "root")][..],
            &[(2, "nmod"), (1, "nmod")],
            &[(0, "root"), (3, "nmod"), (2, "nmod")],
            &[(0, "root"), (7, "nmod")],
        ] {
            assert_eq!(tree(words), None, "{words:?}");
        }
        assert!(tree(&[]).unwrap().is_empty());
    }

    #[test]
    fn labels_lose_a_subtype_that_is_none_of_ours() {
        for (label, universal_name, own) in [
            ("nsubj:pass", "nsubj", Some(Dependency::PassiveSubject)),
            ("csubj:outer", "csubj", Some(Dependency::ClausalSubject)),
            ("obl", "obl", Some(Dependency::Oblique)),
            ("nonsense", "", None),
        ] {
            let found = Dependency::from_label(label);
            assert_eq!(found, own);
            assert_eq!(found.map_or("", Dependency::universal_name), universal_name);
        }
    }
}
