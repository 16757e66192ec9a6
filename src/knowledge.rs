//! What the engine knows of the world: one file, loaded once.

use crate::{
    coref::ranking::Table,
    english::{self, English},
    lists::Lists,
    model::{NameModel, lexicon::Lexicon, network, weights},
    pack::{self, LoadError, Pack},
    relations,
};

/// Words of English, lists of known names, and trained weights. By default there are no lists and weights: names are
/// found by rules alone, and those know words only in a program with the feature `embedded`. Others load a file before
/// they annotate.
#[derive(Debug, Default)]
pub struct Knowledge {
    /// The file's name in the documents that it helped to make.
    pub name: String,
    /// The words of English that the rules know.
    pub english: English,
    /// Lists of known names.
    pub lists: Lists,
    /// Weights of the coreference ranking.
    pub(crate) coref: Table,
    /// Weights of the scorer of relations.
    pub(crate) relations: relations::Scorer,
    networks: Option<Networks>,
}

/// The trained weights.
#[derive(Debug)]
struct Networks {
    lexicon: Lexicon,
    names: network::Reader,
}

impl Knowledge {
    /// Reads a knowledge file.
    ///
    /// # Errors
    /// When the bytes are not a whole, unchanged knowledge file: names the section at fault.
    pub fn load(bytes: &[u8]) -> Result<Self, LoadError> {
        let pack = Pack::read(bytes)?;
        Ok(Self {
            name: pack::name(bytes),
            english: English::load(pack.section(english::SECTION)?)?,
            lists: Lists::load(pack.section("lists")?)?,
            coref: Table::read(pack.section("coref")?)?,
            relations: relations::Scorer::read(pack.section("relations")?)?,
            networks: Some(Networks {
                lexicon: Lexicon::read(pack.section("lexicon")?)?,
                names: network::Reader::new(weights::read(pack.section("names")?)?),
            }),
        })
    }

    /// What finds names.
    pub fn names(&self) -> Option<NameModel<'_>> {
        self.networks
            .as_ref()
            .map(|networks| NameModel { lexicon: &networks.lexicon, network: &networks.names })
    }

    /// No lists and no networks, only the weights of coreference: for the tests of single stages.
    #[cfg(test)]
    pub(crate) fn of_coreference() -> Self {
        Self { coref: Table::read(section("coref")).unwrap(), ..Self::default() }
    }

    /// The weights of coreference and of relations.
    #[cfg(test)]
    pub(crate) fn of_relations() -> Self {
        let relations = relations::Scorer::read(section("relations")).unwrap();
        Self { relations, ..Self::of_coreference() }
    }

    /// The weights of coreference, to score them.
    #[cfg(feature = "train")]
    pub fn coref(&self) -> &Table {
        &self.coref
    }

    /// The knowledge file that is part of the program.
    ///
    /// # Panics
    /// Never: a test loads the same bytes.
    #[cfg(feature = "embedded")]
    pub fn builtin() -> Self {
        #[expect(clippy::expect_used, reason = "the bytes are part of the program and tested")]
        Self::load(BUILTIN).expect("the embedded knowledge file is whole")
    }
}

/// A section of the committed file.
#[cfg(test)]
fn section(name: &str) -> &'static [u8] {
    static PACK: std::sync::LazyLock<Pack> =
        std::sync::LazyLock::new(|| Pack::read(include_bytes!("lists/knowledge.gloss")).unwrap());
    PACK.section(name).unwrap()
}

/// The bytes of the knowledge file, as built by `cargo xtask lists` and `cargo xtask train`.
#[cfg(feature = "embedded")]
pub const BUILTIN: &[u8] = include_bytes!("lists/knowledge.gloss");

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::{
        Options, annotate,
        document::{BlockKind, Named as _, SourceKind},
        pack::Section,
    };

    /// The furniture of a text, and the relations that patterns find in it.
    fn found(text: &str, knowledge: &Knowledge) -> (Vec<String>, Vec<&'static str>) {
        let doc = annotate(text, knowledge, &Options::default());
        let furniture = doc.blocks.iter().filter(|block| block.kind == BlockKind::Furniture);
        let furniture = furniture.map(|block| doc.text.slice(block.span).to_owned());
        let by_rule = doc.relations.iter().filter(|one| one.source.kind == SourceKind::Rule);
        let relations = by_rule.map(|relation| relation.relation_type.name());
        (furniture.collect(), relations.collect())
    }

    #[test]
    fn each_file_is_read_with_its_own_words() {
        const TEXT: &str = "Advertisement\n\nIntermission\n\n\
            Lena Ortiz landed in Nairobi on Monday, her spokesman said.\n\n\
            The road to the lake was closed all week because of the rain.";
        let usual = english::section();
        let mut other = usual.clone();
        for (word, changed) in [
            ("|advertisement\n", "|intermission\n"),
            ("visited\tland in O:place", "lives_in\tland in O:place"),
        ] {
            assert_eq!(usual.matches(word).count(), 1, "{word}");
            other = other.replace(word, changed);
        }
        let [one, another] = [usual, other].map(|words| {
            let (name, bytes) = (english::SECTION.to_owned(), words.as_bytes());
            let section = Section { name, bytes, sources: Vec::new() };
            Knowledge::load(&pack::replace(BUILTIN, section).unwrap()).unwrap()
        });
        // In turns: what one is read with stays out of the other.
        for _ in 0..2 {
            assert_eq!(found(TEXT, &one), (vec!["Advertisement".to_owned()], vec!["visited"]));
            assert_eq!(found(TEXT, &another), (vec!["Intermission".to_owned()], vec!["lives_in"]));
        }
    }

    #[test]
    fn the_embedded_file_loads() {
        assert!(Knowledge::load(BUILTIN).is_ok());
    }

    #[test]
    fn a_changed_file_is_refused() {
        let mut changed = BUILTIN.to_vec();
        *changed.last_mut().unwrap() ^= 1;
        let error = Knowledge::load(&changed).unwrap_err();
        assert!(error.to_string().starts_with("the knowledge file is damaged in "), "{error}");
    }
}
