//! How well [`crate::coref`] finds who is meant, on GUM and GAP.
//!
//! GUM: its documents are read by our own segmenter; a phrase counts when it covers exactly the
//! characters of an annotated one. Chains of one phrase are left out on both sides, as `OntoGUM` does.
//! GAP: the two names of an example are given; a name counts as chosen when a chain joins it to the
//! pronoun.

use std::{collections::BTreeSet, path::Path};

use super::{
    coref::{read_document, read_gap},
    corpora::{
        CorpusError,
        coref::{CorefDocument, GapExample, Part, gap, gum},
    },
    segmentation::Counts,
};
use crate::{
    coref::{self, ranking::Table},
    document::Document,
    knowledge::Knowledge,
    text::{ByteSpan, TokenSpan},
};

pub mod metrics;

use metrics::CorefScore;

/// Scores on a part of GUM.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GumScores {
    /// With the phrases that the engine finds.
    pub predicted: CorefScore,
    /// With the annotated phrases given.
    pub given: CorefScore,
}

/// Scores the engine on a part of GUM; `tell` hears of each document what differs.
///
/// # Errors
/// When the corpus cannot be read.
pub fn score_gum(
    data: &Path,
    part: Part,
    knowledge: &Knowledge,
    table: &Table,
    mut tell: impl FnMut(String),
) -> Result<GumScores, CorpusError> {
    let mut scores = GumScores::default();
    for document in gum(data, part)? {
        let doc = read_document(&document.text, &document.paragraphs, knowledge);
        let found = coref::chains(&doc, knowledge, table, None);
        let score = CorefScore::of(&found, &document.clusters);
        tell(differences(&document, &doc, &found, score));
        scores.predicted += score;
        let (clusters, phrases) = on_tokens(&doc, &document.clusters);
        let found = coref::chains(&doc, knowledge, table, Some(&phrases));
        scores.given += CorefScore::of(&found, &clusters);
    }
    Ok(scores)
}

/// The annotated phrases widened to whole tokens of ours, for those few that are not.
fn on_tokens(doc: &Document, clusters: &[Vec<ByteSpan>]) -> (Vec<Vec<ByteSpan>>, Vec<TokenSpan>) {
    let tokens = |span: &ByteSpan| {
        let first = doc.tokens.partition_point(|token| token.span.end() <= span.start());
        let end = doc.tokens.partition_point(|token| token.span.start() < span.end());
        (first < end).then(|| TokenSpan::new(first, end))
    };
    let phrases: Vec<Vec<TokenSpan>> =
        clusters.iter().map(|cluster| cluster.iter().filter_map(tokens).collect()).collect();
    let spans =
        |cluster: &Vec<TokenSpan>| cluster.iter().map(|tokens| doc.token_bytes(*tokens)).collect();
    (phrases.iter().map(spans).collect(), phrases.concat())
}

/// What was missed and what was too much, for reading.
fn differences(
    document: &CorefDocument,
    doc: &Document,
    found: &[Vec<ByteSpan>],
    score: CorefScore,
) -> String {
    let text = |span: &ByteSpan| doc.text.slice(*span).to_owned();
    let all = |clusters: &[Vec<ByteSpan>]| clusters.concat().into_iter().collect::<BTreeSet<_>>();
    let (found_all, gold_all) = (all(found), all(&document.clusters));
    let list = |spans: Vec<&ByteSpan>| spans.into_iter().map(text).collect::<Vec<_>>().join(" | ");
    let chains = |clusters: &[Vec<ByteSpan>]| {
        let lines = clusters.iter().map(|cluster| list(cluster.iter().collect()));
        lines.collect::<Vec<_>>().join("\n    ")
    };
    format!(
        "{} {:.1}\n  missed: {}\n  too much: {}\n  found:\n    {}\n  annotated:\n    {}",
        document.name,
        score.mean(),
        list(gold_all.difference(&found_all).collect()),
        list(found_all.difference(&gold_all).collect()),
        chains(found),
        chains(&document.clusters)
    )
}

/// Scores on GAP: of all pairs of pronoun and name, those found to corefer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GapScores {
    /// Pronouns of men.
    pub masculine: Counts,
    /// Pronouns of women.
    pub feminine: Counts,
}

impl GapScores {
    /// Both together.
    pub fn all(&self) -> Counts {
        let mut all = self.masculine;
        all.add(self.feminine);
        all
    }

    /// The F1 of women's pronouns by that of men's: 1 is without bias.
    pub fn bias(&self) -> f64 {
        self.feminine.f1() / self.masculine.f1()
    }
}

/// Scores the engine on a part of GAP: "development", "validation" or "test".
///
/// # Errors
/// When the corpus cannot be read.
pub fn score_gap(
    data: &Path,
    part: &str,
    knowledge: &Knowledge,
    table: &Table,
) -> Result<GapScores, CorpusError> {
    let mut scores = GapScores::default();
    for example in gap(data, part)? {
        let chosen = chosen(&example, knowledge, table);
        let counts = |at: usize| Counts {
            found: usize::from(chosen[at]),
            gold: usize::from(example.is_right[at]),
            both: usize::from(chosen[at] && example.is_right[at]),
        };
        let of_gender =
            if example.is_feminine() { &mut scores.feminine } else { &mut scores.masculine };
        of_gender.add(counts(0));
        of_gender.add(counts(1));
    }
    Ok(scores)
}

/// Which of the two names the engine joins to the pronoun.
fn chosen(example: &GapExample, knowledge: &Knowledge, table: &Table) -> [bool; 2] {
    let doc = read_gap(example, knowledge);
    let (mentions, _) = coref::resolve_by(&doc, knowledge, table);
    let pronoun = mentions.iter().find(|mention| mention.span == example.pronoun);
    let entity = pronoun.and_then(|mention| mention.entity);
    example.names.map(|name| {
        let mut of_name = mentions.iter().filter(|mention| mention.span.overlaps(name));
        entity.is_some() && of_name.any(|mention| mention.entity == entity)
    })
}
