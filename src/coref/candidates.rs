//! What may be a mention: every pronoun, name and noun phrase, with what agreement asks of it.

use std::{collections::BTreeSet, ops::Range};

use super::{chains::Chain, groups::Group};
use crate::{
    document::{Document, EntityType, MentionKind, Sentence},
    english::English,
    lists::{Gender, ListName, Lists, WordClasses},
    order::sort_by_key,
    shallow::{
        chunk::{Chunk, Clauses, Kind as ChunkKind, Unit},
        words::{Agent, Class},
    },
    text::TokenSpan,
};

/// A phrase that may corefer with others.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// The whole phrase, "of" and what follows it included.
    pub(crate) tokens: TokenSpan,
    /// The phrase without what follows its head.
    pub(crate) base: TokenSpan,
    pub(crate) kind: Kind,
    /// The group of names that its head belongs to.
    pub(crate) group: Option<usize>,
    pub(crate) sentence: usize,
    pub(crate) block: usize,
    pub(crate) number: Number,
    pub(crate) sex: Sex,
    pub(crate) class: ThingClass,
    pub(crate) role: Role,
    /// Of a name with a description beside it, the token of the verb that they are the subject of:
    /// "Munir, the chief, said".
    pub(crate) described_verb: Option<usize>,
    pub(crate) determiner: Determiner,
    /// Of a name, its type and the list that has it.
    pub(crate) name_type: Option<NameType>,
    /// The group of the name of a nation or country whose organ the phrase means: "Norlandic police".
    pub(crate) owner: Option<usize>,
    /// Whether the group is that of the nation that acts in the sentence: "Norlandic rebels hold the country's coast".
    pub(crate) is_own_nation: bool,
    /// The head in lower case, plural ending off.
    pub(crate) head_word: String,
    /// The words before the head in lower case, without the determiner.
    pub(crate) modifiers: Vec<String>,
    /// Which quotation it stands in; 0 outside.
    pub(crate) quotation: usize,
}

/// What the engine knows of whom a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NameType {
    pub(crate) entity_type: EntityType,
    pub(crate) list: Option<ListName>,
}

/// How a candidate refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Name,
    Value,
    Nominal,
    Pronoun(Person),
}

/// Of a pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Person {
    First,
    Second,
    Third,
    /// "this", "that"
    Demonstrative,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Number {
    Unknown,
    Singular,
    Plural,
}

/// Grammatical gender where it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sex {
    Unknown,
    Male,
    Female,
    /// "it"
    Neuter,
}

/// What kind of thing is meant, as far as it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ThingClass {
    Unknown,
    Person,
    Body,
    Country,
    Place,
    People,
    Value,
    Thing,
}

/// The place in the clause, as the chunks around show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Subject,
    Object,
    Prepositional,
    Possessor,
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Determiner {
    None,
    Definite,
    Demonstrative,
    Indefinite,
    Possessive,
    Quantifier,
}

impl Candidate {
    /// "himself", "themselves".
    pub(crate) fn is_reflexive(&self) -> bool {
        self.is_pronoun()
            && (self.head_word.ends_with("self") || self.head_word.ends_with("selves"))
    }

    pub(crate) fn is_pronoun(&self) -> bool {
        matches!(self.kind, Kind::Pronoun(_))
    }

    pub(crate) fn person(&self) -> Option<Person> {
        match self.kind {
            Kind::Pronoun(person) => Some(person),
            _ => None,
        }
    }
}

/// Finds the candidates of a document, in the order of the text: by start, longer ones first.
pub(super) fn find(
    doc: &Document,
    groups: &[Group],
    lists: &Lists,
    english: &English,
) -> Vec<Candidate> {
    let mut finder = Finder::new(doc, groups, lists, english);
    let mut first = 0;
    for index in 0..doc.sentences.len() {
        finder.read(index, &mut first);
    }
    sort_by_key(&mut finder.found, |candidate| {
        (candidate.tokens.start(), std::cmp::Reverse(candidate.tokens.end()))
    });
    finder.found.dedup_by_key(|candidate| candidate.tokens);
    finder.found
}

