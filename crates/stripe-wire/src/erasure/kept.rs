//! What is left of an erased customer's object. Only what is named here stays; all else is emptied, so
//! that a field which Stripe adds tomorrow holds nobody's data.
//!
//! It is what the books need (amounts, currencies, times, states, the ids of payments and what they are
//! tied to) and what rows are made of.

use super::ids;
use super::json::Json;

/// The value in the place of one that is gone.
const EMPTY: Json<'static> = Json::Scalar("null");
/// Longest word, in bytes.
const LONGEST_WORD: usize = 64;

/// What may stand under a key.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// A number, a truth value, or one of Stripe's own words, such as a status.
    Word,
    /// The id of something in the books, or that thing itself.
    Id,
    /// Other values, each by its own key.
    Inside,
    /// A time, or the version of the API.
    Stamp,
    /// A country's two letters: taxes are due by it.
    Country,
    /// The brand of a card.
    Brand,
    /// How it was paid: the kind, and of it the brand.
    Method,
}

/// The keys that keep something.
const RULES: &[(&str, Rule)] = &[
    ("account", Rule::Id),
    ("actionable", Rule::Word),
    ("address", Rule::Inside),
    ("amount", Rule::Word),
    ("amount_capturable", Rule::Word),
    ("amount_captured", Rule::Word),
    ("amount_discount", Rule::Word),
    ("amount_due", Rule::Word),
    ("amount_excluding_tax", Rule::Word),
    ("amount_overpaid", Rule::Word),
    ("amount_paid", Rule::Word),
    ("amount_received", Rule::Word),
    ("amount_refunded", Rule::Word),
    ("amount_remaining", Rule::Word),
    ("amount_requested", Rule::Word),
    ("amount_shipping", Rule::Word),
    ("amount_subtotal", Rule::Word),
    ("amount_tax", Rule::Word),
    ("amount_total", Rule::Word),
    ("api_version", Rule::Stamp),
    ("arrival_date", Rule::Word),
    ("available_on", Rule::Word),
    ("balance_transaction", Rule::Id),
    ("balance_transactions", Rule::Id),
    ("billing_details", Rule::Inside),
    ("billing_reason", Rule::Word),
    ("brand", Rule::Brand),
    ("cancel_at", Rule::Word),
    ("canceled_at", Rule::Word),
    ("cancellation_reason", Rule::Word),
    ("capture_method", Rule::Word),
    ("captured", Rule::Word),
    ("charge", Rule::Id),
    ("charges", Rule::Inside),
    ("closed_reason", Rule::Word),
    ("code", Rule::Word),
    ("country", Rule::Country),
    ("created", Rule::Stamp),
    ("currency", Rule::Word),
    ("current_period_end", Rule::Word),
    ("current_period_start", Rule::Word),
    ("customer_details", Rule::Inside),
    ("data", Rule::Inside),
    ("decline_code", Rule::Word),
    ("dispute", Rule::Id),
    ("disputed", Rule::Word),
    ("due_by", Rule::Word),
    ("due_date", Rule::Word),
    ("effective_at", Rule::Word),
    ("end", Rule::Word),
    ("ended_at", Rule::Word),
    ("evidence_details", Rule::Inside),
    ("exchange_rate", Rule::Word),
    ("expires_at", Rule::Word),
    ("failure_balance_transaction", Rule::Id),
    ("failure_code", Rule::Word),
    ("failure_reason", Rule::Word),
    ("fee", Rule::Word),
    ("fee_details", Rule::Inside),
    ("finalized_at", Rule::Word),
    ("fraud_type", Rule::Word),
    ("has_more", Rule::Word),
    ("id", Rule::Id),
    ("inclusive", Rule::Word),
    ("invoice", Rule::Id),
    ("is_charge_refundable", Rule::Word),
    ("is_default", Rule::Word),
    ("last_payment_error", Rule::Inside),
    ("latest_charge", Rule::Id),
    ("latest_invoice", Rule::Id),
    ("line_items", Rule::Inside),
    ("lines", Rule::Inside),
    ("livemode", Rule::Word),
    ("mode", Rule::Word),
    ("net", Rule::Word),
    ("object", Rule::Word),
    ("open", Rule::Word),
    ("opened_reason", Rule::Word),
    ("paid", Rule::Word),
    ("paid_at", Rule::Word),
    ("parent", Rule::Inside),
    ("payment", Rule::Inside),
    ("payment_intent", Rule::Id),
    ("payment_link", Rule::Id),
    ("payment_method_details", Rule::Method),
    ("payment_status", Rule::Word),
    ("payments", Rule::Inside),
    ("pending_webhooks", Rule::Word),
    ("period", Rule::Inside),
    ("period_end", Rule::Word),
    ("period_start", Rule::Word),
    ("price", Rule::Id),
    ("quantity", Rule::Word),
    ("rate", Rule::Word),
    ("reason", Rule::Word),
    ("refund", Rule::Id),
    ("refunded", Rule::Word),
    ("refunds", Rule::Inside),
    ("related_object", Rule::Inside),
    ("reporting_category", Rule::Word),
    ("review", Rule::Id),
    ("shipping_cost", Rule::Inside),
    ("source", Rule::Method),
    ("start", Rule::Word),
    ("start_date", Rule::Word),
    ("status", Rule::Word),
    ("status_transitions", Rule::Inside),
    ("subscription", Rule::Id),
    ("subscription_details", Rule::Inside),
    ("subtotal", Rule::Word),
    ("tax", Rule::Word),
    ("tax_rate", Rule::Id),
    ("taxable_amount", Rule::Word),
    ("total", Rule::Word),
    ("total_count", Rule::Word),
    ("total_details", Rule::Inside),
    ("type", Rule::Word),
    ("unit_amount", Rule::Word),
    ("voided_at", Rule::Word),
    ("winning", Rule::Word),
];

