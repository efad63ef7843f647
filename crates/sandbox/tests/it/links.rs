//! Payment links: every setting is checked, kept and shown; what may be changed, and what not.

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Store, cake};

/// The link of a test, with the path of its calls.
fn path_of(link: &Value) -> String {
    format!("/v1/payment_links/{}", link["id"].as_str().unwrap())
}

async fn price(store: &Store, change: Value) -> Value {
    let mut given = json!({
        "currency": "eur",
        "product_data": { "name": "Loaf" },
        "unit_amount": 640,
    });
    for (name, value) in change.as_object().unwrap() {
        given[name] = value.clone();
    }
    if !given["custom_unit_amount"].is_null() {
        given.as_object_mut().unwrap().remove("unit_amount");
    }
    store.post("/v1/prices", given).await
}

/// A link of prices, with quantities of 1.
fn of_prices(prices: &[&Value], change: Value) -> Value {
    let lines: Vec<_> = prices
        .iter()
        .map(|price| json!({ "price": price["id"], "quantity": 1 }))
        .collect();
    let mut given = cake(change);
    given["line_items"] = json!(lines);
    given
}

async fn check_refused(store: &Store, path: &str, given: Value, param: &str, message: &str) {
    let error = store
        .refused(Method::POST, path, given.clone(), StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], param, "{given}: {error}");
    let said = error["message"].as_str().unwrap();
    assert!(said.contains(message), "{given}: {said}");
}

#[tokio::test]
async fn every_setting_is_shown_as_it_was_given() {
    let store = Store::open().await;
    let rate = store
        .post(
            "/v1/shipping_rates",
            json!({
                "display_name": "Courier",
                "fixed_amount": { "amount": 490, "currency": "eur" },
                "type": "fixed_amount",
            }),
        )
        .await;
    let candles = price(&store, json!({ "product_data": { "name": "Candles" } })).await;
    let issuer = json!({ "type": "self" });
    for (given, shown) in [
        (
            json!({ "allow_promotion_codes": true }),
            json!({ "allow_promotion_codes": true }),
        ),
        (
            json!({ "automatic_tax": { "enabled": true } }),
            json!({ "automatic_tax": { "enabled": true, "liability": issuer } }),
        ),
        (
            json!({ "consent_collection": { "promotions": "auto", "terms_of_service": "required" } }),
            json!({ "consent_collection": {
                "payment_method_reuse_agreement": null,
                "promotions": "auto",
                "terms_of_service": "required",
            } }),
        ),
        (
            json!({ "custom_text": { "submit": { "message": "Freshly baked." } } }),
            json!({ "custom_text": {
                "after_submit": null,
                "shipping_address": null,
                "submit": { "message": "Freshly baked." },
                "terms_of_service_acceptance": null,
            } }),
        ),
        (
            json!({ "invoice_creation": {
                "enabled": true,
                "invoice_data": { "footer": "Thank you.", "metadata": { "till": "2" } },
            } }),
            json!({ "invoice_creation": {
                "enabled": true,
                "invoice_data": {
                    "account_tax_ids": null,
                    "custom_fields": null,
                    "description": null,
                    "footer": "Thank you.",
                    "issuer": issuer,
                    "metadata": { "till": "2" },
                    "rendering_options": null,
                },
            } }),
        ),
        (
            json!({ "name_collection": { "business": { "enabled": true } } }),
            json!({ "name_collection": { "business": { "enabled": true, "optional": false } } }),
        ),
        (
            json!({ "optional_items": [{
                "price": candles["id"],
                "quantity": 2,
                "adjustable_quantity": { "enabled": true, "maximum": 9, "minimum": 1 },
            }] }),
            json!({ "optional_items": [{
                "adjustable_quantity": { "enabled": true, "maximum": 9, "minimum": 1 },
                "price": candles["id"],
                "quantity": 2,
            }] }),
        ),
        (
            json!({ "payment_intent_data": { "capture_method": "manual", "metadata": { "a": "1" } } }),
            json!({ "payment_intent_data": {
                "capture_method": "manual",
                "description": null,
                "metadata": { "a": "1" },
                "setup_future_usage": null,
                "statement_descriptor": null,
                "statement_descriptor_suffix": null,
                "transfer_group": null,
            } }),
        ),
        (
            json!({ "payment_method_types": ["card"] }),
            json!({ "payment_method_types": ["card"] }),
        ),
        (
            json!({ "shipping_options": [{ "shipping_rate": rate["id"] }] }),
            json!({ "shipping_options": [{ "shipping_amount": 490, "shipping_rate": rate["id"] }] }),
        ),
        (
            json!({ "submit_type": "donate" }),
            json!({ "submit_type": "donate" }),
        ),
        (
            json!({ "tax_id_collection": { "enabled": true, "required": "if_supported" } }),
            json!({ "tax_id_collection": { "enabled": true, "required": "if_supported" } }),
        ),
    ] {
        let created = store.link(given.clone()).await;
        let plain = store.link(json!({})).await;
        let updatable = given["payment_intent_data"].is_null();
        for link in [
            Some(created),
            match updatable {
                true => Some(store.post(&path_of(&plain), given.clone()).await),
                false => None,
            },
        ] {
            let Some(link) = link else { continue };
            for (name, value) in shown.as_object().unwrap() {
                assert_eq!(link[name], *value, "{given}");
            }
        }
        if updatable {
            let event = store.newest_event("payment_link.updated").await;
            let changed = event["data"]["previous_attributes"].as_object().unwrap();
            let names: Vec<_> = changed.keys().collect();
            let given: Vec<_> = shown.as_object().unwrap().keys().collect();
            assert_eq!(names, given);
        }
    }
}

