//! Stripe's refusals as sentences.

use countertop_domain::PaymentIntentId;
use countertop_stripe_client::ApiError;
use serde_json::json;

use crate::stub::{Canned, KEY, Stub};

/// The error of a read that is answered thus.
async fn error_of(canned: Canned) -> ApiError {
    let stub = Stub::start([canned]).await;
    let mut config = stub.config();
    config.retry.tries = 1;
    let client = countertop_stripe_client::Client::new(config).unwrap();
    let id = PaymentIntentId::new("pi_1").unwrap();
    client.retrieve_payment_intent(&id, &[]).await.unwrap_err()
}

async fn sentence_of(canned: Canned) -> String {
    error_of(canned).await.to_string()
}

#[tokio::test]
async fn the_envelope_is_kept_whole() {
    let error = error_of(
        Canned::error(
            402,
            json!({
                "type": "card_error",
                "code": "card_declined",
                "decline_code": "insufficient_funds",
                "param": "payment_method",
                "message": "Your card has insufficient funds.",
                "doc_url": "https://docs.stripe.com/error-codes/card-declined",
                "charge": "ch_1",
                "tomorrow": {"new": true},
            }),
        )
        .header("request-id", "req_1"),
    )
    .await;
    let ApiError::Refused(refusal) = &error else {
        panic!("{error}");
    };
    assert_eq!(refusal.attempted, "GET /v1/payment_intents/pi_1");
    assert_eq!(refusal.status, 402);
    assert_eq!(refusal.error_type.as_deref(), Some("card_error"));
    assert_eq!(refusal.code.as_deref(), Some("card_declined"));
    assert_eq!(refusal.decline_code.as_deref(), Some("insufficient_funds"));
    assert_eq!(refusal.param.as_deref(), Some("payment_method"));
    assert_eq!(
        refusal.message.as_deref(),
        Some("Your card has insufficient funds.")
    );
    assert_eq!(
        refusal.doc_url.as_deref(),
        Some("https://docs.stripe.com/error-codes/card-declined")
    );
    assert_eq!(error.request_id(), Some("req_1"));
    assert!(!error.is_not_found());
    insta::assert_snapshot!(error, @"Stripe refused GET /v1/payment_intents/pi_1: Your card has insufficient funds (parameter payment_method); try another card or way to pay");
}

#[tokio::test]
async fn each_kind_is_one_sentence_that_says_what_to_do() {
    let refused = sentence_of(Canned::error(
        400,
        json!({"message": "Invalid integer: 12.5", "param": "line_items[0][quantity]"}),
    ));
    insta::assert_snapshot!(refused.await, @"Stripe refused GET /v1/payment_intents/pi_1: Invalid integer: 12.5 (parameter line_items[0][quantity]); correct it and try again");

    let missing = error_of(Canned::error(
        404,
        json!({
            "type": "invalid_request_error",
            "code": "resource_missing",
            "param": "intent",
            "message": "No such payment_intent: 'pi_1'",
        }),
    ))
    .await;
    assert!(missing.is_not_found());
    insta::assert_snapshot!(missing, @"Stripe has no such object (GET /v1/payment_intents/pi_1): No such payment_intent: 'pi_1'; check the id, and that the key belongs to the same account and mode");

    let limited = sentence_of(Canned::error(429, json!({"code": "rate_limit"})));
    insta::assert_snapshot!(limited.await, @"Stripe is taking no more requests for now (GET /v1/payment_intents/pi_1): rate_limit; wait a moment and try again");

    let fault = sentence_of(Canned::error(500, json!({"type": "api_error"})));
    insta::assert_snapshot!(fault.await, @"Stripe failed at GET /v1/payment_intents/pi_1 (api_error): try again in a moment; status.stripe.com tells of outages");

    let conflict = error_of(Canned::error(
        409,
        json!({
            "type": "idempotency_error",
            "code": "idempotency_key_in_use",
            "message": "There is currently another in-progress request using this key.",
        }),
    ))
    .await;
    assert!(conflict.is_retryable());
    insta::assert_snapshot!(conflict, @"Stripe is busy with another request on the same thing (GET /v1/payment_intents/pi_1): There is currently another in-progress request using this key; try again in a moment");
}

