//! Whom a noun phrase stands for.

use super::{is_listed, lexicon::Types};
use crate::{
    document::{EntityType, MentionKind},
    shallow::{
        chunk::{Chunk, Clauses, Kind, Unit, UnitMention},
        words::{Agent, Class, Words},
    },
    text::MentionId,
};

/// Somebody or something that takes part in a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Participant {
    pub(super) mention: MentionId,
    pub(super) entity_type: EntityType,
    /// Through what belongs to it: "Iranian officials".
    pub(super) is_indirect: bool,
    /// By where those are who act: "police in Portia".
    pub(super) is_seat: bool,
    /// By a pronoun or a description.
    pub(super) is_anaphoric: bool,
    /// By what kind of noun: "Iranian officials".
    pub(super) through: Option<Agent>,
}

impl Participant {
    pub(super) fn new(mention: UnitMention, is_indirect: bool) -> Self {
        Self {
            mention: mention.id,
            entity_type: mention.entity_type,
            is_indirect,
            is_seat: false,
            is_anaphoric: matches!(mention.kind, MentionKind::Pronoun | MentionKind::Nominal),
            through: None,
        }
    }
}

/// Where those are who are told by a place: "police in Portia".
const AMONG: [&str; 7] = ["in", "throughout", "across", "inside", "around", "near", "at"];

