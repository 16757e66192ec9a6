//! What stands behind a name: the same evidence that finds names, shown instead of joined.

use std::collections::BTreeMap;

use super::{find_listed, learned, usual::Usual, word};
use crate::{
    document::{Confidence, Document, EntityType, MentionKind, Source},
    knowledge::Knowledge,
    order::sort_by_key,
    text::TokenSpan,
};

/// Of what the network thinks possible, this much is told.
const READINGS: usize = 3;

/// The evidence for what some words are, for a reader to judge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What the network takes the words for, from the most probable; at most three, and none without
    /// a network. The probabilities are its own, before lists and rules had their say.
    pub readings: Vec<Reading>,
    /// What lists and rules alone take these words for.
    pub listed: Option<Listed>,
    /// How often the same words are a name elsewhere in the article, by type, from the most frequent.
    pub elsewhere: Vec<(EntityType, usize)>,
}

/// One thing that words may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// `None` for no name.
    pub entity_type: Option<EntityType>,
    /// Of exactly these words being that.
    pub probability: Confidence,
}

/// What a list or rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What it takes the words for.
    pub entity_type: EntityType,
    /// Which list or rule.
    pub source: Source,
}

pub(in crate::entities) fn explain(
    doc: &Document,
    knowledge: &Knowledge,
    tokens: TokenSpan,
) -> Explanation {
    let lines = word::lines(doc, &knowledge.lists);
    let listed = find_listed(doc, &lines, &knowledge.lists);
    let listed = listed.into_iter().find(|name| name.tokens == tokens);
    let usual = Usual::new(doc, &lines, &knowledge.lists, &knowledge.english.words);
    Explanation {
        readings: readings(doc, &usual, knowledge, tokens),
        listed: listed.map(|name| Listed { entity_type: name.entity_type, source: name.source }),
        elsewhere: elsewhere(doc, tokens),
    }
}

fn readings(
    doc: &Document,
    usual: &Usual<'_>,
    knowledge: &Knowledge,
    tokens: TokenSpan,
) -> Vec<Reading> {
    let Some(model) = knowledge.names() else { return Vec::new() };
    let mut readings: Vec<Reading> = model
        .read(&usual.sentences(doc), tokens)
        .into_iter()
        .map(|(entity_type, probability)| Reading {
            entity_type,
            probability: Confidence::percent(learned::percent(probability)),
        })
        .filter(|reading| reading.probability > Confidence::percent(0))
        .collect();
    sort_by_key(&mut readings, |reading| std::cmp::Reverse(reading.probability));
    readings.truncate(READINGS);
    readings
}

fn elsewhere(doc: &Document, tokens: TokenSpan) -> Vec<(EntityType, usize)> {
    let words = doc.text.slice(doc.token_bytes(tokens));
    let mut counts: BTreeMap<EntityType, usize> = BTreeMap::new();
    for mention in &doc.mentions {
        let is_name = mention.kind == MentionKind::Name;
        if is_name && mention.tokens != tokens && doc.text.slice(mention.span) == words {
            *counts.entry(mention.entity_type).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    sort_by_key(&mut counts, |&(_, count)| std::cmp::Reverse(count));
    counts
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::{entities, text::ByteSpan};

    /// The first place of the words in the text.
    fn span(text: &str, words: &str) -> ByteSpan {
        let start = text.find(words).unwrap_or_else(|| panic!("no {words:?} in {text:?}"));
        ByteSpan::new(start, start + words.len())
    }

    #[test]
    fn a_name_is_explained_by_network_list_and_article() {
        let knowledge = Knowledge::builtin();
        let text = "Reporters left Nairobi on Monday. The road to Nairobi was open.";
        let doc = crate::annotate(text, &knowledge, &crate::Options::default());
        let explained = entities::explain(&doc, &knowledge, span(text, "Nairobi")).unwrap();
        assert_eq!(explained.readings[0].entity_type, Some(EntityType::Gpe));
        assert!(explained.readings.is_sorted_by(|a, b| a.probability >= b.probability));
        let listed = explained.listed.unwrap();
        assert_eq!((listed.entity_type, &*listed.source.id), (EntityType::Gpe, "cities"));
        assert_eq!(explained.elsewhere, [(EntityType::Gpe, 1)]);
    }

    #[test]
    fn words_that_are_no_name_are_explained_as_such() {
        let knowledge = Knowledge::builtin();
        let text = "Reporters left Nairobi on Monday.";
        let doc = crate::annotate(text, &knowledge, &crate::Options::default());
        let explained = entities::explain(&doc, &knowledge, span(text, "left")).unwrap();
        assert_eq!(explained.readings[0].entity_type, None);
        assert_eq!((explained.listed, explained.elsewhere), (None, Vec::new()));
    }

    #[test]
    fn what_is_not_whole_words_has_no_explanation() {
        let knowledge = Knowledge::default();
        let text = "Reporters left Nairobi.";
        let doc = crate::annotate(text, &knowledge, &crate::Options::default());
        for words in ["irob", " ", "left Nai"] {
            let span = span(text, words);
            assert_eq!(entities::explain(&doc, &knowledge, span), None, "{words:?}");
        }
        let rules_only = entities::explain(&doc, &knowledge, span(text, "Nairobi")).unwrap();
        assert_eq!(rules_only.readings, []);
    }
}
