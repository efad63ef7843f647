//! A new checkout session: its fields, and what it has from its payment link.

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use super::Visitor;
use super::choice::shipping_cost;
use crate::state::{Kind, StateError, Work};

/// How long a session stays open when nothing is said, in seconds: Stripe's 24 hours.
pub(crate) const OPEN_FOR: i64 = 24 * 3600;

/// What a session has from its link as it is.
const FROM_LINK: [&str; 15] = [
    "allow_promotion_codes",
    "billing_address_collection",
    "consent_collection",
    "currency",
    "custom_text",
    "customer_creation",
    "invoice_creation",
    "metadata",
    "name_collection",
    "optional_items",
    "payment_method_collection",
    "phone_number_collection",
    "shipping_address_collection",
    "submit_type",
    "tax_id_collection",
];

/// What a session keeps of its link that it does not show: the link may change meanwhile.
const KEPT: [(&str, &str); 3] = [
    ("_after_completion", "after_completion"),
    ("_intent_data", "payment_intent_data"),
    ("_subscription_data", "subscription_data"),
];

/// A new session of a link that sells these items, without them.
pub(super) fn of_link(
    work: &mut Work<'_>,
    link: &Value,
    sold: &[Value],
    visitor: &Visitor,
) -> Result<Value, StateError> {
    let slug = link["_slug"].as_str().unwrap_or_default();
    let mut session = new(work, slug);
    for name in FROM_LINK {
        session[name] = link[name].clone();
    }
    if sold.iter().any(|item| item["price"]["type"] == "recurring") {
        session["mode"] = json!("subscription");
    }
    for (own, name) in KEPT {
        session[own] = link[name].clone();
    }
    session["custom_fields"] = questions(&link["custom_fields"]);
    session["payment_link"] = link["id"].clone();
    session["payment_method_types"] = method_types(&session, &link["payment_method_types"]);
    automatic_tax(&mut session, &link["automatic_tax"]);
    if let Some(url) = link["after_completion"]["redirect"]["url"].as_str() {
        session["success_url"] = json!(url);
    }
    session["client_reference_id"] = json!(visitor.client_reference_id);
    session["customer_email"] = json!(visitor.prefilled_email);
    session["_email_is_locked"] = json!(visitor.email_is_locked);
    session["_known_email"] = json!(visitor.prefilled_email);
    session["_utm"] = json!(visitor.utm);
    session["locale"] = json!(visitor.locale.as_deref().unwrap_or("auto"));
    offer(work, &mut session, &link["shipping_options"])?;
    Ok(session)
}

/// Puts beside a session what its customer may choose from, as it is now.
pub(crate) fn offer(
    work: &Work<'_>,
    session: &mut Value,
    shipping_options: &Value,
) -> Result<(), StateError> {
    offer_shipping(work, session, shipping_options)?;
    let mut optional = Vec::new();
    for item in session["optional_items"].as_array().into_iter().flatten() {
        let price = item["price"].as_str().unwrap_or_default();
        let price = work.find(Kind::Price, price)?.unwrap_or_default();
        let product = price["product"].as_str().unwrap_or_default();
        let product = work.find(Kind::Product, product)?.unwrap_or_default();
        optional.push(json!({
            "id": price["id"],
            "adjustable_quantity": item["adjustable_quantity"],
            "description": product["name"],
            "price": price,
            "quantity": item["quantity"],
        }));
    }
    if !optional.is_empty() {
        session["_optional"] = json!(optional);
    }
    Ok(())
}

/// Puts ways of shipping beside a session; the first one is chosen until its customer does.
pub(crate) fn offer_shipping(
    work: &Work<'_>,
    session: &mut Value,
    shipping_options: &Value,
) -> Result<(), StateError> {
    let mut rates = Vec::new();
    for option in shipping_options.as_array().into_iter().flatten() {
        let id = option["shipping_rate"].as_str().unwrap_or_default();
        rates.extend(work.find(Kind::ShippingRate, id)?);
    }
    if rates.is_empty() && session["shipping_cost"].is_null() {
        return Ok(());
    }
    session["shipping_cost"] = match rates.first() {
        Some(first) => shipping_cost(first, session),
        None => Value::Null,
    };
    session["shipping_options"] = shipping_options.clone();
    session["_shipping"] = json!(rates);
    Ok(())
}

