//! Any text gives a sound document: random texts, and the bad ones that people really paste.
#![expect(clippy::disallowed_types, reason = "a test looks at the clock, and at a file for it")]

use std::time::Duration;

use gloss::{
    Options, annotate,
    document::{BlockKind, Document, Warning},
    export::json::{self, WriteOptions},
    knowledge::Knowledge,
    pipeline::BlockHint,
    text::ByteSpan,
};
use proptest::{collection::vec, prelude::*, sample::select};

#[path = "support/pieces.rs"]
mod pieces;
#[path = "support/processor.rs"]
mod processor;
#[path = "support/soundness.rs"]
mod soundness;

use pieces::PIECES;
use soundness::check;

thread_local! {
    /// Loaded once for each test's thread.
    static KNOWLEDGE: Knowledge = Knowledge::builtin();
}

fn annotated(text: &str) -> Document {
    KNOWLEDGE.with(|knowledge| annotate(text, knowledge, &Options::default()))
}

fn soup() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..120).prop_map(|pieces| pieces.concat())
}

fn spaced_soup() -> impl Strategy<Value = String> {
    vec(select(PIECES), 0..120).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_characters_give_a_sound_document(text in any::<String>()) {
        check(&annotated(&text));
    }

    #[test]
    fn any_pieces_give_a_sound_document(text in soup()) {
        check(&annotated(&text));
    }

    #[test]
    fn any_words_give_a_sound_document(text in spaced_soup()) {
        check(&annotated(&text));
    }

    #[test]
    fn the_same_text_gives_the_same_bytes(text in spaced_soup()) {
        let saved = || json::to_text(&json::write(&annotated(&text), &WriteOptions::default()));
        prop_assert_eq!(saved(), saved());
    }

    #[test]
    fn any_hints_give_a_sound_document(
        text in spaced_soup(),
        spans in vec((0..400usize, 0..80usize, 0..7usize), 0..8),
    ) {
        const KINDS: [BlockKind; 7] = [
            BlockKind::Title,
            BlockKind::Standfirst,
            BlockKind::Heading,
            BlockKind::Paragraph,
            BlockKind::ListItem,
            BlockKind::Caption,
            BlockKind::Furniture,
        ];
        let hint = |&(start, length, kind): &(usize, usize, usize)| BlockHint {
            span: ByteSpan::new(start, start + length),
            kind: KINDS[kind],
        };
        let block_hints = spans.iter().map(hint).collect();
        let options = Options { block_hints, ..Options::default() };
        check(&KNOWLEDGE.with(|knowledge| annotate(&text, knowledge, &options)));
    }

    #[test]
    fn any_bytes_are_refused_or_read(file in "[{}\\[\\]\",:a-z0-9 \n]*") {
        let _ = json::read(&file); // it must only not panic
    }
}

const SENTENCE: &str = "On Monday, President Anna Lind of Norway met Pakistan's army chief in Tehran, officials said. ";

#[test]
fn what_people_really_paste_gives_a_sound_document() {
    for (name, text) in [
        ("nothing", String::new()),
        ("blanks", " \n\t\u{a0}\n ".to_owned()),
        ("one emoji", "🚨".to_owned()),
        ("one letter", "a".to_owned()),
        ("Windows line ends", format!("Talks in Tehran\r\n\r\n{SENTENCE}\r\n{SENTENCE}\r\n")),
        ("NUL", format!("{SENTENCE}\0{SENTENCE}")),
        ("decomposed accents", "Zoe\u{308} met Jose\u{301} in Bogota\u{301}.".to_owned()),
        ("right to left", "زار قائد الجيش الباكستاني طهران يوم الاثنين. שלום עולם.".to_owned()),
        ("another language", GERMAN.to_owned()),
        ("capitals", SENTENCE.to_ascii_uppercase()),
        ("small letters", SENTENCE.to_ascii_lowercase()),
        ("a script", format!("<script>alert('x')</script><p onclick=\"y()\">{SENTENCE}</p>")),
        ("an image read as text", String::from_utf8_lossy(&binary()).into_owned()),
        ("replacement characters", "\u{fffd}".repeat(1000)),
        ("one long word", "a".repeat(100_000)),
        ("one long name", "Anna ".repeat(20_000)),
        ("one long number", "one hundred ".repeat(20_000)),
        ("nothing but quotations", "\"a\" ".repeat(20_000)),
        ("quotes without end", "\"".repeat(20_000)),
        ("brackets without end", "(".repeat(20_000)),
        ("full stops", ". ".repeat(20_000)),
        ("blank lines", "\n".repeat(100_000)),
        ("the same line", "Read More\n".repeat(5_000)),
    ] {
        eprintln!("{name}");
        check(&annotated(&text));
    }
}

