//! Names that the trained network sees, joined with those of lists and rules.

use std::collections::BTreeSet;

use super::{
    agreement, bodies, context::KIND_OF_ORGANISATION, dateline, mention, months, no_names, pairs,
    usual::Usual, word::Line,
};
use crate::{
    document::{Confidence, Document, EntityType, Mention, Source, SourceKind},
    english::English,
    entities::names::Candidate,
    lists::{Lists, WordClasses},
    model::NameModel,
    order::gather,
    text::TokenSpan,
};

// These were chosen on the development sets of web text, Wikipedia and news.

/// A name that only lists or rules see must be this sure.
const SURE_ALONE: Confidence = Confidence::percent(75);
/// To change the type that the network sees, they must be this sure, and not less than the network.
const SURE_OF_TYPE: Confidence = Confidence::percent(75);
/// To replace shorter names by one that covers them, a rule must be this sure.
const SURE_OF_MORE: Confidence = Confidence::percent(75);
/// And a list.
const LIST_SURE_OF_MORE: Confidence = Confidence::percent(60);

/// What may be a title may be part of a name, too.
const NAMES_OF_PEOPLE: WordClasses =
    WordClasses::from_all(&[WordClasses::FORENAME, WordClasses::SURNAME]);

/// How sure the finders are, and what share of such names is right: measured on the development sets,
/// in hundredths. Between the rows, in a straight line.
const RELIABILITY: &[(u8, u8)] =
    &[(0, 0), (47, 36), (55, 43), (65, 54), (75, 65), (85, 75), (97, 93), (100, 96)];

/// A confidence that says how many of such names are right.
fn calibrated(confidence: Confidence) -> Confidence {
    let sure = confidence.as_percent();
    let segment = RELIABILITY.windows(2).find(|pair| sure <= pair[1].0);
    let Some([(from, low), (to, high)]) = segment.and_then(|pair| pair.first_chunk().copied())
    else {
        return confidence;
    };
    let [sure, from, to, low, high] = [sure, from, to, low, high].map(u32::from);
    let right = low + ((high - low) * (sure - from) + (to - from) / 2) / (to - from);
    Confidence::percent(right as u8)
}

/// The names that the network sees in each sentence.
pub(super) fn find(
    doc: &Document,
    usual: &Usual<'_>,
    model: &NameModel,
    lists: &Lists,
) -> Vec<Mention> {
    let found = model.find_names(&usual.sentences(doc));
    let in_document = doc.sentences.iter().zip(found).flat_map(|(sentence, names)| {
        let first = sentence.tokens.start();
        names.into_iter().map(move |name| Candidate {
            tokens: TokenSpan::new(first + name.tokens.start(), first + name.tokens.end()),
            entity_type: Some(name.entity_type),
            sure: percent(name.probability),
            source: Source::MODEL,
            doubtful: false,
        })
    });
    in_document
        .map(|candidate| Candidate { tokens: without_title(doc, &candidate, lists), ..candidate })
        .map(|candidate| mention(doc, candidate))
        .collect()
}

/// A person's name without the form of address before it: "Okoro" in "Ms Okoro".
fn without_title(doc: &Document, name: &Candidate, lists: &Lists) -> TokenSpan {
    let words = name.tokens.range().map(|token| doc.token_text(token));
    let length = name.tokens.len();
    let is_title = |&(title, classes): &(usize, WordClasses)| {
        title < length && classes.any(WordClasses::HONORIFIC) && !classes.any(NAMES_OF_PEOPLE)
    };
    let title = match name.entity_type {
        Some(EntityType::Person) => lists.class_matches(words).into_iter().rev().find(is_title),
        _ => None,
    };
    let start = name.tokens.start() + title.map_or(0, |(title, _)| title);
    TokenSpan::new(start, name.tokens.end())
}

#[expect(clippy::cast_sign_loss, reason = "a probability is not negative")]
pub(super) fn percent(probability: f32) -> u8 {
    (probability * 100.0 + 0.5) as u8
}

