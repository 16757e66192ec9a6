//! Relations by a trained scorer, in words that no rule has, too.
//!
//! For each two entities of a sentence, at their nearest mentions, and each relation that may hold between things
//! of their types, a small network tells how probable it is that the sentence says so, from the words between and
//! around them and from what the rules say of the two (features as in Mintz et al., "Distant supervision for
//! relation extraction without labeled data", 2009). It adds to the rules and never contradicts them. Its weights
//! are small integers; `train relations` makes them from annotated news, and they are a section of the knowledge
//! file.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    countries::Countries,
    endings::{fate, fated, first_of_past, is_once, is_state},
    entity_of,
    found::{Found, Place},
    phrase::Participant,
};
use crate::{
    document::{Document, EntityType, Modality, RelationType},
    model::code::Code,
    shallow::{
        chunk::{Chunk, Clauses, Kind, Shape, Unit, UnitMention},
        words::Class,
    },
    text::EntityId,
};

mod features;
pub(crate) mod scorer;

use features::Seen;
use scorer::Scorer;

/// The name of this finder in sources.
pub(super) const RULE: &str = "learned relations";

/// How many units apart the two mentions may be, and how many mentions may stand between.
const FAR: usize = 40;
const MOST_BETWEEN: usize = 8;

/// Relations that say much the same of two things: the rules' one is kept.
pub(crate) const GROUPS: [&[RelationType]; 4] = {
    use RelationType as R;
    [
        &[
            R::HoldsPost,
            R::MemberOf,
            R::WorksFor,
            R::Founded,
            R::Appointed,
            R::Dismissed,
            R::Rules,
            R::TookOver,
        ],
        &[R::CitizenOf, R::HoldsPost, R::Rules, R::BornIn],
        &[R::SubsidiaryOf, R::PartOf, R::Owns, R::Acquired],
        &[R::LocatedIn, R::CapitalOf, R::PartOf, R::Borders],
    ]
};

/// What two mentions may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Label {
    pub(crate) relation: RelationType,
    /// Whether the later mention is its subject.
    pub(crate) is_swapped: bool,
}

/// What a rule says of two mentions.
#[derive(Clone, Copy, Debug)]
struct Verdict {
    relation: RelationType,
    is_swapped: bool,
    confidence: u8,
}

/// Two mentions of a sentence, with what the scorer sees of them.
#[derive(Debug)]
pub(crate) struct Pair {
    /// The unit of the earlier mention.
    pub(crate) first: usize,
    /// The unit of the later one.
    pub(crate) second: usize,
    /// The entities of the two.
    pub(crate) entities: [EntityId; 2],
    pub(crate) features: Vec<Code>,
}

/// What only the scorer says is told from this confidence on, in hundredths.
const LEAST_ALONE: u8 = 61;
/// What a rule says of an actor without a name is told from this confidence on. Of names rules know more than the
/// scorer where a relation is rare in the news that it was trained on.
const LEAST_WITHOUT_NAME: u8 = 45;

/// Weighs what the rules found in a sentence, and adds what they have not found.
pub(super) fn weigh<'a>(
    doc: &Document,
    clauses: &Clauses<'a>,
    countries: &Countries,
    scorer: &Scorer,
    is_title: bool,
    mut found: Vec<Found<'a>>,
) -> Vec<Found<'a>> {
    if scorer.labels().is_empty() {
        return found;
    }
    let seen = Seen::new(clauses, is_title);
    let mut new = Vec::new();
    for pair in pairs_of(doc, &seen, &found) {
        let hidden = scorer.hidden(&pair.features);
        if let Some((percent, label)) = best(clauses, scorer, &pair, &hidden)
            && percent >= LEAST_ALONE
            && !is_said(doc, &pair, scorer.labels()[label].relation, &found)
            && !is_misplaced(doc, countries, &pair, scorer.labels()[label])
        {
            let share = |unit: usize| {
                scorer.share(&hidden, &seen.of_word(pair.first, pair.second, unit), label)
            };
            let label = scorer.labels()[label];
            let trigger = trigger(&seen, &pair, label, share);
            if let Some(trigger) = trigger
                && let Some(relation) = relation(clauses, &pair, label, percent, trigger)
            {
                found.retain(|known| !is_untyped(doc, &pair, trigger, known));
                new.push(relation);
            }
        }
        found.retain_mut(|known| {
            let Some(label) = label_between(doc, pair.entities, known) else { return true };
            let Some(index) = scorer.labels().iter().position(|known| *known == label) else {
                return true;
            };
            let percent = scorer.percent(scorer.score(&hidden, index));
            if pair.entities.iter().all(|entity| doc.entities[entity.index()].named) {
                known.confidence = known.confidence.midpoint(percent);
                return true;
            }
            known.confidence = percent;
            percent >= LEAST_WITHOUT_NAME
        });
    }
    found.extend(new);
    found
}

