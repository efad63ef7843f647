//! What is refused, and in which words.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Store, cake};

#[tokio::test]
async fn refusals_are_worded_as_stripe_words_them() {
    let store = Store::open().await;
    let line = |price: Value, quantity: Value| json!({ "line_items": [{ "price_data": price, "quantity": quantity }] });
    let price = |currency: &str, amount: Value| {
        json!({
            "currency": currency,
            "product_data": { "name": "Cake" },
            "unit_amount": amount,
        })
    };
    let many: Vec<Value> = (0..21)
        .map(|_| json!({ "price": "price_x", "quantity": 1 }))
        .collect();
    let missing = "parameter_missing";
    for (given, code, param, message) in [
        (
            json!({}),
            missing,
            "line_items",
            "Missing required param: line_items.",
        ),
        (
            line(price("eur", json!(500)), json!("")),
            "parameter_invalid_empty",
            "line_items[0][quantity]",
            "You passed an empty string for 'line_items[0][quantity]'.",
        ),
        (
            json!({ "line_items": [{ "quantity": 1 }] }),
            missing,
            "line_items[0][price]",
            "Missing required param: line_items[0][price].",
        ),
        (
            json!({ "line_items": [{ "price": "price_x", "quantity": 1 }] }),
            "resource_missing",
            "line_items[0][price]",
            "No such price: 'price_x'",
        ),
        (
            line(price("xyz", json!(500)), json!(1)),
            "",
            "line_items[0][price_data][currency]",
            "Invalid currency: xyz. Stripe currently supports these currencies: usd, aed, afn",
        ),
        (
            line(price("eur", json!("12.5")), json!(1)),
            "parameter_invalid_integer",
            "line_items[0][price_data][unit_amount]",
            "Invalid integer: 12.5",
        ),
        (
            line(price("eur", json!(-1)), json!(1)),
            "parameter_invalid_integer",
            "line_items[0][price_data][unit_amount]",
            "This value must be greater than or equal to 0.",
        ),
        (
            line(price("eur", json!(49)), json!(1)),
            "amount_too_small",
            "line_items",
            "The total amount due must add up to at least 0.50 eur",
        ),
        (
            line(price("eur", json!(100_000_000)), json!(1)),
            "amount_too_large",
            "line_items[0][price_data][unit_amount]",
            "Amount must be no more than 999999.99 eur",
        ),
        (
            line(price("eur", json!(99_999_999)), json!(2)),
            "amount_too_large",
            "line_items",
            "The total amount due must be no more than 999999.99 eur",
        ),
        (
            json!({ "line_items": many }),
            "",
            "line_items",
            "Array line_items exceeded maximum 20 allowed elements.",
        ),
        (
            cake(json!({ "colour": "red" })),
            "parameter_unknown",
            "colour",
            "Received unknown parameter: colour",
        ),
        (
            json!({ "colour": "red", "shape": { "round": true } }),
            "parameter_unknown",
            "colour",
            "Received unknown parameters: colour, shape",
        ),
        (
            line(
                json!({ "currency": "eur", "unit_amount": 500, "colour": 1, "product_data": {} }),
                json!(1),
            ),
            "parameter_unknown",
            "line_items[0][price_data][colour]",
            "Received unknown parameter: line_items[0][price_data][colour]",
        ),
        (
            cake(json!({ "inactive_message": "0123456789".repeat(60) })),
            "",
            "inactive_message",
            "Invalid string: 0123456789...0123456789; must be at most 500 characters",
        ),
        (
            cake(json!({ "allow_promotion_codes": "" })),
            "parameter_invalid_empty",
            "allow_promotion_codes",
            "You passed an empty string for 'allow_promotion_codes'. We assume empty values are an",
        ),
        (
            cake(json!({ "custom_fields": { "key": "a" } })),
            "",
            "custom_fields",
            "Invalid array",
        ),
        (
            cake(json!({ "submit_type": "steal" })),
            "",
            "submit_type",
            "Invalid submit_type: must be one of auto, book, donate, pay, or subscribe",
        ),
        (
            cake(json!({ "allow_promotion_codes": "maybe" })),
            "",
            "allow_promotion_codes",
            "Invalid boolean: maybe",
        ),
        (
            cake(json!({ "after_completion": { "type": "redirect", "redirect": { "url": "x" } } })),
            "url_invalid",
            "after_completion[redirect][url]",
            "Not a valid URL",
        ),
        (
            cake(json!({ "metadata": "x" })),
            "",
            "metadata",
            "Invalid metadata",
        ),
        (
            cake(json!({ "restrictions": "x" })),
            "",
            "restrictions",
            "Invalid object",
        ),
        (
            cake(json!({ "expand": ["nothing"] })),
            "",
            "",
            "This property cannot be expanded (nothing).",
        ),
    ] {
        let path = "/v1/payment_links";
        let error = store
            .refused(Method::POST, path, given.clone(), StatusCode::BAD_REQUEST)
            .await;
        assert_eq!(error["type"], "invalid_request_error", "{given}");
        assert_eq!(
            error["code"].as_str().unwrap_or_default(),
            code,
            "{given} {error}"
        );
        assert_eq!(
            error["param"].as_str().unwrap_or_default(),
            param,
            "{given} {error}"
        );
        let said = error["message"].as_str().unwrap();
        assert!(said.starts_with(message), "{given}: {said}");
        assert_eq!(error["doc_url"].is_string(), !code.is_empty());
    }
    let kept = store.get("/v1/payment_links", json!({})).await;
    assert_eq!(
        kept["data"],
        json!([]),
        "what is refused leaves nothing behind"
    );
    assert_eq!(store.event_types().await, [""; 0]);
}

