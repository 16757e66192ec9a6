//! The page in a real browser, against the names and promises of its contract.

mod start;
