//! The history of a shop of a year, imported from its objects and compared with them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use countertop_app::behind::{self, Hold};
use countertop_app::history::{
    History, HistoryConfig, HistoryList, HistoryProgress, HistoryState, Standing,
};
use countertop_domain::{Payment, UnixSeconds};
use countertop_receiver::{Clock, SystemClock};
use countertop_sandbox::{Sandbox, SandboxConfig};
use countertop_store::{Ledger, LinkFilter, PaymentFilter, Role, Span};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::account::client;
use crate::toll::Toll;

const LONG: Duration = Duration::from_secs(120);
const DAY: i64 = 24 * 60 * 60;
const LOOK_EVERY: Duration = Duration::from_millis(10);
struct Shop {
    folder: tempfile::TempDir,
    sandbox: Sandbox,
    toll: Toll,
}

impl Shop {
    async fn with_past(payments: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = countertop_sandbox::start(SandboxConfig {
            listen: "127.0.0.1:0".parse().unwrap(),
            data_dir: folder.path().join("stripe"),
            webhook: None,
            seed: Some(1),
            payments,
            clock: None,
        })
        .await
        .unwrap();
        let toll = Toll::start(&sandbox.base_url()).await;
        Self {
            folder,
            sandbox,
            toll,
        }
    }

    fn ledger(&self, name: &str) -> Arc<Ledger> {
        Arc::new(Ledger::open(&self.folder.path().join(name), Role::Receiver).unwrap())
    }

    fn config(&self, ledger: &Arc<Ledger>) -> HistoryConfig {
        HistoryConfig {
            ledger: Arc::clone(ledger),
            client: client(&self.toll.url, self.sandbox.api_key().clone()),
            hold: Hold::default(),
            since: None,
            requests_per_second: None,
        }
    }

    /// Two disputes of the past, one of them lost.
    async fn disputes(&self) {
        let intents = self.all("payment_intents").await;
        let paid = intents.iter().filter(|it| it["status"] == "succeeded");
        let ids: Vec<_> = paid.take(2).map(|it| it["id"].as_str().unwrap()).collect();
        let mut last = String::new();
        for id in ids {
            let opened = self
                .practice("disputes", json!({ "payment_intent": id }))
                .await;
            last = opened["id"].as_str().unwrap().to_owned();
        }
        self.practice(&format!("disputes/{last}/close"), json!({"status": "lost"}))
            .await;
    }

    async fn practice(&self, call: &str, given: Value) -> Value {
        let url = format!("{}/_practice/{call}", self.sandbox.base_url());
        let request = countertop_sandbox::local_client()
            .unwrap()
            .post(url)
            .header("content-type", "application/json")
            .body(given.to_string());
        let text = request.send().await.unwrap().text().await.unwrap();
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert!(answer.get("error").is_none(), "{call} {given}: {answer}");
        answer
    }

    /// A whole list, read by hand.
    async fn all(&self, path: &str) -> Vec<Value> {
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let url = format!("{}/v1/{path}?limit=100{after}", self.sandbox.base_url());
            let request = countertop_sandbox::local_client()
                .unwrap()
                .get(url)
                .bearer_auth(self.sandbox.api_key().expose_secret());
            let text = request.send().await.unwrap().text().await.unwrap();
            let mut page: Value = serde_json::from_str(&text).unwrap();
            all.append(page["data"].as_array_mut().unwrap());
            if page["has_more"] == false {
                return all;
            }
            let last = all.last().unwrap()["id"].as_str().unwrap();
            after = format!("&starting_after={last}");
        }
    }
}

/// Waits until it is over, or the condition holds.
async fn until(history: &History, holds: impl Fn(&HistoryProgress) -> bool) -> HistoryProgress {
    let mut progress = history.progress();
    let waiting = progress.wait_for(|it| it.state.is_over() || holds(it));
    let Ok(found) = timeout(LONG, waiting).await else {
        panic!("not seen in time: {:#?}", *history.progress().borrow());
    };
    found.unwrap().clone()
}

async fn import(config: HistoryConfig) -> HistoryProgress {
    let history = History::start(config).await.unwrap();
    let end = until(&history, |_| false).await;
    history.stop().await;
    end
}

fn payments(ledger: &Ledger) -> BTreeMap<String, Payment> {
    let mut rows = BTreeMap::new();
    let mut filter = PaymentFilter::default();
    loop {
        let page = ledger.payments(&filter).unwrap();
        rows.extend(page.rows.into_iter().map(|it| (it.id.clone(), it)));
        let Some(next) = page.next else { return rows };
        filter.span.after = Some(next);
    }
}

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

