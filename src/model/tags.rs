//! The types of names, sets of them, and the tags that mark where a name begins and ends.

use crate::document::EntityType;

/// The types that the network tells apart; dates and amounts are found by rules.
pub const NAME_TYPES: [EntityType; 10] = [
    EntityType::Person,
    EntityType::Norp,
    EntityType::Org,
    EntityType::Gpe,
    EntityType::Loc,
    EntityType::Fac,
    EntityType::Event,
    EntityType::Product,
    EntityType::Law,
    EntityType::WorkOfArt,
];

/// How many tags there are: one for "in no name", and four positions for each type.
pub const TAGS: usize = 1 + 4 * NAME_TYPES.len();

/// Where a token stands in a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// First of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// Last of several.
    End,
    /// The only one.
    Single,
}

impl Position {
    /// Where the token at `index` of a name of `len` tokens stands.
    pub fn of(index: usize, len: usize) -> Self {
        match (index == 0, index + 1 == len) {
            (true, true) => Self::Single,
            (true, false) => Self::Begin,
            (false, true) => Self::End,
            (false, false) => Self::Inside,
        }
    }
}

/// A tag: in no name, or a position in a name of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag(u8);

impl Tag {
    /// In no name.
    pub const OUTSIDE: Self = Self(0);

    /// The tag of a position in a name of the type at `type_index` in [`NAME_TYPES`].
    pub fn new(position: Position, type_index: usize) -> Self {
        Self(1 + 4 * type_index as u8 + position as u8)
    }

    /// The tag at `index`, which is below [`TAGS`].
    pub fn from_index(index: usize) -> Self {
        Self(index as u8)
    }

    /// Its place among the scores.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The type's index in [`NAME_TYPES`], unless the tag is "in no name".
    pub fn type_index(self) -> Option<usize> {
        (self.0 > 0).then(|| (self.0 as usize - 1) / 4)
    }

    /// Whether a name ends here, or none is here.
    pub fn closes(self) -> bool {
        self.0 == 0 || (self.0 - 1) % 4 >= Position::End as u8
    }

    /// Whether a name begins here, or none is here.
    pub fn opens(self) -> bool {
        self.0 == 0 || matches!((self.0 - 1) % 4, 0 | 3)
    }

    /// Whether `next` may stand after this tag.
    pub fn precedes(self, next: Self) -> bool {
        self.closes() == next.opens() && (self.closes() || self.type_index() == next.type_index())
    }
}

/// A set of [`NAME_TYPES`], perhaps with "no name": what an annotation leaves possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypeSet(u16);

impl TypeSet {
    /// Not a name.
    pub const NO_NAME: Self = Self(1 << NAME_TYPES.len());

    /// The set of these types. Types of values are left out.
    pub const fn of(types: &[EntityType]) -> Self {
        let mut bits = 0;
        let mut index = 0;
        while index < types.len() {
            let mut known = 0;
            while known < NAME_TYPES.len() {
                if NAME_TYPES[known] as u8 == types[index] as u8 {
                    bits |= 1 << known;
                }
                known += 1;
            }
            index += 1;
        }
        Self(bits)
    }

    /// What is in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether "no name" is in it.
    pub fn allows_no_name(self) -> bool {
        self.0 & Self::NO_NAME.0 != 0
    }

    /// Whether the type is in it.
    pub fn contains(self, entity_type: EntityType) -> bool {
        self.0 & Self::of(&[entity_type]).0 != 0
    }

    /// Whether all of `other` is in it.
    pub fn contains_all(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// The only type in it, if there is just one and "no name" is not.
    pub fn only(self) -> Option<EntityType> {
        self.0
            .is_power_of_two()
            .then(|| NAME_TYPES.get(self.0.trailing_zeros() as usize).copied())
            .flatten()
    }

    /// The indices of its types in [`NAME_TYPES`].
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..NAME_TYPES.len()).filter(move |index| self.0 >> index & 1 == 1)
    }
}

/// A set of tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagSet(u64);

impl TagSet {
    /// Only "in no name".
    pub const OUTSIDE: Self = Self(1);

    /// The tags of one position in names of any of the types; "in no name" if the set has it.
    pub fn at(position: Position, types: TypeSet) -> Self {
        let outside = u64::from(types.allows_no_name());
        Self(
            types
                .indices()
                .fold(outside, |bits, index| bits | 1 << Tag::new(position, index).index()),
        )
    }

    /// "In no name", and every position in names of the types.
    pub fn outside_or(types: TypeSet) -> Self {
        Self(types.indices().fold(1, |bits, index| bits | 0b1111 << (1 + 4 * index)))
    }

    /// Every tag: nothing is known.
    pub const ALL: Self = Self((1 << TAGS) - 1);

    /// Its tags as the bits of a number.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// What is in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the tag is in it.
    pub fn contains(self, tag: Tag) -> bool {
        self.0 >> tag.index() & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(name: &str) -> Tag {
        let position = match &name[..1] {
            "B" => Position::Begin,
            "I" => Position::Inside,
            "E" => Position::End,
            "S" => Position::Single,
            _ => return Tag::OUTSIDE,
        };
        Tag::new(position, if name.ends_with("PER") { 0 } else { 2 })
    }

    #[test]
    fn which_tag_may_follow_which() {
        for (tag_name, followers) in [
            ("O", "O B-PER S-ORG"),
            ("B-PER", "I-PER E-PER"),
            ("I-PER", "I-PER E-PER"),
            ("E-PER", "O B-PER B-ORG S-PER"),
            ("S-ORG", "O B-ORG S-PER"),
        ] {
            for next in
                ["O", "B-PER", "I-PER", "E-PER", "S-PER", "B-ORG", "I-ORG", "E-ORG", "S-ORG"]
            {
                let close = followers.split(' ').any(|follower| follower == next);
                let expected = close || (tag(tag_name).closes() && tag(next).opens());
                assert_eq!(tag(tag_name).precedes(tag(next)), expected, "{tag_name} {next}");
            }
        }
    }

    #[test]
    fn sets_of_types() {
        let place = TypeSet::of(&[EntityType::Gpe, EntityType::Loc]);
        assert_eq!(place.only(), None);
        assert_eq!(TypeSet::of(&[EntityType::Org]).only(), Some(EntityType::Org));
        assert_eq!(TypeSet::NO_NAME.only(), None);
        assert_eq!(place.indices().collect::<Vec<_>>(), [3, 4]);
        assert!(place.contains(EntityType::Loc) && !place.contains(EntityType::Date));
    }

    #[test]
    fn sets_of_tags() {
        let places = TypeSet::of(&[EntityType::Gpe, EntityType::Loc]);
        let set = TagSet::at(Position::Begin, places);
        assert!(set.contains(Tag::new(Position::Begin, 3)));
        assert!(!set.contains(Tag::new(Position::End, 3)) && !set.contains(Tag::OUTSIDE));
        let partial = TagSet::outside_or(places);
        assert!(partial.contains(Tag::OUTSIDE) && partial.contains(Tag::new(Position::End, 4)));
        assert!(!partial.contains(Tag::new(Position::Begin, 0)));
    }
}
