//! Relations that nouns say: "the arrest of X by Y", "talks between X and Y", "X's invasion of Y".

use super::{
    at_nouns, endings,
    found::{Found, Place, confidence, each_two, pairs},
    is_listed, is_verb_of,
    lexicon::{Pattern, Slots, Types},
    phrase::Participant,
};
use crate::{
    document::{EntityType, MentionKind, Modality, RelationType},
    english::List,
    shallow::{
        chunk::{Chunk, Clauses, Kind},
        control::Control,
        words::{Agent, Class},
    },
};

/// Finds the relations that the sentence's nouns say.
pub(super) fn find<'a>(clauses: &Clauses<'a>) -> Vec<Found<'a>> {
    at_nouns(clauses, of_noun)
}

fn of_noun<'a>(clauses: &Clauses<'a>, at: usize) -> Vec<Found<'a>> {
    let units = clauses.units_of(at);
    let Some(head) = units.last().filter(|unit| unit.mention.is_none()) else { return Vec::new() };
    let last = clauses.chunks[at].units.end - 1;
    for predicate in clauses.english.predicates.of_noun(&head.word) {
        let Pattern::Noun(slots) = &predicate.pattern else { continue };
        let arguments = Arguments::read(clauses, at, slots);
        let place = Place {
            trigger: last..last + 1,
            chunks: at..arguments.end,
            confidence: confidence::NOUN,
            rule: "noun",
        };
        let found = if arguments.both.len() > 1 {
            each_two(predicate, &arguments.both, &place)
        } else {
            pairs(predicate, &arguments.subjects, &arguments.objects, &place)
        };
        if !found.is_empty() {
            return found
                .into_iter()
                .filter_map(|found| with_context(clauses, at, found))
                .collect();
        }
    }
    Vec::new()
}

/// What fills a noun's slots.
#[derive(Default)]
struct Arguments {
    subjects: Vec<Participant>,
    objects: Vec<Participant>,
    both: Vec<Participant>,
    end: usize,
}

impl Arguments {
    fn read(clauses: &Clauses, noun: usize, slots: &Slots) -> Self {
        let mut arguments = Self { end: noun + 1, ..Self::default() };
        if let Some(owner) = owner(clauses, noun) {
            if slots.subject.holds("'s") {
                arguments.subjects.push(owner);
            } else if slots.object.holds("'s") {
                arguments.objects.push(owner);
            }
        }
        arguments.read_prepositions(clauses, noun, slots);
        arguments
    }

    fn read_prepositions(&mut self, clauses: &Clauses, noun: usize, slots: &Slots) {
        let mut at = self.end;
        for _ in 0..6 {
            match clauses.kind(at) {
                Some(Kind::Adverb | Kind::Time) => at += 1,
                Some(Kind::Preposition) if clauses.is(at + 1, Kind::Time) => at += 2,
                Some(Kind::Preposition) if clauses.is(at + 1, Kind::Noun) => {
                    let word = clauses.word(at);
                    // "talks with ministers of Norland": the second belongs to the ministers.
                    let is_nested = word == "of"
                        && at > noun + 1
                        && !["by", "from"].contains(&clauses.word(at - 2));
                    let (found, end) = if slots.both.holds(word) {
                        clauses.participants_between(at + 1)
                    } else {
                        clauses.participants(at + 1, Types::NAMED)
                    };
                    let slot = if slots.both.holds(word) {
                        &mut self.both
                    } else if is_nested {
                        at = end;
                        continue;
                    } else if slots.subject.holds(word) && self.subjects.is_empty() {
                        &mut self.subjects
                    } else if slots.object.holds(word) && self.objects.is_empty() {
                        &mut self.objects
                    } else {
                        at = end;
                        continue;
                    };
                    slot.extend(found);
                    at = end;
                    self.end = end;
                }
                _ => break,
            }
        }
    }
}

/// Whose it is: "Norland's", "his" or "Norlandic" before the noun.
pub(super) fn owner(clauses: &Clauses, noun: usize) -> Option<Participant> {
    let units = clauses.units_of(noun);
    let (at, mention) =
        units.iter().enumerate().rev().skip(1).find_map(|(at, unit)| Some((at, unit.mention?)))?;
    let is_possessive =
        units[at + 1].class == Class::Possessive || mention.kind == MentionKind::Pronoun;
    let is_adjective =
        matches!(mention.entity_type, EntityType::Norp | EntityType::Gpe | EntityType::Org);
    (is_possessive || is_adjective).then(|| Participant::new(mention, !is_possessive))
}

