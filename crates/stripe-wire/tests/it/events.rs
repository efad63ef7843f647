//! Events and the objects inside, from several API versions.

use countertop_domain::{Object, UnixSeconds};
use countertop_stripe_wire::{Envelope, EventObject, UnverifiedEvent, objects};
use serde_json::{Value, json};

fn read(object: &Value) -> Vec<Object> {
    objects::read_answer(object.to_string().as_bytes())
}

fn ids(object: &Value) -> Vec<String> {
    read(object)
        .iter()
        .map(|it| format!("{} {}", it.kind().as_str(), it.id()))
        .collect()
}

#[test]
fn an_envelope_needs_only_its_object_and_id() {
    let envelope = |text: &str| Envelope::parse(text.as_bytes());
    let least = envelope(r#"{"id":"evt_1","object":"event"}"#).unwrap();
    assert_eq!(
        (least.id.as_str(), least.event_type, least.created),
        ("evt_1", None, None)
    );
    let odd = r#"{"id":"e","object":"event","type":5,"created":1e400,"livemode":"x","data":[1]}"#;
    assert!(
        envelope(odd).is_some(),
        "a misshapen field costs only itself"
    );
    for (case, twice) in [
        (
            "a number beyond every range",
            r#"{"id":"evt_1","object":"event","type":"b","data":1e400,"created":7}"#,
        ),
        (
            "a key that comes twice",
            r#"{"id":"evt_1","object":"event","type":"a","type":"b","created":7}"#,
        ),
        (
            "what is needed comes twice",
            r#"{"id":"evt_0","id":"evt_1","object":"x","object":"event","type":"b","created":7}"#,
        ),
    ] {
        let envelope = envelope(twice).unwrap_or_else(|| panic!("{case}"));
        let known = (envelope.id.as_str(), envelope.event_type.as_deref());
        assert_eq!(known, ("evt_1", Some("b")), "{case}");
        assert_eq!(envelope.created, Some(UnixSeconds(7)), "{case}");
    }
    let thin = r#"{"id":"evt_2","object":"v2.core.event","created":"2026-11-24T10:00:00.5Z"}"#;
    let thin = envelope(thin).unwrap();
    assert_eq!(thin.object, EventObject::Thin);
    assert_eq!(thin.created, Some(UnixSeconds(1_795_514_400)));
    for text in [
        "",
        "{}",
        "[]",
        "null",
        r#"{"id":1,"object":"event"}"#,
        r#"{"id":"c","object":"charge"}"#,
    ] {
        assert_eq!(envelope(text), None, "{text}");
    }
    assert_eq!(
        Envelope::parse(b"\xef\xbb\xbf{\"id\":\"e\",\"object\":\"event\"}"),
        None,
        "BOM"
    );
    assert_eq!(
        Envelope::parse(b"{\"id\":\"\xff\",\"object\":\"event\"}"),
        None,
        "invalid UTF-8"
    );
}

#[test]
fn what_is_expanded_inside_an_object_is_read_too() {
    let intent = json!({
        "object": "payment_intent", "id": "pi_1", "status": "succeeded",
        "latest_charge": {
            "object": "charge", "id": "ch_1", "payment_intent": "pi_1", "status": "succeeded",
            "balance_transaction": {
                "object": "balance_transaction", "id": "txn_1", "amount": 1000, "fee": 40, "net": 960,
                "currency": "eur", "exchange_rate": 1.08921, "source": "ch_1",
            },
        },
    });
    assert_eq!(
        ids(&intent),
        ["intent pi_1", "charge ch_1", "balance_transaction txn_1"]
    );
    let Object::BalanceTransaction(settled) = &read(&intent)[2] else {
        panic!()
    };
    assert_eq!(
        settled.exchange_rate.as_deref(),
        Some("1.08921"),
        "digits, never a float"
    );
}

#[test]
fn old_versions_with_charges_inside_the_intent_are_read() {
    let intent = json!({
        "object": "payment_intent", "id": "pi_1", "status": "succeeded", "amount": 500,
        "charges": {"object": "list", "data": [{
            "object": "charge", "id": "ch_1", "status": "succeeded", "payment_intent": "pi_1",
            "refunds": {"object": "list", "data": [{"object": "refund", "id": "re_1", "charge": "ch_1"}]},
        }]},
    });
    assert_eq!(ids(&intent), ["intent pi_1", "charge ch_1", "refund re_1"]);
}

#[test]
fn unknown_missing_and_misshapen_fields_never_fail() {
    for object in [
        json!({"object": "payment_intent", "id": "pi_1", "status": "dreaming", "amount": "x",
               "metadata": 3, "latest_charge": 7, "charges": "none", "currency": "long"}),
        json!({"object": "charge", "id": "ch_1", "payment_method_details": [], "refunds": null}),
        json!({"object": "checkout.session", "id": "cs_1", "customer_details": "x"}),
        json!({"object": "dispute", "id": "dp_1", "evidence_details": {"due_by": null}}),
        json!({"object": "refund", "id": "re_1", "amount": 1.5}),
        json!({"object": "payment_link", "id": "plink_1", "line_items": {"data": [5]}}),
    ] {
        assert_eq!(read(&object).len(), 1, "{object}");
    }
    for object in [
        json!({"object": "payment_intent", "id": "ch_1"}),
        json!({"object": "payment_intent"}),
        json!({"object": "balance_transaction", "id": "txn_1"}),
        json!({"object": "unicorn", "id": "uni_1"}),
        json!(5),
    ] {
        assert_eq!(read(&object), [], "{object}");
    }
}

#[test]
fn numbers_beyond_every_range_keep_the_rest() {
    let body = br#"{"id":"evt_1","object":"event","created":5,"type":"charge.succeeded",
        "data":{"object":{"object":"charge","id":"ch_1","amount":1e400,"x":18446744073709551616,
        "status":"succeeded","description":"\u2028 \ud83c\udf70 \u0000"}}}"#;
    let event = UnverifiedEvent::new(body.to_vec()).imported();
    assert_eq!(event.body(), body);
    let [seen] = &event.snapshots(UnixSeconds(9))[..] else {
        panic!()
    };
    let Object::Charge(charge) = seen.object else {
        panic!()
    };
    assert_eq!((charge.amount, seen.observation.at), (None, UnixSeconds(5)));
    assert_eq!(charge.description.as_deref(), Some("\u{2028} 🍰 \0"));
}