struct Finder<'a> {
    doc: &'a Document,
    groups: &'a [Group],
    lists: &'a Lists,
    english: &'a English,
    /// The group of each mention.
    group_of: Vec<Option<usize>>,
    /// The quotation that each token stands in; 0 outside.
    quotations: Vec<usize>,
    found: Vec<Candidate>,
}

impl<'a> Finder<'a> {
    fn new(doc: &'a Document, groups: &'a [Group], lists: &'a Lists, english: &'a English) -> Self {
        let mut group_of = vec![None; doc.mentions.len()];
        for (index, group) in groups.iter().enumerate() {
            for mention in &group.mentions {
                group_of[*mention] = Some(index);
            }
        }
        let quotations = super::quotations::quotations(doc);
        Self { doc, groups, lists, english, group_of, quotations, found: Vec::new() }
    }

    fn read(&mut self, index: usize, first: &mut usize) {
        let sentence = self.doc.sentences[index];
        let mentions = self.mentions_of(sentence, first);
        let is_title = self
            .doc
            .blocks
            .get(sentence.block.index())
            .is_some_and(|block| block.kind.is_headline());
        let clauses = Clauses::new(self.doc, self.english, &sentence, mentions, is_title);
        for chunk in 0..clauses.chunks.len() {
            match clauses.chunks[chunk].kind {
                ChunkKind::Noun => self.read_phrase(&clauses, chunk, index),
                ChunkKind::Time => {
                    self.read_names(&clauses, clauses.chunks[chunk].units.clone(), index);
                }
                ChunkKind::That | ChunkKind::Subordinator | ChunkKind::Preposition
                    if clauses.word(chunk) == "that" =>
                {
                    self.read_that(&clauses, chunk, index);
                }
                _ => {}
            }
        }
    }

    fn mentions_of(&self, sentence: Sentence, first: &mut usize) -> Range<usize> {
        let starts_before = |at: usize, token: usize| {
            self.doc.mentions.get(at).is_some_and(|mention| mention.tokens.start() < token)
        };
        while starts_before(*first, sentence.tokens.start()) {
            *first += 1;
        }
        let start = *first;
        while starts_before(*first, sentence.tokens.end()) {
            *first += 1;
        }
        start..*first
    }

    /// A noun phrase: itself, its possessors, the pronouns and names inside.
    fn read_phrase(&mut self, clauses: &Clauses, chunk: usize, index: usize) {
        let units = clauses.chunks[chunk].units.clone();
        if units.len() == 1
            && let Some(pronoun) = pronoun(&clauses.units[units.start])
        {
            // "her" with nothing after it owns nothing.
            let is_owner = pronoun.is_owner && pronoun.word != "her";
            let pronoun = Pronoun { is_owner, ..pronoun };
            self.push_pronoun(clauses, chunk, units.start, pronoun, index);
            return;
        }
        for at in units.clone() {
            if let Some(pronoun) = pronoun(&clauses.units[at]).filter(|pronoun| pronoun.is_owner) {
                self.push_pronoun(clauses, chunk, at, pronoun, index);
            }
        }
        self.read_names(clauses, units.start..units.end - 1, index);
        for at in units.clone() {
            let is_owner = clauses.units[at].class == Class::Possessive && at > units.start;
            if is_owner && at + 1 < units.end {
                self.push_phrase(clauses, chunk, units.start..at + 1, at + 1, index);
            }
        }
        let end = of_chain(clauses, chunk);
        self.push_phrase(clauses, chunk, units, end, index);
    }

