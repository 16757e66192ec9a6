//! How much of what careful readers found in news the engine finds ([`read_news`]): names, whom pronouns
//! and descriptions stand for, relations, and how sure it is of them.
//!
//! A relation that is printed is right when the readers have one of its type between the same two in the
//! sentence of its evidence; one of theirs is found when it is printed from any sentence.

use std::{collections::BTreeMap, error::Error, fmt, ops::Range, path::Path};

use super::judgements::Reliability;
use crate::{
    document::{Document, EntityType, MentionKind, Named as _, Relation, RelationType},
    knowledge::Knowledge,
    pipeline::{Options, annotate},
    text::{ByteSpan, EntityId, MentionId},
    train::{
        corpora::news::{End, NewsRelation, NewsText, overlap, read_news},
        segmentation::Counts,
    },
};

pub use crate::train::corpora::news::Fold;

/// What a relation of the readers stands between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ends {
    /// Two names.
    Names,
    /// A name, and a pronoun or description that stands for one.
    References,
    /// Anything, and an actor without a name.
    Unnamed,
}

/// How a pronoun or a description that is the end of a relation was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// As what the readers say.
    pub right: usize,
    /// As something else.
    pub wrong: usize,
    /// As nothing.
    pub open: usize,
}

/// The figures of a fold.
#[derive(Debug, Default)]
pub struct Scores {
    /// Texts read.
    pub texts: usize,
    /// Names with exact span and type, by type.
    pub names: BTreeMap<&'static str, Counts>,
    /// Relations by type.
    pub relations: BTreeMap<&'static str, Counts>,
    /// The relations that were printed (`found`), and how many of them are right.
    pub printed: Counts,
    /// How many of the readers' relations were found, by what they stand between.
    pub found: BTreeMap<Ends, Counts>,
    /// Of the right ones: how many have the right modality, and how many are rightly negated or not.
    pub modality: Counts,
    /// As `modality`.
    pub negation: Counts,
    /// Pronouns, then descriptions.
    pub resolved: [Resolved; 2],
    /// How sure the engine was of what is right.
    pub reliability: Reliability,
    /// What was missed ("-") and what the readers do not have ("+").
    pub differences: String,
}

/// Scores the engine on a fold.
///
/// # Errors
/// When the corpus cannot be read.
pub fn score(data: &Path, fold: Fold, knowledge: &Knowledge) -> Result<Scores, Box<dyn Error>> {
    let mut scores = Scores::default();
    for text in read_news(data, fold)? {
        let doc = annotate(&text.text, knowledge, &Options::default());
        scores.add(&text, &Read::new(&doc));
    }
    Ok(scores)
}

/// A document with the mentions of each entity.
struct Read<'a> {
    doc: &'a Document,
    mentions: Vec<Vec<usize>>,
}

impl<'a> Read<'a> {
    fn new(doc: &'a Document) -> Self {
        let mut mentions = vec![Vec::new(); doc.entities.len()];
        for (index, mention) in doc.mentions.iter().enumerate() {
            if let Some(entity) = mention.entity {
                mentions[entity.index()].push(index);
            }
        }
        Self { doc, mentions }
    }

    fn spans(&self, entity: EntityId) -> impl Iterator<Item = Range<usize>> + '_ {
        self.mentions[entity.index()].iter().map(|index| range(self.doc.mentions[*index].span))
    }

    /// Whether an entity has a name: all of it, or its last word.
    fn is_called(&self, entity: EntityId, name: &str) -> bool {
        let last = |words: &str| words.split_whitespace().last().map(str::to_owned);
        let mut words = self.spans(entity).map(|span| &self.doc.text.as_str()[span]);
        words.any(|words| words == name || last(words) == last(name))
    }

    /// Whether an entity is what the readers call an end of their relation: by the mention that stands in the
    /// relation (a nationality word may stand for its country), by another in its place, or by a name that
    /// it stands for.
    fn is(&self, (entity, mention): (EntityId, MentionId), end: &End) -> bool {
        let own = range(self.doc.mentions[mention.index()].span);
        std::iter::once(own).chain(self.spans(entity)).any(|span| overlap(&span, &end.span))
            || end.stands_for.iter().any(|name| self.is_called(entity, name))
    }

    /// Whether a relation is one of the readers': of its type, between the same two.
    fn is_same(&self, relation: &Relation, gold: &NewsRelation) -> bool {
        let joins = |subject: &End, object: &End| {
            self.is((relation.subject, relation.subject_mention), subject)
                && self.is((relation.object, relation.object_mention), object)
        };
        relation.relation_type == gold.relation
            && (joins(&gold.subject, &gold.object)
                || relation.relation_type.is_symmetric() && joins(&gold.object, &gold.subject))
    }
}

fn range(span: ByteSpan) -> Range<usize> {
    span.start()..span.end()
}

impl Scores {
    fn add(&mut self, text: &NewsText, read: &Read) {
        self.texts += 1;
        if let Some(names) = &text.names {
            self.add_names(names, read.doc);
        }
        for gold in &text.relations {
            self.add_references(gold, read);
            self.add_gold(text, gold, read);
        }
        for relation in &read.doc.relations {
            self.add_printed(text, relation, read);
        }
    }

    fn add_names(&mut self, gold: &[(Range<usize>, EntityType)], doc: &Document) {
        let names = doc.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
        let found: Vec<_> =
            names.map(|mention| (range(mention.span), mention.entity_type)).collect();
        for (_, entity_type) in gold {
            self.names.entry(entity_type.name()).or_default().gold += 1;
        }
        for name in &found {
            let counts = self.names.entry(name.1.name()).or_default();
            counts.found += 1;
            counts.both += usize::from(gold.contains(name));
        }
    }

