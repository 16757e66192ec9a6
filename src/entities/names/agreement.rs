//! One name, one type, in all the article, and at all the places where it stands.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    Candidate, mention,
    usual::{Usual, is_headline},
    word::Line,
};
use crate::{
    document::{Confidence, Document, EntityType, Mention, Source},
    lists::{Lists, WordClasses},
    order::{gather, sort_by_key},
    text::{Lower, TokenSpan},
};

/// Against the type that a name has elsewhere in the article, the network must be this sure.
const SURE_AGAINST_ALL: Confidence = Confidence::percent(95);
/// What decides otherwise.
const SAME_ELSEWHERE: &str = "same name elsewhere in the text";
/// How sure a name must be to be one at other places, too.
const SURE_ELSEWHERE: Confidence = Confidence::percent(80);
/// How sure it is there, in hundredths: about so many were right on the development sets.
const SURE_OF_COPY: u8 = 75;

/// Gives each name one type in all the article, except where the network is sure that it is another:
/// a surname in one line and the firm of that name in the next. "Solvang ASA" speaks for "Solvang".
pub(super) fn agree(doc: &Document, usual: &Usual<'_>, lists: &Lists, learned: &mut [Mention]) {
    let mut votes: BTreeMap<String, BTreeMap<EntityType, u64>> = BTreeMap::new();
    for mention in learned.iter() {
        let name = without_legal_form(doc, lists, mention);
        // A legal form says more than the network.
        let weight = if name == mention.tokens { 1 } else { 2 };
        let votes = votes.entry(usual.phrase(name)).or_default();
        *votes.entry(mention.entity_type).or_default() +=
            weight * u64::from(mention.confidence.as_percent());
    }
    for mention in learned {
        if mention.source == Source::MODEL && mention.confidence < SURE_AGAINST_ALL {
            // None for a name with its legal form: that says enough.
            let votes = votes.get(&usual.phrase(mention.tokens));
            // Of two types with as many votes, the first in the order of types.
            let most = votes.and_then(|all| {
                all.iter()
                    .max_by_key(|&(kind, votes)| (votes, Reverse(kind)))
                    .map(|(&kind, &most)| (kind, most * 100 / all.values().sum::<u64>().max(1)))
            });
            if let Some((kind, share)) = most.filter(|&(kind, _)| kind != mention.entity_type) {
                mention.entity_type = kind;
                mention.confidence = Confidence::percent(share as u8); // at most 100
                mention.source = Source::rule(SAME_ELSEWHERE);
            }
        }
    }
}

/// An organisation's name without "Inc", "ASA".
fn without_legal_form(doc: &Document, lists: &Lists, name: &Mention) -> TokenSpan {
    let (start, end) = (name.tokens.start(), name.tokens.end());
    let is_form = |token: usize| lists.classes(doc.token_text(token)).any(WordClasses::ORG_SUFFIX);
    let ends_so = name.entity_type == EntityType::Org && end - start > 1 && is_form(end - 1);
    TokenSpan::new(start, if ends_so { end - 1 } else { end })
}

/// Cuts what a headline's capitals have joined to a name of the running text: "Opens" of "Brightwell Opens".
pub(super) fn cut_in_headlines(
    doc: &Document,
    lines: &[Line<'_>],
    usual: &Usual<'_>,
    learned: &mut [Mention],
) {
    let is_loud = |name: &Mention| {
        let at = lines.partition_point(|line| line.first + line.words.len() <= name.tokens.start());
        lines.get(at).is_some_and(is_headline)
    };
    let (loud, told): (Vec<usize>, Vec<usize>) =
        (0..learned.len()).partition(|&index| is_loud(&learned[index]));
    let known: BTreeSet<String> =
        gather(told.into_iter().map(|index| usual.phrase(learned[index].tokens)));
    for index in loud {
        let name = &mut learned[index];
        let (start, end) = (name.tokens.start(), name.tokens.end());
        let is_known = |end: usize| known.contains(&usual.phrase(TokenSpan::new(start, end)));
        let shorter = (start + 1..end).rev().find(|&end| is_known(end));
        if let Some(end) = shorter.filter(|_| !is_known(end)) {
            name.tokens = TokenSpan::new(start, end);
            name.span = doc.token_bytes(name.tokens);
        }
    }
}

/// Finds sure names again where the network saw none: not inside of longer ones, and not when it saw
/// none at most of the places.
pub(super) fn carry(doc: &Document, usual: &Usual<'_>, lists: &Lists, learned: &mut Vec<Mention>) {
    let names = sure_names(doc, usual, lists, learned);
    let ends = [0].into_iter().chain(learned.iter().map(|name| name.tokens.end()));
    let starts = learned.iter().map(|name| name.tokens.start()).chain([doc.tokens.len()]);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for name in learned.iter() {
        *seen.entry(usual.phrase(name.tokens)).or_default() += 1;
        let short = without_legal_form(doc, lists, name);
        if short != name.tokens {
            *seen.entry(usual.phrase(short)).or_default() += 1;
        }
    }
    let mut copies: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
    for gap in ends.zip(starts) {
        for copy in copies_between(doc, usual, &names, gap) {
            copies.entry(usual.phrase(copy.tokens)).or_default().push(copy);
        }
    }
    copies.retain(|text, copies| copies.len() <= seen.get(text).copied().unwrap_or_default());
    learned.extend(copies.into_values().flatten());
    sort_by_key(learned, |name| name.tokens);
}

/// Names by their first word: where one stands, and its type.
type Names<'d> = BTreeMap<&'d str, Vec<(TokenSpan, EntityType)>>;

/// The names that are sure enough. "Solvang ASA" is also "Solvang".
fn sure_names<'d>(
    doc: &Document,
    usual: &'d Usual<'_>,
    lists: &Lists,
    learned: &[Mention],
) -> Names<'d> {
    let mut names = Names::new();
    for name in learned.iter().filter(|name| name.confidence >= SURE_ELSEWHERE) {
        let short = without_legal_form(doc, lists, name);
        let both = [name.tokens, short];
        for tokens in both.into_iter().take(if short == name.tokens { 1 } else { 2 }) {
            let known = names.entry(usual.token(tokens.start())).or_default();
            let text = usual.phrase(tokens);
            let is_word = lists.classes(&text.lower()).any(WordClasses::COMMON);
            let is_known = known.iter().any(|&(other, _)| usual.phrase(other) == text);
            if is_capitalised(&text) && !is_word && !is_known {
                known.push((tokens, name.entity_type));
            }
        }
    }
    names
}

