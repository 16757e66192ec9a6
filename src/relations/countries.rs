//! The countries that an article names, and whose places are.

use std::collections::{BTreeMap, BTreeSet};

use super::{entity_of, found::Found, is_listed, phrase::Participant, places};
use crate::{
    document::{Document, Entity, EntityType, Mention, MentionKind, PloverClass, RelationType},
    lists::{Lists, ThingId},
    order::gather,
    shallow::chunk::{Clauses, Kind},
    text::{EntityId, Lower, MentionId},
};

/// The countries that the article names, to find them through their nationality words.
pub(super) struct Countries<'a> {
    lists: &'a Lists,
    /// For each entity that is a nationality word: the country's own entity.
    places: Vec<Option<EntityId>>,
    /// The mentions that name countries, in order.
    named: Vec<MentionId>,
}

impl<'a> Countries<'a> {
    pub(super) fn new(doc: &Document, lists: &'a Lists) -> Self {
        let is_country = |entity: &Entity| {
            entity.entity_type == EntityType::Gpe && lists.country_named(&entity.name).is_some()
        };
        let named: Vec<bool> = doc.entities.iter().map(is_country).collect();
        let mut by_link = BTreeMap::new();
        for (index, entity) in doc.entities.iter().enumerate() {
            for link in entity.links.iter().filter(|_| entity.entity_type == EntityType::Gpe) {
                by_link.entry(link).or_insert(EntityId::new(index));
            }
        }
        let place = |entity: &Entity| by_link.get(entity.country.as_ref()?).copied();
        let is_named = |mention: &Mention| {
            mention.entity.is_some_and(|id| named.get(id.index()) == Some(&true))
        };
        let mentions = doc.mentions.iter().enumerate().filter(|(_, mention)| is_named(mention));
        Self {
            lists,
            places: doc.entities.iter().map(place).collect(),
            named: mentions.map(|(index, _)| MentionId::new(index)).collect(),
        }
    }

    /// Who takes part, and by which mention. A nationality word before a noun stands for its country, if
    /// the article names it; the mention is then the country's own name, if the sentence has it.
    pub(super) fn participant(
        &self,
        doc: &Document,
        who: Participant,
        relation: RelationType,
        clauses: &Clauses,
    ) -> Option<(EntityId, MentionId)> {
        use RelationType::{BasedIn, CitizenOf, HoldsPost};
        let by_adjective = who.is_indirect || matches!(relation, HoldsPost | CitizenOf | BasedIn);
        let entity = entity_of(doc, who.mention)?;
        let Some(country) = self.place(entity).filter(|_| by_adjective) else {
            return Some((entity, who.mention));
        };
        let mut mentions = clauses.units.iter().filter_map(|unit| unit.mention);
        let named = mentions.find(|mention| entity_of(doc, mention.id) == Some(country));
        Some((country, named.map_or(who.mention, |mention| mention.id)))
    }

    /// Whether a mention names a country.
    pub(super) fn has(&self, mention: MentionId) -> bool {
        self.named.binary_search(&mention).is_ok()
    }

    /// Whether an entity is a country, or a nationality word.
    pub(super) fn is_nation(&self, doc: &Document, entity: EntityId) -> bool {
        let entity = &doc.entities[entity.index()];
        entity.country.is_some() || self.lists.country_named(&entity.name).is_some()
    }

    /// Who speaks: "Iranian officials" speak for the country, if the article names it.
    pub(super) fn speaker(&self, doc: &Document, who: Participant) -> Option<EntityId> {
        let is_guess = who.is_seat || who.is_anaphoric && who.entity_type == EntityType::Gpe;
        let is_stranger = is_guess && !self.has(who.mention);
        if is_stranger {
            return None;
        }
        let entity = entity_of(doc, who.mention)?;
        let is_people = who.is_indirect || who.is_anaphoric;
        Some(self.place(entity).filter(|_| is_people).unwrap_or(entity))
    }

    /// Whose a place is that "the country's" or "its" brings: never a country that the lists contradict,
    /// nor who attacks the place, nor whom the article does not name. Then it is the country of the sentence that is
    /// left, or none. Of a place that the lists do not know, "the country" is nobody's where the sentence names another country.
    pub(super) fn possessor(
        &self,
        doc: &Document,
        clauses: &Clauses,
        found: &Found,
        owner: MentionId,
    ) -> Option<MentionId> {
        let is_name = doc.mentions.get(owner.index())?.kind == MentionKind::Name;
        if is_name {
            return Some(owner);
        }
        let place = entity_of(doc, found.subject.mention)?;
        let known = self.countries_of(doc, place);
        let attacker = attackers(doc, clauses, found.chunks.start);
        let may_own = |mention: MentionId| {
            let entity = entity_of(doc, mention);
            let is_named = |entity: &EntityId| doc.entities[entity.index()].named;
            let Some(entity) = entity.filter(is_named) else { return false };
            let country = self.lists.country_named(&doc.entities[entity.index()].name);
            match country {
                Some(country) if !known.is_empty() => known.contains(&country),
                _ => !attacker.contains(&entity),
            }
        };
        let named = clauses.units.iter().filter_map(|unit| unit.mention).map(|mention| mention.id);
        let mut others = named.filter(|mention| self.has(*mention) && may_own(*mention));
        if may_own(owner) {
            let is_description = doc.mentions.get(owner.index())?.kind == MentionKind::Nominal;
            let is_other = |other| entity_of(doc, other) != entity_of(doc, owner);
            let is_contested = is_description && known.is_empty() && others.any(is_other);
            return (!is_contested).then_some(owner);
        }
        let other = others.next()?;
        others.all(|next| entity_of(doc, next) == entity_of(doc, other)).then_some(other)
    }

