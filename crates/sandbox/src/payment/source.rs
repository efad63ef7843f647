//! Cards as the older calls know them: in tokens, and as a customer's sources.

use serde_json::{Map, Value, json};

use super::card::{Card, HasCvc};
use super::method;
use crate::state::{Kind, Work};

/// What these calls may be told of a card's holder.
const OF_HOLDER: [&str; 7] = [
    "address_city",
    "address_country",
    "address_line1",
    "address_line2",
    "address_state",
    "address_zip",
    "name",
];

/// Brands as these calls write them.
const BRANDS: [(&str, &str); 7] = [
    ("amex", "American Express"),
    ("diners", "Diners Club"),
    ("discover", "Discover"),
    ("jcb", "JCB"),
    ("mastercard", "MasterCard"),
    ("unionpay", "UnionPay"),
    ("visa", "Visa"),
];

/// A new card object, not kept yet. `holder` has what was told of the holder.
pub(crate) fn card_source(work: &mut Work<'_>, card: &Card, holder: &Map<String, Value>) -> Value {
    let as_method = method::card_method(work, card, Value::Null);
    let known = &as_method["card"];
    let brand = BRANDS.iter().find(|(brand, _)| known["brand"] == *brand);
    let cvc_check = match card.has_cvc {
        HasCvc::Yes => json!("unchecked"),
        HasCvc::No => Value::Null,
    };
    let mut source = json!({
        "id": work.new_id(Kind::Card),
        "object": "card",
        "_card": as_method["_card"],
        "address_line1_check": null,
        "address_zip_check": null,
        "brand": brand.map_or("Unknown", |(_, name)| name),
        "customer": null,
        "cvc_check": cvc_check,
        "dynamic_last4": null,
        "metadata": {},
        "networks": { "preferred": null },
        "tokenization_method": null,
    });
    for name in [
        "country",
        "exp_month",
        "exp_year",
        "fingerprint",
        "funding",
        "last4",
        "regulated_status",
    ] {
        source[name] = known[name].clone();
    }
    for name in OF_HOLDER {
        source[name] = holder.get(name).cloned().unwrap_or_default();
    }
    source
}

/// A new payment method of a card object, not kept yet.
pub(crate) fn method_of_source(work: &mut Work<'_>, source: &Value) -> Value {
    let brand = BRANDS.iter().find(|(_, name)| source["brand"] == *name);
    let brand = brand.map_or("unknown", |(brand, _)| brand);
    let details = method::billing_details(Some(&json!({
        "address": {
            "city": source["address_city"],
            "country": source["address_country"],
            "line1": source["address_line1"],
            "line2": source["address_line2"],
            "postal_code": source["address_zip"],
            "state": source["address_state"],
        },
        "name": source["name"],
    })));
    let mut method = method::blank(work, "card", details);
    let mut card = json!({
        "brand": brand,
        "checks": {
            "address_line1_check": source["address_line1_check"],
            "address_postal_code_check": source["address_zip_check"],
            "cvc_check": source["cvc_check"],
        },
        "display_brand": brand,
        "generated_from": null,
        "networks": { "available": [brand], "preferred": null },
        "three_d_secure_usage": { "supported": true },
        "wallet": null,
    });
    for name in [
        "country",
        "exp_month",
        "exp_year",
        "fingerprint",
        "funding",
        "last4",
        "regulated_status",
    ] {
        card[name] = source[name].clone();
    }
    method["card"] = card;
    method["_card"] = source["_card"].clone();
    method["customer"] = source["customer"].clone();
    method
}
