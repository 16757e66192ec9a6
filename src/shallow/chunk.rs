//! A sentence as a row of chunks: noun phrases, verb groups and the words between them.
//!
//! There is no tagger yet: whether "attacks" is a noun or a verb is decided from the word before
//! it and the word after it, on the side of "noun" when in doubt.

use std::ops::Range;

use super::{
    control::ControlWords,
    inflect::Forms,
    words::{Class, Words},
};
use crate::{
    document::{Document, EntityType, MentionKind, Modality, Sentence},
    english::English,
    text::{Lower, MentionId, TokenSpan},
};

/// A word, or a whole mention.
#[derive(Debug)]
pub(crate) struct Unit {
    pub(crate) tokens: TokenSpan,
    pub(crate) mention: Option<UnitMention>,
    /// The last word of a thing without a name: to the rules a word like others.
    pub(crate) thing: Option<UnitMention>,
    /// In lower case.
    pub(crate) word: String,
    pub(crate) class: Class,
    /// Whether it could be a verb by its letters: not a mention, not a capitalised word.
    may_be_verb: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitMention {
    pub(crate) id: MentionId,
    pub(crate) kind: MentionKind,
    pub(crate) entity_type: EntityType,
}

impl Unit {
    /// What may be an end of a relation: a mention, or a thing without a name.
    pub(crate) fn end(&self) -> Option<UnitMention> {
        self.mention.or(self.thing)
    }

    fn is(&self, class: Class) -> bool {
        self.class == class
    }

    pub(crate) fn is_time(&self) -> bool {
        self.mention.is_some_and(|mention| {
            matches!(mention.entity_type, EntityType::Date | EntityType::Time)
        })
    }

    fn is_amount(&self) -> bool {
        self.mention.is_some_and(|mention| {
            matches!(
                mention.entity_type,
                EntityType::Money | EntityType::Percent | EntityType::Quantity
            )
        })
    }

    /// "its troops": the possessor is the mention itself.
    fn is_possessive_pronoun(&self) -> bool {
        self.mention.is_some_and(|mention| mention.kind == MentionKind::Pronoun)
            && ["its", "his", "her", "their"].contains(&self.word.as_str())
    }
}

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Noun,
    Time,
    Verb(Group),
    Preposition,
    And,
    But,
    Comma,
    Stop,
    Relative,
    That,
    Subordinator,
    Adverb,
}

/// A verb with its helpers: "has not been accused".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// The unit of the main verb.
    pub(crate) main: usize,
    pub(crate) voice: Voice,
    pub(crate) shape: Shape,
    pub(crate) negated: bool,
    pub(crate) modality: Modality,
    /// Only a form of "be": the predicate follows.
    pub(crate) is_copula: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    Active,
    Passive,
    /// "founded": active with a subject of its own, passive as "the company founded in 1990 by X".
    Either,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// "met", "has met", "will meet".
    Finite,
    /// "to meet".
    Infinitive,
    /// "meeting".
    Gerund,
}

#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    pub(crate) kind: Kind,
    pub(crate) units: Range<usize>,
}

impl Chunk {
    pub(crate) fn group(&self) -> Option<Group> {
        match self.kind {
            Kind::Verb(group) => Some(group),
            _ => None,
        }
    }

    pub(crate) fn is_finite(&self) -> bool {
        self.group().is_some_and(|group| group.shape == Shape::Finite)
    }
}

/// A sentence, cut into units and chunks.
pub(crate) struct Clauses<'a> {
    pub(crate) units: Vec<Unit>,
    pub(crate) chunks: Vec<Chunk>,
    /// The words that it is read with.
    pub(crate) english: &'a English,
}

impl<'a> Clauses<'a> {
    /// Cuts a sentence. `mentions` are those inside it, in the order of the text.
    pub(crate) fn new(
        doc: &Document,
        english: &'a English,
        sentence: &Sentence,
        mentions: Range<usize>,
        title: bool,
    ) -> Self {
        let units = units(doc, &english.words, sentence, mentions, title);
        let English { words, control, .. } = english;
        let chunks = Chunker { words, control, units: &units, chunks: Vec::new() }.run();
        Self { units, chunks, english }
    }

