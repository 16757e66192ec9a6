//! The page's worker: takes a message, answers it, takes the next.

use std::{
    cell::{Cell, RefCell},
    panic,
};

use gloss::{
    Options, Published,
    document::Origin,
    entities, export,
    export::json::{self, Article, WriteOptions, day_from_name},
    pipeline::{BlockHint, annotate_with_progress},
    text::ByteSpan,
};
use gloss_web::{
    look::{evidence_words, refusal_words},
    protocol::{Format, GLOSS_JSON, Hint, Request, RequestId, Response, annotated_message},
    queue::{Next, Queue},
    readings::{self, ReadingId},
};
use wasm_bindgen::{JsCast, JsValue, prelude::*};
use web_sys::DedicatedWorkerGlobalScope;

use crate::knowledge;

thread_local! {
    static QUEUE: RefCell<Queue> = RefCell::default();
    /// Whether it is being looked up what is kept of a text: the next request waits for that.
    static LOOKS_UP: Cell<bool> = const { Cell::new(false) };
}

/// Takes a message of the page. It is answered after all messages that wait already were taken too,
/// so that a newer text overtakes an older one.
#[wasm_bindgen(skip_typescript)]
pub fn receive(message: &str) {
    let Ok(request) = serde_json::from_str(message) else {
        post(&Response::Failed { message: "the worker does not understand the page".to_owned() });
        return;
    };
    QUEUE.with_borrow_mut(|queue| queue.push(request)).into_iter().for_each(overtaken);
    answer_later();
}

/// Says that a newer text came.
fn overtaken(id: RequestId) {
    post(&Response::Refused { id, message: "a newer text came".to_owned() });
}

/// Says a panic to the page, which starts a new worker: after it this one is good for nothing.
pub(crate) fn report_panics() {
    panic::set_hook(Box::new(|panic| post(&Response::Failed { message: panic.to_string() })));
}

fn scope() -> Option<DedicatedWorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}

/// Sends to the page; to the console where there is no page, as in Node.
fn post(response: &Response) {
    if let Ok(message) = serde_json::to_string(response) {
        post_text(&message); // always: its keys are strings
    }
}

fn post_text(message: &str) {
    let message = JsValue::from_str(message);
    match scope() {
        // What cannot be sent cannot be said either: the page notices the silence.
        Some(scope) => drop(scope.post_message(&message)),
        None => web_sys::console::error_1(&message),
    }
}

/// Has the next request answered when the messages that wait were taken.
fn answer_later() {
    let Some(scope) = scope() else { return };
    let task = Closure::once_into_js(answer_next);
    let _ = scope.set_timeout_with_callback_and_timeout_and_arguments_0(task.unchecked_ref(), 0);
}

fn answer_next() {
    if LOOKS_UP.get() {
        return; // it goes on by itself
    }
    let has_knowledge = knowledge::is_loaded();
    match QUEUE.with_borrow_mut(|queue| queue.next(has_knowledge)) {
        None => return,
        Some(Next::Answer(request)) => answer(request),
        Some(Next::LookUp(request)) => {
            LOOKS_UP.set(true);
            wasm_bindgen_futures::spawn_local(async move {
                look_up(request).await;
                LOOKS_UP.set(false);
                answer_later();
            });
        }
    }
    answer_later();
}

/// Answers with what is kept of a text; one of which nothing is kept waits for its turn again.
async fn look_up(request: Request) {
    let Request::Annotate { id, text, published, hints, origin } = &request else { return };
    let start = now();
    let reading = ReadingId::new(text, published.as_deref(), hints, origin);
    match readings::find(&reading).await {
        Some(article) => post_text(&annotated_message(*id, &article, now() - start)),
        None => {
            QUEUE.with_borrow_mut(|queue| queue.put_back(request)).into_iter().for_each(overtaken);
        }
    }
}

