//! Tokens of a block.

use super::{
    hyphens,
    words::{self, Words},
};
use crate::{
    document::Token,
    text::{ByteSpan, Lower, is_blank},
};

/// Longest word, in bytes, that is looked up in lists; longer ones are in none.
const LONGEST_LISTED: usize = 16;

/// Longest word, in bytes, that a full stop, comma, colon or slash is looked at inside of: a longer
/// one is no number, date or abbreviation, and reading it again at every mark would take quadratic
/// time.
const LONGEST_JOINED: usize = 64;

/// Appends the tokens of a block.
pub(super) fn push_tokens(text: &str, block: ByteSpan, english: &Words, tokens: &mut Vec<Token>) {
    let (text, start) = (&text[..block.end()], block.start());
    let mut scanner = Scanner { text, english, start, at: start, tokens };
    while let Some(next) = scanner.char_at(scanner.at) {
        if is_blank(next) {
            scanner.at += next.len_utf8();
        } else {
            scanner.push_next(next);
        }
    }
}

/// Reads a block from left to right.
struct Scanner<'t> {
    /// The article up to the block's end.
    text: &'t str,
    english: &'t Words,
    /// Where the block starts.
    start: usize,
    /// Where the next token starts.
    at: usize,
    tokens: &'t mut Vec<Token>,
}

