//! What is over, has not begun, or was called off: "former", "stepped down as", "was the head of",
//! "president-elect", "lifted its embargo against". The words are data: `relations/endings.txt`.

use super::{
    clause::Subject, found::Found, is_listed, predicatives::first_description, speech::Report,
};
use crate::{
    document::{Document, Modality, QualifierKind, Relation, RelationType},
    english::{Files, List},
    order::sort_by,
    shallow::{
        chunk::{Chunk, Clauses, Group, Kind, Shape, Unit},
        inflect::Forms,
        words::Class,
    },
    text::Lower,
};

/// The lists.
#[derive(Debug)]
pub(crate) struct EndingWords {
    former: List,
    lasting: List,
    coming: List,
    leave: List,
    remove: List,
    propose: List,
    state: List,
    once: List,
    end: List,
    cancel: List,
    collapse: List,
    resign: List,
    end_noun: List,
    time_noun: List,
}

impl EndingWords {
    pub(crate) fn read(files: &Files) -> Self {
        let list = |name| files.list("endings", name);
        Self {
            former: list("former"),
            lasting: list("lasting"),
            coming: list("coming"),
            leave: list("leave"),
            remove: list("remove"),
            propose: list("propose"),
            state: list("state"),
            once: list("once"),
            end: list("end"),
            cancel: list("cancel"),
            collapse: list("collapse"),
            resign: list("resign"),
            end_noun: list("end noun"),
            time_noun: list("time noun"),
        }
    }
}

/// The name of the rule that finds posts by the verb that ends them.
pub(super) const RULE: &str = "end of a post";

/// Where a word before a post or its body says that it is one of the past: "former Norland governor Rana". In
/// "the late president's spokesman" the president is late.
pub(super) fn first_of_past(clauses: &Clauses, before: &[Unit]) -> Option<usize> {
    let owned = before.iter().rposition(|unit| unit.class == Class::Possessive);
    let owned = owned.map_or(0, |possessive| possessive + 1);
    let EndingWords { former, lasting, .. } = &clauses.english.endings;
    let goes_on = before.iter().any(|unit| lasting.holds(&unit.word));
    let is_past = |at: &usize| {
        let unit = &before[*at];
        // "one-time" is three words.
        let hyphened = match &before[*at..] {
            [one, hyphen, time, ..] if hyphen.word == "-" => format!("{}-{}", one.word, time.word),
            _ => String::new(),
        };
        let is_former = former.holds(&unit.word) || former.holds(&hyphened);
        unit.mention.is_none() && is_former && !(goes_on && unit.word == "exiled")
    };
    (owned..before.len()).find(is_past)
}

/// Whether words say that what they tell was so: "formerly the president of".
pub(super) fn is_once(clauses: &Clauses, words: &[Unit]) -> bool {
    words.iter().any(|unit| clauses.english.endings.once.holds(&unit.word))
}

/// Whether a post is one of a time that is told of: "in her time as governor", not "for the first time as governor".
pub(super) fn is_of_time(clauses: &Clauses, post: usize) -> bool {
    let time = post.checked_sub(2).filter(|time| clauses.is(*time, Kind::Noun));
    match time.filter(|_| clauses.word(post - 1) == "as").map(|time| clauses.units_of(time)) {
        Some([owner, .., noun]) => {
            let is_owned = owner.class == Class::Possessive
                || is_listed("his her their its my our", &owner.word);
            is_owned && clauses.english.endings.time_noun.holds(&noun.word)
        }
        _ => false,
    }
}

/// Whether words around a post say that its holder has yet to take it: "president-elect".
pub(super) fn is_coming(clauses: &Clauses, units: &[Unit]) -> bool {
    let owned = units.iter().rposition(|unit| unit.class == Class::Possessive);
    units[owned.map_or(0, |possessive| possessive + 1)..]
        .iter()
        .any(|unit| unit.mention.is_none() && clauses.english.endings.coming.holds(&unit.word))
}

/// Whether a verb is one by which its subject gives up a post.
pub(super) fn is_leaving(clauses: &Clauses, verb: usize) -> bool {
    is_among(clauses, verb, &clauses.english.endings.leave)
}

/// Whether a verb is one by which its object loses a post.
pub(super) fn is_removing(clauses: &Clauses, verb: usize) -> bool {
    is_among(clauses, verb, &clauses.english.endings.remove)
}

/// Whether a verb gives a post that somebody must still confirm.
pub(super) fn is_proposing(clauses: &Clauses, verb: usize) -> bool {
    is_among(clauses, verb, &clauses.english.endings.propose)
}

