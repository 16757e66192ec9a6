//! Step 5: who did what to whom, and where the text says so.
//!
//! A sentence becomes a row of chunks ([`crate::shallow`]): noun phrases, verb groups, the words between.
//! Each verb group finds its subject ([`clause`]), each noun phrase whom it stands for
//! ([`phrase`]). Patterns over chunks then find relations: of verbs ([`verbs`]), of nouns
//! ([`nouns`]), of descriptions ([`predicatives`], [`posts`], [`places`]). Which words make which
//! relation is data: `relations/predicates.tsv`, read by [`lexicon`]. What is found is then weighed: whether it
//! is over or called off ([`endings`]), who may stand for whom ([`ends`]), what a word means in sport
//! ([`senses`]). Circumstances and the source of a claim come last ([`circumstances`], [`speech`]), then
//! repeats are merged ([`merge`]).
//!
//! The method is that of dictionary-based event coders (Schrodt's TABARI and PETRARCH), over a
//! shallow parse; nothing is taken across a clause border that would be doubtful. A trained scorer then
//! weighs what was found and adds what no pattern has ([`learned`]).

use std::ops::Range;

use crate::{
    document::{
        Confidence, Document, Entity, EntityType, Modality, Relation, RelationType, Sentence,
    },
    knowledge::Knowledge,
    shallow::{
        chunk::{Clauses, Group, Kind, Shape, Unit},
        control::Stance,
    },
    text::{EntityId, MentionId},
};

mod adverbials;
mod circumstances;
mod clause;
mod countries;
pub(crate) mod endings;
mod ends;
mod found;
pub(crate) mod learned;
pub(crate) mod lexicon;
mod merge;
mod nouns;
mod obligations;
mod origins;
mod phrase;
mod places;
mod posts;
mod predicatives;
#[cfg(any(test, feature = "cli"))]
pub(crate) mod propositions;
pub(crate) mod senses;
mod siblings;
mod speech;
mod successions;
mod unproven;
mod verbs;

#[cfg(test)]
mod tests;

pub use learned::scorer::Scorer;

use countries::Countries;
use found::Found;
use lexicon::Silence;
use phrase::Participant;

/// Finds the relations between the document's entities, in the order of their evidence.
pub fn extract(doc: &Document, knowledge: &Knowledge) -> Vec<Relation> {
    let countries = Countries::new(doc, &knowledge.lists);
    let mut relations = Vec::new();
    let mut first = 0;
    for sentence in &doc.sentences {
        let mentions = mentions_of(doc, sentence, &mut first);
        if mentions.len() > 1 {
            relations.extend(of_sentence(doc, sentence, mentions, &countries, knowledge));
        }
    }
    endings::spread(doc, &mut relations);
    merge::merge(relations)
}

/// The sentences of a document as chunks, with their own places, and the pairs that the scorer sees in them.
#[cfg(feature = "train")]
pub(crate) fn sentences<'a>(
    doc: &Document,
    knowledge: &'a Knowledge,
) -> Vec<(crate::text::ByteSpan, Clauses<'a>, Vec<learned::Pair>)> {
    let countries = Countries::new(doc, &knowledge.lists);
    let mut first = 0;
    let mut all = Vec::new();
    for sentence in &doc.sentences {
        let mentions = mentions_of(doc, sentence, &mut first);
        let is_title = is_title(doc, sentence);
        let clauses = Clauses::new(doc, &knowledge.english, sentence, mentions, is_title);
        if !is_question(&clauses) {
            let found = by_rules(&clauses, &countries);
            let pairs = learned::pairs(doc, &clauses, is_title, &found);
            all.push((sentence.span, clauses, pairs));
        }
    }
    all
}

/// Whether a sentence stands in a title or heading.
fn is_title(doc: &Document, sentence: &Sentence) -> bool {
    let block = doc.blocks.get(sentence.block.index());
    block.is_some_and(|block| block.kind.is_headline())
}

/// A question says nothing.
fn is_question(clauses: &Clauses) -> bool {
    clauses.units.last().is_some_and(|unit| unit.word == "?")
}

/// The mentions inside a sentence. `first` moves on from sentence to sentence.
fn mentions_of(doc: &Document, sentence: &Sentence, first: &mut usize) -> Range<usize> {
    let starts_before = |at: usize, token: usize| {
        doc.mentions.get(at).is_some_and(|mention| mention.tokens.start() < token)
    };
    while starts_before(*first, sentence.tokens.start()) {
        *first += 1;
    }
    let start = *first;
    while starts_before(*first, sentence.tokens.end()) {
        *first += 1;
    }
    start..*first
}

