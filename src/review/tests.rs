//! Documents and logs in the words of a reader.

use super::{
    Edit, Log, Reviewed, Step,
    anchor::{Anchors, MentionAnchor, RelationAnchor},
    apply,
    edit::Target,
};
use crate::{
    document::{BlockKind, EntityType, MentionKind, Modality, Named, RelationType, SourceKind},
    export::json::{
        self, Article, ArticleText, Block, Entity, Extra, FORMAT, Generator, Mention, Relation,
        Source, Span, Status, UNREVIEWED_VERSION,
    },
    pack::fingerprint,
    text::{OffsetMap, OffsetUnit},
};

mod changes;
mod comparison;
mod edits;
mod occurrences;
mod properties;

fn source(kind: SourceKind) -> Source {
    Source { kind, id: "test".to_owned(), extra: Extra::new() }
}

/// A document of one block and sentence, from text such as "[Zoë Lind]PERSON1 met [Tor Aas]PERSON2.": mentions with
/// their types and the numbers of their entities. The last is what a machine found.
fn article(marked: &str) -> Article {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, inside)) = rest.split_once('[') {
        text.push_str(before);
        let (words, after) = inside.split_once(']').unwrap();
        let is_name = |c: char| c.is_ascii_uppercase() || c == '_';
        let end = after.find(|c| !is_name(c)).unwrap();
        let entity_type = EntityType::from_name(&after[..end]).unwrap();
        let digits = after[end..].chars().take_while(char::is_ascii_digit).count();
        let start = text.chars().count();
        text.push_str(words);
        mentions.push(Mention {
            id: format!("m{}", mentions.len() + 1),
            start,
            end: text.chars().count(),
            text: words.to_owned(),
            entity_type,
            entity: format!("e{}", &after[end..end + digits]),
            kind: MentionKind::Name,
            value: None,
            confidence: Some(0.9),
            status: Status::Suggested,
            source: source(SourceKind::Model),
            extra: Extra::new(),
        });
        rest = &after[end + digits..];
    }
    text.push_str(rest);
    document(text, mentions)
}

/// A document of some mentions, with the entities that they name.
fn document(text: String, mentions: Vec<Mention>) -> Article {
    let mut entities: Vec<Entity> = Vec::new();
    for mention in &mentions {
        match entities.iter_mut().find(|entity| entity.id == mention.entity) {
            None => entities.push(Entity {
                id: mention.entity.clone(),
                name: mention.text.clone(),
                entity_type: mention.entity_type,
                aliases: Vec::new(),
                links: Vec::new(),
                named: true,
                country: None,
                description: None,
                coordinates: None,
                extra: Extra::new(),
            }),
            Some(entity) if entity.name == mention.text => {}
            Some(entity) if entity.aliases.contains(&mention.text) => {}
            Some(entity) => entity.aliases.push(mention.text.clone()),
        }
    }
    let end = text.chars().count();
    let kind = BlockKind::Paragraph;
    Article {
        id: None,
        format: FORMAT.to_owned(),
        version: UNREVIEWED_VERSION,
        generator: Generator {
            name: "gloss".to_owned(),
            version: "0".to_owned(),
            model: "test".to_owned(),
            extra: Extra::new(),
        },
        offset_unit: OffsetUnit::CodePoint,
        document: ArticleText {
            title: None,
            published: None,
            address: None,
            byline: None,
            language: None,
            sha256: fingerprint(text.as_bytes()),
            text,
            blocks: if end > 0 {
                vec![Block { start: 0, end, kind, extra: Extra::new() }]
            } else {
                vec![]
            },
            extra: Extra::new(),
        },
        mentions,
        entities,
        relations: Vec::new(),
        warnings: Vec::new(),
        review: None,
        machine: None,
        extra: Extra::new(),
    }
}

/// The mention with these words: the last one.
fn mention_of<'a>(article: &'a Article, words: &str) -> &'a Mention {
    let mut all = article.mentions.iter().rev();
    all.find(|mention| mention.text == words).unwrap_or_else(|| panic!("no mention {words:?}"))
}

fn mention(article: &Article, words: &str) -> MentionAnchor {
    Anchors::new(article).mention(mention_of(article, words))
}

/// Where words stand: the first time.
fn place(article: &Article, words: &str) -> Span {
    let text = &article.document.text;
    let byte = text.find(words).unwrap_or_else(|| panic!("no {words:?}"));
    let start = text[..byte].chars().count();
    let end = start + words.chars().count();
    Span { start, end, text: words.to_owned(), extra: Extra::new() }
}

