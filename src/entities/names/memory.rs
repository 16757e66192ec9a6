//! What the whole document says of each name.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    Candidate, context, runs,
    word::{Case, Line},
};
use crate::{
    document::{Document, EntityType, Source},
    lists::{Lists, WordClasses, fold_phrase},
    text::{Lower, TokenSpan},
};

/// The document's own evidence.
#[derive(Default)]
pub(super) struct Memory {
    /// Votes for types by folded name.
    votes: BTreeMap<String, BTreeMap<EntityType, u32>>,
    /// Folded last names of people with a full name in the document.
    surnames: BTreeMap<String, u32>,
    /// Folded single words that stand inside the document's longer names of people, not last.
    forenames: BTreeMap<String, u32>,
    /// Folded ends of two words and more of people's full names: "bin Said".
    tails: BTreeSet<String>,
    /// Folded first words of the document's longer names of organisations: their short names.
    short_names: BTreeSet<String>,
}

impl Memory {
    /// Counts the candidates of the document's running text.
    pub(super) fn new(doc: &Document, lists: &Lists, candidates: &[Candidate]) -> Self {
        let mut memory = Self::default();
        for candidate in candidates {
            let Some(entity_type) = candidate.entity_type else { continue };
            if candidate.doubtful {
                continue;
            }
            let told = candidate.source == Source::rule(context::KIND_OF_ORGANISATION);
            let factor = if told { 10 } else { 1 };
            let weight = u32::from(candidate.sure) * candidate.tokens.len() as u32 * factor;
            let key = key_of(doc, candidate.tokens);
            *memory.votes.entry(key).or_default().entry(entity_type).or_default() += weight;
            if entity_type == EntityType::Person
                && candidate.tokens.len() > 1
                && candidate.sure >= 50
            {
                memory.add_person(doc, lists, candidate);
            }
            if entity_type == EntityType::Org && candidate.tokens.len() > 1 && candidate.sure >= 45
            {
                memory.add_short_name(doc, lists, candidate);
            }
        }
        memory.add_acronyms(doc, candidates);
        memory
    }

    fn add_person(&mut self, doc: &Document, lists: &Lists, candidate: &Candidate) {
        let words: Vec<String> =
            candidate.tokens.range().map(|index| fold_phrase(doc.token_text(index))).collect();
        let is_suffix = |word: &&String| lists.classes(word).any(WordClasses::NAME_SUFFIX);
        if let Some(last) = words.iter().rev().find(|word| !is_suffix(word)) {
            *self.surnames.entry(last.clone()).or_default() += u32::from(candidate.sure);
        }
        // A double surname is also used by halves: "Ibáñez" of "Lucía Ibáñez de la Torre".
        for word in words.iter().skip(1).filter(|word| word.chars().count() > 3) {
            let ordinary = WordClasses::PARTICLE | WordClasses::COMMON | WordClasses::NOT_A_NAME;
            if !lists.classes(word).any(ordinary) && candidate.sure >= 70 {
                self.surnames.entry(word.clone()).or_default();
            }
        }
        for start in 1..words.len().saturating_sub(1) {
            self.tails.insert(words[start..].join(" "));
        }
        if let Some(first) = words.first() {
            *self.forenames.entry(first.clone()).or_default() += u32::from(candidate.sure);
        }
    }

    /// "Nordhavn" of "Nordhavn Maritime"; not "Pakistan" of "Pakistan Army".
    fn add_short_name(&mut self, doc: &Document, lists: &Lists, candidate: &Candidate) {
        let first = doc.token_text(candidate.tokens.start());
        let classes = lists.classes(first);
        let general = WordClasses::from_all(&[
            WordClasses::ORG_HEAD,
            WordClasses::ORG_OPENER,
            WordClasses::GPE_OPENER,
            WordClasses::LOC_OPENER,
            WordClasses::ANY_TITLE,
            WordClasses::FORENAME,
            WordClasses::NOT_A_NAME,
        ]);
        let is_known = lists
            .readings(first)
            .any(|reading| lists.thing(reading.thing).list != crate::lists::ListName::Cities);
        let ends_before = doc.token_text(candidate.tokens.start() + 1);
        if !classes.any(general)
            && !is_known
            && first.chars().count() > 2
            && !matches!(ends_before, "of" | "for" | "&" | "and")
        {
            self.short_names.insert(fold_phrase(first));
        }
    }

    /// "Name Of Something (NOS)": the acronym is of the name's type.
    fn add_acronyms(&mut self, doc: &Document, candidates: &[Candidate]) {
        for pair in candidates.windows(2) {
            let [name, acronym] = pair else { continue };
            let bracket = name.tokens.end();
            let follows = acronym.tokens.start() == bracket + 1
                && doc.token_text(bracket) == "("
                && acronym.tokens.len() == 1;
            if let Some(entity_type) = name.entity_type.filter(|_| follows) {
                let key = key_of(doc, acronym.tokens);
                *self.votes.entry(key).or_default().entry(entity_type).or_default() += 500;
            }
        }
    }

