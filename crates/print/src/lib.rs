//! What is saved of a link to be shown and printed, its QR code as SVG or PNG, a poster as PDF; and of payments:
//! packing slips and receipts as PDF.
//!
//! Nothing here asks the network or a clock: the same input gives the same bytes, as long as it is written in
//! scripts that our own fonts have.

mod code;
mod paper_words;
mod papers;
mod poster;
mod price;
mod text;
mod words;

pub use code::{Code, TooLong};
pub use papers::{Papers, Slip, SlipItem, SlipKind};
pub use poster::{Paper, Poster, PosterError, Printed, Trial};
pub use price::Price;
pub use text::Fonts;
pub use words::Language;