    /// Names and values that are not the head of their phrase.
    fn read_names(&mut self, clauses: &Clauses, units: Range<usize>, index: usize) {
        for at in units {
            let unit = &clauses.units[at];
            let is_name = unit.mention.is_some_and(|mention| {
                matches!(mention.kind, MentionKind::Name | MentionKind::Value)
                    && mention.entity_type != EntityType::Norp
            });
            let is_owner =
                clauses.units.get(at + 1).is_some_and(|next| next.class == Class::Possessive);
            if is_name && !is_owner {
                self.push(clauses, at..at + 1, unit.tokens.end(), at, Role::Other, index);
            }
        }
    }

    /// "That is true", "after that": the demonstrative, not the conjunction.
    fn read_that(&mut self, clauses: &Clauses, chunk: usize, index: usize) {
        let next = clauses.chunks.get(chunk + 1);
        let before = chunk.checked_sub(1).map(|before| clauses.chunks[before].kind);
        let ends = next.is_none_or(|next| {
            matches!(
                next.kind,
                ChunkKind::Stop | ChunkKind::Comma | ChunkKind::Preposition | ChunkKind::And
            )
        });
        let opens = before.is_none_or(|before| {
            matches!(before, ChunkKind::Stop | ChunkKind::But | ChunkKind::And)
        }) && next.is_some_and(Chunk::is_finite);
        let after_preposition = before == Some(ChunkKind::Preposition);
        if ends || opens || after_preposition {
            let unit = clauses.chunks[chunk].units.start;
            let that = PRONOUNS.iter().find(|pronoun| pronoun.word == "that").copied();
            if let Some(that) = that {
                self.push_pronoun(clauses, chunk, unit, that, index);
            }
        }
    }

    fn push_phrase(
        &mut self,
        clauses: &Clauses,
        chunk: usize,
        units: Range<usize>,
        end: usize,
        index: usize,
    ) {
        let last = units.end - 1;
        let is_owner = clauses.units[last].class == Class::Possessive && last > units.start;
        let head = if is_owner { last - 1 } else { last };
        let unit = &clauses.units[head];
        let is_noun = unit.mention.is_some() || unit.class == Class::Other;
        let is_pronoun = pronoun(unit).is_some();
        if !is_noun || is_pronoun || !unit.word.contains(char::is_alphanumeric) {
            return;
        }
        let role = if is_owner { Role::Possessor } else { role(clauses, chunk) };
        let end = clauses.units[end.max(units.end) - 1].tokens.end();
        self.push(clauses, units, end, head, role, index);
        if let Some(pushed) = self.found.last_mut().filter(|pushed| pushed.kind == Kind::Name) {
            pushed.described_verb = verb_beside_description(clauses, chunk);
        }
    }

    fn push_pronoun(
        &mut self,
        clauses: &Clauses,
        chunk: usize,
        at: usize,
        pronoun: Pronoun,
        index: usize,
    ) {
        let unit = &clauses.units[at];
        let role = if pronoun.is_owner { Role::Possessor } else { role(clauses, chunk) };
        let token = unit.tokens.start();
        self.found.push(Candidate {
            tokens: unit.tokens,
            base: unit.tokens,
            kind: Kind::Pronoun(pronoun.person),
            group: None,
            sentence: index,
            block: self.doc.sentences[index].block.index(),
            number: pronoun.number,
            sex: pronoun.sex,
            class: pronoun.class,
            role,
            described_verb: None,
            determiner: Determiner::None,
            name_type: None,
            owner: None,
            is_own_nation: false,
            head_word: unit.word.clone(),
            modifiers: Vec::new(),
            quotation: self.quotations[token],
        });
    }