#[tokio::test]
async fn what_does_not_go_together_is_refused() {
    let store = Store::open().await;
    let loaf = price(&store, json!({})).await;
    let dollars = price(&store, json!({ "currency": "usd" })).await;
    let chosen = price(&store, json!({ "custom_unit_amount": { "enabled": true } })).await;
    let monthly = price(&store, json!({ "recurring": { "interval": "month" } })).await;
    let yearly = price(&store, json!({ "recurring": { "interval": "year" } })).await;
    let old = price(&store, json!({})).await;
    let old_path = format!("/v1/prices/{}", old["id"].as_str().unwrap());
    store.post(&old_path, json!({ "active": false })).await;
    let optional = |price: &Value| json!([{ "price": price["id"], "quantity": 1 }]);
    let mut twice = of_prices(&[&chosen], json!({}));
    twice["line_items"][0]["quantity"] = json!(2);
    let mut out_of_bounds = of_prices(&[&loaf], json!({}));
    out_of_bounds["line_items"][0]["adjustable_quantity"] =
        json!({ "enabled": true, "minimum": 2, "maximum": 4 });
    for (given, param, message) in [
        (
            of_prices(&[&loaf, &dollars], json!({})),
            "line_items",
            "the same currency",
        ),
        (
            of_prices(&[&monthly, &yearly], json!({})),
            "line_items",
            "recurring[interval]",
        ),
        (
            of_prices(&[&old], json!({})),
            "line_items[0][price]",
            "is inactive",
        ),
        (
            of_prices(&[&chosen, &loaf], json!({})),
            "line_items",
            "by itself",
        ),
        (twice, "line_items[0][quantity]", "quantity of 1"),
        (
            out_of_bounds,
            "line_items[0][quantity]",
            "greater than or equal to 2",
        ),
        (
            of_prices(&[&loaf], json!({ "optional_items": optional(&dollars) })),
            "line_items",
            "the same currency",
        ),
        (
            of_prices(&[&loaf], json!({ "optional_items": optional(&monthly) })),
            "optional_items",
            "`subscription` mode",
        ),
        (
            of_prices(&[&loaf], json!({ "optional_items": optional(&chosen) })),
            "optional_items[0][price]",
            "cannot be an optional item",
        ),
        (
            of_prices(
                &[&loaf],
                json!({ "subscription_data": { "trial_period_days": 7 } }),
            ),
            "subscription_data",
            "You can not pass `subscription_data` in `payment` mode.",
        ),
        (
            of_prices(
                &[&loaf],
                json!({ "payment_method_collection": "if_required" }),
            ),
            "payment_method_collection",
            "in `payment` mode.",
        ),
        (
            of_prices(
                &[&monthly],
                json!({ "payment_intent_data": { "metadata": { "a": "b" } } }),
            ),
            "payment_intent_data",
            "You can not pass `payment_intent_data` in `subscription` mode.",
        ),
        (
            of_prices(&[&monthly], json!({ "customer_creation": "always" })),
            "customer_creation",
            "in `subscription` mode.",
        ),
        (
            of_prices(
                &[&monthly],
                json!({ "invoice_creation": { "enabled": true } }),
            ),
            "invoice_creation",
            "in `subscription` mode.",
        ),
        (
            of_prices(
                &[&monthly],
                json!({ "payment_method_types": ["multibanco"] }),
            ),
            "payment_method_types",
            "`multibanco` cannot be used in `subscription` mode.",
        ),
        (
            of_prices(
                &[&dollars],
                json!({ "payment_method_types": ["card", "sepa_debit"] }),
            ),
            "payment_method_types",
            "Invalid currency: usd.",
        ),
        (
            of_prices(&[&loaf], json!({ "payment_method_types": ["klarna"] })),
            "payment_method_types",
            "Nobody could pay",
        ),
        (
            of_prices(&[&loaf], json!({ "application_fee_amount": 10 })),
            "application_fee_amount",
            "without connected ones",
        ),
        (
            of_prices(
                &[&loaf],
                json!({ "shipping_address_collection": { "allowed_countries": ["KP"] } }),
            ),
            "shipping_address_collection[allowed_countries][0]",
            "must be one of AC, AD",
        ),
        (
            of_prices(
                &[&loaf],
                json!({ "after_completion": { "type": "redirect" } }),
            ),
            "after_completion[redirect]",
            "Missing required param",
        ),
        (
            of_prices(
                &[&loaf],
                json!({ "payment_intent_data": { "statement_descriptor_suffix": "A*B" } }),
            ),
            "payment_intent_data[statement_descriptor_suffix]",
            "must not contain",
        ),
    ] {
        check_refused(&store, "/v1/payment_links", given, param, message).await;
    }
}

