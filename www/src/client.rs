//! The page's end of the worker: starts it, speaks the [`protocol`](crate::protocol), notices when
//! it is gone.

use std::{
    cell::{Cell, RefCell},
    ops::Range,
    rc::Rc,
};

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use gloss::export::json::Article;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};
use yew::Callback;

use crate::{
    protocol::{Hint, Request, RequestId, Response},
    state::Command,
    watch::Watch,
};

/// The worker's script, beside the page.
const SCRIPT: &str = "engine.js";

/// The knowledge file, beside the page.
const KNOWLEDGE: &str = "knowledge.gloss";

/// A worker that can be started again. Everything that it says becomes a [`Command`].
pub struct Client {
    send: Callback<Command>,
    waiting: Waiting,
    /// Counts down from the highest id, away from the ids of the state's jobs.
    next_id: Cell<RequestId>,
    running: RefCell<Option<Running>>,
    silence: Silence,
}

/// Who waits for an answer of their own.
type Waiting = Rc<RefCell<Vec<(RequestId, Callback<Result<Response, String>>)>>>;

/// A worker and what is attached to it.
struct Running {
    worker: Worker,
    _listeners: Vec<EventListener>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl Client {
    /// Starts a worker; what it says goes to `send`.
    pub fn start(send: Callback<Command>) -> Self {
        let client = Self {
            send,
            waiting: Waiting::default(),
            next_id: Cell::new(RequestId::MAX),
            running: RefCell::new(None),
            silence: Silence::default(),
        };
        client.restart();
        client
    }

    /// Ends the worker and starts a new one.
    pub fn restart(&self) {
        self.running.take();
        self.silence.end();
        for (_, done) in self.waiting.take() {
            done.emit(Err("the worker was started again".to_owned()));
        }
        match self.spawn() {
            Ok(running) => {
                self.running.replace(Some(running));
                self.load_knowledge();
            }
            Err(error) => self.send.emit(Command::Crashed(words_of(&error))),
        }
    }

    /// Has the worker fetch its knowledge file.
    pub fn load_knowledge(&self) {
        self.post(&Request::Load { address: KNOWLEDGE.to_owned() });
    }

    /// Sends a request.
    pub fn post(&self, request: &Request) {
        let running = self.running.borrow();
        let Some(Running { worker, .. }) = running.as_ref() else { return };
        let Ok(message) = serde_json::to_string(request) else { return }; // its keys are strings
        match worker.post_message(&JsValue::from_str(&message)) {
            Ok(()) => {
                let change = |watch: &mut Watch| watch.sent(request, message.len());
                self.silence.after(change, &self.send);
            }
            Err(error) => self.send.emit(Command::Crashed(words_of(&error))),
        }
    }

    /// Has a document written in a format; `done` gets the file's contents or what went wrong.
    pub fn export(&self, article: &Article, format: &str, done: Callback<Result<String, String>>) {
        let article = Box::new(article.clone());
        self.ask(
            |id| Request::Export { id, format: format.to_owned(), article },
            Callback::from(move |answer| match answer {
                Ok(Response::Exported { contents, .. }) => done.emit(Ok(contents)),
                Ok(_) => {} // only exports answer exports
                Err(message) => done.emit(Err(message)),
            }),
        );
    }

    /// Asks why the words at `range` of a text are a name; `done` gets the evidence, line by line,
    /// if there is any.
    pub fn explain(
        &self,
        text: &str,
        hints: &[Hint],
        range: Range<usize>,
        done: Callback<Vec<String>>,
    ) {
        let (text, hints) = (text.to_owned(), hints.to_vec());
        self.ask(
            |id| Request::Explain { id, text, hints, start: range.start, end: range.end },
            Callback::from(move |answer| {
                if let Ok(Response::Explained { evidence, .. }) = answer {
                    done.emit(evidence);
                }
            }),
        );
    }

    /// Sends a request whose answer is for `done` alone.
    fn ask(
        &self,
        request: impl FnOnce(RequestId) -> Request,
        done: Callback<Result<Response, String>>,
    ) {
        let id = self.next_id.get();
        self.next_id.set(id.wrapping_sub(1));
        self.waiting.borrow_mut().push((id, done));
        self.post(&request(id));
    }

    fn spawn(&self) -> Result<Running, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(SCRIPT, &options)?;
        worker.post_message(&wasm_bindgen::module())?; // it runs the same; compiled once
        let listeners = vec![
            self.message_listener(&worker),
            self.failure_listener(&worker, "error"),
            self.failure_listener(&worker, "messageerror"),
        ];
        Ok(Running { worker, _listeners: listeners })
    }

    fn message_listener(&self, worker: &Worker) -> EventListener {
        let (send, waiting) = (self.send.clone(), self.waiting.clone());
        let silence = self.silence.clone();
        EventListener::new(worker, "message", move |event| {
            let message =
                event.dyn_ref::<MessageEvent>().and_then(|event| event.data().as_string());
            match message.and_then(|message| serde_json::from_str(&message).ok()) {
                Some(response) => {
                    silence.after(|watch| watch.heard(&response), &send);
                    hear(response, &send, &waiting);
                }
                None => send.emit(Command::Crashed("its answer cannot be read".to_owned())),
            }
        })
    }

    fn failure_listener(&self, worker: &Worker, name: &'static str) -> EventListener {
        let send = self.send.clone();
        EventListener::new(worker, name, move |event| {
            let words = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
            send.emit(Command::Crashed(if words.is_empty() {
                "it did not start".to_owned()
            } else {
                words
            }));
        })
    }
}

/// Gives an answer to who waits for it, everything else to the state.
fn hear(response: Response, send: &Callback<Command>, waiting: &Waiting) {
    let (id, answer) = match response {
        // Reading a long answer and drawing it are two tasks, so that the page can breathe between.
        Response::Annotated { .. } => {
            let send = send.clone();
            Timeout::new(0, move || send.emit(Command::Heard(Box::new(response)))).forget();
            return;
        }
        Response::Refused { id, ref message } => (id, Err(message.clone())),
        Response::Exported { id, .. } | Response::Explained { id, .. } => {
            (id, Ok(response.clone()))
        }
        _ => return send.emit(Command::Heard(Box::new(response))),
    };
    let waits = waiting.borrow().iter().position(|(waiting, _)| *waiting == id);
    match waits {
        Some(index) => {
            let (_, done) = waiting.borrow_mut().swap_remove(index);
            done.emit(answer);
        }
        None if answer.is_err() => send.emit(Command::Heard(Box::new(response))),
        None => {} // from before a restart
    }
}

/// Notices when the worker says nothing for too long.
#[derive(Clone, Default)]
struct Silence(Rc<RefCell<(Watch, Option<Timeout>)>>);

impl Silence {
    /// Something was asked or heard: the time counts anew.
    fn after(&self, change: impl FnOnce(&mut Watch), send: &Callback<Command>) {
        let (watch, timer) = &mut *self.0.borrow_mut();
        change(watch);
        *timer = watch.patience().map(|milliseconds| {
            let send = send.clone();
            Timeout::new(milliseconds, move || send.emit(Command::Silent(milliseconds / 1000)))
        });
    }

    /// That worker is not listened to any more.
    fn end(&self) {
        self.0.take();
    }
}

fn words_of(error: &JsValue) -> String {
    let words = js_sys::Reflect::get(error, &JsValue::from_str("message")).ok();
    words.and_then(|words| words.as_string()).unwrap_or_else(|| "no reason given".to_owned())
}
