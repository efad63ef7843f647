//! The pay page: what it shows, what it takes, what follows.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Store, between, filled};

#[tokio::test]
async fn a_link_is_paid_on_its_page() {
    let store = Store::open().await;
    let link = store.link(json!({ "metadata": { "shop": "a" } })).await;
    let (page, action) = store.visit(&link).await;
    assert!(
        page.contains("Birthday cake") && page.contains("€86.50"),
        "{page}"
    );
    assert!(page.contains("No real money"), "{page}");

    let paid = store.submit(&action, &filled("4242 4242 4242 4242")).await;
    assert_eq!(paid.status(), StatusCode::SEE_OTHER);
    let confirmation = paid.headers()["location"].to_str().unwrap().to_owned();
    let answer = store
        .client
        .get(store.url(&confirmation))
        .send()
        .await
        .unwrap();
    let page = answer.text().await.unwrap();
    assert!(
        page.contains("Paid") && page.contains("•••• 4242"),
        "{page}"
    );

    let sessions = store
        .get(
            "/v1/checkout/sessions",
            json!({ "payment_link": link["id"] }),
        )
        .await;
    let session = &sessions["data"][0];
    for (field, value) in [
        ("status", json!("complete")),
        ("payment_status", json!("paid")),
        ("amount_total", json!(8650)),
        ("currency", json!("eur")),
        ("payment_link", link["id"].clone()),
        ("metadata", json!({ "shop": "a" })),
        ("url", Value::Null),
    ] {
        assert_eq!(session[field], value, "{field}");
    }
    assert_eq!(session["customer_details"]["email"], "ada@example.com");
    assert_eq!(session["customer_details"]["name"], "Ada Sample");
    let path = format!(
        "/v1/payment_intents/{}",
        session["payment_intent"].as_str().unwrap()
    );
    let expand = json!({ "expand": ["latest_charge.balance_transaction", "payment_method"] });
    let intent = store.get(&path, expand).await;
    assert_eq!(intent["status"], "succeeded");
    assert_eq!(intent["amount_received"], 8650);
    assert_eq!(intent["payment_method"]["card"]["last4"], "4242");
    let charge = &intent["latest_charge"];
    assert_eq!(charge["payment_method_details"]["card"]["brand"], "visa");
    assert_eq!(charge["billing_details"]["email"], "ada@example.com");
    let settled = &charge["balance_transaction"];
    // 1.5 % of 86.50 and 0.25, rounded half up.
    assert_eq!(
        (settled["fee"].as_i64(), settled["net"].as_i64()),
        (Some(155), Some(8495))
    );
}

#[tokio::test]
async fn a_payment_is_told_in_stripes_sequence() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let (_, action) = store.visit(&link).await;
    store.submit(&action, &filled("4242424242424242")).await;
    assert_eq!(
        store.event_types().await,
        [
            "product.created",
            "price.created",
            "payment_link.created",
            "payment_intent.created",
            "charge.succeeded",
            "payment_intent.succeeded",
            "checkout.session.completed",
            "charge.updated",
        ]
    );
    let event = store.newest_event("charge.updated").await;
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({ "balance_transaction": null })
    );
    assert!(event["data"]["object"]["balance_transaction"].is_string());
    assert_eq!(
        event["request"],
        json!({ "id": null, "idempotency_key": null })
    );
    let created = store.newest_event("payment_intent.created").await;
    assert_eq!(
        created["data"]["object"]["status"],
        "requires_payment_method"
    );
    assert!(
        created["request"]["id"]
            .as_str()
            .unwrap()
            .starts_with("req_")
    );
    let completed = store.newest_event("checkout.session.completed").await;
    assert_eq!(completed["livemode"], false);
    assert_eq!(
        completed["api_version"],
        countertop_stripe_wire::API_VERSION
    );
    assert!(!completed.to_string().contains("\"_"), "{completed}");
}

