//! When, where, about what, for how much: the qualifiers of a relation, from the words of its clause.

use std::ops::Range;

use super::{
    found::Found,
    is_listed, learned,
    lexicon::{Pattern, Types},
    phrase::Participant,
};
use crate::{
    document::{Document, EntityType, Qualifier, QualifierKind, RelationType},
    shallow::{
        chunk::{Chunk, Clauses, Kind, Shape, Voice},
        words::Agent,
    },
    text::{ByteSpan, TokenSpan},
};

/// The bytes that a run of units covers.
pub(super) fn bytes(doc: &Document, clauses: &Clauses, units: Range<usize>) -> ByteSpan {
    match &clauses.units[units] {
        [] => ByteSpan::default(),
        [first, rest @ ..] => {
            let last = rest.last().unwrap_or(first);
            doc.token_bytes(TokenSpan::new(first.tokens.start(), last.tokens.end()))
        }
    }
}

/// The qualifiers of a relation, in the order of kinds.
pub(super) fn qualifiers(doc: &Document, clauses: &Clauses, found: &Found) -> Vec<Qualifier> {
    let mut qualifiers = Vec::new();
    // What the scorer alone finds of an act is told like what a pattern finds.
    let is_event =
        found.predicate.is_some() || found.rule == learned::RULE && found.class().is_some();
    let window = window(clauses, found);
    if is_event || found.ended_by.is_some() {
        qualifiers.extend(when(doc, clauses, found, &window));
    }
    if is_event {
        qualifiers.extend(place(doc, clauses, found, &window));
    }
    qualifiers.extend(role(doc, clauses, found));
    if is_event {
        qualifiers.extend(about(doc, clauses, found));
        qualifiers.extend(amount(doc, clauses, &window, found.relation));
    }
    qualifiers
}

/// Whether a relation's day, month or year comes after the day of publication: what "travels to Rome on Sunday" tells
/// has not happened yet.
pub(super) fn is_to_come(doc: &Document, qualifiers: &[Qualifier]) -> bool {
    let Some(published) = doc.published else { return false };
    let (year, month) = (published.year(), u8::from(published.month()));
    let published = format!("{year:04}-{month:02}-{:02}", published.day());
    let when = qualifiers.iter().find(|qualifier| qualifier.kind == QualifierKind::When);
    let value = when.and_then(|when| when.value.as_deref()).unwrap_or_default();
    let start = value.split(['/', 'T']).next().unwrap_or_default();
    let is_date = start.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_date && matches!(start.len(), 4 | 7 | 10) && *start > published[..start.len()]
}

/// The chunks of the predicate's clause: from it to the next border.
fn window(clauses: &Clauses, found: &Found) -> Range<usize> {
    let mut end = found.chunks.end;
    // "X's invasion of Y began in 2019": the verb of an event's noun tells its time.
    let is_noun =
        found.predicate.is_some_and(|predicate| matches!(predicate.pattern, Pattern::Noun(_)));
    if is_noun && clauses.chunks.get(end).is_some_and(Chunk::is_finite) {
        end += 1;
    }
    let in_relative = is_in_insertion(clauses, found.chunks.start);
    while let Some(chunk) = clauses.chunks.get(end) {
        // "met his counterpart, X, in Portia"
        if end == found.chunks.end
            && chunk.kind == Kind::Comma
            && let Some(after) = clauses.after_name(end)
        {
            end = after;
            continue;
        }
        let is_border = match chunk.kind {
            // "ruled Norland since 1995": no clause begins
            Kind::Subordinator if clauses.word(end) == "since" => !clauses.is(end + 1, Kind::Time),
            Kind::Stop | Kind::Relative | Kind::That | Kind::Subordinator | Kind::But => true,
            Kind::Verb(_) => chunk.is_finite(),
            // "bought by Acme, which Rana heads, for $3 million"
            Kind::Comma if in_relative => true,
            Kind::Comma => !matches!(clauses.kind(end + 1), Some(Kind::Time | Kind::Preposition)),
            _ => false,
        };
        if is_border || end > found.chunks.start + 24 {
            break;
        }
        end += 1;
    }
    found.ended_by.unwrap_or(found.chunks.start).min(found.chunks.start)..end
}

/// Whether a verb is that of a relative clause that a comma opened.
fn is_in_insertion(clauses: &Clauses, verb: usize) -> bool {
    let opener = (0..verb).rev().find(|at| {
        let kind = clauses.kind(*at);
        matches!(kind, Some(Kind::Relative | Kind::Stop | Kind::Comma | Kind::That))
    });
    opener.is_some_and(|at| {
        clauses.is(at, Kind::Relative) && at > 0 && clauses.is(at - 1, Kind::Comma)
    })
}

