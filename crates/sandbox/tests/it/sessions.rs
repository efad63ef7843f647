//! Checkout sessions that are made by a call of the API, and what a link's address may say.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Store, filled};

fn line(amount: i64, change: Value) -> Value {
    let mut price = json!({
        "currency": "eur",
        "product_data": { "name": "Cake" },
        "unit_amount": amount,
    });
    for (name, value) in change.as_object().unwrap() {
        price[name] = value.clone();
    }
    json!({ "price_data": price, "quantity": 1 })
}

fn of_cake(change: Value) -> Value {
    let mut given = json!({
        "mode": "payment",
        "line_items": [line(5000, json!({}))],
        "success_url": "https://example.com/thanks?session={CHECKOUT_SESSION_ID}",
    });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    given
}

const PATH: &str = "/v1/checkout/sessions";

async fn create(store: &Store, change: Value) -> Value {
    store.post(PATH, of_cake(change)).await
}

fn path_of(session: &Value) -> String {
    format!("{PATH}/{}", session["id"].as_str().unwrap())
}

fn ids(list: &Value) -> Vec<Value> {
    let objects = list["data"].as_array().unwrap().iter();
    objects.map(|object| object["id"].clone()).collect()
}

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

async fn check_refused(store: &Store, given: Value, param: &str, message: &str) {
    let error = store
        .refused(Method::POST, PATH, given.clone(), StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], param, "{given}: {error}");
    let said = error["message"].as_str().unwrap();
    assert!(said.contains(message), "{given}: {said}");
}

#[tokio::test]
async fn what_no_session_can_be_is_refused() {
    let store = Store::open().await;
    let ada = store.post("/v1/customers", json!({ "name": "Ada" })).await;
    let now = store.post("/v1/products", json!({ "name": "Now" })).await["created"]
        .as_i64()
        .unwrap();
    let monthly = line(500, json!({ "recurring": { "interval": "month" } }));
    let mut taxed = line(500, json!({}));
    taxed["tax_rates"] = json!(["txr_1"]);
    let mut unsold = of_cake(json!({}));
    unsold.as_object_mut().unwrap().remove("success_url");
    check_refused(&store, unsold, "success_url", "Missing required param").await;
    for (given, param, message) in [
        (json!({ "mode": "setup" }), "mode", "no `setup` mode"),
        (json!({ "mode": "other" }), "mode", "must be one of"),
        (
            json!({ "mode": "subscription" }),
            "line_items",
            "at least one recurring price",
        ),
        (
            json!({ "line_items": [monthly] }),
            "line_items",
            "You specified `payment` mode but passed a recurring price.",
        ),
        (
            json!({ "line_items": [taxed] }),
            "line_items[0][tax_rates]",
            "no tax rates",
        ),
        (
            json!({ "ui_mode": "embedded_page" }),
            "ui_mode",
            "hosted page only",
        ),
        (
            json!({ "return_url": "https://example.com" }),
            "return_url",
            "embedded_page",
        ),
        (
            json!({ "expires_at": now + 60 }),
            "expires_at",
            "at least 30 minutes",
        ),
        (
            json!({ "expires_at": now + 90_000 }),
            "expires_at",
            "less than 24 hours",
        ),
        (
            json!({ "customer": "cus_x" }),
            "customer",
            "No such customer: 'cus_x'",
        ),
        (
            json!({ "customer": ada["id"], "customer_email": "ada@example.com" }),
            "customer",
            "You may only specify one of these parameters: customer, customer_email.",
        ),
        (
            json!({ "subscription_data": { "trial_period_days": 3 } }),
            "subscription_data",
            "You can not pass `subscription_data` in `payment` mode.",
        ),
        (
            json!({ "payment_intent_data": { "transfer_data": { "destination": "acct_x" } } }),
            "payment_intent_data[transfer_data]",
            "without connected ones",
        ),
        (
            json!({ "line_items": [line(49, json!({}))] }),
            "line_items",
            "at least 0.50 eur",
        ),
        (
            json!({ "success_url": "thanks" }),
            "success_url",
            "Not a valid URL",
        ),
        (
            json!({ "colour": "red" }),
            "colour",
            "Received unknown parameter: colour",
        ),
    ] {
        check_refused(&store, of_cake(given), param, message).await;
    }
    assert_eq!(store.get(PATH, json!({})).await["data"], json!([]));
}