    /// A phrase of units with its head; `end` is the token after the whole phrase.
    fn push(
        &mut self,
        clauses: &Clauses,
        units: Range<usize>,
        end: usize,
        head: usize,
        role: Role,
        index: usize,
    ) {
        let unit = &clauses.units[head];
        let phrase = &clauses.units[units.clone()];
        let start = phrase[0].tokens.start();
        let mention = unit.mention.map(|mention| mention.id.index());
        let kind = match unit.mention.map(|mention| mention.kind) {
            Some(MentionKind::Name) => Kind::Name,
            Some(MentionKind::Value) => Kind::Value,
            _ => Kind::Nominal,
        };
        let group = mention.and_then(|mention| self.group_of[mention]);
        let determiner = determiner(phrase);
        let skip = usize::from(determiner != Determiner::None && phrase.len() > 1);
        // A name is one unit of several words: its last word is the head of the phrase.
        let mut head_words = unit.word.split_whitespace().rev();
        let head_word = singular(head_words.next().unwrap_or_default()).to_owned();
        let modifiers = phrase[skip..]
            .iter()
            .take((head - units.start).saturating_sub(skip))
            .filter(|unit| unit.class != Class::Possessive)
            .flat_map(|unit| unit.word.split_whitespace())
            .chain(head_words)
            .map(str::to_owned)
            .collect();
        let mut candidate = Candidate {
            tokens: TokenSpan::new(start, end),
            base: TokenSpan::new(start, unit.tokens.end()),
            kind,
            group,
            sentence: index,
            block: self.doc.sentences[index].block.index(),
            number: Number::Unknown,
            sex: Sex::Unknown,
            class: ThingClass::Unknown,
            role,
            described_verb: None,
            determiner,
            name_type: group.map(|group| self.name_type(group)),
            owner: self.owner(clauses, start, end, unit),
            is_own_nation: false,
            head_word,
            modifiers,
            quotation: self.quotations[start],
        };
        if let Some(group) = group {
            self.agree_with_group(&mut candidate, group, unit);
        } else {
            self.agree_with_noun(&mut candidate, unit, phrase);
            candidate.group = self.own_nation(clauses, units.start, &candidate);
            candidate.is_own_nation = candidate.group.is_some();
        }
        self.found.push(candidate);
    }

    fn name_type(&self, group: usize) -> NameType {
        let group = &self.groups[group];
        let list = group.thing.map(|thing| self.lists.thing(thing).list);
        NameType { entity_type: group.entity_type, list }
    }

    /// Whose organ a phrase from one token to another means: "Norlandic police", "the government of Norland".
    fn owner(&self, clauses: &Clauses, start: usize, end: usize, head: &Unit) -> Option<usize> {
        if self.english.words.agent(&head.word) != Some(Agent::State) {
            return None;
        }
        let inside = clauses.units.iter().filter(|unit| {
            unit.tokens.start() >= start
                && unit.tokens.end() <= end
                && unit.tokens.start() != head.tokens.start()
        });
        let mut names = inside.filter_map(|unit| {
            let mention = unit.mention.filter(|mention| mention.kind == MentionKind::Name)?;
            let is_nation = matches!(mention.entity_type, EntityType::Norp | EntityType::Gpe);
            self.group_of[mention.id.index()].filter(|_| is_nation)
        });
        let owner = names.next();
        owner.filter(|_| names.next().is_none()) // "Norlandic and Verian police"
    }

    /// The group of the only nation before "the country" in its sentence, if those act that belong to it and are at home
    /// there: the country's where the text names it, else the nation word's.
    fn own_nation(&self, clauses: &Clauses, end: usize, country: &Candidate) -> Option<usize> {
        let is_bare = country.kind == Kind::Nominal
            && matches!(country.determiner, Determiner::Definite | Determiner::Demonstrative)
            && country.modifiers.is_empty()
            && COUNTRIES.contains(&country.head_word.as_str());
        let is_nation = |at: &usize| {
            let mention = clauses.units[*at].mention;
            let group = mention.and_then(|mention| self.group_of[mention.id.index()]);
            group.map(|group| &self.groups[group]).is_some_and(|group| {
                group.entity_type == EntityType::Norp || self.is_country(group)
            })
        };
        let mut nations = (0..end).filter(|_| is_bare).filter(is_nation);
        let (nation, None) = (nations.next()?, nations.next()) else { return None };
        let at_home = |unit: &Unit| {
            self.english.words.agent(&unit.word) == Some(Agent::Member)
                || self.english.coref.at_home.holds(&unit.word)
        };
        let group = self.group_of[clauses.units[nation].mention?.id.index()]?;
        let people = &self.groups[group];
        if people.entity_type != EntityType::Norp || !at_home(clauses.units.get(nation + 1)?) {
            return None;
        }
        let land = people.thing.and_then(|thing| self.lists.thing(thing).country)?;
        let is_land = |group: &Group| group.thing == Some(land);
        Some(self.groups.iter().position(is_land).unwrap_or(group))
    }

