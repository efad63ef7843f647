//! What belongs to a payment, and what concerns it.

use countertop_domain::payment::Facts;
use countertop_domain::{Fulfilment, Payment, UnixSeconds, concerned, gather, project};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::shelf::Shelf;

fn with(mut object: Value, family: &str, ties: &Value) -> Value {
    for (key, value) in ties.as_object().unwrap() {
        object[key] = value.clone();
    }
    json!({ family: object })
}

fn intent(ties: Value) -> Value {
    with(
        json!({"id": "pi_1", "status": "succeeded", "amount": 1000, "metadata": {}}),
        "intent",
        &ties,
    )
}

fn charge(ties: Value) -> Value {
    with(
        json!({"id": "ch_1", "status": "succeeded", "captured": true, "amount": 1000,
        "metadata": {}}),
        "charge",
        &ties,
    )
}

fn session(ties: Value) -> Value {
    with(
        json!({"id": "cs_1", "status": "complete", "link": "plink_1", "email": "ana@example.com",
        "metadata": {}}),
        "session",
        &ties,
    )
}

fn invoice(reason: &str, ties: Value) -> Value {
    with(
        json!({"id": "in_1", "status": "paid", "billing_reason": reason,
        "metadata": {"order": "7"}, "name": "Ana Ruiz", "email": "bank@example.com"}),
        "invoice",
        &ties,
    )
}

fn invoice_payment(ties: Value) -> Value {
    with(
        json!({"id": "inpay_1", "status": "paid"}),
        "invoice_payment",
        &ties,
    )
}

fn facts(shelf: &Shelf, payment: &str) -> Facts {
    let Ok(facts) = gather(shelf, payment);
    facts
}

fn payment(shelf: &Shelf, id: &str) -> Payment {
    project(&facts(shelf, id)).unwrap()
}

#[test]
fn a_link_reaches_the_payments_of_its_subscription() {
    let by_subscription = || session(json!({"subscription": "sub_1"}));
    let by_invoice = || session(json!({"invoice": "in_1"}));
    let new = |reason| {
        [
            intent(json!({})),
            charge(json!({"intent": "pi_1"})),
            invoice(reason, json!({"subscription": "sub_1"})),
            invoice_payment(json!({"intent": "pi_1", "invoice": "in_1"})),
        ]
    };
    let old = |reason| {
        [
            intent(json!({"invoice": "in_1"})),
            charge(json!({"intent": "pi_1", "invoice": "in_1"})),
            invoice(reason, json!({"subscription": "sub_1", "intent": "pi_1"})),
            invoice_payment(json!({})),
        ]
    };
    let (first, renewal) = ("subscription_create", "subscription_cycle");
    for (case, objects, session, fulfilment) in [
        ("first", new(first), by_subscription(), Fulfilment::Pending),
        (
            "first, by its invoice",
            new(first),
            by_invoice(),
            Fulfilment::Pending,
        ),
        (
            "renewal",
            new(renewal),
            by_subscription(),
            Fulfilment::NotNeeded,
        ),
        (
            "first, as told before 2025",
            old(first),
            by_invoice(),
            Fulfilment::Pending,
        ),
        (
            "renewal, as told before 2025",
            old(renewal),
            by_subscription(),
            Fulfilment::NotNeeded,
        ),
    ] {
        let shelf = Shelf::of(objects.into_iter().chain([session]));
        let payment = payment(&shelf, "pi_1");
        let link = payment.payment_link.as_ref().map(|it| it.as_str());
        assert_eq!(link, Some("plink_1"), "{case}");
        assert_eq!(payment.fulfilment, fulfilment, "{case}");
        assert_eq!(payment.customer_email.as_deref(), Some("ana@example.com"));
        assert_eq!(payment.customer_name.as_deref(), Some("Ana Ruiz"), "{case}");
        assert_eq!(payment.metadata["order"], "7", "{case}");
    }
}

#[test]
fn one_side_is_enough_to_lead_to_an_invoice() {
    let alone = json!({});
    for (case, id, payer, invoice_ties) in [
        (
            "the charge names it",
            "ch_1",
            charge(json!({"invoice": "in_1"})),
            alone.clone(),
        ),
        (
            "it names the charge",
            "ch_1",
            charge(alone.clone()),
            json!({"charge": "ch_1"}),
        ),
        (
            "the intent names it",
            "pi_1",
            intent(json!({"invoice": "in_1"})),
            alone.clone(),
        ),
        (
            "it names the intent",
            "pi_1",
            intent(alone),
            json!({"intent": "pi_1"}),
        ),
    ] {
        let invoice = invoice("subscription_create", invoice_ties);
        let session = session(json!({"invoice": "in_1"}));
        let payment = payment(&Shelf::of([payer, invoice, session]), id);
        assert_eq!(payment.checkout_session.unwrap().as_str(), "cs_1", "{case}");
        assert_eq!(payment.fulfilment, Fulfilment::Pending, "{case}");
        assert_eq!(payment.metadata["order"], "7", "{case}");
    }
}

