//! Every family of objects, in whole and in pieces.

use countertop_domain::{Object, ObjectKind};
use countertop_stripe_wire::objects;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::samples;

fn read(object: &Value) -> Vec<Object> {
    objects::read_answer(object.to_string().as_bytes())
}

/// The domain's object as JSON, without the family's name around it.
fn fields(object: &Object) -> Value {
    let whole = serde_json::to_value(object).unwrap();
    whole[object.kind().as_str()].clone()
}

fn check(object: &Value, expected: Value) {
    let found = read(object);
    let first = found
        .first()
        .unwrap_or_else(|| panic!("{object} is not read"));
    assert_eq!(fields(first), expected, "{object}");
}

#[test]
fn every_family_is_read() {
    let mut kinds: Vec<_> = samples::all()
        .iter()
        .flat_map(|sample| read(sample).into_iter().map(|it| it.kind()))
        .collect();
    kinds.push(ObjectKind::LinkItems);
    kinds.sort_unstable();
    assert_eq!(kinds, ObjectKind::ALL);
}

#[test]
fn the_fields_of_the_money_families_are_read() {
    check(
        &samples::payout(),
        json!({"id": "po_1", "status": "failed", "amount": 2437, "currency": "eur", "created": 800,
            "arrival_date": 900, "automatic": true, "failure_code": "account_closed",
            "failure_message": "The account was closed.", "livemode": false}),
    );
    check(
        &samples::invoice(),
        json!({"id": "in_1", "status": "paid", "billing_reason": "subscription_create",
            "subscription": "sub_1", "intent": null, "charge": null, "amount_due": 2500,
            "amount_paid": 2500, "currency": "eur", "created": 95, "email": "ana@example.com",
            "name": "Ana Ruiz", "metadata": {"link": "7"}}),
    );
    check(
        &samples::invoice_payment(),
        json!({"id": "inpay_1", "invoice": "in_1", "intent": "pi_1", "charge": null,
            "status": "paid", "amount_paid": 2500, "currency": "eur", "created": 96}),
    );
    check(
        &samples::subscription(),
        json!({"id": "sub_1", "status": "active", "customer": "cus_1", "latest_invoice": "in_1",
            "created": 94, "metadata": {"link": "7"}}),
    );
    check(
        &samples::balance(),
        json!({"available": [{"amount": 2437, "currency": "eur"}],
            "pending": [{"amount": 0, "currency": "eur"}]}),
    );
}

#[test]
fn the_fields_of_the_other_families_are_read() {
    check(
        &samples::early_fraud_warning(),
        json!({"id": "issfr_1", "charge": "ch_1", "intent": "pi_1", "actionable": true,
            "fraud_type": "made_with_stolen_card", "created": 250}),
    );
    check(
        &samples::review(),
        json!({"id": "prv_1", "charge": "ch_1", "intent": "pi_1", "open": false,
            "opened_reason": "rule", "closed_reason": "approved", "created": 103}),
    );
    check(
        &samples::product(),
        json!({"id": "gold-special", "name": "Cake", "active": true, "deleted": null}),
    );
    check(
        &samples::price(),
        json!({"id": "price_1", "product": "gold-special", "unit_amount": 1250, "currency": "eur",
            "active": true}),
    );
    check(
        &samples::report_run(),
        json!({"id": "frr_1", "status": "succeeded", "report_type": "balance.summary.1",
            "created": 950, "url": "https://x", "error": null}),
    );
}

#[test]
fn a_link_keeps_its_terms_in_one_form_and_what_it_sells_apart() {
    let sample = samples::sold_link();
    let mut terms = sample.clone();
    terms.as_object_mut().unwrap().remove("line_items");
    let item = sample.pointer("/line_items/data/0").unwrap().clone();
    let items = json!({"link": "plink_1", "terms": [item], "items": [{
        "id": "li_1", "price": "price_1", "product": "prod_1", "name": "Coffee club",
        "unit_amount": null, "currency": "eur", "quantity": 2,
        "recurring": {"interval": "month", "interval_count": 3},
        "custom_amount": {"minimum": 500, "maximum": null, "preset": 900},
        "adjustable": {"enabled": true, "minimum": 1, "maximum": 9},
        "price_active": false, "product_state": null,
    }]});
    let found = read(&sample);
    assert_eq!(fields(&found[0]), items);
    let link = fields(&found[1]);
    assert_eq!(
        link,
        json!({"id": "plink_1", "url": "https://buy.stripe.com/x", "active": true,
            "currency": "eur", "livemode": false, "metadata": {"a": "b"}, "completed_limit": 20,
            "completed_count": 7, "inactive_message": "Come back in spring.", "terms": terms})
    );
    // The same object, its keys in another order, is the same to the last byte.
    let backwards = |value: &Value| {
        let fields = value.as_object().unwrap().iter().rev();
        let fields = fields.map(|(key, it)| format!("{}:{it}", json!(key)));
        format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
    };
    let again = objects::read_answer(backwards(&sample).as_bytes());
    assert_eq!(
        serde_json::to_string(&again).unwrap(),
        serde_json::to_string(&found).unwrap()
    );
}

