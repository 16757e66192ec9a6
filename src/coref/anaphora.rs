//! Descriptions and pronouns that surely stand for a named entity: "the group", "the country",
//! "he". One reading or none: where two entities fit, nothing is said.

use super::groups::Group;
use crate::{
    document::{Confidence, Document, EntityType, Mention, MentionKind, Sentence, Source},
    lists::{Gender, ListName, Lists},
    text::{EntityId, TokenSpan},
};

/// Finds the nominal and pronoun mentions.
pub(super) fn find(doc: &Document, groups: &[Group], lists: &Lists) -> Vec<Mention> {
    let mut reader = Reader {
        doc,
        groups,
        lists,
        spoken: spoken(doc, groups),
        has_one_person: has_one_person(groups),
        found: Vec::new(),
    };
    for index in 0..doc.sentences.len() {
        reader.read(index);
    }
    reader.found
}

/// An entity spoken of at a token.
#[derive(Clone, Copy, Debug)]
struct Spoken {
    token: usize,
    end: usize,
    group: usize,
}

/// Where the named entities are spoken of, in the order of the text.
fn spoken(doc: &Document, groups: &[Group]) -> Vec<Spoken> {
    let mut spoken = Vec::new();
    for (group, of) in groups.iter().enumerate().filter(|(_, group)| !group.entity_type.is_value())
    {
        spoken.extend(of.mentions.iter().map(|mention| {
            let tokens = doc.mentions[*mention].tokens;
            Spoken { token: tokens.start(), end: tokens.end(), group }
        }));
    }
    spoken.sort_by_key(|spoken| spoken.token);
    spoken
}

fn has_one_person(groups: &[Group]) -> bool {
    groups.iter().filter(|group| group.entity_type == EntityType::Person).count() == 1
}

struct Reader<'a> {
    doc: &'a Document,
    groups: &'a [Group],
    lists: &'a Lists,
    spoken: Vec<Spoken>,
    has_one_person: bool,
    found: Vec<Mention>,
}

/// What a description can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Body,
    Country,
    Town,
    He,
    She,
    It,
}

const BODIES: [&str; 21] = [
    "group",
    "company",
    "firm",
    "party",
    "organisation",
    "organization",
    "agency",
    "club",
    "team",
    "movement",
    "militia",
    "university",
    "newspaper",
    "bank",
    "airline",
    "charity",
    "union",
    "court",
    "carmaker",
    "retailer",
    "network",
];
const COUNTRIES: [&str; 3] = ["country", "nation", "kingdom"];
const TOWNS: [&str; 3] = ["city", "town", "village"];

