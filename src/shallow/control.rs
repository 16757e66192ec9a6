//! Verbs that say something of the verb after them, and verbs of speech.

use std::{collections::BTreeMap, sync::LazyLock};

/// What a verb or adjective says of the infinitive or gerund after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Control {
    /// "plans to"
    Planned,
    /// "threatened to"
    Threat,
    /// "tried to"
    Possible,
    /// "refused to"
    Negated,
    /// "began to"
    Fact,
}

pub(crate) struct ControlWords {
    words: BTreeMap<&'static str, Control>,
    reports: Vec<&'static str>,
    claims: Vec<&'static str>,
}

/// Verbs of speech, with a clause or quotation as what is said.
const REPORTS: &str = "say tell announce state claim allege report add declare confirm explain note \
argue insist assert reveal acknowledge admit maintain contend disclose conclude believe think suspect \
warn suggest estimate testify write tweet fear indicate observe remark reiterate stress";

/// Those whose content is no more than a claim.
const CLAIMS: &str = "claim allege contend suspect believe fear suggest assert";

static CONTROL: LazyLock<ControlWords> = LazyLock::new(|| {
    let mut words = BTreeMap::new();
    for line in include_str!("control.txt").lines() {
        let Some((name, list)) = line.split_once('\t') else { continue };
        let control = match name {
            "planned" => Control::Planned,
            "threat" => Control::Threat,
            "possible" => Control::Possible,
            "negated" => Control::Negated,
            _ => Control::Fact,
        };
        for word in list.split_whitespace() {
            words.entry(word).or_insert(control);
        }
    }
    ControlWords {
        words,
        reports: REPORTS.split_whitespace().collect(),
        claims: CLAIMS.split_whitespace().collect(),
    }
});

/// The list, read once.
pub(crate) fn control() -> &'static ControlWords {
    &CONTROL
}

impl ControlWords {
    pub(crate) fn of(&self, lemmas: &[String]) -> Option<Control> {
        lemmas.iter().find_map(|lemma| self.of_word(lemma))
    }

    pub(crate) fn of_word(&self, word: &str) -> Option<Control> {
        self.words.get(word).copied()
    }

    /// Whether it is a verb of speech.
    pub(crate) fn is_report(&self, lemmas: &[String]) -> bool {
        lemmas.iter().any(|lemma| self.reports.contains(&lemma.as_str()))
    }

    /// Whether what it reports is marked as a claim.
    pub(crate) fn is_claim(&self, lemmas: &[String]) -> bool {
        lemmas.iter().any(|lemma| self.claims.contains(&lemma.as_str()))
    }
}
