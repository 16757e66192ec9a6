//! What holds for any document and any log.

use std::collections::BTreeMap;

use proptest::{prelude::*, sample::Index};

use super::*;
use crate::{
    document::QualifierKind,
    export::json::Link,
    review::{
        KINDS, Row,
        diff::{Score, as_step, compare},
        input, original,
    },
};

mod outcome;

const WORDS: &[&str] =
    &["Zoë", "met", "🚨", "Tor", "Tor", "Aas,", "in", "e\u{301}", "Oslo.", "\n", "left"];

/// A text of few words, so that they repeat.
fn any_words() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(WORDS), 0..14)
}

/// What a machine may find: mentions of any stretch of a text, and relations.
type Found = (Vec<(Index, usize, Index, usize)>, Vec<(Index, Index, Index)>);

fn anything_found() -> impl Strategy<Value = Found> {
    let mention = (any::<Index>(), 1..4_usize, any::<Index>(), 0..5_usize);
    let mentions = prop::collection::vec(mention, 0..9);
    let relations = prop::collection::vec((any::<Index>(), any::<Index>(), any::<Index>()), 0..5);
    (mentions, relations)
}

fn any_article() -> impl Strategy<Value = Article> {
    (any_words(), anything_found(), any::<bool>())
        .prop_map(|(words, found, is_utf16)| reading(&words, found, is_utf16))
}

/// Two readings of one text.
fn two_readings() -> impl Strategy<Value = (Article, Article)> {
    (any_words(), anything_found(), anything_found(), any::<bool>()).prop_map(
        |(words, one, other, is_utf16)| {
            (reading(&words, one, is_utf16), reading(&words, other, is_utf16))
        },
    )
}

fn reading(words: &[&str], (mentions, relations): Found, is_utf16: bool) -> Article {
    let mut rows: Vec<Mention> = Vec::new();
    for (first, length, of, entity) in mentions {
        if words.is_empty() {
            break;
        }
        let first = first.index(words.len());
        let quote = words[first..words.len().min(first + length)].join(" ");
        let (start, _) = span_of(words, first, &quote);
        let trimmed = quote.trim();
        if trimmed.is_empty() {
            continue;
        }
        let start = start + quote.chars().count() - quote.trim_start().chars().count();
        let (entity_type, _) = EntityType::ALL[of.index(4)];
        let end = start + trimmed.chars().count();
        let (id, text, entity) = (String::new(), trimmed.to_owned(), format!("e{entity}"));
        rows.push(Mention { id, start, end, text, entity_type, entity, ..template() });
    }
    rows.sort_by_key(|row| (row.start, row.end, row.entity_type));
    rows.dedup_by_key(|row| (row.start, row.end, row.entity_type));
    for (row, number) in rows.iter_mut().zip(1..) {
        row.id = format!("m{number}");
    }
    let mut article = document(words.join(" "), rows);
    for (subject, object, of) in relations {
        article = related(article, subject, object, of);
    }
    if is_utf16 { in_utf16(article) } else { article }
}

fn span_of(words: &[&str], first: usize, quote: &str) -> (usize, usize) {
    let before: usize = words[..first].iter().map(|word| word.chars().count() + 1).sum();
    (before, before + quote.chars().count())
}

fn template() -> Mention {
    article("[x]ORG1").mentions.remove(0)
}

fn related(mut article: Article, subject: Index, object: Index, of: Index) -> Article {
    if article.mentions.len() < 2 {
        return article;
    }
    let [subject, object] = [subject, object].map(|it| it.get(&article.mentions).clone());
    if subject.entity == object.entity {
        return article;
    }
    let mut other = with_relation(meeting(), "Lind", RelationType::MetWith, "Rome");
    let text = article.document.text.trim();
    let evidence = place(&article, text);
    let (relation_type, _) = *of.get(RelationType::ALL);
    article.relations.push(Relation {
        id: format!("r{}", article.relations.len() + 1),
        relation_type,
        class: relation_type.class(),
        subject: subject.entity,
        object: object.entity,
        subject_mention: subject.id,
        object_mention: object.id,
        trigger: evidence.clone(),
        evidence,
        ..other.relations.remove(0)
    });
    article
}