impl Scanner<'_> {
    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[self.start..at].chars().next_back()
    }

    /// Appends a token that ends at `end`, at least one character long.
    fn push_to(&mut self, end: usize) {
        debug_assert!(end > self.at, "a token is never empty");
        self.tokens.push(Token { span: ByteSpan::new(self.at, end) });
        self.at = end;
    }

    /// Appends the token, or the word with its clitics, that starts with `first`.
    fn push_next(&mut self, first: char) {
        let rest = &self.text[self.at..];
        let before = self.char_before(self.at);
        let known = address(rest, before, self.english);
        if let Some(length) = known.or_else(|| currency(rest, before)) {
            self.push_to(self.at + length);
        } else if is_word_char(first) {
            self.push_word();
        } else {
            let length = self.mark_length(first);
            self.push_to(self.at + length);
        }
    }

    /// The length of the token that starts with a character that is not part of a word.
    fn mark_length(&self, first: char) -> usize {
        let rest = &self.text[self.at..];
        match first {
            '\'' | '’' | '‘' => self.apostrophe_length(rest, first),
            '.' => decimal_fraction(rest, self.char_before(self.at))
                .unwrap_or_else(|| full_stops(rest)),
            '!' | '?' => run(rest, |c| matches!(c, '!' | '?' | '.')),
            '$' => run(rest, |c| c == '$'),
            '-' | '–' | '—' | '*' | '=' | '~' | '+' | '<' | '>' | '^' | '|' | '…' | '`' => {
                smiley(rest).unwrap_or_else(|| run(rest, |c| c == first))
            }
            ':' | ';' | '(' => smiley(rest).unwrap_or(1),
            '#' => hashtag(rest),
            _ => symbol_length(rest),
        }
    }

    /// An apostrophe with the clitic or shortened word that it starts, or alone.
    fn apostrophe_length(&self, rest: &str, apostrophe: char) -> usize {
        let alone = apostrophe.len_utf8();
        let word = &rest[alone..][..run(&rest[alone..], is_word_char)];
        let listed = ascii_lower(word);
        let after_blank = self.char_before(self.at).is_none_or(|c| !is_word_char(c));
        let decade = word.strip_suffix('s').is_some_and(|year| year.len() == 2 && is_digits(year));
        let belongs = self.english.clitics.holds(&listed)
            && !(after_blank && listed == "s" && apostrophe == '‘')
            || after_blank && (self.english.elisions.holds(&listed) || decade);
        if belongs && !word.is_empty() {
            alone + word.len()
        } else {
            let doubled = rest[alone..].starts_with(apostrophe);
            if doubled { 2 * alone } else { alone }
        }
    }

    /// Appends a word: its stem, its clitic or unit, its abbreviation's full stop.
    fn push_word(&mut self) {
        let end = self.word_end();
        let word = &self.text[self.at..end];
        let unit = unit_start(word, self.english);
        if let Some(cut) = unit.or_else(|| clitic_start(word, self.english)) {
            self.push_to(self.at + cut);
            self.push_to(end);
            return;
        }
        let end = if self.is_abbreviation(end) { end + 1 } else { end };
        self.push_to(end);
    }

    /// Where the word that starts here ends, without an abbreviation's full stop.
    fn word_end(&self) -> usize {
        let mut end = self.at;
        loop {
            end += run(&self.text[end..], is_word_char);
            match self.joined_end(end) {
                Some(joined) => end = joined,
                None => return end,
            }
        }
    }

    /// Where the word goes on, when the mark at `end` is a part of it.
    fn joined_end(&self, end: usize) -> Option<usize> {
        let mark = self.char_at(end)?;
        let before = self.char_before(end)?;
        let after = end + mark.len_utf8();
        let next = self.char_at(after)?;
        let word = &self.text[self.at..end];
        let joins = match mark {
            '.' | ',' | ':' | '/' if word.len() > LONGEST_JOINED => false,
            '\'' | '’' => before.is_alphabetic() && next.is_alphabetic(),
            '.' => joins_full_stop(word, &self.text[after..], self.english),
            ',' | ':' => before.is_ascii_digit() && next.is_ascii_digit() && is_number(word),
            '/' => is_date(word, &self.text[after..]),
            '&' => {
                before.is_uppercase() && next.is_uppercase()
                    || word.len() == 1 && before.is_lowercase() && next.is_lowercase()
            }
            '-' | '‑' | '\u{ad}' => {
                let (rest, hyphen) = (&self.text[self.at..], end - self.at);
                mark == '\u{ad}' || hyphens::joins(rest, hyphen, self.previous_word(), self.english)
            }
            _ => false,
        };
        joins.then_some(after)
    }

    /// The last token, when it is a word on the same line of thought: capitalised names need it.
    fn previous_word(&self) -> &str {
        self.tokens
            .last()
            .filter(|token| token.span.start() >= self.start)
            .map_or("", |token| &self.text[token.span.range()])
    }

    /// Whether the full stop at `end` belongs to the word before it.
    fn is_abbreviation(&self, end: usize) -> bool {
        let after = &self.text[end..];
        if !after.starts_with('.') || after.starts_with("...") {
            return false;
        }
        let word = &self.text[self.at..end];
        let follows = &after[1..];
        let next_word = next_word(follows);
        let lower = ascii_lower(word);
        let capital = word.starts_with(char::is_uppercase);
        if is_initials(word) {
            return true;
        }
        if word.chars().count() == 1 && capital {
            let starts_sentence = next_word.starts_with(char::is_uppercase)
                && self.english.starters.holds(&ascii_lower(next_word));
            return !next_word.is_empty() && !starts_sentence;
        }
        let digit_follows = next_word.starts_with(|c: char| c.is_ascii_digit());
        self.english.open_abbreviations.holds(&lower)
            && !next_word.is_empty()
            && (capital
                || lower.len() <= 2
                || lower.contains('.')
                || words::is_common_abbreviation(&lower))
            || self.english.closing_abbreviations.holds(&lower)
                && (capital || lower.contains('.') || lower == "etc")
            || self.english.number_abbreviations.holds(&lower) && digit_follows
    }
}

/// Letters, digits, the marks on them, and what joins letters invisibly.
pub(super) fn is_word_char(character: char) -> bool {
    character == '_' || character.is_alphanumeric() || is_combining(character)
}

