//! The webhook receiver: the one door through which Stripe, by way of a tunnel, reaches us.
//!
//! It reads a body within limits, checks its signature, hands the event over to be recorded, and
//! answers 200 only when that is durably done. It knows nothing of the ledger: whoever starts it
//! gives it a [`Recorder`].

mod bodies;
mod counters;
mod door;
mod expected;
mod handles;
mod heads;
mod journal;
pub mod limits;
mod line;
mod page;
mod recorder;
mod refused;
mod register;
mod server;
mod serving;

pub use counters::{Counters, RefusedCount};
pub use expected::Expected;
pub use page::{Page, PageConfig};
pub use recorder::{Clock, Delivery, Receipt, Recorder, SystemClock, Unavailable};
pub use server::{Receiver, ReceiverConfig, ReceiverError, WEBHOOK_PATH, start};
