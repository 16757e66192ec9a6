//! Replays a log over the machine's document.

use std::fmt;

use super::{
    Edit, Log,
    anchor::Finder,
    edit::Target,
    input::{Asked, Rewound, rewind},
    machine::machine,
    replay::{Author, Replay},
};
use crate::{
    document::{EntityType, Named},
    export::json::{Article, Relation, Status, VERSION, day_name},
    pipeline::Published,
};

/// A document after a log.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// The document. What a person made or changed says so (`status`, `source`); what was rejected stays, marked as
    /// such; [`Article::machine`] keeps what the machine had said there, and [`Article::review`] the log. Without a
    /// step in the log, it is the machine's document as it is.
    pub article: Article,
    /// The edits that could not be applied, in order.
    pub unapplied: Vec<Unapplied>,
    /// Relations that an edit took along, in order.
    pub fallen: Vec<Fallen>,
}

/// An edit that could not be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unapplied {
    /// The number of its step in the log.
    pub step: usize,
    /// Its number in the step.
    pub edit: usize,
    /// Why.
    pub reason: Reason,
}

/// A relation that is no more because of an edit of something else: its mention was deleted and no other one of
/// the entity stands in the sentence, or both ends became one.
#[derive(Clone, Debug, PartialEq)]
pub struct Fallen {
    /// The number of the edit's step in the log.
    pub step: usize,
    /// Its number in the step.
    pub edit: usize,
    /// The relation as it was.
    pub relation: Relation,
}

/// Why an edit could not be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its words are not in the text any more, or in several places.
    Gone,
    /// There is no mention in that place.
    NoMention,
    /// The mention is read as another type now.
    OtherType(EntityType),
    /// There is no such relation.
    NoRelation,
    /// Both ends are the same entity.
    OneEntity,
    /// There is a mention of that type in that place already.
    Twice,
    /// An end lies outside the sentence.
    OutsideEvidence,
    /// The document was not read with it: see [`input`](super::input()).
    NotRead,
    /// This version does not know what it says, or it lacks something: what.
    NotUnderstood(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gone => "its words are not there any more",
            Self::NoMention => "there is no mention in that place",
            Self::OtherType(other) => {
                return write!(f, "the mention is of type {} now", other.name());
            }
            Self::NoRelation => "there is no such relation",
            Self::OneEntity => "both ends are the same entity",
            Self::Twice => "there is such a mention already",
            Self::OutsideEvidence => "an end lies outside the sentence",
            Self::NotRead => "the article was not read with it",
            Self::NotUnderstood(problem) => return write!(f, "it is not understood: {problem}"),
        })
    }
}

/// Replays a log over the machine's document; of a reviewed document, over that which it was made of.
///
/// Total: any document that can be read and any log give a document that can be read. Every edit is applied, or in
/// [`Reviewed::unapplied`]. A verdict on what another reading does not find is applied, too: what was rejected is
/// not there, and what was accepted is put in.
pub fn apply(document: &Article, log: &Log) -> Reviewed {
    let machine = machine(document);
    if log.is_empty() {
        return Reviewed { article: machine, unapplied: Vec::new(), fallen: Vec::new() };
    }
    let Rewound { changes, .. } = rewind(&machine.document.text, log);
    let changed: Vec<usize> = changes.iter().map(|(number, _)| *number).collect();
    let finder = Finder::new(&machine.document.text, machine.offset_unit, changes);
    let asked = Asked { article: &machine, finder: &finder, changed: &changed };
    let holds = last_of_their_kind(log);
    let mut replay = Replay::new(&machine, &finder);
    let (mut unapplied, mut fallen) = (Vec::new(), Vec::new());
    for (number, source, (step, edit), row) in log.edits() {
        replay.begin(number, Author::of(source));
        let done = row.read().and_then(|it| match it {
            Edit::Block { .. } | Edit::Published(_) | Edit::Text { .. } => {
                if holds.contains(&number) { asked.was_read_with(number, &it) } else { Ok(()) }
            }
            it => edit_tables(&mut replay, it),
        });
        unapplied.extend(done.err().map(|reason| Unapplied { step, edit, reason }));
        let relations = replay.fallen().into_iter();
        fallen.extend(relations.map(|relation| Fallen { step, edit, relation }));
    }
    let mut article = replay.finish(&machine);
    article.version = VERSION;
    article.review = Some(log.clone());
    Reviewed { article, unapplied, fallen }
}

fn edit_tables(replay: &mut Replay, edit: Edit) -> Result<(), Reason> {
    match edit {
        Edit::Add { mention, kind, value, entity } => {
            replay.add(&mention, kind, value, entity.as_ref())
        }
        Edit::Retype { mention, to } => replay.retype(&mention, to),
        Edit::RetypeEntity { mention, to } => replay.retype_entity(&mention, to),
        Edit::Resize { mention, to } => replay.resize(&mention, &to),
        Edit::Delete(Target::Mention(mention)) => replay.delete(&mention),
        Edit::Delete(Target::Relation(relation)) => replay.delete_relation(&relation),
        Edit::Judge { target: Target::Mention(mention), verdict } => {
            replay.judge(&mention, verdict)
        }
        Edit::Judge { target: Target::Relation(relation), verdict } => {
            replay.judge_relation(&relation, verdict)
        }
        Edit::Merge { into, other } => replay.merge(&into, &other),
        Edit::Split { mention } => replay.split(&mention),
        Edit::Rename { mention, name } => replay.rename(&mention, &name),
        Edit::Link { mention, links } => replay.link(&mention, links),
        Edit::Relate { relation, said } => replay.relate(&relation, &said),
        Edit::RetypeRelation { relation, to, label } => {
            replay.retype_relation(&relation, to, label)
        }
        Edit::Reverse { relation } => replay.reverse(&relation),
        Edit::Qualify { relation, said } => replay.qualify(&relation, &said),
        Edit::Own { words, of } => replay.own(&words, of),
        Edit::Block { .. } | Edit::Published(_) | Edit::Text { .. } => Ok(()), // asked of the engine
    }
}

/// The edits of what the engine is asked with that no later one replaces: all of the text, of the day the last, of
/// blocks the last of each place.
fn last_of_their_kind(log: &Log) -> Vec<usize> {
    let mut holds = Vec::new();
    let mut has_day = false;
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    for (number, _, _, row) in log.edits().rev() {
        let is_last = match row.read() {
            Ok(Edit::Text { .. }) => true,
            Ok(Edit::Published(_)) => !std::mem::replace(&mut has_day, true),
            Ok(Edit::Block { place, .. }) => {
                let is_free =
                    blocks.iter().all(|&(start, end)| end <= place.start || place.end <= start);
                blocks.push((place.start, place.end));
                is_free
            }
            _ => false,
        };
        if is_last {
            holds.push(number);
        }
    }
    holds
}

/// Whether a document's day of publication is what the reader said of it.
pub(super) fn is_day(said: Published, day: Option<&str>) -> bool {
    match said {
        Published::AsTheTextSays => true,
        Published::On(said) => day.is_some_and(|day| *day == *day_name(said)),
        Published::Unknown => day.is_none(),
    }
}

impl Author {
    /// Who decides a step. What a file says is a suggestion until the reader takes it.
    fn of(step: &super::Step) -> Self {
        match &step.source {
            Some(source) => Self { status: Status::Suggested, source: source.clone() },
            None => Self::reader(),
        }
    }
}
