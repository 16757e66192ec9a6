//! The page in a real browser, against the names and promises of its contract.

mod failures;
mod graph;
mod hostile;
mod job;
mod kept;
mod keyboard;
mod layout;
mod origin;
mod pages;
mod parts;
mod published;
mod relations;
mod spoken;
mod start;
mod unnamed;

/// A short article of our own: people, places, an organisation, a date.
const ARTICLE: &str = "Minister visits Tehran\n\n\
    Pakistan's Foreign Minister Amina Rahmani visited Tehran on 12 March 2024. \
    She met Iran's President Kaveh Sohrabi. “We share a border,” Rahmani said.\n";