    /// The word of a chunk of one word.
    pub(crate) fn word(&self, chunk: usize) -> &str {
        self.chunks
            .get(chunk)
            .and_then(|chunk| self.units.get(chunk.units.start))
            .map_or("", |unit| &unit.word)
    }

    pub(crate) fn kind(&self, chunk: usize) -> Option<Kind> {
        self.chunks.get(chunk).map(|chunk| chunk.kind)
    }

    pub(crate) fn is(&self, chunk: usize, kind: Kind) -> bool {
        self.kind(chunk) == Some(kind)
    }

    /// The verbs that a group's main verb can be a form of.
    pub(crate) fn lemmas(&self, group: Group) -> &'a [String] {
        self.english.words.lemmas(&self.units[group.main].word)
    }

    /// The chunk that a unit lies in.
    pub(crate) fn chunk_of(&self, unit: usize) -> Option<usize> {
        let chunk = self.chunks.partition_point(|chunk| chunk.units.end <= unit);
        self.chunks.get(chunk).filter(|found| found.units.contains(&unit)).map(|_| chunk)
    }

    /// The units of a chunk.
    pub(crate) fn units_of(&self, chunk: usize) -> &[Unit] {
        &self.units[self.chunks[chunk].units.clone()]
    }
}

fn units(
    doc: &Document,
    words: &Words,
    sentence: &Sentence,
    mentions: Range<usize>,
    title: bool,
) -> Vec<Unit> {
    let mut units = Vec::with_capacity(sentence.tokens.len());
    let mut token = sentence.tokens.start();
    let unit_mention = |index: usize| UnitMention {
        id: MentionId::new(index),
        kind: doc.mentions[index].kind,
        entity_type: doc.mentions[index].entity_type,
    };
    let is_thing = |index: &usize| doc.is_thing(&doc.mentions[*index]);
    let mut things = mentions.clone().filter(is_thing).peekable();
    let mut mentions = mentions.filter(|index| !is_thing(index)).peekable();
    while token < sentence.tokens.end() {
        while mentions.peek().is_some_and(|index| doc.mentions[*index].tokens.start() < token) {
            mentions.next();
        }
        let found = mentions.next_if(|index| doc.mentions[*index].tokens.start() == token);
        let end = found.map_or(token + 1, |index| {
            doc.mentions[index].tokens.end().clamp(token + 1, sentence.tokens.end())
        });
        let tokens = TokenSpan::new(token, end);
        let text = doc.words(tokens);
        let word = text.lower();
        let mention = found.map(unit_mention);
        let is_before = |index: &usize| doc.mentions[*index].tokens.end() < end;
        while things.next_if(is_before).is_some() {}
        let thing = things.next_if(|index| doc.mentions[*index].tokens.end() == end);
        let thing = thing.map(unit_mention);
        let class = match mention {
            Some(_) => Class::Other,
            None if word.starts_with(|c: char| c.is_ascii_digit()) => Class::Number,
            None if is_hyphen(&word) && is_inside_word(doc, token) => Class::Other,
            None => words.class(&word),
        };
        let is_first = units.is_empty();
        let lower = title || is_first || !text.starts_with(char::is_uppercase);
        let after_hyphen =
            token > 0 && is_inside_word(doc, token - 1) && is_hyphen(doc.token_text(token - 1));
        let may_be_verb = mention.is_none() && lower && !after_hyphen;
        units.push(Unit { tokens, mention, thing, word, class, may_be_verb });
        token = end;
    }
    join_quantities(&mut units);
    units
}

/// "more than 100", "at least ten", "up to 16": the words before the number are part of it.
fn join_quantities(units: &mut [Unit]) {
    for at in 2..units.len() {
        let before = [units[at - 2].word.as_str(), units[at - 1].word.as_str()];
        let is_bound = matches!(
            before,
            ["more" | "fewer" | "less", "than"] | ["at", "least" | "most"] | ["up", "to"]
        );
        if is_bound && units[at].is(Class::Number) {
            units[at - 2].class = Class::Number;
            units[at - 1].class = Class::Number;
        }
    }
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "–" | "‐" | "‑")
}

