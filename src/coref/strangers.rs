//! People without a name. The ranking prefers names, so that "he" of "her landlord" would go to the nearest named
//! man, who then did what the landlord did. A nearer person without a name takes the pronoun, or
//! makes its link doubtful.

use super::{
    candidates::{Candidate, Determiner, Kind, Number, Person, Role, Sex, ThingClass},
    coarguments::Governor,
};
use crate::{document::Document, english::English};

/// How many candidates back somebody else is looked for.
const REACH: usize = 40;

/// What people without a name, or with another one, make of a pronoun's link to a named person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rivalry {
    /// There is nobody else near whom it could mean.
    None,
    /// It could mean another who is named nearer to it.
    Contested,
    /// It could mean another who has no name.
    Doubtful,
    /// It means this candidate, who has no name.
    Stranger(usize),
}

/// Where a candidate has been linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nowhere yet.
    Open,
    /// To whom the pronoun would be linked.
    Chosen,
    /// To another chain, with a name.
    Named,
    /// To another chain, without one.
    Nameless,
}

/// What stands against linking a pronoun to a named person. Looks at those between the person's last
/// mention and the pronoun, in its sentence and the one before.
pub(super) fn rivalry(
    doc: &Document,
    english: &English,
    candidates: &[Candidate],
    mention: usize,
    governor: Option<Governor>,
    standing: impl Fn(usize) -> Standing,
) -> Rivalry {
    let pronoun = &candidates[mention];
    if !is_personal(pronoun) {
        return Rivalry::None;
    }
    // "Rana told a reporter that he": what the verb's subject says of himself.
    if let Some(Governor::Matrix(subject) | Governor::Report(subject)) = governor
        && standing(subject) == Standing::Chosen
    {
        return Rivalry::None;
    }
    let near = (0..mention).rev().take(REACH).take_while(|at| {
        candidates[*at].sentence + 1 >= pronoun.sentence && standing(*at) != Standing::Chosen
    });
    let may_be = |at: &usize| {
        let other = &candidates[*at];
        let is_heard = other.quotation == 0 || other.quotation == pronoun.quotation;
        is_heard
            && agree(other.sex, pronoun.sex)
            && !other.tokens.overlaps(pronoun.tokens)
            && governor != Some(Governor::Clause(*at))
    };
    let near: Vec<usize> = near.filter(may_be).collect();
    let is_nameless = |at: &usize| {
        standing(*at) == Standing::Nameless && is_stranger(doc, english, candidates, *at)
    };
    // Whom the last sentence only mentions beside its subject is seldom taken up.
    let is_named = |at: &usize| {
        let other = &candidates[*at];
        let is_person = other.kind == Kind::Name && other.class == ThingClass::Person;
        let is_near = other.sentence == pronoun.sentence || other.role == Role::Subject;
        is_person && is_near && standing(*at) == Standing::Named
    };
    let Some(stranger) = near.iter().copied().find(is_nameless) else {
        return if near.iter().any(is_named) { Rivalry::Contested } else { Rivalry::None };
    };
    let other = &candidates[stranger];
    let takes_up = matches!(other.role, Role::Subject | Role::Other)
        && pronoun.role == Role::Subject
        && other.sentence == pronoun.sentence;
    if takes_up { Rivalry::Stranger(stranger) } else { Rivalry::Doubtful }
}

/// The subject before "himself", which is all that it can mean.
pub(super) fn subject_of_reflexive(candidates: &[Candidate], mention: usize) -> Option<usize> {
    let pronoun = &candidates[mention];
    if !is_personal(pronoun) || !pronoun.is_reflexive() {
        return None;
    }
    let mut in_sentence = (0..mention)
        .rev()
        .take(REACH)
        .take_while(|at| candidates[*at].sentence == pronoun.sentence);
    in_sentence.find(|at| {
        let other = &candidates[*at];
        other.role == Role::Subject && agree(other.sex, pronoun.sex)
    })
}

/// Whether two may be the same as far as their sex tells.
fn agree(one: Sex, other: Sex) -> bool {
    one == Sex::Unknown || other == Sex::Unknown || one == other
}

/// Whether a candidate is "he", "she" or a form of them: one person who is spoken of.
fn is_personal(candidate: &Candidate) -> bool {
    candidate.kind == Kind::Pronoun(Person::Third)
        && candidate.number == Number::Singular
        && candidate.class == ThingClass::Person
}

/// Whether a candidate is one person without a name: "her landlord", "a source".
fn is_stranger(doc: &Document, english: &English, candidates: &[Candidate], at: usize) -> bool {
    let candidate = &candidates[at];
    let is_person =
        candidate.class == ThingClass::Person || names_person(english, &candidate.head_word);
    candidate.kind == Kind::Nominal
        && candidate.group.is_none()
        && candidate.number == Number::Singular
        && candidate.determiner != Determiner::Quantifier
        && is_person
        && !describes(doc, candidates, at)
}

fn names_person(english: &English, head: &str) -> bool {
    let noun = head.strip_prefix("ex-").unwrap_or(head);
    let is_sexed = ["man", "woman", "boy", "girl", "person", "friend", "husband", "wife"];
    english.coref.persons.holds(noun) || is_sexed.iter().any(|ending| noun.ends_with(ending))
}

