//! What one buyer paid, what was noted, and the bytes that told of an order.

use std::time::Duration;

use countertop_domain::{ActKind, CustomerId, ObjectKind};
use countertop_store::{Fetched, PaymentFilter};
use serde_json::{Value, json};

use crate::histories::{Shop, event, shop};

const PATIENCE: Duration = Duration::from_secs(10);

/// A payment with a charge that names who paid.
async fn sell(shop: &Shop, n: u8, more: Value) {
    let mut charge = json!({"id": format!("ch_{n}"), "object": "charge", "status": "succeeded",
        "payment_intent": format!("pi_{n}"), "captured": true, "amount": 1000, "amount_captured": 1000,
        "amount_refunded": 0, "currency": "eur", "created": n, "livemode": false,
        "billing_details": {"email": "Ana@example.com", "name": "Ana"}});
    for (key, value) in more.as_object().unwrap() {
        charge[key.as_str()] = value.clone();
    }
    let id = format!("evt_{n}");
    shop.tell(&event(&id, i64::from(n), "charge.succeeded", &charge))
        .await;
}

fn by_email(email: &str) -> PaymentFilter {
    PaymentFilter {
        email: Some(email.to_owned()),
        ..PaymentFilter::default()
    }
}

#[tokio::test]
async fn a_buyer_is_known_by_customer_or_by_address_in_any_case() {
    let shop = shop();
    sell(&shop, 1, json!({})).await;
    sell(
        &shop,
        2,
        json!({"amount_refunded": 300, "customer": "cus_1"}),
    )
    .await;
    sell(&shop, 3, json!({"currency": "usd"})).await;
    let other = json!({"billing_details": {"email": "ana@example.com.evil", "name": "Eve"}});
    sell(&shop, 4, other).await;
    assert!(shop.ledger.wait_for_followers(PATIENCE).unwrap());

    let sums = shop
        .ledger
        .buyer_sums(&by_email("ana@EXAMPLE.com"))
        .unwrap();
    let told: Vec<_> = sums
        .iter()
        .map(|it| {
            (
                it.currency.as_str(),
                it.paid,
                it.refunded,
                it.count,
                it.first.0,
            )
        })
        .collect();
    assert_eq!(told, [("eur", 2000, 300, 2, 1), ("usd", 1000, 0, 1, 3)]);
    let of_the_customer = PaymentFilter {
        customer: Some(CustomerId::new("cus_1").unwrap()),
        ..PaymentFilter::default()
    };
    let page = shop.ledger.payments(&of_the_customer).unwrap();
    let ids: Vec<_> = page.rows.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["pi_2"]);
}

#[tokio::test]
async fn the_newest_note_is_what_is_noted_and_an_empty_one_is_none() {
    let shop = shop();
    sell(&shop, 1, json!({})).await;
    sell(&shop, 2, json!({})).await;
    for (payment, text) in [
        ("pi_1", "first"),
        ("pi_2", "gone"),
        ("pi_1", "last"),
        ("pi_2", ""),
    ] {
        let text = text.to_owned();
        let note = ActKind::Note { text };
        shop.ledger.record_act(payment, note).await.unwrap();
    }
    assert!(shop.ledger.wait_for_followers(PATIENCE).unwrap());
    let notes = shop.ledger.notes(&by_email("ana@example.com")).unwrap();
    let told: Vec<_> = notes
        .iter()
        .map(|it| (it.payment.as_str(), it.text.as_str()))
        .collect();
    assert_eq!(told, [("pi_1", "last")]);
    assert_eq!(shop.ledger.acts("pi_1").unwrap().len(), 2);
}

#[tokio::test]
async fn the_bytes_behind_an_object_are_those_of_its_newest_state() {
    let shop = shop();
    let session = |lines: Value| {
        json!({"id": "cs_1", "object": "checkout.session", "status": "complete",
            "payment_status": "paid", "payment_intent": "pi_1", "line_items": lines})
    };
    let told = || shop.ledger.told_of(ObjectKind::Session, "cs_1").unwrap();
    assert_eq!(told(), None);
    let first = event(
        "evt_1",
        5,
        "checkout.session.completed",
        &session(json!(null)),
    );
    shop.tell(&first).await;
    assert_eq!(told().unwrap(), first.to_string().into_bytes());
    let answer = session(json!({"data": []})).to_string().into_bytes();
    let fetched = Fetched {
        request_id: "req_1".to_owned(),
        at: countertop_domain::UnixSeconds(9),
        body: answer.clone(),
    };
    shop.ledger.record_fetched(fetched).await.unwrap();
    assert_eq!(told().unwrap(), answer);
}
