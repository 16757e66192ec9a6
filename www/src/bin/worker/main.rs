//! The engine in a thread of its own, and the ES module.
//!
//! - [`module`] is what everyone imports: `annotate(text, options)` returns plain objects.
//! - [`serve`] is the page's worker: it answers the messages of [`gloss_web::protocol`].

#![expect(unreachable_pub, reason = "wasm-bindgen exports public functions only")]

mod knowledge;
mod module;
mod serve;

fn main() {
    serve::report_panics();
}
