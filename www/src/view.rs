//! An annotated article, ready to draw: positions in bytes, ids as indices, tables the other way
//! round.

use gloss::text::Lower;
use std::{borrow::Cow, collections::BTreeMap, fmt::Write as _, ops::Range, rc::Rc};

use gloss::{
    document::{BlockKind, EntityType, MentionKind, QualifierKind, RelationType},
    export::json::{Article, Entity, Mention, Relation, Span, Status},
    order::{gather, sort_by_key},
    text::OffsetMap,
};

use crate::{
    layout::{Piece, cut},
    look::{count_words, type_words, warning_words},
    switches::Switch,
    verbs::{is_over, verb},
};

/// An annotated article and what the page looks up in it.
#[derive(Debug)]
pub struct View {
    /// As the worker sent it or a file held it.
    pub article: Article,
    /// How long the engine took; `None` for a file.
    pub milliseconds: Option<f64>,
    /// The text in pieces.
    pub pieces: Vec<Rc<Piece>>,
    text: Rc<str>,
    map: OffsetMap,
    shown: Vec<ShownMention>,
    mentions_of: Vec<Vec<usize>>,
    relations_of: Vec<Vec<usize>>,
    entity_index: BTreeMap<String, usize>,
}

/// A mention that is drawn: not rejected, and of a known entity.
#[derive(Clone, Debug)]
struct ShownMention {
    range: Range<usize>,
    mention: usize,
    entity: usize,
}

/// Two views are the same when they are one: comparing articles word by word would cost more than
/// drawing them.
impl PartialEq for View {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl View {
    /// Looks everything up once.
    pub fn new(article: Article, milliseconds: Option<f64>) -> Self {
        let text: Rc<str> = article.document.text.as_str().into();
        let map = OffsetMap::new(&text, article.offset_unit);
        let entity_index: BTreeMap<String, usize> =
            gather(article.entities.iter().enumerate().map(|(i, entity)| (entity.id.clone(), i)));
        let shown = shown_mentions(&article, &map, &entity_index);
        let blocks: Vec<(Range<usize>, BlockKind)> = article
            .document
            .blocks
            .iter()
            .filter_map(|block| Some((bytes(&map, block.start, block.end)?, block.kind)))
            .collect();
        let ranges: Vec<Range<usize>> = shown.iter().map(|mention| mention.range.clone()).collect();
        let pieces = cut(&text, &blocks, &ranges).into_iter().map(Rc::new).collect();
        let mut mentions_of = vec![Vec::new(); article.entities.len()];
        for (index, mention) in shown.iter().enumerate() {
            mentions_of[mention.entity].push(index);
        }
        let mut relations_of = vec![Vec::new(); article.entities.len()];
        for (index, relation) in article.relations.iter().enumerate() {
            if relation.status == Status::Rejected {
                continue;
            }
            let ends = [entity_index.get(&relation.subject), entity_index.get(&relation.object)];
            let mut ends: Vec<usize> = ends.into_iter().flatten().copied().collect();
            ends.dedup();
            for end in ends {
                relations_of[end].push(index);
            }
        }
        Self {
            article,
            milliseconds,
            pieces,
            text,
            map,
            shown,
            mentions_of,
            relations_of,
            entity_index,
        }
    }

    /// The text.
    pub fn text(&self) -> &Rc<str> {
        &self.text
    }

    /// About how many bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        const OF_MENTION: usize = 700; // with its segments
        const OF_ENTITY: usize = 500;
        const OF_RELATION: usize = 1_000;
        let Article { mentions, entities, relations, .. } = &self.article;
        2 * self.text.len()
            + mentions.len() * OF_MENTION
            + entities.len() * OF_ENTITY
            + relations.len() * OF_RELATION
    }

    /// The bytes of a saved span.
    pub fn bytes_of(&self, span: &Span) -> Option<Range<usize>> {
        bytes(&self.map, span.start, span.end)
    }

    /// Where the sentences lie that say a relation, in bytes, in the order of the text.
    pub fn evidence_of(&self, relation: &Relation) -> Vec<Range<usize>> {
        let ranges = relation.sentences().filter_map(|span| self.bytes_of(span));
        let mut ranges: Vec<Range<usize>> = ranges.collect();
        sort_by_key(&mut ranges, |range| range.start);
        ranges
    }

    /// How many mentions are drawn.
    pub fn mention_count(&self) -> usize {
        self.shown.len()
    }

    /// A drawn mention, by its number in the text.
    pub fn mention(&self, shown: usize) -> &Mention {
        &self.article.mentions[self.shown[shown].mention]
    }

    /// Where a drawn mention lies, in bytes.
    pub fn mention_range(&self, shown: usize) -> Range<usize> {
        self.shown[shown].range.clone()
    }

    /// The entity of a drawn mention.
    pub fn entity_of(&self, shown: usize) -> usize {
        self.shown[shown].entity
    }

    /// The drawn mention of an id.
    pub fn find_mention(&self, id: &str) -> Option<usize> {
        self.shown.iter().position(|shown| self.article.mentions[shown.mention].id == id)
    }