#[tokio::test]
async fn a_wrong_key_says_where_the_right_one_is() {
    let message = format!("Invalid API Key provided: {KEY}");
    for message in [
        message.as_str(),
        "Invalid API Key provided: sk_test_****************cdef",
    ] {
        let error = error_of(Canned::error(401, json!({"message": message}))).await;
        assert!(matches!(error, ApiError::WrongKey(_)));
        insta::allow_duplicates! {
            insta::assert_snapshot!(error, @"Stripe does not accept the API key: Invalid API Key provided: [REDACTED]; copy the key again from Stripe's Dashboard, under Developers, API keys");
        }
    }
}

#[tokio::test]
async fn a_missing_permission_is_named() {
    let named = error_of(Canned::error(
        403,
        json!({
            "type": "invalid_request_error",
            "message": "The provided key 'rk_test_*********************abc' does not have the \
                required permissions for this endpoint on account 'acct_1'. Having the \
                'rak_payment_intent_read' permission would allow this request to continue.",
        }),
    ))
    .await;
    let ApiError::MissingPermission { permissions, .. } = &named else {
        panic!("{named}");
    };
    assert_eq!(permissions, &["payment_intent_read"]);
    insta::assert_snapshot!(named, @"the API key may not do this (GET /v1/payment_intents/pi_1): it lacks the permission payment_intent_read; switch it on for this key in Stripe's Dashboard, under Developers, API keys");

    let two = sentence_of(Canned::error(
        403,
        json!({"message": "Having the 'rak_charge_read' or 'rak_charge_write' permission helps."}),
    ));
    insta::assert_snapshot!(two.await, @"the API key may not do this (GET /v1/payment_intents/pi_1): it lacks the permissions charge_read, charge_write; switch them on for this key in Stripe's Dashboard, under Developers, API keys");

    let unnamed = sentence_of(Canned::error(403, json!({"message": "Not allowed."})));
    insta::assert_snapshot!(unnamed.await, @"the API key may not do this (GET /v1/payment_intents/pi_1): Not allowed; use a key that may, or change it in Stripe's Dashboard, under Developers, API keys");
}

#[tokio::test]
async fn what_is_not_stripes_is_unreadable() {
    for (status, body) in [
        (502, "<html>Bad gateway</html>"),
        (400, "{\"message\":\"no envelope\"}"),
        (302, ""),
        (404, "not found"),
    ] {
        let error = error_of(Canned::new(status, body).header("request-id", "req_2")).await;
        assert!(
            matches!(error, ApiError::Unreadable { status: told, .. } if told == status),
            "{error}"
        );
        assert_eq!(error.request_id(), Some("req_2"));
        assert_eq!(error.is_retryable(), status == 502);
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Stub::start([]).await;
    let location = format!("{}/v1/account", elsewhere.base);
    let error = error_of(Canned::new(307, "").header("location", &location)).await;
    assert!(
        matches!(error, ApiError::Unreadable { status: 307, .. }),
        "{error}"
    );
    assert!(elsewhere.seen().is_empty(), "the key went elsewhere");
}

#[tokio::test]
async fn odd_envelopes_are_still_told() {
    for (body, part) in [
        (json!({"error": "a bare sentence"}), "a bare sentence"),
        (json!({"error": {}}), "status 400"),
        (
            json!({"error": {"code": 7, "message": null, "type": "odd"}}),
            "odd",
        ),
        (
            json!({"error": {"message": "two\nlines\u{0}"}}),
            ": two lines;",
        ),
        (
            json!({"error": {"message": "long ".repeat(1000)}}),
            "long long",
        ),
    ] {
        let sentence = sentence_of(Canned::new(400, body.to_string())).await;
        assert!(sentence.contains(part), "{sentence}");
        assert!(sentence.len() < 1000, "{sentence}");
        assert_eq!(sentence.lines().count(), 1, "{sentence}");
    }
}

#[tokio::test]
async fn a_reply_that_is_not_json_is_told_when_it_is_read() {
    let stub = Stub::start([Canned::new(200, "{\"id\": secret")]).await;
    let reply = stub.client().retrieve_account().await.unwrap();
    insta::assert_snapshot!(reply.json().unwrap_err(), @"the answer to GET /v1/account cannot be read (status 200): unexpected JSON at line 1, column 8; check the API address, and try again");
}

#[tokio::test]
async fn parameters_that_are_no_object_are_not_sent() {
    let stub = Stub::start([]).await;
    let error = stub
        .client()
        .create_payment_link_from(&json!([1]), None)
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("must be a JSON object"),
        "{error}"
    );
    assert!(stub.seen().is_empty());
}
