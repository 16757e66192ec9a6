//! The page.

use yew::prelude::{Html, component, html};

#[component]
fn Page() -> Html {
    html! { <main><h1>{ "Gloss" }</h1></main> }
}

fn main() {
    yew::Renderer::<Page>::new().render();
}
