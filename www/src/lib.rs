//! The page of Gloss: a text goes in, the worker annotates it, the components show it.
//!
//! [`state`] holds what the page knows and the one function that changes it; [`components`] show it
//! and send commands; [`client`] talks to the worker in the messages of [`protocol`].

#![deny(clippy::unwrap_used)]

pub mod protocol;

pub mod queue;

pub mod state;

pub mod view;

pub mod verbs;

pub mod layout;

pub mod look;

pub mod graph;

pub mod html;

pub mod decisions;

pub mod decode;

pub mod order;

pub mod relations;

pub mod arcs;

pub mod saved;

pub mod shelf;

pub mod switches;

pub mod storage;

pub mod keeper;

pub mod readings;

pub mod watch;

pub mod client;

pub mod selection;

pub mod components;
