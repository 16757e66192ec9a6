//! How much of what a person sees in an article the engine finds, and how much of what it finds is right.
//!
//! `cargo test --features cli --test gold -- --nocapture` prints the figures and every difference.
//! The figures must not fall below those committed here; when they rise, raise the floors.

#[path = "support/article.rs"]
mod article;
#[path = "support/gold.rs"]
mod gold;
#[path = "support/score.rs"]
mod score;

use gloss::text::Text;
use gold::Gold;
use score::{Counts, Scores};

/// The articles that were annotated by hand, completely.
const ANNOTATED: [&str; 7] =
    ["example", "court", "takeover", "sahel", "profile", "cyclone", "glacier"];

/// Two more for development, rich in relations and annotated after the first seven.
const LATER: [&str; 2] = ["lithium", "truce"];

/// Articles that nothing was ever tuned on, nor is to be.
const UNSEEN: [&str; 2] = ["port", "patent"];

/// Measures and what the engine reaches by them, in percent.
type Floors = &'static [(&'static str, Measure, f64)];

/// What the engine reaches on all annotated articles together.
const FLOORS: Floors = &[
    ("names", Counts::precision, 94.5),
    ("names", Counts::recall, 93.5),
    ("values", Counts::precision, 91.0),
    ("values", Counts::recall, 88.0),
    ("sentences", Counts::precision, 90.0),
    ("sentences", Counts::recall, 98.0),
    ("links", Counts::precision, 94.0),
    ("links", Counts::recall, 90.0),
    ("references", Counts::precision, 93.0),
    ("references", Counts::recall, 84.5),
    ("relations", Counts::precision, 91.5),
    ("relations", Counts::recall, 77.5),
    ("qualifiers", Counts::recall, 82.5),
    ("modality", Counts::recall, 97.0),
];

/// What the engine reaches on the later articles together. Lower than they were in references and relations: coreference now
/// learns from news, where it finds four times as many descriptions and is wrong about as few; here it errs more often.
const LATER_FLOORS: Floors = &[
    ("names", Counts::precision, 94.0),
    ("names", Counts::recall, 91.5),
    ("values", Counts::precision, 100.0),
    ("values", Counts::recall, 100.0),
    ("sentences", Counts::precision, 100.0),
    ("sentences", Counts::recall, 100.0),
    ("links", Counts::precision, 66.0),
    ("links", Counts::recall, 42.5),
    ("references", Counts::precision, 80.5),
    ("references", Counts::recall, 51.0),
    ("relations", Counts::precision, 81.0),
    ("relations", Counts::recall, 58.5),
    ("qualifiers", Counts::recall, 100.0),
    ("modality", Counts::recall, 96.0),
];

/// One of the measures of [`Counts`].
type Measure = fn(Counts) -> f64;

/// What the engine reaches on the unseen articles together.
const UNSEEN_FLOORS: Floors = &[
    ("names", Counts::precision, 92.0),
    ("names", Counts::recall, 88.5),
    ("values", Counts::precision, 100.0),
    ("values", Counts::recall, 100.0),
    ("sentences", Counts::precision, 100.0),
    ("sentences", Counts::recall, 100.0),
    ("links", Counts::precision, 77.5),
    ("links", Counts::recall, 72.0),
    ("references", Counts::precision, 100.0),
    ("references", Counts::recall, 85.5),
    ("relations", Counts::precision, 94.0),
    ("relations", Counts::recall, 59.0),
    ("qualifiers", Counts::recall, 100.0),
    ("modality", Counts::recall, 87.0),
];

#[test]
fn quality_does_not_fall() {
    check("annotated", &ANNOTATED, FLOORS);
}

#[test]
fn quality_on_later_articles_does_not_fall() {
    check("later", &LATER, LATER_FLOORS);
}

#[test]
fn quality_on_unseen_articles_does_not_fall() {
    check("unseen", &UNSEEN, UNSEEN_FLOORS);
}

/// Prints how the engine does on a group of articles, and holds it to its floors.
fn check(group: &str, articles: &[&str], floors: Floors) {
    let knowledge = article::knowledge();
    let mut scores = Scores::default();
    for name in articles {
        scores.add(Scores::of(&read_gold(name), &article::annotate(name, &knowledge)));
    }
    for (what, counts) in &scores.counts {
        println!("{group}: {what:16} {counts}");
    }
    for difference in &scores.differences {
        println!("{group}: {difference}");
    }
    for &(what, measure, floor) in floors {
        let reached = measure(scores.counts.get(what).copied().unwrap_or_default());
        assert!(reached >= floor, "{group}, {what}: {reached:.1} is below {floor}");
    }
}

fn read_gold(name: &str) -> Gold {
    let text = Text::new(&article::read(&format!("{name}.txt")));
    let annotation = article::read(&format!("{name}.gold"));
    Gold::read(&annotation, &text).unwrap_or_else(|problem| panic!("{name}.gold, {problem}"))
}