    fn agree_with_group(&self, candidate: &mut Candidate, group: usize, unit: &Unit) {
        let group = &self.groups[group];
        candidate.sex = match group.gender {
            Some(Gender::Male) => Sex::Male,
            Some(Gender::Female) => Sex::Female,
            None if group.entity_type == EntityType::Person && is_feminine(&unit.word) => {
                Sex::Female
            }
            None => Sex::Unknown,
        };
        (candidate.class, candidate.number) = match group.entity_type {
            EntityType::Person => (ThingClass::Person, Number::Singular),
            EntityType::Org => (ThingClass::Body, Number::Unknown),
            EntityType::Norp if unit.word.ends_with('s') => (ThingClass::People, Number::Plural),
            EntityType::Norp => (ThingClass::People, Number::Unknown),
            EntityType::Gpe if self.is_country(group) => (ThingClass::Country, Number::Singular),
            EntityType::Gpe => (ThingClass::Place, Number::Singular),
            EntityType::Loc | EntityType::Fac => (ThingClass::Thing, Number::Unknown),
            value if value.is_value() => (ThingClass::Value, Number::Unknown),
            _ => (ThingClass::Thing, Number::Singular),
        };
    }

    fn is_country(&self, group: &Group) -> bool {
        let thing = group.thing.map(|thing| self.lists.thing(thing));
        thing.is_some_and(|thing| thing.list == ListName::Countries)
    }

    fn agree_with_noun(&self, candidate: &mut Candidate, unit: &Unit, phrase: &[Unit]) {
        let word = unit.word.as_str();
        let is_many = phrase[0].class == Class::Number && phrase[0].word != "one"
            || matches!(phrase[0].word.as_str(), "these" | "those" | "both");
        candidate.number =
            if is_many || is_plural(word) { Number::Plural } else { Number::Singular };
        let singular = &candidate.head_word;
        candidate.sex = match self.lists.gender(singular) {
            Some(Gender::Male) => Sex::Male,
            Some(Gender::Female) => Sex::Female,
            None => Sex::Unknown,
        };
        let is_role = self.english.words.is_role(singular)
            || self.lists.classes(singular).any(WordClasses::ROLE | WordClasses::TITLE);
        candidate.class = match self.english.words.agent(word) {
            _ if COUNTRIES.contains(&singular.as_str()) => ThingClass::Country,
            _ if BODIES.contains(&singular.as_str()) => ThingClass::Body,
            _ if candidate.sex != Sex::Unknown || is_role => ThingClass::Person,
            Some(Agent::People | Agent::Member) => ThingClass::Person,
            Some(Agent::State | Agent::Group) => ThingClass::Body,
            Some(Agent::Place) => ThingClass::Place,
            _ => ThingClass::Unknown,
        };
    }
}

/// Of each chain, whose organ its phrases mean: that of "Norlandic police" also where it says "police".
pub(super) fn owners(candidates: &[Candidate], chains: &[Chain]) -> Vec<Option<usize>> {
    let owner = |chain: &Chain| {
        let mut owners = chain.members.iter().filter_map(|member| candidates[*member].owner);
        let owner = owners.next()?;
        owners.all(|other| other == owner).then_some(owner)
    };
    chains.iter().map(owner).collect()
}

