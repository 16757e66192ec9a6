//! Each kind of edit: what a document says before and after.

use super::*;
use crate::{
    document::{KnowledgeBase, PloverClass, QualifierKind},
    export::json::Link,
    review::{Reason, edit::Said},
};

/// What an edit changes in the meeting.
fn changed_by(edit: impl FnOnce(&Article) -> Vec<Edit>) -> Vec<String> {
    let article = meeting();
    let reviewed = after(&article, edit(&article));
    assert_eq!(reviewed.unapplied, []);
    changes(&article, &reviewed.article)
}

fn qid(id: &str) -> Link {
    Link { kb: KnowledgeBase::Wikidata, id: id.to_owned(), extra: Extra::new() }
}

fn add(article: &Article, words: &str, of: EntityType, entity: Option<&str>) -> Edit {
    Edit::Add {
        mention: MentionAnchor::new(place(article, words), of),
        kind: None,
        value: None,
        entity: entity.map(|entity| mention(article, entity)),
    }
}

#[test]
fn mentions_are_added_retyped_resized_deleted_and_judged() {
    use EntityType::{Gpe, Loc, Org, Person};
    let verdict = |article: &Article, words: &str, verdict| {
        vec![Edit::Judge { target: Target::Mention(mention(article, words)), verdict }]
    };
    for (name, changed, expected) in [
        (
            "a new mention is of an entity of its own",
            changed_by(|it| vec![add(it, "left", Org, None)]),
            &["+ left ORG ✎"][..],
        ),
        (
            "a new mention of an entity that is there",
            changed_by(|it| vec![add(it, "left", Gpe, Some("Rome"))]),
            &["+ left GPE of Rome ✎"],
        ),
        (
            "blanks are no part of a mention",
            changed_by(|it| vec![add(it, " met ", Org, None)]),
            &["+ met ORG ✎"],
        ),
        (
            "what is there already is accepted",
            changed_by(|it| vec![add(it, "Tor Aas", Person, None)]),
            &["- Tor Aas PERSON", "+ Tor Aas PERSON ✓"],
        ),
        (
            "one of two mentions has another type",
            changed_by(|it| vec![Edit::Retype { mention: mention(it, "Oslo"), to: Loc }]),
            &["- Oslo GPE", "+ Oslo LOC ✎"],
        ),
        (
            "an entity has another type with all its mentions",
            changed_by(|it| vec![Edit::RetypeEntity { mention: mention(it, "Lind"), to: Org }]),
            &[
                "- Zoë Lind PERSON",
                "- Lind PERSON of Zoë Lind",
                "+ Zoë Lind ORG ✎",
                "+ Lind ORG of Zoë Lind ✎",
            ],
        ),
        (
            "a mention is shorter, and so is its name",
            changed_by(|it| {
                vec![Edit::Resize { mention: mention(it, "Tor Aas"), to: place(it, "Aas") }]
            }),
            &[
                "- Tor Aas PERSON",
                "- Zoë Lind met_with Tor Aas",
                "+ Aas PERSON ✎",
                "+ Zoë Lind met_with Aas",
            ],
        ),
        (
            "another mention stands in for one that is deleted",
            changed_by(|it| vec![Edit::Delete(Target::Mention(mention(it, "Zoë Lind")))]),
            &[
                "- Zoë Lind PERSON",
                "- Lind PERSON of Zoë Lind",
                "- Zoë Lind met_with Tor Aas",
                "+ Lind PERSON",
                "+ Lind met_with Tor Aas",
            ],
        ),
        (
            "accepted",
            changed_by(|it| verdict(it, "Rome", Status::Accepted)),
            &["- Rome GPE", "+ Rome GPE ✓"],
        ),
        (
            "what stands on a rejected mention is rejected with it",
            changed_by(|it| verdict(it, "Tor Aas", Status::Rejected)),
            &[
                "- Tor Aas PERSON",
                "- Zoë Lind met_with Tor Aas",
                "+ Tor Aas PERSON ✗",
                "+ Zoë Lind met_with Tor Aas ✗",
            ],
        ),
        (
            "a verdict is taken back",
            changed_by(|it| {
                let mut edits = verdict(it, "Tor Aas", Status::Rejected);
                edits.extend(verdict(it, "Tor Aas", Status::Suggested));
                edits
            }),
            &[],
        ),
    ] {
        assert_eq!(changed, expected, "{name}");
    }
}

#[test]
fn what_was_rejected_stays_so_when_its_entity_has_another_type() {
    let changed = changed_by(|it| {
        let to = EntityType::Org;
        let retype = Edit::RetypeEntity { mention: mention(it, "Zoë Lind"), to };
        vec![reject(mention(it, "Lind")), retype]
    });
    assert_eq!(
        changed,
        [
            "- Zoë Lind PERSON",
            "- Lind PERSON of Zoë Lind",
            "+ Zoë Lind ORG ✎",
            "+ Lind PERSON of Zoë Lind ✗"
        ]
    );
}

