//! The predicate lexicon: `predicates.tsv`, read once. The file says how its patterns are written.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    document::{EntityType, Named as _, PloverClass, RelationType},
    english,
    shallow::inflect::americanise,
};

/// A set of entity types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Types(u16);

impl Types {
    pub(super) const ACTOR: Self =
        Self::of(&[EntityType::Person, EntityType::Org, EntityType::Gpe, EntityType::Norp]);
    pub(super) const PERSON: Self = Self::of(&[EntityType::Person]);
    pub(super) const PLACE: Self = Self::of(&[EntityType::Gpe, EntityType::Loc, EntityType::Fac]);
    /// Everything that has a name.
    pub(super) const NAMED: Self = Self(0b11_1111_1111);

    const fn of(types: &[EntityType]) -> Self {
        let mut set = 0;
        let mut at = 0;
        while at < types.len() {
            set |= 1 << types[at] as u16;
            at += 1;
        }
        Self(set)
    }

    pub(super) const fn has(self, entity_type: EntityType) -> bool {
        self.0 & (1 << entity_type as u16) != 0
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// From names with commas between.
    fn parse(names: &str) -> Self {
        let sets = names.split(',').map(|name| match name {
            "actor" => Self::ACTOR,
            "place" => Self::PLACE,
            "any" => Self::NAMED,
            "work" => Self::of(&[EntityType::WorkOfArt]),
            _ => EntityType::from_name(&name.to_ascii_uppercase())
                .map_or(Self(0), |one| Self::of(&[one])),
        });
        sets.fold(Self(0), |all, set| Self(all.0 | set.0))
    }
}

/// A line of the lexicon.
#[derive(Debug)]
pub(super) struct Predicate {
    pub(super) relation: RelationType,
    pub(super) pattern: Pattern,
    pub(super) subject: Types,
    pub(super) object: Types,
    /// Whether subject and object change places.
    pub(super) is_swapped: bool,
    pub(super) qualifiers: Qualifiers,
    /// Its alternatives: lemmas of verbs, or nouns.
    #[cfg(test)]
    pub(super) heads: Vec<&'static str>,
    #[cfg(test)]
    pub(super) example: &'static str,
}

#[derive(Debug, Default)]
pub(super) struct Qualifiers {
    /// Prepositions before what the relation is about.
    pub(super) about: Vec<&'static str>,
    /// Whether "as" brings a post.
    pub(super) role: bool,
    /// Whether "of" or "for" brings a claim about the object.
    pub(super) embed: bool,
    /// Whether the words tell of an intention: "a bid for Acme".
    pub(super) planned: bool,
    /// When it says nothing though the words are there.
    pub(super) silence: Option<Silence>,
    /// The category of the event, where it is not that of the type.
    pub(super) class: Option<PloverClass>,
}

/// When a predicate says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Silence {
    /// Where it is denied: who "does not recognise" another may yet back him.
    Denied,
    /// Where a place or a building does it: what Norland surrounds, it does not besiege.
    ByPlaces,
}

#[derive(Debug)]
pub(super) enum Pattern {
    Verb(Vec<Step>),
    Noun(Slots),
    /// "is the capital of": what follows the noun or participle. `true`: also "Norland's capital".
    Predicative(Vec<Step>, bool),
    /// "in support of": what follows the preposition, beside any verb.
    Adverbial(Vec<Step>),
}

