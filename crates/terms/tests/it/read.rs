//! Terms of links that exist, and out of files.

use countertop_terms::{LinkTerms, kept_apart};
use serde_json::{Value, json};

/// A link as the API shows it, with everything that can be said by itself.
fn link() -> Value {
    json!({
        "id": "plink_1",
        "object": "payment_link",
        "active": true,
        "after_completion": { "type": "hosted_confirmation", "hosted_confirmation": { "custom_message": null } },
        "allow_promotion_codes": true,
        "application": null,
        "application_fee_amount": null,
        "application_fee_percent": null,
        "automatic_tax": { "enabled": true, "liability": { "type": "self" } },
        "billing_address_collection": "auto",
        "consent_collection": { "payment_method_reuse_agreement": null, "promotions": "none", "terms_of_service": "required" },
        "currency": "eur",
        "custom_fields": [{
            "dropdown": null,
            "key": "name",
            "label": { "custom": "שם על העוגה", "type": "custom" },
            "numeric": null,
            "optional": true,
            "text": { "default_value": null, "maximum_length": 20, "minimum_length": null },
            "type": "text",
        }],
        "custom_text": { "after_submit": null, "shipping_address": null, "submit": { "message": "🎂" }, "terms_of_service_acceptance": null },
        "customer_creation": "always",
        "inactive_message": null,
        "invoice_creation": { "enabled": false, "invoice_data": {
            "account_tax_ids": null, "custom_fields": null, "description": null, "footer": null,
            "issuer": { "type": "self" }, "metadata": {}, "rendering_options": null,
        } },
        "livemode": false,
        "metadata": { "made_with": "countertop", "batch": "7" },
        "name_collection": { "individual": { "enabled": true, "optional": false } },
        "on_behalf_of": null,
        "optional_items": [{ "adjustable_quantity": { "enabled": true, "maximum": 9, "minimum": 0 }, "price": "price_2", "quantity": 2 }],
        "payment_intent_data": { "capture_method": "manual", "description": null, "metadata": { "batch": "7" },
            "setup_future_usage": null, "statement_descriptor": null, "statement_descriptor_suffix": "CAKE", "transfer_group": null },
        "payment_method_collection": "if_required",
        "payment_method_options": { "card": { "restrictions": { "brands_blocked": ["american_express"] } } },
        "payment_method_types": ["card"],
        "phone_number_collection": { "enabled": true },
        "restrictions": { "completed_sessions": { "count": 3, "limit": 20 } },
        "shipping_address_collection": { "allowed_countries": ["DE", "AT"] },
        "shipping_options": [{ "shipping_amount": 450, "shipping_rate": { "id": "shr_1", "object": "shipping_rate" } }],
        "submit_type": "auto",
        "subscription_data": null,
        "tax_id_collection": { "enabled": false, "required": "never" },
        "transfer_data": null,
        "url": "https://buy.stripe.com/1",
    })
}

fn line(id: &str, price: Value) -> Value {
    json!({
        "id": id,
        "object": "item",
        "adjustable_quantity": null,
        "amount_total": 100,
        "currency": "eur",
        "description": "Cake",
        "price": price,
        "quantity": 2,
    })
}

#[test]
fn a_link_becomes_terms() {
    let price =
        json!({ "id": "price_1", "object": "price", "type": "one_time", "recurring": null });
    let read = LinkTerms::of(&link(), &[line("li_1", price)]);
    assert_eq!(read.left, [""; 0]);
    let expected = json!({
        "allow_promotion_codes": true,
        "automatic_tax": { "enabled": true },
        "consent_collection": { "terms_of_service": "required" },
        "currency": "eur",
        "custom_fields": [{
            "key": "name",
            "label": { "custom": "שם על העוגה", "type": "custom" },
            "optional": true,
            "text": { "maximum_length": 20 },
            "type": "text",
        }],
        "custom_text": { "submit": { "message": "🎂" } },
        "customer_creation": "always",
        "line_items": [{ "price": "price_1", "quantity": 2 }],
        "metadata": { "made_with": "countertop", "batch": "7" },
        "name_collection": { "individual": { "enabled": true } },
        "optional_items": [{
            "adjustable_quantity": { "enabled": true, "maximum": 9, "minimum": 0 },
            "price": "price_2",
            "quantity": 2,
        }],
        "payment_intent_data": {
            "capture_method": "manual",
            "metadata": { "batch": "7" },
            "statement_descriptor_suffix": "CAKE",
        },
        "payment_method_options": { "card": { "restrictions": { "brands_blocked": ["american_express"] } } },
        "payment_method_types": ["card"],
        "phone_number_collection": { "enabled": true },
        "restrictions": { "completed_sessions": { "limit": 20 } },
        "shipping_address_collection": { "allowed_countries": ["DE", "AT"] },
        "shipping_options": [{ "shipping_rate": "shr_1" }],
    });
    assert_eq!(read.terms.parameters(), expected);
    assert_eq!(read.terms.line_items[0].id, "li_1");
    // Where every price says the currency, the link does not have to.
    let price = json!({ "id": "price_1", "currency": "eur" });
    let read_again = LinkTerms::of(&link(), &[line("li_1", price)]);
    assert_eq!(read_again.terms.currency, "");
    let copy = read.terms.for_copy();
    assert_eq!(copy.line_items[0].id, "");
    assert_eq!(copy.parameters()["metadata"], json!({ "batch": "7" }));
}