    fn add_references(&mut self, gold: &NewsRelation, read: &Read) {
        for end in [&gold.subject, &gold.object] {
            let [name] = &end.stands_for[..] else { continue };
            let words = &read.doc.text.as_str()[end.span.clone()];
            let resolved = &mut self.resolved[usize::from(!is_pronoun(words))];
            let covers = |span: &Range<usize>| {
                let inside = |one: &Range<usize>, other: &Range<usize>| {
                    other.start <= one.start && one.end <= other.end
                };
                inside(span, &end.span) || inside(&end.span, span)
            };
            let here = read.doc.mentions.iter().filter(|mention| {
                mention.kind != MentionKind::Name && covers(&range(mention.span))
            });
            let mut entities = here.filter_map(|mention| mention.entity).peekable();
            if entities.peek().is_none() {
                resolved.open += 1;
            } else if entities.any(|entity| read.is_called(entity, name)) {
                resolved.right += 1;
            } else {
                resolved.wrong += 1;
            }
        }
    }

    fn add_gold(&mut self, text: &NewsText, gold: &NewsRelation, read: &Read) {
        let ends = [&gold.subject, &gold.object];
        let kind = if ends.iter().any(|end| end.is_unnamed) {
            Ends::Unnamed
        } else if ends.iter().any(|end| !end.stands_for.is_empty()) {
            Ends::References
        } else {
            Ends::Names
        };
        let is_found = read.doc.relations.iter().any(|relation| read.is_same(relation, gold));
        for counts in [
            self.found.entry(kind).or_default(),
            self.relations.entry(gold.relation.name()).or_default(),
        ] {
            counts.gold += 1;
        }
        self.found.entry(kind).or_default().both += usize::from(is_found);
        if !is_found {
            self.difference(
                '-',
                text,
                &gold.subject.span,
                gold.relation,
                &gold.object.span,
                &gold.sentence,
            );
        }
    }

    fn add_printed(&mut self, text: &NewsText, relation: &Relation, read: &Read) {
        let evidence = range(relation.evidence);
        let mut here = text.relations.iter().filter(|gold| overlap(&gold.sentence, &evidence));
        let right = here.find(|gold| read.is_same(relation, gold));
        let by_type = self.relations.entry(relation.relation_type.name()).or_default();
        for counts in [by_type, &mut self.printed] {
            counts.found += 1;
            counts.both += usize::from(right.is_some());
        }
        self.reliability.add(Some(relation), right.is_some());
        let Some(gold) = right else {
            let span = |mention: MentionId| range(read.doc.mentions[mention.index()].span);
            let (subject, object) = (span(relation.subject_mention), span(relation.object_mention));
            return self.difference(
                '+',
                text,
                &subject,
                relation.relation_type,
                &object,
                &evidence,
            );
        };
        for (counts, is_same) in [
            (&mut self.modality, gold.modality == relation.modality),
            (&mut self.negation, gold.is_negated == relation.negated),
        ] {
            counts.found += 1;
            counts.both += usize::from(is_same);
        }
    }

    fn difference(
        &mut self,
        sign: char,
        text: &NewsText,
        subject: &Range<usize>,
        relation: RelationType,
        object: &Range<usize>,
        sentence: &Range<usize>,
    ) {
        let words = |span: &Range<usize>| &text.text[span.clone()];
        let line = format!(
            "{sign} {} {} {} | {}\n",
            words(subject),
            relation.name(),
            words(object),
            words(sentence)
        );
        self.differences += &line;
    }

    /// All names.
    pub fn all_names(&self) -> Counts {
        sum(self.names.values())
    }

    /// All relations of the readers.
    pub fn all_found(&self) -> Counts {
        sum(self.found.values())
    }
}

/// Whether words are a pronoun of a person, or a relative one.
fn is_pronoun(words: &str) -> bool {
    const PRONOUNS: &str = "he she it they him her them his its their himself herself itself themselves i me my we us \
                            our who whom whose you your";
    PRONOUNS.split(' ').any(|pronoun| words.eq_ignore_ascii_case(pronoun))
}

fn sum<'a>(counts: impl Iterator<Item = &'a Counts>) -> Counts {
    counts.fold(Counts::default(), |all, one| Counts {
        found: all.found + one.found,
        gold: all.gold + one.gold,
        both: all.both + one.both,
    })
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, counts) in &self.names {
            writeln!(f, "news         name {name:<22} f1 {:6.2} of {}", counts.f1(), counts.gold)?;
        }
        for (name, counts) in &self.relations {
            let (right, found, gold) = (counts.both, counts.found, counts.gold);
            writeln!(f, "news         {name:<22} right {right} of {found}, readers have {gold}")?;
        }
        for (what, Resolved { right, wrong, open }) in
            ["pronouns", "descriptions"].iter().zip(self.resolved)
        {
            writeln!(f, "news         {what:<22} right {right}, wrong {wrong}, open {open}")?;
        }
        for (ends, counts) in &self.found {
            writeln!(
                f,
                "news         {ends:<22?} recall {:6.2} of {}",
                counts.recall(),
                counts.gold
            )?;
        }
        let (names, found) = (self.all_names(), self.all_found());
        writeln!(
            f,
            "news         {} texts: names f1 {:.2} of {}",
            self.texts,
            names.f1(),
            names.gold
        )?;
        write!(
            f,
            "news         relations: precision {:.2} of {}, recall {:.2} of {}; modality {:.1}, negation {:.1}; calibration \
             error {:.1}",
            self.printed.precision(),
            self.printed.found,
            found.recall(),
            found.gold,
            self.modality.precision(),
            self.negation.precision(),
            self.reliability.error()
        )
    }
}
