//! Objects behind events: whatever the deliveries leave out, the rows are complete at the end, and
//! nothing is asked for twice that is known.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use countertop_app::behind::{self, Hold};
use countertop_app::reception::Reception;
use countertop_domain::{Payment, PaymentStatus};
use countertop_receiver::SystemClock;
use countertop_sandbox::{Sandbox, SandboxConfig, Webhook};
use countertop_store::{Ledger, PaymentFilter, Role};
use countertop_stripe_wire::form;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

use crate::account::client;
use crate::toll::Toll;

/// What could not be delivered at once is tried again within 23 seconds, and once more a minute later.
const LONG: Duration = Duration::from_secs(90);
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// A shop whose endpoint is not told of everything.
struct Shop {
    _folder: tempfile::TempDir,
    sandbox: Sandbox,
    _reception: Reception,
    ledger: Arc<Ledger>,
    toll: Toll,
}

impl Shop {
    /// Of the types that begin with one of `dropped`, nothing is delivered.
    async fn open(dropped: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ledger = Arc::new(Ledger::open(folder.path(), Role::Receiver).unwrap());
        let secret = SecretString::from("whsec_of_the_objects_behind");
        let address = "127.0.0.1:0".parse().unwrap();
        let secrets = vec![secret.clone()];
        let reception = Reception::start(Arc::clone(&ledger), address, secrets)
            .await
            .unwrap();
        let sandbox = countertop_sandbox::start(SandboxConfig {
            listen: address,
            data_dir: folder.path().join("stripe"),
            webhook: Some(Webhook {
                url: reception.url(),
                secret: Some(secret),
            }),
            seed: Some(5),
            payments: 0,
            clock: None,
        })
        .await
        .unwrap();
        let toll = Toll::start(&sandbox.base_url()).await;
        let shop = Self {
            _folder: folder,
            sandbox,
            _reception: reception,
            ledger,
            toll,
        };
        let told: Vec<_> = countertop_stripe_wire::handled_types()
            .filter(|it| !dropped.iter().any(|dropped| it.starts_with(dropped)))
            .collect();
        let endpoints = shop.ask("GET", "/v1/webhook_endpoints", json!({})).await;
        let id = endpoints["data"][0]["id"].as_str().unwrap();
        let endpoint = format!("/v1/webhook_endpoints/{id}");
        let changed = shop
            .ask("POST", &endpoint, json!({ "enabled_events": told }))
            .await;
        assert_eq!(
            changed["enabled_events"].as_array().unwrap().len(),
            told.len()
        );
        shop
    }

    async fn ask(&self, method: &str, path: &str, given: Value) -> Value {
        let request = countertop_sandbox::local_client()
            .unwrap()
            .request(method.parse().unwrap(), self.sandbox.base_url() + path)
            .bearer_auth(self.sandbox.api_key().expose_secret());
        let request = if path.starts_with("/_practice") {
            request
                .header("content-type", "application/json")
                .body(given.to_string())
        } else {
            request
                .header("content-type", "application/x-www-form-urlencoded")
                .body(form::encode(&given))
        };
        let text = request.send().await.unwrap().text().await.unwrap();
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert!(answer.get("error").is_none(), "{path}: {answer}");
        answer
    }

    /// A link for one cake, paid by somebody; gives back the payment's id.
    async fn sell(&self) -> String {
        let link = self
            .ask("POST", "/v1/payment_links", json!({"line_items": [{"quantity": 1, "price_data": {
                "currency": "eur", "unit_amount": 8650, "product_data": {"name": "Birthday cake"}}}]}))
            .await;
        let card = json!({"payment_link": link["id"], "card": "4242424242424242",
            "email": "ana@example.com", "name": "Ana Ruiz"});
        let paid = self.ask("POST", "/_practice/pay", card).await;
        assert_eq!(paid["status"], "succeeded", "{paid}");
        paid["payment_intent"].as_str().unwrap().to_owned()
    }

    fn keep_complete(&self) -> JoinHandle<()> {
        let client = client(&self.toll.url, self.sandbox.api_key().clone());
        let ledger = Arc::clone(&self.ledger);
        tokio::spawn(behind::keep_complete(
            ledger,
            client,
            SystemClock,
            Hold::default(),
        ))
    }

    /// Waits until the condition holds of a payment.
    async fn until(&self, id: &str, holds: impl Fn(&Payment) -> bool) -> Payment {
        let waiting = async {
            loop {
                let payment = self.ledger.payment(id).unwrap();
                if let Some(payment) = payment.filter(&holds) {
                    return payment;
                }
                sleep(LOOK_EVERY).await;
            }
        };
        let found = timeout(LONG, waiting).await;
        found.unwrap_or_else(|_| {
            let payment = self.ledger.payment(id).unwrap();
            panic!(
                "{payment:#?}, {:?}, {:#?}",
                self.ledger.lacks(id).unwrap(),
                self.toll.calls()
            )
        })
    }