/// The tokens of a phrase behind the last name in it: "the Norlandic leader". None of a name itself, nor where the name
/// is a part of a word: "the Norland-backed leader".
pub(super) fn without_names(
    doc: &Document,
    candidate: &Candidate,
    named: &BTreeSet<usize>,
) -> Option<TokenSpan> {
    let base = candidate.base;
    let Some(last) = base.range().rev().find(|token| named.contains(token)) else {
        return Some(base);
    };
    let is_ending = |token: &usize| matches!(doc.token_text(*token), "'s" | "’s" | "'" | "’");
    let start = (last + 1..base.end()).find(|token| !is_ending(token))?;
    if !doc.token_text(start).starts_with(char::is_alphanumeric) {
        return None;
    }
    Some(TokenSpan::new(start, base.end()))
}

/// Whether "the" and this noun alone may stand for a body or country that was named: "the company". Not
/// "the army", which is one of its own.
pub(super) fn stands_for_a_name(noun: &str) -> bool {
    BODIES.contains(&noun) || COUNTRIES.contains(&noun)
}

/// Nouns that stand for a body by themselves: "the company".
const BODIES: [&str; 35] = [
    "agency",
    "airline",
    "alliance",
    "auditor",
    "bank",
    "bloc",
    "broadcaster",
    "carmaker",
    "charity",
    "club",
    "company",
    "council",
    "court",
    "exchange",
    "firm",
    "foundation",
    "group",
    "institute",
    "lender",
    "militia",
    "ministry",
    "movement",
    "network",
    "newspaper",
    "operator",
    "organisation",
    "organization",
    "party",
    "publisher",
    "regulator",
    "retailer",
    "startup",
    "team",
    "union",
    "university",
];
const COUNTRIES: [&str; 3] = ["country", "kingdom", "nation"];

/// Where a phrase ends with the phrases that "of" joins to it: the unit after it.
fn of_chain(clauses: &Clauses, chunk: usize) -> usize {
    let mut at = chunk;
    while clauses.is(at + 1, ChunkKind::Preposition)
        && clauses.word(at + 1) == "of"
        && clauses.chunks[at + 1].units.len() == 1
        && clauses.is(at + 2, ChunkKind::Noun)
    {
        at += 2;
    }
    clauses.chunks[at].units.end
}

fn role(clauses: &Clauses, chunk: usize) -> Role {
    let mut after = chunk + 1;
    while clauses.is(after, ChunkKind::Adverb)
        || clauses.is(after, ChunkKind::Preposition) && clauses.is(after + 1, ChunkKind::Noun)
    {
        after += if clauses.is(after, ChunkKind::Adverb) { 1 } else { 2 };
    }
    let before = chunk.checked_sub(1).and_then(|before| clauses.kind(before));
    let is_before_verb = clauses.chunks.get(after).is_some_and(Chunk::is_finite);
    match before {
        Some(ChunkKind::Preposition) => Role::Prepositional,
        // "said it was"; not "saw him leave".
        Some(ChunkKind::Verb(_)) if is_before_verb && !is_accusative(clauses.word(chunk)) => {
            Role::Subject
        }
        Some(ChunkKind::Verb(group)) if !group.is_copula => Role::Object,
        _ if is_before_verb => Role::Subject,
        _ => Role::Other,
    }
}

/// The token of the verb that a phrase shares with one beside it: "Munir, the chief, said"; "the chief,
/// Munir, said".
fn verb_beside_description(clauses: &Clauses, chunk: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let is_comma = |at: usize| clauses.is(at, ChunkKind::Comma);
    let before = chunk.checked_sub(1);
    let is_free = before.and_then(|before| clauses.kind(before)) != Some(ChunkKind::Preposition);
    let comma = chunk + 1;
    if !is_comma(comma) || !is_free {
        return None;
    }
    let is_second = before.is_some_and(is_comma);
    let mut inside = comma + 1..comma + 1 + LONGEST;
    let close = inside.find(|&at| is_comma(at));
    let mut commas = close.into_iter().chain(Some(comma).filter(|_| is_second));
    commas.find_map(|comma| {
        let verb = clauses.chunks.get(comma + 1).filter(|chunk| chunk.is_finite())?;
        Some(clauses.units[verb.units.start].tokens.start())
    })
}

