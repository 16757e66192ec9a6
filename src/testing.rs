//! Documents for the tests of single stages, written as bracketed text; the words that they are read with.

use std::sync::LazyLock;

use crate::{
    document::{
        Block, BlockKind, Confidence, Document, EntityType, Mention, MentionKind, Named as _,
        Source,
    },
    english::English,
    segment,
    text::{ByteSpan, Lower, Text, TokenSpan},
};

/// The words of the program.
pub(crate) fn english() -> &'static English {
    static ENGLISH: LazyLock<English> = LazyLock::new(English::default);
    &ENGLISH
}

/// A document from text such as `[Asim Munir]PERSON met [Ebrahim Raisi]PERSON.`: blocks by line,
/// sentences and tokens by the segmenter, and the bracketed mentions, without entities.
pub(crate) fn bracketed(marked: &str) -> Document {
    let (plain, marks) = read_marks(marked);
    let text = Text::new(&plain);
    let mut doc = Document { blocks: blocks(&text), text, ..Document::default() };
    (doc.sentences, doc.tokens) = segment::segment(&doc.text, &doc.blocks, english());
    doc.mentions =
        marks.iter().map(|(span, entity_type)| mention(&doc, *span, *entity_type)).collect();
    doc
}

fn blocks(text: &Text) -> Vec<Block> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let from = start + line.len() - line.trim_start().len();
            let span = ByteSpan::new(from, from + trimmed.len());
            blocks.push(Block { span, kind: BlockKind::Paragraph });
        }
        start += line.len();
    }
    blocks
}

fn read_marks(marked: &str) -> (String, Vec<(ByteSpan, EntityType)>) {
    let mut plain = String::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        plain.push_str(&rest[..open]);
        let close = rest.find(']').unwrap_or_else(|| panic!("no ']' in {marked:?}"));
        let start = plain.len();
        plain.push_str(&rest[open + 1..close]);
        let after = &rest[close + 1..];
        let end = after.find(|c: char| !c.is_ascii_uppercase() && c != '_').unwrap_or(after.len());
        let entity_type = EntityType::from_name(&after[..end])
            .unwrap_or_else(|| panic!("{:?} is no type in {marked:?}", &after[..end]));
        marks.push((ByteSpan::new(start, plain.len()), entity_type));
        rest = &after[end..];
    }
    plain.push_str(rest);
    (plain, marks)
}

fn mention(doc: &Document, span: ByteSpan, entity_type: EntityType) -> Mention {
    let first = doc.tokens.partition_point(|token| token.span.end() <= span.start());
    let end = doc.tokens.partition_point(|token| token.span.start() < span.end());
    let tokens = TokenSpan::new(first, end);
    assert_eq!(doc.token_bytes(tokens), span, "{:?} is not whole tokens", doc.text.slice(span));
    let is_value = entity_type.is_value();
    Mention {
        span,
        tokens,
        kind: if is_value { MentionKind::Value } else { MentionKind::Name },
        entity_type,
        entity: None,
        value: is_value.then(|| doc.text.slice(span).lower()),
        confidence: Confidence::percent(90),
        source: Source::rule("test"),
    }
}
