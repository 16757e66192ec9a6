//! Firms and clubs that the network takes for people or places, by the words beside the name: "Hartwell CEO",
//! "shares in Maddox", "they beat winless Rovers". The words are data: `names/words.txt`.

use std::collections::BTreeSet;

use super::{Candidate, mention, usual::Usual, word};
use crate::{
    document::{Confidence, Document, EntityType, Mention, Source, SourceKind},
    english::{English, Files, List},
    lists::{Lists, WordClasses},
    order::{gather, sort_by_key},
    text::{Lower, TokenSpan},
};

/// What decides.
const RULE: &str = "words beside a firm or club";
/// How sure it is, in hundredths.
const SURE: u8 = 85;

/// The lists of `words.txt`, which says what each is for.
#[derive(Debug)]
pub(crate) struct BodyWords {
    heads: List,
    owned: List,
    before: List,
    moves: List,
    before_shares: List,
    deeds: List,
    plans: List,
    club_ends: List,
    before_clubs: List,
    matches: List,
    club_deeds: List,
}

impl BodyWords {
    pub(super) fn read(files: &Files) -> Self {
        let list = |name| files.list("names", name);
        Self {
            heads: list("heads of firms"),
            owned: list("owned by firms"),
            before: list("before firms"),
            moves: list("moves of shares"),
            before_shares: list("before shares"),
            deeds: list("deeds of firms"),
            plans: list("plans of firms"),
            club_ends: list("ends of clubs"),
            before_clubs: list("before clubs"),
            matches: list("matches of clubs"),
            club_deeds: list("deeds of clubs"),
        }
    }
}

/// Takes names for bodies that the words beside them say are firms or clubs, at all their places, and adds the clubs
/// that the network did not see.
pub(super) fn by_words_beside(
    doc: &Document,
    usual: &Usual<'_>,
    lists: &Lists,
    english: &English,
    names: &mut Vec<Mention>,
) {
    without_what_they_are_called(doc, english, names);
    add_unseen(doc, lists, english, names);
    let people = surnames(doc, names);
    let may_be = |name: &Mention| {
        let last = doc.token_text(name.tokens.end() - 1);
        name.source.kind != SourceKind::List
            && (name.entity_type.is_place() || name.entity_type == EntityType::Person)
            && !(name.entity_type == EntityType::Person && is_full_name(doc, lists, name))
            && !people.contains(last)
            && !is_known(doc, lists, name.tokens)
    };
    let told = names.iter().filter(|name| may_be(name));
    let around = |name: TokenSpan| Around::new(doc, english, name);
    let told = told.filter(|name| {
        let words = around(name.tokens);
        is_firm(&words, name.tokens) || is_club(&words, name)
    });
    let told: BTreeSet<String> = gather(told.map(|name| usual.phrase(name.tokens)));
    for name in names.iter_mut() {
        let is_told =
            name.entity_type == EntityType::Org && is_firm(&around(name.tokens), name.tokens);
        if is_told {
            name.confidence = name.confidence.max(Confidence::percent(SURE));
        } else if may_be(name) && told.contains(&usual.phrase(name.tokens)) {
            name.entity_type = EntityType::Org;
            name.confidence = name.confidence.max(Confidence::percent(SURE));
            name.source = Source::rule(RULE);
        }
    }
    follow_lists(doc, lists, english, names);
}

/// Cuts "Struggling" off "Struggling Albion", where the sentence begins with it.
fn without_what_they_are_called(doc: &Document, english: &English, names: &mut [Mention]) {
    for name in names.iter_mut().filter(|name| name.tokens.len() > 1) {
        let (start, end) = (name.tokens.start(), name.tokens.end());
        let words = Around::new(doc, english, name.tokens);
        let club = TokenSpan::new(start + 1, end);
        let opens = start == words.sentence.start();
        if opens
            && words.ends(start + 1, &words.lists().before_clubs)
            && tells_of_match(&words, club)
        {
            (name.tokens, name.span) = (club, doc.token_bytes(club));
        }
    }
}

