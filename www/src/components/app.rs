//! The whole page: joins the state to the worker, to the browser's memory and to the keyboard.

use gloss::text::Lower;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, DragEvent, Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent,
    MouseEvent,
};
use yew::prelude::{
    Callback, Html, Reducible, TargetCast, component, html, use_callback, use_effect_with,
    use_memo, use_reducer, use_state_eq,
};

use super::{
    alert::{AlertBox, Notices},
    article::Article,
    details::{DETAILS, Details},
    downloads::{download, download_json},
    entities::Entities,
    files::{belongs_to_field, focus_first, is_typed_into, read_paste, take, with_passage},
    graph::{Graph, line_id},
    header::{Header, panel_id, tab_id, tab_name},
    keyboard::{keyboard, keyboard_is_shown, show_keyboard},
    legend::Legend,
    memory::use_memory,
    origin::OriginLine,
    relations::Relations,
    start::{Start, TEXT_BOX},
};
use crate::{
    client::Client,
    look::{millions, warning_words},
    protocol::{Format, GLOSS_JSON, Request},
    selection::find_mark,
    state::{Command, Engine, Remedy, SavedFile, Screen, Selected, State, Tab},
};

impl Reducible for State {
    type Action = Command;

    fn reduce(self: Rc<Self>, command: Command) -> Rc<Self> {
        Rc::new(self.after(command))
    }
}

/// The page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(|| State::new(&new_session()));
    let send = {
        let dispatcher = state.dispatcher();
        use_callback((), move |command, ()| dispatcher.dispatch(command))
    };
    let client = use_memo((), |()| Client::start(send.clone()));
    use_requests(&state, &client);
    let on_reopen = use_memory(&state, &send);
    let dragging = use_page_events(&state, &send);
    let on_remedy = {
        let (client, send) = (client.clone(), send.clone());
        use_callback((), move |remedy, ()| {
            let command =
                if remedy == Remedy::Restart { Command::Restarted } else { Command::Retried };
            // The state first: what the worker says of it comes after.
            send.emit(command);
            if remedy == Remedy::Restart { client.restart() } else { client.load_knowledge() }
        })
    };
    let on_export = export_callback(&state, &client, &send);
    let work = state.work();
    let explain = {
        let client = client.clone();
        use_callback(
            (work.text.clone(), work.hints.clone()),
            move |(range, done), (text, hints)| {
                client.explain(text, hints, range, done);
            },
        )
    };
    let has_article = work.screen == Screen::Article;
    let view = work.view.clone().filter(|_| has_article);
    html! {
        <>
            if has_article {
                { skip_link(state.tab) }
            }
            <Header tab={state.tab} {has_article} view={view.clone()} can_undo={state.can_undo()}
                can_redo={state.can_redo()} formats={state.formats.clone()} send={send.clone()} {on_export} />
            <div class={if has_article { "layout" } else { "layout single" }}>
                <main>
                    <Notices notices={state.notices.clone()} send={send.clone()} />
                    <AlertBox alert={state.alert.clone()} send={send.clone()} {on_remedy} />
                    <Progress engine={state.engine.clone()} step={state.annotating.map(|_| state.step)} />
                    if has_article {
                        { article_screen(&state, &send) }
                    } else {
                        <Start draft={work.draft.clone()} can_cancel={work.can_cancel()} {dragging} shelf={state.shelf.clone()}
                            send={send.clone()} {on_reopen} />
                    }
                </main>
                if has_article {
                    <Details {view} selected={state.selected} opened={state.opened.clone()} send={send.clone()} on_close={close_callback(&state, &send)} {explain} />
                }
            </div>
            { keyboard() }
            // A new element for each: what is said twice is read out twice.
            <div class="visually-hidden" aria-live="polite">
                <span key={Rc::as_ptr(&state.announcement).addr()}>{ state.announcement.to_string() }</span>
            </div>
        </>
    }
}

/// What no other visit has: it is in the ids of the articles that come in.
fn new_session() -> String {
    let chance = (js_sys::Math::random() * 1e9).floor();
    format!("{}-{chance}", js_sys::Date::now())
}

/// Past the bar, to what is on top.
fn skip_link(tab: Tab) -> Html {
    let name = tab_name(tab);
    let id = if tab == Tab::Article { "article".to_owned() } else { panel_id(name) };
    let words = format!("Skip to the {}", name.lower());
    let onclick = {
        let id = id.clone();
        move |event: MouseEvent| {
            event.prevent_default(); // the address stays as it is
            focus_first(std::slice::from_ref(&id));
        }
    };
    html! { <a class="skip" href={format!("#{id}")} {onclick}>{ words }</a> }
}

