//! Relations that verbs say: "X met Y", "X was killed by Y", "X paid a visit to Y", "A and B agreed".

use super::{
    clause::Subject,
    found::{Found, Place, confidence, each_two, pairs},
    lexicon::{Pattern, Predicate, Step, Types},
    phrase::Participant,
};
use crate::{
    document::{EntityType, MentionKind, RelationType},
    english::List,
    shallow::{
        chunk::{Clauses, Group, Kind},
        words::Class,
    },
};

/// What follows a verb, matched with a pattern.
#[derive(Clone)]
struct Match {
    objects: Vec<Participant>,
    /// The chunk after the match.
    end: usize,
    /// The chunk with the last word of the trigger.
    trigger_end: usize,
    several_subjects: bool,
}

/// Finds the relations that the sentence's verbs say.
pub(super) fn find<'a>(clauses: &Clauses<'a>) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for (at, chunk) in clauses.chunks.iter().enumerate() {
        if let Some(group) = chunk.group().filter(|group| !group.is_copula) {
            found.extend(of_verb(clauses, at, group));
        }
    }
    found
}

fn of_verb<'a>(clauses: &Clauses<'a>, verb: usize, group: Group) -> Vec<Found<'a>> {
    if super::speech::is_inverted(clauses, verb, group) {
        return Vec::new(); // "..., warned Rana": the name is who speaks
    }
    let lexicon = &clauses.english.predicates;
    let passive = clauses.is_passive(verb, group);
    let mut best: Vec<Found> = Vec::new();
    let mut best_weight = 0;
    let mut subject = None;
    for lemma in clauses.lemmas(group) {
        for predicate in lexicon.of_verb(lemma) {
            let Pattern::Verb(steps) = &predicate.pattern else { continue };
            let weight = weight(steps);
            if weight <= best_weight {
                continue;
            }
            let subject = subject.get_or_insert_with(|| {
                if passive { clauses.passive_subject(verb, 5) } else { clauses.subject(verb) }
            });
            let found = if passive {
                match_passive(clauses, verb, predicate, steps, subject)
            } else {
                match_active(clauses, verb, predicate, steps, subject)
            };
            if !found.is_empty() {
                best = found;
                best_weight = weight;
            }
        }
    }
    best
}

/// How special a pattern is: one with words of its own goes before one without.
fn weight(steps: &[Step]) -> usize {
    let weights = steps.iter().map(|step| match step {
        Step::Noun(_) | Step::Owned(_) | Step::Particle(_) | Step::Word(_) => 3,
        Step::OwnedThing(_)
        | Step::AnyNoun
        | Step::Preposition(_)
        | Step::Object
        | Step::SeveralSubjects => 1,
    });
    weights.sum()
}

fn match_active<'a>(
    clauses: &Clauses<'a>,
    verb: usize,
    predicate: &'a Predicate,
    steps: &[Step],
    subject: &Subject,
) -> Vec<Found<'a>> {
    if subject.who.is_empty() {
        return Vec::new();
    }
    let types = if predicate.is_swapped { predicate.subject } else { predicate.object };
    let Some(matched) = match_steps(clauses, verb + 1, steps, types) else { return Vec::new() };
    let place = place(clauses, verb, &matched, confidence::VERB, "verb");
    let found = if matched.several_subjects {
        let place = Place { confidence: confidence::SEVERAL, ..place };
        each_two(predicate, &subject.who, &place)
    } else {
        pairs(predicate, &subject.who, &matched.objects, &place)
    };
    let is_naming = is_naming(clauses, steps, matched.end);
    let found = found.into_iter().map(|mut relation| {
        if relation.relation == RelationType::Called && is_naming {
            relation.relation = RelationType::SaysAbout;
        }
        relation.said_as(subject)
    });
    found.collect()
}

/// "called him a bandit": what he is follows the object, and nobody telephones.
fn is_naming(clauses: &Clauses, steps: &[Step], end: usize) -> bool {
    let name = end + usize::from(clauses.is(end, Kind::Stop));
    matches!(steps, [Step::Object]) && clauses.is(name, Kind::Noun)
}

