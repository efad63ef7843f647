//! A place where a development build fails on demand, so that what follows a failure can be tried
//! with the real program. A release has none.

/// Panics on the event that `COUNTERTOP_FAILPOINT` names.
#[cfg(debug_assertions)]
pub(crate) fn reached(event: &str) {
    use std::sync::OnceLock;
    static NAMED: OnceLock<Option<String>> = OnceLock::new();
    let named = NAMED.get_or_init(|| std::env::var("COUNTERTOP_FAILPOINT").ok());
    if named.as_deref() == Some(event) {
        fail();
    }
}

#[cfg(debug_assertions)]
#[allow(clippy::panic, reason = "it is what was asked for")]
fn fail() {
    panic!("the failpoint was reached");
}

#[cfg(not(debug_assertions))]
pub(crate) fn reached(_: &str) {}
