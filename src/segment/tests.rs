use proptest::prelude::*;

use super::{rejoin, segment};
use crate::{
    clean::{as_read, find_blocks},
    document::{Block, BlockKind},
    testing::english,
    text::{ByteSpan, Text, is_blank},
};

/// The sentences of a text taken as one paragraph, tokens parted by `|`.
fn read(text: &str) -> Vec<String> {
    let text = Text::new(text);
    let block = Block { span: ByteSpan::new(0, text.len()), kind: BlockKind::Paragraph };
    let (sentences, tokens) = segment(&text, &[block], english());
    sentences
        .iter()
        .map(|sentence| {
            let words: Vec<&str> = tokens[sentence.tokens.range()]
                .iter()
                .map(|token| text.slice(token.span))
                .collect();
            words.join("|")
        })
        .collect()
}

/// Checks the tokens of texts that are one sentence.
fn check_tokens(cases: &[(&str, &str)]) {
    for (text, tokens) in cases {
        assert_eq!(read(text), [*tokens], "{text}");
    }
}

#[test]
fn names_and_hyphens() {
    check_tokens(&[
        ("the Tehreek-e-Taliban group", "the|Tehreek-e-Taliban|group"),
        ("Ana Marchetti-Okoro's plan", "Ana|Marchetti-Okoro|'s|plan"),
        ("fighters of al-Shabaab", "fighters|of|al-Shabaab"),
        ("Kim Jong-un said", "Kim|Jong-un|said"),
        ("the Iran-Pakistan border", "the|Iran|-|Pakistan|border"),
        ("a US-China deal", "a|US|-|China|deal"),
        ("a 26-year-old", "a|26|-|year|-|old"),
        ("anti-Iran militants in mid-August", "anti-Iran|militants|in|mid-August"),
        ("cross-border", "cross-border"),
        ("the Israel-Lebanon border", "the|Israel|-|Lebanon|border"),
        ("Israeli-Palestinian talks", "Israeli|-|Palestinian|talks"),
        ("the Long-Term Plan", "the|Long|-|Term|Plan"),
        ("West-Coast radio", "West|-|Coast|radio"),
        ("a US-led force", "a|US|-|led|force"),
        ("the Geneva-based WHO", "the|Geneva|-|based|WHO"),
        ("the Vice-President", "the|Vice|-|President"),
        ("a Coca-Cola bottle", "a|Coca-Cola|bottle"),
        ("in Port-au-Prince", "in|Port-au-Prince"),
        ("Ahmed al-Sharaa's army", "Ahmed|al-Sharaa|'s|army"),
        ("call 555-0123", "call|555-0123"),
        ("a 5-10 win", "a|5|-|10|win"),
    ]);
}

#[test]
fn sums_files_and_careless_spellings() {
    check_tokens(&[
        ("US$5 or A$15m", "US$|5|or|A$|15|m"),
        ("R$ 5 or GH¢15", "R$|5|or|GH¢|15"),
        ("see plan_2.pdf or list.doc", "see|plan_2.pdf|or|list.doc"),
        ("on alt.animals.cat", "on|alt.animals.cat"),
        ("i dont think thats it", "i|do|nt|think|that|s|it"),
        ("cant or cannot", "ca|nt|or|can|not"),
        ("mail J.Doe@WORKS", "mail|J.Doe@WORKS"),
        ("really?!.", "really|?!."),
        ("a [...] b", "a|[|...|]|b"),
        ("of Acme Inc..", "of|Acme|Inc.|."),
        ("for $$$", "for|$$$"),
    ]);
}

#[test]
fn words_over_a_line_end_are_one_token() {
    for (text, tokens, words) in [
        ("the govern-\nment fell", "the|govern-\nment|fell", &["government"][..]),
        ("the govern-\n   ment's fall", "the|govern-\n   ment|'s|fall", &["government"]),
        ("said Tar-\nrant.", "said|Tar-\nrant|.", &["Tarrant"]),
        ("THE GOV-\nERNMENT", "THE|GOV-\nERNMENT", &["GOVERNMENT"]),
        ("a co\u{ad}opera\u{ad}tive", "a|co\u{ad}opera\u{ad}tive", &["cooperative"]),
        // The hyphen is the word's own.
        ("a long-\nterm plan", "a|long|-|term|plan", &[]),
        ("a 26-year-\nold", "a|26|-|year|-|old", &[]),
        ("ill-fed, ill-\nfed", "ill|-|fed|,|ill|-|fed", &[]),
        ("Ana Marchetti-\nOkoro", "Ana|Marchetti|-|Okoro", &[]),
        ("an X-\nRAY", "an|X|-|RAY", &[]),
        ("he said -\nno", "he|said|-|no", &[]),
    ] {
        check_tokens(&[(text, tokens)]);
        let text = Text::new(text);
        let block = Block { span: ByteSpan::new(0, text.len()), kind: BlockKind::Paragraph };
        let (_, tokens) = segment(&text, &[block], english());
        let rejoined: Vec<String> =
            rejoin(&text, &tokens).into_iter().map(|(_, word)| word).collect();
        assert_eq!(rejoined, words, "{}", text.as_str());
    }
}

#[test]
fn cells_of_a_row_are_sentences() {
    assert_eq!(read("Country\tKilled or hurt\t\tHome"), ["Country", "Killed|or|hurt", "Home"]);
}

