//! Catching up: the API's list of events against the ledger.

mod app;
mod list;
mod rounds;