#[test]
fn the_state_of_a_product_is_known_where_the_line_item_tells() {
    for (product, state) in [
        (
            json!({"id": "prod_1", "object": "product", "deleted": true}),
            json!("deleted"),
        ),
        (
            json!({"id": "prod_1", "active": true, "name": "Cake"}),
            json!("active"),
        ),
        (json!({"id": "prod_1", "active": false}), json!("archived")),
        (json!({"id": "prod_1"}), json!(null)),
        (json!("prod_1"), json!(null)),
    ] {
        let mut link = samples::sold_link();
        link["line_items"]["data"][0]["price"]["product"] = product.clone();
        let item = &fields(&read(&link)[0])["items"][0];
        assert_eq!(item["product_state"], state, "{product}");
        assert_eq!(item["product"], "prod_1", "{product}");
        assert_eq!(
            item["name"], "Coffee club",
            "a link goes on to say what it sells"
        );
    }
}

#[test]
fn old_invoices_name_the_intent_the_charge_and_the_subscription() {
    let found = read(&samples::old_invoice());
    let Object::Invoice(invoice) = &found[0] else {
        panic!("{found:?}")
    };
    let ids = (&invoice.intent, &invoice.charge, &invoice.subscription);
    assert_eq!(
        serde_json::to_value(ids).unwrap(),
        json!(["pi_1", "ch_1", "sub_1"])
    );
    assert_eq!(invoice.metadata["own"], "1", "its own come first");
    let mut bare = samples::old_invoice();
    bare["metadata"] = json!({});
    assert_eq!(fields(&read(&bare)[0])["metadata"]["link"], "7");
}

#[test]
fn old_charges_hold_what_they_were_paid_with() {
    let source = |source: Value| json!({"object": "charge", "id": "ch_1", "source": source});
    for (case, charge, method, name) in [
        (
            "a card",
            samples::old_charge(),
            json!({"type": "card", "brand": "amex", "last4": "0005"}),
            json!("Ana Ruiz"),
        ),
        (
            "a bank account",
            source(
                json!({"object": "bank_account", "bank_name": "STRIPE TEST BANK",
                "last4": "6789"}),
            ),
            json!({"type": "ach_debit", "brand": "STRIPE TEST BANK", "last4": "6789"}),
            json!(null),
        ),
        (
            "a source",
            source(json!({"object": "source", "type": "sepa_debit",
                "sepa_debit": {"last4": "3000"}, "owner": {"name": "Bo", "email": "bo@example.com"}})),
            json!({"type": "sepa_debit", "brand": null, "last4": "3000"}),
            json!("Bo"),
        ),
        (
            "a card of tomorrow",
            source(json!({"object": "card", "brand": "Moon", "last4": "1"})),
            json!({"type": "card", "brand": "Moon", "last4": "1"}),
            json!(null),
        ),
        (
            "something else",
            source(json!({"object": "account", "id": "acct_1"})),
            json!(null),
            json!(null),
        ),
    ] {
        let found = fields(&read(&charge)[0]);
        let email = charge.pointer("/source/owner/email");
        assert_eq!(&found["email"], email.unwrap_or(&Value::Null), "{case}");
        assert_eq!(
            (&found["method"], &found["name"]),
            (&method, &name),
            "{case}"
        );
    }
}

#[test]
fn old_objects_hold_others() {
    let found = |object: &Value| -> Vec<String> {
        read(object).iter().map(|it| it.id().to_owned()).collect()
    };
    assert_eq!(found(&samples::old_charge()), ["ch_1", "pi_1", "re_1"]);
    assert_eq!(
        found(&samples::old_intent()),
        ["pi_1", "ch_1", "pi_1", "re_1"]
    );
}

#[test]
fn what_an_invoice_holds_when_asked_is_read() {
    let mut invoice = samples::invoice();
    invoice["payments"] = json!({"object": "list", "data": [samples::invoice_payment()]});
    invoice["parent"]["subscription_details"]["subscription"] = samples::subscription();
    let found: Vec<_> = read(&invoice).iter().map(Object::kind).collect();
    assert_eq!(
        found,
        [
            ObjectKind::Invoice,
            ObjectKind::Subscription,
            ObjectKind::InvoicePayment
        ]
    );
    assert_eq!(fields(&read(&invoice)[0])["subscription"], "sub_1");
    let mut payment = samples::invoice_payment();
    payment["invoice"] = samples::invoice();
    payment["payment"]["payment_intent"] = samples::payment_intent();
    let found: Vec<_> = read(&payment).iter().map(Object::kind).collect();
    assert_eq!(
        found,
        [
            ObjectKind::InvoicePayment,
            ObjectKind::Invoice,
            ObjectKind::Intent
        ]
    );
}

