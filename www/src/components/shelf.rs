//! The way back to articles that the browser keeps, below the empty text box.

use wasm_bindgen::JsValue;
use yew::prelude::{Callback, Html, UseStateHandle, html};

use crate::{
    shelf::{Kept, when_words},
    state::ArticleId,
};

/// How many are listed before the reader asks for more.
const SHORT: usize = 3;

/// The kept articles, the newest first: the last few, or all.
pub(super) fn shelf(
    kept: &[Kept],
    all: &UseStateHandle<bool>,
    on_reopen: &Callback<ArticleId>,
) -> Html {
    if kept.is_empty() {
        return Html::default();
    }
    let shown = if **all { kept.len() } else { SHORT };
    let now = local(js_sys::Date::now());
    let show_all = {
        let all = all.clone();
        move |_| all.set(true)
    };
    html! {
        <section class="shelf" aria-labelledby="shelf">
            <h2 id="shelf">{ "Kept in this browser" }</h2>
            <ul>{ for kept.iter().take(shown).map(|kept| item(kept, &now, on_reopen)) }</ul>
            if kept.len() > shown {
                <button type="button" class="link" onclick={show_all}>{ format!("Show all {}", kept.len()) }</button>
            }
        </section>
    }
}

fn item(Kept { article, title }: &Kept, now: &str, on_reopen: &Callback<ArticleId>) -> Html {
    let onclick = {
        let article = article.clone();
        on_reopen.reform(move |_| article.clone())
    };
    let when = title.kept_at.map(|time| when_words(&local(time as f64), now));
    html! {
        <li key={&**article}>
            <button type="button" class="link" {onclick}>{ format!("Reopen “{}”", title.words) }</button>
            if let Some(when) = when {
                <small>{ when }</small>
            }
        </li>
    }
}

/// A time by the reader's clock, to the minute: "2026-11-30T14:05".
fn local(milliseconds: f64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds));
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}