fn in_utf16(mut article: Article) -> Article {
    let text = article.document.text.clone();
    let unit = |position: &mut usize| {
        *position = text.chars().take(*position).map(char::len_utf16).sum();
    };
    for row in &mut article.mentions {
        [&mut row.start, &mut row.end].into_iter().for_each(unit);
    }
    for row in &mut article.relations {
        let (evidence, trigger) = (&mut row.evidence, &mut row.trigger);
        let ends = [&mut evidence.start, &mut evidence.end, &mut trigger.start, &mut trigger.end];
        ends.into_iter().for_each(unit);
    }
    for block in &mut article.document.blocks {
        [&mut block.start, &mut block.end].into_iter().for_each(unit);
    }
    article.offset_unit = OffsetUnit::Utf16;
    article
}

/// A row of any kind about mentions, relations and places of a document; some of what it says is not so.
#[derive(Clone, Debug)]
struct Wish {
    kind: Index,
    mentions: [Index; 3],
    relation: Index,
    words: &'static str,
    start: usize,
    number: Index,
    is_wild: bool,
}

fn any_wish() -> impl Strategy<Value = Wish> {
    let mentions = [any::<Index>(), any::<Index>(), any::<Index>()];
    let words = prop::sample::select(&["Tor", "", "Ida 🚨", "met", "\r\n"][..]);
    let start = prop_oneof![0..20_usize, Just(usize::MAX)];
    (
        any::<Index>(),
        mentions,
        any::<Index>(),
        words,
        start,
        any::<Index>(),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(kind, mentions, relation, words, start, number, is_wild)| Wish {
            kind,
            mentions,
            relation,
            words,
            start,
            number,
            is_wild,
        })
}

impl Wish {
    /// The row that it makes of a document as it stands.
    fn row(&self, article: &Article) -> Row {
        let anchors = Anchors::new(article);
        let text: String = article.document.text.chars().skip(self.start).take(3).collect();
        let place = Span {
            start: self.start,
            end: self.start.saturating_add(3),
            text,
            extra: Extra::new(),
        };
        let any_place = MentionAnchor::new(place.clone(), EntityType::Org);
        let mention = |at: &Index| match article.mentions.len() {
            0 => any_place.clone(),
            _ if self.is_wild => any_place.clone(),
            _ => anchors.mention(at.get(&article.mentions)),
        };
        let new_relation = || RelationAnchor {
            relation_type: self.number.get(RelationType::ALL).1.to_owned(),
            label: None,
            subject: mention(&self.mentions[0]),
            object: mention(&self.mentions[1]),
            evidence: Span {
                start: 0,
                end: article.document.text.chars().count(),
                text: article.document.text.clone(),
                extra: Extra::new(),
            },
            trigger: place.clone(),
            extra: Extra::new(),
        };
        let known = (!article.relations.is_empty())
            .then(|| anchors.relation(self.relation.get(&article.relations)))
            .flatten();
        let edit = *self.kind.get(KINDS);
        let verdicts = [Status::Accepted, Status::Rejected, Status::Suggested, Status::Human];
        let is_of_relation = match edit {
            "delete" | "judge" => self.number.index(2) == 0,
            _ => true,
        };
        let relation =
            if edit == "relate" { Some(new_relation()) } else { known.or(Some(new_relation())) };
        let types = if edit.ends_with("relation") {
            self.number.get(RelationType::ALL).1
        } else {
            self.number.get(EntityType::ALL).1
        };
        Row {
            edit: edit.to_owned(),
            mention: Some(mention(&self.mentions[0])),
            other: (self.number.index(3) > 0).then(|| mention(&self.mentions[1])),
            relation: relation.filter(|_| is_of_relation),
            place: Some(place),
            new_type: Some(types.to_owned()),
            kind: (edit == "block").then(|| self.number.get(BlockKind::ALL).1.to_owned()),
            verdict: Some(*self.number.get(&verdicts)),
            words: Some(self.words.to_owned()),
            value: None,
            links: Some(vec![Link {
                kb: crate::document::KnowledgeBase::Wikidata,
                id: "Q1".to_owned(),
                extra: Extra::new(),
            }]),
            qualifiers: Some(BTreeMap::from([(
                QualifierKind::Role.name().to_owned(),
                "x".to_owned(),
            )])),
            negated: Some(self.is_wild),
            past: None,
            modality: Some(self.number.get(Modality::ALL).1.to_owned()),
            attributed_to: Some((!self.is_wild).then(|| mention(&self.mentions[2]))),
            extra: Extra::new(),
        }
    }
}