/// Whether a pronoun is none of a subject.
fn is_accusative(word: &str) -> bool {
    matches!(word, "me" | "him" | "her" | "us" | "them") || word.ends_with("self")
}

fn determiner(phrase: &[Unit]) -> Determiner {
    match phrase[0].word.as_str() {
        "the" => Determiner::Definite,
        "this" | "that" | "these" | "those" | "such" => Determiner::Demonstrative,
        "a" | "an" | "another" => Determiner::Indefinite,
        "its" | "his" | "her" | "their" | "my" | "our" | "your" => Determiner::Possessive,
        "some" | "any" | "each" | "every" | "no" | "all" | "both" => Determiner::Quantifier,
        _ if phrase.iter().any(|unit| unit.class == Class::Possessive) => Determiner::Possessive,
        _ if phrase[0].class == Class::Number => Determiner::Quantifier,
        _ => Determiner::None,
    }
}

/// A pronoun and what it asks of whom it stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pronoun {
    word: &'static str,
    person: Person,
    number: Number,
    sex: Sex,
    class: ThingClass,
    /// "its", "his": stands before what is owned.
    is_owner: bool,
}

const fn pronoun_of(
    word: &'static str,
    person: Person,
    number: Number,
    sex: Sex,
    class: ThingClass,
    is_owner: bool,
) -> Pronoun {
    Pronoun { word, person, number, sex, class, is_owner }
}

/// Every pronoun that may corefer.
const PRONOUNS: [Pronoun; 33] = {
    use Number::{Plural, Singular, Unknown};
    use Person::{Demonstrative, First, Second, Third};
    use Sex::{Female, Male, Neuter};
    use ThingClass::Person as Human;
    const ANY: ThingClass = ThingClass::Unknown;
    const NONE: Sex = Sex::Unknown;
    [
        pronoun_of("i", First, Singular, NONE, Human, false),
        pronoun_of("me", First, Singular, NONE, Human, false),
        pronoun_of("my", First, Singular, NONE, Human, true),
        pronoun_of("mine", First, Singular, NONE, Human, false),
        pronoun_of("myself", First, Singular, NONE, Human, false),
        pronoun_of("we", First, Plural, NONE, ANY, false),
        pronoun_of("us", First, Plural, NONE, ANY, false),
        pronoun_of("our", First, Plural, NONE, ANY, true),
        pronoun_of("ours", First, Plural, NONE, ANY, false),
        pronoun_of("ourselves", First, Plural, NONE, ANY, false),
        pronoun_of("you", Second, Unknown, NONE, Human, false),
        pronoun_of("your", Second, Unknown, NONE, Human, true),
        pronoun_of("yourself", Second, Singular, NONE, Human, false),
        pronoun_of("he", Third, Singular, Male, Human, false),
        pronoun_of("him", Third, Singular, Male, Human, false),
        pronoun_of("his", Third, Singular, Male, Human, true),
        pronoun_of("himself", Third, Singular, Male, Human, false),
        pronoun_of("she", Third, Singular, Female, Human, false),
        pronoun_of("her", Third, Singular, Female, Human, true),
        pronoun_of("hers", Third, Singular, Female, Human, false),
        pronoun_of("herself", Third, Singular, Female, Human, false),
        pronoun_of("it", Third, Singular, Neuter, ANY, false),
        pronoun_of("its", Third, Singular, Neuter, ANY, true),
        pronoun_of("itself", Third, Singular, Neuter, ANY, false),
        pronoun_of("they", Third, Plural, NONE, ANY, false),
        pronoun_of("them", Third, Plural, NONE, ANY, false),
        pronoun_of("their", Third, Plural, NONE, ANY, true),
        pronoun_of("theirs", Third, Plural, NONE, ANY, false),
        pronoun_of("themselves", Third, Plural, NONE, ANY, false),
        pronoun_of("this", Demonstrative, Singular, Neuter, ANY, false),
        pronoun_of("that", Demonstrative, Singular, Neuter, ANY, false),
        pronoun_of("these", Demonstrative, Plural, NONE, ANY, false),
        pronoun_of("those", Demonstrative, Plural, NONE, ANY, false),
    ]
};