/// The label that a pair scores best for, with its confidence.
fn best(clauses: &Clauses, scorer: &Scorer, pair: &Pair, hidden: &[i32]) -> Option<(u8, usize)> {
    let labels = scorer.labels().iter().enumerate();
    let admitted = labels.filter(|(_, label)| admits(clauses, pair, **label));
    let ranked = admitted.map(|(index, _)| (scorer.score(hidden, index), Reverse(index)));
    ranked.max().map(|(score, Reverse(index))| (scorer.percent(score), index))
}

/// A relation as the words say it: denied, planned or over by its verb and by what stands before its noun.
fn relation<'a>(
    clauses: &Clauses<'a>,
    pair: &Pair,
    label: Label,
    percent: u8,
    trigger: usize,
) -> Option<Found<'a>> {
    let ends = [pair.first, pair.second]
        .map(|unit| clauses.units[unit].end().map(|mention| Participant::new(mention, false)));
    let [Some(one), Some(other)] = ends else { return None };
    let (subject, object) = if label.is_swapped { (other, one) } else { (one, other) };
    let verb = verb_of(clauses, pair, trigger);
    let start = verb.or_else(|| clauses.chunk_of(pair.first))?;
    let chunks = start..clauses.chunk_of(pair.second)?.max(start) + 1;
    let place = Place { trigger: trigger..trigger + 1, chunks, confidence: percent, rule: RULE };
    let mut found = Found::new(label.relation, subject, object, place);
    if let Some(verb) = verb {
        let group = clauses.chunks[verb].group()?;
        let is_passive = clauses.is_passive(verb, group);
        found = found.said_as(&if is_passive {
            clauses.passive_subject(verb, 5)
        } else {
            clauses.subject(verb)
        });
        if found.modality == Modality::Asserted && is_to(clauses, verb) {
            found.modality = Modality::Planned;
        }
    }
    let phrase = clauses.chunk_of(trigger).map_or(trigger, |at| clauses.chunks[at].units.start);
    let before = &clauses.units[phrase..trigger];
    let between = &clauses.units[pair.first + 1..pair.second];
    let is_over = first_of_past(clauses, before).is_some() || is_once(clauses, between);
    found.past |= is_state(label.relation) && is_over;
    found.confidence = percent; // the scorer has seen all of it
    let noun = clauses.chunk_of(trigger).filter(|at| clauses.is(*at, Kind::Noun));
    match noun.and_then(|noun| fate(clauses, noun, found.chunks.end)) {
        Some(fate) => fated(found, fate).map(|(found, _)| found),
        None => Some(found),
    }
}

/// "is to meet", "was to travel".
fn is_to(clauses: &Clauses, verb: usize) -> bool {
    let group = |at: usize| clauses.chunks.get(at).and_then(Chunk::group);
    let is_infinitive = group(verb).is_some_and(|group| group.shape == Shape::Infinitive);
    let before = verb.checked_sub(1).and_then(group);
    is_infinitive && before.is_some_and(|group| group.is_copula)
}