/// Whether a token touches the one before it and the one after it.
fn is_inside_word(doc: &Document, token: usize) -> bool {
    let touches = |left: usize, right: usize| match (doc.tokens.get(left), doc.tokens.get(right)) {
        (Some(left), Some(right)) => left.span.end() == right.span.start(),
        _ => false,
    };
    token > 0 && touches(token - 1, token) && touches(token, token + 1)
}

/// Words that say something of an object before them: "took him hostage".
const AFTER_OBJECT: [&str; 7] =
    ["responsible", "accountable", "hostage", "prisoner", "dead", "captive", "guilty"];

struct Chunker<'a> {
    words: &'a Words,
    control: &'a ControlWords,
    units: &'a [Unit],
    chunks: Vec<Chunk>,
}

impl Chunker<'_> {
    fn run(mut self) -> Vec<Chunk> {
        let mut at = 0;
        while at < self.units.len() {
            let (kind, end) = self.next(at);
            self.chunks.push(Chunk { kind, units: at..end });
            at = end;
        }
        self.chunks
    }

    /// What stands at a unit, and where it ends.
    fn next(&self, at: usize) -> (Kind, usize) {
        let unit = &self.units[at];
        let one = |kind| (kind, at + 1);
        match unit.class {
            Class::Comma => one(Kind::Comma),
            Class::Open | Class::Close | Class::Stop => one(Kind::Stop),
            Class::And => one(Kind::And),
            Class::But => one(Kind::But),
            Class::Relative => one(Kind::Relative),
            Class::That => one(Kind::That),
            Class::Subordinator => one(Kind::Subordinator),
            Class::Preposition => one(Kind::Preposition),
            Class::To | Class::Be | Class::Have | Class::Do | Class::Modal => {
                self.verb_group(at).unwrap_or_else(|| {
                    one(if unit.is(Class::To) { Kind::Preposition } else { Kind::Adverb })
                })
            }
            Class::Not | Class::Adverb => self.verb_group(at).unwrap_or_else(|| one(Kind::Adverb)),
            Class::Other if is_manner(&unit.word) && unit.mention.is_none() => {
                self.verb_group(at).unwrap_or_else(|| one(Kind::Adverb))
            }
            _ if unit.is_time() && !self.has_class(at + 1, Class::Possessive) => one(Kind::Time),
            _ => self.verb_group(at).unwrap_or_else(|| (Kind::Noun, self.noun_end(at))),
        }
    }

    fn has_class(&self, at: usize, class: Class) -> bool {
        self.units.get(at).is_some_and(|unit| unit.is(class))
    }

    /// The verb group that begins at a unit, if one does.
    fn verb_group(&self, start: usize) -> Option<(Kind, usize)> {
        let mut helper = None;
        let mut scan = Scan::default();
        let mut at = start;
        while let Some(unit) = self.units.get(at) {
            match unit.class {
                Class::To if at == start => helper = Some(Class::To),
                Class::Be | Class::Have | Class::Do | Class::Modal
                    if helper != Some(Class::Be) || unit.word == "being" =>
                {
                    scan.note_helper(unit);
                    helper = Some(unit.class);
                    scan.last_helper = Some(at);
                    scan.end = at + 1;
                }
                Class::Not => {
                    scan.negated = true;
                    scan.end = at + 1;
                }
                Class::Adverb => scan.note_adverb(&unit.word),
                Class::Other if unit.mention.is_none() && is_manner(&unit.word) => {
                    scan.note_adverb(&unit.word);
                }
                _ => break,
            }
            at += 1;
        }
        let forms = self.main_forms(at, helper, start);
        let Some(forms) = forms else {
            let main = scan.last_helper?;
            let is_copula = self.units[main].is(Class::Be);
            let is_infinitive = self.has_class(start, Class::To);
            let shape = if is_infinitive { Shape::Infinitive } else { scan.shape() };
            return Some((Kind::Verb(scan.group(main, Voice::Active, shape, is_copula)), scan.end));
        };
        let voice = match helper {
            Some(Class::Be) if forms.has(Forms::PARTICIPLE) && !forms.has(Forms::GERUND) => {
                Voice::Passive
            }
            None if forms.has(Forms::PAST) && forms.has(Forms::PARTICIPLE) => Voice::Either,
            None if forms.has(Forms::PARTICIPLE) => Voice::Passive,
            _ => Voice::Active,
        };
        let shape = match helper {
            _ if self.has_class(start, Class::To) => Shape::Infinitive,
            None if forms.has(Forms::GERUND) => Shape::Gerund,
            _ => scan.shape(),
        };
        Some((Kind::Verb(scan.group(at, voice, shape, false)), at + 1))
    }

    /// Which forms the unit has as the main verb after a helper, if it can be one.
    fn main_forms(&self, at: usize, helper: Option<Class>, start: usize) -> Option<Forms> {
        let unit = self.units.get(at)?;
        if unit.mention.is_some() || !unit.is(Class::Other) {
            return None;
        }
        let forms = self.words.forms(&unit.word);
        let wanted = match helper {
            Some(Class::To | Class::Do | Class::Modal) => Forms::BASE,
            Some(Class::Have) => Forms::PARTICIPLE,
            Some(Class::Be) => Forms::PARTICIPLE.or(Forms::GERUND),
            _ => return unit.may_be_verb.then(|| self.bare_verb(at, start, forms)).flatten(),
        };
        if !forms.has(wanted) {
            return None;
        }
        // "has peace talks", "is killing": only what the helper asks for counts.
        Some(match helper {
            Some(Class::Be) if forms.has(Forms::GERUND) => Forms::GERUND,
            Some(Class::Be) => Forms::PARTICIPLE,
            _ => wanted,
        })
    }

    /// Whether a word without helper is a verb, from what stands around it.
    fn bare_verb(&self, at: usize, start: usize, forms: Forms) -> Option<Forms> {
        let past = Forms::PAST.or(Forms::PARTICIPLE);
        let present = Forms::BASE.or(Forms::THIRD);
        let only = |wanted: Forms| {
            [Forms::PAST, Forms::PARTICIPLE, Forms::GERUND, Forms::THIRD, Forms::BASE]
                .into_iter()
                .filter(|form| wanted.has(*form) && forms.has(*form))
                .reduce(Forms::or)
        };
        let is_free = !self.words.is_ambiguous(&self.units[at].word) || self.object_follows(at);
        let before = self.before(start);
        match before {
            Before::Nothing => {
                only(Forms::GERUND.or(Forms::PARTICIPLE)).filter(|_| self.object_follows(at))
            }
            Before::Inside => None,
            Before::Preposition => {
                only(Forms::GERUND).filter(|_| self.object_follows(at) || self.plural_follows(at))
            }
            Before::Pronoun => only(past.or(present)),
            Before::Name | Before::Noun => {
                let plural = before == Before::Name || self.is_plural(start);
                let is_sole = plural && self.is_sole_verb(at);
                only(past)
                    .or_else(|| {
                        only(Forms::THIRD).filter(|_| is_free || self.controls(at) || is_sole)
                    })
                    .or_else(|| {
                        only(Forms::BASE).filter(|_| {
                            plural && (self.object_follows(at) || is_sole)
                                || is_free && self.is_plural(start)
                        })
                    })
                    .or_else(|| only(Forms::GERUND).filter(|_| self.object_follows(at)))
            }
            Before::Break => only(past)
                .or_else(|| only(present).filter(|_| is_free && self.verb_before()))
                .or_else(|| only(Forms::GERUND).filter(|_| self.object_follows(at))),
            Before::Verb => only(Forms::GERUND),
        }
    }

    /// Whether the sentence has no other word that is surely a verb: a headline, or "X works for Y".
    fn is_sole_verb(&self, at: usize) -> bool {
        let is_verb_before = self.verb_before();
        let mut after =
            self.units[at + 1..].iter().take(20).take_while(|unit| !unit.is(Class::Stop));
        let has_words_after = self
            .units
            .get(at + 1)
            .is_some_and(|next| !next.is(Class::Stop) && !next.is(Class::Comma));
        has_words_after
            && !is_verb_before
            && !after.any(|unit| {
                matches!(unit.class, Class::Be | Class::Have | Class::Do | Class::Modal)
                    || (unit.may_be_verb && self.words.forms(&unit.word).has(Forms::PAST))
            })
    }

    /// "plans to visit": a verb by the infinitive after it.
    fn controls(&self, at: usize) -> bool {
        self.has_class(at + 1, Class::To)
            && self.control.of(self.words.lemmas(&self.units[at].word)).is_some()
    }

    /// What stands before a unit where a verb may begin.
    fn before(&self, start: usize) -> Before {
        // Inside a noun phrase that is being read, the words since the last chunk come first.
        let read = self.chunks.last().map_or(0, |chunk| chunk.units.end);
        if let Some(last) = self.units[read..start].last() {
            return before_in_phrase(last);
        }
        match self.last_of_weight() {
            None => Before::Nothing,
            Some(chunk) => match chunk.kind {
                Kind::Noun => {
                    self.units[..chunk.units.end].last().map_or(Before::Nothing, before_in_phrase)
                }
                Kind::Relative | Kind::That => Before::Pronoun,
                Kind::Preposition | Kind::Subordinator => Before::Preposition,
                Kind::Verb(_) => Before::Verb,
                _ => Before::Break,
            },
        }
    }

    /// The last chunk, not counting adverbs and dates with their preposition.
    fn last_of_weight(&self) -> Option<&Chunk> {
        let mut rest = self.chunks.as_slice();
        while let [before @ .., last] = rest {
            rest = match (before, last.kind) {
                ([sooner @ .., preposition], Kind::Time)
                    if preposition.kind == Kind::Preposition =>
                {
                    sooner
                }
                (_, Kind::Time | Kind::Adverb) => before,
                _ => return Some(last),
            };
        }
        None
    }

    fn is_plural(&self, start: usize) -> bool {
        const PLURALS: [&str; 8] =
            ["people", "police", "men", "women", "children", "military", "army", "staff"];
        start.checked_sub(1).is_some_and(|last| {
            let word = self.units[last].word.as_str();
            (word.ends_with('s') && !word.ends_with("ss")) || PLURALS.contains(&word)
        })
    }

    /// Whether a verb came before: then "and meets" continues it.
    fn verb_before(&self) -> bool {
        self.chunks.iter().any(|chunk| matches!(chunk.kind, Kind::Verb(_)))
    }

    /// Whether what follows looks like the object of a verb.
    fn object_follows(&self, at: usize) -> bool {
        let Some(next) = self.units.get(at + 1) else { return false };
        let is_name = next.mention.is_some_and(|mention| !mention.entity_type.is_value());
        let word = self.units[at].word.as_str();
        is_name
            || matches!(
                next.class,
                Class::Determiner | Class::Pronoun | Class::That | Class::Number
            )
            || (matches!(next.class, Class::To | Class::Preposition)
                && !self.words.is_ambiguous(word))
            || (next.is(Class::Other)
                && word.ends_with("ing")
                && next.mention.is_none()
                && self.words.forms(&next.word) == Forms::NONE)
    }

    /// "of hiding bribes": after a preposition no finite verb follows the gerund, so "bribes" is a noun.
    fn plural_follows(&self, at: usize) -> bool {
        self.units.get(at + 1).is_some_and(|next| {
            let forms = self.words.forms(&next.word);
            next.may_be_verb && forms.has(Forms::THIRD) && !forms.has(Forms::PAST)
        })
    }

    /// Where the noun phrase that begins at a unit ends.
    fn noun_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        if self.units[start].is(Class::Pronoun) {
            return end;
        }
        while let Some(unit) = self.units.get(end) {
            let last = &self.units[end - 1];
            let opens = matches!(last.class, Class::Determiner | Class::Possessive | Class::Number);
            let goes_on = match unit.class {
                Class::Possessive => true,
                Class::Number => opens || last.is(Class::Other) && last.mention.is_none(),
                Class::Determiner => last.is(Class::Determiner) || last.is(Class::Possessive),
                Class::Adverb => {
                    opens && self.units.get(end + 1).is_some_and(|next| next.is(Class::Other))
                }
                Class::Other if unit.is_time() => {
                    opens || self.has_class(end + 1, Class::Possessive)
                }
                // "gave Norland $5 million": two phrases.
                Class::Other if last.mention.is_some() && unit.is_amount() => false,
                Class::Other if unit.mention.is_some() => {
                    !(last.mention.is_some() && unit.is_possessive_pronoun())
                }
                Class::Other => !self.ends_phrase(end, opens),
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        end
    }

    fn ends_phrase(&self, at: usize, opens: bool) -> bool {
        if opens {
            return false;
        }
        let word = self.units[at].word.as_str();
        AFTER_OBJECT.contains(&word)
            || (is_manner(word) && (!self.has_class(at + 1, Class::Other) || self.is_past(at + 1)))
            || self.verb_in_phrase(at)
    }

    fn is_past(&self, at: usize) -> bool {
        self.units
            .get(at)
            .is_some_and(|unit| unit.may_be_verb && self.words.forms(&unit.word).has(Forms::PAST))
    }

    /// Whether a verb group starts inside what could be a noun phrase.
    fn verb_in_phrase(&self, at: usize) -> bool {
        let unit = &self.units[at];
        let forms = self.words.forms(&unit.word);
        unit.may_be_verb && forms != Forms::NONE && self.bare_verb(at, at, forms).is_some()
    }
}

