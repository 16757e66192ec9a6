//! A change of the text, and where places are after it. Positions count code points.

/// Some words made way for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Change<'a> {
    /// Where they stood.
    pub(super) start: usize,
    /// The words before.
    pub(super) removed: &'a str,
    /// The words after.
    pub(super) inserted: &'a str,
}

impl Change<'_> {
    fn end(&self) -> usize {
        self.start.saturating_add(count(self.removed))
    }

    fn moved(&self, position: usize) -> usize {
        position.saturating_sub(count(self.removed)).saturating_add(count(self.inserted))
    }

    /// Where a stretch of text is after the change, with what was changed inside it. Empty when all of
    /// it made way.
    pub(super) fn stretch(&self, (start, end): (usize, usize)) -> (usize, usize) {
        if end <= self.start {
            return (start, end);
        }
        let new_start = match start {
            _ if start >= self.end() => self.moved(start),
            _ if start > self.start => self.start.saturating_add(count(self.inserted)),
            _ => start,
        };
        let new_end = if end >= self.end() { self.moved(end) } else { self.start };
        (new_start, new_end.max(new_start))
    }

    /// Where some words are after the change; `None` when they are gone.
    pub(super) fn words(&self, span: (usize, usize), words: &str) -> Option<(usize, usize)> {
        let (start, end) = span;
        if end <= self.start || start >= self.end() {
            return Some(self.stretch(span));
        }
        // Of a passage that was written anew, they may have stayed: then as often as before.
        let within = start.checked_sub(self.start)?;
        let places = places_of(words, self.removed);
        let number = places.iter().position(|&place| place == within)?;
        let now = places_of(words, self.inserted);
        let place = *now.get(number).filter(|_| now.len() == places.len())?;
        let start = self.start.saturating_add(place);
        Some((start, start.saturating_add(count(words))))
    }
}

/// How many code points.
pub(super) fn count(words: &str) -> usize {
    words.chars().count()
}

/// Where words stand in a passage, as whole words.
fn places_of(words: &str, passage: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let (mut byte, mut point) = (0, 0);
    while let Some(at) = next_whole(passage, words, byte) {
        point += count(&passage[byte..at]);
        places.push(point);
        byte = at + words.len();
        point += count(words);
    }
    places
}

/// The next place, in bytes, where words stand as whole words; not blank ones.
pub(super) fn next_whole(text: &str, words: &str, from: usize) -> Option<usize> {
    if words.trim().is_empty() {
        return None;
    }
    let continues = |one: Option<char>, other: Option<char>| {
        one.zip(other).is_some_and(|(one, other)| one.is_alphanumeric() && other.is_alphanumeric())
    };
    let found = text.get(from..)?.match_indices(words).map(|(at, _)| from + at);
    let mut whole = found.filter(|&at| {
        !continues(text[..at].chars().next_back(), words.chars().next())
            && !continues(words.chars().next_back(), text[at + words.len()..].chars().next())
    });
    whole.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The change that takes out what stands in brackets before the bar, and puts in what is after it:
    /// "a [b|c] d".
    fn change(marked: &str) -> (Change<'_>, String) {
        let (before, rest) = marked.split_once('[').unwrap();
        let (removed, rest) = rest.split_once('|').unwrap();
        let (inserted, after) = rest.split_once(']').unwrap();
        let old = [before, removed, after].concat();
        (Change { start: count(before), removed, inserted }, old)
    }

    fn span(text: &str, words: &str) -> (usize, usize) {
        let start = count(&text[..text.find(words).unwrap()]);
        (start, start + count(words))
    }

    #[test]
    fn words_move_with_a_change_of_the_text() {
        for (marked, words, moved) in [
            ("Zoë met [Tor|Tor Aas] in Oslo.", "Zoë", Some((0, 3))),
            ("Zoë met [Tor|Tor Aas] in Oslo.", "Oslo", Some((19, 23))),
            ("Zoë met [Tor |]in Oslo.", "Oslo", Some((11, 15))),
            ("[|🚨 ]Zoë met Tor.", "Zoë", Some((2, 5))),
            ("Zoë[| Lind] met Tor.", "Zoë", Some((0, 3))),
            ("Zoë met [Tor|Ida] in Oslo.", "Tor", None),
            ("Zoë met T[o|i]r in Oslo.", "Tor", None),
            ("Zoë [met Tor in|saw Tor near] Oslo.", "Tor", Some((8, 11))),
            ("Zoë [met Tor|saw Tor, Tor] in Oslo.", "Tor", None),
            ("Zoë [met Tor|saw Torvald] in Oslo.", "Tor", None),
        ] {
            let (change, old) = change(marked);
            assert_eq!(change.words(span(&old, words), words), moved, "{marked} {words}");
        }
    }

    #[test]
    fn a_sentence_keeps_what_was_changed_in_it() {
        for (marked, sentence, moved) in [
            ("Rain. Zoë met [Tor|Tor Aas]. Sun.", "Zoë met Tor.", (6, 22)),
            ("Rain. [Zoë met Tor.|] Sun.", "Zoë met Tor.", (6, 6)),
            ("Rain[. Zoë|, and she] met Tor. Sun.", "Zoë met Tor.", (13, 22)),
            ("Rain. Zoë met [Tor. Sun|him]. Wind.", "Zoë met Tor.", (6, 14)),
        ] {
            let (change, old) = change(marked);
            assert_eq!(change.stretch(span(&old, sentence)), moved, "{marked}");
        }
    }

    #[test]
    fn positions_far_beyond_the_text_do_no_harm() {
        let change = Change { start: usize::MAX, removed: "a", inserted: "bc" };
        assert_eq!(change.stretch((3, usize::MAX)), (3, usize::MAX));
        assert_eq!(change.words((usize::MAX, usize::MAX), "a"), Some((usize::MAX, usize::MAX)));
    }
}
