//! Whatever happens to the merchant's money, the sums come out: sales, refunds, disputes, payouts
//! and days in any order.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Store, cake};

/// How many things happen in one run.
const STEPS: usize = 50;

/// Cards that pay, most of them with something in mind for later.
const CARDS: [&str; 8] = [
    "4242424242424242",
    "4242424242424242",
    // Refunds that take their time, or fail.
    "4000000000007726",
    "4000000000005126",
    // A dispute, an inquiry, a warning.
    "4000000000000259",
    "4000000000001976",
    "4000000000005423",
    // Available at once.
    "4000000000000077",
];

/// Dice that a seed fixes.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        // Knuth's linear congruence; its upper bits are good enough for a test.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        let bound = u64::try_from(choices.len()).unwrap();
        (bound > 0).then(|| &choices[usize::try_from(self.below(bound)).unwrap()])
    }
}

async fn sale(store: &Store, dice: &mut Dice) -> String {
    let currency = *dice.one_of(&["eur", "eur", "usd", "huf", "jpy"]).unwrap();
    let amount = if currency == "huf" { 20_000 } else { 100 } + dice.below(90_000);
    let mut given = cake(json!({}));
    given["line_items"][0]["price_data"]["currency"] = json!(currency);
    given["line_items"][0]["price_data"]["unit_amount"] = json!(amount);
    let link = store.post("/v1/payment_links", given).await;
    let card = *dice.one_of(&CARDS).unwrap();
    store.pay(&link, card).await;
    format!("a sale of {amount} {currency} with {card}")
}

/// A call that may be refused, as a merchant's may.
async fn try_to(store: &Store, path: &str, given: Value) -> String {
    let answer = store.call(Method::POST, path, &given).send().await.unwrap();
    let status = answer.status();
    assert!(
        [StatusCode::OK, StatusCode::BAD_REQUEST].contains(&status),
        "{path} {given}: {}",
        answer.text().await.unwrap()
    );
    format!("{path} {given}: {status}")
}

async fn at_the_door(store: &Store, call: &str, given: Value) -> String {
    let (status, answer) = store.practice(call, given.clone()).await;
    assert!(
        [StatusCode::OK, StatusCode::CONFLICT].contains(&status),
        "{call} {given}: {answer}"
    );
    format!("{call} {given}: {status}")
}

async fn refund(store: &Store, dice: &mut Dice) -> String {
    let charges = store.all("/v1/charges", json!({})).await;
    let Some(charge) = dice.one_of(&charges) else {
        return String::new();
    };
    let mut given = json!({ "charge": charge["id"] });
    if dice.below(2) == 0 {
        given["amount"] = json!(1 + dice.below(charge["amount"].as_u64().unwrap()));
    }
    try_to(store, "/v1/refunds", given).await
}

async fn dispute(store: &Store, dice: &mut Dice) -> String {
    let charges = store.all("/v1/charges", json!({})).await;
    let Some(charge) = dice.one_of(&charges) else {
        return String::new();
    };
    let given = json!({ "charge": charge["id"], "inquiry": dice.below(4) == 0 });
    at_the_door(store, "disputes", given).await
}

async fn decide(store: &Store, dice: &mut Dice) -> String {
    let disputes = store.all("/v1/disputes", json!({})).await;
    let Some(dispute) = dice.one_of(&disputes) else {
        return String::new();
    };
    let call = format!("disputes/{}/close", dispute["id"].as_str().unwrap());
    let status = dice.one_of(&["won", "lost"]).unwrap();
    at_the_door(store, &call, json!({ "status": status })).await
}

async fn payout(store: &Store, dice: &mut Dice) -> String {
    let payouts = store.all("/v1/payouts", json!({})).await;
    if let Some(payout) = dice.one_of(&payouts)
        && dice.below(3) == 0
    {
        let path = format!("/v1/payouts/{}/cancel", payout["id"].as_str().unwrap());
        return try_to(store, &path, json!({})).await;
    }
    let given = json!({
        "amount": 100 * (1 + dice.below(80)),
        "currency": dice.one_of(&["eur", "usd", "huf"]),
        "method": dice.one_of(&["standard", "instant"]),
    });
    try_to(store, "/v1/payouts", given).await
}

async fn settings(store: &Store, dice: &mut Dice) -> String {
    let yes = dice.below(2) == 0;
    let change = match dice.below(5) {
        0 => json!({ "debit_negative_balances": yes }),
        1 => json!({ "settle_in_default_currency": yes }),
        2 => json!({ "payouts": if yes { "daily" } else { "manual" } }),
        3 => json!({ "fee": { "percent": "2.25", "tax_percent": if yes { "19" } else { "0" } } }),
        _ if yes => json!({ "payout_failure": { "code": "declined", "days_after_paid": 2 } }),
        _ => json!({ "payout_failure": null }),
    };
    at_the_door(store, "settings", change).await
}