/// Adds to the network's names those that lists and rules are sure of, and lets them correct its types.
pub(super) fn join(
    doc: &Document,
    lines: &[Line<'_>],
    usual: &Usual<'_>,
    lists: &Lists,
    english: &English,
    mut learned: Vec<Mention>,
    listed: Vec<Mention>,
) -> Vec<Mention> {
    let told = told_organisations(usual, &listed);
    for mention in listed {
        let (start, end) = (mention.tokens.start(), mention.tokens.end());
        let at = learned.partition_point(|known| known.tokens.end() <= start);
        match learned.get_mut(at).filter(|known| known.tokens.start() < end) {
            None if mention.confidence >= SURE_ALONE => learned.insert(at, mention),
            Some(known) if known.tokens == mention.tokens => settle(known, mention),
            Some(_) if is_sure_of_more(&mention) => {
                let inside =
                    |known: &&Mention| start <= known.tokens.start() && known.tokens.end() <= end;
                let covered = learned[at..].iter().take_while(|known| known.tokens.start() < end);
                let (covered, inside) = (covered.clone().count(), covered.filter(inside).count());
                if covered == inside {
                    learned.splice(at..at + covered, [mention]);
                }
            }
            _ => {}
        }
    }
    for mention in &mut learned {
        if mention.source == Source::MODEL && told.contains(&usual.phrase(mention.tokens)) {
            mention.entity_type = EntityType::Org;
            mention.source = Source::rule(KIND_OF_ORGANISATION);
        }
    }
    no_names::take_out(doc, lists, english, &mut learned);
    no_names::people_by_what_they_do(doc, usual, lists, english, &mut learned);
    pairs::join(doc, lists, &mut learned);
    pairs::kin(doc, english, &mut learned);
    bodies::by_words_beside(doc, usual, lists, english, &mut learned);
    dateline::read(doc, lines, lists, &mut learned);
    agreement::cut_in_headlines(doc, lines, usual, &mut learned);
    agreement::agree(doc, usual, lists, &mut learned);
    agreement::carry(doc, usual, lists, &mut learned);
    months::add_surnames(doc, english, &mut learned);
    for mention in &mut learned {
        mention.confidence = calibrated(mention.confidence);
    }
    learned
}

/// Takes the list's type, as sure as the less sure of both.
fn take_kind_of_place(known: &mut Mention, listed: Mention) {
    let confidence = known.confidence.min(listed.confidence);
    *known = Mention { confidence, ..listed };
}

fn is_sure_of_more(listed: &Mention) -> bool {
    let is_listed = listed.source.kind == SourceKind::List;
    listed.confidence >= if is_listed { LIST_SURE_OF_MORE } else { SURE_OF_MORE }
}

/// Names of which the text says somewhere that they are organisations: "the exchange Coinmost".
fn told_organisations(usual: &Usual<'_>, listed: &[Mention]) -> BTreeSet<String> {
    let told = Source::rule(KIND_OF_ORGANISATION);
    let told = listed.iter().filter(|mention| mention.source == told);
    gather(told.map(|mention| usual.phrase(mention.tokens)))
}

/// Settles what a name is that the network and a list or rule see.
fn settle(known: &mut Mention, listed: Mention) {
    let is_place = |t: EntityType| matches!(t, EntityType::Gpe | EntityType::Loc | EntityType::Fac);
    let is_listed = listed.source.kind == SourceKind::List;
    if known.entity_type == listed.entity_type {
        known.confidence = known.confidence.max(listed.confidence);
        if is_listed {
            known.source = listed.source;
        }
    } else if listed.confidence >= SURE_OF_TYPE.max(known.confidence) {
        *known = listed;
    } else if is_listed && is_place(known.entity_type) && is_place(listed.entity_type) {
        // Both see a place, and a list knows best which kind.
        take_kind_of_place(known, listed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{bracketed, english};

    /// Mentions of a marked text, all as sure and from this source.
    fn mentions(marked: &str, sure: u8, source: &Source) -> Vec<Mention> {
        let mut mentions = bracketed(marked).mentions;
        for mention in &mut mentions {
            mention.confidence = Confidence::percent(sure);
            mention.source = source.clone();
        }
        mentions
    }

    #[test]
    fn confidence_is_the_share_that_is_right() {
        for (sure, right) in [(0, 0), (47, 36), (60, 49), (97, 93), (100, 96)] {
            assert_eq!(calibrated(Confidence::percent(sure)), Confidence::percent(right), "{sure}");
        }
    }

    #[test]
    fn lists_add_and_correct_what_they_are_sure_of() {
        for (learned, sure, listed, listed_sure, expected) in [
            ("in [Dodoma]PERSON now", 70, "in [Dodoma]GPE now", 93, "in [Dodoma]GPE now"),
            ("in [Jordan]PERSON now", 98, "in [Jordan]GPE now", 97, "in [Jordan]PERSON now"),
            ("in [Jordan]LOC now", 99, "in [Jordan]GPE now", 97, "in [Jordan]GPE now"),
            ("in Dodoma now", 0, "in [Dodoma]GPE now", 93, "in [Dodoma]GPE now"),
            ("in Dodoma now", 0, "in [Dodoma]GPE now", 65, "in Dodoma now"),
            (
                "the Czech [Union]ORG said",
                99,
                "the [Czech Union]ORG said",
                80,
                "the [Czech Union]ORG said",
            ),
            ("[Ada Obi]PERSON left", 60, "[Ada]PERSON Obi left", 99, "[Ada Obi]PERSON left"),
        ] {
            let doc = bracketed(learned);
            let joined = join(
                &doc,
                &[],
                &Usual::new(&doc, &[], &Lists::default(), &english().words),
                &Lists::default(),
                english(),
                mentions(learned, sure, &Source::MODEL),
                mentions(listed, listed_sure, &Source::list("test")),
            );
            let of = |mentions: Vec<Mention>| -> Vec<_> {
                mentions.into_iter().map(|m| (m.span, m.entity_type)).collect()
            };
            assert_eq!(of(joined), of(bracketed(expected).mentions), "{learned} {listed}");
        }
    }

    #[cfg(feature = "embedded")]
    #[test]
    fn a_form_of_address_is_no_part_of_a_name() {
        let lists = crate::knowledge::Knowledge::builtin().lists;
        for (marked, expected) in [
            ("[Ms van den Bergh]PERSON left", "van den Bergh"),
            ("[Dr. Amina Okoro]PERSON left", "Amina Okoro"),
            ("[Miss]PERSON left", "Miss"),
            ("[Dr Pepper]ORG left", "Dr Pepper"),
        ] {
            let doc = bracketed(marked);
            let name = Candidate {
                tokens: doc.mentions[0].tokens,
                entity_type: Some(doc.mentions[0].entity_type),
                sure: 90,
                source: Source::MODEL,
                doubtful: false,
            };
            let tokens = without_title(&doc, &name, &lists);
            assert_eq!(doc.text.slice(doc.token_bytes(tokens)), expected, "{marked}");
        }
    }
}