    /// The entity of an id.
    pub fn find_entity(&self, id: &str) -> Option<usize> {
        self.entity_index.get(id).copied()
    }

    /// An entity.
    pub fn entity(&self, entity: usize) -> &Entity {
        &self.article.entities[entity]
    }

    /// The name of an entity by its id.
    pub fn entity_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.find_entity(id).map_or(id, |entity| &self.entity(entity).name)
    }

    /// The drawn mentions of an entity, in order.
    pub fn mentions_of(&self, entity: usize) -> &[usize] {
        &self.mentions_of[entity]
    }

    /// The relations that an entity is an end of, by index, in order.
    pub fn relations_of(&self, entity: usize) -> impl Iterator<Item = (usize, &Relation)> {
        self.relations_of[entity].iter().map(|&index| (index, &self.article.relations[index]))
    }

    /// The relations that are not rejected, by index.
    pub fn relations(&self) -> impl Iterator<Item = (usize, &Relation)> {
        let kept = |(_, relation): &(usize, &Relation)| relation.status != Status::Rejected;
        self.article.relations.iter().enumerate().filter(kept)
    }

    /// The entities that are drawn somewhere, by index.
    pub fn entities(&self) -> impl Iterator<Item = (usize, &Entity)> {
        self.article.entities.iter().enumerate().filter(|(i, _)| !self.mentions_of[*i].is_empty())
    }

    /// The switch of the legend that shows and hides a drawn mention.
    pub fn switch_of(&self, shown: usize) -> Switch {
        if self.entity(self.entity_of(shown)).named {
            Switch::Type(self.mention(shown).entity_type)
        } else {
            Switch::WithoutName
        }
    }

    /// How many mentions each switch of the legend has, in the order of types; actors without a name last.
    pub fn switch_counts(&self) -> BTreeMap<Switch, usize> {
        let mut counts = BTreeMap::new();
        for shown in 0..self.mention_count() {
            *counts.entry(self.switch_of(shown)).or_default() += 1;
        }
        counts
    }

    /// Whether a mention is the first that names its entity: it carries the type's tag. An actor without a
    /// name has none.
    pub fn is_introduction(&self, shown: usize) -> bool {
        if self.switch_of(shown) == Switch::WithoutName {
            return false;
        }
        let mentions = self.mentions_of(self.entity_of(shown));
        let named = |&&m: &&usize| self.mention(m).kind == MentionKind::Name;
        mentions.iter().find(named) == Some(&shown)
    }

    /// The different words of an entity's mentions, each with its number and its first mention, in
    /// the order of the text.
    pub fn names_of(&self, entity: usize) -> Vec<(&str, usize, usize)> {
        let mut names: Vec<(&str, usize, usize)> = Vec::new();
        for &shown in self.mentions_of(entity) {
            let words = self.mention(shown).text.as_str();
            match names.iter_mut().find(|(known, ..)| *known == words) {
                Some((_, count, _)) => *count += 1,
                None => names.push((words, 1, shown)),
            }
        }
        names
    }

    /// One line that says who or what it is: from the posts that the article gives it, else from the lists.
    pub fn description(&self, entity: usize) -> Option<String> {
        let found = self.entity(entity);
        let id = &found.id;
        let by_text = self.relations_of(entity).find_map(|(_, relation)| {
            let holds = relation.relation_type == RelationType::HoldsPost
                && relation.subject == *id
                && !relation.negated;
            let role = relation.qualifiers.get(&QualifierKind::Role).filter(|_| holds)?;
            let names_past = role.to_ascii_lowercase().starts_with("former ");
            let formerly = if is_over(relation) && !names_past { "formerly " } else { "" };
            Some(format!("{formerly}{role}, {}", self.object_name(relation)))
        });
        by_text.or_else(|| found.description.clone())
    }

    /// An entity in words: "Asim Munir, person, 3 mentions"; "her brother, person without a name, 1 mention".
    pub fn entity_label(&self, entity: usize) -> String {
        let found = self.entity(entity);
        let kind = type_words(found.entity_type).0.lower();
        let without = if found.named { "" } else { " without a name" };
        let mentions = count_words(self.mentions_of(entity).len(), "mention", "mentions");
        [&found.name, ", ", &kind, without, ", ", &mentions].concat()
    }

    /// A mention in words: those of its entity, after its own where they are others, by more than a
    /// capital: "he: Asim Munir, person, 3 mentions".
    pub fn mention_label(&self, shown: usize) -> String {
        let entity = self.entity_of(shown);
        let words = self.mention(shown).text.as_str();
        let own = if words.lower() == self.entity(entity).name.lower() {
            ["", ""]
        } else {
            [words, ": "]
        };
        own.concat() + &self.entity_label(entity)
    }

    /// The object of a relation as a sentence names it: nothing is "based in Danish", but in Denmark.
    pub fn object_name<'a>(&'a self, relation: &'a Relation) -> Cow<'a, str> {
        let Some(index) = self.find_entity(&relation.object) else {
            return relation.object.as_str().into();
        };
        let entity = self.entity(index);
        if entity.entity_type != EntityType::Norp || !wants_place(relation.relation_type) {
            return entity.name.as_str().into();
        }
        let country = self.country_of(index).map(Cow::Borrowed);
        country.unwrap_or_else(|| ["a ", &entity.name, " place"].concat().into())
    }

    /// The country of a nationality word, by its name in the article, or in the lists.
    fn country_of(&self, entity: usize) -> Option<&str> {
        let word = self.entity(entity);
        let country = word.country.as_ref()?;
        let named = self.entities().find(|(_, other)| other.links.contains(country));
        let listed = || word.description.as_deref()?.strip_prefix("of ");
        named.map(|(_, other)| other.name.as_str()).or_else(listed)
    }

    /// The verb of a relation, as its subject wants it.
    pub fn verb(&self, relation: &Relation) -> String {
        verb(relation, self.find_entity(&relation.subject).map(|index| self.entity(index)))
    }

    /// A relation as a plain sentence: "Amina Rahmani visited Tehran".
    pub fn sentence(&self, relation: usize) -> String {
        let relation = &self.article.relations[relation];
        let subject = self.entity_name(&relation.subject);
        [subject, " ", &self.verb(relation), " ", &self.object_name(relation)].concat()
    }

    /// The words around a mention: before, itself, after.
    pub fn context(&self, shown: usize) -> (String, &str, String) {
        const REACH: usize = 48;
        let range = self.mention_range(shown);
        let line_start = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let line_end =
            self.text[range.end..].find('\n').map_or(self.text.len(), |at| range.end + at);
        let mut start = line_start;
        if range.start - line_start > REACH {
            start = self.text.ceil_char_boundary(range.start - REACH);
            start += self.text[start..range.start].find(' ').map_or(0, |at| at + 1);
        }
        let mut end = line_end;
        if line_end - range.end > REACH {
            end = self.text.floor_char_boundary(range.end + REACH);
            end = self.text[range.end..end].rfind(' ').map_or(end, |at| range.end + at);
        }
        let before = format!(
            "{}{}",
            if start > line_start { "…" } else { "" },
            &self.text[start..range.start]
        );
        let after =
            format!("{}{}", &self.text[range.end..end], if end < line_end { "…" } else { "" });
        (before, &self.text[range], after)
    }

    /// "52 mentions · 14 entities · 19 relations · 9 ms"
    pub fn result_line(&self) -> String {
        let mut line = [
            count_words(self.mention_count(), "mention", "mentions"),
            count_words(self.entities().count(), "entity", "entities"),
            count_words(self.relations().count(), "relation", "relations"),
        ]
        .join(" · ");
        if let Some(milliseconds) = self.milliseconds {
            let _ = write!(line, " · {} ms", milliseconds.ceil().max(1.0)); // cannot fail on a string
        }
        line
    }

    /// The result line as it is read out, with what the reader should know.
    pub fn spoken_result(&self) -> String {
        let mut words = self.result_line();
        for &warning in &self.article.warnings {
            words.push_str(". ");
            words.push_str(warning_words(warning));
        }
        words
    }
}

