//! Cuts an article's text into pieces to draw: blocks, the gaps between them, and in each block
//! disjoint segments, so that mentions which cross or nest need nothing special.
//!
//! Everything here counts bytes of the text. Put together, the pieces are the whole text again.

use std::ops::Range;

use gloss::document::BlockKind;

use crate::order::sort_by_key;

/// The most bytes that are drawn as one paragraph: to break lines, a browser takes the longer for
/// each word, the longer the paragraph is, and it does nothing else meanwhile.
const LONGEST_PART: usize = 8_000;

/// The same for letters without a blank, for which it takes longer still.
const LONGEST_UNBROKEN: usize = 1_000;

/// A stretch of text that is drawn as one element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it lies.
    pub range: Range<usize>,
    /// The block that it is, or a part of: very long ones are drawn in parts.
    pub block: Range<usize>,
    /// What it is; `None` for the blanks between blocks.
    pub kind: Option<BlockKind>,
    /// All of it, cut at the ends of mentions.
    pub segments: Vec<Segment>,
}

/// A stretch of a piece that lies in the same mentions from its first to its last character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it lies.
    pub range: Range<usize>,
    /// The mentions that cover it, the shortest first: indices into the list that was cut by.
    pub mentions: Vec<usize>,
}

/// Cuts a text at its blocks and mentions.
///
/// `blocks` are in order and disjoint; `mentions` are in order of their starts; all on character
/// boundaries. What does not fit is left out: a text always comes out whole.
pub fn cut(
    text: &str,
    blocks: &[(Range<usize>, BlockKind)],
    mentions: &[Range<usize>],
) -> Vec<Piece> {
    let mut cutter = Cutter { mentions, next: 0, open: Vec::new() };
    let mut pieces = Vec::new();
    for (block, kind) in pieces_of(text, blocks) {
        for range in parts(text, &block) {
            let segments = cutter.segments(&range);
            pieces.push(Piece { range, block: block.clone(), kind, segments });
        }
    }
    pieces
}

/// A block in parts that a browser lays out in no time.
fn parts(text: &str, block: &Range<usize>) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = block.start;
    while block.end - start > LONGEST_PART {
        let end = start + end_of_part(&text[start..block.end]);
        parts.push(start..end);
        start = end;
    }
    parts.push(start..block.end);
    parts
}

/// Where a part may end: behind a sentence if one ends in its second half, else behind a word, else
/// among its letters.
fn end_of_part(text: &str) -> usize {
    let longest = &text[..text.floor_char_boundary(LONGEST_PART)];
    let half = longest.floor_char_boundary(LONGEST_PART / 2);
    let behind = |(at, blank): (usize, &str)| at + blank.len();
    let sentence = [". ", "? ", "! ", ".” ", "?” ", "!” ", "\n"];
    let ends = sentence.iter().filter_map(|end| longest[half..].rmatch_indices(end).next());
    let word = || longest.rmatch_indices([' ', '\t', '\n']).next().map(behind);
    let letters = || text.floor_char_boundary(LONGEST_UNBROKEN);
    ends.map(|end| half + behind(end)).max().or_else(word).unwrap_or_else(letters)
}

/// Blocks and gaps, in order, without holes. Words between blocks count as a paragraph.
fn pieces_of(
    text: &str,
    blocks: &[(Range<usize>, BlockKind)],
) -> Vec<(Range<usize>, Option<BlockKind>)> {
    let mut pieces = Vec::with_capacity(2 * blocks.len() + 1);
    let mut done = 0;
    let whole = std::iter::once((text.len()..text.len(), BlockKind::Paragraph));
    for (block, kind) in blocks.iter().cloned().chain(whole) {
        if block.start < done || block.end > text.len() {
            continue;
        }
        if done < block.start {
            let gap = done..block.start;
            // Marks that are no words, such as those of Markdown, stand between blocks, too.
            let blank =
                text.get(gap.clone()).is_none_or(|words| !words.contains(char::is_alphanumeric));
            pieces.push((gap, (!blank).then_some(BlockKind::Paragraph)));
        }
        if !block.is_empty() {
            pieces.push((block.clone(), Some(kind)));
        }
        done = block.end;
    }
    pieces
}

/// Walks once through pieces and mentions.
struct Cutter<'a> {
    mentions: &'a [Range<usize>],
    next: usize,
    open: Vec<usize>,
}

impl Cutter<'_> {
    fn segments(&mut self, piece: &Range<usize>) -> Vec<Segment> {
        while self.mentions.get(self.next).is_some_and(|mention| mention.start < piece.end) {
            self.open.push(self.next);
            self.next += 1;
        }
        self.open.retain(|&mention| self.mentions[mention].end > piece.start);
        let mut cuts: Vec<usize> = self
            .open
            .iter()
            .flat_map(|&mention| [self.mentions[mention].start, self.mentions[mention].end])
            .filter(|cut| piece.start < *cut && *cut < piece.end)
            .chain([piece.start, piece.end])
            .collect();
        sort_by_key(&mut cuts, |cut| cut);
        cuts.dedup();
        cuts.windows(2).map(|ends| self.segment(ends[0]..ends[1])).collect()
    }

    fn segment(&self, range: Range<usize>) -> Segment {
        let covers = |&mention: &usize| {
            let mention = &self.mentions[mention];
            mention.start <= range.start && range.end <= mention.end
        };
        let mut mentions: Vec<usize> = self.open.iter().copied().filter(covers).collect();
        sort_by_key(&mut mentions, |mention| self.mentions[mention].len());
        Segment { range, mentions }
    }
}