fn answer(request: Request) {
    match request {
        Request::Load { address } => wasm_bindgen_futures::spawn_local(load(address)),
        Request::Annotate { id, text, published, hints, origin } => {
            annotate(id, &text, published.as_deref(), &hints, origin);
        }
        Request::Explain { id, text, hints, start, end } => {
            post(&explain(id, &text, &hints, start, end));
        }
        Request::Read { id, file } => post(&read(id, &file)),
        Request::Export { id, format, article } => post(&export(id, &format, &article)),
    }
}

async fn load(address: String) {
    let Some(scope) = scope() else { return };
    let loaded = knowledge::fetch(&scope, &address, post).await;
    let loaded = loaded.and_then(|bytes| knowledge::load(&bytes));
    warm_up();
    post(&match loaded {
        Ok(model) => Response::Ready { model, formats: formats() },
        Err(message) => Response::KnowledgeFailed { message },
    });
    answer_later();
}

/// On the first article the engine's lexicons are built and the browser compiles what it uses
/// much: better on one of ours, before the reader's comes.
fn warm_up() {
    let article = include_str!("../../../../tests/articles/example.txt");
    knowledge::with(|knowledge| gloss::annotate(article, knowledge, &Options::default()));
}

/// What documents can be written in, in the order of the menu.
fn formats() -> Vec<Format> {
    vec![Format {
        id: GLOSS_JSON.to_owned(),
        label: "Gloss JSON".to_owned(),
        suffix: ".gloss.json".to_owned(),
        media_type: "application/json".to_owned(),
    }]
}

fn annotate(id: RequestId, text: &str, published: Option<&str>, hints: &[Hint], origin: Origin) {
    let start = now();
    let reading = ReadingId::new(text, published, hints, &origin);
    let published = match published {
        Some("") => Published::Unknown,
        day => day.and_then(day_from_name).into(),
    };
    let block_hints = hints.iter().filter_map(block_hint).collect();
    let options = Options { published, block_hints, origin };
    let article = knowledge::with(|knowledge| {
        let document = annotate_with_progress(text, knowledge, &options, |step| {
            post(&Response::Annotating { id, step: step as u32 });
        });
        let model = &knowledge.name;
        json::write(&document, &WriteOptions { model, ..WriteOptions::default() })
    });
    let Some(article) = article.and_then(|article| serde_json::to_string(&article).ok()) else {
        let message = "the knowledge is not loaded".to_owned();
        return post(&Response::Refused { id, message });
    };
    post_text(&annotated_message(id, &article, now() - start));
    wasm_bindgen_futures::spawn_local(async move {
        readings::keep(&reading, &article, js_sys::Date::now()).await;
    });
}

/// Reads the article again, which takes as long as annotating it: nothing is kept between requests.
fn explain(id: RequestId, text: &str, hints: &[Hint], start: usize, end: usize) -> Response {
    let options = Options {
        block_hints: hints.iter().filter_map(block_hint).collect(),
        ..Options::default()
    };
    let explanation = (start < end)
        .then(|| {
            knowledge::with(|knowledge| {
                let document = gloss::annotate(text, knowledge, &options);
                entities::explain(&document, knowledge, ByteSpan::new(start, end))
            })
        })
        .flatten()
        .flatten();
    match explanation {
        Some(explanation) => Response::Explained { id, evidence: evidence_words(&explanation) },
        None => Response::Refused { id, message: "these are no words of the article".to_owned() },
    }
}

fn block_hint(hint: &Hint) -> Option<BlockHint> {
    let Hint { start, end, kind } = *hint;
    (start <= end).then(|| BlockHint { span: ByteSpan::new(start, end), kind })
}

/// Milliseconds since the worker's start.
fn now() -> f64 {
    scope().and_then(|scope| scope.performance()).map_or(0.0, |performance| performance.now())
}

fn read(id: RequestId, file: &str) -> Response {
    match json::read(file) {
        Ok(article) => Response::Article { id, article: Box::new(article) },
        Err(error) => Response::Refused { id, message: refusal_words(&error) },
    }
}

fn export(id: RequestId, format: &str, article: &Article) -> Response {
    if format == GLOSS_JSON {
        return Response::Exported { id, contents: export::json::to_text(article) };
    }
    Response::Refused { id, message: format!("there is no format {format:?}") }
}