fn heading(tab: Tab, title: &str) -> String {
    match tab {
        Tab::Article => "Article".to_owned(),
        Tab::Entities => format!("Entities of {title}"),
        Tab::Relations => format!("Relations in {title}"),
        Tab::Graph => format!("Graph of {title}"),
    }
}

fn article_screen(state: &State, send: &Callback<Command>) -> Html {
    let work = state.work();
    let status = match &work.view {
        Some(view) => view.result_line(),
        None => "Reading the text …".to_owned(),
    };
    let panel = |tab: Tab, name: &'static str, content: Html| {
        html! {
            <div key={name} role="tabpanel" id={panel_id(name)} aria-labelledby={tab_id(name)}
                tabindex="-1" hidden={state.tab != tab}>{ content }</div>
        }
    };
    // Every view has a heading of the first level; the article's own title is one.
    let title = work.view.as_ref().and_then(|view| view.article.document.title.clone());
    let heading = match (state.tab, title) {
        (Tab::Article, Some(_)) => Html::default(),
        (tab, title) => html! {
            <h1 class="visually-hidden">{ heading(tab, title.as_deref().unwrap_or("the article")) }</h1>
        },
    };
    let shown = |tab: Tab| work.view.clone().filter(|_| state.tab == tab);
    html! {
        <>
            { heading }
            <div class="above">
                if let (Some(view), Tab::Article) = (&work.view, state.tab) {
                    <Legend view={view.clone()} hidden={work.hidden.clone()} send={send.clone()} />
                }
                <div class="result">
                    <p class="status" role="status">{ status }</p>
                    if state.tab == Tab::Article {
                        { published_field(work.day(), send) }
                    }
                    if state.tab == Tab::Article && work.view.as_ref().is_some_and(|view| view.relations().next().is_some()) {
                        <button type="button" class="chip" aria-pressed={state.arcs.to_string()}
                            title="When an entity is chosen, draw lines in the text to all that it is related to"
                            onclick={send.reform(|_| Command::ToggleArcs)}>{ "Relation arcs" }</button>
                    }
                    if state.tab == Tab::Article {
                        <OriginLine origin={work.origin.clone()} />
                    }
                </div>
                if let Some(view) = &work.view {
                    { for view.article.warnings.iter().map(|&warning| html! {
                        <p class="warning">{ warning_words(warning) }</p>
                    }) }
                }
            </div>
            { panel(Tab::Article, "Article", html! {
                <Article work={work.clone()} selected={state.selected} target={state.target.clone()} arcs={state.arcs} send={send.clone()} />
            }) }
            { panel(Tab::Entities, "Entities", shown(Tab::Entities).map_or_else(Html::default, |view| html! {
                <Entities {view} send={send.clone()} />
            })) }
            { panel(Tab::Relations, "Relations", shown(Tab::Relations).map_or_else(Html::default, |view| html! {
                <Relations {view} presentation={state.presentation.clone()} send={send.clone()} />
            })) }
            { panel(Tab::Graph, "Graph", shown(Tab::Graph).map_or_else(Html::default, |view| html! {
                <Graph {view} presentation={state.presentation.clone()} selected={state.selected} opened={state.opened.clone()} send={send.clone()} />
            })) }
        </>
    }
}

/// The day of publication: what "on Tuesday" counts from.
fn published_field(day: &str, send: &Callback<Command>) -> Html {
    /// Before it, only a year that is half typed.
    const FIRST_DAY: &str = "1800-01-01";
    let onchange = {
        let send = send.clone();
        move |event: Event| {
            let day = event.target_unchecked_into::<HtmlInputElement>().value();
            if day.is_empty() || *day >= *FIRST_DAY {
                send.emit(Command::SetPublished(day));
            }
        }
    };
    html! {
        <label class="published" title="What “on Tuesday” and “last week” count from">
            { "Published" }
            <input type="date" min={FIRST_DAY} max="9999-12-31" value={day.to_owned()} {onchange} />
        </label>
    }
}

/// How many steps the worker reports.
const STEPS: usize = gloss::pipeline::Step::ALL.len();

#[derive(PartialEq, yew::Properties)]
struct ProgressProps {
    engine: Engine,
    /// The step of the pipeline that runs, while one does.
    step: Option<u32>,
}

