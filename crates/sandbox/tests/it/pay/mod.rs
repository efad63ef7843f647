//! The pay page: what it shows, what it takes, what follows.

mod afterwards;
mod asking;
mod cards;
mod paying;
