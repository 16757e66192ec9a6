//! The sentences that the scorer and its teacher learn from, in one order: pairs of mentions and what a corpus says of
//! them.

use std::{error::Error, path::Path};

use super::facts::Gold;
use crate::{
    document::{Document, Named as _, RelationType},
    knowledge::Knowledge,
    pipeline::{Options, find_entities},
    relations::{
        learned::{Label, Pair},
        sentences,
    },
    shallow::chunk::Clauses,
    text::{ByteSpan, EntityId},
    train::{
        corpora::{
            facts::{self, FactCorpus, Passage, read_facts},
            news::{End, Fold, NewsRelation, NewsText, overlap, read_news},
            open,
        },
        eval_relations::with_names,
    },
};

/// A part of what is learned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// News annotated by reading: what is not said is not so.
    News,
    /// Corpora of facts, which tell of some labels only.
    Facts,
    /// News that nobody annotated.
    Open,
    /// News annotated by reading, for looking at: nothing learns from it.
    Development,
}

impl Part {
    /// As the teacher is told.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Facts => "facts",
            Self::Open => "open",
            Self::Development => "development",
        }
    }
}

/// A sentence with the pairs of its mentions.
pub(super) struct Sentence<'a> {
    pub(super) doc: &'a Document,
    pub(super) span: ByteSpan,
    pub(super) clauses: Clauses<'a>,
    pub(super) pairs: Vec<Pair>,
    corpus: Corpus<'a>,
}

/// Where a sentence is from.
#[derive(Clone, Copy)]
enum Corpus<'a> {
    News { number: usize, text: &'a NewsText },
    Facts { corpus: &'a FactCorpus, passage: &'a Passage },
    Open,
}

impl Sentence<'_> {
    /// Whether the corpus says a label of a pair; none where it does not tell.
    pub(super) fn says(&self, pair: &Pair, label: Label) -> Option<bool> {
        match self.corpus {
            Corpus::News { text, .. } => {
                Some(news_say(text, self.doc, self.span, pair.entities, label))
            }
            Corpus::Facts { corpus, passage } => {
                let gold = Gold { doc: self.doc, passage, is_full: corpus.is_full };
                gold.says(pair.entities, label, self.span.start())
            }
            Corpus::Open => None,
        }
    }

    /// The number of its text among those of `news-gold`. Our own were chosen because they say much: they do not show
    /// how sure one may be of any news.
    pub(super) fn news(&self) -> Option<usize> {
        match self.corpus {
            Corpus::News { number, text } if !text.is_own => Some(number),
            _ => None,
        }
    }
}

/// All labels: a type, and for what has a direction also that the later mention is the subject.
pub(super) fn labels() -> Vec<Label> {
    let both = RelationType::ALL.iter().flat_map(|(relation, _)| {
        [false, true].map(|is_swapped| Label { relation: *relation, is_swapped })
    });
    both.filter(|label| !(label.is_swapped && label.relation.is_symmetric())).collect()
}

/// Calls for each sentence of a part, in order.
///
/// # Errors
/// When a corpus cannot be read, or `see` fails.
pub(super) fn visit(
    data: &Path,
    knowledge: &Knowledge,
    part: Part,
    mut see: impl FnMut(&Sentence) -> Result<(), Box<dyn Error>>,
) -> Result<(), Box<dyn Error>> {
    let mut see_all = |doc: &Document, corpus: Corpus| {
        sentences(doc, knowledge).into_iter().try_for_each(|(span, clauses, pairs)| {
            see(&Sentence { doc, span, clauses, pairs, corpus })
        })
    };
    let read = |text: &str| find_entities(text, knowledge, &Options::default(), |_| ());
    match part {
        Part::News | Part::Development => {
            let is_news = part == Part::News;
            let fold = if is_news { Fold::Training } else { Fold::Development };
            for (number, text) in read_news(data, fold)?.iter().enumerate() {
                see_all(&read(&text.text), Corpus::News { number, text })?;
            }
        }
        Part::Facts => {
            for name in ["knowledgenet", "re-docred"] {
                let corpus = &read_facts(name, data, facts::Part::Training)?;
                for passage in &corpus.passages {
                    let doc = with_names(&passage.text, knowledge, &passage.names);
                    see_all(&doc, Corpus::Facts { corpus, passage })?;
                }
            }
        }
        Part::Open => {
            for text in open::read(data)? {
                see_all(&read(&text), Corpus::Open)?;
            }
        }
    }
    Ok(())
}

/// Whether the readers say a label of two entities, in the order of the text, in a sentence.
fn news_say(
    text: &NewsText,
    doc: &Document,
    sentence: ByteSpan,
    entities: [EntityId; 2],
    label: Label,
) -> bool {
    let sentence = sentence.start()..sentence.end();
    let [one, other] = entities;
    let (subject, object) = if label.is_swapped { (other, one) } else { (one, other) };
    let joins = |subject: EntityId, object: EntityId, gold: &NewsRelation| {
        stands_at(doc, subject, &gold.subject) && stands_at(doc, object, &gold.object)
    };
    text.relations.iter().any(|gold| {
        gold.relation == label.relation
            && overlap(&gold.sentence, &sentence)
            && (joins(subject, object, gold)
                || label.relation.is_symmetric() && joins(object, subject, gold))
    })
}

/// Whether a mention of an entity shares a letter with an end.
fn stands_at(doc: &Document, entity: EntityId, end: &End) -> bool {
    let after = doc.mentions.partition_point(|mention| mention.span.start() < end.span.end);
    let near = doc.mentions[after.saturating_sub(8)..after].iter();
    near.filter(|mention| mention.entity == Some(entity))
        .any(|mention| overlap(&(mention.span.start()..mention.span.end()), &end.span))
}
