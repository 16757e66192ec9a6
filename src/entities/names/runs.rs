//! Runs of capitalised words, with the small words inside names.

use super::{
    Candidate, context,
    typing::{self, known},
    word::{Case, Line, Word},
};
use crate::{
    document::{EntityType, Source},
    lists::{Lists, WordClasses},
    text::Lower,
};

/// Proposes the names of a sentence whose capitals say something.
pub(super) fn propose(line: &Line<'_>, lists: &Lists, candidates: &mut Vec<Candidate>) {
    let mut at = 0;
    while at < line.words.len() {
        let word = &line.words[at];
        if let Some(length) = context::quoted_title(line, at, lists) {
            candidates.push(context::work(line, at, at + length));
            at += length;
            continue;
        }
        if !word.is_capital() {
            at += small_list_name(line, at, lists, candidates)
                .or_else(|| numbered_unit(line, at, lists, candidates))
                .unwrap_or(1);
            continue;
        }
        if starts_no_name(line, at, lists) {
            at += 1;
            continue;
        }
        let end = run_end(line, at, lists);
        typing::type_run(line, at, end, lists, candidates);
        at = end;
    }
}

/// A known name that starts small, such as "al-Shabaab" or "bin Laden". Gives its length.
fn small_list_name(
    line: &Line<'_>,
    at: usize,
    lists: &Lists,
    candidates: &mut Vec<Candidate>,
) -> Option<usize> {
    let word = &line.words[at];
    let may_start = word.is(WordClasses::PARTICLE)
        || word.text.contains('-')
        || word.text.starts_with(|c: char| c.is_ascii_digit());
    if !may_start {
        return None;
    }
    let found = known(line, at, line.words.len(), lists)?;
    line.words[at..at + found.length].iter().any(Word::is_capital).then(|| {
        candidates.push(found.candidate(line, at));
        found.length
    })
}

/// "6th Battalion", "65th Air Division". Gives its length.
fn numbered_unit(
    line: &Line<'_>,
    at: usize,
    lists: &Lists,
    candidates: &mut Vec<Candidate>,
) -> Option<usize> {
    let number = line.words[at].text.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']);
    let is_ordinal = number.len() + 2 == line.words[at].text.len()
        && number.bytes().all(|byte| byte.is_ascii_digit());
    if !is_ordinal || !line.words.get(at + 1)?.is_capital() {
        return None;
    }
    let end = run_end(line, at + 1, lists);
    let is_unit = line.words[at + 1..end].iter().any(|word| UNITS.contains(&word.text));
    is_unit.then(|| {
        candidates.push(Candidate {
            tokens: line.tokens(at, end),
            entity_type: Some(EntityType::Org),
            sure: 85,
            source: Source::rule("name of an organisation"),
            doubtful: false,
        });
        end - at
    })
}

/// Parts of an army that are numbered.
const UNITS: &[&str] = &[
    "Airborne",
    "Army",
    "Artillery",
    "Battalion",
    "Brigade",
    "Cavalry",
    "Corps",
    "Division",
    "Fleet",
    "Group",
    "Infantry",
    "Marines",
    "Panzer",
    "Regiment",
    "Squadron",
    "Wing",
];

/// Words with a capital that begin no name: "I", "Monday", "The", an ordinary word that begins a sentence.
fn starts_no_name(line: &Line<'_>, at: usize, lists: &Lists) -> bool {
    let word = &line.words[at];
    let next_is_capital = line.words.get(at + 1).is_some_and(Word::is_capital);
    let lower = word.text.lower();
    if is_function_word(&lower) {
        if next_is_capital
            && (may_begin_name(line, at, &lower)
                || known(line, at, line.words.len(), lists).is_some_and(|found| found.length > 1))
        {
            return false;
        }
        return word.case == Case::Capital || word.text.len() == 1;
    }
    if word.is(WordClasses::WEEKDAY) {
        return true;
    }
    if word.is(WordClasses::MONTH) {
        return !next_is_capital
            || line
                .words
                .get(at + 1)
                .is_some_and(|next| next.is(WordClasses::MONTH | WordClasses::WEEKDAY));
    }
    word.is(WordClasses::NOT_A_NAME)
        && !next_is_capital
        && !(word.is(WordClasses::ANY_TITLE)
            && line.words.get(at + 1).is_some_and(|next| next.is(WordClasses::PARTICLE)))
}

