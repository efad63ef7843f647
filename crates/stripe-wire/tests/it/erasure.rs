//! A body without one customer: nothing of them is left, and the books stay true.

use std::collections::BTreeSet;

use countertop_domain::Object;
use countertop_stripe_wire::erasure::{Mention, Redacted, mentions, redact};
use countertop_stripe_wire::objects;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::samples;

const DIGEST: [u8; 32] = [7; 32];
/// What tells of the customer in the samples and in the tests.
const PERSONAL: &[&str] = &[
    "ana@example.com",
    "ana%40example.com",
    "Ana Ruiz",
    "+34 600 000 000",
    "4242",
    "Calle Mayor 1",
    "Two cakes",
    "cus_Ana1",
    "pm_Ana1",
    "Declined.",
];

fn holds(text: &str) -> bool {
    text.to_lowercase().contains("ana@example.com")
}

fn redacted(body: &Value, ids: &[&str]) -> Option<Redacted> {
    let theirs = |it: &Mention| ids.contains(&it.id.as_str());
    redact(body.to_string().as_bytes(), &DIGEST, &theirs, &holds)
}

fn text(redacted: &Redacted) -> &str {
    std::str::from_utf8(&redacted.body).unwrap()
}

fn read(body: &[u8]) -> Vec<Object> {
    objects::read_answer(body)
}

