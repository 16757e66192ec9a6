//! What the whole document says of each name.

use std::collections::BTreeMap;

use super::{
    Candidate, runs,
    word::{Case, Line},
};
use crate::{
    document::{Document, EntityType, Source},
    lists::{Lists, WordClasses, fold_phrase},
    text::TokenSpan,
};

/// The document's own evidence.
pub(super) struct Memory {
    /// Votes for types by folded name.
    votes: BTreeMap<String, BTreeMap<EntityType, u32>>,
    /// Folded last names of people with a full name in the document.
    surnames: BTreeMap<String, u32>,
    /// Folded single words that stand inside the document's longer names of people, not last.
    forenames: BTreeMap<String, u32>,
}

impl Memory {
    /// Counts the candidates of the document's running text.
    pub(super) fn new(doc: &Document, lists: &Lists, candidates: &[Candidate]) -> Self {
        let mut memory =
            Self { votes: BTreeMap::new(), surnames: BTreeMap::new(), forenames: BTreeMap::new() };
        for candidate in candidates {
            let Some(entity_type) = candidate.entity_type else { continue };
            if candidate.doubtful {
                continue;
            }
            let weight = u32::from(candidate.sure) * candidate.tokens.len() as u32;
            let key = key_of(doc, candidate.tokens);
            *memory.votes.entry(key).or_default().entry(entity_type).or_default() += weight;
            if entity_type == EntityType::Person
                && candidate.tokens.len() > 1
                && candidate.sure >= 70
            {
                memory.add_person(doc, lists, candidate);
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
        if let Some(first) = words.first() {
            *self.forenames.entry(first.clone()).or_default() += u32::from(candidate.sure);
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
        let votes = self.votes.get(&key);
        let winner = votes.and_then(|votes| {
            votes
                .iter()
                .max_by_key(|(entity_type, weight)| (**weight, std::cmp::Reverse(**entity_type)))
        });
        match winner {
            Some((&entity_type, _)) => {
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
        self.surnames.contains_key(key) || (others == 0 && self.forenames.contains_key(key))
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
        (1..=limit).rev().find_map(|length| {
            let words: Vec<&str> = line.texts(at, at + length).collect();
            let key = fold_phrase(&words.join(" "));
            if length == 1 && self.surnames.contains_key(&key) {
                return Some((1, EntityType::Person));
            }
            let votes = self.votes.get(&key)?;
            let (&entity_type, _) = votes.iter().max_by_key(|(_, weight)| **weight)?;
            Some((length, entity_type))
        })
    }
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
    if !word.is_capital() || runs::is_function_word(&word.text.to_lowercase()) {
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
