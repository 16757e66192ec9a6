//! The page's own server, and what can be wrong with it.

use anyhow::{Context, Result};
use axum::{Router, body::Body, extract::Request, http::header, middleware, response::Response};
use tokio::{net::TcpListener, task::JoinHandle};

/// What is wrong with a file on its way to the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file is not there.
    Missing(&'static str),
    /// The file's last byte was changed on the way.
    Damaged(&'static str),
    /// The worker dies of the first message whose text has [`CRASH_WORD`] in it.
    CrashingWorker(&'static str),
    /// The worker ends at that message, and no event says so.
    EndingWorker(&'static str),
    /// The worker never comes to an end with that message.
    LoopingWorker(&'static str),
    /// The host sends files and no headers of ours.
    WithoutHeaders,
}

/// What is too much for a [`Fault::CrashingWorker`] and its like.
pub const CRASH_WORD: &str = "Crashomancer";

impl Fault {
    fn hits(self, path: &str) -> bool {
        match self {
            Self::Missing(file)
            | Self::Damaged(file)
            | Self::CrashingWorker(file)
            | Self::EndingWorker(file)
            | Self::LoopingWorker(file) => path == file,
            Self::WithoutHeaders => true,
        }
    }
}

/// A server for one test; it ends with the value.
pub struct Server {
    /// Such as `http://127.0.0.1:34567`.
    pub address: String,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Serves `dist/` as `cargo xtask serve` does, with a fault if one is asked for.
    ///
    /// # Errors
    /// When the page was not built.
    pub async fn start(fault: Option<Fault>) -> Result<Self> {
        let dist = xtask::dist();
        anyhow::ensure!(
            dist.join("index.html").is_file(),
            "dist/ was not built yet: run `cargo xtask build`, or `cargo xtask test` for all of it"
        );
        let router = with_fault(xtask::serve::router(&dist)?, fault);
        let listener = TcpListener::bind("127.0.0.1:0").await.context("no free port")?;
        let address = format!("http://{}", listener.local_addr()?);
        let task = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await; // ends with the test
        });
        Ok(Self { address, task })
    }
}

fn with_fault(router: Router, fault: Option<Fault>) -> Router {
    let Some(fault) = fault else { return router };
    router.layer(middleware::from_fn(
        move |mut request: Request, next: middleware::Next| async move {
            let hit = fault.hits(request.uri().path().trim_start_matches('/'));
            request.headers_mut().remove(header::ACCEPT_ENCODING); // so that a body can be changed
            let response = next.run(request).await;
            if hit { spoil(response, fault).await } else { response }
        },
    ))
}

async fn spoil(response: Response, fault: Fault) -> Response {
    let (mut head, body) = response.into_parts();
    let mut bytes = axum::body::to_bytes(body, usize::MAX).await.map(Vec::from).unwrap_or_default();
    match fault {
        Fault::Missing(_) => {
            head.status = axum::http::StatusCode::NOT_FOUND;
            bytes.clear();
        }
        Fault::Damaged(_) => {
            if let Some(last) = bytes.last_mut() {
                *last ^= 1;
            }
        }
        Fault::WithoutHeaders => {
            for (name, _) in xtask::policy::headers() {
                head.headers.remove(name);
            }
        }
        // An uncaught error is what a panic in Wasm ends as.
        Fault::CrashingWorker(_) => prepend(&mut bytes, "throw new Error(\"crashed\");"),
        Fault::EndingWorker(_) => prepend(&mut bytes, "self.close();"),
        Fault::LoopingWorker(_) => prepend(&mut bytes, "for (;;);"),
    }
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, Body::from(bytes))
}

/// Runs before the worker's own script, at the message with [`CRASH_WORD`] instead of it.
fn prepend(bytes: &mut Vec<u8>, at_the_word: &str) {
    let script = format!(
        r#"self.addEventListener("message", event => {{
            const seen = JSON.stringify(event.data, (key, value) =>
                ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value);
            if (seen && seen.includes("{CRASH_WORD}")) {{
                event.stopImmediatePropagation();
                {at_the_word}
            }}
        }});
        "#
    );
    bytes.splice(0..0, script.into_bytes()).for_each(drop);
}