/// The last words of full names of people.
fn surnames<'d>(doc: &'d Document, names: &[Mention]) -> BTreeSet<&'d str> {
    let people =
        names.iter().filter(|name| name.entity_type == EntityType::Person && name.tokens.len() > 1);
    gather(people.map(|name| doc.token_text(name.tokens.end() - 1)))
}

fn is_full_name(doc: &Document, lists: &Lists, name: &Mention) -> bool {
    let first = lists.classes(doc.token_text(name.tokens.start()));
    name.tokens.len() > 1 && first.any(WordClasses::FORENAME)
}

/// Whether a list has a place or a person of the name.
fn is_known(doc: &Document, lists: &Lists, name: TokenSpan) -> bool {
    lists.readings(&doc.words(name)).any(|reading| {
        let kind = lists.thing(reading.thing).entity_type;
        kind.is_place() || kind == EntityType::Person
    })
}

/// The words of a sentence, in small letters.
struct Around<'d> {
    doc: &'d Document,
    english: &'d English,
    sentence: TokenSpan,
}

impl<'d> Around<'d> {
    fn new(doc: &'d Document, english: &'d English, name: TokenSpan) -> Self {
        Self { doc, english, sentence: doc.sentence_of(name.start()).tokens }
    }

    fn lists(&self) -> &'d BodyWords {
        &self.english.names.bodies
    }

    fn word(&self, token: usize) -> String {
        if self.sentence.range().contains(&token) {
            self.doc.token_text(token).lower()
        } else {
            String::new()
        }
    }

    /// The words of a span, with a blank between; empty where it leaves the sentence.
    fn phrase(&self, start: usize, end: usize) -> String {
        let words: Vec<_> = (start..end).map(|token| self.word(token)).collect();
        words.join(" ")
    }

    /// Whether one, two or three words from a token on are in a list.
    fn begins(&self, start: usize, list: &List) -> bool {
        (1..=3).any(|length| list.holds(&self.phrase(start, start + length)))
    }

    /// The same for those before a token.
    fn ends(&self, end: usize, list: &List) -> bool {
        (1..=3).any(|length| {
            end.checked_sub(length).is_some_and(|start| list.holds(&self.phrase(start, end)))
        })
    }

    fn is_verb_of(&self, token: usize, list: &List) -> bool {
        self.english.words.lemmas(&self.word(token)).iter().any(|lemma| list.holds(lemma))
    }
}

fn is_firm(words: &Around<'_>, name: TokenSpan) -> bool {
    let next = name.end();
    let is_owner = matches!(&*words.word(next), "'s" | "’s" | "'" | "’");
    // "Kessler's shares in Maddox" are a person's.
    let is_holding = (next..next + 3)
        .any(|token| words.word(token) == "shares" && words.word(token + 1) == "in");
    words.begins(next, &words.lists().heads)
        || words.ends(name.start(), &words.lists().before)
        || is_owner && words.begins(next + 1, &words.lists().owned) && !is_holding
        || rises(words, next)
        || words.word(next) == "shares" && rises(words, next + 1)
        || words.word(next) == ","
            && words.word(next + 1) == "which"
            && words.is_verb_of(next + 2, &words.lists().deeds)
        || plans(words, next)
}

/// "rose 7%", "fell by more than 3 per cent"
fn rises(words: &Around<'_>, verb: usize) -> bool {
    if !words.lists().moves.holds(&words.word(verb)) {
        return false;
    }
    let number =
        (verb + 1..verb + 5).find(|token| !words.lists().before_shares.holds(&words.word(*token)));
    number.is_some_and(|number| {
        let text = words.word(number);
        let is_number = text.starts_with(|first: char| first.is_ascii_digit());
        is_number
            && (text.ends_with(['%', 'p'])
                || matches!(&*words.word(number + 1), "%" | "percent" | "per" | "pence" | "cents"))
    })
}

