//! What differs between two documents, for a reader.

use std::fmt;

use super::{Diff, Difference, Placed, Score, Side, link_name};
use crate::{document::Named, export::json::Relation, order::sort_by_key};

/// What only one document has, or has otherwise, in the order of the text.
pub(super) fn differences(left: &Side, right: &Side) -> Vec<Difference> {
    let mut found = mentions(left, right);
    found.extend(links(left, right));
    found.extend(relations(left, right));
    sort_by_key(&mut found, |it| (it.start, it.end));
    found
}

fn mentions(left: &Side, right: &Side) -> Vec<Difference> {
    let is_in = |side: &Side, it: &Placed| {
        side.at(it.place).iter().any(|other| other.mention.entity_type == it.mention.entity_type)
    };
    let only_left: Vec<_> = left.mentions.iter().filter(|it| !is_in(right, it)).collect();
    let only_right: Vec<_> = right.mentions.iter().filter(|it| !is_in(left, it)).collect();
    let mut found: Vec<Difference> = Vec::new();
    for it in only_left {
        found.push(Difference { left: Some(type_name(it)), ..nothing(it, "mention") });
    }
    let lefts = found.len();
    for it in only_right {
        // Another type in the same place is one difference.
        let start = found[..lefts].partition_point(|other| (other.start, other.end) < it.place);
        let same = found[start..lefts].iter_mut();
        let mut same = same.take_while(|other| (other.start, other.end) == it.place);
        match same.find(|other| other.right.is_none()) {
            Some(other) => other.right = Some(type_name(it)),
            None => {
                found.push(Difference { right: Some(type_name(it)), ..nothing(it, "mention") });
            }
        }
    }
    found
}

fn type_name(it: &Placed) -> String {
    it.mention.entity_type.name().to_owned()
}

fn nothing(it: &Placed, what: &'static str) -> Difference {
    let (start, end) = it.place;
    Difference { start, end, what, text: it.mention.text.clone(), left: None, right: None }
}

fn links(left: &Side, right: &Side) -> Vec<Difference> {
    let names = |side: &Side, it: &Placed| {
        let links: Vec<String> = side.entity_of(it).links.iter().map(link_name).collect();
        (!links.is_empty()).then(|| links.join(", "))
    };
    let shared = super::shared_places(left, right);
    let said = shared.map(|(one, other)| (one, names(left, one), names(right, other)));
    let differ = said.filter(|(_, left, right)| left != right);
    differ.map(|(it, left, right)| Difference { left, right, ..nothing(it, "link") }).collect()
}

/// A relation is named by its type and the places of its ends.
fn relations(left: &Side, right: &Side) -> Vec<Difference> {
    let known = |side: &Side| super::in_order(side.relations().map(|it| name(side, it)).collect());
    let (of_left, of_right) = (known(left), known(right));
    let only = |side: &Side, others: &[String]| {
        let is_only = |it: &&Relation| others.binary_search(&name(side, it)).is_err();
        side.relations().filter(is_only).map(|it| said(side, it)).collect::<Vec<_>>()
    };
    let lefts = only(left, &of_right).into_iter();
    let rights = only(right, &of_left).into_iter();
    let turned = |it: Difference| Difference { right: it.left, left: None, ..it };
    lefts.chain(rights.map(turned)).collect()
}

fn name(side: &Side, relation: &Relation) -> String {
    let place = |id: &str| {
        let mention = side.anchors.mention_of(id);
        mention.map_or((0, 0), |it| (side.anchors.point(it.start), side.anchors.point(it.end)))
    };
    let ends = (place(&relation.subject_mention), place(&relation.object_mention));
    format!("{} {ends:?}", relation.relation_type.name())
}

fn said(side: &Side, relation: &Relation) -> Difference {
    let words = |id: &str| side.anchors.mention_of(id).map_or("", |mention| &mention.text);
    let ends = [words(&relation.subject_mention), " – ", words(&relation.object_mention)];
    let evidence = &relation.evidence;
    Difference {
        start: side.anchors.point(evidence.start),
        end: side.anchors.point(evidence.end),
        what: "relation",
        text: ends.concat(),
        left: Some(relation.relation_type.name().to_owned()),
        right: None,
    }
}

/// A table of the scores, the kappa, and a line for each difference.
impl fmt::Display for Diff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<12} {:>6} {:>6} {:>6}  precision recall   F1",
            "", "left", "right", "both"
        )?;
        for (name, score) in [
            ("mentions", self.spans),
            ("types", self.types),
            ("links", self.links),
            ("coreference", self.coreference),
            ("relations", self.relations),
        ] {
            let Score { left, right, both } = score;
            write!(f, "{name:<12} {left:>6} {right:>6} {both:>6}")?;
            let shares = [score.precision(), score.recall(), score.f1()].map(percent);
            writeln!(f, "  {:>9} {:>6} {:>4}", shares[0], shares[1], shares[2])?;
        }
        match self.kappa {
            Some(kappa) => {
                let sign = if kappa < 0 { "-" } else { "" };
                let (whole, rest) = (kappa.abs() / 100, kappa.abs() % 100);
                writeln!(f, "Cohen's kappa of the types: {sign}{whole}.{rest:02}")?;
            }
            None => writeln!(f, "Cohen's kappa of the types: not defined")?,
        }
        for it in &self.differences {
            let nothing = || "-".to_owned();
            let left = it.left.clone().unwrap_or_else(nothing);
            let right = it.right.clone().unwrap_or_else(nothing);
            let text = it.text.replace('\n', " ");
            writeln!(f, "{}..{} {} {text:?}: {left} | {right}", it.start, it.end, it.what)?;
        }
        Ok(())
    }
}

fn percent(share: Option<usize>) -> String {
    share.map_or_else(|| "-".to_owned(), |share| format!("{share} %"))
}