const GERMAN: &str = "Der Präsident traf am Montag in Teheran ein. Er sprach mit der Regierung über \
    die Grenze, wie die Behörden mitteilten. Die Gespräche sollen am Dienstag weitergehen.";

/// The start of an image file, then every byte.
fn binary() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend((0..4000u32).map(|number| (number * 37 % 256) as u8));
    bytes
}

#[test]
fn a_text_of_100_000_words_is_annotated() {
    // Numbered, since a paragraph that stands there twice is furniture.
    let numbered =
        |number| format!("In {number} talks began. {}\n\n", SENTENCE.repeat(5).trim_end());
    let document = annotated(&(0..100_000 / 80).map(numbered).collect::<String>());
    assert!(document.tokens.len() > 100_000);
    check(&document);
}

#[test]
fn one_line_of_a_megabyte_is_annotated() {
    check(&annotated(&SENTENCE.repeat((1 << 20) / SENTENCE.len())));
}

/// A list of names on one line, without an end.
fn names(count: usize) -> String {
    const FIRST: [&str; 8] = ["Anna", "Tor", "Munir", "Lina", "Karim", "Teresa", "Owen", "Lidia"];
    let name = |at: usize| format!("{} {}son, ", FIRST[at % 8], FIRST[at / 8 % 8]);
    (0..count).map(name).collect()
}

/// The fastest of a few runs.
fn time_of(text: &str) -> Duration {
    let time = |_| processor::time_of(|| drop(annotated(text)));
    (0..3).map(time).min().unwrap_or_default()
}

#[test]
fn time_grows_with_the_length_of_a_sentence_and_no_faster() {
    for (name, text) in [
        ("names", names as fn(usize) -> String),
        ("visits", |count| format!("Anna Lind visited {}", "Oslo and visited ".repeat(count))),
        ("posts", |count| "President of Norway, ".repeat(count)),
        ("speech", |count| "Anna Lind said that Tor Aas ".repeat(count)),
    ] {
        let (short, long) = (time_of(&text(500)), time_of(&text(4_000)));
        assert!(long < short * 8 * 3, "{name}: {short:?} for 500, {long:?} for 4,000");
    }
}

#[test]
fn a_reader_is_told_what_cannot_be_read() {
    for (text, warnings) in [
        ("", &[Warning::NothingToRead][..]),
        (" \n ", &[Warning::NothingToRead]),
        ("Advertisement", &[Warning::NothingToRead]),
        (GERMAN, &[Warning::NotEnglish]),
        (
            "زار قائد الجيش الباكستاني طهران يوم الاثنين مع وفد كبير من الضباط",
            &[Warning::NotEnglish],
        ),
        ("Munir met Raisi.", &[]),
        (SENTENCE, &[]),
        (
            "Home\nSport\nCulture\nOpinion\nWeather\n\nTable of medals\n\nKenya 4\nJapan 3\nPeru 2\nGhana 1\nChile 1\nTogo 1\n\nAmina Okoro won two medals at Lima on Monday.",
            &[],
        ),
        (&SENTENCE.to_ascii_uppercase(), &[]),
    ] {
        assert_eq!(annotated(text).warnings, warnings, "{text}");
    }
}
