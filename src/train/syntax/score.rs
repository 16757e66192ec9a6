//! How well trees are found: the measures of the shared task of `CoNLL` 2018 (Zeman et al.).
//!
//! A word counts for UPOS when its part of speech is right, for UAS when its head is, for LAS when
//! also its relation is, without subtype. Punctuation counts.

use std::{collections::BTreeMap, fmt};

use super::treebank::{GoldSentence, Sample, gold_sentences};
use crate::{
    document::{
        Block, BlockKind, Document, Named,
        syntax::{Dependency, PartOfSpeech, Tree},
    },
    english::English,
    model::parser::FACTS,
    segment,
    syntax::{SyntaxModel, parse, parse_words},
    text::{ByteSpan, Text},
    train::corpora::conllu,
};

/// How many words are right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeScore {
    /// Words that there are.
    pub gold: usize,
    /// Words that were found: others than there are only with our own tokens.
    pub found: usize,
    /// With the right part of speech.
    pub upos: usize,
    /// With the right form, tense, number, person and voice too.
    pub facts: usize,
    /// With the right head.
    pub uas: usize,
    /// With the right head and relation.
    pub las: usize,
    /// For each relation: how often there is, was found, and both with the right head.
    pub by_relation: BTreeMap<&'static str, [usize; 3]>,
}

impl TreeScore {
    fn f1(&self, right: usize) -> f64 {
        200.0 * right as f64 / (self.gold + self.found).max(1) as f64
    }

