//! Refunds: whole and in parts, refused, cancelled, and those whose money comes back.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{DAY, MIDNIGHT, Store, types, values};

const CARD: &str = "4242424242424242";

async fn charge_of(store: &Store, intent: &str) -> Value {
    let charges = store
        .get("/v1/charges", json!({ "payment_intent": intent }))
        .await;
    charges["data"][0].clone()
}

#[tokio::test]
async fn a_refund_is_told_in_stripes_sequence() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    let intent = store.pay(&link, CARD).await;
    let before = store.last_event().await;
    let given = json!({ "payment_intent": intent, "amount": 1500, "metadata": { "why": "cold" } });
    let refund = store.post("/v1/refunds", given).await;
    assert_eq!(refund["amount"], 1500);
    assert_eq!(refund["status"], "succeeded");
    assert_eq!(refund["reason"], Value::Null);
    assert_eq!(refund["metadata"], json!({ "why": "cold" }));
    assert_eq!(
        refund["destination_details"]["card"]["reference_status"],
        "pending"
    );
    assert!(refund["id"].as_str().unwrap().starts_with("re_3"));

    let events = store.events_after(&before).await;
    assert_eq!(
        types(&events),
        [
            "refund.created",
            "charge.refunded",
            "refund.updated",
            "charge.refund.updated"
        ]
    );
    assert_eq!(events[0]["data"]["object"], refund);
    assert_eq!(
        events[1]["data"]["previous_attributes"],
        json!({ "amount_refunded": 0 })
    );
    let charge = &events[1]["data"]["object"];
    assert_eq!(charge["amount_refunded"], 1500);
    assert_eq!(charge["refunded"], false);
    assert!(events[1]["request"]["id"].is_string());
    let named = &events[2]["data"];
    assert_eq!(
        named["object"]["destination_details"]["card"]["reference_status"],
        "available"
    );
    let was = json!({ "card": { "reference": null, "reference_status": "pending" } });
    assert_eq!(named["previous_attributes"]["destination_details"], was);
    assert_eq!(events[2]["request"]["id"], Value::Null);
    assert_eq!(events[3]["data"], events[2]["data"]);

    let path = format!("/v1/refunds/{}", refund["id"].as_str().unwrap());
    let expanded = json!({ "expand": ["balance_transaction", "charge"] });
    let read = store.get(&path, expanded).await;
    let transaction = &read["balance_transaction"];
    for (field, value) in [
        ("amount", json!(-1500)),
        ("fee", json!(0)),
        ("fee_details", json!([])),
        ("net", json!(-1500)),
        ("type", json!("refund")),
        ("reporting_category", json!("refund")),
        ("source", refund["id"].clone()),
        ("status", json!("pending")),
        // With the charge's own money, which is not available either.
        ("available_on", json!(MIDNIGHT + 2 * DAY)),
    ] {
        assert_eq!(transaction[field], value, "{field}");
    }
    assert_eq!(read["charge"]["id"], charge["id"]);
}

#[tokio::test]
async fn a_charge_is_refunded_in_parts_and_never_more_than_it_was() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    let intent = store.pay(&link, CARD).await;
    let charge = charge_of(&store, &intent).await;
    let id = charge["id"].as_str().unwrap();
    let refused = async |given: Value| {
        store
            .refused(Method::POST, "/v1/refunds", given, StatusCode::BAD_REQUEST)
            .await
    };
    let too_much = refused(json!({ "charge": id, "amount": 8651 })).await;
    assert_eq!(
        too_much["message"],
        "Refund amount (€86.51) is greater than charge amount (€86.50)"
    );
    assert_eq!(too_much["param"], "amount");
    store
        .post("/v1/refunds", json!({ "charge": id, "amount": 2000 }))
        .await;
    let too_much = refused(json!({ "payment_intent": intent, "amount": 6651 })).await;
    assert_eq!(
        too_much["message"],
        "Refund amount (€66.51) is greater than unrefunded amount on charge (€66.50)"
    );
    assert_eq!(too_much["code"], Value::Null);
    let rest = store
        .post(
            "/v1/refunds",
            json!({ "charge": id, "reason": "fraudulent" }),
        )
        .await;
    assert_eq!(rest["amount"], 6650);
    let charge = charge_of(&store, &intent).await;
    assert_eq!(charge["refunded"], true);
    assert_eq!(charge["amount_refunded"], 8650);
    assert_eq!(
        charge["fraud_details"],
        json!({ "user_report": "fraudulent" })
    );
    let again = refused(json!({ "charge": id })).await;
    assert_eq!(again["code"], "charge_already_refunded");
    assert_eq!(
        again["message"],
        format!("Charge {id} has already been refunded.")
    );
}