#[test]
fn a_body_that_is_no_event_is_known_by_its_digest() {
    let event = UnverifiedEvent::new(b"not json".to_vec()).imported();
    assert!(event.envelope().is_none());
    assert_eq!(event.id().len(), "sha256:".len() + 64);
    assert_eq!(event.snapshots(UnixSeconds(0)), []);
}

#[test]
fn line_items_of_a_link_are_an_object_of_their_own() {
    let link = json!({
        "object": "payment_link", "id": "plink_1", "url": "https://buy.stripe.com/x", "active": true,
        "line_items": {"object": "list", "data": [{"description": "Cake", "quantity": 1,
            "currency": "eur", "price": {"unit_amount": 8650}}]},
    });
    assert_eq!(ids(&link), ["link_items plink_1", "link plink_1"]);
    let event_of_the_same = json!({"object": "payment_link", "id": "plink_1", "active": false});
    assert_eq!(
        ids(&event_of_the_same),
        ["link plink_1"],
        "an event never empties the items"
    );
}

#[test]
fn a_refund_tells_when_it_was_asked_for() {
    for (created, expected) in [
        (json!(7), Some(7)),
        (json!("7 May"), None),
        (json!(null), None),
    ] {
        let found = read(&json!({"object": "refund", "id": "re_1", "created": created}));
        let [Object::Refund(refund)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(refund.created.map(|at| at.0), expected, "{created}");
    }
}

#[test]
fn the_object_is_found_whatever_else_is_odd() {
    let body = br#"{"id":"evt_1","object":"event","type":"a","type":"charge.succeeded","created":5,
        "data":{"object":{"object":"charge","id":"ch_0"},"object":{"object":"charge","id":"ch_1"}}}"#;
    let event = UnverifiedEvent::new(body.to_vec()).imported();
    let ids: Vec<_> = event.objects().iter().map(Object::id).collect();
    assert_eq!(ids, ["ch_1"], "the last of two counts");
}
