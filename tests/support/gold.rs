//! Reads articles that were annotated by hand: `tests/articles/NAME.gold`.
//!
//! One sentence of the article a line, numbered, with its mentions in brackets; then the relations.
//! Blank lines and lines that start with `#` are for the reader.
//!
//! ```text
//!  1  [Ada Lovelace|PERSON|ada] met [Charles Babbage|PERSON|charles] on [5 June 1833|DATE=1833-06-05].
//! ~ Read more
//!  2  [She|ada], [17|DATE?], liked [his|charles] machine.
//!
//! == relations
//! country british britain
//! 1 ada met_with charles when="5 June 1833"
//! ? 2 ada praised charles alleged by=charles
//! ```
//!
//! - `[words|TYPE|id]` is a name of the entity `id`; `[words|id]` a nominal or a pronoun that stands for
//!   it; `[words|TYPE]` or `[words|TYPE=normal form]` a value. Brackets nest.
//! - `?` after a type, or in front of a relation: finding it is neither right nor wrong.
//! - `~` starts a line of page furniture, without markup.
//! - A relation is: the sentences that say it, subject, type, object; then any of `planned`,
//!   `alleged`, `possible`, `negated`, `past`, `by=id` and qualifiers.
//! - `country NORP GPE` says that in relations a nationality word stands for its country.

use std::collections::{BTreeMap, BTreeSet};

use gloss::{
    document::{EntityType, MentionKind, Modality, Named, QualifierKind, RelationType},
    text::{ByteSpan, Text},
};

/// An article annotated by hand.
#[derive(Debug, Default)]
pub(crate) struct Gold {
    /// The article's sentences.
    pub(crate) sentences: Vec<ByteSpan>,
    /// Lines of page furniture.
    pub(crate) furniture: Vec<ByteSpan>,
    /// In the order in which they end.
    pub(crate) mentions: Vec<GoldMention>,
    /// What the article says of two entities.
    pub(crate) relations: Vec<GoldRelation>,
    /// From the entity of a nationality word to that of its country.
    pub(crate) countries: BTreeMap<String, String>,
}

/// A mention annotated by hand.
#[derive(Debug, PartialEq)]
pub(crate) struct GoldMention {
    /// Where.
    pub(crate) span: ByteSpan,
    /// What it stands for; `None` for values.
    pub(crate) entity: Option<String>,
    /// The type, of names and values.
    pub(crate) entity_type: Option<EntityType>,
    /// The normal form of a value, where it was worth saying.
    pub(crate) value: Option<String>,
    /// Whether it need not be found.
    pub(crate) optional: bool,
}

impl GoldMention {
    /// How it refers; nominals and pronouns are not told apart.
    pub(crate) fn kind(&self) -> MentionKind {
        match (self.entity_type, &self.entity) {
            (Some(_), Some(_)) => MentionKind::Name,
            (Some(_), None) => MentionKind::Value,
            (None, _) => MentionKind::Nominal,
        }
    }
}

/// A relation annotated by hand.
#[derive(Debug, PartialEq)]
pub(crate) struct GoldRelation {
    /// The numbers of the sentences that say it, from 1.
    pub(crate) sentences: Vec<usize>,
    /// Who.
    pub(crate) subject: String,
    /// What kind of relation.
    pub(crate) relation_type: RelationType,
    /// Whom.
    pub(crate) object: String,
    /// Circumstances, in words of the text.
    pub(crate) qualifiers: BTreeMap<QualifierKind, String>,
    /// Whether it is said not to be so.
    pub(crate) negated: bool,
    /// Whether it is a state that is over.
    pub(crate) past: bool,
    /// Whether it is said to be a fact.
    pub(crate) modality: Modality,
    /// Who says so.
    pub(crate) attributed_to: Option<String>,
    /// Whether it need not be found.
    pub(crate) optional: bool,
}

impl Gold {
    /// Reads the annotation of a text.
    ///
    /// # Errors
    /// When it is malformed or its words are not the text's: names the line.
    pub(crate) fn read(annotation: &str, text: &Text) -> Result<Self, String> {
        let mut reader = Reader { text, gold: Self::default(), end: 0, in_relations: false };
        for (index, line) in annotation.lines().enumerate() {
            reader.line(line).map_err(|problem| format!("line {}: {problem}", index + 1))?;
        }
        reader.finish()
    }

    /// The entity that stands for this one in relations.
    pub(crate) fn country_or_self<'a>(&'a self, entity: &'a str) -> &'a str {
        self.countries.get(entity).map_or(entity, String::as_str)
    }
}