#[test]
fn what_is_expanded_is_read_and_still_named() {
    let intent = || samples::payment_intent();
    let charge = || samples::charge();
    for (family, place, inside) in [
        ("payment_intent", "/latest_charge", charge()),
        ("payment_intent", "/invoice", samples::invoice()),
        ("charge", "/payment_intent", intent()),
        (
            "charge",
            "/balance_transaction",
            samples::balance_transaction(),
        ),
        ("checkout.session", "/subscription", samples::subscription()),
        ("checkout.session", "/invoice", samples::invoice()),
        ("checkout.session", "/payment_intent", intent()),
        ("refund", "/charge", charge()),
        ("refund", "/payment_intent", intent()),
        ("dispute", "/charge", charge()),
        ("dispute", "/payment_intent", intent()),
        ("balance_transaction", "/source", charge()),
        (
            "payout",
            "/balance_transaction",
            samples::balance_transaction(),
        ),
        ("invoice_payment", "/payment/payment_intent", intent()),
        ("subscription", "/latest_invoice", samples::invoice()),
        ("radar.early_fraud_warning", "/charge", charge()),
        ("review", "/payment_intent", intent()),
        ("price", "/product", samples::product()),
    ] {
        let all = samples::all();
        let mut object = all.into_iter().find(|it| it["object"] == family).unwrap();
        *object.pointer_mut(place).unwrap() = inside["id"].clone();
        let named = read(&object).remove(0);
        *object.pointer_mut(place).unwrap() = inside.clone();
        let found = read(&object);
        assert_eq!(found[0], named, "{place} of a {family}");
        assert_eq!(found[1..], read(&inside), "{place} of a {family}");
    }
}

#[test]
fn objects_inside_objects_without_end_are_read_to_a_depth() {
    let mut nested = String::from("null");
    for _ in 0..20_000 {
        nested = format!(r#"{{"object":"charge","id":"ch_1","dispute":{nested}}}"#);
    }
    let found = objects::read_answer(nested.as_bytes());
    assert_eq!(found.len(), 8);
}

/// The places of all values inside a JSON value, as pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut inside = |key: &str, value: &Value| {
        let place = format!("{at}/{key}");
        found.push(place.clone());
        places(value, &place, found);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, it)| inside(key, it)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(at, it)| inside(&at.to_string(), it)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// What a field may turn into; the first is to be gone.
fn shapes() -> Vec<Option<Value>> {
    let shapes = [
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(""),
        json!("unheard_of"),
        json!([]),
        json!([1, null]),
        json!({}),
        json!({"id": 5, "object": 6, "data": 7, "type": 8}),
    ];
    [None].into_iter().chain(shapes.map(Some)).collect()
}

fn turn(object: &mut Value, place: &str, shape: Option<&Value>) {
    let (parent, key) = place.rsplit_once('/').unwrap();
    let Some(parent) = object.pointer_mut(parent) else {
        return;
    };
    match (parent, shape) {
        (Value::Object(fields), None) => drop(fields.remove(key)),
        (Value::Object(fields), Some(shape)) => drop(fields.insert(key.to_owned(), shape.clone())),
        (Value::Array(items), Some(shape)) => {
            if let Some(item) = key.parse().ok().and_then(|at: usize| items.get_mut(at)) {
                *item = shape.clone();
            }
        }
        (Value::Array(items), None) => items.clear(),
        _ => {}
    }
}

/// What an object cannot be known without.
fn is_needed(place: &str, sample: &Value) -> bool {
    let settles = sample["object"] == "balance_transaction";
    let amounts = ["/amount", "/fee", "/net", "/currency"];
    matches!(place, "/id" | "/object") || settles && amounts.contains(&place)
}

#[test]
fn a_field_gone_null_or_of_another_shape_costs_only_itself() {
    for sample in samples::all().into_iter().chain(samples::old()) {
        let whole = read(&sample);
        let mut found = Vec::new();
        places(&sample, "", &mut found);
        for (place, shape) in found
            .iter()
            .flat_map(|place| shapes().into_iter().map(move |shape| (place, shape)))
        {
            let mut turned = sample.clone();
            turn(&mut turned, place, shape.as_ref());
            let left = read(&turned);
            if is_needed(place, &sample) {
                assert!(left.len() <= whole.len(), "{place} of {sample}");
                continue;
            }
            let (before, after) = (fields(&whole[0]), fields(&left[0]));
            let (before, after) = (before.as_object().unwrap(), after.as_object().unwrap());
            let changed = before.keys().filter(|key| before[*key] != after[*key]);
            assert!(changed.count() <= 3, "{place} as {shape:?} of {sample}");
            assert_eq!(before.get("id"), after.get("id"), "{place} of {sample}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn many_odd_fields_at_once_never_fail(
        sample in prop::sample::select([samples::all(), samples::old()].concat()),
        turns in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..12),
    ) {
        let (mut turned, shapes) = (sample, shapes());
        for (place, shape) in turns {
            let mut found = Vec::new();
            places(&turned, "", &mut found);
            if found.is_empty() {
                break;
            }
            let (place, shape) = (place.index(found.len()), shape.index(shapes.len()));
            turn(&mut turned, &found[place], shapes[shape].as_ref());
        }
        let known = turned["object"].is_string() && turned["id"].is_string();
        let found = read(&turned);
        prop_assert!(found.is_empty() || known || turned["object"] == "balance");
        for object in found {
            let written = serde_json::to_string(&object).unwrap();
            prop_assert_eq!(serde_json::from_str::<Object>(&written).unwrap(), object);
        }
    }
}
