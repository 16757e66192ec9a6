//! From scores to names: the best sequence of tags in which every name that opens also closes.

use super::{
    matrix::exp,
    network::SCORES,
    tags::{NAME_TYPES, TAGS, Tag},
};
use crate::{document::EntityType, text::TokenSpan};

/// A name that the network sees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FoundName {
    /// Its tokens, counted from the start of the sentence.
    pub tokens: TokenSpan,
    /// What it is.
    pub entity_type: EntityType,
    /// The mean, over its tokens, of the probability of their tags: from 0 to 1.
    pub probability: f32,
}

/// The names of one sentence, from [`SCORES`] numbers for each of its tokens.
pub fn decode(scores: &[f32]) -> Vec<FoundName> {
    let tags = best_tags(scores);
    let mut names = Vec::new();
    let mut start = 0;
    for (index, tag) in tags.iter().enumerate() {
        if tag.opens() {
            start = index;
        }
        if let Some(type_index) = tag.type_index().filter(|_| tag.closes()) {
            let tokens = start..index + 1;
            let probability = tokens
                .clone()
                .map(|token| probabilities(&scores[token * SCORES..][..TAGS])[tags[token].index()])
                .sum::<f32>()
                / tokens.len() as f32;
            names.push(FoundName {
                tokens: TokenSpan::new(tokens.start, tokens.end),
                entity_type: NAME_TYPES[type_index],
                probability,
            });
        }
    }
    names
}

/// The sequence of tags with the greatest sum of scores among those that are well formed.
fn best_tags(scores: &[f32]) -> Vec<Tag> {
    let mut sums = [f32::NEG_INFINITY; TAGS];
    let mut ways: Vec<[u8; TAGS]> = Vec::new();
    for (index, scores) in scores.chunks_exact(SCORES).enumerate() {
        let (arrivals, way) = if index == 0 { beginnings() } else { best_arrivals(&sums) };
        for (tag, sum) in sums.iter_mut().enumerate() {
            *sum = arrivals[tag] + scores[tag];
        }
        ways.push(way);
    }
    let last = (0..TAGS).filter(|&tag| Tag::from_index(tag).closes());
    let mut tag = last.fold(0, |best, tag| if sums[tag] > sums[best] { tag } else { best });
    let mut tags = vec![Tag::OUTSIDE; ways.len()];
    for (index, way) in ways.iter().enumerate().rev() {
        tags[index] = Tag::from_index(tag);
        tag = way[tag] as usize;
    }
    tags
}

/// The sums with which a sentence may begin.
fn beginnings() -> ([f32; TAGS], [u8; TAGS]) {
    let sum = |tag| if Tag::from_index(tag).opens() { 0.0 } else { f32::NEG_INFINITY };
    (std::array::from_fn(sum), [0; TAGS])
}

/// For each tag the greatest sum with which it can be reached, and from where. A tag that opens is
/// reached from the best that closes; one that goes on, from the same type's begin or inside.
fn best_arrivals(sums: &[f32; TAGS]) -> ([f32; TAGS], [u8; TAGS]) {
    let best = |tags: &mut dyn Iterator<Item = usize>| {
        tags.fold((f32::NEG_INFINITY, 0), |best, tag| {
            if sums[tag] > best.0 { (sums[tag], tag as u8) } else { best }
        })
    };
    let closed = best(&mut (0..TAGS).filter(|&tag| Tag::from_index(tag).closes()));
    let mut arrivals = [closed.0; TAGS];
    let mut way = [closed.1; TAGS];
    for begin in (1..TAGS).step_by(4) {
        let (inside, end) = (begin + 1, begin + 2);
        let going_on = best(&mut [begin, inside].into_iter());
        for tag in [inside, end] {
            (arrivals[tag], way[tag]) = going_on;
        }
    }
    (arrivals, way)
}

/// The probability of each tag, from one token's scores.
pub fn probabilities(scores: &[f32]) -> [f32; TAGS] {
    let greatest = scores.iter().fold(f32::NEG_INFINITY, |greatest, score| greatest.max(*score));
    let weights: [f32; TAGS] =
        std::array::from_fn(|tag| scores.get(tag).map_or(0.0, |score| exp(score - greatest)));
    let total: f32 = weights.iter().fold(0.0, |sum, weight| sum + weight);
    weights.map(|weight| weight / total)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same additions give the same bits")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::tags::Position;

    /// Scores of a sentence in which these tags stand out.
    fn scores(tags: &[(Tag, f32)]) -> Vec<f32> {
        let mut scores = vec![0.0; tags.len() * SCORES];
        for (index, (tag, score)) in tags.iter().enumerate() {
            scores[index * SCORES + tag.index()] = *score;
        }
        scores
    }

    fn spans(scores: &[f32]) -> Vec<(usize, usize, EntityType)> {
        let names = decode(scores).into_iter();
        names.map(|name| (name.tokens.start(), name.tokens.end(), name.entity_type)).collect()
    }

    #[test]
    fn names_come_out_whole() {
        let (person, org) = (0, 2);
        let scores = scores(&[
            (Tag::new(Position::Begin, person), 5.0),
            (Tag::new(Position::End, person), 5.0),
            (Tag::OUTSIDE, 5.0),
            (Tag::new(Position::Single, org), 5.0),
        ]);
        assert_eq!(spans(&scores), [(0, 2, EntityType::Person), (3, 4, EntityType::Org)]);
    }

    #[test]
    fn a_name_that_never_ends_gives_way() {
        let scores = scores(&[(Tag::new(Position::Begin, 0), 5.0), (Tag::OUTSIDE, 7.0)]);
        assert_eq!(spans(&scores), []);
        assert_eq!(decode(&[]), []);
    }

    proptest! {
        #[test]
        fn any_scores_give_names_in_order(
            scores in prop::collection::vec(prop::collection::vec(-9.0_f32..9.0, SCORES), 0..12),
        ) {
            let names = decode(&scores.concat());
            prop_assert!(names.iter().all(|name| !name.tokens.is_empty()));
            prop_assert!(names.iter().all(|name| name.tokens.end() <= scores.len()));
            prop_assert!(names.iter().all(|name| (0.0..=1.0).contains(&name.probability)));
            let ordered = names.windows(2).all(|pair| pair[0].tokens.end() <= pair[1].tokens.start());
            prop_assert!(ordered);
        }

        #[test]
        fn arrivals_follow_the_rule_of_neighbours(
            scores in prop::collection::vec(-9.0_f32..9.0, TAGS),
        ) {
            let sums: [f32; TAGS] = std::array::from_fn(|tag| scores[tag]);
            let (arrivals, way) = best_arrivals(&sums);
            for next in 0..TAGS {
                let allowed = (0..TAGS)
                    .filter(|&tag| Tag::from_index(tag).precedes(Tag::from_index(next)));
                let best = allowed.map(|tag| sums[tag]).fold(f32::NEG_INFINITY, f32::max);
                prop_assert_eq!(arrivals[next], best);
                prop_assert_eq!(sums[way[next] as usize], best);
            }
        }
    }
}
