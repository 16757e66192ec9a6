//! How far the confidence of relations is from the share of them that is right, on relations in Wikinews that
//! we judged (`judgements.tsv`). Corpora of facts do not tell: of what they lack, much is right.

use std::{collections::BTreeMap, fmt, path::Path};

use crate::{
    document::{Document, Named as _, Relation, RelationType},
    knowledge::Knowledge,
    pipeline::{Options, annotate},
    text::{OffsetMap, OffsetUnit},
    train::{
        corpora::{CorpusError, read_text},
        lists::files,
    },
};

const JUDGEMENTS: &str = include_str!("judgements.tsv");

/// A relation as the judgements name it: the article, the type, where the two mentions begin.
type Key = (usize, RelationType, usize, usize);

/// What was judged, put together by what found it and how sure that was.
#[derive(Debug, Default)]
pub struct Reliability {
    /// By source and confidence in hundredths: how many were found again, and how many of them are right.
    pub bins: BTreeMap<(String, u8), (usize, usize)>,
}

impl Reliability {
    /// How many relations were found again, and how many of them are right.
    pub fn total(&self) -> (usize, usize) {
        self.bins.values().fold((0, 0), |sum, bin| (sum.0 + bin.0, sum.1 + bin.1))
    }

    /// The expected calibration error (Guo et al., 2017) over tenths of confidence, in percent.
    pub fn error(&self) -> f64 {
        let mut tenths: BTreeMap<u8, (f64, f64)> = BTreeMap::new();
        for ((_, sure), (found, right)) in &self.bins {
            let tenth = tenths.entry(sure.saturating_sub(1) / 10).or_default();
            tenth.0 += f64::from(*sure) / 100.0 * *found as f64;
            tenth.1 += *right as f64;
        }
        let differences = tenths.values().map(|(sure, right)| (sure - right).abs());
        100.0 * differences.sum::<f64>() / self.total().0.max(1) as f64
    }
}

impl fmt::Display for Reliability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((source, sure), (found, right)) in &self.bins {
            writeln!(f, "judged       {source:<22} {sure} %: {right} of {found} right")?;
        }
        let (found, right) = self.total();
        write!(f, "judged       {right} of {found} right; calibration error {:.1}", self.error())
    }
}

/// Annotates the judged articles and finds the judged relations again.
///
/// # Errors
/// When Wikinews cannot be read.
pub fn score(data: &Path, knowledge: &Knowledge) -> Result<Reliability, CorpusError> {
    let judgements = judgements();
    let mut reliability = Reliability::default();
    let mut article = 0;
    for name in ["wikinews/wikinews_2019.csv", "wikinews/wikinews_2020.csv"] {
        for row in files::csv(&read_text(&data.join(name))?).iter().skip(1) {
            let judged: Vec<_> = judgements.iter().filter(|((at, ..), _)| *at == article).collect();
            if let ([_, _, _, text, ..], false) = (&row[..], judged.is_empty()) {
                let doc = annotate(text, knowledge, &Options::default());
                let offsets = OffsetMap::new(doc.text.as_str(), OffsetUnit::CodePoint);
                for (key, is_right) in judged {
                    let mut relations = doc.relations.iter();
                    let found = relations.find(|one| key_of(article, &doc, &offsets, one) == *key);
                    reliability.add(found, *is_right);
                }
            }
            article += 1;
        }
    }
    Ok(reliability)
}

impl Reliability {
    pub(super) fn add(&mut self, found: Option<&Relation>, is_right: bool) {
        let Some(relation) = found else { return };
        let source = relation.source.id.clone().into_owned();
        let bin = self.bins.entry((source, relation.confidence.as_percent())).or_default();
        bin.0 += 1;
        bin.1 += usize::from(is_right);
    }
}

fn key_of(article: usize, doc: &Document, offsets: &OffsetMap, relation: &Relation) -> Key {
    let start = |mention: crate::text::MentionId| {
        offsets.from_byte(doc.mentions[mention.index()].span.start())
    };
    let ends = (start(relation.subject_mention), start(relation.object_mention));
    (article, relation.relation_type, ends.0, ends.1)
}

fn judgements() -> Vec<(Key, bool)> {
    let rows = JUDGEMENTS.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(judgement).collect()
}

fn judgement(row: &str) -> Option<(Key, bool)> {
    let [article, relation, subject, object, verdict] = row.split('\t').collect::<Vec<_>>()[..]
    else {
        return None;
    };
    let number = |field: &str| field.parse().ok();
    let relation = RelationType::from_name(relation)?;
    let key = (number(article)?, relation, number(subject)?, number(object)?);
    Some((key, verdict == "right"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_judgement_is_whole() {
        let rows = JUDGEMENTS.lines().filter(|line| !line.starts_with('#'));
        for row in rows {
            assert!(judgement(row).is_some(), "{row}");
            assert!(row.ends_with("\tright") || row.ends_with("\twrong"), "{row}");
        }
        assert!(judgements().len() > 200);
    }

    #[test]
    fn the_error_is_the_mean_distance_of_confidence_and_truth() {
        let mut reliability = Reliability::default();
        reliability.bins.insert(("verb".to_owned(), 90), (10, 8));
        assert!((reliability.error() - 10.0).abs() < 1e-9);
        reliability.bins.insert(("noun".to_owned(), 85), (10, 9));
        assert!(
            (reliability.error() - 2.5).abs() < 1e-9,
            "in one tenth they make up for each other"
        );
    }
}