/// An object's fields but those that tell of the customer.
fn booked(object: &Object) -> Value {
    const GONE: &[&str] = &[
        "email",
        "name",
        "description",
        "metadata",
        "receipt_email",
        "message",
        "failure_message",
        "last4",
        "customer",
    ];
    fn strip(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.retain(|key, _| !GONE.contains(&key.as_str()));
                map.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut value = serde_json::to_value(object).unwrap();
    strip(&mut value);
    value
}

#[test]
fn of_every_family_the_books_are_left_and_nothing_else() {
    let mut families = 0;
    for sample in samples::all().into_iter().chain(samples::old()) {
        let id = sample["id"].as_str().unwrap_or_default().to_owned();
        let Some(left) = redacted(&sample, &[&id]) else {
            continue;
        };
        families += 1;
        let (before, after) = (read(sample.to_string().as_bytes()), read(&left.body));
        let facts = |objects: &[Object]| objects.iter().map(booked).collect::<Vec<_>>();
        assert_eq!(facts(&after), facts(&before), "{sample}");
        let ranks = |objects: &[Object]| objects.iter().map(Object::rank).collect::<Vec<_>>();
        assert_eq!(ranks(&after), ranks(&before), "{sample}");
        let personal = PERSONAL.iter().find(|it| text(&left).contains(**it));
        assert_eq!(personal, None, "{}", text(&left));
    }
    assert_eq!(families, 14, "those that belong to a customer");
}

#[test]
fn an_event_goes_with_what_it_is_about_and_keeps_its_name() {
    let event = json!({
        "id": "any name", "object": "event", "type": "charge.updated", "created": 5, "livemode": false,
        "api_version": "2026-09-30.endive", "request": {"id": "req_1", "idempotency_key": "ana@example.com"},
        "data": {"object": samples::charge(), "previous_attributes": {"billing_details": {"name": "Ana Ruiz"}}},
    });
    let left = redacted(&event, &["ch_1"]).unwrap();
    let found: Value = serde_json::from_slice(&left.body).unwrap();
    for key in ["id", "object", "type", "created", "livemode", "api_version"] {
        assert_eq!(found[key], event[key], "{key}");
    }
    assert_eq!(found["data"]["object"]["payment_intent"], "pi_1");
    assert_eq!(
        found["data"]["object"]["payment_method_details"]["card"],
        json!({"brand": "visa", "last4": null})
    );
    assert_eq!(found["data"]["previous_attributes"], Value::Null);
    assert_eq!(found["countertop_erased"]["sha256"], "07".repeat(32));
    assert_eq!(left.ids, ["any name", "ch_1"]);
    let theirs = |it: &Mention| it.id == "ch_1";
    let again = redact(&left.body, &DIGEST, &theirs, &holds);
    assert_eq!(again, None, "what is erased stays as it is");
}

#[test]
fn of_a_list_only_the_customers_objects_are_emptied() {
    let mut other = samples::charge();
    other["id"] = json!("ch_2");
    other["billing_details"] = json!({"email": "bo@example.com", "name": "Bo"});
    let list = json!({"object": "list", "data": [samples::charge(), other], "has_more": false});
    let left = redacted(&list, &["ch_1"]).unwrap();
    let found: Value = serde_json::from_slice(&left.body).unwrap();
    assert_eq!(found["data"][1], other);
    assert_eq!(
        found["data"][0]["billing_details"],
        json!({"email": null, "name": null})
    );
    assert_eq!(left.ids, ["ch_1"]);
}

#[test]
fn what_is_the_shops_loses_only_the_address() {
    let mut link = samples::payment_link();
    link["metadata"] = json!({"for": "Cake for ANA@example.com", "ana@example.com": "x"});
    let event = json!({"id": "evt_1", "object": "event", "type": "payment_link.updated", "data": {"object": link}});
    let left = redacted(&event, &["evt_1"]).unwrap();
    let found: Value = serde_json::from_slice(&left.body).unwrap();
    assert_eq!(
        found["data"]["object"]["metadata"],
        json!({"for": "[erased]", "[erased]": "x"})
    );
    assert_eq!(found["data"]["object"]["url"], link["url"]);
    let mut session = json!({"id": "cs_1", "object": "checkout.session", "url": "https://x.example/?e=ana@example.com"});
    session["payment_link"] = samples::payment_link();
    let left = redacted(&session, &["cs_1"]).unwrap();
    let found: Value = serde_json::from_slice(&left.body).unwrap();
    assert_eq!(
        (&found["url"], &found["payment_link"]),
        (&Value::Null, &samples::payment_link())
    );
}

#[test]
fn what_is_not_json_goes_as_a_whole() {
    let nobody = |_: &Mention| false;
    let left = redact(b"\xff To: Ana@Example.com", &DIGEST, &nobody, &holds).unwrap();
    assert_eq!(left.body, b"");
    assert_eq!(redact(b"\xff nobody", &DIGEST, &nobody, &holds), None);
    assert_eq!(redact(b"{\"a\": 1e400}", &DIGEST, &nobody, &holds), None);
}

#[test]
fn objects_are_tied_by_the_ids_that_they_name() {
    let charge = json!({
        "id": "ch_1", "object": "charge", "payment_intent": "pi_1", "customer": "cus_1", "status": "in_progress",
        "payment_link": "plink_1", "metadata": {"before": "pi_9"},
        "balance_transaction": {"id": "txn_1", "object": "balance_transaction", "source": "ch_1"},
        "refunds": {"object": "list", "data": [{"id": "re_1", "object": "refund", "charge": "ch_1",
            "metadata": {"mail": "ana@example.com"}}]},
    });
    let event = json!({"id": "evt_1", "object": "event", "request": {"id": "req_1"}, "data": {"object": charge,
        "previous_attributes": {"customer": "cus_0"}}});
    let found = mentions(event.to_string().as_bytes(), &holds);
    let tied = |id: &str| {
        let mention = found.iter().find(|it| it.id == id).unwrap();
        (
            mention
                .ties
                .iter()
                .map(String::as_str)
                .collect::<BTreeSet<_>>(),
            mention.holds,
        )
    };
    assert_eq!(tied("evt_1"), (BTreeSet::from(["ch_1", "cus_0"]), false));
    assert_eq!(
        tied("ch_1"),
        (BTreeSet::from(["pi_1", "cus_1", "txn_1", "re_1"]), false)
    );
    assert_eq!(tied("re_1"), (BTreeSet::from(["ch_1"]), true));
    assert_eq!(found.len(), 4);
}

fn personal() -> impl Strategy<Value = Value> {
    prop::sample::select(PERSONAL.iter().map(|it| json!(it)).collect::<Vec<_>>())
}

/// Objects with any of Stripe's keys, and others, that hold what is personal at any place.
fn anything() -> impl Strategy<Value = Value> {
    let key = prop::sample::select(vec![
        "id",
        "object",
        "status",
        "created",
        "api_version",
        "country",
        "brand",
        "type",
        "source",
        "data",
        "payment_method_details",
        "card",
        "customer",
        "payment_intent",
        "lines",
        "metadata",
        "address",
        "reason",
        "tomorrow",
        "currency",
        "amount",
    ]);
    personal().prop_recursive(4, 40, 6, move |inner| {
        let object = prop::collection::btree_map(key.clone(), inner.clone(), 0..6);
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Value::Array),
            object.prop_map(|it| it
                .into_iter()
                .map(|(k, v)| (k.to_owned(), v))
                .collect::<Value>()),
        ]
    })
}

proptest! {
    #[test]
    fn whatever_stripe_adds_holds_nobodys_data(inside in anything()) {
        let mut charge = samples::charge();
        charge["refunds"] = inside.clone();
        charge["something_new"] = inside.clone();
        charge["source"] = inside;
        let left = redacted(&charge, &["ch_1"]).unwrap();
        let found = PERSONAL.iter().find(|it| text(&left).contains(**it));
        prop_assert_eq!(found, None, "{}", text(&left));
    }
}
