//! The page's own program.

fn main() {
    yew::Renderer::<gloss_web::components::App>::new().render();
}
