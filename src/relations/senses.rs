//! Words of violence in the language of sport: who "robbed" a defender committed no crime. The words are data:
//! `relations/senses.txt`.

use super::found::Found;
use crate::{
    document::{Document, EntityType, PloverClass, RelationType, Sentence},
    english::{Files, List},
    shallow::chunk::Clauses,
    text::Lower,
};

/// The lists.
#[derive(Debug)]
pub(crate) struct SenseWords {
    play: List,
    matches: List,
    weak_matches: List,
    grave: List,
}

impl SenseWords {
    pub(crate) fn read(files: &Files) -> Self {
        let list = |name| files.list("senses", name);
        Self {
            play: list("play"),
            matches: list("match"),
            weak_matches: list("weak match"),
            grave: list("grave"),
        }
    }
}

/// Whether what was found is a scene of a match, by its verb and the words of the paragraph.
pub(super) fn is_play(
    doc: &Document,
    sentence: &Sentence,
    clauses: &Clauses,
    found: &Found,
) -> bool {
    if !is_hostile(found) || !is_of_play(clauses, found) {
        return false;
    }
    let lists = &clauses.english.senses;
    let words = paragraph(doc, sentence);
    let count = |list: &List| {
        let said = |entry: &&str| words.contains(&format!(" {entry} "));
        list.entries().filter(said).count()
    };
    let (sure, weak) = (count(&lists.matches), count(&lists.weak_matches));
    // What states do to each other is seldom play.
    let among_states = [found.subject, found.object].iter().all(|who| is_state(who.entity_type));
    let is_match = if among_states { sure > 0 && sure + weak > 1 } else { sure > 0 || weak > 1 };
    is_match && count(&lists.grave) == 0
}

fn is_state(entity_type: EntityType) -> bool {
    matches!(entity_type, EntityType::Gpe | EntityType::Norp)
}

fn is_hostile(found: &Found) -> bool {
    use PloverClass::{Assault, Coerce, Crime, Threaten};
    found.relation == RelationType::Accuses
        || found.class().is_some_and(|class| matches!(class, Assault | Coerce | Crime | Threaten))
}

fn is_of_play(clauses: &Clauses, found: &Found) -> bool {
    let word = clauses.units.get(found.trigger.start).map_or("", |unit| &unit.word);
    let play = &clauses.english.senses.play;
    play.holds(word) || clauses.english.words.lemmas(word).iter().any(|lemma| play.holds(lemma))
}

/// The words of a sentence and those beside it in its paragraph, in small letters with a blank around each.
fn paragraph(doc: &Document, sentence: &Sentence) -> String {
    const NEAR: usize = 60;
    let is_of_block = |token: &usize| doc.sentence_of(*token).block == sentence.block;
    let start = sentence.tokens.start().saturating_sub(NEAR);
    let end = (sentence.tokens.end() + NEAR).min(doc.tokens.len());
    let mut words = String::from(" ");
    for token in (start..end).filter(is_of_block) {
        words.push_str(&doc.token_text(token).lower());
        words.push(' ');
    }
    words
}