/// What stands before a word that could be a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// The sentence begins.
    Nothing,
    /// Within a noun phrase: an article, a number.
    Inside,
    Preposition,
    Pronoun,
    Name,
    Noun,
    Verb,
    /// A comma, "and", a quotation mark.
    Break,
}

fn before_in_phrase(last: &Unit) -> Before {
    match last.class {
        Class::Possessive | Class::Determiner | Class::Number => Before::Inside,
        Class::Pronoun => Before::Pronoun,
        _ if last.is_possessive_pronoun() => Before::Inside,
        _ => match last.mention {
            Some(mention) if mention.kind == MentionKind::Pronoun => Before::Pronoun,
            // "Iranian": the noun is still to come. "Iranians" is whole.
            Some(mention) if mention.entity_type == EntityType::Norp => {
                if last.word.ends_with('s') { Before::Name } else { Before::Noun }
            }
            Some(_) => Before::Name,
            None => Before::Noun,
        },
    }
}

/// "quickly", but not "Italy" or "family".
fn is_manner(word: &str) -> bool {
    const NOUNS: [&str; 12] = [
        "family", "supply", "reply", "ally", "rally", "july", "early", "assembly", "monopoly",
        "elderly", "anomaly", "italy",
    ];
    word.len() > 4
        && word.ends_with("ly")
        && !NOUNS.contains(&word)
        && ![
            "daily", "weekly", "monthly", "deadly", "likely", "friendly", "only", "costly",
            "apply", "comply", "imply", "multiply",
        ]
        .contains(&word)
}

