//! Countertop, the desktop app.

// On Windows a program with a window would else open a console beside it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    countertop_shell::run()
}
