//! The practice store's objects against the ledger's rows, by no code that the ledger uses.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::shop::Shop;

/// Compares every event, payment, link, payout and dispute; says how many events there are.
#[track_caller]
pub fn compare(shop: &mut Shop, seed: u64) -> usize {
    let ids = |objects: &[Value]| -> BTreeSet<String> {
        let ids = objects
            .iter()
            .map(|it| it["id"].as_str().unwrap().to_owned());
        ids.collect()
    };
    let told = shop.all("events", "");
    let events = shop.listed("events");
    assert_eq!(ids(&events), ids(&told), "seed {seed}");
    let left_out = events.iter().find(|it| !it["aside"].is_null());
    assert_eq!(left_out, None, "seed {seed}");

    let disputes = shop.all("disputes", "");
    let sessions = shop.all("checkout/sessions", "");
    let intents = shop.all("payment_intents", "&expand[]=data.latest_charge");
    let expected: BTreeMap<_, _> = intents
        .iter()
        .map(|intent| {
            let of = |it: &&Value| it["payment_intent"] == intent["id"];
            let session = sessions.iter().find(of);
            let disputes: Vec<_> = disputes.iter().filter(of).collect();
            (text(&intent["id"]), payment(intent, session, &disputes))
        })
        .collect();
    let found: BTreeMap<_, _> = shop
        .listed("payments")
        .into_iter()
        .map(|row| (text(&row["id"]), shown(&row, &expected)))
        .collect();
    let untold = sessions.iter().filter(|it| it["status"] != "complete");
    let untold: BTreeSet<_> = untold.map(|it| text(&it["id"])).collect();
    for (id, payment) in &expected {
        // Of a session that is not complete no event tells: only who has asked for it knows.
        let session = payment["checkout_session"].as_str();
        let may_lack = session.is_some_and(|it| untold.contains(it));
        let lacks = found
            .get(id)
            .is_some_and(|it| it["checkout_session"].is_null());
        let payment = match may_lack && lacks {
            true => &without_session(payment),
            false => payment,
        };
        assert_eq!(found.get(id), Some(payment), "seed {seed}: {id}");
    }
    assert_eq!(found.len(), expected.len(), "seed {seed}");

    for (list, ours, fields) in [
        ("payment_links", "links", &["active", "url", "currency"][..]),
        (
            "payouts",
            "payouts",
            &["status", "amount", "currency", "arrival_date"],
        ),
        (
            "disputes",
            "disputes",
            &["status", "amount", "currency", "reason"],
        ),
    ] {
        let only = |objects: Vec<Value>| -> BTreeMap<String, Vec<Value>> {
            let of = |it: &Value| fields.iter().map(|field| it[*field].clone()).collect();
            objects.iter().map(|it| (text(&it["id"]), of(it))).collect()
        };
        let told = only(shop.all(list, ""));
        assert_eq!(only(shop.listed(ours)), told, "seed {seed}: {list}");
    }
    told.len()
}

fn without_session(payment: &Value) -> Value {
    let mut payment = payment.clone();
    payment["checkout_session"] = Value::Null;
    payment["payment_link"] = Value::Null;
    payment
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// What a payment comes to by the API's objects.
fn payment(intent: &Value, session: Option<&Value>, disputes: &[&Value]) -> Value {
    let charge = &intent["latest_charge"];
    let number = |value: &Value| value.as_i64().unwrap_or(0);
    let of_session = |field: &str| session.map_or(Value::Null, |it| it[field].clone());
    json!({
        "id": intent["id"],
        "status": status(intent, disputes),
        "amount": intent["amount"],
        "amount_captured": number(&charge["amount_captured"]),
        "amount_refunded": number(&charge["amount_refunded"]),
        "currency": intent["currency"],
        "charge": charge["id"],
        "created": intent["created"],
        "checkout_session": of_session("id"),
        "payment_link": of_session("payment_link"),
    })
}

fn status(intent: &Value, disputes: &[&Value]) -> &'static str {
    let is = |status: &str| disputes.iter().any(|it| it["status"] == status);
    if is("lost") {
        return "dispute_lost";
    }
    if is("needs_response") || is("under_review") {
        return "disputed";
    }
    let charge = &intent["latest_charge"];
    let number = |field: &str| charge[field].as_i64().unwrap_or(0);
    let (captured, refunded) = (number("amount_captured"), number("amount_refunded"));
    match intent["status"].as_str().unwrap() {
        "succeeded" if refunded == 0 => "succeeded",
        "succeeded" if refunded < captured => "partially_refunded",
        "succeeded" => "refunded",
        "requires_payment_method" if intent["last_payment_error"].is_object() => "failed",
        "requires_payment_method" | "requires_confirmation" => "incomplete",
        "requires_action" => "requires_action",
        "processing" => "processing",
        "canceled" => "canceled",
        other => panic!("{other}"),
    }
}

/// The ledger's row, of the fields that are compared.
fn shown(row: &Value, expected: &BTreeMap<String, Value>) -> Value {
    let fields = expected.get(row["id"].as_str().unwrap());
    let fields = fields.and_then(Value::as_object).into_iter().flatten();
    let mut shown = json!({});
    for (field, _) in fields {
        shown[field] = row[field].clone();
    }
    shown
}
