//! What the worker does next.
//!
//! Requests wait here, so that a newer text can overtake an older one: while the engine is at work,
//! a reader may have pasted twice more, and only the last of them matters.

use std::collections::VecDeque;

use crate::protocol::{Request, RequestId};

/// The requests that wait, in the order of their coming.
#[derive(Debug, Default)]
pub struct Queue {
    waiting: VecDeque<Waiting>,
}

#[derive(Debug)]
struct Waiting {
    request: Request,
    /// Whether it is known that no answer is kept.
    is_new: bool,
}

/// What is to be done with a request.
#[derive(Debug, PartialEq)]
pub enum Next {
    /// Look whether its answer is kept; [`Queue::put_back`] if not.
    LookUp(Request),
    /// Find the answer.
    Answer(Request),
}

impl Queue {
    /// Adds a request. A text replaces the texts that still wait, and the questions about older texts;
    /// a question about a name the other questions. Returns the ids of what was replaced.
    pub fn push(&mut self, request: Request) -> Vec<RequestId> {
        let mut superseded = Vec::new();
        self.waiting.retain(|Waiting { request: waiting, .. }| match (waiting, &request) {
            (Request::Annotate { id, .. }, Request::Annotate { .. })
            | (Request::Explain { id, .. }, Request::Annotate { .. } | Request::Explain { .. }) => {
                superseded.push(*id);
                false
            }
            _ => true,
        });
        // Only what was found in texts is kept.
        let is_new = !matches!(request, Request::Annotate { .. });
        self.waiting.push_back(Waiting { request, is_new });
        superseded
    }

    /// Has a text that is not kept wait for its turn again, unless a newer one came meanwhile; then
    /// returns its id.
    pub fn put_back(&mut self, request: Request) -> Option<RequestId> {
        let is_text = |waiting: &Waiting| matches!(waiting.request, Request::Annotate { .. });
        if self.waiting.iter().any(is_text) {
            return request.id();
        }
        self.waiting.push_front(Waiting { request, is_new: true });
        None
    }

    /// Takes the next request that something can be done with: texts that are not kept wait for the
    /// knowledge.
    pub fn next(&mut self, has_knowledge: bool) -> Option<Next> {
        let needs_knowledge = |request: &Request| {
            matches!(request, Request::Annotate { .. } | Request::Explain { .. })
        };
        let is_ready = |waiting: &Waiting| {
            !waiting.is_new || has_knowledge || !needs_knowledge(&waiting.request)
        };
        let index = self.waiting.iter().position(is_ready)?;
        let Waiting { request, is_new } = self.waiting.remove(index)?;
        Some(if is_new { Next::Answer(request) } else { Next::LookUp(request) })
    }
}

#[cfg(test)]
mod tests {
    use gloss::document::Origin;

    use super::*;

    fn annotate(id: RequestId) -> Request {
        Request::Annotate {
            id,
            text: String::new(),
            published: None,
            hints: Vec::new(),
            origin: Origin::default(),
        }
    }

    fn read(id: RequestId) -> Request {
        Request::Read { id, file: String::new() }
    }

    /// Takes the next request, of a reader who never saw a text twice.
    fn next(queue: &mut Queue, has_knowledge: bool) -> Option<Request> {
        match queue.next(has_knowledge)? {
            Next::Answer(request) => Some(request),
            Next::LookUp(request) => {
                assert_eq!(queue.put_back(request), None);
                next(queue, has_knowledge)
            }
        }
    }

    #[test]
    fn the_newest_text_wins_and_other_requests_keep_their_turn() {
        let mut queue = Queue::default();
        assert!(queue.push(annotate(1)).is_empty());
        assert!(queue.push(read(2)).is_empty());
        assert_eq!(queue.push(annotate(3)), [1]);
        assert_eq!(queue.push(annotate(4)), [3]);
        assert_eq!(next(&mut queue, true), Some(read(2)));
        assert_eq!(next(&mut queue, true), Some(annotate(4)));
        assert_eq!(next(&mut queue, true), None);
    }

    #[test]
    fn the_newest_question_wins() {
        let explain =
            |id| Request::Explain { id, text: String::new(), hints: Vec::new(), start: 0, end: 1 };
        let mut queue = Queue::default();
        queue.push(annotate(1));
        queue.push(explain(2));
        assert_eq!(queue.push(explain(3)), [2]);
        assert_eq!(next(&mut queue, false), None);
        assert_eq!(next(&mut queue, true), Some(annotate(1)));
        assert_eq!(next(&mut queue, true), Some(explain(3)));
        queue.push(explain(4));
        assert_eq!(queue.push(annotate(5)), [4]);
    }

    #[test]
    fn texts_wait_for_the_knowledge() {
        let mut queue = Queue::default();
        queue.push(annotate(1));
        queue.push(read(2));
        assert_eq!(next(&mut queue, false), Some(read(2)));
        assert_eq!(next(&mut queue, false), None);
        assert_eq!(next(&mut queue, true), Some(annotate(1)));
    }

    #[test]
    fn a_text_is_looked_up_once_before_it_is_read_without_the_knowledge_too() {
        let mut queue = Queue::default();
        queue.push(annotate(1));
        assert_eq!(queue.next(false), Some(Next::LookUp(annotate(1))));
        assert_eq!(queue.next(false), None);
        assert_eq!(queue.put_back(annotate(1)), None);
        assert_eq!(queue.next(false), None);
        assert_eq!(queue.next(true), Some(Next::Answer(annotate(1))));
    }

    #[test]
    fn a_text_that_was_looked_up_is_overtaken_by_a_newer_one() {
        let mut queue = Queue::default();
        queue.push(annotate(1));
        assert_eq!(queue.next(true), Some(Next::LookUp(annotate(1))));
        queue.push(annotate(2));
        assert_eq!(queue.put_back(annotate(1)), Some(1));
        assert_eq!(queue.next(true), Some(Next::LookUp(annotate(2))));
    }
}
