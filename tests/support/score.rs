//! Compares what the engine found in an article with what a person annotated.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    ops::AddAssign,
};

use gloss::{
    document::{
        BlockKind, Document, EntityType, Mention, MentionKind, Named, Relation, RelationType,
    },
    text::{ByteSpan, EntityId},
};

use crate::gold::{Gold, GoldRelation};

/// How many were wanted, how many found, how many of those are right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Annotated by hand.
    pub(crate) wanted: usize,
    /// Found by the engine.
    pub(crate) found: usize,
    /// Both.
    pub(crate) right: usize,
}

impl Counts {
    fn of<T: Ord>(wanted: &BTreeSet<T>, found: &BTreeSet<T>) -> Self {
        let right = wanted.intersection(found).count();
        Self { wanted: wanted.len(), found: found.len(), right }
    }

    /// The share of the found that is right, in percent; 100 when nothing was found.
    pub(crate) fn precision(self) -> f64 {
        percent(self.right, self.found)
    }

    /// The share of the wanted that was found, in percent; 100 when nothing was wanted.
    pub(crate) fn recall(self) -> f64 {
        percent(self.right, self.wanted)
    }

    /// The harmonic mean of precision and recall, in percent.
    pub(crate) fn f1(self) -> f64 {
        percent(2 * self.right, self.wanted + self.found)
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.wanted += other.wanted;
        self.found += other.found;
        self.right += other.right;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { wanted, found, right } = self;
        write!(
            f,
            "precision {:5.1}  recall {:5.1}  F1 {:5.1}  ({right} of {wanted} wanted, {found} found)",
            self.precision(),
            self.recall(),
            self.f1()
        )
    }
}

/// The comparison of one or more articles.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// By what was compared, such as "names", "PERSON", "links".
    pub(crate) counts: BTreeMap<&'static str, Counts>,
    /// Each difference, for a person to read.
    pub(crate) differences: Vec<String>,
}

impl Scores {
    /// Compares one article.
    pub(crate) fn of(gold: &Gold, doc: &Document) -> Self {
        let mut scores = Self::default();
        scores.compare_sentences(gold, doc);
        scores.compare_names_and_values(gold, doc);
        scores.compare_values(gold, doc);
        scores.compare_references(gold, doc);
        scores.compare_links(gold, doc);
        scores.compare_relations(gold, doc);
        scores
    }

    /// Adds the comparison of another article.
    pub(crate) fn add(&mut self, other: Self) {
        for (what, counts) in other.counts {
            self.count(what, counts);
        }
        self.differences.extend(other.differences);
    }

    fn count(&mut self, what: &'static str, counts: Counts) {
        *self.counts.entry(what).or_default() += counts;
    }

    fn compare<T: Ord>(
        &mut self,
        what: &'static str,
        wanted: &BTreeSet<T>,
        found: &BTreeSet<T>,
        words: impl Fn(&T) -> String,
    ) {
        self.count(what, Counts::of(wanted, found));
        let missing =
            wanted.difference(found).map(|item| format!("{what}: missed {}", words(item)));
        let wrong = found.difference(wanted).map(|item| format!("{what}: wrong {}", words(item)));
        self.differences.extend(missing.chain(wrong));
    }

    fn compare_sentences(&mut self, gold: &Gold, doc: &Document) {
        let wanted = gold.sentences.iter().copied().collect();
        let found = doc.sentences.iter().map(|sentence| sentence.span).collect();
        self.compare("sentences", &wanted, &found, |span| doc.text.slice(*span).to_owned());

        // Furniture is compared by the bytes that are not blank: its lines may be cut in any way.
        let found = doc.blocks.iter().filter(|block| block.kind == BlockKind::Furniture);
        let found = bytes(doc, found.map(|block| block.span));
        let wanted = bytes(doc, gold.furniture.iter().copied());
        self.count("furniture bytes", Counts::of(&wanted, &found));
    }

    fn compare_names_and_values(&mut self, gold: &Gold, doc: &Document) {
        let wanted: BTreeSet<_> = gold
            .mentions
            .iter()
            .filter(|mention| !mention.optional)
            .filter_map(|mention| Some((core(doc, mention.span), mention.entity_type?)))
            .collect();
        let optional: Vec<_> =
            gold.mentions.iter().filter(|mention| mention.optional).map(|m| m.span).collect();
        let found: BTreeSet<_> = doc
            .mentions
            .iter()
            .filter(|mention| matches!(mention.kind, MentionKind::Name | MentionKind::Value))
            .filter(|mention| !optional.iter().any(|span| span.overlaps(mention.span)))
            .map(|mention| (core(doc, mention.span), mention.entity_type))
            .collect();
        for &(entity_type, name) in EntityType::ALL {
            let of_type = |set: &BTreeSet<(ByteSpan, EntityType)>| -> BTreeSet<_> {
                set.iter().filter(|(_, its_type)| *its_type == entity_type).copied().collect()
            };
            let (wanted, found) = (of_type(&wanted), of_type(&found));
            let group = if entity_type.is_value() { "values" } else { "names" };
            self.count(group, Counts::of(&wanted, &found));
            if !wanted.is_empty() || !found.is_empty() {
                self.compare(name, &wanted, &found, |(span, _)| in_context(doc, *span));
            }
        }
    }

