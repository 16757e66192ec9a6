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

/// What the engine reaches on all of them together, in percent.
const FLOORS: &[(&str, Measure, f64)] = &[
    ("names", Counts::precision, 95.0),
    ("names", Counts::recall, 91.5),
    ("values", Counts::precision, 91.0),
    ("values", Counts::recall, 88.0),
    ("sentences", Counts::precision, 90.0),
    ("sentences", Counts::recall, 98.0),
    ("links", Counts::precision, 92.0),
    ("links", Counts::recall, 87.0),
    ("references", Counts::precision, 98.0),
    ("references", Counts::recall, 81.0),
    ("relations", Counts::precision, 89.0),
    ("relations", Counts::recall, 63.0),
    ("qualifiers", Counts::recall, 93.0),
    ("modality", Counts::recall, 96.0),
];

/// One of the measures of [`Counts`].
type Measure = fn(Counts) -> f64;

#[test]
fn quality_does_not_fall() {
    let knowledge = article::knowledge();
    let mut scores = Scores::default();
    for name in ANNOTATED {
        scores.add(Scores::of(&read_gold(name), &article::annotate(name, &knowledge)));
    }
    for (what, counts) in &scores.counts {
        println!("{what:16} {counts}");
    }
    for difference in &scores.differences {
        println!("{difference}");
    }
    for &(what, measure, floor) in FLOORS {
        let reached = measure(scores.counts.get(what).copied().unwrap_or_default());
        assert!(reached >= floor, "{what}: {reached:.1} is below {floor}");
    }
}

fn read_gold(name: &str) -> Gold {
    let text = Text::new(&article::read(&format!("{name}.txt")));
    let annotation = article::read(&format!("{name}.gold"));
    Gold::read(&annotation, &text).unwrap_or_else(|problem| panic!("{name}.gold, {problem}"))
}
