//! The kinds of edit: what a reader can change. Each names what it is about by anchors, as things stood
//! just before it.

use std::collections::BTreeMap;

use super::anchor::{MentionAnchor, RelationAnchor};
use crate::{
    document::{BlockKind, EntityType, MentionKind, Modality, QualifierKind, RelationType},
    export::json::{Extra, Link, Span, Status},
    pipeline::Published,
};

/// One change. Its saved form is a [`Row`](super::Row).
///
/// Types of a reader's own are not known yet. They will need no other kinds: in rows, types are names already.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Some words are a mention. Where one of that type is already, it is accepted.
    Add {
        /// The new mention.
        mention: MentionAnchor,
        /// How it refers; a value if its type is one, a name otherwise, when left out.
        kind: Option<MentionKind>,
        /// For values, the normal form.
        value: Option<String>,
        /// The entity that it stands for; one of its own when left out.
        entity: Option<MentionAnchor>,
    },
    /// A mention is of another type. When all mentions of an entity are, the entity is.
    Retype {
        /// Which.
        mention: MentionAnchor,
        /// Its type.
        to: EntityType,
    },
    /// An entity is of another type, and so are those of its mentions that had its type.
    RetypeEntity {
        /// Any of its mentions.
        mention: MentionAnchor,
        /// Its type.
        to: EntityType,
    },
    /// A mention is longer or shorter.
    Resize {
        /// Which.
        mention: MentionAnchor,
        /// Its place.
        to: Span,
    },
    /// Something is no part of the document any more.
    Delete(Target),
    /// Something is right or wrong.
    Judge {
        /// What.
        target: Target,
        /// Accepted or rejected; suggested takes an earlier verdict back.
        verdict: Status,
    },
    /// Two entities are one.
    Merge {
        /// Any mention of the one that stays.
        into: MentionAnchor,
        /// Any mention of the other.
        other: MentionAnchor,
    },
    /// A mention stands for an entity of its own.
    Split {
        /// Which.
        mention: MentionAnchor,
    },
    /// An entity is called otherwise.
    Rename {
        /// Any of its mentions.
        mention: MentionAnchor,
        /// Its name.
        name: String,
    },
    /// What an entity is in knowledge bases.
    Link {
        /// Any of its mentions.
        mention: MentionAnchor,
        /// All its links; none takes them away.
        links: Vec<Link>,
    },
    /// A sentence says a relation. Where it is already, it is accepted.
    Relate {
        /// The new relation. Its evidence is a sentence with both ends; an empty trigger is all of it.
        relation: RelationAnchor,
        /// What else is said of it.
        said: Said,
    },
    /// A relation is of another type.
    RetypeRelation {
        /// Which.
        relation: RelationAnchor,
        /// Its type.
        to: RelationType,
        /// The predicate's words, for the type "other".
        label: Option<String>,
    },
    /// Subject and object of a relation change places.
    Reverse {
        /// Which.
        relation: RelationAnchor,
    },
    /// When, where, by whom and how surely a relation is said.
    Qualify {
        /// Which.
        relation: RelationAnchor,
        /// What changes.
        said: Said,
    },
    /// Words of the reader's own: wherever they stand in text that is read and no longer mention holds them, they are
    /// of a type, and one entity. So they are found in another reading, too.
    Own {
        /// The words.
        words: String,
        /// Their type.
        of: EntityType,
    },
    /// What a stretch of text is. The engine must be asked again: [`input`](super::input()).
    Block {
        /// The stretch.
        place: Span,
        /// What it is.
        kind: BlockKind,
    },
    /// The day of publication. The engine must be asked again: [`input`](super::input()).
    Published(Published),
    /// Some words make way for others. The engine must be asked again: [`input`](super::input()). Whether a text was
    /// read with it is told by the words after, so these should not be empty: [`text_changes`].
    Text {
        /// The words before; an empty place puts in.
        place: Span,
        /// The words after.
        words: String,
    },
}

/// What a verdict is about.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(clippy::large_enum_variant, reason = "made one at a time")
)]
pub enum Target {
    /// A mention.
    Mention(MentionAnchor),
    /// A relation.
    Relation(RelationAnchor),
}

/// What can be said of a relation besides its type and ends; what is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// When, where, in which role: all of them.
    pub qualifiers: Option<BTreeMap<QualifierKind, String>>,
    /// Whether the text says that it is not so.
    pub negated: Option<bool>,
    /// Whether it is over.
    pub past: Option<bool>,
    /// Whether it is said to be a fact.
    pub modality: Option<Modality>,
    /// Who says so: any mention of it, or `None` inside for the article itself.
    pub attributed_to: Option<Option<MentionAnchor>>,
}

/// The changes of the text that lead from one to another, one for each line where lines stay, each with a word or so
/// of what is round it, from the last to the first.
pub fn text_changes(old: &str, new: &str) -> Vec<Edit> {
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) =
        (old.split('\n').collect(), new.split('\n').collect());
    if old_lines.len() != new_lines.len() {
        return change(0, old, new).into_iter().collect();
    }
    let mut start = 0;
    let mut changes = Vec::new();
    for (old, new) in old_lines.into_iter().zip(new_lines) {
        changes.extend(change(start, old, new));
        start += old.chars().count() + 1;
    }
    changes.reverse();
    changes
}

/// The change between two passages that start in the same place, in code points.
fn change(start: usize, old: &str, new: &str) -> Option<Edit> {
    if old == new {
        return None;
    }
    let same = |(one, other): &(char, char)| one == other;
    let ahead = old.chars().zip(new.chars()).take_while(same);
    let before: usize = ahead.map(|(one, _)| one.len_utf8()).sum();
    let (old_rest, new_rest) = (&old[before..], &new[before..]);
    let behind = old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(same);
    let after: usize = behind.map(|(one, _)| one.len_utf8()).sum();
    // The word before, and the one after.
    let from = old[..before].trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let from = old.ceil_char_boundary(from);
    let tail = &old[old.len() - after..];
    let blank = tail.len() - tail.trim_start().len();
    let to = after - tail[blank..].find(char::is_whitespace).map_or(tail.len(), |at| blank + at);
    let text = old[from..old.len() - to].to_owned();
    let words = new[from..new.len() - to].to_owned();
    let start = start + old[..from].chars().count();
    let end = start + text.chars().count();
    Some(Edit::Text { place: Span { start, end, text, extra: Extra::new() }, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_text_is_told_with_the_words_around() {
        for (old, new, expected) in [
            ("a b c d e", "a b x d e", vec!["2: b c d > b x d"]),
            ("🚨 Zoë met Tor", "Zoë met Tor", vec!["0: 🚨 Zoë > Zoë"]),
            ("Rain", "Rain fell", vec!["0: Rain > Rain fell"]),
            ("Oslo and Rome", "Oslo or Rome", vec!["0: Oslo and Rome > Oslo or Rome"]),
            (
                "one two\nthree\nfour",
                "one too\nthree\nfive",
                vec!["14: four > five", "4: two > too"],
            ),
            ("one\ntwo", "one\n\ntwo", vec!["0: one\ntwo > one\n\ntwo"]),
            ("", "Rain", vec!["0:  > Rain"]),
            ("Rain", "Rain", vec![]),
        ] {
            let words = |edit: &Edit| match edit {
                Edit::Text { place, words } => format!("{}: {} > {words}", place.start, place.text),
                other => panic!("{other:?}"),
            };
            assert_eq!(
                text_changes(old, new).iter().map(words).collect::<Vec<_>>(),
                expected,
                "{new:?}"
            );
        }
    }
}