    /// Compares normal forms, where the annotation gives them and the engine found the value.
    fn compare_values(&mut self, gold: &Gold, doc: &Document) {
        for wanted in gold.mentions.iter().filter(|mention| mention.value.is_some()) {
            let same_place = |found: &&Mention| core(doc, found.span) == core(doc, wanted.span);
            let Some(found) = doc.mentions.iter().find(same_place) else { continue };
            let right = found.value == wanted.value;
            self.count(
                "normal forms",
                Counts {
                    wanted: 1,
                    found: usize::from(found.value.is_some()),
                    right: right.into(),
                },
            );
            if !right {
                let (is, should) = (&found.value, &wanted.value);
                let words = doc.text.slice(wanted.span);
                self.differences.push(format!("normal forms: {words} is {is:?}, not {should:?}"));
            }
        }
    }

    /// Compares which nominals and pronouns stand for a named entity.
    fn compare_references(&mut self, gold: &Gold, doc: &Document) {
        let wanted = gold
            .mentions
            .iter()
            .filter(|mention| mention.kind() == MentionKind::Nominal)
            .map(|mention| core(doc, mention.span))
            .collect();
        let found = doc
            .mentions
            .iter()
            .filter(|mention| matches!(mention.kind, MentionKind::Nominal | MentionKind::Pronoun))
            .filter(|mention| mention.entity.is_some_and(|entity| is_named(doc, entity)))
            .map(|mention| core(doc, mention.span))
            .collect();
        self.compare("references", &wanted, &found, |span| in_context(doc, *span));
    }

    /// Compares pairs of mentions that stand for the same entity.
    fn compare_links(&mut self, gold: &Gold, doc: &Document) {
        let mut wanted = BTreeMap::<&str, Vec<ByteSpan>>::new();
        for mention in &gold.mentions {
            if let Some(entity) = &mention.entity {
                wanted.entry(entity).or_default().push(core(doc, mention.span));
            }
        }
        let mut found = BTreeMap::<EntityId, Vec<ByteSpan>>::new();
        for mention in doc.mentions.iter().filter(|mention| mention.kind != MentionKind::Value) {
            if let Some(entity) = mention.entity.filter(|entity| is_named(doc, *entity)) {
                found.entry(entity).or_default().push(core(doc, mention.span));
            }
        }
        self.count("links", Counts::of(&pairs(wanted.values()), &pairs(found.values())));
    }

    fn compare_relations(&mut self, gold: &Gold, doc: &Document) {
        let entities = align(gold, doc);
        let fact = |relation_type: RelationType, subject: &str, object: &str| -> Fact {
            let mut ends = [subject, object].map(|end| gold.country_or_self(end).to_owned());
            if relation_type.is_symmetric() {
                ends.sort();
            }
            let [subject, object] = ends;
            (subject, relation_type.name(), object)
        };
        let of_gold = |relation: &GoldRelation| {
            fact(relation.relation_type, &relation.subject, &relation.object)
        };
        let optional: BTreeSet<Fact> =
            gold.relations.iter().filter(|r| r.optional).map(of_gold).collect();
        let wanted: BTreeSet<Fact> =
            gold.relations.iter().filter(|r| !r.optional).map(of_gold).collect();

        let mut found = BTreeSet::new();
        for relation in &doc.relations {
            if !is_named(doc, relation.subject) || !is_named(doc, relation.object) {
                continue; // actors without a name are not annotated by hand
            }
            // What has no type of its own and what is only said is not, either.
            if matches!(relation.relation_type, RelationType::Other | RelationType::SaysAbout) {
                continue;
            }
            let [subject, object] = [relation.subject, relation.object].map(|id| &entities[&id]);
            let this = fact(relation.relation_type, subject, object);
            let same = gold.relations.iter().find(|r| of_gold(r) == this && !r.optional);
            if let Some(same) = same {
                self.compare_sides(same, relation, &entities);
                self.compare_qualifiers(same, relation, doc);
            }
            if !optional.contains(&this) || same.is_some() {
                found.insert(this);
            }
        }
        self.compare("relations", &wanted, &found, |(subject, verb, object)| {
            format!("{subject} {verb} {object}")
        });
    }

