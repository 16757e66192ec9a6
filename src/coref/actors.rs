//! Who acts, or is acted upon, without a name: "police", "separatist militants", "a bill". A chain of phrases in which no
//! name stands becomes an entity if one of them ends in a noun for such; the nouns are data, `coref/actors.txt`.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    candidates::{Candidate, Determiner, Kind, Number, Role},
    chains::Links,
};
use crate::{
    document::{
        Confidence, Document, Entity, EntityType, Mention, MentionKind, Named as _, Source,
        SourceKind,
    },
    english::{Dictionary, English, Files, List},
    shallow::words::{Agent, Class},
    text::{EntityId, Lower as _, TokenSpan},
};

/// A phrase stands at least for itself.
const SURE: Confidence = Confidence::percent(90);

/// The nouns, and words around them.
#[derive(Debug)]
pub(crate) struct ActorWords {
    /// With what their actors are, and by what rule they are found.
    nouns: Dictionary<(EntityType, Source)>,
    /// Words between a description and the name that it is of.
    calls: List,
    /// The nouns that mean an act together with the verb right before them.
    acts: List,
    /// What is before "officer" in the posts of firms.
    offices: List,
}

impl ActorWords {
    pub(crate) fn read(files: &Files) -> Self {
        let typed = files.rows("actors").filter_map(|(name, nouns)| match name {
            "role" => Some(((EntityType::Person, Source::ROLE), nouns)),
            _ => Some(((EntityType::from_name(name)?, Source::rule("noun")), nouns)),
        });
        let nouns =
            typed.flat_map(|(kind, nouns)| nouns.split(' ').map(move |noun| (noun, kind.clone())));
        let nouns = Dictionary::new(nouns);
        let list = |name| files.list("actors", name);
        Self { nouns, calls: list("calls"), acts: list("act"), offices: list("officer") }
    }
}

/// The actors without a name, with their mentions; their entities are numbered from `first` on. `named` are the tokens
/// of names, `is_free` tells which candidates are no mention of a name.
pub(super) fn find(
    doc: &Document,
    english: &English,
    candidates: &[Candidate],
    links: &Links,
    (named, is_free): (&BTreeSet<usize>, impl Fn(usize) -> bool),
    first: usize,
) -> (Vec<Mention>, Vec<Entity>) {
    let mut mentions = Vec::new();
    let mut entities: Vec<Entity> = Vec::new();
    let mut known: BTreeMap<String, EntityId> = BTreeMap::new();
    for chain in links.chains.iter().filter(|chain| chain.group.is_none()) {
        let members = chain.members.iter().copied().filter(|member| is_free(*member));
        let members: Vec<usize> = members.collect();
        let Some((name, (entity_type, source))) = name(doc, english, candidates, &members, named)
        else {
            continue;
        };
        // The same words are the same actor, as a reader who notes "police" twice means one.
        let entity = *known.entry(name.lower()).or_insert_with(|| {
            entities.push(nameless(&name, entity_type));
            EntityId::new(first + entities.len() - 1)
        });
        let entity_type = entities[entity.index() - first].entity_type;
        for member in members {
            // What a pronoun stands for is told of those who act only.
            let is_told = entity_type.is_actor() && source != Source::ROLE;
            let found = mention(doc, english, &candidates[member], named)
                .filter(|(_, kind)| *kind == MentionKind::Nominal || is_told);
            mentions.extend(found.map(|(tokens, kind)| Mention {
                span: doc.token_bytes(tokens),
                tokens,
                kind,
                entity_type,
                entity: Some(entity),
                value: None,
                confidence: match kind {
                    MentionKind::Pronoun => super::confidence(links.leads[member]),
                    _ => SURE,
                },
                source: match kind {
                    MentionKind::Pronoun => {
                        Source { kind: SourceKind::Model, id: "coreference".into() }
                    }
                    _ => source.clone(),
                },
            }));
        }
    }
    (mentions, entities)
}

/// What a chain is called: its first phrase that ends in a noun for actors.
fn name(
    doc: &Document,
    english: &English,
    candidates: &[Candidate],
    members: &[usize],
    named: &BTreeSet<usize>,
) -> Option<(String, (EntityType, Source))> {
    members.iter().map(|member| &candidates[*member]).find_map(|candidate| {
        let found = english.actors.nouns.get(candidate.head_word.as_str())?;
        if found.1 == Source::ROLE && is_headline(doc, candidate) {
            return None; // "Minister visits Tehran": the text says who
        }
        let (tokens, kind) = mention(doc, english, candidate, named)?;
        (kind == MentionKind::Nominal).then(|| (doc.words(tokens).into_owned(), found.clone()))
    })
}

fn is_headline(doc: &Document, candidate: &Candidate) -> bool {
    let block = doc.blocks.get(candidate.block);
    block.is_some_and(|block| block.kind.is_headline())
}

/// The tokens that stand for an actor: of a phrase the head with the words that describe it.
fn mention(
    doc: &Document,
    english: &English,
    candidate: &Candidate,
    named: &BTreeSet<usize>,
) -> Option<(TokenSpan, MentionKind)> {
    let tokens = candidate.base;
    // "Norlandic officials": Norland acts.
    if tokens.range().any(|token| named.contains(&token)) {
        return None;
    }
    match candidate.kind {
        Kind::Pronoun(_) => Some((tokens, MentionKind::Pronoun)),
        Kind::Nominal
            if describes_name(doc, english, candidate, named)
                || is_part_of_act(doc, english, candidate)
                || is_of_another(doc, english, candidate) =>
        {
            None
        }
        Kind::Nominal => {
            let is_before = |token: &usize| {
                let word = doc.token_text(*token);
                let class = english.words.class(&word.lower());
                matches!(
                    class,
                    Class::Determiner | Class::Number | Class::Pronoun | Class::Possessive
                ) || word.starts_with(|first: char| first.is_ascii_digit())
            };
            let start = tokens.range().rev().find(is_before).map_or(tokens.start(), |at| at + 1);
            (start < tokens.end())
                .then(|| (TokenSpan::new(start, tokens.end()), MentionKind::Nominal))
        }
        Kind::Name | Kind::Value => None,
    }
}

