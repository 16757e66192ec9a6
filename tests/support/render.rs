//! Writes an annotated article as text that a person can review, and compare with the last one.

use std::fmt::{self, Write as _};

use gloss::{
    document::{
        Block, BlockKind, Document, Entity, Mention, MentionKind, Modality, Named, Origin,
        Relation, Sentence,
    },
    text::{ByteSpan, EntityId},
};

/// The whole article: blocks with their sentences and mentions, then entities, then relations.
pub(crate) fn render(doc: &Document) -> String {
    let mut out = String::new();
    for block in &doc.blocks {
        render_block(&mut out, doc, block);
    }
    out.push_str("\n== entities\n");
    for (index, entity) in doc.entities.iter().enumerate() {
        if !entity.entity_type.is_value() {
            render_entity(&mut out, doc, EntityId::new(index), entity);
        }
    }
    out.push_str("\n== relations\n");
    for relation in &doc.relations {
        render_relation(&mut out, doc, relation);
    }
    for warning in &doc.warnings {
        line(&mut out, format_args!("\n== warning {}", warning.name()));
    }
    out
}

fn line(out: &mut String, words: fmt::Arguments<'_>) {
    let _ = writeln!(out, "{words}"); // writing to a string cannot fail
}

/// Furniture behind a tilde, everything else as numbered sentences under the block's kind.
fn render_block(out: &mut String, doc: &Document, block: &Block) {
    if block.kind == BlockKind::Furniture {
        return line(out, format_args!("~ {}", Visible(doc.text.slice(block.span))));
    }
    line(out, format_args!("\n({})", block.kind.name()));
    let mut sentences = doc.sentences.iter().enumerate();
    let first = sentences.position(|(_, sentence)| block.span.overlaps(sentence.span));
    let Some(first) = first else {
        return line(out, format_args!("    {}", Visible(doc.text.slice(block.span))));
    };
    for (index, sentence) in doc.sentences.iter().enumerate().skip(first) {
        if !block.span.overlaps(sentence.span) {
            break;
        }
        line(out, format_args!("{:2}  {}", index + 1, Marked { doc, sentence }));
    }
}

/// A sentence with its mentions in brackets.
struct Marked<'a> {
    doc: &'a Document,
    sentence: &'a Sentence,
}

impl fmt::Display for Marked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { doc, sentence } = self;
        let mut end = sentence.span.start();
        for mention in doc.mentions.iter().filter(|m| sentence.span.contains(m.span)) {
            let start = mention.span.start().max(end);
            let words = ByteSpan::new(start, mention.span.end().max(start));
            write!(f, "{}", Visible(&doc.text[end..start]))?;
            write!(f, "[{}]{}", Visible(doc.text.slice(words)), Label { doc, mention })?;
            end = words.end();
        }
        write!(f, "{}", Visible(&doc.text[end..sentence.span.end()]))
    }
}

/// What stands behind a mention's bracket: type and entity, or normal form.
struct Label<'a> {
    doc: &'a Document,
    mention: &'a Mention,
}

impl fmt::Display for Label<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { doc, mention } = self;
        let number = mention.entity.map_or(0, |id| id.index() + 1);
        let type_name = mention.entity_type.name();
        match mention.kind {
            MentionKind::Name => {
                write!(f, "{type_name}:{number}")?;
                let entity = mention.entity.map(|id| &doc.entities[id.index()]);
                match entity.filter(|entity| entity.entity_type != mention.entity_type) {
                    Some(entity) => write!(f, "({})", entity.entity_type.name()),
                    None => Ok(()),
                }
            }
            MentionKind::Value => match &mention.value {
                Some(value) => write!(f, "{type_name}<{value}>"),
                None => write!(f, "{type_name}"),
            },
            MentionKind::Nominal | MentionKind::Pronoun => write!(f, ":{number}"),
        }
    }
}

/// `1 Kenya GPE ×4 = Kenyan; wikidata Q114 (list countries)`
fn render_entity(out: &mut String, doc: &Document, id: EntityId, entity: &Entity) {
    let mentions = doc.mentions.iter().filter(|mention| mention.entity == Some(id));
    let first = mentions.clone().find(|mention| mention.kind == MentionKind::Name);
    let _ = write!(
        out,
        "{} {} {} ×{}",
        id.index() + 1,
        Visible(&entity.name),
        entity.entity_type.name(),
        mentions.count()
    );
    if !entity.named {
        out.push_str(" (no name)");
    }
    for alias in &entity.aliases {
        let _ = write!(out, " = {}", Visible(alias));
    }
    for link in &entity.links {
        let _ = write!(out, "; {} {}", link.kb.name(), link.id);
    }
    if let Some(country) = &entity.country {
        let _ = write!(out, "; country {} {}", country.kb.name(), country.id);
    }
    if let Some(description) = &entity.description {
        let _ = write!(out, "; {description}");
    }
    if let Some(mention) = first {
        let _ = write!(out, " ({} {})", mention.source.kind.name(), mention.source.id);
    }
    out.push('\n');
}

