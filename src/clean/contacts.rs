//! How to reach somebody: lines with addresses and numbers, and the blocks that they stand in.

use super::{line::Line, words::Words};
use crate::{document::BlockKind, text::Lower};

/// Longest line that tells how to reach somebody, in words.
const CONTACT_LINE: usize = 30;

/// Longest line about an author that ends so, in words.
const AUTHOR_LINE: usize = 50;

/// As many words may such a line have that are no names and none of contacts.
const OTHER_WORDS: usize = 2;

/// As many words of names may it have.
const NAMES: usize = 8;

/// Longest block of contacts, in lines.
const BLOCK_LINES: usize = 8;

/// Longest line in a block of contacts without an address, in words.
const BLOCK_WORDS: usize = 7;

/// Fewest digits of a telephone number.
const PHONE_DIGITS: usize = 7;

/// Marks lines that only tell how to reach somebody, and the names between "Media contact:" and the
/// last of them.
pub(super) fn mark(lines: &mut [Line<'_>], english: &Words) {
    let contacts: Vec<bool> = lines
        .iter()
        .map(|line| is_contact(line, english) || is_author_note(line, english))
        .collect();
    let mut index = 0;
    while index < lines.len() {
        let start = index;
        let heads = is_heading(&lines[index], english);
        if heads {
            let most = lines.len().min(index + 1 + BLOCK_LINES);
            let fits = |&at: &usize| contacts[at] || may_stand_in_block(&lines[at]);
            let end = (index + 1..most).find(|at| !fits(at)).unwrap_or(most);
            index = (index + 1..end).rfind(|&at| contacts[at]).unwrap_or(index);
        }
        if heads || contacts[index] {
            for line in lines[start..=index].iter_mut().filter(|line| line.may_be_furniture()) {
                line.kind = Some(BlockKind::Furniture);
            }
        }
        index += 1;
    }
}

/// A name, a firm: a few words that are no sentence.
fn may_stand_in_block(line: &Line<'_>) -> bool {
    !line.hinted && !line.is_furniture() && line.has_at_most(BLOCK_WORDS) && !line.ends_sentence()
}

/// "Media contact:", "For more information, contact:"
fn is_heading(line: &Line<'_>, english: &Words) -> bool {
    line.has_at_most(BLOCK_WORDS)
        && english
            .contact_headings
            .holds(line.text.lower().replace(',', "").trim_end_matches([':', ' ']))
}

/// Whether a line has an address or a number, and besides only names and words such as "call".
fn is_contact(line: &Line<'_>, english: &Words) -> bool {
    if line.is_row()
        || !line.has_at_most(CONTACT_LINE)
        || !line.text.contains(['@', '0', '1', '2', '3', '5'])
    {
        return false;
    }
    let (mut reached, mut is_phone, mut digits, mut names, mut others) = (false, false, 0, 0, 0);
    for word in line.first_words(CONTACT_LINE) {
        let word = word.trim_matches([',', ';', ':', '.', '|', '<', '>']);
        let is_number = word
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'+' | b'/' | b'(' | b')'));
        if word.contains('@') && word.len() > 2 {
            reached = true;
        } else if is_number {
            is_phone |= begins_phone(word);
            digits += if is_phone { digits_of(word) } else { 0 };
        } else if word.trim_start_matches('(').starts_with(char::is_uppercase) {
            names += usize::from(!english.contact_words.holds(&word.lower()));
        } else {
            others += usize::from(!english.contact_words.holds(&word.lower()));
        }
    }
    (reached || digits >= PHONE_DIGITS) && names <= NAMES && others <= OTHER_WORDS
}

/// "Jane Doe covers rivers for The Daily. Reach her at jdoe@example.com."
fn is_author_note(line: &Line<'_>, english: &Words) -> bool {
    if !line.text.contains('@') || !line.has_at_most(AUTHOR_LINE) {
        return false;
    }
    let is_of_author = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| english.author_words.holds(&word.lower()))
    };
    let mut ends = line.text.match_indices(['.', ';']).map(|(at, _)| line.text.split_at(at + 1));
    ends.any(|(before, after)| {
        after.starts_with(' ')
            && is_of_author(before)
            && is_contact(&Line { text: after.trim_start(), ..line.clone() }, english)
    })
}

/// Whether a number is one of a telephone or its first part: "+41", "(022)", "020", "206-555-0100"; not
/// the years "1990-1995".
fn begins_phone(number: &str) -> bool {
    let groups: Vec<&str> = number.split('-').collect();
    let grouped = groups.len() > 1 && groups.iter().any(|group| group.len() != 4);
    number.starts_with(['+', '(', '0']) || grouped && digits_of(number) >= PHONE_DIGITS
}

fn digits_of(word: &str) -> usize {
    word.bytes().filter(u8::is_ascii_digit).count()
}