fn when(
    doc: &Document,
    clauses: &Clauses,
    found: &Found,
    window: &Range<usize>,
) -> Option<Qualifier> {
    let start = window.start;
    let is_border = |at: usize| {
        let kind = clauses.kind(at);
        matches!(kind, Some(Kind::Stop | Kind::Subordinator | Kind::That))
            || clauses.chunks[at].is_finite()
            || clauses.is(at, Kind::Comma) && clauses.is(at + 1, Kind::And)
    };
    // "Norland, a member since 1952, left": the year is the insertion's.
    let before = start.saturating_sub(12)..closed_insertion(clauses, found, start);
    let before = before.rev().take_while(|at| !is_border(*at));
    let is_when = |at: &usize| clauses.is(*at, Kind::Time) && !is_duration(doc, clauses, *at);
    // "was arrested in 2022 and extradited": the year is the first verb's. "came on Monday and met": on
    // the same day.
    let last = (0..start).rev().find(|at| !clauses.is(*at, Kind::Adverb));
    let is_joined = last.is_some_and(|last| clauses.is(last, Kind::And));
    let is_shared = |at: usize| clauses.units_of(at).iter().any(|unit| names_day(&unit.word));
    let before = before.filter(|at| {
        (!is_joined || is_shared(*at)) && (is_joined || !is_of_other_verb(clauses, *at))
    });
    let chunk = window.clone().chain(before).find(is_when)?;
    let mention = clauses.units_of(chunk).first()?.mention?;
    let mention = &doc.mentions[mention.id.index()];
    Some(Qualifier { kind: QualifierKind::When, span: mention.span, value: mention.value.clone() })
}

/// Where what stands before a verb and an insertion ends: at the subject, if a comma stands before the verb.
fn closed_insertion(clauses: &Clauses, found: &Found, verb: usize) -> usize {
    let is_closed = verb > 0 && clauses.is(verb - 1, Kind::Comma);
    let holds_subject = |at: &usize| {
        let mut mentions = clauses.units_of(*at).iter().filter_map(|unit| unit.mention);
        mentions.any(|mention| mention.id == found.subject.mention)
    };
    let mut near = (verb.saturating_sub(24)..verb).rev().filter(|_| is_closed);
    near.find(holds_subject).unwrap_or(verb)
}

/// Whether a date is as exact as a day: "Monday", "3 May", but not "May" or "2022".
fn names_day(date: &str) -> bool {
    let mut words = date.split([' ', ',', '.']);
    words.any(|word| {
        let is_number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        word.ends_with("day") || word == "tomorrow" || is_number && word.len() <= 2
    })
}

/// Whether a date before a verb stands in the clause of another: "Rana, who was jailed in 2022, is".
fn is_of_other_verb(clauses: &Clauses, time: usize) -> bool {
    for at in (0..time).rev() {
        match clauses.chunks[at].kind {
            Kind::Relative => return true,
            Kind::Verb(group) => {
                return group.shape == Shape::Finite || group.voice == Voice::Passive;
            }
            Kind::Stop | Kind::Subordinator | Kind::That | Kind::And | Kind::But => return false,
            // "..., in 2022 Rana met"
            Kind::Comma if at + 2 >= time && clauses.is(time + 1, Kind::Noun) => return false,
            _ => {}
        }
    }
    false
}

/// "for three years", which is how long; "in three years" is when.
fn is_duration(doc: &Document, clauses: &Clauses, time: usize) -> bool {
    let mention = clauses.units_of(time).first().and_then(|unit| unit.mention);
    let value = mention.and_then(|mention| doc.mentions[mention.id.index()].value.as_deref());
    let is_period = value.is_some_and(|value| value.starts_with('P'));
    let tells_when = time.checked_sub(1).is_some_and(|before| {
        clauses.is(before, Kind::Preposition) && ["in", "within"].contains(&clauses.word(before))
    });
    is_period && !tells_when
}

fn place(
    doc: &Document,
    clauses: &Clauses,
    found: &Found,
    window: &Range<usize>,
) -> Option<Qualifier> {
    let mut chunks = window.clone().filter(|at| {
        clauses.is(*at, Kind::Preposition)
            && ["in", "at", "near"].contains(&clauses.word(*at))
            && clauses.is(at + 1, Kind::Noun)
    });
    // "in the city of Portia" as well, but not "in its territory".
    let named = |place: &Participant| match place.through {
        Some(Agent::Place) => !place.is_anaphoric,
        Some(_) => false,
        None => true,
    };
    let place = chunks.find_map(|at| clauses.participant(at + 1, Types::PLACE).filter(named));
    let span = match place.map(|place| place.mention) {
        Some(place) if place == found.object.mention || place == found.subject.mention => {
            return None;
        }
        Some(place) => doc.mentions[place.index()].span,
        None => bytes(doc, clauses, coast(clauses, window)?),
    };
    Some(Qualifier { kind: QualifierKind::Where, span, value: None })
}