#[test]
fn entities_are_merged_split_renamed_and_linked() {
    for (name, changed, expected) in [
        (
            "two become one, and keep the name of the first",
            changed_by(|it| {
                vec![Edit::Merge { into: mention(it, "Rome"), other: mention(it, "Oslo") }]
            }),
            &["- Oslo GPE", "- Oslo GPE", "+ Oslo GPE of Rome", "+ Oslo GPE of Rome"][..],
        ),
        (
            "a mention stands for itself",
            changed_by(|it| vec![Edit::Split { mention: mention(it, "Lind") }]),
            &["- Lind PERSON of Zoë Lind", "+ Lind PERSON"],
        ),
        (
            "what is said of a mention goes with it",
            changed_by(|it| {
                let zoe = mention(it, "Zoë Lind");
                vec![
                    Edit::Split { mention: zoe.clone() },
                    Edit::Rename { mention: zoe, name: "Z. L.".to_owned() },
                ]
            }),
            &[
                "- Zoë Lind PERSON",
                "- Lind PERSON of Zoë Lind",
                "- Zoë Lind met_with Tor Aas",
                "+ Zoë Lind PERSON of Z. L.",
                "+ Lind PERSON",
                "+ Z. L. met_with Tor Aas",
            ],
        ),
        ("alone already", changed_by(|it| vec![Edit::Split { mention: mention(it, "Rome") }]), &[]),
        (
            "a split and a merge move a mention",
            changed_by(|it| {
                let lind = mention(it, "Lind");
                let into = mention(it, "Tor Aas");
                vec![Edit::Split { mention: lind.clone() }, Edit::Merge { into, other: lind }]
            }),
            &["- Lind PERSON of Zoë Lind", "+ Lind PERSON of Tor Aas"],
        ),
    ] {
        assert_eq!(changed, expected, "{name}");
    }
}

#[test]
fn names_and_links_are_as_the_reader_says() {
    let mut article = meeting();
    article.entities[2].links = vec![qid("Q585")];
    article.entities[2].description = Some("capital of Norway".to_owned());
    let entity = |reviewed: &Reviewed, id: &str| {
        let entity = reviewed.article.entities.iter().find(|entity| entity.id == id).unwrap();
        let links: Vec<String> = entity.links.iter().map(|link| link.id.clone()).collect();
        let about = entity.description.clone().unwrap_or_default();
        format!("{} ({}) {} {about}", entity.name, entity.aliases.join(", "), links.join(" "))
    };
    let link = |words: &str, links: &[&str]| Edit::Link {
        mention: mention(&article, words),
        links: links.iter().map(|id| qid(id)).collect(),
    };
    let rename = |words: &str, name: &str| Edit::Rename {
        mention: mention(&article, words),
        name: name.to_owned(),
    };
    let merge = |into: &str, other: &str| Edit::Merge {
        into: mention(&article, into),
        other: mention(&article, other),
    };
    for (edit, id, expected) in [
        (rename("Lind", "Zoë A. Lind"), "e1", "Zoë A. Lind (Lind, Zoë Lind)  "),
        (rename("Lind", "Lind"), "e1", "Lind (Zoë Lind)  "),
        (link("Oslo", &["Q585", "Q9"]), "e3", "Oslo () Q585 Q9 capital of Norway"),
        (link("Oslo", &["Q9"]), "e3", "Oslo () Q9 "),
        (link("Oslo", &[]), "e3", "Oslo ()  "),
        (merge("Rome", "Oslo"), "e4", "Rome (Oslo) Q585 capital of Norway"),
        (merge("Oslo", "Rome"), "e3", "Oslo (Rome) Q585 capital of Norway"),
        (Edit::Split { mention: mention(&article, "Lind") }, "e1", "Zoë Lind ()  "),
        (
            Edit::Split { mention: Anchors::new(&article).mention(&article.mentions[0]) },
            "e1",
            "Lind ()  ",
        ),
    ] {
        let reviewed = after(&article, [edit.clone()]);
        assert_eq!(
            (entity(&reviewed, id), &*reviewed.unapplied),
            (expected.to_owned(), &[][..]),
            "{edit:?}"
        );
    }
}

