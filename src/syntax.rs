//! Reads the grammar of each sentence: parts of speech, and which word depends on which.
//!
//! A network scores every word as the head of every other, and the best tree is taken
//! ([`crate::model::parser`]).

use crate::{
    document::{
        Document, Named,
        syntax::{Dependency, PartOfSpeech, Syntax, Tree, Word},
    },
    model::{
        features::Article,
        lexicon::Lexicon,
        parser::{self, Analysis},
    },
};

/// A longer sentence is read in pieces: the time grows with the square of the length.
const LONGEST: usize = 256;

/// What reads grammar.
#[derive(Clone, Copy, Debug)]
pub struct SyntaxModel<'a> {
    /// Vectors of words.
    pub lexicon: &'a Lexicon,
    /// The network.
    pub reader: &'a parser::Reader,
}

/// The tree of each of the document's sentences. Total: any sentence has a tree.
pub fn parse(doc: &Document, model: &SyntaxModel) -> Syntax {
    let sentences: Vec<Vec<&str>> = doc
        .sentences
        .iter()
        .map(|sentence| sentence.tokens.range().map(|token| doc.token_text(token)).collect())
        .collect();
    Syntax { trees: parse_words(&sentences, model) }
}

/// The tree of each sentence of an article, from the sentences' words.
pub fn parse_words(sentences: &[Vec<&str>], model: &SyntaxModel) -> Vec<Tree> {
    let pieces: Vec<Vec<&str>> = sentences
        .iter()
        .flat_map(|sentence| sentence.chunks(LONGEST).map(<[&str]>::to_vec))
        .collect();
    let article = Article::new(&pieces);
    let analyses = model.reader.analyse(model.lexicon, &article, Dependency::ALL.len());
    let mut start = 0;
    let mut tree = |sentence: &Vec<&str>| {
        let end = start + sentence.len();
        let words = join_pieces(&analyses[start..end]);
        start = end;
        // Each piece has one root, and all roots but the first hang under that.
        Tree::new(words).unwrap_or_default()
    };
    sentences.iter().map(&mut tree).collect()
}

/// The words of a sentence from the analyses of its pieces: the roots of later pieces stand beside
/// the root of the first.
fn join_pieces(analyses: &[Analysis]) -> Vec<Word> {
    let first_root = analyses.iter().position(|word| word.head == 0);
    let word = |(index, analysis): (usize, &Analysis)| {
        let piece = index / LONGEST * LONGEST;
        let head = analysis.head.checked_sub(1).map(|head| piece + head);
        let (head, dependency) = match head {
            Some(head) => (Some(head), value(analysis.label)),
            None if first_root == Some(index) => (None, Some(Dependency::Root)),
            None => (first_root, Some(Dependency::Parataxis)),
        };
        let [part_of_speech, verb_form, tense, number, person, passive] = analysis.facts;
        Word {
            part_of_speech: value(part_of_speech).unwrap_or(PartOfSpeech::Other),
            verb_form: optional(verb_form),
            tense: optional(tense),
            number: optional(number),
            person: optional(person),
            passive: passive == 1,
            head,
            dependency: dependency.unwrap_or(Dependency::Unspecified),
        }
    };
    analyses.iter().enumerate().map(word).collect()
}

/// The value of that index.
fn value<T: Named>(index: u8) -> Option<T> {
    T::ALL.get(usize::from(index)).map(|(value, _)| *value)
}

/// The value before that index; none for 0.
fn optional<T: Named>(index: u8) -> Option<T> {
    value(index.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::syntax::{Number, VerbForm};

    fn analysis(head: usize, facts: [u8; 6]) -> Analysis {
        Analysis { facts, head, label: 0 }
    }

    #[test]
    fn facts_get_their_names() {
        let words =
            join_pieces(&[analysis(0, [15, 3, 1, 0, 0, 1]), analysis(1, [7, 0, 0, 2, 0, 0])]);
        assert_eq!(words[0].part_of_speech, PartOfSpeech::Verb);
        assert_eq!((words[0].verb_form, words[0].passive), (Some(VerbForm::Participle), true));
        assert_eq!((words[1].number, words[1].verb_form), (Some(Number::Plural), None));
        assert_eq!(words[0].dependency, Dependency::Root);
    }

    #[test]
    fn pieces_of_a_long_sentence_are_one_tree() {
        let analyses: Vec<Analysis> =
            (0..2 * LONGEST + 3).map(|index| analysis(index % LONGEST, [0; 6])).collect();
        let tree = Tree::new(join_pieces(&analyses)).unwrap();
        assert_eq!(tree.root(), Some(0));
        assert_eq!(tree.dependents(0), [1, LONGEST, 2 * LONGEST]);
        assert_eq!(tree.words()[LONGEST].dependency, Dependency::Parataxis);
    }
}