/// Marks that combine with the character before them, and the joiners.
fn is_combining(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}'
        | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{951}'..='\u{957}' | '\u{962}'..='\u{963}'
        | '\u{981}'..='\u{983}' | '\u{9bc}'..='\u{9d7}' | '\u{a01}'..='\u{a03}' | '\u{a3c}'..='\u{a51}'
        | '\u{b82}' | '\u{bbe}'..='\u{bcd}' | '\u{c00}'..='\u{c04}' | '\u{c3e}'..='\u{c56}'
        | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{102b}'..='\u{103e}'
        | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}'
        | '\u{3099}' | '\u{309a}' | '\u{fe20}'..='\u{fe2f}')
}

/// The length of the characters at the start that a test accepts, in bytes.
fn run(text: &str, accepts: impl Fn(char) -> bool) -> usize {
    text.find(|c| !accepts(c)).unwrap_or(text.len())
}

/// A short word in lower case, apostrophes straight; empty when too long for any list.
fn ascii_lower(word: &str) -> String {
    if word.len() > LONGEST_LISTED { String::new() } else { word.replace('’', "'").lower() }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits with the separators of numbers and times.
fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b':'))
}

/// The word at the start of what follows, after blanks, opening quotes and brackets.
fn next_word(follows: &str) -> &str {
    let word = follows.trim_start_matches(|c: char| {
        is_blank(c) || matches!(c, '"' | '“' | '\'' | '‘' | '(' | '[')
    });
    &word[..run(word, is_word_char)]
}

/// Letters with full stops between them: "U.S", "a.m".
fn is_initials(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Whether a full stop inside "U.S", "Ph.D", "3.5" belongs to the word.
fn joins_full_stop(word: &str, follows: &str, english: &Words) -> bool {
    let next = &follows[..run(follows, is_word_char)];
    if next.starts_with(|c: char| c.is_ascii_digit()) {
        return is_number(word)
            || word.len() <= LONGEST_LISTED
                && word.chars().all(char::is_alphanumeric)
                && word.ends_with(|c: char| c.is_ascii_digit());
    }
    let last = word.rsplit('.').next().unwrap_or(word);
    let single = |part: &str| part.chars().count() == 1 && part.chars().all(char::is_alphabetic);
    single(last) && single(next) && (word.len() == last.len() || is_initials(word))
        || word.len() <= 3
            && next.len() <= 2
            && english.closing_abbreviations.holds(&format!("{}.{}", word.lower(), next.lower()))
}

/// Whether a slash stands in a date: "9/11", "12/05/2024".
fn is_date(word: &str, follows: &str) -> bool {
    let next = &follows[..run(follows, is_word_char)];
    let first = word.split('/').next().unwrap_or(word);
    let short = |part: &str| is_digits(part) && (part.len() <= 2 || part.len() == 4);
    if !(word.split('/').all(short) && short(next)) {
        return false;
    }
    let third = follows[next.len()..]
        .strip_prefix('/')
        .is_some_and(|rest| short(&rest[..run(rest, is_word_char)]));
    word.contains('/') || third || (first, next) == ("9", "11")
}

/// Where the unit starts in "40m", "3.5bn".
fn unit_start(word: &str, english: &Words) -> Option<usize> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let digits = run(word, |c| c.is_ascii_digit() || matches!(c, '.' | ',' | ':'));
    let unit = &word[digits..];
    (digits > 0 && !unit.is_empty() && english.units.holds(unit)).then_some(digits)
}

/// Where the clitic starts in "Pakistan's", "don't", "cannot".
fn clitic_start(word: &str, english: &Words) -> Option<usize> {
    if let Some(apostrophe) = word.rfind(['\'', '’']) {
        let clitic = word[apostrophe..].trim_start_matches(['\'', '’']);
        if clitic.eq_ignore_ascii_case("t") {
            let stem = &word[..apostrophe];
            let negates = stem.len() > 1 && stem.ends_with(['n', 'N']);
            return negates.then(|| stem.len() - 1);
        }
        return (apostrophe > 0 && english.clitics.holds(&clitic.to_ascii_lowercase()))
            .then_some(apostrophe);
    }
    if !word.is_ascii() {
        return None;
    }
    let lower = ascii_lower(word);
    let mut cuts = english.fused.entries().filter_map(|fused| fused.split_once('-'));
    cuts.find(|(first, second)| lower.strip_prefix(first) == Some(second))
        .map(|(first, _)| first.len())
}

