//! Multibanco vouchers, which customers pay elsewhere.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::debits::{MINUTE, found};
use crate::support::{DAY, Store};

/// An intent for a voucher, confirmed.
async fn voucher(store: &Store, email: &str) -> Value {
    let given = json!({
        "amount": 2000,
        "currency": "eur",
        "payment_method_types": ["multibanco"],
        "payment_method_data": { "type": "multibanco", "billing_details": { "email": email } },
        "confirm": true,
    });
    store.post("/v1/payment_intents", given).await
}

#[tokio::test]
async fn a_voucher_is_paid_or_expires_as_its_address_says() {
    let store = Store::open().await;
    for (email, steps) in [
        ("jenny@example.com", vec![(3 * MINUTE, "succeeded")]),
        ("succeed_immediately@example.com", vec![(1, "succeeded")]),
        (
            "expire_immediately@example.com",
            vec![(1, "requires_payment_method")],
        ),
        (
            "expire_with_delay@example.com",
            vec![(3 * MINUTE, "requires_payment_method")],
        ),
        (
            "fill_never@example.com",
            vec![
                (7 * DAY - MINUTE, "requires_action"),
                (MINUTE, "processing"),
                (4 * DAY - MINUTE, "processing"),
                (MINUTE, "requires_payment_method"),
            ],
        ),
    ] {
        let intent = voucher(&store, email).await;
        assert_eq!(intent["status"], "requires_action", "{email}");
        assert_eq!(intent["next_action"]["type"], "multibanco_display_details");
        let details = &intent["next_action"]["multibanco_display_details"];
        assert_eq!(details["reference"].as_str().unwrap().len(), 9);
        let page = details["hosted_voucher_url"].as_str().unwrap();
        // What ends at once may have ended before its page is looked at.
        let ends_at_once = email.contains("immediately");
        let text = store
            .client
            .get(page)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        let entity = details["entity"].as_str().unwrap();
        assert!(ends_at_once || text.contains(entity), "{text}");
        for (seconds, status) in steps {
            store.advance(seconds).await;
            let now = found(&store, &intent).await;
            assert_eq!(now["status"], status, "{email} {seconds}");
        }
        let now = found(&store, &intent).await;
        let charge = &now["latest_charge"];
        if now["status"] == "succeeded" {
            let shown = &charge["payment_method_details"]["multibanco"];
            assert_eq!(shown["reference"], details["reference"]);
            assert_eq!(charge["captured"], true);
        } else {
            assert_eq!(charge["status"], "failed");
            assert_eq!(
                now["last_payment_error"]["code"],
                "payment_intent_payment_attempt_expired"
            );
        }
    }
}

#[tokio::test]
async fn a_voucher_of_a_link_is_paid_at_the_door() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let given = json!({
        "payment_link": link["id"],
        "payment_method": "multibanco",
        "email": "fill_never@example.com",
    });
    let (_, answer) = store.door(given).await;
    assert_eq!(answer["status"], "requires_action");
    let id = answer["payment_intent"].as_str().unwrap();
    let session = format!(
        "/v1/checkout/sessions/{}",
        answer["checkout_session"].as_str().unwrap()
    );
    let before = store.get(&session, json!({})).await;
    assert_eq!(
        (&before["status"], &before["payment_status"]),
        (&json!("complete"), &json!("unpaid"))
    );
    let pay = format!("vouchers/{id}/pay");
    let (status, paid) = store.practice(&pay, json!({})).await;
    assert_eq!(
        (status, &paid["status"]),
        (StatusCode::OK, &json!("succeeded"))
    );
    assert_eq!(
        store.get(&session, json!({})).await["payment_status"],
        "paid"
    );
    let (again, _) = store.practice(&pay, json!({})).await;
    assert_eq!(again, StatusCode::CONFLICT);
    let (unknown, _) = store.practice("vouchers/pi_x/pay", json!({})).await;
    assert_eq!(unknown, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_voucher_is_void_when_its_intent_is_canceled() {
    let store = Store::open().await;
    let intent = voucher(&store, "fill_never@example.com").await;
    let cancel = format!(
        "/v1/payment_intents/{}/cancel",
        intent["id"].as_str().unwrap()
    );
    let canceled = store.post(&cancel, json!({})).await;
    assert_eq!(canceled["status"], "canceled");
    let pay = format!("vouchers/{}/pay", intent["id"].as_str().unwrap());
    assert_eq!(
        store.practice(&pay, json!({})).await.0,
        StatusCode::CONFLICT
    );
    store.advance(12 * DAY).await;
    let now = found(&store, &intent).await;
    assert_eq!(now["status"], "canceled");
    assert_eq!(now["latest_charge"]["status"], "failed");
}