impl Reader<'_> {
    fn read(&mut self, index: usize) {
        let sentence = self.doc.sentences[index];
        for token in sentence.tokens.range() {
            if self.is_inside_name(token) {
                continue;
            }
            let word = self.doc.token_text(token).to_lowercase();
            let found = match word.as_str() {
                "he" | "him" | "his" | "himself" => Some((Kind::He, token + 1)),
                "she" | "her" | "herself" => Some((Kind::She, token + 1)),
                "its" | "it" => Some((Kind::It, token + 1)),
                "the" => self.description(token, sentence),
                _ => None,
            };
            let Some((kind, end)) = found else { continue };
            if let Some(group) = self.antecedent(kind, token, index) {
                self.note(kind, TokenSpan::new(token, end), group);
            }
        }
    }

    fn is_inside_name(&self, token: usize) -> bool {
        let after = self.spoken.partition_point(|spoken| spoken.token <= token);
        after.checked_sub(1).is_some_and(|before| self.spoken[before].end > token)
    }

    /// "the group", where nothing narrows it: not "the group leader", not "the group of seven".
    fn description(&self, the: usize, sentence: Sentence) -> Option<(Kind, usize)> {
        let head = the + 1;
        if head >= sentence.tokens.end() || self.is_inside_name(head) {
            return None;
        }
        let word = self.doc.token_text(head);
        let kind = if BODIES.contains(&word) {
            Kind::Body
        } else if COUNTRIES.contains(&word) {
            Kind::Country
        } else if TOWNS.contains(&word) {
            Kind::Town
        } else {
            return None;
        };
        let is_last = head + 1 >= sentence.tokens.end();
        let next = if is_last { "." } else { self.doc.token_text(head + 1) };
        (ends_description(next) && !self.is_inside_name(head + 1)).then_some((kind, head + 1))
    }

    fn fits(&self, group: usize, kind: Kind) -> bool {
        let group = &self.groups[group];
        let is_country =
            group.thing.is_some_and(|thing| self.lists.thing(thing).list == ListName::Countries);
        match kind {
            Kind::Body => group.entity_type == EntityType::Org,
            Kind::Country => group.entity_type == EntityType::Gpe && is_country,
            Kind::Town => group.entity_type == EntityType::Gpe && !is_country,
            Kind::He => {
                group.entity_type == EntityType::Person && group.gender != Some(Gender::Female)
            }
            Kind::She => {
                group.entity_type == EntityType::Person && group.gender != Some(Gender::Male)
            }
            Kind::It => matches!(group.entity_type, EntityType::Org | EntityType::Gpe),
        }
    }

    /// The one entity that a description can stand for: in its sentence before it, else in the
    /// sentence before, within the same part of the text.
    fn antecedent(&self, kind: Kind, token: usize, index: usize) -> Option<usize> {
        let sentence = self.doc.sentences[index];
        let head = self.doc.token_text(token + 1);
        if kind == Kind::Body
            && let Some(before) = index.checked_sub(1)
            && let Some(group) = self.introduced(head, self.doc.sentences[before])
        {
            return Some(group);
        }
        let before = self.fitting(kind, sentence.tokens.start()..token);
        match before[..] {
            [only] => return self.is_sure(kind, only).then_some(only),
            [] => {}
            _ => return None,
        }
        let sooner = self.doc.sentences[index.checked_sub(1)?];
        let earlier = self.fitting(kind, sooner.tokens.range());
        match earlier[..] {
            [only] => self.is_sure(kind, only).then_some(only),
            [first, ..] if matches!(kind, Kind::He | Kind::She) => {
                self.is_subject(first, sooner).then_some(first)
            }
            _ if kind == Kind::Country => {
                match self.fitting(kind, token..sentence.tokens.end())[..] {
                    [only] => Some(only), // "the country's south, Peru's army said"
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// The different entities of a kind that a stretch speaks of, in order.
    fn fitting(&self, kind: Kind, tokens: std::ops::Range<usize>) -> Vec<usize> {
        let start = self.spoken.partition_point(|spoken| spoken.token < tokens.start);
        let mut fitting = Vec::new();
        for spoken in self.spoken[start..].iter().take_while(|spoken| spoken.token < tokens.end) {
            if self.fits(spoken.group, kind) && !fitting.contains(&spoken.group) {
                fitting.push(spoken.group);
            }
        }
        fitting
    }

    /// A person of unknown gender is not sure enough, unless no other person is in the article.
    fn is_sure(&self, kind: Kind, group: usize) -> bool {
        let has_gender = self.groups[group].gender.is_some();
        !matches!(kind, Kind::He | Kind::She) || has_gender || self.has_one_person
    }

    /// Whether an entity of known gender opens a sentence, as its subject does.
    fn is_subject(&self, group: usize, sentence: Sentence) -> bool {
        const OPENING: usize = 5;
        let start = self.spoken.partition_point(|spoken| spoken.token < sentence.tokens.start());
        let first = self.spoken[start..].iter().find(|spoken| spoken.group == group);
        first.is_some_and(|first| {
            let next =
                self.doc.tokens.get(first.end).map_or("", |_| self.doc.token_text(first.end));
            first.token < sentence.tokens.start() + OPENING
                && !next.starts_with(['\'', '’'])
                && self.groups[group].gender.is_some()
        })
    }

    /// "a rebel group called X", "X, a company that": what a sentence introduces under a noun.
    fn introduced(&self, noun: &str, sentence: Sentence) -> Option<usize> {
        const NEAR: usize = 3;
        let head = sentence.tokens.range().find(|token| {
            self.doc.token_text(*token) == noun && self.is_indefinite(*token, sentence)
        })?;
        let next = self.doc.tokens.get(head + 1).map_or("", |_| self.doc.token_text(head + 1));
        let is_naming = matches!(next, "called" | "named" | "known" | "dubbed" | ",");
        let after = self.spoken.get(self.spoken.partition_point(|spoken| spoken.token <= head));
        let named = after.filter(|spoken| {
            is_naming && spoken.token <= head + NEAR && spoken.end <= sentence.tokens.end()
        });
        named.map(|spoken| spoken.group).filter(|group| self.fits(*group, Kind::Body))
    }

    /// Whether "a" or "an" opens the noun phrase of a token.
    fn is_indefinite(&self, noun: usize, sentence: Sentence) -> bool {
        let start = noun.saturating_sub(4).max(sentence.tokens.start());
        (start..noun).any(|token| matches!(self.doc.token_text(token), "a" | "an" | "A" | "An"))
    }

    fn note(&mut self, kind: Kind, tokens: TokenSpan, group: usize) {
        let is_pronoun = matches!(kind, Kind::He | Kind::She | Kind::It);
        self.found.push(Mention {
            span: self.doc.token_bytes(tokens),
            tokens,
            kind: if is_pronoun { MentionKind::Pronoun } else { MentionKind::Nominal },
            entity_type: self.groups[group].entity_type,
            entity: Some(EntityId::new(group)),
            value: None,
            confidence: Confidence::percent(if is_pronoun { 75 } else { 70 }),
            source: Source::rule(if is_pronoun { "pronoun" } else { "description" }),
        });
        let spoken = Spoken { token: tokens.start(), end: tokens.end(), group };
        let at = self.spoken.partition_point(|other| other.token <= spoken.token);
        self.spoken.insert(at, spoken);
    }
}

/// Whether a word after "the group" leaves the phrase at its end.
fn ends_description(next: &str) -> bool {
    const GOES_ON: [&str; 3] = ["of", "that", "which"];
    const FUNCTION: &str = "is are was were has have had will would can could may might must should do does did and or but in on at to \
by for with from as after before when while since if because said says not also who whose";
    let is_function = FUNCTION.split(' ').any(|word| word == next);
    !GOES_ON.contains(&next)
        && (is_function || next.ends_with("ed") || !next.starts_with(char::is_alphanumeric))
}
