//! Another reading of the text, and a changed text.

use super::*;
use crate::{
    Options, Published,
    pipeline::BlockHint,
    review::{Reason, edit::text_changes, input, original},
    text::ByteSpan,
};

#[test]
fn decisions_hold_over_another_reading() {
    let old = article("[Zoë Lind]PERSON1 met [Tor Aas]PERSON2 in [Oslo]GPE3.");
    let accept = |words: &str| Edit::Judge {
        target: Target::Mention(mention(&old, words)),
        verdict: Status::Accepted,
    };
    let retype = |words: &str| Edit::Retype { mention: mention(&old, words), to: EntityType::Loc };
    let resize = Edit::Resize { mention: mention(&old, "Tor Aas"), to: place(&old, "Aas") };
    for (new, edit, expected) in [
        ("Zoë Lind met Tor Aas in [Oslo]GPE1.", accept("Tor Aas"), Ok(&["+ Tor Aas PERSON ✎"][..])),
        ("Zoë Lind met Tor Aas in [Oslo]GPE1.", reject(mention(&old, "Tor Aas")), Ok(&[])),
        (
            "Zoë Lind met Tor Aas in [Oslo]ORG1.",
            accept("Oslo"),
            Err(Reason::OtherType(EntityType::Org)),
        ),
        (
            "Zoë Lind met Tor Aas in [Oslo]ORG1.",
            Edit::Delete(Target::Mention(mention(&old, "Oslo"))),
            Err(Reason::OtherType(EntityType::Org)),
        ),
        (
            "Zoë Lind met Tor Aas in Oslo.",
            Edit::Delete(Target::Mention(mention(&old, "Oslo"))),
            Ok(&[]),
        ),
        (
            "Zoë Lind met Tor Aas in [Oslo]ORG1.",
            retype("Oslo"),
            Ok(&["- Oslo ORG", "+ Oslo LOC ✎"]),
        ),
        (
            "Zoë Lind met Tor [Aas]PERSON1 in Oslo.",
            resize.clone(),
            Ok(&["- Aas PERSON", "+ Aas PERSON ✎"]),
        ),
        ("Zoë Lind met Tor Aas in Oslo.", resize, Ok(&["+ Aas PERSON ✎"])),
        (
            "Zoë Lind met Tor Aas in Oslo.",
            Edit::Split { mention: mention(&old, "Oslo") },
            Err(Reason::NoMention),
        ),
    ] {
        let new = article(new);
        let reviewed = after(&new, [edit.clone()]);
        let reason = reviewed.unapplied.first().map(|it| it.reason.clone());
        let result = reason.map_or(Ok(changes(&new, &reviewed.article)), Err);
        assert_eq!(
            result,
            expected.map(|lines| lines.iter().map(|it| (*it).to_owned()).collect()),
            "{edit:?}"
        );
    }
}

#[test]
fn what_was_accepted_is_put_in_where_another_reading_lacks_it() {
    let old = meeting();
    let relation = relation(&old, "Zoë Lind", RelationType::MetWith, "Tor Aas");
    let edit = Edit::Judge { target: Target::Relation(relation), verdict: Status::Accepted };
    let new = Article { relations: Vec::new(), ..old };
    assert_eq!(changes(&new, &after(&new, [edit]).article), ["+ Zoë Lind met_with Tor Aas ✎"]);
}

#[test]
fn words_that_moved_without_the_log_are_found_when_they_are_the_only_ones_near() {
    let old = article("[Zoë Lind]PERSON1 met [Tor Aas]PERSON2.");
    for (new, expected) in [
        ("Update: Zoë Lind met [Tor Aas]PERSON1.", None),
        ("Then Zoë Lind met Tor Aastad.", Some(Reason::Gone)),
        ("Tor Aas? Yes: Zoë Lind met Tor Aas.", Some(Reason::Gone)),
        ("", Some(Reason::Gone)),
    ] {
        let new = article(new);
        let reviewed = after(&new, [reject(mention(&old, "Tor Aas"))]);
        assert_eq!(reviewed.unapplied.first().map(|it| it.reason.clone()), expected, "{new:?}");
    }
}

/// The log of a reader who judges and changes the text, in turns.
fn changed_log(old: &Article) -> Log {
    let mut log = log([reject(mention(old, "Rome")), reject(mention(old, "Tor Aas"))]);
    // From here on, the text is what it was made.
    let now = article("Zoë Lind met Tor Aas in Oslo; [Lind]PERSON1 left Oslo for Rome.");
    log.push(Step::new("Edit text", text_changes(&old.document.text, &now.document.text)));
    log.push(Step::new("Reject", [reject(mention(&now, "Lind"))]));
    let then = now.document.text.replace("Tor Aas", "Ida Berg");
    log.push(Step::new("Edit text", text_changes(&now.document.text, &then)));
    log
}

