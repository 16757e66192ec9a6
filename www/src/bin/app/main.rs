//! One Wasm module for all: the page, the engine in its worker, and the ES module. What they share,
//! from the allocator to the saved document, is downloaded and compiled once.
//!
//! - [`page`] is the interface.
//! - [`serve`] is the page's worker: it answers the messages of [`gloss_web::protocol`].
//! - [`module`] is what everyone imports: `annotate(text, options)` returns plain objects.

#![expect(unreachable_pub, reason = "wasm-bindgen exports public functions only")]

mod knowledge;
mod module;
mod page;
mod serve;

/// Runs whoever loads the module, so it shows nothing: a script of an own page may have loaded it.
fn main() {
    serve::report_panics();
}
