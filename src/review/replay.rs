//! The tables of a document while a log is replayed over them: rows lead to each other by index, and what is gone
//! stays in its place.

use std::collections::BTreeSet;

use super::{
    anchor::{Finder, MentionAnchor},
    apply::Reason,
    machine::{Machine, overridden},
};
use crate::{
    document::{EntityType, Named, SourceKind},
    export::json::{Article, Block, Entity, Extra, Mention, Relation, Source, Status},
    order::{gather, sort_by, sort_by_key},
};

mod entities;
mod mentions;
mod own;
mod relations;

/// The tables, and the edit that is under way.
pub(super) struct Replay<'a> {
    finder: &'a Finder<'a>,
    blocks: &'a [Block],
    /// The number of the edit.
    edit: usize,
    author: Author,
    mentions: Vec<MentionNow>,
    entities: Vec<EntityNow>,
    relations: Vec<RelationNow>,
    /// The mentions that are not gone, by their places.
    order: Vec<usize>,
    /// All ids.
    taken: BTreeSet<String>,
    /// The relations that the edit took along.
    fallen: Vec<usize>,
}

/// Who decides: what is made is marked so.
#[derive(Clone, Debug)]
pub(super) struct Author {
    pub(super) status: Status,
    pub(super) source: Source,
}

impl Author {
    /// The reader.
    pub(super) fn reader() -> Self {
        let source =
            Source { kind: SourceKind::Human, id: "reader".to_owned(), extra: Extra::new() };
        Self { status: Status::Human, source }
    }
}

struct MentionNow {
    row: Mention,
    entity: usize,
    /// Those that name it, and some that did.
    relations: Vec<usize>,
    /// The status that it was made or changed with, if it is no more the machine's.
    made: Option<Status>,
    is_moved: bool,
    is_gone: bool,
}

struct EntityNow {
    row: Entity,
    mentions: Vec<usize>,
    /// Those that it is an end or the source of, and some that it was.
    relations: Vec<usize>,
    is_gone: bool,
}

struct RelationNow {
    row: Relation,
    /// Subject and object.
    ends: [usize; 2],
    /// Their mentions.
    by: [usize; 2],
    speaker: Option<usize>,
    made: Option<Status>,
    is_gone: bool,
}

/// The status of something after a verdict.
fn judged(verdict: Status, made: Option<Status>) -> Status {
    match (verdict, made) {
        (Status::Rejected, _) => Status::Rejected,
        (_, Some(Status::Human)) => Status::Human,
        (Status::Suggested, _) => Status::Suggested,
        (Status::Accepted | Status::Human, _) => Status::Accepted,
    }
}

impl<'a> Replay<'a> {
    /// The machine's tables. Rows that lead nowhere are gone from the start.
    pub(super) fn new(machine: &'a Article, finder: &'a Finder<'a>) -> Self {
        let entities = Index::of(machine.entities.iter().map(|entity| &*entity.id));
        let mentions = Index::of(machine.mentions.iter().map(|mention| &*mention.id));
        let mut replay = Self {
            finder,
            blocks: &machine.document.blocks,
            edit: 0,
            author: Author::reader(),
            mentions: Vec::new(),
            entities: machine.entities.iter().cloned().map(EntityNow::new).collect(),
            relations: Vec::new(),
            order: Vec::new(),
            taken: BTreeSet::new(),
            fallen: Vec::new(),
        };
        for row in &machine.mentions {
            let entity = entities.get(&row.entity);
            replay.push_mention(row.clone(), entity, None);
        }
        replay.order = (0..machine.mentions.len()).collect();
        replay.order.retain(|&mention| !replay.mentions[mention].is_gone);
        let place =
            |mention: usize| (machine.mentions[mention].start, machine.mentions[mention].end);
        sort_by_key(&mut replay.order, |&mention| place(mention));
        for row in &machine.relations {
            let ends = [entities.get(&row.subject), entities.get(&row.object)];
            let by = [mentions.get(&row.subject_mention), mentions.get(&row.object_mention)];
            let speaker = row.attributed_to.as_ref().and_then(|speaker| entities.get(speaker));
            replay.push_relation(row.clone(), ends, by, speaker, None);
        }
        let ids = machine.mentions.iter().map(|mention| &mention.id);
        let ids = ids.chain(machine.entities.iter().map(|entity| &entity.id));
        let ids = ids.chain(machine.relations.iter().map(|relation| &relation.id));
        replay.taken = gather(ids.cloned());
        replay
    }

