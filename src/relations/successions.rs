//! Who comes and who goes: "joined Acme as chief executive", "returned to lead the company as its chairman",
//! "..., replacing Costa", "Governor Rana was re-elected in Norland".

use super::{
    at_nouns,
    clause::Subject,
    endings,
    found::{Found, Place, confidence},
    is_listed, is_verb_of,
    lexicon::Types,
};
use crate::{
    document::{EntityType, Modality, RelationType},
    shallow::{
        chunk::{Chunk, Clauses, Kind, Shape, Unit},
        words::Class,
    },
};

/// Finds the posts that somebody takes or leaves with a body that the verb before "as" names.
pub(super) fn find<'a>(clauses: &Clauses<'a>) -> Vec<Found<'a>> {
    let mut found = at_nouns(clauses, of_post);
    found.extend((0..clauses.chunks.len()).filter_map(|at| of_election(clauses, at)));
    found
}

/// "Republican Governor Rana has been re-elected in Norland": the office in the title is that of the place.
fn of_election<'a>(clauses: &Clauses<'a>, verb: usize) -> Option<Found<'a>> {
    const OFFICES: &str =
        "governor mayor president senator congressman congresswoman premier sheriff chancellor mp";
    let group = clauses.chunks[verb].group()?;
    let is_elected = clauses.units[group.main].word.ends_with("elected");
    if !is_elected || !clauses.is_passive(verb, group) {
        return None;
    }
    let subject = clauses.passive_subject(verb, 5);
    let is_fact = !subject.negated && subject.modality == Modality::Asserted;
    let who =
        *subject.who.first().filter(|who| is_fact && !who.is_anaphoric && !who.is_indirect)?;
    let is_title = |at: &usize| {
        let last = clauses.units_of(*at).last().and_then(|unit| unit.mention);
        last.is_some_and(|last| last.id == who.mention)
    };
    let title = (0..verb).rev().find(is_title)?;
    let is_office = |unit: &Unit| unit.mention.is_none() && is_listed(OFFICES, &unit.word);
    let office = clauses.units_of(title).iter().rposition(is_office)?;
    let office = clauses.chunks[title].units.start + office;
    let is_in = clauses.is(verb + 1, Kind::Preposition) && clauses.word(verb + 1) == "in";
    let seat = clauses.participant(verb + 2, Types::PLACE).filter(|seat| {
        is_in && seat.entity_type == EntityType::Gpe && !seat.is_indirect && !seat.is_anaphoric
    })?;
    let place = Place {
        trigger: office..office + 1,
        chunks: title..verb + 3,
        confidence: confidence::POST,
        rule: "title",
    };
    let mut found = Found::new(RelationType::HoldsPost, who, seat, place).said_as(&subject);
    found.role = Some(office..office + 1);
    Some(found)
}

/// "left Acme as chairman": the post is with what the verb is about.
fn of_post<'a>(clauses: &Clauses<'a>, at: usize) -> Vec<Found<'a>> {
    const FURTHEST: usize = 7;
    const TAKEN: &str = "join rejoin lead head run";
    const LEFT: &str = "leave quit exit";
    let Some(before) = at.checked_sub(1).filter(|before| clauses.word(*before) == "as") else {
        return Vec::new();
    };
    let units = clauses.units_of(at);
    let is_role = |word: &str| clauses.english.words.is_role(word);
    let names_post = units.last().is_some_and(|last| is_role(&last.word))
        && units.iter().all(|unit| unit.mention.is_none());
    let goes_on = clauses.is(at + 1, Kind::Preposition)
        && ["of", "for", "at"].contains(&clauses.word(at + 1));
    let near = before.saturating_sub(FURTHEST)..before;
    let verb = near.rev().find(|at| clauses.chunks[*at].group().is_some());
    let (Some(verb), true) = (verb, names_post && !goes_on) else { return Vec::new() };
    let Some(group) = clauses.chunks[verb].group() else { return Vec::new() };
    let is_left = is_verb_of(clauses, group, LEFT);
    if !is_left && !is_verb_of(clauses, group, TAKEN) || clauses.is_passive(verb, group) {
        return Vec::new();
    }
    let body = clauses.participant(verb + 1, Types::NAMED);
    let Some(body) = body.filter(|body| body.entity_type == EntityType::Org) else {
        return Vec::new();
    };
    let subject = taker(clauses, verb);
    let subject = if is_left { endings::as_ended(clauses, verb, subject) } else { subject };
    let start = clauses.chunks[at].units.start;
    let article = units.iter().take_while(|unit| unit.class == Class::Determiner).count();
    let role = start + article..clauses.chunks[at].units.end;
    let holders = subject.who.iter().filter(|who| who.entity_type == EntityType::Person).take(1);
    let found = holders.map(|who| {
        let place = Place {
            trigger: role.clone(),
            chunks: verb..at + 1,
            confidence: confidence::POST,
            rule: if is_left { endings::RULE } else { "description" },
        };
        let mut found = Found::new(RelationType::HoldsPost, *who, body, place).said_as(&subject);
        found.role = Some(role.clone());
        found
    });
    found.collect()
}

/// Who takes or leaves the post; in "returned to lead Acme" he does, and does not only mean to.
fn taker(clauses: &Clauses, verb: usize) -> Subject {
    let subject = clauses.subject(verb);
    let before = verb.checked_sub(1).filter(|_| subject.who.is_empty());
    let came = before.and_then(|before| clauses.chunks[before].group());
    match before.zip(came) {
        Some((before, came)) if is_verb_of(clauses, came, "return come") => clauses.subject(before),
        _ => subject,
    }
}

/// "was named chairman of Acme, replacing Costa": who held each of these posts before.
pub(super) fn predecessors<'a>(clauses: &Clauses<'a>, posts: &[Found<'a>]) -> Vec<Found<'a>> {
    let posts = posts.iter().filter(|post| {
        post.relation == RelationType::HoldsPost && !post.negated && post.ended_by.is_none()
    });
    posts.filter_map(|post| predecessor(clauses, post)).collect()
}

fn predecessor<'a>(clauses: &Clauses<'a>, post: &Found<'a>) -> Option<Found<'a>> {
    const FURTHEST: usize = 6;
    let ends = post.chunks.end..(post.chunks.end + FURTHEST).min(clauses.chunks.len());
    let is_border = |at: &usize| {
        clauses.chunks[*at].is_finite()
            || matches!(clauses.kind(*at), Some(Kind::Stop | Kind::Relative))
    };
    let verb = ends.take_while(|at| !is_border(at)).find(|at| {
        let group = clauses.chunks.get(*at).and_then(Chunk::group);
        group.is_some_and(|group| {
            group.shape == Shape::Gerund && is_verb_of(clauses, group, "replace succeed")
        })
    })?;
    let before = clauses.participant(verb + 1, Types::PERSON)?;
    if before.is_indirect || before.mention == post.subject.mention {
        return None;
    }
    let place = Place {
        trigger: clauses.chunks[verb].units.clone(),
        chunks: verb..verb + 2,
        confidence: confidence::POST,
        rule: endings::RULE,
    };
    let mut found = Found::new(RelationType::HoldsPost, before, post.object, place);
    (found.past, found.modality, found.ended_by) = (true, post.modality, Some(verb));
    Some(found)
}
