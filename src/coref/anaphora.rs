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
        genders: groups.iter().map(|group| group.gender).collect(),
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
    /// Of each group; a pronoun tells the gender of whom it stands for.
    genders: Vec<Option<Gender>>,
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

/// How far back an open quotation mark is looked for.
const FURTHEST_QUOTE: usize = 400;

const BODIES: [&str; 33] = [
    "alliance",
    "auditor",
    "bloc",
    "broadcaster",
    "council",
    "exchange",
    "foundation",
    "institute",
    "lender",
    "operator",
    "publisher",
    "regulator",
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
                "the" | "this" => self.description(token, sentence),
                _ => None,
            };
            let Some((kind, end)) = found else { continue };
            if let Some((group, is_sure)) = self.antecedent(kind, token, index) {
                self.note(kind, TokenSpan::new(token, end), group, is_sure);
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
        let gender = self.genders[group];
        let group = &self.groups[group];
        let is_country =
            group.thing.is_some_and(|thing| self.lists.thing(thing).list == ListName::Countries);
        match kind {
            Kind::Body => group.entity_type == EntityType::Org,
            Kind::Country => group.entity_type == EntityType::Gpe && is_country,
            Kind::Town => group.entity_type == EntityType::Gpe && !is_country,
            Kind::He => group.entity_type == EntityType::Person && gender != Some(Gender::Female),
            Kind::She => group.entity_type == EntityType::Person && gender != Some(Gender::Male),
            Kind::It => matches!(group.entity_type, EntityType::Org | EntityType::Gpe),
        }
    }

    /// The one entity that a description or pronoun can stand for, and whether it is sure.
    fn antecedent(&self, kind: Kind, token: usize, index: usize) -> Option<(usize, bool)> {
        match kind {
            Kind::He | Kind::She => self.person(kind, token, index),
            Kind::It => self.body_of_pronoun(token, index).map(|group| (group, false)),
            _ => self.described(kind, token, index).map(|group| (group, false)),
        }
    }

    /// In its sentence before it, else in the sentence before, within the same part of the text.
    fn described(&self, kind: Kind, token: usize, index: usize) -> Option<usize> {
        const FURTHEST: usize = 4;
        let sentence = self.doc.sentences[index];
        let head = self.doc.token_text(token + 1);
        if kind == Kind::Body {
            let sooner = index.saturating_sub(FURTHEST)..index;
            let introduced =
                sooner.rev().find_map(|before| self.introduced(head, self.doc.sentences[before]));
            if introduced.is_some() {
                return introduced;
            }
        }
        match self.fitting(kind, sentence.tokens.start()..token)[..] {
            [only] => return Some(only),
            [] => {}
            _ => return None,
        }
        let sooner = self.doc.sentences[index.checked_sub(1)?];
        match self.fitting(kind, sooner.tokens.range())[..] {
            [only] => Some(only),
            _ if kind == Kind::Country => {
                match self.fitting(kind, token..sentence.tokens.end())[..] {
                    [only] => Some(only), // "the country's south, Peru's army said"
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whom "he" or "she" stands for: the one person who fits, or the subject of the sentence.
    fn person(&self, kind: Kind, token: usize, index: usize) -> Option<(usize, bool)> {
        let sentence = self.doc.sentences[index];
        if self.is_quoted(token, index) {
            return None; // who speaks of "him" means somebody else
        }
        let mut before = self.fitting(kind, sentence.tokens.start()..token);
        if self.doc.token_text(token).eq_ignore_ascii_case("him") {
            before.retain(|group| !self.is_subject(*group, sentence));
        }
        match before[..] {
            [only] => self.is_sure(only, sentence).then_some((only, self.has_gender(only))),
            [] => self.person_of_earlier_sentence(kind, index),
            [first, ..] => (self.is_subject(first, sentence) && self.has_gender(first))
                .then_some((first, false)),
        }
    }

    /// The last sentence before that speaks of people decides.
    fn person_of_earlier_sentence(&self, kind: Kind, index: usize) -> Option<(usize, bool)> {
        const FURTHEST: usize = 3;
        for sentence in self.doc.sentences[index.saturating_sub(FURTHEST)..index].iter().rev() {
            let sentence = *sentence;
            match self.fitting(kind, sentence.tokens.range())[..] {
                [only] => {
                    return self.is_sure(only, sentence).then_some((only, false));
                }
                [first, ..] => {
                    let is_subject = self.is_subject(first, sentence);
                    return (is_subject && self.has_gender(first)).then_some((first, false));
                }
                [] if self.speaks_of_people(sentence) => return None,
                [] => {}
            }
        }
        None
    }

    fn speaks_of_people(&self, sentence: Sentence) -> bool {
        let start = self.spoken.partition_point(|spoken| spoken.token < sentence.tokens.start());
        self.spoken[start..]
            .iter()
            .take_while(|spoken| spoken.token < sentence.tokens.end())
            .any(|spoken| self.groups[spoken.group].entity_type == EntityType::Person)
    }

    /// What "it" or "its" stands for: a body or country that acts, never an event or the weather.
    fn body_of_pronoun(&self, token: usize, index: usize) -> Option<usize> {
        let sentence = self.doc.sentences[index];
        let is_owner = self.doc.token_text(token).eq_ignore_ascii_case("its");
        if self.is_quoted(token, index) || !is_owner && !self.acts(token, sentence) {
            return None;
        }
        let only_bodies = is_owner && self.is_of_body(token + 1, sentence);
        let candidates = |tokens: std::ops::Range<usize>| {
            let mut found = self.fitting(Kind::It, tokens);
            let is_body = |group: &usize| self.groups[*group].entity_type == EntityType::Org;
            found.retain(|group| !only_bodies || is_body(group));
            found
        };
        match candidates(sentence.tokens.start()..token)[..] {
            [only] if is_owner => return Some(only),
            [first, ..] => return self.opens(first, sentence).then_some(first),
            [] => {}
        }
        let starts_sentence = token <= sentence.tokens.start() + 1;
        let sooner = self.doc.sentences[index.checked_sub(1)?];
        match candidates(sooner.tokens.range())[..] {
            [only] if only_bodies => Some(only),
            [first, ..] if starts_sentence => self.opens(first, sooner).then_some(first),
            _ => None,
        }
    }

    /// Whether "it" does what only a body or country does: "it said", "it was founded".
    fn acts(&self, it: usize, sentence: Sentence) -> bool {
        const IMPERSONAL: &str = "is was 's ’s be been seems seemed appears appeared looks looked takes took \
may might could can would will turned turns makes made means meant emerged happened came comes follows \
remains remained rained snowed rains snows does did feels felt matters";
        const SAID_OF_EVENTS: &str = "said expected believed reported understood hoped feared estimated claimed \
assumed suggested alleged thought unclear needed";
        let has = |list: &str, word: &str| list.split(' ').any(|known| known == word);
        let mut words = (it + 1..sentence.tokens.end()).map(|token| self.doc.token_text(token));
        let Some(mut word) = words.next() else { return false };
        if !word.starts_with(char::is_alphanumeric) && !matches!(word, "'s" | "’s") {
            return false;
        }
        let mut is_passive = false;
        while matches!(
            word,
            "is" | "was"
                | "be"
                | "been"
                | "has"
                | "had"
                | "would"
                | "will"
                | "not"
                | "also"
                | "could"
                | "may"
        ) {
            is_passive =
                matches!(word, "is" | "was" | "be" | "been") || is_passive && word == "not";
            match words.next() {
                Some(next) => word = next,
                None => return false,
            }
        }
        if is_passive {
            return (word.ends_with("ed") && !has(SAID_OF_EVENTS, word))
                || matches!(
                    word,
                    "built"
                        | "bought"
                        | "led"
                        | "run"
                        | "sold"
                        | "glad"
                        | "ready"
                        | "proud"
                        | "sorry"
                );
        }
        word.starts_with(char::is_alphabetic) && !has(IMPERSONAL, word)
    }

    /// Whether a body, not a country, has what "its" owns: "its commander", "its shares".
    fn is_of_body(&self, noun: usize, sentence: Sentence) -> bool {
        const OF_BODIES: &str = "commander commanders fighters fighter spokesman spokeswoman spokesperson founder \
founders co-founder chairman chairwoman chief negotiator auditor shareholders shares share customers members \
employees staff subsidiary headquarters board leader president director editor products website";
        (noun..sentence.tokens.end().min(noun + 2))
            .any(|token| OF_BODIES.split(' ').any(|word| word == self.doc.token_text(token)))
    }

    /// Whether a token stands between quotation marks of its paragraph.
    fn is_quoted(&self, token: usize, index: usize) -> bool {
        let block = self.doc.sentences[index].block;
        let furthest = token.saturating_sub(FURTHEST_QUOTE);
        let sooner = self.doc.sentences[..=index].iter().rev();
        let of_block =
            sooner.take_while(|other| other.block == block && other.tokens.end() > furthest).last();
        let start = of_block.map_or(token, |first| first.tokens.start());
        let mut is_open = false;
        for at in start.max(furthest)..token {
            match self.doc.token_text(at) {
                "“" => is_open = true,
                "”" => is_open = false,
                "\"" => is_open = !is_open,
                _ => {}
            }
        }
        is_open
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

    /// A person of unknown gender is sure enough as the subject, or if there is no other.
    fn is_sure(&self, group: usize, sentence: Sentence) -> bool {
        self.has_gender(group) || self.has_one_person || self.is_subject(group, sentence)
    }

    fn has_gender(&self, group: usize) -> bool {
        self.genders[group].is_some()
    }

    /// Whether an entity opens a sentence, as its subject does, or is said to have spoken it.
    fn is_subject(&self, group: usize, sentence: Sentence) -> bool {
        self.opens(group, sentence) || self.speaks(group, sentence)
    }

    /// The first place where a sentence speaks of an entity.
    fn first_in(&self, group: usize, sentence: Sentence) -> Option<Spoken> {
        let start = self.spoken.partition_point(|spoken| spoken.token < sentence.tokens.start());
        self.spoken[start..]
            .iter()
            .take_while(|spoken| spoken.token < sentence.tokens.end())
            .find(|spoken| spoken.group == group)
            .copied()
    }

    fn opens(&self, group: usize, sentence: Sentence) -> bool {
        const OPENING: usize = 6;
        self.first_in(group, sentence).is_some_and(|first| {
            let next =
                self.doc.tokens.get(first.end).map_or("", |_| self.doc.token_text(first.end));
            first.token < sentence.tokens.start() + OPENING && !next.starts_with(['\'', '’'])
        })
    }

    /// "…," said the group's chief, Rana
    fn speaks(&self, group: usize, sentence: Sentence) -> bool {
        const NEAR: usize = 10;
        self.first_in(group, sentence).is_some_and(|first| {
            let start = first.token.saturating_sub(NEAR).max(sentence.tokens.start());
            (start..first.token).any(|token| {
                matches!(self.doc.token_text(token), "said" | "says" | "added" | "asked")
            }) && (start..first.token).any(|token| matches!(self.doc.token_text(token), "”" | "\""))
        })
    }

    /// "a rebel group called X", "X, a company that": what a sentence introduces under a noun.
    fn introduced(&self, noun: &str, sentence: Sentence) -> Option<usize> {
        const NEAR: usize = 5;
        let head = sentence.tokens.range().find(|token| {
            self.doc.token_text(*token) == noun && self.is_indefinite(*token, sentence)
        })?;
        let next = self.doc.tokens.get(head + 1).map_or("", |_| self.doc.token_text(head + 1));
        let is_naming = matches!(next, "called" | "named" | "known" | "dubbed" | ",");
        let after = self.spoken.get(self.spoken.partition_point(|spoken| spoken.token <= head));
        let named = after.filter(|spoken| {
            is_naming && spoken.token <= head + NEAR && spoken.end <= sentence.tokens.end()
        });
        // "Iron Dawn, a rebel group,"
        let named = named.or_else(|| {
            let before =
                self.spoken.partition_point(|spoken| spoken.token < head).checked_sub(1)?;
            let spoken = &self.spoken[before];
            let gap = spoken.end..head;
            let is_beside = gap.len() <= NEAR
                && gap.start < head
                && self.doc.token_text(gap.start) == ","
                && spoken.token >= sentence.tokens.start();
            is_beside.then_some(spoken)
        });
        named.map(|spoken| spoken.group).filter(|group| self.fits(*group, Kind::Body))
    }

    /// Whether "a" or "an" opens the noun phrase of a token.
    fn is_indefinite(&self, noun: usize, sentence: Sentence) -> bool {
        let start = noun.saturating_sub(4).max(sentence.tokens.start());
        (start..noun).any(|token| {
            matches!(self.doc.token_text(token), "a" | "an" | "A" | "An" | "its" | "Its")
        })
    }

    fn note(&mut self, kind: Kind, tokens: TokenSpan, group: usize, is_sure: bool) {
        match kind {
            Kind::He => self.genders[group] = Some(Gender::Male),
            Kind::She => self.genders[group] = Some(Gender::Female),
            _ => {}
        }
        let is_pronoun = matches!(kind, Kind::He | Kind::She | Kind::It);
        self.found.push(Mention {
            span: self.doc.token_bytes(tokens),
            tokens,
            kind: if is_pronoun { MentionKind::Pronoun } else { MentionKind::Nominal },
            entity_type: self.groups[group].entity_type,
            entity: Some(EntityId::new(group)),
            value: None,
            confidence: Confidence::percent(match (is_pronoun, is_sure) {
                (true, true) => 85,
                (true, false) => 75,
                (false, _) => 70,
            }),
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