/// Whether a phrase says what a named person beside it is: "Rana, a lawyer, said", "the chief, Rana,",
/// "Rana is a lawyer", "as a lawyer".
fn describes(doc: &Document, candidates: &[Candidate], at: usize) -> bool {
    const LINKS: [&str; 10] =
        ["is", "was", "be", "been", "are", "were", "as", "became", "become", "remains"];
    let phrase = &candidates[at];
    let (start, end) = (phrase.tokens.start(), phrase.tokens.end());
    let is_person =
        |other: &Candidate| other.kind == Kind::Name && other.class == ThingClass::Person;
    let before = start.checked_sub(1).map_or("", |token| doc.token_text(token));
    let around = &candidates[at.saturating_sub(4)..candidates.len().min(at + 4)];
    let follows = phrase.role != Role::Subject
        && around.iter().any(|other| is_person(other) && other.tokens.end() + 1 == start);
    let precedes = around.iter().any(|other| is_person(other) && other.tokens.start() == end + 1);
    let is_at =
        |token: usize, mark: &str| token < doc.tokens.len() && doc.token_text(token) == mark;
    // "Secretary of State Rana"
    let holds = around.iter().any(|other| is_person(other) && other.tokens.overlaps(phrase.tokens));
    holds || LINKS.contains(&before) || follows && before == "," || precedes && is_at(end, ",")
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use crate::{
        annotate,
        document::{Document, MentionKind, Named as _, PloverClass},
        knowledge::Knowledge,
    };

    /// Whom each "he" and "himself" stands for.
    fn men(doc: &Document) -> Vec<&str> {
        let pronouns = doc.mentions.iter().filter(|mention| {
            let word = doc.text.slice(mention.span);
            mention.kind == MentionKind::Pronoun && ["he", "He", "himself"].contains(&word)
        });
        let entities = pronouns.filter_map(|mention| mention.entity);
        entities.map(|entity| doc.entities[entity.index()].name.as_str()).collect()
    }

    #[test]
    fn a_nearer_person_without_a_name_takes_the_pronoun() {
        let knowledge = Knowledge::builtin();
        for (text, expected) in [
            (
                "Sergeant Owen Tarrant said Lidia Bravik called the police on Monday. Bravik told Tarrant that her landlord \
                 had shouted at her and that he threatened her with a knife.",
                &[][..],
            ),
            (
                "Constable Neil Orford said in a statement that Anna Petrich was found at her home. Petrich told officers \
                 that her ex-husband had broken in and that he stabbed her.",
                &[],
            ),
            (
                "Minister Rolf Dahlen fled to the compound, a source, who said he had spoken to people inside, told the \
                 Meridian Post.",
                &[],
            ),
            (
                "Teresa Vann told reporter Hal Brock that her manager sacked her after he groped her.",
                &[],
            ),
            (
                "President Viktor Halm condemned the attack on Friday. The gunman later shot himself.",
                &[],
            ),
            (
                "Mayor Derek Oldham visited Joan Pruett. A burglar broke into the house and he robbed her.",
                &[],
            ),
            ("Rolf Dahlen told a reporter that he would resign.", &["Rolf Dahlen"]),
            ("Rolf Dahlen, a lawyer, said he would resign.", &["Rolf Dahlen"]),
            ("Rolf Dahlen is a lawyer. He will resign.", &["Rolf Dahlen"]),
        ] {
            let doc = annotate(text, &knowledge, &crate::Options::default());
            assert_eq!(men(&doc), expected, "{text}");
        }
    }

    #[test]
    fn nobody_is_accused_by_a_doubtful_pronoun() {
        use PloverClass::{Assault, Coerce, Crime, Threaten};
        let knowledge = Knowledge::builtin();
        for text in [
            "Detective Paul Hedley met Maria Sandoval. Sandoval said a neighbour had followed her and that he attacked her.",
            "Judge Martin Keane heard that Sofia Brandl left her boyfriend in March. In April he kidnapped her.",
            "Anita Rowe told officer Sam Dillard that her stepfather had hit her and that he threatened to kill her.",
            "Dana Whitlock told the jury that a colleague of Mark Ferrow drugged her and that he raped her.",
            "President Luis Ortega visited Bogota. The rebel leader said he kidnapped Pilar Ruiz.",
            "Doctor Ivan Petrov treated Maria Lund. Her son fled after he shot her neighbour Karl Dahl.",
            "Bishop Paul Adeyemi prayed with Grace Obi. Her husband left after he stabbed her brother John Obi.",
            "Lawyer Jane Fox defended the nurse. The nurse cried as she said she poisoned Emil Berg.",
            "Senator Luke Farrow praised Rita Holm. Her attacker, who was never found, had robbed her before he stabbed her.",
        ] {
            let doc = annotate(text, &knowledge, &crate::Options::default());
            // What somebody without a name did may be told.
            let of_named = |relation: &&crate::document::Relation| {
                doc.entities[relation.subject.index()].named
            };
            let grave = doc.relations.iter().filter(of_named).filter_map(|relation| relation.class);
            let grave: Vec<_> = grave
                .filter(|class| matches!(class, Assault | Coerce | Crime | Threaten))
                .map(PloverClass::name)
                .collect();
            assert_eq!(grave, [""; 0], "{text}");
        }
    }
}