/// The state of reading: what was read, and where in the text it ended.
struct Reader<'a> {
    text: &'a Text,
    gold: Gold,
    end: usize,
    in_relations: bool,
}

impl Reader<'_> {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.trim().is_empty() || line.starts_with('#') {
            Ok(())
        } else if line == "== relations" {
            self.in_relations = true;
            Ok(())
        } else if self.in_relations {
            self.relation(line)
        } else if let Some(furniture) = line.strip_prefix("~ ") {
            let span = self.locate(furniture)?;
            self.gold.furniture.push(span);
            Ok(())
        } else {
            self.sentence(line.trim_start())
        }
    }

    fn sentence(&mut self, line: &str) -> Result<(), String> {
        let expected = self.gold.sentences.len() + 1;
        let marked = line
            .strip_prefix(&format!("{expected}  "))
            .ok_or_else(|| format!("sentence {expected} expected"))?;
        let (words, mentions) = parse_markup(marked)?;
        let span = self.locate(&words)?;
        self.gold.sentences.push(span);
        self.gold.mentions.extend(mentions.into_iter().map(|mention| GoldMention {
            span: ByteSpan::new(
                span.start() + mention.span.start(),
                span.start() + mention.span.end(),
            ),
            ..mention
        }));
        Ok(())
    }

    /// Finds the words in the text: only blanks may lie between them and what came before.
    fn locate(&mut self, words: &str) -> Result<ByteSpan, String> {
        let rest = self.text[self.end..].trim_start();
        let start = self.text.len() - rest.len();
        if !rest.starts_with(words) {
            let there: String = rest.chars().take(60).collect();
            return Err(format!("the article goes on with {there:?}"));
        }
        self.end = start + words.len();
        Ok(ByteSpan::new(start, self.end))
    }

    fn relation(&mut self, line: &str) -> Result<(), String> {
        if let Some(pair) = line.strip_prefix("country ") {
            let (word, country) = pair.split_once(' ').ok_or("two ids expected")?;
            self.gold.countries.insert(word.to_owned(), country.to_owned());
            return Ok(());
        }
        self.gold.relations.push(parse_relation(line)?);
        Ok(())
    }

    /// Checks what can only be checked at the end.
    fn finish(self) -> Result<Gold, String> {
        if let rest @ [_, ..] = self.text[self.end..].trim().as_bytes() {
            return Err(format!("{} bytes of the article are missing", rest.len()));
        }
        let known: BTreeSet<&str> =
            self.gold.mentions.iter().filter_map(|mention| mention.entity.as_deref()).collect();
        let used = self.gold.relations.iter().flat_map(|relation| {
            [Some(&relation.subject), Some(&relation.object), relation.attributed_to.as_ref()]
        });
        if let Some(unknown) = used.flatten().find(|entity| !known.contains(entity.as_str())) {
            return Err(format!("no mention of {unknown}"));
        }
        Ok(self.gold)
    }
}

/// Takes the brackets out of a sentence: its words, and the mentions with spans in those words.
fn parse_markup(marked: &str) -> Result<(String, Vec<GoldMention>), String> {
    let mut words = String::new();
    let mut mentions = Vec::new();
    let mut open = Vec::new();
    let mut rest = marked;
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        match character {
            '[' => open.push(words.len()),
            '|' => {
                let start = open.pop().ok_or("| outside brackets")?;
                let (label, after) = rest.split_once(']').ok_or("] expected")?;
                mentions.push(parse_label(label, ByteSpan::new(start, words.len()))?);
                rest = after;
            }
            _ => words.push(character),
        }
    }
    if open.is_empty() { Ok((words, mentions)) } else { Err("a bracket is not closed".to_owned()) }
}

/// Reads what stands between the first bar and the bracket.
fn parse_label(label: &str, span: ByteSpan) -> Result<GoldMention, String> {
    let (label, entity) = match label.split_once('|') {
        Some((entity_type, id)) => (entity_type, Some(id)),
        None if label.starts_with(|first: char| first.is_lowercase()) => ("", Some(label)),
        None => (label, None),
    };
    let (label, value) = match label.split_once('=') {
        Some((entity_type, value)) => (entity_type, Some(value)),
        None => (label, None),
    };
    let (name, optional) = match label.strip_suffix('?') {
        Some(name) => (name, true),
        None => (label, false),
    };
    let entity_type = match name {
        "" => None,
        _ => Some(EntityType::from_name(name).ok_or_else(|| format!("{name} is not a type"))?),
    };
    Ok(GoldMention {
        span,
        entity: entity.map(str::to_owned),
        entity_type,
        value: value.map(str::to_owned),
        optional,
    })
}

