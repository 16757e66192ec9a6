//! Sees whether the browser talks to anyone but the test's own server: it is the proxy for every
//! other address, answers nobody, and keeps the first line of what it was asked.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// Whom Chromium itself asks for the time, updates and its first page, whatever it is told.
const BROWSERS_OWN: &[&str] = &[".google.com", "googleapis.com", "duckduckgo.com"];

/// A proxy that leads nowhere.
pub(crate) struct Witness {
    pub(crate) address: String,
    seen: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Witness {
    pub(crate) async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?.to_string();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let task = tokio::spawn(watch(listener, Arc::clone(&seen)));
        Ok(Self { address, seen, task })
    }

    /// What the page asked for so far, such as "CONNECT example.org:443 HTTP/1.1".
    pub(crate) fn seen(&self) -> Vec<String> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let of_the_page = |line: &&String| !BROWSERS_OWN.iter().any(|host| line.contains(host));
        seen.iter().filter(of_the_page).cloned().collect()
    }
}

async fn watch(listener: TcpListener, seen: Arc<Mutex<Vec<String>>>) {
    while let Ok((connection, _)) = listener.accept().await {
        if let Some(line) = first_line(connection).await {
            seen.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    }
}

async fn first_line(connection: TcpStream) -> Option<String> {
    BufReader::new(connection).lines().next_line().await.ok().flatten()
}