/// A relation of two mentions in the whole text.
fn relation(article: &Article, subject: &str, of: RelationType, object: &str) -> RelationAnchor {
    let text = article.document.text.clone();
    let nothing = Span { start: 0, end: 0, text: String::new(), extra: Extra::new() };
    RelationAnchor {
        relation_type: of.name().to_owned(),
        label: None,
        subject: mention(article, subject),
        object: mention(article, object),
        evidence: Span { end: text.chars().count(), text, ..nothing.clone() },
        trigger: nothing,
        extra: Extra::new(),
    }
}

/// The document with a relation that the machine found.
fn with_relation(mut article: Article, subject: &str, of: RelationType, object: &str) -> Article {
    let evidence = relation(&article, subject, of, object).evidence;
    let [subject, object] = [subject, object].map(|words| mention_of(&article, words));
    article.relations.push(Relation {
        id: format!("r{}", article.relations.len() + 1),
        relation_type: of,
        label: None,
        class: of.class(),
        subject: subject.entity.clone(),
        object: object.entity.clone(),
        trigger: evidence.clone(),
        evidence,
        further_evidence: Vec::new(),
        subject_mention: subject.id.clone(),
        object_mention: object.id.clone(),
        qualifiers: std::collections::BTreeMap::new(),
        negated: false,
        past: false,
        modality: Modality::Asserted,
        attributed_to: None,
        confidence: Some(0.8),
        status: Status::Suggested,
        source: source(SourceKind::Rule),
        extra: Extra::new(),
    });
    article
}

/// A sentence in which two people meet in a city that is named twice.
fn meeting() -> Article {
    let article = article(
        "🚨 [Zoë Lind]PERSON1 met [Tor Aas]PERSON2 in [Oslo]GPE3; [Lind]PERSON1 left [Oslo]GPE3 for [Rome]GPE4.",
    );
    with_relation(article, "Zoë Lind", RelationType::MetWith, "Tor Aas")
}

fn log(edits: impl IntoIterator<Item = Edit>) -> Log {
    let mut log = Log::default();
    log.push(Step::new("", edits));
    log
}

fn after(article: &Article, edits: impl IntoIterator<Item = Edit>) -> Reviewed {
    let reviewed = apply(article, &log(edits));
    check(article, &reviewed);
    reviewed
}

fn reject(mention: MentionAnchor) -> Edit {
    Edit::Judge { target: Target::Mention(mention), verdict: Status::Rejected }
}

/// What a document says: "Zoë Lind PERSON of Zoë Lind", with what readers decided.
fn said(article: &Article) -> Vec<String> {
    let name = |id: &String| {
        article.entities.iter().find(|entity| entity.id == *id).map_or("?", |entity| &*entity.name)
    };
    let mark = |status: Status| match status {
        Status::Suggested => "",
        Status::Accepted => " ✓",
        Status::Rejected => " ✗",
        Status::Human => " ✎",
    };
    let mentions = article.mentions.iter().map(|it| {
        let entity = name(&it.entity);
        let of = if entity == it.text { String::new() } else { format!(" of {entity}") };
        format!("{} {}{of}{}", it.text, it.entity_type.name(), mark(it.status))
    });
    let relations = article.relations.iter().map(|it| {
        let (subject, object) = (name(&it.subject), name(&it.object));
        format!("{subject} {} {object}{}", it.relation_type.name(), mark(it.status))
    });
    mentions.chain(relations).collect()
}

/// What changed in what a document says: "-" was there before, "+" is there now.
fn changes(before: &Article, after: &Article) -> Vec<String> {
    let (mut before, mut added) = (said(before), Vec::new());
    for line in said(after) {
        match before.iter().position(|other| *other == line) {
            Some(at) => drop(before.remove(at)),
            None => added.push(format!("+ {line}")),
        }
    }
    before.iter().map(|line| format!("- {line}")).chain(added).collect()
}

/// What holds of every reviewed document.
fn check(machine: &Article, reviewed: &Reviewed) {
    let article = &reviewed.article;
    let file = json::to_text(article);
    let again = json::read(&file);
    assert_eq!(again.as_ref().map_err(ToString::to_string), Ok(article), "{file}");
    assert_eq!(json::to_text(article), json::to_text(&again.unwrap()));
    assert_eq!(super::machine(article), *machine, "the machine's document is lost");
    assert!(article.mentions.is_sorted_by_key(|mention| mention.start));
    let has_mention = |entity: &Entity| article.mentions.iter().any(|it| it.entity == entity.id);
    assert!(article.entities.iter().all(has_mention), "an entity without a mention");
    let map = OffsetMap::new(&article.document.text, article.offset_unit);
    for row in &article.mentions {
        let bytes = map.to_byte(row.start).unwrap()..map.to_byte(row.end).unwrap();
        assert_eq!(
            article.document.text.get(bytes),
            Some(&*row.text),
            "not on a character's border"
        );
    }
}