    /// Compares how a relation is said: fact or plan, denied, over, whose claim.
    fn compare_sides(
        &mut self,
        wanted: &GoldRelation,
        found: &Relation,
        entities: &BTreeMap<EntityId, String>,
    ) {
        let source = found.attributed_to.map(|id| entities[&id].as_str());
        let right = wanted.modality == found.modality
            && wanted.negated == found.negated
            && wanted.past == found.past
            && wanted.attributed_to.as_deref() == source;
        self.count("modality", Counts { wanted: 1, found: 1, right: right.into() });
        if !right {
            let GoldRelation { subject, relation_type, object, .. } = wanted;
            let (negated, modality) = (found.negated, found.modality.name());
            self.differences.push(format!(
                "modality: {subject} {} {object} is {modality}, negated {negated}, past {}, by {source:?}",
                relation_type.name(),
                found.past
            ));
        }
    }

    /// Compares when, where and in which role.
    fn compare_qualifiers(&mut self, wanted: &GoldRelation, found: &Relation, doc: &Document) {
        for (&kind, words) in &wanted.qualifiers {
            let said = found.qualifiers.iter().find(|qualifier| qualifier.kind == kind);
            let said = said.map(|qualifier| doc.text.slice(qualifier.span));
            let right = said.is_some_and(|said| same_words(said, words));
            self.count(
                "qualifiers",
                Counts { wanted: 1, found: said.is_some().into(), right: right.into() },
            );
            if !right {
                let (kind, subject) = (kind.name(), &wanted.subject);
                let verb = wanted.relation_type.name();
                self.differences.push(format!(
                    "qualifiers: {subject} {verb} {}: {kind} is {said:?}, not {words:?}",
                    wanted.object
                ));
            }
        }
    }
}

/// Whether two wordings of a circumstance mean the same: one may be longer.
fn same_words(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

/// Subject, type, object.
type Fact = (String, &'static str, String);

/// Whether the article names an entity.
fn is_named(doc: &Document, entity: EntityId) -> bool {
    doc.entities[entity.index()].named
}

/// For each entity of the engine the annotated entity that most of its mentions stand for, or its
/// own name in angle brackets when there is none.
fn align(gold: &Gold, doc: &Document) -> BTreeMap<EntityId, String> {
    let mut votes = BTreeMap::<EntityId, BTreeMap<&str, usize>>::new();
    for mention in &doc.mentions {
        let Some(id) = mention.entity else { continue };
        let span = core(doc, mention.span);
        let same = gold.mentions.iter().find(|gold| core(doc, gold.span) == span);
        let near = || gold.mentions.iter().find(|gold| gold.span.overlaps(span));
        if let Some(entity) = same.or_else(near).and_then(|gold| gold.entity.as_deref()) {
            let weight = if mention.kind == MentionKind::Name { 10 } else { 1 };
            *votes.entry(id).or_default().entry(entity).or_default() += weight;
        }
    }
    let ids = (0..doc.entities.len()).map(EntityId::new);
    ids.map(|id| {
        let winner = votes.get(&id).and_then(|v| v.iter().max_by_key(|&(name, n)| (n, name)));
        let unknown = || format!("<{}>", doc.entities[id.index()].name);
        (id, winner.map_or_else(unknown, |(name, _)| (*name).to_owned()))
    })
    .collect()
}

/// The span without an article in front: whether it belongs to the name is not worth an error.
fn core(doc: &Document, span: ByteSpan) -> ByteSpan {
    let words = doc.text.slice(span);
    let article = ["the ", "The ", "a ", "A ", "an ", "An "]
        .into_iter()
        .find(|article| words.starts_with(article))
        .map_or(0, str::len);
    ByteSpan::new(span.start() + article, span.end())
}

/// A span's words between the words around it.
fn in_context(doc: &Document, span: ByteSpan) -> String {
    let before = &doc.text[..span.start()];
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(25))..];
    let after = &doc.text[span.end()..];
    let after = &after[..after.floor_char_boundary(25)];
    format!("{before}[{}]{after}", doc.text.slice(span)).replace('\n', "⏎")
}

/// The positions of the bytes in the spans that are not blank.
fn bytes(doc: &Document, spans: impl Iterator<Item = ByteSpan>) -> BTreeSet<usize> {
    spans
        .flat_map(ByteSpan::range)
        .filter(|&byte| !doc.text.as_bytes()[byte].is_ascii_whitespace())
        .collect()
}