    /// The next edit begins.
    pub(super) fn begin(&mut self, edit: usize, author: Author) {
        (self.edit, self.author) = (edit, author);
    }

    /// The relations that the last edit took along.
    pub(super) fn fallen(&mut self) -> Vec<Relation> {
        let fallen = std::mem::take(&mut self.fallen);
        let id = |entity: usize| self.entities[entity].row.id.clone();
        let named = |relation: usize| {
            let now = &self.relations[relation];
            let [subject_mention, object_mention] =
                now.by.map(|it| self.mentions[it].row.id.clone());
            let [subject, object] = now.ends.map(id);
            let attributed_to = now.speaker.map(id);
            let row = now.row.clone();
            Relation { subject, object, subject_mention, object_mention, attributed_to, ..row }
        };
        fallen.into_iter().map(named).collect()
    }

    fn push_mention(&mut self, row: Mention, entity: Option<usize>, made: Option<Status>) -> usize {
        let index = self.mentions.len();
        if let Some(entity) = entity {
            self.entities[entity].mentions.push(index);
        }
        self.mentions.push(MentionNow {
            row,
            entity: entity.unwrap_or(usize::MAX),
            relations: Vec::new(),
            made,
            is_moved: false,
            is_gone: entity.is_none(),
        });
        index
    }

    fn push_relation(
        &mut self,
        row: Relation,
        ends: [Option<usize>; 2],
        by: [Option<usize>; 2],
        speaker: Option<usize>,
        made: Option<Status>,
    ) {
        let index = self.relations.len();
        let nowhere = usize::MAX;
        let is_gone = ends.iter().chain(&by).any(Option::is_none);
        let (ends, by) = (ends.map(|it| it.unwrap_or(nowhere)), by.map(|it| it.unwrap_or(nowhere)));
        if !is_gone {
            for mention in by {
                self.mentions[mention].relations.push(index);
            }
            for entity in ends.into_iter().chain(speaker) {
                self.entities[entity].relations.push(index);
            }
        }
        self.relations.push(RelationNow { row, ends, by, speaker, made, is_gone });
    }

