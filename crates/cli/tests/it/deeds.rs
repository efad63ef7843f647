//! `payments refund`, `capture` and `cancel`, at a practice store.

use std::path::Path;

use serde_json::{Value, json};

use crate::practice::{Case, TEA};
use crate::program::Ran;

impl Case {
    fn payments(&self, words: &[&str]) -> Ran {
        self.practice
            .run(&self.ledger(), &[["payments"].as_slice(), words].concat())
    }

    /// Somebody pays for tea; the ledger was told nothing of it.
    fn sell(&self, more: Value) -> String {
        let mut terms = json!({"line_items": [{"quantity": 1, "price_data": {"currency": "gbp",
            "unit_amount": 450, "product_data": {"name": "Tea"}}}]});
        for (key, value) in more.as_object().unwrap() {
            terms[key] = value.clone();
        }
        let file = self.folder.path().join("link.json");
        std::fs::write(&file, terms.to_string()).unwrap();
        let words = ["links", "create", "--file", file.to_str().unwrap()];
        let link = self.practice.run(&self.ledger(), &words).json();
        let paid = self.practice.pay(link["id"].as_str().unwrap());
        paid["payment_intent"].as_str().unwrap().to_owned()
    }

    /// How much of a payment is refunded at the store.
    fn refunded_there(&self, id: &str) -> i64 {
        let elsewhere = self.folder.path().join("elsewhere");
        self.practice.run(&elsewhere, &["backfill"]).text();
        let shown = self.practice.run(&elsewhere, &["payments", "show", id]);
        shown.json()["amount_refunded"].as_i64().unwrap()
    }
}

fn refused(ran: &Ran, code: i32, part: &str) {
    assert!(ran.refusal(code).contains(part), "{ran:?}");
}

#[test]
fn money_is_given_back_in_part_and_then_the_rest() {
    let shop = Case::open();
    let id = shop.sell(json!({}));
    let part = shop
        .payments(&["refund", &id, "--amount", "100", "--reason", "duplicate"])
        .json();
    assert_eq!(part["status"], "partially_refunded");
    assert_eq!(part["amount_refunded"], 100);
    refused(
        &shop.payments(&["refund", &id, "--amount", "351"]),
        1,
        "3.50 GBP is left",
    );
    refused(
        &shop.payments(&["refund", &id, "--amount", "0"]),
        2,
        "write 1 or more",
    );
    refused(
        &shop.payments(&["refund", &id, "--amount", "-1"]),
        2,
        "below zero",
    );
    refused(
        &shop.payments(&["refund", &id, "--reason", "boredom"]),
        2,
        "requested_by_customer",
    );
    assert_eq!(shop.refunded_there(&id), 100);
    let rest = shop.payments(&["refund", &id]).json();
    assert_eq!(rest["status"], "refunded");
    assert_eq!(rest["amount_refunded"], 450);
    refused(&shop.payments(&["refund", &id]), 1, "given back already");
    refused(&shop.payments(&["refund", "pi_unknown"]), 1, "pi_unknown");
    refused(
        &shop.payments(&["refund", "plink_1"]),
        1,
        "no payment 'plink_1'",
    );
}

#[test]
fn a_refund_under_a_key_is_made_once() {
    let shop = Case::open();
    let id = shop.sell(json!({}));
    let words = ["refund", &id, "--amount", "200", "--once", "order-7"];
    assert_eq!(shop.payments(&words).json()["amount_refunded"], 200);
    assert_eq!(shop.payments(&words).json()["amount_refunded"], 200);
    assert_eq!(shop.refunded_there(&id), 200);
    let other = ["refund", &id, "--amount", "250", "--once", "order-7"];
    refused(&shop.payments(&other), 1, "with other content");
    // What is not asked under a key is asked each time.
    let again = ["refund", &id, "--amount", "200"];
    assert_eq!(shop.payments(&again).json()["amount_refunded"], 400);
}

#[test]
fn what_is_held_is_taken_or_let_go() {
    let shop = Case::open();
    let held = json!({"payment_intent_data": {"capture_method": "manual"}});
    let (first, second) = (shop.sell(held.clone()), shop.sell(held));
    refused(
        &shop.payments(&["refund", &first]),
        1,
        "cancel the payment instead",
    );
    refused(
        &shop.payments(&["capture", &first, "--amount", "451"]),
        1,
        "holds 4.50 GBP",
    );
    let taken = shop
        .payments(&["capture", &first, "--amount", "400"])
        .json();
    assert_eq!(
        (&taken["status"], &taken["amount_captured"]),
        (&json!("succeeded"), &json!(400))
    );
    refused(
        &shop.payments(&["capture", &first]),
        1,
        "no money that waits",
    );
    refused(
        &shop.payments(&["cancel", &first]),
        1,
        "give the money back instead",
    );
    let gone = shop.payments(&["cancel", &second]).json();
    assert_eq!(gone["status"], "canceled");
    // Canceled is canceled, however often it is asked.
    assert_eq!(
        shop.payments(&["cancel", &second]).json()["status"],
        "canceled"
    );
    refused(
        &shop.payments(&["capture", &second]),
        1,
        "no money that waits",
    );
}

#[test]
fn without_a_key_or_stripe_nothing_is_sent() {
    let shop = Case::open();
    let made = shop.practice.run(&shop.ledger(), &TEA);
    assert_eq!(made.code, Some(0));
    let id = shop.sell(json!({}));
    let without = crate::program::run(&shop.ledger(), ["payments", "refund", &id]);
    refused(&without, 1, "API key");
    let mut away = shop.practice.client(Path::new(&shop.ledger()));
    away.env("COUNTERTOP_API_BASE", "http://127.0.0.1:9");
    let ran = crate::program::finish(away.args(["payments", "refund", &id]));
    refused(&ran, 1, "nothing was sent");
    assert_eq!(shop.refunded_there(&id), 0);
}
