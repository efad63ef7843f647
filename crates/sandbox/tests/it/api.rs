//! The API: shapes, errors, keys, idempotency.

use axum::http::StatusCode;
use reqwest::Method;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use crate::support::{Store, cake, client, expect};

#[tokio::test]
async fn a_link_is_made_read_changed_and_listed() {
    let store = Store::open().await;
    let link = store
        .link(json!({ "metadata": { "a": "1", "b": "2" } }))
        .await;
    assert_eq!(link["object"], "payment_link");
    assert_eq!(link["active"], true);
    assert_eq!(link["currency"], "eur");
    let url = link["url"].as_str().unwrap();
    assert!(url.starts_with(&store.url("/pay/test_")), "{url}");
    assert!(!link.as_object().unwrap().contains_key("line_items"));

    let path = format!("/v1/payment_links/{}", link["id"].as_str().unwrap());
    assert_eq!(store.get(&path, json!({})).await, link);
    let expanded = store.get(&path, json!({ "expand": ["line_items"] })).await;
    let item = &expanded["line_items"]["data"][0];
    assert_eq!(item["amount_total"], 8650);
    assert_eq!(item["description"], "Birthday cake");
    assert_eq!(item["price"]["unit_amount"], 8650);
    let items = store.get(&format!("{path}/line_items"), json!({})).await;
    assert_eq!(items["data"][0], *item);

    let change = json!({
        "active": false,
        "metadata": { "a": "", "c": "3" },
        "line_items": [{ "id": item["id"], "quantity": 3 }],
        "restrictions": { "completed_sessions": { "limit": 5 } },
    });
    let changed = store.post(&path, change).await;
    assert_eq!(changed["active"], false);
    assert_eq!(changed["metadata"], json!({ "b": "2", "c": "3" }));
    let restrictions = json!({ "completed_sessions": { "count": 0, "limit": 5 } });
    assert_eq!(changed["restrictions"], restrictions);
    let event = store.newest_event("payment_link.updated").await;
    assert_eq!(
        event["data"]["previous_attributes"],
        json!({ "active": true, "metadata": { "a": "1", "c": null }, "restrictions": null })
    );
    let items = store.get(&format!("{path}/line_items"), json!({})).await;
    assert_eq!(items["data"][0]["quantity"], 3);
    assert_eq!(items["data"][0]["amount_total"], 25950);
    assert_eq!(
        store.post(&path, json!({ "restrictions": "" })).await["restrictions"],
        Value::Null
    );

    let active = store
        .get("/v1/payment_links", json!({ "active": true }))
        .await;
    assert_eq!(active["data"], json!([]));
    let inactive = store
        .get("/v1/payment_links", json!({ "active": false }))
        .await;
    assert_eq!(inactive["data"][0]["id"], link["id"]);
}

#[tokio::test]
async fn a_link_of_existing_prices() {
    let store = Store::open().await;
    let product = store.post("/v1/products", json!({ "name": "Loaf" })).await;
    let price = store
        .post(
            "/v1/prices",
            json!({ "product": product["id"], "currency": "EUR", "unit_amount_decimal": "640.0" }),
        )
        .await;
    assert_eq!(price["unit_amount"], 640);
    assert_eq!(price["unit_amount_decimal"], "640");
    assert_eq!(price["currency"], "eur");
    let given = json!({
        "line_items": [{ "price": price["id"], "quantity": 2 }],
        "expand": ["line_items.data.price.product"],
    });
    let link = store.post("/v1/payment_links", given).await;
    let item = &link["line_items"]["data"][0];
    assert_eq!(item["amount_total"], 1280);
    assert_eq!(item["price"]["product"]["name"], "Loaf");
    let path = format!("/v1/products/{}", product["id"].as_str().unwrap());
    let refused = store
        .refused(Method::DELETE, &path, json!({}), StatusCode::BAD_REQUEST)
        .await;
    assert!(
        refused["message"]
            .as_str()
            .unwrap()
            .contains("cannot be deleted")
    );
}

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
async fn answers_carry_stripes_headers() {
    let store = Store::open().await;
    let request = store.call(Method::GET, "/v1/products", &json!({}));
    let answer = request
        .header("Stripe-Version", "2020-08-27")
        .send()
        .await
        .unwrap();
    let header = |name: &str| answer.headers()[name].to_str().unwrap();
    assert!(header("request-id").starts_with("req_"));
    assert_eq!(header("stripe-version"), "2020-08-27");
    assert_eq!(header("content-type"), "application/json");
    assert!(header("date").ends_with("GMT"));
    let pinned = store
        .call(Method::GET, "/v1/products", &json!({}))
        .send()
        .await
        .unwrap();
    assert_eq!(
        pinned.headers()["stripe-version"],
        countertop_stripe_wire::API_VERSION
    );
}

