//! The page's own program.

use wasm_bindgen::prelude::wasm_bindgen;

/// Shows Gloss in place of the document's body.
#[wasm_bindgen(js_name = openPage, skip_typescript)]
pub fn open_page() {
    yew::Renderer::<gloss_web::components::App>::new().render();
}