/// What the blocks of a text look like before the engine has said: one for each line, the kinds
/// from the hints, a short first line as the title.
pub fn provisional_blocks(
    text: &str,
    hints: &[(Range<usize>, BlockKind)],
) -> Vec<(Range<usize>, BlockKind)> {
    let mut blocks: Vec<(Range<usize>, BlockKind)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        if let Some(words) = trimmed(text, &range) {
            blocks.push((words, BlockKind::Paragraph));
        }
    }
    if let [first, _, ..] = blocks.as_mut_slice()
        && first.0.len() < 160
    {
        first.1 = BlockKind::Title;
    }
    for (range, kind) in &mut blocks {
        if let Some((_, hinted)) =
            hints.iter().find(|(hint, _)| hint.start <= range.start && range.end <= hint.end)
        {
            *kind = *hinted;
        }
    }
    blocks
}

/// A range without the blanks at its ends; `None` when nothing is left.
pub fn trimmed(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let words = text.get(range.clone())?;
    let start = range.start + (words.len() - words.trim_start().len());
    let end = range.start + words.trim_end().len();
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn shape(
        text: &str,
        blocks: &[(Range<usize>, BlockKind)],
        mentions: &[Range<usize>],
    ) -> String {
        let mut shape = String::new();
        for piece in cut(text, blocks, mentions) {
            shape.push(if piece.kind.is_some() { '<' } else { '(' });
            for segment in &piece.segments {
                write!(shape, "{:?}", segment.mentions).unwrap();
                shape.push_str(&text[segment.range.clone()]);
            }
            shape.push(if piece.kind.is_some() { '>' } else { ')' });
        }
        shape
    }

    #[test]
    fn segments_are_disjoint_whatever_the_mentions_do() {
        let one = [(0..6, BlockKind::Paragraph)];
        for (mentions, expected) in [
            (vec![], "<[]abcdef>"),
            (vec![0..6, 0..6], "<[0, 1]abcdef>"),
            (vec![0..2, 2..4], "<[0]ab[1]cd[]ef>"),
            (vec![0..6, 2..4], "<[0]ab[1, 0]cd[0]ef>"),
            (vec![0..4, 2..6], "<[0]ab[0, 1]cd[1]ef>"),
            (vec![1..3, 1..3], "<[]a[0, 1]bc[]def>"),
        ] {
            assert_eq!(shape("abcdef", &one, &mentions), expected);
        }
    }

    #[test]
    fn gaps_stay_and_a_mention_may_cross_them() {
        let blocks = [(1..3, BlockKind::Title), (5..7, BlockKind::Paragraph)];
        assert_eq!(
            shape(" ab\n\ncd\n", &blocks, &[2..6, 2..6]),
            "([] )<[]a[0, 1]b>([0, 1]\n\n)<[0, 1]c[]d>([]\n)"
        );
        assert_eq!(shape("ab cd", &[(0..2, BlockKind::Title)], &[]), "<[]ab><[] cd>");
        assert_eq!(shape("# ab", &[(2..4, BlockKind::Title)], &[]), "([]# )<[]ab>");
        assert_eq!(shape("", &[], &[]), "");
    }

    #[test]
    fn every_text_comes_out_whole() {
        let text = "Zoë\n\n🚨 b\n c";
        for blocks in [vec![], vec![(0..4, BlockKind::Title), (2..8, BlockKind::Title)]] {
            let whole: String = cut(text, &blocks, &[])
                .iter()
                .flat_map(|piece| &piece.segments)
                .map(|segment| &text[segment.range.clone()])
                .collect();
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn a_very_long_block_comes_in_parts_that_end_with_a_sentence_or_a_word() {
        let sentence = "Zoë Lind left “Oslo” for good. ";
        let word = "words ";
        for (text, end, longest) in [
            (sentence.repeat(2_000), ". ", LONGEST_PART),
            (word.repeat(9_000), " ", LONGEST_PART),
            ("ë".repeat(20_000), "ë", LONGEST_UNBROKEN),
            (format!("{word}{}", "🚨".repeat(9_000)), "", LONGEST_UNBROKEN),
        ] {
            let pieces = cut(&text, &[(0..text.len(), BlockKind::Paragraph)], &[]);
            assert!(pieces.len() > 4);
            let (last, parts) = pieces.split_last().unwrap();
            for part in parts {
                assert!(text[part.range.clone()].ends_with(end));
                assert!(part.range.len() <= longest && part.block == last.block);
            }
            assert!(last.range.len() <= LONGEST_PART);
            let ends = pieces.windows(2).all(|two| two[0].range.end == two[1].range.start);
            assert!(ends && pieces[0].range.start == 0 && last.range.end == text.len());
        }
    }

    #[test]
    fn a_mention_across_the_end_of_a_part_is_in_both() {
        let text = "a".repeat(9_000);
        let pieces =
            cut(&text, &[(0..9_000, BlockKind::Paragraph)], std::slice::from_ref(&(10..8_990)));
        assert!(
            pieces.iter().all(|piece| piece.segments.iter().any(|segment| segment.mentions == [0]))
        );
    }

    #[test]
    fn before_the_engine_has_spoken_a_line_is_a_block() {
        use BlockKind::{Furniture, Paragraph, Title};
        let blocks = provisional_blocks("One\n\n Two \nMore", &[(11..15, Furniture)]);
        assert_eq!(blocks, [(0..3, Title), (6..9, Paragraph), (11..15, Furniture)]);
        assert_eq!(provisional_blocks("only", &[]), [(0..4, Paragraph)]);
    }
}
