//! What [`Document`] promises, checked for any document.

use gloss::{
    document::{BlockKind, Document},
    export::json::{self, WriteOptions},
    text::{ByteSpan, OffsetUnit},
};

/// Whether a span is part of the text, not empty and without blanks at its ends.
fn is_tight(document: &Document, span: ByteSpan) -> bool {
    let words = document.text.get(span.range());
    words.is_some_and(|words| !words.is_empty() && words.trim() == words)
}

/// Fails where a document breaks what [`Document`] promises.
pub(crate) fn check(document: &Document) {
    check_blocks(document);
    check_sentences(document);
    check_mentions(document);
    check_relations(document);
    check_saved(document);
}

fn check_blocks(document: &Document) {
    for block in &document.blocks {
        assert!(is_tight(document, block.span), "{block:?}");
    }
    for pair in document.blocks.windows(2) {
        assert!(pair[0].span.end() <= pair[1].span.start(), "{pair:?}");
    }
    if document.blocks.iter().all(|block| block.kind == BlockKind::Furniture) {
        assert!(document.mentions.is_empty());
    }
}

fn check_sentences(document: &Document) {
    let mut next_token = 0;
    for sentence in &document.sentences {
        let block = document.blocks[sentence.block.index()];
        assert!(block.span.contains(sentence.span), "{sentence:?} in {block:?}");
        assert_ne!(block.kind, BlockKind::Furniture);
        assert_eq!(sentence.tokens.start(), next_token, "{sentence:?}");
        assert!(!sentence.tokens.is_empty());
        assert_eq!(sentence.span, document.token_bytes(sentence.tokens));
        next_token = sentence.tokens.end();
    }
    assert_eq!(next_token, document.tokens.len());
    for token in &document.tokens {
        assert!(is_tight(document, token.span), "{token:?}");
    }
    for pair in document.tokens.windows(2) {
        assert!(pair[0].span.end() <= pair[1].span.start(), "{pair:?}");
    }
}

fn check_mentions(document: &Document) {
    let mut has_mention = vec![false; document.entities.len()];
    for mention in &document.mentions {
        assert_eq!(mention.span, document.token_bytes(mention.tokens), "{mention:?}");
        assert!(!mention.tokens.is_empty());
        let sentence = document.sentence_of(mention.tokens.start());
        assert!(sentence.tokens.contains(mention.tokens), "{mention:?} in {sentence:?}");
        has_mention[mention.entity.map_or(usize::MAX, gloss::text::EntityId::index)] = true;
    }
    assert!(has_mention.iter().all(|has| *has), "an entity without a mention");
    assert!(document.mentions.is_sorted_by_key(|mention| mention.span.start()), "order");
    for (index, mention) in document.mentions.iter().enumerate() {
        let overlaps = document.mentions[index + 1..]
            .iter()
            .take_while(|other| other.span.start() < mention.span.end());
        for other in overlaps {
            assert!(
                mention.span.contains(other.span) || other.span.contains(mention.span),
                "{mention:?} crosses {other:?}"
            );
        }
    }
}

fn check_relations(document: &Document) {
    for relation in &document.relations {
        assert!(relation.evidence.contains(relation.trigger), "{relation:?}");
        assert!(!relation.further_evidence.contains(&relation.evidence), "{relation:?}");
        assert!(relation.further_evidence.is_sorted(), "{relation:?}");
        let is_sentence = |span| document.sentences.iter().any(|it| it.span == span);
        assert!(relation.further_evidence.iter().all(|span| is_sentence(*span)), "{relation:?}");
        for (mention, entity) in [
            (relation.subject_mention, relation.subject),
            (relation.object_mention, relation.object),
        ] {
            let mention = &document.mentions[mention.index()];
            assert!(document.stands_for(mention, entity), "{relation:?}");
            assert!(relation.evidence.contains(mention.span), "{relation:?}");
        }
        for qualifier in &relation.qualifiers {
            assert!(is_tight(document, qualifier.span), "{relation:?}");
        }
        assert!(relation.qualifiers.is_sorted_by(|one, next| one.kind < next.kind));
        if let Some(speaker) = relation.attributed_to {
            assert!(speaker.index() < document.entities.len());
        }
    }
}

/// The reader checks every id and every span's words once more.
fn check_saved(document: &Document) {
    for offset_unit in [OffsetUnit::CodePoint, OffsetUnit::Utf16] {
        let options = WriteOptions { offset_unit, model: "test" };
        let article = json::write(document, &options);
        let file = json::to_text(&article);
        let again = json::read(&file);
        assert_eq!(again.as_ref(), Ok(&article));
        assert_eq!(json::to_text(&again.unwrap_or(article)), file);
    }
}