/// Whether a phrase is part of what a verb says: "joined forces", "sent troops".
fn is_part_of_act(doc: &Document, english: &English, candidate: &Candidate) -> bool {
    let noun = doc.token_text(candidate.base.end() - 1).lower();
    candidate.modifiers.is_empty()
        && candidate.role != Role::Subject
        && english.actors.acts.holds(&noun)
}

/// Whether a phrase only says what a name is, or stands for whose it is: "is a company", "its forces".
fn is_of_another(doc: &Document, english: &English, candidate: &Candidate) -> bool {
    let start = candidate.base.start();
    let class = |token: usize| english.words.class(&doc.token_text(token).lower());
    let is_said_of = candidate.determiner == Determiner::Indefinite
        && start > 0
        && class(start - 1) == Class::Be;
    let is_owned = candidate.determiner == Determiner::Possessive
        && matches!(
            english.words.agent(&doc.token_text(candidate.base.end() - 1).lower()),
            Some(Agent::State | Agent::Asset | Agent::Vehicle)
        );
    is_said_of || is_owned || is_office(english, candidate)
}

/// "the company's chief financial officer": words of a post, which are for the patterns to read.
fn is_office(english: &English, candidate: &Candidate) -> bool {
    let is_of_firm =
        candidate.modifiers.last().is_some_and(|last| english.actors.offices.holds(last));
    candidate.head_word == "officer" && is_of_firm
}

/// Whether a phrase describes a name beside it: "a militia, the Sons of Iron", "Omar Said, a lawyer", "a group called
/// Iron Dawn", "leaders of Veria".
fn describes_name(
    doc: &Document,
    english: &English,
    candidate: &Candidate,
    named: &BTreeSet<usize>,
) -> bool {
    /// How many tokens a name may stand behind "of".
    const REACH: usize = 4;
    let base = candidate.base;
    let is_named = |token: usize| named.contains(&token);
    let word = |token: usize| doc.tokens.get(token).map_or("", |_| doc.token_text(token));
    let next = base.end();
    // "Omar Said, a lawyer, …", but not "…, officials said".
    let is_said = english.control.is_report(english.words.lemmas(&word(next).lower()));
    // "Near Veria, rebels …" describes nothing.
    let is_bare = candidate.number == Number::Plural && candidate.determiner == Determiner::None;
    let is_behind = !is_said
        && !is_bare
        && base.start() > 1
        && word(base.start() - 1) == ","
        && is_named(base.start() - 2);
    let is_before = match word(next) {
        "," => is_named(next + 1) || word(next + 1) == "the" && is_named(next + 2),
        calls if english.actors.calls.holds(calls) => true,
        "of" => (next + 1..=next + REACH).any(is_named),
        _ => is_named(next),
    };
    is_behind || is_before
}

fn nameless(name: &str, entity_type: EntityType) -> Entity {
    Entity {
        name: name.to_owned(),
        entity_type,
        aliases: Vec::new(),
        links: Vec::new(),
        country: None,
        description: None,
        coordinates: None,
        named: false,
    }
}

/// Takes out the actors without a name that no relation is about, with their mentions.
pub(crate) fn forget_bystanders(doc: &mut Document) {
    let mut is_kept: Vec<bool> = doc.entities.iter().map(|entity| entity.named).collect();
    for relation in &doc.relations {
        let ends = [Some(relation.subject), Some(relation.object), relation.attributed_to];
        for end in ends.into_iter().flatten() {
            is_kept[end.index()] = true;
        }
    }
    let is_mention_kept =
        |mention: &Mention| mention.entity.is_none_or(|entity| is_kept[entity.index()]);
    let mention_ids = renumbered(doc.mentions.iter().map(is_mention_kept));
    let entity_ids = renumbered(is_kept.iter().copied());
    doc.mentions.retain(is_mention_kept);
    let mut places = is_kept.iter();
    doc.entities.retain(|_| places.next().is_none_or(|is_kept| *is_kept));
    for mention in &mut doc.mentions {
        mention.entity = mention.entity.map(|entity| EntityId::new(entity_ids[entity.index()]));
    }
    for relation in &mut doc.relations {
        for end in [&mut relation.subject, &mut relation.object] {
            *end = EntityId::new(entity_ids[end.index()]);
        }
        relation.attributed_to =
            relation.attributed_to.map(|end| EntityId::new(entity_ids[end.index()]));
        for mention in [&mut relation.subject_mention, &mut relation.object_mention] {
            *mention = crate::text::MentionId::new(mention_ids[mention.index()]);
        }
    }
}

/// The new number of each row of a table of which some are kept.
fn renumbered(is_kept: impl Iterator<Item = bool>) -> Vec<usize> {
    let mut next = 0;
    let number = |is_kept: bool| {
        let number = next;
        next += usize::from(is_kept);
        number
    };
    is_kept.map(number).collect()
}
