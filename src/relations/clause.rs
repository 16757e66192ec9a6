//! Whose action a verb is, and how it is said: the subject of every verb group.

use super::{
    is_listed, is_verb_of,
    lexicon::{Pattern, Step, Types},
    phrase::Participant,
};
use crate::{
    document::{EntityType, Modality, RelationType},
    shallow::{
        chunk::{Clauses, Group, Kind, Shape, Voice},
        control::Control,
    },
};

/// The subject of a verb, and what the words around it say of the fact.
#[derive(Clone, Debug, Default)]
pub(super) struct Subject {
    pub(super) who: Vec<Participant>,
    pub(super) negated: bool,
    pub(super) modality: Modality,
    pub(super) intent: Intent,
    /// The verb by which the subject's post ends, if it is one.
    pub(super) ended_by: Option<usize>,
    /// Who claims it, as in "accused by X of".
    pub(super) claimed_by: Option<Participant>,
    /// What is taken off the confidence for the way that it was found.
    pub(super) doubt: u8,
}

/// What somebody means by an act that has not happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Intent {
    #[default]
    Plain,
    /// "threatened to", "will ..., unless".
    Threat,
    /// "refused to", "failed to".
    Refusal,
}

/// How many steps from verb to verb are followed.
const DEPTH: u8 = 6;

