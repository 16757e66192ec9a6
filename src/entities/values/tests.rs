use time::{Date, Month};

use super::*;
use crate::{
    document::{Block, BlockKind, Named},
    segment,
    text::{ByteSpan, Text},
};

/// The values of a sentence, published on Wednesday, 24 November 2021 when `dated`.
fn values(text: &str, dated: bool) -> Vec<(String, &'static str, Option<String>)> {
    let published = Date::from_calendar_date(2021, Month::November, 24).ok().filter(|_| dated);
    let text = Text::new(text);
    let blocks = vec![Block { span: ByteSpan::new(0, text.len()), kind: BlockKind::Paragraph }];
    let (sentences, tokens) = segment::segment(&text, &blocks);
    let doc = Document { text, blocks, sentences, tokens, ..Document::default() };
    find_values(&doc, published)
        .into_iter()
        .map(|mention| {
            (doc.text.slice(mention.span).to_owned(), mention.entity_type.name(), mention.value)
        })
        .collect()
}

#[track_caller]
fn check(dated: bool, table: &[(&str, &str, &str, &str)]) {
    for (sentence, words, entity_type, normal) in table {
        let found = values(sentence, dated);
        let normal = Some((*normal).to_owned()).filter(|normal| !normal.is_empty());
        let expected = ((*words).to_owned(), *entity_type, normal);
        assert!(found.contains(&expected), "{sentence:?}: {expected:?} not in {found:?}");
    }
}

#[test]
fn absolute_dates() {
    check(
        false,
        &[
            ("It began on May 3, 2021 there.", "May 3, 2021", "DATE", "2021-05-03"),
            ("It began on 3 May 2021 there.", "3 May 2021", "DATE", "2021-05-03"),
            ("It opened in May 2021.", "May 2021", "DATE", "2021-05"),
            ("They met in 2021.", "2021", "DATE", "2021"),
            ("Sales rose in Q3 2024.", "Q3 2024", "DATE", "2024-Q3"),
            ("It was built in the 1990s.", "the 1990s", "DATE", "199X"),
            ("He left in summer 2019.", "summer 2019", "DATE", "2019-SU"),
            ("It lasted for three days.", "three days", "DATE", "P3D"),
        ],
    );
}

#[test]
fn relative_dates_count_from_the_day_of_publication() {
    check(
        true,
        &[
            ("They spoke on Monday.", "Monday", "DATE", "2021-11-22"),
            ("They will speak on Monday.", "Monday", "DATE", "2021-11-29"),
            ("They plan to speak in Rome on Monday.", "Monday", "DATE", "2021-11-29"),
            ("On Monday, they will speak.", "Monday", "DATE", "2021-11-29"),
            ("It must be paid by Monday.", "Monday", "DATE", "2021-11-29"),
            ("They will speak on Wednesday.", "Wednesday", "DATE", "2021-11-24"),
            ("They plan to meet in December.", "December", "DATE", "2021-12"),
            ("It will open in February.", "February", "DATE", "2022-02"),
            ("Elections are due in May.", "May", "DATE", "2022-05"),
            ("It opened in February.", "February", "DATE", "2021-02"),
            ("It closed in December.", "December", "DATE", "2020-12"),
            ("They agreed on Monday to speak.", "Monday", "DATE", "2021-11-22"),
            ("She said on Monday that they will speak.", "Monday", "DATE", "2021-11-22"),
            ("On Monday, she said that they will speak.", "Monday", "DATE", "2021-11-22"),
            ("It will close after they met on Monday.", "Monday", "DATE", "2021-11-22"),
            ("They spoke yesterday.", "yesterday", "DATE", "2021-11-23"),
            ("They came two weeks ago.", "two weeks ago", "DATE", "2021-W45"),
            ("He came over the weekend.", "the weekend", "DATE", "2021-11-20/2021-11-21"),
            ("It fell last month.", "last month", "DATE", "2021-10"),
        ],
    );
    check(false, &[("They spoke on Monday.", "Monday", "DATE", "")]);
}

#[test]
fn times() {
    check(
        false,
        &[
            ("It starts at 9:30 a.m. GMT today.", "9:30 a.m. GMT", "TIME", "T09:30Z"),
            ("It starts at 5 pm today.", "5 pm", "TIME", "T17:00"),
            ("It ended at noon.", "noon", "TIME", "T12:00"),
            ("It took two hours.", "two hours", "TIME", "PT2H"),
        ],
    );
}

#[test]
fn sums_of_money() {
    check(
        false,
        &[
            ("It cost $40 million.", "$40 million", "MONEY", "USD 40000000"),
            ("It cost €3.5bn.", "€3.5bn", "MONEY", "EUR 3500000000"),
            ("It cost Rs 500 crore.", "Rs 500 crore", "MONEY", "INR 5000000000"),
            ("It cost 40 million dollars.", "40 million dollars", "MONEY", "USD 40000000"),
            ("It cost five euros.", "five euros", "MONEY", "EUR 5"),
        ],
    );
}

#[test]
fn percentages_and_measures() {
    check(
        false,
        &[
            ("It rose 12.5% again.", "12.5%", "PERCENT", "12.5 %"),
            ("It rose five per cent again.", "five per cent", "PERCENT", "5 %"),
            ("It is 300 km away.", "300 km", "QUANTITY", "300 km"),
            ("It sold 1.2 million barrels.", "1.2 million barrels", "QUANTITY", "1200000 bbl"),
            (
                "It burnt 5,000 square kilometres.",
                "5,000 square kilometres",
                "QUANTITY",
                "5000 km²",
            ),
        ],
    );
}

#[test]
fn plain_words_and_counts_are_no_values() {
    for sentence in
        ["They may march.", "He has 350 friends.", "The second time.", "A day.", "9.5.1.2"]
    {
        assert_eq!(values(sentence, true), [], "{sentence:?}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_has_values_or_none(text in "[0-9a-z$€%., :'-]{0,60}") {
        let _ = values(&text, true);
    }
}
