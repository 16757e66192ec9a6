//! What a reader does to a mention, an entity or a relation, as a step of the review; and what the machine had
//! said there.

use gloss::{
    document::{EntityType, Named as _, RelationType},
    export::json::Status,
    review::{
        Edit, Step,
        anchor::{Anchors, MentionAnchor},
        edit::{Said, Target},
        everywhere,
    },
};

use crate::{look::type_words, state::Selected, view::View};

/// What can be done to a mention, or to an entity as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// It is right or wrong.
    Judge(Status),
    /// It is of another type.
    Retype(EntityType),
    /// It is no mention.
    Delete,
    /// It stands for an entity of its own.
    Split,
    /// Its entity is the same as this one, by index.
    Merge(usize),
    /// Its entity is called otherwise.
    Rename(String),
}

/// The mentions that occur like the chosen one, itself included: the same words and type.
pub fn occurrences(view: &View, shown: usize) -> usize {
    let it = view.mention(shown);
    let same = |&shown: &usize| {
        let other = view.mention(shown);
        other.text == it.text && other.entity_type == it.entity_type
    };
    (0..view.mention_count()).filter(same).count()
}

/// The step that does something to the chosen mention; to all that occur like it; where no mention is chosen, to
/// all of the entity. `None` when there is nothing to do it to.
pub fn step(
    view: &View,
    Selected { entity, mention }: Selected,
    all: bool,
    action: Action,
) -> Option<Step> {
    let anchors = Anchors::new(&view.article);
    let of = |shown: usize| anchors.mention(view.mention(shown));
    let first = (0..view.mention_count()).find(|&shown| view.entity_of(shown) == entity);
    let chosen = of(mention.or(first)?);
    let name = view.entity(entity).name.as_str();
    let words = if mention.is_some() { chosen.text.clone() } else { name.to_owned() };
    let one = |edit: Edit| match (all, mention) {
        (true, Some(_)) => everywhere(&view.article, &edit),
        _ => vec![edit],
    };
    let (does, edits) = match action {
        Action::Judge(verdict) => {
            let judge =
                |mention: MentionAnchor| Edit::Judge { target: Target::Mention(mention), verdict };
            let edits = match mention {
                Some(_) => one(judge(chosen)),
                None => (0..view.mention_count())
                    .filter(|&shown| view.entity_of(shown) == entity)
                    .map(|shown| judge(of(shown)))
                    .collect(),
            };
            (judged(verdict).to_owned(), edits)
        }
        Action::Retype(to) => {
            let edits = match mention {
                Some(_) => one(Edit::Retype { mention: chosen, to }),
                None => vec![Edit::RetypeEntity { mention: chosen, to }],
            };
            (format!("{} it is:", type_words(to).0), edits)
        }
        Action::Delete => ("Delete".to_owned(), one(Edit::Delete(Target::Mention(chosen)))),
        Action::Split => ("Split off".to_owned(), one(Edit::Split { mention: chosen })),
        Action::Merge(other) => {
            let other_first = view.mentions_of(other).first().map(|&shown| of(shown))?;
            let edit = Edit::Merge { into: chosen, other: other_first };
            return Some(Step::new(
                ["Merge ", name, " with ", &view.entity(other).name].concat(),
                [edit],
            ));
        }
        Action::Rename(to) => {
            let label = ["Rename ", name, " to ", &to].concat();
            return Some(Step::new(label, [Edit::Rename { mention: chosen, name: to }]));
        }
    };
    let times = match edits.len() {
        1 => " ".to_owned(),
        many => format!(" {many} × "),
    };
    Some(Step::new([&does, &*times, &words].concat(), edits))
}

fn judged(verdict: Status) -> &'static str {
    match verdict {
        Status::Accepted => "Accept",
        Status::Rejected => "Reject",
        Status::Suggested | Status::Human => "Take back the verdict on",
    }
}

/// What can be done to a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelationAction {
    /// It is right or wrong.
    Judge(Status),
    /// It is of another type.
    Retype(RelationType),
    /// Subject and object change places.
    Swap,
    /// The text says that it is so, or not.
    Negate(bool),
    /// It is none.
    Delete,
}

