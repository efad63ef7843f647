//! What was imported, compared with the objects themselves.

use std::collections::{BTreeMap, BTreeSet};

use countertop_app::history::{HistoryState, Standing};
use countertop_domain::Payment;
use countertop_store::{Ledger, LinkFilter, Span};
use serde_json::{Value, json};

use super::{DAY, Shop, import, payments};

/// What a payment's objects say of it, read without the code that the ledger uses.
struct Truth {
    charges: BTreeMap<String, Value>,
    transactions: BTreeMap<String, Value>,
    sessions: BTreeMap<String, Value>,
    disputes: Vec<Value>,
}

impl Truth {
    async fn of(shop: &Shop) -> Self {
        let by = |key: &str, list: Vec<Value>| {
            let with_key = |it: Value| Some((it[key].as_str()?.to_owned(), it));
            list.into_iter().filter_map(with_key).collect()
        };
        Self {
            charges: by("id", shop.all("charges").await),
            transactions: by("id", shop.all("balance_transactions").await),
            sessions: by("payment_intent", shop.all("checkout/sessions").await),
            disputes: shop.all("disputes").await,
        }
    }

    /// As the terminal shows a payment, reduced to what objects tell.
    fn row(&self, intent: &Value) -> Value {
        let null = Value::Null;
        let named = |it: &Value| it.as_str().unwrap_or_default().to_owned();
        let charge = self
            .charges
            .get(&named(&intent["latest_charge"]))
            .unwrap_or(&null);
        let settled = self
            .transactions
            .get(&named(&charge["balance_transaction"]));
        let session = self.sessions.get(&named(&intent["id"])).unwrap_or(&null);
        let disputes = self
            .disputes
            .iter()
            .filter(|it| it["charge"] == charge["id"]);
        let disputes: Vec<_> = disputes.filter(|_| !charge.is_null()).collect();
        let captured = charge["amount_captured"].as_i64().unwrap_or(0);
        let refunded = charge["amount_refunded"].as_i64().unwrap_or(0);
        let any = |statuses: &[&str]| {
            let status = |it: &&Value| statuses.contains(&it["status"].as_str().unwrap());
            disputes.iter().any(status)
        };
        let status = if any(&["lost"]) {
            "dispute_lost"
        } else if any(&["needs_response", "under_review"]) {
            "disputed"
        } else if refunded > 0 && refunded == captured {
            "refunded"
        } else if refunded > 0 {
            "partially_refunded"
        } else {
            match intent["status"].as_str().unwrap() {
                "requires_payment_method" if intent["last_payment_error"].is_object() => "failed",
                "requires_payment_method" | "requires_confirmation" => "incomplete",
                "requires_capture" => "uncaptured",
                other => other,
            }
        };
        json!({
            "status": status,
            "created": intent["created"],
            "amount": intent["amount"],
            "currency": intent["currency"],
            "captured": captured,
            "refunded": refunded,
            "fee": settled.map(|it| &it["fee"]),
            "net": settled.map(|it| &it["net"]),
            "session": session["id"],
            "link": session["payment_link"],
            "email": session["customer_details"]["email"],
            "charge": charge["id"],
            "disputes": disputes.len(),
        })
    }
}

fn shown(payment: &Payment) -> Value {
    json!({
        "status": payment.status.as_str(),
        "created": payment.created.0,
        "amount": payment.amount,
        "currency": payment.currency.map(|it| it.code().to_lowercase()),
        "captured": payment.amount_captured,
        "refunded": payment.amount_refunded,
        "fee": payment.settlement.as_ref().map(|it| it.fee),
        "net": payment.settlement.as_ref().map(|it| it.net),
        "session": payment.checkout_session.as_ref().map(|it| it.as_str()),
        "link": payment.payment_link.as_ref().map(|it| it.as_str()),
        "email": payment.customer_email,
        "charge": payment.charge.as_ref().map(|it| it.as_str()),
        "disputes": usize::from(payment.dispute.is_some()),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn the_imported_rows_are_what_the_objects_say() {
    let shop = Shop::with_past(500).await;
    shop.disputes().await;
    let ledger = shop.ledger("all");
    let end = import(shop.config(&ledger)).await;
    assert_eq!(end.state, HistoryState::Done);
    assert!(
        end.lists.iter().all(|it| it.standing == Standing::Done),
        "{end:?}"
    );

    let truth = Truth::of(&shop).await;
    let rows = payments(&ledger);
    let intents = shop.all("payment_intents").await;
    assert_eq!((rows.len(), intents.len()), (500, 500));
    let mut statuses = BTreeMap::<String, u32>::new();
    for intent in &intents {
        let row = &rows[intent["id"].as_str().unwrap()];
        assert_eq!(shown(row), truth.row(intent), "{}", row.id);
        *statuses.entry(row.status.as_str().to_owned()).or_default() += 1;
        // A payment of last year was not paid today.
        if let Some(paid_at) = row.paid_at {
            assert!(
                paid_at >= row.created && paid_at.0 <= row.created.0 + 14 * DAY,
                "{row:#?}"
            );
        }
        let lacks = ledger.lacks(&row.id).unwrap();
        assert!(lacks.is_empty(), "{}: {lacks:?}", row.id);
    }
    assert!(statuses.len() >= 6, "a year has all sorts: {statuses:?}");
    compare_lists(&shop, &ledger).await;
    assert!(ledger.check().unwrap().is_empty());
    let calls = shop.toll.calls();
    let once: BTreeSet<_> = calls.iter().collect();
    assert_eq!(once.len(), calls.len());
}

async fn compare_lists(shop: &Shop, ledger: &Ledger) {
    let span = Span {
        limit: 1000,
        ..Span::default()
    };
    let ids = |list: Vec<Value>| -> BTreeSet<String> {
        list.iter()
            .map(|it| format!("{} {}", it["id"], it["status"]))
            .collect()
    };
    let disputes = ledger.disputes(&span).unwrap().rows.into_iter();
    let disputes = disputes.map(|it| json!({"id": it.id.as_str(), "status": it.status}));
    assert_eq!(ids(disputes.collect()), ids(shop.all("disputes").await));
    let payouts = ledger.payouts(&span).unwrap().rows.into_iter();
    let payouts = payouts.map(|it| json!({"id": it.id.as_str(), "status": it.status}));
    assert_eq!(ids(payouts.collect()), ids(shop.all("payouts").await));
    let filter = LinkFilter {
        span,
        ..LinkFilter::default()
    };
    let links = ledger.links(&filter).unwrap().rows;
    assert!(links.iter().all(|(link, _)| link.name.is_some()));
    assert_eq!(links.len(), shop.all("payment_links").await.len());
}