/// A post as the verb leaves it that ends it: over when it has happened, about to be when it is meant to
/// happen, and held as before when it does not or may not.
pub(super) fn as_ended(clauses: &Clauses, verb: usize, subject: Subject) -> Subject {
    let group = clauses.chunks[verb].group();
    let is_infinitive = group.is_some_and(|group| group.shape == Shape::Infinitive);
    let is_ahead = subject.modality == Modality::Planned || is_under_way(clauses, verb);
    let goes_on = subject.negated || subject.modality == Modality::Possible;
    let modality = match subject.modality {
        _ if goes_on => Modality::Asserted,
        Modality::Asserted if is_ahead || is_infinitive && subject.who.is_empty() => {
            Modality::Planned
        }
        modality => modality,
    };
    let ended_by = (!goes_on).then_some(verb);
    Subject { negated: false, modality, ended_by, ..subject }
}

/// "is stepping down", "is to step down".
fn is_under_way(clauses: &Clauses, verb: usize) -> bool {
    let Some(group) = clauses.chunks[verb].group() else { return false };
    let forms = clauses.english.words.forms(&clauses.units[group.main].word);
    forms.has(Forms::GERUND) && tense(clauses, verb) == Some(Tense::Present)
}

/// Whether a verb is in a list, alone or with the particle behind it: "call off".
fn is_among(clauses: &Clauses, verb: usize, list: &List) -> bool {
    let Some(group) = clauses.chunks.get(verb).and_then(Chunk::group) else { return false };
    let particle = clauses.word(verb + 1);
    let is_listed =
        |lemma: &String| list.holds(lemma) || list.holds(&format!("{lemma} {particle}"));
    clauses.lemmas(group).iter().any(is_listed)
}

/// When a verb says that something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tense {
    Present,
    Past,
    /// "had worked"
    Pluperfect,
}

/// The tense of a verb group: none of infinitives, participles, "has worked", "will work".
fn tense(clauses: &Clauses, verb: usize) -> Option<Tense> {
    let group = clauses.chunks[verb].group()?;
    let units = clauses.units_of(verb);
    let helper = units.iter().find(|unit| {
        matches!(unit.class, Class::Be | Class::Have | Class::Do | Class::Modal | Class::To)
    });
    let main = &clauses.units[group.main];
    let first = helper.unwrap_or(main);
    let word = first.word.as_str();
    match first.class {
        Class::Modal | Class::To => None,
        Class::Have => word.starts_with("had").then_some(Tense::Pluperfect),
        Class::Be if word.starts_with("was") || word.starts_with("were") => Some(Tense::Past),
        Class::Be => matches!(word, "is" | "are" | "am").then_some(Tense::Present),
        Class::Do if word.starts_with("did") => Some(Tense::Past),
        Class::Do => Some(Tense::Present),
        _ if clauses.is_passive(verb, group) => None, // "Norland, ruled by Rana"
        _ if clauses.english.words.forms(word).has(Forms::PAST) => Some(Tense::Past),
        _ => None,
    }
}

/// "had to": of what one has to do, that alone was done.
pub(super) fn is_had(clauses: &Clauses, verb: usize) -> bool {
    let is_had = |unit: &Unit| unit.word == "had";
    clauses.units_of(verb).first().is_some_and(is_had)
}

/// Whether a state that was found is over by the tense of its verb, an adverb, or "until". What
/// somebody said is told in the past tense as well.
pub(super) fn is_over(
    doc: &Document,
    clauses: &Clauses,
    found: &Found,
    reports: &[Report],
) -> bool {
    if found.negated || !is_state(found.relation) {
        return false;
    }
    if has_resigned(clauses, found) {
        return true;
    }
    let at = found.chunks.start;
    let verb = state_verb(clauses, at);
    let tense = verb.and_then(|verb| tense(clauses, verb));
    let is_reported = reports
        .iter()
        .any(|report| report.scope.contains(&at) && report.said_by.end <= report.scope.start);
    let is_once = verb.is_some_and(|verb| {
        let before = verb.checked_sub(1).map_or(&[][..], |before| clauses.units_of(before));
        before
            .iter()
            .chain(clauses.units_of(verb))
            .any(|unit| clauses.english.endings.once.holds(&unit.word))
    });
    match tense {
        Some(Tense::Pluperfect) => true,
        Some(Tense::Past) if !is_reported => true,
        Some(Tense::Present) => false,
        _ => is_once || is_until(doc, clauses, found.chunks.end),
    }
}

