//! The verb before a pronoun. Subject and object of one verb are two, unless the object says "self": in "Jasmine told her", "her" is
//! not Jasmine (Principle B of Chomsky, "Lectures on Government and Binding", 1981).

use super::candidates::{Candidate, Kind, Person, Role};
use crate::document::Document;

/// Words between two clauses side by side.
const JOINING: [&str; 4] = [",", "and", "but", "or"];
/// Words after which a clause with a subject of its own may begin.
const OPENING: [&str; 26] = [
    ";", ":", "that", "who", "which", "whom", "whose", "what", "when", "while", "where", "as",
    "after", "before", "because", "if", "although", "though", "since", "until", "than", "whether",
    "how", "why", "(", ")",
];

/// What the verb before a pronoun says of its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Governor {
    /// The pronoun is an object of the verb that this candidate is the subject of, and another.
    Clause(usize),
    /// The pronoun is the subject of a clause inside the one of this subject: "Munir said he", "said that
    /// he".
    Matrix(usize),
}

/// For each candidate that is a pronoun behind a verb, and no reflexive one, whose verb that is.
pub(super) fn governors(doc: &Document, candidates: &[Candidate]) -> Vec<Option<Governor>> {
    (0..candidates.len()).map(|at| governor(doc, candidates, at)).collect()
}

fn governor(doc: &Document, candidates: &[Candidate], at: usize) -> Option<Governor> {
    let pronoun = &candidates[at];
    let is_reflexive = pronoun.head_word.ends_with("self") || pronoun.head_word.ends_with("selves");
    if pronoun.kind != Kind::Pronoun(Person::Third) || is_reflexive {
        return None;
    }
    let before = (0..at).rev().take_while(|&other| candidates[other].sentence == pronoun.sentence);
    let subject = before.clone().find(|&other| candidates[other].role == Role::Subject)?;
    let mut between = candidates[subject].tokens.end()..pronoun.tokens.start();
    match pronoun.role {
        Role::Object => {
            let has_object = before.take_while(|&other| other > subject).any(|other| {
                let other = &candidates[other];
                other.role == Role::Object && between.contains(&other.tokens.start())
            });
            let joins = |word: &str| !(OPENING.contains(&word) || word == "to" && has_object);
            let joined = between.all(|token| joins(&doc.token_text(token).to_lowercase()));
            joined.then_some(Governor::Clause(subject))
        }
        Role::Subject => {
            let that = between.clone().next_back().filter(|&last| doc.token_text(last) == "that");
            between.end = that.unwrap_or(between.end);
            let joins = |word: &str| !OPENING.contains(&word) && !JOINING.contains(&word);
            let joined = !between.is_empty()
                && between.all(|token| joins(&doc.token_text(token).to_lowercase()));
            joined.then_some(Governor::Matrix(subject))
        }
        _ => None,
    }
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
}
