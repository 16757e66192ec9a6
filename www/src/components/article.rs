//! The text with its highlights.

use std::{collections::BTreeSet, rc::Rc};

use gloo_timers::callback::Timeout;
use web_sys::{Element, FocusEvent, HtmlElement, KeyboardEvent, MouseEvent};
use yew::prelude::{
    Callback, Html, Properties, TargetCast, component, html, use_callback, use_effect_with,
    use_memo, use_mut_ref, use_node_ref, use_state_eq,
};

use super::{
    arcs::Arcs,
    block::{Block, OPENS_DETAILS},
    details::DETAILS,
    files::{focus_by_id, focus_first},
    header::{panel_id, tab_name},
};
use crate::{
    layout::Piece,
    relations::in_focus,
    selection::{
        Step, end_flash, find_mark, flash, focus_evidence, focus_mark, focus_quietly, light,
        mark_of, rove_to, rove_to_first, step,
    },
    state::{Command, Selected, Tab, Target, Work},
    switches::Switch,
    view::View,
};

/// How many segments are drawn in one go, so that a long article does not hold up the page.
const SEGMENTS_AT_A_TIME: usize = 200;

/// How many bytes of text, for one with few highlights.
const BYTES_AT_A_TIME: usize = 40_000;

/// How long a sentence stays lit that the reader was led to.
const FLASH_MILLISECONDS: u32 = 2600;

#[derive(PartialEq, Properties)]
pub(super) struct ArticleProps {
    pub(super) work: Work,
    pub(super) selected: Option<Selected>,
    pub(super) target: Option<Target>,
    /// Whether the relations in focus are drawn.
    pub(super) arcs: bool,
    pub(super) send: Callback<Command>,
}