    /// The countries that a place can lie in, as far as the lists know places of its name.
    fn countries_of(&self, doc: &Document, place: EntityId) -> BTreeSet<ThingId> {
        let entity = &doc.entities[place.index()];
        let names = std::iter::once(&entity.name).chain(&entity.aliases);
        let things = names.flat_map(|name| self.lists.readings(name)).map(|reading| reading.thing);
        let things = things.map(|thing| self.lists.thing(thing));
        let places = things.filter(|thing| thing.entity_type.is_place());
        gather(places.filter_map(|thing| thing.country))
    }

    /// Whether a name is that of a town that lies in a country, and of no country.
    pub(super) fn is_town(&self, doc: &Document, entity: EntityId) -> bool {
        let name = &doc.entities[entity.index()].name;
        self.lists.country_named(name).is_none() && !self.countries_of(doc, entity).is_empty()
    }

    /// The country's own entity that a nationality word points at.
    fn place(&self, entity: EntityId) -> Option<EntityId> {
        *self.places.get(entity.index())?
    }

    /// Whether one is the nationality word of the other.
    pub(super) fn same_country(&self, one: EntityId, other: EntityId) -> bool {
        self.place(one).unwrap_or(one) == self.place(other).unwrap_or(other)
    }
}

impl places::Atlas for Countries<'_> {
    fn is_country(&self, place: Participant) -> bool {
        self.has(place.mention)
    }
}

/// What a tie to a people is, if the people is a creed or a party: "the Catholic leader Rana" is a
/// member of it, and nothing is based in it.
pub(super) fn tie_to(
    doc: &Document,
    object: EntityId,
    relation: RelationType,
) -> Option<RelationType> {
    use RelationType::{BasedIn, CitizenOf, HoldsPost, MemberOf};
    match relation {
        CitizenOf | HoldsPost if is_creed(&doc.entities[object.index()]) => Some(MemberOf),
        BasedIn if is_creed(&doc.entities[object.index()]) => None,
        _ => Some(relation),
    }
}

/// Whether an entity is a religion or a party, not a nation or a people.
fn is_creed(entity: &Entity) -> bool {
    const CREEDS: &str = "muslim muslims islamic islamist islamists christian christians jewish catholic catholics protestant \
protestants orthodox anglican anglicans evangelical evangelicals lutheran methodist baptist pentecostal mormon mormons sunni \
sunnis shia shias shi'ite shiite shiites sufi hindu hindus buddhist buddhists sikh sikhs republican republicans democratic \
democrat democrats conservative conservatives liberal liberals labour tory tories communist communists marxist maoist \
socialist socialists nationalist nationalists nazi nazis fascist fascists zionist salafi salafist salafists wahhabi";
    let last = entity.name.rsplit(' ').next().unwrap_or_default();
    entity.entity_type == EntityType::Norp && is_listed(CREEDS, &last.lower())
}

/// Who attacks what stands at a chunk: the subject of a hostile verb before it in its clause.
fn attackers(doc: &Document, clauses: &Clauses, at: usize) -> Vec<EntityId> {
    let same_clause = (0..at).rev().take_while(|chunk| {
        !matches!(
            clauses.kind(*chunk),
            Some(Kind::Stop | Kind::Comma | Kind::Relative | Kind::That)
        )
    });
    let mut verbs = same_clause.filter_map(|chunk| Some((chunk, clauses.chunks[chunk].group()?)));
    let Some((verb, group)) = verbs.next() else { return Vec::new() };
    let mut predicates =
        clauses.lemmas(group).iter().flat_map(|lemma| clauses.english.predicates.of_verb(lemma));
    let is_hostile =
        predicates.any(|predicate| predicate.relation.class() == Some(PloverClass::Assault));
    if !is_hostile || clauses.is_passive(verb, group) {
        return Vec::new();
    }
    clauses.subject(verb).who.iter().filter_map(|who| entity_of(doc, who.mention)).collect()
}
