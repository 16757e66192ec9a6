//! What the worker does next.
//!
//! Requests wait here, so that a newer text can overtake an older one: while the engine is at work,
//! a reader may have pasted twice more, and only the last of them matters.

use std::collections::VecDeque;

use crate::protocol::{Request, RequestId};

/// The requests that wait, in the order of their coming.
#[derive(Debug, Default)]
pub struct Queue {
    waiting: VecDeque<Request>,
}

impl Queue {
    /// Adds a request. A text replaces the texts that still wait, and the questions about older texts;
    /// a question about a name the other questions. Returns the ids of what was replaced.
    pub fn push(&mut self, request: Request) -> Vec<RequestId> {
        let mut superseded = Vec::new();
        self.waiting.retain(|waiting| match (waiting, &request) {
            (Request::Annotate { id, .. }, Request::Annotate { .. })
            | (Request::Explain { id, .. }, Request::Annotate { .. } | Request::Explain { .. }) => {
                superseded.push(*id);
                false
            }
            _ => true,
        });
        self.waiting.push_back(request);
        superseded
    }

    /// Takes the next request that can be answered: texts wait for the knowledge.
    pub fn next(&mut self, has_knowledge: bool) -> Option<Request> {
        let needs_knowledge = |request: &Request| {
            matches!(request, Request::Annotate { .. } | Request::Explain { .. })
        };
        let ready = |request: &Request| has_knowledge || !needs_knowledge(request);
        let index = self.waiting.iter().position(ready)?;
        self.waiting.remove(index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn annotate(id: RequestId) -> Request {
        Request::Annotate { id, text: String::new(), published: None, hints: Vec::new() }
    }

    fn read(id: RequestId) -> Request {
        Request::Read { id, file: String::new() }
    }

    #[test]
    fn the_newest_text_wins_and_other_requests_keep_their_turn() {
        let mut queue = Queue::default();
        assert!(queue.push(annotate(1)).is_empty());
        assert!(queue.push(read(2)).is_empty());
        assert_eq!(queue.push(annotate(3)), [1]);
        assert_eq!(queue.push(annotate(4)), [3]);
        assert_eq!(queue.next(true), Some(read(2)));
        assert_eq!(queue.next(true), Some(annotate(4)));
        assert_eq!(queue.next(true), None);
    }

    #[test]
    fn the_newest_question_wins() {
        let explain =
            |id| Request::Explain { id, text: String::new(), hints: Vec::new(), start: 0, end: 1 };
        let mut queue = Queue::default();
        queue.push(annotate(1));
        queue.push(explain(2));
        assert_eq!(queue.push(explain(3)), [2]);
        assert_eq!(queue.next(false), None);
        assert_eq!(queue.next(true), Some(annotate(1)));
        assert_eq!(queue.next(true), Some(explain(3)));
        queue.push(explain(4));
        assert_eq!(queue.push(annotate(5)), [4]);
    }

    #[test]
    fn texts_wait_for_the_knowledge() {
        let mut queue = Queue::default();
        queue.push(annotate(1));
        queue.push(read(2));
        assert_eq!(queue.next(false), Some(read(2)));
        assert_eq!(queue.next(false), None);
        assert_eq!(queue.next(true), Some(annotate(1)));
    }
}
