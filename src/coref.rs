//! Step 4: which mentions stand for the same entity.
//!
//! Values go by their normal form, names by string rules and lists ([`names`]). Every other phrase
//! that may refer ([`candidates`]) is then linked to the one before it that a trained ranking finds
//! best, or to none (`chains`, [`ranking`]). So all chains of the text come about; the document
//! keeps those that a name is in, and those of actors without one (`actors`) that a relation is about.

use std::{borrow::Cow, collections::BTreeSet};

use crate::{
    document::{Confidence, Document, Entity, Link, Mention, MentionKind, Source, SourceKind},
    knowledge::Knowledge,
    order::{gather, sort_by_key},
    text::{EntityId, TokenSpan},
};

mod acronyms;
pub(crate) mod actors;
pub(crate) mod candidates;
mod cataphora;
pub(crate) mod chains;
pub(crate) mod choices;
mod coarguments;
mod features;
mod groups;
mod names;
mod quotations;
pub(crate) mod ranking;
mod strangers;
pub(crate) mod words;

#[cfg(test)]
mod tests;

pub(crate) use actors::forget_bystanders;

use candidates::{Candidate, Kind};
use chains::Links;
use groups::Group;
use ranking::Table;

/// Groups the document's mentions into entities. Returns the mentions, each with its entity, and
/// the entities in the order of their first mention. Values of one normal form are one entity.
pub fn resolve(doc: &Document, knowledge: &Knowledge) -> (Vec<Mention>, Vec<Entity>) {
    resolve_by(doc, knowledge, &knowledge.coref)
}

/// Like [`resolve`], by another table of weights.
pub(crate) fn resolve_by(
    doc: &Document,
    knowledge: &Knowledge,
    table: &Table,
) -> (Vec<Mention>, Vec<Entity>) {
    let groups = names::group(doc, &knowledge.lists, &knowledge.english);
    let mut mentions = doc.mentions.clone();
    for (index, group) in groups.iter().enumerate() {
        for mention in &group.mentions {
            mentions[*mention].entity = Some(EntityId::new(index));
        }
    }
    let (references, actors) = references(doc, &groups, knowledge, table);
    mentions.extend(references);
    sort_by_key(&mut mentions, |mention| (mention.span, mention.kind));
    let order = order_of_first_mention(&mentions, groups.len() + actors.len());
    for mention in &mut mentions {
        mention.entity = mention.entity.map(|entity| order[entity.index()]);
    }
    let named = groups.iter().map(|group| entity(doc, group, knowledge));
    let mut entities: Vec<_> = order.iter().copied().zip(named.chain(actors)).collect();
    sort_by_key(&mut entities, |(order, _)| *order);
    (mentions, entities.into_iter().map(|(_, entity)| entity).collect())
}

/// Every chain of two or more phrases, those without a name included, as whole noun phrases. The
/// document needs its names and values only. With `given`, only those phrases are linked.
#[cfg(feature = "train")]
pub(crate) fn chains(
    doc: &Document,
    knowledge: &Knowledge,
    table: &Table,
    given: Option<&[crate::text::TokenSpan]>,
) -> Vec<Vec<crate::text::ByteSpan>> {
    let groups = names::group(doc, &knowledge.lists, &knowledge.english);
    let found = candidates::find(doc, &groups, &knowledge.lists, &knowledge.english);
    let candidates = match given {
        Some(spans) => candidates::only(doc, &found, spans),
        None => found,
    };
    let links = chains::link(doc, &knowledge.english, &candidates, |_, choices| {
        choices::best(table, choices)
    });
    let spans = |chain: &chains::Chain| {
        let members = chain.members.iter();
        let spans: BTreeSet<_> =
            gather(members.map(|member| doc.token_bytes(candidates[*member].tokens)));
        spans.into_iter().collect::<Vec<_>>()
    };
    links.chains.iter().map(spans).filter(|chain| chain.len() > 1).collect()
}

/// The descriptions and pronouns that refer to a named entity, and those that tell of an actor without a name, with
/// the entities of the latter.
fn references(
    doc: &Document,
    groups: &[Group],
    knowledge: &Knowledge,
    table: &Table,
) -> (Vec<Mention>, Vec<Entity>) {
    let candidates = candidates::find(doc, groups, &knowledge.lists, &knowledge.english);
    let links = chains::link(doc, &knowledge.english, &candidates, |_, choices| {
        choices::best(table, choices)
    });
    let named: BTreeSet<usize> =
        gather(doc.mentions.iter().flat_map(|mention| mention.tokens.range()));
    let owners = candidates::owners(&candidates, &links.chains);
    let found: Vec<Option<Mention>> = candidates
        .iter()
        .enumerate()
        .map(|(index, candidate)| {
            let chain = links.chain_of[index];
            // "Norlandic police" has its name beside it, "police" has not.
            let owner = owners[chain].filter(|_| candidate.owner.is_none());
            let group = links.chains[chain].group.or(owner)?;
            let tokens = candidates::without_names(doc, candidate, &named)?;
            reference(doc, (group, &groups[group]), (index, candidate), &links, tokens)
        })
        .collect();
    let is_free = |candidate: usize| found[candidate].is_none();
    let (of_actors, actors) =
        actors::find(doc, &knowledge.english, &candidates, &links, (&named, is_free), groups.len());
    let mut mentions: Vec<Mention> = found.into_iter().flatten().collect();
    mentions.extend(of_actors);
    (mentions, actors)
}