/// "on the Norlandic coast", "off Norland's shore": the nation's word and the place.
fn coast(clauses: &Clauses, window: &Range<usize>) -> Option<Range<usize>> {
    const COASTS: &str = "coast shore border frontier coastline";
    let chunk = window.clone().find(|at| {
        clauses.is(*at, Kind::Preposition)
            && ["on", "off", "along", "near"].contains(&clauses.word(*at))
            && clauses.is(at + 1, Kind::Noun)
            && clauses.units_of(at + 1).last().is_some_and(|last| is_listed(COASTS, &last.word))
    })? + 1;
    let units = clauses.units_of(chunk);
    let nation = units.iter().position(|unit| {
        unit.mention.is_some_and(|mention| {
            matches!(mention.entity_type, EntityType::Norp | EntityType::Gpe)
        })
    })?;
    let start = clauses.chunks[chunk].units.start + nation;
    Some(start..clauses.chunks[chunk].units.end)
}

fn role(doc: &Document, clauses: &Clauses, found: &Found) -> Option<Qualifier> {
    let units = match (&found.role, found.predicate) {
        (Some(role), _) => role.clone(),
        (None, Some(predicate)) if predicate.qualifiers.role => {
            let at = found.chunks.end;
            let named = at.checked_sub(1).filter(|name| {
                super::verbs::named_to_post(clauses, *name)
                    .is_some_and(|who| who.mention == found.object.mention)
            });
            let is_as = clauses.word(at) == "as" && clauses.is(at + 1, Kind::Noun);
            if let Some(name) = named {
                let units = clauses.chunks[name].units.start + 1..clauses.chunks[name].units.end;
                return Some(Qualifier {
                    kind: QualifierKind::Role,
                    span: bytes(doc, clauses, units),
                    value: None,
                });
            }
            let start = at + usize::from(is_as);
            let words = is_as.then(|| {
                clauses.chunks[start].units.start
                    ..clauses.chunks[clauses.role_end(start) - 1].units.end
            })?;
            without_article(clauses, words)
        }
        _ => return None,
    };
    Some(Qualifier { kind: QualifierKind::Role, span: bytes(doc, clauses, units), value: None })
}

fn without_article(clauses: &Clauses, units: Range<usize>) -> Range<usize> {
    let has_article = units.len() > 1
        && ["the", "a", "an", "its", "his", "her"]
            .contains(&clauses.units[units.start].word.as_str());
    units.start + usize::from(has_article)..units.end
}

/// The words after "of", "over", "about" or "to" that the predicate's frame gives.
fn about(doc: &Document, clauses: &Clauses, found: &Found) -> Option<Qualifier> {
    let prepositions = &found.predicate?.qualifiers.about;
    let mut at = found.chunks.end;
    for _ in 0..4 {
        let word = clauses.word(at);
        match clauses.kind(at)? {
            Kind::Preposition
                if prepositions.holds(word)
                    && (!clauses.is(at + 1, Kind::Time) || is_duration(doc, clauses, at + 1))
                    && !is_place(clauses, at) =>
            {
                return about_words(doc, clauses, at, at + 1);
            }
            Kind::Verb(group)
                if word == "to" && group.shape == Shape::Infinitive && prepositions.holds("to") =>
            {
                return about_words(doc, clauses, at, at);
            }
            Kind::Preposition if matches!(clauses.kind(at + 1), Some(Kind::Noun | Kind::Time)) => {
                at += 2;
            }
            Kind::Adverb | Kind::Time => at += 1,
            // "fined Acme $3 million for the leak"
            Kind::Noun if is_amount(clauses, at) => at += 1,
            Kind::Comma => at = after_insertion(clauses, at)?,
            _ => return None,
        }
    }
    None
}

fn is_amount(clauses: &Clauses, chunk: usize) -> bool {
    let [unit] = clauses.units_of(chunk) else { return false };
    unit.mention.is_some_and(|mention| mention.entity_type == EntityType::Money)
}

/// Past "X, a group known as Y,": the chunk after an insertion that a comma opens.
fn after_insertion(clauses: &Clauses, comma: usize) -> Option<usize> {
    const FURTHEST: usize = 9;
    let close = (comma + 1..comma + FURTHEST).find(|at| clauses.is(*at, Kind::Comma))?;
    let is_clause = clauses.chunks[comma + 1..close].iter().any(|chunk| {
        chunk.kind == Kind::Stop
            || chunk.group().is_some_and(|group| {
                group.shape == Shape::Finite
                    && (group.voice == Voice::Active || chunk.units.len() > 1)
            })
    });
    (clauses.is(comma + 1, Kind::Noun) && !is_clause).then_some(close + 1)
}

