//! Links every candidate to the best one before it, or to none, from left to right.
//!
//! What the string rules say of names is kept: the names of one group are one chain, two groups never
//! are. The first person in a quotation waits for who speaks it, also when that is said after it.

use std::collections::{BTreeMap, BTreeSet};

mod rules;

use super::{
    candidates::{Candidate, Determiner, Kind, NameType, Number, Person, Sex, ThingClass},
    cataphora,
    choices::{Choice, Choices},
    coarguments::{self, Governor},
    features::{self, ClusterView, Codes, PairView},
    quotations::{self, Voice},
    ranking::{Feature, UNIT},
    strangers::{self, Rivalry, Standing},
};
use crate::{
    document::Document,
    english::English,
    order::{gather, sort_by_key},
};

/// Which chain each candidate belongs to.
#[derive(Debug)]
pub(crate) struct Links {
    pub(crate) chain_of: Vec<usize>,
    /// By how much the link to the chain is better than none; `None` where rules made it.
    pub(crate) margins: Vec<Option<i32>>,
    /// By how much the link to the chain is better than one to any other; nothing where somebody else
    /// may be meant.
    pub(crate) leads: Vec<i32>,
    pub(crate) chains: Vec<Chain>,
}

/// Candidates that corefer.
#[derive(Clone, Debug)]
pub(crate) struct Chain {
    pub(crate) members: Vec<usize>,
    /// The group of names in it.
    pub(crate) group: Option<usize>,
    sex: Sex,
    number: Number,
    class: ThingClass,
    name_type: Option<NameType>,
    /// The words of its mentions.
    words: BTreeSet<u64>,
}

impl Chain {
    fn new() -> Self {
        Self {
            members: Vec::new(),
            group: None,
            sex: Sex::Unknown,
            number: Number::Unknown,
            class: ThingClass::Unknown,
            name_type: None,
            words: BTreeSet::new(),
        }
    }

    fn add(&mut self, index: usize, candidate: &Candidate, codes: &Codes) {
        self.members.push(index);
        self.name_type = self.name_type.or(candidate.name_type);
        if !candidate.is_pronoun() {
            self.words.extend(codes.said());
        }
        self.group = self.group.or(candidate.group);
        if self.sex == Sex::Unknown {
            self.sex = candidate.sex;
        }
        if self.number == Number::Unknown {
            self.number = candidate.number;
        }
        if self.class == ThingClass::Unknown || candidate.group.is_some() {
            self.class = candidate.class;
        }
    }
}

/// How many candidates back a link may reach without a word in common.
const REACH: usize = 40;
/// The margin of what a rule is sure of.
const SURE: i32 = 3 * UNIT;
/// The same where grammar leaves no choice.
const CERTAIN: i32 = 4 * UNIT;
/// From which margin on a description is that of its chain: in doubt the reader is told nothing.
pub(super) const LIKELY: i32 = 2 * UNIT;
/// The most that a link leads by if another person of the right sex is named nearer.
const CONTESTED: i32 = 5 * UNIT / 2;
/// How many candidates of the same head are looked at, however far.
const SAME_HEADS: usize = 6;