#[tokio::test]
async fn texts_have_their_lengths() {
    let store = Store::open().await;
    let text = |length: usize| "x".repeat(length);
    let message =
        |name: &str, length: usize| json!({ "custom_text": { name: { "message": text(length) } } });
    for (fits, too_long, param) in [
        (
            json!({ "inactive_message": text(500) }),
            json!({ "inactive_message": text(501) }),
            "inactive_message",
        ),
        (
            message("submit", 1200),
            message("submit", 1201),
            "custom_text[submit][message]",
        ),
        (
            json!({ "after_completion": {
                "type": "hosted_confirmation",
                "hosted_confirmation": { "custom_message": text(500) },
            } }),
            json!({ "after_completion": {
                "type": "hosted_confirmation",
                "hosted_confirmation": { "custom_message": text(501) },
            } }),
            "after_completion[hosted_confirmation][custom_message]",
        ),
    ] {
        store.link(fits).await;
        check_refused(
            &store,
            "/v1/payment_links",
            cake(too_long),
            param,
            "must be at most",
        )
        .await;
    }
}

#[tokio::test]
async fn questions_are_checked() {
    let store = Store::open().await;
    let question = |kind: &str, details: Value| {
        let mut field = json!({
            "key": "q",
            "label": { "type": "custom", "custom": "Why?" },
            "type": kind,
        });
        if !details.is_null() {
            field[kind] = details;
        }
        field
    };
    let options = |values: &[&str]| {
        let options: Vec<_> = values
            .iter()
            .map(|it| json!({ "label": it, "value": it }))
            .collect();
        json!(options)
    };
    let many: Vec<String> = (0..201).map(|it| format!("o{it}")).collect();
    let many: Vec<_> = many.iter().map(String::as_str).collect();
    let mut keyed = question("text", Value::Null);
    keyed["key"] = json!("not good");
    let mut both = question("text", Value::Null);
    both["numeric"] = json!({ "maximum_length": 3 });
    for (field, param, message) in [
        (keyed, "[key]", "alphanumeric"),
        (both, "[numeric]", "whose type is numeric"),
        (
            question("dropdown", Value::Null),
            "[dropdown][options]",
            "Missing required param",
        ),
        (
            question("dropdown", json!({ "options": options(&["a", "b", "a"]) })),
            "[dropdown][options][2][value]",
            "unique",
        ),
        (
            question("dropdown", json!({ "options": options(&["a b"]) })),
            "[dropdown][options][0][value]",
            "alphanumeric",
        ),
        (
            question(
                "dropdown",
                json!({ "options": options(&["a"]), "default_value": "b" }),
            ),
            "[dropdown][default_value]",
            "one of the dropdown's options",
        ),
        (
            question("dropdown", json!({ "options": options(&many) })),
            "[dropdown][options]",
            "exceeded maximum 200",
        ),
        (
            question("text", json!({ "minimum_length": 5, "maximum_length": 4 })),
            "[text][minimum_length]",
            "must not be greater",
        ),
        (
            question(
                "text",
                json!({ "default_value": "abc", "minimum_length": 4 }),
            ),
            "[text][default_value]",
            "as long as",
        ),
        (
            question("numeric", json!({ "default_value": "1a" })),
            "[numeric][default_value]",
            "digits only",
        ),
    ] {
        let given = cake(json!({ "custom_fields": [field] }));
        let param = format!("custom_fields[0]{param}");
        check_refused(&store, "/v1/payment_links", given, &param, message).await;
    }
    let same = question("text", Value::Null);
    let given = cake(json!({ "custom_fields": [same, same] }));
    check_refused(
        &store,
        "/v1/payment_links",
        given,
        "custom_fields[1][key]",
        "unique",
    )
    .await;
}

