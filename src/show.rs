//! What each stage made of an article, as lines for people: `gloss annotate --show TABLE`.

use std::fmt::Write as _;

use crate::{
    document::{
        Confidence, Document, Entity, Named, Relation,
        syntax::{Tree, Word},
    },
    knowledge::Knowledge,
    model::{parser, weights},
    pack::{LoadError, Pack},
    pipeline::{Options, annotate, find_entities},
    relations::propositions,
    syntax::{self, SyntaxModel},
    text::{EntityId, TokenSpan},
};

/// The network that reads grammar: only this asks for it, so it is no part of what the page loads.
const GRAMMAR: &[u8] = include_bytes!("lists/grammar.gloss");

/// What can be shown, in the order of the stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Title, paragraphs, furniture.
    Blocks,
    /// The sentences of what is read.
    Sentences,
    /// Their words.
    Tokens,
    /// Which word depends on which, by the trained parser.
    Trees,
    /// Names, values, descriptions and pronouns, with the entity that each stands for.
    Mentions,
    /// Entities, also those without a name that no relation is about.
    Entities,
    /// Each sentence as the noun phrases and verbs that relations are read from.
    Phrases,
    /// What each verb says of whom, as relations are read from it.
    Propositions,
    /// Relations.
    Relations,
}

impl Named for Table {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Blocks, "blocks"),
        (Self::Sentences, "sentences"),
        (Self::Tokens, "tokens"),
        (Self::Trees, "trees"),
        (Self::Mentions, "mentions"),
        (Self::Entities, "entities"),
        (Self::Phrases, "phrases"),
        (Self::Propositions, "propositions"),
        (Self::Relations, "relations"),
    ];
}

/// The lines of a table of an article. Total but for trees: any text has each table.
///
/// # Errors
/// When the network for grammar, which is part of the program, is damaged.
pub fn show(
    text: &str,
    table: Table,
    knowledge: &Knowledge,
    options: &Options,
) -> Result<String, LoadError> {
    let doc = match table {
        Table::Relations => annotate(text, knowledge, options),
        _ => find_entities(text, knowledge, options, |_| ()),
    };
    Ok(match table {
        Table::Blocks => lines(doc.blocks.iter().map(|block| {
            format!("{:<10} {}", block.kind.name(), one_line(doc.text.slice(block.span)))
        })),
        Table::Sentences => {
            lines(doc.sentences.iter().map(|sentence| one_line(doc.text.slice(sentence.span))))
        }
        Table::Tokens => lines(doc.sentences.iter().map(|sentence| {
            let tokens = sentence.tokens.range().map(|token| doc.token_text(token));
            tokens.collect::<Vec<_>>().join(" | ")
        })),
        Table::Trees => trees(&doc, knowledge)?,
        Table::Mentions => mentions(&doc),
        Table::Entities => lines(doc.entities.iter().map(entity)),
        Table::Phrases => lines(propositions::phrases(&doc, knowledge)),
        Table::Propositions => {
            lines(propositions::read(&doc, knowledge).iter().map(ToString::to_string))
        }
        Table::Relations => lines(doc.relations.iter().map(|told| relation(&doc, told))),
    })
}

