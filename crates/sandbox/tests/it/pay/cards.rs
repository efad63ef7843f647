//! What cards do at the page: decline, ask, or never get there.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Store, filled};

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
