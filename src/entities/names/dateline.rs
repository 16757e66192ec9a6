//! Datelines: "GENEVA (Some Agency) —", "BASEL, Switzerland, May 4, 2020 —" before the first sentence of a report.

use super::{
    Candidate, mention,
    word::{Case, Line, Word},
};
use crate::{
    document::{Document, EntityType, Mention, Source},
    lists::{Lists, WordClasses},
    order::sort_by_key,
};

/// What found them.
const RULE: &str = "dateline";

/// Longest dateline, in words.
const LONGEST: usize = 24;

/// Most words of a place in it.
const LONGEST_PLACE: usize = 4;

/// Puts the names in datelines in the place of what was found there.
pub(super) fn read(doc: &Document, lines: &[Line<'_>], lists: &Lists, names: &mut Vec<Mention>) {
    let mut found = Vec::new();
    let mut datelines: Vec<std::ops::Range<usize>> = Vec::new();
    for line in lines.iter().filter(|line| !line.words.is_empty() && begins_block(doc, line)) {
        let Some(end) = end_of(line, lists) else { continue };
        datelines.push(line.first..line.first + end);
        found.extend(names_in(doc, line, end, lists));
    }
    names.retain(|name| {
        let start = name.tokens.start();
        let next = datelines.partition_point(|dateline| dateline.start <= start);
        next == 0 || !datelines[next - 1].contains(&start)
    });
    if !found.is_empty() {
        names.extend(found);
        sort_by_key(names, |name| name.tokens);
    }
}

fn begins_block(doc: &Document, line: &Line<'_>) -> bool {
    let first = doc.tokens[line.first].span.start();
    let block = doc.sentence_of(line.first).block;
    doc.blocks.get(block.index()).is_none_or(|block| block.span.start() == first)
}

/// Where the dash of a dateline stands; `None` when the line has none. What only a dash follows must be a place that
/// the lists know: "NATO — the alliance — said".
fn end_of(line: &Line<'_>, lists: &Lists) -> Option<usize> {
    let is_place = |word: &Word<'_>| word.case == Case::Upper && word.text.len() > 1;
    let places = line.words.iter().take_while(|word| is_place(word)).count();
    if !(1..=LONGEST_PLACE).contains(&places) {
        return None;
    }
    let is_dash = |text: &str| matches!(text, "-" | "–" | "—" | "--" | "―");
    let end = line.words.iter().take(LONGEST).position(|word| is_dash(word.text))?;
    let fits = line.words[..end]
        .iter()
        .all(|word| word.is_capital() || word.case == Case::None || word.is(WordClasses::PARTICLE));
    let is_marked = matches!(line.words[places].text, "," | "(" | "/")
        && line.words[..places].iter().any(Word::is_unusual);
    (fits && (is_marked || known_place(line, 0, places, lists).is_some())).then_some(end)
}

/// The places before the first bracket or day, and the agency in brackets.
fn names_in(doc: &Document, line: &Line<'_>, end: usize, lists: &Lists) -> Vec<Mention> {
    let mut names = Vec::new();
    let mut at = 0;
    let mut in_brackets = false;
    while at < end {
        let word = &line.words[at];
        if !is_name(line, at) {
            in_brackets = (in_brackets || word.text == "(") && word.text != ")";
            at += 1;
            continue;
        }
        let is_part =
            |&next: &usize| is_name(line, next) || line.words[next].is(WordClasses::PARTICLE);
        let length = (at..end).take_while(is_part).count().max(1);
        let is_slashed = at > 0 && line.words[at - 1].text == "/" && word.case != Case::Upper;
        let entity_type = match known_place(line, at, length, lists) {
            _ if in_brackets || is_slashed => EntityType::Org,
            known => known.unwrap_or(EntityType::Gpe),
        };
        names.push(mention(
            doc,
            Candidate {
                tokens: line.tokens(at, at + length),
                entity_type: Some(entity_type),
                sure: 95,
                source: Source::rule(RULE),
                doubtful: false,
            },
        ));
        at += length;
    }
    names
}

/// Whether a word is of a name and not of a day: "Sept." stands before a number.
fn is_name(line: &Line<'_>, at: usize) -> bool {
    let next = line.words.get(at + 1).map_or("", |next| next.text);
    line.words[at].is_capital()
        && !line.words[at].is(WordClasses::MONTH | WordClasses::WEEKDAY)
        && !next.starts_with(|c: char| c.is_ascii_digit())
}

/// The type of a place that the lists know by these words.
fn known_place(line: &Line<'_>, at: usize, length: usize, lists: &Lists) -> Option<EntityType> {
    let matches = lists.matches(line.texts(at, at + length));
    let (_, readings) = matches.into_iter().find(|(known, _)| *known == length)?;
    let mut types = readings.into_iter().map(|reading| lists.thing(reading.thing).entity_type);
    types.find(|entity_type| entity_type.is_place())
}