/// All pairs within each group.
fn pairs<'a>(groups: impl Iterator<Item = &'a Vec<ByteSpan>>) -> BTreeSet<(ByteSpan, ByteSpan)> {
    let mut pairs = BTreeSet::new();
    for group in groups {
        for (index, &one) in group.iter().enumerate() {
            pairs.extend(group[index + 1..].iter().map(|&other| (one.min(other), one.max(other))));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use gloss::{
        document::{Confidence, Entity, Sentence, Source},
        text::{MentionId, Text},
    };

    use super::*;

    const TEXT: &str = "British painter Ada Lee met Bo. He praised the painter.";
    const ANNOTATION: &str = "\
 1  [British|NORP|british] painter [Ada Lee|PERSON|ada] met [Bo|PERSON|bo].
 2  [He|bo] praised the [painter|ada].

== relations
1 ada met_with bo
? 1 ada citizen_of british
2 bo praised ada
";

    /// What an engine would find that finds exactly what is annotated.
    fn perfect(gold: &Gold) -> Document {
        let names: BTreeSet<&str> =
            gold.mentions.iter().filter_map(|mention| mention.entity.as_deref()).collect();
        let names: Vec<&str> = names.into_iter().collect();
        let id = |name: &str| EntityId::new(names.iter().position(|n| *n == name).unwrap());
        let mention = |gold: &crate::gold::GoldMention| Mention {
            span: gold.span,
            tokens: gloss::text::TokenSpan::default(),
            kind: gold.kind(),
            entity_type: gold.entity_type.unwrap_or(EntityType::Person),
            entity: gold.entity.as_deref().map(id),
            value: gold.value.clone(),
            confidence: Confidence::percent(100),
            source: Source::rule("test"),
        };
        let relation = |gold: &GoldRelation| Relation {
            relation_type: gold.relation_type,
            label: None,
            class: gold.relation_type.class(),
            subject: id(&gold.subject),
            object: id(&gold.object),
            subject_mention: MentionId::new(0),
            object_mention: MentionId::new(0),
            evidence: ByteSpan::default(),
            further_evidence: Vec::new(),
            trigger: ByteSpan::default(),
            qualifiers: Vec::new(),
            negated: gold.negated,
            past: gold.past,
            modality: gold.modality,
            attributed_to: gold.attributed_to.as_deref().map(id),
            confidence: Confidence::percent(100),
            source: Source::rule("test"),
        };
        let entity = |name: &&str| Entity {
            name: (*name).to_owned(),
            named: true,
            entity_type: EntityType::Person,
            aliases: Vec::new(),
            links: Vec::new(),
            country: None,
            description: None,
            coordinates: None,
        };
        let sentence = |&span: &ByteSpan| Sentence {
            span,
            tokens: gloss::text::TokenSpan::default(),
            block: gloss::text::BlockId::new(0),
        };
        Document {
            text: Text::new(TEXT),
            sentences: gold.sentences.iter().map(sentence).collect(),
            mentions: gold.mentions.iter().map(mention).collect(),
            entities: names.iter().map(entity).collect(),
            relations: gold.relations.iter().map(relation).collect(),
            ..Document::default()
        }
    }

    #[test]
    fn what_was_annotated_scores_full_marks() {
        let gold = Gold::read(ANNOTATION, &Text::new(TEXT)).unwrap();
        let scores = Scores::of(&gold, &perfect(&gold));
        assert_eq!(scores.differences, [""; 0]);
        for what in ["names", "PERSON", "references", "links", "relations"] {
            let counts = scores.counts[what];
            assert!(counts.wanted > 0 && counts.right == counts.wanted, "{what}: {counts}");
        }
    }

    #[test]
    fn each_mistake_costs() {
        let gold = Gold::read(ANNOTATION, &Text::new(TEXT)).unwrap();
        let mut doc = perfect(&gold);
        doc.mentions[0].entity_type = EntityType::Gpe;
        doc.mentions[3].entity = doc.mentions[1].entity; // "He" is Ada
        doc.relations[2].relation_type = RelationType::Accuses;
        doc.relations[0].negated = true;
        let scores = Scores::of(&gold, &doc);
        for (what, wanted, found, right) in [
            ("names", 3, 3, 2),
            ("references", 2, 2, 2),
            ("links", 2, 3, 1),
            ("relations", 2, 2, 1),
            ("modality", 1, 1, 0),
        ] {
            assert_eq!(scores.counts[what], Counts { wanted, found, right }, "{what}");
        }
    }
}
