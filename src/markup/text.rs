//! Puts runs together to a text with [`BlockHint`]s.

use super::runs::{Border, Run};
use crate::{document::BlockKind, pipeline::BlockHint, text::ByteSpan};

/// The text of runs, and what its blocks are. Blocks are parted by an empty line, list items and rows
/// of tables by a line end, cells by a tab.
pub(super) fn write(
    runs: &[Run],
    furniture: &[bool],
    title: Option<usize>,
) -> (String, Vec<BlockHint>) {
    let mut text = String::new();
    let mut hints: Vec<BlockHint> = Vec::new();
    let mut open: Option<(usize, BlockKind)> = None; // the stretch and kind of the last hint
    for (index, run) in runs.iter().enumerate() {
        let kind = match run.kind {
            _ if furniture[index] => Some(BlockKind::Furniture),
            _ if Some(index) == title => Some(BlockKind::Title),
            Some(BlockKind::Title) => Some(BlockKind::Heading),
            kind => kind,
        };
        text.push_str(match run.border {
            _ if text.is_empty() => "",
            Border::Space => " ",
            Border::Cell => "\t",
            Border::Line => "\n",
            Border::Paragraph => "\n\n",
        });
        let start = text.len();
        text.push_str(&run.text);
        let key = kind.map(|kind| (run.stretch, kind));
        match hints.last_mut().filter(|_| key.is_some() && key == open) {
            Some(hint) => hint.span = ByteSpan::new(hint.span.start(), text.len()),
            None => hints.extend(
                kind.map(|kind| BlockHint { span: ByteSpan::new(start, text.len()), kind }),
            ),
        }
        open = key;
    }
    hints.retain(|hint| is_telling(hint.kind, &text[hint.span.range()]));
    (text, hints)
}

/// Shortest paragraph whose element is believed, in words: of a shorter one its words say more.
const PARAGRAPH_WORDS: usize = 26;

/// Whether the markup's word is worth more than the engine's own judgement. Pages make paragraphs
/// and list items of buttons, labels and notes to the visitor, too.
fn is_telling(kind: BlockKind, words: &str) -> bool {
    match kind {
        BlockKind::Paragraph => words.split_whitespace().count() >= PARAGRAPH_WORDS,
        BlockKind::ListItem => words.len() >= 60 || words.ends_with(['.', '!', '?', '”', '"']),
        _ => true,
    }
}