/// What the helpers of a verb group say.
#[derive(Default)]
struct Scan {
    negated: bool,
    modality: Modality,
    last_helper: Option<usize>,
    /// The unit after the last helper or "not".
    end: usize,
    is_gerund: bool,
}

impl Scan {
    fn note_helper(&mut self, unit: &Unit) {
        let word = unit.word.as_str();
        self.negated |= word.ends_with("n't") || word.ends_with("n’t") || word == "cannot";
        self.is_gerund |= self.last_helper.is_none() && (word == "having" || word == "being");
        if unit.is(Class::Modal) {
            self.modality = match word {
                "will" | "would" | "shall" | "wo" | "'ll" | "’ll" | "won't" | "won’t" => {
                    Modality::Planned
                }
                _ => Modality::Possible,
            };
        }
    }

    fn note_adverb(&mut self, word: &str) {
        if matches!(word, "allegedly" | "reportedly" | "supposedly" | "purportedly") {
            self.modality = Modality::Alleged;
        }
    }

    fn shape(&self) -> Shape {
        if self.is_gerund { Shape::Gerund } else { Shape::Finite }
    }

    fn group(&self, main: usize, voice: Voice, shape: Shape, is_copula: bool) -> Group {
        Group { main, voice, shape, negated: self.negated, modality: self.modality, is_copula }
    }
}
