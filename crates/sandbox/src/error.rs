//! Why the practice store does not start.

use std::net::SocketAddr;

/// Why the practice store does not start or stop, in words for the person who has to do something.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// It was asked to listen where others could reach it.
    #[error(
        "the practice store listens on this computer only, not on {0}: use a loopback address such \
         as 127.0.0.1:0"
    )]
    NotLoopback(SocketAddr),
    /// The port cannot be had.
    #[error(
        "the practice store cannot listen on {address}: {source}; stop what uses the port, or \
         choose another (port 0 picks a free one)"
    )]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The webhook address is none.
    #[error("'{0}' is not a webhook address: write one such as http://127.0.0.1:4242/webhook")]
    WebhookUrl(String),
    /// Its folder cannot be used.
    #[error(transparent)]
    Folder(#[from] countertop_sqlite::OpenError),
    /// Another practice store uses the folder, or it cannot be written to.
    #[error(transparent)]
    Locked(#[from] countertop_sqlite::LockError),
    /// Its database failed.
    #[error("{0}")]
    State(String),
}
