//! Faults injected into the real program, and the proof that nothing acknowledged is lost.
//!
//! Every fault runs in a process and a folder of its own, and where the system allows it in
//! namespaces of its own, so that mounts, addresses and processes end with it.

#![cfg(target_os = "linux")]

mod access;
mod client;
mod clock;
mod commands;
mod damage;
mod disk;
mod disk_image;
mod errors;
mod events;
mod file;
mod foreign;
mod kill;
mod list;
mod load;
mod lock;
mod number;
mod order;
mod outage;
mod panic;
mod place;
mod power;
mod proof;
mod reader;
mod run;
mod schema;
mod serve;
mod storm;
mod strace;
mod trace;
mod trial;
mod until;
mod words;

use std::process::ExitCode;

/// Does what the command line says.
pub fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = words::parse(&words).and_then(run::run);
    match done {
        Ok(code) => code,
        Err(error) => {
            use std::io::Write as _;
            // Nobody is left to be told when standard error is closed.
            let _ = writeln!(std::io::stderr(), "faults: {error:#}");
            ExitCode::FAILURE
        }
    }
}
