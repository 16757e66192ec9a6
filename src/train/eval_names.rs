//! What the engine finds in the sentences of annotated corpora, to be scored.

use std::fmt::Write as _;

use super::{
    corpora::GoldDocument,
    names::Sample,
    scorer::{Scores, Verdict, verdicts},
};
use crate::{
    document::{Block, BlockKind, Document, MentionKind, Sentence, Token},
    entities,
    knowledge::Knowledge,
    model::{decode::FoundName, tags::NAME_TYPES},
    text::{BlockId, ByteSpan, Text, TokenSpan},
};

/// Scores the engine on a sample.
pub fn score(sample: &Sample, knowledge: &Knowledge) -> Scores {
    let found: Vec<_> = sample.documents.iter().map(|document| find(document, knowledge)).collect();
    Scores::of(&sample.documents, &found, sample.classes)
}

/// What was found wrongly (+) or missed (-), one a line, for reading.
pub fn differences(sample: &Sample, knowledge: &Knowledge) -> String {
    let mut report = String::new();
    for document in &sample.documents {
        let found = find(document, knowledge);
        for (sentence, found) in document.sentences.iter().zip(&found) {
            for verdict in verdicts(document.unannotated, sentence, found, sample.classes) {
                let (sign, tokens, class) = match verdict {
                    Verdict::Right(..) => continue,
                    Verdict::Wrong(name, class) => ("+", name.tokens, class),
                    Verdict::Missed(tokens, class) => ("-", tokens, class),
                };
                let around =
                    tokens.start().saturating_sub(5)..(tokens.end() + 5).min(sentence.words.len());
                let (phrase, around) = (sentence.phrase(tokens), sentence.words[around].join(" "));
                let _ = writeln!(report, "{sign} {class} {phrase}\t| {around}"); // a string takes all
            }
        }
    }
    report
}

/// The names that the engine finds in each sentence.
fn find(gold: &GoldDocument, knowledge: &Knowledge) -> Vec<Vec<FoundName>> {
    let doc = document(gold);
    let mut found = vec![Vec::new(); doc.sentences.len()];
    for mention in entities::find_mentions(&doc, knowledge, None) {
        if mention.kind == MentionKind::Name && NAME_TYPES.contains(&mention.entity_type) {
            let (start, end) = (mention.tokens.start(), mention.tokens.end());
            let sentence = doc.sentences.partition_point(|s| s.tokens.end() <= start);
            let first = doc.sentences[sentence].tokens.start();
            found[sentence].push(FoundName {
                tokens: TokenSpan::new(start - first, end - first),
                entity_type: mention.entity_type,
                probability: f32::from(mention.confidence.as_percent()) / 100.0,
            });
        }
    }
    found
}

/// A document of the gold sentences and tokens.
fn document(gold: &GoldDocument) -> Document {
    let mut text = String::new();
    let mut doc = Document::default();
    for sentence in &gold.sentences {
        let first = doc.tokens.len();
        for word in &sentence.words {
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(word);
            doc.tokens.push(Token { span: ByteSpan::new(start, text.len()) });
        }
        let tokens = TokenSpan::new(first, doc.tokens.len());
        let span = doc.token_bytes(tokens);
        doc.blocks.push(Block { span, kind: BlockKind::Paragraph });
        doc.sentences.push(Sentence { span, tokens, block: BlockId::new(doc.blocks.len() - 1) });
    }
    doc.text = Text::new(&text);
    doc
}
