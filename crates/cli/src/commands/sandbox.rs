//! `sandbox`: the offline Stripe, until it is told to stop.

use anyhow::Result;
use countertop_sandbox::{SandboxConfig, Webhook};
use secrecy::ExposeSecret as _;
use serde::Serialize;

use crate::accounts::plain_folder;
use crate::args::{Global, Sandbox};
use crate::exit::usage;
use crate::ledger::wait_for;
use crate::signals::Signals;
use crate::{output, secrets};

/// The line that says that it is open.
#[derive(Serialize)]
struct Ready<'a> {
    listening: String,
    api_key: &'a str,
    webhook_secret: Option<&'a str>,
}

/// Runs a practice store until a signal comes.
///
/// # Errors
/// When the secret, the folder or the port cannot be used.
pub fn run(global: &Global, args: &Sandbox) -> Result<()> {
    let secret = args
        .webhook_secret_file
        .as_deref()
        .map(secrets::webhook_file)
        .transpose()?;
    let webhook = args.webhook_url.as_ref().map(|url| Webhook {
        url: url.to_string(),
        secret,
    });
    let config = SandboxConfig {
        listen: args.listen,
        data_dir: plain_folder(global)?,
        webhook,
        seed: args.seed,
        payments: args.payments,
        clock: args
            .clock
            .map(|when| when.in_zone(&args.timezone).map_err(usage))
            .transpose()?,
    };
    wait_for(async {
        let mut signals = Signals::hear()?;
        let sandbox = countertop_sandbox::start(config).await?;
        // Its key and secret open nothing but this practice store: whoever started it needs them.
        let told = output::json(&Ready {
            listening: sandbox.base_url(),
            api_key: sandbox.api_key().expose_secret(),
            webhook_secret: sandbox.webhook_secret().map(|it| it.expose_secret()),
        });
        if told.is_ok() {
            signals.asked_to_end().await;
        }
        sandbox.shutdown().await?;
        told
    })
}