async fn something(store: &Store, dice: &mut Dice) -> String {
    match dice.below(12) {
        0..3 => sale(store, dice).await,
        3..5 => refund(store, dice).await,
        5 => dispute(store, dice).await,
        6 => decide(store, dice).await,
        7 => payout(store, dice).await,
        8 => settings(store, dice).await,
        _ => {
            let hours = *dice.one_of(&[1, 9, 24, 24, 60, 500]).unwrap();
            format!("{hours} hours: {}", store.advance(hours * 3600).await)
        }
    }
}

fn number(object: &Value, field: &str) -> i64 {
    object[field].as_i64().unwrap()
}

fn by_currency(parts: &Value) -> BTreeMap<String, i64> {
    let parts = parts.as_array().unwrap().iter();
    parts
        .map(|part| {
            let currency = part["currency"].as_str().unwrap().to_owned();
            (currency, number(part, "amount"))
        })
        .collect()
}

/// What went wrong, if anything.
async fn check(store: &Store) {
    let balance = store.get("/v1/balance", json!({})).await;
    let transactions = store.all("/v1/balance_transactions", json!({})).await;
    let (mut available, mut pending) = (BTreeMap::new(), BTreeMap::new());
    for transaction in &transactions {
        let (net, fee) = (number(transaction, "net"), number(transaction, "fee"));
        assert_eq!(net, number(transaction, "amount") - fee, "{transaction}");
        let lines = transaction["fee_details"].as_array().unwrap().iter();
        let lines: i64 = lines.map(|line| number(line, "amount")).sum();
        assert_eq!(lines, fee, "{transaction}");
        let currency = transaction["currency"].as_str().unwrap().to_owned();
        let (here, there) = match transaction["status"].as_str().unwrap() {
            "available" => (&mut available, &mut pending),
            _ => (&mut pending, &mut available),
        };
        *here.entry(currency.clone()).or_insert(0) += net;
        there.entry(currency).or_insert(0);
    }
    available.entry("eur".to_owned()).or_insert(0);
    pending.entry("eur".to_owned()).or_insert(0);
    assert_eq!(by_currency(&balance["available"]), available);
    assert_eq!(by_currency(&balance["pending"]), pending);
    check_payouts(store).await;
    check_charges(store).await;
    check_events(store).await;
}

/// Each automatic payout is the sum of its transactions.
async fn check_payouts(store: &Store) {
    for payout in store.all("/v1/payouts", json!({})).await {
        let ended = ["failed", "canceled"].contains(&payout["status"].as_str().unwrap());
        assert_eq!(payout["failure_balance_transaction"].is_string(), ended);
        assert!(number(&payout, "amount") > 0);
        if payout["automatic"] == false {
            continue;
        }
        let given = json!({ "payout": payout["id"] });
        let parts = store.all("/v1/balance_transactions", given).await;
        let (own, parts): (Vec<_>, Vec<_>) = parts
            .into_iter()
            .partition(|it| it["type"] == "payout" && it["source"] == payout["id"]);
        let sum: i64 = parts.iter().map(|part| number(part, "net")).sum();
        assert_eq!(sum, number(&payout, "amount"), "{payout}");
        assert_eq!(own.len(), 1);
        assert_eq!(number(&own[0], "net"), -sum);
        for part in parts {
            assert_eq!(part["currency"], payout["currency"]);
            assert!(number(&part, "available_on") <= number(&payout, "created"));
        }
    }
}

/// What a charge says of its refunds is what they are.
async fn check_charges(store: &Store) {
    let refunds = store.all("/v1/refunds", json!({})).await;
    for charge in store.all("/v1/charges", json!({})).await {
        let gone: i64 = refunds
            .iter()
            .filter(|refund| refund["charge"] == charge["id"])
            .filter(|refund| refund["status"] != "failed" && refund["status"] != "canceled")
            .map(|refund| number(refund, "amount"))
            .sum();
        let captured = number(&charge, "amount_captured");
        assert_eq!(number(&charge, "amount_refunded"), gone, "{charge}");
        assert_eq!(charge["refunded"], gone == captured);
        assert!(gone <= captured);
    }
}

/// Nothing is told before what was told already.
async fn check_events(store: &Store) {
    let events = store.all("/v1/events", json!({})).await;
    let ids: Vec<_> = events.iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert!(
        ids.is_sorted_by(|a, b| a > b),
        "ids grow with time, as lists do"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sums_come_out_whatever_happens() {
    let runs = (1..=3_u64).map(|seed| {
        tokio::spawn(async move {
            let store = Store::open_on_monday().await;
            let mut dice = Dice(seed);
            for step in 0..STEPS {
                let what = something(&store, &mut dice).await;
                println!("seed {seed}, step {step}: {what}");
                if step % 3 == 2 || step + 1 == STEPS {
                    check(&store).await;
                }
            }
            let payouts = store.all("/v1/payouts", json!({})).await;
            payouts.len()
        })
    });
    let mut payouts = 0;
    for run in runs.collect::<Vec<_>>() {
        payouts += run.await.unwrap();
    }
    assert!(payouts > 12, "too little happened: {payouts}");
}
