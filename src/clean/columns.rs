//! Columns side by side: lines of two columns are no sentences.

use super::form::{Form, Row};
use crate::document::BlockKind;

/// What parts two columns, at least.
const GUTTER: &str = "   ";

/// Shortest piece of a column, in characters.
const PIECE: usize = 8;

/// As many lines of two columns are a page in columns.
const LINES: usize = 3;

/// How far the second column may start from where it started before, in characters.
const RAGGED: usize = 2;

/// Makes each line's piece of a column a block of its own. Tokens stay in the order of the text, so a
/// sentence that goes on in the next line of its column cannot be put together.
pub(super) fn find(rows: &[Row<'_>], form: &mut Form) {
    let gutters: Vec<_> = rows.iter().map(|row| gutter(row.text)).collect();
    let mut start = 0;
    while start < rows.len() {
        let Some(first) = gutters[start] else {
            start += 1;
            continue;
        };
        let fits = |&row: &usize| {
            gutters[row].is_some_and(|gutter| gutter.column.abs_diff(first.column) <= RAGGED)
        };
        let end = (start..rows.len()).find(|row| !fits(row)).unwrap_or(rows.len());
        if end - start >= LINES {
            for (row, gutter) in rows[start..end].iter().zip(&gutters[start..end]) {
                let Some(gutter) = gutter else { continue };
                form.know(row.part(0, gutter.start), BlockKind::Paragraph);
                form.know(row.part(gutter.end, row.text.len()), BlockKind::Paragraph);
            }
        }
        start = end;
    }
}

/// The blanks between two columns, in bytes, and the character that the second starts at.
#[derive(Clone, Copy)]
struct Gutter {
    start: usize,
    end: usize,
    column: usize,
}

fn gutter(row: &str) -> Option<Gutter> {
    let start = row.find(GUTTER)?;
    let end = row.len() - row[start..].trim_start().len();
    let column = row[..end].chars().count();
    let wide = row[..start].chars().count() >= PIECE && row[end..].chars().count() >= PIECE;
    wide.then_some(Gutter { start, end, column })
}
