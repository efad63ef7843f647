//! The `source` of a charge: what API versions before 2019-02-11 tell of the card or account.

use countertop_domain::Method;
use serde_json::Value;

/// How a source writes the brands of cards, and how payment methods do.
const BRANDS: &[(&str, &str)] = &[
    ("American Express", "amex"),
    ("Diners Club", "diners"),
    ("Discover", "discover"),
    ("JCB", "jcb"),
    ("MasterCard", "mastercard"),
    ("UnionPay", "unionpay"),
    ("Visa", "visa"),
];

/// The method: a card, a bank account, or a source that is tagged by `type` like newer methods.
pub(super) fn method(source: &Value) -> Option<Method> {
    let text = |value: &Value, key: &str| value.get(key)?.as_str().map(str::to_owned);
    let (kind, details) = match source.get("object")?.as_str()? {
        "card" => ("card", source),
        "bank_account" => ("ach_debit", source),
        "source" => {
            let kind = source.get("type")?.as_str()?;
            (kind, source.get(kind).unwrap_or(&Value::Null))
        }
        _ => return None,
    };
    Some(Method {
        kind: kind.to_owned(),
        brand: text(details, "brand")
            .map(brand)
            .or_else(|| text(details, "bank_name")),
        last4: text(details, "last4"),
    })
}

fn brand(text: String) -> String {
    let known = BRANDS.iter().find(|(old, _)| *old == text);
    known.map_or(text, |(_, new)| (*new).to_owned())
}

/// The name on the card, or the owner's.
pub(super) fn name(source: &Value) -> Option<String> {
    let owner = || source.pointer("/owner/name")?.as_str();
    let name = source.get("name").and_then(Value::as_str).or_else(owner)?;
    Some(name.to_owned())
}

/// The owner's e-mail address.
pub(super) fn email(source: &Value) -> Option<String> {
    let email = source.pointer("/owner/email")?.as_str()?;
    Some(email.to_owned())
}