#[test]
fn the_payments_of_an_invoice_are_told_apart() {
    let other = |id: &str| json!({"intent": {"id": id, "status": "succeeded", "invoice": "in_1", "metadata": {}}});
    let shelf = Shelf::of([
        other("pi_1"),
        other("pi_2"),
        session(json!({"invoice": "in_1"})),
    ]);
    for id in ["pi_1", "pi_2"] {
        let payment = payment(&shelf, id);
        assert_eq!(payment.id, id);
        assert_eq!(payment.payment_link.unwrap().as_str(), "plink_1");
    }
}

#[test]
fn a_charge_of_an_intent_is_no_payment_of_its_own() {
    let shelf = Shelf::of([charge(json!({"intent": "pi_1"}))]);
    assert_eq!(facts(&shelf, "ch_1"), Facts::default());
    assert_eq!(payment(&shelf, "pi_1").id, "pi_1");
}

#[test]
fn what_names_only_the_charge_belongs_to_its_payment() {
    let shelf = Shelf::of([
        intent(json!({})),
        charge(json!({"intent": "pi_1", "balance_transaction": "txn_1"})),
        json!({"refund": {"id": "re_1", "charge": "ch_1"}}),
        json!({"dispute": {"id": "dp_1", "charge": "ch_1", "status": "lost"}}),
        json!({"review": {"id": "prv_1", "charge": "ch_1"}}),
        json!({"early_fraud_warning": {"id": "issfr_1", "charge": "ch_1"}}),
        json!({"balance_transaction": {"id": "txn_1", "amount": 1, "fee": 0, "net": 1,
            "currency": "eur"}}),
    ]);
    let facts = facts(&shelf, "pi_1");
    assert_eq!(facts.first_paid_at, Some(UnixSeconds(8)));
    let counts = [
        facts.charges.len(),
        facts.refunds.len(),
        facts.disputes.len(),
        facts.reviews.len(),
        facts.early_fraud_warnings.len(),
        facts.balance_transactions.len(),
    ];
    assert_eq!(counts, [1; 6]);
}

/// Every id that the facts hold.
fn held(facts: &Facts) -> Vec<String> {
    let mut ids = Vec::new();
    macro_rules! of {
        ($($list:ident),+) => {
            $(ids.extend(facts.$list.iter().map(|it| it.object.id.to_string()));)+
        };
    }
    of!(
        intent,
        charges,
        sessions,
        refunds,
        disputes,
        invoices,
        invoice_payments
    );
    of!(early_fraud_warnings, reviews, balance_transactions);
    ids
}

/// Objects of every family that name each other at random, even as Stripe's never would.
fn tangle() -> impl Strategy<Value = Vec<Value>> {
    let tie = |prefix: &'static str| {
        prop::option::weighted(0.7, 1..3_u8)
            .prop_map(move |it| it.map(|it| format!("{prefix}{it}")))
    };
    let ties = (tie("pi_"), tie("ch_"), tie("in_"), tie("sub_"));
    let family = prop::sample::select(vec![
        ("intent", "pi_"),
        ("charge", "ch_"),
        ("session", "cs_"),
        ("invoice", "in_"),
        ("invoice_payment", "inpay_"),
        ("refund", "re_"),
        ("dispute", "dp_"),
        ("review", "prv_"),
        ("early_fraud_warning", "issfr_"),
    ]);
    let object = (family, 1..3_u8, ties).prop_map(|((family, prefix), id, ties)| {
        let (intent, charge, invoice, subscription) = ties;
        let object = json!({"id": format!("{prefix}{id}"), "status": "succeeded", "metadata": {},
            "intent": intent, "charge": charge, "invoice": invoice, "subscription": subscription});
        json!({ family: object })
    });
    prop::collection::vec(object, 1..16).prop_map(|mut objects| {
        let key = |it: &Value| {
            let (family, object) = it.as_object().unwrap().iter().next().unwrap();
            format!("{family} {}", object["id"])
        };
        objects.sort_by_key(key);
        objects.dedup_by_key(|it| key(it));
        objects
    })
}

proptest! {
    /// A ledger makes anew just the payments that a change concerns: none may be left out.
    #[test]
    fn an_object_concerns_every_payment_that_holds_it(objects in tangle()) {
        let shelf = Shelf::of(objects);
        for payment in ["pi_1", "pi_2", "ch_1", "ch_2"] {
            let held = held(&facts(&shelf, payment));
            for object in shelf.objects().filter(|it| held.iter().any(|id| id == it.id())) {
                let Ok(concerned) = concerned(&shelf, object);
                prop_assert!(concerned.contains(payment), "{object:?} and {payment}");
            }
        }
    }
}
