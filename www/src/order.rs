//! Sorting for the page, whose lists are numbers of what they stand for.

use gloss::order::sort_numbers;

/// Puts numbers in the order of what they stand for; equals stay as they were.
pub fn sort_by_key<K: Ord>(numbers: &mut [usize], key: impl Fn(usize) -> K) {
    sort_numbers(numbers, &mut |one, other| key(one).cmp(&key(other)));
}
