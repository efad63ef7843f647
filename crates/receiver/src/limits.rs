//! Every limit of the door, in one place.

use std::time::Duration;

/// How long a connection may take for a request's head.
pub const HEAD_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a request may take from its head to the last byte of its body.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a connection may live; after that it ends with the answer under way.
pub const CONNECTION_LIFETIME: Duration = Duration::from_secs(60);
/// Longest head, in bytes.
pub const HEAD_BYTES: usize = 16 << 10;
/// Most headers in a head.
pub const HEADERS: usize = 48;
/// Longest body, in bytes.
pub const BODY_BYTES: usize = 1 << 20;
/// All bodies in flight together, in bytes.
pub const BODIES_IN_FLIGHT_BYTES: usize = 32 << 20;
/// Most connections; at the limit the oldest one without a request under way goes.
pub const CONNECTIONS: usize = 1024;
/// How many connections the system holds until we take them: a burst must not wait for SYN retries.
pub const BACKLOG: u32 = 1024;
/// How long to wait when the system has no handle left for a connection.
pub const ACCEPT_BACKOFF: Duration = Duration::from_millis(50);
/// How long requests under way may take when the receiver stops.
pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(10);
/// When the sender may try again after a 503, in seconds.
pub const RETRY_AFTER_SECONDS: &str = "5";
/// Most refusals that are logged one by one in a second.
pub const REFUSALS_LOGGED_PER_SECOND: u32 = 10;