#[tokio::test]
async fn sessions_are_listed_by_whose_they_are() {
    let store = Store::open().await;
    let ada = store.post("/v1/customers", json!({ "name": "Ada" })).await;
    let link = store.link(json!({})).await;
    let open = create(&store, json!({})).await["id"].clone();
    let of_ada = create(&store, json!({ "customer": ada["id"] })).await["id"].clone();
    let pay = json!({ "payment_link": link["id"], "email": "Bela@Example.com" });
    let (_, paid) = store.door(pay).await;
    let paid_id = paid["checkout_session"].clone();
    for (filter, found) in [
        (json!({}), vec![&paid_id, &of_ada, &open]),
        (json!({ "status": "open" }), vec![&of_ada, &open]),
        (json!({ "status": "complete" }), vec![&paid_id]),
        (json!({ "customer": ada["id"] }), vec![&of_ada]),
        (json!({ "payment_link": link["id"] }), vec![&paid_id]),
        (
            json!({ "payment_intent": paid["payment_intent"] }),
            vec![&paid_id],
        ),
        (
            json!({ "customer_details": { "email": "bela@example.com" } }),
            vec![&paid_id],
        ),
        (
            json!({ "customer_details": { "email": "nobody@example.com" } }),
            vec![],
        ),
        (json!({ "subscription": "sub_x" }), vec![]),
        (json!({ "created": { "lt": 1000 } }), vec![]),
    ] {
        let listed = store.get(PATH, filter.clone()).await;
        let wanted: Vec<_> = found.into_iter().cloned().collect();
        assert_eq!(ids(&listed), wanted, "{filter}");
    }
}

#[tokio::test]
async fn an_open_session_is_changed_and_closed() {
    let store = Store::open().await;
    let rate =
        json!({ "display_name": "Post", "fixed_amount": { "amount": 300, "currency": "eur" } });
    let rate = store.post("/v1/shipping_rates", rate).await;
    let session = create(
        &store,
        json!({ "shipping_address_collection": { "allowed_countries": ["DE"] } }),
    )
    .await;
    let path = path_of(&session);
    let changed = store
        .post(
            &path,
            json!({
                "metadata": { "a": "1" },
                "shipping_options": [{ "shipping_rate": rate["id"] }],
                "collected_information": { "shipping_details": {
                    "name": "Ada",
                    "address": { "country": "DE", "line1": "1 Example Street" },
                } },
            }),
        )
        .await;
    assert_eq!(changed["metadata"], json!({ "a": "1" }));
    assert_eq!(changed["amount_total"], 5300);
    assert_eq!(changed["total_details"]["amount_shipping"], 300);
    let sent = &changed["collected_information"]["shipping_details"];
    assert_eq!(sent["address"]["line1"], "1 Example Street");
    let abroad = json!({ "collected_information": { "shipping_details": {
        "name": "Ada",
        "address": { "country": "FR", "line1": "1 Example Street" },
    } } });
    let error = store
        .refused(Method::POST, &path, abroad, StatusCode::BAD_REQUEST)
        .await;
    assert!(
        error["message"].as_str().unwrap().contains("does not ship"),
        "{error}"
    );
    let cleared = store.post(&path, json!({ "shipping_options": "" })).await;
    assert_eq!(cleared["amount_total"], 5000);
    assert_eq!(cleared["shipping_cost"], Value::Null);

    let expired = store.post(&format!("{path}/expire"), json!({})).await;
    assert_eq!(expired["status"], "expired");
    assert_eq!(expired["url"], Value::Null);
    let event = store.newest_event("checkout.session.expired").await;
    assert_eq!(event["data"]["object"], expired);
    let twice = store
        .refused(
            Method::POST,
            &format!("{path}/expire"),
            json!({}),
            StatusCode::BAD_REQUEST,
        )
        .await;
    assert!(
        twice["message"]
            .as_str()
            .unwrap()
            .contains("status of `expired`"),
        "{twice}"
    );
    let given = json!({ "shipping_options": [{ "shipping_rate": rate["id"] }] });
    let error = store
        .refused(Method::POST, &path, given, StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], "shipping_options");
    let kept = store.post(&path, json!({ "metadata": { "b": "2" } })).await;
    assert_eq!(kept["metadata"], json!({ "a": "1", "b": "2" }));
}

#[tokio::test]
async fn a_links_address_says_who_comes() {
    let store = Store::open().await;
    let link = store
        .link(json!({ "after_completion": {
            "type": "redirect",
            "redirect": { "url": "https://example.com/thanks?id={CHECKOUT_SESSION_ID}" },
        } }))
        .await;
    let query = "client_reference_id=order_7&locked_prefilled_email=ada%40example.com&locale=de\
                 &utm_source=news&utm_medium=mail";
    let mut visited = link.clone();
    visited["url"] = json!(format!("{}?{query}", link["url"].as_str().unwrap()));
    let (_, action) = store.visit(&visited).await;
    let session = store.get(PATH, json!({})).await["data"][0].clone();
    assert_eq!(session["client_reference_id"], "order_7");
    assert_eq!(session["customer_email"], "ada@example.com");
    assert_eq!(session["locale"], "de");
    let mut other = filled("4242424242424242");
    other[0] = ("email", "bela@example.com");
    assert_eq!(
        store.submit(&action, &other).await.status(),
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let paid = store.submit(&action, &filled("4242424242424242")).await;
    let target = paid.headers()["location"].to_str().unwrap();
    let id = session["id"].as_str().unwrap();
    assert_eq!(
        target,
        format!("https://example.com/thanks?id={id}&utm_source=news&utm_medium=mail")
    );
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