/// A log as a reader would write it, each step seeing the document after those before.
fn log_of(article: &Article, wishes: &[Wish]) -> Log {
    let mut log = Log::default();
    let mut now = article.clone();
    for wish in wishes {
        let row = wish.row(&now);
        log.push(Step { edits: vec![row], ..Step::default() });
        now = apply(article, &log).article;
    }
    log
}

fn tables(article: Article) -> String {
    json::to_text(&Article { version: UNREVIEWED_VERSION, review: None, machine: None, ..article })
}

proptest! {
    #[test]
    fn any_log_over_any_document_gives_a_document(
        article in any_article(),
        wishes in prop::collection::vec(any_wish(), 1..7),
    ) {
        let log = log_of(&article, &wishes);
        let reviewed = apply(&article, &log);
        check(&article, &reviewed);
        prop_assert_eq!(&apply(&article, &log), &reviewed, "the same each time");
        prop_assert_eq!(&apply(&reviewed.article, &log), &reviewed, "of a reviewed one, too");
    }

    #[test]
    fn undo_gives_the_same_bytes_as_before(
        article in any_article(),
        wishes in prop::collection::vec(any_wish(), 1..5),
    ) {
        let mut log = log_of(&article, &wishes);
        let mut seen = vec![tables(article.clone())];
        for at in 1..=wishes.len() {
            let before = Log { at, ..log.clone() };
            seen.push(tables(apply(&article, &before).article));
        }
        // From what was saved, not from what the machine gave.
        let saved = apply(&article, &log).article;
        while let Some(after) = seen.pop() {
            prop_assert_eq!(&tables(apply(&saved, &log).article), &after);
            log.undo();
        }
    }

    #[test]
    fn a_log_over_another_reading_applies_or_lists_each_edit(
        article in any_article(),
        other in any_article(),
        wishes in prop::collection::vec(any_wish(), 1..6),
    ) {
        let log = log_of(&article, &wishes);
        let reviewed = apply(&other, &log);
        check(&other, &reviewed);
        prop_assert!(reviewed.unapplied.iter().all(|it| it.step < wishes.len() && it.edit == 0));
    }

    #[test]
    fn an_edit_over_another_reading_is_done_or_listed(
        (article, other) in two_readings(),
        wish in any_wish(),
    ) {
        let row = wish.row(&article);
        let mut log = Log::default();
        log.push(Step { edits: vec![row.clone()], ..Step::default() });
        let reviewed = apply(&other, &log);
        check(&other, &reviewed);
        if reviewed.unapplied.is_empty() {
            let edit = row.read().unwrap();
            prop_assert!(outcome::is_done(&edit, &other, &reviewed.article), "{:#?}", edit);
        }
    }

    #[test]
    fn changes_of_the_text_are_made_and_taken_back(
        article in any_article(),
        wishes in prop::collection::vec(any_wish(), 1..6),
    ) {
        let log = log_of(&article, &wishes);
        let asked = input(&article.document.text, &crate::Options::default(), &log);
        for hint in &asked.options.block_hints {
            prop_assert!(asked.text.get(hint.span.range()).is_some_and(|words| !words.is_empty()));
        }
        if asked.unapplied.is_empty() {
            prop_assert_eq!(original(&asked.text, &log), article.document.text);
        }
    }

    #[test]
    fn a_difference_taken_as_a_step_leaves_no_difference(
        article in any_article(),
        wishes in prop::collection::vec(any_wish(), 1..6),
    ) {
        let other = apply(&article, &log_of(&article, &wishes)).article;
        let mut log = Log::default();
        log.push(as_step(&article, &other, "Import", None).unwrap());
        let reviewed = apply(&article, &log);
        check(&article, &reviewed);
        let diff = compare(&reviewed.article, &other).unwrap();
        let is_all = |score: Score| score.f1().is_none_or(|f1| f1 == 100);
        prop_assert!(is_all(diff.spans));
        prop_assert!(is_all(diff.types) || !reviewed.unapplied.is_empty(), "{diff}");
    }
}
