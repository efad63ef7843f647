//! `countertop-faults --program COUNTERTOP-CLI [--long] [NUMBER…]`; without a number, all of them.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    countertop_faults::main()
}

/// Faults are injected with Linux's own tools.
#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    ExitCode::SUCCESS
}
