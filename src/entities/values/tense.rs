//! Whether what a sentence says of a day is to come.

use super::Words;
use crate::shallow::{inflect::Forms, words::Class};

/// How many words before and after a day are looked at.
const FAR: usize = 14;

/// Whether what happens on a day is to come: "will meet on Sunday", "plans to meet on Sunday", "when he travels to
/// Rome on Sunday", "On Sunday, the court will hear", "by Sunday", "ahead of Sunday's vote". The nearest word that
/// tells of plans or of the past decides.
pub(super) fn is_to_come(words: &Words, at: usize) -> bool {
    let before = at
        .checked_sub(1)
        .map_or(at, |before| if words.is(before, &["this", "the"]) { before } else { at });
    if matches!(words.before(before), "by" | "until" | "till") || is_ahead_of(words, before) {
        return true;
    }
    let mut clause = Clause::default();
    for index in (at.saturating_sub(FAR)..at).rev() {
        if let Some(is_to_come) = clause.read(words, index) {
            return is_to_come;
        }
    }
    if clause.is_present {
        return true;
    }
    let is_first = at <= 1;
    let mut clause = Clause::default();
    is_first && (at + 1..at + FAR).find_map(|index| clause.read(words, index)) == Some(true)
}

/// "ahead of Sunday's vote", "ahead of a vote on Sunday"
fn is_ahead_of(words: &Words, at: usize) -> bool {
    const NEAR: usize = 6;
    let start = at.saturating_sub(NEAR);
    (start..at).any(|place| {
        words.phrase(place, 2).is_some_and(|phrase| phrase == "ahead of")
            && (place..at).all(|between| !words.english.forms(words.at(between)).has(Forms::PAST))
    })
}

/// What was read of a clause so far, from its end or from its beginning.
#[derive(Default)]
struct Clause {
    /// Whether "to" stands between the words that follow and the day: "plans to".
    is_infinitive: bool,
    /// Whether its verb is in the present: "travels". Such a verb tells of plans after "when" and of what is
    /// scheduled elsewhere.
    is_present: bool,
}

impl Clause {
    /// Whether a word says that what happens is to come; `None` when it does not tell.
    fn read(&mut self, words: &Words, index: usize) -> Option<bool> {
        const WILL: &str = "will 'll won't shall would may might due";
        const PLANS: &str = "plan plans planned planning due set scheduled slated expected expects hope hopes hoped intend \
intends intended want wants aim aims agreed pledged vowed promised";
        const PAST: &str = "said says told was were had has have did been";
        const ENDS: &str = ". ; : “ ” \" ( ) who which that because since where whose";
        // After these the present speaks of what is to come.
        const WHEN: &str = "when before after until once if while as";
        let word = words.at(index);
        let is_of = |list: &str| list.split(' ').any(|listed| listed == word);
        self.is_infinitive |= word == "to";
        if is_of(WILL) || self.is_infinitive && is_of(PLANS) {
            return Some(true);
        }
        let is_now = matches!(word, "is" | "are" | "am" | "'s" | "'re");
        let next = words.at(index + 1);
        if is_now && (next == "to" || words.english.forms(next).has(Forms::GERUND)) {
            return Some(true);
        }
        let forms = words.english.forms(word);
        let is_past = is_of(PAST)
            || word.len() > 4 && word.ends_with("ed")
            || forms.has(Forms::PAST) && !forms.has(Forms::BASE);
        if is_past || is_of(ENDS) {
            return Some(false);
        }
        if is_of(WHEN) {
            return if self.is_present { None } else { Some(false) };
        }
        self.is_present |= is_present(words, index);
        None
    }
}

/// Whether a word is a verb in the present, and not a noun: "travels" after "he" or a name.
fn is_present(words: &Words, index: usize) -> bool {
    let english = words.english;
    let word = words.at(index);
    let before = english.class(words.before(index));
    let is_third = english.forms(word).has(Forms::THIRD) && !words.is_capital(index);
    let after_subject = matches!(before, Class::Pronoun)
        || words.is_capital(index.wrapping_sub(1))
        || english.is_role(words.before(index))
        || !english.is_ambiguous(word);
    let is_plural = english.forms(word).has(Forms::BASE) && before == Class::Pronoun;
    is_third && after_subject && before != Class::Determiner || is_plural
}
