//! What the page shows. Components get what they show and send [`Command`](crate::state::Command)s.

mod alert;
mod app;
mod arcs;
mod article;
mod block;
mod details;
mod downloads;
mod entities;
mod export_menu;
mod files;
mod graph;
mod header;
mod keyboard;
mod legend;
mod memory;
mod origin;
mod relation;
mod relation_card;
mod relations;
mod shelf;
mod start;

pub use app::App;
