//! The merchant's money: what a charge leaves on the balance, and what becomes of it.

mod fee;
mod settle;

pub(crate) use settle::settle;
