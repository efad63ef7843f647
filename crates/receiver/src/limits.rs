//! Every limit of the door, in one place.

use std::time::Duration;

/// How long a connection may take for a request's head, counted from its first byte; the first head
/// from the connection's beginning.
pub const HEAD_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a request may take from its first byte until the sender has the answer that it was late.
pub const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
/// How long before that the door gives up on the body, so that its answer is there in time.
pub const ANSWER_MARGIN: Duration = Duration::from_millis(500);
/// How long a connection may live; after that it ends between requests, or with the answer under way.
pub const CONNECTION_LIFETIME: Duration = Duration::from_secs(60);
/// How long a connection that has to end may still take for a request that came before.
pub const LAST_REQUEST: Duration = Duration::from_secs(10);
/// Longest head, in bytes.
pub const HEAD_BYTES: usize = 16 << 10;
/// Longest first line of a head, in bytes.
pub const REQUEST_LINE_BYTES: usize = 8 << 10;
/// Most headers in a head.
pub const HEADERS: usize = 48;
/// Longest body, in bytes.
pub const BODY_BYTES: usize = 1 << 20;
/// All bodies in flight together, in bytes that have come; at the limit the oldest request whose
/// body is not whole goes.
pub const BODIES_IN_FLIGHT_BYTES: usize = 32 << 20;
/// Most connections; at the limit the oldest one that never brought a verified event goes.
pub const CONNECTIONS: usize = 1024;
/// Most connections to a page for programs on this computer.
pub const PAGE_CONNECTIONS: usize = 16;
/// Handles that connections leave to the rest of the program, such as the ledger's files.
pub const HANDLES_FOR_OTHERS: usize = 256;
/// Connections that are served even where the system gives the program few handles.
pub const FEWEST_CONNECTIONS: usize = 16;
/// How many connections the system holds until we take them: a burst must not wait for SYN retries.
pub const BACKLOG: u32 = 1024;
/// How long to wait at most when the system has no handle left for a connection.
pub const ACCEPT_BACKOFF: Duration = Duration::from_millis(50);
/// How often at most the log tells that connections cannot be taken.
pub const ACCEPT_COMPLAINTS: Duration = Duration::from_secs(1);
/// How long what a refused sender still sends is thrown away, so that the answer is not lost with
/// the connection.
pub const LINGER: Duration = Duration::from_secs(1);
/// How much of it, in bytes.
pub const LINGER_BYTES: usize = 4 << 20;
/// How long requests under way may take when the receiver stops.
pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(10);
/// When the sender may try again after a 503, in seconds.
pub const RETRY_AFTER_SECONDS: &str = "5";
/// Most refusals that are logged, and noted as deliveries, one by one in a second.
pub const REFUSALS_TOLD_PER_SECOND: u32 = 10;