#[tokio::test]
async fn test_cards_do_what_stripe_says() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    for (card, code, decline_code, sentence) in [
        (
            "4000000000000002",
            "card_declined",
            "generic_decline",
            "Your card was declined.",
        ),
        (
            "4000000000009995",
            "card_declined",
            "insufficient_funds",
            "Your card has insufficient funds.",
        ),
        (
            "4000000000009987",
            "card_declined",
            "lost_card",
            "Your card was declined.",
        ),
        (
            "4000000000009979",
            "card_declined",
            "stolen_card",
            "Your card was declined.",
        ),
        (
            "4000000000000069",
            "expired_card",
            "expired_card",
            "Your card has expired.",
        ),
        (
            "4000000000000127",
            "incorrect_cvc",
            "incorrect_cvc",
            "Your card&#39;s security code is incorrect.",
        ),
        (
            "4000000000000119",
            "processing_error",
            "processing_error",
            "An error occurred while processing your card.",
        ),
    ] {
        let (_, action) = store.visit(&link).await;
        let answer = store.submit(&action, &filled(card)).await;
        assert_eq!(answer.status(), StatusCode::PAYMENT_REQUIRED, "{card}");
        let page = answer.text().await.unwrap().replace('\'', "&#39;");
        assert!(page.contains(sentence), "{card}: {page}");
        assert!(
            page.contains("value=\"ada@example.com\""),
            "{card} keeps what was typed"
        );
        assert!(
            !page.contains(card) && !page.contains("value=\"123\""),
            "{card} is not kept"
        );
        let event = store.newest_event("payment_intent.payment_failed").await;
        let intent = &event["data"]["object"];
        assert_eq!(intent["status"], "requires_payment_method");
        assert_eq!(intent["last_payment_error"]["code"], code);
        assert_eq!(intent["last_payment_error"]["decline_code"], decline_code);
        let charge = store.newest_event("charge.failed").await;
        assert_eq!(charge["data"]["object"]["failure_code"], code);
        assert_eq!(charge["data"]["object"]["id"], intent["latest_charge"]);
    }
}

#[tokio::test]
async fn after_a_decline_the_customer_may_try_again() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let (_, action) = store.visit(&link).await;
    store.submit(&action, &filled("4000000000000002")).await;
    let session = store.get("/v1/checkout/sessions", json!({})).await["data"][0].clone();
    assert_eq!(session["status"], "open");
    let paid = store.submit(&action, &filled("5555555555554444")).await;
    assert_eq!(paid.status(), StatusCode::SEE_OTHER);
    let intents = store.get("/v1/payment_intents", json!({})).await;
    assert_eq!(
        intents["data"].as_array().unwrap().len(),
        1,
        "one intent over both attempts"
    );
    assert_eq!(intents["data"][0]["id"], session["payment_intent"]);
    assert_eq!(intents["data"][0]["status"], "succeeded");
    assert_eq!(intents["data"][0]["last_payment_error"], Value::Null);
    let charges = store
        .get(
            "/v1/charges",
            json!({ "payment_intent": session["payment_intent"] }),
        )
        .await;
    assert_eq!(charges["data"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn what_is_mistyped_never_reaches_a_bank() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let (_, action) = store.visit(&link).await;
    for (change, status, sentence) in [
        (
            ("card_number", "4242424242424241"),
            402,
            "Your card number is incorrect.",
        ),
        (("exp", "12 / 20"), 402, "expiration year is in the past."),
        (("cvc", "1"), 402, "security code is invalid."),
        (("email", ""), 422, "Enter your e-mail address."),
        (
            ("email", "ada"),
            422,
            "Your e-mail address is not complete.",
        ),
        (("name", " "), 422, "Enter the name on the card."),
        (("custom_fields[x]", "y"), 422, "check what is marked"),
    ] {
        let mut fields = filled("4242424242424242");
        fields.retain(|(name, _)| *name != change.0);
        fields.push(change);
        let answer = store.submit(&action, &fields).await;
        assert_eq!(answer.status().as_u16(), status, "{change:?}");
        let page = answer.text().await.unwrap();
        assert!(page.contains(sentence), "{change:?}: {page}");
        assert!(
            status == 422 || page.contains("aria-invalid=\"true\""),
            "{change:?}"
        );
    }
    let intents = store.get("/v1/payment_intents", json!({})).await;
    assert_eq!(intents["data"], json!([]));
}

#[tokio::test]
async fn the_bank_may_ask_the_customer_to_confirm() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    for (card, result, status, types) in [
        (
            "4000002500003155",
            "complete",
            "succeeded",
            "payment_intent.succeeded",
        ),
        (
            "4000000000003220",
            "fail",
            "requires_payment_method",
            "payment_intent.payment_failed",
        ),
        (
            "4000008400001629",
            "complete",
            "requires_payment_method",
            "charge.failed",
        ),
    ] {
        let (_, action) = store.visit(&link).await;
        let asked = store.submit(&action, &filled(card)).await;
        assert_eq!(asked.status(), StatusCode::SEE_OTHER, "{card}");
        let page = store.url(asked.headers()["location"].to_str().unwrap());
        assert!(page.ends_with("/authenticate"));
        let event = store.newest_event("payment_intent.requires_action").await;
        let intent = event["data"]["object"].clone();
        assert_eq!(intent["next_action"]["redirect_to_url"]["url"], page);
        let text = store
            .client
            .get(&page)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        assert!(text.contains("€86.50"), "{text}");
        store.submit(&page, &[("result", result)]).await;
        let path = format!("/v1/payment_intents/{}", intent["id"].as_str().unwrap());
        let intent = store
            .get(&path, json!({ "expand": ["latest_charge"] }))
            .await;
        assert_eq!(intent["status"], status, "{card} {result}");
        assert!(store.event_types().await.contains(&types.to_owned()));
        if result == "fail" {
            assert_eq!(
                intent["last_payment_error"]["code"],
                "payment_intent_authentication_failure"
            );
        } else {
            let card = &intent["latest_charge"]["payment_method_details"]["card"];
            assert_eq!(card["three_d_secure"]["result"], "authenticated");
        }
    }
}

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