/// `2 Kenya agreed with Tanzania; when "on Tuesday" | agreed (rule …)`
fn render_relation(out: &mut String, doc: &Document, relation: &Relation) {
    let sentence = doc.sentences.iter().position(|s| s.span.overlaps(relation.evidence));
    let name = |id: EntityId| Visible(&doc.entities[id.index()].name);
    let _ = write!(
        out,
        "{:2} {} {} {}",
        sentence.map_or(0, |index| index + 1),
        name(relation.subject),
        relation.label.as_deref().unwrap_or(relation.relation_type.name()),
        name(relation.object),
    );
    for qualifier in &relation.qualifiers {
        let words = Visible(doc.text.slice(qualifier.span));
        let _ = write!(out, "; {} \"{words}\"", qualifier.kind.name());
        if let Some(value) = &qualifier.value {
            let _ = write!(out, " <{value}>");
        }
    }
    if relation.modality != Modality::Asserted {
        let _ = write!(out, "; {}", relation.modality.name());
    }
    if relation.negated {
        out.push_str("; negated");
    }
    if relation.past {
        out.push_str("; past");
    }
    if let Some(source) = relation.attributed_to {
        let _ = write!(out, "; says {}", name(source));
    }
    line(
        out,
        format_args!(
            " | {} ({} {}, {} %)",
            Visible(doc.text.slice(relation.trigger)),
            relation.source.kind.name(),
            relation.source.id,
            relation.confidence.as_percent()
        ),
    );
}

/// Text in which characters that cannot be seen are written by their numbers.
struct Visible<'a>(&'a str);

impl fmt::Display for Visible<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            '\n' => f.write_char('⏎'),
            '\u{a0}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202f}'
            | '\u{300}'..='\u{36f}'
            | '\u{feff}' => write!(f, "{{{:x}}}", u32::from(character)),
            _ => f.write_char(character),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use expect_test::expect;
    use gloss::{
        document::{
            Confidence, EntityType, KnowledgeBase, Link, Qualifier, QualifierKind, RelationType,
            Source, Token,
        },
        text::{BlockId, MentionId, Text, TokenSpan},
    };

    use super::*;

    const TEXT: &str = "Ada\u{a0}Lovelace met him on 5 June.\nRead more";

    fn mention(start: usize, end: usize, kind: MentionKind, entity: usize) -> Mention {
        Mention {
            span: ByteSpan::new(start, end),
            tokens: TokenSpan::new(0, 1),
            kind,
            entity_type: if kind == MentionKind::Value {
                EntityType::Date
            } else {
                EntityType::Person
            },
            entity: Some(EntityId::new(entity)),
            value: (kind == MentionKind::Value).then(|| "1833-06-05".to_owned()),
            confidence: Confidence::percent(90),
            source: Source::rule("title + name"),
        }
    }

    fn entity(name: &str, entity_type: EntityType) -> Entity {
        Entity {
            name: name.to_owned(),
            named: true,
            entity_type,
            aliases: vec!["Countess".to_owned()],
            links: vec![Link { kb: KnowledgeBase::Wikidata, id: "Q7259".to_owned() }],
            country: None,
            description: Some("prime minister".to_owned()),
            coordinates: None,
        }
    }

    #[test]
    fn everything_that_was_found_can_be_read() {
        let line = ByteSpan::new(0, 32);
        let doc = Document {
            published: None,
            origin: Origin::default(),
            text: Text::new(TEXT),
            blocks: vec![
                Block { span: line, kind: BlockKind::Paragraph },
                Block { span: ByteSpan::new(33, 42), kind: BlockKind::Furniture },
            ],
            sentences: vec![Sentence {
                span: line,
                tokens: TokenSpan::new(0, 1),
                block: BlockId::new(0),
            }],
            tokens: vec![Token { span: line }],
            rejoined: Vec::new(),
            mentions: vec![
                mention(0, 13, MentionKind::Name, 0),
                mention(18, 21, MentionKind::Pronoun, 1),
                mention(25, 31, MentionKind::Value, 2),
            ],
            entities: vec![
                entity("Ada Lovelace", EntityType::Person),
                Entity { named: false, ..entity("an engineer", EntityType::Person) },
                entity("5 June", EntityType::Date),
            ],
            relations: vec![Relation {
                relation_type: RelationType::MetWith,
                label: None,
                class: RelationType::MetWith.class(),
                subject: EntityId::new(0),
                object: EntityId::new(1),
                subject_mention: MentionId::new(0),
                object_mention: MentionId::new(1),
                evidence: line,
                further_evidence: Vec::new(),
                trigger: ByteSpan::new(14, 17),
                qualifiers: vec![Qualifier {
                    kind: QualifierKind::When,
                    span: ByteSpan::new(22, 31),
                    value: Some("1833-06-05".to_owned()),
                }],
                negated: true,
                past: false,
                modality: Modality::Alleged,
                attributed_to: Some(EntityId::new(0)),
                confidence: Confidence::percent(80),
                source: Source { id: Cow::Borrowed("meeting"), ..Source::rule("") },
            }],
            warnings: Vec::new(),
        };
        expect![[r#"

            (paragraph)
             1  [Ada{a0}Lovelace]PERSON:1 met [him]:2 on [5 June]DATE<1833-06-05>.
            ~ Read more

            == entities
            1 Ada Lovelace PERSON ×1 = Countess; wikidata Q7259; prime minister (rule title + name)
            2 an engineer PERSON ×1 (no name) = Countess; wikidata Q7259; prime minister

            == relations
             1 Ada Lovelace met_with an engineer; when "on 5 June" <1833-06-05>; alleged; negated; says Ada Lovelace | met (rule meeting, 80 %)
        "#]].assert_eq(&render(&doc));
    }
}