fn of_sentence(
    doc: &Document,
    sentence: &Sentence,
    mentions: Range<usize>,
    countries: &Countries,
    knowledge: &Knowledge,
) -> Vec<Relation> {
    let is_title = is_title(doc, sentence);
    let clauses = Clauses::new(doc, &knowledge.english, sentence, mentions, is_title);
    if is_question(&clauses) {
        return Vec::new();
    }
    let found = by_rules(&clauses, countries);
    let scorer = &knowledge.relations;
    let mut found = learned::weigh(doc, &clauses, countries, scorer, is_title, found);
    let reports = speech::find(&clauses);
    found.extend(obligations::find(&clauses, &reports));
    let mut relations = Vec::new();
    for mut found in found {
        if senses::is_play(doc, sentence, &clauses, &found) {
            continue;
        }
        if is_courtesy_call(&clauses, &found) {
            found.relation = RelationType::MetWith;
        }
        attribute(doc, &clauses, &mut found, &reports);
        found.past |= endings::is_over(doc, &clauses, &found, &reports);
        if is_title {
            found.confidence = found.confidence.saturating_sub(10); // the text says it in full
        }
        relations.extend(relation(doc, sentence, &clauses, &found, countries));
    }
    relations
}

/// What the rules find in a sentence.
fn by_rules<'a>(clauses: &Clauses<'a>, countries: &Countries) -> Vec<Found<'a>> {
    let mut found = verbs::find(clauses);
    found.extend(nouns::find(clauses));
    found.extend(predicatives::find(clauses));
    let mut posts = posts::find(clauses);
    posts.extend(successions::find(clauses));
    found.extend(successions::predecessors(clauses, &posts));
    found.extend(posts);
    found.extend(origins::find(clauses));
    found.extend(siblings::find(clauses));
    found.extend(places::find(clauses, countries));
    found.extend(adverbials::find(clauses));
    found
}

/// Notes who says what is found, if it stands in reported words.
fn attribute(doc: &Document, clauses: &Clauses, found: &mut Found, reports: &[speech::Report]) {
    let at = found.chunks.start;
    let report = reports
        .iter()
        .filter(|report| report.scope.contains(&at) && !report.said_by.contains(&at))
        .min_by_key(|report| report.scope.len());
    let Some(report) = report else { return };
    if !report.affirms() {
        return unproven::mark(clauses, found, report);
    }
    if found.claimed_by.is_none() {
        found.claimed_by = report.speaker;
    }
    let is_against = is_grave(found.relation)
        && found.claimed_by.is_some_and(|speaker| {
            matches!(speaker.entity_type, EntityType::Gpe | EntityType::Norp)
                && entity_of(doc, speaker.mention) != entity_of(doc, found.subject.mention)
        });
    // What is, an unnamed speaker may tell; what was done, he only claims.
    let is_rumour = report.is_unnamed && found.class().is_some();
    // Who says it has no name, and of whom it is said would be a criminal.
    let is_nameless = |speaker: Participant| {
        entity_of(doc, speaker.mention).is_some_and(|entity| !doc.entities[entity.index()].named)
    };
    let is_rumour = is_rumour
        || found.class() == Some(crate::document::PloverClass::Crime)
            && found.claimed_by.is_some_and(is_nameless);
    if (report.stance == Stance::Claims || is_against || is_rumour)
        && found.modality == Modality::Asserted
    {
        found.modality = Modality::Alleged;
    }
}

/// What one state says of another is no more than its claim: "Norland said that Veria sheltered X".
fn is_grave(relation: RelationType) -> bool {
    use crate::document::PloverClass::{Assault, Coerce, Crime};
    matches!(relation, RelationType::Shelters | RelationType::Arms | RelationType::Funds)
        || relation.class().is_some_and(|class| matches!(class, Assault | Coerce | Crime))
}