/// "New Delhi", and within a sentence "the Three Sisters", "his aide, So Min-ju".
fn may_begin_name(line: &Line<'_>, at: usize, lower: &str) -> bool {
    let (word, next) = (&line.words[at], &line.words[at + 1]);
    if word.case != Case::Capital || is_function_word(&next.text.lower()) {
        return false;
    }
    let is_number = matches!(
        lower,
        "first" | "second" | "third" | "one" | "two" | "three" | "four" | "five" | "six"
    );
    let is_surname = word.is(WordClasses::SURNAME) && lower.len() <= 4 && next.is_unusual();
    lower == "new" || (!word.initial && (is_number || is_surname))
}

/// Words that begin sentences and titles but not names.
pub(super) fn is_function_word(lower: &str) -> bool {
    FUNCTION_WORDS.contains(&lower)
}

const FUNCTION_WORDS: &[&str] = &[
    "a",
    "about",
    "above",
    "according",
    "across",
    "additionally",
    "after",
    "afterwards",
    "again",
    "against",
    "all",
    "almost",
    "along",
    "already",
    "also",
    "although",
    "always",
    "am",
    "among",
    "an",
    "and",
    "another",
    "any",
    "anyone",
    "are",
    "around",
    "as",
    "asked",
    "at",
    "because",
    "been",
    "before",
    "behind",
    "being",
    "below",
    "besides",
    "between",
    "both",
    "but",
    "by",
    "can",
    "could",
    "currently",
    "dear",
    "despite",
    "did",
    "do",
    "does",
    "don't",
    "during",
    "each",
    "earlier",
    "early",
    "either",
    "even",
    "eventually",
    "ever",
    "every",
    "everyone",
    "few",
    "finally",
    "first",
    "five",
    "for",
    "former",
    "formerly",
    "four",
    "from",
    "had",
    "has",
    "have",
    "he",
    "hello",
    "her",
    "here",
    "hi",
    "him",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "indeed",
    "initially",
    "instead",
    "into",
    "is",
    "it",
    "its",
    "just",
    "last",
    "late",
    "later",
    "less",
    "let",
    "let's",
    "like",
    "many",
    "may",
    "maybe",
    "me",
    "meanwhile",
    "might",
    "more",
    "moreover",
    "most",
    "much",
    "must",
    "my",
    "near",
    "neither",
    "never",
    "new",
    "next",
    "no",
    "none",
    "nor",
    "not",
    "nothing",
    "now",
    "of",
    "off",
    "often",
    "on",
    "once",
    "one",
    "only",
    "or",
    "originally",
    "other",
    "others",
    "our",
    "out",
    "over",
    "per",
    "perhaps",
    "please",
    "rather",
    "recently",
    "same",
    "second",
    "several",
    "she",
    "should",
    "since",
    "six",
    "so",
    "some",
    "someone",
    "soon",
    "still",
    "subsequently",
    "such",
    "than",
    "thanks",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "therefore",
    "these",
    "they",
    "third",
    "this",
    "those",
    "though",
    "three",
    "through",
    "throughout",
    "thus",
    "to",
    "today",
    "together",
    "tomorrow",
    "tonight",
    "too",
    "toward",
    "towards",
    "two",
    "under",
    "unless",
    "unlike",
    "until",
    "up",
    "upon",
    "us",
    "very",
    "was",
    "we",
    "well",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yes",
    "yesterday",
    "yet",
    "you",
    "your",
];

/// The end of the run of capitalised words that starts at a word.
fn run_end(line: &Line<'_>, start: usize, lists: &Lists) -> usize {
    let words = &line.words;
    let mut end = start + 1;
    if let Some(found) = known(line, start, words.len(), lists) {
        end = start + found.length;
    }
    while end < words.len() {
        if words[end].is_capital() && !breaks(line, start, end) {
            end += 1;
        } else if let Some(length) = connector(line, start, end) {
            end += length + 1;
        } else {
            break;
        }
    }
    end
}

