//! Who wrote the article and where it stands, as its page says.

use std::rc::Rc;

use gloss::document::Origin;
use web_sys::Url;
use yew::prelude::{Html, Properties, component, html};

#[derive(PartialEq, Properties)]
pub(super) struct OriginLineProps {
    pub(super) origin: Rc<Origin>,
}

/// Stands above the text: the text's own element holds nothing but its characters.
#[component]
pub(super) fn OriginLine(props: &OriginLineProps) -> Html {
    let Origin { address, byline, .. } = &*props.origin;
    if address.is_none() && byline.is_none() {
        return Html::default();
    }
    html! {
        <p class="origin">
            if let Some(byline) = byline {
                <span title={byline.clone()}>{ "By " }<bdi>{ byline.clone() }</bdi></span>
            }
            if let Some(address) = address {
                { place(address) }
            }
        </p>
    }
}

/// An address: a link if it leads to the web. A saved file may say anything, so the host is read by
/// the browser; the site does not learn where the reader came from.
fn place(address: &str) -> Html {
    let is_web = |page: &Url| matches!(&*page.protocol(), "https:" | "http:");
    match Url::new(address).ok().filter(is_web) {
        Some(page) => html! {
            <a href={page.href()} title={page.href()} rel="noreferrer noopener external" target="_blank">
                { page.hostname() }<span class="visually-hidden">{ " (opens another site)" }</span>
            </a>
        },
        None => html! { <bdi>{ address.to_owned() }</bdi> },
    }
}