/// How much of the knowledge file has come; then, for a text that takes a while, how far the
/// worker is.
#[component]
fn Progress(props: &ProgressProps) -> Html {
    if let (Engine::Ready, Some(step @ 1..)) = (&props.engine, props.step) {
        return html! {
            <div class="progress late">
                <label for="progress">{ "Reading the article" }</label>
                <progress id="progress" value={(step - 1).to_string()} max={STEPS.to_string()} />
            </div>
        };
    }
    let Engine::Loading(received, total) = props.engine else { return Html::default() };
    html! {
        <div class="progress">
            <label for="progress">{ "Loading what Gloss knows of names and places" }</label>
            <progress id="progress" value={received.to_string()} max={total.to_string()} />
            <span>{ amount_loaded(received, total) }</span>
        </div>
    }
}

/// How much of a file has come, in words: "1.9 of 4.8 MB, 40%".
fn amount_loaded(received: u64, total: u64) -> String {
    let received = received.min(total);
    let percent = received * 100 / total.max(1);
    format!("{} of {} MB, {percent}%", millions(received), millions(total))
}

/// Gives the worker what is to be done.
#[yew::hook]
fn use_requests(state: &yew::UseReducerHandle<State>, client: &Rc<Client>) {
    {
        let (state, client) = (state.clone(), client.clone());
        use_effect_with(state.annotating, move |annotating| {
            let (Some(id), work) = (*annotating, state.work()) else { return };
            client.post(&Request::Annotate {
                id,
                text: work.text.as_ref().to_owned(),
                published: work.published.as_deref().map(ToOwned::to_owned),
                hints: work.hints.to_vec(),
                origin: (*work.origin).clone(),
            });
        });
    }
    let client = client.clone();
    use_effect_with(state.opening.clone(), move |opening| {
        let Some(SavedFile { id, contents }) = opening.clone() else { return };
        client.post(&Request::Read { id, file: contents.as_ref().to_owned() });
    });
}

/// Keys, pastes and dropped files that belong to the whole page. Says whether a file is held over it.
#[yew::hook]
fn use_page_events(state: &yew::UseReducerHandle<State>, send: &Callback<Command>) -> bool {
    let dragging = use_state_eq(|| false);
    {
        let (state, send) = (state.clone(), send.clone());
        let work = state.work();
        let current = (
            details_are_open(&state),
            work.screen,
            work.view.clone(),
            work.can_cancel(),
            state.typed,
        );
        use_effect_with(current, move |_| {
            let listener = on_document("keydown", move |event| {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                    on_key(event, &state, &send);
                }
            });
            move || drop(listener)
        });
    }
    {
        let (send, set_dragging) = (send.clone(), dragging.clone());
        use_effect_with((), move |()| {
            let listeners = input_listeners(&send, &Callback::from(move |on| set_dragging.set(on)));
            move || drop(listeners)
        });
    }
    *dragging
}

fn input_listeners(
    send: &Callback<Command>,
    set_dragging: &Callback<bool>,
) -> Vec<Option<EventListener>> {
    let paste = {
        let send = send.clone();
        on_document("paste", move |event| {
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            let Some(data) = data else { return };
            if !belongs_to_field(event) {
                event.prevent_default();
                take(&data, &send);
            } else if let Some(whole) = with_passage(event, &data) {
                event.prevent_default();
                send.emit(Command::AddPassage(whole, read_paste(&data)));
            }
        })
    };
    let over = {
        let set_dragging = set_dragging.clone();
        on_document("dragover", move |event| {
            event.prevent_default();
            set_dragging.emit(true);
        })
    };
    let leave = {
        let set_dragging = set_dragging.clone();
        on_document("dragleave", move |event| {
            // Leaving the window, not one element for another.
            if event.dyn_ref::<DragEvent>().is_some_and(|event| event.related_target().is_none()) {
                set_dragging.emit(false);
            }
        })
    };
    let drop = {
        let (send, set_dragging) = (send.clone(), set_dragging.clone());
        on_document("drop", move |event| {
            event.prevent_default();
            set_dragging.emit(false);
            if let Some(data) = event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer) {
                take(&data, &send);
            }
        })
    };
    vec![paste, over, leave, drop]
}

fn on_document(
    name: &'static str,
    callback: impl FnMut(&Event) + 'static,
) -> Option<EventListener> {
    let document = web_sys::window()?.document()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&document, name, options, callback))
}

