//! What is saved of a link to be shown and printed: its QR code as SVG or PNG.
//!
//! Nothing here asks the network or a clock: the same input gives the same bytes.

mod code;

pub use code::{Code, TooLong};
