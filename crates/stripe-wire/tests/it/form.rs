//! Nested parameters, there and back.

use countertop_stripe_wire::form::{decode, encode};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn parameters_are_written_as_stripe_expects_them() {
    for (parameters, expected) in [
        (json!({}), ""),
        (json!({"limit": 3, "active": true}), "active=true&limit=3"),
        (
            json!({"line_items": [{"price": "price_1", "quantity": 2}]}),
            "line_items[0][price]=price_1&line_items[0][quantity]=2",
        ),
        (
            json!({"metadata": {"order id": "a&b=é"}}),
            "metadata[order%20id]=a%26b%3D%C3%A9",
        ),
        (json!({"description": "", "name": null}), "description="),
    ] {
        assert_eq!(encode(&parameters), expected);
    }
}

#[test]
fn what_sdks_send_is_read() {
    for (text, expected) in [
        (
            "expand[]=line_items&expand[]=data.x",
            json!({"expand": ["line_items", "data.x"]}),
        ),
        (
            "enabled_events[0]=%2A&url=http%3A%2F%2Fh",
            json!({"enabled_events": ["*"], "url": "http://h"}),
        ),
        ("a%5Bb%5D%5B0%5D=1", json!({"a": {"b": ["1"]}})),
        (
            "name=Ana+Ruiz&name2=100%",
            json!({"name": "Ana Ruiz", "name2": "100%"}),
        ),
        ("a[1]=y&a[0]=x", json!({"a": ["x", "y"]})),
        ("created[gte]=5", json!({"created": {"gte": "5"}})),
        ("a=1&a[b]=2", json!({"a": {"b": "2"}})),
        ("=x&&[a]=1&a[b=2", json!({})),
        ("empty=", json!({"empty": ""})),
        (
            "metadata[0]=x&metadata[7]=y",
            json!({"metadata": {"0": "x", "7": "y"}}),
        ),
    ] {
        assert_eq!(decode(text), expected, "{text}");
    }
    let deep = format!("a{}=1", "[b]".repeat(40));
    assert_eq!(
        decode(&deep),
        json!({}),
        "nesting without end is not followed"
    );
}

fn parameters() -> impl Strategy<Value = Value> {
    let leaf = any::<String>().prop_map(Value::String);
    let tree = leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Value::Array),
            prop::collection::btree_map("[a-z_]{1,8}", inner, 1..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    });
    prop::collection::btree_map("[a-z_]{1,8}", tree, 0..4)
        .prop_map(|fields| Value::Object(fields.into_iter().collect()))
}

proptest! {
    #[test]
    fn parameters_survive_the_round_trip(parameters in parameters()) {
        prop_assert_eq!(decode(&encode(&parameters)), parameters);
    }

    #[test]
    fn nothing_makes_the_decoder_panic(text in any::<String>()) {
        decode(&text);
    }
}
