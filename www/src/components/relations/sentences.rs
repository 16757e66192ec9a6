//! The evidence: sentences with relations, the text between folded away.

use std::{ops::Range, rc::Rc};

use yew::prelude::UseStateHandle;

use super::{Callback, Command, Html, View, count_words, html, statement};
use crate::relations::{Strip, cut_at, strips};

/// Sentences and folds. `open` holds where the stretches begin that the reader unfolded.
pub(super) fn sentences(
    view: &View,
    relations: &[usize],
    open: &UseStateHandle<Vec<usize>>,
    send: &Callback<Command>,
) -> Html {
    let strip = |strip: Strip| match strip {
        Strip::Between { range, words } => fold(view, &range, words, open),
        Strip::Sentence { range, relations } => html! {
            <div class="sentence" key={range.start}>
                { sentence(view, &range, &relations, send) }
                <ul>{ for relations.iter().map(|&index| html! {
                    <li key={index}>{ statement(view, index, None, send) }</li>
                }) }</ul>
            </div>
        },
    };
    html! { <div class="sentences">{ for strips(view, relations).into_iter().map(strip) }</div> }
}

fn fold(
    view: &View,
    range: &Range<usize>,
    words: usize,
    open: &UseStateHandle<Vec<usize>>,
) -> Html {
    let start = range.start;
    let is_open = open.contains(&start);
    let toggle = {
        let open = open.clone();
        move |_| {
            let mut next = (*open).clone();
            match next.iter().position(|other| *other == start) {
                Some(at) => drop(next.swap_remove(at)),
                None => next.push(start),
            }
            open.set(next);
        }
    };
    let words = count_words(words, "word", "words");
    html! {
        <div class="fold" key={start}>
            <button type="button" class="link" aria-expanded={is_open.to_string()} onclick={toggle}>
                { format!("… {words} …") }
            </button>
            if is_open {
                <p>{ view.text().get(range.clone()).unwrap_or_default() }</p>
            }
        </div>
    }
}

/// The sentence with the words in bold that make its relations; a click leads to it.
fn sentence(
    view: &View,
    range: &Range<usize>,
    relations: &[usize],
    send: &Callback<Command>,
) -> Html {
    let mut matter: Vec<Range<usize>> = Vec::new();
    for &index in relations {
        let relation = &view.article.relations[index];
        matter.extend(view.bytes_of(&relation.trigger));
        for id in [&relation.subject_mention, &relation.object_mention] {
            matter.extend(view.find_mention(id).map(|mention| view.mention_range(mention)));
        }
    }
    let words = cut_at(range, &matter).into_iter().map(|(piece, matters)| {
        let words = view.text().get(piece).unwrap_or_default();
        if matters {
            html! { <b>{ words }</b> }
        } else {
            html! { { words } }
        }
    });
    let words: Html = words.collect();
    let (range, id) = (range.clone(), Rc::<str>::from(format!("passage-{}", range.start)));
    let onclick = {
        let id = id.clone();
        send.reform(move |_| Command::ShowRange(range.clone(), id.clone()))
    };
    html! {
        <button type="button" {id} class="passage" title="Show it in the article" {onclick}>{ words }</button>
    }
}