/// Whose the thing at a chunk is: "Norland's fleet", "a ban by Norland", and, of deeds, "the Norlandic
/// plan". Also the chunk after it. Nobody's, if the noun is a person, or if its owner suffers what it says:
/// "the arrest of Costa".
pub(super) fn owner_of_thing(
    clauses: &Clauses,
    at: usize,
    deeds: &List,
    types: Types,
) -> Option<(Vec<Participant>, usize)> {
    let noun = clauses.chunks.get(at).filter(|chunk| chunk.kind == Kind::Noun)?;
    let units = &clauses.units[noun.units.clone()];
    let head = units.last().filter(|unit| unit.mention.is_none())?;
    if is_somebody(clauses, &head.word) {
        return None;
    }
    let suffers = |slot: &str| {
        clauses.english.predicates.of_noun(&head.word).any(|predicate| match &predicate.pattern {
            Pattern::Noun(slots) => slots.object.holds(slot),
            _ => false,
        })
    };
    let is_deed = deeds.holds(&head.word)
        || matches!(clauses.english.words.agent(&head.word), Some(Agent::Asset | Agent::Vehicle));
    if let Some(owner) = owner(clauses, at).filter(|owner| types.has(owner.entity_type)) {
        let is_its = (is_deed || !owner.is_indirect) && !suffers("'s");
        return is_its.then(|| (vec![owner], clauses.phrase_end(at)));
    }
    let mut next = at + 1;
    for _ in 0..3 {
        let word = clauses.word(next);
        if !clauses.is(next, Kind::Preposition) || !clauses.is(next + 1, Kind::Noun) {
            return None;
        }
        let (found, end) = clauses.participants(next + 1, types);
        let is_owner = ["by", "from"].contains(&word) || word == "of" && is_deed && !suffers("of");
        if is_owner && !found.is_empty() {
            return Some((found, end));
        }
        next = end;
    }
    None
}

/// Whether a noun is a person or a body, whose owner is another.
fn is_somebody(clauses: &Clauses, word: &str) -> bool {
    const RELATIVES: &str = "wife husband widow father mother parent parents son daughter child brother sister uncle aunt \
nephew niece cousin family friend friends ally allies rival rivals enemy enemies neighbour neighbor";
    clauses.english.words.is_role(word)
        || matches!(
            clauses.english.words.agent(word),
            Some(Agent::State | Agent::People | Agent::Member | Agent::Group)
        )
        || is_listed(RELATIVES, word)
}

/// Whether the verb around a deal tells that it is still open: "the takeover was blocked".
fn is_pending(clauses: &Clauses, noun: usize, end: usize) -> bool {
    const OPEN: &str = "block veto oppose prohibit ban halt stop approve clear review back reject consider examine \
investigate delay postpone propose recommend";
    let mut around = [noun.checked_sub(1), Some(end)].into_iter().flatten();
    around.any(|at| {
        let group = clauses.chunks.get(at).and_then(Chunk::group);
        group.is_some_and(|group| is_verb_of(clauses, group, OPEN))
    })
}

/// What the words around a noun say of the fact: "no", "planned", "called for", "called off". Nothing is said
/// by what has been lifted.
fn with_context<'a>(
    clauses: &Clauses<'a>,
    at: usize,
    mut relation: Found<'a>,
) -> Option<Found<'a>> {
    const WANTS: &str =
        "want demand urge seek propose request suggest oppose consider discuss fear predict";
    let end = relation.chunks.end;
    if let Some(fate) = endings::fate(clauses, at, end) {
        let (fated, is_settled) = endings::fated(relation, fate)?;
        if is_settled {
            return Some(fated);
        }
        relation = fated;
    }
    for unit in clauses.units_of(at) {
        match unit.word.as_str() {
            "no" => relation.negated = true,
            "planned" | "upcoming" | "proposed" | "future" | "scheduled" => {
                relation.modality = Modality::Planned;
            }
            "possible" | "potential" => relation.modality = Modality::Possible,
            "alleged" | "suspected" => relation.modality = Modality::Alleged,
            _ => {}
        }
    }
    if relation.relation == RelationType::Acquired && is_pending(clauses, at, end) {
        relation.modality = Modality::Planned;
    }
    let governor = at.checked_sub(1).map(|before| {
        if clauses.is(before, Kind::Preposition) { before.saturating_sub(1) } else { before }
    });
    let Some(group) = governor.and_then(|before| clauses.chunks[before].group()) else {
        return Some(relation);
    };
    let lemmas = clauses.lemmas(group);
    let is_called_for =
        is_verb_of(clauses, group, "call") && at > 0 && clauses.word(at - 1) == "for";
    let is_wanted = is_called_for || is_verb_of(clauses, group, WANTS);
    if relation.modality == Modality::Asserted && is_wanted {
        relation.modality = Modality::Possible;
    }
    match clauses.english.control.of(lemmas) {
        Some(Control::Planned | Control::Threat) => relation.modality = Modality::Planned,
        Some(Control::Possible) => relation.modality = Modality::Possible,
        Some(Control::Negated) => relation.negated = true,
        _ => {}
    }
    if group.modality != Modality::Asserted {
        relation.modality = group.modality;
    }
    relation.negated |= group.negated;
    Some(relation)
}