impl Clauses<'_> {
    /// Whom the noun phrase at a chunk stands for, if it is one of the types.
    pub(super) fn participant(&self, chunk: usize, types: Types) -> Option<Participant> {
        if !self.is(chunk, Kind::Noun) {
            return None;
        }
        let units = self.units_of(chunk);
        let last = units.last()?;
        if last.class == Class::Possessive {
            return None;
        }
        let found = match last.mention {
            Some(mention) => Some(Participant::new(mention, false)),
            None => {
                self.loyal_to(chunk, units).or_else(|| self.through_noun(chunk, units, last, types))
            }
        };
        found.filter(|found| types.has(found.entity_type))
    }

    /// Whether somebody acts through one person, or a body that acts for itself: "Norland's ambassador",
    /// "the central bank of Norland".
    pub(super) fn is_by_one(&self, who: Participant) -> bool {
        let is_mention = |unit: &Unit| unit.mention.is_some_and(|it| it.id == who.mention);
        let holds = |chunk: &usize| self.units_of(*chunk).iter().any(is_mention);
        let Some(chunk) = (0..self.chunks.len()).find(holds).filter(|_| who.is_indirect) else {
            return false;
        };
        let is_after = self.units_of(chunk).last().is_some_and(is_mention);
        let head = if is_after { chunk.checked_sub(2) } else { Some(chunk) };
        let last = head.and_then(|head| self.units_of(head).last());
        last.is_some_and(|last| last.mention.is_none() && is_one(&self.english.words, &last.word))
    }

    /// Every participant of a list that begins at a chunk: "Rana, Costa and Keller". Also says
    /// where the list ends.
    pub(super) fn participants(&self, first: usize, types: Types) -> (Vec<Participant>, usize) {
        self.list_from(first, types, false)
    }

    /// The name that explains a description: "the first of the ports, Musoma,", "its ally, Rana".
    pub(super) fn explained_by(&self, chunk: usize, types: Types) -> Option<(Participant, usize)> {
        let is_description = self.is(chunk, Kind::Noun)
            && self.units_of(chunk).last().is_some_and(|last| last.mention.is_none())
            && self.units_of(chunk).first().is_some_and(|first| first.class == Class::Determiner);
        let comma = self.phrase_end(chunk);
        if !is_description || !self.is(comma, Kind::Comma) || !self.is(comma + 1, Kind::Noun) {
            return None;
        }
        let ([name] | [_, name]) = self.units_of(comma + 1) else { return None };
        let is_bare = self.units_of(comma + 1).len() == 1 || self.word(comma + 1) == "the";
        let name =
            name.mention.filter(|_| is_bare).filter(|mention| mention.kind == MentionKind::Name)?;
        let ends = matches!(
            self.kind(comma + 2),
            None | Some(Kind::Comma | Kind::Stop | Kind::Preposition | Kind::Time)
        );
        let is_list = self.is(comma + 2, Kind::Comma)
            && self.is(comma + 3, Kind::Noun)
            && matches!(self.kind(comma + 4), Some(Kind::And | Kind::Comma));
        (ends && !is_list && types.has(name.entity_type))
            .then(|| (Participant::new(name, false), comma + 2))
    }

    /// The chunk after a name between commas that explains what is before the first: "his ally, X, ...".
    pub(super) fn after_name(&self, comma: usize) -> Option<usize> {
        if !self.is(comma, Kind::Comma) || !self.is(comma + 1, Kind::Noun) {
            return None;
        }
        let name = self.units_of(comma + 1).last()?.mention?;
        let is_closed = name.kind == MentionKind::Name && self.is(comma + 2, Kind::Comma);
        let is_list = matches!(self.kind(comma + 3), None | Some(Kind::And | Kind::Noun));
        (is_closed && !is_list).then_some(comma + 3)
    }

    /// Those of "between A and B", where the list cannot end before "and".
    pub(super) fn participants_between(&self, first: usize) -> (Vec<Participant>, usize) {
        self.list_from(first, Types::NAMED, true)
    }

    fn list_from(&self, first: usize, types: Types, is_sure: bool) -> (Vec<Participant>, usize) {
        let mut found: Vec<_> = self.participant(first, types).into_iter().collect();
        let mut end = self.phrase_end(first);
        let mut at = end;
        let mut pending = Vec::new();
        loop {
            let is_last =
                self.is(at, Kind::And) || (self.is(at, Kind::Comma) && self.is(at + 1, Kind::And));
            let next = if self.is(at, Kind::Comma) && self.is(at + 1, Kind::And) {
                at + 2
            } else {
                at + 1
            };
            if !(is_last || self.is(at, Kind::Comma)) || !self.is(next, Kind::Noun) {
                break;
            }
            if at == end && next == at + 2 {
                break; // a list of two has no comma
            }
            let after = self.phrase_end(next);
            if !is_sure
                && self.chunks.get(after).is_some_and(crate::shallow::chunk::Chunk::is_finite)
            {
                break; // the subject of the next clause
            }
            pending.extend(self.participant(next, types));
            at = after;
            if is_last {
                found.append(&mut pending);
                end = at;
                break;
            }
        }
        (found, end)
    }

    /// Where a noun phrase ends, with the "of" phrases that belong to it.
    pub(super) fn phrase_end(&self, chunk: usize) -> usize {
        let mut end = chunk + 1;
        let is_name = self.chunks.get(chunk).is_some_and(|_| {
            self.units_of(chunk).last().is_some_and(|last| last.mention.is_some())
        });
        while !is_name
            && self.is(end, Kind::Preposition)
            && self.word(end) == "of"
            && self.is(end + 1, Kind::Noun)
        {
            end += 2;
        }
        end
    }

    /// "Iranian officials", "the government of France", "Baluchistan province", "a group called X".
    fn through_noun(
        &self,
        chunk: usize,
        units: &[Unit],
        last: &Unit,
        types: Types,
    ) -> Option<Participant> {
        if let Some(person) = self.person_after(chunk, last) {
            return Some(person);
        }
        let agent = self.english.words.agent(&last.word);
        let found = match agent {
            Some(Agent::State | Agent::People | Agent::Member) => self
                .owner(chunk, units, speaks_for(&last.word))
                .or_else(|| self.seat(chunk))
                .or_else(|| self.seat_after(chunk)),
            Some(Agent::Asset | Agent::Vehicle) => {
                self.owner(chunk, units, &["of", "for", "at", "in", "inside", "near"])
            }
            Some(Agent::Place) => {
                place_name(units).or_else(|| self.owner_after(chunk, &["of"], Types::PLACE))
            }
            Some(Agent::Group) => self
                .named_after(chunk)
                .or_else(|| self.part_of(chunk, types))
                .or_else(|| self.seat_after(chunk)),
            Some(Agent::Quantity) => self.part_of(chunk, types),
            None if last.class == Class::Number => self.part_of(chunk, types),
            _ => None,
        };
        found.map(|found| Participant { through: found.through.or(agent), ..found })
    }

    /// "militants loyal to Redwing": Redwing's. What "forces loyal to Rana" do is not Rana's deed.
    fn loyal_to(&self, chunk: usize, units: &[Unit]) -> Option<Participant> {
        let [.., fighters, loyal] = units else { return None };
        let agent = self.english.words.agent(&fighters.word).filter(|_| loyal.word == "loyal")?;
        let whom = self.owner_after(chunk, &["to"], Types::ACTOR)?;
        (whom.entity_type == EntityType::Org)
            .then_some(Participant { through: Some(agent), ..whom })
    }

    /// "a group of Norlandic diplomats", "thousands of Norlandics".
    fn part_of(&self, chunk: usize, types: Types) -> Option<Participant> {
        let is_of = self.is(chunk + 1, Kind::Preposition) && self.word(chunk + 1) == "of";
        self.participant(chunk + 2, types).filter(|_| is_of)
    }

    /// "a newspaper based in Portia".
    fn seat_after(&self, chunk: usize) -> Option<Participant> {
        let verb = self.chunks.get(chunk + 1)?.group()?;
        let is_seat =
            self.units[verb.main].word == "based" && self.chunks[chunk + 1].units.len() == 1;
        self.seat(chunk + 1).filter(|_| is_seat)
    }

    /// "police in Portia".
    fn seat(&self, chunk: usize) -> Option<Participant> {
        let place = self.owner_after(chunk, &AMONG, Types::PLACE)?;
        Some(Participant { is_seat: true, ..place })
    }

    /// The nearest actor before the noun, else the one after it.
    fn owner(&self, chunk: usize, units: &[Unit], prepositions: &[&str]) -> Option<Participant> {
        let before = units.iter().rev().skip(1).find_map(|unit| unit.mention);
        let is_seat = units.iter().any(|unit| matches!(unit.word.as_str(), "-based" | "based"));
        match before {
            Some(_) if is_seat => None, // "the Portia-based court" is not Portia's
            Some(mention) if mention.entity_type == EntityType::Person => None,
            Some(mention) if mention.entity_type.is_actor() => {
                Some(Participant::new(mention, true))
            }
            Some(_) => None,
            None => self
                .owner_after(chunk, prepositions, Types::ACTOR)
                .filter(|found| found.entity_type != EntityType::Person),
        }
    }

    fn owner_after(
        &self,
        chunk: usize,
        prepositions: &[&str],
        types: Types,
    ) -> Option<Participant> {
        if !self.is(chunk + 1, Kind::Preposition) || !prepositions.contains(&self.word(chunk + 1)) {
            return None;
        }
        let found = self.participant(chunk + 2, types)?;
        Some(Participant { is_indirect: true, ..found })
    }

    /// "a group called X", "a party known as X".
    fn named_after(&self, chunk: usize) -> Option<Participant> {
        let units = self.units_of(chunk);
        let before = units.iter().rev().skip(1).find_map(|unit| unit.mention);
        if let Some(mention) = before.filter(|mention| mention.entity_type == EntityType::Org) {
            return Some(Participant::new(mention, false));
        }
        let verb = self.chunks.get(chunk + 1)?.group()?;
        let name = match self.units[verb.main].word.as_str() {
            "called" | "named" | "dubbed" => chunk + 2,
            "known" => chunk + 3,
            _ => return None,
        };
        let mention = self
            .chunks
            .get(name)
            .filter(|next| next.kind == Kind::Noun)
            .map(|_| self.units_of(name))?
            .last()?
            .mention?;
        Some(Participant::new(mention, false))
    }

    /// "the army's chief of staff, Gen. Bagheri": the person that a description introduces.
    fn person_after(&self, chunk: usize, last: &Unit) -> Option<Participant> {
        let is_owned = ["its", "his", "her", "their"].contains(&self.word(chunk));
        if !self.english.words.is_role(&last.word) && !is_owned {
            return None;
        }
        let end = self.role_end(chunk);
        if !self.is(end, Kind::Comma) || !self.is(end + 1, Kind::Noun) {
            return None;
        }
        let mention = self.units_of(end + 1).last()?.mention?;
        let fits = mention.entity_type == EntityType::Person
            || is_owned && mention.entity_type == EntityType::Org;
        // "expelled a diplomat, Foreign Minister Rana said": the name is who speaks.
        let speaks = self.chunks.get(end + 2).and_then(Chunk::group);
        let speaks = speaks.is_some_and(|group| self.english.control.is_report(self.lemmas(group)));
        (fits && !speaks && mention.kind == MentionKind::Name)
            .then(|| Participant::new(mention, false))
    }

    /// Where the description of a post ends: "chief of staff", "minister for trade and industry".
    pub(super) fn role_end(&self, chunk: usize) -> usize {
        let mut end = chunk + 1;
        while (self.is(end, Kind::Preposition)
            && ["of", "for", "at", "in"].contains(&self.word(end))
            || self.is(end, Kind::And))
            && self.is(end + 1, Kind::Noun)
            && end < chunk + 7
        {
            end += 2;
        }
        end
    }
}

/// Whether a noun is one person, or a body that acts for itself, not for its state.
fn is_one(english: &Words, noun: &str) -> bool {
    const OTHERS: &str = "official officer agent soldier fighter citizen civilian man woman resident student worker \
bank board team club executive";
    const SPEAKERS: &str = "spokesman spokeswoman spokesperson leadership";
    (english.is_role(noun) || is_listed(OTHERS, noun)) && !is_listed(SPEAKERS, noun)
}

/// The prepositions before whom somebody acts for: "officials of Norland", "a spokesman for Acme".
fn speaks_for(noun: &str) -> &'static [&'static str] {
    const SPEAKERS: &str =
        "spokesman spokeswoman spokesperson spokesmen representative representatives";
    if is_listed(SPEAKERS, noun) { &["of", "from", "for"] } else { &["of", "from"] }
}

/// "Baluchistan province": the name stands right before the noun.
fn place_name(units: &[Unit]) -> Option<Participant> {
    let [.., before, _] = units else { return None };
    let mention = before.mention.filter(|mention| Types::PLACE.has(mention.entity_type))?;
    Some(Participant::new(mention, false))
}
