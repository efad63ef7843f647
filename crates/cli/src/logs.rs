//! The log on stderr: as text or JSON, without secrets.

use std::io::{self, Write};

use anyhow::{Result, anyhow};
use countertop_stripe_client::scrub;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::args::LogFormat;

/// Says what is logged, in tracing's words.
const VARIABLE: &str = "COUNTERTOP_LOG";
/// Our own crates tell what happens; others only what goes wrong.
const DEFAULT: &str = "warn,countertop=info";

/// Starts to log.
///
/// # Errors
/// When `COUNTERTOP_LOG` cannot be read.
pub fn start(format: LogFormat) -> Result<()> {
    let wanted = std::env::var(VARIABLE)
        .ok()
        .filter(|text| !text.trim().is_empty());
    let filter = EnvFilter::try_new(wanted.as_deref().unwrap_or(DEFAULT)).map_err(|error| {
        anyhow!(
            "{VARIABLE} cannot be read ({error}): write a level such as info, or countertop=debug"
        )
    })?;
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(|| Scrubbed)
        .with_ansi(false);
    let registry = tracing_subscriber::registry().with(filter);
    match format {
        LogFormat::Text => registry.with(lines).init(),
        LogFormat::Json => registry.with(lines.json().flatten_event(true)).init(),
    }
    Ok(())
}

/// Stderr without secrets. A line of the log comes as one write.
struct Scrubbed;

impl Write for Scrubbed {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = scrub(&String::from_utf8_lossy(line));
        io::stderr().lock().write_all(text.as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
