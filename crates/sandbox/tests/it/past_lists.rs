//! Lists of a store with a past: paged and filtered in every way, the whole list is the measure.

use std::collections::BTreeMap;

use countertop_domain::UnixSeconds;
use serde_json::{Value, json};

use crate::support::{MONDAY, Store};

/// Lists, with the parameters that filter them and the field that each is about.
const LISTS: &[(&str, &[(&str, &str)])] = &[
    (
        "/v1/balance_transactions",
        &[
            ("currency", "currency"),
            ("source", "source"),
            ("type", "type"),
        ],
    ),
    (
        "/v1/charges",
        &[
            ("customer", "customer"),
            ("payment_intent", "payment_intent"),
        ],
    ),
    (
        "/v1/checkout/sessions",
        &[
            ("customer", "customer"),
            ("payment_intent", "payment_intent"),
            ("payment_link", "payment_link"),
            ("status", "status"),
        ],
    ),
    ("/v1/customers", &[("email", "email")]),
    (
        "/v1/disputes",
        &[("charge", "charge"), ("payment_intent", "payment_intent")],
    ),
    ("/v1/events", &[("type", "type")]),
    ("/v1/payment_intents", &[("customer", "customer")]),
    (
        "/v1/refunds",
        &[("charge", "charge"), ("payment_intent", "payment_intent")],
    ),
];

/// A store with a past and a present, of which something of the past changed.
async fn store() -> Store {
    let store = Store::open_with(|config| {
        config.payments = 160;
        config.clock = Some(UnixSeconds(MONDAY));
    })
    .await;
    let link = store.link(json!({ "customer_creation": "always" })).await;
    for card in ["4242424242424242", "4000000000000002"] {
        store.pay_or_not(&link, card).await;
    }
    let charges = store.all("/v1/charges", json!({})).await;
    let whole = charges
        .iter()
        .filter(|it| it["paid"] == true && it["amount_refunded"] == 0);
    for (nth, charge) in whole.step_by(9).take(14).enumerate() {
        let of_charge = json!({ "charge": charge["id"] });
        if nth % 3 == 0 {
            let (status, opened) = store.practice("disputes", of_charge).await;
            assert!(status.is_success(), "{opened}");
        } else {
            store.post("/v1/refunds", of_charge).await;
        }
    }
    store
}

impl Store {
    async fn pay_or_not(&self, link: &Value, card: &str) {
        let (status, paid) = self
            .door(json!({ "payment_link": link["id"], "card": card }))
            .await;
        assert!(status.is_success(), "{paid}");
    }

    /// A list page by page, in one direction.
    async fn paged(
        &self,
        path: &str,
        query: &Value,
        limit: usize,
        from: Option<&Value>,
    ) -> Vec<Value> {
        let mut all: Vec<Value> = Vec::new();
        loop {
            let mut query = query.clone();
            query["limit"] = json!(limit);
            match (from, all.first(), all.last()) {
                (Some(from), None, _) => query["ending_before"] = from["id"].clone(),
                (Some(_), Some(first), _) => query["ending_before"] = first["id"].clone(),
                (None, _, Some(last)) => query["starting_after"] = last["id"].clone(),
                (None, _, None) => {}
            }
            let page = self.get(path, query).await;
            let data = page["data"].as_array().unwrap();
            let more = page["has_more"] == true;
            assert!(
                data.len() == limit || !more,
                "{path}: a page that more follows is full"
            );
            match from {
                Some(_) => all.splice(0..0, data.iter().cloned()).for_each(drop),
                None => all.extend(data.iter().cloned()),
            }
            if !more {
                return all;
            }
        }
    }
}