    /// Settles a candidate's type. `None` when nothing confirms it.
    pub(super) fn decide(&self, doc: &Document, mut candidate: Candidate) -> Option<Candidate> {
        let key = key_of(doc, candidate.tokens);
        if candidate.tokens.len() == 1 && self.is_person(&key, &candidate) {
            candidate.entity_type = Some(EntityType::Person);
            candidate.sure = candidate.sure.max(85);
            candidate.source = Source::rule("part of a full name in the text");
            return Some(candidate);
        }
        if candidate.tokens.len() > 1 && candidate.sure < 85 && self.tails.contains(&key) {
            candidate.entity_type = Some(EntityType::Person);
            candidate.sure = 85;
            candidate.source = Source::rule("part of a full name in the text");
            return Some(candidate);
        }
        if self.is_short_name(doc, &key, &candidate) {
            candidate.entity_type = Some(EntityType::Org);
            candidate.sure = candidate.sure.max(75);
            candidate.source = Source::rule("part of a full name in the text");
            return Some(candidate);
        }
        let votes = self.votes.get(&key);
        match votes.and_then(winner) {
            Some(entity_type) => {
                if candidate.entity_type != Some(entity_type) {
                    candidate.entity_type = Some(entity_type);
                    candidate.sure = candidate.sure.max(60);
                    candidate.source = Source::rule("same name elsewhere in the text");
                }
                Some(candidate)
            }
            None if candidate.doubtful => None,
            None => candidate.entity_type.is_some().then_some(candidate),
        }
    }

    /// Whether a single word is the short name of an organisation of the document. A word that
    /// begins a sentence must not be an ordinary one, unless it owns something: "Larkspur's".
    fn is_short_name(&self, doc: &Document, key: &str, candidate: &Candidate) -> bool {
        let is_free = candidate.tokens.len() == 1
            && candidate.sure < 85
            && candidate.entity_type != Some(EntityType::Norp)
            && self.short_names.contains(key);
        is_free
            && (!candidate.doubtful
                || candidate.entity_type.is_none() && candidate.sure > 30
                || doc
                    .tokens
                    .get(candidate.tokens.end())
                    .is_some_and(|_| matches!(doc.token_text(candidate.tokens.end()), "'s" | "’s")))
    }

    /// Whether a single word is the surname or forename of a person of the document.
    fn is_person(&self, key: &str, candidate: &Candidate) -> bool {
        let own = self.votes.get(key);
        let others: u32 = own
            .into_iter()
            .flatten()
            .filter(|(entity_type, _)| **entity_type != EntityType::Person)
            .map(|(_, weight)| *weight)
            .max()
            .unwrap_or(0);
        let known_place = candidate.sure >= 93 && candidate.entity_type != Some(EntityType::Person);
        if known_place {
            return false;
        }
        let organisation = own.and_then(|votes| votes.get(&EntityType::Org)).copied().unwrap_or(0);
        let person = self.surnames.get(key).copied();
        if self.short_names.contains(key) && organisation > 0 {
            return false;
        }
        let is_free =
            others == 0 && matches!(candidate.entity_type, None | Some(EntityType::Person));
        person.is_some_and(|weight| weight >= 70 || is_free)
            || (others == 0 && self.forenames.contains_key(key))
    }

    /// Proposes names in a line whose capitals say nothing: names of the running text, known names,
    /// and people's names by forename.
    pub(super) fn propose(&self, line: &Line<'_>, lists: &Lists, candidates: &mut Vec<Candidate>) {
        let mut at = 0;
        while at < line.words.len() {
            at += match self.longest(line, at) {
                Some((length, entity_type)) => {
                    candidates.push(Candidate {
                        tokens: line.tokens(at, at + length),
                        entity_type: Some(entity_type),
                        sure: 80,
                        source: Source::rule("same name elsewhere in the text"),
                        doubtful: false,
                    });
                    length
                }
                None => propose_known(line, at, lists, candidates),
            };
        }
    }

    /// The longest name of the running text at a place, up to six words.
    fn longest(&self, line: &Line<'_>, at: usize) -> Option<(usize, EntityType)> {
        if !line.words[at].is_capital() {
            return None;
        }
        let limit = (line.words.len() - at).min(6);
        // A key knows no punctuation: without the second condition, "Justice ." would be "Justice".
        let ends_in_word = |length: &usize| {
            line.words[at + length - 1].text.ends_with(char::is_alphanumeric) || *length == 1
        };
        (1..=limit).rev().filter(ends_in_word).find_map(|length| {
            let words: Vec<&str> = line.texts(at, at + length).collect();
            let key = fold_phrase(&words.join(" "));
            if length == 1 && self.surnames.contains_key(&key) {
                return Some((1, EntityType::Person));
            }
            Some((length, winner(self.votes.get(&key)?)?))
        })
    }
}

/// The type with the most votes; of several, the first.
fn winner(votes: &BTreeMap<EntityType, u32>) -> Option<EntityType> {
    let ranked = votes.iter().map(|(entity_type, weight)| (*weight, Reverse(*entity_type)));
    ranked.max().map(|(_, Reverse(entity_type))| entity_type)
}

/// Proposes what the lists know at a place of a loud line. Gives how many words to go on.
fn propose_known(
    line: &Line<'_>,
    at: usize,
    lists: &Lists,
    candidates: &mut Vec<Candidate>,
) -> usize {
    use super::typing::known;
    let word = &line.words[at];
    if !word.is_capital() || runs::is_function_word(&word.text.lower()) {
        return 1;
    }
    if let Some(found) = known(line, at, line.words.len(), lists)
        && (found.length > 1 || word.is_unusual())
    {
        candidates.push(found.candidate(line, at));
        return found.length;
    }
    let next = line.words.get(at + 1);
    let is_full_name = word.is(WordClasses::FORENAME)
        && word.is_unusual()
        && next.is_some_and(|next| next.case == Case::Capital && next.is_unusual());
    if is_full_name {
        candidates.push(Candidate {
            tokens: line.tokens(at, at + 2),
            entity_type: Some(EntityType::Person),
            sure: 70,
            source: Source::rule("forename + surname"),
            doubtful: false,
        });
        return 2;
    }
    1
}

fn key_of(doc: &Document, tokens: TokenSpan) -> String {
    let words: Vec<&str> = tokens.range().map(|index| doc.token_text(index)).collect();
    fold_phrase(&words.join(" "))
}