    /// Waits until nothing is lacking.
    async fn until_complete(&self, id: &str) -> Payment {
        let is_complete =
            |it: &Payment| it.paid_at.is_some() && self.ledger.lacks(id).unwrap().is_empty();
        self.until(id, is_complete).await;
        // What was looked at first may be older than the moment when nothing was lacking any more.
        self.ledger.payment(id).unwrap().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_deliveries_leave_out_the_row_is_complete() {
    let cases: &'static [(&[&str], usize)] = &[
        (&[], 2),
        (&["charge.updated"], 2),
        (&["checkout.session"], 3),
        (&["payment_link"], 2),
        (&["payment_intent"], 3),
        (&["charge"], 2),
        (&["checkout.session", "payment_link", "charge"], 3),
        // Only the visit to the pay page is told of.
        (&["charge", "payment_intent", "payment_link"], 2),
        // Only that the card was charged.
        (
            &[
                "payment_intent",
                "checkout",
                "payment_link",
                "charge.updated",
            ],
            3,
        ),
    ];
    let tried = cases
        .iter()
        .map(|(dropped, most_calls)| tokio::spawn(completes(dropped, *most_calls)));
    for tried in tried.collect::<Vec<_>>() {
        tried.await.unwrap();
    }
}

async fn completes(dropped: &'static [&'static str], most_calls: usize) {
    let shop = Shop::open(dropped).await;
    let task = shop.keep_complete();
    let id = shop.sell().await;
    let payment = shop.until_complete(&id).await;
    assert_eq!(payment.status, PaymentStatus::Succeeded, "{dropped:?}");
    assert_eq!((payment.amount, payment.amount_captured), (8650, 8650));
    assert_eq!(
        payment.settlement.map(|it| it.fee),
        Some(155),
        "{dropped:?}"
    );
    assert_eq!(payment.customer_email.as_deref(), Some("ana@example.com"));
    assert!(payment.checkout_session.is_some(), "{dropped:?}");
    let link = payment.payment_link.unwrap();
    shop.ledger.wait_for_followers(LONG).unwrap();
    let (link, figures) = shop.ledger.link(link.as_str()).unwrap().unwrap();
    assert_eq!(link.name.as_deref(), Some("Birthday cake"), "{dropped:?}");
    assert_eq!(figures.paid, 1);
    task.abort();

    let calls = shop.toll.calls();
    let once: BTreeSet<_> = calls.iter().collect();
    assert_eq!(once.len(), calls.len(), "{dropped:?}: {calls:#?}");
    assert!(calls.len() <= most_calls, "{dropped:?}: {calls:#?}");
    assert!(shop.ledger.check().unwrap().is_empty());
    no_more_calls_after_a_restart(&shop).await;
}

/// What is known is not asked for by another process either.
async fn no_more_calls_after_a_restart(shop: &Shop) {
    let before = shop.toll.calls();
    let task = shop.keep_complete();
    let id = shop.sell().await;
    shop.until_complete(&id).await;
    task.abort();
    let known: BTreeSet<_> = before.iter().collect();
    let after = shop.toll.calls();
    let again: Vec<_> = after[before.len()..]
        .iter()
        .filter(|it| known.contains(it))
        .collect();
    assert!(again.is_empty(), "{again:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_payment_that_never_saw_a_pay_page_is_asked_about_and_left_alone() {
    let shop = Shop::open(&[]).await;
    let task = shop.keep_complete();
    let intent = json!({"amount": 1000, "currency": "eur", "payment_method": "pm_card_visa",
        "confirm": true, "automatic_payment_methods": {"enabled": true, "allow_redirects": "never"}});
    let intent = shop.ask("POST", "/v1/payment_intents", intent).await;
    let id = intent["id"].as_str().unwrap();
    let was_asked = |_: &Payment| {
        let lacks = shop.ledger.lacks(id).unwrap();
        lacks.len() == 1 && lacks[0].times == 1
    };
    let payment = shop.until(id, was_asked).await;
    assert!(payment.settlement.is_some() && payment.checkout_session.is_none());
    task.abort();
    let sessions = || {
        let calls = shop.toll.calls();
        calls
            .iter()
            .filter(|it| it.contains("/checkout/sessions"))
            .count()
    };
    assert_eq!(sessions(), 1);
    // Another process knows when it was asked for last.
    let task = shop.keep_complete();
    let sold = shop.sell().await;
    shop.until_complete(&sold).await;
    task.abort();
    assert_eq!(sessions(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_refund_and_a_dispute_took_is_known() {
    let shop = Shop::open(&[]).await;
    let task = shop.keep_complete();
    let id = shop.sell().await;
    shop.until_complete(&id).await;
    let given = json!({"payment_intent": id, "amount": 1000});
    let refund = shop.ask("POST", "/v1/refunds", given).await;
    let transaction = refund["balance_transaction"].as_str().unwrap();
    shop.until(&id, |it| it.amount_refunded == 1000).await;
    let asked_for = |it: &String| it.ends_with(&format!("/balance_transactions/{transaction}"));
    let times = || shop.toll.calls().iter().filter(|it| asked_for(it)).count();
    // The charge may tell of the money before the refund tells what it is settled by.
    shop.until(&id, |_| times() > 0).await;
    shop.until_complete(&id).await;
    assert_eq!(times(), 1, "{:#?}", shop.toll.calls());
    task.abort();
}

#[tokio::test(flavor = "multi_thread")]
async fn stripe_is_given_the_rest_that_it_asks_for() {
    let shop = Shop::open(&["checkout.session"]).await;
    // Longer than the client itself sits out.
    shop.toll.refuse(1, 61);
    let id = shop.sell().await;
    shop.until(&id, |it| it.status == PaymentStatus::Succeeded)
        .await;
    let task = shop.keep_complete();
    let refused = async {
        while shop.toll.refusals_left() > 0 {
            sleep(LOOK_EVERY).await;
        }
    };
    timeout(LONG, refused).await.unwrap();
    let called = async {
        while shop.toll.calls().is_empty() {
            sleep(LOOK_EVERY).await;
        }
    };
    let called = timeout(Duration::from_secs(3), called).await;
    assert!(called.is_err(), "it rests: {:?}", shop.toll.calls());
    task.abort();
    let filter = PaymentFilter::default();
    let page = shop.ledger.payments(&filter).unwrap();
    assert!(page.rows[0].settlement.is_none());
    // What cannot be reached is not counted as asked for.
    assert!(
        shop.ledger
            .lacks(&id)
            .unwrap()
            .iter()
            .all(|it| it.times == 0)
    );
}
