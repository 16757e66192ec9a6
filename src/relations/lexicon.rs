//! The predicate lexicon: `predicates.tsv`, read when knowledge is loaded. The file says how its patterns are written.

use std::collections::BTreeMap;

use crate::{
    document::{EntityType, Named as _, PloverClass, RelationType},
    english::{Files, List},
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
    pub(super) heads: Vec<String>,
    #[cfg(test)]
    pub(super) example: String,
}

#[derive(Debug, Default)]
pub(super) struct Qualifiers {
    /// Prepositions before what the relation is about.
    pub(super) about: List,
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
    Particle(Box<str>),
    Noun(List),
    /// A noun whose owner is the object: "rejected Norland's offer", "an offer by Norland".
    Owned(List),
    /// Anything that belongs to the object, but nobody: "Norland's fleet", not "Norland's king".
    OwnedThing(List),
    AnyNoun,
    Preposition(List),
    Object,
    SeveralSubjects,
    Word(Box<str>),
}

/// Where the arguments of a noun stand.
#[derive(Debug, Default)]
pub(super) struct Slots {
    pub(super) subject: List,
    pub(super) object: List,
    pub(super) both: List,
}

/// The lexicon with its index.
#[derive(Debug)]
pub(crate) struct Lexicon {
    pub(super) predicates: Vec<Predicate>,
    /// Those of each relation, by its place in [`RelationType::ALL`].
    signatures: Vec<(Types, Types)>,
    verbs: BTreeMap<Box<str>, Vec<usize>>,
    nouns: BTreeMap<Box<str>, Vec<usize>>,
    adverbials: BTreeMap<Box<str>, Vec<usize>>,
    predicatives: BTreeMap<Box<str>, Vec<usize>>,
}

/// Families of words, by their names: "$talks".
struct Families<'t>(Vec<(&'t str, Vec<&'t str>)>);

impl<'t> Families<'t> {
    /// The words that "a/b/$family" means.
    fn alternatives(&self, text: &'t str) -> Vec<&'t str> {
        let mut words = Vec::new();
        for word in text.split('/') {
            match self.0.iter().find(|(name, _)| *name == word) {
                Some((_, family)) => words.extend(family),
                None => words.push(word),
            }
        }
        words
    }
}

impl Lexicon {
    pub(crate) fn read(files: &Files) -> Self {
        let mut families = Families(Vec::new());
        let mut lexicon = Self {
            predicates: Vec::new(),
            signatures: vec![(Types::NAMED, Types::NAMED); RelationType::ALL.len()],
            verbs: BTreeMap::new(),
            nouns: BTreeMap::new(),
            adverbials: BTreeMap::new(),
            predicatives: BTreeMap::new(),
        };
        for line in files.lines("predicates") {
            let fields: Vec<_> = line.split('\t').collect();
            match fields[..] {
                [family, words] if family.starts_with('$') => {
                    let words = families.alternatives(words);
                    families.0.push((family, words));
                }
                [name, subject, object] if name.starts_with("! ") => {
                    let types = (Types::parse(subject), Types::parse(object));
                    if let Some(relation) = RelationType::from_name(&name[2..]) {
                        lexicon.signatures[relation as usize] = types;
                    }
                }
                [name, pattern, qualifiers, example] => {
                    lexicon.add(&families, name, pattern, qualifiers, example);
                }
                _ => {} // the self-check of the tests counts such lines
            }
        }
        lexicon
    }

    fn add(
        &mut self,
        families: &Families,
        name: &str,
        text: &str,
        qualifiers: &str,
        example: &str,
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
        let heads = families.alternatives(head.trim_start_matches(['#', '=', '@']));
        let pattern = if head.starts_with('#') {
            for noun in &heads {
                self.nouns.entry((*noun).into()).or_default().push(index);
                if let Some(american) = americanise(noun) {
                    self.nouns.entry(american.into()).or_default().push(index);
                }
            }
            Pattern::Noun(slots(&rest))
        } else if head.starts_with('@') {
            for preposition in &heads {
                self.adverbials.entry((*preposition).into()).or_default().push(index);
            }
            Pattern::Adverbial(steps(&rest, families))
        } else if head.starts_with('=') {
            for noun in &heads {
                self.predicatives.entry((*noun).into()).or_default().push(index);
            }
            Pattern::Predicative(
                steps(&rest, families),
                rest.iter().any(|word| word.split('/').any(|part| part == "'s")),
            )
        } else {
            for lemma in &heads {
                self.verbs.entry((*lemma).into()).or_default().push(index);
            }
            Pattern::Verb(steps(&rest, families))
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
            heads: heads.into_iter().map(str::to_owned).collect(),
            #[cfg(test)]
            example: example.to_owned(),
        });
    }