#[tokio::test]
async fn lists_are_exact_however_they_are_paged() {
    let store = store().await;
    let nothing = json!({});
    for (path, _) in LISTS {
        let whole = store.paged(path, &nothing, 100, None).await;
        assert!(whole.len() > 3, "{path}");
        let created: Vec<_> = whole.iter().map(|it| it["created"].as_i64()).collect();
        assert!(created.is_sorted_by(|a, b| a >= b), "{path}");
        for limit in [13, 100] {
            let down = store.paged(path, &nothing, limit, None).await;
            assert_eq!(down, whole, "{path} by {limit}");
        }
        let (last, before) = whole.split_last().unwrap();
        let up = store.paged(path, &nothing, 41, Some(last)).await;
        assert_eq!(up, before, "{path} upwards");
        for object in whole.iter().step_by(17) {
            let id = object["id"].as_str().unwrap();
            assert_eq!(&store.get(&format!("{path}/{id}"), json!({})).await, object);
        }
        bounds(&store, path, &whole).await;
    }
}

/// Bounds of `created`, at times that occur.
async fn bounds(store: &Store, path: &str, whole: &[Value]) {
    let time = |nth: usize| whole[nth]["created"].as_i64().unwrap();
    let (early, late) = (time(whole.len() * 2 / 3), time(whole.len() / 4));
    for (created, holds) in [
        (json!({ "gte": early }), (early, i64::MAX)),
        (json!({ "gt": early }), (early + 1, i64::MAX)),
        (json!({ "lte": late, "gte": early }), (early, late)),
        (json!({ "lt": late }), (0, late - 1)),
        (json!(late), (late, late)),
    ] {
        let query = json!({ "created": created });
        let found = store.paged(path, &query, 60, None).await;
        let within = |it: &&Value| (holds.0..=holds.1).contains(&it["created"].as_i64().unwrap());
        let expected: Vec<_> = whole.iter().filter(within).cloned().collect();
        assert_eq!(found, expected, "{path} {query}");
    }
}

#[tokio::test]
async fn lists_are_exact_however_they_are_filtered() {
    let store = store().await;
    for (path, filters) in LISTS {
        let whole = store.paged(path, &json!({}), 100, None).await;
        for (parameter, field) in *filters {
            let mut values = BTreeMap::<&str, Vec<&Value>>::new();
            for object in &whole {
                if let Some(value) = object[*field].as_str() {
                    values.entry(value).or_default().push(object);
                }
            }
            assert!(!values.is_empty(), "{path} {parameter}");
            let step = values.len() / 15 + 1;
            for (value, expected) in values.iter().step_by(step) {
                let query = json!({ *parameter: value });
                let found = store.paged(path, &query, 7, None).await;
                assert_eq!(
                    found.iter().collect::<Vec<_>>(),
                    *expected,
                    "{path} {query}"
                );
                let last = expected[expected.len() - 1];
                let up = store.paged(path, &query, 7, Some(last)).await;
                assert_eq!(
                    up.iter().collect::<Vec<_>>(),
                    expected[..expected.len() - 1],
                    "{path} {query}"
                );
            }
            let odd = if *parameter == "status" {
                "open"
            } else {
                "pi_unknown"
            };
            if *parameter != "currency" && !values.contains_key(odd) {
                let none = store.get(path, json!({ *parameter: odd })).await;
                assert_eq!(none["data"], json!([]), "{path} {parameter}");
            }
        }
    }
}

#[tokio::test]
async fn counts_are_exact() {
    let store = store().await;
    let answer = store
        .client
        .get(store.url("/_practice/state"))
        .send()
        .await
        .unwrap();
    let state: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    for (path, _) in LISTS {
        let whole = store.all(path, json!({})).await;
        let Some(kind) = whole[0]["object"].as_str().filter(|kind| *kind != "event") else {
            continue;
        };
        assert_eq!(state["objects"][kind], json!(whole.len()), "{kind}");
    }
    // Events are listed for thirty days, and counted for ever.
    let of = |name: &str| state["events"][name].as_u64().unwrap();
    let sessions = store
        .all("/v1/checkout/sessions", json!({ "status": "complete" }))
        .await;
    assert_eq!(
        of("checkout.session.completed"),
        u64::try_from(sessions.len()).unwrap()
    );
    let refunds = store.all("/v1/refunds", json!({})).await;
    assert_eq!(of("refund.created"), u64::try_from(refunds.len()).unwrap());
}
