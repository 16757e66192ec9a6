//! The same words elsewhere in the article: one edit for all of them.

use super::{
    Edit,
    anchor::{Anchors, Finder, MentionAnchor},
    edit::Target,
};
use crate::{
    document::{BlockKind, Named},
    export::json::{Article, Block, Extra, Mention, Span, Status},
    order::sort_by_key,
    text::{OffsetMap, OffsetUnit},
};

/// A place, in what a document counts.
pub(super) type Place = (usize, usize);

/// An edit of a mention for all occurrences of its words: the edits of one step, the given one first.
///
/// What is added is added wherever the words stand in text that is read and no longer mention holds them. What is
/// retyped, resized, split off, deleted or judged are the mentions with the same words and type; what is split off
/// is one entity, of mentions that were one before. Of any other edit there is one only.
pub fn everywhere(article: &Article, edit: &Edit) -> Vec<Edit> {
    let occurrences = Occurrences { article, anchors: Anchors::new(article) };
    let mut edits = vec![edit.clone()];
    edits.extend(match edit {
        Edit::Add { .. } => occurrences.added(edit),
        Edit::Retype { mention, to } => {
            let others = occurrences.like(mention, is_standing);
            others.map(|mention| Edit::Retype { mention, to: *to }).collect()
        }
        Edit::Resize { mention, to } => occurrences.resized(mention, to),
        Edit::Split { mention } => occurrences.split(mention),
        Edit::Delete(Target::Mention(mention)) => {
            let others = occurrences.like(mention, |_| true);
            others.map(|mention| Edit::Delete(Target::Mention(mention))).collect()
        }
        Edit::Judge { target: Target::Mention(mention), verdict } => {
            let others = occurrences.like(mention, |_| true).map(Target::Mention);
            others.map(|target| Edit::Judge { target, verdict: *verdict }).collect()
        }
        _ => Vec::new(),
    });
    edits
}

struct Occurrences<'a> {
    article: &'a Article,
    anchors: Anchors<'a>,
}

fn is_standing(mention: &Mention) -> bool {
    mention.status != Status::Rejected
}

impl Occurrences<'_> {
    /// The other mentions with the words and type of one.
    fn like<'s>(
        &'s self,
        one: &'s MentionAnchor,
        is_meant: impl Fn(&Mention) -> bool + 's,
    ) -> impl Iterator<Item = MentionAnchor> + 's {
        let same = move |it: &&Mention| {
            it.text == one.text && it.entity_type.name() == one.entity_type && is_meant(it)
        };
        let anchors = self.article.mentions.iter().filter(same).map(|it| self.anchors.mention(it));
        anchors.filter(|it| (it.start, it.end) != (one.start, one.end))
    }

    fn added(&self, edit: &Edit) -> Vec<Edit> {
        let Edit::Add { mention: one, kind, value, entity } = edit else { return Vec::new() };
        let Article { document, mentions, offset_unit, .. } = self.article;
        let standing = || mentions.iter().filter(|it| is_standing(it));
        let mut places: Vec<Place> = standing().map(|it| (it.start, it.end)).collect();
        sort_by_key(&mut places, |&place| place);
        // Where the words are a mention of another type, they mean something else.
        let of_other = |it: &&Mention| it.entity_type.name() != one.entity_type;
        let others = standing().filter(|it| it.text == one.text).filter(of_other);
        let mut others: Vec<Place> = others.map(|it| (it.start, it.end)).collect();
        sort_by_key(&mut others, |&place| place);
        let finder = Finder::new(&document.text, *offset_unit, Vec::new());
        let free = free(finder.all(&one.text), &document.blocks, &places);
        let free = free.into_iter().filter(|place| others.binary_search(place).is_err());
        let free = free.map(|(start, end)| self.anchors.place(start, end, &one.text));
        free.filter(|it| (it.start, it.end) != (one.start, one.end))
            .map(|Span { start, end, text, extra }| Edit::Add {
                mention: MentionAnchor {
                    start,
                    end,
                    text,
                    entity_type: one.entity_type.clone(),
                    extra,
                },
                kind: *kind,
                value: value.clone(),
                entity: entity.clone().or_else(|| Some(one.clone())),
            })
            .collect()
    }

    /// Those that can be made longer or shorter by the same words.
    fn resized(&self, one: &MentionAnchor, to: &Span) -> Vec<Edit> {
        let text = &self.article.document.text;
        let points = OffsetMap::new(text, OffsetUnit::CodePoint);
        let resized = |mention: MentionAnchor| {
            let start = mention.start.checked_add(to.start)?.checked_sub(one.start)?;
            let rest = text.get(points.to_byte(start)?..)?;
            let end = start + to.text.chars().count();
            let to = Span { start, end, text: to.text.clone(), extra: Extra::new() };
            rest.starts_with(&to.text).then_some(Edit::Resize { mention, to })
        };
        self.like(one, is_standing).filter_map(resized).collect()
    }

    fn split(&self, one: &MentionAnchor) -> Vec<Edit> {
        let is_it = |it: &&Mention| self.anchors.mention(it) == *one;
        let Some(it) = self.article.mentions.iter().find(is_it) else { return Vec::new() };
        let others = self.like(one, |other| other.entity == it.entity);
        let edits = others.flat_map(|other| {
            let split = Edit::Split { mention: other.clone() };
            [split, Edit::Merge { into: one.clone(), other }]
        });
        edits.collect()
    }
}

/// Of places in the order of the text that do not overlap, those in text that is read which no mention crosses or is
/// longer than. The places of the mentions are in order, too.
pub(super) fn free(mut places: Vec<Place>, blocks: &[Block], mentions: &[Place]) -> Vec<Place> {
    let mut reach = Vec::new();
    for &(_, end) in mentions {
        reach.push(reach.last().map_or(end, |&far: &usize| far.max(end)));
    }
    places.retain(|&(start, end)| {
        let block = blocks.get(blocks.partition_point(|block| block.end <= start));
        let is_read = block.is_some_and(|block| {
            block.start <= start && end <= block.end && block.kind != BlockKind::Furniture
        });
        let before = mentions.partition_point(|mention| mention.0 < start);
        let is_crossed = before.checked_sub(1).is_some_and(|last| reach[last] > start);
        let mut within = mentions[before..].iter().take_while(|mention| mention.0 < end);
        is_read && !is_crossed && within.all(|mention| mention.1 <= end)
    });
    places
}