fn lines(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().fold(String::new(), |all, line| all + &line + "\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every sentence's tree, each word under its head, with its part of speech and its relation to the head.
fn trees(doc: &Document, knowledge: &Knowledge) -> Result<String, LoadError> {
    let Some(names) = knowledge.names() else { return Ok(String::new()) };
    let grammar = Pack::read(GRAMMAR)?;
    let reader = parser::Reader::new(weights::read_parser(grammar.section("syntax")?)?);
    let model = SyntaxModel { lexicon: names.lexicon, reader: &reader };
    let syntax = syntax::parse(doc, &model);
    let mut shown = String::new();
    for (sentence, tree) in doc.sentences.iter().zip(&syntax.trees) {
        let mut open: Vec<(usize, usize)> = tree.root().map(|root| (root, 0)).into_iter().collect();
        while let Some((word, depth)) = open.pop() {
            let token = doc.token_text(sentence.tokens.start() + word);
            let line = tree_line(tree, word, token);
            let _ = writeln!(shown, "{:indent$}{line}", "", indent = 2 * depth); // a string takes all
            open.extend(tree.dependents(word).iter().rev().map(|below| (*below, depth + 1)));
        }
        shown.push('\n');
    }
    Ok(shown)
}

fn tree_line(tree: &Tree, word: usize, token: &str) -> String {
    let Word { part_of_speech, dependency, .. } = tree.words()[word];
    format!("{token} {} {}", part_of_speech.name(), dependency.universal_name())
}

/// A line for each mention, its sentence before the first.
fn mentions(doc: &Document) -> String {
    let mut shown = String::new();
    let mut rest = doc.mentions.iter().peekable();
    for sentence in &doc.sentences {
        let _ = writeln!(shown, "{}", one_line(doc.text.slice(sentence.span)));
        let is_inside = |tokens: TokenSpan| tokens.start() < sentence.tokens.end();
        while let Some(mention) = rest.next_if(|mention| is_inside(mention.tokens)) {
            let entity = mention.entity.map_or(String::new(), |id| named(doc, id));
            let value = mention.value.as_deref().map_or(String::new(), |it| format!(" = {it}"));
            let _ = writeln!(
                shown,
                "  {:<28} {:<12} {:<8} {}{value}  {entity}",
                doc.words(mention.tokens),
                mention.entity_type.name(),
                mention.kind.name(),
                share(mention.confidence),
            );
        }
    }
    shown
}

/// An entity with its number, as files count them.
fn named(doc: &Document, id: EntityId) -> String {
    let name = doc.entities.get(id.index()).map_or("", |entity| &entity.name);
    format!("e{} {name}", id.index() + 1)
}

fn entity(entity: &Entity) -> String {
    let without_name = if entity.named { "" } else { "  (without a name)" };
    let aliases = entity.aliases.join("; ");
    format!("{:<12} {}{without_name}  {aliases}", entity.entity_type.name(), entity.name)
        .trim_end()
        .to_owned()
}

fn relation(doc: &Document, told: &Relation) -> String {
    let name = |id: EntityId| doc.entities.get(id.index()).map_or("", |entity| &entity.name);
    let label = told.label.as_deref().map_or(String::new(), |label| format!(" \"{label}\""));
    let mut notes = vec![told.modality.name().to_owned()];
    notes.extend(told.negated.then(|| "denied".to_owned()));
    notes.extend(told.past.then(|| "over".to_owned()));
    notes.extend(told.attributed_to.map(|who| format!("says {}", name(who))));
    notes.extend(
        told.qualifiers
            .iter()
            .map(|one| format!("{}: {}", one.kind.name(), one_line(doc.text.slice(one.span)))),
    );
    format!(
        "{} - {}{label} - {}  ({})  {} {}\n    {}",
        name(told.subject),
        told.relation_type.name(),
        name(told.object),
        notes.join(", "),
        share(told.confidence),
        told.source.id,
        one_line(doc.text.slice(told.evidence)),
    )
}

fn share(confidence: Confidence) -> String {
    format!("0.{:02}", confidence.as_percent().min(99))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    const TEXT: &str = "Rana told Keller on Monday that Acme had not bought Corvid.";

    fn shown(table: Table) -> String {
        let knowledge = Knowledge::builtin();
        show(TEXT, table, &knowledge, &Options::default()).unwrap()
    }

    #[test]
    fn what_each_stage_made() {
        expect![[r"
            Rana | told | Keller | on | Monday | that | Acme | had | not | bought | Corvid | .
        "]]
        .assert_eq(&shown(Table::Tokens));
        expect![[r"
            told VERB root
              Rana PROPN nsubj
              Keller PROPN iobj
              Monday PROPN obl
                on ADP case
              bought VERB ccomp
                that PRON obj
                Acme PROPN nsubj
                had AUX aux
                not PART advmod
                Corvid PROPN obj
              . PUNCT punct

        "]]
        .assert_eq(&shown(Table::Trees));
        expect![[r"
            Rana told Keller on Monday that Acme had not bought Corvid.
              Rana                         PERSON       name     0.77  e1 Rana
              Keller                       ORG          name     0.47  e2 Keller
              Monday                       DATE         value    0.85  e3 Monday
              Acme                         GPE          name     0.72  e4 Acme
              Corvid                       ORG          name     0.39  e5 Corvid
        "]]
        .assert_eq(&shown(Table::Mentions));
        expect![[r"
            [Rana] told/verb [Keller] on [Monday]/time that [Acme] had_not_bought/verb [Corvid] .
        "]]
        .assert_eq(&shown(Table::Phrases));
        expect![[r"
            told(who: Rana; whom: Keller; on: Monday) asserted
            had not bought(who: Acme; whom: Corvid) denied, asserted, says Rana
        "]]
        .assert_eq(&shown(Table::Propositions));
    }

    #[test]
    fn every_table_of_nothing_is_empty() {
        let knowledge = Knowledge::default();
        for (table, name) in Table::ALL {
            let shown = show("", *table, &knowledge, &Options::default()).unwrap();
            assert_eq!(shown, "", "{name}");
        }
    }
}