/// The step that does something to a relation, by index.
pub fn relation_step(view: &View, index: usize, action: RelationAction) -> Option<Step> {
    let relation = Anchors::new(&view.article).relation(view.article.relations.get(index)?)?;
    let (does, edit) = match action {
        RelationAction::Judge(verdict) => {
            (judged(verdict), Edit::Judge { target: Target::Relation(relation), verdict })
        }
        RelationAction::Retype(to) => {
            let edit = Edit::RetypeRelation { relation, to, label: None };
            (to.phrase(), edit)
        }
        RelationAction::Swap => ("Swap ends", Edit::Reverse { relation }),
        RelationAction::Negate(negated) => {
            let said = Said { negated: Some(negated), ..Said::default() };
            let does = if negated { "Said not to be so" } else { "Said to be so" };
            (does, Edit::Qualify { relation, said })
        }
        RelationAction::Delete => ("Delete", Edit::Delete(Target::Relation(relation))),
    };
    Some(Step::new([does, ": ", &view.sentence(index)].concat(), [edit]))
}

/// The types that a relation could be of, those that the article has between ends of the same types first.
pub fn relation_types(view: &View, index: usize) -> Vec<RelationType> {
    let ends = |index: usize| {
        let relation = &view.article.relations[index];
        let of = |id: &str| view.find_entity(id).map(|entity| view.entity(entity).entity_type);
        (of(&relation.subject), of(&relation.object))
    };
    let of_ends = view.relations().filter(|(other, _)| ends(*other) == ends(index));
    let mut types: Vec<RelationType> = Vec::new();
    let all = RelationType::ALL.iter().map(|(it, _)| *it);
    for it in of_ends.map(|(_, relation)| relation.relation_type).chain(all) {
        // Of "other", the words are the relation.
        if !types.contains(&it) && it != RelationType::Other {
            types.push(it);
        }
    }
    types
}

/// What a person decided of a mention, beside what the machine had said: "Gloss said Place; you say Building, site."
pub fn mention_verdict(view: &View, shown: usize) -> Option<String> {
    let mention = view.mention(shown);
    let machine = view.article.machine.as_ref();
    let was = machine.and_then(|machine| machine.mention(&mention.id));
    let said = was.filter(|was| was.entity_type != mention.entity_type).map(|was| {
        let [was, now] = [was, mention].map(|it| type_words(it.entity_type).0);
        format!("Gloss said {was}; you say {now}.")
    });
    let moved = || {
        Some("You put it with another entity.".to_owned())
            .filter(|_| was.is_some_and(|was| was.entity != mention.entity))
    };
    said.filter(|_| mention.status != Status::Rejected)
        .or_else(|| verdict_words(mention.status))
        .or_else(moved)
}

/// The same of a relation.
pub fn relation_verdict(view: &View, index: usize) -> Option<String> {
    let relation = view.article.relations.get(index)?;
    let was = view.article.machine.as_ref().and_then(|machine| machine.relation(&relation.id));
    let said = was.filter(|was| {
        (was.relation_type, &was.subject, was.negated)
            != (relation.relation_type, &relation.subject, relation.negated)
    });
    let said = said.map(|was| {
        let denied = if was.negated { "not: " } else { "" };
        let [subject, object] = [&was.subject, &was.object].map(|id| view.entity_name(id));
        let verb = was.label.as_deref().unwrap_or_else(|| was.relation_type.phrase());
        ["Gloss said “", denied, subject, " ", verb, " ", object, "”."].concat()
    });
    said.filter(|_| relation.status != Status::Rejected).or_else(|| verdict_words(relation.status))
}

fn verdict_words(status: Status) -> Option<String> {
    let words = match status {
        Status::Suggested => return None,
        Status::Accepted => "You accepted it.",
        Status::Rejected => "Gloss found it; you rejected it.",
        Status::Human => "You made it what it is.",
    };
    Some(words.to_owned())
}