fn match_passive<'a>(
    clauses: &Clauses<'a>,
    verb: usize,
    predicate: &'a Predicate,
    steps: &[Step],
    patient: &Subject,
) -> Vec<Found<'a>> {
    let at_object = steps.iter().position(|step| matches!(step, Step::Object));
    let Some(at_object) =
        at_object.filter(|at| steps[..*at].iter().all(|step| matches!(step, Step::Particle(_))))
    else {
        return Vec::new();
    };
    let (agents, after_agents) = clauses.agent(verb);
    if agents.is_empty() || patient.who.is_empty() {
        return Vec::new();
    }
    let rest = steps.iter().enumerate().filter(|(at, _)| *at != at_object).map(|(_, step)| step);
    let Some(mut matched) = match_each(clauses, verb + 1, rest, Types::NAMED) else {
        return Vec::new();
    };
    matched.end = matched.end.max(after_agents);
    let place = place(clauses, verb, &matched, confidence::PASSIVE, "passive");
    let found = pairs(predicate, &agents, &patient.who, &place);
    found.into_iter().map(|relation| relation.said_as(patient)).collect()
}

/// Whether the chunk is a passive verb.
pub(super) fn is_passive_at(clauses: &Clauses, verb: usize) -> bool {
    clauses.chunks[verb].group().is_some_and(|group| clauses.is_passive(verb, group))
}

fn place(
    clauses: &Clauses,
    verb: usize,
    matched: &Match,
    confidence: u8,
    rule: &'static str,
) -> Place {
    let main =
        clauses.chunks[verb].group().map_or(clauses.chunks[verb].units.start, |group| group.main);
    let end = clauses.chunks[matched.trigger_end.max(verb)].units.end;
    Place { trigger: main..end.max(main + 1), chunks: verb..matched.end, confidence, rule }
}

fn match_steps(clauses: &Clauses, start: usize, steps: &[Step], objects: Types) -> Option<Match> {
    match_each(clauses, start, steps.iter(), objects)
}

fn match_each<'s>(
    clauses: &Clauses,
    start: usize,
    steps: impl Iterator<Item = &'s Step>,
    types: Types,
) -> Option<Match> {
    let steps: Vec<_> = steps.collect();
    let matched =
        Match { objects: Vec::new(), end: start, trigger_end: start - 1, several_subjects: false };
    match_rest(clauses, &steps, types, matched)
}

/// Matches the steps one after the other; of several prepositions, the first after which the rest
/// matches: "rioted at the jail in Portia".
fn match_rest(
    clauses: &Clauses,
    steps: &[&Step],
    types: Types,
    mut matched: Match,
) -> Option<Match> {
    let Some((step, rest)) = steps.split_first() else { return Some(matched) };
    if let [Step::Object, Step::Noun(nouns), rest @ ..] = steps
        && let Some(receiver) = receiver(clauses, skip_light(clauses, matched.end), nouns, types)
    {
        let at = skip_light(clauses, matched.end);
        (matched.objects, matched.end, matched.trigger_end) = (vec![receiver], at + 1, at);
        return match_rest(clauses, rest, types, matched);
    }
    let Step::Preposition(words) = step else {
        let before = matched.end;
        match_step(clauses, step, types, &mut matched)?;
        // "urged O to go": what is urged follows.
        if rest.is_empty()
            && clauses.chunks.get(before).is_some_and(|chunk| chunk.group().is_some())
        {
            matched.end = before;
        }
        return match_rest(clauses, rest, types, matched);
    };
    let mut start = matched.end;
    loop {
        let end = find_preposition(clauses, start, &|word| words.holds(word))? + 1;
        let found = match_rest(clauses, rest, types, Match { end, ..matched.clone() });
        if let Some(mut found) = found {
            if matches!(rest, [Step::Object]) {
                join_next(clauses, clauses.word(end - 1), types, &mut found);
            }
            return Some(found);
        }
        start = end + 1;
    }
}

