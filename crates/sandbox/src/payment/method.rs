//! Payment methods: what a payment is made with.

use serde_json::{Map, Value, json};

use super::card::Card;
use crate::state::{Kind, StateError, Work};

/// Keeps what a payment is made with.
pub(crate) fn new_method(
    work: &mut Work<'_>,
    card: &Card,
    billing_details: Value,
    customer: &Value,
) -> Result<Value, StateError> {
    let mut details = card_details(work, card);
    details.insert("display_brand".to_owned(), json!(card.brand));
    details.insert("generated_from".to_owned(), Value::Null);
    let networks = json!({ "available": [card.brand], "preferred": null });
    details.insert("networks".to_owned(), networks);
    details.insert(
        "three_d_secure_usage".to_owned(),
        json!({ "supported": true }),
    );
    let method = json!({
        "id": work.new_id(Kind::PaymentMethod),
        "object": "payment_method",
        "allow_redisplay": "limited",
        "billing_details": billing_details,
        "card": details,
        "created": work.now(),
        "customer": customer,
        "customer_account": null,
        "livemode": false,
        "metadata": {},
        "type": "card",
    });
    work.insert(Kind::PaymentMethod, &method)?;
    Ok(method)
}

/// What a payment method and a charge both tell of a card.
fn card_details(work: &mut Work<'_>, card: &Card) -> Map<String, Value> {
    Map::from_iter(
        [
            ("brand", json!(card.brand)),
            (
                "checks",
                json!({
                    "address_line1_check": null,
                    "address_postal_code_check": null,
                    "cvc_check": "pass",
                }),
            ),
            ("country", json!(card.country)),
            ("exp_month", json!(card.exp_month)),
            ("exp_year", json!(card.exp_year)),
            ("fingerprint", json!(work.chance().word(16))),
            ("funding", json!(card.funding)),
            ("last4", json!(card.last4)),
            ("regulated_status", json!("unregulated")),
            ("wallet", Value::Null),
        ]
        .map(|(name, value)| (name.to_owned(), value)),
    )
}