    /// The types of a relation's subject and object.
    pub(super) fn signature(&self, relation: RelationType) -> (Types, Types) {
        self.signatures[relation as usize]
    }

    /// The lemmas of all verbs in the lexicon.
    #[cfg(test)]
    pub(super) fn verb_lemmas(&self) -> impl Iterator<Item = &str> {
        self.verbs.keys().map(|lemma| &**lemma)
    }

    /// The predicates of a verb.
    pub(super) fn of_verb(&self, lemma: &str) -> impl Iterator<Item = &Predicate> + use<'_> {
        self.pick(self.verbs.get(lemma))
    }

    /// The predicates of a noun.
    pub(super) fn of_noun(&self, noun: &str) -> impl Iterator<Item = &Predicate> + use<'_> {
        self.pick(self.nouns.get(noun))
    }

    /// The predicates that a preposition opens.
    pub(super) fn of_adverbial(&self, word: &str) -> impl Iterator<Item = &Predicate> + use<'_> {
        self.pick(self.adverbials.get(word))
    }

    /// The predicates of a noun or participle after "is".
    pub(super) fn of_predicative(&self, word: &str) -> impl Iterator<Item = &Predicate> + use<'_> {
        self.pick(self.predicatives.get(word))
    }

    fn pick<'a>(&'a self, indices: Option<&'a Vec<usize>>) -> impl Iterator<Item = &'a Predicate> {
        indices.map_or(&[][..], Vec::as_slice).iter().map(|index| &self.predicates[*index])
    }
}

/// What a pattern's words ask for behind a verb.
fn steps<'t>(words: &[&'t str], families: &Families<'t>) -> Vec<Step> {
    let alternatives = |text: &'t str| List::new(families.alternatives(text));
    let mut steps = Vec::new();
    let mut words = words.iter().filter(|word| **word != "~").peekable();
    while let Some(word) = words.next() {
        let before_object = words.peek().is_some_and(|next| next.starts_with(['O', '[', '{']));
        steps.push(match *word {
            "*" => Step::AnyNoun,
            "&" => Step::SeveralSubjects,
            _ if *word == "O" || word.starts_with("O:") => Step::Object,
            _ if word.starts_with('+') => Step::Particle(word[1..].into()),
            _ if word.starts_with('!') => Step::Word(word[1..].into()),
            "{*}" => Step::OwnedThing(alternatives("$deed")),
            _ if word.starts_with('{') => Step::Owned(alternatives(word.trim_matches(['{', '}']))),
            _ if word.starts_with('[') => Step::Noun(alternatives(word.trim_matches(['[', ']']))),
            _ if before_object => {
                let words = word.split('/').filter(|word| *word != "'s");
                Step::Preposition(List::new(words.collect()))
            }
            _ => Step::Word((*word).into()),
        });
    }
    steps
}

fn slots(words: &[&str]) -> Slots {
    let mut slots = Slots::default();
    for word in words {
        let Some((slot, prepositions)) = word.split_once(':') else { continue };
        let prepositions = List::new(prepositions.split(',').collect());
        match slot {
            "S" => slots.subject = prepositions,
            "O" => slots.object = prepositions,
            _ => slots.both = prepositions,
        }
    }
    slots
}

fn parse_qualifiers(text: &str) -> Qualifiers {
    let mut qualifiers = Qualifiers::default();
    for word in text.split(' ') {
        match word.split_once('=') {
            Some(("class", name)) => qualifiers.class = PloverClass::from_name(name),
            Some(("about", prepositions)) if !prepositions.is_empty() => {
                qualifiers.about = List::new(prepositions.split(',').collect());
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
