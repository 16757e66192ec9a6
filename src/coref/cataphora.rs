//! Pronouns that point ahead: in a phrase before the main clause they often mean its subject, as in
//! "After his release, Munir flew home".

use super::candidates::{Candidate, Kind, Person};
use crate::document::Document;
use crate::text::Lower;

/// Words that open a phrase or clause before the main clause.
const OPENERS: &[&str] = &[
    "after",
    "although",
    "amid",
    "as",
    "at",
    "because",
    "before",
    "besides",
    "by",
    "despite",
    "during",
    "following",
    "for",
    "from",
    "given",
    "if",
    "in",
    "like",
    "of",
    "on",
    "once",
    "over",
    "since",
    "though",
    "through",
    "throughout",
    "under",
    "unlike",
    "until",
    "upon",
    "when",
    "while",
    "with",
    "within",
    "without",
];

/// How many tokens a phrase before the clause has at most.
const LONGEST: usize = 25;

/// For each candidate that is a pronoun before its clause, the name that is the clause's subject: the
/// one that follows the comma.
pub(super) fn subjects(doc: &Document, candidates: &[Candidate]) -> Vec<Option<usize>> {
    candidates.iter().map(|candidate| subject(doc, candidates, candidate)).collect()
}

fn subject(doc: &Document, candidates: &[Candidate], pronoun: &Candidate) -> Option<usize> {
    if pronoun.kind != Kind::Pronoun(Person::Third) {
        return None;
    }
    let sentence = doc.sentences[pronoun.sentence].tokens;
    let opener = sentence.range().find(|&token| is_word(doc.token_text(token)))?;
    let opens = |token: usize| {
        let word = doc.token_text(token).lower();
        OPENERS.contains(&word.as_str()) || word.ends_with("ing") || word.ends_with("ed")
    };
    let end = sentence.end().min(opener + LONGEST);
    if !opens(opener) || name_at(candidates, opener).is_some() || pronoun.tokens.start() >= end {
        return None;
    }
    let commas = (pronoun.tokens.end()..end).filter(|&token| doc.token_text(token) == ",");
    let mut starts = commas.map(|comma| comma + 1).filter(|start| *start < sentence.end());
    starts.find_map(|start| name_at(candidates, start))
}

/// The name that starts at a token; the candidates are in the order of the text.
fn name_at(candidates: &[Candidate], token: usize) -> Option<usize> {
    let first = candidates.partition_point(|other| other.tokens.start() < token);
    let end = candidates.partition_point(|other| other.tokens.start() <= token);
    (first..end).find(|&other| candidates[other].kind == Kind::Name)
}

fn is_word(token: &str) -> bool {
    token.starts_with(char::is_alphabetic)
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use crate::{annotate, document::MentionKind, knowledge::Knowledge};

    #[test]
    fn a_pronoun_in_front_of_a_clause_is_its_subject() {
        let knowledge = Knowledge::builtin();
        for (text, pronoun, name) in [
            ("After his release, Tomasz Wolski flew home.", "his", "Tomasz Wolski"),
            ("While she was abroad, Amina Okoro lost the vote.", "she", "Amina Okoro"),
            ("In her speech on Monday, Amina Okoro thanked the voters.", "her", "Amina Okoro"),
            ("Fred Moss lost his job, Paul Keller said.", "his", "Fred Moss"),
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