/// The chunk of the verb that a trigger is or belongs to: the last one from the first mention to the trigger.
fn verb_of(clauses: &Clauses, pair: &Pair, trigger: usize) -> Option<usize> {
    let last = clauses.chunk_of(trigger)?;
    let first = clauses.chunk_of(pair.first)?.min(last);
    (first..=last).rev().find(|at| clauses.chunks[*at].group().is_some())
}

/// The word near the two that speaks most for the label. An act is told by a verb or noun, or it is not told: "a court
/// acquitted him" is no accusation because courts often accuse. So is what has no type but its word, and to be told
/// something is none. A tie may stand in what is beside it, the later mention.
fn trigger(seen: &Seen, pair: &Pair, label: Label, share: impl Fn(usize) -> i32) -> Option<usize> {
    const AROUND: usize = 4;
    let units = &seen.clauses.units;
    let near = pair.first.saturating_sub(AROUND)..(pair.second + 1 + AROUND).min(units.len());
    let near = near.filter(|unit| {
        let unit = &units[*unit];
        unit.mention.is_none() && unit.word.starts_with(char::is_alphabetic)
    });
    let is_untyped = label.relation == RelationType::Other;
    if label.relation.class().is_none() && !is_untyped {
        let best = near.max_by_key(|unit| (share(*unit), Reverse(*unit)));
        return best.or(Some(pair.second));
    }
    let telling = near.filter(|unit| seen.is_verb_or_noun(*unit));
    let telling = telling.map(|unit| (share(unit), Reverse(unit))).filter(|(share, _)| *share > 0);
    let best = telling.max().map(|(_, Reverse(unit))| unit);
    let english = seen.clauses.english;
    let tells = |unit: &usize| {
        let is_helper = matches!(units[*unit].class, Class::Be | Class::Have | Class::Do);
        !is_helper && !english.control.is_report(english.words.lemmas(&units[*unit].word))
    };
    best.filter(|unit| !is_untyped || tells(unit))
}

/// Whether a rule relates the two in much the same way.
fn is_said(doc: &Document, pair: &Pair, relation: RelationType, by_rules: &[Found]) -> bool {
    by_rules.iter().any(|known| {
        let joins = [known.subject, known.object].map(|one| entity_of(doc, one.mention));
        let [one, other] = pair.entities.map(Some);
        let has =
            |group: &&[RelationType]| group.contains(&relation) && group.contains(&known.relation);
        let is_like = known.relation == relation
            || relation.class().is_some() && relation.class() == known.relation.class()
            || GROUPS.iter().any(has);
        is_like && (joins == [one, other] || joins == [other, one])
    })
}

/// Whether a rule has the same word between the two, without a type for it.
fn is_untyped(doc: &Document, pair: &Pair, trigger: usize, known: &Found) -> bool {
    known.relation == RelationType::Other
        && known.trigger.contains(&trigger)
        && label_between(doc, pair.entities, known).is_some()
}

/// Whether somebody would be a citizen of what is no country, or a country lie in a province.
fn is_misplaced(doc: &Document, countries: &Countries, pair: &Pair, label: Label) -> bool {
    let [one, other] = pair.entities;
    let [subject, object] = if label.is_swapped { [other, one] } else { [one, other] };
    match label.relation {
        RelationType::CitizenOf => !countries.is_nation(doc, object),
        RelationType::LocatedIn => {
            countries.is_nation(doc, subject)
                && doc.entities[object.index()].entity_type == EntityType::Gpe
        }
        _ => false,
    }
}

/// Whether the types of two mentions admit a label. A symmetric relation has its first mention as the subject.
pub(crate) fn admits(clauses: &Clauses, pair: &Pair, label: Label) -> bool {
    let types = [pair.first, pair.second]
        .map(|at| clauses.units[at].end().map(|mention| mention.entity_type));
    let [Some(one), Some(other)] = types else { return false };
    let (subject, object) = if label.is_swapped { (other, one) } else { (one, other) };
    let (subjects, objects) = clauses.english.predicates.signature(label.relation);
    subjects.has(subject)
        && objects.has(object)
        && !(label.is_swapped && label.relation.is_symmetric())
}

