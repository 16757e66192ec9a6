//! What rules know of a description or pronoun better than the ranking.

use std::collections::BTreeSet;

use super::{
    super::{
        candidates::{self, Candidate, Determiner, Kind, Number, Person, Role, ThingClass},
        coarguments::{self, Governor},
    },
    Linker, SURE,
};
use crate::{
    document::{Block, BlockKind, Document},
    order::gather,
};

/// How many sentences back a body may have been introduced.
const FURTHEST: usize = 4;

impl Linker<'_> {
    /// "the company": the body that was introduced as one, or the only one named here or in the
    /// sentence before. The ranking has seen few such nouns and leaves many alone.
    pub(super) fn described(&self, mention: usize) -> Option<usize> {
        let candidate = &self.candidates[mention];
        let is_bare = candidate.kind == Kind::Nominal
            && matches!(candidate.determiner, Determiner::Definite | Determiner::Demonstrative)
            && candidate.modifiers.is_empty()
            && (candidate.base == candidate.tokens || candidate.role == Role::Possessor)
            && candidate.number == Number::Singular
            && candidates::stands_for_a_name(&candidate.head_word);
        if !is_bare {
            return None;
        }
        let near = self.placed.iter().rev().map(|other| (*other, &self.candidates[*other]));
        let near = near.take_while(|(_, other)| other.sentence + FURTHEST >= candidate.sentence);
        if let Some(chain) = near.clone().find_map(|(at, _)| self.introduced(at, candidate)) {
            return Some(chain);
        }
        let fitting =
            near.filter(|(_, other)| other.kind == Kind::Name && other.class == candidate.class);
        let of_sentence = |sentence: usize| {
            let chains = fitting.clone().filter(|(_, other)| other.sentence == sentence);
            let chains: BTreeSet<usize> = gather(chains.map(|(at, _)| self.chain_of[at]));
            (chains.len(), chains.first().copied())
        };
        match of_sentence(candidate.sentence) {
            (1, only) => only,
            (0, _) => match of_sentence(candidate.sentence.checked_sub(1)?) {
                (1, only) => only,
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a chain has no mention since the last heading, and what a description describes has: items of a
    /// round-up.
    pub(super) fn is_of_earlier_item(
        &self,
        mention: usize,
        chain: usize,
        described: usize,
    ) -> bool {
        let item = |index: usize| self.items.get(self.candidates[index].block);
        let is_here = |chain: usize| {
            self.chains[chain].members.iter().any(|member| item(*member) == item(mention))
        };
        is_here(described) && !is_here(chain)
    }

    /// "X said it would": the body or country that says what it does.
    pub(super) fn said_of_itself(&self, mention: usize) -> Option<usize> {
        let Some(Governor::Report(subject)) = self.governors[mention] else { return None };
        let (speaker, it) = (&self.candidates[subject], &self.candidates[mention]);
        let is_body = matches!(speaker.class, ThingClass::Body | ThingClass::Country);
        let is_it = it.head_word == "it" && !self.stands_for_nothing(mention);
        (is_it && is_body && speaker.kind == Kind::Name).then(|| self.chain_of[subject])
    }

    /// "it is raining".
    pub(super) fn stands_for_nothing(&self, mention: usize) -> bool {
        let it = &self.candidates[mention];
        it.head_word == "it"
            && it.is_pronoun()
            && coarguments::is_expletive(self.doc, self.english, it.tokens)
    }

    /// "a rebel group called X", "X, a rebel group": the chain of the name that a phrase with the
    /// description's noun introduces.
    pub(super) fn introduced(&self, phrase: usize, description: &Candidate) -> Option<usize> {
        const NEAR: usize = 3;
        let noun = &self.candidates[phrase];
        let introduces = noun.kind == Kind::Nominal
            && noun.determiner == Determiner::Indefinite
            && noun.head_word == description.head_word;
        if !introduces {
            return None;
        }
        let is_beside = |other: &Candidate| {
            let after = noun.base.end()..noun.base.end() + NEAR;
            let is_near = after.contains(&other.tokens.start())
                || other.tokens.end() + 1 == noun.base.start();
            other.kind == Kind::Name && other.class == description.class && is_near
        };
        let around = phrase.saturating_sub(NEAR)..(phrase + NEAR).min(self.candidates.len());
        let name = around.clone().find(|other| is_beside(&self.candidates[*other]))?;
        Some(self.chain_of[name]).filter(|chain| *chain != usize::MAX)
    }

    /// "published the plea before the judges read it": what one does something to is a thing named nearer, not a body that
    /// acts elsewhere in the sentence.
    pub(super) fn is_of_a_thing(&self, mention: usize, chosen: usize) -> bool {
        let it = &self.candidates[mention];
        let is_body = self.chains[chosen].class == ThingClass::Body;
        let is_object =
            matches!(self.governors[mention], Some(Governor::Clause(_))) && it.role == Role::Object;
        if it.head_word != "it" || !is_object || !is_body {
            return false;
        }
        let before = (0..mention).rev().take_while(|at| {
            self.candidates[*at].sentence == it.sentence && self.chain_of[*at] != chosen
        });
        before.map(|at| &self.candidates[at]).any(|other| {
            other.kind == Kind::Nominal
                && other.group.is_none()
                && other.number == Number::Singular
                && other.role == Role::Object
                && other.determiner != Determiner::None
                && matches!(other.class, ThingClass::Unknown | ThingClass::Thing)
        })
    }

    /// Whether "you" in quotation marks would be somebody to whom the words are not said: it is anybody then.
    pub(super) fn is_unaddressed(&self, mention: usize) -> bool {
        let you = &self.candidates[mention];
        if you.person() != Some(Person::Second)
            || you.quotation == 0
            || self.talk.speaker(you).is_some()
        {
            return false;
        }
        let is_addressed = |other: &usize| {
            let other = &self.candidates[*other];
            other.quotation == 0
                && other.role == Role::Object
                && other.sentence.abs_diff(you.sentence) <= 1
        };
        !self.chains[self.chain_of[mention]].members.iter().any(is_addressed)
    }

    /// Whether a description is that of the nation beside it: nothing else decides then.
    pub(super) fn trust_own_nation(&mut self, mention: usize) -> bool {
        let candidate = &self.candidates[mention];
        let is_own = candidate.kind == Kind::Nominal && candidate.is_own_nation;
        if is_own {
            (self.margins[mention], self.leads[mention]) = (Some(SURE), SURE);
        }
        is_own
    }
}

/// For each block, how many headings stand before it or are it.
pub(super) fn items(doc: &Document) -> Vec<usize> {
    let mut count = 0;
    let item = |block: &Block| {
        count += usize::from(block.kind == BlockKind::Heading);
        count
    };
    doc.blocks.iter().map(item).collect()
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use crate::{
        annotate,
        document::{Document, MentionKind},
        knowledge::Knowledge,
    };

    /// Each pronoun and description of a name: "the company = Balder Energy".
    fn links(doc: &Document) -> Vec<String> {
        let links = doc
            .mentions
            .iter()
            .filter(|mention| matches!(mention.kind, MentionKind::Pronoun | MentionKind::Nominal));
        let of_name = links.filter_map(|mention| {
            let entity = &doc.entities[mention.entity?.index()];
            let text = doc.text.slice(mention.span);
            entity.named.then(|| format!("{text} = {}", entity.name))
        });
        of_name.collect()
    }

    #[test]
    fn rules_know_better() {
        let knowledge = Knowledge::builtin();
        for (text, expected) in [
            // An item of a round-up is about its own firm.
            (
                "Business round-up\n\nBalder Energy lifts profit\n\nOslo-based Balder Energy said profit rose 9 percent. The \
                 company has 400 staff.\n\nNew chief at Corvid\n\nCorvid founder Jon Mercer returned to lead the company this \
                 month.",
                &["The company = Balder Energy", "the company = Corvid"][..],
            ),
            // Whose the post is, is said with "'s" as well.
            (
                "Corvid Systems said Peter Hollins is stepping down as the company's chief financial officer.",
                &["the company = Corvid Systems"],
            ),
            // "You" is anybody, unless it is said to somebody.
            (
                "Tessa Orwell, a nurse, said of the storm: \"You see the roof go and you think of your children.\"",
                &[],
            ),
            ("\"You never know,\" said Pia Holm. Omar Said agreed.", &[]),
            ("Pia Holm told Omar Said: \"You must go.\"", &["You = Omar Said"]),
            // What is read is the plea.
            (
                "The Harlow Institute said that it may not be appropriate to publish the plea before the judges have read it.",
                &[],
            ),
            ("Borealis Bank fell after regulators fined it.", &["it = Borealis Bank"]),
            // Militants and police act in their own country, troops of others abroad.
            (
                "Tunisia is worried. In January, Libyan militants seized a town along the country's coast.",
                &["the country = Libyan"],
            ),
            (
                "Tunisia is worried. Libya has an army. Libyan police said the country was safe.",
                &["the country = Libya"],
            ),
            ("Tunisia is worried. French troops left the country.", &["the country = Tunisia"]),
        ] {
            let doc = annotate(text, &knowledge, &crate::Options::default());
            assert_eq!(links(&doc), expected, "{text}");
        }
    }
}
