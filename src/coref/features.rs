//! What the ranking model sees of a mention and of one before it.

use std::collections::BTreeSet;

use super::{
    candidates::{Candidate, Determiner, Kind, NameType, Number, Person, Sex, ThingClass},
    ranking::{Feature, feature},
};
use crate::{
    document::Document,
    model::code::{Code, word_code},
    order::sort_by_key,
    text::Lower,
};

/// A candidate's words and kind as numbers, computed once.
#[derive(Clone, Debug)]
pub(crate) struct Codes {
    /// The kind; for a pronoun, the pronoun itself.
    kind: u64,
    head: u64,
    /// The head; of a name only what kind of thing it is, since other texts have other names.
    noun: u64,
    first: u64,
    before: u64,
    after: u64,
    /// The words of the phrase without its determiner, sorted.
    words: Vec<u64>,
    length: u64,
}

impl Codes {
    /// What its words say of whom it means: of a description all, of a name those before it.
    pub(crate) fn said(&self) -> &[u64] {
        &self.words
    }

    pub(crate) fn head(&self) -> u64 {
        self.head
    }

    pub(crate) fn new(doc: &Document, candidate: &Candidate) -> Self {
        let sentence = doc.sentences[candidate.sentence].tokens;
        let word = |token: usize| word_code(&doc.token_text(token).lower());
        let before = candidate.tokens.start().checked_sub(1).filter(|at| *at >= sentence.start());
        let after = Some(candidate.tokens.end()).filter(|at| *at < sentence.end());
        let head = word_code(&candidate.head_word);
        let mut words: Vec<u64> =
            candidate.modifiers.iter().map(|word| word_code(word)).chain([head]).collect();
        sort_by_key(&mut words, |&word| word);
        words.dedup();
        let kind = match candidate.kind {
            Kind::Name => 1,
            Kind::Value => 2,
            Kind::Nominal => 3,
            Kind::Pronoun(_) => head,
        };
        let is_name = matches!(candidate.kind, Kind::Name | Kind::Value);
        let noun = if is_name { candidate.class as u64 } else { head };
        let is_opened = !is_name || candidate.determiner != Determiner::None;
        Self {
            kind,
            head,
            noun,
            first: if is_opened { word(candidate.tokens.start()) } else { noun },
            before: before.map_or(1, word),
            after: after.map_or(2, word),
            words,
            length: candidate.tokens.len().min(6) as u64,
        }
    }

    /// What some words have of these.
    pub(crate) fn shared(&self, words: &BTreeSet<u64>) -> Shared {
        let is_other = |word: &&u64| **word != self.head && words.contains(word);
        let others = self.words.iter().filter(is_other).count();
        Shared { head: words.contains(&self.head), others }
    }

    fn has_all(&self, other: &Self) -> bool {
        other.words.iter().all(|word| self.words.binary_search(word).is_ok())
    }
}

/// Which words of a phrase others have too.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shared {
    head: bool,
    /// How many others.
    others: usize,
}

/// What is known of the cluster that an antecedent is in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClusterView {
    pub(crate) size: usize,
    pub(crate) has_name: bool,
    pub(crate) sex: Sex,
    pub(crate) number: Number,
    pub(crate) class: ThingClass,
    /// Whether the antecedent is its last mention so far.
    pub(crate) is_last: bool,
    /// What is known of its name.
    pub(crate) name_type: Option<NameType>,
    /// What its words have of the phrase's.
    pub(crate) shared: Shared,
    /// Whether it was the first chain with a name.
    pub(crate) is_topic: bool,
    /// How many other chains with a name of its class have been mentioned since.
    pub(crate) rivals: usize,
}

/// What a pair has beside the two candidates.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PairView {
    pub(crate) cluster: ClusterView,
    /// How many candidates stand before the antecedent in its sentence.
    pub(crate) position: usize,
    /// How many candidates further on or back the antecedent stands.
    pub(crate) distance: usize,
    /// How many other clusters that nothing forbids stand between.
    pub(crate) agreeing_between: usize,
    /// Whether the "antecedent" comes after the mention.
    pub(crate) follows: bool,
    /// Whether the antecedent is the subject of the clause that the mention's clause belongs to.
    pub(crate) is_matrix: bool,
    /// How many clauses end between the two.
    pub(crate) clauses: usize,
    /// Whether one speaks the quotation that the other stands in.
    pub(crate) is_speaker: bool,
}