/// Links the candidates; `choose` decides among the options of each.
pub(crate) fn link(
    doc: &Document,
    english: &English,
    candidates: &[Candidate],
    mut choose: impl FnMut(usize, &Choices) -> Choice,
) -> Links {
    let mut linker = Linker::new(doc, english, candidates);
    let mut choices = Choices::default();
    for mention in linker.order() {
        let chain = if let Some(chain) = linker.chain_of_group(mention) {
            linker.trust_own_nation(mention);
            chain
        } else if linker.trust_own_nation(mention) {
            linker.new_chain()
        } else {
            linker.list(mention, &mut choices);
            let choice = choose(mention, &choices);
            let chosen = choice.option.checked_sub(1);
            let chosen = chosen.map(|at| linker.chain_of[choices.antecedents[at]]);
            let is_nameless = |chain: usize| linker.chains[chain].group.is_none();
            let described = linker.described(mention).filter(|described| {
                chosen.is_none_or(|chain| {
                    chain == *described
                        || is_nameless(chain)
                        || linker.is_of_earlier_item(mention, chain, *described)
                })
            });
            let itself = linker.said_of_itself(mention).or_else(|| linker.emphasised(mention));
            let itself =
                linker.in_talk(mention).and_then(|other| linker.placed_chain(other)).or(itself);
            let sure = itself.or(described);
            let by_rule = if itself.is_some() { CERTAIN } else { SURE };
            let (margin, lead) = match sure {
                Some(_) => (by_rule, by_rule),
                None => (choice.margin, choice.lead),
            };
            (linker.margins[mention], linker.leads[mention]) = (Some(margin), lead);
            let chain = sure.or_else(|| linker.unless_rivalled(mention, chosen?));
            if let Some(chain) = chain {
                linker.lend_margin(mention, chain);
            }
            chain.unwrap_or_else(|| linker.new_chain())
        };
        linker.place(mention, chain);
    }
    for mention in 0..candidates.len() {
        if linker.is_unaddressed(mention) {
            linker.margins[mention] = None;
        }
    }
    let Linker { chain_of, margins, leads, chains, .. } = linker;
    Links { chain_of, margins, leads, chains }
}

struct Linker<'a> {
    doc: &'a Document,
    english: &'a English,
    candidates: &'a [Candidate],
    codes: Vec<Codes>,
    speakers: Vec<Option<usize>>,
    talk: quotations::Talk,
    /// Of a pronoun in front of a clause: the name that is the clause's subject.
    subjects: Vec<Option<usize>>,
    /// Of a pronoun behind a verb: the verb's subject.
    governors: Vec<Option<Governor>>,
    /// How many candidates stand before each in its sentence.
    positions: Vec<usize>,
    /// Of each block, how many headings stand before it: what stands below one may be another item.
    items: Vec<usize>,
    /// How many words that end a clause stand before each token.
    clause_ends: Vec<usize>,
    /// Of the candidates placed so far; `usize::MAX` before.
    chain_of: Vec<usize>,
    margins: Vec<Option<i32>>,
    leads: Vec<i32>,
    chains: Vec<Chain>,
    of_group: BTreeMap<usize, usize>,
    /// In the order in which they were placed.
    placed: Vec<usize>,
    by_head: BTreeMap<&'a str, Vec<usize>>,
    /// The chains with a name by the words of their mentions.
    named: BTreeMap<u64, Vec<usize>>,
    /// The first chain with a name.
    topic: Option<usize>,
    scratch: Vec<Feature>,
}

impl<'a> Linker<'a> {
    fn new(doc: &'a Document, english: &'a English, candidates: &'a [Candidate]) -> Self {
        let tokens = quotations::quotations(doc);
        let mut positions: Vec<usize> = Vec::with_capacity(candidates.len());
        for (index, candidate) in candidates.iter().enumerate() {
            let before = index
                .checked_sub(1)
                .filter(|before| candidates[*before].sentence == candidate.sentence);
            positions.push(before.map_or(0, |before| positions[before] + 1));
        }
        Self {
            doc,
            english,
            candidates,
            codes: candidates.iter().map(|candidate| Codes::new(doc, candidate)).collect(),
            speakers: quotations::speakers(doc, english, candidates, &tokens),
            talk: quotations::Talk::new(doc, candidates, &tokens),
            subjects: cataphora::subjects(doc, candidates),
            governors: coarguments::governors(doc, english, candidates),
            positions,
            items: rules::items(doc),
            clause_ends: clause_ends(doc),
            chain_of: vec![usize::MAX; candidates.len()],
            margins: vec![None; candidates.len()],
            leads: vec![0; candidates.len()],
            chains: Vec::new(),
            of_group: BTreeMap::new(),
            placed: Vec::new(),
            by_head: BTreeMap::new(),
            named: BTreeMap::new(),
            topic: None,
            scratch: Vec::new(),
        }
    }

