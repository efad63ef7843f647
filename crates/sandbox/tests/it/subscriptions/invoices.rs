//! Invoices: what stands on them, and how they are paid or not.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use super::{DAY, bought, get, path_of, pay_with};
use crate::support::{Store, expect, types};

#[tokio::test]
async fn what_was_bought_is_on_the_invoice() {
    let store = Store::open_on_monday().await;
    let (session, subscription) = bought(&store, json!({}), json!({})).await;
    let path = format!("/v1/invoices/{}", session["invoice"].as_str().unwrap());
    let invoice = store.get(&path, json!({})).await;
    let customer = get(&store, "customers", &session["customer"]).await;
    let prefix = customer["invoice_prefix"].as_str().unwrap();
    for (field, value) in [
        ("status", json!("paid")),
        ("billing_reason", json!("subscription_create")),
        ("number", json!(format!("{prefix}-0001"))),
        ("amount_due", json!(4000)),
        ("amount_paid", json!(4000)),
        ("amount_remaining", json!(0)),
        ("attempt_count", json!(1)),
        ("customer_email", json!("customer@example.com")),
        ("subtotal", json!(4000)),
        ("total", json!(4000)),
    ] {
        assert_eq!(invoice[field], value, "{field}");
    }
    assert_eq!(customer["next_invoice_sequence"], 2);
    let of = &invoice["parent"]["subscription_details"]["subscription"];
    assert_eq!(*of, subscription["id"]);
    let line = &invoice["lines"]["data"][0];
    assert_eq!(line["description"], "2 × Bread box (at €20.00 / month)");
    assert_eq!(line["amount"], 4000);
    let item = &line["parent"]["subscription_item_details"]["subscription_item"];
    assert_eq!(*item, subscription["items"]["data"][0]["id"]);
    let lines = store.get(&format!("{path}/lines"), json!({})).await;
    assert_eq!(lines["data"], invoice["lines"]["data"]);
    let url = invoice["hosted_invoice_url"].as_str().unwrap();
    let page = store.client.get(url).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    let page = page.text().await.unwrap();
    assert!(
        page.contains(&format!("{prefix}-0001")) && page.contains("€40.00"),
        "{page}"
    );
}

#[tokio::test]
async fn the_way_to_the_money_leads_through_the_invoice() {
    let store = Store::open_on_monday().await;
    let (session, subscription) = bought(&store, json!({}), json!({})).await;
    let path = format!("/v1/invoices/{}", session["invoice"].as_str().unwrap());
    let invoice = store.get(&path, json!({ "expand": ["payments"] })).await;
    let payment = &invoice["payments"]["data"][0];
    assert_eq!(payment["status"], "paid");
    assert_eq!(payment["amount_paid"], 4000);
    let intent = get(
        &store,
        "payment_intents",
        &payment["payment"]["payment_intent"],
    )
    .await;
    assert_eq!(intent["status"], "succeeded");
    assert_eq!(intent["amount"], 4000);
    assert_eq!(intent["customer"], session["customer"]);
    assert_eq!(intent["description"], "Subscription creation");
    assert_eq!(
        subscription["default_payment_method"],
        intent["payment_method"]
    );
    let method = get(&store, "payment_methods", &intent["payment_method"]).await;
    assert_eq!(method["customer"], session["customer"]);
    let of_intent = json!({ "type": "payment_intent", "payment_intent": intent["id"] });
    for filter in [
        json!({ "invoice": invoice["id"] }),
        json!({ "payment": of_intent }),
        json!({ "status": "paid" }),
    ] {
        let found = store.get("/v1/invoice_payments", filter.clone()).await;
        assert_eq!(found["data"][0]["id"], payment["id"], "{filter}");
    }
    let one = get(&store, "invoice_payments", &payment["id"]).await;
    assert_eq!(one["invoice"], invoice["id"]);
    let found = json!({ "subscription": subscription["id"] });
    let sessions = store.get("/v1/checkout/sessions", found).await;
    assert_eq!(sessions["data"][0]["id"], session["id"]);
}

/// A link of a cake, which is invoiced.
async fn invoiced(store: &Store) -> Value {
    let data = json!({ "description": "For your records", "metadata": { "till": "2" } });
    store
        .link(json!({
            "allow_promotion_codes": true,
            "invoice_creation": { "enabled": true, "invoice_data": data },
        }))
        .await
}

