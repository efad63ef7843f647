//! Sessions that a shop makes and a customer pays.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{PATH, check_refused, create, of_cake, path_of};
use crate::support::{Store, filled};

#[tokio::test]
async fn a_session_is_made_read_and_paid() {
    let store = Store::open().await;
    let session = create(
        &store,
        json!({
            "cancel_url": "https://example.com/basket",
            "client_reference_id": "order-7",
            "customer_email": "ada@example.com",
            "locale": "de",
            "metadata": { "till": "2" },
            "payment_intent_data": { "description": "A cake", "metadata": { "till": "2" } },
            "phone_number_collection": { "enabled": true },
            "shipping_address_collection": { "allowed_countries": ["DE", "AT"] },
            "shipping_options": [{ "shipping_rate_data": {
                "display_name": "Courier",
                "fixed_amount": { "amount": 490, "currency": "eur" },
            } }],
            "custom_fields": [{
                "key": "day",
                "label": { "type": "custom", "custom": "Which day?" },
                "type": "text",
            }],
        }),
    )
    .await;
    for (field, value) in [
        ("object", json!("checkout.session")),
        ("status", json!("open")),
        ("payment_status", json!("unpaid")),
        ("mode", json!("payment")),
        ("currency", json!("eur")),
        ("amount_subtotal", json!(5000)),
        ("amount_total", json!(5490)),
        ("cancel_url", json!("https://example.com/basket")),
        ("client_reference_id", json!("order-7")),
        ("customer", Value::Null),
        ("customer_creation", json!("if_required")),
        ("customer_email", json!("ada@example.com")),
        ("locale", json!("de")),
        ("metadata", json!({ "till": "2" })),
        ("payment_intent", Value::Null),
        ("payment_link", Value::Null),
        ("ui_mode", json!("hosted_page")),
    ] {
        assert_eq!(session[field], value, "{field}");
    }
    let url = session["url"].as_str().unwrap();
    assert!(url.starts_with(&store.url("/pay/c/cs_test_")), "{url}");
    let lasts = session["expires_at"].as_i64().unwrap() - session["created"].as_i64().unwrap();
    assert_eq!(lasts, 24 * 3600);
    assert_eq!(store.get(&path_of(&session), json!({})).await, session);
    let items = store
        .get(&format!("{}/line_items", path_of(&session)), json!({}))
        .await;
    assert_eq!(items["data"][0]["amount_total"], 5000);

    let (status, paid) = store
        .door(json!({ "checkout_session": session["id"] }))
        .await;
    assert_eq!(status, StatusCode::OK, "{paid}");
    let expand = json!({ "expand": ["payment_intent"] });
    let session = store.get(&path_of(&session), expand).await;
    assert_eq!(session["status"], "complete");
    assert_eq!(session["payment_status"], "paid");
    assert_eq!(session["url"], Value::Null);
    assert_eq!(session["customer_details"]["email"], "ada@example.com");
    assert_eq!(session["payment_intent"]["amount"], 5490);
    assert_eq!(session["payment_intent"]["description"], "A cake");
    assert_eq!(
        session["payment_intent"]["metadata"],
        json!({ "till": "2" })
    );
    let (status, answer) = store
        .door(json!({ "checkout_session": session["id"] }))
        .await;
    assert_eq!(status, StatusCode::CONFLICT, "{answer}");
}

#[tokio::test]
async fn a_session_is_paid_on_its_page() {
    let store = Store::open().await;
    let session = create(&store, json!({ "customer_email": "ada@example.com" })).await;
    let (page, action) = store.visit(&session).await;
    assert!(page.contains("Cake") && page.contains("€50.00"), "{page}");
    let mut other = filled("4242424242424242");
    other[0] = ("email", "bela@example.com");
    let refused = store.submit(&action, &other).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let paid = store.submit(&action, &filled("4242424242424242")).await;
    assert_eq!(paid.status(), StatusCode::SEE_OTHER);
    let target = paid.headers()["location"].to_str().unwrap();
    let id = session["id"].as_str().unwrap();
    assert_eq!(target, format!("https://example.com/thanks?session={id}"));
}

