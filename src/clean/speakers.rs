//! Speech: the labels that say who speaks, in interviews, transcripts and questions and answers.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    entries,
    form::{Form, Row},
    words::Words,
};
use crate::{document::BlockKind, order::gather, text::Lower};

/// Longest label, in bytes.
const LABEL_BYTES: usize = 60;

/// Longest label, in words.
const LABEL_WORDS: usize = 6;

/// Longest name on a line of its own, in words.
const NAME_WORDS: usize = 4;

/// A label in a row: what is before it, itself, and what it says.
#[derive(Clone, Debug)]
struct Label {
    row: usize,
    /// Where it starts, after a time; where it ends, with its colon.
    start: usize,
    end: usize,
    /// The speaker's words in lower case, without a role: "Jane Doe, host" and "DOE" differ.
    speaker: String,
    asks: bool,
}

/// Finds the labels, if the text is somebody's talk.
pub(super) fn find(rows: &[Row<'_>], form: &mut Form, english: &Words) {
    let mut labels: Vec<Label> =
        gather((0..rows.len()).filter_map(|row| label(rows, row, english)));
    labels =
        if is_talk(&labels) { plausible(&labels, english) } else { names_alone(rows, english) };
    for label in &labels {
        let row = &rows[label.row];
        if label.start > 0 {
            form.know(row.part(0, label.start), BlockKind::Furniture);
        }
        form.know(row.part(label.start, label.end), BlockKind::Speaker);
    }
}

/// The labels without those that only stand among speakers': "Correction: …".
fn plausible(labels: &[Label], english: &Words) -> Vec<Label> {
    let counts = counts(labels);
    let surnames: BTreeSet<String> = gather(
        labels.iter().filter_map(|label| Some(label.speaker.rsplit_once(' ')?.1.to_owned())),
    );
    let is_one = |label: &&Label| {
        counts[&*label.speaker] > 1
            || label.speaker.contains(' ')
            || surnames.contains(&label.speaker)
            || english.speaker_roles.holds(&label.speaker)
    };
    gather(labels.iter().filter(is_one).cloned())
}

/// Names on lines of their own, if two of them come again; one that stands once, between others only.
fn names_alone(rows: &[Row<'_>], english: &Words) -> Vec<Label> {
    let labels: Vec<Label> =
        gather((0..rows.len()).filter_map(|row| name_alone(rows, row, english)));
    let counts = counts(&labels);
    let comes_again = |label: &&Label| counts[&*label.speaker] > 1;
    if counts.values().filter(|count| **count > 1).count() < 2 {
        return Vec::new();
    }
    let first = labels.iter().find(comes_again).map_or(0, |label| label.row);
    let last = labels.iter().rfind(comes_again).map_or(0, |label| label.row);
    gather(labels.iter().filter(|label| (first..=last).contains(&label.row)).cloned())
}

/// Whether labels are those of speakers: two of them come again, or one does among others and
/// questions are asked, or a question is answered once.
fn is_talk(labels: &[Label]) -> bool {
    let counts = counts(labels);
    let repeated = counts.values().filter(|count| **count > 1).count();
    let asked = labels.iter().any(|label| label.asks);
    let answered = labels.windows(2).any(|pair| {
        pair[0].asks && pair[1].row == pair[0].row + 1 && pair[0].speaker != pair[1].speaker
    });
    repeated > 1 || counts.len() > 1 && (repeated == 1 && asked || answered)
}

fn counts(labels: &[Label]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for label in labels {
        *counts.entry(&*label.speaker).or_default() += 1;
    }
    counts
}

/// The label that a row begins with: "Jane Doe: …", "\[00:12:40\] MS. ROE, HOST: …", "Q. …".
fn label(rows: &[Row<'_>], row: usize, english: &Words) -> Option<Label> {
    let text = rows[row].text;
    let start = time_before(text, english);
    let said = &text[start..];
    let end = label_end(said)?;
    let (name, speech) = (&said[..end - 1], said[end..].trim_start());
    let speaks = speech.is_empty() && rows.get(row + 1).is_some_and(Row::ends_sentence)
        || speech.starts_with(|c: char| !c.is_lowercase() && !matches!(c, '/' | '-'))
            && (super::line::ends_sentence(speech) || speech.split(' ').nth(6).is_some());
    let asks = speech.trim_end_matches(['"', '”']).ends_with('?');
    (speaks && is_speaker(name, english)).then(|| Label {
        row,
        start,
        end: start + end,
        speaker: speaker(name),
        asks,
    })
}

/// The length of a label with its colon; of "Q" and "A", a full stop counts, too.
fn label_end(said: &str) -> Option<usize> {
    let window = &said[..said.floor_char_boundary(LABEL_BYTES)];
    let short = window.starts_with(['Q', 'A']) && window[1..].starts_with(". ");
    if short {
        return Some(2);
    }
    let colon = window.find(':')?;
    let rest = &said[colon + 1..];
    (rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}'])).then_some(colon + 1)
}

/// The length of "\[00:12:40\] " or "00:12 " before a label.
fn time_before(text: &str, english: &Words) -> usize {
    let open = usize::from(text.starts_with(['[', '(']));
    let Some(length) = entries::time_length(&text[open..], english) else { return 0 };
    let mut end = open + length;
    // The hours of a recording: "00:12:40"
    let rest = &text[end..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    end += digits;
    let rest = text[end..].trim_start_matches([']', ')', '-', '–', ' ']);
    text.len() - rest.len()
}

/// Who speaks, in lower case, without a role behind the name.
fn speaker(name: &str) -> String {
    name.split([',', '(']).next().unwrap_or(name).trim().lower()
}

/// Whether a label can be a speaker's: a name, or what a speaker does; not "When" and "Where" of an invitation.
fn is_speaker(name: &str, english: &Words) -> bool {
    let words = || name.split([' ', ',', '(', ')']).filter(|word| !word.is_empty());
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
            || english.name_particles.holds(word)
    };
    let role = speaker(name);
    let role = role.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    english.speaker_roles.holds(role)
        || name.starts_with(char::is_uppercase)
            && !english.field_labels.holds(role)
            && words().count() <= LABEL_WORDS
            && words()
                .take(name.split([',', '(']).next().map_or(0, |name| name.split(' ').count()))
                .all(is_name)
}

/// A name on a line of its own, above what it says, perhaps with a time behind it.
fn name_alone(rows: &[Row<'_>], row: usize, english: &Words) -> Option<Label> {
    let text = rows[row].text;
    let name = text.trim_end_matches(|c: char| {
        c.is_ascii_digit() || matches!(c, ':' | ' ' | '(' | ')' | '[' | ']')
    });
    let next = rows.get(row + 1)?;
    let several = name.contains(' ') || english.speaker_roles.holds(&name.lower());
    let fits = !next.after_gap
        && next.ends_sentence()
        && several
        && name.split(' ').count() <= NAME_WORDS
        && !name.ends_with(['.', '!', '?', ','])
        && is_speaker(name, english);
    fits.then(|| Label { row, start: 0, end: name.len(), speaker: name.lower(), asks: false })
}
