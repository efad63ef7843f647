//! Catching up from the API of a practice store: `backfill`, and `serve` beside its webhooks.

use std::time::Instant;

use serde_json::{Value, json};

use crate::program::{PATIENCE, Running, finish, program, run};
use crate::shop::{Shop, payments};

const DAY: i64 = 24 * 3600;

#[test]
fn an_empty_store_is_complete_through_nothing() {
    let shop = Shop::open(&[]);
    let done = shop.backfill(&[]);
    let newest = shop.newest();
    // A new store tells of its own making, if of anything.
    let through = match newest["event"].is_null() {
        true => Value::Null,
        false => newest,
    };
    assert_eq!(done["complete_through"], through);
    assert_eq!(done["gap"], Value::Null);
    assert_eq!(done["fetched"], done["new"]);
}

#[test]
fn what_no_webhook_brought_is_caught_up_with() {
    let shop = Shop::open(&[]);
    let link = shop.link();
    for _ in 0..3 {
        shop.practice.pay(&link);
    }
    let done = shop.backfill(&[]);
    assert_eq!(done["complete_through"], shop.newest());
    let fetched = done["fetched"].as_u64().unwrap();
    assert!(fetched > 12, "{done}");
    assert_eq!(done["new"], done["fetched"]);
    assert_eq!(done.as_object().unwrap().len(), 4, "{done}");
    let rows = payments(&shop.ledger());
    assert_eq!(rows.len(), 3);
    assert!(
        rows.iter().all(|it| it["status"] == "succeeded"),
        "{rows:?}"
    );
    let again = shop.backfill(&[]);
    assert_eq!((&again["new"], &again["gap"]), (&json!(0), &Value::Null));
    assert_eq!(again["complete_through"], done["complete_through"]);
    let events = run(&shop.ledger(), ["events", "list", "--json"]).json_lines();
    assert!(events.iter().all(|it| it["source"] == "api"), "{events:?}");
    run(&shop.ledger(), ["db", "rebuild"]).json();
    assert_eq!(payments(&shop.ledger()), rows);
    assert_eq!(run(&shop.ledger(), ["db", "check"]).json()["sound"], true);
}

#[test]
fn what_the_list_no_longer_tells_is_a_gap() {
    let shop = Shop::open(&["--payments", "600", "--seed", "3"]);
    let now = shop.control("advance", &json!({"seconds": 0}))["now"]
        .as_i64()
        .unwrap();
    let (from, horizon) = (now - 60 * DAY, now - 30 * DAY);
    let done = shop.backfill(&["--from", &from.to_string()]);
    let gap = &done["gap"];
    assert_eq!(gap["from"], from);
    let to = gap["to"].as_i64().unwrap();
    assert!((horizon..horizon + 60).contains(&to), "{gap} {horizon}");
    assert_eq!(done["complete_through"], shop.newest());
    let later = shop.backfill(&[]);
    assert_eq!(&later["gap"], gap, "it stays until it is filled");
}

#[test]
fn a_date_is_midnight_where_it_is_said_to_be() {
    let shop = Shop::open(&["--payments", "600", "--seed", "3"]);
    let newest = shop.newest()["created"].as_i64().unwrap();
    let midnight = (newest - 9 * DAY).div_euclid(DAY) * DAY;
    let all = shop.backfill(&["--from", &midnight.to_string()]);
    assert_eq!(all["gap"], Value::Null);
    let date = jiff::Timestamp::from_second(midnight).unwrap();
    let date = date.strftime("%Y-%m-%d").to_string();
    let by_date = shop.backfill(&["--from", &date]);
    assert_eq!(
        (&by_date["fetched"], &by_date["new"]),
        (&all["fetched"], &json!(0))
    );
    let in_tokyo = shop.backfill(&["--from", &date, "--timezone", "Asia/Tokyo"]);
    assert!(in_tokyo["fetched"].as_u64() >= all["fetched"].as_u64());
    let wrong = shop
        .practice
        .run(&shop.ledger(), &["backfill", "--from", "yesterday"]);
    assert!(wrong.refusal(2).contains("not a date"));
}

#[test]
fn it_goes_on_while_the_api_fails_and_says_so_when_it_cannot() {
    let shop = Shop::open(&["--payments", "400", "--seed", "5"]);
    let rough = json!({"api_429": 0.2, "api_500": 0.2, "cut": 0.1, "page_shift": 0.3, "seed": 11});
    shop.control("faults", &rough);
    shop.backfill(&[]);
    shop.control("faults", &json!({}));
    let done = shop.backfill(&[]);
    assert_eq!(done["complete_through"], shop.newest());

    let ledger = shop.ledger();
    let refused = |command: &mut std::process::Command, part: &str| {
        let ran = finish(command.args(["backfill"]));
        let refusal = ran.refusal(1).to_owned();
        assert!(refusal.contains(part) && ran.stdout.is_empty(), "{refusal}");
    };
    refused(
        program(&ledger).arg("--data-dir").arg(&ledger),
        "no API key",
    );
    let client = || shop.practice.client(&ledger);
    refused(
        client().env("COUNTERTOP_API_KEY", "sk_test_notthisone"),
        "does not accept the API key",
    );
    refused(
        client().env("COUNTERTOP_API_BASE", "http://127.0.0.1:9"),
        "got no answer",
    );
}

#[test]
fn a_receiver_catches_up_beside_its_webhooks() {
    let shop = Shop::open(&[]);
    let link = shop.link();
    shop.practice.pay(&link);

    let mut without = Running::start(&mut shop.serve(&["--no-backfill"]));
    without.line();
    let info = run(&shop.ledger(), ["db", "info", "--json"]).json();
    assert_eq!(info["mode"], "test", "the key decides the mode");
    drop(without);

    let mut running = Running::start(&mut shop.serve(&[]));
    running.line();
    let until = Instant::now() + PATIENCE;
    while payments(&shop.ledger()).is_empty() {
        assert!(Instant::now() < until, "it does not catch up");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    running.logged("Caught up with the API's list");
    // Beside it, and with what it has read.
    let done = shop.backfill(&[]);
    assert_eq!(
        (&done["new"], &done["complete_through"]),
        (&json!(0), &shop.newest())
    );
}
