//! The servers that are compared: each runs in a process of its own, so that what it uses can be told.

use std::io::{Read, Write};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::post;
use countertop_app::reception::Reception;
use countertop_receiver::{Delivery, Receipt, ReceiverConfig, Recorder, SystemClock, Unavailable};
use countertop_sandbox::SandboxConfig;
use countertop_store::{Ledger, Role};
use countertop_stripe_wire::RecordedEvent;
use secrecy::ExposeSecret;
use tokio::net::TcpListener;

use crate::log::Log;
use crate::{past, sales};

/// Runs a server by its name until standard input ends, and prints where it listens.
pub async fn serve(name: &str, folder: &Path) -> Result<()> {
    let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
    match name {
        "bare" => {
            let listener = TcpListener::bind(anywhere).await?;
            let address = listener.local_addr()?;
            let router = Router::new().route("/webhook", post(read));
            tokio::spawn(async move { axum::serve(listener, router).await });
            until_the_end(address).await
        }
        "verify" => through_the_door(anywhere, AtOnce).await,
        "log" => through_the_door(anywhere, Log::start(&folder.join("events.log"))?).await,
        "countertop" => {
            let ledger = Arc::new(Ledger::open(folder, Role::Receiver)?);
            let secrets = vec![sales::secret()];
            let reception = Reception::start(Arc::clone(&ledger), anywhere, secrets).await?;
            until_the_end(reception.address()).await?;
            reception.shutdown().await;
            if let Some(ledger) = Arc::into_inner(ledger) {
                ledger.close();
            }
            Ok(())
        }
        other => match past::payments(other) {
            Some(payments) => practice(payments, anywhere, folder).await,
            None => bail!("there is no server '{other}'"),
        },
    }
}

/// A practice store with a past. It leaves its key in its folder.
async fn practice(payments: u32, listen: SocketAddr, folder: &Path) -> Result<()> {
    let config = SandboxConfig {
        listen,
        data_dir: folder.to_owned(),
        webhook: None,
        seed: Some(1),
        payments,
        clock: None,
    };
    let store = countertop_sandbox::start(config).await?;
    std::fs::write(folder.join(past::KEY), store.api_key().expose_secret())?;
    until_the_end(store.address()).await?;
    Ok(store.shutdown().await?)
}

/// A server that reads the body and answers as we do.
async fn read(_body: Bytes) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], r#"{"received":true}"#)
}

/// Takes what was verified for recorded.
struct AtOnce;

impl Recorder for AtOnce {
    async fn record(&self, _: RecordedEvent) -> Result<Receipt, Unavailable> {
        Ok(NEW)
    }

    fn note(&self, _: Delivery) {}
}

/// What is answered of an event that nobody looked up.
pub const NEW: Receipt = Receipt {
    first_seen: false,
    first_counted: false,
    aside: None,
};

async fn through_the_door(listen: SocketAddr, recorder: impl Recorder) -> Result<()> {
    let config = ReceiverConfig {
        listen,
        secrets: vec![sales::secret()],
        clock: Box::new(SystemClock),
    };
    let receiver = countertop_receiver::start(config, recorder).await?;
    until_the_end(receiver.address()).await?;
    receiver.shutdown().await;
    Ok(())
}

async fn until_the_end(address: SocketAddr) -> Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "{address}")?;
    out.flush()?;
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    ended.await??;
    Ok(())
}