/// "in Cairo", which is where, not what.
fn is_place(clauses: &Clauses, preposition: usize) -> bool {
    let noun = clauses.chunks.get(preposition + 1).filter(|chunk| chunk.kind == Kind::Noun);
    let last = noun.and_then(|chunk| clauses.units[chunk.units.clone()].last());
    clauses.word(preposition) == "in"
        && last.and_then(|unit| unit.mention).is_some_and(|mention| mention.entity_type.is_place())
}

fn about_words(
    doc: &Document,
    clauses: &Clauses,
    preposition: usize,
    start: usize,
) -> Option<Qualifier> {
    const MOST_WORDS: usize = 14;
    let first = clauses.chunks.get(start)?.units.start;
    let mut end = start;
    while let Some(chunk) = clauses.chunks.get(end) {
        let is_border = match chunk.kind {
            Kind::Comma => !continues_list(clauses, end),
            Kind::And => clauses.chunks.get(end + 1).is_some_and(Chunk::is_finite),
            // "three years and six months" is one stretch of time.
            Kind::Time => end > start && !(end == start + 2 && clauses.is(start, Kind::Time)),
            Kind::Stop | Kind::Relative | Kind::Subordinator | Kind::But => true,
            Kind::Verb(group) => {
                let is_reduced = group.voice != Voice::Active && chunk.units.len() == 1;
                end > preposition && chunk.is_finite() && end > start && !is_reduced
            }
            Kind::Preposition => clauses.is(end + 1, Kind::Time) && end > start,
            _ => false,
        };
        if is_border || chunk.units.end - first > MOST_WORDS {
            break;
        }
        end += 1;
    }
    let end = end - usize::from(end > start && clauses.is(end - 1, Kind::And));
    let last = end.checked_sub(1).filter(|last| *last >= start)?;
    let span = bytes(doc, clauses, first..clauses.chunks[last].units.end);
    Some(Qualifier { kind: QualifierKind::About, span, value: None })
}

/// Whether a comma parts the items of a list that goes on to its "and": "trade, tariffs and visas".
fn continues_list(clauses: &Clauses, comma: usize) -> bool {
    const FURTHEST: usize = 10;
    let mut at = comma + 1;
    while at < comma + FURTHEST {
        match clauses.kind(at) {
            Some(Kind::And) => {
                let starts_clause = clauses.is(at + 1, Kind::Noun)
                    && clauses.chunks.get(at + 2).is_some_and(Chunk::is_finite);
                return at > comma + 1
                    && !starts_clause
                    && !clauses.chunks.get(at + 1).is_some_and(Chunk::is_finite);
            }
            Some(Kind::Noun | Kind::Preposition | Kind::Comma | Kind::Adverb) => at += 1,
            Some(Kind::Verb(group)) if group.shape == Shape::Gerund => at += 1,
            _ => return false,
        }
    }
    false
}

/// A sum of money, the share that is owned, or the score of a match.
fn amount(
    doc: &Document,
    clauses: &Clauses,
    window: &Range<usize>,
    relation: RelationType,
) -> Option<Qualifier> {
    let first = |wanted: EntityType| {
        let mut units = window.clone().flat_map(|at| clauses.units_of(at));
        units.find_map(|unit| unit.mention.filter(|mention| mention.entity_type == wanted))
    };
    let (sum, share) = (first(EntityType::Money), first(EntityType::Percent));
    let amount = match relation {
        RelationType::Owns => share.or(sum),
        RelationType::Acquired => sum.or(share),
        _ => sum,
    };
    if let Some(mention) = amount {
        let mention = &doc.mentions[mention.id.index()];
        return Some(Qualifier {
            kind: QualifierKind::Amount,
            span: mention.span,
            value: mention.value.clone(),
        });
    }
    let spans = window.clone().map(|at| bytes(doc, clauses, clauses.chunks[at].units.clone()));
    let score = spans.into_iter().find(|span| is_score(doc.text.slice(*span)))?;
    Some(Qualifier { kind: QualifierKind::Amount, span: score, value: None })
}

/// "3-1"
fn is_score(word: &str) -> bool {
    let Some((left, right)) = word.split_once(['-', '–']) else { return false };
    let is_small = |side: &str| {
        (1..=3).contains(&side.len()) && side.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_small(left) && is_small(right)
}