/// Says whether a session works tax out by where its customer is.
pub(crate) fn automatic_tax(session: &mut Value, asked: &Value) {
    let enabled = asked["enabled"] == true;
    session["automatic_tax"] = json!({
        "enabled": enabled,
        "liability": asked["liability"],
        "provider": enabled.then_some("stripe"),
        "status": enabled.then_some("requires_location_inputs"),
    });
}

/// The ways to pay of a session: those that were asked for, else what its currency and kind allow.
pub(crate) fn method_types(session: &Value, asked: &Value) -> Value {
    if !asked.is_null() {
        return asked.clone();
    }
    let data = &session["_intent_data"];
    let now_and_later = session["mode"] == "subscription" || !data["setup_future_usage"].is_null();
    if session["currency"] != "eur" || data["capture_method"] == "manual" {
        json!(["card"])
    } else if now_and_later {
        json!(["card", "sepa_debit"])
    } else {
        json!(["card", "sepa_debit", "multibanco"])
    }
}

/// Questions, each with room for its answer.
pub(crate) fn questions(fields: &Value) -> Value {
    let mut fields = fields.clone();
    for field in fields.as_array_mut().into_iter().flatten() {
        let kind = field["type"].as_str().unwrap_or_default().to_owned();
        field[kind]["value"] = Value::Null;
    }
    fields
}

/// A session with nothing in it yet, in Stripe's current shape. Its page is below `slug`.
pub(crate) fn new(work: &mut Work<'_>, slug: &str) -> Value {
    let id = work.new_id(Kind::CheckoutSession);
    let now = work.now();
    let expires_at = UnixSeconds(now.0 + OPEN_FOR);
    let mut session = unset();
    for (name, value) in [
        ("_due", json!(expires_at)),
        ("_slug", json!(slug)),
        ("created", json!(now)),
        ("expires_at", json!(expires_at)),
        ("url", json!(format!("/pay/{slug}/{id}"))),
        ("id", json!(id)),
    ] {
        session[name] = value;
    }
    session
}

fn unset() -> Value {
    json!({
        "object": "checkout.session",
        "adaptive_pricing": { "enabled": false },
        "after_expiration": null,
        "allowed_payment_method_types": null,
        "allow_promotion_codes": null,
        "amount_subtotal": null,
        "amount_total": null,
        "automatic_tax":
            { "enabled": false, "liability": null, "provider": null, "status": null },
        "billing_address_collection": null,
        "allowed_payment_method_types": null,
        "cancel_url": "https://stripe.com",
        "client_reference_id": null,
        "client_secret": null,
        "collected_information": null,
        "consent": null,
        "consent_collection": null,
        "currency": null,
        "currency_conversion": null,
        "custom_fields": [],
        "custom_text": null,
        "customer": null,
        "customer_account": null,
        "customer_creation": null,
        "customer_details": null,
        "customer_email": null,
        "discounts": [],
        "integration_identifier": null,
        "invoice": null,
        "invoice_creation": null,
        "livemode": false,
        "locale": "auto",
        "managed_payments": null,
        "metadata": {},
        "mode": "payment",
        "name_collection": null,
        "optional_items": null,
        "origin_context": null,
        "payment_intent": null,
        "payment_link": null,
        "payment_method_collection": null,
        "payment_method_configuration_details": null,
        "payment_method_options": { "card": { "request_three_d_secure": "automatic" } },
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "permissions": null,
        "phone_number_collection": { "enabled": false },
        "recovered_from": null,
        "saved_payment_method_options": null,
        "setup_intent": null,
        "shipping_address_collection": null,
        "shipping_cost": null,
        "shipping_options": [],
        "status": "open",
        "submit_type": null,
        "subscription": null,
        "success_url": "https://stripe.com",
        "tax_id_collection": { "enabled": false, "required": "never" },
        "total_details": { "amount_discount": 0, "amount_shipping": 0, "amount_tax": 0 },
        "ui_mode": "hosted_page",
        "wallet_options": null,
    })
}
