//! A document as files, and files as documents.

pub mod json;