#[tokio::test(flavor = "multi_thread")]
async fn an_import_pauses_stops_and_goes_on_where_it_was() {
    let shop = Shop::with_past(150).await;
    let ledger = shop.ledger("stopped");
    let read = |it: &HistoryProgress| it.lists.iter().map(|list| list.objects).sum::<u64>();
    let history = History::start(shop.config(&ledger)).await.unwrap();
    until(&history, |it| read(it) > 100).await;
    history.pause();
    let paused = until(&history, |it| it.state == HistoryState::Paused).await;
    assert_eq!(paused.state, HistoryState::Paused);
    let calls = shop.toll.calls().len();
    let called = async {
        while shop.toll.calls().len() == calls {
            sleep(LOOK_EVERY).await;
        }
    };
    let called = timeout(Duration::from_millis(300), called).await;
    assert!(called.is_err(), "it pauses");
    history.resume();
    until(&history, |it| read(it) > read(&paused)).await;
    history.stop().await;
    let stopped = shop.toll.calls().len();

    let again = History::start(shop.config(&ledger)).await.unwrap();
    assert!(
        read(&again.progress().borrow()) > read(&paused),
        "it is known how far it came"
    );
    let end = until(&again, |_| false).await;
    again.stop().await;
    assert_eq!(end.state, HistoryState::Done);
    let calls = shop.toll.calls();
    let once: BTreeSet<_> = calls.iter().collect();
    assert!(
        stopped < calls.len() && once.len() == calls.len(),
        "no page is read twice"
    );
    assert_eq!(payments(&ledger).len(), 150);

    // It is done, until it is to begin anew; what is known then is known again.
    assert_eq!(import(shop.config(&ledger)).await.lists, end.lists);
    assert_eq!(shop.toll.calls().len(), calls.len());
    let before = payments(&ledger);
    History::forget(&ledger).await.unwrap();
    import(shop.config(&ledger)).await;
    assert_eq!(shop.toll.calls().len(), 2 * calls.len());
    assert_eq!(payments(&ledger), before);
    assert!(ledger.check().unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_reaches_back_as_far_as_is_wanted_and_later_further() {
    let shop = Shop::with_past(60).await;
    let ledger = shop.ledger("half");
    let since = UnixSeconds(SystemClock.now().0 - 120 * DAY);
    let config = HistoryConfig {
        since: Some(since),
        ..shop.config(&ledger)
    };
    assert_eq!(import(config).await.state, HistoryState::Done);
    let intents = shop.all("payment_intents").await;
    let recent = intents
        .iter()
        .filter(|it| it["created"].as_i64().unwrap() >= since.0)
        .count();
    let rows = payments(&ledger);
    assert!(rows.values().filter(|it| it.created >= since).count() == recent);
    assert!(rows.len() < 60, "{}", rows.len());
    import(shop.config(&ledger)).await;
    assert_eq!(payments(&ledger).len(), 60);
    let calls = shop.toll.calls();
    assert!(
        calls.iter().all(|it| it.contains("limit=100")),
        "{calls:#?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_gives_stripe_the_rest_that_it_asks_for() {
    let shop = Shop::with_past(20).await;
    let ledger = shop.ledger("refused");
    // The client's own four tries fail, and the first of the next four.
    shop.toll.refuse(5, 1);
    let begun = Instant::now();
    let history = History::start(shop.config(&ledger)).await.unwrap();
    let waits = |it: &HistoryProgress| matches!(it.state, HistoryState::Waiting { .. });
    let waiting = until(&history, waits).await;
    let HistoryState::Waiting { reason, pause } = waiting.state else {
        panic!("{waiting:?}");
    };
    assert!(reason.contains("no more requests"), "{reason}");
    assert_eq!(pause, Duration::from_secs(2));
    assert_eq!(until(&history, |_| false).await.state, HistoryState::Done);
    assert!(
        begun.elapsed() >= Duration::from_secs(3 + 2 + 1),
        "{:?}",
        begun.elapsed()
    );
    history.stop().await;
    assert_eq!(payments(&ledger).len(), 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_keeps_within_its_budget() {
    // An empty shop answers faster than it may be asked.
    let shop = Shop::with_past(0).await;
    let config = HistoryConfig {
        requests_per_second: Some(10),
        ..shop.config(&shop.ledger("slow"))
    };
    let begun = Instant::now();
    assert_eq!(import(config).await.state, HistoryState::Done);
    let calls = u32::try_from(shop.toll.calls().len()).unwrap();
    assert_eq!(calls, 7, "a page of each list");
    assert!(
        begun.elapsed() >= Duration::from_millis(600),
        "{:?}",
        begun.elapsed()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_the_key_may_not_read_is_named_and_the_others_are_read() {
    let shop = Shop::with_past(20).await;
    let ledger = shop.ledger("restricted");
    let permissions = json!({"payment_links": "read", "checkout_sessions": "read",
        "payment_intents": "read", "charges": "read", "refunds": "read", "payouts": "read",
        "balance_transactions": "read", "customers": "read"});
    let key = shop
        .practice("keys", json!({ "permissions": permissions }))
        .await;
    let key = SecretString::from(key["key"].as_str().unwrap());
    let config = HistoryConfig {
        client: client(&shop.toll.url, key),
        ..shop.config(&ledger)
    };
    let end = import(config).await;
    assert_eq!(end.state, HistoryState::Done, "{end:#?}");
    for list in &end.lists {
        match (&list.standing, list.list) {
            (Standing::Refused(reason), HistoryList::Disputes) => {
                assert!(reason.contains("dispute_read"), "{reason}");
            }
            (Standing::Done | Standing::Refused(_), _) => {}
            (Standing::Going, _) => panic!("{list:?}"),
        }
    }
    assert_eq!(payments(&ledger).len(), 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_history_comes_nothing_of_it_is_asked_for_singly() {
    let shop = Shop::with_past(60).await;
    let ledger = shop.ledger("together");
    let config = HistoryConfig {
        // As slowly as at Stripe, so that there is time to ask.
        requests_per_second: Some(2),
        ..shop.config(&ledger)
    };
    let asking = client(&shop.toll.url, shop.sandbox.api_key().clone());
    let kept = Arc::clone(&ledger);
    let hold = config.hold.clone();
    let task = tokio::spawn(behind::keep_complete(kept, asking, SystemClock, hold));
    assert_eq!(import(config).await.state, HistoryState::Done);
    task.abort();
    let calls = shop.toll.calls();
    let recent = |it: &&Payment| it.created.0 > SystemClock.now().0 - DAY;
    let recent = payments(&ledger).values().filter(recent).count();
    let singly = calls.iter().filter(|it| !it.contains("limit=100")).count();
    assert!(singly <= recent, "{calls:#?}");
}