#[test]
fn lists_have_entries() {
    let words = &english().segment;
    for list in [
        &words.open_abbreviations,
        &words.closing_abbreviations,
        &words.number_abbreviations,
        &words.starters,
        &words.prefixes,
        &words.units,
        &words.fused,
        &words.clitics,
        &words.elisions,
        &words.top_level_domains,
        &words.articles,
        &words.particles,
        &words.syllable_like,
        &words.common_parts,
        &words.places,
        &words.file_types,
    ] {
        assert!(list.entries().next().is_some());
    }
}

#[test]
fn sentences_end_where_they_should() {
    for (text, sentences) in [
        ("Gen. Munir left. He flew home.", &["Gen.|Munir|left|.", "He|flew|home|."][..]),
        (
            "He met J. K. Roe in the U.S. The talks failed.",
            &["He|met|J.|K.|Roe|in|the|U.S.", "The|talks|failed|."],
        ),
        ("“Go.” She went.", &["“|Go|.|”", "She|went|."]),
        ("“Go!” she said.", &["“|Go|!|”|she|said|."]),
        ("It cost US$1.1\u{a0}billion. It failed.", &["It|cost|US$|1.1|billion|.", "It|failed|."]),
        ("They won. 🎉", &["They|won|.|🎉"]),
        ("It began at 9 a.m. Monday.", &["It|began|at|9|a.m.|Monday|."]),
    ] {
        assert_eq!(read(text), sentences, "{text}");
    }
}

/// A step that looks ahead without a bound would take minutes here.
#[test]
fn long_texts_without_blanks_take_linear_time() {
    for unit in [
        "a/", "1/", "1.", "a.", "1,", "1:", ":", "'", "1-", "Ab-", ")", "!)", "&", "a@", "\"",
        "x\n",
    ] {
        let pasted = unit.repeat(200_000 / unit.len());
        let text = Text::new(&pasted);
        let (_, tokens) = segment(&text, &find_blocks(&text, &[], english()), english());
        let read: usize = tokens.iter().map(|token| token.span.len()).sum();
        assert!(read == 0 || read >= pasted.replace('\n', "").len(), "{unit}");
    }
    let words = "The storm of May 5, 2024 hit U.S. towns. ".repeat(5_000);
    let text = Text::new(&words);
    assert_eq!(segment(&text, &find_blocks(&text, &[], english()), english()).0.len(), 5_000);
}

proptest! {
    #[test]
    fn every_text_is_tiled(text in "(\\PC|[ \n.'’\"-]|[A-Za-z0-9]{1,4}){0,60}") {
        let text = Text::new(&text);
        let blocks = find_blocks(&text, &[], english());
        let mut end = 0;
        for block in &blocks {
            prop_assert!(block.span.start() >= end && !block.span.is_empty());
            prop_assert!(!text.slice(block.span).starts_with(is_blank));
            prop_assert!(!text.slice(block.span).ends_with(is_blank));
            end = block.span.end();
        }
        let text = as_read(&text);
        let outside: String = uncovered(&text, blocks.iter().map(|block| block.span));
        prop_assert!(outside.chars().all(is_blank), "left out: {outside:?}");
        let (sentences, tokens) = segment(&text, &blocks, english());
        for (index, block) in blocks.iter().enumerate().filter(|(_, block)| block.kind != BlockKind::Furniture) {
            let of_block: Vec<_> = sentences.iter().filter(|sentence| sentence.block.index() == index).collect();
            let said: String = of_block
                .iter()
                .flat_map(|sentence| &tokens[sentence.tokens.range()])
                .flat_map(|token| text.slice(token.span).chars())
                .filter(|c| !is_blank(*c))
                .collect();
            let expected: String = text.slice(block.span).chars().filter(|c| !is_blank(*c)).collect();
            prop_assert_eq!(said, expected);
        }
        prop_assert_eq!(sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>(), tokens.len());
        prop_assert!(sentences.iter().all(|sentence| !sentence.tokens.is_empty()));
        for token in &tokens {
            let word = text.slice(token.span);
            prop_assert!(!word.starts_with(is_blank) && !word.ends_with(is_blank));
            prop_assert!(word.contains('-') || !word.chars().any(is_blank), "{word:?}");
        }
    }
}

/// The characters outside some spans.
fn uncovered(text: &str, spans: impl Iterator<Item = ByteSpan>) -> String {
    let mut outside = String::new();
    let mut at = 0;
    for span in spans {
        outside.push_str(&text[at..span.start()]);
        at = span.end();
    }
    outside + &text[at..]
}

#[test]
fn what_goes_on_without_end_is_cut() {
    let tokens = |text: &str| -> Vec<usize> {
        read(text).iter().map(|sentence| sentence.matches('|').count() + 1).collect()
    };
    assert_eq!(tokens(&"so ".repeat(400)), [400], "a long sentence stays whole");
    assert_eq!(tokens(&"so ".repeat(401)), [400, 1]);
    assert_eq!(tokens(&"Rana, ".repeat(500)), [400, 400, 200]);
    let list = format!("{}; {}", "Rana, ".repeat(120), "Costa, ".repeat(120));
    assert_eq!(tokens(&list), [241, 240], "a semicolon parts more than a comma");
    assert_eq!(tokens(&format!("So. {}", "😀 ".repeat(1000))), [400, 400, 202]);
}