fn rule(key: &str) -> Option<Rule> {
    RULES.iter().find(|it| it.0 == key).map(|it| it.1)
}

/// What is left of an object. `elsewhere` gives what becomes of the shop's own things inside it.
pub(super) fn of<'a>(
    json: &Json<'a>,
    elsewhere: &mut dyn FnMut(&Json<'a>) -> Json<'a>,
) -> Json<'a> {
    match json {
        Json::Object(_) if is_the_shops(json) => elsewhere(json),
        Json::Object(members) => {
            let kept = |(key, value): &(String, Json<'a>)| {
                let value = rule(key).map_or(EMPTY, |rule| by(rule, value, elsewhere));
                (key.clone(), value)
            };
            Json::Object(members.iter().map(kept).collect())
        }
        Json::Array(items) => Json::Array(items.iter().map(|it| of(it, elsewhere)).collect()),
        Json::Scalar(_) => EMPTY,
    }
}

/// Whether it is one of the shop's own things.
pub(super) fn is_the_shops(json: &Json<'_>) -> bool {
    let text = |key| json.get(key).and_then(Json::text);
    text("id").is_some_and(|id| ids::is_the_shops(&id))
        || text("object").is_some_and(|it| ids::is_a_kind_of_the_shops(&it))
}

fn is_booked(json: &Json<'_>) -> bool {
    let id = json.get("id").and_then(Json::text);
    id.is_some_and(|id| ids::is_booked(&id))
}

fn by<'a>(
    rule: Rule,
    value: &Json<'a>,
    elsewhere: &mut dyn FnMut(&Json<'a>) -> Json<'a>,
) -> Json<'a> {
    match value {
        // What a balance transaction settles, and what an old charge was paid with, both are `source`.
        Json::Object(_) if rule == Rule::Method && !is_booked(value) => method(value),
        Json::Object(_) => of(value, elsewhere),
        Json::Array(items) => Json::Array(items.iter().map(|it| by(rule, it, elsewhere)).collect()),
        Json::Scalar(raw) if stays(rule, value, raw) => value.clone(),
        Json::Scalar(_) => EMPTY,
    }
}

/// Whether a scalar is what the rule lets stay.
fn stays(rule: Rule, value: &Json<'_>, raw: &str) -> bool {
    let Some(text) = value.text() else {
        return matches!(rule, Rule::Word | Rule::Stamp);
    };
    // A text that is written with escapes is not one of Stripe's words.
    let plain = raw.len() == text.len() + 2;
    plain
        && match rule {
            Rule::Word => is_word(&text),
            Rule::Id | Rule::Method => ids::is_booked(&text),
            Rule::Stamp => is_stamp(&text),
            Rule::Country => text.len() == 2 && text.bytes().all(|it| it.is_ascii_uppercase()),
            Rule::Brand => is_brand(&text),
            Rule::Inside => false,
        }
}

fn is_word(text: &str) -> bool {
    let letter = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || b"_.".contains(&it);
    let is_decimal = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit() || it == b'.');
    // A decimal has a full stop: digits alone may be a telephone's.
    (is_decimal && text.contains('.') && text.len() < 16)
        || (text.len() <= LONGEST_WORD
            && text.starts_with(|it: char| it.is_ascii_lowercase())
            && text.bytes().all(letter))
}

/// `2026-09-30.endive` and `2026-09-30T12:00:00.000Z`.
fn is_stamp(text: &str) -> bool {
    let bytes = text.as_bytes();
    let dated = bytes.len() >= 10 && bytes[4] == b'-' && bytes[7] == b'-';
    let letter = |it: u8| it.is_ascii_alphanumeric() || b"-.:+".contains(&it);
    dated
        && bytes.len() <= 40
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && text.bytes().all(letter)
}

fn is_brand(text: &str) -> bool {
    /// How API versions before 2019 wrote them.
    const OLD: [&str; 8] = [
        "American Express",
        "Diners Club",
        "Discover",
        "JCB",
        "MasterCard",
        "UnionPay",
        "Unknown",
        "Visa",
    ];
    OLD.contains(&text) || is_word(text)
}

/// Details stand under a key that is named like the kind; before 2019 they stood beside it.
fn method<'a>(details: &Json<'a>) -> Json<'a> {
    let Json::Object(members) = details else {
        return EMPTY;
    };
    let kind = details.get("type").and_then(Json::text);
    let kept = |(key, value): &(String, Json<'a>)| {
        let value = match (key.as_str(), value) {
            ("object" | "type", Json::Scalar(raw)) if stays(Rule::Word, value, raw) => {
                value.clone()
            }
            ("brand", Json::Scalar(raw)) if stays(Rule::Brand, value, raw) => value.clone(),
            ("country", Json::Scalar(raw)) if stays(Rule::Country, value, raw) => value.clone(),
            ("id", Json::Scalar(raw)) if stays(Rule::Id, value, raw) => value.clone(),
            (key, Json::Object(_)) if kind.as_deref() == Some(key) => method(value),
            _ => EMPTY,
        };
        (key.clone(), value)
    };
    Json::Object(members.iter().map(kept).collect())
}
