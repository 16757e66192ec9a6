//! What the page and its worker say to each other: JSON strings through `postMessage`.
//!
//! The worker's script is `engine.js`, beside the page; before all else it gets the compiled module.
//! A text that still waits when a newer one
//! comes is refused.
//!
//! The page sends [`Request`]s. Each that wants an answer carries an id, which the answer repeats;
//! the page drops answers to anything but its latest request. The worker answers one request after
//! the other, each with exactly one of [`Response::Annotated`], [`Response::Article`],
//! [`Response::Exported`], [`Response::Explained`] and [`Response::Refused`].

use gloss::{
    document::{BlockKind, Origin},
    export::json::Article,
};
use serde::{Deserialize, Serialize};

/// Names a request.
pub type RequestId = u32;

/// From the page to the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Fetch the knowledge file and check it. The first message; sent again to try again.
    /// Answered by any number of [`Response::Loading`], then [`Response::Ready`] or
    /// [`Response::KnowledgeFailed`]. Annotation before that waits for it.
    Load {
        /// Where it lies, relative to the worker's own address.
        address: String,
    },
    /// Annotate a text.
    Annotate {
        /// The answer repeats it.
        id: RequestId,
        /// The text, with LF at line ends.
        text: String,
        /// The day of publication, ISO 8601; empty when it is not known, whatever the text says.
        published: Option<String>,
        /// What some blocks are.
        hints: Vec<Hint>,
        /// What the page that it comes from says of it; goes into the document as it is.
        #[serde(with = "OriginInJson")]
        origin: Origin,
    },
    /// Read a saved document and check it.
    Read {
        /// The answer repeats it.
        id: RequestId,
        /// The file's contents.
        file: String,
    },
    /// Say why some words are a name of their type.
    Explain {
        /// The answer repeats it.
        id: RequestId,
        /// The text, with LF at line ends.
        text: String,
        /// What some blocks are.
        hints: Vec<Hint>,
        /// Where the words start, in bytes of the text.
        start: usize,
        /// Where they end.
        end: usize,
    },
    /// Write a document in a format.
    Export {
        /// The answer repeats it.
        id: RequestId,
        /// The format's id, from [`Response::Ready`].
        format: String,
        /// What to write.
        article: Box<Article>,
    },
}

impl Request {
    /// What the answer repeats; `None` of what needs no answer of its own.
    pub fn id(&self) -> Option<RequestId> {
        match self {
            Self::Load { .. } => None,
            Self::Annotate { id, .. }
            | Self::Read { id, .. }
            | Self::Explain { id, .. }
            | Self::Export { id, .. } => Some(*id),
        }
    }
}

/// From the worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Response {
    /// The knowledge file is on its way.
    Loading {
        /// Bytes so far.
        received: u64,
        /// Bytes in all.
        total: u64,
    },
    /// The worker can annotate.
    Ready {
        /// The name of the knowledge.
        model: String,
        /// What [`Request::Export`] can write, in the order of the menu.
        formats: Vec<Format>,
    },
    /// The knowledge file cannot be had or used. The worker lives on.
    KnowledgeFailed {
        /// Why, in plain words.
        message: String,
    },
    /// A text is being annotated.
    Annotating {
        /// Which request this is about.
        id: RequestId,
        /// The step that begins: an index into [`gloss::pipeline::Step::ALL`].
        step: u32,
    },
    /// A text is annotated.
    Annotated {
        /// Which request this answers.
        id: RequestId,
        /// What was found.
        article: Box<Article>,
        /// How long the engine took.
        milliseconds: f64,
    },
    /// A saved document was read.
    Article {
        /// Which request this answers.
        id: RequestId,
        /// What it holds.
        article: Box<Article>,
    },
    /// A document was written in another format.
    Exported {
        /// Which request this answers.
        id: RequestId,
        /// The file's contents.
        contents: String,
    },
    /// Why some words are a name.
    Explained {
        /// Which request this answers.
        id: RequestId,
        /// The evidence, a sentence each.
        evidence: Vec<String>,
    },
    /// A request cannot be answered, such as a damaged file. The worker lives on.
    Refused {
        /// Which request this answers.
        id: RequestId,
        /// Why, in plain words, with the place.
        message: String,
    },
    /// The worker has crashed. Nothing comes after it.
    Failed {
        /// The program's own words.
        message: String,
    },
}

impl Response {
    /// The request that it answers.
    pub fn answers(&self) -> Option<RequestId> {
        match self {
            Self::Loading { .. }
            | Self::Ready { .. }
            | Self::KnowledgeFailed { .. }
            | Self::Annotating { .. }
            | Self::Failed { .. } => None,
            Self::Annotated { id, .. }
            | Self::Article { id, .. }
            | Self::Exported { id, .. }
            | Self::Explained { id, .. }
            | Self::Refused { id, .. } => Some(*id),
        }
    }
}

/// The message of a [`Response::Annotated`] whose article is JSON already.
pub fn annotated_message(id: RequestId, article: &str, milliseconds: f64) -> String {
    format!(r#"{{"Annotated":{{"id":{id},"article":{article},"milliseconds":{milliseconds}}}}}"#)
}

/// A stretch of a text that is known to be a block of some kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hint {
    /// Where it starts, in bytes of the text in UTF-8.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    #[serde(with = "kind_by_name")]
    pub kind: BlockKind,
}

/// How [`Origin`] is written: the engine's own types are not.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Origin")]
pub(crate) struct OriginInJson {
    address: Option<String>,
    byline: Option<String>,
    language: Option<String>,
}

/// A format that a document can be written in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    /// Its name in [`Request::Export`].
    pub id: String,
    /// Its name in the menu: "Gloss JSON".
    pub label: String,
    /// What a file's name ends with: ".gloss.json".
    pub suffix: String,
    /// Its media type: "application/json".
    pub media_type: String,
}

/// The format that the page reads again, known before the worker is ready.
pub const GLOSS_JSON: &str = "json";

mod kind_by_name {
    use gloss::document::{BlockKind, Named};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
    pub(super) fn serialize<S: Serializer>(kind: &BlockKind, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(kind.name())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<BlockKind, D::Error> {
        let name = String::deserialize(from)?;
        BlockKind::from_name(&name).ok_or_else(|| D::Error::custom("not the kind of a block"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_arrives_as_it_was_sent() {
        let request = Request::Annotate {
            id: 7,
            text: "Zoë 🚨\n".to_owned(),
            published: Some("2026-11-24".to_owned()),
            hints: vec![Hint { start: 0, end: 4, kind: BlockKind::Title }],
            origin: Origin { byline: Some("Zoë Lind".to_owned()), ..Origin::default() },
        };
        let message = serde_json::to_string(&request).unwrap();
        assert_eq!(serde_json::from_str::<Request>(&message).unwrap(), request);
    }

    #[test]
    fn an_article_that_is_json_already_arrives_as_an_article() {
        let knowledge = gloss::knowledge::Knowledge::default();
        let document = gloss::annotate("Rain in “Oslo”.", &knowledge, &gloss::Options::default());
        let options = gloss::export::json::WriteOptions::default();
        let article = Box::new(gloss::export::json::write(&document, &options));
        let message = annotated_message(7, &serde_json::to_string(&article).unwrap(), 9.5);
        let response = serde_json::from_str::<Response>(&message).unwrap();
        assert_eq!(response, Response::Annotated { id: 7, article, milliseconds: 9.5 });
        assert_eq!(response.answers(), Some(7));
    }
}
