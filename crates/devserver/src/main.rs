//! `countertop-devserver`: the practice store's window in a browser, for its author and its tests.

// What this program prints is its interface.
#![allow(clippy::print_stderr, clippy::print_stdout)]

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::{Parser, ValueEnum};
use countertop_app::accounts::KeysOfThisComputer;
use countertop_app::diagnostics::Tail;
use countertop_app::reception::SystemClock;
use countertop_app::{AppConfig, Programs, machine_name};
use countertop_devserver::{DevServer, DevServerConfig, Token};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, fmt};

/// Serves the window's page and commands to a browser on this computer. For development only.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The folder to keep the practice store and its ledger in.
    #[arg(long, value_name = "DIR")]
    home: PathBuf,
    /// Where Stripe's API is: a practice store on this computer that stands for it.
    #[arg(long, value_name = "URL")]
    api_base: Option<String>,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    /// Where the keys of accounts are kept: in this process, or where the window keeps them.
    #[arg(long, value_enum, default_value_t = KeysIn::Process)]
    keys: KeysIn,
    /// A folder in which the programs of tunnels are looked for; may be given several times.
    #[arg(long, value_name = "DIR")]
    programs: Vec<PathBuf>,
    /// The folder of the built page.
    #[arg(long, value_name = "DIR", default_value = "ui/dist")]
    ui: PathBuf,
}

/// Where keys are kept. The keychain of whoever develops is left alone unless it is asked for.
#[derive(Clone, Copy, ValueEnum)]
enum KeysIn {
    Process,
    Computer,
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let tail = Tail::new(Arc::new(SystemClock));
    tracing_subscriber::registry()
        .with(filter)
        .with(fmt::layer().with_writer(std::io::stderr))
        .with(tail.clone())
        .init();
    match serve(Arguments::parse(), tail).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("countertop-devserver: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(arguments: Arguments, tail: Tail) -> Result<()> {
    // Listened for from the start, so that no signal ends the program without order.
    let signal = signal().context("signals cannot be heard")?;
    let mut app = AppConfig::new(arguments.home, machine_name());
    app.programs = Programs::in_folders(arguments.programs);
    match arguments.keys {
        KeysIn::Process => {}
        KeysIn::Computer => app.keys = Arc::new(KeysOfThisComputer::of(&app.home)),
    }
    app.log = Some(tail);
    if let Some(address) = &arguments.api_base {
        app = app.with_api_base(address)?;
    }
    let server = DevServer::start(DevServerConfig {
        app,
        listen: arguments.listen,
        ui: arguments.ui,
        token: Token::random().context("there is no randomness for the token")?,
    })
    .await?;
    println!("{}", serde_json::json!({ "listening": server.url() }));
    signal.await;
    server.shutdown().await;
    Ok(())
}

/// Ends with the next SIGTERM or SIGINT.
#[cfg(unix)]
fn signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Ends with the next Ctrl-C.
#[cfg(windows)]
fn signal() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
