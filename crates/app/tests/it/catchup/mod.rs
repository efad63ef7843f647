//! Catching up: the API's list of events against the ledger.

mod app;
mod keeper;
mod list;
mod rounds;
