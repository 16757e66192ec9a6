//! The engine's document becomes the saved article.

use super::{
    Article, ArticleText, Block, Coordinates, Entity, Extra, FORMAT, Generator, Link, Mention,
    Relation, Source, Span, Status, UNREVIEWED_VERSION, day_name,
};
use crate::{
    document::{self, Confidence, Document},
    order::gather,
    pack::fingerprint,
    text::{ByteSpan, OffsetMap, OffsetUnit},
};

/// What an article says of its making.
#[derive(Clone, Copy, Debug, Default)]
pub struct WriteOptions<'a> {
    /// What offsets count.
    pub offset_unit: OffsetUnit,
    /// The name of the knowledge that annotated it.
    pub model: &'a str,
}

/// Makes an article of a document. Everything in it is [`Status::Suggested`].
pub fn write(document: &Document, options: &WriteOptions) -> Article {
    let writer = Writer { document, offsets: OffsetMap::new(&document.text, options.offset_unit) };
    Article {
        id: None,
        format: FORMAT.to_owned(),
        version: UNREVIEWED_VERSION,
        generator: Generator {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            model: options.model.to_owned(),
            extra: Extra::new(),
        },
        offset_unit: options.offset_unit,
        document: ArticleText {
            title: document.title().map(|span| document.words_at(span)),
            published: document.published.map(day_name),
            address: document.origin.address.clone(),
            byline: document.origin.byline.clone(),
            language: document.origin.language.clone(),
            text: document.text.as_str().to_owned(),
            sha256: fingerprint(document.text.as_bytes()),
            blocks: document.blocks.iter().map(|block| writer.block(block)).collect(),
            extra: Extra::new(),
        },
        mentions: writer.mentions(),
        entities: writer.entities(),
        relations: writer.relations(),
        warnings: document.warnings.clone(),
        review: None,
        machine: None,
        extra: Extra::new(),
    }
}

struct Writer<'a> {
    document: &'a Document,
    offsets: OffsetMap,
}

impl Writer<'_> {
    fn block(&self, block: &document::Block) -> Block {
        let Span { start, end, .. } = self.span(block.span);
        Block { start, end, kind: block.kind, extra: Extra::new() }
    }

    fn mentions(&self) -> Vec<Mention> {
        let numbered = self.document.mentions.iter().enumerate();
        // Coreference gives every mention its entity; one without could not be saved.
        numbered.filter_map(|(index, mention)| self.mention(index, mention)).collect()
    }

    fn mention(&self, index: usize, mention: &document::Mention) -> Option<Mention> {
        let Span { start, end, text, .. } = self.span(mention.span);
        Some(Mention {
            id: mention_id(index),
            start,
            end,
            text,
            entity_type: mention.entity_type,
            entity: entity_id(mention.entity?.index()),
            kind: mention.kind,
            value: mention.value.clone(),
            confidence: Some(fraction(mention.confidence)),
            status: Status::Suggested,
            source: source(&mention.source),
            extra: Extra::new(),
        })
    }

    fn entities(&self) -> Vec<Entity> {
        let numbered = self.document.entities.iter().enumerate();
        numbered
            .map(|(index, entity)| Entity {
                id: entity_id(index),
                name: entity.name.clone(),
                entity_type: entity.entity_type,
                aliases: entity.aliases.clone(),
                links: entity.links.iter().map(link).collect(),
                named: entity.named,
                country: entity.country.as_ref().map(link),
                description: entity.description.clone(),
                coordinates: entity.coordinates.map(|at| Coordinates {
                    latitude: f64::from(at.latitude) / 100.0,
                    longitude: f64::from(at.longitude) / 100.0,
                    extra: Extra::new(),
                }),
                extra: Extra::new(),
            })
            .collect()
    }

    fn relations(&self) -> Vec<Relation> {
        let numbered = self.document.relations.iter().enumerate();
        numbered.map(|(index, relation)| self.relation(index, relation)).collect()
    }

    fn relation(&self, index: usize, relation: &document::Relation) -> Relation {
        Relation {
            id: format!("r{}", index + 1),
            relation_type: relation.relation_type,
            label: relation.label.clone(),
            class: relation.class,
            subject: entity_id(relation.subject.index()),
            object: entity_id(relation.object.index()),
            evidence: self.span(relation.evidence),
            further_evidence: relation.further_evidence.iter().map(|it| self.span(*it)).collect(),
            trigger: self.span(relation.trigger),
            subject_mention: mention_id(relation.subject_mention.index()),
            object_mention: mention_id(relation.object_mention.index()),
            qualifiers: gather(relation.qualifiers.iter().map(|one| self.qualifier(one))),
            negated: relation.negated,
            past: relation.past,
            modality: relation.modality,
            attributed_to: relation.attributed_to.map(|speaker| entity_id(speaker.index())),
            confidence: Some(fraction(relation.confidence)),
            status: Status::Suggested,
            source: source(&relation.source),
            extra: Extra::new(),
        }
    }

    fn qualifier(&self, qualifier: &document::Qualifier) -> (document::QualifierKind, String) {
        let words = || self.document.text.slice(qualifier.span).to_owned();
        (qualifier.kind, qualifier.value.clone().unwrap_or_else(words))
    }

    fn span(&self, span: ByteSpan) -> Span {
        Span {
            start: self.offsets.from_byte(span.start()),
            end: self.offsets.from_byte(span.end()),
            text: self.document.text.slice(span).to_owned(),
            extra: Extra::new(),
        }
    }
}

fn mention_id(index: usize) -> String {
    format!("m{}", index + 1)
}

fn entity_id(index: usize) -> String {
    format!("e{}", index + 1)
}

fn link(link: &document::Link) -> Link {
    Link { kb: link.kb, id: link.id.clone(), extra: Extra::new() }
}

fn source(source: &document::Source) -> Source {
    Source { kind: source.kind, id: source.id.clone().into_owned(), extra: Extra::new() }
}

/// Hundredths as the number that prints with two decimals.
fn fraction(confidence: Confidence) -> f64 {
    f64::from(confidence.as_percent()) / 100.0
}