/// Whether the sentence says that the one who rules or holds a post gave it up: "the Norland minister Rana resigned on
/// Monday", "Rana, who led Norland, stepped down". What is resigned from or as what has a rule of its own.
fn has_resigned(clauses: &Clauses, found: &Found) -> bool {
    let is_of_post = |at: usize| ["as", "from"].contains(&clauses.word(at));
    let resigns = |verb: usize| {
        let behind = verb + 1 + usize::from(clauses.is(verb + 1, Kind::Adverb));
        let particle = usize::from(clauses.is(behind, Kind::Preposition));
        let is_alone = !clauses.is(behind, Kind::Noun)
            && !is_of_post(behind)
            && !is_of_post(behind + particle);
        is_alone && is_among(clauses, verb, &clauses.english.endings.resign)
    };
    let is_done = |verb: &usize| {
        let subject = clauses.subject(*verb);
        let is_holder = subject.who.iter().any(|who| who.mention == found.subject.mention);
        let is_fact = !subject.negated && subject.modality == Modality::Asserted;
        is_holder && is_fact && !is_under_way(clauses, *verb)
    };
    matches!(found.relation, RelationType::Rules | RelationType::HoldsPost)
        && (0..clauses.chunks.len()).filter(|verb| resigns(*verb)).any(|verb| is_done(&verb))
}

/// The verb of a state at a chunk: itself, or the one that links a description to its subject.
fn state_verb(clauses: &Clauses, at: usize) -> Option<usize> {
    let is_state = |verb: &usize| {
        let group = clauses.chunks[*verb].group();
        group.is_some_and(|group| {
            group.is_copula || is_among(clauses, *verb, &clauses.english.endings.state)
        })
    };
    if clauses.chunks[at].group().is_some() {
        return Some(at).filter(is_state);
    }
    let mut before = first_description(clauses, at).checked_sub(1)?;
    if clauses.word(before) == "as" && before > 0 {
        before -= 1; // "served as chairman"
    }
    Some(before).filter(is_state)
}

/// "until 2019": a year of the past for an article of today; the year itself, if it is not known.
fn is_until(doc: &Document, clauses: &Clauses, at: usize) -> bool {
    let time = at + 1;
    if clauses.word(at) != "until" || !clauses.is(time, Kind::Time) {
        return false;
    }
    let mention = clauses.units_of(time).first().and_then(|unit| unit.mention);
    let value = mention.and_then(|mention| doc.mentions[mention.id.index()].value.as_deref());
    let year = value.and_then(|value| value.get(..4)).and_then(|year| year.parse::<i32>().ok());
    let published = doc.published.map(time::Date::year);
    year.is_some_and(|year| published.is_none_or(|published| year < published))
}

/// Whether a relation is a state that can be over.
pub(super) fn is_state(relation: RelationType) -> bool {
    use RelationType as R;
    matches!(
        relation,
        R::HoldsPost
            | R::MemberOf
            | R::WorksFor
            | R::LivesIn
            | R::SpouseOf
            | R::CapitalOf
            | R::PartOf
            | R::SubsidiaryOf
            | R::Owns
            | R::Rules
    )
}

/// What the words around the noun of an act say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It went on and is over, or was meant and is given up: "lifted its embargo", "dropped its bid".
    Over,
    /// It does not come about: "called off its takeover".
    CalledOff,
    /// It is as it was: "did not lift its embargo".
    GoesOn,
}

/// What becomes of the act that a noun phrase tells of; `end` is the chunk after the phrase.
pub(super) fn fate(clauses: &Clauses, noun: usize, end: usize) -> Option<Fate> {
    if is_end_of(clauses, noun) {
        return Some(Fate::Over);
    }
    let before = verb_before(clauses, noun);
    let after = clauses.chunks.get(end).and_then(Chunk::group);
    let after = after.filter(|group| clauses.is_passive(end, *group)).map(|_| end);
    let split =
        before.filter(|_| clauses.is(end, Kind::Preposition) || clauses.is(end, Kind::Adverb));
    // "the takeover of Acme collapsed"
    let collapse = clauses.chunks.get(end).and_then(Chunk::group);
    let collapse = collapse.filter(|group| !clauses.is_passive(end, *group));
    if collapse.is_some() && is_among(clauses, end, &clauses.english.endings.collapse) {
        return Some(if is_denied(clauses, end) { Fate::GoesOn } else { Fate::CalledOff });
    }
    for verb in [before, after].into_iter().flatten() {
        let is_cancelled = is_among(clauses, verb, &clauses.english.endings.cancel);
        if is_cancelled || is_among(clauses, verb, &clauses.english.endings.end) {
            return Some(if is_denied(clauses, verb) {
                Fate::GoesOn
            } else if is_cancelled {
                Fate::CalledOff
            } else {
                Fate::Over
            });
        }
    }
    // "called its takeover of Acme off"
    let split = split.and_then(|verb| Some((verb, clauses.chunks[verb].group()?)))?;
    let is_called_off = clauses.lemmas(split.1).iter().any(|lemma| {
        clauses.english.endings.cancel.holds(&format!("{lemma} {}", clauses.word(end)))
    });
    is_called_off.then_some(Fate::CalledOff)
}