#[test]
fn a_subscription_does_not_say_what_it_always_does() {
    let mut link = link();
    link["customer_creation"] = json!("always");
    link["payment_method_collection"] = json!("if_required");
    link["payment_intent_data"] = Value::Null;
    link["subscription_data"] = json!({
        "description": "Bread",
        "invoice_settings": { "issuer": { "type": "self" } },
        "metadata": {},
        "trial_period_days": 14,
        "trial_settings": { "end_behavior": { "missing_payment_method": "cancel" } },
    });
    let price =
        json!({ "id": "price_1", "recurring": { "interval": "month", "interval_count": 1 } });
    let terms = LinkTerms::of(&link, &[line("li_1", price)]).terms;
    let sent = terms.parameters();
    assert_eq!(sent["customer_creation"], Value::Null);
    assert_eq!(sent["payment_method_collection"], "if_required");
    assert_eq!(sent["subscription_data"]["trial_period_days"], 14);
}

#[test]
fn what_is_for_platforms_is_left() {
    let mut link = link();
    link["application_fee_amount"] = json!(100);
    link["on_behalf_of"] = json!("acct_1");
    link["transfer_data"] = json!({ "amount": null, "destination": "acct_1" });
    link["automatic_tax"]["liability"] = json!({ "type": "account", "account": "acct_1" });
    link["payment_intent_data"]["transfer_group"] = json!("order7");
    link["something_new"] = json!({ "enabled": true });
    let read = LinkTerms::of(&link, &[line("li_1", json!("price_1"))]);
    let mut left = read.left;
    left.sort_unstable();
    assert_eq!(
        left,
        [
            "application_fee_amount",
            "automatic_tax[liability]",
            "on_behalf_of",
            "payment_intent_data[transfer_group]",
            "something_new",
            "transfer_data",
        ]
    );
    assert!(read.terms.automatic_tax.enabled);
    assert_eq!(read.terms.line_items[0].price, "price_1");
}

#[test]
fn parameters_of_a_file_are_terms() {
    let params = json!({
        "line_items": [{
            "price_data": {
                "currency": "kwd",
                "unit_amount": "5120",
                "product_data": { "name": "Tea", "metadata": { "sku": 7 } },
            },
            "quantity": "2",
        }],
        "phone_number_collection": { "enabled": "true" },
        "custom_text": { "submit": "" },
        "expand": ["line_items"],
        "on_behalf_of": "acct_1",
        "transfer_data": { "destination": "acct_1" },
        "payment_intent_data": { "transfer_group": "order7", "description": "Tea" },
        "automatic_tax": { "enabled": true, "liability": { "type": "account", "account": "acct_1" } },
    });
    let read = LinkTerms::lenient(&params).unwrap();
    let item = &read.terms.line_items[0];
    assert_eq!(item.price_data.unit_amount, Some(5120));
    assert_eq!(item.price_data.product_data.metadata["sku"], "7");
    assert_eq!(item.quantity, Some(2));
    assert!(read.terms.phone_number_collection.enabled);
    assert_eq!(read.terms.payment_intent_data.description, "Tea");
    let mut left = read.left;
    left.sort_unstable();
    assert_eq!(
        left,
        [
            "automatic_tax[liability]",
            "on_behalf_of",
            "payment_intent_data[transfer_group]",
            "transfer_data",
        ]
    );
    assert_eq!(
        kept_apart(&params),
        json!({
            "automatic_tax": { "liability": { "type": "account", "account": "acct_1" } },
            "on_behalf_of": "acct_1",
            "payment_intent_data": { "transfer_group": "order7" },
            "transfer_data": { "destination": "acct_1" },
        })
    );
    assert_eq!(kept_apart(&json!({ "line_items": [] })), json!({}));
}

#[test]
fn a_file_that_is_wrong_names_the_place() {
    let refused = |params: Value| LinkTerms::lenient(&params).unwrap_err().param;
    assert_eq!(refused(json!([])), "");
    assert_eq!(refused(json!({ "colour": "red" })), "colour");
    assert_eq!(refused(json!({ "active": true })), "active");
    assert_eq!(refused(json!({ "line_items": "price_1" })), "line_items");
    assert_eq!(
        refused(json!({ "line_items": ["price_1"] })),
        "line_items[0]"
    );
    assert_eq!(
        refused(json!({ "line_items": [{ "prize": "x" }] })),
        "line_items[0][prize]"
    );
    assert_eq!(
        refused(json!({ "line_items": [{ "price": "x", "quantity": 1.5 }] })),
        "line_items[0][quantity]"
    );
    assert_eq!(
        refused(json!({ "line_items": [{ "price": "x", "quantity": -1 }] })),
        "line_items[0][quantity]"
    );
    assert_eq!(
        refused(json!({ "allow_promotion_codes": "perhaps" })),
        "allow_promotion_codes"
    );
    assert_eq!(
        refused(json!({ "metadata": { "a": { "b": "c" } } })),
        "metadata[a]"
    );
    assert_eq!(
        refused(json!({ "after_completion": { "redirect": { "url": "https://example.com" } } })),
        "after_completion[type]"
    );
    assert_eq!(
        refused(json!({ "invoice_creation": { "invoice_data": { "footer": "Thanks" } } })),
        "invoice_creation[enabled]"
    );
    assert_eq!(
        refused(json!({ "line_items": [{ "adjustable_quantity": { "minimum": 1 } }] })),
        "line_items[0][adjustable_quantity][enabled]"
    );
}
