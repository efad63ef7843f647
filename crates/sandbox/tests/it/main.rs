//! The practice store over a real socket, as its clients and customers meet it.

mod api;
mod deliveries;
mod door;
mod history;
mod lists;
mod pay;
mod restart;
mod support;