#[tokio::test]
async fn the_refunds_of_a_charge_are_listed_and_expanded() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    let intent = store.pay(&link, CARD).await;
    let charge = charge_of(&store, &intent).await;
    let id = charge["id"].as_str().unwrap();
    store
        .post("/v1/refunds", json!({ "charge": id, "amount": 2000 }))
        .await;
    let rest = store.post("/v1/refunds", json!({ "charge": id })).await;
    for filter in [json!({ "charge": id }), json!({ "payment_intent": intent })] {
        let listed = store.get("/v1/refunds", filter).await;
        assert_eq!(
            values(listed["data"].as_array().unwrap(), "amount"),
            [6650, 2000]
        );
    }
    let expanded = json!({ "expand": ["refunds"] });
    let charge = store.get(&format!("/v1/charges/{id}"), expanded).await;
    assert_eq!(charge["refunds"]["data"][0]["id"], rest["id"]);
    assert_eq!(
        charge["refunds"]["url"],
        format!("/v1/charges/{id}/refunds")
    );
}

#[tokio::test]
async fn what_cannot_be_refunded_is_refused_in_stripes_words() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    let (_, declined) = store
        .door(json!({ "payment_link": link["id"], "card": "4000000000000002" }))
        .await;
    let declined = declined["payment_intent"].as_str().unwrap().to_owned();
    let disputed = store.pay(&link, CARD).await;
    let (status, _) = store
        .practice("disputes", json!({ "payment_intent": disputed }))
        .await;
    assert_eq!(status, StatusCode::OK);
    let disputed = charge_of(&store, &disputed).await["id"].clone();
    let no_money =
        format!("This PaymentIntent ({declined}) does not have a successful charge to refund.");
    let charged_back = format!(
        "Charge {} has been charged back; cannot issue a refund.",
        disputed.as_str().unwrap()
    );
    for (given, code, message) in [
        (
            json!({ "payment_intent": declined }),
            Value::Null,
            no_money.as_str(),
        ),
        (
            json!({ "charge": disputed }),
            json!("charge_disputed"),
            charged_back.as_str(),
        ),
        (
            json!({}),
            Value::Null,
            "One of the following params should be provided for this request: payment_intent or \
             charge.",
        ),
        (
            json!({ "charge": "ch_x" }),
            json!("resource_missing"),
            "No such charge: 'ch_x'",
        ),
        (
            json!({ "payment_intent": "pi_x" }),
            json!("resource_missing"),
            "No such payment_intent: 'pi_x'",
        ),
        (
            json!({ "charge": disputed, "reason": "whim" }),
            Value::Null,
            "Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer",
        ),
        (
            json!({ "charge": disputed, "reverse_transfer": true }),
            Value::Null,
            "Cannot reverse transfer on charge",
        ),
    ] {
        let refused = store
            .refused(
                Method::POST,
                "/v1/refunds",
                given.clone(),
                StatusCode::BAD_REQUEST,
            )
            .await;
        assert_eq!(refused["code"], code, "{given}");
        let said = refused["message"].as_str().unwrap();
        assert!(said.starts_with(message), "{said}");
    }
    let path = "/v1/refunds/re_x";
    store
        .refused(Method::GET, path, json!({}), StatusCode::NOT_FOUND)
        .await;
}