#[tokio::test]
async fn a_link_keeps_its_items_and_its_currency() {
    let store = Store::open().await;
    let link = store.link(json!({})).await;
    let path = path_of(&link);
    let items = store.get(&format!("{path}/line_items"), json!({})).await;
    let id = &items["data"][0]["id"];
    for (given, param, message) in [
        (
            json!({ "currency": "usd" }),
            "currency",
            "Received unknown parameter: currency",
        ),
        (
            json!({ "line_items": [{ "id": "li_x", "quantity": 2 }] }),
            "line_items[0][id]",
            "No such",
        ),
        (
            json!({ "line_items": [{ "id": id, "price": "price_x" }] }),
            "line_items[0][price]",
            "Received unknown parameter",
        ),
        (
            json!({ "line_items": [{ "id": id, "quantity": 1_000_000 }] }),
            "line_items[0][quantity]",
            "less than or equal to 999999",
        ),
        (
            json!({ "payment_intent_data": { "capture_method": "manual" } }),
            "payment_intent_data[capture_method]",
            "Received unknown parameter",
        ),
        (
            json!({ "subscription_data": { "metadata": { "a": "b" } } }),
            "subscription_data",
            "in `payment` mode",
        ),
        (
            json!({ "transfer_data": { "destination": "acct_x" } }),
            "transfer_data",
            "without connected ones",
        ),
    ] {
        check_refused(&store, &path, given, param, message).await;
    }
    assert_eq!(store.get(&path, json!({})).await, link);
    let most = json!({ "line_items": [{
        "id": id,
        "adjustable_quantity": { "enabled": true, "minimum": 1, "maximum": 999_999 },
    }] });
    store.post(&path, most).await;
    let items = store.get(&format!("{path}/line_items"), json!({})).await;
    assert_eq!(items["data"][0]["adjustable_quantity"]["maximum"], 999_999);
    let outside = json!({ "line_items": [{
        "id": id,
        "quantity": 9,
        "adjustable_quantity": { "enabled": true, "minimum": 1, "maximum": 5 },
    }] });
    let error = store
        .refused(Method::POST, &path, outside, StatusCode::BAD_REQUEST)
        .await;
    assert_eq!(error["param"], "line_items[0][quantity]", "{error}");
    let same = store.get(&format!("{path}/line_items"), json!({})).await;
    assert_eq!(same, items, "what is refused changes nothing");
}

