//! Small letters, as the standard library makes them, from a table that is a fifth as large: see
//! `build.rs`.

/// Letters that are some step apart: the first, the last, the step, how far away their small forms lie.
type Run = (char, char, u32, i32);

const RUNS: &[Run] = &include!(concat!(env!("OUT_DIR"), "/small_letters.rs"));

/// The only letter whose small form is two characters, and the second of them.
const DOTTED: (char, char) = ('İ', '\u{307}');

/// Words in small letters.
pub trait Lower {
    /// The words in small letters: what [`str::to_lowercase`] gives.
    fn lower(&self) -> String;
}

impl Lower for str {
    fn lower(&self) -> String {
        if self.is_ascii() {
            return self.to_ascii_lowercase();
        }
        let mut lower = String::with_capacity(self.len());
        for (at, letter) in self.char_indices() {
            match letter {
                'Σ' if ends_word(self, at) => lower.push('ς'),
                _ => lower.extend(small(letter)),
            }
        }
        lower
    }
}

/// The small form of a letter, or the character itself: one character, rarely two.
pub fn small(letter: char) -> impl Iterator<Item = char> {
    let dot = (letter == DOTTED.0).then_some(DOTTED.1);
    std::iter::once(one_small(letter)).chain(dot)
}

fn one_small(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let code = u32::from(letter);
    let after = RUNS.partition_point(|(first, ..)| *first <= letter);
    let run = after.checked_sub(1).map(|before| RUNS[before]);
    run.filter(|(first, last, step, _)| {
        letter <= *last && (code - u32::from(*first)).is_multiple_of(*step)
    })
    .and_then(|(.., distance)| char::from_u32(code.wrapping_add_signed(distance)))
    .unwrap_or(letter)
}

/// Whether the letter at a position stands last in its word, and not alone.
fn ends_word(text: &str, at: usize) -> bool {
    let mut rest = text[at..].chars().skip(1);
    text[..at].ends_with(char::is_alphabetic) && !rest.next().is_some_and(char::is_alphabetic)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "what is compared")]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_as_in_the_standard_library() {
        for letter in '\0'..=char::MAX {
            assert!(small(letter).eq(letter.to_lowercase()), "{letter}");
        }
    }

    #[test]
    fn words_are_as_in_the_standard_library() {
        for words in
            ["", "Asim MUNIR", "ÅSA Ågren", "İstanbul", "ΟΔΟΣ ΟΔΟΣ Σ", "ΣΟΦΙΑΣ, ΣΑΣ.", "ẞ ǅ Ⅷ"]
        {
            assert_eq!(words.lower(), words.to_lowercase());
        }
    }
}