#[tokio::test]
async fn only_forms_of_a_sane_size_are_read() {
    let store = Store::open().await;
    let post = |kind: &'static str, body: String| {
        store
            .client
            .post(store.url("/v1/products"))
            .bearer_auth(store.sandbox.api_key().expose_secret())
            .header("Content-Type", kind)
            .body(body)
    };
    let form = "application/x-www-form-urlencoded";
    let json = expect(
        StatusCode::BAD_REQUEST,
        post("application/json", "{}".into()),
    )
    .await;
    let said = json["error"]["message"].as_str().unwrap();
    assert!(said.contains("application/x-www-form-urlencoded"), "{said}");
    let huge = format!("name={}", "a".repeat(2 << 20));
    expect(StatusCode::PAYLOAD_TOO_LARGE, post(form, huge)).await;
    let product = expect(StatusCode::OK, post(form, "name=Caf%C3%A9+%26+cake".into())).await;
    assert_eq!(product["name"], "Café & cake");
}

#[tokio::test]
async fn only_our_own_names_are_answered() {
    let store = Store::open().await;
    let port = store.sandbox.address().port();
    let link = store.link(json!({})).await;
    let page = link["url"].as_str().unwrap();
    for (host, status) in [
        (format!("127.0.0.1:{port}"), StatusCode::OK),
        (format!("localhost:{port}"), StatusCode::OK),
        (format!("[::1]:{port}"), StatusCode::OK),
        (
            format!("rebound.example:{port}"),
            StatusCode::MISDIRECTED_REQUEST,
        ),
        ("127.0.0.1".to_owned(), StatusCode::MISDIRECTED_REQUEST),
        (
            format!("127.0.0.1:{}", port.wrapping_add(1)),
            StatusCode::MISDIRECTED_REQUEST,
        ),
    ] {
        let door = store.url("/_practice/state");
        for address in [page, door.as_str()] {
            let answer = client()
                .get(address)
                .header("Host", &host)
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status(), status, "{host} {address}");
        }
    }
}

#[tokio::test]
async fn webhook_endpoints_are_made_changed_and_deleted() {
    let store = Store::open().await;
    let given = json!({ "url": "https://example.com/hook", "enabled_events": ["charge.failed"] });
    let made = store.post("/v1/webhook_endpoints", given).await;
    assert!(made["secret"].as_str().unwrap().starts_with("whsec_"));
    let path = format!("/v1/webhook_endpoints/{}", made["id"].as_str().unwrap());
    let read = store.get(&path, json!({})).await;
    assert!(
        !read.as_object().unwrap().contains_key("secret"),
        "told once only"
    );
    let changed = json!({ "disabled": true, "enabled_events": ["*"] });
    let changed = store.post(&path, changed).await;
    assert_eq!(changed["status"], "disabled");
    assert_eq!(changed["enabled_events"], json!(["*"]));
    let gone = expect(
        StatusCode::OK,
        store.call(Method::DELETE, &path, &json!({})),
    )
    .await;
    assert_eq!(gone["deleted"], true);
    store
        .refused(Method::GET, &path, json!({}), StatusCode::NOT_FOUND)
        .await;
}

#[tokio::test]
async fn a_session_can_be_expired() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let (_, action) = store.visit(&link).await;
    let session = store
        .get("/v1/checkout/sessions", json!({ "status": "open" }))
        .await;
    let path = format!(
        "/v1/checkout/sessions/{}",
        session["data"][0]["id"].as_str().unwrap()
    );
    let expire = format!("{path}/expire");
    assert_eq!(store.post(&expire, json!({})).await["status"], "expired");
    let again = store
        .refused(Method::POST, &expire, json!({}), StatusCode::BAD_REQUEST)
        .await;
    assert!(
        again["message"]
            .as_str()
            .unwrap()
            .contains("can be expired")
    );
    assert_eq!(
        store.event_types().await.last().unwrap(),
        "checkout.session.expired"
    );
    let late = store
        .submit(&action, &crate::support::filled("4242424242424242"))
        .await;
    assert_eq!(late.status(), StatusCode::GONE);
}

#[tokio::test]
async fn lists_are_read_with_and_without_indexes() {
    let store = Store::open().await;
    let form = "application/x-www-form-urlencoded";
    for (events, kept) in [
        (
            "enabled_events[]=charge.failed&enabled_events[]=charge.succeeded",
            json!(["charge.failed", "charge.succeeded"]),
        ),
        (
            "enabled_events[1]=charge.failed&enabled_events[0]=charge.succeeded",
            json!(["charge.succeeded", "charge.failed"]),
        ),
        ("enabled_events%5B%5D=%2A", json!(["*"])),
    ] {
        let call = store
            .client
            .post(store.url("/v1/webhook_endpoints"))
            .bearer_auth(store.sandbox.api_key().expose_secret())
            .header("Content-Type", form)
            .body(format!("url=http%3A%2F%2F127.0.0.1%3A9%2F&{events}"));
        let endpoint = expect(StatusCode::OK, call).await;
        assert_eq!(endpoint["enabled_events"], kept, "{events}");
    }
    let link = store.link(json!({})).await;
    let id = link["id"].as_str().unwrap();
    for expand in [
        "expand[]=line_items",
        "expand[0]=line_items",
        "expand%5B%5D=line_items",
    ] {
        let call = store.call(
            Method::GET,
            &format!("/v1/payment_links/{id}?{expand}"),
            &json!({}),
        );
        let link = expect(StatusCode::OK, call).await;
        assert!(link["line_items"]["data"].is_array(), "{expand}");
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
