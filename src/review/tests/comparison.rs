//! Two documents compared, and the step from one to the other.

use expect_test::expect;

use super::*;
use crate::review::diff::{OtherText, Score, as_step, compare};

#[test]
fn a_document_agrees_with_itself() {
    let article = meeting();
    let diff = compare(&article, &article).unwrap();
    assert_eq!(
        (diff.spans.f1(), diff.types.f1(), diff.coreference.f1()),
        (Some(100), Some(100), Some(100))
    );
    assert_eq!((diff.relations.f1(), diff.kappa, diff.differences), (Some(100), Some(100), vec![]));
}

#[test]
fn what_differs_is_counted_and_told() {
    let left = meeting();
    let right = article(
        "🚨 [Zoë Lind]PERSON1 met [Tor Aas]ORG2 in [Oslo]GPE3; [Lind]PERSON4 left [Oslo]GPE3 for Rome.",
    );
    let diff = compare(&left, &right).unwrap();
    assert_eq!(diff.spans, Score { left: 6, right: 5, both: 5 });
    assert_eq!(diff.coreference, Score { left: 2, right: 1, both: 1 });
    expect![[r#"
                       left  right   both  precision recall   F1
        mentions          6      5      5      100 %   83 % 91 %
        types             6      5      4       80 %   67 % 73 %
        links             0      0      0          -      -    -
        coreference       2      1      1      100 %   50 % 67 %
        relations         1      0      0          -    0 %  0 %
        Cohen's kappa of the types: 0.67
        0..56 relation "Zoë Lind – Tor Aas": met_with | -
        15..22 mention "Tor Aas": PERSON | ORG
        51..55 mention "Rome": GPE | -
    "#]]
    .assert_eq(&diff.to_string());
    assert_eq!(compare(&left, &article("Rain.")), Err(OtherText));
}

#[test]
fn kappa_is_not_defined_where_there_is_one_type_only() {
    let left = article("[Zoë]PERSON1 met [Tor]PERSON2.");
    assert_eq!(compare(&left, &left).unwrap().kappa, None);
    let right = article("[Zoë]ORG1 met [Tor]PERSON2.");
    assert_eq!(compare(&left, &right).unwrap().kappa, Some(0));
}

#[test]
fn the_step_from_one_document_leads_to_the_other() {
    let base = meeting();
    let other = article(
        "🚨 [Zoë Lind]PERSON1 met [Tor Aas]ORG2 in [Oslo]GPE3; [Lind]ORG2 [left]EVENT5 [Oslo]GPE6 for Rome.",
    );
    let other = with_relation(other, "Lind", RelationType::Visited, "left");
    let import = source(SourceKind::Import);
    let step = as_step(&base, &other, "Import notes.json", Some(&import)).unwrap();
    assert_eq!((&*step.label, step.source.as_ref()), ("Import notes.json", Some(&import)));
    let mut log = Log::default();
    log.push(step);
    let reviewed = apply(&base, &log);
    check(&base, &reviewed);
    assert_eq!(reviewed.unapplied, []);
    assert_eq!(compare(&reviewed.article, &other).unwrap().differences, []);
    log.undo();
    assert_eq!(said(&apply(&base, &log).article), said(&base));
}