/// The relation as the document holds it; none between an entity and itself.
fn relation(
    doc: &Document,
    sentence: &Sentence,
    clauses: &Clauses,
    found: &Found,
    countries: &Countries,
) -> Option<Relation> {
    let (subject, subject_mention) =
        countries.participant(doc, found.subject, found.relation, clauses)?;
    let (mut object, mut object_mention) =
        countries.participant(doc, found.object, found.relation, clauses)?;
    let relation_type = countries::tie_to(doc, object, found.relation)?;
    if found.relation == RelationType::LocatedIn {
        object_mention = countries.possessor(doc, clauses, found, object_mention)?;
        object = entity_of(doc, object_mention)?;
    }
    // "police in Norland" are Norland's; "a court in Portia" is not the town's.
    let is_stranger = |who: Participant, mention: MentionId| who.is_seat && !countries.has(mention);
    if is_stranger(found.subject, subject_mention) || is_stranger(found.object, object_mention) {
        return None;
    }
    if subject == object || countries.same_country(subject, object) {
        return None;
    }
    if is_of_one(found.relation) && clauses.is_by_one(found.subject) {
        return None; // Norland's general travels, not Norland
    }
    // Ambassadors are called home from a country, not from the town that they live in.
    let is_recall = found.relation == RelationType::Rejects
        && found.predicate.is_some_and(|predicate| predicate.qualifiers.class.is_some());
    if is_recall && countries.is_town(doc, object) {
        return None;
    }
    if found.relation == RelationType::DemandsOf && is_court(&doc.entities[object.index()]) {
        return None; // an appeal to a court asks for a judgment
    }
    let is_doubtful = |mention| ends::is_doubtful(doc, mention, found.relation);
    if is_doubtful(subject_mention) || is_doubtful(object_mention) {
        return None;
    }
    if ends::is_part(found) {
        return None;
    }
    let is_silent = match found.predicate.and_then(|predicate| predicate.qualifiers.silence) {
        Some(Silence::Denied) => found.negated,
        Some(Silence::ByPlaces) => ends::is_scenery(clauses, found.chunks.start, found.subject),
        None => false,
    };
    if is_silent {
        return None;
    }
    let attributed_to = found.claimed_by.and_then(|who| countries.speaker(doc, who));
    let qualifiers = circumstances::qualifiers(doc, clauses, found);
    let is_planned =
        found.modality == Modality::Asserted && circumstances::is_to_come(doc, &qualifiers);
    let modality = if is_planned { Modality::Planned } else { found.modality };
    let found = &Found { modality, ..found.clone() };
    Some(Relation {
        relation_type,
        label: label(doc, clauses, found),
        class: found.class(),
        subject,
        object,
        subject_mention,
        object_mention,
        evidence: sentence.span,
        further_evidence: Vec::new(),
        trigger: circumstances::bytes(doc, clauses, found.trigger.clone()),
        qualifiers,
        negated: found.negated,
        past: found.past,
        modality: found.modality,
        attributed_to,
        confidence: Confidence::percent(found.confidence),
        source: found.source(),
    })
}

/// The words of a predicate that has no type: the trigger, and the preposition before the object.
fn label(doc: &Document, clauses: &Clauses, found: &Found) -> Option<String> {
    if found.relation != RelationType::Other {
        return None;
    }
    let trigger = doc.text.slice(circumstances::bytes(doc, clauses, found.trigger.clone()));
    let object = clauses.chunks.iter().position(|chunk| {
        let mut mentions = clauses.units[chunk.units.clone()].iter().filter_map(Unit::end);
        mentions.any(|mention| mention.id == found.object.mention)
    });
    let before = object.and_then(|object| object.checked_sub(1));
    let preposition = before.filter(|before| clauses.is(*before, Kind::Preposition));
    let preposition = preposition.map_or("", |before| clauses.word(before));
    Some(format!("{trigger} {preposition}").trim_end().to_owned())
}

/// All that a pattern finds at the sentence's noun phrases. Takes a pointer, so that there is one copy.
fn at_nouns<'a>(
    clauses: &Clauses<'a>,
    find: fn(&Clauses<'a>, usize) -> Vec<Found<'a>>,
) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for at in 0..clauses.chunks.len() {
        if clauses.is(at, Kind::Noun) {
            found.append(&mut find(clauses, at));
        }
    }
    found
}

/// Whether a word is in a list with blanks between. Never inlined: it is asked in many places, and each
/// copy would weigh on the download.
#[inline(never)]
fn is_listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// Whether a verb can be a form of one of those in a list.
#[inline(never)]
fn is_verb_of(clauses: &Clauses, group: Group, list: &str) -> bool {
    clauses.lemmas(group).iter().any(|lemma| is_listed(list, lemma))
}

/// What one person does in his own name, though he serves a state: travel, hire and dismiss.
fn is_of_one(relation: RelationType) -> bool {
    use RelationType::{Appointed, Dismissed, Visited};
    matches!(relation, Visited | Appointed | Dismissed)
}

/// "called on President Rana", and not to do anything.
fn is_courtesy_call(clauses: &Clauses, found: &Found) -> bool {
    let demands = clauses.kind(found.chunks.end).is_some_and(|next| match next {
        Kind::Verb(group) => group.shape == Shape::Infinitive,
        Kind::Preposition => matches!(clauses.word(found.chunks.end), "to" | "for"),
        _ => false,
    });
    let word = |unit: usize| clauses.units.get(unit).map_or("", |unit| &unit.word);
    let is_call = word(found.trigger.start).starts_with("call")
        && found.trigger.clone().any(|unit| matches!(word(unit + 1), "on" | "upon"));
    found.relation == RelationType::DemandsOf
        && is_call
        && !demands
        && found.object.entity_type == EntityType::Person
}

fn is_court(entity: &Entity) -> bool {
    let names = std::iter::once(&entity.name).chain(&entity.aliases);
    let mut words = names.flat_map(|name| name.split_whitespace());
    words.any(|word| ["court", "tribunal"].iter().any(|court| word.eq_ignore_ascii_case(court)))
}

fn entity_of(doc: &Document, mention: MentionId) -> Option<EntityId> {
    doc.mentions.get(mention.index())?.entity
}