/// Reads a line such as `? 3,4 ada met_with charles planned when="on Monday"`.
fn parse_relation(line: &str) -> Result<GoldRelation, String> {
    let (optional, line) = match line.strip_prefix("? ") {
        Some(line) => (true, line),
        None => (false, line),
    };
    let mut parts = line.splitn(5, ' ');
    let mut next = || parts.next().ok_or("sentence, subject, type and object expected");
    let sentences =
        next()?.split(',').map(str::parse).collect::<Result<_, _>>().map_err(|e| format!("{e}"))?;
    let subject = next()?.to_owned();
    let type_name = next()?;
    let relation_type = RelationType::from_name(type_name)
        .ok_or_else(|| format!("{type_name} is not a type of relation"))?;
    let object = next()?.to_owned();
    let mut relation = GoldRelation {
        sentences,
        subject,
        relation_type,
        object,
        qualifiers: BTreeMap::new(),
        negated: false,
        past: false,
        modality: Modality::Asserted,
        attributed_to: None,
        optional,
    };
    parse_circumstances(parts.next().unwrap_or(""), &mut relation)?;
    Ok(relation)
}

fn parse_circumstances(mut rest: &str, relation: &mut GoldRelation) -> Result<(), String> {
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let word_end = rest.find([' ', '=']).unwrap_or(rest.len());
        let word = &rest[..word_end];
        rest = &rest[word_end..];
        if let Some(quoted) = rest.strip_prefix("=\"") {
            let (value, after) = quoted.split_once('"').ok_or("a quote is not closed")?;
            let kind = QualifierKind::from_name(word)
                .ok_or_else(|| format!("{word} is not a qualifier"))?;
            relation.qualifiers.insert(kind, value.to_owned());
            rest = after;
        } else if let Some(id) = rest.strip_prefix('=') {
            let end = id.find(' ').unwrap_or(id.len());
            relation.attributed_to = Some(id[..end].to_owned());
            rest = &id[end..];
        } else if word == "negated" {
            relation.negated = true;
        } else if word == "past" {
            relation.past = true;
        } else {
            relation.modality =
                Modality::from_name(word).ok_or_else(|| format!("{word} is not known"))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Ada Lovelace met Charles Babbage on 5 June 1833.\n\nRead more\nShe, 17, liked his machine.\n";
    const ANNOTATION: &str = "\
 1  [Ada Lovelace|PERSON|ada] met [Charles Babbage|PERSON|charles] on [5 June 1833|DATE=1833-06-05].
~ Read more
 2  [She|ada], [17|DATE?], liked [[his|charles] machine|charles].

== relations
# their first meeting
1 ada met_with charles when=\"5 June 1833\" planned
? 2 ada praised charles negated by=charles
";

    #[test]
    fn an_annotation_is_read() {
        let text = Text::new(TEXT);
        let gold = Gold::read(ANNOTATION, &text).unwrap();
        let words: Vec<_> = gold.mentions.iter().map(|mention| text.slice(mention.span)).collect();
        assert_eq!(
            words,
            ["Ada Lovelace", "Charles Babbage", "5 June 1833", "She", "17", "his", "his machine"]
        );
        assert_eq!(gold.mentions[2].value.as_deref(), Some("1833-06-05"));
        assert!(gold.mentions[4].optional);
        assert_eq!(gold.mentions[3].kind(), MentionKind::Nominal);
        assert_eq!(gold.furniture.len(), 1);
        let [met, praised] = &gold.relations[..] else { panic!("two relations") };
        assert_eq!(met.qualifiers[&QualifierKind::When], "5 June 1833");
        assert_eq!(met.modality, Modality::Planned);
        assert_eq!(praised.attributed_to.as_deref(), Some("charles"));
        assert!(praised.optional && praised.negated);
    }

    #[test]
    fn a_mistake_is_reported_with_its_line() {
        let text = Text::new("Ada slept.");
        for (annotation, problem) in [
            (" 1  [Ada|PERSON|ada] woke.", "line 1: the article goes on with \"Ada slept.\""),
            (" 2  Ada slept.", "line 1: sentence 1 expected"),
            ("# Ada\n 1  [Ada|HUMAN|ada] slept.", "line 2: HUMAN is not a type"),
            (" 1  [Ada slept.", "line 1: a bracket is not closed"),
            (" 1  Ada", "6 bytes of the article are missing"),
            (" 1  [Ada|PERSON|ada] slept.\n== relations\n1 ada met_with bob", "no mention of bob"),
        ] {
            assert_eq!(Gold::read(annotation, &text).unwrap_err(), problem);
        }
    }
}