/// "said it would sell"
fn plans(words: &Around<'_>, verb: usize) -> bool {
    let is_report = matches!(&*words.word(verb), "said" | "says" | "announced");
    let it = verb + 1 + usize::from(words.word(verb + 1) == "that");
    let does = match &*words.word(it + 1) {
        "plans" | "planned" | "intends" | "intended" | "hopes" | "hoped" | "expects"
        | "expected" => it + 3,
        "will" | "would" | "may" | "could" | "is" | "was" | "has" | "had" => it + 2,
        _ => return false,
    };
    is_report && words.word(it) == "it" && words.is_verb_of(does, &words.lists().plans)
}

/// Whether so many words of a paragraph are of the matches of clubs that it tells of one.
fn tells_of_match(words: &Around<'_>, name: TokenSpan) -> bool {
    const NEAR: usize = 40;
    const ENOUGH: usize = 2;
    let doc = words.doc;
    let block = doc.sentence_of(name.start()).block;
    let near = name.start().saturating_sub(NEAR)..(name.end() + NEAR).min(doc.tokens.len());
    let near = near.filter(|token| doc.sentence_of(*token).block == block);
    let said: BTreeSet<String> = gather(near.map(|token| doc.token_text(token).lower()));
    said.iter().filter(|word| words.lists().matches.holds(word)).count() >= ENOUGH
}

fn is_club(words: &Around<'_>, name: &Mention) -> bool {
    let has_end =
        name.tokens.len() > 1 && words.lists().club_ends.holds(&words.word(name.tokens.end() - 1));
    // A town that plays is still called a place.
    let plays = name.entity_type == EntityType::Person && plays(words, name.tokens);
    (has_end || plays || words.ends(name.tokens.start(), &words.lists().before_clubs))
        && tells_of_match(words, name.tokens)
}

/// "X beat Y 2-0", "X lost 3-1 to Y"
fn plays(words: &Around<'_>, name: TokenSpan) -> bool {
    const NEAR: usize = 5;
    let is_score = |token: usize| {
        let text = words.word(token);
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        text.split_once(['-', '–'])
            .is_some_and(|(one, other)| !one.is_empty() && is_number(one) && is_number(other))
    };
    let before = name.start().saturating_sub(NEAR);
    let deed_before = (before..name.start())
        .rev()
        .take_while(|token| !words.word(*token).is_empty())
        .find(|token| words.is_verb_of(*token, &words.lists().club_deeds));
    words.is_verb_of(name.end(), &words.lists().club_deeds)
        && (name.end() + 1..name.end() + 1 + NEAR).any(is_score)
        || deed_before
            .is_some_and(|deed| is_score(name.end()) || (deed..name.start()).any(is_score))
}

/// Adds firms and clubs of one word that nobody sees: "they beat winless Rovers".
fn add_unseen(doc: &Document, lists: &Lists, english: &English, names: &mut Vec<Mention>) {
    let is_free = |token: usize| {
        let at = names.partition_point(|name| name.tokens.end() <= token);
        names.get(at).is_none_or(|name| name.tokens.start() > token)
    };
    let is_large = |token: usize| word::case_of(doc.token_text(token)) == word::Case::Capital;
    let is_alone = |token: usize| {
        let sentence = doc.sentence_of(token).tokens;
        !(token > sentence.start() && is_large(token - 1))
    };
    let is_unseen = |token: &usize| {
        let name = TokenSpan::new(*token, token + 1);
        let words = Around::new(doc, english, name);
        let is_ordinary = lists.classes(doc.token_text(*token)).any(WordClasses::COMMON);
        is_large(*token)
            && is_free(*token)
            && is_alone(*token)
            && (!is_ordinary && is_firm(&words, name)
                || is_called_club(&words, name) && tells_of_match(&words, name))
    };
    let unseen: Vec<usize> = (0..doc.tokens.len()).filter(is_unseen).collect();
    names.extend(unseen.into_iter().map(|token| {
        let body = Candidate {
            tokens: TokenSpan::new(token, token + 1),
            entity_type: Some(EntityType::Org),
            sure: SURE,
            source: Source::rule(RULE),
            doubtful: false,
        };
        mention(doc, body)
    }));
    sort_by_key(names, |name| name.tokens);
}