/// The features of a mention that begins a cluster of its own.
pub(crate) fn alone(candidate: &Candidate, codes: &Codes, seen_head: bool, out: &mut Vec<Feature>) {
    out.clear();
    let mut add = |template: u32, value: u64| {
        out.push(feature(Code::new(template).with(value).with(codes.kind)));
        out.push(feature(Code::new(template).with(value)));
    };
    add(100, 0);
    add(101, codes.noun);
    add(102, codes.first);
    add(103, codes.before);
    add(104, codes.after);
    add(105, codes.length);
    add(106, candidate.determiner as u64);
    add(107, candidate.role as u64);
    add(108, u64::from(seen_head) + 2 * candidate.determiner as u64);
    add(109, u64::from(candidate.sentence == 0) + 2 * u64::from(candidate.quotation > 0));
    add(110, candidate.class as u64);
    add(111, candidate.number as u64);
    add(112, (candidate.modifiers.len() as u64).min(3) + 4 * candidate.determiner as u64);
}

/// The features of a mention with an antecedent.
pub(crate) fn pair(
    mention: (&Candidate, &Codes),
    antecedent: (&Candidate, &Codes),
    view: PairView,
    out: &mut Vec<Feature>,
) {
    out.clear();
    let ((m, m_codes), (a, a_codes)) = (mention, antecedent);
    let a_kind = match a.kind {
        Kind::Pronoun(person) => 10 + person as u64,
        _ => a_codes.kind,
    };
    let mut add = |template: u32, value: u64| {
        let code = Code::new(template).with(value);
        out.push(feature(code));
        out.push(feature(code.with(m_codes.kind)));
        out.push(feature(code.with(m_codes.kind).with(a_codes.kind)));
    };
    let sentences = m.sentence.abs_diff(a.sentence);
    let same_head = m_codes.head == a_codes.head;
    let same_words = m_codes.words == a_codes.words;
    let flag = usize::from;
    add(0, 0);
    add(1, bucket(view.distance));
    add(2, bucket(sentences));
    add(3, pack(&[flag(m.block == a.block), flag(sentences == 0)]));
    add(4, pack(&[flag(same_head), flag(same_words)]));
    if !m.is_pronoun() && !a.is_pronoun() {
        let contains = a_codes.words.binary_search(&m_codes.head).is_ok();
        let contained = m_codes.words.binary_search(&a_codes.head).is_ok();
        let (is_covered, covers) = (a_codes.has_all(m_codes), m_codes.has_all(a_codes));
        add(5, pack(&[flag(contains), flag(contained), flag(is_covered), flag(covers)]));
        add(6, pack(&[flag(same_head), flag(is_covered), m.determiner as usize]));
        add(7, pack(&[flag(same_head), m.determiner as usize, a.determiner as usize]));
        add(8, pack(&[flag(same_head), flag(is_covered), bucket(sentences) as usize]));
        add(9, feature(Code::new(9).with(m_codes.noun).with(a_codes.noun)).into());
    }
    add(10, pack(&[m.number as usize, view.cluster.number as usize]));
    add(11, pack(&[m.sex as usize, view.cluster.sex as usize]));
    add(12, pack(&[m.class as usize, view.cluster.class as usize]));
    add(13, pack(&[m.role as usize, a.role as usize, sentences.min(2)]));
    add(14, pack(&[a.role as usize, bucket(view.agreeing_between) as usize]));
    add(15, bucket(view.agreeing_between));
    add(
        16,
        pack(&[flag(m.quotation > 0), flag(a.quotation > 0), flag(m.quotation == a.quotation)]),
    );
    add(17, flag(view.is_speaker) as u64);
    add(18, pack(&[size(view.cluster.size), flag(view.cluster.has_name)]));
    add(19, pack(&[flag(view.cluster.is_last), bucket(sentences) as usize]));
    add(20, pack(&[a.determiner as usize, flag(a.kind == Kind::Name)]));
    add(21, pack(&[a.class as usize, a.number as usize, a.sex as usize]));
    add(22, a.role as u64);
    if m.kind == Kind::Nominal {
        add(29, feature(Code::new(29).with(m_codes.head).with(a.class as u64)).into());
        add(
            30,
            pack(&[
                flag(a.kind == Kind::Name),
                m.class as usize,
                a.class as usize,
                view.agreeing_between.min(3),
            ]),
        );
    }
    if m.kind == Kind::Nominal {
        description(mention, antecedent, view, &mut add);
    }
    if a.kind == Kind::Nominal {
        announced(m, antecedent, view, &mut add);
    }
    if m.is_pronoun() {
        add(23, a_codes.noun);
        add(24, feature(Code::new(24).with(m_codes.after).with(a.class as u64)).into());
        add(25, feature(Code::new(25).with(m_codes.before).with(a.class as u64)).into());
        add(26, pack(&[flag(continues_role(a, m)), m.role as usize, sentences.min(3)]));
        add(31, pack(&[view.position.min(4), sentences.min(3), a.role as usize]));
        add(32, pack(&[view.agreeing_between.min(4), sentences.min(3), view.position.min(2)]));
        add(33, pack(&[size(view.cluster.size), sentences.min(3), a.role as usize]));
        if view.follows {
            add(34, pack(&[a.role as usize, bucket(view.agreeing_between) as usize]));
        }
        add(35, pack(&[flag(view.follows), flag(a.kind == Kind::Name)]));
        if sentences == 0 {
            add(36, pack(&[m.role as usize, a.role as usize, view.clauses.min(4)]));
        }
        add(38, pack(&[flag(view.is_matrix), m.role as usize]));
        add(39, pack(&[flag(view.is_matrix), m.role as usize, a.class as usize]));
        add(37, feature(Code::new(37).with(a_codes.after).with(a.class as u64)).into());
    }
    if m.person() == Some(Person::Demonstrative) || !m.is_pronoun() {
        add(27, feature(Code::new(27).with(m_codes.first).with(a_kind)).into());
    }
    add(28, a_codes.before);
}

