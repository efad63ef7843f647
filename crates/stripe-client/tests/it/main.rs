//! The client against a small server on a real socket, which answers as a test scripts it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a panic in a test is its verdict"
)]

mod background;
mod bodies;
mod calls;
mod certificates;
mod endpoints;
mod errors;
mod headers;
mod limits;
mod log;
mod paging;
mod redaction;
mod retries;
mod settings;
mod stub;
