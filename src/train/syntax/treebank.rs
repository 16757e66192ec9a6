//! Treebanks as the parser learns from them and is scored on them.

use std::path::Path;

use crate::{
    document::{
        Named,
        syntax::{Dependency, Number, PartOfSpeech, Person, Tense, VerbForm},
    },
    model::{features::Article, parser::FACTS},
    train::corpora::{CorpusError, conllu, read_text},
};

/// What a treebank says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoldWord {
    /// The value of each of the [`FACTS`].
    pub facts: [u8; FACTS.len()],
    /// The number of its head in the sentence, counted from 1; 0 for the root.
    pub head: usize,
    /// The index of its relation among all.
    pub label: u8,
}

impl GoldWord {
    /// Reads what the columns say; none if a tag or relation is unknown.
    pub fn of(word: &conllu::Word) -> Option<Self> {
        let part_of_speech = index(PartOfSpeech::from_name(&word.upos)?);
        let number = match word.feature("Number") {
            Some("Ptan") => Some("Plur"), // "scissors"
            other => other,
        };
        let facts = [
            part_of_speech,
            optional::<VerbForm>(word.feature("VerbForm")),
            optional::<Tense>(word.feature("Tense")),
            optional::<Number>(number),
            optional::<Person>(word.feature("Person")),
            u8::from(word.feature("Voice") == Some("Pass")),
        ];
        let label = index(Dependency::from_label(&word.relation)?);
        Some(Self { facts, head: word.head, label })
    }
}

/// Where a value stands among all.
fn index<T: Named>(value: T) -> u8 {
    T::ALL.iter().position(|(known, _)| *known == value).unwrap_or_default() as u8
}

/// 0 for none, else one more than where the value stands.
fn optional<T: Named>(name: Option<&str>) -> u8 {
    name.and_then(T::from_name).map_or(0, |value| 1 + index(value))
}

/// A sentence to learn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldSentence {
    /// Its words as written.
    pub forms: Vec<String>,
    /// What is right of each.
    pub words: Vec<GoldWord>,
}

impl GoldSentence {
    /// Reads a sentence; none if a word of it is not fully annotated.
    pub fn of(sentence: &conllu::Sentence) -> Option<Self> {
        let words = sentence.words.iter().map(GoldWord::of).collect::<Option<Vec<_>>>()?;
        let in_sentence = |word: &GoldWord| word.head <= words.len();
        words.iter().all(in_sentence).then(|| Self {
            forms: sentence.words.iter().map(|word| word.form.clone()).collect(),
            words: words.clone(),
        })
    }
}

/// The sentences of a document that are fully annotated.
pub fn gold_sentences(document: &conllu::Document) -> Vec<GoldSentence> {
    document.sentences.iter().filter_map(GoldSentence::of).collect()
}

/// A treebank's part under a name.
#[derive(Clone, Debug)]
pub struct Sample {
    /// What it is called in reports.
    pub name: &'static str,
    /// Its documents.
    pub documents: Vec<conllu::Document>,
}

/// What to learn from, and what to score on.
#[derive(Clone, Debug, Default)]
pub struct Treebanks {
    /// What to learn from.
    pub training: Vec<Vec<GoldSentence>>,
    /// What to score on while developing.
    pub development: Vec<Sample>,
    /// What to score on at the very end.
    pub test: Vec<Sample>,
}

impl Treebanks {
    /// Reads EWT and the documents of GUM under a folder, in their official parts.
    ///
    /// # Errors
    /// When a file cannot be read or is not CoNLL-U.
    pub fn read(data: &Path) -> Result<Self, CorpusError> {
        let ewt = |part: &str| read_file(&data.join(format!("ewt/en_ewt-ud-{part}.conllu")));
        let splits = read_text(&data.join("gum/splits.md"))?;
        let gum = |part: &str| -> Result<Vec<conllu::Document>, CorpusError> {
            let paths = part_of_split(&splits, part)
                .map(|id| data.join(format!("gum/dep/{id}.conllu")))
                .filter(|path| path.exists()); // some genres are not open
            let documents: Result<Vec<_>, _> = paths.map(|path| read_file(&path)).collect();
            Ok(documents?.concat())
        };
        let sample = |name, documents| Sample { name, documents };
        let training = [ewt("train")?, gum("train")?].concat();
        Ok(Self {
            training: training.iter().map(gold_sentences).collect(),
            development: vec![sample("ewt-dev", ewt("dev")?), sample("gum-dev", gum("dev")?)],
            test: vec![sample("ewt-test", ewt("test")?), sample("gum-test", gum("test")?)],
        })
    }
}

fn read_file(path: &Path) -> Result<Vec<conllu::Document>, CorpusError> {
    conllu::read(&read_text(path)?).map_err(|error| CorpusError::new(path, error))
}