/// "on X and on Y", "at X and then at Y": adds the object after the same preposition.
fn join_next(clauses: &Clauses, preposition: &str, types: Types, found: &mut Match) {
    const FURTHEST: usize = 4;
    let ends = found.end..found.end + FURTHEST;
    let Some(and) = ends.clone().find(|at| clauses.is(*at, Kind::And)) else { return };
    let between = (found.end..and)
        .all(|at| matches!(clauses.kind(at), Some(Kind::Preposition | Kind::Noun | Kind::Time)));
    let next = skip_light(clauses, and + 1);
    let is_same = clauses.is(next, Kind::Preposition) && clauses.word(next) == preposition;
    if between && is_same {
        let (objects, end) = clauses.participants(next + 1, types);
        found.objects.extend(objects);
        found.end = end;
    }
}

fn match_step(clauses: &Clauses, step: &Step, types: Types, matched: &mut Match) -> Option<()> {
    let at = skip_light(clauses, matched.end);
    match step {
        Step::Particle(word) => {
            (clauses.word(at) == &**word).then_some(())?;
            (matched.end, matched.trigger_end) = (at + 1, at);
        }
        Step::Noun(nouns) => {
            let noun = noun_among(clauses, at, nouns)?;
            (matched.end, matched.trigger_end) = (noun + 1, noun);
        }
        Step::Owned(nouns) => {
            let last =
                clauses.chunks.get(at).filter(|chunk| chunk.kind == Kind::Noun)?.units.end - 1;
            nouns.holds(&clauses.units[last].word).then_some(())?;
            let owner = super::nouns::owner(clauses, at);
            (matched.objects, matched.end) = if let Some(owner) = owner {
                (vec![owner], at + 1)
            } else {
                let preposition = find_preposition(clauses, at + 1, &|word| {
                    matches!(word, "by" | "from" | "of")
                })?;
                clauses.participants(preposition + 1, types)
            };
            (!matched.objects.is_empty()).then_some(())?;
            matched.trigger_end = at;
        }
        Step::OwnedThing(deeds) => {
            (matched.objects, matched.end) =
                super::nouns::owner_of_thing(clauses, at, deeds, types)?;
            matched.trigger_end = at;
        }
        Step::AnyNoun => {
            if clauses.is(at, Kind::Noun) {
                matched.end = clauses.phrase_end(at);
            }
        }
        Step::Preposition(words) => {
            matched.end = find_preposition(clauses, at, &|word| words.holds(word))? + 1;
        }
        Step::Object => {
            let (mut objects, mut end) = clauses.participants(at, types);
            if objects.is_empty() && is_share(clauses, at) {
                (objects, end) = clauses.participants(at + 2, types); // "8 % of Acme"
            }
            if objects.is_empty() {
                let person = named_to_post(clauses, at).filter(|who| types.has(who.entity_type));
                (objects, end) = (person.into_iter().collect(), at + 1);
            }
            if objects.is_empty() {
                let (name, after) = clauses.explained_by(at, types)?;
                (objects, end) = (vec![name], after);
            }
            matched.objects = objects;
            matched.end = end;
        }
        Step::SeveralSubjects => matched.several_subjects = true,
        Step::Word(word) => {
            let chunk = clauses.chunks.get(at)?;
            let main = chunk.group().map_or(chunk.units.start, |group| group.main);
            let is_word = |at: usize| *clauses.units[at].word == **word;
            (is_word(chunk.units.start) || is_word(main)).then_some(())?;
            (matched.end, matched.trigger_end) = (at + 1, matched.trigger_end);
        }
    }
    Some(())
}

/// "named Rana chief executive": the name before a post, in one phrase.
pub(super) fn named_to_post(clauses: &Clauses, at: usize) -> Option<Participant> {
    let [name, post @ .., head] = clauses.is(at, Kind::Noun).then(|| clauses.units_of(at))? else {
        return None;
    };
    let name = name.mention.filter(|name| name.entity_type == EntityType::Person)?;
    let is_post = clauses.english.words.is_role(&head.word)
        && post
            .iter()
            .chain([head])
            .all(|unit| unit.mention.is_none() && unit.class == Class::Other);
    is_post.then(|| Participant::new(name, false))
}

