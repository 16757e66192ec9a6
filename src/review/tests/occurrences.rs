//! One edit for all occurrences of some words, and words of a reader's own.

use super::*;
use crate::{export::json::Block, review::everywhere};

/// A port and a person of that name; the last line is furniture.
fn harbour() -> Article {
    let mut article = article(
        "[Quay]ORG1 hired [Ida]PERSON2. Quays and Port [Quay]ORG1 grew; [Ida]PERSON2 left Quay, and [Quay Bank]ORG3 too. [Ida]PERSON4\nQuay news",
    );
    let start = article.document.text.chars().position(|c| c == '\n').unwrap() + 1;
    let blocks = &mut article.document.blocks;
    let end = std::mem::replace(&mut blocks[0].end, start - 1);
    blocks.push(Block { start, end, kind: BlockKind::Furniture, extra: Extra::new() });
    article
}

/// What an edit for all occurrences changes, as one step.
fn changed_everywhere(edit: impl FnOnce(&Article) -> Edit) -> Vec<String> {
    let article = harbour();
    let edits = everywhere(&article, &edit(&article));
    let reviewed = after(&article, edits);
    assert_eq!(reviewed.unapplied, []);
    changes(&article, &reviewed.article)
}

fn add(article: &Article, words: &str, of: EntityType, entity: Option<&str>) -> Edit {
    let mention_of = |words: &str| mention(article, words);
    let place = MentionAnchor::new(place(article, words), of);
    Edit::Add { mention: place, kind: None, value: None, entity: entity.map(mention_of) }
}

#[test]
fn an_edit_is_made_for_all_occurrences() {
    use EntityType::{Event, Gpe, Org};
    let judge = |it: &Article, words: &str, verdict| Edit::Judge {
        target: Target::Mention(mention(it, words)),
        verdict,
    };
    let expected: [(&str, Vec<String>, &[&str]); 8] = [
        (
            "added, to what is there: not in furniture, in a longer word or in a longer mention",
            changed_everywhere(|it| add(it, "Quay", Org, Some("Quay"))),
            &["- Quay ORG", "- Quay ORG", "+ Quay ORG ✓", "+ Quay ORG ✓", "+ Quay ORG ✎"],
        ),
        (
            "added where nothing is yet, as one entity",
            changed_everywhere(|it| add(it, "and", Event, None)),
            &["+ and EVENT ✎", "+ and EVENT ✎"],
        ),
        (
            "retyped",
            changed_everywhere(|it| Edit::Retype { mention: mention(it, "Quay"), to: Gpe }),
            &["- Quay ORG", "- Quay ORG", "+ Quay GPE ✎", "+ Quay GPE ✎"],
        ),
        (
            "longer, where the same words stand around",
            changed_everywhere(|it| Edit::Resize {
                mention: mention(it, "Quay"),
                to: place(it, "Port Quay"),
            }),
            &["- Quay ORG", "+ Port Quay ORG of Quay ✎"],
        ),
        (
            "deleted",
            changed_everywhere(|it| Edit::Delete(Target::Mention(mention(it, "Quay")))),
            &["- Quay ORG", "- Quay ORG"],
        ),
        (
            "rejected",
            changed_everywhere(|it| judge(it, "Quay", Status::Rejected)),
            &["- Quay ORG", "- Quay ORG", "+ Quay ORG ✗", "+ Quay ORG ✗"],
        ),
        (
            "split off: of another entity there was nothing to split",
            changed_everywhere(|it| Edit::Split { mention: mention(it, "Ida") }),
            &[],
        ),
        (
            "an edit of the entity is one anyway",
            changed_everywhere(|it| Edit::Rename {
                mention: mention(it, "Quay Bank"),
                name: "The Bank".to_owned(),
            }),
            &["- Quay Bank ORG", "+ Quay Bank ORG of The Bank"],
        ),
    ];
    for (name, changed, expected) in expected {
        assert_eq!(changed, expected, "{name}");
    }
}

#[test]
fn mentions_are_made_longer_where_the_same_words_stand_around() {
    let article =
        article("🚨 [Aas]PERSON1 Bank saw [Aas]PERSON1 Ban; [Aas]PERSON1 Bank left [Aas]ORG2 Bank");
    let first = Anchors::new(&article).mention(&article.mentions[0]);
    let resize = Edit::Resize { mention: first, to: place(&article, "Aas Bank") };
    assert_eq!(
        changes(&article, &after(&article, everywhere(&article, &resize)).article),
        [
            "- Aas PERSON",
            "- Aas PERSON",
            "+ Aas Bank PERSON of Aas ✎",
            "+ Aas Bank PERSON of Aas ✎"
        ]
    );
}

#[test]
fn what_is_split_off_is_one_entity() {
    let article = article(
        "[Mr Lind]PERSON1 met [Lind]PERSON1; [Lind]PERSON1 and [Lind]PERSON2 left [Oslo]GPE3.",
    );
    let second = Anchors::new(&article).mention(&article.mentions[1]);
    let reviewed = after(&article, everywhere(&article, &Edit::Split { mention: second }));
    let entities: Vec<&str> = reviewed.article.mentions.iter().map(|it| &*it.entity).collect();
    assert_eq!(entities, ["e1", "e4", "e4", "e2", "e3"]);
    assert_eq!(reviewed.unapplied, []);
}

#[test]
fn words_of_the_reader_are_found_in_any_reading() {
    use EntityType::{Fac, Org};
    let own = |words: &str, of| Edit::Own { words: words.to_owned(), of };
    let lind = "[Tor Lind]PERSON1 of [Lind]PERSON1 [Quay]FAC2 saw Lind Quay and [Aas]ORG3.";
    for (text, edits, expected) in [
        ("Ida saw Aas, Aas.", vec![own("Aas", Org)], &["+ Aas ORG ✎", "+ Aas ORG ✎"][..]),
        (
            "[Aas]PERSON1 saw [Aas]ORG2, Aasta and Aas.",
            vec![own("Aas", Org)],
            &["- Aas PERSON", "- Aas ORG", "+ Aas ORG ✎", "+ Aas ORG ✓", "+ Aas ORG ✎"],
        ),
        (
            lind,
            vec![own(" Lind Quay ", Fac)],
            &[
                "- Lind PERSON of Tor Lind",
                "- Quay FAC",
                "+ Lind PERSON of Tor Lind ✗",
                "+ Lind Quay FAC ✎",
                "+ Quay FAC ✗",
                "+ Lind Quay FAC ✎",
            ],
        ),
        (lind, vec![own("Tor", Org), own("Hartwell", Org)], &[]),
        (
            lind,
            vec![reject(mention(&article(lind), "Aas")), own("Aas", Org)],
            &["- Aas ORG", "+ Aas ORG ✗"],
        ),
    ] {
        let article = article(text);
        let reviewed = after(&article, edits);
        assert_eq!(reviewed.unapplied, []);
        assert_eq!(changes(&article, &reviewed.article), expected, "{text}");
    }
}
