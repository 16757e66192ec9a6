//! One block of the text with its highlights.

use std::{ops::Range, rc::Rc};

use gloss::document::{BlockKind, Named};
use yew::prelude::{AttrValue, Callback, Html, Properties, classes, component, html};

use crate::{
    layout::{Piece, Segment},
    look::type_words,
    state::Command,
    switches::Switch,
    view::View,
};

/// The id of the words that say what a highlight does.
pub(super) const OPENS_DETAILS: &str = "opens-details";

#[derive(Properties)]
pub(super) struct BlockProps {
    pub(super) text: Rc<str>,
    pub(super) piece: Rc<Piece>,
    /// What was found; `None` as long as the highlights are not to be drawn.
    pub(super) view: Option<Rc<View>>,
    pub(super) send: Callback<Command>,
}

impl PartialEq for BlockProps {
    /// By address where it can be: comparing the whole text for each of its blocks takes long.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.text, &other.text)
            && self.piece == other.piece
            && self.view == other.view
            && self.send == other.send
    }
}

/// Its text content is exactly the piece: all that is said beside comes from attributes.
#[component]
pub(super) fn Block(props: &BlockProps) -> Html {
    let piece = &props.piece;
    let words: Html = match &props.view {
        Some(view) => {
            piece.segments.iter().map(|segment| marked(&props.text, segment, view)).collect()
        }
        None => html! { { slice(&props.text, &piece.range) } },
    };
    let Some(kind) = piece.kind else { return html! { <span class="gap">{ words }</span> } };
    let body = match kind {
        BlockKind::Title => html! { <h1 dir="auto">{ words }</h1> },
        BlockKind::Heading => html! { <h2 dir="auto">{ words }</h2> },
        _ => html! { <p dir="auto">{ words }</p> },
    };
    // A very long block comes in parts; its button stands at the first.
    let is_first = piece.range.start == piece.block.start;
    html! {
        <div class={classes!("block", kind.name(), (!is_first).then_some("continued"))}>
            { body }
            // From the start: where it takes room, the highlights that come later move nothing.
            if is_first {
                <InOrOut {kind} range={piece.block.clone()} preview={preview(&props.text, &piece.block)}
                    send={props.send.clone()} />
            }
        </div>
    }
}

fn slice(text: &str, range: &Range<usize>) -> AttrValue {
    text.get(range.clone()).unwrap_or_default().to_owned().into()
}

/// The first words of a block, to name its button by.
fn preview(text: &str, range: &Range<usize>) -> AttrValue {
    let words = text.get(range.clone()).unwrap_or_default();
    let end = words.char_indices().nth(40).map_or(words.len(), |(at, _)| at);
    words[..end].to_owned().into()
}

fn marked(text: &str, segment: &Segment, view: &View) -> Html {
    let words = slice(text, &segment.range);
    let Some((&shown, outer)) = segment.mentions.split_first() else { return html! { { words } } };
    let mention = view.mention(shown);
    let first = view.mention_range(shown).start == segment.range.start;
    let entity_type = mention.entity_type;
    let tag = (first && view.is_introduction(shown)).then(|| type_words(entity_type).1);
    let others: Vec<&str> = outer.iter().map(|&outer| view.mention(outer).id.as_str()).collect();
    // A phrase without a name is too quiet to show that it lies around another.
    let is_nested = outer.iter().any(|&outer| view.switch_of(outer) != Switch::WithoutName);
    html! {
        <mark id={first.then(|| format!("mention-{}", mention.id))} tabindex={first.then_some("-1")}
            data-mention={mention.id.clone()} data-entity={mention.entity.clone()}
            data-type={entity_type.name()} data-kind={mention.kind.name()} data-tag={tag}
            data-switch={view.switch_of(shown).name()} data-nested={is_nested.then_some("")}
            data-first={first.then_some("")} data-within={(!others.is_empty()).then(|| others.join(" "))}
            role={first.then_some("button")} aria-label={first.then(|| view.mention_label(shown))}
            aria-describedby={first.then_some(OPENS_DETAILS)}>{ words }</mark>
    }
}

#[derive(PartialEq, Properties)]
struct InOrOutProps {
    kind: BlockKind,
    range: Range<usize>,
    preview: AttrValue,
    send: Callback<Command>,
}

/// Takes a block into the analysis or leaves it out. Its words come from the style sheet, so that
/// they are no part of the article.
#[component]
fn InOrOut(props: &InOrOutProps) -> Html {
    let furniture = props.kind == BlockKind::Furniture;
    let (class, verb, kind) = if furniture {
        ("take-in", "Include", BlockKind::Paragraph)
    } else {
        ("leave-out", "Leave out", BlockKind::Furniture)
    };
    let onclick = {
        let (send, range) = (props.send.clone(), props.range.clone());
        move |_| send.emit(Command::SetBlock(range.clone(), kind))
    };
    html! {
        <button type="button" {class} tabindex={(!furniture).then_some("-1")} title={verb}
            aria-label={format!("{verb}: {}", props.preview)} {onclick} />
    }
}
