//! `countertop-cli`: the core without a window, for servers, scripts and tests.

mod accounts;
mod args;
mod args_db;
mod args_history;
mod args_links;
mod args_payments;
mod commands;
mod dates;
mod exit;
mod hardening;
mod ledger;
mod logs;
mod output;
mod refusal;
mod secrets;
mod signals;
mod table;
mod values;

use std::process::ExitCode;

use anyhow::Result;

fn main() -> ExitCode {
    exit::code(run())
}

fn run() -> Result<()> {
    exit::report_panics();
    hardening::keep_memory_private();
    let Some(cli) = refusal::parse()? else {
        return Ok(());
    };
    logs::start(cli.global.log_format)?;
    commands::run(&cli)
}