/// What must follow a verb, in this order.
#[derive(Debug)]
pub(super) enum Step {
    Particle(&'static str),
    Noun(Vec<&'static str>),
    /// A noun whose owner is the object: "rejected Norland's offer", "an offer by Norland".
    Owned(Vec<&'static str>),
    /// Anything that belongs to the object, but nobody: "Norland's fleet", not "Norland's king".
    OwnedThing(Vec<&'static str>),
    AnyNoun,
    Preposition(Vec<&'static str>),
    Object,
    SeveralSubjects,
    Word(&'static str),
}

/// Where the arguments of a noun stand.
#[derive(Debug, Default)]
pub(super) struct Slots {
    pub(super) subject: Vec<&'static str>,
    pub(super) object: Vec<&'static str>,
    pub(super) both: Vec<&'static str>,
}

/// The lexicon with its index.
pub(super) struct Lexicon {
    pub(super) predicates: Vec<Predicate>,
    signatures: BTreeMap<&'static str, (Types, Types)>,
    verbs: BTreeMap<&'static str, Vec<usize>>,
    nouns: BTreeMap<String, Vec<usize>>,
    adverbials: BTreeMap<&'static str, Vec<usize>>,
    predicatives: BTreeMap<&'static str, Vec<usize>>,
    /// Families of words: "$talks".
    families: BTreeMap<&'static str, Vec<&'static str>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(english::lines("predicates")));

/// The lexicon, read once.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// The lemmas of all verbs in the lexicon.
#[cfg(test)]
pub(super) fn verb_lemmas() -> impl Iterator<Item = &'static str> {
    LEXICON.verbs.keys().copied()
}

impl Lexicon {
    fn read(lines: impl Iterator<Item = &'static str>) -> Self {
        let mut lexicon = Self {
            predicates: Vec::new(),
            signatures: BTreeMap::new(),
            verbs: BTreeMap::new(),
            nouns: BTreeMap::new(),
            adverbials: BTreeMap::new(),
            predicatives: BTreeMap::new(),
            families: BTreeMap::new(),
        };
        for line in lines {
            let fields: Vec<_> = line.split('\t').collect();
            match fields[..] {
                [family, words] if family.starts_with('$') => {
                    let words = lexicon.alternatives(words);
                    lexicon.families.insert(family, words);
                }
                [name, subject, object] if name.starts_with("! ") => {
                    let types = (Types::parse(subject), Types::parse(object));
                    lexicon.signatures.insert(&name[2..], types);
                }
                [name, pattern, qualifiers, example] => {
                    lexicon.add(name, pattern, qualifiers, example);
                }
                _ => {} // the self-check of the tests counts such lines
            }
        }
        lexicon
    }

    fn add(
        &mut self,
        name: &'static str,
        text: &'static str,
        qualifiers: &'static str,
        example: &'static str,
    ) {
        let Some(relation) = RelationType::from_name(name) else { return };
        let (subject, object) = self.signature(relation);
        let mut words = text.split(' ');
        let head = words.next().unwrap_or_default();
        let rest: Vec<_> = words.collect();
        let is_swapped = rest.contains(&"~");
        let narrower =
            rest.iter().find_map(|word| word.strip_prefix("O:")).filter(|_| !head.starts_with('#'));
        let narrower = narrower.map_or(Types::NAMED, Types::parse);
        let index = self.predicates.len();
        let heads = self.alternatives(head.trim_start_matches(['#', '=', '@']));
        let pattern = if head.starts_with('#') {
            for noun in &heads {
                self.nouns.entry((*noun).to_owned()).or_default().push(index);
                if let Some(american) = americanise(noun) {
                    self.nouns.entry(american).or_default().push(index);
                }
            }
            Pattern::Noun(slots(&rest))
        } else if head.starts_with('@') {
            for preposition in &heads {
                self.adverbials.entry(preposition).or_default().push(index);
            }
            Pattern::Adverbial(self.steps(&rest))
        } else if head.starts_with('=') {
            for noun in &heads {
                self.predicatives.entry(noun).or_default().push(index);
            }
            Pattern::Predicative(
                self.steps(&rest),
                rest.iter().any(|word| word.split('/').any(|part| part == "'s")),
            )
        } else {
            for lemma in &heads {
                self.verbs.entry(lemma).or_default().push(index);
            }
            Pattern::Verb(self.steps(&rest))
        };
        let (subject, object) = if is_swapped {
            (subject.and(narrower), object)
        } else {
            (subject, object.and(narrower))
        };
        #[cfg(not(test))]
        let _ = example;
        self.predicates.push(Predicate {
            relation,
            pattern,
            subject,
            object,
            is_swapped,
            qualifiers: parse_qualifiers(qualifiers),
            #[cfg(test)]
            heads,
            #[cfg(test)]
            example,
        });
    }

    /// The words that "a/b/$family" means.
    fn alternatives(&self, text: &'static str) -> Vec<&'static str> {
        let mut words = Vec::new();
        for word in text.split('/') {
            match self.families.get(word) {
                Some(family) => words.extend(family),
                None => words.push(word),
            }
        }
        words
    }

    /// The types of a relation's subject and object.
    pub(super) fn signature(&self, relation: RelationType) -> (Types, Types) {
        self.signatures.get(relation.name()).copied().unwrap_or((Types::NAMED, Types::NAMED))
    }

    /// The predicates of a verb.
    pub(super) fn of_verb(&'static self, lemma: &str) -> impl Iterator<Item = &'static Predicate> {
        self.pick(self.verbs.get(lemma))
    }

    /// The predicates of a noun.
    pub(super) fn of_noun(&'static self, noun: &str) -> impl Iterator<Item = &'static Predicate> {
        self.pick(self.nouns.get(noun))
    }

    /// The predicates that a preposition opens.
    pub(super) fn of_adverbial(
        &'static self,
        word: &str,
    ) -> impl Iterator<Item = &'static Predicate> {
        self.pick(self.adverbials.get(word))
    }

    /// The predicates of a noun or participle after "is".
    pub(super) fn of_predicative(
        &'static self,
        word: &str,
    ) -> impl Iterator<Item = &'static Predicate> {
        self.pick(self.predicatives.get(word))
    }

    fn steps(&self, words: &[&'static str]) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut words = words.iter().filter(|word| **word != "~").peekable();
        while let Some(word) = words.next() {
            let before_object = words.peek().is_some_and(|next| next.starts_with(['O', '[', '{']));
            steps.push(match *word {
                "*" => Step::AnyNoun,
                "&" => Step::SeveralSubjects,
                _ if *word == "O" || word.starts_with("O:") => Step::Object,
                _ if word.starts_with('+') => Step::Particle(&word[1..]),
                _ if word.starts_with('!') => Step::Word(&word[1..]),
                "{*}" => Step::OwnedThing(self.alternatives("$deed")),
                _ if word.starts_with('{') => {
                    Step::Owned(self.alternatives(word.trim_matches(['{', '}'])))
                }
                _ if word.starts_with('[') => {
                    Step::Noun(self.alternatives(word.trim_matches(['[', ']'])))
                }
                _ if before_object => {
                    Step::Preposition(word.split('/').filter(|word| *word != "'s").collect())
                }
                _ => Step::Word(word),
            });
        }
        steps
    }

    fn pick(
        &'static self,
        indices: Option<&'static Vec<usize>>,
    ) -> impl Iterator<Item = &'static Predicate> {
        indices.map_or(&[][..], Vec::as_slice).iter().map(|index| &self.predicates[*index])
    }
}

fn slots(words: &[&'static str]) -> Slots {
    let mut slots = Slots::default();
    for word in words {
        let Some((slot, prepositions)) = word.split_once(':') else { continue };
        let prepositions = prepositions.split(',').collect();
        match slot {
            "S" => slots.subject = prepositions,
            "O" => slots.object = prepositions,
            _ => slots.both = prepositions,
        }
    }
    slots
}

fn parse_qualifiers(text: &'static str) -> Qualifiers {
    let mut qualifiers = Qualifiers::default();
    for word in text.split(' ') {
        match word.split_once('=') {
            Some(("class", name)) => qualifiers.class = PloverClass::from_name(name),
            Some(("about", prepositions)) if !prepositions.is_empty() => {
                qualifiers.about = prepositions.split(',').collect();
            }
            _ => {
                qualifiers.role |= word == "role";
                qualifiers.embed |= word == "embed";
                qualifiers.planned |= word == "planned";
                qualifiers.silence = qualifiers.silence.or(match word {
                    "only_if" => Some(Silence::Denied),
                    "by_people" => Some(Silence::ByPlaces),
                    _ => None,
                });
            }
        }
    }
    qualifiers
}
