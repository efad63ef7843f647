//! What is done to a payment, whatever happens on the way to Stripe.

use std::sync::Arc;
use std::time::Duration;

use countertop_app::deeds::{self, DeedError, Desk, Refund};
use countertop_app::reception::SystemClock;
use countertop_domain::{PaymentIntentId, PaymentStatus};
use countertop_store::{Ledger, Role};
use countertop_stripe_client::{Client, IdempotencyKey, NewRefund, Refunded};
use reqwest::Method;
use serde_json::json;
use tokio::time::sleep;

use crate::account::{Account, client};
use crate::toll::Toll;

struct Merchant {
    account: Account,
    toll: Toll,
    ledger: Arc<Ledger>,
    client: Client,
    _folder: tempfile::TempDir,
}

impl Merchant {
    async fn open() -> Self {
        let account = Account::open().await;
        let toll = Toll::start(&account.sandbox.base_url()).await;
        let folder = tempfile::tempdir().unwrap();
        Self {
            client: client(&toll.url, account.sandbox.api_key().clone()),
            ledger: Arc::new(Ledger::open(folder.path(), Role::Receiver).unwrap()),
            account,
            toll,
            _folder: folder,
        }
    }

    fn desk(&self) -> Desk<'_> {
        Desk {
            ledger: &self.ledger,
            client: &self.client,
            clock: &SystemClock,
        }
    }

    async fn sell(&self) -> String {
        let given = json!({"amount": 450, "currency": "gbp", "payment_method": "pm_card_visa",
            "confirm": true, "automatic_payment_methods": {"enabled": true, "allow_redirects": "never"}});
        let intent = self
            .account
            .api(Method::POST, "payment_intents", given)
            .await;
        intent["id"].as_str().unwrap().to_owned()
    }

    async fn refunded_there(&self, id: &str) -> i64 {
        let path = format!("refunds?payment_intent={id}");
        let list = self.account.api(Method::GET, &path, json!({})).await;
        let rows = list["data"].as_array().unwrap();
        rows.iter().map(|it| it["amount"].as_i64().unwrap()).sum()
    }

    /// Asks for a refund under the key; it arrives at Stripe, and the program ends before it hears of that.
    async fn refund_and_die(&self, id: &str, amount: Option<i64>, key: &str) {
        self.toll.hold(Some("/refunds"));
        let (ledger, client) = (Arc::clone(&self.ledger), self.client.clone());
        let (of, under) = (id.to_owned(), key.to_owned());
        let dying = tokio::spawn(async move {
            let desk = Desk {
                ledger: &ledger,
                client: &client,
                clock: &SystemClock,
            };
            let what = Refund {
                amount,
                reason: None,
            };
            deeds::refund(desk, &of, what, &under).await
        });
        while self.ledger.document("deed_send", key).unwrap().is_none() {
            sleep(Duration::from_millis(5)).await;
        }
        dying.abort();
        self.toll.hold(None);
        let arrived = NewRefund {
            of: Refunded::Intent(PaymentIntentId::new(id).unwrap()),
            amount,
            reason: None,
        };
        let key = IdempotencyKey::new(format!("countertop-deed-{key}")).unwrap();
        self.account
            .client()
            .create_refund(&arrived, &key)
            .await
            .unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refund_that_nobody_heard_of_is_made_once() {
    let merchant = Merchant::open().await;
    for amount in [Some(200), None] {
        let id = merchant.sell().await;
        let what = Refund {
            amount,
            reason: None,
        };
        let key = format!("form-{amount:?}").replace(['(', ')'], "-");
        merchant.refund_and_die(&id, amount, &key).await;
        let payment = deeds::refund(merchant.desk(), &id, what, &key)
            .await
            .unwrap();
        assert_eq!(payment.amount_refunded, amount.unwrap_or(450));
        assert_eq!(merchant.refunded_there(&id).await, amount.unwrap_or(450));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_key_is_a_refund_of_its_own_until_nothing_is_left() {
    let merchant = Merchant::open().await;
    let id = merchant.sell().await;
    let what = Refund {
        amount: Some(200),
        reason: None,
    };
    deeds::refund(merchant.desk(), &id, what, "first")
        .await
        .unwrap();
    let all = Refund::default();
    let payment = deeds::refund(merchant.desk(), &id, all, "second")
        .await
        .unwrap();
    assert_eq!(payment.status, PaymentStatus::Refunded);
    let error = deeds::refund(merchant.desk(), &id, all, "third")
        .await
        .unwrap_err();
    assert!(
        matches!(error, DeedError::Rule { field: None, .. }),
        "{error}"
    );
    assert!(
        merchant
            .ledger
            .document("deed_send", "third")
            .unwrap()
            .is_none()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_never_left_this_computer_says_so() {
    let merchant = Merchant::open().await;
    let id = merchant.sell().await;
    let away = client(
        "http://127.0.0.1:9",
        merchant.account.sandbox.api_key().clone(),
    );
    let desk = Desk {
        client: &away,
        ..merchant.desk()
    };
    let error = deeds::refund(desk, &id, Refund::default(), "one")
        .await
        .unwrap_err();
    assert!(matches!(error, DeedError::NotSent { .. }), "{error}");
    let error = deeds::cancel(desk, &id, "two").await.unwrap_err();
    assert!(matches!(error, DeedError::NotSent { .. }), "{error}");
    assert_eq!(merchant.refunded_there(&id).await, 0);
}