#[tokio::test]
async fn refunds_are_reached_below_their_charge_too() {
    let store = Store::open_on_monday().await;
    let link = store.link(json!({})).await;
    let intent = store.pay(&link, CARD).await;
    let other = store.pay(&link, CARD).await;
    let (charge, other) = (
        charge_of(&store, &intent).await,
        charge_of(&store, &other).await,
    );
    let path = format!("/v1/charges/{}", charge["id"].as_str().unwrap());
    let refunded = store
        .post(&format!("{path}/refund"), json!({ "amount": 100 }))
        .await;
    assert_eq!(refunded["object"], "charge");
    assert_eq!(refunded["amount_refunded"], 100);
    let wrong = json!({ "amount": 200, "payment_intent": other["payment_intent"] });
    let refunds = format!("{path}/refunds");
    let refused = store
        .refused(Method::POST, &refunds, wrong, StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(refused["param"], "payment_intent");
    let given = json!({ "amount": 200, "payment_intent": charge["payment_intent"] });
    let refund = store.post(&refunds, given).await;
    let listed = store.get(&format!("{path}/refunds"), json!({})).await;
    assert_eq!(
        values(listed["data"].as_array().unwrap(), "amount"),
        [200, 100]
    );
    let id = refund["id"].as_str().unwrap();
    let mine = format!("{path}/refunds/{id}");
    assert_eq!(store.get(&mine, json!({})).await["amount"], 200);
    let before = store.last_event().await;
    let changed = store.post(&mine, json!({ "metadata": { "a": "b" } })).await;
    assert_eq!(changed["metadata"], json!({ "a": "b" }));
    let events = store.events_after(&before).await;
    assert_eq!(types(&events), ["refund.updated", "charge.refund.updated"]);
    let wrong = format!("/v1/charges/{}/refunds/{id}", other["id"].as_str().unwrap());
    store
        .refused(Method::GET, &wrong, json!({}), StatusCode::NOT_FOUND)
        .await;
}

#[tokio::test]
async fn where_the_bank_account_is_not_debited_a_refund_waits_for_money() {
    let store = Store::open_on_monday().await;
    let (status, settings) = store
        .practice("settings", json!({ "debit_negative_balances": false }))
        .await;
    assert_eq!(status, StatusCode::OK, "{settings}");
    let link = store.link(json!({})).await;
    let intent = store.pay(&link, CARD).await;
    let refund = store
        .post("/v1/refunds", json!({ "payment_intent": intent }))
        .await;
    // The fee is gone, so that much is lacking.
    assert_eq!(refund["status"], "pending");
    assert_eq!(refund["pending_reason"], "insufficient_funds");
    let path = format!("/v1/refunds/{}", refund["id"].as_str().unwrap());
    store.advance(DAY).await;
    assert_eq!(store.get(&path, json!({})).await["status"], "pending");
    store.pay(&link, CARD).await;
    let before = store.last_event().await;
    store.advance(DAY).await;
    let arrived = store.get(&path, json!({})).await;
    assert_eq!(arrived["status"], "succeeded");
    assert!(!arrived.as_object().unwrap().contains_key("pending_reason"));
    let events = store.events_after(&before).await;
    assert_eq!(events[0]["type"], "refund.updated");
    assert_eq!(events[0]["created"], MIDNIGHT + 2 * DAY);
    assert_eq!(
        events[0]["data"]["previous_attributes"]["status"],
        "pending"
    );
    assert_eq!(events[1]["type"], "charge.refund.updated");

    let account = store.get("/v1/account", json!({})).await;
    let payouts = &account["settings"]["payouts"];
    assert_eq!(payouts["debit_negative_balances"], false);
}

#[tokio::test]
async fn a_refund_that_waits_can_be_cancelled_and_its_money_comes_back() {
    let store = Store::open_on_monday().await;
    store
        .practice("settings", json!({ "debit_negative_balances": false }))
        .await;
    let link = store.link(json!({})).await;
    let intent = store.pay(&link, CARD).await;
    let refund = store
        .post("/v1/refunds", json!({ "payment_intent": intent }))
        .await;
    let path = format!("/v1/refunds/{}/cancel", refund["id"].as_str().unwrap());
    let before = store.last_event().await;
    let expand = json!({ "expand": ["failure_balance_transaction"] });
    let cancelled = store.post(&path, expand).await;
    assert_eq!(cancelled["status"], "canceled");
    assert_eq!(cancelled["failure_reason"], "merchant_request");
    let back = &cancelled["failure_balance_transaction"];
    assert_eq!(back["amount"], 8650);
    assert_eq!(back["type"], "refund_failure");
    assert_eq!(back["reporting_category"], "refund_failure");
    let charge = charge_of(&store, &intent).await;
    assert_eq!(charge["amount_refunded"], 0);
    assert_eq!(charge["refunded"], false);
    let events = store.events_after(&before).await;
    assert_eq!(types(&events), ["refund.updated", "charge.refund.updated"]);
    let again = store
        .refused(Method::POST, &path, json!({}), StatusCode::BAD_REQUEST)
        .await;
    let said = again["message"].as_str().unwrap();
    assert!(said.contains("has a status of canceled"), "{said}");
    // What was cancelled can be refunded anew.
    store
        .post(
            "/v1/refunds",
            json!({ "payment_intent": intent, "amount": 10 }),
        )
        .await;
}
