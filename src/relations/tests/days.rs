//! What a relation's day says of it, beside the day of publication.

use crate::{
    annotate,
    document::{Modality, RelationType},
    knowledge::Knowledge,
    pipeline::Options,
};

#[test]
fn what_is_dated_to_come_is_planned() {
    let knowledge = Knowledge::builtin();
    for (sentence, when, modality) in [
        (
            "Mr Areval will address the assembly when he travels to Ethiopia on Sunday.",
            "2015-07-26",
            Modality::Planned,
        ),
        ("Mr Areval travelled to Ethiopia on Sunday.", "2015-07-19", Modality::Asserted),
    ] {
        let article = format!("24 July 2015\n{sentence}");
        let doc = annotate(&article, &knowledge, &Options::default());
        let visits: Vec<_> = doc
            .relations
            .iter()
            .filter(|relation| relation.relation_type == RelationType::Visited)
            .map(|visit| (visit.qualifiers[0].value.as_deref(), visit.modality))
            .collect();
        assert_eq!(visits, [(Some(when), modality)], "{sentence}");
    }
}