#[tokio::test]
async fn a_customers_session_knows_them() {
    let store = Store::open().await;
    let ada = store
        .post(
            "/v1/customers",
            json!({ "name": "Ada", "email": "ada@example.com" }),
        )
        .await;
    let session = create(
        &store,
        json!({
            "billing_address_collection": "required",
            "customer": ada["id"],
            "customer_update": { "address": "auto", "name": "auto", "shipping": "auto" },
            "shipping_address_collection": { "allowed_countries": ["AT"] },
        }),
    )
    .await;
    assert_eq!(session["customer"], ada["id"]);
    assert_eq!(session["customer_email"], Value::Null);
    assert_eq!(session["customer_creation"], Value::Null);
    assert_eq!(session["customer_details"]["email"], "ada@example.com");
    let (_, answer) = store
        .door(json!({ "checkout_session": session["id"], "email": "bela@example.com" }))
        .await;
    assert!(
        answer["error"].as_str().unwrap().contains("is fixed"),
        "{answer}"
    );
    let pay = json!({ "checkout_session": session["id"], "name": "Ada Sample" });
    let (status, paid) = store.door(pay).await;
    assert_eq!(status, StatusCode::OK, "{paid}");
    let path = format!("/v1/customers/{}", ada["id"].as_str().unwrap());
    let ada = store.get(&path, json!({})).await;
    assert_eq!(ada["name"], "Ada Sample");
    assert_eq!(ada["address"]["country"], "DE");
    assert_eq!(ada["shipping"]["address"]["country"], "AT");
    let event = store.newest_event("customer.updated").await;
    assert_eq!(event["data"]["previous_attributes"]["name"], "Ada");
    let intents = store
        .get("/v1/payment_intents", json!({ "customer": ada["id"] }))
        .await;
    assert_eq!(intents["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_discount_may_be_given_with_the_session() {
    let store = Store::open().await;
    let ten = store
        .post("/v1/coupons", json!({ "percent_off": 10 }))
        .await;
    let promotion = json!({ "type": "coupon", "coupon": ten["id"] });
    let code = store
        .post("/v1/promotion_codes", json!({ "promotion": promotion }))
        .await;
    let dollars = json!({ "amount_off": 100, "currency": "usd" });
    let dollars = store.post("/v1/coupons", dollars).await;
    let old = store
        .post(
            "/v1/coupons",
            json!({ "percent_off": 10, "max_redemptions": 1 }),
        )
        .await;
    for (discount, shown) in [
        (
            json!({ "coupon": ten["id"] }),
            json!({ "coupon": ten["id"], "promotion_code": null }),
        ),
        (
            json!({ "promotion_code": code["id"] }),
            json!({ "coupon": null, "promotion_code": code["id"] }),
        ),
        (
            json!({ "coupon": old["id"] }),
            json!({ "coupon": old["id"], "promotion_code": null }),
        ),
    ] {
        let session = create(&store, json!({ "discounts": [discount] })).await;
        assert_eq!(session["amount_total"], 4500, "{discount}");
        assert_eq!(session["discounts"], json!([shown]));
        let (status, paid) = store
            .door(json!({ "checkout_session": session["id"] }))
            .await;
        assert_eq!(status, StatusCode::OK, "{paid}");
        let intents = store
            .get("/v1/payment_intents", json!({ "limit": 1 }))
            .await;
        assert_eq!(intents["data"][0]["amount"], 4500);
    }
    for (given, param, message) in [
        (
            json!({ "discounts": [{ "coupon": ten["id"] }], "allow_promotion_codes": true }),
            "allow_promotion_codes",
            "You may only specify one of these parameters: allow_promotion_codes, discounts.",
        ),
        (
            json!({ "discounts": [{ "coupon": "x" }] }),
            "discounts[0][coupon]",
            "No such coupon",
        ),
        (
            json!({ "discounts": [{ "coupon": old["id"] }] }),
            "discounts[0][coupon]",
            "no longer valid",
        ),
        (
            json!({ "discounts": [{ "coupon": dollars["id"] }] }),
            "discounts[0]",
            "EUR",
        ),
        (
            json!({ "discounts": [{ "coupon": ten["id"] }, { "coupon": ten["id"] }] }),
            "discounts",
            "exceeded maximum 1",
        ),
    ] {
        check_refused(&store, of_cake(given), param, message).await;
    }
}

#[tokio::test]
async fn automatic_tax_wants_to_know_where_and_then_adds_none() {
    let store = Store::open().await;
    for (asked, before, after) in [
        (true, json!("requires_location_inputs"), json!("complete")),
        (false, Value::Null, Value::Null),
    ] {
        let link = store
            .link(json!({ "automatic_tax": { "enabled": asked } }))
            .await;
        let session = create(&store, json!({ "automatic_tax": { "enabled": asked } })).await;
        assert_eq!(session["automatic_tax"]["enabled"], asked);
        assert_eq!(session["automatic_tax"]["status"], before);
        let (status, paid) = store.door(json!({ "payment_link": link["id"] })).await;
        assert_eq!(status, StatusCode::OK, "{paid}");
        let path = format!("{PATH}/{}", paid["checkout_session"].as_str().unwrap());
        let session = store.get(&path, json!({})).await;
        assert_eq!(session["automatic_tax"]["status"], after);
        assert_eq!(session["total_details"]["amount_tax"], 0);
        assert_eq!(session["amount_total"], session["amount_subtotal"]);
        let address = &session["customer_details"]["address"]["line1"];
        assert_eq!(address.is_string(), asked, "tax asks for the address");
    }
}