#[component]
pub(super) fn Article(props: &ArticleProps) -> Html {
    let Work { text, hints, hidden, view, .. } = &props.work;
    let region = use_node_ref();
    let pieces = use_memo((text.clone(), hints.clone(), view.clone()), {
        let work = props.work.clone();
        move |_| work.pieces()
    });
    let Progress { blocks, highlights } =
        use_progress(text, &pieces, view.as_ref(), props.target.as_ref());
    let rest = pieces.get(blocks).map(|piece| text[piece.range.start..].to_owned());
    let chosen = chosen_ids(view.as_deref(), props.selected);
    {
        // What is selected is lit, also after blocks were drawn anew.
        let region = region.clone();
        use_effect_with((chosen.clone(), highlights), move |((mention, entity), _)| {
            if let Some(region) = region.cast::<Element>() {
                light(&region, mention.as_deref(), entity.as_deref());
                rove_to_first(&region);
            }
        });
    }
    {
        let (region, text, pieces) = (region.clone(), text.clone(), pieces.clone());
        let mention = chosen_mention_at(view.as_deref(), props);
        use_effect_with(props.target.clone(), move |target| {
            let timer = target.clone().map(|target| {
                // After the tab's panel is shown.
                Timeout::new(0, move || {
                    let Some(region) = region.cast::<Element>() else { return };
                    flash(&region, &text, &pieces, &target.range);
                    match mention.and_then(|id| find_mark(&region, &id)) {
                        Some(mark) => focus_mark(&region, &mark),
                        None => focus_evidence(&region, &text, &pieces, &target.range),
                    }
                    Timeout::new(FLASH_MILLISECONDS, end_flash).forget();
                })
            });
            move || drop(timer)
        });
    }
    {
        let region = region.clone();
        use_effect_with(text.clone(), move |_| {
            if let Some(region) = region.cast::<HtmlElement>() {
                focus_quietly(&region);
            }
            // A new text is read from its start, also on a phone where the box was further down.
            if let Some(window) = web_sys::window() {
                window.scroll_to_with_x_and_y(0.0, 0.0);
            }
        });
    }
    let choose =
        use_callback((view.clone(), props.send.clone()), |mark: HtmlElement, (view, send)| {
            let (Some(view), Some(id)) = (view, mark.get_attribute("data-mention")) else { return };
            let words = mark.text_content().unwrap_or_default();
            // While a long article is drawn anew, a highlight of the earlier result may have the id of another mention.
            let is_same = |shown: &usize| view.mention(*shown).text.contains(&words);
            if let Some(shown) = view.find_mention(&id).filter(is_same) {
                send.emit(Command::Select(Selected {
                    entity: view.entity_of(shown),
                    mention: Some(shown),
                }));
            }
        });
    let onclick = {
        let (region, choose) = (region.clone(), choose.clone());
        move |event: MouseEvent| {
            let Some(mark) = mark_of(event.target()) else { return };
            if has_selected_text() {
                return; // the reader was marking words to copy
            }
            if let (Some(region), Some(id)) =
                (region.cast::<Element>(), mark.get_attribute("data-mention"))
            {
                rove_to(&region, &find_mark(&region, &id).unwrap_or_else(|| mark.clone()));
                choose.emit(mark);
            }
        }
    };
    let onkeydown = {
        let (region, choose) = (region.clone(), choose.clone());
        move |event: KeyboardEvent| {
            if event.ctrl_key() || event.meta_key() || event.alt_key() {
                return;
            }
            let (Some(region), Some(focused)) =
                (region.cast::<Element>(), event.target_dyn_into::<Element>())
            else {
                return;
            };
            let key = event.key();
            let mark = mark_of(event.target());
            let to = if mark.is_some() { Step::of_key(&key) } else { Step::of_key_outside(&key) };
            if let Some(to) = to {
                event.prevent_default();
                step(&region, mark.as_deref().unwrap_or(&focused), to);
            } else if let ("Enter" | " ", Some(mark)) = (&*key, mark) {
                event.prevent_default();
                choose.emit(mark);
                focus_by_id(DETAILS);
            }
        }
    };
    let (mention, entity) = chosen;
    let light_up = move |target: Option<web_sys::EventTarget>, region: Option<Element>| {
        let Some(region) = region else { return };
        match mark_of(target) {
            Some(mark) => light(
                &region,
                mark.get_attribute("data-mention").as_deref(),
                mark.get_attribute("data-entity").as_deref(),
            ),
            None => light(&region, mention.as_deref(), entity.as_deref()),
        }
    };
    let onmouseover = {
        let (region, light_up) = (region.clone(), light_up.clone());
        move |event: MouseEvent| light_up(event.target(), region.cast())
    };
    let onmouseleave = {
        let (region, light_up) = (region.clone(), light_up.clone());
        move |_: MouseEvent| light_up(None, region.cast())
    };
    let onfocusin = {
        let region = region.clone();
        move |event: FocusEvent| light_up(event.target(), region.cast())
    };
    let now = view.clone().map(|view| Drawn { pieces: pieces.clone(), view, highlights });
    let earlier = use_earlier(text, now);
    // One list with a key on each: otherwise every portion would draw the ones before it anew.
    let children = pieces.iter().take(blocks).enumerate().map(|(index, piece)| {
        let earlier = || earlier.as_ref().and_then(|earlier| earlier.instead_of(piece));
        let key = piece.range.start;
        let (piece, view) = match view.clone().filter(|_| index < highlights) {
            Some(view) => (piece.clone(), Some(view)),
            None => earlier().unwrap_or_else(|| (piece.clone(), None)),
        };
        html! {
            <Block {key} text={text.clone()} {piece} {view} send={props.send.clone()} />
        }
    });
    let in_focus = match view {
        Some(view) if props.arcs => {
            let entity = props.selected.map(|selected| selected.entity);
            in_focus(view, entity, props.target.as_ref().map(|target| &target.range))
        }
        _ => Vec::new(),
    };
    let region_of_arcs = region.clone();
    let rest = rest.map(|rest| html! { <div key="rest" class="rest" dir="auto">{ rest }</div> });
    let children = children.chain(rest);
    html! {
        <>
            <Hints />
            <div class="article-frame">
            <article id="article" class={if is_long(&pieces) { "article long" } else { "article" }} role="region" aria-label="Annotated article"
                aria-describedby="article-keys" aria-busy={view.is_none().to_string()} tabindex="-1" ref={region}
                data-hide={hidden_names(hidden)} {onclick} {onkeydown} {onmouseover} {onmouseleave} {onfocusin}>
                { for children }
            </article>
            if let (Some(view), false) = (view, in_focus.is_empty()) {
                <Arcs view={view.clone()} relations={in_focus} place={props.target.as_ref().map(|target| target.range.clone())}
                    region={region_of_arcs} {highlights} />
            }
            </div>
            if let Some(target) = &props.target {
                { way_back(target, &props.send) }
            }
        </>
    }
}

/// Whether an article is long: the browser then skips what is not in view.
fn is_long(pieces: &[Rc<Piece>]) -> bool {
    const PIECES: usize = 400;
    const BYTES: usize = 200_000;
    pieces.len() > PIECES || pieces.last().is_some_and(|last| last.range.end > BYTES)
}

/// The id of the mention that is chosen, if it is what the reader was led to.
fn chosen_mention_at(view: Option<&View>, props: &ArticleProps) -> Option<String> {
    let (view, mention) = (view?, props.selected?.mention?);
    let is_target = props.target.as_ref()?.range == view.mention_range(mention);
    is_target.then(|| view.mention(mention).id.clone())
}

/// Leads back to what led to a place in the text.
fn way_back(Target { origin: (tab, id), .. }: &Target, send: &Callback<Command>) -> Html {
    let name = tab_name(*tab);
    let words = match tab {
        Tab::Article => "details",
        _ => name,
    };
    // If it is gone, where it was.
    let origin = [id.to_string(), panel_id(name)];
    let onclick = send.reform(move |_| {
        focus_first(&origin);
        Command::GoBack
    });
    html! { <button type="button" class="button back" {onclick}>{ "← Back to " }{ words }</button> }
}

/// How far the drawing is. What no block was drawn for yet is one plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Progress {
    /// How many pieces have an element of their own. They keep it when a new result comes.
    blocks: usize,
    /// How many pieces are drawn with their highlights.
    highlights: usize,
}