/// "gave Norland weapons": the name before the noun, which a shallow parse takes for one phrase.
fn receiver(clauses: &Clauses, at: usize, nouns: &List, types: Types) -> Option<Participant> {
    let [rest @ .., noun] = clauses.is(at, Kind::Noun).then(|| clauses.units_of(at))? else {
        return None;
    };
    let name = rest
        .first()?
        .mention
        .filter(|name| types.has(name.entity_type) && name.entity_type != EntityType::Norp)?;
    let is_given = noun.mention.is_none() && nouns.holds(&noun.word);
    let is_owned = rest.iter().any(|unit| unit.class == Class::Possessive);
    (is_given && !is_owned).then(|| Participant::new(name, false))
}

/// The chunk with one of some nouns: "aid", "tons of aid", "ten days of talks". A sum of money is "money".
fn noun_among(clauses: &Clauses, at: usize, nouns: &List) -> Option<usize> {
    let is_among = |at: usize| {
        let last = clauses.is(at, Kind::Noun).then(|| clauses.units_of(at).last()).flatten();
        last.is_some_and(|last| match last.mention {
            Some(mention) if mention.entity_type == EntityType::Money => nouns.holds("money"),
            // "joined forces" is an act, though forces could be actors, too.
            Some(mention) if mention.kind == MentionKind::Nominal => {
                last.word.rsplit(' ').next().is_some_and(|noun| nouns.holds(noun))
            }
            Some(_) => false,
            None => nouns.holds(&last.word),
        })
    };
    let of = if clauses.is(at, Kind::Noun) { at + 1 } else { at };
    let is_measured = clauses.is(of, Kind::Preposition) && clauses.word(of) == "of";
    [Some(at), is_measured.then_some(of + 1)].into_iter().flatten().find(|at| is_among(*at))
}

/// "8 % of" something.
fn is_share(clauses: &Clauses, at: usize) -> bool {
    let last = clauses.is(at, Kind::Noun).then(|| clauses.units_of(at).last()).flatten();
    let is_percent = last
        .and_then(|unit| unit.mention)
        .is_some_and(|mention| mention.entity_type == EntityType::Percent);
    is_percent && clauses.is(at + 1, Kind::Preposition) && clauses.word(at + 1) == "of"
}

/// Past adverbs, dates and what stands in parentheses.
fn skip_light(clauses: &Clauses, mut at: usize) -> usize {
    loop {
        at = match clauses.kind(at) {
            Some(Kind::Adverb | Kind::Time) => at + 1,
            Some(Kind::Preposition) if clauses.is(at + 1, Kind::Time) => at + 2,
            Some(Kind::Stop) => match clauses.closing_parenthesis(at) {
                Some(close) => close + 1,
                None => return at,
            },
            _ => return at,
        };
    }
}

/// The next of some prepositions, past others with their nouns.
fn find_preposition(
    clauses: &Clauses,
    start: usize,
    is_one: &dyn Fn(&str) -> bool,
) -> Option<usize> {
    let mut at = start;
    for _ in 0..4 {
        at = skip_light(clauses, at);
        match clauses.kind(at)? {
            Kind::That if is_one("that") && clauses.is(at + 1, Kind::Noun) => return Some(at),
            Kind::Preposition if is_one(clauses.word(at)) && clauses.is(at + 1, Kind::Noun) => {
                return Some(at);
            }
            Kind::Preposition if matches!(clauses.kind(at + 1), Some(Kind::Noun | Kind::Time)) => {
                at += 2;
            }
            Kind::And if clauses.is(at + 1, Kind::Noun) => at += 2,
            _ => return None,
        }
    }
    None
}

/// Matches what follows a predicative word; used by [`super::predicatives`].
pub(super) fn objects_after(
    clauses: &Clauses,
    start: usize,
    steps: &[Step],
    types: Types,
) -> Option<(Vec<Participant>, usize)> {
    let matched = match_steps(clauses, start, steps, types)?;
    (!matched.objects.is_empty()).then_some((matched.objects, matched.end))
}