/// Capitalised words that end a run.
fn breaks(line: &Line<'_>, start: usize, at: usize) -> bool {
    let word = &line.words[at];
    if word.is(WordClasses::WEEKDAY) || word.text == "I" || BREAKS.contains(&word.text) {
        return true;
    }
    word.is(WordClasses::MONTH) && !(line.words[start].is(WordClasses::FORENAME) && at == start + 1)
}

/// Words that join or begin clauses: with a capital they begin the next sentence.
const BREAKS: &[&str] = &[
    "After", "Although", "And", "As", "Because", "Before", "But", "If", "It", "She", "They",
    "This", "We", "When", "While", "You",
];

/// How many small words at a place hold a name together: "of", "of the", "van der", "&".
fn connector(line: &Line<'_>, start: usize, at: usize) -> Option<usize> {
    let words = &line.words;
    let capital_at = |index: usize| {
        words.get(index).is_some_and(|word| {
            word.is_capital()
                && !word.is(WordClasses::WEEKDAY | WordClasses::MONTH)
                && word.text != "I"
        })
    };
    let has = |classes| words[start..at].iter().any(|word| word.is(classes));
    let opener = WordClasses::ORG_OPENER
        | WordClasses::LAW_OPENER
        | WordClasses::EVENT_OPENER
        | WordClasses::GPE_OPENER
        | WordClasses::LOC_OPENER
        | WordClasses::ORG_HEAD
        | WordClasses::EVENT_HEAD
        | WordClasses::LAW_HEAD;
    let is_title_before = || words[at - 1].is(WordClasses::ANY_TITLE) && !words[at - 1].is(opener);
    let next_is_ordinary = || {
        words
            .get(at + 1)
            .is_some_and(|next| next.is(WordClasses::COMMON) && !next.is(WordClasses::ANY_TITLE))
    };
    let text = words[at].text;
    match text {
        "of" if has(opener) && !is_title_before() => {
            if capital_at(at + 1) {
                Some(1)
            } else {
                (words.get(at + 1).is_some_and(|word| word.text == "the") && capital_at(at + 2))
                    .then_some(2)
            }
        }
        "for"
            if has(WordClasses::ORG_OPENER)
                && words.get(at + 1).is_some_and(|word| word.text == "the")
                && words.get(at + 2).is_some_and(|next| next.is(WordClasses::COMMON))
                && capital_at(at + 2) =>
        {
            Some(2)
        }
        "for" | "on" | "against" => (has(WordClasses::ORG_OPENER | WordClasses::LAW_OPENER)
            && capital_at(at + 1)
            && next_is_ordinary())
        .then_some(1),
        "and" => (has(WordClasses::ORG_OPENER)
            && words[start..at].iter().any(|word| matches!(word.text, "of" | "for" | "on"))
            && capital_at(at + 1)
            && next_is_ordinary())
        .then_some(1),
        // "Marbury v. Madison" is a court case.
        "&" | "v" | "v." => capital_at(at + 1).then_some(1),
        "'s" | "’s" => (words[at - 1].is(WordClasses::COMMON)
            && !words[at - 1].initial
            && matches!(
                words[at - 1].text,
                "People" | "Women" | "Men" | "Children" | "Workers" | "King" | "Queen" | "Farmers"
            )
            && capital_at(at + 1))
        .then_some(1),
        _ if words[at].is(WordClasses::PARTICLE) && words[at].case == Case::Small => {
            if capital_at(at + 1) {
                Some(1)
            } else {
                (words
                    .get(at + 1)
                    .is_some_and(|word| word.is(WordClasses::PARTICLE) && word.case == Case::Small)
                    && capital_at(at + 2))
                .then_some(2)
            }
        }
        _ => None,
    }
}

/// Whether a type is that of a place or people which stands before other names.
pub(super) fn is_modifier(entity_type: EntityType) -> bool {
    matches!(entity_type, EntityType::Gpe | EntityType::Norp | EntityType::Loc)
}