    /// The order of the text, but first persons after the speaker of their quotation, and pronouns of
    /// a phrase in front of a clause after the clause's subject: "In his speech, Munir said". A speaker
    /// may wait itself.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.candidates.len()).collect();
        sort_by_key(&mut order, |&index| {
            let other = self.waits_for(index);
            let last = other.and_then(|other| self.waits_for(other));
            let waits = usize::from(other.is_some()) + usize::from(last.is_some());
            (last.or(other).unwrap_or(index), waits, index)
        });
        order
    }

    /// The later candidate that must be placed before this one.
    fn waits_for(&self, index: usize) -> Option<usize> {
        let speaker = self.speaker(index).filter(|_| self.is_first_person(index));
        self.in_talk(index).or(speaker).or(self.subjects[index]).filter(|other| *other > index)
    }

    fn is_first_person(&self, index: usize) -> bool {
        self.candidates[index].person() == Some(Person::First)
    }

    /// Below the label of who speaks, a candidate that "I" stands for, or "you" in a question of one
    /// of two.
    fn in_talk(&self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        let Voice::Named(speaker) = self.talk.speaker(candidate)? else { return None };
        match candidate.person()? {
            Person::First if candidate.number == Number::Singular => Some(speaker),
            Person::Second if self.is_in_question(candidate) => {
                self.talk.other(&self.candidates[speaker])
            }
            _ => None,
        }
    }

    /// Whether "I" or "you" below a label stands for nobody whom the text names.
    fn is_unknown_in_talk(&self, index: usize) -> bool {
        let candidate = &self.candidates[index];
        let speaks = match candidate.person() {
            Some(Person::First) => candidate.number == Number::Singular,
            Some(Person::Second) => true,
            _ => false,
        };
        speaks && self.talk.speaker(candidate).is_some() && self.in_talk(index).is_none()
    }

    fn is_in_question(&self, candidate: &Candidate) -> bool {
        let sentence = self.doc.sentences[candidate.sentence];
        self.doc.text.slice(sentence.span).trim_end_matches(['"', '”', '\'', '’']).ends_with('?')
    }

    fn placed_chain(&self, index: usize) -> Option<usize> {
        Some(self.chain_of[index]).filter(|chain| *chain != usize::MAX)
    }

    /// Who speaks the quotation that a candidate stands in.
    fn speaker(&self, index: usize) -> Option<usize> {
        *self.speakers.get(self.candidates[index].quotation)?
    }

    fn chain_of_group(&self, mention: usize) -> Option<usize> {
        self.of_group.get(&self.candidates[mention].group?).copied()
    }

    fn new_chain(&mut self) -> usize {
        self.chains.push(Chain::new());
        self.chains.len() - 1
    }

    /// A name gives its own margin to those before it whose chain it joins: "A farmer was hurt. Paul Keller was".
    fn lend_margin(&mut self, mention: usize, chain: usize) {
        let Chain { members, group: None, .. } = &self.chains[chain] else { return };
        let (Some(margin), lead) = (self.margins[mention], self.leads[mention]) else { return };
        if self.candidates[mention].group.is_none() {
            return;
        }
        for (place, member) in members.iter().enumerate() {
            let own = self.margins[*member].filter(|_| place > 0);
            self.margins[*member] = Some(own.map_or(margin, |own| own.min(margin)));
            self.leads[*member] = if place > 0 { self.leads[*member].min(lead) } else { lead };
        }
    }

    fn place(&mut self, mention: usize, chain: usize) {
        let candidate = &self.candidates[mention];
        self.chains[chain].add(mention, candidate, &self.codes[mention]);
        self.chain_of[mention] = chain;
        if let Some(group) = candidate.group {
            self.of_group.insert(group, chain);
            self.topic = self.topic.or(Some(chain));
        }
        self.placed.push(mention);
        if self.chains[chain].group.is_some() && !candidate.is_pronoun() {
            for word in self.codes[mention].said() {
                let named = self.named.entry(*word).or_default();
                if named.last() != Some(&chain) {
                    named.push(chain);
                }
            }
        }
        if !candidate.is_pronoun() {
            self.by_head.entry(&candidate.head_word).or_default().push(mention);
        }
    }

    /// The chain of what a reflexive pronoun stands right behind: "Munir himself".
    fn emphasised(&self, mention: usize) -> Option<usize> {
        let pronoun = &self.candidates[mention];
        if !pronoun.is_reflexive() {
            return None;
        }
        let starts_at = pronoun.tokens.start();
        let before = |other: &usize| {
            let other = &self.candidates[*other];
            other.tokens.end() == starts_at && !other.is_pronoun() // "looked at it myself"
        };
        let before = (0..mention).rev().take(4).find(before)?;
        let is_placed = self.chain_of[before] != usize::MAX;
        (is_placed && self.is_admissible(mention, before)).then(|| self.chain_of[before])
    }

    /// The chain that a pronoun belongs to, if the ranking chose this one: that of a nearer person without
    /// a name, perhaps.
    fn unless_rivalled(&mut self, mention: usize, chosen: usize) -> Option<usize> {
        if let Some(subject) = strangers::subject_of_reflexive(self.candidates, mention) {
            let chain = Some(self.chain_of[subject]).filter(|chain| *chain != usize::MAX);
            return chain.filter(|_| !self.is_doubtful(subject));
        }
        if self.chains[chosen].group.is_none() {
            return Some(chosen);
        }
        self.lean(mention, chosen);
        let standing = |other: usize| match self.chain_of[other] {
            usize::MAX => Standing::Open,
            chain if chain == chosen => Standing::Chosen,
            chain if self.chains[chain].group.is_some() => Standing::Named,
            _ => Standing::Nameless,
        };
        if self.is_of_a_thing(mention, chosen) {
            return None;
        }
        let governor = self.governors[mention];
        match strangers::rivalry(
            self.doc,
            self.english,
            self.candidates,
            mention,
            governor,
            standing,
        ) {
            Rivalry::None => Some(chosen),
            Rivalry::Contested => {
                self.leads[mention] = self.leads[mention].min(CONTESTED);
                Some(chosen)
            }
            Rivalry::Doubtful => {
                self.leads[mention] = 0;
                Some(chosen)
            }
            Rivalry::Stranger(stranger) => Some(self.chain_of[stranger]),
        }
    }

    /// "he" behind "the leader" is no surer than that the leader is whom the article named before, and "he said he" no
    /// surer the second time.
    fn lean(&mut self, mention: usize, chain: usize) {
        let subject = match self.governors[mention] {
            Some(Governor::Matrix(subject) | Governor::Report(subject)) => Some(subject),
            _ => None,
        };
        let subject = subject.filter(|subject| self.chain_of[*subject] == chain);
        let mut members = self.chains[chain].members.iter().rev().copied();
        let described = members.find(|member| !self.candidates[*member].is_pronoun());
        let Some(nearest) = subject.or(described) else { return };
        if matches!(self.candidates[nearest].kind, Kind::Nominal | Kind::Pronoun(_)) {
            let lead = if self.is_doubtful(nearest) { 0 } else { self.leads[nearest] };
            self.leads[mention] = self.leads[mention].min(lead);
        }
    }

    /// Whether a description may well be somebody else than its chain: "The gunman shot himself".
    fn is_doubtful(&self, description: usize) -> bool {
        let is_description = self.candidates[description].kind == Kind::Nominal;
        let has_joined = self.chains.get(self.chain_of[description]).is_some_and(|chain| {
            chain.group.is_some() && chain.members.first() != Some(&description)
        });
        let is_sure = self.margins[description].is_none_or(|margin| margin >= LIKELY);
        is_description && has_joined && !is_sure
    }

    /// Lists what a candidate may follow, nearest first.
    fn list(&mut self, mention: usize, choices: &mut Choices) {
        choices.clear();
        let candidate = &self.candidates[mention];
        let same_heads = self.by_head.get(candidate.head_word.as_str());
        let mut scratch = std::mem::take(&mut self.scratch);
        features::alone(candidate, &self.codes[mention], same_heads.is_some(), &mut scratch);
        choices.add_alone(&scratch);
        if self.stands_for_nothing(mention) || self.is_unknown_in_talk(mention) {
            self.scratch = scratch;
            return;
        }
        let near = self.placed.iter().rev().take(REACH).copied();
        let far = same_heads.into_iter().flatten().rev().take(SAME_HEADS).copied();
        let mut antecedents: Vec<usize> =
            near.filter(|other| self.may_reach(mention, *other)).collect();
        let namesakes = self.namesakes(mention);
        for other in far.filter(|_| !candidate.is_pronoun()).chain(namesakes) {
            if !antecedents.contains(&other) {
                antecedents.push(other);
            }
        }
        let mut seen_chains: Vec<usize> = Vec::new();
        for other in antecedents {
            let chain = self.chain_of[other];
            if !self.is_admissible(mention, other) {
                continue;
            }
            let between = seen_chains.iter().filter(|seen| **seen != chain).count();
            if !seen_chains.contains(&chain) {
                seen_chains.push(chain);
            }
            let class = self.chains[chain].class;
            let is_rival = |seen: &&usize| {
                let seen = &self.chains[**seen];
                seen.group.is_some() && seen.class == class
            };
            let rivals = seen_chains.iter().filter(|seen| **seen != chain).filter(is_rival).count();
            self.describe(mention, other, (between, rivals), &mut scratch);
            choices.add(other, chain, &scratch);
        }
        self.scratch = scratch;
    }

    /// The last mentions of chains with a name that have the word that a definite phrase ends in, however far:
    /// "the senator" long after "Senator Farrow".
    fn namesakes(&self, mention: usize) -> Vec<usize> {
        let candidate = &self.candidates[mention];
        let points_back = candidate.kind == Kind::Nominal
            && matches!(candidate.determiner, Determiner::Definite | Determiner::Demonstrative);
        if !points_back {
            return Vec::new();
        }
        let head = self.codes[mention].head();
        let called = self.named.get(&head).into_iter().flatten().rev().take(SAME_HEADS);
        gather(called.filter_map(|chain| self.chains[*chain].members.last().copied()))
    }

    fn describe(
        &self,
        mention: usize,
        other: usize,
        (between, rivals): (usize, usize),
        out: &mut Vec<Feature>,
    ) {
        let chain = &self.chains[self.chain_of[other]];
        let speaks = |quoted: usize, speaker: usize| {
            self.speaker(quoted).is_some_and(|who| {
                who == speaker
                    || self.chain_of[who] != usize::MAX
                        && self.chain_of[who] == self.chain_of[speaker]
            })
        };
        let view = PairView {
            cluster: ClusterView {
                size: chain.members.len(),
                has_name: chain.group.is_some(),
                sex: chain.sex,
                number: chain.number,
                class: chain.class,
                is_last: chain.members.last() == Some(&other),
                name_type: chain.name_type,
                shared: self.codes[mention].shared(&chain.words),
                is_topic: self.topic == Some(self.chain_of[other]),
                rivals,
            },
            position: self.positions[other],
            distance: mention.abs_diff(other),
            agreeing_between: between,
            follows: other > mention,
            is_matrix: matches!(self.governors[mention],
                Some(Governor::Matrix(subject) | Governor::Report(subject)) if subject == other),
            clauses: self.clauses_between(mention, other),
            is_speaker: speaks(mention, other) || speaks(other, mention),
        };
        let of = |index: usize| (&self.candidates[index], &self.codes[index]);
        features::pair(of(mention), of(other), view, out);
    }

    /// How many clauses end between two candidates.
    fn clauses_between(&self, mention: usize, other: usize) -> usize {
        let start = |index: usize| self.clause_ends[self.candidates[index].tokens.start()];
        start(mention).abs_diff(start(other))
    }

    /// Whether a near candidate is worth a look: pronouns look at all, definite phrases at phrases,
    /// others at those with a word in common.
    fn may_reach(&self, mention: usize, other: usize) -> bool {
        let (m, a) = (&self.candidates[mention], &self.candidates[other]);
        let shares = || m.head_word == a.head_word || a.modifiers.contains(&m.head_word);
        match m.kind {
            Kind::Pronoun(_) => true,
            Kind::Value => false,
            Kind::Name => {
                shares()
                    || !a.is_pronoun() && mention.abs_diff(other) <= 4
                    || a.kind == Kind::Nominal
                        && m.group.is_some()
                        && !matches!(m.class, ThingClass::Value | ThingClass::People)
                        && may_be_called(m.class, a)
            }
            Kind::Nominal => {
                let points_back =
                    matches!(m.determiner, Determiner::Definite | Determiner::Demonstrative);
                let acts = matches!(m.class, ThingClass::Body | ThingClass::Country)
                    && !matches!(m.determiner, Determiner::Indefinite | Determiner::Quantifier);
                shares()
                    || !a.is_pronoun() && (points_back || acts || m.class == ThingClass::Person)
            }
        }
    }

    /// Whether nothing forbids that two corefer.
    fn is_admissible(&self, mention: usize, other: usize) -> bool {
        let (m, a) = (&self.candidates[mention], &self.candidates[other]);
        let chain = &self.chains[self.chain_of[other]];
        let other_group =
            matches!((m.group, chain.group), (Some(one), Some(other)) if one != other);
        let other_sex = m.sex != Sex::Unknown && chain.sex != Sex::Unknown && m.sex != chain.sex;
        // "Militants": a body.
        let is_person = m.class == ThingClass::Person
            && (m.is_pronoun() || m.kind == Kind::Name || m.number != Number::Plural);
        let no_person =
            !matches!(chain.class, ThingClass::Person | ThingClass::Unknown | ThingClass::People);
        let several = m.is_pronoun()
            && m.number == Number::Singular
            && is_person
            && chain.number == Number::Plural;
        let is_subject = matches!(self.governors[mention], Some(Governor::Clause(subject))
            if self.chain_of[subject] == self.chain_of[other]);
        let it_of_person = m.sex == Sex::Neuter && chain.class == ThingClass::Person;
        // Who speaks says "you" to others.
        let is_speaker = m.person() == Some(Person::Second)
            && self
                .speaker(mention)
                .is_some_and(|speaker| self.placed_chain(speaker) == Some(self.chain_of[other]));
        !(m.tokens.overlaps(a.tokens)
            || other_group
            || other_sex
            || is_person && no_person
            || several
            || it_of_person
            || is_speaker
            || is_subject)
    }
}

