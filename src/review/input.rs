//! What the engine must be asked with: the text after a log's changes, its blocks and its day. And the way
//! back: the text before them.

use super::{
    Edit, Log, Reason, Unapplied,
    anchor::Finder,
    change::{Change, count},
};
use crate::{
    document::BlockKind,
    export::json::{Article, Span},
    order::sort_by_key,
    pipeline::{BlockHint, Options},
    text::{ByteSpan, OffsetMap, OffsetUnit},
};

/// What to ask the engine.
#[derive(Clone, Debug)]
pub struct Input {
    /// The text after its changes.
    pub text: String,
    /// The blocks and the day that the reader chose; all else as it was asked first.
    pub options: Options,
    /// What could not be done to the text or its blocks.
    pub unapplied: Vec<Unapplied>,
}

/// A stretch of text that is a block, in code points.
type Hint = ((usize, usize), BlockKind);

/// Derives what to ask the engine from the text that came in, what was known of it then, and the log.
/// [`apply`](super::apply()) replays the log over the answer.
pub fn input(original: &str, options: &Options, log: &Log) -> Input {
    let mut text = original.to_owned();
    let mut options = options.clone();
    let mut unapplied = Vec::new();
    let points = OffsetMap::new(&text, OffsetUnit::CodePoint);
    let point = |byte: usize| points.from_byte(byte.min(original.len()));
    let in_points =
        |hint: &BlockHint| ((point(hint.span.start()), point(hint.span.end())), hint.kind);
    let mut hints: Vec<Hint> = options.block_hints.iter().map(in_points).collect();
    for (_, _, (step, edit), row) in log.edits() {
        let done = match row.read() {
            Ok(Edit::Text { place, words }) => {
                let change = Change { start: place.start, removed: &place.text, inserted: &words };
                put(&mut text, change).map(|()| move_hints(&mut hints, change))
            }
            Ok(Edit::Block { place, kind }) => set_block(&mut hints, &text, &place, kind),
            Ok(Edit::Published(day)) => {
                options.published = day;
                Ok(())
            }
            _ => Ok(()), // these are not about what is read
        };
        unapplied.extend(done.err().map(|reason| Unapplied { step, edit, reason }));
    }
    options.block_hints = in_bytes(&text, hints);
    Input { text, options, unapplied }
}

/// The text that came in, of the text after a log's changes.
pub fn original(text: &str, log: &Log) -> String {
    rewind(text, log).text
}

/// A text before a log's changes, and the changes that lead from it, with the numbers of their edits.
pub(super) struct Rewound<'a> {
    pub(super) text: String,
    pub(super) changes: Vec<(usize, Change<'a>)>,
}

/// Takes a log's changes back. One that the text does not show is left out: the text was read without it.
pub(super) fn rewind<'a>(text: &str, log: &'a Log) -> Rewound<'a> {
    let mut text = text.to_owned();
    let mut changes = Vec::new();
    for (number, _, _, row) in log.edits().rev() {
        let (Ok(Edit::Text { .. }), Some(place), Some(words)) =
            (row.read(), &row.place, &row.words)
        else {
            continue;
        };
        let back = Change { start: place.start, removed: words, inserted: &place.text };
        if put(&mut text, back).is_ok() {
            changes.push((number, Change { removed: &place.text, inserted: words, ..back }));
        }
    }
    changes.reverse();
    Rewound { text, changes }
}

fn put(text: &mut String, change: Change) -> Result<(), Reason> {
    let mut places = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
    let start = places.nth(change.start).ok_or(Reason::Gone)?;
    if !text[start..].starts_with(change.removed) {
        return Err(Reason::Gone);
    }
    text.replace_range(start..start + change.removed.len(), change.inserted);
    Ok(())
}

fn move_hints(hints: &mut Vec<Hint>, change: Change) {
    for (span, _) in hints.iter_mut() {
        *span = change.stretch(*span);
    }
    hints.retain(|((start, end), _)| start < end);
}

fn set_block(
    hints: &mut Vec<Hint>,
    text: &str,
    place: &Span,
    kind: BlockKind,
) -> Result<(), Reason> {
    let (start, end) = place_in(text, place).ok_or(Reason::Gone)?;
    hints.retain(|((other_start, other_end), _)| *other_end <= start || end <= *other_start);
    hints.push(((start, end), kind));
    Ok(())
}

/// Where a place is in a text that no later change is known of.
fn place_in(text: &str, place: &Span) -> Option<(usize, usize)> {
    let finder = Finder::new(text, OffsetUnit::CodePoint, Vec::new());
    finder.stretch(0, place)
}

fn in_bytes(text: &str, mut hints: Vec<Hint>) -> Vec<BlockHint> {
    sort_by_key(&mut hints, |(span, _)| *span);
    let points = OffsetMap::new(text, OffsetUnit::CodePoint);
    let hint = |((start, end), kind)| {
        let (start, end) = points.to_byte(start).zip(points.to_byte(end))?;
        Some(BlockHint { span: ByteSpan::new(start, end), kind })
    };
    hints.into_iter().filter_map(hint).collect()
}

/// What the log says that the engine was asked with, against the document that it gave.
pub(super) struct Asked<'a> {
    pub(super) article: &'a Article,
    pub(super) finder: &'a Finder<'a>,
    /// The edits whose changes of the text are there.
    pub(super) changed: &'a [usize],
}

impl Asked<'_> {
    /// Whether the document was read with an edit of its text, blocks or day.
    pub(super) fn was_read_with(&self, number: usize, edit: &Edit) -> Result<(), Reason> {
        let document = &self.article.document;
        let is_so = match edit {
            Edit::Text { place, words } => {
                (count(words) == 0 && place.text.is_empty()) || self.changed.contains(&number)
            }
            Edit::Block { place, kind } => {
                let (start, end) = self.finder.stretch(number, place).ok_or(Reason::Gone)?;
                let after = document.blocks.partition_point(|block| block.end <= start);
                let mut there =
                    document.blocks[after..].iter().take_while(|block| block.start < end);
                there.any(|block| block.kind == *kind)
            }
            Edit::Published(day) => super::apply::is_day(*day, document.published.as_deref()),
            _ => true,
        };
        if is_so { Ok(()) } else { Err(Reason::NotRead) }
    }
}