/// The pronoun that a unit is, if it is one.
fn pronoun(unit: &Unit) -> Option<Pronoun> {
    if unit.mention.is_some_and(|mention| mention.kind != MentionKind::Pronoun) {
        return None;
    }
    PRONOUNS.iter().find(|pronoun| pronoun.word == unit.word).copied()
}

/// Whether a name in lower case has a surname in the form for women: "Nováková", "Veselá".
fn is_feminine(name: &str) -> bool {
    // Czech and Slovak surnames in "-ý" and "-ův"; Slavic ones in "-ov" and "-sky".
    const ENDINGS: [&str; 3] = ["á", "skaya", "ovna"];
    let surname = name.split_whitespace().next_back().unwrap_or_default();
    ENDINGS.iter().any(|ending| surname.ends_with(ending))
}

/// Whether a noun stands for several.
fn is_plural(noun: &str) -> bool {
    const IRREGULAR: [&str; 8] =
        ["people", "police", "men", "women", "children", "troops", "data", "media"];
    const SINGULAR: [&str; 9] =
        ["news", "series", "politics", "economics", "mathematics", "physics", "gas", "bus", "lens"];
    let ends = noun.ends_with('s')
        && !["ss", "us", "is", "'s", "’s"].iter().any(|ending| noun.ends_with(ending));
    IRREGULAR.contains(&noun) || ends && !SINGULAR.contains(&noun)
}

/// A noun without its plural ending.
fn singular(noun: &str) -> &str {
    match noun {
        "men" => return "man",
        "women" => return "woman",
        "children" => return "child",
        _ => {}
    }
    match noun.strip_suffix('s').filter(|stem| stem.len() > 2 && is_plural(noun)) {
        Some(stem) => stem,
        None => noun,
    }
}

/// The candidates that some phrases are, in the order of the text: a phrase that is no candidate
/// takes what is known of the candidate in it that begins first and reaches furthest.
#[cfg(feature = "train")]
pub(crate) fn only(doc: &Document, found: &[Candidate], phrases: &[TokenSpan]) -> Vec<Candidate> {
    let mut phrases = phrases.to_vec();
    phrases.sort_by_key(|phrase| (phrase.start(), std::cmp::Reverse(phrase.end())));
    phrases.dedup();
    let candidate = |phrase: &TokenSpan| {
        let inside = found
            .iter()
            .filter(|one| one.tokens.start() >= phrase.start() && one.tokens.end() <= phrase.end());
        let nearest = inside.min_by_key(|one| {
            (one.tokens != *phrase, one.tokens.start(), std::cmp::Reverse(one.tokens.end()))
        });
        let mut candidate = nearest.cloned().unwrap_or_else(|| bare(doc, *phrase));
        candidate.tokens = *phrase;
        candidate
    };
    phrases.iter().map(candidate).collect()
}

/// A phrase of which nothing is known but its last word.
#[cfg(feature = "train")]
fn bare(doc: &Document, tokens: TokenSpan) -> Candidate {
    use crate::text::Lower;

    let head = tokens.end() - 1;
    let after = doc.sentences.partition_point(|sentence| sentence.tokens.start() <= head);
    let sentence = after.saturating_sub(1);
    Candidate {
        tokens,
        base: tokens,
        kind: Kind::Nominal,
        group: None,
        sentence,
        block: doc.sentences[sentence].block.index(),
        number: Number::Unknown,
        sex: Sex::Unknown,
        class: ThingClass::Unknown,
        role: Role::Other,
        described_verb: None,
        determiner: Determiner::None,
        name_type: None,
        owner: None,
        is_own_nation: false,
        head_word: doc.token_text(head).lower(),
        modifiers: Vec::new(),
        quotation: 0,
    }
}