#[tokio::test]
async fn a_one_off_sale_may_have_an_invoice() {
    let store = Store::open_on_monday().await;
    let link = invoiced(&store).await;
    let coupon = store
        .post("/v1/coupons", json!({ "percent_off": 10 }))
        .await;
    let promotion = json!({ "type": "coupon", "coupon": coupon["id"] });
    let code = store
        .post("/v1/promotion_codes", json!({ "promotion": promotion }))
        .await;
    let before = store.last_event().await;
    let (_, paid) = store
        .door(json!({ "payment_link": link["id"], "promotion_code": code["code"] }))
        .await;
    let session = get(&store, "checkout/sessions", &paid["checkout_session"]).await;
    assert!(session["customer"].is_string(), "an invoice is somebody's");
    let invoice = get(&store, "invoices", &session["invoice"]).await;
    for (field, value) in [
        ("status", json!("paid")),
        ("billing_reason", json!("manual")),
        ("description", json!("For your records")),
        ("metadata", json!({ "till": "2" })),
        ("parent", Value::Null),
        ("subtotal", json!(8650)),
        ("total", json!(7785)),
        ("amount_paid", json!(7785)),
    ] {
        assert_eq!(invoice[field], value, "{field}");
    }
    let filter = json!({ "invoice": invoice["id"] });
    let payments = store.get("/v1/invoice_payments", filter).await;
    let payment = &payments["data"][0];
    assert_eq!(
        payment["payment"]["payment_intent"],
        session["payment_intent"]
    );
    let told = store.events_after(&before).await;
    let told = types(&told);
    let from = told.iter().position(|it| *it == "invoice.created").unwrap();
    assert_eq!(
        told[from..from + 6],
        [
            "invoice.created",
            "invoice.finalized",
            "invoice.paid",
            "invoice.payment_succeeded",
            "invoice_payment.paid",
            "promotion_code.updated",
        ]
    );
}

#[tokio::test]
async fn what_is_paid_later_is_invoiced_then() {
    let store = Store::open_on_monday().await;
    let link = invoiced(&store).await;
    let voucher = json!({ "payment_link": link["id"], "payment_method": "multibanco" });
    let (_, paid) = store.door(voucher).await;
    let session = get(&store, "checkout/sessions", &paid["checkout_session"]).await;
    assert_eq!(session["invoice"], Value::Null);
    let debit = json!({
        "payment_link": link["id"],
        "payment_method": "sepa_debit",
        "iban": "DE08370400440532013003",
    });
    let (_, paid) = store.door(debit).await;
    let waits = get(&store, "checkout/sessions", &paid["checkout_session"]).await;
    assert_eq!(waits["invoice"], Value::Null);
    store.advance(15 * DAY).await;
    let session = get(&store, "checkout/sessions", &waits["id"]).await;
    let invoice = get(&store, "invoices", &session["invoice"]).await;
    assert_eq!(invoice["status"], "paid");
    assert_eq!(invoice["amount_paid"], 8650);
}

#[tokio::test]
async fn an_invoice_is_voided_written_off_or_paid_in_cash() {
    let store = Store::open_on_monday().await;
    for (call, given, status, event) in [
        ("void", json!({}), "void", "invoice.voided"),
        (
            "mark_uncollectible",
            json!({}),
            "uncollectible",
            "invoice.marked_uncollectible",
        ),
        (
            "pay",
            json!({ "paid_out_of_band": true }),
            "paid",
            "invoice.paid",
        ),
    ] {
        let (_, subscription) = bought(&store, json!({}), json!({})).await;
        pay_with(&store, &subscription, "pm_card_chargeCustomerFail").await;
        store.advance(31 * DAY + 2 * 3600).await;
        let subscription = get(&store, "subscriptions", &subscription["id"]).await;
        let latest = &subscription["latest_invoice"];
        let path = format!("/v1/invoices/{}", latest.as_str().unwrap());
        let done = store.post(&format!("{path}/{call}"), given).await;
        assert_eq!(done["status"], status);
        let in_cash = (status == "paid").then_some(4000);
        assert_eq!(done["amount_paid_off_stripe"], json!(in_cash), "{call}");
        let told = store.newest_event(event).await;
        assert_eq!(told["data"]["object"]["id"], *latest);
        let payments = store
            .get("/v1/invoice_payments", json!({ "invoice": latest }))
            .await;
        let left = &payments["data"][0]["status"];
        let expected = if call == "mark_uncollectible" {
            "open"
        } else {
            "canceled"
        };
        assert_eq!(*left, expected, "{call}");
        let again = store
            .refused(
                Method::POST,
                &format!("{path}/finalize"),
                json!({}),
                StatusCode::BAD_REQUEST,
            )
            .await;
        assert_eq!(again["code"], "invoice_not_editable");
        expect(
            StatusCode::OK,
            store.call(Method::DELETE, &path_of(&subscription), &json!({})),
        )
        .await;
    }
}