#[test]
fn a_changed_text_keeps_the_decisions_whose_words_are_there_and_lists_the_others() {
    let old = meeting();
    let log = changed_log(&old);
    let asked = input(&old.document.text, &Options::default(), &log);
    assert_eq!(asked.text, "Zoë Lind met Ida Berg in Oslo; Lind left Oslo for Rome.");
    assert_eq!(asked.unapplied, []);
    assert_eq!(original(&asked.text, &log), old.document.text);
    let new = article(
        "[Zoë Lind]PERSON1 met [Ida Berg]PERSON2 in [Oslo]GPE3; [Lind]PERSON1 left Oslo for [Rome]GPE4.",
    );
    assert_eq!(new.document.text, asked.text);
    let reviewed = apply(&new, &log);
    check(&new, &reviewed);
    assert_eq!(
        changes(&new, &reviewed.article),
        ["- Lind PERSON of Zoë Lind", "- Rome GPE", "+ Lind PERSON of Zoë Lind ✗", "+ Rome GPE ✗"]
    );
    let unapplied: Vec<_> =
        reviewed.unapplied.iter().map(|it| (it.step, it.edit, &it.reason)).collect();
    assert_eq!(unapplied, [(0, 1, &Reason::Gone)]);
}

#[test]
fn a_change_of_the_text_that_was_not_read_is_listed() {
    let old = meeting();
    let log = changed_log(&old);
    let reviewed = apply(&old, &log);
    check(&old, &reviewed);
    let unapplied: Vec<_> = reviewed.unapplied.iter().map(|it| (it.step, &it.reason)).collect();
    assert_eq!(unapplied, [(1, &Reason::NotRead), (2, &Reason::Gone), (3, &Reason::NotRead)]);
    let other = input("Another text.", &Options::default(), &log);
    assert_eq!((&*other.text, other.unapplied.len()), ("Another text.", 2));
}

#[test]
fn the_engine_is_asked_with_the_blocks_and_the_day_of_the_log() {
    let old = article("Read more\nZoë met Tor.\nIda at work");
    let block = |words: &str, kind| Edit::Block { place: place(&old, words), kind };
    let day = time::Date::from_calendar_date(2026, time::Month::May, 3).unwrap();
    let edits = [
        block("Read more", BlockKind::Furniture),
        block("Ida at work", BlockKind::Caption),
        Edit::Published(Published::On(day)),
        Edit::Text { place: place(&old, "Zoë"), words: "Zoë 🚨 Lind".to_owned() },
        block("Read more", BlockKind::Heading),
    ];
    let log = log(edits);
    let options = Options {
        block_hints: vec![BlockHint { span: ByteSpan::new(10, 23), kind: BlockKind::Paragraph }],
        published: Published::Unknown,
        ..Options::default()
    };
    let asked = input(&old.document.text, &options, &log);
    let hints: Vec<_> = asked
        .options
        .block_hints
        .iter()
        .map(|it| (&asked.text[it.span.range()], it.kind))
        .collect();
    assert_eq!(
        hints,
        [
            ("Read more", BlockKind::Heading),
            ("Zoë 🚨 Lind met Tor.", BlockKind::Paragraph),
            ("Ida at work", BlockKind::Caption)
        ]
    );
    assert_eq!(asked.options.published, Published::On(day));
    // What the engine makes of it holds all of it.
    let document =
        crate::annotate(&asked.text, &crate::knowledge::Knowledge::default(), &asked.options);
    let machine = json::write(&document, &json::WriteOptions::default());
    let reviewed = apply(&machine, &log);
    check(&machine, &reviewed);
    assert_eq!(reviewed.unapplied, []);
}

#[test]
fn a_document_in_utf_16_is_reviewed_the_same() {
    let points = meeting();
    let mut utf16 = points.clone();
    utf16.offset_unit = OffsetUnit::Utf16;
    // The siren takes two units.
    for row in &mut utf16.mentions {
        (row.start, row.end) = (row.start + 1, row.end + 1);
    }
    utf16.relations[0].evidence.end += 1;
    utf16.relations[0].trigger.end += 1;
    utf16.document.blocks[0].end += 1;
    assert_eq!(mention(&utf16, "Rome"), mention(&points, "Rome"));
    let edits = || [reject(mention(&points, "Rome")), super::reject(mention(&points, "Tor Aas"))];
    let (one, other) = (after(&points, edits()), after(&utf16, edits()));
    assert_eq!(said(&one.article), said(&other.article));
}
