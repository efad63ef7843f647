//! Printing each payment that changes, while it is being received.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use countertop_store::{Changes, Ledger};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::output;

/// How long the last lines may take when the program ends: a reader that has stopped reading must
/// not keep it from ending.
const PATIENCE: Duration = Duration::from_secs(2);

/// A printer of changed payments, at work.
pub struct Follow {
    stop: oneshot::Sender<()>,
    printing: JoinHandle<Result<()>>,
}

impl Follow {
    /// Begins to print what changes from now on.
    pub fn start(ledger: &Arc<Ledger>) -> Self {
        let (stop, stopped) = oneshot::channel();
        let printer = Printer {
            changes: ledger.subscribe(),
            ledger: Arc::clone(ledger),
            pending: BTreeSet::new(),
        };
        Self {
            stop,
            printing: tokio::spawn(printer.run(stopped)),
        }
    }

    /// Resolves when it can print no more, with the reason.
    pub async fn ended(&mut self) -> Result<()> {
        (&mut self.printing).await?
    }

    /// Prints what changed until now, and ends.
    pub async fn finish(self) -> Result<()> {
        // When it has ended already there is nothing to stop.
        let _ = self.stop.send(());
        let abort = self.printing.abort_handle();
        match tokio::time::timeout(PATIENCE, self.printing).await {
            Ok(ended) => ended?,
            Err(_) => {
                abort.abort();
                tracing::warn!("The last changed payments were not printed: nobody reads them.");
                Ok(())
            }
        }
    }
}

struct Printer {
    ledger: Arc<Ledger>,
    changes: Receiver<Changes>,
    /// Payments that changed and are not printed yet: however often one changes meanwhile, it is
    /// printed once.
    pending: BTreeSet<String>,
}

impl Printer {
    async fn run(mut self, mut stopped: oneshot::Receiver<()>) -> Result<()> {
        let mut under_way: Option<JoinHandle<Result<()>>> = None;
        let mut stopping = false;
        loop {
            if under_way.is_none() && !self.pending.is_empty() {
                under_way = Some(self.print());
            }
            if stopping && under_way.is_none() {
                return Ok(());
            }
            tokio::select! {
                changes = self.changes.recv(), if !stopping => self.take(changes),
                printed = ended(&mut under_way) => {
                    under_way = None;
                    printed?;
                }
                _ = &mut stopped, if !stopping => {
                    self.take_the_rest();
                    stopping = true;
                }
            }
        }
    }

    fn take(&mut self, changes: Result<Changes, RecvError>) {
        match changes {
            Ok(changes) => self.pending.extend(changes.payments),
            Err(RecvError::Lagged(commits)) => {
                tracing::warn!(
                    commits,
                    "Payments changed faster than they could be printed; some lines are missing."
                );
            }
            // The ledger outlives its printer.
            Err(RecvError::Closed) => {}
        }
    }

    fn take_the_rest(&mut self) {
        loop {
            match self.changes.try_recv() {
                Ok(changes) => self.pending.extend(changes.payments),
                Err(TryRecvError::Lagged(_)) => {}
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            }
        }
    }

    /// Reads what is pending and prints it, where both may wait.
    fn print(&mut self) -> JoinHandle<Result<()>> {
        let (ledger, ids) = (Arc::clone(&self.ledger), std::mem::take(&mut self.pending));
        tokio::task::spawn_blocking(move || {
            let mut lines = String::new();
            for id in ids {
                // A payment that turned out to be part of another is gone.
                if let Some(payment) = ledger.payment(&id)? {
                    lines.push_str(&serde_json::to_string(&payment)?);
                    lines.push('\n');
                }
            }
            drop(ledger);
            output::bytes(lines.as_bytes())
        })
    }
}

/// Resolves when the printing under way is done; never when there is none.
async fn ended(under_way: &mut Option<JoinHandle<Result<()>>>) -> Result<()> {
    match under_way {
        Some(printing) => printing.await?,
        None => std::future::pending().await,
    }
}
