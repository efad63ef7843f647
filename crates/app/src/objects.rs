//! What an open account reads of Stripe's objects, beside events: what single payments lack, and the
//! history. The one holds while the other runs, so both have the same word of it.

use std::sync::Arc;

use countertop_receiver::SystemClock;
use countertop_store::Ledger;
use countertop_stripe_client::Client;
use tokio::sync::{broadcast, watch};
use tokio::task::JoinHandle;

use crate::behind;
use crate::catchup::Status;
use crate::history::{HistoryConfig, Import};
use crate::ipc::Announcement;

/// Both, at work.
pub(crate) struct Objects {
    pub(crate) import: Arc<Import>,
    tasks: [JoinHandle<()>; 2],
}

impl Objects {
    /// Begins to fetch what payments lack, and goes on with an import that was under way.
    pub(crate) fn start(
        ledger: &Arc<Ledger>,
        client: &Client,
        catching_up: watch::Receiver<Status>,
        window: &broadcast::Sender<Announcement>,
    ) -> Self {
        let config = HistoryConfig {
            beside: Some(catching_up),
            ..HistoryConfig::new(Arc::clone(ledger), client.clone())
        };
        let hold = config.hold.clone();
        let import = Arc::new(Import::new(config, window.clone()));
        let (ledger, client, going_on) = (Arc::clone(ledger), client.clone(), Arc::clone(&import));
        Self {
            import,
            tasks: [
                tokio::spawn(behind::keep_complete(ledger, client, SystemClock, hold)),
                tokio::spawn(async move { going_on.go_on().await }),
            ],
        }
    }

    /// Ends both; an import goes on at the next start.
    pub(crate) async fn close(self) {
        for task in self.tasks {
            task.abort();
            // A task that was ended on purpose has nothing to say.
            let _ = task.await;
        }
        self.import.close().await;
    }
}
