//! Catching up: the API's list of events against the ledger.

mod app;
mod chance;
mod keeper;
mod list;
mod rounds;
