//! How long the worker may be silent: it may end, or never end, without a word of it.

use std::collections::BTreeMap;

use crate::protocol::{Request, RequestId, Response};

/// How long it may take to load, between two words of it.
const LOADING_MILLISECONDS: u32 = 30_000;

/// How long it may take over the shortest text.
const LEAST_MILLISECONDS: u32 = 10_000;

/// A text takes the longer, the longer it is. A hundred seconds for a million bytes: twenty times as
/// long as on a desk, for slow phones.
const BYTES_PER_MILLISECOND: usize = 10;

/// What the worker has not answered yet.
#[derive(Debug, Default)]
pub struct Watch {
    knowledge: Knowledge,
    /// The bytes of each request.
    waiting: BTreeMap<RequestId, usize>,
}

/// How far the worker is with what it knows.
#[derive(Debug, Default, PartialEq)]
enum Knowledge {
    #[default]
    Loaded,
    Loading,
    /// Texts wait until it is asked for again.
    Failed,
}

impl Watch {
    /// A request of so many bytes was sent.
    pub fn sent(&mut self, request: &Request, bytes: usize) {
        match request.id() {
            Some(id) => drop(self.waiting.insert(id, bytes)),
            None => self.knowledge = Knowledge::Loading,
        }
    }

    /// The worker said something.
    pub fn heard(&mut self, response: &Response) {
        match response {
            Response::Ready { .. } => self.knowledge = Knowledge::Loaded,
            Response::KnowledgeFailed { .. } => self.knowledge = Knowledge::Failed,
            Response::Failed { .. } => *self = Self::default(),
            _ => {
                if let Some(id) = response.answers() {
                    self.waiting.remove(&id);
                }
            }
        }
    }

    /// How many milliseconds it may take until it says something more; `None` when nothing is asked.
    pub fn patience(&self) -> Option<u32> {
        let bytes: usize = self.waiting.values().sum();
        let work = u32::try_from(bytes / BYTES_PER_MILLISECOND).unwrap_or(u32::MAX);
        let work = (!self.waiting.is_empty()).then(|| LEAST_MILLISECONDS.saturating_add(work));
        match self.knowledge {
            Knowledge::Loaded => work,
            Knowledge::Loading => work.max(Some(LOADING_MILLISECONDS)),
            Knowledge::Failed => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(id: RequestId) -> Request {
        Request::Read { id, file: String::new() }
    }

    fn refused(id: RequestId) -> Response {
        Response::Refused { id, message: String::new() }
    }

    #[test]
    fn patience_grows_with_what_is_to_be_done_and_ends_with_it() {
        let mut watch = Watch::default();
        assert_eq!(watch.patience(), None);
        watch.sent(&read(1), 1_000);
        assert_eq!(watch.patience(), Some(10_100));
        watch.sent(&read(2), 1_000_000);
        assert_eq!(watch.patience(), Some(110_100));
        watch.heard(&Response::Annotating { id: 2, step: 1 });
        assert_eq!(watch.patience(), Some(110_100));
        watch.heard(&refused(2));
        assert_eq!(watch.patience(), Some(10_100));
        watch.heard(&refused(1));
        assert_eq!(watch.patience(), None);
    }

    #[test]
    fn a_worker_that_loads_is_watched_too() {
        let mut watch = Watch::default();
        watch.sent(&Request::Load { address: String::new() }, 20);
        assert_eq!(watch.patience(), Some(30_000));
        watch.heard(&Response::Loading { received: 1, total: 9 });
        watch.sent(&read(1), 9_000_000);
        assert_eq!(watch.patience(), Some(910_000));
        watch.heard(&Response::Ready { model: String::new(), formats: Vec::new() });
        watch.heard(&refused(1));
        assert_eq!(watch.patience(), None);
    }

    #[test]
    fn without_its_knowledge_it_may_be_silent() {
        let mut watch = Watch::default();
        watch.sent(&Request::Load { address: String::new() }, 20);
        watch.sent(&read(1), 9);
        watch.heard(&Response::KnowledgeFailed { message: String::new() });
        assert_eq!(watch.patience(), None);
        watch.sent(&Request::Load { address: String::new() }, 20);
        watch.heard(&Response::Ready { model: String::new(), formats: Vec::new() });
        assert_eq!(watch.patience(), Some(10_000), "now it reads the text that waited");
    }
}
