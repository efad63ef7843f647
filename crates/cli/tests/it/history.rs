//! The history of a shop of a year, by the real program: stopped, killed and gone on with.

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::{Value, json};

use crate::program::{PATIENCE, Running, finish, run};
use crate::shop::Shop;

const DAY: i64 = 24 * 3600;

/// Everything in a list of the store.
fn all(shop: &Shop, path: &str) -> Vec<Value> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let mut page = shop.api(&format!("{path}?limit=100{after}"));
        all.append(page["data"].as_array_mut().unwrap());
        if page["has_more"] == false {
            return all;
        }
        after = format!(
            "&starting_after={}",
            all.last().unwrap()["id"].as_str().unwrap()
        );
    }
}

/// The ledger's payments and the store's intents, by what both say.
fn compare(shop: &Shop) {
    let said = |rows: Vec<Value>| -> BTreeMap<String, Value> {
        let said = |it: &Value| json!([it["created"], it["amount"], it["currency"]]);
        let rows = rows.into_iter();
        rows.filter_map(|it| Some((it["id"].as_str()?.to_owned(), said(&it))))
            .collect()
    };
    let list = ["payments", "list", "--json", "--limit", "1000"];
    let listed = said(run(&shop.ledger(), list).json_lines());
    assert_eq!(listed, said(all(shop, "payment_intents")));
    let info = run(&shop.ledger(), ["db", "check"]).json();
    assert_eq!(info["sound"], true, "{info}");
}

fn list<'a>(done: &'a Value, name: &str) -> &'a Value {
    let lists = done["lists"].as_array().unwrap();
    lists.iter().find(|it| it["list"] == name).unwrap()
}

/// An import, seen to read a list.
fn reading(shop: &Shop, list: &str) -> Running {
    let mut command = shop.practice.client(&shop.ledger());
    let mut running = Running::start(command.args(["history", "import"]));
    running.logged(&format!("reading {list}"));
    running
}

#[test]
#[cfg(unix)]
fn an_import_that_is_killed_or_stopped_goes_on_where_it_was() {
    let shop = Shop::open(&["--payments", "900", "--seed", "3"]);
    let killed = reading(&shop, "payment intents").stop(rustix::process::Signal::KILL);
    assert_eq!(killed.code, None, "{killed:?}");
    let stopped = reading(&shop, "charges").stop(rustix::process::Signal::TERM);
    assert_eq!(stopped.code, Some(0), "{stopped:?}");
    let left = stopped.json();
    assert_eq!(left["done"], false);
    assert_eq!(list(&left, "payment_intents")["objects"], 900);
    assert_eq!(
        run(&shop.ledger(), ["history", "show"]).json()["lists"],
        left["lists"]
    );

    let done = shop
        .practice
        .run(&shop.ledger(), &["history", "import"])
        .json();
    assert_eq!(
        (&done["done"], &done["since"]),
        (&json!(true), &Value::Null)
    );
    for (name, path) in [
        ("payment_links", "payment_links"),
        ("checkout_sessions", "checkout/sessions"),
        ("payment_intents", "payment_intents"),
        ("charges", "charges"),
        ("refunds", "refunds"),
        ("disputes", "disputes"),
        ("payouts", "payouts"),
    ] {
        let row = list(&done, name);
        assert_eq!(row["objects"], all(&shop, path).len(), "{row}");
        assert_eq!(
            (&row["done"], &row["refused"]),
            (&json!(true), &Value::Null)
        );
    }
    compare(&shop);
    // It is over: nothing is asked for any more.
    let again = shop.practice.run(&shop.ledger(), &["history", "import"]);
    assert_eq!(again.json(), done);
}