/// A currency sign with the letters of its country, before a number: "US$" in "US$5" and "R$ 5".
fn currency(rest: &str, before: Option<char>) -> Option<usize> {
    const SIGNS: &[char] = &['$', '€', '£', '¥', '¢', '₵'];
    if before.is_some_and(is_word_char) {
        return None;
    }
    let letters = rest.bytes().take(4).take_while(u8::is_ascii_uppercase).count();
    let sign = rest[letters..].chars().next().filter(|sign| SIGNS.contains(sign))?;
    let end = letters + sign.len_utf8();
    let amount = rest[end..].strip_prefix([' ', '\u{a0}']).unwrap_or(&rest[end..]);
    ((1..=3).contains(&letters) && amount.starts_with(|c: char| c.is_ascii_digit())).then_some(end)
}

/// ".5" as a number.
fn decimal_fraction(rest: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(is_word_char) {
        return None;
    }
    let digits = run(&rest[1..], |c| c.is_ascii_digit());
    (digits > 0).then_some(1 + digits)
}

/// Full stops, with the question and exclamation marks after them.
fn full_stops(rest: &str) -> usize {
    let stops = run(rest, |c| c == '.');
    stops + run(&rest[stops..], |c| matches!(c, '!' | '?'))
}

/// A hashtag, or the sign alone.
fn hashtag(rest: &str) -> usize {
    let word = run(&rest[1..], is_word_char);
    let tag = rest[1..].starts_with(char::is_alphabetic);
    if tag { 1 + word } else { run(rest, |c| c == '#') }
}

/// The faces that are made of punctuation.
const SMILEYS: &[&str] = &[
    ":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":)", ":(", ";)", ":D", ":P", ":o)", "=)", "<3",
    "^_^", "^^", ":'(",
];

/// A face at the start, when nothing of a word follows.
fn smiley(rest: &str) -> Option<usize> {
    let face = SMILEYS.iter().find(|face| rest.starts_with(**face))?;
    (!rest[face.len()..].starts_with(is_word_char)).then_some(face.len())
}

/// The length of one symbol, with everything that makes it one emoji.
fn symbol_length(rest: &str) -> usize {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return 0 };
    let mut length = first.len_utf8();
    let mut joined = false;
    let mut flag = is_regional(first);
    for next in chars {
        let belongs = joined && !is_blank(next) || is_extender(next) || flag && is_regional(next);
        if !belongs {
            break;
        }
        flag = false;
        joined = next == '\u{200d}';
        length += next.len_utf8();
    }
    length
}

fn is_regional(character: char) -> bool {
    matches!(character, '\u{1f1e6}'..='\u{1f1ff}')
}