#[test]
fn relations_are_added_retyped_reversed_judged_and_deleted() {
    use RelationType::{Criticises, MetWith, Visited};
    let met = |it: &Article| relation(it, "Zoë Lind", MetWith, "Tor Aas");
    let judge = |relation, verdict| Edit::Judge { target: Target::Relation(relation), verdict };
    for (name, changed, expected) in [
        (
            "a new one",
            changed_by(|it| {
                let relation = relation(it, "Lind", Visited, "Rome");
                vec![Edit::Relate { relation, said: Said::default() }]
            }),
            &["+ Zoë Lind visited Rome ✎"][..],
        ),
        (
            "what is there already is accepted",
            changed_by(|it| vec![Edit::Relate { relation: met(it), said: Said::default() }]),
            &["- Zoë Lind met_with Tor Aas", "+ Zoë Lind met_with Tor Aas ✓"],
        ),
        (
            "another type",
            changed_by(|it| {
                vec![Edit::RetypeRelation { relation: met(it), to: Criticises, label: None }]
            }),
            &["- Zoë Lind met_with Tor Aas", "+ Zoë Lind criticises Tor Aas ✎"],
        ),
        (
            "the other way round, and rejected as such",
            changed_by(|it| {
                let back = relation(it, "Tor Aas", MetWith, "Zoë Lind");
                vec![Edit::Reverse { relation: met(it) }, judge(back, Status::Rejected)]
            }),
            &["- Zoë Lind met_with Tor Aas", "+ Tor Aas met_with Zoë Lind ✗"],
        ),
        (
            "rejected",
            changed_by(|it| vec![judge(met(it), Status::Rejected)]),
            &["- Zoë Lind met_with Tor Aas", "+ Zoë Lind met_with Tor Aas ✗"],
        ),
        (
            "a relation that was accepted stays when its mention is rejected",
            changed_by(|it| vec![judge(met(it), Status::Accepted), reject(mention(it, "Tor Aas"))]),
            &[
                "- Tor Aas PERSON",
                "- Zoë Lind met_with Tor Aas",
                "+ Tor Aas PERSON ✗",
                "+ Zoë Lind met_with Tor Aas ✓",
            ],
        ),
        (
            "deleted",
            changed_by(|it| vec![Edit::Delete(Target::Relation(met(it)))]),
            &["- Zoë Lind met_with Tor Aas"],
        ),
    ] {
        assert_eq!(changed, expected, "{name}");
    }
}

#[test]
fn what_is_said_of_a_relation_is_as_the_reader_says() {
    let article = meeting();
    let relation = || relation(&article, "Zoë Lind", RelationType::MetWith, "Tor Aas");
    let where_and_when = [(QualifierKind::Where, "Oslo".to_owned())];
    let said = Said {
        qualifiers: Some(where_and_when.into_iter().collect()),
        negated: Some(true),
        modality: Some(Modality::Planned),
        attributed_to: Some(Some(mention(&article, "Rome"))),
        ..Said::default()
    };
    let qualify = |said: Said| Edit::Qualify { relation: relation(), said };
    let reviewed = after(&article, [qualify(said.clone())]);
    let row = &reviewed.article.relations[0];
    assert_eq!((row.negated, row.past, row.modality), (true, false, Modality::Planned));
    assert_eq!((row.attributed_to.as_deref(), row.class), (Some("e4"), Some(PloverClass::Reject)));
    assert_eq!(row.qualifiers[&QualifierKind::Where], "Oslo");
    assert_eq!(
        (row.status, row.source.kind, row.confidence),
        (Status::Human, SourceKind::Human, None)
    );
    // What is not said stays; who says so can be taken away.
    let nobody = Said { attributed_to: Some(None), ..Said::default() };
    let reviewed = after(&article, [qualify(said), qualify(nobody)]);
    let row = &reviewed.article.relations[0];
    assert_eq!((row.negated, row.attributed_to.as_deref()), (true, None));
}

#[test]
fn what_the_machine_had_found_stays_reachable() {
    let article = meeting();
    let retype = Edit::Retype { mention: mention(&article, "Rome"), to: EntityType::Loc };
    let merge =
        Edit::Merge { into: mention(&article, "Tor Aas"), other: mention(&article, "Lind") };
    let delete = Edit::Delete(Target::Mention(mention(&article, "Oslo")));
    let reviewed = after(
        &article,
        [retype, merge, delete, super::edits::add(&article, "left", EntityType::Org, None)],
    );
    let machine = reviewed.article.machine.as_ref().unwrap();
    let rome = mention_of(&reviewed.article, "Rome");
    assert_eq!((rome.entity_type, rome.status), (EntityType::Loc, Status::Human));
    assert_eq!(machine.mention(&rome.id), Some(mention_of(&article, "Rome")));
    assert_eq!(machine.mention("m4").map(|was| &*was.entity), Some("e1"), "Lind was Zoë's");
    assert_eq!(machine.mention("m5").map(|was| &*was.text), Some("Oslo"), "it is deleted");
    assert!(machine.entity("e1").is_some(), "it was merged");
    let added = mention_of(&reviewed.article, "left");
    assert!(!machine.found(&added.id) && machine.found(&rome.id));
    // Whom they met is themselves now: nothing to say.
    assert_eq!(reviewed.fallen[0].edit, 1);
    assert_eq!(reviewed.fallen[0].relation.subject_mention, "m1");
    assert!(machine.relation("r1").is_some() && reviewed.article.relations.is_empty());
}

