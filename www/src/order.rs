//! Sorting for the page. Every sort of the standard library that is compiled for a type of its own is
//! a few kilobytes of download, so the page's lists are numbers and share one.

use std::cmp::Ordering;

/// Puts numbers in an order; equals stay as they were.
pub fn sort(numbers: &mut [usize], compare: &mut dyn FnMut(usize, usize) -> Ordering) {
    numbers.sort_by(|&one, &other| compare(one, other));
}

/// Puts numbers in the order of what they stand for; equals stay as they were.
pub fn sort_by_key<K: Ord>(numbers: &mut [usize], key: impl Fn(usize) -> K) {
    sort(numbers, &mut |one, other| key(one).cmp(&key(other)));
}