/// What changes the emoji before it: variation selectors, skin tones, joiners, keycaps, tags.
fn is_extender(character: char) -> bool {
    is_combining(character)
        || matches!(character, '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

/// Longest address that is looked for, in bytes.
const LONGEST_ADDRESS: usize = 2048;

/// The length of the web address, mail address or handle at the start.
fn address(rest: &str, before: Option<char>, english: &Words) -> Option<usize> {
    if before.is_some_and(is_word_char) {
        return None;
    }
    web_address(rest)
        .or_else(|| handle(rest))
        .or_else(|| mail_address(rest))
        .or_else(|| domain(rest, english))
        .or_else(|| file_name(rest, english))
}

/// "https://…" and "www.…" up to a blank, without the sentence's punctuation.
fn web_address(rest: &str) -> Option<usize> {
    let is_web = ["http://", "https://", "ftp://", "www."].iter().any(|scheme| {
        rest.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if !is_web {
        return None;
    }
    let end = rest.floor_char_boundary(LONGEST_ADDRESS);
    let body = &rest[..end];
    let body = &body[..run(body, |c| {
        !is_blank(c) && !matches!(c, '<' | '>' | '"' | '“' | '”' | '[' | ']' | '{' | '}')
    })];
    let trimmed = body.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*']);
    let trimmed = if trimmed.contains('(') { trimmed } else { trimmed.trim_end_matches(')') };
    let trimmed = trimmed.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    (trimmed.len() > 7 || trimmed.len() > 4 && trimmed.starts_with("www.")).then_some(trimmed.len())
}

/// "@name".
fn handle(rest: &str) -> Option<usize> {
    let name = rest.strip_prefix('@')?;
    let length = run(name, |c| c == '_' || c.is_ascii_alphanumeric());
    (length > 1).then_some(1 + length)
}

/// "name@example.org".
fn mail_address(rest: &str) -> Option<usize> {
    let window = &rest[..rest.floor_char_boundary(64)];
    let local =
        window.bytes().take_while(|b| b.is_ascii_alphanumeric() || b"._%+-".contains(b)).count();
    if local == 0 || !rest[local..].starts_with('@') {
        return None;
    }
    let host = host_length(&rest[local + 1..]).or_else(|| machine(&rest[local + 1..]))?;
    Some(local + 1 + host)
}

/// A host without a domain, in capitals as old mail has it: "J.Doe@WORKS".
fn machine(rest: &str) -> Option<usize> {
    let name = rest.bytes().take(LONGEST_LISTED).take_while(u8::is_ascii_uppercase).count();
    (name > 2 && !rest[name..].starts_with(is_word_char)).then_some(name)
}

/// "example.org", with a path, when its last label is a well-known top-level domain.
fn domain(rest: &str, english: &Words) -> Option<usize> {
    if !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let length = host_length(rest)?;
    let top = rest[..length].rsplit('.').next()?;
    if !english.top_level_domains.holds(top) || rest[length..].starts_with('@') {
        return None;
    }
    let path = &rest[length..rest.floor_char_boundary(LONGEST_ADDRESS).max(length)];
    if !path.starts_with('/') {
        return Some(length);
    }
    let path = &path[..run(path, |c| c.is_ascii_alphanumeric() || "/._-~%?=&#+".contains(c))];
    Some(length + path.trim_end_matches(['.', '?', '-']).len())
}

/// "plan-2.pdf", and groups of words with full stops between them: "alt.animals.cat".
fn file_name(rest: &str, english: &Words) -> Option<usize> {
    let window = &rest[..rest.floor_char_boundary(LONGEST_JOINED)];
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"._-".contains(byte);
    let length = window.bytes().take_while(is_part).count();
    let name = window[..length].trim_end_matches(['.', '-', '_']);
    let (stem, last) = name.rsplit_once('.')?;
    let whole = !rest[name.len()..].starts_with(is_word_char) && !stem.is_empty();
    let is_file = english.file_types.holds(&last.to_ascii_lowercase());
    let is_group = name.split('.').count() >= 3
        && name
            .split('.')
            .all(|part| part.len() > 1 && part.starts_with(|c: char| c.is_ascii_lowercase()));
    (whole && (is_file || is_group)).then_some(name.len())
}

/// The length of labels joined by full stops, at least two, when nothing of a word follows.
fn host_length(rest: &str) -> Option<usize> {
    let window = &rest[..rest.floor_char_boundary(255)];
    let host =
        window.bytes().take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b)).count();
    let host = window[..host].trim_end_matches(['.', '-']);
    let labels = host.split('.').count();
    let whole = host.split('.').all(|label| !label.is_empty());
    (labels > 1 && whole && !rest[host.len()..].starts_with(is_word_char)).then_some(host.len())
}