#[test]
fn what_cannot_be_applied_is_listed_with_the_reason() {
    let article = meeting();
    let nowhere = MentionAnchor { text: "Lima".to_owned(), ..mention(&article, "Rome") };
    let left = MentionAnchor::new(place(&article, "left"), EntityType::Gpe);
    let of_type = |of: EntityType| MentionAnchor {
        entity_type: of.name().to_owned(),
        ..mention(&article, "Rome")
    };
    let of_unknown = MentionAnchor { entity_type: "STAR".to_owned(), ..mention(&article, "Rome") };
    let relate = |subject: &str, object: &str, evidence: &str| Edit::Relate {
        relation: RelationAnchor {
            evidence: place(&article, evidence),
            ..relation(&article, subject, RelationType::Visited, object)
        },
        said: Said::default(),
    };
    let nested = MentionAnchor::new(place(&article, "Aas"), EntityType::Person);
    for (edits, reason) in [
        (vec![Edit::Split { mention: nowhere }], Reason::Gone),
        (vec![Edit::Split { mention: left }], Reason::NoMention),
        (vec![reject(of_type(EntityType::Org))], Reason::OtherType(EntityType::Gpe)),
        (
            vec![Edit::Reverse {
                relation: relation(&article, "Rome", RelationType::Visited, "Oslo"),
            }],
            Reason::NoRelation,
        ),
        (
            vec![relate("Lind", "Zoë Lind", "Zoë Lind met Tor Aas in Oslo; Lind left")],
            Reason::OneEntity,
        ),
        (vec![relate("Tor Aas", "Rome", "Zoë Lind met Tor Aas in Oslo")], Reason::OutsideEvidence),
        (
            vec![
                Edit::Add { mention: nested, kind: None, value: None, entity: None },
                Edit::Resize { mention: mention(&article, "Tor Aas"), to: place(&article, "Aas") },
            ],
            Reason::Twice,
        ),
        (vec![reject(of_unknown)], Reason::NotUnderstood(r#""type" is "STAR""#.to_owned())),
        (
            vec![Edit::Block { place: place(&article, "Rome"), kind: BlockKind::Furniture }],
            Reason::NotRead,
        ),
        (vec![Edit::Published(crate::Published::On(time::Date::MIN))], Reason::NotRead),
        (
            vec![Edit::Text { place: place(&article, "Rome"), words: "Lima".to_owned() }],
            Reason::NotRead,
        ),
    ] {
        let last = edits.len() - 1;
        let reviewed = after(&article, edits);
        let listed: Vec<_> =
            reviewed.unapplied.iter().map(|it| (it.step, it.edit, &it.reason)).collect();
        assert_eq!(listed, [(0, last, &reason)]);
    }
}

#[test]
fn an_edit_of_a_later_version_stays_in_the_log_and_is_listed() {
    let article = meeting();
    for (row, problem) in [
        (r#"{"edit": "weigh", "words": "Hartwell", "type": "ORG"}"#, r#""edit" is "weigh""#),
        (r#"{"edit": "own", "words": "Hartwell", "type": "BRIDGE"}"#, r#""type" is "BRIDGE""#),
        (r#"{"edit": "split"}"#, r#""mention" is missing"#),
        (
            r#"{"edit": "published", "value": "Monday"}"#,
            r#""value" is "Monday", which is not a day"#,
        ),
    ] {
        let mut log = log([]);
        log.steps[0].edits.push(serde_json::from_str(row).unwrap());
        let reviewed = apply(&article, &log);
        check(&article, &reviewed);
        assert_eq!(reviewed.unapplied[0].reason, Reason::NotUnderstood(problem.to_owned()));
        let kept =
            serde_json::to_value(&reviewed.article.review.unwrap().steps[0].edits[0]).unwrap();
        assert_eq!(kept, serde_json::from_str::<serde_json::Value>(row).unwrap());
    }
}

#[test]
fn an_import_is_a_suggestion_with_its_source_until_the_reader_takes_it() {
    let article = meeting();
    let mut log = log([add(&article, "left", EntityType::Org, None)]);
    log.steps[0].source = Some(source(SourceKind::Import));
    let reviewed = apply(&article, &log).article;
    let added = mention_of(&reviewed, "left");
    assert_eq!((added.status, added.source.kind), (Status::Suggested, SourceKind::Import));
    let target = Target::Mention(mention(&reviewed, "left"));
    log.push(Step::new("Accept", [Edit::Judge { target, verdict: Status::Accepted }]));
    assert_eq!(mention_of(&apply(&article, &log).article, "left").status, Status::Accepted);
}