/// Whether the object of a relation is a place, or stands for one.
fn wants_place(relation: RelationType) -> bool {
    use RelationType::{
        BasedIn, Borders, BornIn, CapitalOf, CitizenOf, DeploysTo, DiedIn, EducatedAt, HoldsPost,
        LivesIn, LocatedIn, PartOf, Rules, TookOver, Visited, WithdrawsFrom,
    };
    matches!(
        relation,
        BasedIn
            | Borders
            | BornIn
            | CapitalOf
            | CitizenOf
            | DeploysTo
            | DiedIn
            | EducatedAt
            | HoldsPost
            | LivesIn
            | LocatedIn
            | PartOf
            | Rules
            | TookOver
            | Visited
            | WithdrawsFrom
    )
}

fn shown_mentions(
    article: &Article,
    map: &OffsetMap,
    entities: &BTreeMap<String, usize>,
) -> Vec<ShownMention> {
    let mut shown: Vec<ShownMention> = article
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.status != Status::Rejected)
        .filter_map(|(index, mention)| {
            let range = bytes(map, mention.start, mention.end)?;
            let entity = *entities.get(&mention.entity)?;
            (!range.is_empty()).then_some(ShownMention { range, mention: index, entity })
        })
        .collect();
    sort_by_key(&mut shown, |mention| mention.range.start);
    shown
}

fn bytes(map: &OffsetMap, start: usize, end: usize) -> Option<Range<usize>> {
    let range = map.to_byte(start)?..map.to_byte(end)?;
    (range.start <= range.end).then_some(range)
}

/// The name of the file that an article is saved in: the first words of its title.
pub fn file_stem(article: &Article) -> String {
    let title = article.document.title.as_deref();
    let first_line = || article.document.text.lines().find(|line| !line.trim().is_empty());
    let words: Vec<String> = title
        .or_else(first_line)
        .unwrap_or_default()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(6)
        .map(|word| word.chars().take(24).collect::<String>().lower())
        .collect();
    if words.is_empty() { "article".to_owned() } else { words.join("-") }
}

#[cfg(test)]
mod tests;
