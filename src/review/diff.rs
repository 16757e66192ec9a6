//! Two documents of one text, compared: what both have, and how far they agree. What was rejected counts as not
//! being there.

use std::fmt;

use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::anchor::Anchors;
use crate::{
    document::{EntityType, Named},
    export::json::{Article, Entity, Link, Mention, Relation, Status},
    order::sort_by_key,
};

mod report;
mod step;

pub use step::as_step;

/// How two documents differ. Which of them is the left one matters for precision and recall only: the left one
/// is what the right one is measured by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Mentions by their places.
    pub spans: Score,
    /// Mentions by their places and types.
    pub types: Score,
    /// Links of mentions, through their entities.
    pub links: Score,
    /// Pairs of mentions that stand for the same entity.
    pub coreference: Score,
    /// Relations by type and ends, wherever they are said. An entity of one document is that of the other with which
    /// it shares most mentions.
    pub relations: Score,
    /// Cohen's kappa of the types of mentions in the same places, in hundredths; none if it is not defined.
    #[serde(serialize_with = "as_number")]
    pub kappa: Option<i32>,
    /// What only one has, or has otherwise, in the order of the text.
    pub differences: Vec<Difference>,
}

/// How many things of a kind there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// In the left document.
    pub left: usize,
    /// In the right document.
    pub right: usize,
    /// In both.
    pub both: usize,
}

/// Something that only one document has, or has otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Where it starts, in code points.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// "mention", "link", "relation".
    pub what: &'static str,
    /// The words there; of a relation, its ends.
    pub text: String,
    /// What the left document says: a type, links.
    pub left: Option<String>,
    /// What the right document says.
    pub right: Option<String>,
}

/// Why two documents cannot be compared: they are of different texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherText;

impl fmt::Display for OtherText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("is of another text")
    }
}

impl std::error::Error for OtherText {}

impl Score {
    /// The share of what the right document has that the left has too, in hundredths.
    pub fn precision(self) -> Option<usize> {
        hundredths(self.both, self.right)
    }

    /// The share of what the left document has that the right has too, in hundredths.
    pub fn recall(self) -> Option<usize> {
        hundredths(self.both, self.left)
    }

    /// The harmonic mean of both, in hundredths.
    pub fn f1(self) -> Option<usize> {
        hundredths(2 * self.both, self.left + self.right)
    }

    /// Of two lists of names of things, each in any order.
    fn of(left: Vec<String>, right: Vec<String>) -> Self {
        let (left, right) = (in_order(left), in_order(right));
        let is_shared = |name: &&String| right.binary_search(name).is_ok();
        let both = left.iter().filter(is_shared).count();
        Self { left: left.len(), right: right.len(), both }
    }
}

/// With its shares, as numbers from 0 to 1; null for those that are not defined.
impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let share = |share: Option<usize>| share.map(|hundredths| hundredths as f64 / 100.0);
        let mut score = serializer.serialize_struct("Score", 6)?;
        score.serialize_field("left", &self.left)?;
        score.serialize_field("right", &self.right)?;
        score.serialize_field("both", &self.both)?;
        score.serialize_field("precision", &share(self.precision()))?;
        score.serialize_field("recall", &share(self.recall()))?;
        score.serialize_field("f1", &share(self.f1()))?;
        score.end()
    }
}

#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")
)]
#[expect(clippy::ref_option, reason = "serde's signature")]
fn as_number<S: Serializer>(hundredths: &Option<i32>, serializer: S) -> Result<S::Ok, S::Error> {
    hundredths.map(|hundredths| f64::from(hundredths) / 100.0).serialize(serializer)
}

fn hundredths(part: usize, all: usize) -> Option<usize> {
    (all > 0).then(|| (200 * part + all) / (2 * all))
}

fn in_order(mut names: Vec<String>) -> Vec<String> {
    sort_by_key(&mut names, Clone::clone);
    names.dedup();
    names
}

/// A place in code points.
type Place = (usize, usize);

/// A document, ready to be compared.
struct Side<'a> {
    article: &'a Article,
    anchors: Anchors<'a>,
    /// The mentions that are not rejected, in the order of their places.
    mentions: Vec<Placed<'a>>,
    /// The ids of entities, in order, with their places in the table.
    entities: Vec<(&'a str, usize)>,
}

/// A mention and its place.
#[derive(Clone, Copy)]
struct Placed<'a> {
    place: Place,
    mention: &'a Mention,
    /// The place of its entity in the table.
    entity: usize,
}

impl<'a> Side<'a> {
    fn new(article: &'a Article) -> Self {
        let mut entities: Vec<_> =
            article.entities.iter().map(|entity| &*entity.id).zip(0..).collect();
        sort_by_key(&mut entities, |&(id, _)| id);
        let anchors = Anchors::new(article);
        let mut side = Self { article, anchors, mentions: Vec::new(), entities };
        let placed = |mention: &'a Mention| {
            let place = (side.anchors.point(mention.start), side.anchors.point(mention.end));
            let entity = side.entity(&mention.entity)?;
            (mention.status != Status::Rejected).then_some(Placed { place, mention, entity })
        };
        let mut mentions: Vec<_> = article.mentions.iter().filter_map(placed).collect();
        sort_by_key(&mut mentions, |it| (it.place, it.mention.entity_type));
        side.mentions = mentions;
        side
    }

    fn entity(&self, id: &str) -> Option<usize> {
        let at = self.entities.partition_point(|&(known, _)| known < id);
        self.entities.get(at).filter(|(known, _)| *known == id).map(|&(_, index)| index)
    }

    fn entity_of(&self, placed: &Placed) -> &'a Entity {
        &self.article.entities[placed.entity]
    }

    /// The mentions in a place.
    fn at(&self, place: Place) -> &[Placed<'a>] {
        let start = self.mentions.partition_point(|it| it.place < place);
        let end = self.mentions.partition_point(|it| it.place <= place);
        &self.mentions[start..end]
    }

    /// The first mention in each place.
    fn places(&self) -> impl Iterator<Item = &Placed<'a>> {
        let is_first = |index: usize| {
            index == 0 || self.mentions[index - 1].place != self.mentions[index].place
        };
        (0..self.mentions.len())
            .filter(move |&index| is_first(index))
            .map(|index| &self.mentions[index])
    }

    fn relations(&self) -> impl Iterator<Item = &'a Relation> {
        self.article.relations.iter().filter(|relation| relation.status != Status::Rejected)
    }
}