    /// A table of the relations: precision, recall, count.
    pub fn relations(&self) -> String {
        let mut rows: Vec<_> = self.by_relation.iter().collect();
        rows.sort_by_key(|(_, [gold, ..])| std::cmp::Reverse(*gold));
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let lines = rows.iter().map(|(name, [gold, found, both])| {
            let (precision, recall) = (share(*both, *found), share(*both, *gold));
            format!("    {name:<12} P {precision:5.1}  R {recall:5.1}  ({gold})")
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

impl fmt::Display for TreeScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [upos, facts, uas, las] =
            [self.upos, self.facts, self.uas, self.las].map(|right| self.f1(right));
        write!(
            f,
            "UPOS {upos:.2}  all facts {facts:.2}  UAS {uas:.2}  LAS {las:.2}  ({} words)",
            self.gold
        )
    }
}

/// A word as it is compared.
#[derive(Clone, Copy)]
struct Compared {
    facts: [u8; FACTS.len()],
    /// The head among the words of the document; none for a root.
    head: Option<usize>,
    relation: &'static str,
}

/// Adds the comparison of a document's words. `gold_of` has, for each word that was found, that of
/// the treebank at the same place.
fn compare(
    score: &mut TreeScore,
    gold: &[Compared],
    found: &[Compared],
    gold_of: &[Option<usize>],
) {
    score.gold += gold.len();
    score.found += found.len();
    for word in gold {
        score.by_relation.entry(word.relation).or_default()[0] += 1;
    }
    for (word, at) in found.iter().zip(gold_of) {
        score.by_relation.entry(word.relation).or_default()[1] += 1;
        let Some(right) = at.map(|at| gold[at]) else { continue };
        score.upos += usize::from(word.facts[0] == right.facts[0]);
        score.facts += usize::from(word.facts == right.facts);
        let heads_match = match (word.head, right.head) {
            (None, None) => true,
            (Some(head), Some(right)) => gold_of[head] == Some(right),
            _ => false,
        };
        if heads_match {
            score.uas += 1;
            if word.relation == right.relation {
                score.las += 1;
                score.by_relation.entry(word.relation).or_default()[2] += 1;
            }
        }
    }
}

fn gold_words(sentences: &[GoldSentence]) -> Vec<Compared> {
    let mut words = Vec::new();
    for sentence in sentences {
        let start = words.len();
        words.extend(sentence.words.iter().map(|word| Compared {
            facts: word.facts,
            head: word.head.checked_sub(1).map(|head| start + head),
            relation: Dependency::ALL[usize::from(word.label)].0.universal_name(),
        }));
    }
    words
}

fn found_words(trees: &[Tree]) -> Vec<Compared> {
    let mut words = Vec::new();
    for tree in trees {
        let start = words.len();
        words.extend(tree.words().iter().map(|word| Compared {
            facts: [
                index(Some(word.part_of_speech)) - 1,
                index(word.verb_form),
                index(word.tense),
                index(word.number),
                index(word.person),
                u8::from(word.passive),
            ],
            head: word.head.map(|head| start + head),
            relation: word.dependency.universal_name(),
        }));
    }
    words
}

/// 0 for none, else one more than where the value stands among all.
fn index<T: Named>(value: Option<T>) -> u8 {
    let place = T::ALL.iter().position(|(known, _)| Some(*known) == value);
    place.map_or(0, |place| place as u8 + 1)
}

/// Scores a model, given the treebank's sentences and words.
pub fn score(model: &SyntaxModel, sample: &Sample) -> TreeScore {
    let mut score = TreeScore::default();
    for document in &sample.documents {
        let gold = gold_sentences(document);
        let found = parse_gold(model, &gold);
        let same: Vec<Option<usize>> = (0..found.len()).map(Some).collect();
        compare(&mut score, &gold_words(&gold), &found, &same);
    }
    score
}

/// What a model says of the treebank's own words.
fn parse_gold(model: &SyntaxModel, gold: &[GoldSentence]) -> Vec<Compared> {
    let forms = gold.iter().map(|sentence| sentence.forms.iter().map(String::as_str).collect());
    found_words(&parse_words(&forms.collect::<Vec<Vec<&str>>>(), model))
}

/// Scores a model on what the engine itself cuts into sentences and words. Words are the same when
/// they have the same characters of the text.
pub fn score_text(model: &SyntaxModel, sample: &Sample) -> TreeScore {
    let english = English::default();
    let mut score = TreeScore::default();
    for document in &sample.documents {
        let layout = document.layout();
        let mut doc = laid_out(&layout);
        (doc.sentences, doc.tokens) = segment::segment(&doc.text, &doc.blocks, &english);
        let found = found_words(&parse(&doc, model).trees);
        let places = places(document, &layout);
        let gold_of: Vec<Option<usize>> = doc
            .tokens
            .iter()
            .map(|token| places.get(&(token.span.start(), token.span.end())).copied())
            .collect();
        compare(&mut score, &gold_words(&gold_sentences(document)), &found, &gold_of);
    }
    score
}

fn laid_out(layout: &conllu::Layout) -> Document {
    let paragraph = |&span: &ByteSpan| Block { span, kind: BlockKind::Paragraph };
    Document {
        text: Text::new(&layout.text),
        blocks: layout.paragraphs.iter().map(paragraph).collect(),
        ..Document::default()
    }
}

/// Where each fully annotated word of a document that has characters of its own stands in the text.
fn places(document: &conllu::Document, layout: &conllu::Layout) -> BTreeMap<(usize, usize), usize> {
    let mut spans = layout.words.iter();
    let mut places = BTreeMap::new();
    let mut count = 0;
    for sentence in &document.sentences {
        let is_annotated = GoldSentence::of(sentence).is_some();
        for word in &sentence.words {
            if !word.surface.is_empty()
                && let Some(span) = spans.next()
                && is_annotated
            {
                places.insert((span.start(), span.end()), count);
            }
            count += usize::from(is_annotated);
        }
    }
    places
}

/// The most frequent confusions of parts of speech and of relations, for a look at errors.
pub fn confusions(model: &SyntaxModel, sample: &Sample) -> String {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for document in &sample.documents {
        let gold = gold_sentences(document);
        for (right, word) in gold_words(&gold).iter().zip(&parse_gold(model, &gold)) {
            let tag = |word: &Compared| PartOfSpeech::ALL[usize::from(word.facts[0])].1;
            if tag(right) != tag(word) {
                *counts.entry(format!("{} read as {}", tag(right), tag(word))).or_default() += 1;
            }
            let place = if right.head == word.head { "right head" } else { "wrong head" };
            if right.head != word.head || right.relation != word.relation {
                let what = format!("{} read as {}, {place}", right.relation, word.relation);
                *counts.entry(what).or_default() += 1;
            }
        }
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let lines = rows.iter().take(60).map(|(what, count)| format!("    {count:>5}  {what}"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(upos: u8, head: Option<usize>, relation: &'static str) -> Compared {
        Compared { facts: [upos, 0, 0, 0, 0, 0], head, relation }
    }

    #[test]
    fn words_count_by_tag_head_and_relation() {
        let gold = [word(1, Some(1), "nsubj"), word(2, None, "root"), word(1, Some(1), "obj")];
        let found = [word(1, Some(1), "nsubj"), word(3, None, "root"), word(1, Some(1), "obl")];
        let mut score = TreeScore::default();
        compare(&mut score, &gold, &found, &[Some(0), Some(1), Some(2)]);
        assert_eq!((score.upos, score.uas, score.las), (2, 3, 2));
        assert_eq!(score.by_relation["obl"], [0, 1, 0]);
    }

    #[test]
    fn a_word_with_other_borders_is_wrong_and_so_are_words_that_depend_on_it() {
        let gold = [word(1, Some(1), "nsubj"), word(2, None, "root")];
        let found = [word(1, Some(1), "nsubj"), word(2, None, "root"), word(1, Some(1), "obj")];
        let mut score = TreeScore::default();
        compare(&mut score, &gold, &found, &[Some(0), None, None]);
        assert_eq!((score.upos, score.uas, score.gold, score.found), (1, 0, 2, 3));
        assert!((score.f1(1) - 40.0).abs() < 1e-9);
    }

    #[test]
    fn words_of_a_text_are_found_by_their_characters() {
        let file = "\
1\tYes\t_\tINTJ\t_\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t_\tPUNCT\t_\t_\t1\tpunct\t_\t_

1\tOK\t_\t_\t_\t_\t0\troot\t_\t_

1\tNo\t_\tINTJ\t_\t_\t0\troot\t_\t_
";
        let document = &conllu::read(file).unwrap()[0];
        let places = places(document, &document.layout());
        let expected = [((0, 3), 0), ((3, 4), 1), ((8, 10), 2)];
        assert_eq!(places.into_iter().collect::<Vec<_>>(), expected);
    }
}
