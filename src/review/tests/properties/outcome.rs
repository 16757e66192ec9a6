//! What a document says after an edit that was done.

use super::*;

/// A document whose mentions and relations are found by their places.
struct Places<'a> {
    article: &'a Article,
    anchors: Anchors<'a>,
}

/// Whether a document is as an edit says, against what it was before.
pub(super) fn is_done(edit: &Edit, before: &Article, after: &Article) -> bool {
    let [was, now] =
        [before, after].map(|article| Places { article, anchors: Anchors::new(article) });
    match edit {
        Edit::Add { mention, entity, .. } => {
            let added = now.of_type(mention, &mention.entity_type);
            let is_of = |it: &Mention| {
                let same = |of: &MentionAnchor| now.at(of).iter().any(|of| of.entity == it.entity);
                entity.as_ref().is_none_or(same)
            };
            added.iter().any(|it| it.status != Status::Rejected && is_of(it))
        }
        Edit::Retype { mention, to } => !now.of_type(mention, to.name()).is_empty(),
        Edit::RetypeEntity { mention, to } => {
            now.entities(mention).iter().any(|entity| entity.entity_type == *to)
        }
        Edit::Resize { mention, to } => {
            let place = MentionAnchor::new(to.clone(), EntityType::Org);
            !now.at(&place).is_empty() || now.at(mention).is_empty()
        }
        Edit::Delete(Target::Mention(mention)) => {
            now.of_type(mention, &mention.entity_type).is_empty() && is_known(&was, mention)
        }
        Edit::Judge { target: Target::Mention(mention), verdict } => match verdict {
            Status::Rejected => {
                let there = now.of_type(mention, &mention.entity_type);
                there.iter().all(|it| it.status == *verdict) && is_known(&was, mention)
            }
            Status::Accepted => {
                let there = now.of_type(mention, &mention.entity_type);
                there.iter().any(|it| matches!(it.status, Status::Accepted | Status::Human))
            }
            _ => is_known(&was, mention),
        },
        Edit::Merge { into, other } => {
            let others = now.at(other);
            now.at(into).iter().any(|it| others.iter().any(|other| other.entity == it.entity))
        }
        Edit::Split { mention } => now.at(mention).iter().any(|it| {
            now.article.mentions.iter().filter(|other| other.entity == it.entity).count() == 1
        }),
        Edit::Rename { mention, name } => {
            now.entities(mention).iter().any(|entity| entity.name == name.trim())
        }
        Edit::Link { mention, links } => {
            now.entities(mention).iter().any(|entity| entity.links == *links)
        }
        Edit::Own { .. } | Edit::Block { .. } | Edit::Published(_) | Edit::Text { .. } => true,
        of_relation => is_done_to_relation(of_relation, &was, &now),
    }
}

fn is_done_to_relation(edit: &Edit, was: &Places, now: &Places) -> bool {
    match edit {
        Edit::Relate { relation, .. } => !now.relations(relation).is_empty(),
        Edit::Delete(Target::Relation(relation)) => {
            let before = was.relations(relation).len();
            now.relations(relation).len() == before.saturating_sub(1)
        }
        Edit::Judge { target: Target::Relation(relation), verdict } => {
            let there = now.relations(relation);
            let is_so = match verdict {
                Status::Accepted => |status| matches!(status, Status::Accepted | Status::Human),
                Status::Rejected => |status| status == Status::Rejected,
                _ => |status| status == Status::Suggested,
            };
            there.iter().any(|it| is_so(it.status))
                || there.is_empty() && *verdict != Status::Accepted
        }
        Edit::RetypeRelation { relation, to, .. } => {
            let of = RelationAnchor { relation_type: to.name().to_owned(), ..relation.clone() };
            !now.relations(&of).is_empty()
        }
        Edit::Reverse { relation } => {
            let (subject, object) = (relation.object.clone(), relation.subject.clone());
            !now.relations(&RelationAnchor { subject, object, ..relation.clone() }).is_empty()
        }
        Edit::Qualify { relation, said } => now.relations(relation).iter().any(|it| {
            said.negated.is_none_or(|negated| it.negated == negated)
                && said.modality.is_none_or(|modality| it.modality == modality)
                && said
                    .attributed_to
                    .as_ref()
                    .is_none_or(|by| by.is_some() == it.attributed_to.is_some())
        }),
        _ => panic!("no edit of a relation: {edit:?}"),
    }
}

/// Whether nothing was found in the place of a mention, or the mention was.
fn is_known(was: &Places, mention: &MentionAnchor) -> bool {
    was.at(mention).is_empty() || !was.of_type(mention, &mention.entity_type).is_empty()
}

impl<'a> Places<'a> {
    /// The mentions in a place; if its words are not there, those with its words.
    fn at(&self, place: &MentionAnchor) -> Vec<&'a Mention> {
        let words = place.text.trim();
        let blank = place.text.chars().take_while(|c| c.is_whitespace()).count();
        let rest = self.article.document.text.chars().skip(place.start);
        let is_there = rest.take(place.text.chars().count()).eq(place.text.chars());
        let is_it = |it: &&Mention| {
            let start = self.anchors.mention(it).start;
            it.text == words && (!is_there || start == place.start + blank)
        };
        self.article.mentions.iter().filter(is_it).collect()
    }

    fn of_type(&self, place: &MentionAnchor, name: &str) -> Vec<&'a Mention> {
        let there = self.at(place).into_iter();
        there.filter(|it| it.entity_type.name() == name).collect()
    }

    fn entities(&self, place: &MentionAnchor) -> Vec<&'a Entity> {
        let there = self.at(place);
        let is_of = |entity: &&Entity| there.iter().any(|it| it.entity == entity.id);
        self.article.entities.iter().filter(is_of).collect()
    }

    /// The relations of a type between what stands in two places.
    fn relations(&self, of: &RelationAnchor) -> Vec<&'a Relation> {
        let ends = [&of.subject, &of.object].map(|end| self.entities(end));
        let is_end = |end: usize, id: &str| ends[end].iter().any(|entity| entity.id == id);
        let is_it = |it: &&Relation| {
            let is_symmetric = it.relation_type.is_symmetric();
            it.relation_type.name() == of.relation_type
                && (is_end(0, &it.subject) && is_end(1, &it.object)
                    || is_symmetric && is_end(1, &it.subject) && is_end(0, &it.object))
        };
        self.article.relations.iter().filter(is_it).collect()
    }
}