fn on_key(event: &KeyboardEvent, state: &State, send: &Callback<Command>) {
    let key = event.key();
    if keyboard_is_shown() {
        return; // the key is its own
    }
    let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    if key == "?" && is_plain && !is_typed_into(event) {
        event.prevent_default();
        return show_keyboard();
    }
    if key == "Escape" && details_are_open(state).is_some() {
        close_callback(state, send).emit(());
    } else if key == "Escape" && state.work().can_cancel() && !event.is_composing() {
        send.emit(Command::CancelEdit);
    }
    let undo = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    let command = match key.lower().as_str() {
        "z" if undo && event.shift_key() => Command::Redo,
        "y" if undo => Command::Redo,
        "z" if undo => Command::Undo,
        _ => return,
    };
    // Inside a field that was typed in, the browser's own undo and redo are meant.
    let of_field = |name: &str| {
        let value = js_sys::Reflect::get(&event.target()?.into(), &name.into()).ok()?;
        value.as_string()
    };
    let is_own = match of_field("value") {
        Some(words) if of_field("id").as_deref() == Some(TEXT_BOX) => {
            state.typed && (!words.is_empty() || matches!(command, Command::Redo))
        }
        words => words.is_some_and(|words| !words.is_empty()),
    };
    if is_own {
        return;
    }
    event.prevent_default();
    send.emit(command);
}

/// What the details are about, when they are about something.
fn details_are_open(state: &State) -> Option<(Option<Selected>, Rc<[usize]>)> {
    let (selected, opened) = (state.selected, state.opened.clone());
    (selected.is_some() || !opened.is_empty()).then_some((selected, opened))
}

/// Closes the details and gives the focus back to the highlight, or to the line of the graph.
fn close_callback(state: &State, send: &Callback<Command>) -> Callback<()> {
    let mention = state.view().zip(state.selected).and_then(|(view, selected)| {
        let shown = selected.mention.or(view.mentions_of(selected.entity).first().copied())?;
        Some(view.mention(shown).id.clone())
    });
    // Where the highlight is not shown, the button that is about to go must not take the focus along.
    let line = state.opened.first().map(|relation| line_id(*relation));
    let others: Vec<String> = line.into_iter().chain([panel_id(tab_name(state.tab))]).collect();
    let send = send.clone();
    Callback::from(move |()| {
        send.emit(Command::Deselect);
        let document = web_sys::window().and_then(|window| window.document());
        let region: Option<Element> =
            document.and_then(|document| document.get_element_by_id("article"));
        let mark = region.zip(mention.as_deref()).and_then(|(region, id)| find_mark(&region, id));
        match mark.filter(|mark: &HtmlElement| mark.offset_parent().is_some()) {
            Some(mark) => drop(mark.focus()),
            None if focus_is_in(DETAILS) => focus_first(&others),
            None => {}
        }
    })
}

fn focus_is_in(id: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| {
        let around = document.get_element_by_id(id);
        around.is_some_and(|it| it.contains(document.active_element().as_deref()))
    })
}

/// Writes the article in a format and saves it.
fn export_callback(
    state: &State,
    client: &Rc<Client>,
    send: &Callback<Command>,
) -> Callback<Format> {
    let (view, client, send) = (state.view().cloned(), client.clone(), send.clone());
    Callback::from(move |format: Format| {
        let Some(view) = view.clone() else { return };
        if format.id == GLOSS_JSON {
            return send.emit(download_json(&view));
        }
        let send = send.clone();
        let (article, id) = (view.clone(), format.id.clone());
        let done = Callback::from(move |outcome: Result<String, String>| match outcome {
            Ok(contents) => send.emit(download(&view, &format, &contents)),
            Err(message) => {
                send.emit(Command::Refuse(format!("This format cannot be written: {message}.")));
            }
        });
        client.export(&article.article, &id, done);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_much_has_come_is_said_in_megabytes_and_percent() {
        for (received, total, words) in [
            (0, 4_812_345, "0.0 of 4.8 MB, 0%"),
            (1_949_999, 4_812_345, "1.9 of 4.8 MB, 40%"),
            (5_000_000, 4_812_345, "4.8 of 4.8 MB, 100%"),
            (0, 0, "0.0 of 0.0 MB, 0%"),
        ] {
            assert_eq!(amount_loaded(received, total), words);
        }
    }
}