/// What tells which name a description means: what it is, and what the article says of it.
fn description(
    (m, m_codes): (&Candidate, &Codes),
    (a, a_codes): (&Candidate, &Codes),
    view: PairView,
    add: &mut impl FnMut(u32, u64),
) {
    let cluster = view.cluster;
    let rivals = cluster.rivals.min(3);
    if let Some(name_type) = cluster.name_type.map(name_type_code) {
        add(40, feature(Code::new(40).with(m_codes.head).with(name_type)).into());
        add(41, pack(&[name_type as usize, m.class as usize, rivals]));
    }
    let rest = m.modifiers.len().min(2);
    let shared = pack(&[usize::from(cluster.shared.head), cluster.shared.others.min(2), rest]);
    add(42, shared);
    add(43, shared * 37 + m.determiner as u64);
    let sentences = m.sentence.abs_diff(a.sentence).min(3);
    add(44, pack(&[rivals, usize::from(cluster.has_name), sentences, m.class as usize]));
    let standing = [usize::from(cluster.is_topic), size(cluster.size), m.class as usize];
    add(45, pack(&standing) * 37 + cluster.class as u64);
    let is_of = |candidate: &Candidate| usize::from(candidate.owner.is_some());
    add(46, pack(&[is_of(m), is_of(a), usize::from(m_codes.head == a_codes.head)]));
}

/// What tells whether a name is that of a description before it: "A farmer was hurt. Paul Keller was".
fn announced(
    m: &Candidate,
    (a, a_codes): (&Candidate, &Codes),
    view: PairView,
    add: &mut impl FnMut(u32, u64),
) {
    let Some(name_type) = m.name_type.map(name_type_code) else { return };
    let cluster = view.cluster;
    let sentences = m.sentence.abs_diff(a.sentence);
    add(47, feature(Code::new(47).with(a_codes.head).with(name_type)).into());
    add(48, pack(&[name_type as usize, a.determiner as usize, a.class as usize]));
    add(49, pack(&[sentences.min(5), a.determiner as usize, a.role as usize]));
    let between = view.agreeing_between.min(5);
    add(50, pack(&[between, a.determiner as usize, size(cluster.size)]));
    let is_first = usize::from(a.sentence == 0);
    add(51, pack(&[usize::from(cluster.is_topic), is_first, a.number as usize]));
    add(52, feature(Code::new(52).with(a_codes.head).with(sentences.min(4) as u64)).into());
}

/// Small numbers as one.
fn pack(values: &[usize]) -> u64 {
    values.iter().fold(0, |sum, value| sum * 37 + *value as u64)
}

fn name_type_code(name_type: NameType) -> u64 {
    name_type.entity_type as u64 * 16 + name_type.list.map_or(15, |list| list as u64)
}

/// Whether the antecedent had the same role in the sentence before.
fn continues_role(a: &Candidate, m: &Candidate) -> bool {
    a.sentence + 1 == m.sentence && a.role == m.role
}

fn size(size: usize) -> usize {
    match size {
        0..=3 => size,
        4..=6 => 4,
        _ => 5,
    }
}

/// Small numbers as they are, larger ones in doubling steps.
fn bucket(number: usize) -> u64 {
    match number {
        0..=4 => number as u64,
        5..=7 => 5,
        8..=15 => 6,
        16..=31 => 7,
        32..=63 => 8,
        _ => 9,
    }
}
