//! The lines that people search their logs for.

use std::io::Write;
use std::sync::{Arc, Mutex};

use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::caller::exchange;
use crate::shelf::Shelf;
use crate::{eventually, open, post, signature};

/// The lines that were logged.
#[derive(Clone, Default)]
pub struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Lines {
    /// Listens to what this thread logs, as long as the guard lives.
    pub fn start() -> (Self, tracing::subscriber::DefaultGuard) {
        let lines = Self::default();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(lines.clone())
            .finish();
        (lines, tracing::subscriber::set_default(subscriber))
    }

    pub fn count(&self, needle: &str) -> usize {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        text.lines().filter(|line| line.contains(needle)).count()
    }
}

#[tokio::test]
async fn each_outcome_leaves_its_line_and_nothing_private() {
    let (lines, _guard) = Lines::start();
    let receiver = open(&Shelf::default()).await;
    let send = async |body: &serde_json::Value| {
        let body = body.to_string();
        let header = signature(body.as_bytes());
        exchange(
            &receiver,
            &post(&[("Stripe-Signature", &header)], body.as_bytes()),
        )
        .await;
    };
    let paid = json!({"id": "evt_1", "object": "event", "type": "payment_intent.succeeded",
        "created": 5, "data": {"object": {"object": "payment_intent", "id": "pi_1",
        "amount": 1099, "status": "succeeded", "receipt_email": "ana@example.com"}}});
    send(&paid).await;
    send(&paid).await;
    send(&json!({"id": "evt_2", "object": "event", "type": "customer.created"})).await;
    send(&json!({"id": "evt_3", "object": "v2.core.event", "type": "v1.billing.meter"})).await;
    exchange(
        &receiver,
        &post(&[("Stripe-Signature", "t=1,v1=00")], b"{}"),
    )
    .await;
    for (line, times) in [
        ("PaymentIntent for 1099 was successful!", 1),
        ("Unhandled event type customer.created", 1),
        ("Unhandled event type v1.billing.meter", 1),
        (
            "Webhook signature verification failed. No signature matches the body for this \
             endpoint's secret.",
            1,
        ),
        ("ana@example.com", 0),
        ("whsec_", 0),
    ] {
        assert_eq!(lines.count(line), times, "{line}");
    }
}

#[tokio::test]
async fn a_flood_of_refusals_becomes_a_summary() {
    let (lines, _guard) = Lines::start();
    let receiver = open(&Shelf::default()).await;
    for _ in 0..60 {
        exchange(
            &receiver,
            &post(&[("Stripe-Signature", "t=1,v1=00")], b"{}"),
        )
        .await;
    }
    let single = lines.count("Webhook signature verification failed. ");
    assert!((10..60).contains(&single), "{single} lines");
    eventually("the rest is summed up", || {
        lines.count("more times within a second") > 0
    })
    .await;
}