#[test]
fn an_import_closes_the_gap_that_it_fills() {
    let shop = Shop::open(&["--payments", "300", "--seed", "3"]);
    let now = shop.control("advance", &json!({"seconds": 0}))["now"]
        .as_i64()
        .unwrap();
    let from = (now - 60 * DAY).to_string();
    let gap = shop.backfill(&["--from", &from])["gap"].clone();
    assert_eq!(gap["from"], now - 60 * DAY);
    let import = |since: i64| {
        let since = since.to_string();
        let args = ["history", "import", "--since", &since];
        shop.practice.run(&shop.ledger(), &args).json()
    };
    // What began before it may have changed in it: that is not read yet.
    let half = import(now - 60 * DAY);
    assert_eq!(
        (&half["done"], &half["since"]),
        (&json!(true), &json!(now - 60 * DAY))
    );
    assert_eq!(half["gap"]["from"], gap["from"]);
    let whole = import(now - 91 * DAY);
    assert_eq!(
        (&whole["gap"], whole["from_objects"].is_array()),
        (&Value::Null, true)
    );
    let stretches = whole["from_objects"].as_array().unwrap();
    assert_eq!(stretches[0]["from"], gap["from"], "{whole}");
    assert_eq!(stretches.last().unwrap()["to"], gap["to"], "{whole}");

    // Nothing is missing any more, and what is proven by events is not said to be more than it is.
    let later = shop.backfill(&[]);
    assert_eq!(
        (&later["gap"], later.as_object().unwrap().len()),
        (&Value::Null, 4)
    );
    assert_eq!(shop.backfill(&["--from", &from])["gap"], Value::Null);
    let client = |args: &[&str]| finish(shop.practice.client(&shop.ledger()).args(args));
    let doctor = client(&["doctor", "--json"]);
    let text = String::from_utf8(doctor.stdout).unwrap();
    assert!(text.contains("from the objects themselves"), "{text}");
    assert!(!text.contains("told nothing any more."), "{text}");
}

#[test]
fn what_cannot_be_imported_is_said_in_one_sentence() {
    let shop = Shop::open(&[]);
    let ledger = shop.ledger();
    let wrong = |args: &[&str]| shop.practice.run(&ledger, args);
    assert!(
        wrong(&["history", "import", "--since", "long ago"])
            .refusal(2)
            .contains("not a date")
    );
    let client = || shop.practice.client(&ledger);
    let refused = finish(
        client()
            .env("COUNTERTOP_API_KEY", "sk_test_notthisone")
            .args(["history", "import"]),
    );
    assert_eq!(refused.code, Some(1), "{refused:?}");
    let why = "does not accept the API key";
    assert!(
        refused.stderr.contains(why) && refused.stdout.is_empty(),
        "{refused:?}"
    );
    let keyless = run(&ledger, ["history", "import"]);
    assert!(keyless.refusal(1).contains("no API key"));
    let never = run(&ledger, ["history", "show"]).json();
    assert_eq!(
        (&never["done"], &list(&never, "charges")["objects"]),
        (&json!(false), &json!(0))
    );
}

#[test]
fn a_receiver_fetches_what_no_event_tells() {
    let shop = Shop::open(&[]);
    shop.practice.pay(&shop.link());
    shop.backfill(&[]);
    let settlement = || {
        let rows = run(&shop.ledger(), ["payments", "list", "--json"]).json_lines();
        rows[0]["settlement"].clone()
    };
    assert_eq!(settlement(), Value::Null, "no event tells of it");
    let mut without = Running::start(&mut shop.serve(&["--no-backfill"]));
    without.line();
    drop(without);
    let mut running = Running::start(&mut shop.serve(&[]));
    running.line();
    let until = Instant::now() + PATIENCE;
    while settlement().is_null() {
        assert!(Instant::now() < until, "the fee stays unknown");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let charge = &all(&shop, "charges")[0];
    let path = format!(
        "balance_transactions/{}",
        charge["balance_transaction"].as_str().unwrap()
    );
    let transaction = shop.api(&path);
    let settlement = settlement();
    for part in ["amount", "fee", "net", "currency"] {
        assert_eq!(settlement[part], transaction[part], "{part}");
    }
}
