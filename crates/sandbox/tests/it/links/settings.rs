//! Each setting by itself: shown as it was given, or refused.

use serde_json::{Value, json};

use super::{check_refused, path_of, price};
use crate::support::{Store, cake};

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
