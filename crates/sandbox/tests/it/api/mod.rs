//! The API: shapes, errors, keys, idempotency.

mod http;
mod objects;
mod refusals;
