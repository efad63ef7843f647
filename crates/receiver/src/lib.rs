//! The webhook receiver: the one door through which Stripe, by way of a tunnel, reaches us.
//!
//! It reads a body within limits, checks its signature, hands the event over to be recorded, and
//! answers 200 only when that is durably done. It knows nothing of the ledger: whoever starts it
//! gives it a [`Recorder`].

mod connections;
mod door;
mod journal;
pub mod limits;
mod recorder;
mod server;

pub use recorder::{Clock, Receipt, Recorder, SystemClock, Unavailable};
pub use server::{Receiver, ReceiverConfig, ReceiverError, WEBHOOK_PATH, start};
