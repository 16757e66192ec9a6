//! The verb before a pronoun. Subject and object of one verb are two, unless the object says "self": in "Jasmine told her", "her" is
//! not Jasmine (Principle B of Chomsky, "Lectures on Government and Binding", 1981).

use super::candidates::{Candidate, Kind, Person, Role};
use crate::{
    document::Document,
    english::English,
    text::{Lower, TokenSpan},
};

/// Words between two clauses side by side.
const JOINING: [&str; 4] = [",", "and", "but", "or"];
/// Words after which a clause with a subject of its own may begin.
const OPENING: [&str; 26] = [
    ";", ":", "that", "who", "which", "whom", "whose", "what", "when", "while", "where", "as",
    "after", "before", "because", "if", "although", "though", "since", "until", "than", "whether",
    "how", "why", "(", ")",
];
/// How many words behind "it" tell whether it stands for something.
const NEAR: usize = 8;

/// What the verb before a pronoun says of its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Governor {
    /// The pronoun is an object of the verb that this candidate is the subject of, and another.
    Clause(usize),
    /// The pronoun is the subject of a clause inside the one of this subject: "Munir hopes he",
    /// without a word between the verb and the pronoun but "that".
    Matrix(usize),
    /// The same, and the verb reports what the subject says: "Munir said he", "said that he".
    Report(usize),
}

/// For each candidate that is a pronoun behind a verb, and no reflexive one, whose verb that is. In
/// one pass over the text.
pub(super) fn governors(
    doc: &Document,
    english: &English,
    candidates: &[Candidate],
) -> Vec<Option<Governor>> {
    let words = Words::new(doc, english);
    let (mut subject, mut object) = (None, None);
    let mut sentence = usize::MAX;
    let mut governors = Vec::with_capacity(candidates.len());
    for (at, candidate) in candidates.iter().enumerate() {
        if candidate.sentence != sentence {
            (sentence, subject, object) = (candidate.sentence, None, None);
        }
        governors.push(subject.and_then(|of| words.governor(candidates, of, object, at)));
        // Where the subject's verb may begin: behind it, or behind its description.
        let by_role = (candidate.role == Role::Subject).then_some(candidate.tokens.end());
        if let Some(start) = candidate.described_verb.or(by_role) {
            (subject, object) = (Some((at, start)), None);
        } else if candidate.role == Role::Object {
            object = Some(at);
        }
    }
    governors
}

/// How many words of each kind stand before each token.
struct Words<'a> {
    doc: &'a Document,
    opening: Vec<usize>,
    joining: Vec<usize>,
    to: Vec<usize>,
    reports: Vec<usize>,
}

impl<'a> Words<'a> {
    fn new(doc: &'a Document, english: &English) -> Self {
        let lower: Vec<String> =
            (0..doc.tokens.len()).map(|token| doc.token_text(token).lower()).collect();
        let count = |is: &dyn Fn(&str) -> bool| {
            let mut before = vec![0];
            for word in &lower {
                before.push(before[before.len() - 1] + usize::from(is(word)));
            }
            before
        };
        Self {
            doc,
            opening: count(&|word| OPENING.contains(&word)),
            joining: count(&|word| JOINING.contains(&word)),
            to: count(&|word| word == "to"),
            reports: count(&|word| english.control.is_report(english.words.lemmas(word))),
        }
    }

    fn governor(
        &self,
        candidates: &[Candidate],
        (subject, start): (usize, usize),
        object: Option<usize>,
        at: usize,
    ) -> Option<Governor> {
        let pronoun = &candidates[at];
        let mut end = pronoun.tokens.start();
        if pronoun.kind != Kind::Pronoun(Person::Third) || pronoun.is_reflexive() || start >= end {
            return None;
        }
        let has = |counts: &[usize], end: usize| counts[end] > counts[start];
        match pronoun.role {
            Role::Object => {
                let is_between = |at: usize| candidates[at].tokens.start() >= start;
                let is_opened =
                    has(&self.opening, end) || has(&self.to, end) && object.is_some_and(is_between);
                (!is_opened).then_some(Governor::Clause(subject))
            }
            Role::Subject => {
                end -= usize::from(self.doc.token_text(end - 1) == "that");
                let is_opened = has(&self.opening, end) || has(&self.joining, end) || start == end;
                let of = if has(&self.reports, end) { Governor::Report } else { Governor::Matrix };
                (!is_opened).then_some(of(subject))
            }
            _ => None,
        }
    }
}

/// Whether "it" stands for nothing: "it is raining", "it was unlikely that".
pub(super) fn is_expletive(doc: &Document, english: &English, it: TokenSpan) -> bool {
    let end = doc.tokens.len().min(it.end() + NEAR);
    let (mut of_clause, mut of_statement) = (false, false);
    for word in (it.end()..end).map(|token| doc.token_text(token)) {
        match word {
            "that" if of_clause || of_statement => return true,
            "to" if of_clause => return true,
            "," | "." | ";" => return false,
            _ if english.coref.of_weather.holds(word) => return true,
            _ => {}
        }
        of_clause |= english.coref.of_clauses.holds(word);
        of_statement |= english.coref.of_statements.holds(word);
    }
    false
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use crate::{annotate, document::MentionKind, knowledge::Knowledge};

    #[test]
    fn the_object_of_a_verb_is_not_its_subject() {
        let knowledge = Knowledge::builtin();
        for (text, pronoun, name) in [
            ("Julie Weber slept, and Amina Okoro told her to leave.", "her", "Julie Weber"),
            ("Paul Keller praised the plan of Fred Moss and hired him.", "him", "Fred Moss"),
            ("Amina Okoro said that Julie Weber had seen her.", "her", "Amina Okoro"),
            ("Fred Moss defended himself.", "himself", "Fred Moss"),
            ("Amina Okoro said she was glad.", "she", "Amina Okoro"),
            ("The head, Tom Moss, agreed. \"It was bad,\" he said.", "he", "Tom Moss"),
            ("Fred Moss left. Israel said it would respond.", "it", "Israel"),
            ("Greenpeace, the campaign group, told Reuters it had sued.", "it", "Greenpeace"),
            ("Marjorie waited for Eric, but he was late.", "he", "Eric"),
        ] {
            let doc = annotate(text, &knowledge, &crate::Options::default());
            let found = doc.mentions.iter().find(|mention| {
                mention.kind == MentionKind::Pronoun && doc.text.slice(mention.span) == pronoun
            });
            let entity = found.and_then(|mention| mention.entity);
            let names: Vec<_> =
                entity.map(|id| &*doc.entities[id.index()].name).into_iter().collect();
            assert_eq!(names, [name], "{text}");
        }
    }

    #[test]
    fn it_may_stand_for_nothing() {
        let knowledge = Knowledge::builtin();
        for text in [
            "France says it is raining.",
            "The Pentagon said it was unlikely that the talks would resume.",
            "Israel said it was too early to judge.",
            "Israel said that it may not be appropriate to publish the plea.",
            "Israel fears it will rain on Monday.",
        ] {
            let doc = annotate(text, &knowledge, &crate::Options::default());
            assert!(
                doc.mentions.iter().all(|mention| mention.kind != MentionKind::Pronoun),
                "{text}"
            );
        }
    }

    #[test]
    fn a_long_sentence_takes_time_in_proportion() {
        let text = format!("The man saw her {}.", "and saw her ".repeat(20_000));
        let doc = annotate(&text, &Knowledge::builtin(), &crate::Options::default());
        assert_eq!(doc.text.as_str(), text); // in seconds, not minutes
    }
}
