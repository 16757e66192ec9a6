//! Whole articles: what the engine makes of each, as a text that a person reviews.
//!
//! `UPDATE_EXPECT=1 cargo test --features cli --test articles` rewrites `tests/articles/*.snap`.

#[path = "support/article.rs"]
mod article;
#[path = "support/render.rs"]
mod render;

use gloss::document::{BlockKind, Document};

/// Every test article. See `tests/articles/README.md`.
const ARTICLES: [&str; 14] = [
    "example", "takeover", "cricket", "glacier", "court", "profile", "cyclone", "sahel",
    "festival", "election", "port", "patent", "lithium", "truce",
];

#[test]
fn every_table_is_in_order_and_points_into_the_text() {
    let knowledge = article::knowledge();
    for name in ARTICLES {
        let doc = article::annotate(name, &knowledge);
        blocks_are_disjoint(name, &doc);
        sentences_lie_in_blocks(name, &doc);
        mentions_lie_in_sentences(name, &doc);
        relations_stand_on_their_sentence(name, &doc);
    }
}

fn blocks_are_disjoint(name: &str, doc: &Document) {
    for pair in doc.blocks.windows(2) {
        assert!(pair[0].span.end() <= pair[1].span.start(), "{name}: {pair:?}");
    }
    for block in &doc.blocks {
        assert!(!doc.text.slice(block.span).trim().is_empty(), "{name}: {block:?} is blank");
    }
}

fn sentences_lie_in_blocks(name: &str, doc: &Document) {
    for sentence in &doc.sentences {
        let block = doc.blocks[sentence.block.index()];
        assert!(block.span.contains(sentence.span), "{name}: {sentence:?}");
        assert_ne!(block.kind, BlockKind::Furniture, "{name}: {sentence:?}");
        assert_eq!(doc.token_bytes(sentence.tokens), sentence.span, "{name}: {sentence:?}");
    }
    // Nothing but blanks is left between the sentences of a block.
    for (index, block) in doc.blocks.iter().enumerate() {
        if block.kind == BlockKind::Furniture {
            continue;
        }
        let mut end = block.span.start();
        for sentence in doc.sentences.iter().filter(|s| s.block.index() == index) {
            let between = &doc.text[end..sentence.span.start()];
            assert!(between.trim().is_empty(), "{name}: {between:?} is in no sentence");
            end = sentence.span.end();
        }
        let rest = &doc.text[end..block.span.end()];
        assert!(rest.trim().is_empty(), "{name}: {rest:?} is in no sentence");
    }
}

fn mentions_lie_in_sentences(name: &str, doc: &Document) {
    for mention in &doc.mentions {
        let words = doc.text.slice(mention.span);
        assert_eq!(doc.token_bytes(mention.tokens), mention.span, "{name}: {words}");
        let sentence = doc.sentence_of(mention.tokens.start());
        assert!(sentence.tokens.contains(mention.tokens), "{name}: {words}");
        assert!(mention.entity.is_some(), "{name}: {words} stands for nothing");
    }
    assert!(doc.mentions.is_sorted_by_key(|mention| mention.span.start()), "{name}");
    for index in 0..doc.entities.len() {
        let used = doc.mentions.iter().any(|m| m.entity.is_some_and(|id| id.index() == index));
        assert!(used, "{name}: no mention of {}", doc.entities[index].name);
    }
}

fn relations_stand_on_their_sentence(name: &str, doc: &Document) {
    for relation in &doc.relations {
        let evidence = doc.text.slice(relation.evidence);
        let [subject, object] =
            [relation.subject_mention, relation.object_mention].map(|id| &doc.mentions[id.index()]);
        for span in [subject.span, object.span, relation.trigger] {
            assert!(relation.evidence.contains(span), "{name}: {evidence}");
        }
        assert!(doc.stands_for(subject, relation.subject), "{name}: {evidence}");
        assert!(doc.stands_for(object, relation.object), "{name}: {evidence}");
        assert_ne!(relation.subject, relation.object, "{name}: {evidence}");
        assert!(relation.qualifiers.is_sorted_by_key(|q| q.kind), "{name}: {evidence}");
    }
}

#[test]
fn each_article_is_annotated_as_reviewed() {
    let knowledge = article::knowledge();
    for name in ARTICLES {
        let doc = article::annotate(name, &knowledge);
        let snapshot = format!("articles/{name}.snap");
        expect_test::expect_file![snapshot].assert_eq(&render::render(&doc));
    }
}