/// A relation that a noun tells of, as its fate leaves it, and whether that is all that is to say of it. None where
/// nothing is left of it: a lifted embargo is no embargo.
pub(super) fn fated(mut relation: Found, fate: Fate) -> Option<(Found, bool)> {
    let is_planned = relation.predicate.is_some_and(|predicate| predicate.qualifiers.planned);
    let is_plan = is_planned || relation.relation == RelationType::Acquired;
    match fate {
        Fate::GoesOn => Some((relation, true)),
        _ if is_in_force(relation.relation) => None,
        Fate::Over if !is_plan => Some((relation, false)),
        Fate::Over | Fate::CalledOff => {
            relation.negated = true;
            relation.modality = Modality::Asserted;
            Some((relation, true))
        }
    }
}

fn is_denied(clauses: &Clauses, verb: usize) -> bool {
    clauses.chunks[verb].group().is_some_and(|group: Group| group.negated)
        || clauses.subject(verb).negated
}

/// The verb that a noun phrase is the object of, past its particles: "called off its takeover".
fn verb_before(clauses: &Clauses, noun: usize) -> Option<usize> {
    const MOST: usize = 2;
    let before = (noun.saturating_sub(MOST + 1)..noun).rev();
    let mut before =
        before.skip_while(|at| matches!(clauses.kind(*at), Some(Kind::Preposition | Kind::Adverb)));
    before.next().filter(|at| clauses.chunks[*at].group().is_some())
}

/// "the lifting of its embargo", "an end to the siege".
fn is_end_of(clauses: &Clauses, noun: usize) -> bool {
    let is_joined = noun.checked_sub(2).filter(|_| {
        clauses.is(noun - 1, Kind::Preposition) && ["of", "to"].contains(&clauses.word(noun - 1))
    });
    is_joined.is_some_and(|before| {
        clauses.is(before, Kind::Noun)
            && clauses
                .units_of(before)
                .last()
                .is_some_and(|last| clauses.english.endings.end_noun.holds(&last.word))
    })
}

/// Whether a relation is in force until somebody ends it.
pub(super) fn is_in_force(relation: RelationType) -> bool {
    use RelationType as R;
    matches!(
        relation,
        R::AgreedWith | R::Besieges | R::Blocks | R::Fights | R::Rejects | R::Rules | R::Sanctions
    )
}

/// A post that one sentence ends is over where others still name it with the same words.
pub(super) fn spread(doc: &Document, relations: &mut [Relation]) {
    let mut ended: Vec<(Post, Modality)> = relations
        .iter()
        .filter(|relation| relation.past && relation.source.id == RULE)
        .map(|relation| (post(doc, relation), relation.modality))
        .collect();
    if ended.is_empty() {
        return;
    }
    sort_by(&mut ended, |(one, _), (other, _)| one.cmp(other));
    for relation in relations.iter_mut().filter(|relation| !relation.past && !relation.negated) {
        let post = post(doc, relation);
        let first = ended.partition_point(|(of, _)| *of < post);
        if let Some((_, modality)) = ended.get(first).filter(|(of, _)| *of == post) {
            (relation.past, relation.modality) = (true, *modality);
        }
    }
}

/// What a relation says of whom, and the words of its post.
type Post = (RelationType, u32, u32, Option<String>);

fn post(doc: &Document, relation: &Relation) -> Post {
    (relation.relation_type, relation.subject.0, relation.object.0, role(doc, relation))
}

/// The words of a post, in small letters.
fn role(doc: &Document, relation: &Relation) -> Option<String> {
    let role = relation.qualifiers.iter().find(|one| one.kind == QualifierKind::Role)?;
    Some(doc.text.slice(role.span).lower())
}
