//! Programs that a test needs and that are not ours.

use std::path::{Path, PathBuf};

/// Set where every test has to run: `cargo xtask test` sets it, and has installed what is needed.
const ALL: &str = "COUNTERTOP_TEST_EVERYTHING";

/// The first of these that is there. Without one the test is left out, and says so, unless all have
/// to run.
#[allow(
    clippy::print_stderr,
    reason = "a test that is left out has to say so somewhere"
)]
pub fn program(name: &str, places: &[PathBuf]) -> Option<PathBuf> {
    let found = places.iter().find(|place| place.is_file()).cloned();
    if found.is_none() {
        assert!(
            std::env::var_os(ALL).is_none(),
            "{name} is missing: `cargo xtask setup tests` installs it"
        );
        eprintln!("left out: {name} is not installed");
    }
    found
}

/// The Stripe CLI: the one that `STRIPE_CLI` names, else the one that the tests' lock file pins.
pub fn stripe_cli() -> Option<PathBuf> {
    let pinned = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/sdk/cli/node_modules/@stripe/cli-linux-x64/bin/stripe");
    let named = std::env::var_os("STRIPE_CLI").map(PathBuf::from);
    program(
        "the Stripe CLI",
        &named.into_iter().chain([pinned]).collect::<Vec<_>>(),
    )
}
