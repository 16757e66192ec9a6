//! Verbs that say something of the verb after them, and verbs of speech.

use crate::english::{Dictionary, Files};

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

/// A kind of verb that takes what somebody says or thinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speech {
    /// "say"
    Report,
    /// "allege": its content is no more than a claim.
    Claim,
    /// "dispute"
    Denial,
    /// "doubt"
    Doubt,
    /// "verify": it says nothing of its content unless it is negated.
    Proof,
}

/// The list: `shallow/control.txt`.
#[derive(Debug)]
pub(crate) struct ControlWords {
    control: Dictionary<Control>,
    speech: Dictionary<Speech>,
}

impl ControlWords {
    pub(crate) fn read(files: &Files) -> Self {
        let (mut controls, mut speeches) = (Vec::new(), Vec::new());
        for (name, words) in files.rows("control") {
            let words = words.split_whitespace();
            let speech = match name {
                "report" => Some(Speech::Report),
                "claim" => Some(Speech::Claim),
                "denial" => Some(Speech::Denial),
                "doubt" => Some(Speech::Doubt),
                "proof" => Some(Speech::Proof),
                _ => None,
            };
            let control = match name {
                "planned" => Control::Planned,
                "threat" => Control::Threat,
                "possible" => Control::Possible,
                "negated" => Control::Negated,
                "duty" => Control::Duty,
                _ => Control::Fact,
            };
            match speech {
                Some(speech) => speeches.extend(words.map(|word| (word, speech))),
                None => controls.extend(words.map(|word| (word, control))),
            }
        }
        Self { control: Dictionary::new(controls), speech: Dictionary::new(speeches) }
    }

    pub(crate) fn of(&self, lemmas: &[String]) -> Option<Control> {
        lemmas.iter().find_map(|lemma| self.of_word(lemma))
    }

    pub(crate) fn of_word(&self, word: &str) -> Option<Control> {
        self.control.get(word).copied()
    }

    fn is_among(&self, lemmas: &[String], kinds: &[Speech]) -> bool {
        let mut found = lemmas.iter().filter_map(|lemma| self.speech.get(lemma.as_str()));
        found.any(|speech| kinds.contains(speech))
    }

    /// Whether it is a verb of speech.
    pub(crate) fn is_report(&self, lemmas: &[String]) -> bool {
        self.is_among(lemmas, &[Speech::Report, Speech::Claim])
    }

    /// How it takes the clause after it, if it is a verb that takes one.
    pub(crate) fn stance(&self, lemmas: &[String], negated: bool) -> Option<Stance> {
        let is_report = self.is_report(lemmas);
        let is_proof = || self.is_among(lemmas, &[Speech::Proof]);
        if self.is_among(lemmas, &[Speech::Denial]) {
            Some(if negated { Stance::LeavesOpen } else { Stance::Denies })
        } else if self.is_among(lemmas, &[Speech::Doubt]) || negated && (is_report || is_proof()) {
            Some(Stance::LeavesOpen)
        } else if self.is_among(lemmas, &[Speech::Claim]) {
            Some(Stance::Claims)
        } else {
            is_report.then_some(Stance::Says)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::english;

    #[test]
    fn every_verb_of_speech_is_known_as_a_verb() {
        for word in english().control.speech.words() {
            let lemmas = english().words.lemmas(word);
            assert!(lemmas.iter().any(|lemma| lemma == word), "{word}");
        }
    }

    #[test]
    fn a_verb_takes_its_clause_in_its_way() {
        for (verb, plain, negated) in [
            ("say", Some(Stance::Says), Some(Stance::LeavesOpen)),
            ("allege", Some(Stance::Claims), Some(Stance::LeavesOpen)),
            ("deny", Some(Stance::Denies), Some(Stance::LeavesOpen)),
            ("doubt", Some(Stance::LeavesOpen), Some(Stance::LeavesOpen)),
            ("verify", None, Some(Stance::LeavesOpen)),
            ("build", None, None),
        ] {
            let stance = |negated| english().control.stance(&[verb.to_owned()], negated);
            assert_eq!((stance(false), stance(true)), (plain, negated), "{verb}");
        }
    }
}