/// Draws a portion in each task, all in the end.
#[yew::hook]
fn use_progress(
    text: &Rc<str>,
    pieces: &Rc<Vec<Rc<Piece>>>,
    view: Option<&Rc<View>>,
    target: Option<&Target>,
) -> Progress {
    let of_text = Rc::as_ptr(text).addr();
    let of_view = view.map_or(0, |view| Rc::as_ptr(view).addr());
    let reached = use_state_eq(|| (0, 0, Progress { blocks: 0, highlights: 0 }));
    let (text_before, view_before, before) = *reached;
    let first = next_edge(pieces, 0);
    let highlights = match of_view {
        0 => 0,
        same if same == view_before => before.highlights.max(first),
        _ => first,
    };
    let known = if text_before == of_text { before.blocks } else { 0 };
    // Where the reader is led to must be there.
    let wanted = target.map_or(0, |target| {
        pieces.partition_point(|piece| piece.range.start <= target.range.start)
    });
    let blocks = known.max(first).max(highlights).max(wanted).min(pieces.len());
    let now = Progress { blocks, highlights: highlights.min(pieces.len()) };
    {
        let (reached, pieces) = (reached.clone(), pieces.clone());
        use_effect_with((of_text, of_view, now), move |&(of_text, of_view, now)| {
            let Progress { blocks, highlights } = now;
            let more = of_view != 0 && highlights < pieces.len();
            // Told even when there is no more to do: the next result must not take blocks away.
            let next = if more { next_edge(&pieces, highlights) } else { highlights };
            let next = Progress { blocks: blocks.max(next), highlights: next };
            let timer = Timeout::new(0, move || reached.set((of_text, of_view, next)));
            move || drop(timer)
        });
    }
    now
}

/// A result, and how many of its pieces are drawn with their highlights.
struct Drawn {
    pieces: Rc<Vec<Rc<Piece>>>,
    view: Rc<View>,
    highlights: usize,
}

impl Drawn {
    /// What a piece of a later result shows until its turn comes: the same words with the highlights that
    /// they have. To take them all away at once would hold up the page, and the text would flicker.
    fn instead_of(&self, piece: &Piece) -> Option<(Rc<Piece>, Option<Rc<View>>)> {
        let at = self.pieces.partition_point(|other| other.range.start < piece.range.start);
        let same = self.pieces.get(at).filter(|_| at < self.highlights)?;
        let fits =
            same.range == piece.range && same.block == piece.block && same.kind == piece.kind;
        fits.then(|| (same.clone(), Some(self.view.clone())))
    }
}

/// The result before this one, as long as this one is not drawn yet.
#[yew::hook]
fn use_earlier(text: &Rc<str>, now: Option<Drawn>) -> Option<Rc<Drawn>> {
    let results = use_mut_ref(|| (0, None::<Rc<Drawn>>, None::<Rc<Drawn>>));
    let (of_text, before, latest) = &mut *results.borrow_mut();
    let address = Rc::as_ptr(text).addr();
    if *of_text != address {
        (*of_text, *before, *latest) = (address, None, None);
    }
    let now = now.map(Rc::new);
    let view = |drawn: &Option<Rc<Drawn>>| drawn.as_ref().map(|drawn| Rc::as_ptr(&drawn.view));
    if view(latest) != view(&now) {
        *before = latest.take();
    }
    if now.as_ref().is_some_and(|now| now.highlights == now.pieces.len()) {
        *before = None;
    }
    latest.clone_from(&now);
    before.clone()
}

/// The piece after the next portion.
fn next_edge(pieces: &[Rc<Piece>], from: usize) -> usize {
    let (mut segments, mut bytes) = (0, 0);
    for (index, piece) in pieces.iter().enumerate().skip(from) {
        segments += piece.segments.len();
        bytes += piece.range.len();
        if segments >= SEGMENTS_AT_A_TIME || bytes >= BYTES_AT_A_TIME {
            return index + 1;
        }
    }
    pieces.len()
}

/// The ids of what is selected: mention, entity.
fn chosen_ids(view: Option<&View>, selected: Option<Selected>) -> (Option<String>, Option<String>) {
    let (Some(view), Some(selected)) = (view, selected) else { return (None, None) };
    let mention = selected.mention.map(|mention| view.mention(mention).id.clone());
    (mention, Some(view.entity(selected.entity).id.clone()))
}

fn hidden_names(hidden: &BTreeSet<Switch>) -> String {
    hidden.iter().map(|switch| switch.name()).collect::<Vec<_>>().join(" ")
}

fn has_selected_text() -> bool {
    let selection = web_sys::window().and_then(|window| window.get_selection().ok().flatten());
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// What a screen reader says of a highlight and of the region's keys.
#[component]
fn Hints() -> Html {
    html! {
        <div hidden=true>
            <span id="article-keys">{ "Arrow keys lead from highlight to highlight, Enter opens the details, the question mark shows all keys." }</span>
            <span id={OPENS_DETAILS}>{ "opens details" }</span>
        </div>
    }
}