    fn new_id(&mut self, letter: char, mut number: usize) -> String {
        loop {
            number += 1;
            let id = format!("{letter}{number}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    // ---- Finding ----

    /// Where a mention's words stand.
    fn span(&self, anchor: &MentionAnchor) -> Result<(usize, usize), Reason> {
        let span = (anchor.start, anchor.end);
        self.finder.words(self.edit, span, &anchor.text).ok_or(Reason::Gone)
    }

    /// The mentions in a place.
    fn at(&self, span: (usize, usize)) -> &[usize] {
        let place = |&mention: &usize| self.place(mention);
        let start = self.order.partition_point(|mention| place(mention) < span);
        let end = self.order.partition_point(|mention| place(mention) <= span);
        &self.order[start..end]
    }

    fn place(&self, mention: usize) -> (usize, usize) {
        let row = &self.mentions[mention].row;
        (row.start, row.end)
    }

    fn of_type(&self, span: (usize, usize), entity_type: EntityType) -> Option<usize> {
        let mut there = self.at(span).iter().copied();
        there.find(|&mention| self.mentions[mention].row.entity_type == entity_type)
    }

    /// The mention of an anchor; one of another type, if there is no better one.
    fn mention(&self, anchor: &MentionAnchor) -> Result<usize, Reason> {
        let span = self.span(anchor)?;
        let first = self.at(span).first().copied();
        self.of_type(span, type_of(anchor)?).or(first).ok_or(Reason::NoMention)
    }

    fn entity(&self, anchor: &MentionAnchor) -> Result<usize, Reason> {
        Ok(self.mentions[self.mention(anchor)?].entity)
    }

    // ---- The document ----

    /// The document, with what the machine said where it is changed.
    pub(super) fn finish(mut self, machine: &Article) -> Article {
        self.reject_with_mentions();
        let Self { mut mentions, entities, mut relations, .. } = self;
        let id = |entity: usize| entities[entity].row.id.clone();
        for mention in mentions.iter_mut().filter(|mention| !mention.is_gone) {
            mention.row.entity = id(mention.entity);
        }
        for relation in relations.iter_mut().filter(|relation| !relation.is_gone) {
            [relation.row.subject, relation.row.object] = relation.ends.map(id);
            let by = relation.by.map(|mention| mentions[mention].row.id.clone());
            [relation.row.subject_mention, relation.row.object_mention] = by;
            relation.row.attributed_to = relation.speaker.map(id);
        }
        let here = |is_gone: bool| !is_gone;
        let mention_rows = || mentions.iter().map(|it| here(it.is_gone).then_some(&it.row));
        let entity_rows = || entities.iter().map(|it| here(it.is_gone).then_some(&it.row));
        let relation_rows = || relations.iter().map(|it| here(it.is_gone).then_some(&it.row));
        let added = mention_rows().skip(machine.mentions.len()).flatten().map(|it| &it.id);
        let added =
            added.chain(entity_rows().skip(machine.entities.len()).flatten().map(|it| &it.id));
        let relations_added = relation_rows().skip(machine.relations.len()).flatten();
        let added = added.chain(relations_added.map(|it| &it.id));
        let before = Machine {
            mentions: overridden(&machine.mentions, mention_rows()),
            entities: overridden(&machine.entities, entity_rows()),
            relations: overridden(&machine.relations, relation_rows()),
            added: added.cloned().collect(),
            extra: Extra::new(),
        };
        let found = machine.mentions.len();
        let stays = |(index, it): (usize, &MentionNow)| index < found && !it.is_moved;
        let stays: Vec<bool> = mentions.iter().enumerate().map(stays).collect();
        let mention_table = in_order(mention_rows(), &stays, |row| row.start);
        let stays: Vec<bool> =
            (0..relations.len()).map(|index| index < machine.relations.len()).collect();
        Article {
            mentions: mention_table,
            entities: entity_rows().flatten().cloned().collect(),
            relations: in_order(relation_rows(), &stays, |row| row.evidence.start),
            machine: Some(before),
            ..machine.clone()
        }
    }
}

/// A table in the order of the text: rows that stay in the machine's order, the others put in between.
fn in_order<'r, T: Clone + 'r>(
    rows: impl Iterator<Item = Option<&'r T>>,
    stays: &[bool],
    start: impl Fn(&T) -> usize,
) -> Vec<T> {
    let (mut table, mut others) = (Vec::new(), Vec::new());
    for (row, stays) in rows.zip(stays) {
        if let Some(row) = row {
            if *stays { table.push(row) } else { others.push(row) }
        }
    }
    sort_by(&mut others, |one, other| start(one).cmp(&start(other)));
    let mut others = others.into_iter().peekable();
    let mut merged = Vec::new();
    for row in table {
        while let Some(other) = others.next_if(|other| start(other) < start(row)) {
            merged.push(other.clone());
        }
        merged.push(row.clone());
    }
    merged.extend(others.cloned());
    merged
}

impl EntityNow {
    fn new(row: Entity) -> Self {
        Self { row, mentions: Vec::new(), relations: Vec::new(), is_gone: false }
    }
}

fn type_of(anchor: &MentionAnchor) -> Result<EntityType, Reason> {
    let name = &*anchor.entity_type;
    EntityType::from_name(name)
        .ok_or_else(|| Reason::NotUnderstood(format!("\"type\" is {name:?}")))
}

/// Where the rows of a table are, by their ids.
struct Index<'a>(Vec<(&'a str, usize)>);

impl<'a> Index<'a> {
    fn of(ids: impl Iterator<Item = &'a str>) -> Self {
        let mut index: Vec<_> = ids.zip(0..).collect();
        sort_by_key(&mut index, |&(id, _)| id);
        Self(index)
    }

    fn get(&self, id: &str) -> Option<usize> {
        let at = self.0.partition_point(|&(known, _)| known < id);
        self.0.get(at).filter(|(known, _)| *known == id).map(|&(_, index)| index)
    }
}