#[tokio::test]
async fn unknown_paths_and_ids() {
    let store = Store::open().await;
    for (method, path, message) in [
        (
            Method::GET,
            "/v1/nothing",
            "Unrecognized request URL (GET: /v1/nothing).",
        ),
        (
            Method::PUT,
            "/v1/products",
            "Unrecognized request URL (PUT: /v1/products).",
        ),
        (Method::GET, "/v1", "Unrecognized request URL (GET: /v1)."),
        (
            Method::GET,
            "/v1/payment_links/plink_x",
            "No such payment link: 'plink_x'",
        ),
        (
            Method::GET,
            "/v1/payment_intents/pi_x",
            "No such payment_intent: 'pi_x'",
        ),
        (
            Method::GET,
            "/v1/checkout/sessions/cs_test_x",
            "No such checkout session: 'cs_test_x'",
        ),
        (Method::GET, "/v1/events/evt_x", "No such event: 'evt_x'"),
        // An id of another kind is none.
        (Method::GET, "/v1/charges/pi_x", "No such charge: 'pi_x'"),
        (
            Method::POST,
            "/v1/payment_links/plink_x",
            "No such payment link: 'plink_x'",
        ),
    ] {
        let error = store
            .refused(method, path, json!({}), StatusCode::NOT_FOUND)
            .await;
        assert!(
            error["message"].as_str().unwrap().starts_with(message),
            "{error}"
        );
        assert_eq!(
            error["code"] == "resource_missing",
            message.starts_with("No such")
        );
    }
}

#[tokio::test]
async fn errors_tell_where_to_read_on() {
    let store = Store::open().await;
    let answer = store
        .call(Method::GET, "/v1/charges/ch_x", &json!({}))
        .send()
        .await
        .unwrap();
    let request = answer.headers()["request-id"].to_str().unwrap().to_owned();
    let error: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    let account = store.get("/v1/account", json!({})).await;
    let log = format!(
        "https://dashboard.stripe.com/{}/test/workbench/logs?object={request}",
        account["id"].as_str().unwrap()
    );
    assert_eq!(
        error["error"],
        json!({
            "code": "resource_missing",
            "doc_url": "https://stripe.com/docs/error-codes/resource-missing",
            "message": "No such charge: 'ch_x'",
            "param": "id",
            "request_log_url": log,
            "type": "invalid_request_error",
        })
    );
}