/// Compares two documents.
///
/// # Errors
/// When they are of different texts.
pub fn compare(left: &Article, right: &Article) -> Result<Diff, OtherText> {
    if left.document.text != right.document.text {
        return Err(OtherText);
    }
    let (left, right) = (Side::new(left), Side::new(right));
    let of_both = |name: fn(&Side, &Placed) -> Vec<String>| {
        let names = |side: &Side| side.mentions.iter().flat_map(|it| name(side, it)).collect();
        Score::of(names(&left), names(&right))
    };
    Ok(Diff {
        spans: of_both(|_, it| vec![place_name(it.place)]),
        types: of_both(|_, it| vec![place_name(it.place) + it.mention.entity_type.name()]),
        links: of_both(|side, it| {
            let links = side.entity_of(it).links.iter();
            links.map(|link| place_name(it.place) + &link_name(link)).collect()
        }),
        coreference: coreference(&left, &right),
        relations: relations(&left, &right),
        kappa: kappa(&left, &right),
        differences: report::differences(&left, &right),
    })
}

fn place_name((start, end): Place) -> String {
    format!("{start} {end} ")
}

fn link_name(link: &Link) -> String {
    [link.kb.name(), " ", &link.id].concat()
}

// ---- Coreference ----

/// The first mentions of the places that both have.
fn shared_places<'s, 'a>(
    left: &'s Side<'a>,
    right: &'s Side<'a>,
) -> impl Iterator<Item = (&'s Placed<'a>, &'s Placed<'a>)> {
    left.places().filter_map(|it| Some((it, right.at(it.place).first()?)))
}

fn coreference(left: &Side, right: &Side) -> Score {
    let pairs = |side: &Side| side.places().map(|it| (it.entity, 0)).collect();
    let both = shared_places(left, right).map(|(one, other)| (one.entity, other.entity));
    Score {
        left: pairs_within(pairs(left)),
        right: pairs_within(pairs(right)),
        both: pairs_within(both.collect()),
    }
}

/// How many pairs there are within groups of what is the same.
fn pairs_within(mut members: Vec<(usize, usize)>) -> usize {
    sort_by_key(&mut members, |&member| member);
    let groups = members.chunk_by(|one, other| one == other);
    groups.map(|group| group.len() * (group.len() - 1) / 2).sum()
}

/// For each entity of the right document, that of the left with which it shares most places.
fn aligned(left: &Side, right: &Side) -> Vec<Option<usize>> {
    let pairs = shared_places(left, right).map(|(one, other)| (other.entity, one.entity));
    let mut pairs: Vec<_> = pairs.collect();
    sort_by_key(&mut pairs, |&pair| pair);
    let mut most = vec![(0, None); right.article.entities.len()];
    for group in pairs.chunk_by(|one, other| one == other) {
        let (entity, of_left) = group[0];
        if group.len() > most[entity].0 {
            most[entity] = (group.len(), Some(of_left));
        }
    }
    most.into_iter().map(|(_, of_left)| of_left).collect()
}

// ---- Relations ----

fn relations(left: &Side, right: &Side) -> Score {
    let in_left = aligned(left, right);
    let own = |id: &str| left.entity(id).map_or_else(String::new, |entity| entity.to_string());
    let aligned = |id: &str| match right.entity(id).and_then(|entity| in_left[entity]) {
        Some(entity) => entity.to_string(),
        None => format!("only right {id}"),
    };
    let name = |relation: &Relation, end: &dyn Fn(&str) -> String| {
        let mut ends = [end(&relation.subject), end(&relation.object)];
        if relation.relation_type.is_symmetric() && ends[1] < ends[0] {
            ends.reverse();
        }
        format!("{} {} {}", relation.relation_type.name(), ends[0], ends[1])
    };
    Score::of(
        left.relations().map(|relation| name(relation, &own)).collect(),
        right.relations().map(|relation| name(relation, &aligned)).collect(),
    )
}

// ---- Kappa ----

fn kappa(left: &Side, right: &Side) -> Option<i32> {
    const TYPES: usize = EntityType::ALL.len();
    let number = |of: EntityType| EntityType::ALL.iter().position(|(other, _)| *other == of);
    let (mut of_left, mut of_right) = ([0_i64; TYPES], [0_i64; TYPES]);
    let (mut all, mut agreed) = (0_i64, 0_i64);
    for (one, other) in shared_places(left, right) {
        let types = (one.mention.entity_type, other.mention.entity_type);
        let (Some(one), Some(other)) = (number(types.0), number(types.1)) else { continue };
        of_left[one] += 1;
        of_right[other] += 1;
        all += 1;
        agreed += i64::from(one == other);
    }
    let by_chance: i64 = of_left.iter().zip(of_right).map(|(one, other)| one * other).sum();
    let (above, room) = (all * agreed - by_chance, all * all - by_chance);
    let rounded = |above: i64| (200 * above + room * above.signum()) / (2 * room);
    (room > 0).then(|| i32::try_from(rounded(above)).unwrap_or_default())
}