/// The documents that GUM's list of splits has under a heading.
pub fn part_of_split<'t>(splits: &'t str, part: &str) -> impl Iterator<Item = &'t str> {
    splits
        .lines()
        .skip_while(move |line| line.strip_prefix("## ").is_none_or(|head| head.trim() != part))
        .skip(1)
        .take_while(|line| !line.starts_with("## "))
        .filter_map(|line| line.trim().strip_prefix("* "))
}

/// A sentence ready to learn from, with what the rest of its document tells of its words.
#[derive(Clone, Debug)]
pub struct Example {
    /// An article of this one sentence.
    pub article: Article,
    /// What is right of each word.
    pub words: Vec<GoldWord>,
}

/// The sentences of a document, each as an article of its own.
pub fn examples(document: &[GoldSentence]) -> Vec<Example> {
    let forms: Vec<&[String]> = document.iter().map(|sentence| sentence.forms.as_slice()).collect();
    let forms: Vec<Vec<&str>> =
        forms.iter().map(|forms| forms.iter().map(String::as_str).collect()).collect();
    let article = Article::new(&forms);
    let mut start = 0;
    document
        .iter()
        .map(|sentence| {
            let tokens = start..start + sentence.forms.len();
            start = tokens.end;
            let words = article.word_of[tokens.clone()].iter();
            let words: Vec<_> = words.map(|&word| article.words[word].clone()).collect();
            let article = Article {
                word_of: (0..words.len()).collect(),
                group_of: (0..words.len()).collect(),
                groups: words.len(),
                flags: article.flags[tokens].to_vec(),
                sentence_lengths: vec![words.len()],
                words,
            };
            Example { article, words: sentence.words.clone() }
        })
        .collect()
}

/// Sentences as one article, so that they can be worked on together.
pub fn join<'e>(examples: impl Iterator<Item = &'e Example>) -> Example {
    let mut joined = Example { article: Article::default(), words: Vec::new() };
    for example in examples {
        let (whole, part) = (&mut joined.article, &example.article);
        let start = whole.words.len();
        whole.words.extend(part.words.iter().cloned());
        whole.word_of.extend(part.word_of.iter().map(|word| start + word));
        whole.group_of.extend(part.group_of.iter().map(|group| start + group));
        whole.groups += part.groups;
        whole.flags.extend(&part.flags);
        whole.sentence_lengths.extend(&part.sentence_lengths);
        joined.words.extend(&example.words);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "\
1\tThey\tthey\tPRON\tPRP\tNumber=Plur|Person=3\t3\tnsubj:pass\t_\t_
2\twere\tbe\tAUX\tVBD\tTense=Past|VerbForm=Fin\t3\taux:pass\t_\t_
3\ttold\ttell\tVERB\tVBN\tTense=Past|VerbForm=Part|Voice=Pass\t0\troot\t_\t_

1\tPants\tpants\tNOUN\tNNS\tNumber=Ptan\t0\troot\t_\t_

1\t?\t_\t_\t_\t_\t0\troot\t_\t_
";

    #[test]
    fn what_a_treebank_says_of_words() {
        let documents = conllu::read(FILE).unwrap();
        let sentences = gold_sentences(&documents[0]);
        assert_eq!(sentences.len(), 2, "the last has no tag");
        let label = |index: u8| Dependency::ALL[usize::from(index)].1;
        let told = sentences[0].words[2];
        assert_eq!((told.facts, told.head, label(told.label)), ([15, 3, 1, 0, 0, 1], 0, "root"));
        let they = sentences[0].words[0];
        assert_eq!((they.facts, label(they.label)), ([10, 0, 0, 2, 3, 0], "nsubj:pass"));
        assert_eq!(sentences[1].words[0].facts[3], 2, "a plural");
    }

    #[test]
    fn sentences_are_parted_and_joined_again() {
        let documents = conllu::read(FILE).unwrap();
        let examples = examples(&gold_sentences(&documents[0]));
        let lengths: Vec<usize> = examples.iter().map(|example| example.article.len()).collect();
        assert_eq!(lengths, [3, 1]);
        let joined = join(examples.iter());
        assert_eq!(joined.article.sentence_lengths, [3, 1]);
        assert_eq!((joined.article.word_of, joined.words.len()), (vec![0, 1, 2, 3], 4));
        assert_eq!(joined.article.words[3].lexical, "pants");
    }

    #[test]
    fn the_parts_of_a_treebank() {
        let splits = "# Splits\n\n## dev\n\n  * a\n  * b\n\n## test\n\n  * c\n";
        assert_eq!(part_of_split(splits, "dev").collect::<Vec<_>>(), ["a", "b"]);
    }
}
