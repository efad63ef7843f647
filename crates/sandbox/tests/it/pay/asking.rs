//! What the page asks the customer, and what it makes of texts.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Store, between, filled};

#[tokio::test]
async fn a_page_shows_text_as_text() {
    let store = Store::open().await;
    let script = "<script>alert(1)</script>";
    let link = store
        .post(
            "/v1/payment_links",
            json!({
                "line_items": [{
                    "price_data": {
                        "currency": "eur",
                        "product_data": { "name": script },
                        "unit_amount": 500,
                    },
                    "quantity": 1,
                }],
                "custom_text": { "submit": { "message": script } },
                "custom_fields": [{
                    "key": "q",
                    "type": "text",
                    "label": { "type": "custom", "custom": script },
                }],
                "after_completion": {
                    "type": "hosted_confirmation",
                    "hosted_confirmation": { "custom_message": script },
                },
            }),
        )
        .await;
    let (page, action) = store.visit(&link).await;
    let mut fields = filled("4000000000000002");
    let typed = "\"><script>alert(2)</script>";
    fields.retain(|(name, _)| *name != "name");
    fields.extend([("name", typed), ("custom_fields[q]", typed)]);
    let declined = store.submit(&action, &fields).await.text().await.unwrap();
    fields.retain(|(name, _)| *name != "card_number");
    fields.push(("card_number", "4242424242424242"));
    let paid = store.submit(&action, &fields).await;
    let paid = store.url(paid.headers()["location"].to_str().unwrap());
    let paid = store
        .client
        .get(paid)
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    for page in [page, declined, paid] {
        assert!(page.contains("&lt;script&gt;"), "{page}");
        assert!(!page.contains("<script"), "{page}");
    }
    let session = store.get("/v1/checkout/sessions", json!({})).await;
    assert_eq!(
        session["data"][0]["custom_fields"][0]["text"]["value"],
        typed
    );
}

#[tokio::test]
async fn questions_are_asked_and_their_answers_kept() {
    let store = Store::open().await;
    let label = |text: &str| json!({ "type": "custom", "custom": text });
    let link = store
        .link(json!({
            "custom_fields": [
                {
                    "key": "day",
                    "type": "dropdown",
                    "label": label("Pick-up day"),
                    "dropdown": { "options": [
                        { "label": "Monday", "value": "mon" },
                        { "label": "Friday", "value": "fri" },
                    ] },
                },
                {
                    "key": "candles",
                    "type": "numeric",
                    "label": label("Candles"),
                    "numeric": { "maximum_length": 2 },
                },
                { "key": "note", "type": "text", "label": label("Note"), "optional": true },
            ],
            "phone_number_collection": { "enabled": true },
            "billing_address_collection": "required",
            "shipping_address_collection": { "allowed_countries": ["DE", "AT"] },
            "consent_collection": { "terms_of_service": "required" },
        }))
        .await;
    let (page, action) = store.visit(&link).await;
    for text in [
        "Pick-up day",
        "Friday",
        "Candles",
        "Phone",
        "Shipping address",
        "terms",
    ] {
        assert!(page.contains(text), "{text}");
    }
    let mut fields = filled("4242424242424242");
    fields.extend([
        ("phone", "+49 30 1234567"),
        ("terms_of_service", "on"),
        ("custom_fields[day]", "fri"),
        ("custom_fields[candles]", "7"),
        ("custom_fields[note]", ""),
    ]);
    for name in ["billing", "shipping"] {
        for (part, value) in [
            ("line1", "Street 1"),
            ("postal_code", "1010"),
            ("city", "Wien"),
            ("country", "at"),
        ] {
            fields.push((Box::leak(format!("{name}[{part}]").into_boxed_str()), value));
        }
    }
    for (name, bad) in [
        ("custom_fields[day]", "sun"),
        ("custom_fields[candles]", "many"),
        ("custom_fields[candles]", "100"),
        ("custom_fields[day]", ""),
        ("phone", ""),
        ("shipping[country]", "FR"),
        ("billing[city]", ""),
    ] {
        let mut fields = fields.clone();
        fields.retain(|(field, _)| *field != name);
        fields.push((name, bad));
        let answer = store.submit(&action, &fields).await;
        assert_eq!(
            answer.status(),
            StatusCode::UNPROCESSABLE_ENTITY,
            "{name}={bad}"
        );
    }
    let paid = store.submit(&action, &fields).await;
    assert_eq!(paid.status(), StatusCode::SEE_OTHER);
    let session = store.get("/v1/checkout/sessions", json!({})).await["data"][0].clone();
    assert_eq!(session["custom_fields"][0]["dropdown"]["value"], "fri");
    assert_eq!(session["custom_fields"][1]["numeric"]["value"], "7");
    assert_eq!(session["custom_fields"][2]["text"]["value"], Value::Null);
    assert_eq!(session["customer_details"]["phone"], "+49 30 1234567");
    assert_eq!(session["customer_details"]["address"]["country"], "AT");
    let shipped = &session["collected_information"]["shipping_details"];
    assert_eq!(shipped["address"]["city"], "Wien");
    assert_eq!(session["consent"]["terms_of_service"], "accepted");
}

#[tokio::test]
async fn quantities_and_amounts_that_customers_choose() {
    let store = Store::open().await;
    let mut given = crate::support::cake(json!({}));
    given["line_items"][0]["adjustable_quantity"] =
        json!({ "enabled": true, "minimum": 1, "maximum": 3 });
    let link = store.post("/v1/payment_links", given).await;
    let (page, action) = store.visit(&link).await;
    let name = format!("quantity[{}]", between(&page, "name=\"quantity[", "]"));
    let again = store
        .submit(&action, &[(&name, "3"), ("update", "total")])
        .await;
    assert_eq!(again.status(), StatusCode::OK);
    assert!(again.text().await.unwrap().contains("€259.50"));
    let mut fields = filled("4242424242424242");
    fields.push((&name, "4"));
    let refused = store.submit(&action, &fields).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    fields.pop();
    fields.push((&name, "2"));
    assert_eq!(
        store.submit(&action, &fields).await.status(),
        StatusCode::SEE_OTHER
    );
    let query = json!({ "expand": ["data.line_items"] });
    let session = store.get("/v1/checkout/sessions", query).await["data"][0].clone();
    assert_eq!(session["amount_total"], 17300);
    assert_eq!(session["line_items"]["data"][0]["quantity"], 2);

    let price = store
        .post(
            "/v1/prices",
            json!({
                "currency": "eur",
                "product_data": { "name": "Tip" },
                "custom_unit_amount": { "enabled": true, "minimum": 200, "preset": 500 },
            }),
        )
        .await;
    let given = json!({ "line_items": [{ "price": price["id"], "quantity": 1 }] });
    let link = store.post("/v1/payment_links", given).await;
    let (page, action) = store.visit(&link).await;
    assert!(page.contains("value=\"5.00\""), "{page}");
    for (typed, status) in [("1.99", 422), ("abc", 422), ("7,25", 303)] {
        let mut fields = filled("4242424242424242");
        fields.push(("amount", typed));
        assert_eq!(
            store.submit(&action, &fields).await.status().as_u16(),
            status,
            "{typed}"
        );
    }
    let session = store.get("/v1/checkout/sessions", json!({})).await["data"][0].clone();
    assert_eq!(session["amount_total"], 725);
}
