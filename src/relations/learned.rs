//! Lasting relations by a trained classifier: who works for whom, where who was born, what lies
//! where, in words that no pattern has.
//!
//! For each two entities of a sentence, at their nearest mentions, and each relation that may
//! hold between things of their types, a log-linear model tells from the words and chunks between and around
//! them whether the sentence says so (surface features as in Mintz et al., "Distant supervision for
//! relation extraction without labeled data", 2009). It adds to the patterns and never contradicts
//! them. Its weights are small integers, so that the same text gives the same scores everywhere;
//! `train relations` makes them, and they are a section of the knowledge file.

use std::{cmp::Reverse, collections::BTreeMap, sync::LazyLock};

use super::{
    countries::Countries,
    entity_of,
    found::{Found, Place},
    is_listed,
    lexicon::{Types, lexicon},
    phrase::Participant,
};
use crate::{
    document::{Document, EntityType, Modality, Named as _, RelationType},
    model::code::{Code, word_code},
    shallow::{
        chunk::{Chunk, Clauses, UnitMention},
        words::Class,
    },
    text::EntityId,
};

mod features;
pub(crate) mod table;

use table::{Table, UNIT, key};

/// The name of this finder in sources.
pub(super) const RULE: &str = "lasting relations";

/// How many units apart the two mentions may be.
const FAR: usize = 19;

/// The relations that the model finds more of than the patterns do, as surely.
pub(crate) const LEARNT: [RelationType; 11] = {
    use RelationType as R;
    [
        R::MemberOf,
        R::WorksFor,
        R::CitizenOf,
        R::LivesIn,
        R::BornIn,
        R::DiedIn,
        R::EducatedAt,
        R::LocatedIn,
        R::BasedIn,
        R::SubsidiaryOf,
        R::Founded,
    ]
};

/// Relations that say much the same of two things: the most exact one is kept.
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

/// From which score on a relation is believed (a probability of 0.9, 0.85 and 0.8 by the training
/// corpora), with the confidence that judged articles bear out, in hundredths.
const LEVELS: [(i32, u8); 3] =
    [(UNIT * 220 / 100, SURE), (UNIT * 173 / 100, 92), (UNIT * 139 / 100, 89)];

/// The confidence that pronouns and descriptions ask for.
const SURE: u8 = 95;

/// What two mentions may say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label {
    pub(crate) relation: RelationType,
    /// Whether the later mention is its subject.
    pub(crate) is_swapped: bool,
    /// The relation's name as a number.
    name: u64,
}

/// Two mentions of a sentence, with what the model sees of them.
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

/// Finds the lasting relations of a sentence that the patterns have not found.
pub(super) fn find(
    doc: &Document,
    clauses: &Clauses,
    countries: &Countries,
    table: &Table,
    by_patterns: &[Found],
) -> Vec<Found> {
    let mut found = Vec::new();
    for pair in pairs(doc, clauses) {
        if is_open(clauses, &pair) {
            continue;
        }
        let best = labels(clauses, &pair).into_iter().filter_map(|label| {
            let score: i32 =
                pair.features.iter().map(|feature| table.weight(key(*feature, label))).sum();
            let (_, confidence) = LEVELS.iter().find(|(least, _)| score >= *least)?;
            let is_vetoed = is_said(doc, clauses, &pair, label.relation, by_patterns)
                || is_no_tie(clauses, &pair, label.relation)
                || is_misplaced(doc, countries, &pair, label);
            (!is_vetoed).then_some((score, label, *confidence))
        });
        let best = best.max_by_key(|(score, label, _)| (*score, Reverse(label.relation)));
        if let Some((_, label, confidence)) = best {
            found.extend(relation(clauses, &pair, label, confidence, table));
        }
    }
    found
}

fn relation(
    clauses: &Clauses,
    pair: &Pair,
    label: Label,
    confidence: u8,
    table: &Table,
) -> Option<Found> {
    let ends = [pair.first, pair.second]
        .map(|unit| clauses.units[unit].mention.map(|mention| Participant::new(mention, false)));
    let [Some(one), Some(other)] = ends else { return None };
    let (subject, object) = if label.is_swapped { (other, one) } else { (one, other) };
    if (subject.is_anaphoric || object.is_anaphoric) && confidence < SURE {
        return None; // two guesses are one too many
    }
    let trigger = trigger(clauses, pair, label, table);
    let place = Place {
        trigger: trigger..trigger + 1,
        chunks: clauses.chunk_of(pair.first)?..clauses.chunk_of(pair.second)? + 1,
        confidence,
        rule: RULE,
    };
    Some(Found::new(label.relation, subject, object, place))
}

/// The word between the two that speaks most for the label; the later mention if there is none.
fn trigger(clauses: &Clauses, pair: &Pair, label: Label, table: &Table) -> usize {
    let weight = |unit: usize| -> i32 {
        let features = features::of_word(clauses, pair.first, pair.second, unit);
        features.iter().map(|feature| table.weight(key(*feature, label))).sum()
    };
    let between = (pair.first + 1..pair.second).filter(|unit| {
        let unit = &clauses.units[*unit];
        unit.mention.is_none() && unit.word.starts_with(char::is_alphabetic)
    });
    between.max_by_key(|unit| (weight(*unit), Reverse(*unit))).unwrap_or(pair.second)
}