/// Names that stand between two tokens, unseen.
fn copies_between(
    doc: &Document,
    usual: &Usual<'_>,
    names: &Names<'_>,
    (start, end): (usize, usize),
) -> Vec<Mention> {
    let mut copies = Vec::new();
    let mut token = start;
    while token < end {
        let known = names.get(usual.token(token)).into_iter().flatten();
        let here = known.filter(|(name, _)| stands_alone(doc, usual, *name, token, end));
        let Some(&(name, entity_type)) = here.max_by_key(|(name, _)| name.len()) else {
            token += 1;
            continue;
        };
        let tokens = TokenSpan::new(token, token + name.len());
        copies.push(mention(
            doc,
            Candidate {
                tokens,
                entity_type: Some(entity_type),
                sure: SURE_OF_COPY,
                source: Source::rule(SAME_ELSEWHERE),
                doubtful: false,
            },
        ));
        token = tokens.end();
    }
    copies
}

/// Whether a name's words stand at a token, and no capitalised ones before or after them.
fn stands_alone(
    doc: &Document,
    usual: &Usual<'_>,
    name: TokenSpan,
    token: usize,
    end: usize,
) -> bool {
    let sentence = doc.sentence_of(token).tokens;
    let after = token + name.len();
    let is_capital =
        |token: usize| sentence.range().contains(&token) && is_capitalised(usual.token(token));
    after <= end.min(sentence.end())
        && (token..after)
            .zip(name.range())
            .all(|(here, there)| usual.token(here) == usual.token(there))
        && !is_capital(after)
        && !token.checked_sub(1).is_some_and(is_capital)
}

fn is_capitalised(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::{
        knowledge::Knowledge,
        testing::{bracketed, english},
    };

    /// The mentions of a marked text, all as sure and from the network.
    fn learned(doc: &Document, sure: u8) -> Vec<Mention> {
        let mut mentions = doc.mentions.clone();
        for mention in &mut mentions {
            mention.confidence = Confidence::percent(sure);
            mention.source = Source::MODEL;
        }
        mentions
    }

    fn places(mentions: &[Mention]) -> Vec<(TokenSpan, EntityType)> {
        mentions.iter().map(|mention| (mention.tokens, mention.entity_type)).collect()
    }

    #[test]
    fn a_name_has_one_type_unless_the_network_is_sure() {
        let lists = Knowledge::builtin().lists;
        for (text, sure, expected) in [
            (
                "[Hradil]ORG rose as [Hradil]ORG and [Hradil]PERSON",
                80,
                "[Hradil]ORG rose as [Hradil]ORG and [Hradil]ORG",
            ),
            (
                "[Jordan]GPE rose as [Jordan]GPE and [Jordan]PERSON",
                97,
                "[Jordan]GPE rose as [Jordan]GPE and [Jordan]PERSON",
            ),
            (
                "[Solvang Marine ASA]ORG and [Solvang Sea Ltd]ORG buy from [Solvang Marine]PERSON",
                80,
                "[Solvang Marine ASA]ORG and [Solvang Sea Ltd]ORG buy from [Solvang Marine]ORG",
            ),
            (
                "[Eberhard Solvang]PERSON , [Eberhard Solvang]PERSON and [Eberhard Solvang AG]ORG",
                80,
                "[Eberhard Solvang]PERSON , [Eberhard Solvang]PERSON and [Eberhard Solvang AG]ORG",
            ),
        ] {
            let doc = bracketed(text);
            let mut mentions = learned(&doc, sure);
            agree(&doc, &Usual::new(&doc, &[], &lists, &english().words), &lists, &mut mentions);
            assert_eq!(places(&mentions), places(&bracketed(expected).mentions), "{text}");
        }
    }

    #[test]
    fn a_sure_name_is_found_again() {
        let lists = Knowledge::builtin().lists;
        for (text, expected) in [
            (
                "[Tavlan Steel]ORG fell . Unions blame Tavlan Steel for it",
                "[Tavlan Steel]ORG fell . Unions blame [Tavlan Steel]ORG for it",
            ),
            ("[Tavlan]ORG fell . Then Ada Tavlan left", "[Tavlan]ORG fell . Then Ada Tavlan left"),
            (
                "[Tavlan]ORG fell . Tavlan or Tavlan rose",
                "[Tavlan]ORG fell . Tavlan or Tavlan rose",
            ),
            ("[The]PERSON fell . See The one", "[The]PERSON fell . See The one"),
        ] {
            let doc = bracketed(text);
            let mut mentions = learned(&doc, 90);
            carry(&doc, &Usual::new(&doc, &[], &lists, &english().words), &lists, &mut mentions);
            assert_eq!(places(&mentions), places(&bracketed(expected).mentions), "{text}");
        }
    }
}
