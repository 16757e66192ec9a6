//! Verbs that say something of the verb after them, and verbs of speech.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::english::rows;

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
    /// "has to", of which "had to" alone says that it was done
    Duty,
}

/// How a verb of speech or thought takes the clause after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stance {
    /// "said that"
    Says,
    /// "claimed that"
    Claims,
    /// "denied that"
    Denies,
    /// "did not confirm that", "doubted that": it may be so or not.
    LeavesOpen,
}

pub(crate) struct ControlWords {
    words: BTreeMap<&'static str, Control>,
    reports: Vec<&'static str>,
}

/// Verbs of speech, with a clause or quotation as what is said.
const REPORTS: &str = "say tell announce state claim allege report add declare confirm explain note \
argue insist assert reveal acknowledge admit maintain contend disclose conclude believe think suspect \
warn suggest estimate testify write tweet fear indicate observe remark reiterate stress";

/// Those whose content is no more than a claim.
const CLAIMS: &str = "claim allege contend suspect believe fear suggest assert";

/// Those whose content is said not to be so.
const DENIALS: &str = "deny dispute refute reject dismiss";

/// Those whose content is doubted.
const DOUBTS: &str = "doubt question";

/// Those that say nothing of their content unless they are negated: "could not verify that".
const PROOFS: &str = "verify prove establish corroborate";

static CONTROL: LazyLock<ControlWords> = LazyLock::new(|| {
    let mut words = BTreeMap::new();
    for (name, list) in rows("control") {
        let control = match name {
            "planned" => Control::Planned,
            "threat" => Control::Threat,
            "possible" => Control::Possible,
            "negated" => Control::Negated,
            "duty" => Control::Duty,
            _ => Control::Fact,
        };
        for word in list.split_whitespace() {
            words.entry(word).or_insert(control);
        }
    }
    ControlWords { words, reports: REPORTS.split_whitespace().collect() }
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

    /// How it takes the clause after it, if it is a verb that takes one.
    pub(crate) fn stance(&self, lemmas: &[String], negated: bool) -> Option<Stance> {
        let is_among =
            |list: &str| lemmas.iter().any(|lemma| list.split(' ').any(|word| word == lemma));
        let is_report = self.is_report(lemmas);
        if is_among(DENIALS) {
            Some(if negated { Stance::LeavesOpen } else { Stance::Denies })
        } else if is_among(DOUBTS) || negated && (is_report || is_among(PROOFS)) {
            Some(Stance::LeavesOpen)
        } else if is_among(CLAIMS) {
            Some(Stance::Claims)
        } else {
            is_report.then_some(Stance::Says)
        }
    }
}
