use time::{Date, Month};

use super::*;
use crate::{
    document::{Block, BlockKind, Named},
    segment,
    testing::english,
    text::{ByteSpan, Text},
};

/// The values of a sentence, published on Wednesday, 24 November 2021 when `dated`.
fn values(text: &str, dated: bool) -> Vec<(String, &'static str, Option<String>)> {
    let published = Date::from_calendar_date(2021, Month::November, 24).ok().filter(|_| dated);
    let text = Text::new(text);
    let blocks = vec![Block { span: ByteSpan::new(0, text.len()), kind: BlockKind::Paragraph }];
    let (sentences, tokens) = segment::segment(&text, &blocks, english());
    let doc = Document { text, blocks, sentences, tokens, ..Document::default() };
    find_values(&doc, english(), published)
        .into_iter()
        .map(|mention| {
            (doc.text.slice(mention.span).to_owned(), mention.entity_type.name(), mention.value)
        })
        .collect()
}

#[track_caller]
fn check(dated: bool, table: &[(&str, &str, &str, &str)]) {
    let mut failures = Vec::new();
    for (sentence, words, entity_type, normal) in table {
        let found = values(sentence, dated);
        let normal = Some((*normal).to_owned()).filter(|normal| !normal.is_empty());
        let expected = ((*words).to_owned(), *entity_type, normal);
        if !found.contains(&expected) {
            failures.push(format!("{sentence:?}: {expected:?} not in {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
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
            ("They voted this weekend.", "this weekend", "DATE", "2021-11-20/2021-11-21"),
            ("They vote this weekend.", "this weekend", "DATE", "2021-11-27/2021-11-28"),
            ("They will vote this weekend.", "this weekend", "DATE", "2021-11-27/2021-11-28"),
            ("It fell last month.", "last month", "DATE", "2021-10"),
        ],
    );
    check(false, &[("They spoke on Monday.", "Monday", "DATE", "")]);
}

#[test]
fn days_to_come() {
    check(
        true,
        &[
            (
                "He will address the assembly when he travels to Ethiopia on Sunday.",
                "Sunday",
                "DATE",
                "2021-11-28",
            ),
            ("She is to speak before she flies to Rome on Friday.", "Friday", "DATE", "2021-11-26"),
            ("The minister travels to Rome on Sunday.", "Sunday", "DATE", "2021-11-28"),
            ("Tempers are short ahead of Sunday's vote.", "Sunday", "DATE", "2021-11-28"),
            ("They met ahead of a vote on Sunday.", "Sunday", "DATE", "2021-11-28"),
            ("He said it when he met the envoy on Sunday.", "Sunday", "DATE", "2021-11-21"),
            ("They went to Rome on Sunday.", "Sunday", "DATE", "2021-11-21"),
            ("The envoy, who lives in Oslo, left on Sunday.", "Sunday", "DATE", "2021-11-21"),
            ("The change takes effect October 16.", "October 16", "DATE", "2021-10-16"),
            ("The change takes effect January 3.", "January 3", "DATE", "2022-01-03"),
        ],
    );
}

#[test]
fn days_and_months_in_many_forms() {
    check(
        true,
        &[
            ("It lasts from 10-12 May.", "10-12 May", "DATE", "2022-05-10/2022-05-12"),
            (
                "It lasted from 10 to 12 May 2020.",
                "10 to 12 May 2020",
                "DATE",
                "2020-05-10/2020-05-12",
            ),
            (
                "It fell between 10 and 12 May 2020.",
                "10 and 12 May 2020",
                "DATE",
                "2020-05-10/2020-05-12",
            ),
            ("It ran May 10–12, 2020, there.", "May 10–12, 2020", "DATE", "2020-05-10/2020-05-12"),
            (
                "It ran from 30 December to 2 January 2020.",
                "30 December to 2 January 2020",
                "DATE",
                "2019-12-30/2020-01-02",
            ),
            ("It ran from March to June 2020.", "March to June 2020", "DATE", "2020-03/2020-06"),
            ("It is due in mid-May.", "mid-May", "DATE", "2022-05"),
            ("It began in early October 2020.", "early October 2020", "DATE", "2020-10"),
            ("It was signed on 21.09.2020.", "21.09.2020", "DATE", "2020-09-21"),
            ("It was signed on 09/21/2020.", "09/21/2020", "DATE", "2020-09-21"),
            ("It was signed on 03/04/2020.", "03/04/2020", "DATE", ""),
            ("It was signed on 2020/10/09.", "2020/10/09", "DATE", "2020-10-09"),
            (
                "It was logged at 2020-10-09T14:05:30Z there.",
                "2020-10-09T14:05:30Z",
                "DATE",
                "2020-10-09T14:05Z",
            ),
            ("They march on the 4th of July.", "the 4th of July", "DATE", "2021-07-04"),
        ],
    );
}

#[test]
fn years_decades_and_centuries() {
    check(
        true,
        &[
            ("It is one of four century-old schooners.", "century-old", "DATE", "P100Y"),
            ("It is a four-century-old church.", "four-century-old", "DATE", "P400Y"),
            ("They have two decade-old lorries.", "decade-old", "DATE", "P10Y"),
            ("They kept the centuries-old rite.", "centuries-old", "DATE", ""),
            ("The last quarter-century was hard.", "quarter-century", "DATE", "P25Y"),
            ("It stood for half a century.", "half a century", "DATE", "P50Y"),
            ("It stood for a quarter of a century.", "a quarter of a century", "DATE", "P25Y"),
            ("It took three centuries.", "three centuries", "DATE", "P300Y"),
            ("It took two and a half years.", "two and a half years", "DATE", "P2.5Y"),
            ("It took a year and a half.", "a year and a half", "DATE", "P1.5Y"),
            ("It takes three to five years.", "three to five years", "DATE", "P3Y/P5Y"),
            ("It was built in the 19th century.", "the 19th century", "DATE", "18XX"),
            (
                "It was built in the early twentieth century.",
                "the early twentieth century",
                "DATE",
                "19XX",
            ),
            ("It is a mid-20th-century house.", "mid-20th-century", "DATE", "19XX"),
            (
                "It dates from the 18th and 19th centuries.",
                "the 18th and 19th centuries",
                "DATE",
                "17XX/18XX",
            ),
            ("It dates from the 5th century BC.", "the 5th century BC", "DATE", "-04XX"),
            ("It was common in the 1800s.", "the 1800s", "DATE", "18XX"),
            ("It was common in the early 1980s.", "the early 1980s", "DATE", "198X"),
            ("It was common in the ’90s.", "the ’90s", "DATE", "199X"),
            ("It was common in the seventies.", "the seventies", "DATE", "197X"),
            ("It was common in the twenties.", "the twenties", "DATE", "192X"),
            ("It was common in the ’20s.", "the ’20s", "DATE", "192X"),
            ("It was common in the ’10s.", "the ’10s", "DATE", "201X"),
            ("It was common in the 2000s.", "the 2000s", "DATE", "200X"),
            ("It opened in late 2019.", "late 2019", "DATE", "2019"),
            ("It opened in mid-2019.", "mid-2019", "DATE", "2019"),
            ("It closed for 2019–2021.", "2019–2021", "DATE", "2019/2021"),
            ("It was shut from 2019 to 2021.", "2019 to 2021", "DATE", "2019/2021"),
            ("It was shut between 2019 and 2021.", "2019 and 2021", "DATE", "2019/2021"),
            ("It won the 2020/21 title.", "2020/21", "DATE", "2020/2021"),
            ("It was shut in 2019-21.", "2019-21", "DATE", "2019/2021"),
            ("Little changed last century.", "last century", "DATE", "19XX"),
        ],
    );
}

#[test]
fn parts_of_years() {
    check(
        true,
        &[
            ("Profit rose in Q3.", "Q3", "DATE", "2021-Q3"),
            ("Profit rose in Q4.", "Q4", "DATE", "2021-Q4"),
            ("Profit rose in the third quarter.", "the third quarter", "DATE", "2021-Q3"),
            ("Third-quarter profit rose.", "Third-quarter", "DATE", "2021-Q3"),
            (
                "Profit rose in the third quarter of 2020.",
                "the third quarter of 2020",
                "DATE",
                "2020-Q3",
            ),
            ("Profit rose in 3Q20.", "3Q20", "DATE", "2020-Q3"),
            ("Sales fell in H1.", "H1", "DATE", "2021-H1"),
            ("Sales fell in H1 2020.", "H1 2020", "DATE", "2020-H1"),
            ("Sales fell in the first half of 2020.", "the first half of 2020", "DATE", "2020-H1"),
            (
                "Sales fell in the first half of the year.",
                "the first half of the year",
                "DATE",
                "2021-H1",
            ),
            ("Sales fell in FY2024.", "FY2024", "DATE", "FY2024"),
            ("Sales fell in FY24.", "FY24", "DATE", "FY2024"),
            ("Sales fell in fiscal 2024.", "fiscal 2024", "DATE", "FY2024"),
            ("Sales fell in the 2024 financial year.", "the 2024 financial year", "DATE", "FY2024"),
            (
                "Sales fell in the second quarter of fiscal 2024.",
                "the second quarter of fiscal 2024",
                "DATE",
                "FY2024-Q2",
            ),
            ("Sales fell last quarter.", "last quarter", "DATE", "2021-Q3"),
        ],
    );
    for sentence in
        ["They scored twice in the first half.", "He hit a fine half-century for the visitors."]
    {
        assert_eq!(values(sentence, true), [], "{sentence:?}");
    }
}

#[test]
fn times() {
    check(
        false,
        &[
            ("It starts at 9:30 a.m. GMT today.", "9:30 a.m. GMT", "TIME", "T09:30Z"),
            ("It starts at 5 pm today.", "5 pm", "TIME", "T17:00"),
            ("It starts at 9.30am today.", "9.30am", "TIME", "T09:30"),
            ("It starts at 9.30pm today.", "9.30pm", "TIME", "T21:30"),
            ("It starts at 8 p.m. local time today.", "8 p.m. local time", "TIME", "T20:00"),
            ("It starts at 14.05 GMT today.", "14.05 GMT", "TIME", "T14:05Z"),
            ("It starts at 1430 GMT today.", "1430 GMT", "TIME", "T14:30Z"),
            ("It is open 2-4pm today.", "2-4pm", "TIME", "T14:00/T16:00"),
            ("It is open from 9am to 4pm today.", "9am to 4pm", "TIME", "T09:00/T16:00"),
            ("It ended at noon.", "noon", "TIME", "T12:00"),
            ("It starts at 2000 hours.", "2000 hours", "TIME", "T20:00"),
            ("It starts 0630 hours.", "0630 hours", "TIME", "T06:30"),
            ("It took two hours.", "two hours", "TIME", "PT2H"),
            ("It took 20 to 30 minutes.", "20 to 30 minutes", "TIME", "PT20M/PT30M"),
        ],
    );
}

#[test]
fn rupees_are_those_of_the_country_that_an_article_is_about() {
    check(
        false,
        &[
            ("Pakistan paid Rs 500 for it.", "Rs 500", "MONEY", "PKR 500"),
            ("A court in Karachi fined him Rs500.", "Rs500", "MONEY", "PKR 500"),
            ("Nepal paid 500 rupees for it.", "500 rupees", "MONEY", "NPR 500"),
            ("Sri Lanka and India: Colombo paid Rs. 5.", "Rs. 5", "MONEY", "LKR 5"),
            ("Mauritius paid ₨ 5 for it.", "₨ 5", "MONEY", "MUR 5"),
            ("India owes Pakistan Rs 5.", "Rs 5", "MONEY", "INR 5"),
            ("Pakistan paid ₹5 for it.", "₹5", "MONEY", "INR 5"),
            ("Pakistan paid 5 Indian rupees.", "5 Indian rupees", "MONEY", "INR 5"),
            ("Indonesia paid Rp 500 for it.", "Rp 500", "MONEY", "IDR 500"),
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
            ("It cost $1.2B.", "$1.2B", "MONEY", "USD 1200000000"),
            ("It cost $1.2b.", "$1.2b", "MONEY", "USD 1200000000"),
            ("It cost $1.5T in all.", "$1.5T", "MONEY", "USD 1500000000000"),
            ("It cost $300m.", "$300m", "MONEY", "USD 300000000"),
            ("It cost $50k.", "$50k", "MONEY", "USD 50000"),
            ("It was a $2-million grant.", "$2-million", "MONEY", "USD 2000000"),
            ("It cost Rs 500 crore.", "Rs 500 crore", "MONEY", "INR 5000000000"),
            ("It cost Rs 5 crore.", "Rs 5 crore", "MONEY", "INR 50000000"),
            ("It cost Rs. 1,50,000.", "Rs. 1,50,000", "MONEY", "INR 150000"),
            ("It cost ₹5 lakh.", "₹5 lakh", "MONEY", "INR 500000"),
            ("It cost ₹2 lakh crore.", "₹2 lakh crore", "MONEY", "INR 2000000000000"),
            ("He was fined 5 lakh.", "5 lakh", "MONEY", ""),
            ("It cost 500 rupees.", "500 rupees", "MONEY", ""),
            ("It cost 500 Pakistani rupees.", "500 Pakistani rupees", "MONEY", "PKR 500"),
            ("It cost 500 Indian rupees.", "500 Indian rupees", "MONEY", "INR 500"),
            ("It cost 2 million dirhams.", "2 million dirhams", "MONEY", ""),
            ("It cost 500 Moroccan dirhams.", "500 Moroccan dirhams", "MONEY", "MAD 500"),
            ("It cost AED 500.", "AED 500", "MONEY", "AED 500"),
            ("It cost 500 riyals.", "500 riyals", "MONEY", ""),
            ("It cost 500 naira.", "500 naira", "MONEY", "NGN 500"),
            ("It cost 1,5 Mio. € in all.", "1,5 Mio. €", "MONEY", "EUR 1500000"),
            ("It cost 1.500.000 € in all.", "1.500.000 €", "MONEY", "EUR 1500000"),
            ("It cost 12,50 € in all.", "12,50 €", "MONEY", "EUR 12.5"),
            ("He is on £1m-a-week.", "£1m", "MONEY", "GBP 1000000"),
            ("It cost US$5.", "US$5", "MONEY", "USD 5"),
            ("It cost R$5.6bn.", "R$5.6bn", "MONEY", "BRL 5600000000"),
            ("It cost R$ 500 million.", "R$ 500 million", "MONEY", "BRL 500000000"),
            ("It cost N27.5tn.", "N27.5tn", "MONEY", "NGN 27500000000000"),
            ("It cost NIS 40 million.", "NIS 40 million", "MONEY", "ILS 40000000"),
            ("It cost Dh500m.", "Dh500m", "MONEY", "AED 500000000"),
            ("It cost GH¢500.", "GH¢500", "MONEY", "GHS 500"),
            ("It cost 500 zł.", "500 zł", "MONEY", "PLN 500"),
            ("It cost 40 mln zł.", "40 mln zł", "MONEY", "PLN 40000000"),
            ("It cost 3 trillion won.", "3 trillion won", "MONEY", "KRW 3000000000000"),
            ("It cost 40 Tsd. €.", "40 Tsd. €", "MONEY", "EUR 40000"),
            ("It cost A$2.5m.", "A$2.5m", "MONEY", "AUD 2500000"),
            ("It cost CHF 3 million.", "CHF 3 million", "MONEY", "CHF 3000000"),
            ("It cost CHF3.5bn.", "CHF3.5bn", "MONEY", "CHF 3500000000"),
            ("It cost R5bn.", "R5bn", "MONEY", "ZAR 5000000000"),
            ("It cost 3 million CHF.", "3 million CHF", "MONEY", "CHF 3000000"),
            ("It cost 15m euros.", "15m euros", "MONEY", "EUR 15000000"),
            ("It cost 40 million dollars.", "40 million dollars", "MONEY", "USD 40000000"),
            ("It was a 40-million-dollar deal.", "40-million-dollar", "MONEY", "USD 40000000"),
            ("It cost half a million dollars.", "half a million dollars", "MONEY", "USD 500000"),
            ("It cost five euros.", "five euros", "MONEY", "EUR 5"),
            ("It cost 50 pence.", "50 pence", "MONEY", "GBP 0.5"),
            ("It cost 20 Swiss francs.", "20 Swiss francs", "MONEY", "CHF 20"),
            ("It cost 500 Hong Kong dollars.", "500 Hong Kong dollars", "MONEY", "HKD 500"),
            ("It cost millions of dollars.", "millions of dollars", "MONEY", ""),
            ("It costs $3m to $5m.", "$3m to $5m", "MONEY", "USD 3000000/5000000"),
            ("It costs $3-5m.", "$3-5m", "MONEY", "USD 3000000/5000000"),
            ("It costs $3 to $5 million.", "$3 to $5 million", "MONEY", "USD 3000000/5000000"),
            ("It costs between £3m and £5m.", "£3m and £5m", "MONEY", "GBP 3000000/5000000"),
            (
                "It costs 3 to 5 million euros.",
                "3 to 5 million euros",
                "MONEY",
                "EUR 3000000/5000000",
            ),
            ("Its loss grew from $3m to $5m.", "$3m", "MONEY", "USD 3000000"),
            ("Prices range from $3m to $5m.", "$3m to $5m", "MONEY", "USD 3000000/5000000"),
        ],
    );
}

#[test]
fn pounds_are_money_or_weight() {
    check(
        false,
        &[
            ("The fish can grow to 500 pounds.", "500 pounds", "QUANTITY", "500 lb"),
            (
                "The catch is capped at 29.4 million pounds.",
                "29.4 million pounds",
                "QUANTITY",
                "29400000 lb",
            ),
            ("The calf weighs 80 pounds.", "80 pounds", "QUANTITY", "80 lb"),
            ("They seized 300 pounds of cocaine.", "300 pounds", "QUANTITY", "300 lb"),
            ("They dropped a 500-pound bomb.", "500-pound", "QUANTITY", "500 lb"),
            ("The pumpkin came to 900 pounds.", "900 pounds", "QUANTITY", "900 lb"),
            ("She was fined 500 pounds.", "500 pounds", "MONEY", "GBP 500"),
            ("The bridge cost two million pounds.", "two million pounds", "MONEY", "GBP 2000000"),
            ("She found a 10-pound note.", "10-pound", "MONEY", "GBP 10"),
            ("They won 3 million pounds of funding.", "3 million pounds", "MONEY", "GBP 3000000"),
            ("He had £20 and then 30 pounds.", "30 pounds", "MONEY", "GBP 30"),
            ("It cost 900 Egyptian pounds.", "900 Egyptian pounds", "MONEY", "EGP 900"),
        ],
    );
}

#[test]
fn m_is_metres_or_a_million() {
    check(
        false,
        &[
            ("It was hit by a 15m wave.", "15m", "QUANTITY", "15 m"),
            ("The lake is 15 m deep.", "15 m", "QUANTITY", "15 m"),
            ("She won the 200m freestyle.", "200m", "QUANTITY", "200 m"),
            ("She won the 100m hurdles.", "100m", "QUANTITY", "100 m"),
            ("He fell 20m from a cliff.", "20m", "QUANTITY", "20 m"),
            ("They shipped 1.2m tonnes of it.", "1.2m tonnes", "QUANTITY", "1200000 t"),
        ],
    );
    for sentence in [
        "The firm must recall 1.4m cars and sell 15m units.",
        "It drew 3m people and 2m new customers.",
        "Some 5m of them have no home.",
        "Sales reached 15m.",
        "Its population is 4.5m.",
    ] {
        assert_eq!(values(sentence, false), [], "{sentence:?}");
    }
}

#[test]
fn percentages_and_measures() {
    check(
        false,
        &[
            ("It rose 12.5% again.", "12.5%", "PERCENT", "12.5 %"),
            ("It rose five per cent again.", "five per cent", "PERCENT", "5 %"),
            ("It rose between 5 and 7 percent.", "5 and 7 percent", "PERCENT", "5/7 %"),
            ("It rose 5-7% again.", "5-7%", "PERCENT", "5/7 %"),
            ("It rose from 5% to 7% again.", "5%", "PERCENT", "5 %"),
            ("It rose 25 basis points.", "25 basis points", "PERCENT", "0.25 %"),
            ("It rose two percentage points.", "two percentage points", "PERCENT", "2 %"),
            ("It is 300 km away.", "300 km", "QUANTITY", "300 km"),
            ("It is 12 000 km away.", "12 000 km", "QUANTITY", "12000 km"),
            ("It is 5 to 10 miles away.", "5 to 10 miles", "QUANTITY", "5/10 mi"),
            ("It does 120 km/h there.", "120 km/h", "QUANTITY", "120 km/h"),
            ("It does 60 miles an hour.", "60 miles an hour", "QUANTITY", "60 mi/h"),
            ("It was 30 degrees Celsius.", "30 degrees Celsius", "QUANTITY", "30 °C"),
            ("It was 30°C there.", "30°C", "QUANTITY", "30 °C"),
            ("He is 6ft 2in tall.", "6ft 2in", "QUANTITY", "6 ft 2 in"),
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