impl Clauses<'_> {
    /// The grammatical subject of the verb group at a chunk.
    pub(super) fn subject(&self, verb: usize) -> Subject {
        self.subject_within(verb, DEPTH)
    }

    fn subject_within(&self, verb: usize, depth: u8) -> Subject {
        let Some(group) = self.chunks.get(verb).and_then(crate::shallow::chunk::Chunk::group)
        else {
            return Subject::default();
        };
        let mut subject = match depth.checked_sub(1) {
            Some(depth) => self.find_subject(verb, group, depth),
            None => Subject::default(),
        };
        subject.negated |= group.negated || self.is_of_neither(verb);
        if group.modality != Modality::Asserted {
            subject.modality = group.modality;
        }
        if subject.modality == Modality::Planned && self.has_ultimatum(verb) {
            subject.intent = Intent::Threat;
        }
        if self.is_under_condition(verb) && subject.modality == Modality::Asserted {
            subject.modality = Modality::Possible;
        }
        subject
    }

    /// "Neither Norland nor Veria has sent troops".
    fn is_of_neither(&self, verb: usize) -> bool {
        let clause = self.chunks[..verb].iter().rev();
        let mut subject = clause.take_while(|chunk| !chunk.is_finite() && chunk.kind != Kind::Stop);
        subject
            .any(|chunk| self.units[chunk.units.clone()].iter().any(|unit| unit.word == "neither"))
    }

    fn find_subject(&self, verb: usize, group: Group, depth: u8) -> Subject {
        let Some(before) = self.skip_back(verb) else { return Subject::default() };
        match self.chunks[before].kind {
            Kind::Noun if group.shape == Shape::Infinitive && self.is_headline(before) => {
                with_control(self.noun_subject(before), Control::Planned)
            }
            Kind::Noun if group.shape == Shape::Infinitive => {
                let subject = self.controlled_by_adjective(before, depth);
                if subject.who.is_empty() { self.of_purpose(verb, depth) } else { subject }
            }
            Kind::Noun if group.shape == Shape::Gerund => self.of_speech(before, depth),
            Kind::Noun => self.noun_subject(before),
            Kind::Relative | Kind::That => self.antecedent(before, depth),
            Kind::Verb(_) => self.controlled(before, group, depth),
            Kind::And | Kind::But => self.shared(before, verb, group, depth),
            Kind::Comma if group.shape == Shape::Gerund => self.participial(before, depth),
            Kind::Comma if self.closes_relative(before) => Subject::default(),
            Kind::Comma => self
                .across_report_inside(before)
                .or_else(|| self.across_insertion(before))
                .unwrap_or_else(|| self.shared(before, verb, group, depth)),
            Kind::Preposition | Kind::Subordinator if group.shape == Shape::Gerund => {
                self.claimed(before, depth)
            }
            _ => Subject::default(),
        }
    }

    /// The chunk before a verb, not counting adverbs and dates.
    fn skip_back(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        loop {
            at = at.checked_sub(1)?;
            match self.chunks[at].kind {
                Kind::Adverb => {}
                Kind::Stop if self.opening_parenthesis(at).is_some() => {
                    at = self.opening_parenthesis(at)?;
                }
                Kind::Time => {
                    if at > 0 && self.is(at - 1, Kind::Preposition) {
                        at -= 1;
                    }
                }
                _ => return Some(at),
            }
        }
    }

    /// The end of what a parenthesis opens, if it is short: "the Redwing Front (RF)".
    pub(super) fn closing_parenthesis(&self, open: usize) -> Option<usize> {
        const FURTHEST: usize = 5;
        let close = (open + 1..=open + FURTHEST).find(|at| self.word(*at) == ")")?;
        (self.word(open) == "(").then_some(close)
    }

    fn opening_parenthesis(&self, close: usize) -> Option<usize> {
        const FURTHEST: usize = 5;
        let open =
            (close.saturating_sub(FURTHEST)..close).rev().find(|at| self.word(*at) == "(")?;
        (self.word(close) == ")").then_some(open)
    }

    /// The subject whose noun phrase ends at a chunk: its head, and the names joined to it.
    fn noun_subject(&self, last: usize) -> Subject {
        let Some(head) = self.head(last) else { return Subject::default() };
        let first = self.list_start(head);
        let who = if first < head {
            let (found, _) = self.list(first, head);
            found
        } else {
            self.participant(head, Types::NAMED).into_iter().collect()
        };
        Subject { who, ..Subject::default() }
    }

    /// "X to buy Y": the first phrase of a sentence without a finite verb.
    fn is_headline(&self, subject: usize) -> bool {
        let opens = self.head(subject).is_some_and(|head| self.list_start(head) == 0);
        opens && !self.chunks.iter().any(crate::shallow::chunk::Chunk::is_finite)
    }

    /// The head of a phrase that ends at a chunk: "officials" in "officials in the capital".
    fn head(&self, last: usize) -> Option<usize> {
        // "senator from Norland Rana": the name after the post's place is the head.
        if let [.., place, name] = self.units_of(last)
            && place.mention.is_some()
            && name.mention.is_some_and(|name| name.entity_type == EntityType::Person)
        {
            return Some(last);
        }
        let mut at = last;
        for _ in 0..4 {
            if at == 0 || !self.is(at - 1, Kind::Preposition) {
                return Some(at);
            }
            let mut before = at.checked_sub(2)?;
            // "along with": two prepositions
            if self.is(before, Kind::Preposition) {
                before = before.checked_sub(1)?;
            }
            at = match self.chunks[before].kind {
                Kind::Noun => before,
                // "rebels backed by Iran", "rebels fighting in Iran": the participle belongs to the
                // noun before it.
                Kind::Verb(group)
                    if group.voice != Voice::Active || group.shape == Shape::Gerund =>
                {
                    before.checked_sub(1).filter(|at| self.is(*at, Kind::Noun))?
                }
                _ => return None,
            };
        }
        None
    }

    /// Where a list of names that ends at a chunk begins. The chunk itself unless it is sure.
    fn list_start(&self, last: usize) -> usize {
        let mut first = match last.checked_sub(2) {
            // "Norland, Veria sign deal": a headline
            Some(0)
                if self.is(1, Kind::Comma)
                    && self.is(0, Kind::Noun)
                    && self.is_bare_infinitive(last + 1) =>
            {
                return 0;
            }
            Some(before) if self.is(last - 1, Kind::And) && self.is(before, Kind::Noun) => before,
            _ => return last,
        };
        while first >= 2 && self.is(first - 1, Kind::Comma) && self.is(first - 2, Kind::Noun) {
            first -= 2;
        }
        let is_clear = match first.checked_sub(1).map(|before| self.chunks[before].kind) {
            None
            | Some(
                Kind::Stop | Kind::Subordinator | Kind::That | Kind::Comma | Kind::But | Kind::Time,
            ) => true,
            Some(Kind::Verb(group)) => self.english.control.is_report(self.lemmas(group)),
            _ => false,
        };
        if is_clear { first } else { last }
    }

    fn list(&self, first: usize, last: usize) -> (Vec<Participant>, usize) {
        let places = (first..=last).filter(|chunk| self.is(*chunk, Kind::Noun));
        (places.filter_map(|chunk| self.participant(chunk, Types::NAMED)).collect(), last + 1)
    }

    /// Whom "who", "which" or "that" stands for.
    fn antecedent(&self, relative: usize, depth: u8) -> Subject {
        let Some(mut before) = relative.checked_sub(1) else { return Subject::default() };
        if self.is(before, Kind::Comma) && before > 0 {
            before -= 1;
        }
        let types = if self.word(relative) == "who" { Types::ACTOR } else { Types::NAMED };
        // "the attacks in Portia, which killed ...": what happens is no actor, nor is its place. Who is
        // blamed for it has done it, if the blame is right.
        if let Some(event) = self.event_of(before).filter(|_| self.word(relative) != "who") {
            let preposition = event.checked_sub(1).filter(|at| self.is(*at, Kind::Preposition));
            return preposition.map_or_else(Subject::default, |at| self.claimed(at, depth));
        }
        let mut who = self.person_described(before).filter(|_| self.word(relative) == "who");
        for _ in 0..3 {
            if who.is_some() {
                break;
            }
            who = self.participant(before, types).or_else(|| self.described_by(before, types));
            let inside = before >= 2
                && self.is(before - 1, Kind::Preposition)
                && self.is(before - 2, Kind::Noun);
            if !inside {
                break;
            }
            before -= 2;
        }
        Subject { who: who.into_iter().collect(), doubt: 5, ..Subject::default() }
    }

    /// "Rana, Acme's chairman, who": the person before the comma, not the owner.
    fn person_described(&self, noun: usize) -> Option<Participant> {
        let comma = noun.checked_sub(1).filter(|comma| self.is(*comma, Kind::Comma))?;
        let is_post = self.is(noun, Kind::Noun)
            && self
                .units_of(noun)
                .last()
                .is_some_and(|last| self.english.words.is_role(&last.word));
        let person = self.participant(comma.checked_sub(1)?, Types::PERSON)?;
        (is_post && !person.is_indirect).then_some(person)
    }

    /// The event that a noun phrase ends with, or whose place or victim it is: "the attacks in Portia".
    fn event_of(&self, mut noun: usize) -> Option<usize> {
        for _ in 0..3 {
            if self.is(noun, Kind::Noun) && self.is_event(noun) {
                return Some(noun);
            }
            noun = noun.checked_sub(2).filter(|_| self.is(noun - 1, Kind::Preposition))?;
        }
        None
    }

    fn is_event(&self, noun: usize) -> bool {
        const ACCIDENTS: &str = "blast blasts explosion explosions bomb bombs fire fires flood floods storm storms \
earthquake earthquakes quake crash crashes accident accidents disaster incident incidents violence shooting";
        self.units_of(noun).last().is_some_and(|last| {
            last.mention.is_none()
                && (self.english.predicates.of_noun(&last.word).next().is_some()
                    || is_listed(ACCIDENTS, &last.word))
        })
    }

    /// "X agreed to meet Y", "X denied attacking Y": the subject of the verb before.
    fn controlled(&self, before: usize, group: Group, depth: u8) -> Subject {
        let Kind::Verb(leader) = self.chunks[before].kind else { return Subject::default() };
        if group.shape == Shape::Finite {
            return self.across_report(before, leader);
        }
        match self.english.control.of(self.lemmas(leader)) {
            Some(Control::Duty) if !super::endings::is_had(self, before) => Subject::default(),
            Some(control) => with_control(self.subject_within(before, depth), control),
            None => Subject::default(),
        }
    }

    /// "X, which Rana says is armed by Y": what "which" stands for, as no more than Rana's claim.
    fn across_report(&self, verb: usize, leader: Group) -> Subject {
        let speaker =
            verb.checked_sub(1).filter(|_| self.english.control.is_report(self.lemmas(leader)));
        let relative = speaker.and_then(|speaker| speaker.checked_sub(1));
        let Some(relative) = relative.filter(|at| self.is(*at, Kind::Relative)) else {
            return Subject::default();
        };
        let claimed_by = self.participant(relative + 1, Types::ACTOR);
        Subject { modality: Modality::Alleged, claimed_by, ..self.antecedent(relative, 1) }
    }

    /// "X marched to demand Y's release": what is done by doing something else.
    fn of_purpose(&self, verb: usize, depth: u8) -> Subject {
        // Who urges another to support Y supports Y; but to press Y is then the other's task.
        const ALSO_BY_URGING: &str = "denounce condemn support back oppose";
        const BY_DOING: &str = "demand protest press urge commemorate mourn";
        let is_among = |list: &str| {
            self.chunks[verb].group().is_some_and(|group| is_verb_of(self, group, list))
        };
        let by_urging = is_among(ALSO_BY_URGING);
        let is_done = by_urging || is_among(BY_DOING);
        let start = verb.saturating_sub(12);
        let leader = (start..verb).rev().find(|at| self.chunks[*at].group().is_some());
        let leader = leader.filter(|at| {
            is_done && self.chunks[*at].is_finite() && (by_urging || !self.is_urging(*at))
        });
        let mut subject = leader.map_or_else(Subject::default, |at| self.subject_within(at, depth));
        subject.doubt += 15;
        subject
    }

    /// Whether a verb tells somebody what to do.
    fn is_urging(&self, verb: usize) -> bool {
        let group = self.chunks[verb].group();
        let lemmas = group.map_or(&[][..], |group| self.lemmas(group));
        let mut predicates = lemmas.iter().flat_map(|lemma| self.english.predicates.of_verb(lemma));
        predicates.any(|predicate| predicate.relation == RelationType::DemandsOf)
    }

    /// "X issued a declaration demanding that Y ...": the words speak for who uttered them.
    fn of_speech(&self, noun: usize, depth: u8) -> Subject {
        const UTTERANCES: &str = "declaration statement letter resolution message speech petition communique communiqué appeal \
note decree law ruling order editorial report article";
        let is_utterance = self
            .units_of(noun)
            .last()
            .is_some_and(|last| last.mention.is_none() && is_listed(UTTERANCES, &last.word));
        let uttered = noun.checked_sub(1).filter(|at| is_utterance && self.chunks[*at].is_finite());
        let mut subject =
            uttered.map_or_else(Subject::default, |at| self.subject_within(at, depth));
        subject.doubt += 10;
        subject
    }

    /// "X is ready to meet Y".
    fn controlled_by_adjective(&self, noun: usize, depth: u8) -> Subject {
        let units = self.units_of(noun);
        let copula = noun
            .checked_sub(1)
            .filter(|at| self.chunks[*at].group().is_some_and(|group| group.is_copula));
        match (
            copula,
            units,
            self.english.control.of_word(units.last().map_or("", |unit| &unit.word)),
        ) {
            (Some(copula), [_], Some(control)) => {
                with_control(self.subject_within(copula, depth), control)
            }
            _ => Subject::default(),
        }
    }

    /// "X visited A and met B": the second verb has the subject of the first.
    fn shared(&self, joint: usize, verb: usize, group: Group, depth: u8) -> Subject {
        let start = joint.saturating_sub(14);
        let same_shape = |other: &Group| match group.shape {
            Shape::Finite => other.shape == Shape::Finite || self.is_bare_infinitive(verb),
            shape => other.shape == shape,
        };
        for at in (start..joint).rev() {
            match self.chunks[at].kind {
                // "a group known as X": part of a noun phrase
                Kind::Verb(other)
                    if other.voice == Voice::Passive && self.chunks[at].units.len() == 1 => {}
                Kind::Verb(other) if same_shape(&other) => {
                    let mut subject = self.subject_within(at, depth);
                    subject.doubt += 5;
                    return subject;
                }
                // "a group known as X"
                Kind::Subordinator if self.word(at) == "as" && !self.opens_clause(at) => {}
                Kind::Stop | Kind::That | Kind::Subordinator => break,
                _ => {}
            }
        }
        Subject::default()
    }

    /// Whether a noun with its verb follows a conjunction.
    fn opens_clause(&self, conjunction: usize) -> bool {
        self.is(conjunction + 1, Kind::Noun)
            && self.chunks.get(conjunction + 2).is_some_and(crate::shallow::chunk::Chunk::is_finite)
    }

    /// Whether a verb has the base form: "to visit A and meet B".
    fn is_bare_infinitive(&self, verb: usize) -> bool {
        let Some(group) = self.chunks.get(verb).and_then(crate::shallow::chunk::Chunk::group)
        else {
            return false;
        };
        let word = &self.units[group.main].word;
        self.chunks[verb].units.len() == 1 && self.lemmas(group).contains(word)
    }

    /// "X attacked the town, killing Y".
    fn participial(&self, comma: usize, depth: u8) -> Subject {
        let start = comma.saturating_sub(12);
        let leader = (start..comma).rev().find(|at| self.chunks[*at].is_finite());
        let mut subject = leader.map_or_else(Subject::default, |at| self.subject_within(at, depth));
        subject.doubt += 15;
        subject
    }

    /// "X, which had, despite the UN, threatened Y, attacked Z": a relative clause with commas of its own, whose end
    /// is not sure.
    fn closes_relative(&self, close: usize) -> bool {
        let start = close.saturating_sub(20);
        let Some(open) = (start..close).rev().find(|at| self.is(*at, Kind::Comma)) else {
            return false;
        };
        let opens_noun = self.is(open + 1, Kind::Noun) || self.is(open + 1, Kind::Relative);
        let relative = (start..open).rev().find(|at| {
            self.is(*at, Kind::Relative) || matches!(self.kind(*at), Some(Kind::Stop | Kind::That))
        });
        let is_open = relative.is_some_and(|at| {
            self.is(at, Kind::Relative) && at > 0 && self.is(at - 1, Kind::Comma)
        });
        is_open && !opens_noun
    }

    /// "X, Y told reporters, will attack Z": the one before the words that say who says so.
    fn across_report_inside(&self, close: usize) -> Option<Subject> {
        let start = close.saturating_sub(10);
        let open = (start..close).rev().find(|at| self.is(*at, Kind::Comma))?;
        let before = open.checked_sub(1).filter(|at| self.is(*at, Kind::Noun))?;
        let verb = (open + 2..close).find(|at| self.chunks[*at].group().is_some())?;
        let group = self.chunks[verb].group()?;
        let is_report = self.is(open + 1, Kind::Noun)
            && group.shape == Shape::Finite
            && self.english.control.is_report(self.lemmas(group));
        let has_verb = self.chunks[start.saturating_sub(12)..before]
            .iter()
            .any(crate::shallow::chunk::Chunk::is_finite);
        // "Norland attacked Veria, Rana said, and": what was said is whole.
        if !is_report || has_verb {
            return None;
        }
        let claimed_by = self.participant(open + 1, Types::ACTOR);
        Some(Subject { claimed_by, doubt: 5, ..self.noun_subject(before) })
    }

    /// "X, the army chief, met Y": the name before the insertion.
    pub(super) fn across_insertion(&self, close: usize) -> Option<Subject> {
        let start = close.saturating_sub(14);
        let open = (start..close).rev().find(|at| self.is(*at, Kind::Comma))?;
        let before = open.checked_sub(1)?;
        let inserted = &self.chunks[open + 1..close];
        let first = inserted.first()?;
        let is_insertion = match first.kind {
            Kind::Relative => true,
            Kind::Noun | Kind::Time => {
                let of_relative = inserted.iter().enumerate().position(|(at, chunk)| {
                    chunk.kind == Kind::Relative
                        || chunk.kind == Kind::That && at > 0 && inserted[at - 1].kind == Kind::Noun
                });
                !inserted[..of_relative.unwrap_or(inserted.len())]
                    .iter()
                    .any(crate::shallow::chunk::Chunk::is_finite)
                    && !inserted.iter().any(|chunk| chunk.kind == Kind::And && inserted.len() < 4)
            }
            Kind::Verb(group) => group.shape == Shape::Gerund || group.voice != Voice::Active,
            Kind::Preposition | Kind::Subordinator => inserted.len() <= 6,
            _ => false,
        };
        if !is_insertion || !self.is(before, Kind::Noun) {
            return None;
        }
        let mut subject = self.noun_subject(before);
        if subject.who.is_empty() && first.kind == Kind::Noun {
            // "Norland's president, Rana Keller, met Y"
            subject.who.extend(self.participant(open + 1, Types::PERSON));
        }
        subject.doubt += 5;
        Some(subject)
    }

    /// "accused X of sheltering Y": a claim about the object of the verb before.
    fn claimed(&self, preposition: usize, depth: u8) -> Subject {
        let start = preposition.saturating_sub(7);
        for at in (start..preposition).rev() {
            let Kind::Verb(group) = self.chunks[at].kind else { continue };
            let lexicon = &self.english.predicates;
            let is_claim = self
                .lemmas(group)
                .iter()
                .any(|lemma| lexicon.of_verb(lemma).any(|predicate| predicate.qualifiers.embed));
            if !is_claim {
                return Subject::default();
            }
            let (accused, claimant) = if self.is_passive(at, group) {
                (self.passive_subject(at, depth), self.agent(at).0)
            } else {
                let object = self.participants(at + 1, Types::ACTOR).0;
                let claimant = self.subject_within(at, depth);
                (Subject { who: object, ..Subject::default() }, claimant.who)
            };
            return Subject {
                modality: Modality::Alleged,
                claimed_by: claimant.first().copied(),
                doubt: 5,
                negated: false,
                ..accused
            };
        }
        Subject::default()
    }

    /// Whether a verb group is passive here: "founded" is when "by" follows.
    pub(super) fn is_passive(&self, verb: usize, group: Group) -> bool {
        match group.voice {
            Voice::Passive => true,
            Voice::Active => false,
            Voice::Either => self.by_phrase(verb).is_some() || self.continues_passive(verb),
        }
    }

    /// "was arrested and extradited to Veria": the second participle of a passive, with no object.
    fn continues_passive(&self, verb: usize) -> bool {
        let and = self.skip_back(verb).filter(|at| self.is(*at, Kind::And));
        let before = and.and_then(|and| (0..and).rev().find_map(|at| self.chunks[at].group()));
        let takes_object = self.chunks[verb].group().is_some_and(|group| {
            let lemmas = self.lemmas(group).iter();
            let mut predicates = lemmas.flat_map(|lemma| self.english.predicates.of_verb(lemma));
            predicates.any(|predicate| {
                matches!(&predicate.pattern, Pattern::Verb(steps) if matches!(steps[..], [Step::Object, ..]))
            })
        });
        before.is_some_and(|group| group.voice == Voice::Passive)
            && takes_object
            && !self.is(verb + 1, Kind::Noun)
    }

    /// The subject of a passive verb: also of "Acme, founded by X" and "Acme founded by X".
    pub(super) fn passive_subject(&self, verb: usize, depth: u8) -> Subject {
        let Some(group) = self.chunks[verb].group() else { return Subject::default() };
        let is_reduced = self.chunks[verb].units.len() == 1;
        match verb.checked_sub(1) {
            Some(before) if is_reduced && self.is(before, Kind::Comma) && before > 0 => {
                let mut subject = self.nearest(before - 1);
                subject.negated = group.negated;
                subject
            }
            Some(before) if is_reduced && self.is(before, Kind::Noun) => self.nearest(before),
            // "Rana (born in Portia)"
            Some(before) if is_reduced && self.word(before) == "(" && before > 0 => {
                self.nearest(before - 1)
            }
            // "Born in Portia, Norland, Rana studied ..."
            None if is_reduced => {
                let commas = (1..self.chunks.len().min(12)).filter(|at| self.is(*at, Kind::Comma));
                let mut subjects = commas.map(|comma| self.nearest(comma + 1));
                let is_place = |who: &Participant| who.entity_type.is_place();
                let somebody = |subject: &Subject| !subject.who.iter().all(is_place);
                subjects.find(somebody).unwrap_or_default()
            }
            _ => self.subject_within(verb, depth.max(1)),
        }
    }

    /// "Acme, a company": the name that a phrase with an article describes.
    fn described_by(&self, noun: usize, types: Types) -> Option<Participant> {
        let opens = self.is(noun, Kind::Noun)
            && ["a", "an", "the"].contains(&self.word(noun))
            && self.units_of(noun).last().is_some_and(|last| last.mention.is_none());
        let before = noun.checked_sub(1).filter(|_| opens)?;
        // "Acme is a company"
        if self.chunks[before].group().is_some_and(|group| group.is_copula) {
            let subject = self.subject(before);
            let sure = subject.who.first().filter(|_| !subject.negated).copied();
            return sure.filter(|who| types.has(who.entity_type) && !who.is_indirect);
        }
        let name = before.checked_sub(1).filter(|_| self.is(before, Kind::Comma))?;
        self.participant(name, types).filter(|who| !who.is_indirect && !who.is_anaphoric)
    }

    fn nearest(&self, noun: usize) -> Subject {
        let who =
            self.participant(noun, Types::NAMED).or_else(|| self.described_by(noun, Types::NAMED));
        Subject { who: who.into_iter().collect(), doubt: 5, ..Subject::default() }
    }

    /// Who did what a passive verb says, the names after "by", and the chunk after them.
    pub(super) fn agent(&self, verb: usize) -> (Vec<Participant>, usize) {
        match self.by_phrase(verb) {
            Some(noun) => self.participants(noun, Types::NAMED),
            None => (Vec::new(), verb + 1),
        }
    }

    /// The noun phrase after "by", past dates, places and adverbs.
    fn by_phrase(&self, verb: usize) -> Option<usize> {
        let mut at = verb + 1;
        for _ in 0..4 {
            match self.kind(at)? {
                Kind::Preposition if self.word(at) == "by" => {
                    return self.is(at + 1, Kind::Noun).then_some(at + 1);
                }
                Kind::Preposition if matches!(self.kind(at + 1), Some(Kind::Noun | Kind::Time)) => {
                    at += 2;
                }
                Kind::Adverb | Kind::Time => at += 1,
                _ => return None,
            }
        }
        None
    }

    /// "will ..., unless".
    fn has_ultimatum(&self, verb: usize) -> bool {
        (verb + 1..self.chunks.len())
            .take_while(|at| !self.is(*at, Kind::Stop))
            .any(|at| self.is(at, Kind::Subordinator) && self.word(at) == "unless")
    }

    /// Whether "if" or "whether" opens the verb's clause.
    fn is_under_condition(&self, verb: usize) -> bool {
        let start = verb.saturating_sub(8);
        for at in (start..verb).rev() {
            match self.chunks[at].kind {
                Kind::Subordinator => return ["if", "whether", "unless"].contains(&self.word(at)),
                Kind::Comma | Kind::Stop | Kind::Relative | Kind::That | Kind::Verb(_) => {
                    return false;
                }
                _ => {}
            }
        }
        false
    }
}

fn with_control(mut subject: Subject, control: Control) -> Subject {
    match control {
        Control::Planned => subject.modality = Modality::Planned,
        Control::Threat => {
            subject.modality = Modality::Planned;
            subject.intent = Intent::Threat;
        }
        Control::Possible => subject.modality = Modality::Possible,
        Control::Negated => {
            subject.negated = !subject.negated;
            subject.intent = if subject.negated { Intent::Refusal } else { Intent::Plain };
        }
        Control::Fact | Control::Duty => {}
    }
    subject
}
