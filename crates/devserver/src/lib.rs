//! Development only: the window's commands over loopback HTTP and WebSocket.
//!
//! The same page that the desktop carries runs in a browser here, so that browser tests can drive it
//! and its author can reload it. Only the practice store is behind it. Since every page in that
//! browser can reach this computer's ports, each request must name our host, come from no page but
//! ours, and show a token.

mod answer;
mod commands;
mod door;
mod headers;
mod page;
mod server;
mod socket;

pub use door::Token;
pub use server::{DevServer, DevServerConfig, DevServerError};