/// Whether a pattern relates the two in much the same way.
fn is_said(
    doc: &Document,
    clauses: &Clauses,
    pair: &Pair,
    relation: RelationType,
    by_patterns: &[Found],
) -> bool {
    by_patterns.iter().any(|known| {
        let joins = [known.subject, known.object].map(|one| entity_of(doc, one.mention));
        let [one, other] = pair.entities.map(Some);
        let is_like = known.relation == relation
            || GROUPS
                .iter()
                .any(|group| group.contains(&relation) && group.contains(&known.relation));
        // "Acme, based in Geneva, hires in Lagos": no second seat, unless the first one lies there.
        let has_seat = relation == RelationType::BasedIn
            && known.relation == relation
            && (joins[0] == one || joins[0] == other)
            && !is_beside(clauses, pair, known);
        has_seat || is_like && (joins == [one, other] || joins == [other, one])
    })
}

/// Whether one of the two stands right beside a relation's object: "Geneva, Switzerland".
fn is_beside(clauses: &Clauses, pair: &Pair, known: &Found) -> bool {
    let is_object = |at: &usize| {
        clauses.units[*at].mention.is_some_and(|mention| mention.id == known.object.mention)
    };
    let object = (0..clauses.units.len()).find(is_object);
    object.is_some_and(|at| [pair.first, pair.second].iter().any(|end| end.abs_diff(at) == 2))
}

/// Whether what stands between is denied, planned or doubted.
fn is_open(clauses: &Clauses, pair: &Pair) -> bool {
    let from = clauses.chunk_of(pair.first).unwrap_or(clauses.chunks.len());
    let of_pair = clauses.chunks[from..].iter().take_while(|it| it.units.start <= pair.second);
    let mut groups = of_pair.filter_map(Chunk::group);
    groups.any(|group| group.negated || group.modality != Modality::Asserted)
        || clauses.units[pair.first..pair.second].iter().any(|unit| unit.class == Class::Not)
}

/// Whether a person's tie is one of the past or the future, or a pupil's.
fn is_no_tie(clauses: &Clauses, pair: &Pair, relation: RelationType) -> bool {
    const PAST: &str = "former formerly previously ex once late until resigned left quit ousted fired dismissed \
retired expelled defected suspended time";
    const FUTURE: &str = "ran run runs running candidate candidates candidacy bid campaign campaigned applied nominee";
    const CHILDHOOD: &str = "grew grow growing raised childhood moved spent visited";
    const PUPIL: &str =
        "student students studied studying graduated graduate degree educated pupil";
    // "said Rana at an event at the university"
    const OCCASION: &str = "event events ceremony conference speech speeches lecture talk rally launch debate meeting \
concert interview forum summit festival symposium seminar panel gathering vigil told addressed addressing spoke \
speaking said visited visiting";
    let is_visit = matches!(
        relation,
        RelationType::WorksFor | RelationType::EducatedAt | RelationType::MemberOf
    );
    let between = &clauses.units[pair.first + 1..pair.second];
    if is_visit && between.iter().any(|unit| is_listed(OCCASION, &unit.word)) {
        return true;
    }
    let lists: &[&str] = match relation {
        RelationType::MemberOf => &[PAST],
        RelationType::WorksFor => &[PAST, FUTURE, PUPIL],
        RelationType::LivesIn => &[PAST, FUTURE, CHILDHOOD],
        _ => return false,
    };
    let around = pair.first.saturating_sub(3)..(pair.second + 3).min(clauses.units.len());
    let mut words = clauses.units[around].iter().map(|unit| unit.word.as_str());
    words.any(|word| lists.iter().any(|list| is_listed(list, word)))
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

/// The labels that the types of two mentions admit.
pub(crate) fn labels(clauses: &Clauses, pair: &Pair) -> Vec<Label> {
    static SIGNATURES: LazyLock<Vec<(RelationType, Types, Types, u64)>> = LazyLock::new(|| {
        let signature = |relation: RelationType| {
            let (subjects, objects) = lexicon().signature(relation);
            (relation, subjects, objects, word_code(relation.name()))
        };
        LEARNT.map(signature).to_vec()
    });
    let types = [pair.first, pair.second]
        .map(|at| clauses.units[at].mention.map(|mention| mention.entity_type));
    let [Some(one), Some(other)] = types else { return Vec::new() };
    let mut labels = Vec::new();
    for &(relation, subjects, objects, name) in SIGNATURES.iter() {
        for (is_swapped, subject, object) in [(false, one, other), (true, other, one)] {
            let is_twin = is_swapped && relation.is_symmetric();
            if subjects.has(subject) && objects.has(object) && !is_twin {
                labels.push(Label { relation, is_swapped, name });
            }
        }
    }
    labels
}

/// Each two entities of a sentence, at their nearest mentions.
pub(crate) fn pairs(doc: &Document, clauses: &Clauses) -> Vec<Pair> {
    let end = |(at, mention): (usize, Option<UnitMention>)| {
        let mention = mention.filter(|mention| may_relate(mention.entity_type))?;
        Some((at, entity_of(doc, mention.id)?))
    };
    let units = clauses.units.iter().map(|unit| unit.mention).enumerate();
    let ends: Vec<(usize, EntityId)> = units.filter_map(end).collect();
    let mut nearest: Vec<(usize, usize, [EntityId; 2])> = Vec::new();
    let mut places: BTreeMap<[EntityId; 2], usize> = BTreeMap::new();
    for (index, &(first, one)) in ends.iter().enumerate() {
        for &(second, other) in ends[index + 1..].iter().take_while(|(at, _)| at - first <= FAR) {
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
    let pair = |(first, second, entities)| Pair {
        first,
        second,
        entities,
        features: features::of_pair(clauses, first, second),
    };
    nearest.into_iter().map(pair).collect()
}

fn may_relate(entity_type: EntityType) -> bool {
    use EntityType::{Fac, Gpe, Loc, Norp, Org, Person};
    matches!(entity_type, Person | Org | Gpe | Loc | Fac | Norp)
}