/// "winless Rovers", "beat Rovers 2-0"
fn is_called_club(words: &Around<'_>, name: TokenSpan) -> bool {
    words.ends(name.start(), &words.lists().before_clubs) || plays(words, name)
}

/// "owns Pelican Books and Quillon": what is owned beside a body is one.
fn follow_lists(doc: &Document, lists: &Lists, english: &English, names: &mut [Mention]) {
    for at in 1..names.len() {
        let (before, name) = (&names[at - 1], &names[at]);
        let words = Around::new(doc, english, name.tokens);
        let joint = words.phrase(before.tokens.end(), name.tokens.start());
        let is_joined = matches!(&*joint, "and" | "," | ", and" | "or");
        let verb = before.tokens.start().checked_sub(1);
        let is_owned = verb.is_some_and(|verb| words.is_verb_of(verb, &words.lists().deeds));
        let is_unsure = name.source == Source::MODEL
            && name.entity_type.is_place()
            && name.confidence < Confidence::percent(80)
            && !is_known(doc, lists, name.tokens);
        if before.entity_type == EntityType::Org && is_joined && is_owned && is_unsure {
            names[at].entity_type = EntityType::Org;
            names[at].source = Source::rule(RULE);
        }
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use crate::{
        annotate,
        document::{MentionKind, Named as _},
        knowledge::Knowledge,
    };

    #[test]
    fn the_words_beside_a_name_tell_a_firm_or_a_club() {
        let knowledge = Knowledge::builtin();
        for (text, expected) in [
            (
                "Hartwell, which owns Pelican Books and Quillon, has a new owner. Hartwell CEO Dean Forbis left.",
                "Hartwell ORG, Pelican Books ORG, Quillon ORG, Hartwell ORG, Dean Forbis PERSON",
            ),
            (
                "Shares in Maddox rose 7% after the burger chain named a new chief executive.",
                "Maddox ORG",
            ),
            (
                "Kessler's shares fell 3% after the department store chain reported a loss.",
                "Kessler ORG",
            ),
            (
                "Vantor stumps up $300m for a new game. Vantor said it would sell about 15m units.",
                "Vantor ORG, Vantor ORG",
            ),
            (
                "Brennan fell by almost 4 per cent. Brennan has few orders.",
                "Brennan ORG, Brennan ORG",
            ),
            (
                "Thorne said it would close 12 shops. Thorne has 300 staff.",
                "Thorne ORG, Thorne ORG",
            ),
            (
                "Luca Moretti's penalty sent Harborough City to the top of the league as they beat winless Rovers.",
                "Luca Moretti PERSON, Harborough City ORG, Rovers ORG",
            ),
            (
                "Struggling Albion lost 3-1 to Marlow United after a penalty by striker Jo Pike sealed the league match.",
                "Albion ORG, Marlow United ORG, Jo Pike PERSON",
            ),
            (
                "Wexford Town drew 1-1 with promoted Harriers after a late goal by striker Owen Pike.",
                "Wexford Town ORG, Harriers ORG, Owen Pike PERSON",
            ),
            // A person has shares, too, and a surname is his whose full name the article gives.
            (
                "Kessler spoke. Anna Kessler's shares fell 3%.",
                "Kessler PERSON, Anna Kessler PERSON",
            ),
            (
                "Brown said it would cut taxes. Gordon Brown was late.",
                "Brown PERSON, Gordon Brown PERSON",
            ),
            // What a list knows stays a place.
            (
                "Ostrava beat London 2-0 to go top of the league after a goal from Luis Prado.",
                "Ostrava GPE, London GPE, Luis Prado PERSON",
            ),
        ] {
            let doc = annotate(text, &knowledge, &crate::Options::default());
            let names = doc.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
            let found: Vec<_> = names
                .map(|name| format!("{} {}", doc.text.slice(name.span), name.entity_type.name()))
                .collect();
            assert_eq!(found.join(", "), expected, "{text}");
        }
    }
}
