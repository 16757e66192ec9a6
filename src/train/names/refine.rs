//! Goes on with a trained network on news annotated by reading.
//!
//! The large corpora disagree with a careful reader, and with each other, where names are rare (laws, events, products)
//! or are more than a name (posts, clubs of one word). The news is little beside them, so the network reads it last, at
//! a small rate, together with a part of them; of what it reads again it should think what it thought before
//! (Li and Hoiem, "Learning without forgetting", 2016).

use std::path::Path;

use super::{Corpora, Lessons, SOURCES, Sample, Settings, score, train_from};
use crate::{
    model::{
        NameModel,
        decode::probabilities,
        features::Article,
        lexicon::Lexicon,
        network::{Reader, SCORES},
        weights,
    },
    pack::LoadError,
    train::{
        corpora::{
            CorpusError, GoldDocument,
            news::{Fold, read_names},
        },
        random::Random,
        scorer::Classes,
        teacher::SoftLabels,
    },
};

/// How often the news is read for each time that the rest is.
const NEWS: usize = 2;
/// One of so many documents of the other corpora is read again.
const OTHERS: usize = 4;

/// Where a refined network comes from.
pub fn sources() -> Vec<&'static str> {
    let news = "Names in news annotated by reading: Wikinews (CC BY 2.5), re3d (licences by source), \
         Groningen Meaning Bank (public domain)";
    [SOURCES, &[news]].concat()
}

/// How the network goes on.
pub fn settings() -> Settings {
    Settings { epochs: 4, rate: 6e-4, seed: 2, ..Settings::default() }
}

/// The news that the network is refined on, and what is looked at.
///
/// # Errors
/// When it cannot be read.
pub fn read(data: &Path) -> Result<(Vec<GoldDocument>, Sample), CorpusError> {
    let training = read_names(data, Fold::Training)?;
    let documents = read_names(data, Fold::Development)?;
    Ok((training, Sample { name: "news-dev", documents, classes: Classes::All }))
}

/// Refines a network, the section "names" of the knowledge file, and returns it as that section.
///
/// # Errors
/// When the section is damaged.
pub fn refine_and_store(
    section: &[u8],
    news: &[GoldDocument],
    corpora: &Corpora,
    lexicon: &Lexicon,
    settings: &Settings,
    mut report: impl FnMut(String),
) -> Result<Vec<u8>, LoadError> {
    let network = weights::read(section)?;
    let reader = Reader::new(network.clone());
    let others: Vec<GoldDocument> = corpora.training.iter().step_by(OTHERS).cloned().collect();
    let opinions = others.iter().map(|document| opinion(&reader, lexicon, document));
    let soft = SoftLabels::new(opinions.collect());
    let mut documents = others;
    documents.extend(std::iter::repeat_n(news, NEWS).flatten().cloned());
    let lessons = Lessons { documents: &documents, soft: &soft, names: &corpora.names, lexicon };
    let random = Random::new(settings.seed);
    let mut stored = section.to_vec();
    let mut tell = |network: &[u8]| {
        let Ok(network) = weights::read(network).map(Reader::new) else { return };
        for sample in &corpora.development {
            let model = NameModel { lexicon, network: &network };
            report(format!("  {:<14} {}", sample.name, score(&model, sample)));
        }
    };
    tell(section);
    train_from(network, lessons, settings, random, |_, _, network| {
        stored = weights::write(&settings.shape, network);
        tell(&stored);
    });
    Ok(stored)
}

/// What a network thinks of each word of a document, as [`SoftLabels`] wants it.
#[expect(clippy::cast_sign_loss, reason = "probabilities are positive")]
fn opinion(network: &Reader, lexicon: &Lexicon, document: &GoldDocument) -> Vec<u8> {
    let scores = network.score(lexicon, &Article::new(&document.words_by_sentence()));
    let shares = scores.chunks_exact(SCORES).flat_map(probabilities);
    shares.map(|share| (share * 255.0).round() as u8).collect()
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            tests::{document, lessons, small},
            train,
        },
        *,
    };
    use crate::{document::EntityType, train::variation::Names};

    #[test]
    fn a_network_learns_the_news_and_keeps_what_it_knew() {
        let (settings, lexicon) = (small(), Lexicon::default());
        let known: Vec<GoldDocument> = lessons().into_iter().cycle().take(30).collect();
        let (soft, names) = (SoftLabels::default(), Names::default());
        let given = Lessons { documents: &known, soft: &soft, names: &names, lexicon: &lexicon };
        let network = weights::write(&settings.shape, &train(given, &settings, |_, _, _| ()));
        let news = [document("the hall of Veria burned .", 3..4, EntityType::Gpe)];
        let corpora = Corpora { training: known.clone(), ..Corpora::default() };
        let refined = refine_and_store(&network, &news, &corpora, &lexicon, &settings, |_| ());
        let recall = |network: &[u8], documents: &[GoldDocument]| {
            let reader = Reader::new(weights::read(network).unwrap());
            let model = NameModel { lexicon: &lexicon, network: &reader };
            let documents = documents.to_vec();
            score(&model, &Sample { name: "", documents, classes: Classes::All }).all.recall()
        };
        let refined = refined.unwrap();
        assert!(recall(&network, &news) < 50.0);
        assert!(recall(&refined, &news) > 99.0);
        assert!(recall(&refined, &known) > 99.0);
    }
}