/// Whether a description may be of a name of this class that the text gives later.
fn may_be_called(class: ThingClass, description: &Candidate) -> bool {
    use ThingClass::{Body, Country, Person, Unknown};
    let fits = match class {
        Person => matches!(description.class, Person | Unknown),
        Country => !matches!(description.class, Person),
        Body => description.class != Country,
        _ => !matches!(description.class, Person | Body | Country),
    };
    let is_one = description.number != Number::Plural;
    match class {
        // "Rebels": a body; but not "the rebel".
        Body => fits && (description.class != Person || !is_one),
        _ => fits && is_one,
    }
}

/// For each token, how many words before it end a clause or begin another.
fn clause_ends(doc: &Document) -> Vec<usize> {
    const ENDS: &[&str] = &[
        ",", ";", ":", "and", "but", "or", "that", "who", "which", "whom", "whose", "when",
        "while", "where", "as", "after", "before", "because", "if", "although", "though", "since",
        "until", "to", "than", "(", ")",
    ];
    let mut count = 0;
    let mut before = Vec::with_capacity(doc.tokens.len());
    for token in 0..doc.tokens.len() {
        before.push(count);
        let word = doc.token_text(token);
        count += usize::from(ENDS.iter().any(|end| end.eq_ignore_ascii_case(word)));
    }
    before
}