/// The mention of a group of names that a candidate is, unless that is in doubt.
fn reference(
    doc: &Document,
    (group, names): (usize, &Group),
    (index, candidate): (usize, &Candidate),
    links: &Links,
    tokens: TokenSpan,
) -> Option<Mention> {
    let entity_type = names.entity_type;
    let kind = match candidate.kind {
        Kind::Pronoun(_) => MentionKind::Pronoun,
        Kind::Nominal => MentionKind::Nominal,
        Kind::Name | Kind::Value => return None,
    };
    let margin = links.margins[index]?;
    let sure = margin.min(links.leads[index]);
    let is_doubtful = kind == MentionKind::Nominal && margin < chains::LIKELY;
    if entity_type.is_value() || is_doubtful {
        return None;
    }
    Some(Mention {
        span: doc.token_bytes(tokens),
        tokens,
        kind,
        entity_type,
        entity: Some(EntityId::new(group)),
        value: None,
        confidence: confidence(sure),
        source: Source { kind: SourceKind::Model, id: "coreference".into() },
    })
}

/// How sure a link is that is better by a margin than any other, and than none.
fn confidence(margin: i32) -> Confidence {
    let percent = 55 + 30 * margin.clamp(0, 4 * ranking::UNIT) / (4 * ranking::UNIT);
    Confidence::percent(u8::try_from(percent).unwrap_or_default())
}

/// The place of each group in the order of first mentions.
fn order_of_first_mention(mentions: &[Mention], count: usize) -> Vec<EntityId> {
    let mut order = vec![None; count];
    let mut next = 0;
    for entity in mentions.iter().filter_map(|mention| mention.entity) {
        order[entity.index()].get_or_insert_with(|| {
            next += 1;
            EntityId::new(next - 1)
        });
    }
    // Every group has a mention, so every place is set.
    order.into_iter().map(Option::unwrap_or_default).collect()
}

fn entity(doc: &Document, group: &Group, knowledge: &Knowledge) -> Entity {
    let mut names: Vec<Cow<'_, str>> = Vec::new();
    for mention in &group.mentions {
        let mention = &doc.mentions[*mention];
        let name = doc.words(mention.tokens);
        if mention.kind != MentionKind::Value || names.is_empty() {
            names.push(name);
        }
    }
    let name = names::fullest(&names, group);
    let mut aliases: Vec<String> = Vec::new();
    for alias in &names {
        let alias = names::tidy(alias);
        if alias != name && !aliases.contains(&alias) {
            aliases.push(alias);
        }
    }
    let lists = &knowledge.lists;
    let thing = group.thing.map(|thing| lists.thing(thing));
    let is_norp = group.entity_type == crate::document::EntityType::Norp;
    let country: Option<Link> = thing
        .as_ref()
        .filter(|_| is_norp)
        .and_then(|thing| thing.country)
        .and_then(|country| lists.thing(country).link);
    Entity {
        name,
        named: true,
        entity_type: group.entity_type,
        aliases,
        links: thing.as_ref().and_then(|thing| thing.link.clone()).into_iter().collect(),
        country,
        description: group.thing.and_then(|thing| lists.description(thing)),
        coordinates: thing.and_then(|thing| thing.coordinates),
    }
}

/// The candidates of a document with names and values, for training.
#[cfg(feature = "train")]
pub(crate) fn prepared(doc: &Document, knowledge: &Knowledge) -> Vec<Candidate> {
    let groups = names::group(doc, &knowledge.lists, &knowledge.english);
    candidates::find(doc, &groups, &knowledge.lists, &knowledge.english)
}

/// Each name with the group that it is in, for training.
#[cfg(feature = "train")]
pub(crate) fn named_groups(doc: &Document, knowledge: &Knowledge) -> Vec<(usize, TokenSpan)> {
    let groups = names::group(doc, &knowledge.lists, &knowledge.english);
    let mentions = |(index, group): (usize, &Group)| {
        let named = |mention: &usize| {
            let mention = &doc.mentions[*mention];
            (mention.kind == MentionKind::Name).then_some((index, mention.tokens))
        };
        group.mentions.iter().filter_map(named).collect::<Vec<_>>()
    };
    groups.iter().enumerate().flat_map(mentions).collect()
}
