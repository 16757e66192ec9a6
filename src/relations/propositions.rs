//! What a sentence's verbs say of whom, as the patterns read it: for people who want to see why a relation was found or
//! missed.

use std::fmt;

use super::{is_title, mentions_of, phrase::Participant, speech};
use crate::{
    document::{Document, Modality, Named as _},
    knowledge::Knowledge,
    shallow::chunk::{Clauses, Group, Kind},
    text::TokenSpan,
};

/// A verb with what fills its places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proposition {
    /// The verb with its helpers, as written.
    predicate: String,
    /// A place, "who", "whom" or a preposition, and the words that fill it.
    arguments: Vec<(String, String)>,
    negated: bool,
    modality: Modality,
    /// Who says so, if it is reported.
    said_by: Option<String>,
}

impl fmt::Display for Proposition {
    /// "bought(who: Acme; whom: Corvid) denied, asserted, says Rana".
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments: Vec<String> =
            self.arguments.iter().map(|(place, words)| format!("{place}: {words}")).collect();
        write!(formatter, "{}({})", self.predicate, arguments.join("; "))?;
        let denied = if self.negated { " denied," } else { "" };
        write!(formatter, "{denied} {}", self.modality.name())?;
        self.said_by.iter().try_for_each(|speaker| write!(formatter, ", says {speaker}"))
    }
}

/// The propositions of a document's verbs, in the order of the text; "be" alone says none.
pub(crate) fn read(doc: &Document, knowledge: &Knowledge) -> Vec<Proposition> {
    let mut all = Vec::new();
    each_sentence(doc, knowledge, |clauses| {
        let reports = speech::find(clauses);
        for (at, chunk) in clauses.chunks.iter().enumerate() {
            if let Some(group) = chunk.group().filter(|group| !group.is_copula) {
                all.push(of_verb(doc, clauses, &reports, (at, group)));
            }
        }
    });
    all
}

/// The sentences as rows of phrases: "[Rana] met/verb [Keller] in [Portia]".
pub(crate) fn phrases(doc: &Document, knowledge: &Knowledge) -> Vec<String> {
    let mut rows = Vec::new();
    each_sentence(doc, knowledge, |clauses| {
        let phrase = |chunk: usize| {
            let words = words(doc, clauses, chunk);
            match clauses.chunks[chunk].kind {
                Kind::Noun => format!("[{words}]"),
                Kind::Time => format!("[{words}]/time"),
                Kind::Verb(_) => format!("{}/verb", words.replace(' ', "_")),
                _ => words,
            }
        };
        rows.push((0..clauses.chunks.len()).map(phrase).collect::<Vec<_>>().join(" "));
    });
    rows
}

fn each_sentence(doc: &Document, knowledge: &Knowledge, mut see: impl FnMut(&Clauses)) {
    let mut first = 0;
    for sentence in &doc.sentences {
        let mentions = mentions_of(doc, sentence, &mut first);
        see(&Clauses::new(doc, &knowledge.english, sentence, mentions, is_title(doc, sentence)));
    }
}

fn of_verb(
    doc: &Document,
    clauses: &Clauses,
    reports: &[speech::Report],
    (verb, group): (usize, Group),
) -> Proposition {
    let is_passive = clauses.is_passive(verb, group);
    let name = |who: &Participant| {
        let mention = doc.mentions.get(who.mention.index());
        mention.map_or(String::new(), |mention| doc.words(mention.tokens).into_owned())
    };
    let filled = |place: &str, who: &[Participant]| {
        let names: Vec<String> = who.iter().map(name).collect();
        (!names.is_empty()).then(|| (place.to_owned(), names.join(", ")))
    };
    let subject = if is_passive { clauses.passive_subject(verb, 5) } else { clauses.subject(verb) };
    let mut arguments: Vec<(String, String)> = Vec::new();
    if is_passive {
        arguments.extend(filled("who", &clauses.agent(verb).0));
        arguments.extend(filled("whom", &subject.who));
    } else {
        arguments.extend(filled("who", &subject.who));
    }
    arguments.extend(after_verb(doc, clauses, verb, is_passive));
    let reported = reports
        .iter()
        .filter(|report| report.scope.contains(&verb) && !report.said_by.contains(&verb))
        .min_by_key(|report| report.scope.len());
    let speaker = subject.claimed_by.or_else(|| reported.and_then(|report| report.speaker));
    Proposition {
        predicate: words(doc, clauses, verb),
        arguments,
        negated: subject.negated,
        modality: subject.modality,
        said_by: speaker.as_ref().map(name),
    }
}

/// What follows a verb in its own clause: its object, and phrases by their prepositions.
fn after_verb(
    doc: &Document,
    clauses: &Clauses,
    verb: usize,
    is_passive: bool,
) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut at = verb + 1;
    while let Some(kind) = clauses.kind(at) {
        let is_filled = matches!(clauses.kind(at + 1), Some(Kind::Noun | Kind::Time));
        match kind {
            Kind::Noun if at == verb + 1 && !is_passive => {
                found.push(("whom".to_owned(), words(doc, clauses, at)));
            }
            Kind::Time => found.push(("when".to_owned(), words(doc, clauses, at))),
            Kind::Preposition if is_filled => {
                let preposition = clauses.word(at);
                if !(is_passive && preposition == "by") {
                    found.push((preposition.to_owned(), words(doc, clauses, at + 1)));
                }
                at += 1;
            }
            Kind::Adverb => {}
            _ => break,
        }
        at += 1;
    }
    found
}

/// A chunk as written.
fn words(doc: &Document, clauses: &Clauses, chunk: usize) -> String {
    let units = clauses.units_of(chunk);
    let (Some(first), Some(last)) = (units.first(), units.last()) else { return String::new() };
    doc.words(TokenSpan::new(first.tokens.start(), last.tokens.end())).into_owned()
}
