//! Stories played on real parts, many times as fast as for a merchant, and what is found afterwards.

mod stories;
mod theatre;
mod trouble;