#[tokio::test]
async fn optional_items_and_shipping_are_chosen_and_paid() {
    let store = Store::open().await;
    let candles = price(
        &store,
        json!({ "product_data": { "name": "Candles" }, "unit_amount": 250 }),
    )
    .await;
    let card = price(
        &store,
        json!({ "product_data": { "name": "Card" }, "unit_amount": 300 }),
    )
    .await;
    let mut rates = Vec::new();
    for (name, amount) in [("Post", 390), ("Courier", 790)] {
        let given = json!({
            "display_name": name,
            "fixed_amount": { "amount": amount, "currency": "eur" },
        });
        rates.push(store.post("/v1/shipping_rates", given).await["id"].clone());
    }
    let link = store
        .link(json!({
            "optional_items": [
                {
                    "price": candles["id"],
                    "quantity": 4,
                    "adjustable_quantity": { "enabled": true, "minimum": 2, "maximum": 9 },
                },
                { "price": card["id"], "quantity": 1 },
            ],
            "shipping_address_collection": { "allowed_countries": ["DE"] },
            "shipping_options": [
                { "shipping_rate": rates[0] },
                { "shipping_rate": rates[1] },
            ],
        }))
        .await;
    let pay = |change: Value| {
        let mut pay = json!({ "payment_link": link["id"] });
        for (name, value) in change.as_object().unwrap() {
            pay[name] = value.clone();
        }
        pay
    };
    let (candles, card) = (
        candles["id"].as_str().unwrap(),
        card["id"].as_str().unwrap(),
    );
    for (choice, shipping, names, subtotal) in [
        (json!({}), 390, vec!["Birthday cake"], 8650),
        (
            json!({ "optional_items": { candles: 5, card: 1 }, "shipping_rate": rates[1] }),
            790,
            vec!["Birthday cake", "Candles", "Card"],
            8650 + 5 * 250 + 300,
        ),
        // Taking it is taking as many as are offered.
        (
            json!({ "optional_items": { candles: 1, card: 0 } }),
            390,
            vec!["Birthday cake", "Candles"],
            8650 + 4 * 250,
        ),
    ] {
        let (status, paid) = store.door(pay(choice.clone())).await;
        assert_eq!(status, StatusCode::OK, "{choice} {paid}");
        let path = format!(
            "/v1/checkout/sessions/{}",
            paid["checkout_session"].as_str().unwrap()
        );
        let expand = json!({ "expand": ["line_items", "payment_intent"] });
        let session = store.get(&path, expand).await;
        let items = session["line_items"]["data"].as_array().unwrap();
        let sold: Vec<_> = items
            .iter()
            .map(|item| item["description"].as_str().unwrap())
            .collect();
        assert_eq!(sold, names, "{choice}");
        assert_eq!(session["amount_subtotal"], subtotal);
        assert_eq!(session["amount_total"], subtotal + shipping);
        assert_eq!(session["payment_intent"]["amount"], subtotal + shipping);
        assert_eq!(session["shipping_cost"]["amount_total"], shipping);
        assert_eq!(session["total_details"]["amount_shipping"], shipping);
        assert_eq!(session["shipping_options"].as_array().unwrap().len(), 2);
        let country = &session["collected_information"]["shipping_details"]["address"]["country"];
        assert_eq!(country, "DE");
    }
    for (choice, field) in [
        (
            json!({ "optional_items": { candles: 10 } }),
            "Choose a quantity from 2 to 9.",
        ),
        (
            json!({ "optional_items": { card: 3 } }),
            "The quantity of this item is 1.",
        ),
        (
            json!({ "optional_items": { "price_x": 1 } }),
            "This link does not sell that.",
        ),
        (
            json!({ "shipping_rate": "shr_x" }),
            "Choose one of the ways of shipping.",
        ),
    ] {
        let (status, answer) = store.door(pay(choice.clone())).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{choice}");
        assert!(
            answer["error"].as_str().unwrap().contains(field),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn an_amount_of_choice_has_its_bounds() {
    let store = Store::open().await;
    let bounds = json!({ "enabled": true, "minimum": 500, "maximum": 5000, "preset": 1500 });
    let chosen = price(&store, json!({ "custom_unit_amount": bounds })).await;
    let shown = json!({ "minimum": 500, "maximum": 5000, "preset": 1500 });
    assert_eq!(chosen["custom_unit_amount"], shown);
    let link = store
        .post("/v1/payment_links", of_prices(&[&chosen], json!({})))
        .await;
    for (amount, paid) in [
        (json!(500), Some(500)),
        (json!(5000), Some(5000)),
        (Value::Null, Some(1500)),
        (json!(499), None),
        (json!(5001), None),
    ] {
        let (status, answer) = store
            .door(json!({ "payment_link": link["id"], "amount": amount }))
            .await;
        assert_eq!(status.is_success(), paid.is_some(), "{amount} {answer}");
        if let Some(paid) = paid {
            let intents = store
                .get("/v1/payment_intents", json!({ "limit": 1 }))
                .await;
            assert_eq!(intents["data"][0]["amount"], paid);
        }
    }
    for (bounds, param, message) in [
        (
            json!({ "minimum": 600, "maximum": 500 }),
            "minimum",
            "must not be greater",
        ),
        (
            json!({ "minimum": 600, "preset": 500 }),
            "preset",
            "between",
        ),
        (
            json!({ "maximum": 600, "preset": 700 }),
            "preset",
            "between",
        ),
        (json!({ "minimum": 49 }), "minimum", "at least 0.50 eur"),
        (
            json!({ "maximum": 100_000_000 }),
            "maximum",
            "no more than 999999.99 eur",
        ),
    ] {
        let mut bounds = bounds;
        bounds["enabled"] = json!(true);
        let given = json!({
            "currency": "eur",
            "product_data": { "name": "Tip" },
            "custom_unit_amount": bounds,
        });
        let param = format!("custom_unit_amount[{param}]");
        check_refused(&store, "/v1/prices", given, &param, message).await;
    }
}
