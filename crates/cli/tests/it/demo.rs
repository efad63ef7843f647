//! `demo`: the whole path.

use serde_json::Value;

use crate::http::post;
use crate::program::{Running, finish, program, run};

#[test]
fn it_prints_each_step_and_last_the_payment() {
    let home = tempfile::tempdir().unwrap();
    let ran = finish(program(home.path()).env("TMPDIR", home.path()).arg("demo"));
    let lines: Vec<_> = ran.text().lines().collect();
    for (number, line) in (1..).zip(&lines[..lines.len() - 1]) {
        assert!(line.starts_with(&format!("{number}. ")), "{line}");
    }
    let payment: Value = serde_json::from_str(lines.last().unwrap()).unwrap();
    assert_eq!(payment["status"], "succeeded");
    assert_eq!(payment["amount"], 1250);
    assert!(
        payment["payment_link"]
            .as_str()
            .unwrap()
            .starts_with("plink_")
    );
    assert!(
        ran.stderr
            .contains("PaymentIntent for 1250 was successful!"),
        "{ran:?}"
    );
    let left = std::fs::read_dir(home.path()).unwrap().count();
    assert_eq!(left, 0, "the temporary folder is gone");
}

#[test]
fn a_given_folder_keeps_what_it_made() {
    let folder = tempfile::tempdir().unwrap();
    let shop = folder.path().join("shop");
    for times in 1..=2 {
        assert_eq!(run(&shop, ["demo"]).code, Some(0));
        let payments = run(&shop, ["payments", "list", "--json"]).json_lines();
        assert_eq!(payments.len(), times);
    }
    assert_eq!(run(&shop, ["db", "check"]).json()["sound"], true);
}

#[test]
fn a_shops_own_ledger_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), ["db", "info"]).text();
    let ran = run(folder.path(), ["demo"]);
    assert!(ran.refusal(1).contains("not a practice store's"), "{ran:?}");
}

#[test]
#[cfg(unix)]
fn it_stays_to_watch_and_prints_what_a_person_pays() {
    let home = tempfile::tempdir().unwrap();
    let mut running = Running::start(
        program(home.path())
            .env("TMPDIR", home.path())
            .args(["demo", "--watch"]),
    );
    let address = loop {
        let line = running.line();
        if let Some(address) = line.strip_prefix("6. Pay it yourself: open ") {
            break address.split(' ').next().unwrap().to_owned();
        }
    };
    // A browser posts the page's form to where the page is.
    let form = "email=ana%40example.com&name=Ana&card_number=4242424242424242&exp=12%2F40&cvc=123";
    let answer = post(
        &address,
        &[("Content-Type", "application/x-www-form-urlencoded")],
        form.as_bytes(),
    );
    assert!(answer.status < 400, "{answer:?}");
    let payment = loop {
        let line = running.line();
        let Ok(payment) = serde_json::from_str::<Value>(&line) else {
            continue;
        };
        if payment["customer_name"] == "Ana" && payment["status"] == "succeeded" {
            break payment;
        }
    };
    assert_eq!(payment["amount"], 1250);
    let ran = running.stop(rustix::process::Signal::INT);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(
        std::fs::read_dir(home.path()).unwrap().count(),
        0,
        "the temporary folder is gone"
    );
}
