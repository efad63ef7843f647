//! Catching up: the API's list of events against the ledger.

mod list;
mod rounds;
