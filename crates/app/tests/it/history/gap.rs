//! A stretch of time of which the list of events tells nothing any more is told by the objects.

use std::sync::Arc;

use countertop_app::catchup::{CatchUp, Wanted};
use countertop_app::history::{History, HistoryConfig, HistoryState, Standing};
use countertop_domain::UnixSeconds;
use countertop_store::{Gap, Ledger, Proof};
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Value, json};

use super::{DAY, Shop, import, payments};
use crate::account::client;

async fn caught_up(shop: &Shop, ledger: &Arc<Ledger>) -> Proof {
    let catch_up = CatchUp::new(Arc::clone(ledger), &shop.client());
    let caught = catch_up.round(Wanted::Onwards, &|_| {}).await.unwrap();
    caught.proof
}

async fn advance(shop: &Shop, days: i64) {
    let asked = json!({ "seconds": days * DAY });
    let now = shop.practice("advance", asked).await["now"].as_i64();
    shop.toll.set_date(now.unwrap());
}

/// Pays a new link; gives back the intent.
async fn pay(shop: &Shop) -> String {
    let link = json!({"line_items": [{"quantity": 1, "price_data": {"currency": "eur",
        "unit_amount": 1250, "product_data": {"name": "Tea"}}}]});
    let link = shop.account.api(Method::POST, "payment_links", link).await;
    let paid = json!({"payment_link": link["id"], "card": "4242424242424242"});
    let paid = shop.practice("pay", paid).await;
    paid["payment_intent"].as_str().unwrap().to_owned()
}

async fn refund(shop: &Shop, intent: &str) {
    let asked = json!({ "payment_intent": intent });
    let refund = shop.account.api(Method::POST, "refunds", asked).await;
    assert_eq!(refund["status"], "succeeded", "{refund}");
}

/// Has a payment disputed, and answers that; gives back the dispute.
async fn dispute(shop: &Shop, intent: &str) -> String {
    let asked = json!({ "payment_intent": intent });
    let dispute = shop.practice("disputes", asked).await;
    let id = dispute["id"].as_str().unwrap().to_owned();
    let answer = json!({"evidence": {"uncategorized_text": "It was delivered."}, "submit": true});
    let path = format!("disputes/{id}");
    let answered = shop.account.api(Method::POST, &path, answer).await;
    assert_eq!(answered["status"], "under_review", "{answered}");
    id
}

/// A shop of which two months were missed: an old payment was refunded in that time, and another made.
struct Missed {
    shop: Shop,
    ledger: Arc<Ledger>,
    gap: Gap,
    refunded: String,
    disputed: String,
    made: String,
}

async fn missed() -> Missed {
    let shop = Shop::with_past(0).await;
    let ledger = shop.ledger("missed");
    let (refunded, disputed) = (pay(&shop).await, pay(&shop).await);
    advance(&shop, 20).await;
    let dispute = dispute(&shop, &disputed).await;
    advance(&shop, 40).await;
    caught_up(&shop, &ledger).await;
    // It is older than what the list told, so it comes from the objects.
    assert_eq!(import(shop.config(&ledger)).await.state, HistoryState::Done);
    advance(&shop, 10).await;
    refund(&shop, &refunded).await;
    let close = format!("disputes/{dispute}/close");
    shop.practice(&close, json!({"status": "lost"})).await;
    let made = pay(&shop).await;
    advance(&shop, 60).await;
    let proof = caught_up(&shop, &ledger).await;
    assert_eq!(proof.from_objects, []);
    Missed {
        gap: proof.gaps[0],
        shop,
        ledger,
        refunded,
        disputed,
        made,
    }
}

fn status(ledger: &Ledger, id: &str) -> Option<String> {
    let payment = payments(ledger).remove(id)?;
    Some(payment.status.as_str().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_is_closed_by_an_import_that_reaches_behind_it() {
    let missed = missed().await;
    let Missed {
        shop, ledger, gap, ..
    } = &missed;
    assert_eq!(
        status(ledger, &missed.refunded).unwrap(),
        "succeeded",
        "not known yet"
    );
    assert_eq!(status(ledger, &missed.disputed).unwrap(), "disputed");
    assert_eq!(status(ledger, &missed.made), None);
    let before = ledger.info().unwrap().events;
    let config = HistoryConfig {
        since: Some(History::needed_for(*gap)),
        ..shop.config(ledger)
    };
    assert_eq!(import(config).await.state, HistoryState::Done);

    let proof = ledger.proof().unwrap();
    assert_eq!(proof.gaps, []);
    let [closed] = proof.from_objects[..] else {
        panic!("{proof:?}");
    };
    assert_eq!(closed.gap, *gap);
    assert!(closed.closed_at >= gap.to, "{closed:?}");
    // What happened in it is known, also to a payment that is older than all that was read.
    let path = format!("payment_intents/{}", missed.refunded);
    let old = shop.account.api(Method::GET, &path, json!({})).await;
    assert!(old["created"].as_i64().unwrap() < History::needed_for(*gap).0);
    assert_eq!(status(ledger, &missed.refunded).unwrap(), "refunded");
    assert_eq!(status(ledger, &missed.made).unwrap(), "succeeded");
    assert_eq!(status(ledger, &missed.disputed).unwrap(), "dispute_lost");
    // Its events are not here, and nothing says that they are.
    assert_eq!(ledger.info().unwrap().events, before);
    assert!(ledger.check().unwrap().is_empty());
    // Catching up goes on from there, and opens nothing again.
    let later = caught_up(shop, ledger).await;
    assert_eq!((later.gaps, later.from_objects), (vec![], vec![closed]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gap_stays_open_where_the_objects_do_not_tell_all_of_it() {
    let missed = missed().await;
    let Missed {
        shop, ledger, gap, ..
    } = &missed;
    let from = |since: i64| HistoryConfig {
        since: Some(UnixSeconds(since)),
        ..shop.config(ledger)
    };
    // What is created a month before a time may change in it.
    let middle = gap.from.0 + 5 * DAY;
    let needed = History::needed_for(Gap {
        from: UnixSeconds(middle),
        ..*gap
    })
    .0;
    let permissions: Value = [
        "payment_links",
        "checkout_sessions",
        "payment_intents",
        "charges",
        "refunds",
        "payouts",
        "balance_transactions",
        "customers",
    ]
    .iter()
    .map(|name| ((*name).to_owned(), json!("read")))
    .collect::<serde_json::Map<_, _>>()
    .into();
    let key = shop
        .practice("keys", json!({ "permissions": permissions }))
        .await;
    let key = SecretString::from(key["key"].as_str().unwrap());
    let without_disputes = HistoryConfig {
        client: client(&shop.toll.url, key),
        ..from(needed)
    };
    let end = import(without_disputes).await;
    assert!(
        end.lists
            .iter()
            .any(|it| matches!(it.standing, Standing::Refused(_)))
    );
    assert_eq!(ledger.gaps().unwrap(), (vec![*gap], vec![]));

    assert_eq!(import(from(needed)).await.state, HistoryState::Done);
    let (open, closed) = ledger.gaps().unwrap();
    let to = UnixSeconds(middle);
    assert_eq!(open, [Gap { to, ..*gap }]);
    assert_eq!(closed[0].gap, Gap { from: to, ..*gap });
    // The rest is closed by reading on.
    import(from(History::needed_for(*gap).0)).await;
    let (open, closed) = ledger.gaps().unwrap();
    assert_eq!((open, closed.len()), (vec![], 2));
}