#[tokio::test]
async fn a_closed_link_says_so_politely() {
    let store = Store::open().await;
    let limit = json!({
        "restrictions": { "completed_sessions": { "limit": 1 } },
        "inactive_message": "The last cake is gone.",
    });
    let link = store.link(limit).await;
    let (_, action) = store.visit(&link).await;
    let (_, late) = store.visit(&link).await;
    assert_eq!(
        store
            .submit(&action, &filled("4242424242424242"))
            .await
            .status(),
        StatusCode::SEE_OTHER
    );
    let refused = store.submit(&late, &filled("4242424242424242")).await;
    assert_eq!(refused.status(), StatusCode::GONE, "nothing is sold twice");
    let address = link["url"].as_str().unwrap();
    let page = store.client.get(address).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::GONE);
    assert!(
        page.text()
            .await
            .unwrap()
            .contains("The last cake is gone.")
    );

    let link = store.link(json!({})).await;
    let path = format!("/v1/payment_links/{}", link["id"].as_str().unwrap());
    store.post(&path, json!({ "active": false })).await;
    let page = store
        .client
        .get(link["url"].as_str().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), StatusCode::GONE);
    let page = store
        .client
        .get(store.url("/pay/test_nothing"))
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    let other = action.replace("/pay/test_", "/pay/test_x");
    let page = store.client.get(other).send().await.unwrap();
    assert_eq!(
        page.status(),
        StatusCode::NOT_FOUND,
        "a session belongs to its link"
    );
}

#[tokio::test]
async fn after_payment_a_customer_goes_where_the_link_says() {
    let store = Store::open().await;
    let url = "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}";
    let link = store
        .link(json!({ "after_completion": { "type": "redirect", "redirect": { "url": url } } }))
        .await;
    let page = store
        .client
        .get(link["url"].as_str().unwrap())
        .send()
        .await
        .unwrap();
    let policy = page.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        policy.contains("form-action 'self' https://shop.example;"),
        "{policy}"
    );
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    let (_, action) = store.visit(&link).await;
    let paid = store.submit(&action, &filled("4242424242424242")).await;
    let session = store
        .get("/v1/checkout/sessions", json!({ "status": "complete" }))
        .await;
    let id = session["data"][0]["id"].as_str().unwrap();
    assert_eq!(
        paid.headers()["location"].to_str().unwrap(),
        format!("https://shop.example/thanks?session={id}")
    );
}

#[tokio::test]
async fn a_free_link_needs_no_card() {
    let store = Store::open().await;
    let mut given = crate::support::cake(json!({}));
    given["line_items"][0]["price_data"]["unit_amount"] = json!(0);
    let link = store.post("/v1/payment_links", given).await;
    let (page, action) = store.visit(&link).await;
    assert!(!page.contains("card_number"), "{page}");
    let fields = [("email", "ada@example.com"), ("name", "Ada")];
    assert_eq!(
        store.submit(&action, &fields).await.status(),
        StatusCode::SEE_OTHER
    );
    let session = store.get("/v1/checkout/sessions", json!({})).await["data"][0].clone();
    assert_eq!(session["payment_status"], "no_payment_required");
    assert_eq!(session["payment_intent"], Value::Null);
}

#[tokio::test]
async fn money_can_be_authorised_first() {
    let store = Store::open().await;
    let data = json!({ "capture_method": "manual", "metadata": { "order": "7" } });
    let link = store.link(json!({ "payment_intent_data": data })).await;
    let (_, action) = store.visit(&link).await;
    store.submit(&action, &filled("4242424242424242")).await;
    let query = json!({ "expand": ["data.latest_charge"] });
    let intent = store.get("/v1/payment_intents", query).await["data"][0].clone();
    assert_eq!(intent["status"], "requires_capture");
    assert_eq!(intent["amount_capturable"], 8650);
    assert_eq!(intent["metadata"], json!({ "order": "7" }));
    assert_eq!(intent["latest_charge"]["captured"], false);
    assert_eq!(intent["latest_charge"]["balance_transaction"], Value::Null);
}