/// Each two entities of a sentence, at their nearest mentions, for training.
#[cfg(feature = "train")]
pub(super) fn pairs(
    doc: &Document,
    clauses: &Clauses,
    is_title: bool,
    by_rules: &[Found],
) -> Vec<Pair> {
    pairs_of(doc, &Seen::new(clauses, is_title), by_rules)
}

fn pairs_of(doc: &Document, seen: &Seen, by_rules: &[Found]) -> Vec<Pair> {
    let pair = |(first, second, entities): (usize, usize, [EntityId; 2])| {
        let verdicts = verdicts(doc, entities, by_rules);
        Pair { first, second, entities, features: seen.of_pair(first, second, &verdicts) }
    };
    nearest(doc, seen.clauses).into_iter().map(pair).collect()
}

/// The units of each two entities' nearest mentions, with the entities.
fn nearest(doc: &Document, clauses: &Clauses) -> Vec<(usize, usize, [EntityId; 2])> {
    let end = |(at, mention): (usize, Option<UnitMention>)| {
        let mention = mention.filter(|mention| !mention.entity_type.is_value())?;
        Some((at, entity_of(doc, mention.id)?))
    };
    let units = clauses.units.iter().map(Unit::end).enumerate();
    let units = units.filter(|(at, _)| !is_agency_of_dateline(clauses, *at));
    let ends: Vec<(usize, EntityId)> = units.filter_map(end).collect();
    let mut nearest: Vec<(usize, usize, [EntityId; 2])> = Vec::new();
    let mut places: BTreeMap<[EntityId; 2], usize> = BTreeMap::new();
    for (index, &(first, one)) in ends.iter().enumerate() {
        let after = ends[index + 1..].iter().take(MOST_BETWEEN + 1);
        for &(second, other) in after.take_while(|(at, _)| at - first <= FAR) {
            if one == other {
                continue;
            }
            let place = *places.entry([one.min(other), one.max(other)]).or_insert(nearest.len());
            match nearest.get_mut(place) {
                Some(known) if known.1 - known.0 <= second - first => {}
                Some(known) => *known = (first, second, [one, other]),
                None => nearest.push((first, second, [one, other])),
            }
        }
    }
    nearest
}

/// "PORTIA, May 3 (Reuters) - ": who sends the article is no part of what it tells.
fn is_agency_of_dateline(clauses: &Clauses, at: usize) -> bool {
    /// How far into the sentence a dateline reaches.
    const FURTHEST: usize = 10;
    let is = |at: Option<usize>, marks: &[&str]| {
        at.and_then(|at| clauses.units.get(at))
            .is_some_and(|unit| marks.contains(&unit.word.as_str()))
    };
    at <= FURTHEST
        && is(at.checked_sub(1), &["("])
        && is(Some(at + 1), &[")"])
        && is(Some(at + 2), &["-", "–", "—", "--"])
}

/// What the rules say of two entities.
fn verdicts(doc: &Document, entities: [EntityId; 2], by_rules: &[Found]) -> Vec<Verdict> {
    let verdict = |found: &Found| {
        let Label { relation, is_swapped } = label_between(doc, entities, found)?;
        Some(Verdict { relation, is_swapped, confidence: found.confidence })
    };
    by_rules.iter().filter_map(verdict).collect()
}

/// What a rule says of two entities, in the order of the text.
fn label_between(doc: &Document, entities: [EntityId; 2], found: &Found) -> Option<Label> {
    let joins = [found.subject, found.object].map(|one| entity_of(doc, one.mention));
    let [one, other] = entities.map(Some);
    let is_theirs = joins == [one, other] || joins == [other, one];
    let is_swapped = joins != [one, other] && !found.relation.is_symmetric();
    is_theirs.then_some(Label { relation: found.relation, is_swapped })
}
