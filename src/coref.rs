//! Step 4: which mentions stand for the same entity.
//!
//! Three passes, surest first: values by their normal form; names by string rules and lists
//! ([`names`]); then descriptions and pronouns ([`anaphora`]), only where one reading is sure.

use crate::{
    document::{Document, Entity, Link, Mention, MentionKind},
    knowledge::Knowledge,
    text::EntityId,
};

mod acronyms;
mod anaphora;
mod groups;
mod names;

#[cfg(test)]
mod tests;

use groups::Group;

/// Groups the document's mentions into entities. Returns the mentions, each with its entity, and
/// the entities in the order of their first mention. Values of one normal form are one entity.
pub fn resolve(doc: &Document, knowledge: &Knowledge) -> (Vec<Mention>, Vec<Entity>) {
    let mut groups = names::group(doc, &knowledge.lists);
    let mut mentions = doc.mentions.clone();
    for (index, group) in groups.iter().enumerate() {
        for mention in &group.mentions {
            mentions[*mention].entity = Some(EntityId::new(index));
        }
    }
    mentions.extend(anaphora::find(doc, &groups, &knowledge.lists));
    mentions.sort_by_key(|mention| (mention.span, mention.kind));
    let order = order_of_first_mention(&mentions, groups.len());
    for mention in &mut mentions {
        mention.entity = mention.entity.map(|entity| order[entity.index()]);
    }
    let mut entities: Vec<_> = groups
        .iter_mut()
        .zip(&order)
        .map(|(group, order)| (*order, entity(doc, group, knowledge)))
        .collect();
    entities.sort_by_key(|(order, _)| *order);
    (mentions, entities.into_iter().map(|(_, entity)| entity).collect())
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
    let mut names: Vec<&str> = Vec::new();
    for mention in &group.mentions {
        let mention = &doc.mentions[*mention];
        let name = doc.text.slice(mention.span);
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
        entity_type: group.entity_type,
        aliases,
        links: thing.and_then(|thing| thing.link).into_iter().collect(),
        country,
    }
}
