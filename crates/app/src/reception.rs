//! The receiver, recording into a ledger.

use std::net::SocketAddr;
use std::sync::Arc;

use countertop_domain::UnixSeconds;
pub use countertop_receiver::{Clock, SystemClock};
use countertop_receiver::{
    Counters, Delivery, Expected, Page, Receipt, Receiver, ReceiverConfig, ReceiverError, Recorder,
    Unavailable,
};
use countertop_store::Ledger;
use countertop_stripe_wire::RecordedEvent;
use secrecy::SecretString;

use crate::metrics;

/// A receiver that records into a ledger.
pub struct Reception {
    receiver: Receiver,
    began: UnixSeconds,
    ledger: Arc<Ledger>,
    metrics: Option<Page>,
}

struct IntoLedger(Arc<Ledger>);

impl Recorder for IntoLedger {
    async fn record(&self, event: RecordedEvent) -> Result<Receipt, Unavailable> {
        match self.0.record(event).await {
            Ok(recorded) => Ok(Receipt {
                first_seen: recorded.first_seen,
                first_counted: recorded.first_counted,
                aside: recorded.aside,
            }),
            // The ledger says why, once; the sender is asked to send it again.
            Err(_) => Err(Unavailable),
        }
    }

    fn note(&self, delivery: Delivery) {
        self.0.note_delivery(countertop_store::Delivery {
            at: delivery.at,
            status: delivery.status,
            code: delivery.code.map(str::to_owned),
            event: delivery.event,
            bytes: delivery.bytes,
            digest: delivery.digest,
            symptom: delivery.symptom.map(str::to_owned),
            count: delivery.count,
        });
    }
}

impl Reception {
    /// Starts to receive on a loopback address; port 0 picks a free one.
    ///
    /// # Errors
    /// When the address is not loopback, there is no secret, or the port cannot be had.
    pub async fn start(
        ledger: Arc<Ledger>,
        listen: SocketAddr,
        secrets: Vec<SecretString>,
    ) -> Result<Self, ReceiverError> {
        let config = ReceiverConfig {
            listen,
            secrets,
            clock: Box::new(SystemClock),
        };
        let recorder = IntoLedger(Arc::clone(&ledger));
        let receiver = countertop_receiver::start(config, recorder).await?;
        Ok(Self {
            receiver,
            began: SystemClock.now(),
            ledger,
            metrics: None,
        })
    }

    /// Shows its own numbers and the ledger's to programs on this computer, in Prometheus's text
    /// format; gives back the page's address.
    ///
    /// # Errors
    /// When the address is not loopback, or the port cannot be had.
    pub async fn show_metrics(&mut self, listen: SocketAddr) -> Result<String, ReceiverError> {
        let ledger = Arc::clone(&self.ledger);
        let page = Page::show(metrics::page(listen, self.receiver.counter(), ledger)).await?;
        Ok(self.metrics.insert(page).url())
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.receiver.address()
    }

    /// The address that a tunnel forwards to: `http://127.0.0.1:PORT/webhook`.
    pub fn url(&self) -> String {
        self.receiver.url()
    }

    /// Expects bodies that we are about to send to ourselves; see [`Receiver::expect`].
    pub fn expecter(&self) -> impl Fn([u8; 32]) -> Expected + Send + Sync + use<> {
        self.receiver.expecter()
    }

    /// When it began to receive.
    pub fn began(&self) -> UnixSeconds {
        self.began
    }

    /// Takes the secrets that deliveries may be signed with from now on. With none, every delivery is
    /// answered with 503.
    pub fn secret_taker(&self) -> impl Fn(&[SecretString]) + Send + Sync + use<> {
        self.receiver.secret_taker()
    }

    /// What it has done so far.
    pub fn counters(&self) -> Counters {
        self.receiver.counters()
    }

    /// What it has done so far, to be asked for elsewhere.
    pub fn counter(&self) -> impl Fn() -> Counters + Send + Sync + use<> {
        self.receiver.counter()
    }

    /// Finishes what is under way and stops.
    pub async fn shutdown(self) {
        let metrics = async {
            if let Some(page) = self.metrics {
                page.stop().await;
            }
        };
        tokio::join!(self.receiver.shutdown(), metrics);
    }
}
